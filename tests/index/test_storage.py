import random
import shutil
import zlib
from pathlib import Path

import pytest

from index import storage
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.writer import IndexDocument, update


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "index"
    update(
        Home(made), [IndexDocument(1, "a", "breach of contract"), IndexDocument(2, "b", "fraud")]
    )
    update(Home(made), [IndexDocument(3, "c", "damages")])
    return made


def search(folder: Path) -> None:
    searcher = Searcher(Home(folder))
    try:
        searcher.search(parse("fraud"), lambda _field, _value: None, lambda _number: 1 / 0, limit=0)
    finally:
        searcher.close()


def content(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if "lock" not in path.name.lower())


def test_a_fresh_index_is_healthy_and_says_what_it_holds(folder: Path) -> None:
    assert storage.is_healthy(Home(folder))
    assert storage.indexed(Home(folder)) == {1: "a", 2: "b", 3: "c"}
    assert storage.read_manifest(Home(folder)).generation == 2
    search(folder)


def test_no_index(tmp_path: Path) -> None:
    assert not storage.is_healthy(Home(tmp_path / "none"))
    assert storage.indexed(Home(tmp_path / "none")) == {}
    with pytest.raises(storage.IndexMissing):
        search(tmp_path / "none")


def flip_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[random.Random(5).randrange(len(data))] ^= 0x10
    file.write_bytes(bytes(data))


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [flip_bit, truncate, empty, Path.unlink])
@pytest.mark.parametrize("suffix", [".seg", ".toc"])
def test_any_damage_means_no_index_and_a_fresh_one_on_writing(
    folder: Path, suffix: str, damage: object
) -> None:
    file = next(path for path in content(folder) if path.suffix == suffix)
    assert callable(damage)
    damage(file)
    assert not storage.is_healthy(Home(folder))
    with pytest.raises(storage.IndexMissing):
        search(folder)
    update(Home(folder), [IndexDocument(7, "d", "fraud")])
    assert storage.indexed(Home(folder)) == {7: "d"}
    assert storage.is_healthy(Home(folder))
    search(folder)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "{}", '{"versions": [2, 1]}', '{"versions": null}', "\x00" * 99],
)
@pytest.mark.parametrize("seal", ["%s", "00000000\n%s", "{crc:08x}\n%s", "x\n%s"])
def test_a_damaged_manifest_means_no_index(folder: Path, text: str, seal: str) -> None:
    (folder / "manifest.json").write_text(seal.format(crc=zlib.crc32(text.encode())) % text)
    assert storage.indexed(Home(folder)) == {}
    with pytest.raises(storage.IndexMissing):
        search(folder)
    update(Home(folder), [IndexDocument(7, "d", "fraud")])
    assert storage.indexed(Home(folder)) == {7: "d"}


def test_any_bit_of_the_manifest_counts(folder: Path) -> None:
    file = folder / "manifest.json"
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        with pytest.raises(storage.IndexMissing):
            storage.read_manifest(Home(folder))
    file.write_bytes(whole)
    assert storage.is_healthy(Home(folder))


@pytest.mark.parametrize("version", ["TOKENIZER_VERSION", "FORMAT_VERSION"])
def test_another_version_means_no_index(
    folder: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    assert storage.is_healthy(Home(folder))
    monkeypatch.setattr(storage, version, getattr(storage, version) + 1)
    assert not storage.is_healthy(Home(folder))


def test_an_index_that_came_from_elsewhere_is_not_opened(folder: Path, tmp_path: Path) -> None:
    received = tmp_path / "received"
    shutil.copytree(folder, received)
    toc = next(path for path in content(received) if path.suffix == ".toc")
    toc.write_bytes(b"would be unpickled")
    with pytest.raises(storage.IndexMissing, match="elsewhere"):
        search(received)
    assert storage.open_or_create(Home(received)).generation == -1
    assert content(received) == []


def test_a_moved_folder_stays_trusted(folder: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    folder.rename(moved)
    assert storage.is_healthy(Home(moved))
    search(moved)


def test_leftovers_of_a_broken_off_commit_are_removed(folder: Path) -> None:
    before = content(folder)
    (folder / "MAIN.tmp").mkdir()
    (folder / "MAIN.tmp" / "x.run").write_bytes(b"x")
    (folder / "_MAIN_3.toc").write_bytes(b"half")
    (folder / "MAIN_abcdefgh12345678.trm").write_bytes(b"half")
    (folder / "manifest.json.new").write_bytes(b"{")
    assert storage.is_healthy(Home(folder))
    assert storage.open_or_create(Home(folder)).generation == 2
    assert content(folder) == before


def test_publishing_is_one_step(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "manifest.json").read_bytes()

    def no_rename(_source: Path, _target: Path) -> None:
        raise OSError("the power went")

    monkeypatch.setattr(storage, "replace", no_rename)
    with pytest.raises(OSError, match="power"):
        storage.publish(Home(folder), storage.Manifest(9, {}, {}))
    assert (folder / "manifest.json").read_bytes() == before


def test_a_busy_file_is_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = [True, True, False]
    rename = Path.replace

    def held(source: Path, target: Path) -> Path:
        if busy.pop(0):
            raise PermissionError("a virus scanner holds it")
        return rename(source, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(storage.time, "sleep", lambda _seconds: None)
    source = tmp_path / "a"
    source.write_text("new")
    storage.replace(source, tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new"
    assert busy == []
