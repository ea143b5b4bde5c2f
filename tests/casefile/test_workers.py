import errno
import os
import sys
import threading
import time
from itertools import count
from pathlib import Path

import psutil
import pytest

from casefile import worker_process, worker_tasks
from casefile import workers as module
from casefile.sealed import Permits
from casefile.worker_answers import IndexUnwritable, value_of
from casefile.workers import WorkerProcess, Workers, WorkerStopped
from importers import limits
from importers.document import DamagedFile, EncryptedFile, ImportContext, ReaderStopped
from importers.source_text import Span
from index.home import Home
from index.storage import IndexBusy


def echo(value):
    return value


def spans(count):
    return tuple(Span(at, at + 1) for at in range(count))


def sleep(seconds):
    time.sleep(seconds)


def crash():
    os._exit(3)


def refuse():
    raise DamagedFile("This file is damaged. Ask for a fresh copy.")


def blunder():
    raise TypeError("a bug of ours")


def grow(megabytes):
    held = bytearray(megabytes * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])
    time.sleep(30)
    return len(held)


def allocate(gigabytes):
    return len(bytearray(gigabytes * 1024**3))


def bring_code():
    return Path("/")  # not one of the rooms' values


def chatter():
    sys.stdout.write("case content")
    sys.stdout.flush()
    return os.environ["OMP_NUM_THREADS"]


def path_of_process():
    return os.getpid()


@pytest.fixture(scope="module")
def shared_worker():
    worker = WorkerProcess("test")
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def writing_worker():
    worker = WorkerProcess("test", permits=Permits(writes=True))
    yield worker
    worker.close()


def priority():
    return psutil.Process().nice()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes, not numbers")
def test_a_worker_lets_the_window_go_first_unless_it_draws_for_it(shared_worker):
    ours = psutil.Process().nice()
    drawing = WorkerProcess("test", yields=False)
    try:
        assert shared_worker.call(20, priority) == min(19, ours + 10)
        assert drawing.call(20, priority) == ours
    finally:
        drawing.close()


def test_values_come_back(shared_worker):
    assert shared_worker.call(20, echo, ("a", 1, None)) == ("a", 1, None)
    assert shared_worker.call(20, spans, 3) == (Span(0, 1), Span(1, 2), Span(2, 3))


def test_one_process_serves_many_calls(shared_worker):
    assert shared_worker.call(20, path_of_process) == shared_worker.call(20, path_of_process)
    assert shared_worker.call(20, path_of_process) != os.getpid()


def test_a_worker_is_quiet_and_single_threaded(shared_worker, capfd):
    assert shared_worker.call(20, chatter) == "1"
    assert capfd.readouterr().out == ""


def test_a_refused_file_raises_its_own_error(shared_worker):
    with pytest.raises(DamagedFile, match="Ask for a fresh copy"):
        shared_worker.call(20, refuse)


def test_a_bug_is_told_with_its_place_and_the_process_lives(shared_worker):
    before = shared_worker.call(20, path_of_process)
    with pytest.raises(WorkerStopped, match="TypeError") as stopped:
        shared_worker.call(20, blunder)
    assert "blunder" in "".join(stopped.value.__notes__)
    assert shared_worker.call(20, path_of_process) == before


def test_a_hang_is_killed_in_time_and_replaced(shared_worker):
    before = shared_worker.call(20, path_of_process)
    began = time.monotonic()
    with pytest.raises(WorkerStopped, match="longer than 1 seconds"):
        shared_worker.call(1, sleep, 60)
    assert time.monotonic() - began < 40
    assert shared_worker.call(20, path_of_process) != before


def test_the_time_for_which_the_computer_slept_does_not_count(shared_worker, monkeypatch):
    before = shared_worker.call(20, path_of_process)
    clock, naps = time.monotonic, count(600, 600)
    monkeypatch.setattr(time, "monotonic", lambda: clock() + next(naps))
    assert shared_worker.call(20, sleep, 0.5) is None
    assert shared_worker.call(20, path_of_process) == before


@pytest.mark.parametrize(
    ("could_run", "used", "counted"),
    [
        (True, 0.1, 1.0),  # it had a processor
        (True, 0.05, 0.5),
        (True, 0.0, 0.1),  # others had it all the time: in the end it is given up all the same
        (True, 0.4, 1.0),  # several threads of it had one each
        (False, 0.0, 1.0),  # it hangs, or waits for a disk
        (False, 0.1, 1.0),
    ],
)
def test_of_a_worker_that_others_keep_from_running_a_part_of_the_time_counts(
    could_run, used, counted
):
    assert worker_process._Look(7.0, could_run).counts(used) == pytest.approx(counted)


def test_a_worker_is_not_given_up_because_the_computer_is_busy(shared_worker, monkeypatch):
    monkeypatch.setattr(shared_worker, "_looked", lambda: worker_process._Look(3.0, could_run=True))
    assert shared_worker.call(1, sleep, 3) is None


