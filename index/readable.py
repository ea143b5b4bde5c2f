"""What the evaluator of queries reads: an index on the disk, or short texts in memory."""

from collections.abc import Collection, Mapping
from typing import Protocol

from index.spans import Flags, Integers

__all__ = ["Readable"]


class Readable(Protocol):
    """Words with their places, as ``index.snapshot`` has them. Documents are counted from 0."""

    @property
    def documents(self) -> Integers:
        """Return the documents, ascending."""

    @property
    def numbers(self) -> Integers:
        """Return each document's number in the case."""

    @property
    def by_number(self) -> Mapping[int, int]:
        """Return the documents by their numbers in the case."""

    def keys(self, term: str) -> Integers:
        """Return every place of a term, ascending; empty for an unknown one."""

    def union(self, terms: list[str]) -> Integers:
        """Return every place of any of the terms, ascending, each once."""

    def known(self, words: Collection[str]) -> list[str]:
        """Return those of the words that occur, ascending."""

    def of_form(self, pattern: str) -> list[str]:
        """Return the words that a pattern of ``*`` and ``?`` admits."""

    def spelled_like(self, word: str, edits: int) -> list[str]:
        """Return the words within so many edits."""

    def in_margins(self, places: Integers) -> Flags:
        """Flag the places that are in page furniture."""

    def stretch(self, document: int, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last place of the words inside ``[start, end)``; ``None`` if there is none."""
