"""Who calls the window from outside: a second start of the program, a link, the system's file manager."""

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui.handing_over import Letter, letters, new_box, take
from ui.link_opening import LinkOpener
from ui.settings import SettingsFile

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Callers"]

_AGAIN_MS = 250
"""A letter that comes while a question is on the screen waits for its end."""


class Callers(QObject):
    """Takes the letters that are for this window, from when it is made until ``leave``."""

    def __init__(self, window: "MainWindow", settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._asked: list[str] = []
        self._box: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._follow)
        with contextlib.suppress(OSError):  # then a second start makes a window of its own
            self._box = new_box()
            self._watcher.addPath(str(self._box))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def leave(self) -> None:
        """Take no more letters."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._again.stop()
        if self._box is not None:
            self._watcher.removePath(str(self._box))
            shutil.rmtree(self._box, ignore_errors=True)
            self._box = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # How macOS hands over what was double-clicked or followed.
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.url().scheme() == "pincite":
                self._ask(event.url().toString())
            elif event.file():
                self._window.desk.open_case(Path(event.file()))
            return True
        return False

    def _look(self) -> None:
        for path, letter in letters(self._box) if self._box is not None else ():
            if self._is_ours(letter) and take(path):
                self._ask(letter.link)

    def _is_ours(self, letter: Letter) -> bool:
        case = self._window.desk.case
        return case is not None and Path(letter.folder).resolve() == case.folder.resolve()

    def _ask(self, link: str) -> None:
        self._asked.append(link)
        self._follow()

    def _follow(self) -> None:
        """Bring the window to the front, and follow what was asked for once nothing else is asked."""
        question = QApplication.activeModalWidget()
        window = self._window.window()
        front = question or window
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        front.raise_()
        front.activateWindow()
        QApplication.alert(window)
        if question is not None:
            self._again.start()
            return
        asked, self._asked = self._asked, []
        for link in filter(None, asked):
            LinkOpener(self._window, self._settings.value).follow(link)
