"""What is linked within one paper: by whom a quote is spoken, what shares a sentence or a paragraph.

Built once for each document and kept until its findings change. Inside, a reference is one number, and so
is a relation: dictionaries of numbers are ten times quicker. Parties are numbered as extraction attached
them; ``links`` unites those that the attorney merged.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from casefile.records import DateRow, Pin, RefType, RelationKind
from casefile.snapshot import DocumentImage, FoundMention, Units

__all__ = [
    "STRENGTH",
    "TYPES",
    "Linked",
    "PaperLinks",
    "code_of",
    "packed",
    "paper_links",
    "unpacked",
]

TYPES = (RefType.PARTY, RefType.QUOTE, RefType.DATE, RefType.DOCUMENT)
"""A code is a number in the case times four, plus the place of its type here."""

STRENGTH = {kind: rank for rank, kind in enumerate(RelationKind)}

_CODES = {kind: place for place, kind in enumerate(TYPES)}
_MOST = (1 << 32) - 1
_MOST_UNITS = 60  # of one quote; a longer block quote links by its first ones


def code_of(kind: RefType, number: int) -> int:
    """Return a reference as one number."""
    return number * len(TYPES) + _CODES[kind]


def packed(kind: RelationKind, count: int) -> int:
    """Return a relation as a number; the smaller is the stronger, of one kind the more frequent."""
    return STRENGTH[kind] << 32 | (_MOST - count)


def unpacked(relation: int) -> tuple[int, int]:
    """Return a packed relation's rank and count."""
    return relation >> 32, _MOST - (relation & _MOST)


@dataclass(slots=True)
class Linked:
    """How often something shares a paragraph and a sentence with others, and its direct links."""

    paragraphs: Counter[int] = field(default_factory=Counter)
    sentences: Counter[int] = field(default_factory=Counter)
    direct: dict[int, int] = field(default_factory=dict)

    def add_direct(self, code: int, relation: int) -> None:
        """Note a direct link; the stronger of two holds, the same one again adds up."""
        before = self.direct.get(code)
        if before is None or relation >> 32 < before >> 32:
            self.direct[code] = relation
        elif before >> 32 == relation >> 32:
            self.direct[code] = before - unpacked(relation)[1]

    def strongest(self) -> dict[int, int]:
        """Return everything linked, each with its strongest relation."""
        near, same = packed(RelationKind.SAME_PARAGRAPH, 0), packed(RelationKind.SAME_SENTENCE, 0)
        result = {code: near - count for code, count in self.paragraphs.items()}
        result.update((code, same - count) for code, count in self.sentences.items())
        result.update(self.direct)
        return result


@dataclass
class PaperLinks:
    """One document's links."""

    document: DocumentImage
    pins: dict[int, list[Pin]] = field(default_factory=dict)
    """The places that name each party, furniture left out."""
    mentions: dict[int, list[FoundMention]] = field(default_factory=dict)
    """The same with all that is known of each place."""
    names: dict[int, dict[str, str]] = field(default_factory=dict)
    """What each party is called here, by the folded name."""
    dates: list[tuple[tuple[str, str, int, int], DateRow]] = field(default_factory=list)
    """The dates that are shown, with their place in time."""
    sentences: dict[int, set[int]] = field(default_factory=dict)
    paragraphs: dict[int, set[int]] = field(default_factory=dict)
    by_sentence: dict[int, set[int]] = field(default_factory=dict)
    by_paragraph: dict[int, set[int]] = field(default_factory=dict)
    direct: dict[int, Linked] = field(default_factory=dict)

    def linked(self, code: int) -> Linked:
        """Return what one finding of this paper is linked to in it."""
        paragraphs, sentences = self.paragraphs.get(code, ()), self.sentences.get(code, ())
        return Linked(
            Counter(chain.from_iterable(map(self.by_paragraph.__getitem__, paragraphs))),
            Counter(chain.from_iterable(map(self.by_sentence.__getitem__, sentences))),
            self.direct[code].direct if code in self.direct else {},
        )

    def contents(self) -> Counter[int]:
        """Return everything found in this paper, and how often a party is named."""
        counts = Counter(
            {code_of(RefType.PARTY, party): len(pins) for party, pins in self.pins.items()}
        )
        for party in self.names:
            counts.setdefault(code_of(RefType.PARTY, party), 1)
        counts.update(code_of(RefType.QUOTE, quote.row.id) for quote in self.document.quotes)
        counts.update(code_of(RefType.DATE, date.row.id) for date in self.document.dates)
        return counts


def paper_links(document: DocumentImage) -> PaperLinks:
    """Work out one document's links."""
    paper = PaperLinks(document)
    for party, name in document.names:
        paper.names.setdefault(party, {}).setdefault(" ".join(name.split()).casefold(), name)
    for mention in document.mentions:
        if not mention.furniture:
            paper.pins.setdefault(mention.party, []).append(mention.pin)
            paper.mentions.setdefault(mention.party, []).append(mention)
            _place(paper, code_of(RefType.PARTY, mention.party), mention.units)
    for quote in document.quotes:
        if quote.shown:
            code = code_of(RefType.QUOTE, quote.row.id)
            _place(paper, code, quote.units)
            if quote.row.speaker is not None:
                speaker = code_of(RefType.PARTY, quote.row.speaker)
                _link(paper, code, speaker, RelationKind.SPEAKS)
    for date in document.dates:
        if date.shown:
            _place(paper, code_of(RefType.DATE, date.row.id), date.units)
            paper.dates.append((_when(date.row), date.row))
    _link_inside_quotes(paper)
    return paper


def _place(paper: PaperLinks, code: int, units: Units) -> None:
    sentences = _range(units.first_sentence, units.last_sentence)
    paragraphs = _range(units.first_paragraph, units.last_paragraph)
    paper.sentences.setdefault(code, set()).update(sentences)
    paper.paragraphs.setdefault(code, set()).update(paragraphs)
    for unit in sentences:
        paper.by_sentence.setdefault(unit, set()).add(code)
    for unit in paragraphs:
        paper.by_paragraph.setdefault(unit, set()).add(code)


def _range(first: int, last: int) -> Iterable[int]:
    return () if first < 0 else range(first, min(max(first, last), first + _MOST_UNITS) + 1)


def _link(paper: PaperLinks, one: int, other: int, kind: RelationKind) -> None:
    for a, b in ((one, other), (other, one)):
        paper.direct.setdefault(a, Linked()).add_direct(b, packed(kind, 1))


def _link_inside_quotes(paper: PaperLinks) -> None:
    """Link each quote with the parties mentioned in its words."""
    mentions = [mention for mention in paper.document.mentions if not mention.furniture]
    starts = [mention.pin.span.start for mention in mentions]
    for quote in paper.document.quotes:
        if not quote.shown:
            continue
        span, code = quote.row.pin.span, code_of(RefType.QUOTE, quote.row.id)
        for at in range(bisect_left(starts, span.start), len(starts)):
            if starts[at] >= span.end:
                break
            if mentions[at].pin.span.end <= span.end:
                party = code_of(RefType.PARTY, mentions[at].party)
                _link(paper, code, party, RelationKind.MENTIONED_IN)


def _when(row: DateRow) -> tuple[str, str, int, int]:
    """Return what dates are ordered by: earliest day, latest day, paper, place; unknown days last."""
    unknown = "9999-99-99"
    earliest, latest = row.earliest or row.latest, row.latest
    return (
        earliest.isoformat() if earliest else unknown,
        latest.isoformat() if latest else unknown,
        row.pin.document,
        row.pin.span.start,
    )
