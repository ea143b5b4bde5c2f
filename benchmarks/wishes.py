"""What somebody at the window of a benchmark wishes for, and how long until it is painted."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.watched_window import Step, Steps, Watched
from casefile.records import RefType

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from ui.main_window import MainWindow

__all__ = ["Session", "Wish"]

_LIMIT = 10.0
"""After so many seconds a wish counts as not fulfilled."""
_SCROLLS, _FEW_SCROLLS = 12, 2
_REST, _SHORT_REST = 60, 4  # milliseconds after a wish


@dataclass
class Wish:
    """One thing done, perhaps several times: seconds until it was painted, and the longest step of each."""

    name: str
    waits: list[float] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    unfulfilled: int = 0

    @property
    def longest(self) -> Step:
        """The longest step."""
        return max(self.steps, key=lambda step: step.seconds)


class Session:
    """Drives the window and writes down what each wish took."""

    def __init__(self, watched: Watched, *, hurried: bool = False) -> None:
        self.watched = watched
        self.hurried = hurried
        self.rest = _SHORT_REST if hurried else _REST
        self._scrolls = _FEW_SCROLLS if hurried else _SCROLLS
        self.window: MainWindow = watched.window
        self.steps: Steps = watched.steps
        self.wishes: dict[str, Wish] = {}
        self.answers = 0
        self.faults: list[str] = []
        """What went wrong in the window, in words for whoever looks for it."""
        self.window.desk.columns_read.connect(self._count)
        self.window.desk.failed.connect(self._note_fault)
        watched.jobs.error_unhandled.connect(self._note_fault)

    def _note_fault(self, error: Exception) -> None:
        stack = traceback.extract_tb(error.__traceback__)[-2:]
        where = " < ".join(f"{Path(at.filename).name}:{at.lineno}" for at in reversed(stack))
        self.faults.append(f"{self.steps.during}: {type(error).__name__}: {error} ({where})")

    def _count(self, _answered: object) -> None:
        self.answers += 1

    def do(
        self, name: str, act: Callable[[], object], done: Callable[[], bool], painted: "QWidget"
    ) -> None:
        """Do something and wait until ``painted`` shows it."""
        self._begin(name)
        seconds = self.watched.painted_after(act, done, painted, _LIMIT)
        self.watched.wait(self.rest)  # what follows by itself a moment later belongs to it
        self._end(name, seconds)

    def _begin(self, name: str) -> None:
        self.steps.during = name

    def _end(self, name: str, seconds: float | None) -> None:
        wish = self.wishes.setdefault(name, Wish(name))
        if seconds is None:
            wish.unfulfilled += 1
        else:
            wish.waits.append(seconds)
        wish.steps.append(self.steps.longest(name))
        self.steps.during = "between"

    def command(self, key: str) -> Callable[[], object]:
        """Return what triggers a command of the window."""
        return self.window.actions_by_key[key].trigger

    def narrow(self, name: str, act: Callable[[], object]) -> None:
        """Do something after which the columns are filled anew."""
        before = self.answers
        column = self.window.columns.columns[RefType.QUOTE]
        self.do(name, act, lambda: self.answers > before, column)

    def scroll(self, name: str, view: "QAbstractItemView") -> None:
        """Go to a list's end in some steps, and back to its top at once."""
        bar = view.verticalScrollBar()
        if not view.isVisible():
            return
        for at in range(1, self._scrolls + 1):
            # The end is looked up each time: it moves while rows are fetched.
            self.do(
                name,
                lambda at=at: bar.setValue(bar.maximum() * at // self._scrolls),
                lambda: True,
                view.viewport(),
            )
        self.do(name, lambda: bar.setValue(0), lambda: True, view.viewport())

    def type(
        self,
        name: str,
        into: "QWidget",
        words: str,
        answered: Callable[[], bool],
        painted: "QWidget",
    ) -> None:
        """Type letter by letter, each painted before the next; then wait for the answer to all of them."""
        from PySide6.QtTest import QTest

        for letter in words:
            self.do(
                f"{name}: a letter",
                lambda letter=letter: QTest.keyClicks(into, letter),
                lambda: True,
                into,
            )
        self.do(f"{name}: the answer", lambda: None, answered, painted)
