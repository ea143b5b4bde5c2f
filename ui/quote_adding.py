"""A quote or a date from words that are selected in the reader, where extraction found none."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import PartyRow, Pin
from reports.cites import pin_cite
from ui.desk import Desk
from ui.language import tr
from ui.quote_speakers import QuoteSpeakers, in_order, parties_near

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["AddCommands"]


class AddCommands(QObject):
    """Asks what is missing and adds it, as one step of undo. Signal: ``said(str)``.

    To remove what was added, reject it.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        place: Callable[[], Pin | None],
        speakers: QuoteSpeakers,
        window: QWidget,
    ) -> None:
        """Make commands for the words that ``place`` tells are selected."""
        super().__init__(window)
        self._desk = desk
        self._place = place
        self._speakers = speakers
        self._window = window

    def add_quote(self) -> None:
        """Take the selected words as a quotation of somebody's."""
        place = self._selected(tr("Shift+Q adds them as a quote"))
        if place is None:
            return

        def question(case: "Case") -> tuple[str, tuple[PartyRow, ...], frozenset[int]]:
            return _words(case, place), *parties_near(case, (place.document,))

        self._desk.ask(question, lambda found: self._open_quote(place, *found))

    def add_date(self) -> None:
        """Take the selected words as a date, with a value that is typed."""
        place = self._selected(tr("Shift+D adds them as a date"))
        if place is not None:
            self._desk.ask(
                lambda case: _words(case, place), lambda words: self._open_date(place, words)
            )

    def _selected(self, what: str) -> Pin | None:
        place = self._place()
        if place is None:
            self.said.emit(tr("Select words in the reader first: {what}", what=what))
        return place

    def _open_quote(
        self, place: Pin, words: str, parties: Sequence[PartyRow], near: frozenset[int]
    ) -> None:
        from ui.dialogs.quote_forms import AddQuoteForm

        ordered = in_order(parties, self._speakers.recent, near)
        names = [(row.id, row.name) for row in ordered]
        form = AddQuoteForm(words, pin_cite(place), names, parent=self._window)

        def save(speaker: int | None) -> None:
            if speaker is not None:
                self._speakers.remember(speaker)

            def work(case: "Case") -> str:
                case.add_quote(place.document, place.span, speaker=speaker)
                return tr("Added the quote. Ctrl+Z takes it back")

            self._desk.change(work)

        form.chosen.connect(save)
        form.open()
        form.speaker.setFocus()

    def _open_date(self, place: Pin, words: str) -> None:
        from ui.dialogs.quote_forms import AddDateForm

        form = AddDateForm(words, pin_cite(place), self._window)

        def save(value: str) -> None:
            def work(case: "Case") -> str:
                case.add_date(place.document, place.span, value)
                return tr("Added the date. Ctrl+Z takes it back")

            self._desk.change(work)

        form.chosen.connect(save)
        form.open()
        form.value.setFocus()


def _words(case: "Case", place: Pin) -> str:
    return " ".join(place.span.of(case.source(place.document).text).split())
