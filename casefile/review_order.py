"""The queue of the review: what is worth a look, the best first, without going over every finding each time.

What a finding is worth is worked out once for each paper and kept while that paper, and what its speakers
weigh, stay as they are. So a decision costs its own paper; the first rows of all come from merging the orders
of the papers, as far as rows are wanted.
"""

import weakref
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace
from itertools import islice

from casefile import usefulness
from casefile.links import Image
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import Finding, ReviewFilter, ReviewQueue
from casefile.snapshot import DocumentImage

__all__ = ["ReviewOrder"]

_KINDS = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
_PLACE = {kind: place for place, kind in enumerate(_KINDS)}
_NUMBER = 58  # bits of a finding's number; its kind stands above them, whether it is doubtful below


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Findings of one kind, the most useful first: what each is worth, turned negative, and its code.

    Codes put what is worth the same in order: parties before quotes before dates, then by number. Two plain
    arrays, since a case has hundreds of thousands.
    """

    worths: "array[float]" = field(default_factory=lambda: array("d"))
    codes: "array[int]" = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class _Part:
    """Findings of one kind, those that nobody has decided on apart from the rest."""

    left: _Ordered
    decided: _Ordered


_NOTHING = _Ordered()


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper's quotes and dates in order, which hold while its ``document`` and these weights do."""

    document: DocumentImage
    speakers: tuple[int, ...]
    weights: tuple[float, ...]
    listed: frozenset[int]
    quotes: _Part
    dates: _Part


@dataclass(frozen=True, slots=True)
class _Order:
    """The whole case in order."""

    image: "weakref.ref[Image]"
    parties: _Part
    papers: Mapping[int, _Paper]


class ReviewOrder:
    """Keeps what findings are worth from one question to the next."""

    def __init__(self) -> None:
        self._papers: dict[int, _Paper] = {}
        self._order: _Order | None = None

    def queue(
        self,
        image: Image,
        asked: ReviewFilter,
        only: Collection[Ref] | None = None,
        limit: int | None = None,
    ) -> ReviewQueue:
        """Return what a filter leaves, the most useful first: ``limit`` of it at most, among ``only``."""
        parts = tuple(_parts(image, self.make_ready(image), asked))
        fits = _test(image, asked, only)
        if fits is None:
            decided = sum(len(part.decided.codes) for part in parts)
            total = decided + sum(len(part.left.codes) for part in parts)
        else:
            decided = sum(fits(code) for part in parts for code in part.decided.codes)
            total = decided + sum(fits(code) for part in parts for code in part.left.codes)
        chosen = [part.left for part in parts] if _wants_left(asked) else []
        if asked.state is not ReviewState.SUGGESTED:
            chosen += [part.decided for part in parts]
        found = (
            code
            for code in _best_first(chosen)
            if (fits is None or fits(code)) and _in_state(image, code, asked)
        )
        rows = tuple(_row(image, code) for code in islice(found, limit))
        return ReviewQueue(rows, _left(image, parts, asked, fits, total, decided), total, decided)

    def make_ready(self, image: Image) -> _Order:
        """Put everything in order; papers that stand as they did cost next to nothing."""
        known = self._order
        if known is not None and known.image() is image:
            return known
        listed = {image.roots[party] for paper in self._listed(image).values() for party in paper}
        doubted = usefulness.doubted(image)
        weights = usefulness.weights(image, listed, doubted)
        papers: dict[int, _Paper] = {}
        for number, document in image.documents.items():
            papers[number] = paper = self._paper(image, number, document, weights)
            self._papers[number] = paper  # whoever asks meanwhile need not do it again
        parties = _part(
            ((-weights[row.id], row) for row in image.columns[0]),
            lambda row: usefulness.is_doubtful(row, doubted),
        )
        self._papers = dict(papers)
        self._order = _Order(weakref.ref(image), parties, papers)
        return self._order

    def _listed(self, image: Image) -> Mapping[int, frozenset[int]]:
        """Return for each paper the parties, as attached, that it lists."""
        known = self._papers
        return {
            number: was.listed
            if (was := known.get(number)) is not None and was.document is document
            else usefulness.in_captions(document)
            for number, document in image.documents.items()
        }

    def _paper(
        self, image: Image, number: int, document: DocumentImage, weights: Mapping[int, float]
    ) -> _Paper:
        was = self._papers.get(number)
        stands = was is not None and was.document is document
        if was is not None and stands and was.weights == _weigh(image, was.speakers, weights):
            return was
        quotes = [each.row for each in document.quotes if each.shown]
        speakers = tuple({row.speaker: None for row in quotes if row.speaker is not None})
        weighed = _weigh(image, speakers, weights)
        of: dict[int | None, float] = dict(zip(speakers, weighed, strict=True))
        return _Paper(
            document,
            speakers,
            weighed,
            usefulness.in_captions(document),
            _part(
                ((-usefulness.quote_worth(row, of.get(row.speaker, 0.0)), row) for row in quotes),
                _is_doubtful,
            ),
            _part(
                ((-usefulness.date_worth(date.row), date.row) for date in document.dates if date.shown),
                _is_doubtful,
            ),
        )  # fmt: skip


