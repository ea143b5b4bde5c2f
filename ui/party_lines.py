"""What a party's card says, as lines: each with its words, its reason, and the page it leads to.

Knows no Qt. A long section shows its first lines and one that opens more of it. Lines are made as they are
asked for: a card may have thousands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import chain, islice
from typing import TypeVar

from casefile.party_records import (
    CardMention,
    InDocument,
    MergeProposal,
    NameReason,
    PartOfWhole,
    PartyCard,
)
from casefile.records import DateRow, HitRow, PartyRow, Pin, QuoteRow, Ref
from extraction.findings import PartyKind
from importers.source_text import Span
from ui import messages
from ui.enum_words import enum_word
from ui.language import tr

__all__ = [
    "MORE_AT_ONCE",
    "CardView",
    "Line",
    "Look",
    "card_lines",
    "context_key",
    "proposal_line",
    "review_lines",
    "spoken",
    "wanted_contexts",
    "with_context",
]

T = TypeVar("T")

MORE_AT_ONCE = 60
"""How many lines "more" opens: breaking the texts of sixty into lines takes some milliseconds."""
_AT_FIRST = 4
_MENTIONS_AT_FIRST = 3


class Look(Enum):
    """How a line is painted."""

    HEADING = auto()
    PLAIN = auto()
    REASON = auto()
    """Words that take as many lines as they need, up to three."""
    SNIPPET = auto()
    QUOTE = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``key`` tells it from the others; ``right`` stands small at its end, ``note`` below it.

    ``sign`` stands before the words of a doubt. ``pin`` is the page it leads to, ``ref`` the finding to
    emphasise there. ``marks`` are spans of ``words``. ``party`` is another party that the line is about, with
    ``kind`` for its shape. ``opens`` names the section or party that the line opens more of, ``name`` and
    ``document`` what a line of a name or of a document stands for.
    """

    look: Look
    key: str
    words: str
    note: str = ""
    right: str = ""
    pin: Pin | None = None
    ref: Ref | None = None
    marks: tuple[Span, ...] = ()
    party: int | None = None
    kind: PartyKind | None = None
    opens: str = ""
    sign: str = ""
    proposal: MergeProposal | None = None
    indent: bool = False
    is_faint: bool = False

    @property
    def can_be_current(self) -> bool:
        """Tell whether the keyboard stops here."""
        return self.look is not Look.HEADING


@dataclass(frozen=True)
class CardView:
    """A card as it is shown: ``opened`` counts the lines shown of each section beyond its first ones.

    ``evidence`` holds, of each other party whose line is open, what is said of both. ``spelled`` is where
    each name stands first, by document, and in any under ``None``.
    """

    card: PartyCard
    opened: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[int, tuple[HitRow, ...]] = field(default_factory=dict)
    spelled: Mapping[tuple[int | None, str], Pin] = field(default_factory=dict)

    @staticmethod
    def of(card: PartyCard) -> "CardView":
        """Return the view of a card; for a party with 47,000 mentions that takes 30 ms."""
        spelled: dict[tuple[int | None, str], Pin] = {}
        for paper in card.documents:
            for mention in paper.mentions:
                words = " ".join(mention.text.split())
                spelled.setdefault((paper.document, words), mention.pin)
                spelled.setdefault((None, words), mention.pin)
        return CardView(card, spelled=spelled)

    def after(self, before: "CardView | None") -> "CardView":
        """Return this view with what was opened in the view of the same party ``before``."""
        if before is None or before.card.party.id != self.card.party.id:
            return self
        return replace(self, opened=before.opened, evidence=before.evidence)


def context_key(pin: Pin) -> tuple[int, Span]:
    """Return what a place's sentence is kept under."""
    return (pin.document, pin.span)


def card_lines(view: CardView) -> Iterator[Line]:
    """Yield the lines of a card, in the order an attorney asks for them."""
    card = view.card
    yield from _section(view, tr("May be the same as"), "same", card.proposals, _proposal)
    yield from _section(view, tr("Roles"), "roles", _role_papers(card), _role)
    yield from _section(view, tr("Part of"), "whole", card.part_of, lambda each: _whole(view, each))
    yield from _section(view, tr("Office"), "post", _posts(card), _post)
    yield from _section(
        view, tr("Names"), "names", card.names, lambda name: _name(view, name), first=8
    )
    yield from _section(view, tr("Counsel"), "counsel", card.counsel, _party)
    yield from _neighbours(view)
    yield from _section(view, tr("Quotes of this party"), "by", card.quotes_by, _quote)
    yield from _section(view, tr("Quotes that name it"), "about", card.quotes_about, _quote)
    yield from _section(view, tr("Dates in the same sentence"), "dates", card.dates, _date)
    for paper in card.documents:
        yield from _mentions(view, paper, card.party.ref)


