"""The part of the one door that the linked view asks: what is linked to what, and where it stands."""

from collections.abc import Sequence

from casefile import highlights, linked, review
from casefile.records import DateRow, Highlight, LinkedView, QuoteRow, Ref
from casefile.store import Store

__all__ = ["CaseViews"]


class CaseViews:
    """What ``Case`` can be asked about its findings and what is linked to them."""

    _store: Store

    def view(
        self, constraints: Sequence[Ref] = (), *, include_rejected: bool = False
    ) -> LinkedView:
        """Return the parties, quotes and dates that are linked to all of ``constraints``."""
        return linked.view(
            self._store.memory.image(), constraints, include_rejected=include_rejected
        )

    def highlights(self, document: int) -> tuple[Highlight, ...]:
        """Return every finding's place in a document, in order; rejected ones are left out."""
        return highlights.highlights(self._store.memory.image(), document)

    def quote(self, id: int) -> QuoteRow:  # noqa: A002 - the door's own word
        """Return a quote."""
        return self._store.memory.image().quote(id)

    def date(self, id: int) -> DateRow:  # noqa: A002 - the door's own word
        """Return a date."""
        return self._store.memory.image().date(id)

    def label(self, ref: Ref) -> str:
        """Return the words for a chip."""
        return review.label(self._store.memory.image(), ref)
