"""While papers come in the window asks seldom enough."""

import time

import pytest

from ui import pace
from ui.pace import Pace


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_small_case_is_asked_soon(qtbot, clock):
    made = Pace()
    made.begin("columns")
    clock[0] += 0.01
    made.end("columns")
    assert made.pause_ms == 350
    with qtbot.wait_signal(made.due):
        made.wish()


def test_a_large_case_is_asked_a_fifth_of_the_time(qtbot, clock):
    made = Pace()
    for what, seconds in (("documents", 0.5), ("columns", 1.0)):
        made.begin(what)
        clock[0] += seconds
        made.end(what)
    assert made.pause_ms == 6_000
    made.begin("columns")
    clock[0] += 60
    made.end("columns")
    assert made.pause_ms == 15_000
    made.clear()
    assert made.pause_ms == 350


def test_what_is_under_way_is_not_asked_again(qtbot, monkeypatch):
    monkeypatch.setattr(pace, "_LEAST_MS", 10)
    made, told = Pace(), []
    made.due.connect(lambda: told.append(1))
    made.begin("columns")
    made.wish()
    qtbot.wait(60)
    assert not told
    made.end("columns")
    qtbot.wait_until(lambda: told == [1])


def test_wishes_add_up_to_one(qtbot, monkeypatch):
    monkeypatch.setattr(pace, "_LEAST_MS", 10)
    made, told = Pace(), []
    made.due.connect(lambda: told.append(1))
    for _ in range(20):
        made.wish()
    qtbot.wait(60)
    assert told == [1]


def test_an_answer_that_nobody_waits_for_is_none(qtbot, clock):
    made = Pace()
    made.end("columns")
    assert made.pause_ms == 350
