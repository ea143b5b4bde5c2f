"""Full-text search: the index finds, the case says what its fields mean and where each hit stands."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from casefile import feeding, scope, searches, tags
from casefile.facets import facets
from casefile.feeding import Current
from casefile.find_records import FoundInDocument
from casefile.found_beside import Beside
from casefile.import_records import Progress
from casefile.index_upkeep import Upkeep
from casefile.links import Image
from casefile.readers import Readers
from casefile.records import DocumentHits, DocumentRow, HitRow, SearchResults
from casefile.search_records import SearchOrder, Suggestion
from casefile.sources import Sources
from casefile.store import Store
from casefile.suggestions import asks_for_tag, last_word, suggestions
from importers.source_text import SourceText, Span

if TYPE_CHECKING:
    from index.evaluate import Scope
    from index.hits import Found, FoundPlaces, Hit
    from index.query import Query

__all__ = ["Search"]

_TextOf = Callable[[int], SourceText]

_MOST_IN_DOCUMENT = 5_000  # hits of one document that are marked; nobody walks through more


class Search:
    """What an open case is asked to find. Thread-safe: those who ask at once do not wait for one another."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources
        self._readers = Readers(feeding.home_of(store))
        self._beside = Beside()
        self.upkeep = Upkeep(store)

    def search(
        self, query: str, limit: int, order: SearchOrder, *, typing: bool = False
    ) -> SearchResults:
        """Search what the index holds; the answer's warnings say what it does not hold yet.

        A few short papers that have just come in are written into it first.
        """
        from index.query import parse

        understood = parse(query, typing=typing)
        image = self._store.memory.image()
        found, text_of, told = self._found(understood, image, limit, order)
        groups = tuple(
            self._group(image.documents[each.id].document, each.count, each.hits, text_of)
            for each in found.documents
            if each.id in image.documents
        )
        with self._store.database.read() as connection:
            beside = self._beside.find(connection, understood, image, limit)
        warnings = found.warnings if beside.warnings is None else beside.warnings
        return SearchResults(
            query,
            understood.understood,
            tuple(dict.fromkeys((*told, *warnings))),
            groups,
            found.total,
            facets(image, [group.document.id for group in groups]),
            beside.quotes,
            beside.parties,
            beside.notes,
            found.corrections if beside.warnings is None else (),
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
        from index.storage import IndexMissing

        last, image = last_word(typed), self._store.memory.image()
        try:
            with self._readers.borrowed() as reader:
                words = reader.complete(last, limit) if last else ()
        except IndexMissing:
            words = ()  # the next search sees to it
        with self._store.database.read() as connection:
            kept = searches.history(connection)
            known = tags.rows(connection, image) if asks_for_tag(typed) else ()
        return suggestions(typed, words, image, kept, limit, known)

    def keep(self) -> Iterator[Progress]:
        """Look the index over, write what it lacks, tidy it, and have at hand what the next search reads."""
        from index.storage import IndexMissing

        yield from self.upkeep.complete()
        self._beside.ready(self._store.memory.image())
        try:
            self._readers.renew()
            yield from self.upkeep.tidy()
            self._readers.renew()
        except IndexMissing:
            return  # the case has no papers, or the folder takes no index

    def close(self) -> None:
        """Close the index's files."""
        self._readers.close()

    def _found(
        self, query: "Query", image: Image, limit: int, order: SearchOrder
    ) -> "tuple[Found, _TextOf, tuple[str, ...]]":
        """Return what the index finds, the texts that it found it in, and what it lacks, in sentences."""
        from index.hits import Found

        current, text_of = self._current()
        if query.tree is None:
            return Found((), 0, query.warnings), text_of, ()
        lacking = self._lacking(current)
        if lacking and self.upkeep.at_once(lacking, current):
            current, text_of = self._current()
        found, lacking = self._ask(query, image, limit, order, current, text_of)
        return found, text_of, self.upkeep.told(lacking, current)

    def _current(self) -> "tuple[dict[int, Current], _TextOf]":
        """Return the documents' current layers, and what gives their texts: these even if they change now."""
        with self._store.database.read() as connection:
            current = feeding.current(connection)
        # Kept for one question: it shows a few hits of more papers than are at hand otherwise.
        return current, cache(lambda number: self._sources.of_layer(number, current[number].layer))

    def _lacking(self, current: Mapping[int, Current]) -> tuple[int, ...]:
        """Return the documents that the index does not hold as they are."""
        from index.searcher import IndexDamaged
        from index.storage import IndexMissing

        held: Mapping[int, str] = {}
        try:
            with self._readers.borrowed() as reader:
                held = reader.newest()
        except IndexDamaged:
            self.upkeep.note_damage()
        except IndexMissing:
            pass  # all are lacking
        return self.upkeep.lacking(current, held)

    def _ask(
        self,
        query: "Query",
        image: Image,
        limit: int,
        order: SearchOrder,
        current: Mapping[int, Current],
        text_of: "_TextOf",
    ) -> "tuple[Found, tuple[int, ...]]":
        """Return what the index finds, and the documents that it does not hold as they are."""
        from index.hits import Found
        from index.searcher import IndexDamaged
        from index.storage import IndexMissing

        held: Mapping[int, str] = {}
        layers = {number: each.key for number, each in current.items()}
        fields, ranks = self._fields(query, image), _ranks(image, order)
        try:
            with self._readers.borrowed() as reader:
                found = reader.search(
                    query, fields, text_of, limit=limit, ranks=ranks, current=layers
                )
                held = reader.held
        except IndexDamaged:
            self.upkeep.note_damage()
            found = Found((), 0, query.warnings)
        except IndexMissing:
            found = Found((), 0, query.warnings)
        if not held.keys() <= current.keys():
            self.upkeep.want()
        return found, self.upkeep.lacking(current, held)

    def _places(self, query: "Query", document: int) -> "FoundPlaces":
        from index.hits import FoundPlaces
        from index.searcher import IndexDamaged
        from index.storage import IndexMissing

        self._sources.get(document)  # refuses a document that is not there
        current, text_of = self._current()
        fields = self._fields(query, self._store.memory.image())
        unknown = FoundPlaces((), 0, 0, known=False)
        if document not in current:
            return unknown
        if document in self._lacking(current) and self.upkeep.at_once((document,), current):
            current, text_of = self._current()
        try:
            with self._readers.borrowed() as reader:
                found = reader.find_in(query, fields, text_of, document, _MOST_IN_DOCUMENT)
                is_current = reader.held.get(document) == current[document].key
        except IndexDamaged:
            self.upkeep.note_damage()
            return unknown
        except IndexMissing:  # the next search of the case sees to it
            return unknown
        return found if is_current or query.tree is None else unknown

    def _fields(self, query: "Query", image: Image) -> "Scope":
        """Return what answers the fields of a query."""
        from index.query_tree import Field

        alone = isinstance(query.tree, Field)

        def fields(field: str, value: str, numbers: Collection[int]) -> scope.Answer:
            with self._store.database.read() as connection:
                return scope.answer(connection, image, field, value, numbers, alone=alone)

        return fields

    def _group(
        self, row: DocumentRow, count: int, hits: "tuple[Hit, ...]", text_of: "_TextOf"
    ) -> DocumentHits:
        if not hits:
            return DocumentHits(row, count, ())
        source = text_of(row.id)
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
