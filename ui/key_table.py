"""Keys of one widget that mean something else in the rest of the window."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

__all__ = ["KeyTable"]


class KeyTable(QObject):
    """Takes the keys of a table before the window's shortcuts do, while a widget has the keyboard.

    Keys are written as Qt writes them: "D", "Shift+S", "Alt+Up". Of a sign, such as "+", it does not matter
    which keys make it.
    """

    def __init__(self, widget: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(widget)
        self._acts = {_name(keys): act for keys, act in acts.items()}
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        act = self._acts.get(_pressed(event)) if isinstance(event, QKeyEvent) else None
        if act is None:
            return False
        if kind is QEvent.Type.KeyPress:
            act()
        event.accept()
        return True


def _name(keys: str) -> str:
    return QKeySequence(keys).toString()


def _pressed(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    typed = event.text()
    if len(typed) == 1 and typed.isprintable() and not typed.isalnum() and typed != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
