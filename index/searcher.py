"""A query against the index folder → documents and hits, best first."""

from __future__ import annotations

import math
import pickle
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from importers.source_text import SourceText, Span
from index.hits import Found, FoundDocument, Hit, snippet
from index.query import Query
from index.storage import IndexMissing, manifest_stamp, read_manifest, verify

if TYPE_CHECKING:
    from index.evaluate import Evaluation, Scope
    from index.snapshot import Snapshot
    from index.spans import Integers, Scores

__all__ = ["Searcher"]

_K1, _B = 1.2, 0.75  # Okapi BM25, Robertson & Zaragoza 2009
_FIRST_ROUND = 3  # hits of each document before any document gets more
_RETRIES = 5
_SIGNS_BEFORE = re.compile(r"[§¶]+\s*\Z")
# What Whoosh and zlib raise when they open a damaged file or one that has just been removed.
_DAMAGE = (
    OSError,
    EOFError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    KeyError,
    ValueError,
)


class Searcher:
    """Searches one index folder; opens anew when a writer has published another generation.

    Not thread-safe: guard it with a lock, or give each thread its own. ``close`` frees the files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, ...] = ()
        self._verified: dict[str, tuple[int, int]] = {}

    def close(self) -> None:
        """Close the index's files; the next search opens them again."""
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def search(
        self,
        query: Query,
        scope: Scope,
        text_of: Callable[[int], SourceText],
        *,
        limit: int = 200,
    ) -> Found:
        """Return what matches; counts are exact, at most ``limit`` hits are built.

        Every document gets a few hits before the best get more.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        if query.tree is None:
            return Found((), 0, query.warnings)
        from index.evaluate import evaluate

        snapshot = self._current()
        try:
            evaluation = evaluate(query.tree, snapshot, scope)
            return self._found(snapshot, evaluation, query, text_of, limit)
        except (struct.error, zlib.error, EOFError, pickle.UnpicklingError) as error:
            self.close()
            self._verified = {}
            raise IndexMissing("the index could not be read") from error

    def _current(self) -> Snapshot:
        from index.snapshot import Snapshot

        stamp = manifest_stamp(self._folder)
        if self._snapshot is not None and stamp == self._stamp:
            return self._snapshot
        before = self._snapshot
        self.close()
        for attempt in range(_RETRIES):
            manifest = read_manifest(self._folder)
            try:
                verify(self._folder, manifest, self._verified)
                self._snapshot = Snapshot(self._folder, manifest, before)
            except (IndexMissing, *_DAMAGE) as error:
                # A writer may have published the next generation and removed this one's files.
                if attempt + 1 < _RETRIES and manifest_stamp(self._folder) != stamp:
                    stamp = manifest_stamp(self._folder)
                    continue
                raise IndexMissing("the index could not be read") from error
            self._verified, self._stamp = dict(manifest.files), stamp
            return self._snapshot
        raise IndexMissing("the index changes faster than it can be read")

    def _found(
        self,
        snapshot: Snapshot,
        evaluation: Evaluation,
        query: Query,
        text_of: Callable[[int], SourceText],
        limit: int,
    ) -> Found:
        import numpy as np

        documents = evaluation.documents
        counts = _counts(evaluation.hits.starts >> 32, documents)
        scores = _scores(snapshot, evaluation, counts)
        order = np.lexsort((snapshot.numbers[documents], -scores))
        shares = _shares([int(counts[at]) for at in order], limit)
        builder = _Builder(snapshot, evaluation, text_of)
        found = []
        for at, share in zip(order.tolist(), shares, strict=True):
            document = int(documents[at])
            number = int(snapshot.numbers[document])
            hits = builder.hits(document, number, share) if share else ()
            layer = snapshot.manifest.documents[number]
            found.append(FoundDocument(number, layer, int(counts[at]), float(scores[at]), hits))
        warnings = [*query.warnings, *evaluation.warnings, *builder.warnings]
        return Found(tuple(found), int(counts.sum()), tuple(dict.fromkeys(warnings)))


def _counts(hit_documents: Integers, documents: Integers) -> Integers:
    import numpy as np

    first = np.searchsorted(hit_documents, documents, "left")
    last = np.searchsorted(hit_documents, documents, "right")
    return last - first


def _scores(snapshot: Snapshot, evaluation: Evaluation, counts: Integers) -> Scores:
    """Return BM25 over the words and phrases asked for, with a little for the density of hits."""
    import numpy as np

    documents = evaluation.documents
    total = len(snapshot.documents)
    if not len(documents):
        return np.empty(0)
    lengths = snapshot.characters[documents].astype(float)
    average = max(1.0, float(snapshot.characters[snapshot.documents].mean()))
    norm = _K1 * (1 - _B + _B * lengths / average)
    scores = np.log1p(counts) * 0.5
    for leaf in evaluation.leaves:
        where = leaf.starts >> 32
        holding = len(leaf.documents)
        rarity = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        frequency = _counts(where, documents)
        scores = scores + rarity * frequency * (_K1 + 1) / (frequency + norm)
    return scores


def _shares(counts: list[int], limit: int) -> list[int]:
    """Share ``limit`` hits out: a few to each document in order, then the rest in order."""
    shares = [0] * len(counts)
    left = max(0, limit)
    for most in (_FIRST_ROUND, limit):
        for at, count in enumerate(counts):
            more = min(count, most) - shares[at]
            more = max(0, min(more, left))
            shares[at] += more
            left -= more
    return shares


class _Builder:
    """Builds the hits of documents, first to last."""

    def __init__(
        self, snapshot: Snapshot, evaluation: Evaluation, text_of: Callable[[int], SourceText]
    ) -> None:
        self._snapshot = snapshot
        self._evaluation = evaluation
        self._text_of = text_of
        self.warnings: list[str] = []

    def hits(self, document: int, number: int, most: int) -> tuple[Hit, ...]:
        """Return the first hits of one document; none if its text is not the one that was indexed."""
        import numpy as np

        source = self._text_of(number)
        if len(source.text) != int(self._snapshot.characters[document]):
            self.warnings.append(
                "A document has changed since it was indexed; its hits are shown once that is done."
            )
            return ()
        hits = self._evaluation.hits
        first = int(np.searchsorted(hits.starts, document << 32))
        last = min(first + most, int(np.searchsorted(hits.starts, (document + 1) << 32)))
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
        import numpy as np

        part_starts, part_ends = self._evaluation.hits.parts
        first = int(np.searchsorted(part_starts, start, "left"))
        last = int(np.searchsorted(part_starts, end, "right"))
        spans: list[Span] = []
        for at in range(first, last):
            place = int(part_starts[at]), int(part_ends[at])
            span = self._evaluation.exact.get(place) or self._span(text, *place)
            if spans and span.start < spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
            else:
                spans.append(span)
        return tuple(spans)

    def _span(self, text: str, first: int, last: int) -> Span:
        span = self._snapshot.span(first, last)
        start, end = span.start, span.end
        if self._evaluation.has_signs:
            signs = _SIGNS_BEFORE.search(text, max(0, start - 8), start)
            start = signs.start() if signs else start
        return Span(start, end)

    def _sentences(self, start: int, end: int) -> Span:
        """Return the span of the sentences that hold a hit, from their first word to their last."""
        import numpy as np

        from index.tokens import SENTENCE_MARK

        marks = self._snapshot.keys(SENTENCE_MARK)
        before = int(np.searchsorted(marks, start, "right")) - 1
        after = int(np.searchsorted(marks, end, "right"))
        first, last = start >> 32 << 32, self._snapshot.last_beside(end)
        if before >= 0:
            first = max(first, int(marks[before]))
        if after < len(marks):
            last = min(last, int(marks[after]) - 1)
        return self._snapshot.span(first, last)
