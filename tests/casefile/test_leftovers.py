"""What a kill leaves half written outside the case folder is removed at the next start, and nothing else."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import leftovers
from casefile.case import Case

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Pincite" / "unfinished"


KILLED = """
import os, signal, sys
from pathlib import Path
from casefile.leftovers import noted
path = Path(sys.argv[1])
path.mkdir() if sys.argv[2] == "folder" else path.touch()
with noted(path):
    (path / "case.db" if path.is_dir() else path).write_text("half of a secret")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(path, kind):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), kind],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL and path.exists()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize(
    ("name", "kind"),
    [(".Case.zip.part", "file"), (".new-abc", "folder")],
)
def test_the_next_opening_removes_what_a_kill_left(workers, data, tmp_path, name, kind):
    out = tmp_path / "stick"
    out.mkdir()
    beside = out / "Case.zip"
    beside.write_text("an older backup")
    killed(out / name, kind)
    assert len(list(data.iterdir())) == 1
    Case.create(tmp_path / "Any", workers, local=tmp_path / "local").close()
    assert list(out.iterdir()) == [beside]
    assert list(data.iterdir()) == []


def test_what_is_still_being_written_is_left_alone(data, tmp_path):
    half = tmp_path / ".x.part"
    with leftovers.noted(half):
        half.touch()
        leftovers.sweep()
        assert half.exists() and len(list(data.iterdir())) == 1
        half.replace(tmp_path / "x")
    assert (tmp_path / "x").exists() and list(data.iterdir()) == []


def test_a_failure_leaves_neither_file_nor_note(data, tmp_path):
    half = tmp_path / ".x.part"

    def failing():
        with leftovers.noted(half):
            half.touch()
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        failing()
    assert not half.exists() and list(data.iterdir()) == []


def note(data, path, process=0, began=1.0):
    data.mkdir(parents=True, exist_ok=True)
    file = data / f"{abs(hash(path))}.json"
    file.write_text(json.dumps({"path": str(path), "process": process, "began": began}))
    return file


def test_a_process_number_given_anew_protects_nothing(data, tmp_path):
    half = tmp_path / ".x.part"
    half.touch()
    note(data, half, os.getpid(), began=1.0)
    leftovers.sweep()
    assert not half.exists()


def test_no_note_removes_a_file_of_another_name(data, tmp_path):
    kept = [tmp_path / name for name in ("Letter.docx", "x.part", ".hidden", "Case.pincite")]
    for path in kept:
        path.touch()
        note(data, path)
    leftovers.sweep()
    assert all(path.exists() for path in kept) and list(data.iterdir()) == []


def test_a_drive_that_is_away_is_looked_at_the_next_time(data, tmp_path):
    half = tmp_path / "stick" / ".x.part"
    file = note(data, half)
    leftovers.sweep()
    assert file.exists()
    half.parent.mkdir()
    half.touch()
    leftovers.sweep()
    assert not half.exists() and not file.exists()


def test_a_folder_linked_to_is_not_emptied(data, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").touch()
    link = tmp_path / ".new-x"
    link.symlink_to(papers)
    note(data, link)
    leftovers.sweep()
    assert (papers / "a.txt").exists() and not link.is_symlink()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"path": 1}'])
def test_a_note_that_was_broken_off_is_removed(data, content):
    data.mkdir(parents=True)
    (data / "x.json").write_bytes(content)
    leftovers.sweep()
    assert list(data.iterdir()) == []


def test_without_a_place_for_notes_the_file_is_written_all_the_same(data, tmp_path):
    data.parent.parent.mkdir()
    data.parent.write_text("in the way")
    with leftovers.noted(tmp_path / ".x.part"):
        (tmp_path / "x").touch()
    assert (tmp_path / "x").exists()
    leftovers.sweep()
