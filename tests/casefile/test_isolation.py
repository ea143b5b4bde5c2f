"""A file that kills, stops or floods its reader costs itself alone; no worker reaches out or leaves files.

One import holds a file for each way in which a reader can end, since every reader that is replaced
costs a start of a process.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from benchmarks.attacks import ATTACKS
from casefile import worker_tasks
from casefile.case import Case
from casefile.records import DocumentState
from casefile.sealed import (
    NetworkRefused,
    Permits,
    ProgramRefused,
    WritingRefused,
    _refuse_program,
)
from casefile.worker_tasks import read as read_really
from casefile.workers import WorkerProcess, Workers, WorkerStopped
from importers import limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the signals are POSIX")

WORDS = "On March 7, 2026, the berth was closed, and nobody was told of it.\n"
SECONDS = 15.0


def read(path, context, key):
    """Read a file, or end as its name says."""
    name = context.file_name
    if "Killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Aborted" in name:
        os.abort()
    if "Stopped" in name:
        os.kill(os.getpid(), signal.SIGSTOP)
    if "Flood" in name:
        held = []
        while True:
            held.append(b"x" * (64 * limits.MEBIBYTE))
            time.sleep(0.01)
    if "Fault" in name:
        raise KeyError(name)
    return read_really(path, context, key)


def all_of(workers):
    """Every process of the workers, those of one kind beside each other too."""
    held = [each if isinstance(each, tuple) else (each,) for each in vars(workers).values()]
    return [each for group in held for each in group if isinstance(each, WorkerProcess)]


TOO_SLOW = f"it took longer than {SECONDS:.0f} seconds"
TOO_LARGE = "it needed more than 1,536 MB of memory"

ENDINGS = {
    "1 Sound.txt": None,
    "2 Killed.txt": "the process that did it ended unexpectedly",
    "3 Aborted.txt": "the process that did it ended unexpectedly",
    "4 Stopped.txt": TOO_SLOW,
    "5 Flood.txt": TOO_LARGE,
    "6 Fault.txt": "a fault in the program stopped it (KeyError)",
    "7 Form.pdf": TOO_LARGE,
    "8 Sound.txt": None,
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """Import a folder with every ending in it; yields case, outcomes and the folder for temporary files."""
    place = tmp_path_factory.mktemp("isolation")
    papers, temporary = place / "papers", place / "temporary"
    papers.mkdir()
    temporary.mkdir()
    for name in ENDINGS:
        (papers / name).write_text(f"{name}. {WORDS}", encoding="utf-8")
    (papers / "7 Form.pdf").write_bytes(ATTACKS["PDF: a form that draws itself"].make())
    with zipfile.ZipFile(papers / "9 Volume.zip", "w") as package:
        package.writestr("Inside.txt", f"Inside. {WORDS}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "SECONDS_PER_FILE", SECONDS)
        patch.setattr(worker_tasks, "read", read)
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr(tempfile, "tempdir", None)
        workers = Workers()
        case = Case.create(place / "Isolation", workers, local=place / "local")
        outcomes = [step.outcome for step in case.ingest([papers]) if step.outcome]
        yield case, {Path(each.path).name: each for each in outcomes}, temporary
        case.close()
        workers.close()


def test_each_ending_costs_its_own_file_alone(imported):
    case, outcomes, _ = imported
    states = {row.name: row.state for row in case.documents()}
    for name, reason in ENDINGS.items():
        if reason is None:
            assert states[name] is DocumentState.READY, name
            continue
        assert states[name] is DocumentState.FAILED, name
        assert outcomes[name].status == "failed"
        sentence = outcomes[name].sentence
        if name == "7 Form.pdf":  # on a busy machine time runs out before memory does
            sentence = sentence.replace(TOO_SLOW, TOO_LARGE)
        assert sentence == (
            f"“{name}” was kept, but not read. It could not be read: {reason}. If you can open it "
            "elsewhere, save it as a new PDF and import that."
        )


def test_the_case_is_whole_afterwards_and_the_others_can_be_searched(imported):
    case, _, _ = imported
    assert case.check() == ()
    assert case.search("berth").total == 3


def test_no_file_is_left_behind(imported):
    case, _, temporary = imported
    # What multiprocessing makes to speak to its processes goes when they do.
    left = [path for path in temporary.rglob("*") if not path.name.startswith("pymp-")]
    assert left == []
    names = {path.name for path in (case.folder / "documents").iterdir()}
    assert not [name for name in names if name.startswith(".")]
    assert len(names) == len(case.documents())


def reach_out(folder):
    """Try what no reader may; returns what of it was refused, in order."""
    import socket  # noqa: TID251 - to see it refused

    tries = {
        "network": lambda: socket.socket(socket.AF_INET),
        "look-up": lambda: socket.getaddrinfo("localhost", 80),
        "program": lambda: subprocess.Popen([sys.executable, "-c", "pass"]).wait(),
        "shell": lambda: os.system("true"),
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "write": lambda: (folder / "new.txt").write_text("x"),
        "append": lambda: (folder / "old.txt").open("a").close(),
        "open": lambda: os.close(os.open(folder / "new2.txt", os.O_WRONLY | os.O_CREAT)),
        "rename": lambda: (folder / "old.txt").replace(folder / "older.txt"),
        "remove": lambda: (folder / "older.txt").unlink(),
        "folder": lambda: (folder / "inside").mkdir(),
        "link": lambda: (folder / "link").symlink_to("/"),
        "tree": lambda: shutil.rmtree(folder),
    }
    refused = []
    for name, act in tries.items():
        try:
            act()
        except (NetworkRefused, ProgramRefused, WritingRefused):
            refused.append(name)
    return tuple(refused)


def read_only(folder):
    return (folder / "old.txt").read_text()


OUTWARD = ("network", "look-up", "program", "shell", "exec", "spawn")
WRITING = ("write", "append", "open", "rename", "remove", "folder", "link", "tree")


@pytest.mark.parametrize(
    "kind", ["read", "extract", "draw", "copy", "recognize", "unpack", "index"]
)
def test_every_kind_of_worker_is_sealed(kind, tmp_path):
    (tmp_path / "old.txt").write_text("old")
    workers = Workers()
    worker = next(each for each in all_of(workers) if each.name == kind)
    try:
        assert worker.call(30, read_only, tmp_path) == "old"
        refused = worker.call(30, reach_out, tmp_path)
    finally:
        workers.close()
    assert refused == (OUTWARD if kind in ("unpack", "index") else OUTWARD + WRITING)


def test_the_kinds_above_are_all():
    workers = Workers()
    kinds = {each.name for each in all_of(workers)}
    workers.close()
    assert kinds == {"read", "extract", "draw", "copy", "recognize", "unpack", "index"}


@pytest.mark.parametrize(
    ("arguments", "is_refused"),
    [
        (("/usr/bin/tesseract", ["tesseract", "-"]), False),
        ((None, '"/Program Files/Tesseract.EXE" - - tsv'), False),
        ((None, "tesseract - - tsv"), False),
        (("/bin/sh", ["tesseract"]), True),
        ((None, '"/bin/sh" tesseract'), True),
        (("/tmp/tesseract; rm", []), True),
        ((b"true",), True),
    ],
)
def test_one_program_may_be_permitted(arguments, is_refused):
    try:
        _refuse_program(arguments, Permits(program="tesseract"))
        refused = False
    except ProgramRefused:
        refused = True
    assert refused is is_refused
    with pytest.raises(ProgramRefused):
        _refuse_program(arguments, Permits())


def speak():
    os.write(1, b"case content")
    os.write(2, b"case content")


def test_what_libraries_in_c_print_is_not_shown(capfd):
    workers = Workers()
    try:
        workers._reading[0].call(30, speak)
    finally:
        workers.close()
    shown = capfd.readouterr()
    assert shown.out == shown.err == ""


def test_no_process_is_left_when_the_workers_are_closed():
    before = set(psutil.Process().children())
    workers = Workers()
    workers._reading[0].call(30, os.getpid)
    with pytest.raises(WorkerStopped, match="ended unexpectedly"):
        workers._drawing.call(30, os.abort)
    assert len(set(psutil.Process().children()) - before) >= 1
    workers.close()
    left = set(psutil.Process().children()) - before
    assert not [each for each in left if "resource_tracker" not in " ".join(each.cmdline())]
