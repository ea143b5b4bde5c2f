"""Full-text search: the index finds, the case says what its fields mean and where each hit stands."""

import datetime as dt
import threading
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from casefile import documents, feeding, scope, searches
from casefile.facets import facets
from casefile.find_records import FoundInDocument
from casefile.links import Image
from casefile.records import DocumentHits, DocumentRow, HitRow, SearchResults
from casefile.search_records import SearchOrder, Suggestion
from casefile.store import Store
from casefile.suggestions import last_word, suggestions
from casefile.workers import WorkerStopped
from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from index.evaluate import Scope
    from index.hits import Found, FoundPlaces, Hit
    from index.query import Query
    from index.searcher import Searcher

__all__ = ["Search"]

_MOST_IN_DOCUMENT = 5_000  # hits of one document that are marked; nobody walks through more


class Search:
    """The one searcher of an open case; its calls wait for one another."""

    def __init__(self, store: Store, source: Callable[[int], SourceText]) -> None:
        self._store = store
        self._source = source
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None

    def search(
        self, query: str, limit: int, order: SearchOrder, *, typing: bool = False
    ) -> SearchResults:
        """Search; what is missing in the index is fed first, unless an import is about to do so."""
        from index.query import parse

        understood = parse(query, typing=typing)
        with self._lock:
            warnings = self._complete() if understood.tree is not None else []
            found = self._ask(understood, limit, order)
        with self._store.database.read() as connection:
            rows = {row.id: row for row in documents.rows(connection)}
        groups = tuple(
            self._group(rows[each.id], each.count, each.hits)
            for each in found.documents
            if each.id in rows
        )
        return SearchResults(
            query,
            understood.understood,
            tuple(dict.fromkeys((*warnings, *found.warnings))),
            groups,
            found.total,
            facets(self._store.memory.image(), [group.document.id for group in groups]),
        )

    def find_in(self, document: int, query: str, *, typing: bool) -> FoundInDocument:
        """Find inside one document what a search of the whole case finds there."""
        from index.query import parse

        understood = parse(query, typing=typing)
        places = self._places(understood, document)
        return FoundInDocument(
            document,
            query,
            understood.understood,
            tuple(dict.fromkeys((*understood.warnings, *places.warnings))),
            places.hits,
            places.total,
            places.elsewhere,
            searchable=places.known,
        )

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return what the search field may become; words only while the index can be read."""
        from index.searcher import Searcher
        from index.storage import IndexMissing

        last = last_word(typed)
        with self._lock:
            self._searcher = self._searcher or Searcher(self._store.local.index)
            try:
                words = self._searcher.complete(last, limit) if last else ()
            except IndexMissing:
                words = ()  # the next search writes it
        with self._store.database.read() as connection:
            kept = searches.history(connection)
        return suggestions(typed, words, self._store.memory.image(), kept, limit)

    def close(self) -> None:
        """Close the index's files."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
                self._searcher = None

    def _ask(self, query: "Query", limit: int, order: SearchOrder) -> "Found":
        from index.hits import Found
        from index.searcher import Searcher
        from index.storage import IndexMissing

        self._searcher = self._searcher or Searcher(self._store.local.index)
        fields, ranks = self._fields(query), _ranks(self._store.memory.image(), order)
        for _ in range(2):
            try:
                return self._searcher.search(query, fields, self._source, limit=limit, ranks=ranks)
            except IndexMissing:
                self._complete(everything=True)
        return Found(
            (), 0, ("The search index could not be read. Close the case and open it again.",)
        )

    def _places(self, query: "Query", document: int) -> "FoundPlaces":
        from index.hits import FoundPlaces
        from index.searcher import Searcher
        from index.storage import IndexMissing

        with self._lock:
            self._searcher = self._searcher or Searcher(self._store.local.index)
            try:
                return self._searcher.find_in(
                    query, self._fields(query), self._source, document, _MOST_IN_DOCUMENT
                )
            except IndexMissing:  # the next search of the case writes it
                return FoundPlaces((), 0, 0, known=False)

    def _fields(self, query: "Query") -> "Scope":
        """Return what answers the fields of a query."""
        from index.query_tree import Field

        image, alone = self._store.memory.image(), isinstance(query.tree, Field)

        def fields(field: str, value: str, numbers: Collection[int]) -> scope.Answer:
            with self._store.database.read() as connection:
                return scope.answer(connection, image, field, value, numbers, alone=alone)

        return fields

    def _complete(self, *, everything: bool = False) -> list[str]:
        """Bring the index up to the case; returns what the user should know where that could not be done."""
        store = self._store
        with store.database.read() as connection:
            if everything:
                found = connection.execute("SELECT id FROM document WHERE layer IS NOT NULL")
                missing = sorted(row["id"] for row in found)
            else:
                missing = sorted(feeding.missing(store, connection))
            surplus = feeding.surplus(store, connection)
        if not missing and not surplus:
            return []
        waiting = (
            f"{len(missing)} documents are not searchable yet."
            if len(missing) > 1
            else ("One document is not searchable yet.")
        )
        if not store.importing.acquire(blocking=False):
            return [waiting] if missing else []
        try:
            if surplus:
                store.workers.forget(store.local.index, surplus)
            feeding.feed(store, missing)
        except WorkerStopped as stopped:
            return [
                f"{waiting if missing else ''} The search index could not be written: {stopped.reason}."
            ]
        finally:
            store.importing.release()
        return []

    def _group(self, row: DocumentRow, count: int, hits: "tuple[Hit, ...]") -> DocumentHits:
        if not hits:
            return DocumentHits(row, count, ())
        source = self._source(row.id)
        return DocumentHits(row, count, tuple(_hit(row, source, hit) for hit in hits))


def _ranks(image: Image, order: SearchOrder) -> Mapping[int, int] | None:
    """Return each document's place in an order of their own; ``None`` for that of relevance."""
    if order is SearchOrder.RELEVANCE:
        return None
    rows = [each.document for each in image.documents.values()]
    if order is SearchOrder.DATE:
        rows.sort(key=lambda row: (row.date is None, row.date or dt.date.min, row.id))
    else:
        rows.sort(key=lambda row: row.id)
    return {row.id: rank for rank, row in enumerate(rows)}


def _hit(row: DocumentRow, source: SourceText, hit: "Hit") -> HitRow:
    span = Span(hit.spans[0].start, hit.spans[-1].end)
    return HitRow(row.pin(span, source.locate(span)), hit.snippet, hit.marks, hit.spans)
