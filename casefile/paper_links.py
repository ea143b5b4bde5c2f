"""What is linked within one paper: by whom a quote is spoken, what shares a sentence or a paragraph.

Built once for each document and kept until its findings change. Inside, a reference is one number, and so
is a relation: dictionaries of numbers are ten times quicker. Parties are numbered as extraction attached
them; ``links`` unites those that the attorney merged.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from casefile.records import DateRow, Pin, RefType, RelationKind
from casefile.relation_strength import packed, unpacked
from casefile.snapshot import DocumentImage, FoundMention, Units

__all__ = [
    "TYPES",
    "Direct",
    "Linked",
    "PaperLinks",
    "code_of",
]

TYPES = (RefType.PARTY, RefType.QUOTE, RefType.DATE, RefType.DOCUMENT)
"""A code is a number in the case times four, plus the place of its type here."""

_CODES = {kind: place for place, kind in enumerate(TYPES)}
_MOST_UNITS = 60  # of one quote; a longer block quote links by its first ones


def code_of(kind: RefType, number: int) -> int:
    """Return a reference as one number."""
    return number * len(TYPES) + _CODES[kind]


@dataclass(slots=True)
class Direct:
    """What something is linked to by more than standing near it: codes, each with its packed relation."""

    direct: dict[int, int] = field(default_factory=dict)

    def add_direct(self, code: int, relation: int) -> None:
        """Note a direct link; the stronger of two holds, the same one again adds up."""
        before = self.direct.get(code)
        if before is None or relation >> 32 < before >> 32:
            self.direct[code] = relation
        elif before >> 32 == relation >> 32:
            self.direct[code] = before - unpacked(relation)[1]


@dataclass(slots=True)
class Linked(Direct):
    """How often something shares a paragraph and a sentence with others, and its direct links."""

    paragraphs: Counter[int] = field(default_factory=Counter)
    sentences: Counter[int] = field(default_factory=Counter)

    def strongest(self) -> dict[int, int]:
        """Return everything linked, each with its strongest relation."""
        near, same = packed(RelationKind.SAME_PARAGRAPH, 0), packed(RelationKind.SAME_SENTENCE, 0)
        result = {code: near - count for code, count in self.paragraphs.items()}
        result.update((code, same - count) for code, count in self.sentences.items())
        result.update(self.direct)
        return result


class PaperLinks:
    """One document's links; what only questions about this paper need is worked out when one comes."""

    def __init__(self, document: DocumentImage) -> None:
        """Take over what was found in the document."""
        self.document = document
        self.mentions: dict[int, list[FoundMention]] = {}
        """The places that name each party, furniture left out."""
        self.names: dict[int, dict[str, str]] = {}
        """What each party is called here, by the folded name."""
        for party, name in document.names:
            self.names.setdefault(party, {}).setdefault(" ".join(name.split()).casefold(), name)
        for mention in document.mentions:
            if not mention.furniture:
                self.mentions.setdefault(mention.party, []).append(mention)

    @property
    def dates(self) -> Iterator[DateRow]:
        """The dates that are shown."""
        return (date.row for date in self.document.dates if date.shown)

    @property
    def sentences(self) -> Mapping[int, frozenset[int]]:
        """The sentences that each finding stands in."""
        return self._sentences[0]

    @property
    def paragraphs(self) -> Mapping[int, frozenset[int]]:
        """The paragraphs that each finding stands in."""
        return self._paragraphs[0]

    @property
    def by_sentence(self) -> Mapping[int, Sequence[int]]:
        """What stands in each sentence, each once."""
        return self._sentences[1]

    @property
    def by_paragraph(self) -> Mapping[int, Sequence[int]]:
        """What stands in each paragraph, each once."""
        return self._paragraphs[1]

    @cached_property
    def pins(self) -> Mapping[int, list[Pin]]:
        """The places that name each party, furniture left out."""
        return {party: [each.pin for each in found] for party, found in self.mentions.items()}

    @cached_property
    def _sentences(self) -> "_Both":
        return _both_ways(
            (code, _range(units.first_sentence, units.last_sentence))
            for code, units in self._placed()
        )

    @cached_property
    def _paragraphs(self) -> "_Both":
        return _both_ways(
            (code, _range(units.first_paragraph, units.last_paragraph))
            for code, units in self._placed()
        )

    @cached_property
    def direct(self) -> Mapping[int, Direct]:
        """What each finding is linked to directly: who says a quote and who is named in it."""
        found: dict[int, Direct] = {}
        for quote in self.document.quotes:
            if quote.shown and quote.row.speaker is not None:
                speaker = code_of(RefType.PARTY, quote.row.speaker)
                _link(found, code_of(RefType.QUOTE, quote.row.id), speaker, RelationKind.SPEAKS)
        _link_inside_quotes(found, self.document)
        return found

    def make_ready(self) -> None:
        """Work out what questions about this paper need, before one comes."""
        for each in (self._sentences, self._paragraphs, self.direct):
            len(each)

    def linked(self, code: int) -> Linked:
        """Return what one finding of this paper is linked to in it."""
        paragraphs, sentences = self.paragraphs.get(code, ()), self.sentences.get(code, ())
        return Linked(
            self.direct[code].direct if code in self.direct else {},
            Counter(chain.from_iterable(map(self.by_paragraph.__getitem__, paragraphs))),
            Counter(chain.from_iterable(map(self.by_sentence.__getitem__, sentences))),
        )

    def contents(self) -> Counter[int]:
        """Return everything found in this paper, and how often a party is named."""
        counts = Counter(
            {code_of(RefType.PARTY, party): len(found) for party, found in self.mentions.items()}
        )
        for party in self.names:
            counts.setdefault(code_of(RefType.PARTY, party), 1)
        counts.update(code_of(RefType.QUOTE, quote.row.id) for quote in self.document.quotes)
        counts.update(code_of(RefType.DATE, date.row.id) for date in self.document.dates)
        return counts

    def naming(self, party: int) -> tuple[object, ...]:
        """Return what this paper adds to a party's row; equal where nothing of it changed."""
        mentions = self.mentions.get(party, ())
        first = mentions[0].pin if mentions else None
        return len(mentions), first, tuple(self.names.get(party, {}).items()), party in self.lost

    @cached_property
    def lost(self) -> frozenset[int]:
        """The parties that the attorney marked here with words that cannot be found again."""
        return frozenset(mention.party for mention in self.document.lost)

    def _placed(self) -> Iterator[tuple[int, Units]]:
        for party, mentions in self.mentions.items():
            code = code_of(RefType.PARTY, party)
            for mention in mentions:
                yield code, mention.units
        for quote in self.document.quotes:
            if quote.shown:
                yield code_of(RefType.QUOTE, quote.row.id), quote.units
        for date in self.document.dates:
            if date.shown:
                yield code_of(RefType.DATE, date.row.id), date.units


