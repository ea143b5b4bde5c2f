"""What extractors propose: parties, quotes, dates, citations, events; all frozen, all with spans.

Every span counts code points of the text layer, and ``text`` always equals the text layer there.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from importers.source_text import Span, Zone

if TYPE_CHECKING:
    from extraction.process import Process
    from extraction.responses import Answer

__all__ = [
    "Basis",
    "Certainty",
    "Citation",
    "CitationKind",
    "DateExpression",
    "DocumentFacts",
    "DocumentKind",
    "Event",
    "EventKind",
    "Findings",
    "Mention",
    "PartOf",
    "Party",
    "PartyKind",
    "PartySource",
    "Quote",
    "QuoteKind",
    "Speaker",
]


class DocumentKind(StrEnum):
    """What a paper is, for lists, searches and the form of its pin cites."""

    COMPLAINT = "complaint"
    SUMMONS = "summons"
    SUBPOENA = "subpoena"
    ANSWER = "answer"
    MOTION = "motion"
    ORDER = "order"
    OPINION = "opinion"
    ARTICLE = "article"
    EMAIL = "e-mail"
    EXHIBIT = "exhibit"
    OTHER = "other"


class PartyKind(StrEnum):
    """What sort of being a party is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    AGENCY = "agency"
    COURT = "court"
    ACCOUNT = "account"
    OTHER = "other"


class PartySource(StrEnum):
    """Where in a paper a party was found; a caption outranks a form, a form the body."""

    CAPTION = "caption"
    FORM = "form"
    BODY = "body"
    SIGNATURE = "signature"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a party; ``pronoun`` tells that it only stands for it ("she")."""

    span: Span
    text: str
    zone: Zone = Zone.BODY
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class PartOf:
    """The body that a body is a part of, as a paper or our list of agencies has it.

    ``party`` is the ``Party.id`` of the whole where the same paper names it, else ``None``.
    """

    name: str
    party: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """One being within one document; ``id`` ("p1") is unique within its ``Findings``.

    ``role`` is as a caption prints it, in lower case ("plaintiff-appellant"), or counsel, judge,
    witness, author and the like; ``capacity`` is the words of a capacity clause ("in his official
    capacity as Warden"). ``reasons`` say of aliases why they are this party's ("defined in ¶ 3").
    ``post`` is the office that the text says a person holds ("Secretary of Homeland Security"), and
    ``post_reason`` where it says so; ``part_of`` the agency or company that a body is a part of.
    """

    id: str
    name: str
    kind: PartyKind
    role: str | None
    source: PartySource
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    capacity: str | None = None
    confidence: float = 0.5
    reasons: tuple[tuple[str, str], ...] = ()
    post: str | None = None
    post_reason: str = ""
    part_of: PartOf | None = None


class QuoteKind(StrEnum):
    """How words between marks are used; the last three are no quotations of anybody."""

    DIRECT = "direct"
    PARTIAL = "partial"
    BLOCK = "block"
    SCARE = "scare"
    TITLE = "title"
    TERM = "term"

    @property
    def is_quotation(self) -> bool:
        """Tell whether the words are somebody's, so that they belong in the quote bank."""
        return self in (QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.BLOCK)


class Certainty(StrEnum):
    """How a quote's speaker is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quote: the words that name him here, and the party they stand for.

    ``span`` is ``None`` for a speaker known only from elsewhere (the caption, an earlier page);
    ``party`` is ``None`` while the words were not resolved to a party.
    """

    span: Span | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the source marks as somebody's. ``span`` is what stands between the marks.

    ``reading`` is the same words for the eye: lines unwrapped, page furniture left out; never
    reworded. ``parts`` are the stretches of a quote interrupted by its cue ("…," he said, "…").
    ``evidence`` says in words why the speaker was chosen.

    ``citation`` are the words that cite the source of the words ("Id. at 20"); ``authority`` is the
    earlier citation that they repeat, ``None`` where they cite it in full themselves.
    """

    span: Span
    text: str
    kind: QuoteKind
    certainty: Certainty = Certainty.UNATTRIBUTED
    speaker: Speaker | None = None
    cue: Span | None = None
    zone: Zone = Zone.BODY
    reading: str = ""
    parts: tuple[Span, ...] = ()
    evidence: str = ""
    confidence: float = 0.5
    citation: Span | None = None
    authority: Span | None = None


class Basis(StrEnum):
    """How a date was read."""

    STATED = "stated"
    RELATIVE = "relative"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression with its EDTF (ISO 8601-2) value and its earliest and latest day.

    ``value``, ``earliest`` and ``latest`` are ``None`` where the expression names no calendar time
    (durations, "recently") or could not be resolved. ``anchor`` is what a relative expression was
    counted from: an ISO date, or the words of an event. ``alternatives`` are the other readings of an
    ambiguous one, as EDTF values; ``reason`` says in words why this reading was chosen. ``operator``
    is one of before, after, around, since, until, or ``None``.
    """

    span: Span
    text: str
    value: str | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: Basis
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()
    operator: str | None = None
    reason: str = ""
    zone: Zone = Zone.BODY
    confidence: float = 0.5


class CitationKind(StrEnum):
    """What a citation points to."""

    STATUTE = "statute"
    CASE = "case"
    RULE = "rule"
    RECORD = "record"
    DOCKET = "docket"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to law, to another paper of the record, or to a docket."""

    span: Span
    text: str
    kind: CitationKind


class EventKind(StrEnum):
    """What sort of thing a date dates."""

    EVENT = "event"
    FILING = "filing or publication"
    AUTHORITY = "cited authority"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Event:
    """A date with the sentence it governs: a row of the chronology. ``date`` indexes ``Findings.dates``."""

    date: int
    sentence: Span
    kind: EventKind = EventKind.EVENT


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What extraction learned about the paper as a whole. Days are ISO 8601 strings in the CLI only."""

    kind: DocumentKind = DocumentKind.OTHER
    kind_reason: str = ""
    title: str | None = None
    author: str | None = None
    published: dt.date | None = None
    court: str | None = None
    docket_number: str | None = None
    docket_numbers: tuple[str, ...] = ()
    docket_entry: str | None = None
    """The number that the stamps of the court's filing system give the paper: "12-1"."""
    judge: str | None = None
    jury_demand: bool = False
    filed: dt.date | None = None
    date: dt.date | None = None
    """The day that relative dates are counted from."""
    date_reason: str = ""


@dataclass(frozen=True)
class Findings:
    """Everything one run of extraction proposes for one text layer.

    ``sentences`` cover the prose of the paper in order; links of the kind "same sentence" rest on them.
    ``process`` is what a summons, subpoena or waiver says, ``answer`` what an answer says to the complaint.
    """

    facts: DocumentFacts
    parties: tuple[Party, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[Event, ...] = ()
    sentences: tuple[Span, ...] = ()
    extractor: str = ""
    process: "Process | None" = None
    answer: "Answer | None" = None
