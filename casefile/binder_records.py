"""Binders that were written: how each was chosen, and which Bates numbers its pages got."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["BinderRow", "NumberedPages"]


@dataclass(frozen=True, slots=True)
class NumberedPages:
    """Pages of one paper that got numbers one after the other.

    ``sha256`` names the paper's original, ``page`` is the first of its pages, counted from 1.
    """

    sha256: str
    name: str
    page: int
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class BinderRow:
    """A binder. ``prefix`` is ``None`` for one without numbers; ``digits`` are those of its numbers.

    ``choice`` is how it was chosen, in the words of ``reports.binder_choice``; the case does not read it.
    """

    id: int
    made: dt.datetime
    who: str
    title: str
    file: str
    choice: Mapping[str, object]
    prefix: str | None
    digits: int
    pages: tuple[NumberedPages, ...]

    @property
    def last(self) -> int | None:
        """The highest number that was given."""
        return max((each.number + each.count - 1 for each in self.pages), default=None)
