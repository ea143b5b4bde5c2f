"""Small forms of the chronology: tags of events, and the day of a paper that its days are counted from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QToolButton, QWidget

from casefile.records import DocumentRow
from extraction.date_wording import day_words
from extraction.typed_dates import typed_day
from ui.dialogs.form import Form, Understood
from ui.messages import count

__all__ = ["PaperDateForm", "TagsForm"]

_OFFERED = 10


class TagsForm(Form):
    """Tags of one event or several. Signal: ``chosen(tuple[str, ...])`` with those that all are to have."""

    chosen = Signal(object)

    def __init__(
        self,
        events: int,
        tags: Sequence[str],
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        lead = "Separate several by commas: liability, damages. A report can be made of each."
        if events > 1:
            lead = f"Of {count(events, 'event')}. Tags that only some of them have stay with those."
        super().__init__("Tags", lead, "Save", parent)
        self.tags = QLineEdit(", ".join(tags))
        self.tags.setPlaceholderText("liability, damages")
        self.add_field("Tags", self.tags)
        completer = QCompleter(list(known), self.tags)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        if known:
            self.fields.addRow("", self._offers(known))

    def _offers(self, known: Sequence[str]) -> QWidget:
        """Return buttons of the case's tags: a click puts one in or takes it out."""
        offers = QWidget()
        row = QHBoxLayout(offers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for tag in known[:_OFFERED]:
            button = QToolButton()
            button.setText(tag)
            button.setToolTip(f"Put “{tag}” in or take it out")
            button.clicked.connect(lambda _checked=False, tag=tag: self._toggle(tag))
            row.addWidget(button)
        row.addStretch(1)
        return offers

    def _typed(self) -> tuple[str, ...]:
        words = (" ".join(part.split()) for part in self.tags.text().split(","))
        return tuple(dict.fromkeys(word for word in words if word))

    def _toggle(self, tag: str) -> None:
        typed = self._typed()
        kept = tuple(one for one in typed if one != tag)
        self.tags.setText(", ".join(kept if kept != typed else (*typed, tag)))

    def submit(self) -> None:
        """Tell the tags."""
        self.chosen.emit(self._typed())
        self.accept()


class PaperDateForm(Form):
    """The day of a paper. Signal: ``chosen(datetime.date)``."""

    chosen = Signal(object)

    def __init__(self, row: DocumentRow, counted: int, parent: QWidget | None = None) -> None:
        what = count(counted, "date of this paper is", "dates of this paper are")
        moved = f"{what} counted from it and will be read again." if counted else ""
        known = f"Now {day_words(row.date)} ({row.date_reason or 'set'}). " if row.date else ""
        super().__init__(f"Date of {row.short_name or row.name}", f"{known}{moved}", "Save", parent)
        self._row = row
        self.date = QLineEdit(day_words(row.date) if row.date else "")
        self.date.setPlaceholderText("March 2, 2026")
        self.understood = Understood()
        self.date.textChanged.connect(self.understood.show_typed)
        self.date.textChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.date.text())
        self.add_field("Date", self.date)
        self.fields.addRow("", self.understood)
        self.date.selectAll()

    def submit(self) -> None:
        """Check the day, then tell it."""
        words = self.date.text().strip()
        day = typed_day(words)
        if day is None:
            self.complain(f"“{words}” is no day. Write it as March 2, 2026 or 2026-03-02.")
            return
        if day != self._row.date:
            self.chosen.emit(day)
        self.accept()
