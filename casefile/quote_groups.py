"""Quotations of one and the same words, and the papers that have these words without quoting anybody.

Two places belong together where one was found for the other's words. Each group is held against one of its
places, the source; what has no words of it is a group of its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate

from casefile.quote_records import GroupMember, QuoteGroup
from casefile.records import DocumentRow, Pin, QuoteRow, ReviewState, SameWords, Verdict
from casefile.same_words import is_compared
from casefile.snapshot import DocumentImage
from casefile.turns import in_turns
from casefile.word_steps import align
from extraction.findings import DocumentKind
from importers.source_text import Span

__all__ = ["Compared", "compared", "groups_of", "paper_rank", "quote_groups"]

_ENOUGH = 0.5  # of the shorter of two stretches must be the other's, for the two to be one place
_WORTHLESS = "9999"  # sorts behind every day


@dataclass(frozen=True, slots=True)
class Compared:
    """The quotations of a paper that are compared, in order."""

    rows: tuple[QuoteRow, ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]
    """How far each quotation and those before it reach: a block may end behind what is quoted in it."""

    def near(self, span: Span) -> tuple[QuoteRow, ...]:
        """Return the quotations that may overlap a stretch of the paper: all that do are among them."""
        end = bisect_right(self.starts, max(span.start, span.end - 1))
        return self.rows[bisect_right(self.reach, span.start, 0, end) : end]


_NONE = Compared((), (), ())


def compared(document: DocumentImage) -> Compared:
    """Return a paper's quotations that are compared with other papers."""
    rows = tuple(
        row
        for each in document.quotes
        if (row := each.row) and each.shown
        if row.state is not ReviewState.REJECTED and not row.pin.lost
        if is_compared(row.reading or row.text)
    )
    ends = accumulate((row.pin.span.end for row in rows), max)
    return Compared(rows, tuple(row.pin.span.start for row in rows), tuple(ends))


def quote_groups(documents: Mapping[int, DocumentImage]) -> tuple[QuoteGroup, ...]:
    """Return all groups of two places and more, in the order of their first quotations."""
    papers = {number: compared(document) for number, document in documents.items()}
    rows = (row for paper in papers.values() for row in paper.rows)
    return tuple(sorted(groups_of(rows, papers, documents), key=lambda group: group.id))


def groups_of(
    rows: Iterable[QuoteRow],
    papers: Mapping[int, Compared],
    documents: Mapping[int, DocumentImage],
) -> Iterator[QuoteGroup]:
    """Yield the groups that some quotations make, given in the order of the papers.

    All have to be there whose places overlap, or reach into one quotation: ``papers`` tells of that.
    """
    board = _Board(papers)
    for row in rows:
        for same in row.same_words:
            board.join(row, same)
    for places in board.components():
        for group in _split(places, documents):
            if len(group.members) > 1:
                yield group


def paper_rank(document: DocumentRow) -> tuple[int, str]:
    """Return what sorts papers as sources: papers of the case and evidence before reports, then by day."""
    rank = {DocumentKind.ARTICLE: 2, DocumentKind.OTHER: 1}.get(document.kind, 0)
    day = _day(document)
    return rank, day.isoformat() if day else _WORTHLESS


def _day(document: DocumentRow) -> date | None:
    return document.filed or document.date


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation, or plain words of a paper."""

    quote: QuoteRow | None
    pin: Pin
    text: str


_Key = tuple[int, int, int]
"""A place's document, start and end, by which it is told from all others."""


