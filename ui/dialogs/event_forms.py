"""Small forms of the chronology: tags of events, and the day of a paper that its days are counted from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.records import DocumentRow
from extraction.date_wording import day_words
from extraction.typed_dates import typed_day
from ui.dialogs.form import Form, Understood
from ui.dialogs.tags import TagsForm as AnyTagsForm
from ui.language import tr
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
        lead = tr("Separate several by commas: liability, damages. A report can be made of each.")
        if events > 1:
            lead = tr(
                "Of {events}. Tags that only some of them have stay with those.",
                events=count(events, tr("event")),
            )
        super().__init__(lead, tags, known, parent)


class PaperDateForm(Form):
    """The day of a paper. Signal: ``chosen(datetime.date)``."""

    chosen = Signal(object)

    def __init__(self, row: DocumentRow, counted: int, parent: QWidget | None = None) -> None:
        what = count(counted, tr("date of this paper is"), tr("dates of this paper are"))
        moved = tr("{what} counted from it and will be read again.", what=what) if counted else ""
        known = (
            tr(
                "Now {day_words} ({date_reason}). ",
                day_words=day_words(row.date),
                date_reason=row.date_reason or "set",
            )
            if row.date
            else ""
        )
        super().__init__(
            tr("Date of the paper"),
            f"{row.short_name or row.name}. {known}{moved}",
            tr("Save"),
            parent,
        )
        self._row = row
        self.date = QLineEdit(day_words(row.date) if row.date else "")
        self.date.setPlaceholderText(tr("March 2, 2026"))
        self.understood = Understood()
        self.date.textChanged.connect(self.understood.show_typed)
        self.date.textChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.date.text())
        self.add_field(tr("Date"), self.date)
        self.fields.addRow("", self.understood)
        self.date.selectAll()

    def submit(self) -> None:
        """Check the day, then tell it."""
        words = self.date.text().strip()
        day = typed_day(words)
        if day is None:
            self.complain(
                tr("“{words}” is no day. Write it as March 2, 2026 or 2026-03-02.", words=words)
            )
            return
        if day != self._row.date:
            self.chosen.emit(day)
        self.accept()
