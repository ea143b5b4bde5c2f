"""The part of the one door that is about deciding on findings: the queue, decisions, their history."""

import sqlite3
from collections.abc import Callable, Collection, Sequence

from casefile import changes, history, person, review, review_items
from casefile.deciding import Deciding
from casefile.history import Patch
from casefile.records import Ref, ReviewState
from casefile.review_order import ReviewOrder
from casefile.review_records import (
    Alike,
    Change,
    ChangeFilter,
    PaperProgress,
    Person,
    ReviewFilter,
    ReviewItem,
    ReviewQueue,
    Steps,
)
from casefile.sources import Sources
from casefile.usefulness import PaperCounts

__all__ = ["CaseReview"]

_Travelled = tuple[tuple[str, ...], tuple[Patch, ...]]


class CaseReview(Deciding):
    """What ``Case`` can be asked about suggestions, and told of them."""

    _sources: Sources
    _paper_counts: PaperCounts
    _review_order: ReviewOrder

    # -- what is to be decided

    def review_queue(
        self,
        asked: ReviewFilter | None = None,
        only: Collection[Ref] | None = None,
        limit: int | None = None,
    ) -> ReviewQueue:
        """Return the findings that a filter leaves, the most useful first; ``limit`` of them at most.

        Without a filter these are all that nobody has decided on. ``only`` leaves those that a view shows.
        """
        image = self._store.memory.image()
        return self._review_order.queue(image, asked or ReviewFilter(), only, limit)

    def review_item(self, ref: Ref) -> ReviewItem:
        """Return one finding with what helps to decide on it.

        Raises:
            NoSuchFinding: if it is no longer in the case.
        """
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return review_items.review_item(connection, image, self._sources.get, ref)

    def alike_to(self, ref: Ref) -> tuple[Alike, ...]:
        """Return the suggestions that may be decided on together with one, by what they have in common.

        Raises:
            NoSuchFinding: if it is no longer in the case.
        """
        return review_items.alike(self._store.memory.image(), ref)

    def review_progress(self) -> dict[int, PaperProgress]:
        """Return for every paper how many of its findings were decided on."""
        return self._paper_counts.progress(self._store.memory.image())

    # -- decisions

    def accept(self, refs: Sequence[Ref]) -> None:
        """Accept findings."""
        self._decide(refs, ReviewState.ACCEPTED)

    def reject(self, refs: Sequence[Ref]) -> None:
        """Reject findings: they are hidden, and stay rejected when they are found again."""
        self._decide(refs, ReviewState.REJECTED)

    def edit_quote(self, id: int, *, speaker: int | None) -> None:  # noqa: A002 - the door's own word
        """Correct a quote's speaker; ``None`` says that nobody is known to have said it."""
        self.edit_quotes((id,), speaker=speaker)

    def edit_quotes(self, ids: Collection[int], *, speaker: int | None) -> None:
        """Give several quotes one speaker as one decision.

        Raises:
            NoSuchFinding: if one of them, or the speaker, is no longer in the case.
        """
        numbers = tuple(ids)
        self._say_of(
            lambda connection, image: review.edit_quotes(
                connection, image, numbers, speaker=speaker
            )
        )

    def edit_date(self, id: int, *, value: str) -> None:  # noqa: A002 - the door's own word
        """Give a date an EDTF value; its earliest and latest day follow.

        Raises:
            NotAValue: if it is no EDTF value.
        """
        self._say_of(lambda connection, image: review.edit_date(connection, image, id, value))

    # -- history

    def undo(self) -> str | None:
        """Take back the newest decision; returns the sentence of what was taken back."""
        return self._one(history.undo)

    def redo(self) -> str | None:
        """Do again what was undone last; returns its sentence."""
        return self._one(history.redo)

    def undo_since(self, change: int) -> tuple[str, ...]:
        """Take back an entry of history and all after it; returns their sentences, the newest first."""
        return self._travel(lambda connection: history.undo_since(connection, change))

    def redo_until(self, change: int) -> tuple[str, ...]:
        """Do again an entry that was undone, with those before it; returns their sentences."""
        return self._travel(lambda connection: history.redo_until(connection, change))

    def travels(self, change: int) -> tuple[int, int]:
        """Return how many entries ``undo_since`` would take back and ``redo_until`` do again at one."""
        with self._store.database.read() as connection:
            return history.counts(connection, change)

    def steps(self) -> Steps:
        """Return what undo and redo would do now."""
        with self._store.database.read() as connection:
            return Steps(*history.steps(connection))

    def history(self, limit: int = 200, asked: ChangeFilter | None = None) -> tuple[Change, ...]:
        """Return the newest decisions that a filter leaves, newest first."""
        image = self._store.memory.image()
        with self._store.database.read() as connection:
            return changes.rows(connection, image, limit, asked)

    def people(self) -> tuple[str, ...]:
        """Return everybody who decided something in this case."""
        with self._store.database.read() as connection:
            return changes.people(connection)

    def person(self) -> Person:
        """Return what history calls this user."""
        with self._store.database.read() as connection:
            return Person(person.author(connection), person.this_user())

    def be_called(self, name: str) -> None:
        """Have history and notes call this user so from now on; "" gives back the account's name."""
        with self._store.database.write() as connection:
            person.set_author(connection, name)

    # -- inside

    def _decide(self, refs: Sequence[Ref], state: ReviewState) -> None:
        if refs:
            self._say_of(lambda connection, image: review.decide(connection, image, refs, state))

    def _one(
        self, step: Callable[[sqlite3.Connection], tuple[str, tuple[Patch, ...]] | None]
    ) -> str | None:
        def travel(connection: sqlite3.Connection) -> _Travelled:
            done = step(connection)
            return ((), ()) if done is None else ((done[0],), done[1])

        told = self._travel(travel)
        return told[0] if told else None

    def _travel(self, travel: Callable[[sqlite3.Connection], _Travelled]) -> tuple[str, ...]:
        with self._store.database.write() as connection:
            told, patches = travel(connection)
            review.settle(connection, patches)
        if told:
            self._follow(patches)
        return told
