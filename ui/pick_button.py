"""A button that offers values with their numbers; typing finds one among many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ui.dialogs.palette import CommandPalette, Entry
from ui.language import tr
from ui.messages import on_button

__all__ = ["Choice", "PickButton", "ValueButton"]

_LONGEST = 18


@dataclass(frozen=True)
class Choice:
    """A value in words; ``told`` stands at the right: how many there are, mostly."""

    words: str
    told: str
    value: object


class ValueButton(QToolButton):
    """Shows its name, or the value picked, and looks so."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._picked: str | None = None
        self.setProperty("part", "plain")
        self.setCheckable(True)
        self.setToolTip(hint)
        self.show_picked(None)

    def show_picked(self, words: str | None) -> None:
        """Show the value picked in words, or the name alone."""
        self._picked = words
        shown = self._name if words is None else on_button(_shortened(words))
        self.setText(f"{shown} ▾")
        self.setAccessibleName(f"{self._name}: {words or 'any'}")
        self.updateGeometry()
        self.show_whether_picked()

    def show_whether_picked(self) -> None:
        """Look as if a value is picked only if one is; a click alone picks nothing."""
        self.setChecked(self._picked is not None)


class PickButton(ValueButton):
    """Offers choices. Signal: ``picked(object)`` with the value of a choice."""

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        hint: str,
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget | None = None,
        prepare: Callable[[Callable[[], object]], object] = lambda then: then(),
    ) -> None:
        """Offer ``choices``, once ``prepare`` has worked out what they need and calls what it is given."""
        super().__init__(name, hint, parent)
        self._choices = choices
        self._prepare = prepare
        self.clicked.connect(lambda: self._clicked())

    def _clicked(self) -> None:
        self.show_whether_picked()
        self._prepare(self.offer)

    def offer(self) -> CommandPalette:
        """Show the choices under the button."""
        self.show_whether_picked()
        entries = [
            Entry(choice.words, choice.told, partial(self.picked.emit, choice.value))
            for choice in self._choices()
        ]
        popup = CommandPalette(entries, self)
        popup.setWindowTitle(self._name)
        popup.field.setPlaceholderText(tr("{name}: type to find", name=self._name))
        popup.field.setAccessibleName(self._name)
        popup.resize(340, 300)
        _show_under(popup, self)
        return popup


def _show_under(popup: CommandPalette, widget: QWidget) -> None:
    """Show a list of choices under a widget, inside the screen."""
    place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
    room = widget.screen().availableGeometry()
    left = min(place.x(), room.right() - popup.width())
    popup.move(max(left, room.left()), min(place.y(), room.bottom() - popup.height()))
    popup.open()
    popup.field.setFocus()


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
