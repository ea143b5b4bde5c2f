"""A long question is answered before the next is asked, and of those that wait only the last one."""

import threading

import pytest

from ui.in_turn import InTurn
from ui.jobs import Lane


@pytest.fixture
def asking(opened):
    return InTurn(opened.desk, "long", Lane.WHOLE)


def test_what_is_under_way_is_told_and_then_the_last_that_waits(asking, opened, qtbot):
    gate, told, asked = threading.Event(), [], []

    def question(name):
        def work(_case):
            asked.append(name)
            assert gate.wait(10)
            return name

        return work

    for name in ("first", "second", "third"):
        asking.ask(question(name), told.append)
    qtbot.wait_until(lambda: asked == ["first"])
    gate.set()
    qtbot.wait_until(lambda: told == ["first", "third"])
    assert asked == ["first", "third"]
    asking.ask(question("fourth"), told.append)
    qtbot.wait_until(lambda: told[-1] == "fourth")


def test_after_a_failure_the_next_is_asked(asking, opened, qtbot):
    told, failed = [], []
    opened.desk.failed.connect(failed.append)
    asking.ask(lambda _case: 1 / 0, told.append)
    asking.ask(lambda _case: "answer", told.append)
    qtbot.wait_until(lambda: told == ["answer"])
    assert len(failed) == 1


def test_what_waits_goes_with_its_case(asking, opened, qtbot, tmp_path):
    gate, told = threading.Event(), []
    asking.ask(lambda _case: gate.wait(10), told.append)
    asking.ask(lambda _case: "of the case before", told.append)
    opened.desk.close_case()
    gate.set()
    qtbot.wait_until(lambda: not opened.desk.jobs.busy)
    with qtbot.wait_signal(opened.desk.columns_read):
        opened.desk.open_case(tmp_path / "y.pincite")
    asking.ask(lambda _case: "of this one", told.append)
    qtbot.wait_until(lambda: told == ["of this one"])