def _weigh(image: Image, parties: Iterable[int], weights: Mapping[int, float]) -> tuple[float, ...]:
    """Return what parties weigh, each as the one that it lives on in."""
    return tuple(weights.get(image.roots.get(party, 0), 0.0) for party in parties)


def _is_doubtful(row: Finding) -> bool:
    return usefulness.is_doubtful(row, ())


def _part(worths: Iterable[tuple[float, Finding]], doubtful: Callable[[Finding], bool]) -> _Part:
    left: list[tuple[float, int]] = []
    decided: list[tuple[float, int]] = []
    for worth, row in worths:
        code = (_key(row.ref) << 1) | doubtful(row)
        (left if row.state is ReviewState.SUGGESTED else decided).append((worth, code))
    return _Part(_ordered(left), _ordered(decided))


def _ordered(found: list[tuple[float, int]]) -> _Ordered:
    if not found:
        return _NOTHING
    found.sort()
    return _Ordered(
        array("d", [worth for worth, _ in found]), array("q", [code for _, code in found])
    )


def _key(ref: Ref) -> int:
    return _PLACE[ref.type] << _NUMBER | ref.id


def _best_first(parts: Iterable[_Ordered]) -> Iterator[int]:
    """Yield the codes of all parts in one order, as far as somebody takes them."""
    heap = [(part.worths[0], part.codes[0], 0, part) for part in parts if part.codes]
    heapify(heap)
    while heap:
        _, code, at, part = heap[0]
        yield code
        at += 1
        if at < len(part.codes):
            heapreplace(heap, (part.worths[at], part.codes[at], at, part))
        else:
            heappop(heap)


def _parts(image: Image, order: _Order, asked: ReviewFilter) -> Iterator[_Part]:
    """Yield what a filter's kind and paper leave."""
    paper = asked.document
    if asked.kind in (None, RefType.PARTY):
        yield order.parties if paper is None else _named_in(image, order.parties, paper)
    some = order.papers if paper is None else {paper: order.papers.get(paper)}
    for each in some.values():
        if each is not None and asked.kind in (None, RefType.QUOTE):
            yield each.quotes
        if each is not None and asked.kind in (None, RefType.DATE):
            yield each.dates


def _named_in(image: Image, parties: _Part, paper: int) -> _Part:
    """Return those of the parties that a paper names or lists."""

    def some(of: _Ordered) -> _Ordered:
        found = [
            (worth, code)
            for worth, code in zip(of.worths, of.codes, strict=True)
            if paper in image.listed.get(code >> 1, ())
        ]
        return _ordered(found)

    return _Part(some(parties.left), some(parties.decided))


def _test(
    image: Image, asked: ReviewFilter, only: Collection[Ref] | None
) -> Callable[[int], bool] | None:
    """Return what tells whether a finding, by its code, is wanted; ``None`` where all are."""
    if not asked.doubtful and asked.below is None and only is None:
        return None
    wanted = None if only is None else {_key(ref) for ref in only if ref.type in _PLACE}
    doubtful, below = asked.doubtful, asked.below

    def fits(code: int) -> bool:
        return (
            (not doubtful or bool(code & 1))
            and (wanted is None or code >> 1 in wanted)
            and (below is None or _row(image, code).confidence < below)
        )

    return fits


def _wants_left(asked: ReviewFilter) -> bool:
    return asked.state in (None, ReviewState.SUGGESTED)


def _in_state(image: Image, code: int, asked: ReviewFilter) -> bool:
    return _wants_left(asked) or _row(image, code).state is asked.state


def _left(
    image: Image,
    parts: Sequence[_Part],
    asked: ReviewFilter,
    fits: Callable[[int], bool] | None,
    total: int,
    decided: int,
) -> int:
    """Count what is of the state that is asked for."""
    if asked.state is None:
        return total
    if asked.state is ReviewState.SUGGESTED:
        return total - decided
    return sum(
        (fits is None or fits(code)) and _in_state(image, code, asked)
        for part in parts
        for code in part.decided.codes
    )


def _row(image: Image, code: int) -> Finding:
    place, number = code >> _NUMBER + 1, (code >> 1) & ((1 << _NUMBER) - 1)
    if place == 0:
        return image.parties[number]
    return image.quotes[number] if place == 1 else image.dates[number]
