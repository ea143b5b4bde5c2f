"""Originals for other programs: the original of a plain case, a copy for a while of a protected one."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from casefile import leftovers
from casefile.errors import CaseDamaged, NoSuchFinding
from tests.casefile.helpers import COMPLAINT

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def places(monkeypatch, tmp_path):
    """Where copies may lie, and where notes of them are kept."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return place


def notes(tmp_path):
    return list((tmp_path / "data" / "Pincite" / "unfinished").glob("*.json"))


def test_it_is_read_under_its_own_name_and_gone_when_the_case_is_closed(
    full, is_protected, places, tmp_path
):
    file = full.readable_original(1)
    assert file.read_text() == COMPLAINT
    assert file.name == "0001 Complaint.txt"
    assert full.readable_original(1) == file
    assert file.stat().st_mode & 0o777 == stat.S_IRUSR
    if not is_protected:
        assert file == full.original(1) and not list(places.iterdir())
        return
    assert file.parent.parent == places and file.parent.stat().st_mode & 0o777 == 0o700
    assert len(notes(tmp_path)) == 1
    other = full.readable_original(2)
    full.close()
    assert not file.exists() and not other.exists() and not list(places.iterdir())
    assert notes(tmp_path) == []


def test_one_that_was_removed_is_made_again(full):
    file = full.readable_original(2)
    if file == full.original(2):
        pytest.skip("the original itself")
    leftovers.remove(file.parent)
    again = full.readable_original(2)
    assert again.is_file() and again != file


def test_it_lies_in_memory_where_there_is_room(full, is_protected, monkeypatch, tmp_path):
    place = tmp_path / "runtime"
    place.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    monkeypatch.setattr("casefile.readable_copies._SPARE", 0)
    assert (place in full.readable_original(1).parents) == is_protected
    monkeypatch.setattr("casefile.readable_copies._SPARE", 1 << 62)
    assert place not in full.readable_original(2).parents


def test_what_cannot_be_read_is_told_and_leaves_nothing(full, is_protected, places, tmp_path):
    original = full.original(1)
    if not is_protected:
        pytest.skip("nothing is copied")
    original.chmod(0o600)
    content = bytearray(original.read_bytes())
    content[-1] ^= 1
    original.write_bytes(content)
    with pytest.raises(CaseDamaged, match="damaged"):
        full.readable_original(1)
    original.unlink()
    with pytest.raises(CaseDamaged, match="is missing"):
        full.readable_original(1)
    with pytest.raises(NoSuchFinding):
        full.readable_original(9)
    assert not list(places.iterdir()) and notes(tmp_path) == []


KILLED = """
import os, signal
from pathlib import Path
from casefile.paths import CasePaths
from casefile.readable_copies import ReadableCopies
from casefile import sealed_files
import sys
paths = CasePaths(Path(sys.argv[1]), bytes(32))
paths.documents.mkdir()
with sealed_files.written(paths.original("a.txt"), paths.key) as file:
    file.write(b"privileged")
print(ReadableCopies(paths).of("a.txt"), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_kill_the_next_opening_removes_it(tmp_path, places):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(places)},
        capture_output=True,
        text=True,
        check=False,
    )
    file = Path(done.stdout.strip())
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert file.read_text() == "privileged" and places in file.parents
    leftovers.sweep()
    assert not list(places.iterdir()) and notes(tmp_path) == []
