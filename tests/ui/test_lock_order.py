"""The window's thread asks for Python's lock sooner than the threads of jobs do."""

import os
import sys
import threading
from pathlib import Path

import pytest

from ui.jobs import Lane
from ui.lock_order import go_first


@pytest.fixture
def interval():
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield sys.getswitchinterval
    sys.setswitchinterval(before)


def slack():
    return int(Path(f"/proc/{threading.get_native_id()}/timerslack_ns").read_text())


def niceness():
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.fixture
def own_thread(interval):
    """Runs something on a thread that ends then: this one shall stay as it was."""

    def run(work):
        found = []
        thread = threading.Thread(target=lambda: found.append(work()))
        thread.start()
        thread.join()
        return found[0]

    return run


def test_a_paint_waits_no_five_milliseconds_whenever_it_gave_the_lock_away(own_thread, interval):
    own_thread(go_first)
    assert interval() <= 0.0001


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell threads apart")
def test_threads_of_jobs_are_woken_later_than_the_window(own_thread, jobs, qtbot):
    window, priority = own_thread(lambda: go_first() or (slack(), niceness()))
    found = {}
    for lane in Lane:
        jobs.run(
            lambda: (slack(), niceness()),
            lambda value, lane=lane: found.update({lane: value}),
            lane=lane,
        )
    qtbot.wait_until(lambda: found.keys() == set(Lane))
    assert min(slack for slack, _ in found.values()) > 100 * window
    assert min(nice for _, nice in found.values()) > priority


def test_where_threads_can_not_be_told_apart_all_wait_alike(own_thread, interval, monkeypatch):
    monkeypatch.setattr("ui.lock_order.sys.platform", "darwin")
    own_thread(go_first)
    assert interval() == pytest.approx(0.0001)
