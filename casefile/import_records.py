"""Rows about an import, or other long work over files: its steps, and what became of each file."""

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

__all__ = ["FileOutcome", "Progress", "Stage", "result_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file of an import; ``sentence`` says it to the user.

    ``status`` is one of imported, duplicate, failed, skipped, cancelled, and unpacked for an archive, whose
    files have outcomes of their own under "archive → file"; of ``Case.read_scans``, read or failed.
    """

    path: str
    status: str
    sentence: str
    document: int | None = None
    locked: bool = False
    """It failed for want of a password."""
    doubtful: bool = False
    """It was read, but not whole, or holds what nobody may have meant to hand over; the sentence says so."""


class Stage(StrEnum):
    """What is being done with a file of an import."""

    COPYING = "copying"
    COPIED = "copied"
    READING = "reading"
    READ = "read"
    FINDING = "finding"
    """It can be searched, and its parties, quotes and dates are looked for."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work: ``done`` of ``total`` files or pages, what is under way, what has ended.

    ``document`` names a document whose rows have changed, so that a window can show it at once. ``path``
    and ``stage`` tell which file of an import is under way and how far it is, under the path that its
    outcome will have. ``waiting`` names files that the import is going to take, once, when it knows them.
    """

    done: int
    total: int
    message: str
    outcome: FileOutcome | None = None
    document: int | None = None
    path: str | None = None
    stage: Stage | None = None
    waiting: tuple[str, ...] = ()


def result_of(steps: Generator[object, None, T]) -> T:
    """Take long work's steps to their end and return what comes of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