def _section(
    view: CardView,
    title: str,
    key: str,
    rows: Sequence[T],
    make: Callable[[T], Line],
    first: int = _AT_FIRST,
    note: str = "",
) -> Iterator[Line]:
    """Yield a heading, as many lines as are shown, and one that opens more; nothing without rows."""
    if not rows:
        return
    yield Line(Look.HEADING, f"head:{key}", title, note=note, right=f"{len(rows):,}")
    shown = first + view.opened.get(key, 0)
    if len(rows) == shown + 1:
        shown += 1  # "1 more" takes as much room as the one
    for row in rows[:shown]:
        yield make(row)
    left = len(rows) - shown
    if left > 0:
        yield Line(Look.MORE, f"more:{key}", tr("{left:,} more", left=left), opens=key)


def _proposal(proposal: MergeProposal) -> Line:
    other = proposal.other
    return Line(
        Look.PLAIN,
        f"same:{proposal.keep.id}:{other.id}",
        other.name,
        note=proposal.reason,
        right=messages.count(other.mentions, tr("mention")),
        pin=other.first,
        ref=other.ref,
        party=other.id,
        kind=other.kind,
        proposal=proposal,
    )


def _role_papers(card: PartyCard) -> tuple[InDocument, ...]:
    return tuple(paper for _, papers in card.roles for paper in papers)


def _role(paper: InDocument) -> Line:
    words = ", ".join(part for part in (paper.role, paper.capacity) if part)
    pin = paper.mentions[0].pin if paper.mentions else None
    return Line(
        Look.PLAIN,
        f"role:{paper.document}:{paper.role}",
        words,
        right=messages.marked_cite(pin) if pin else paper.short_name,
        pin=pin,
        ref=None,
    )


def _whole(view: CardView, whole: PartOfWhole) -> Line:
    """Return the line of a body that the party is a part of; it opens that body's card, or its place."""
    row = whole.party
    return Line(
        Look.PLAIN,
        f"whole:{whole.document}:{whole.name}",
        row.name if row else whole.name,
        note=whole.why,
        right=_paper_name(view.card, whole.document),
        pin=row.first if row else None,
        ref=row.ref if row else None,
        party=row.id if row else None,
        kind=row.kind if row else None,
    )


def _paper_name(card: PartyCard, document: int) -> str:
    return next((each.short_name for each in card.documents if each.document == document), "")


def _posts(card: PartyCard) -> tuple[InDocument, ...]:
    """Return a paper for each office that papers give the party, the first that does."""
    return tuple({each.post: each for each in reversed(card.documents) if each.post}.values())[::-1]


def _post(paper: InDocument) -> Line:
    pin = paper.mentions[0].pin if paper.mentions else None
    return Line(
        Look.PLAIN,
        f"post:{paper.document}",
        paper.post or "",
        note=paper.post_reason,
        right=messages.marked_cite(pin) if pin else paper.short_name,
        pin=pin,
    )


def _name(view: CardView, name: NameReason) -> Line:
    pin = view.spelled.get((name.document, name.name))
    return Line(
        Look.PLAIN,
        f"name:{name.document}:{name.name}",
        name.name,
        note=name.why,
        right=pin.short_name if pin else "",
        pin=pin,
        ref=view.card.party.ref,
    )


def _party(row: PartyRow) -> Line:
    return Line(
        Look.PLAIN,
        f"party:{row.id}",
        row.name,
        note=_what(row),
        pin=row.first,
        ref=row.ref,
        party=row.id,
        kind=row.kind,
    )


def _what(row: PartyRow) -> str:
    return " · ".join(part for part in (row.role, enum_word(row.kind)) if part)


