"""Small forms of the chronology: tags of events, and the day of a paper that its days are counted from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.records import DocumentRow
from extraction.date_wording import day_words
from extraction.typed_dates import typed_day
from ui.dialogs.form import Form, Understood
from ui.dialogs.tags import TagsForm as AnyTagsForm
from ui.messages import count

__all__ = ["PaperDateForm", "TagsForm"]


class TagsForm(AnyTagsForm):
    """Tags of one event or several. Signal: ``chosen(tuple[str, ...])`` with those that all are to have."""

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
        super().__init__(lead, tags, known, parent)


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
