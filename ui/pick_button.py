"""A button that offers values with their numbers; typing finds one among many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.dialogs.palette import CommandPalette, Entry

__all__ = ["Choice", "PickButton", "show_under"]

_LONGEST = 18


@dataclass(frozen=True)
class Choice:
    """A value in words; ``told`` stands at the right: how many there are, mostly."""

    words: str
    told: str
    value: object


class PickButton(QToolButton):
    """Shows its name, or the value picked. Signal: ``picked(object)`` with the value of a choice."""

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        hint: str,
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._choices = choices
        self.setProperty("part", "plain")
        self.setCheckable(True)
        self.setToolTip(hint)
        self.clicked.connect(lambda: self.offer())
        self.show_picked(None)

    def show_picked(self, words: str | None) -> None:
        """Show the value picked in words, or the name alone."""
        shown = self._name if words is None else _shortened(words)
        self.setText(f"{shown} ▾")
        self.setChecked(words is not None)
        self.setAccessibleName(f"{self._name}: {words or 'any'}")
        self.updateGeometry()

    def offer(self) -> CommandPalette:
        """Show the choices under the button."""
        self.setChecked(not self.text().startswith(self._name))  # a click alone picks nothing
        entries = [
            Entry(choice.words, choice.told, partial(self.picked.emit, choice.value))
            for choice in self._choices()
        ]
        popup = CommandPalette(entries, self)
        popup.setWindowTitle(self._name)
        popup.field.setPlaceholderText(f"{self._name}: type to find")
        popup.field.setAccessibleName(self._name)
        popup.resize(340, 300)
        show_under(popup, self)
        return popup


def show_under(popup: CommandPalette, widget: QWidget) -> None:
    """Show a list of choices under a widget, inside the screen."""
    place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
    room = widget.screen().availableGeometry()
    left = min(place.x(), room.right() - popup.width())
    popup.move(max(left, room.left()), min(place.y(), room.bottom() - popup.height()))
    popup.open()
    popup.field.setFocus()


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
