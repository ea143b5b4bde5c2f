"""Groups of the same words, kept while the case changes: only those that a change may touch are found anew.

Quotations whose places overlap, in whatever paper, can be of one group: they are found together, as a
cluster, and what no quotation of a cluster overlaps has no part in its groups.
"""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate

from casefile.found_rows import DocumentImage
from casefile.paper_links import code_of
from casefile.quote_groups import Compared, compared, groups_of
from casefile.quote_records import QuoteGroup
from casefile.records import QuoteRow, RefType
from casefile.turns import in_turns
from importers.source_text import Span

__all__ = ["KeptGroups"]

_NONE = Compared((), (), ())

Linked = Mapping[int, set[int]]
_Place = tuple[int, Span]
"""A document, and a stretch of it."""


class _Pins:
    """The places of one paper where quotations' words stand, each with the number of the quotation."""

    def __init__(self) -> None:
        self._pins: set[tuple[int, int, int]] = set()
        self._ordered: tuple[list[tuple[int, int, int]], list[int]] | None = None

    def add(self, span: Span, quote: int) -> None:
        self._pins.add((span.start, span.end, quote))
        self._ordered = None

    def discard(self, span: Span, quote: int) -> None:
        self._pins.discard((span.start, span.end, quote))
        self._ordered = None

    def __len__(self) -> int:
        return len(self._pins)

    def quotes(self, span: Span | None = None) -> Iterator[int]:
        """Yield the quotations whose words stand in a stretch of the paper, or anywhere."""
        if span is None:
            yield from {quote for *_, quote in self._pins}
            return
        if self._ordered is None:
            ordered = sorted(self._pins)
            self._ordered = ordered, list(accumulate((end for _, end, _ in ordered), max))
        pins, reach = self._ordered
        last = bisect_left(pins, (max(span.end, span.start + 1), 0, 0))
        for at in range(bisect_right(reach, span.start, 0, last), last):
            if pins[at][1] > span.start:
                yield pins[at][2]


