"""The command palette: type a few letters, press Return."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.language import tr
from ui.name_search import Names

__all__ = ["Choices", "CommandPalette", "Entry"]

_SHOWN = 60
_WIDE, _HIGH, _USUAL_LINE = 560, 380, 14
"""The largest size, where a line of text is as high as usual."""


@dataclass(frozen=True)
class Entry:
    """One thing the palette can do; ``hint`` stands at the right: a key, or what it is.

    ``why`` says why it cannot be done now; such an entry is shown faint, with that reason.
    """

    name: str
    hint: str
    act: Callable[[], object]
    why: str = ""


class Choices(Sequence[Entry]):
    """The entries of a palette in their order, each made when it is looked at.

    ``parts`` are the numbers of entries of each sort, with what makes one of them by its place in its part.
    """

    def __init__(self, names: Names, parts: Sequence[tuple[int, Callable[[int], Entry]]]) -> None:
        self._names = names
        self._parts = tuple(parts)

    @staticmethod
    def of(entries: Sequence[Entry]) -> "Choices":
        """Return a few entries that are made already."""
        made = tuple(entries)
        return Choices(Names([entry.name for entry in made]), ((len(made), made.__getitem__),))

    @override
    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> list[Entry]: ...

    @override
    def __getitem__(self, at: int | slice) -> Entry | list[Entry]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        place = at
        for number, make in self._parts:
            if place < number:
                return make(place)
            place -= number
        raise IndexError(at)

    def ranked(self, typed: str) -> list[Entry]:
        """Return entries whose name holds every typed word, those that begin with them first."""
        return [self[place] for place in self._names.best(typed, _SHOWN)]


class CommandPalette(QDialog):
    """A field and the entries that fit what is typed."""

    def __init__(
        self,
        entries: Sequence[Entry] | None,
        parent: QWidget | None = None,
        made_of: Callable[[str], Sequence[Entry]] = lambda typed: (),
    ) -> None:
        """Offer entries; ``made_of`` makes further ones of what is typed, which come first.

        Without entries they are still to be told by ``take``; keys that are pressed until then count.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.choices = entries if isinstance(entries, Choices) else Choices.of(entries or ())
        self._waits = entries is None
        self._pressed: list[Callable[[], object]] = []
        """What keys are to do once there are entries, after what is typed now."""
        self._made_of = made_of
        self._ranked: list[Entry] = []
        self._shown: list[Entry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Command palette"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("A command, a paper, a party"))
        self.field.setAccessibleName(tr("Command palette"))
        self.setProperty("part", "popup")
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._act)
        self.field.installEventFilter(self)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self._room = QSize(_WIDE, _HIGH) * self.fontMetrics().height() / _USUAL_LINE
        if self._waits:
            self.resize(self._room)
        else:
            self._fill("")

    @cached_property
    def list(self) -> QTreeWidget:
        """The entries; made when there are some to be shown, a step after the field."""
        made = QTreeWidget()
        made.setAccessibleName(tr("Commands"))
        made.setColumnCount(2)
        made.setHeaderHidden(True)
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMinimumHeight(1)  # as high as its entries, not what Qt gives a list at least
        made.itemClicked.connect(lambda _item, _column: self._act())
        self._column.addWidget(made, 1)
        return made

    def take(self, choices: Choices) -> None:
        """Take further entries that were not known when it was opened; what it stands on stays."""
        pressed = self._pressed
        self.choices, self._waits = choices, False
        before = self._shown[self._place()].name if self._place() > 0 else None
        self._fill(self.field.text())
        self._stay_on(before)
        for act in pressed:
            if self.isVisible():  # it closes with what Return does
                act()

    def offer(self, typed: str, made: Sequence[Entry]) -> None:
        """Offer other entries made of what is typed, if that still stands in the field."""
        if typed != self.field.text():
            return
        before = self._shown[self._place()].name if self._place() > 0 else None
        self._show([*made, *self._ranked])
        self._stay_on(before)

    def _stay_on(self, before: str | None) -> None:
        if before is not None:
            names = [entry.name for entry in self._shown]
            self._go_to(names.index(before) if before in names else 0)

    def _fill(self, typed: str) -> None:
        self._pressed = []
        self._ranked = self.choices.ranked(typed)
        self._show([*self._made_of(typed), *self._ranked])

    def _show(self, entries: Sequence[Entry]) -> None:
        self._shown = list(entries[:_SHOWN])
        self.list.clear()
        faint = QApplication.palette().placeholderText()
        for entry in self._shown:
            item = QTreeWidgetItem([entry.name, entry.why or entry.hint])
            item.setForeground(1, faint)
            if entry.why:
                item.setForeground(0, faint)
                item.setToolTip(0, entry.why)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        if self._waits and not self._shown:
            return
        if not self._shown:
            nothing = QTreeWidgetItem([tr("Nothing here has these letters")])
            nothing.setForeground(0, faint)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addTopLevelItem(nothing)
        self._fit()
        self._go_to(0)

    def _fit(self) -> None:
        """Be as high as the entries need, up to the most."""
        row = max(self.list.sizeHintForRow(0), 1)
        around = self._column.contentsMargins().top() * 2 + self._column.spacing()
        edges = 2 * self.list.frameWidth() + 2
        beside = self.field.sizeHint().height() + around + edges
        rows = min(self.list.topLevelItemCount(), (self._room.height() - beside) // row)
        self.resize(self._room.width(), beside + rows * row)

    def _go_to(self, place: int) -> None:
        item = self.list.topLevelItem(place)
        if item is not None:
            self.list.setCurrentItem(item)
            # The keyboard stays in the field: what the list stands on is told there.
            told = ", ".join(part for part in (item.text(0), item.text(1)) if part)
            self.field.setAccessibleDescription(told)

    def _step(self, by: int) -> None:
        if self._shown:
            self._go_to((self._place() + by) % len(self._shown))
        elif self._waits:
            self._pressed.append(lambda: self._step(by))

    def _place(self) -> int:
        return self.list.currentIndex().row()

    def _act(self) -> None:
        at = self._place()
        if self._waits and not self._shown:
            self._pressed.append(self._act)
        elif 0 <= at < len(self._shown):
            entry = self._shown[at]
            if entry.why:
                return
            self.close()
            entry.act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and (self._shown or self._waits):
                self._step(step)
                return True
        return super().eventFilter(watched, event)
