"""Moving about: what a click, a key, Back or a hit shows in the reader and narrows the columns to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from casefile.errors import NoSuchFinding
from casefile.questions import Constraint
from casefile.records import NoteHit, PartyRow, Pin, QuoteRow, Ref, RefType
from casefile.review_records import Finding
from ui.desk import Desk
from ui.language import tr
from ui.models.beside import BesideRow
from ui.models.hits import HitLine
from ui.models.rows import AnyRow
from ui.narrowing import Narrowing, Trail
from ui.panels.documents import DocumentsPanel
from ui.panels.linked_view import LinkedViewPanel

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.panels.reader_sides import ReaderSides
    from ui.reader_window import ReaderWindow

__all__ = ["Navigator", "Place", "Visit"]


class Place(Protocol):
    """A view that takes the place of the columns, as far as Back and Forward know it."""

    def come_back(self) -> None:
        """Take the middle of the window again."""


@dataclass(frozen=True)
class Visit:
    """A place the user has been: what was asked, what the reader showed, and the view over the columns."""

    narrowing: Narrowing = field(default_factory=Narrowing)
    document: int | None = None
    pin: Pin | None = None
    ref: Ref | None = None
    middle: Place | None = None


class Navigator(QObject):
    """Signals: ``columns_needed()`` before a row is looked for; ``said(str)``."""

    columns_needed = Signal()
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        columns: LinkedViewPanel,
        documents: DocumentsPanel,
        reader: "ReaderSides",
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._columns = columns
        self._documents = documents
        self._reader = reader
        self._trail = Trail(Visit())
        self._places: tuple[Pin, ...] = ()
        self._place = 0
        self._place_ref: Ref | None = None
        self.shown_middle: Callable[[], Place | None] = lambda: None
        """Tells which view takes the place of the columns."""
        self.apart: Callable[[], ReaderWindow | None] = lambda: None
        """Tells the second window while it is in use."""

    def forget(self) -> None:
        """Forget where the user has been, as another case is open."""
        self._trail = Trail(Visit())
        self._places, self._place_ref = (), None

    # -- what the middle of the window shows

    def show_columns(self) -> None:
        """Show the columns, whatever took their place; Back returns to it."""
        self.columns_needed.emit()
        self.note_middle()

    def note_middle(self) -> None:
        """Remember for Back what the middle of the window shows now."""
        self._visit(self._trail.here)

    def _visit(self, visit: Visit) -> None:
        self._trail.visit(replace(visit, middle=self.shown_middle()))

    def text_changed(self, document: int) -> None:
        """Forget places in a document that was read anew: its words may stand elsewhere now."""

        def without_place(visit: Visit) -> Visit:
            if visit.pin is None or visit.pin.document != document:
                return visit
            return replace(visit, pin=None, document=document)

        self._trail.amend(without_place)
        self._places, self._place_ref = (), None

    # -- narrowing

    def narrow(self, narrowing: Narrowing) -> None:
        """Narrow the columns; Back returns from it."""
        self._visit(replace(self._trail.here, narrowing=narrowing))
        self._desk.narrow(narrowing)

    def toggle(self, constraint: Constraint) -> None:
        """Add something to the chips or take it away."""
        self.narrow(self._desk.narrowing.toggled(constraint))

    def remove_chip(self, constraint: Constraint) -> None:
        """Take a chip away."""
        self.narrow(self._desk.narrowing.without(constraint))

    def return_to_base(self) -> None:
        """Go back to what was asked before the chips on screen."""
        self.narrow(Narrowing(self._desk.narrowing.base))

    def loosen(self) -> None:
        """Take the last chip away, if there is one."""
        if self._desk.narrowing != Narrowing():
            self.narrow(self._desk.narrowing.loosened())

    def narrow_to_current(self) -> None:
        """Narrow to the row that has the keyboard."""
        row = self._columns.current_row()
        if row is not None:
            self.narrow(self._desk.narrowing.clicked(row.ref))

    # -- rows

    def click(self, row: AnyRow, add: bool) -> None:
        """A row was clicked: show where it stands and narrow to it, or add it to the chips."""
        before = self._desk.narrowing
        narrowing = before.toggled(row.ref) if add else before.clicked(row.ref)
        here = self._show(row) or replace(self._trail.here, ref=row.ref)
        self._visit(replace(here, narrowing=narrowing))
        self._desk.narrow(narrowing)

    def go_to(self, row: AnyRow) -> None:
        """Show a row from anywhere as if it had been clicked."""
        self.show_columns()
        self.click(row, add=False)
        self._columns.go_to(row.ref)
        self.focus_columns()

    def open_row(self, row: AnyRow) -> None:
        """Show where a row stands and give the reader the keyboard."""
        self.show_row(row)
        self._reader.setFocus()

    def open_current(self) -> None:
        """Open the row that has the keyboard."""
        row = self._columns.current_row()
        if row is not None:
            self.open_row(row)

    def show_row(self, row: AnyRow) -> None:
        """Show where a row stands, and remember it for Back."""
        here = self._show(row)
        if here is not None:
            self._visit(here)

    def pass_by(self, row: AnyRow) -> None:
        """Show where a row stands that a key moved to; Back is not for retracing every key."""
        here = self._show(row)
        if here is not None:
            self._trail.replace(replace(here, middle=self.shown_middle()))

    def pass_by_ref(self, ref: Ref) -> None:
        """Show a finding or paper that a list beside the work names, without narrowing to it."""
        if ref.type is RefType.DOCUMENT:
            self.show_document(ref.id)
        else:
            self._desk.ask(lambda case: _row_of(case, ref), self._pass_by_found, "row beside")

    def _pass_by_found(self, row: Finding | None) -> None:
        if row is None:
            self.said.emit(tr("That is no longer in the case"))
        else:
            self.pass_by(row)

    def _show(self, row: AnyRow) -> Visit | None:
        """Show where a row stands; for a party its first mention, the others by F3.

        A party that is linked to what is asked about is shown where it is: at the place of its evidence.
        """
        if isinstance(row, PartyRow):
            shown = self._columns.evidence_of(row.ref) if row.relation is not None else None
            pin = shown.pin if shown is not None else row.first
            first = (pin,) if pin is not None else ()
            self._set_places(first, row.ref)
            self._ask_places(row, go_there=row.relation is not None and shown is None)
        else:
            same = row.same_words if isinstance(row, QuoteRow) else ()
            first = (row.pin,)
            self._set_places((row.pin, *(other.pin for other in same)), row.ref)
        if not first:
            return None
        self._show_pin(first[0], row.ref)
        return Visit(self._desk.narrowing, first[0].document, first[0], row.ref)

    def _ask_places(self, row: PartyRow, *, go_there: bool) -> None:
        """Ask for all places of a party: where it is linked to what is asked about, else its mentions."""
        question = self._columns.question

        def places(case: "Case") -> tuple[Pin, ...]:
            if row.relation is not None and (found := case.evidence_places(question, row.ref)):
                return found
            return case.mentions(row.id)

        def arrived(pins: tuple[Pin, ...]) -> None:
            if self._place_ref != row.ref:
                return  # something else is shown by now
            self._set_places(pins, row.ref)
            if go_there and pins and pins[0] != row.first:
                self.show_mention(pins[0], row.ref)

        self._desk.ask(places, arrived, "places", lane=self._desk.patient_lane)

    def step_place(self, by: int) -> None:
        """Show the next mention of the party shown last, or the next appearance of the quote."""
        if self._places and self._place_ref is not None:
            self._place = (self._place + by) % len(self._places)
            self._show_pin(self._places[self._place], self._place_ref)
            self.said.emit(
                tr("Place {place} of {places}", place=self._place + 1, places=len(self._places))
            )

    def find_row_again(self) -> None:
        """Make the row shown last the current one after the columns were filled anew."""
        here = self._trail.here
        if here.ref is not None and not self._columns.has_current:
            self._columns.go_to(here.ref, unfold=False)

    # -- papers

    @property
    def reading(self) -> int | None:
        """The document on top in the reader, if one is open."""
        return self._reader.document

    def show_document(self, document: int) -> None:
        """Show a document from its beginning."""
        self._documents.mark(document)
        self._reader.show_document(document)
        self._visit(Visit(self._desk.narrowing, document))

    def note_document(self, document: int) -> None:
        """The user went to an open paper by its tab: Back returns to where he was."""
        self._documents.mark(document)
        self._visit(replace(self._trail.here, document=document, pin=None, ref=None))

    def show_place(self, pin: Pin) -> None:
        """Show a place in a paper that is no finding's."""
        self._show_pin(pin, None)
        self._visit(Visit(self._desk.narrowing, pin.document, pin))

    def show_mention(self, pin: Pin, ref: Ref | None) -> None:
        """Show one of a finding's places, as keys pass by it."""
        self._show_pin(pin, ref)
        self._trail.replace(replace(self._trail.here, document=pin.document, pin=pin, ref=ref))

    @property
    def shown(self) -> Ref | None:
        """The finding whose place the reader shows, if it is one."""
        return self._trail.here.ref

    def focus_columns(self) -> None:
        """Give the columns the keyboard."""
        self._columns.focus_last()

    def focus_reader(self) -> None:
        """Give the reader the keyboard."""
        self._reader.setFocus()

    def show_hit(self, line: HitLine) -> None:
        """Show a search hit, with the other hits of its document marked."""
        if line.hit is None:
            return
        document = line.found.document.id
        self._documents.mark(document)
        self._reader.show_hits(document, line.spans, line.first, line.query, typing=line.typing)
        self._visit(Visit(self._desk.narrowing, document, line.hit.pin))

    def open_hit(self, line: HitLine) -> None:
        """Show a search hit and give the reader the keyboard."""
        self.show_hit(line)
        self._reader.setFocus()

    def pass_by_found(self, row: BesideRow) -> None:
        """Show where a party, quote or note stands that a search found, as a key moved to it."""
        if not isinstance(row, NoteHit):
            self.pass_by(row)
        elif row.note.pin is not None:
            self.show_mention(row.note.pin, row.note.ref)

    def open_found(self, row: BesideRow) -> None:
        """Go to a party, quote or note that a search found: a party narrows the columns."""
        if isinstance(row, PartyRow):
            self.go_to(row)
        elif isinstance(row, QuoteRow):
            self.open_row(row)
        elif row.note.pin is not None:
            self._show_pin(row.note.pin, row.note.ref)
            self._visit(
                Visit(self._desk.narrowing, row.note.pin.document, row.note.pin, row.note.ref)
            )
            self._reader.setFocus()
        elif row.note.ref is not None:
            self.show_ref(row.note.ref)

    def show_end(self, document: int, query: str, *, typing: bool, last: bool) -> None:
        """Show the first or last hit of a query in a paper that F3 came to."""
        self._documents.mark(document)
        self._reader.show_end(document, query, typing=typing, last=last)
        self._visit(Visit(self._desk.narrowing, document))

    def choose(self, ref: Ref) -> None:
        """A marked place in the reader was clicked: it is in view there, the columns follow."""
        self.show_columns()
        narrowing = self._desk.narrowing.clicked(ref)
        self._visit(replace(self._trail.here, narrowing=narrowing, ref=ref))
        self._columns.go_to(ref)
        self._desk.narrow(narrowing)

    def show_ref(self, ref: Ref) -> None:
        """Show a finding or document that was named elsewhere, such as on the timeline."""
        if ref.type is RefType.DOCUMENT:
            self.show_document(ref.id)
            return
        if ref.type is RefType.DATE:
            self._desk.ask(lambda case: case.date(ref.id), self.show_row, "row")
        self.choose(ref)

    # -- back and forward

    def back(self) -> None:
        """Go to where the user was before."""
        self._revisit(self._trail.back())

    def forward(self) -> None:
        """Go to where Back came from."""
        self._revisit(self._trail.forward())

    def _revisit(self, visit: Visit) -> None:
        if visit.middle is None:
            self.columns_needed.emit()
        else:
            visit.middle.come_back()
        self._desk.narrow(visit.narrowing)
        if visit.pin is not None:
            self._show_pin(visit.pin, visit.ref)
        elif visit.document is not None:
            self._documents.mark(visit.document)
            self._reader.show_document(visit.document)
        if visit.ref is not None:
            self._columns.go_to(visit.ref)

    def _show_pin(self, pin: Pin, ref: Ref | None) -> None:
        self._documents.mark(pin.document)
        self._reader.show_pin(pin, ref)

    def _set_places(self, pins: tuple[Pin, ...], ref: Ref) -> None:
        self._places, self._place, self._place_ref = pins, 0, ref


def _row_of(case: "Case", ref: Ref) -> Finding | None:
    try:
        return case.review_item(ref).row
    except NoSuchFinding:
        return None
