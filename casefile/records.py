"""What the case hands to the window, the reports and the command line: plain frozen rows.

Spans count code points of the document's current text layer. Rows are snapshots: they do not change
when the case does.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from casefile.cite_form import USUAL, CiteForm
from casefile.ref_type import RefType
from casefile.search_records import Facet
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind, QuoteKind
from importers.document import ArchiveMember, Notice
from importers.source_text import Place, Span, Zone

if TYPE_CHECKING:
    from index.corrections import Correction

__all__ = [
    "ORIGINAL_DAMAGED",
    "ArchiveMember",
    "Box",
    "CheckedQuote",
    "DateRow",
    "DocumentHits",
    "DocumentRow",
    "DocumentState",
    "Due",
    "Highlight",
    "HitRow",
    "LikePaper",
    "Likeness",
    "Note",
    "NoteHit",
    "PageImage",
    "PartyRow",
    "Pin",
    "Problem",
    "QuoteRow",
    "Ref",
    "RefType",
    "Relation",
    "RelationKind",
    "ReviewState",
    "SameWords",
    "SearchResults",
    "Totals",
    "Verdict",
    "VersionRow",
]

ORIGINAL_DAMAGED = "original-damaged"
"""The code of the notice beside a paper whose original is missing or damaged."""


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """A party, quote, date or document of the open case, by its number in the case."""

    type: RefType
    id: int


class ReviewState(StrEnum):
    """The attorney's word on a finding; it outlives every re-extraction."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class DocumentState(StrEnum):
    """How far a document has come. It counts as failed until the last step has succeeded."""

    RECEIVED = "received"
    READ = "read"
    SEARCHABLE = "searchable"
    READY = "ready"
    FAILED = "failed"


class Likeness(StrEnum):
    """How a paper stands to another one that shares its words."""

    SAME_WORDS = "same words"
    """Saved or printed anew: nothing differs but furniture and layout."""
    VERSION = "version of"
    CONTAINED = "contained in"
    CONTAINS = "contains"

    @property
    def is_version(self) -> bool:
        """Tell whether the two are one paper at two times, so that a comparison tells what changed."""
        return self in (Likeness.SAME_WORDS, Likeness.VERSION)


@dataclass(frozen=True, slots=True)
class LikePaper:
    """Another document that shares a document's words; ``share`` of them, from 0 to 1."""

    document: int
    likeness: Likeness
    share: float


@dataclass(frozen=True, slots=True)
class Due:
    """What a paper asks for by a day: a proposal to verify, or ``stated`` by the paper itself."""

    day: dt.date
    act: str
    stated: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One imported file. ``pages`` is 0 for formats without pages; ``failure`` is the user's sentence.

    ``machine_read`` and ``repaired`` tell whether that holds for one of its pages at least; ``pages_waiting``
    is how many pages a machine may read that none has read or tried to read. A ``locked`` one lacks its
    password; ``alike`` papers share its words, nearest first. ``is_process``: a summons, subpoena or waiver
    whose form could be read. ``docket_entry`` is its number as other papers cite it: "12-1".
    ``addressees`` are those a message was sent to.
    """

    id: int
    name: str
    short_name: str
    stored_name: str
    original_path: str
    sha256: str
    media_type: str
    kind: DocumentKind
    kind_reason: str
    kind_confirmed: bool
    state: DocumentState
    failure: str | None
    pages: int
    characters: int
    title: str | None
    author: str | None
    court: str | None
    docket_number: str | None
    filed: dt.date | None
    date: dt.date | None
    date_reason: str
    machine_read: bool
    notices: tuple[Notice, ...] = ()
    parent: int | None = None
    added: dt.datetime | None = None
    repaired: bool = False
    pages_waiting: int = 0
    locked: bool = False
    alike: tuple[LikePaper, ...] = ()
    is_process: bool = False
    served: dt.date | None = None
    due: tuple[Due, ...] = ()
    docket_entry: str | None = None
    addressees: tuple[str, ...] = ()
    cite: CiteForm = USUAL

    @property
    def ref(self) -> Ref:
        """Return the reference that constrains a view to this document."""
        return Ref(RefType.DOCUMENT, self.id)

    @property
    def is_original_damaged(self) -> bool:
        """Tell whether its original was found missing or damaged and was not put back since."""
        return any(notice.code == ORIGINAL_DAMAGED for notice in self.notices)

    def pin(self, span: Span, place: Place, *, lost: bool = False) -> "Pin":
        """Return the pin of a span of this document's text layer; ``place`` is where the span stands."""
        machine_read = place.is_machine_read
        return Pin(self.id, self.short_name, self.kind, span, place, machine_read, lost, self.cite)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a paper, with the share of words that it has in common with the one asked about.

    ``share`` is ``None`` for that one itself, and where only a version between them shows the kinship.
    """

    document: DocumentRow
    share: float | None


@dataclass(frozen=True, slots=True)
class Pin:
    """Where something stands: enough to cite it and to open it. ``reports.cites`` puts it into words."""

    document: int
    short_name: str
    kind: DocumentKind
    span: Span
    place: Place
    machine_read: bool = False
    """Words of the page were read from its picture by a machine, and may be misread."""
    lost: bool = False
    """The text layer changed and the words could not be found again in one place only."""
    cite: CiteForm = USUAL


class RelationKind(StrEnum):
    """How a finding is linked to what constrains the view, strongest first."""

    SPEAKS = "speaks"
    MENTIONED_IN = "mentioned in"
    SAME_WORDS = "same words"
    SAME_SENTENCE = "same sentence"
    SAME_PARAGRAPH = "same paragraph"
    IN_DOCUMENT = "in document"


@dataclass(frozen=True, slots=True)
class Relation:
    """The strongest relation of a row to the view's constraints, and how often it holds."""

    kind: RelationKind
    count: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of the case with all names it goes by; ``first`` is its first mention.

    ``added`` findings, of every kind, are the attorney's own. ``post`` is the office that a person holds.
    """

    id: int
    name: str
    kind: PartyKind
    role: str | None
    capacity: str | None
    aliases: tuple[str, ...]
    state: ReviewState
    mentions: int
    documents: int
    confidence: float
    first: Pin | None
    added: bool = False
    post: str | None = None
    relation: Relation | None = None

    @property
    def ref(self) -> Ref:
        """Return the reference to this party."""
        return Ref(RefType.PARTY, self.id)


class Verdict(StrEnum):
    """How a quote's words compare with the same words elsewhere in the case, best first."""

    VERBATIM = "verbatim"
    RESPELLED = "case or punctuation"
    """No word differs, but a capital or a mark inside the quotation does, and no bracket says so."""
    BRACKETS = "brackets"
    """Every change is one that brackets or an ellipsis tell of."""
    SHORTER = "shorter"
    """A part of the words stands there unchanged, and the quotation goes on."""
    ALTERED = "altered"
    NOT_FOUND = "not in any paper"


