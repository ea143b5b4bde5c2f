"""What a tree matched, as the answer that is shown: ranked documents, and hits with spans and snippets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from importers.source_text import SourceText, Span, disjoint
from index import ranking
from index.evaluate import Evaluation
from index.hits import FoundDocuments, FoundPlaces, Hit, snippet
from index.snapshot import Snapshot
from index.spans import SHIFT, Integers
from index.tokens import SENTENCE_MARK

__all__ = ["Answer"]

_FIRST_ROUND = 3  # hits of each document before any document gets more
_SIGNS_BEFORE = re.compile(r"[§¶]+\s*\Z")


class Answer:
    """Builds the answer to one query. ``warnings`` are complete once ``documents`` has been called."""

    def __init__(
        self, snapshot: Snapshot, evaluation: Evaluation, text_of: Callable[[int], SourceText]
    ) -> None:
        self._snapshot = snapshot
        self._evaluation = evaluation
        self._text_of = text_of
        self.warnings = list(evaluation.warnings)
        self.corrections = tuple(dict.fromkeys(evaluation.corrections))

    def documents(self, limit: int, ranks: Mapping[int, int] | None = None) -> FoundDocuments:
        """Return the documents that match, best first, with at most ``limit`` hits among them.

        ``ranks`` are places in another order, by number; documents without one come last.
        """
        snapshot, documents = self._snapshot, self._evaluation.documents
        counts = ranking.counts(self._evaluation.hits.starts, documents)
        lengths = snapshot.characters[documents]
        scores = np.log1p(counts) * 0.5 + ranking.scores(
            self._evaluation.leaves,
            documents,
            lengths,
            snapshot.mean_characters,
            len(snapshot.documents),
        )
        numbers = snapshot.numbers[documents]
        if ranks is None:
            order = np.lexsort((numbers, -scores))
        else:
            places = np.array([ranks.get(each, len(ranks)) for each in numbers.tolist()], np.int64)
            order = np.lexsort((numbers, places))
        shares = _shares(counts[order], limit)
        shown = order[shares > 0]
        hits = {
            number: self._hits(document, number, share)
            for document, number, share in zip(
                documents[shown].tolist(),
                numbers[shown].tolist(),
                shares[shares > 0].tolist(),
                strict=True,
            )
        }
        return FoundDocuments(
            numbers[order].tolist(), snapshot.manifest.documents, counts[order].tolist(), hits
        )

    def places(self, number: int, most: int) -> FoundPlaces:
        """Return where the hits of one document stand, at most the first ``most`` of them."""
        hits = self._evaluation.hits
        holding = np.unique(hits.starts >> SHIFT)
        document = self._snapshot.by_number.get(number)
        text = self._text_of(number).text
        if document is None or len(text) != int(self._snapshot.characters[document]):
            return FoundPlaces((), 0, len(holding), known=False)
        first, last = hits.starts.searchsorted([document << SHIFT, (document + 1) << SHIFT])
        built = tuple(
            self._spans(text, int(hits.starts[at]), int(hits.ends[at]))
            for at in range(first, min(first + most, last))
        )
        elsewhere = len(holding) - int(last > first)
        return FoundPlaces(
            built, int(last - first), elsewhere, known=True, warnings=tuple(self.warnings)
        )

    def _hits(self, document: int, number: int, most: int) -> tuple[Hit, ...]:
        """Return the first hits of one document; none if its text is not the one that was indexed."""
        source = self._text_of(number)
        if len(source.text) != int(self._snapshot.characters[document]):
            self.warnings.append(
                "A document has changed since it was indexed; its hits are shown once that is done."
            )
            return ()
        hits = self._evaluation.hits
        first = int(hits.starts.searchsorted(document << SHIFT))
        last = min(first + most, int(hits.starts.searchsorted((document + 1) << SHIFT)))
        return tuple(
            self._hit(source, number, int(hits.starts[at]), int(hits.ends[at]))
            for at in range(first, last)
        )

    def _hit(self, source: SourceText, number: int, start: int, end: int) -> Hit:
        spans = self._spans(source.text, start, end)
        bounds = self._sentences(start, end)
        bounds = Span(min(bounds.start, spans[0].start), max(bounds.end, spans[-1].end))
        shown = snippet(source, bounds, spans)
        return Hit(number, spans, shown.text, shown.marks)

    def _spans(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """Return the matched words and phrases of a hit, those that touch made one."""
        part_starts, part_ends = self._evaluation.hits.parts
        first = int(part_starts.searchsorted(start, "left"))
        last = int(part_starts.searchsorted(end, "right"))
        places = [(int(part_starts[at]), int(part_ends[at])) for at in range(first, last)]
        exact = self._evaluation.exact
        return tuple(disjoint(exact.get(place) or self._span(text, *place) for place in places))

    def _span(self, text: str, first: int, last: int) -> Span:
        span = self._snapshot.span(first, last)
        start, end = span.start, span.end
        if self._evaluation.has_signs:
            signs = _SIGNS_BEFORE.search(text, max(0, start - 8), start)
            start = signs.start() if signs else start
        return Span(start, end)

    def _sentences(self, start: int, end: int) -> Span:
        """Return the span of the sentences that hold a hit, from their first word to their last."""
        marks = self._snapshot.keys(SENTENCE_MARK)
        before = int(marks.searchsorted(start, "right")) - 1
        after = int(marks.searchsorted(end, "right"))
        first, last = start >> SHIFT << SHIFT, self._snapshot.last_beside(end)
        if before >= 0:
            first = max(first, int(marks[before]))
        if after < len(marks):
            last = min(last, int(marks[after]) - 1)
        return self._snapshot.span(first, last)


def _shares(counts: Integers, limit: int) -> Integers:
    """Share ``limit`` hits out: a few to each document in order, then the rest in order."""
    shares = np.zeros(len(counts), np.int64)
    left = max(0, limit)
    for most in (_FIRST_ROUND, limit):
        wanted = np.maximum(np.minimum(counts, most) - shares, 0)
        given = np.minimum(np.maximum(left - (wanted.cumsum() - wanted), 0), wanted)
        shares += given
        left -= int(given.sum())
    return shares