@dataclass
class _Board:
    """The places, and which of them belong together."""

    _papers: Mapping[int, Compared]
    _plain: dict[int, list[_Key]] = field(default_factory=dict)
    _places: dict[_Key, _Place] = field(default_factory=dict)
    _roots: dict[_Key, _Key] = field(default_factory=dict)

    def join(self, row: QuoteRow, same: SameWords) -> None:
        """Let a quotation and another place with its words be of one group."""
        place = self._quoted(same.pin, row) or self._unquoted(same)
        one, two = self._root(self._known(row, row.pin, row.text)), self._root(place)
        if one != two:
            self._roots[max(one, two)] = min(one, two)

    def components(self) -> Iterator[list[_Place]]:
        """Yield the places that belong together."""
        rows: dict[_Key, list[_Place]] = {}
        for key, place in self._places.items():
            rows.setdefault(self._root(key), []).append(place)
        yield from rows.values()

    def _quoted(self, pin: Pin, row: QuoteRow) -> _Key | None:
        """Return the quotation that a place of the other paper is, or is a part of."""
        best, share = None, 0.0
        for other in self._papers.get(pin.document, _NONE).near(pin.span):
            if other.id != row.id and _one_place(other.pin.span, pin.span):
                common = _common(other.pin.span, pin.span)
                union = len(other.pin.span) + len(pin.span) - common
                if common / union > share:
                    best, share = other, common / union
        return self._known(best, best.pin, best.text) if best else None

    def _unquoted(self, same: SameWords) -> _Key:
        span = same.pin.span
        known = self._plain.setdefault(same.pin.document, [])
        for key in known:
            there = self._places[key].pin.span
            if there.start >= span.end or there.end <= span.start:  # nearly all of them
                continue
            if _one_place(there, span):
                if len(span) > len(there):
                    self._places[key] = _Place(None, same.pin, same.text)
                return key
        known.append(self._known(None, same.pin, same.text))
        return known[-1]

    def _known(self, quote: QuoteRow | None, pin: Pin, text: str) -> _Key:
        key = pin.document, pin.span.start, pin.span.end
        if key not in self._places:
            self._places[key] = _Place(quote, pin, text)
        return key

    def _root(self, key: _Key) -> _Key:
        roots = self._roots
        while (above := roots.get(key, key)) != key:
            roots[key] = key = roots.get(above, above)  # the next time it is half as far
        return key


def _common(one: Span, two: Span) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _one_place(one: Span, two: Span) -> bool:
    return _common(one, two) >= max(1, _ENOUGH * min(len(one), len(two)))


def _split(
    places: Sequence[_Place], documents: Mapping[int, DocumentImage]
) -> Iterator[QuoteGroup]:
    """Yield the groups of places that are linked, each with the words of its source."""

    def order(place: _Place) -> tuple[int, bool, str, int, Span]:
        rank, day = paper_rank(documents[place.pin.document].document)
        return rank, place.quote is not None, day, place.pin.document, place.pin.span

    rest = sorted(places, key=order)
    while any(place.quote is not None for place in rest):
        source = rest[0]
        held = [(place, _held_against(place, source)) for place in in_turns(rest[1:])]
        members = [(source, Verdict.VERBATIM)]
        members += [(place, verdict) for place, verdict in held if verdict is not None]
        rest = [place for place, verdict in held if verdict is None]
        quotes = [place.quote.id for place, _ in members if place.quote is not None]
        if quotes:
            yield QuoteGroup(min(quotes), tuple(_members(members, documents)))


def _members(
    members: Iterable[tuple[_Place, Verdict]], documents: Mapping[int, DocumentImage]
) -> Iterator[GroupMember]:
    for place, verdict in members:
        day = _day(documents[place.pin.document].document)
        number = place.quote.id if place.quote is not None else None
        yield GroupMember(number, place.pin, place.text, day, verdict)


def _held_against(place: _Place, source: _Place) -> Verdict | None:
    """Return how a place's words compare with the source's; ``None`` where they are not the same words.

    Plain words of a paper go on at both ends: they are looked at for the source's words.
    """
    if place.quote is None:
        return _known_verdict(source, place) or _verdict(_words(source), _words(place))
    told = _known_verdict(place, source) or _known_verdict(source, place, both_ways=True)
    return told or _verdict(_words(place), _words(source))


def _known_verdict(one: _Place, two: _Place, *, both_ways: bool = False) -> Verdict | None:
    """Return the verdict on a quotation at another place, if they were compared before."""
    for same in one.quote.same_words if one.quote is not None else ():
        if same.pin.document == two.pin.document and _one_place(same.pin.span, two.pin.span):
            # That a part of the one stands in the other does not tell what became of the other.
            return None if both_ways and same.verdict is Verdict.SHORTER else same.verdict
    return None


@lru_cache(maxsize=20_000)  # asked again after every decision of the attorney
def _verdict(words: str, source: str) -> Verdict | None:
    found = align(words, source)
    if found is not None:
        return found.verdict
    back = align(source, words)
    if back is None:
        return None
    return Verdict.ALTERED if back.verdict is Verdict.ALTERED else Verdict.SHORTER


def _words(place: _Place) -> str:
    return place.quote.reading or place.text if place.quote is not None else place.text
