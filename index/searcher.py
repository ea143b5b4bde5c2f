"""A query against the index folder → documents and hits, best first."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from importers.source_text import SourceText
from index.hits import Found, FoundPlaces
from index.home import Home
from index.query import Query
from index.storage import IndexMissing, manifest_stamp, read_manifest, verify

if TYPE_CHECKING:
    from index.answer import Answer
    from index.evaluate import Scope
    from index.query_tree import Node
    from index.snapshot import Snapshot
    from index.spans import Integers

__all__ = ["IndexDamaged", "Searcher"]

T = TypeVar("T")

_RETRIES = 5
_MOST_COUNTED = 2_000  # words that begin alike, for which it is counted how many papers hold them
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


class IndexDamaged(IndexMissing):
    """The index is there, but not as it was written: take it away and feed every document again."""


class Searcher:
    """Searches one index folder; opens anew when a writer has published another generation.

    Not thread-safe: guard it with a lock, or give each thread its own. ``close`` frees the files.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, ...] = ()
        self._verified: dict[str, tuple[int, int]] = {}

    @property
    def held(self) -> Mapping[int, str]:
        """The documents of the generation that was asked last, each with the layer that was read."""
        return {} if self._snapshot is None else self._snapshot.manifest.documents

    def newest(self) -> Mapping[int, str]:
        """Open the newest generation and return its documents, each with the layer that was read.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        return self._current().manifest.documents

    def renew(self) -> None:
        """Open the newest generation and its word list now, so that the next question need not.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        self.complete("a", 1)

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
        ranks: Mapping[int, int] | None = None,
        current: Mapping[int, str] | None = None,
    ) -> Found:
        """Return what matches; counts are exact, at most ``limit`` hits are built.

        Documents that were indexed from another layer than the one that ``current`` names, or that it
        does not name, are left out: their words stand elsewhere by now.

        Every document gets a few hits before the first get more. The best come first, or those of the
        lowest of ``ranks``.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        if query.tree is None:
            return Found((), 0, query.warnings)

        def build(answer: Answer) -> Found:
            documents = answer.documents(limit, ranks)
            warnings = dict.fromkeys((*query.warnings, *answer.warnings))
            return Found(documents, documents.total, tuple(warnings), answer.corrections)

        return self._answered(query.tree, scope, text_of, build, current)

    def find_in(
        self,
        query: Query,
        scope: Scope,
        text_of: Callable[[int], SourceText],
        document: int,
        limit: int,
    ) -> FoundPlaces:
        """Return where the hits of one document stand, in order; ``search`` finds the same ones there.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        if query.tree is None:
            return FoundPlaces((), 0, 0, known=True)
        return self._answered(
            query.tree, scope, text_of, lambda answer: answer.places(document, limit)
        )

    def _answered(
        self,
        tree: Node,
        scope: Scope,
        text_of: Callable[[int], SourceText],
        build: Callable[[Answer], T],
        current: Mapping[int, str] | None = None,
    ) -> T:
        from index.answer import Answer
        from index.evaluate import evaluate
        from index.numbers import Damaged

        snapshot = self._current()
        try:
            evaluation = evaluate(tree, snapshot, scope)
            if current is not None:
                evaluation.documents = _still_so(evaluation.documents, snapshot, current)
            return build(Answer(snapshot, evaluation, text_of))
        except (Damaged, struct.error, zlib.error) as error:
            self.close()
            self._verified = {}
            raise IndexDamaged("the index could not be read") from error

    def complete(self, beginning: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the words that begin so, each with how many documents hold it, most of them first.

        Raises:
            IndexMissing: if there is no index, or it is damaged; feed the documents again.
        """
        from index.tokens import fold

        stem = fold(beginning)
        if not stem.isalnum():
            return ()
        snapshot = self._current()
        words = snapshot.beginning_with(stem)[:_MOST_COUNTED]
        counted = [(word, snapshot.holding(word)) for word in words]
        counted.sort(key=lambda each: (-each[1], each[0]))
        return tuple(counted[:limit])

    def _current(self) -> Snapshot:
        from index.snapshot import Snapshot

        stamp = manifest_stamp(self._home.folder)
        if self._snapshot is not None and stamp == self._stamp:
            return self._snapshot
        before = self._snapshot
        self.close()
        for attempt in range(_RETRIES):
            manifest = read_manifest(self._home)
            try:
                verify(self._home.folder, manifest, self._verified)
                self._snapshot = Snapshot(self._home, manifest, before)
            except (IndexMissing, *_DAMAGE) as error:
                # A writer may have published the next generation and removed this one's files.
                if attempt + 1 < _RETRIES and manifest_stamp(self._home.folder) != stamp:
                    stamp = manifest_stamp(self._home.folder)
                    continue
                raise IndexDamaged("the index could not be read") from error
            self._verified, self._stamp = dict(manifest.files), stamp
            return self._snapshot
        raise IndexMissing("the index changes faster than it can be read")


def _still_so(documents: Integers, snapshot: Snapshot, current: Mapping[int, str]) -> Integers:
    """Return those of the documents whose layer is still the current one."""
    held = snapshot.manifest.documents
    stale = [number for number, layer in held.items() if current.get(number) != layer]
    if not stale:
        return documents
    kept: Integers = documents[~np.isin(snapshot.numbers[documents], stale)]
    return kept
