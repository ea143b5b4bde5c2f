"""The part of the one door that keeps questions of the linked view under a name."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable

from casefile import saved_views
from casefile.history import Patch
from casefile.links import Image
from casefile.questions import Question
from casefile.saved_views import SavedView
from casefile.store import Store

__all__ = ["CaseSavedViews"]


class CaseSavedViews(ABC):
    """What ``Case`` can be told to keep of what the linked view was asked."""

    _store: Store

    def saved_views(self) -> tuple[SavedView, ...]:
        """Return the saved views by name."""
        with self._store.database.read() as connection:
            return saved_views.rows(connection)

    def save_view(self, name: str, question: Question) -> int:
        """Keep a question under a name, in the place of another one of that name; returns its number.

        Raises:
            CaseFailure: if the name has neither letter nor figure.
            NoSuchFinding: if the question names a finding that is no longer in the case.
        """
        return self._made(
            lambda connection, image: saved_views.save(connection, image, name, question)
        )

    def rename_view(self, id: int, name: str) -> None:  # noqa: A002 - the door's own word
        """Call a saved view otherwise.

        Raises:
            CaseFailure: if the name has neither letter nor figure, or another view has it.
            NoSuchFinding: if there is no such view.
        """
        self._review(lambda connection, _: saved_views.rename(connection, id, name))

    def remove_view(self, id: int) -> None:  # noqa: A002 - the door's own word
        """Remove a saved view.

        Raises:
            NoSuchFinding: if there is no such view.
        """
        self._review(lambda connection, _: saved_views.remove(connection, id))

    # -- inside

    @abstractmethod
    def _review(self, work: Callable[[sqlite3.Connection, Image], tuple[Patch, ...]]) -> None:
        """Take a decision and bring what depends on it up to date."""

    @abstractmethod
    def _made(
        self, work: Callable[[sqlite3.Connection, Image], tuple[tuple[Patch, ...], int]]
    ) -> int:
        """Take a decision that makes something, and return its number."""
