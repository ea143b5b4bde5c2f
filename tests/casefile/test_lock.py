import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from casefile.errors import CaseInUse
from casefile.lock import CaseLock

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys, pathlib\nfrom casefile.lock import CaseLock\n"
    "lock = CaseLock(pathlib.Path(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()\n"
)


def holder(folder):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def end(process):
    process.kill()
    process.communicate()


def test_the_second_opener_is_told_who_has_it(tmp_path):
    process = holder(tmp_path)
    try:
        note = json.loads((tmp_path / "case.holder.json").read_text())
        with pytest.raises(
            CaseInUse, match=rf"open by {note['user']} on .* since .* Close it there first"
        ):
            CaseLock(tmp_path)
        assert note["process"] == process.pid
    finally:
        end(process)


def test_a_killed_holder_leaves_no_lock(tmp_path):
    end(holder(tmp_path))
    assert (tmp_path / "case.holder.json").exists()
    lock = CaseLock(tmp_path)
    assert json.loads((tmp_path / "case.holder.json").read_text())["process"] == os.getpid()
    lock.release()
    assert not (tmp_path / "case.holder.json").exists()


def test_the_same_program_cannot_open_it_twice(tmp_path):
    lock = CaseLock(tmp_path)
    with pytest.raises(CaseInUse):
        CaseLock(tmp_path)
    lock.release()
    lock.release()
    CaseLock(tmp_path).release()


def test_a_broken_note_still_gives_a_sentence(tmp_path):
    lock = CaseLock(tmp_path)
    (tmp_path / "case.holder.json").write_text("{")
    with pytest.raises(CaseInUse, match=r"is already open\. Close it there first"):
        CaseLock(tmp_path)
    lock.release()


def test_another_thread_than_the_one_that_took_it_gives_it_back(tmp_path):
    """A job opens the case; when the window has been closed, its own thread closes the case."""
    taken = []
    taker = threading.Thread(target=lambda: taken.append(CaseLock(tmp_path)))
    taker.start()
    taker.join()
    (lock,) = taken
    lock.release()
    assert not (tmp_path / "case.holder.json").exists()
    CaseLock(tmp_path).release()
