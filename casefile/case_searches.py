"""The part of the one door that is about searching: answers, suggestions, searches that are kept."""

import sys
from abc import ABC
from collections.abc import Iterator

from casefile import searches
from casefile.find_records import FoundInDocument
from casefile.import_records import Progress
from casefile.records import SearchResults
from casefile.search import Search
from casefile.search_records import KeptSearch, SearchOrder, Suggestion
from casefile.store import Store

__all__ = ["CaseSearches"]


class CaseSearches(ABC):
    """What ``Case`` can be asked to find, and to remember of it."""

    _store: Store
    _search: Search

    def search(
        self,
        query: str,
        *,
        limit: int | None = 200,
        order: SearchOrder = SearchOrder.RELEVANCE,
        typing: bool = False,
    ) -> SearchResults:
        """Search the full text; whatever was typed, the answer says what was understood.

        At most ``limit`` hits are built, all of them for ``None``; they are counted either way.
        While somebody is still ``typing``, the last word stands for every word that begins so.
        """
        return self._search.search(
            query, sys.maxsize if limit is None else limit, order, typing=typing
        )

    def find_in(self, document: int, query: str, *, typing: bool = False) -> FoundInDocument:
        """Return where a document has what is asked for, in order: the hits that ``search`` has there.

        Raises:
            NoSuchFinding: if there is no document of that number.
        """
        return self._search.find_in(document, query, typing=typing)

    def suggest(self, typed: str, *, limit: int = 10) -> tuple[Suggestion, ...]:
        """Return what the search field may become, the likeliest first; nothing for an empty one."""
        return self._search.suggest(typed, limit)

    def keep_index(self) -> Iterator[Progress]:
        """Look the search index over, write what it lacks and tidy it; ``done`` and ``total`` count papers.

        To be run in the background after opening, after an import, and whenever ``index_wanting`` says so:
        searches answer meanwhile from what is there. Close the generator to stop. Makes no step where
        nothing is to be done.
        """
        return self._search.keep()

    @property
    def index_wanting(self) -> bool:
        """Tell whether a search has found that the index lacks something or is damaged."""
        return self._search.upkeep.is_wanted

    def note_search(self, query: str) -> None:
        """Remember that a query was asked."""
        with self._store.database.write() as connection:
            searches.note(connection, query)

    def search_history(self, limit: int = 50) -> tuple[KeptSearch, ...]:
        """Return the queries asked last, newest first."""
        with self._store.database.read() as connection:
            return searches.history(connection, limit)

    def saved_searches(self) -> tuple[KeptSearch, ...]:
        """Return the searches saved under a name, by name."""
        with self._store.database.read() as connection:
            return searches.saved(connection)

    def save_search(self, name: str, query: str) -> int:
        """Save a query under a name, which then stands for no other; returns its number."""
        with self._store.database.write() as connection:
            return searches.save(connection, name, query)

    def forget_search(self, id: int) -> None:  # noqa: A002 - the door's own word
        """Remove a saved or remembered search.

        Raises:
            NoSuchFinding: if there is none of that number.
        """
        with self._store.database.write() as connection:
            searches.forget(connection, id)