def test_how_a_worker_stands_is_told_by_the_system(shared_worker):
    number = shared_worker.call(20, path_of_process)
    assert shared_worker.number == number
    while (before := shared_worker._looked()).could_run:  # it has just answered
        time.sleep(0.05)
    assert shared_worker.call(20, sum, range(10_000_000)) > 0
    after = shared_worker._looked()
    assert after.used > before.used and after.resident > 1_000_000


def test_a_crash_is_told_and_replaced(shared_worker):
    with pytest.raises(WorkerStopped, match="ended unexpectedly"):
        shared_worker.call(20, crash)
    assert shared_worker.call(20, echo, 1) == 1


def test_a_worker_that_died_in_its_sleep_is_replaced(shared_worker):
    number = shared_worker.call(20, path_of_process)
    os.kill(number, 9)
    time.sleep(0.2)
    assert shared_worker.call(20, echo, 1) == 1


def test_growing_memory_is_stopped():
    worker = WorkerProcess("small", memory=200 * 1024 * 1024)
    try:
        with pytest.raises(WorkerStopped, match="200 MB of memory"):
            worker.call(25, grow, 300)
    finally:
        worker.close()


@pytest.mark.skipif(os.name == "nt", reason="address space limits are POSIX")
def test_one_enormous_allocation_is_refused():
    worker = WorkerProcess("small", memory=200 * 1024 * 1024)
    try:
        with pytest.raises(WorkerStopped, match="memory"):
            worker.call(25, allocate, 20)
        assert worker.call(25, echo, 1) == 1
    finally:
        worker.close()


def test_only_plain_values_are_let_through(shared_worker):
    with pytest.raises(WorkerStopped, match="could not be understood") as stopped:
        shared_worker.call(20, bring_code)
    assert "pathlib" in str(stopped.value.__cause__)
    assert shared_worker.call(20, echo, 1) == 1


def test_closing_ends_a_busy_worker():
    worker = WorkerProcess("busy")
    worker.call(20, echo, 1)
    failures = []

    def work():
        try:
            worker.call(60, sleep, 60)
        except WorkerStopped as stopped:
            failures.append(stopped)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.3)
    began = time.monotonic()
    worker.close()
    thread.join(40)
    assert not thread.is_alive() and len(failures) == 1
    assert time.monotonic() - began < 40
    with pytest.raises(WorkerStopped, match="closing"):
        worker.call(1, echo, 1)


def test_threads_share_a_worker_one_after_another(shared_worker):
    answers = []

    def ask(value):
        answers.append((value, shared_worker.call(20, echo, value)))

    threads = [threading.Thread(target=ask, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [(at, at) for at in range(8)]


@pytest.mark.skipif(module.READERS == 1, reason="a second reader needs a second core")
def test_a_second_reader_reads_while_the_first_is_busy_and_both_end(tmp_path):
    path = tmp_path / "Note.txt"
    path.write_text("The berth was closed.", encoding="utf-8")
    workers = Workers()
    try:
        busy = workers._idle.get()
        assert workers.read(path, ImportContext(path.name)).source.text == "The berth was closed."
        assert busy._process is None  # never asked
        workers._idle.put(busy)
        (other,) = set(workers._reading) - {busy}
        process = psutil.Process(other._process.pid)
    finally:
        workers.close()
    assert not process.is_running()
    with pytest.raises(module.WorkersClosed):
        workers.read(path, ImportContext(path.name))


def test_a_reader_that_stops_is_told_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS_PER_FILE", 0.5)
    monkeypatch.setattr(module.worker_tasks, "read", hang_on_file)
    path = tmp_path / "Order.pdf"
    path.write_bytes(b"x")
    workers = Workers()
    try:
        with pytest.raises(ReaderStopped, match=r"^It could not be read: it took longer"):
            workers.read(path, ImportContext("Order.pdf"))
    finally:
        workers.close()


def hang_on_file(path, context, key):
    time.sleep(60)


@pytest.mark.parametrize("task", [worker_tasks.clear_index, worker_tasks.tidy_index])
def test_an_index_that_cannot_lie_where_it_should_says_why(writing_worker, tmp_path, task):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexUnwritable, match=r"^its folder cannot be written \((?!Pincite).+\)$"):
        writing_worker.call(20.0, task, Home(tmp_path / "file" / "index"))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
        (OSError(errno.EFBIG, "x"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "its folder cannot be written"),
        (IndexBusy("another process"), "another program is writing to it"),
    ],
)
def test_why_an_index_takes_nothing_is_told_in_the_users_words(monkeypatch, tmp_path, error, told):
    def refuse(*_arguments):
        raise error

    monkeypatch.setattr("index.writer.update", refuse)
    with pytest.raises(worker_tasks.Unwritable, match=told):
        worker_tasks.index(tmp_path, ())


def test_every_import_failure_can_cross():
    assert isinstance(_raised(("unwritable", "the disk is full")), IndexUnwritable)
    assert isinstance(_raised(("refused", "EncryptedFile", "It is locked.")), EncryptedFile)
    assert isinstance(_raised(("memory",)), WorkerStopped)
    assert isinstance(_raised(("gibberish", 1)), WorkerStopped)


def _raised(answer):
    try:
        value_of(answer)
    except Exception as error:
        return error
    return None