_Both = tuple[Mapping[int, frozenset[int]], Mapping[int, Sequence[int]]]


def _both_ways(placed: Iterable[tuple[int, frozenset[int]]]) -> _Both:
    """Return the units of each code, and the codes of each unit."""
    found: dict[int, frozenset[int]] = {}
    several: dict[int, set[int]] = {}
    for code, units in placed:
        if code not in found:
            found[code] = units  # nearly all have one place, which many share
        elif code in several:
            several[code] |= units
        else:
            several[code] = {*found[code], *units}
    found.update((code, frozenset(units)) for code, units in several.items())
    by_unit: dict[int, list[int]] = {}
    for code, units in found.items():
        for unit in units:
            by_unit.setdefault(unit, []).append(code)
    return found, by_unit


@lru_cache(maxsize=65_536)
def _range(first: int, last: int) -> frozenset[int]:
    return frozenset(
        () if first < 0 else range(first, min(max(first, last), first + _MOST_UNITS) + 1)
    )


def _link(found: dict[int, Direct], one: int, other: int, kind: RelationKind) -> None:
    for a, b in ((one, other), (other, one)):
        found.setdefault(a, Direct()).add_direct(b, packed(kind, 1))


def _link_inside_quotes(found: dict[int, Direct], document: DocumentImage) -> None:
    """Link each quote with the parties mentioned in its words."""
    mentions = [mention for mention in document.mentions if not mention.furniture]
    starts = [mention.pin.span.start for mention in mentions]
    for quote in document.quotes:
        if not quote.shown:
            continue
        span, code = quote.row.pin.span, code_of(RefType.QUOTE, quote.row.id)
        for at in range(bisect_left(starts, span.start), len(starts)):
            if starts[at] >= span.end:
                break
            if mentions[at].pin.span.end <= span.end:
                party = code_of(RefType.PARTY, mentions[at].party)
                _link(found, code, party, RelationKind.MENTIONED_IN)
