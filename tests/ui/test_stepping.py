"""The window takes the turn when it paints, is told of a key, a timer or an answer, and gives it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from casefile.turns import Turns
from ui.jobs import Jobs
from ui.stepping import Stepping


class _Sheet(QWidget):
    """Tells whether the turn was taken while it was painted and when a key came."""

    def __init__(self, is_taken: Callable[[], bool]) -> None:
        super().__init__()
        self._is_taken = is_taken
        self.painted: list[bool] = []

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(self._is_taken())


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def stepping(turns: Turns, qapp: QApplication) -> Stepping:
    made = Stepping(turns)
    made.watch(qapp)
    return made


def is_free(turns: Turns) -> bool:
    """Tell whether the turn is given back, once the step in which this is asked is over."""
    QApplication.sendPostedEvents()
    return not turns.is_taken


def test_the_turn_is_taken_for_a_step_and_given_back(
    stepping: Stepping, turns: Turns, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_free(turns))
    stepping.begin()
    assert turns.is_taken
    stepping.begin()  # within the same step
    qtbot.waitUntil(lambda: is_free(turns))


def test_a_paint_of_the_window_is_a_step(stepping: Stepping, turns: Turns, qtbot: QtBot) -> None:
    sheet = _Sheet(lambda: turns.is_taken)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    qtbot.waitUntil(lambda: bool(sheet.painted) and is_free(turns))
    sheet.painted.clear()
    sheet.update()
    qtbot.waitUntil(lambda: bool(sheet.painted))
    assert sheet.painted == [True]
    qtbot.waitUntil(lambda: is_free(turns))


def test_a_key_is_a_step(stepping: Stepping, turns: Turns, qtbot: QtBot) -> None:
    sheet = _Sheet(lambda: turns.is_taken)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    qtbot.waitUntil(lambda: is_free(turns))
    qtbot.keyClick(sheet, Qt.Key.Key_A)
    assert turns.is_taken
    qtbot.waitUntil(lambda: is_free(turns))


def test_a_timer_is_a_step(stepping: Stepping, turns: Turns, qtbot: QtBot) -> None:
    taken: list[bool] = []
    QTimer.singleShot(0, lambda: taken.append(turns.is_taken))
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [True]
    qtbot.waitUntil(lambda: is_free(turns))


def test_an_answer_is_a_step(qtbot: QtBot, qapp: QApplication) -> None:
    jobs = Jobs()
    jobs.stepping.watch(qapp)
    taken: list[bool] = []
    jobs.run(lambda: 1, lambda _: taken.append(jobs.turns.is_taken))
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [True]
    qtbot.waitUntil(lambda: is_free(jobs.turns))
    jobs.close()


def test_a_job_keeps_the_turns(qtbot: QtBot) -> None:
    from casefile.turns import in_turns

    jobs = Jobs()
    rests: list[int] = []
    jobs.turns.wait = lambda: rests.append(1)  # type: ignore[method-assign]
    jobs.turns.take()
    results: list[list[int]] = []
    jobs.run(lambda: list(in_turns(range(3))), results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [[0, 1, 2]]
    assert len(rests) == 3
    jobs.turns.give()
    jobs.close()
