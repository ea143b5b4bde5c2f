"""An attorney at the window: presses keys, clicks, types, looks; every one of them is counted."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

PICTURES = "WALK_PICTURES"
"""Names the folder that a picture of every step goes to; unset, none is taken."""


@dataclass
class Effort:
    """What a task took: keys pressed and clicks, and letters of words that were typed."""

    keys: int = 0
    clicks: int = 0
    letters: int = 0

    def __str__(self) -> str:
        return f"{self.keys} | {self.clicks} | {self.letters}"


class Attorney:
    """Sits at a window; ``effort`` is what the task at hand took so far."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.effort = Effort()
        self._qtbot = qtbot
        self._task = ""
        self._step = 0

    @contextmanager
    def task(self, name: str) -> Iterator[Effort]:
        """Begin a task at the columns, with nothing narrowed; what it takes is counted from here."""
        self.settle()
        self.effort, self._task, self._step = Effort(), name, 0
        yield self.effort

    # -- hands

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as in the menus: "Ctrl+K", "A", "Return"."""
        for key in keys:
            stroke = QKeySequence(key)[0]
            QTest.keyClick(self._at(), stroke.key(), stroke.keyboardModifiers())
            self.effort.keys += 1
            self.settle()

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(self._at(), words)
        self.effort.letters += len(words)
        self.settle()

    def click(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Click into a widget, in its middle if no place is named."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, at or widget.rect().center())
        self.effort.clicks += 1
        self.settle()

    # -- eyes

    def settle(self) -> None:
        """Wait until the window has heard everything that it asked for."""
        self._qtbot.wait_until(lambda: not self.window.desk.jobs.busy, timeout=60_000)
        self._qtbot.wait(30)
        self._qtbot.wait_until(lambda: not self.window.desk.jobs.busy, timeout=60_000)

    def wait_for(self, seen: Callable[[], bool]) -> None:
        """Wait until something can be seen."""
        self._qtbot.wait_until(seen, timeout=30_000)

    def look(self) -> None:
        """Take a picture of the window, and of what lies over it, if pictures are wanted."""
        folder = os.environ.get(PICTURES)
        self._step += 1
        if folder:
            over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            name = f"{self._task.replace(' ', '-')}-{self._step}"
            self._qtbot.wait(400)  # pages are drawn coarse at first
            self.window.grab().save(str(Path(folder) / f"{name}.png"))
            if over is not None and over is not self.window:
                over.grab().save(str(Path(folder) / f"{name}-over.png"))

    def _at(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        if (
            QApplication.activeWindow() is None
        ):  # no window manager here gives it back after a dialogue
            self.window.activateWindow()
            self._qtbot.wait(10)
        return QApplication.focusWidget() or self.window.focusWidget() or self.window