class KeptGroups:
    """The groups of a case's quotations. Thread-safe; one for all images of the case."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def groups(self, documents: Mapping[int, DocumentImage]) -> tuple[QuoteGroup, ...]:
        """Return what ``quote_groups`` returns; the very groups of before where none changed."""
        return self._brought_up(documents)[0]

    def linked(self, documents: Mapping[int, DocumentImage]) -> Linked:
        """Return the quotes of each group with two and more, by code: those that have its words too."""
        return self._brought_up(documents)[1]

    def _brought_up(
        self, documents: Mapping[int, DocumentImage]
    ) -> tuple[tuple[QuoteGroup, ...], Linked]:
        with self._lock:
            try:
                self._bring_up(documents)
            except BaseException:
                self._forget()  # what was begun is not whole
                raise
            return self._groups, self._linked

    def _forget(self) -> None:
        self._documents: Mapping[int, DocumentImage] = {}
        self._papers: dict[int, Compared] = {}
        self._into: dict[int, _Pins] = {}
        self._sources: dict[int, QuoteRow] = {}
        """The quotations whose words stand elsewhere."""
        self._cluster_of: dict[int, int] = {}
        self._clusters: dict[int, tuple[Collection[int], tuple[QuoteGroup, ...]]] = {}
        self._groups: tuple[QuoteGroup, ...] = ()
        self._linked: Linked = {}

    # -- what changed

    def _bring_up(self, documents: Mapping[int, DocumentImage]) -> None:
        before, self._documents = self._documents, documents
        touched: set[int] = set()
        for number, document in in_turns(documents.items()):
            if before.get(number) is not document:
                touched |= self._renew(number, before.get(number), document)
        for number in before.keys() - documents.keys():
            touched |= self._renew(number, before[number], None)
        if not touched:
            return
        old: list[QuoteGroup] = []
        new: list[QuoteGroup] = []
        while touched:
            quote = touched.pop()
            together = self._together(quote) if quote in self._sources else {quote}
            for each in together:
                if each in self._cluster_of:
                    members, groups = self._clusters.pop(self._cluster_of[each])
                    for member in members:
                        del self._cluster_of[member]
                    touched.update(members)
                    old += groups
            touched -= together
            if quote in self._sources:
                made = self._found(together)
                self._clusters[quote] = together, made
                self._cluster_of.update(dict.fromkeys(together, quote))
                new += made
        self._tell(old, new)

    def _tell(self, old: Collection[QuoteGroup], new: Collection[QuoteGroup]) -> None:
        out = {group.id for group in old}
        kept = [group for group in self._groups if group.id not in out]
        groups = tuple(sorted((*kept, *new), key=lambda group: group.id))
        if groups == self._groups:
            return
        linked = dict(self._linked)
        for group in old:
            for code in _codes(group):
                linked.pop(code, None)
        for group in new:
            codes = _codes(group)
            for code in codes:
                linked[code] = codes - {code}
        self._groups, self._linked = groups, linked

    def _renew(
        self, number: int, before: DocumentImage | None, now: DocumentImage | None
    ) -> set[int]:
        """Take in a paper as it is now; returns the quotations whose groups this may change."""
        anew = _as_source(before) != _as_source(now)
        if not anew and before is not None and now is not None and before.quotes == now.quotes:
            return set()
        was, paper = self._papers.get(number, _NONE), compared(now) if now else _NONE
        old, new = ({row.id: row for row in each.rows} for each in (was, paper))
        rows = [row for at, row in old.items() if anew or not _same(new.get(at), row)]
        rows += [row for at, row in new.items() if anew or not _same(old.get(at), row)]
        pins = self._into.get(number)
        touched = {row.id for row in rows if row.same_words}
        if pins is not None and anew:
            touched.update(pins.quotes())
        elif pins is not None:
            for row in rows:
                touched.update(pins.quotes(row.pin.span))
        for row in rows:
            if old.get(row.id) is row:
                self._take_out(row)
        for row in new.values():
            if row.same_words:
                self._put_in(row)
        if now is not None:
            self._papers[number] = paper
        else:
            self._papers.pop(number, None)
        return touched

    def _take_out(self, row: QuoteRow) -> None:
        self._sources.pop(row.id, None)
        for same in row.same_words:
            pins = self._into.get(same.pin.document)
            if pins is not None:
                pins.discard(same.pin.span, row.id)
                if not pins:
                    del self._into[same.pin.document]

    def _put_in(self, row: QuoteRow) -> None:
        known = self._sources.get(row.id)
        self._sources[row.id] = row
        if known is None:
            for same in row.same_words:
                self._into.setdefault(same.pin.document, _Pins()).add(same.pin.span, row.id)

    # -- what belongs together

    def _together(self, quote: int) -> set[int]:
        """Return the quotations whose places overlap one after the other, beginning with one."""
        found = {quote}
        seen: set[int] = set()
        places = list(self._places(quote))
        while places:
            number, span = places.pop()
            near = self._papers.get(number, _NONE).near(span)
            fresh = {row.id for row in near if row.id not in seen and row.pin.span.overlaps(span)}
            seen |= fresh
            places += ((number, row.pin.span) for row in near if row.id in fresh)
            pins = self._into.get(number)
            sources = {each for each in fresh if each in self._sources}
            sources.update(pins.quotes(span) if pins is not None else ())
            for each in sources - found:
                found.add(each)
                places += self._places(each)
        return found

    def _places(self, quote: int) -> Iterator[_Place]:
        row = self._sources[quote]
        yield row.pin.document, row.pin.span
        for same in row.same_words:
            yield same.pin.document, same.pin.span

    def _found(self, quotes: Collection[int]) -> tuple[QuoteGroup, ...]:
        """Return the groups that these quotations make."""
        rows = map(self._sources.__getitem__, sorted(quotes, key=self._order))
        return tuple(groups_of(rows, self._papers, self._documents))

    def _order(self, quote: int) -> tuple[int, int]:
        """Return what sorts quotations by their papers and places."""
        pin = self._sources[quote].pin
        paper = self._papers[pin.document]
        at = bisect_left(paper.starts, pin.span.start)
        while paper.rows[at].id != quote:
            at += 1
        return pin.document, at


def _codes(group: QuoteGroup) -> set[int]:
    return {
        code_of(RefType.QUOTE, member.quote) for member in group.members if member.quote is not None
    }


def _same(one: QuoteRow | None, other: QuoteRow | None) -> bool:
    """Tell whether the groups know the same of a quotation."""
    return one is other or (
        one is not None
        and other is not None
        and (one.pin, one.text, one.reading, one.same_words)
        == (other.pin, other.text, other.reading, other.same_words)
    )


def _as_source(document: DocumentImage | None) -> tuple[object, ...] | None:
    """Return what sorts a paper among those that have the same words."""
    row = document.document if document is not None else None
    return (row.kind, row.filed, row.date) if row is not None else None