def _neighbours(view: CardView) -> Iterator[Line]:
    card = view.card
    key = "with"
    if not card.neighbours:
        return
    number = len(card.neighbours)
    yield Line(Look.HEADING, "head:with", tr("In the same sentences"), right=f"{number:,}")
    shown = _AT_FIRST + 1 + view.opened.get(key, 0)
    for each in card.neighbours[:shown]:
        row = each.party
        near = (
            f"{each.sentences:,}×"
            if each.sentences
            else tr("same ¶ {paragraphs:,}×", paragraphs=each.paragraphs)
        )
        yield Line(
            Look.PLAIN,
            f"with:{row.id}",
            row.name,
            note=_what(row),
            right=near,
            party=row.id,
            kind=row.kind,
            opens=f"with:{row.id}",
        )
        yield from _evidence(row, view.evidence.get(row.id, ()))
    if number > shown:
        yield Line(Look.MORE, "more:with", tr("{number:,} more", number=number - shown), opens=key)


def _evidence(row: PartyRow, hits: Sequence[HitRow]) -> Iterator[Line]:
    for place, hit in enumerate(hits[:MORE_AT_ONCE]):
        yield Line(
            Look.SNIPPET,
            f"with:{row.id}:{place}",
            hit.snippet,
            note=messages.marked_cite(hit.pin),
            pin=hit.pin,
            marks=hit.marks,
            indent=True,
        )


def _quote(row: QuoteRow) -> Line:
    words = " ".join((row.reading or row.text)[:500].split())
    return Line(
        Look.QUOTE,
        f"quote:{row.id}",
        f"“{words}”",
        note=messages.quote_note(row),
        pin=row.pin,
        ref=row.ref,
    )


def _date(row: DateRow) -> Line:
    return Line(
        Look.PLAIN,
        f"date:{row.id}",
        messages.date_title(row),
        note=messages.sentence_words(row),
        right=messages.marked_cite(row.pin),
        pin=row.pin,
        ref=row.ref,
    )


def _mentions(view: CardView, paper: InDocument, ref: Ref) -> Iterator[Line]:
    joined = f"{paper.name}: {paper.joined}" if paper.joined else ""
    yield from _section(
        view,
        paper.short_name,
        f"paper:{paper.document}",
        paper.mentions,
        lambda mention: _mention(mention, ref),
        first=_MENTIONS_AT_FIRST,
        note=joined,
    )


def _mention(mention: CardMention, ref: Ref) -> Line:
    """Return the line of a place, with its bare words until its sentence is known."""
    pin = mention.pin
    by_hand = tr(" · marked by you") if mention.added else ""
    return Line(
        Look.SNIPPET,
        f"at:{pin.document}:{pin.span.start}:{pin.span.end}",
        mention.text,
        note=f"{messages.marked_cite(pin)}{by_hand}",
        pin=pin,
        ref=ref,
        is_faint=True,
    )


def with_context(line: Line, row: HitRow) -> Line:
    """Return the line of a place with its sentence."""
    return replace(line, words=row.snippet, marks=row.marks, is_faint=False)


def review_lines(view: CardView) -> Iterator[Line]:
    """Yield what helps to decide on a suggestion: where it stands, what it may be, why it is one party."""
    card = view.card
    firsts = (paper.mentions[0] for paper in card.documents if paper.mentions)
    rest = (mention for paper in card.documents for mention in islice(paper.mentions, 1, None))
    for mention in islice(chain(firsts, rest), _MENTIONS_AT_FIRST):
        yield _mention(mention, card.party.ref)
    yield from _section(view, tr("May be the same as"), "same", card.proposals, _proposal)
    yield from _section(view, tr("Names"), "names", card.names, lambda name: _name(view, name))
    yield from _section(view, tr("Roles"), "roles", _role_papers(card), _role)


def proposal_line(proposal: MergeProposal) -> Line:
    """Return a pair of parties that may be one as a line of the list of all of them."""
    line = _proposal(proposal)
    note = f"= {proposal.keep.name}? {proposal.reason}"
    counts = f"{proposal.other.mentions:,} + {proposal.keep.mentions:,}"
    return replace(line, note=note, right=counts)


def wanted_contexts(lines: Sequence[Line]) -> tuple[Pin, ...]:
    """Return the places whose sentence is not known yet, of the lines that would show it."""
    return tuple(line.pin for line in lines if line.is_faint and line.pin is not None)


def spoken(line: Line) -> str:
    """Return a line in plain words, for tooltips and screen readers."""
    parts = (line.words, line.right, line.note)
    return "\n".join(" ".join(part.split()) for part in parts if part)
