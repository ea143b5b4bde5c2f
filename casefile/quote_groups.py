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
from casefile.word_steps import align
from extraction.findings import DocumentKind
from importers.source_text import Span

__all__ = ["may_regroup", "paper_rank", "quote_groups"]

_ENOUGH = 0.5  # of the shorter of two stretches must be the other's, for the two to be one place
_WORTHLESS = "9999"  # sorts behind every day


def quote_groups(documents: Mapping[int, DocumentImage]) -> tuple[QuoteGroup, ...]:
    """Return all groups of two places and more, in the order of their first quotations."""
    board = _Board(documents)
    for number in documents:
        for row in board.shown.get(number, ()):
            for same in row.same_words:
                board.join(row, same)
    found = [
        group
        for places in board.components()
        for group in _split(places, documents)
        if len(group.members) > 1
    ]
    return tuple(sorted(found, key=lambda group: group.id))


def may_regroup(
    changes: Iterable[tuple[DocumentImage | None, DocumentImage]],
    documents: Mapping[int, DocumentImage],
) -> bool:
    """Tell whether other quotations in some papers, each before and now, can change the groups.

    They cannot where their words stand nowhere else, and no other paper's words were found where they stand.
    """
    alone: dict[int, list[Span]] = {}
    for old, new in changes:
        was, now = _compared(old), _compared(new)
        rows = [was[at] for at in was if now.get(at) != was[at]]
        rows += [now[at] for at in now if was.get(at) != now[at]]
        if any(same for *_, same in rows):
            return True
        if rows:
            alone[new.document.id] = [pin.span for pin, *_ in rows]
    return bool(alone) and any(
        same.pin.document in alone
        and any(span.overlaps(same.pin.span) for span in alone[same.pin.document])
        for document in documents.values()
        for each in document.quotes
        for same in each.row.same_words
    )


def _compared(
    paper: DocumentImage | None,
) -> dict[int, tuple[Pin, str, str | None, tuple[SameWords, ...]]]:
    """Return what the groups know of a paper's quotations, by their numbers."""
    return {
        row.id: (row.pin, row.text, row.reading, row.same_words)
        for each in (paper.quotes if paper is not None else ())
        if (row := each.row) and each.shown and row.state is not ReviewState.REJECTED
    }


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

    documents: Mapping[int, DocumentImage]
    shown: dict[int, list[QuoteRow]] = field(default_factory=dict)
    """The quotations of each paper that are compared, in order."""
    _starts: dict[int, list[int]] = field(default_factory=dict)
    _reach: dict[int, list[int]] = field(default_factory=dict)
    """How far each quotation and those before it reach: a block may end behind what is quoted in it."""
    _plain: dict[int, list[_Key]] = field(default_factory=dict)
    _places: dict[_Key, _Place] = field(default_factory=dict)
    _roots: dict[_Key, _Key] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, document in self.documents.items():
            rows = [
                each.row
                for each in document.quotes
                if each.shown
                and each.row.state is not ReviewState.REJECTED
                and not each.row.pin.lost
            ]
            self.shown[number] = [row for row in rows if is_compared(row.reading or row.text)]
            self._starts[number] = [row.pin.span.start for row in self.shown[number]]
            self._reach[number] = list(
                accumulate((row.pin.span.end for row in self.shown[number]), max)
            )

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
        rows, reach = self.shown.get(pin.document, []), self._reach.get(pin.document, [])
        end = bisect_right(
            self._starts.get(pin.document, []), max(pin.span.start, pin.span.end - 1)
        )
        first = bisect_right(reach, pin.span.start, 0, end)  # those before it end too early
        best, share = None, 0.0
        for other in rows[first:end]:
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
        held = [(place, _held_against(place, source)) for place in rest[1:]]
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
