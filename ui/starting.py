"""The start of the window: its frame comes on the screen, and what is in it is loaded behind that.

On a slow disk loading takes seconds, and who sees nothing starts the program a second time.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

import resources
from ui.frame import Frame, Left
from ui.language import set_language
from ui.settings import SettingsFile, default_place
from ui.theme import palette_for, qt_palette

__all__ = ["answering", "application", "begin", "first_frame", "load"]

_ANSWERED_EVERY = 0.015
"""Seconds; most modules take less to load, so that nothing waits for the window longer than that."""


def begin(case: Path | None, *, link: str = "", arguments: Sequence[str] = ("pincite",)) -> int:
    """Show the window, with a case in it if one is named or linked to, and return the exit status."""
    settings = SettingsFile(default_place())
    if _is_shown_elsewhere(case, link, settings):
        return 0
    frame = first_frame(settings, arguments)
    try:
        frame.appear()
        with answering(frame.answer):
            run = load()
    except Left:
        return 0
    return run(case, settings, frame, link=link)


def first_frame(settings: SettingsFile, arguments: Sequence[str] = ("pincite",)) -> Frame:
    """Return the frame of the window, not yet shown, in an application that has its language and colours."""
    app = application(arguments)
    set_language(app, resources.path("languages"))  # what is loaded later has texts in constants
    app.setPalette(qt_palette(palette_for(settings.value.theme)))
    return Frame(settings.value)


def application(arguments: Sequence[str]) -> QApplication:
    """Return the one application object under our name."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(list(arguments))
    app.setApplicationName("Pincite")
    app.setApplicationDisplayName("Pincite")
    app.setDesktopFileName("pincite")
    return app


@contextmanager
def answering(answer: Callable[[], object]) -> Iterator[None]:
    """Have ``answer`` called every few milliseconds between two modules that are loaded meanwhile."""
    between = _Between(answer)
    sys.meta_path.insert(0, between)
    try:
        yield
    finally:
        sys.meta_path.remove(between)


class _Between:
    """Asked by Python for each module before all others who find some; it finds none."""

    def __init__(self, answer: Callable[[], object]) -> None:
        self._answer = answer
        self._last = time.perf_counter()

    def find_spec(self, _name: str, _path: object = None, _target: object = None) -> None:
        """Answer, if it has not been done for a while."""
        if time.perf_counter() - self._last > _ANSWERED_EVERY:
            self._answer()
            self._last = time.perf_counter()


def load() -> "Callable[..., int]":
    """Load all that the window is built of, and return what furnishes the frame with it."""
    import ui.callers
    import ui.link_opening
    import ui.main_window
    import ui.panels.reader_sides  # noqa: F401
    from ui.app import run

    return run


def _is_shown_elsewhere(folder: Path | None, link: str, settings: SettingsFile) -> bool:
    """Tell whether another window of this user has the case, and now shows what was asked for."""
    if folder is None and link:
        from ui.link_opening import folder_of

        folder = folder_of(link, settings.value)
    if folder is None:
        return False
    from ui.handing_over import hand_over

    return hand_over(folder, link)
