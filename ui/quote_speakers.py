"""Who says a quote: a list of parties to choose from by typing, and the last one again by one key."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from casefile.records import PartyRow, QuoteRow, Ref, RefType
from ui import messages
from ui.desk import Desk
from ui.dialogs.palette import Choices, CommandPalette, Entry
from ui.enum_words import enum_word
from ui.language import tr
from ui.models.rows import AnyRow
from ui.name_search import Names

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["QuoteSpeakers", "in_order", "parties_near"]

_REMEMBERED = 5
_BEFORE_NOBODY = 8


class QuoteSpeakers(QObject):
    """Asks and sets. Signal: ``said(str)``. ``recent`` are the parties that were chosen, the last first."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        current: Callable[[], AnyRow | None],
        in_bank: Callable[[], tuple[QuoteRow, ...]],
        window: QWidget,
    ) -> None:
        """Make commands for the quote that ``current`` tells, or for those that ``in_bank`` tells."""
        super().__init__(window)
        self._desk = desk
        self._current = current
        self._in_bank = in_bank
        self._window = window
        self.recent: list[int | None] = []
        desk.case_hidden.connect(self.recent.clear)

    def edit(self) -> bool:
        """Ask who says the current quotes; tell whether there are any."""
        rows = self._rows()
        self.choose(rows)
        return bool(rows)

    def choose(self, rows: Sequence[QuoteRow]) -> None:
        """Show the parties of the case for some quotes, the likeliest first."""
        if rows:
            papers = tuple(dict.fromkeys(row.pin.document for row in rows))
            recent = tuple(self.recent)
            self._desk.ask(
                lambda case: self._choices(rows, recent, *parties_near(case, papers)),
                lambda found: self._offer(rows, found),
            )

    def choose_for(self, quote: int) -> None:
        """Ask who says a quote."""
        self._desk.ask(lambda case: case.quote(quote), lambda row: self.choose((row,)))

    def again(self) -> None:
        """Give the current quotes the speaker that was chosen last."""
        rows = self._rows()
        if not rows:
            self.said.emit(tr("Select a quote first."))
        elif not self.recent:
            self.said.emit(
                tr("No speaker was chosen yet: E chooses one, R then gives it to other quotes")
            )
        else:
            self.give(rows, self.recent[0])

    def give(self, rows: Sequence[QuoteRow], speaker: int | None) -> None:
        """Give some quotes a speaker, as one step of undo, and remember him."""
        self.remember(speaker)
        numbers = [row.id for row in rows]

        def work(case: "Case") -> str:
            case.edit_quotes(numbers, speaker=speaker)
            what = tr("Quote") if len(numbers) == 1 else messages.count(len(numbers), tr("quote"))
            if speaker is None:
                return tr("{what} left without a speaker. Ctrl+Z takes it back", what=what)
            return tr(
                "{what} given to {name}. R gives others to the same speaker, Ctrl+Z takes it back",
                what=what,
                name=case.party(speaker).name,
            )

        self._desk.change(work)

    def _rows(self) -> tuple[QuoteRow, ...]:
        if selected := self._in_bank():
            return selected
        row = self._current()
        return (row,) if isinstance(row, QuoteRow) else ()

    def remember(self, speaker: int | None) -> None:
        """Put a party first among those that were chosen."""
        if speaker in self.recent:
            self.recent.remove(speaker)
        self.recent.insert(0, speaker)
        del self.recent[_REMEMBERED:]

    def _choices(
        self,
        rows: Sequence[QuoteRow],
        recent: Sequence[int | None],
        parties: Sequence[PartyRow],
        near: frozenset[int],
    ) -> Choices:
        """Return who may be said to speak; there may be thousands, so they are put in order by a job."""
        ordered = in_order(parties, recent, near)
        first, others = ordered[:_BEFORE_NOBODY], ordered[_BEFORE_NOBODY:]
        nobody = Entry(tr("Nobody known"), "", partial(self.give, rows, None))
        current = {row.speaker for row in rows}

        def entry(row: PartyRow) -> Entry:
            hint = _hint(row, recent, near, said=current == {row.id})
            return Entry(row.name, hint, partial(self.give, rows, row.id))

        names = [*(row.name for row in first), nobody.name, *(row.name for row in others)]
        return Choices(
            Names(names),
            (
                (len(first), lambda at: entry(first[at])),
                (1, lambda _: nobody),
                (len(others), lambda at: entry(others[at])),
            ),
        )

    def _offer(self, rows: Sequence[QuoteRow], choices: Choices) -> None:
        popup = CommandPalette(choices, self._window)
        words = " ".join((rows[0].reading or rows[0].text)[:60].split())
        what = f"“{words}”" if len(rows) == 1 else messages.count(len(rows), tr("quote"))
        popup.setWindowTitle(tr("Who says it?"))
        popup.field.setPlaceholderText(tr("Who says {what}? Type a name", what=what))
        popup.field.setAccessibleName(tr("Who says {what}?", what=what))
        left = (self._window.width() - popup.width()) // 2
        popup.move(self._window.mapToGlobal(QPoint(left, 90)))
        popup.open()
        popup.field.setFocus()


def parties_near(
    case: "Case", papers: Sequence[int]
) -> tuple[tuple[PartyRow, ...], frozenset[int]]:
    """Return all parties, and which of them some papers name."""
    near: set[int] = set()
    for paper in papers[:20]:
        near.update(row.id for row in case.view((Ref(RefType.DOCUMENT, paper),)).parties)
    return tuple(case.view().parties), frozenset(near)


def in_order(
    parties: Sequence[PartyRow], recent: Sequence[int | None], near: frozenset[int]
) -> tuple[PartyRow, ...]:
    """Return parties as they are offered: those chosen last, those that the papers name, the others."""
    places = {number: at for at, number in enumerate(recent)}

    def key(row: PartyRow) -> tuple[int, bool, int]:
        return places.get(row.id, len(places)), row.id not in near, -row.mentions

    return tuple(sorted(parties, key=key))


def _hint(row: PartyRow, recent: Sequence[int | None], near: frozenset[int], *, said: bool) -> str:
    if said:
        return tr("says it now")
    if recent and recent[0] == row.id:
        return tr("last chosen (R)")
    where = tr("in this paper") if row.id in near else ""
    return " · ".join(part for part in (row.role or enum_word(row.kind), where) if part)