@dataclass(frozen=True, slots=True)
class SameWords:
    """Another appearance of a quote's words: where, how it compares, and how many words differ."""

    pin: Pin
    verdict: Verdict
    words_changed: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quotation of a brief, or of one of the case's own papers, and where its words stand in the others.

    ``cite`` is its place in the brief ("p. 3, ¶ 12"), ``pin`` that in a paper of the case; ``same_words`` is
    best first, empty if no other paper of the case has the words.
    """

    text: str
    reading: str
    span: Span
    cite: str
    same_words: tuple[SameWords, ...]
    pin: Pin | None = None
    omits: bool = False
    """It tells of citations left out: "(citations omitted)"."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quotation. ``text`` is verbatim from the text layer; ``reading`` has its lines unwrapped.

    ``date`` is the day of the paper it stands in; ``said`` is the date that its own sentence gives, outside
    the quotation: "On March 3 she wrote: …". ``cited_words`` cite its source, ``cited_authority`` is the
    citation that they repeat ("Id. at 4").
    """

    id: int
    text: str
    reading: str
    kind: QuoteKind
    zone: Zone
    certainty: Certainty
    speaker: int | None
    speaker_name: str | None
    speaker_words: str | None
    date: dt.date | None
    evidence: str
    state: ReviewState
    confidence: float
    pin: Pin
    same_words: tuple[SameWords, ...] = ()
    said: "DateRow | None" = None
    added: bool = False
    cited_at: Pin | None = None
    cited_words: str | None = None
    cited_authority: str | None = None
    relation: Relation | None = None

    @property
    def ref(self) -> Ref:
        """Return the reference to this quote."""
        return Ref(RefType.QUOTE, self.id)


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date expression with how it was read, and the sentence it governs, which may set a deadline."""

    id: int
    text: str
    value: str | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: Basis
    anchor: str | None
    alternatives: tuple[str, ...]
    operator: str | None
    reason: str
    zone: Zone
    sentence: str
    state: ReviewState
    confidence: float
    pin: Pin
    added: bool = False
    is_deadline: bool = False
    relation: Relation | None = None

    @property
    def ref(self) -> Ref:
        """Return the reference to this date."""
        return Ref(RefType.DATE, self.id)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings the case holds in all, rejected ones and furniture left out."""

    parties: int
    quotes: int
    dates: int
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A finding's place in one document, for the reader to paint. ``label`` is its hover sentence."""

    ref: Ref
    span: Span
    state: ReviewState
    label: str


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture: ``pixels`` are rows of BGRX bytes, ``stride`` bytes each; size in pixels."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, from the page's top left corner as displayed."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class HitRow:
    """One search hit: its place, a snippet in sentence bounds, and the words to mark in the snippet."""

    pin: Pin
    snippet: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """The hits of one document; ``count`` may exceed the number of rows that were asked for."""

    document: DocumentRow
    count: int
    hits: tuple[HitRow, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The attorney's own words on a finding or document (``ref``), or on a passage.

    ``pin`` is where it belongs in the papers; ``None`` for a party and for a whole document. ``at`` is when
    it was last changed, in UTC.
    """

    id: int
    text: str
    ref: Ref | None
    pin: Pin | None
    tags: tuple[str, ...]
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note that a search found; ``marks`` are the words in its text that matched."""

    note: Note
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a query: what was understood, what was not, and the hits by document, best first."""

    query: str
    understood: str
    warnings: tuple[str, ...]
    documents: tuple[DocumentHits, ...]
    total: int
    facets: tuple[Facet, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    """Quotations with a hit in their words, the best first."""
    parties: tuple[PartyRow, ...] = ()
    """Parties with a hit in one of their names."""
    notes: tuple[NoteHit, ...] = ()
    corrections: "tuple[Correction, ...]" = ()
    """Words of the query that stand nowhere, with what they were likely meant to be."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that ``check`` found wrong: what, and what to do.

    ``document`` is set where its original is missing or damaged, which can be put back.
    """

    subject: str
    sentence: str
    document: int | None = None
