"""The window's size and the places of its splitters, as text that the settings keep."""

import base64
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from ui.settings import Settings

__all__ = ["geometry_text", "give_geometry", "restore_shape", "with_shape"]


def with_shape(settings: Settings, window: QMainWindow, splitters: Sequence[QSplitter]) -> Settings:
    """Return the settings with the window's present shape, which is that of the frame around it."""
    states = ",".join(_text(splitter.saveState()) for splitter in splitters)
    return replace(settings, geometry=_text(window.window().saveGeometry()), splitters=states)


def restore_shape(settings: Settings, window: QMainWindow, splitters: Sequence[QSplitter]) -> None:
    """Give the window the shape it had; Qt ignores what it cannot use."""
    if settings.geometry:
        window.restoreGeometry(_state(settings.geometry))
    for splitter, state in zip(splitters, settings.splitters.split(","), strict=False):
        if state:
            splitter.restoreState(_state(state))


def geometry_text(window: QWidget) -> str:
    """Return a window's place and size, with the screen it is on."""
    return _text(window.saveGeometry())


def give_geometry(window: QWidget, kept: str) -> None:
    """Give a window its place and size; on a screen that is there, if the one it had is gone."""
    window.restoreGeometry(_state(kept))


def _text(state: QByteArray) -> str:
    return base64.b64encode(state.data()).decode("ascii")


def _state(text: str) -> QByteArray:
    try:
        return QByteArray(base64.b64decode(text))
    except ValueError:
        return QByteArray()
