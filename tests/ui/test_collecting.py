"""The collector of cycles works on the window's thread, and leaves the rows of a case alone."""

import gc
import threading
import weakref
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from ui import collecting
from ui.collecting import Collecting, take_over


class Work(QObject):
    """Jobs as the collector knows them."""

    busy_changed = Signal(bool)

    def __init__(self, parent):
        super().__init__(parent)
        self.busy = False

    def turn(self, busy):
        self.busy = busy
        self.busy_changed.emit(busy)


class Desk(QObject):
    case_opened = Signal(object)
    case_closed = Signal()

    def __init__(self):
        super().__init__()
        self.jobs = Work(self)


class Knot:
    """Refers to itself, so that only the collector can let go of it; notes the thread on which it went."""

    def __init__(self, gone):
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.current_thread()))


@pytest.fixture
def desk(qtbot):
    return Desk()


@pytest.fixture
def made(desk):
    """The collector as it is in the program."""
    was = gc.isenabled()
    gc.collect()
    gc.freeze()  # the tests' own world
    take_over()
    yield Collecting(desk, desk)
    gc.unfreeze()
    if was:
        gc.enable()


@pytest.fixture
def its_own(monkeypatch):
    """The module's own ``gc``, in which a test may exchange something; others collect as ever."""
    names = ("collect", "freeze", "unfreeze", "isenabled", "get_count")
    own = SimpleNamespace(**{name: getattr(gc, name) for name in names})
    monkeypatch.setattr(collecting, "gc", own)
    return own


def test_a_job_collects_nothing_and_the_window_does_as_the_next_begins(made, desk):
    gone = []

    def work():
        for _ in range(1_000):
            Knot(gone)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not gone
    desk.jobs.turn(True)
    assert len(gone) == 1_000
    assert set(gone) == {threading.main_thread()}


def test_the_rows_of_a_case_are_set_aside_unseen(made, desk, its_own):
    looked = []
    its_own.collect = looked.append
    desk.jobs.turn(True)
    before = gc.get_freeze_count()
    rows = [[number] for number in range(20_000)]
    made._at_rest()
    assert looked == [0]  # as the job began; not while it is under way
    desk.jobs.turn(False)
    assert gc.get_freeze_count() >= before + len(rows)
    assert gc.get_count()[0] < 2_000
    assert looked == [0]


def test_at_rest_the_window_looks_when_there_is_something(made, qtbot):
    gone = []
    Knot(gone)
    made._round.setInterval(1)
    qtbot.wait(30)
    assert not gone
    rows = [[number] for number in range(2_500)]
    qtbot.wait_until(lambda: len(gone) == 1)
    assert rows


def test_what_survives_is_looked_at_once_more(made, its_own):
    looked = []
    its_own.collect = looked.append
    for _ in range(16):
        made.look()
    assert looked == ([0] * 7 + [1]) * 2


def test_what_was_set_aside_is_looked_through_after_the_case_was_closed(
    made, desk, qtbot, monkeypatch
):
    gone = []
    Knot(gone)
    gc.freeze()
    gc.collect()
    assert not gone
    made._left.setInterval(0)
    desk.case_closed.emit()
    qtbot.wait_until(lambda: len(gone) == 1)
    assert gc.get_freeze_count() == 0


def test_a_case_that_is_opened_at_once_is_not_gone_over(made, desk):
    desk.case_closed.emit()
    assert made._left.isActive()
    desk.case_opened.emit(None)
    assert not made._left.isActive()


def test_where_python_collects_by_itself_the_window_does_not(made, desk, its_own):
    gc.enable()
    its_own.collect = lambda *_: pytest.fail("collected twice")
    its_own.freeze = lambda: pytest.fail("set aside")
    desk.jobs.turn(True)
    desk.jobs.turn(False)
    made.look_through()
