"""What the quote bank is narrowed by: words typed, and a button for everything else with its choices."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import Verdict
from extraction.date_wording import day_words
from ui.dialogs.quote_forms import DaysForm
from ui.flow_row import FlowRow
from ui.language import tr
from ui.pick_button import Choice, PickButton, ValueButton
from ui.quote_filter import NOBODY, NOT_COMPARED, NOT_VERBATIM, BankFilter, Facet
from ui.quote_verdicts import NAMES, WORST_FIRST

__all__ = ["QuoteFilters"]

_TYPING_PAUSE_MS = 150
_FIELD_WIDTH = 140

_SHORT = {Facet.KIND: tr("Kind"), Facet.NAMED: tr("Named")}
_HINTS = {
    Facet.SPEAKER: tr("Who says it"),
    Facet.PAPER: tr("In which paper it stands"),
    Facet.KIND: tr("In which kind of paper it stands"),
    Facet.VERDICT: tr("How its words compare with the other papers"),
    Facet.NAMED: tr("A party that it names"),
    Facet.REVIEW: tr("What you have decided of it"),
}
_VERDICTS: tuple[object, ...] = (NOT_VERBATIM, *(each or NOT_COMPARED for each in WORST_FIRST))


class QuoteFilters(QWidget):
    """The field and the buttons.

    Signals: ``changed(BankFilter)``; ``left()`` when the list is to have the keyboard.

    ``counts`` tells how many quotations each value of a facet would leave, once ``prepare`` has counted them
    and calls what it is given; ``parties`` and ``papers`` are the names of values.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(
        self,
        counts: Callable[[Facet], Mapping[object, int]],
        prepare: Callable[[Facet, Callable[[], object]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._counts = counts
        self._prepare = prepare
        self.asked = BankFilter()
        self.parties: Mapping[int, str] = {}
        self.papers: Mapping[int, str] = {}
        self.field = _Field()
        self.field.setPlaceholderText(tr("Find words ( / )"))
        self.field.setAccessibleName(tr("Words in the quotation"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.left.connect(self._leave_field)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._take_text)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.buttons = {facet: self._button(facet) for facet in Facet}
        self.days = ValueButton(tr("Days"), tr("Only quotations of some days"))
        self.days.clicked.connect(self.ask_days)
        self.clear_button = QPushButton(tr("Clear"))
        self.clear_button.setToolTip(tr("Show all quotations again (Esc)"))
        self.clear_button.setProperty("part", "link")
        self.clear_button.clicked.connect(self.clear)
        self._row = FlowRow((self.field, *self.buttons.values(), self.days, self.clear_button))
        self._row.setProperty("part", "column-head")
        self._row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self._name_buttons()

    def _button(self, facet: Facet) -> PickButton:
        name = _SHORT.get(facet, facet.value)
        made = PickButton(
            name,
            _HINTS[facet],
            partial(self._choices, facet),
            prepare=partial(self._prepare, facet),
        )
        made.picked.connect(partial(self._choose, facet))
        return made

    def _leave_field(self) -> None:
        """Ask for what was typed at once: keys mean the rows that are found by it."""
        if self._typing.isActive():
            self._typing.stop()
            self._take_text()
        self.left.emit()

    # -- what is asked for

    def ask(self, asked: BankFilter) -> None:
        """Ask for something else and tell so."""
        if asked == self.asked:
            return
        self.asked = asked
        if self.field.text().strip() != asked.text:
            self.field.setText(asked.text)
        self._typing.stop()
        self._name_buttons()
        self.changed.emit(asked)

    def clear(self) -> bool:
        """Ask for everything again; tell whether anything was asked for."""
        was = self.asked != BankFilter() or bool(self.field.text())
        self.field.clear()
        self.ask(BankFilter())
        return was

    def take_names(self, parties: Mapping[int, str], papers: Mapping[int, str]) -> None:
        """Take the names of parties and papers."""
        self.parties, self.papers = parties, papers
        self._name_buttons()

    def name_of(self, facet: Facet, value: object) -> str:
        """Return a value of a facet in words."""
        if facet is Facet.VERDICT:
            if value == NOT_VERBATIM:
                return tr("Anything but verbatim")
            return NAMES[value if isinstance(value, Verdict) else None]
        if facet is Facet.SPEAKER and value == NOBODY:
            return tr("Nobody known")
        if isinstance(value, int):
            names = self.papers if facet is Facet.PAPER else self.parties
            return names.get(value, facet.value)
        return str(value) if facet is Facet.SPEAKER else str(value).capitalize()

    def words(self) -> str:
        """Return what is asked for: "Ida Voss, altered, “berth”"."""
        told = [self.name_of(facet, value) for facet, value in self.asked.chosen]
        if self.asked.days is not None:
            told.append(_days_words(self.asked.days))
        if self.asked.text:
            told.append(f"“{self.asked.text}”")
        return ", ".join(told)

    def _take_text(self) -> None:
        words = " ".join(self.field.text().split())
        self.ask(BankFilter(self.asked.chosen, self.asked.days, words))

    # -- choosing

    def _choices(self, facet: Facet) -> list[Choice]:
        """Return a facet's values with their numbers."""
        counts, chosen = self._counts(facet), self.asked.value(facet)
        values = sorted(counts, key=lambda value: -counts[value])
        if facet is Facet.VERDICT:
            values = [value for value in _VERDICTS if counts.get(value)]
        elif facet is Facet.PAPER:
            values = [number for number in self.papers if counts.get(number)]
        found = [
            Choice(
                self.name_of(facet, value),
                f"{counts[value]:,}" + ("  ✓" if value == chosen else ""),
                value,
            )
            for value in values
        ]
        return [Choice(tr("Any"), "", None), *found] if chosen is not None else found

    def _choose(self, facet: Facet, value: object) -> None:
        self.ask(self.asked.with_value(facet, value))
        self.left.emit()

    def ask_days(self) -> None:
        """Ask for a span of days."""
        self.days.show_whether_picked()
        form = DaysForm(self.asked.days, self.window())
        form.chosen.connect(
            lambda days: self.ask(BankFilter(self.asked.chosen, days, self.asked.text))
        )
        form.open()

    def _name_buttons(self) -> None:
        for facet, button in self.buttons.items():
            value = self.asked.value(facet)
            button.show_picked(None if value is None else self.name_of(facet, value))
        days = self.asked.days
        self.days.show_picked(_days_words(days) if days else None)
        self.clear_button.setVisible(self.asked != BankFilter())


class _Field(QLineEdit):
    """A field that Enter, Down and Esc leave. Signal: ``left()``."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _days_words(days: tuple[dt.date, dt.date]) -> str:
    first, last = (day_words(day) for day in days)
    return first if first == last else f"{first} – {last}"
