"""Originals are looked at while nothing else is done; one found damaged is told, and can be put back."""

from threading import Event

import pytest

from casefile.errors import CaseFailure
from casefile.import_records import Progress
from tests.ui.driving import calls, settled


@pytest.fixture
def care(opened, qtbot):
    """Return what cares for originals, looking only where a test says so: no test waits for a minute."""
    opened.original_care.timer.timeout.disconnect()
    settled(opened, qtbot)
    return opened.original_care


def begin(window, qtbot):
    """Look as soon as nothing else is done."""
    care = window.original_care

    def begun():
        if not window.desk.jobs.busy:
            care.look()
        return care.busy

    qtbot.wait_until(begun)


def look(window, qtbot):
    """Look, and wait for the end."""
    begin(window, qtbot)
    window.original_care.look()  # once is enough
    settled(window, qtbot)


def test_a_case_that_was_opened_is_looked_at_after_a_while(opened, care):
    assert care.rests_for == 60_000 and not calls(opened, "look at originals")


def test_a_few_are_looked_at_and_soon_the_next(opened, care, qtbot):
    opened.desk.case.looks = tuple(Progress(at, 20, f"Looking at {at}") for at in range(8))
    look(opened, qtbot)
    ((_, _, most),) = calls(opened, "look at originals")
    assert most == 8 and care.rests_for == 15_000
    opened.desk.case.looks = ()
    look(opened, qtbot)
    assert care.rests_for > 60_000  # nothing is due: it need not look so often
    assert not opened.troubles.bar.isVisible()


def test_a_damaged_original_is_told_with_the_way_to_put_it_back(opened, care, qtbot):
    sentence = "The original is missing. Put it back from a backup of the case."
    opened.desk.case.looks = (Progress(0, 1, "Looking"), Progress(0, 1, sentence, document=5))
    look(opened, qtbot)
    told = opened.troubles.bar.words.text()
    row = next(row for row in opened.desk.documents if row.id == 5)
    assert opened.troubles.bar.isVisible() and row.name in told and sentence in told
    assert opened.troubles.bar.step.text() == "Put it back…"


def test_it_waits_while_something_else_is_done(opened, care, qtbot):
    free = Event()
    opened.desk.jobs.run(free.wait)
    care.look()
    assert not calls(opened, "look at originals") and care.rests_for == 60_000
    free.set()
    settled(opened, qtbot)


def test_a_case_that_is_closed_is_left_alone(opened, care, qtbot):
    case, going, free = opened.desk.case, Event(), Event()

    def slow_look(_today, _most):
        going.set()
        free.wait(60)
        yield Progress(0, 1, "The original is missing.", document=5)
        raise CaseFailure("The case has been closed.")

    case.look_at_originals = slow_look
    begin(opened, qtbot)
    qtbot.wait_until(going.is_set)
    opened.desk.close_case()
    qtbot.wait_until(lambda: opened.desk.case is None)
    free.set()
    settled(opened, qtbot)
    assert care.rests_for == 0 and not opened.troubles.bar.isVisible()
    care.look()
    assert not opened.desk.jobs.busy
