"""Small forms of the quote bank: some days, a quote or a date from selected words.

Each is shown with ``open()`` and tells its answer by a signal; nothing here talks to the case.
"""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from extraction.date_values import bounds
from extraction.date_wording import day_words
from extraction.typed_dates import parse_typed
from ui.dialogs.form import Box, Form, Understood
from ui.language import tr

__all__ = ["AddDateForm", "AddQuoteForm", "DaysForm", "SpeakerBox"]

_LONGEST = 160
_NOBODY = "nobody"


class DaysForm(Form):
    """Which days. Signal: ``chosen(tuple[date, date] | None)``, both included; ``None`` for any day."""

    chosen = Signal(object)

    def __init__(
        self, days: tuple[dt.date, dt.date] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Only some days"),
            tr(
                "A day, a month, a year, or a period such as March 2 – April 9, 2026. A quotation has the "
                "day that its own sentence gives, else that of its paper."
            ),
            tr("Show these"),
            parent,
        )
        self.days = QLineEdit(_typed(days))
        self.days.setPlaceholderText(tr("March 2026 – June 2026"))
        self.understood = Understood()
        self.days.textChanged.connect(self.understood.show_typed)
        self.days.textChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.days.text())
        self.add_field(tr("Days"), self.days)
        self.fields.addRow("", self.understood)
        self.days.selectAll()

    def submit(self) -> None:
        """Tell the days of what was typed; nothing typed asks for any day."""
        typed = self.days.text().strip()
        if not typed:
            self.chosen.emit(None)
            self.accept()
            return
        try:
            found = bounds(parse_typed(typed))
        except ValueError as wrong:
            self.complain(str(wrong))
            return
        if found is None:
            self.complain(tr("That has no first and last day. Try March 2026 – June 2026."))
            return
        self.chosen.emit(found)
        self.accept()


def _typed(days: tuple[dt.date, dt.date] | None) -> str:
    if days is None:
        return ""
    first, last = (day_words(day) for day in days)
    return first if first == last else f"{first} – {last}"


class SpeakerBox(Box):
    """A field for a speaker: the parties in the order given, found by any part of their names."""

    def __init__(self, parties: Sequence[tuple[int, str]], current: int | None = None) -> None:
        super().__init__()
        self.setEditable(True)
        self._numbers: dict[str, int | None] = {_NOBODY: None}
        for number, name in parties:
            self._numbers.setdefault(_key(name), number)
        self.addItems([_NOBODY, *(name for _, name in parties)])
        names = dict(parties)
        self.setCurrentText(names.get(current, _NOBODY) if current is not None else _NOBODY)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    @property
    def is_known(self) -> bool:
        """Tell whether what was typed is a party, or nobody."""
        return _key(self.currentText()) in self._numbers or not self.currentText().strip()

    @property
    def speaker(self) -> int | None:
        """The party that was chosen, ``None`` for nobody."""
        return self._numbers.get(_key(self.currentText()))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


class AddQuoteForm(Form):
    """Takes selected words as a quotation. Signal: ``chosen(object)``: the speaker's number or ``None``."""

    chosen = Signal(object)

    def __init__(
        self,
        words: str,
        cite: str,
        parties: Sequence[tuple[int, str]],
        current: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Add as quote"), f"“{_shown(words)}” · {cite}", tr("Add quote"), parent)
        self.speaker = SpeakerBox(parties, current)
        self.add_field(tr("Speaker"), self.speaker)
        self.speaker.currentTextChanged.connect(lambda _: self.complain(""))

    def submit(self) -> None:
        """Tell the speaker."""
        if not self.speaker.is_known:
            typed = " ".join(self.speaker.currentText().split())
            self.complain(
                tr(
                    "“{typed}” is no party of this case. Choose one, or add it first: select its "
                    "name in the paper and press Shift+P.",
                    typed=typed,
                )
            )
            return
        self.chosen.emit(self.speaker.speaker)
        self.accept()


class AddDateForm(Form):
    """Takes selected words as a date. Signal: ``chosen(str)`` with an EDTF value."""

    chosen = Signal(str)

    def __init__(self, words: str, cite: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Add as date"),
            tr(
                "“{shown}” · {cite}. Give a day, a month, a year, or a period such as March "
                "2–9, 2026.",
                shown=_shown(words),
                cite=cite,
            ),
            tr("Add date"),
            parent,
        )
        self.value = QLineEdit(words if _is_value(words) else "")
        self.value.setPlaceholderText(tr("March 2, 2026"))
        self.understood = Understood()
        self.value.textChanged.connect(self.understood.show_typed)
        self.value.textChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.value.text())
        self.add_field(tr("Date"), self.value)
        self.fields.addRow("", self.understood)
        self.value.selectAll()

    def submit(self) -> None:
        """Tell the value of what was typed."""
        try:
            value = parse_typed(self.value.text().strip())
        except ValueError as wrong:
            self.complain(str(wrong))
            return
        self.chosen.emit(value)
        self.accept()


def _is_value(words: str) -> bool:
    try:
        parse_typed(words)
    except ValueError:
        return False
    return True


def _shown(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"
