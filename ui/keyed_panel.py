"""A panel with letters of its own, which mean something else in the rest of the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

__all__ = ["BUTTON_PADDING", "KeyedPanel", "key_button"]

BUTTON_PADDING = 8
"""How far a small button's words stand from its edge, in pixels: what stands above them is set in by it."""


class KeyedPanel(QWidget):
    """Takes plain keys before the window's shortcuts do, while the keyboard is in it.

    ``shifted`` are those taken with Shift.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: dict[Qt.Key, Callable[[], object]] = {}
        self.shifted: dict[Qt.Key, Callable[[], object]] = {}

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QEvent) -> Callable[[], object] | None:
        if not isinstance(event, QKeyEvent):
            return None
        held = event.modifiers() & _MODIFIERS
        if held == Qt.KeyboardModifier.ShiftModifier:
            return self.shifted.get(Qt.Key(event.key()))
        return None if held else self.keys.get(Qt.Key(event.key()))


_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)


def key_button(
    words: str, key: str, hint: str, act: Callable[[], object], *, plain: bool = False
) -> QToolButton:
    """Return a small button that names its key, "Accept (A)"; a ``plain`` one only on hovering."""
    button = QToolButton()
    button.setText(words if plain else f"{words} ({key})")
    button.setToolTip(f"{hint} ({key})")
    button.setAccessibleName(hint)
    button.setProperty("part", "key")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked=False: act())
    return button
