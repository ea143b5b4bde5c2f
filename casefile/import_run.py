"""One import under way: its queues, its threads, and the steps that it tells."""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from casefile.documents import Basis
from casefile.import_records import FileOutcome, Progress, Stage
from casefile.store import Store
from casefile.turns import keeping
from casefile.workers import READERS
from extraction.findings import Findings
from importers.document import ImportContext, ImportedDocument

__all__ = ["HEARTBEAT", "OpenedArchive", "Run"]

_R = TypeVar("_R")

HEARTBEAT = 0.25
"""Seconds between two chances to cancel while a worker works."""


def _threads(count: int, name: str) -> ThreadPoolExecutor:
    """Return threads that keep the turns of the one that imports."""
    return ThreadPoolExecutor(count, f"pincite-{name}", initializer=keeping())


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """An archive whose files were taken: the paths of those in the import, and how many it held."""

    path: Path
    taken: tuple[str, ...]
    held: int
    locked: bool


@dataclass
class Run:
    """One import under way."""

    store: Store
    total: int = 0
    done: int = 0
    reader: ThreadPoolExecutor = field(default_factory=lambda: _threads(READERS, "reader"))
    indexer: ThreadPoolExecutor = field(default_factory=lambda: _threads(1, "indexer"))
    finder: ThreadPoolExecutor = field(default_factory=lambda: _threads(1, "finder"))
    to_read: deque[tuple[int, str]] = field(default_factory=deque)
    ahead: "dict[int, tuple[ImportContext, Future[ImportedDocument]]]" = field(default_factory=dict)
    """What is read already of the documents that are next, and how; not stored yet."""
    to_index: list[tuple[int, str]] = field(default_factory=list)
    indexing: "tuple[list[tuple[int, str]], Future[None]] | None" = None
    """The batch that is being made searchable."""
    finding: deque[tuple[int, str, "Future[tuple[Basis, Findings]]"]] = field(default_factory=deque)
    taken: set[int] = field(default_factory=set)
    """The documents that this import takes care of."""
    passwords: Mapping[str, str] = field(default_factory=dict)
    """What the attorney gave, by path or file name; every one is tried on whatever is locked."""
    quiet: set[int] = field(default_factory=set)
    """Documents on which passwords are only tried: nobody is told that one did not open them."""
    archives: list[OpenedArchive] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    """How each file ended, by its path."""

    def progress(
        self,
        message: str,
        document: int | None = None,
        *,
        path: str | None = None,
        stage: Stage | None = None,
        waiting: tuple[str, ...] = (),
    ) -> Progress:
        """Return a step that ends no file."""
        return Progress(self.done, self.total, message, None, document, path, stage, waiting)

    def outcome(
        self,
        path: str,
        status: str,
        sentence: str,
        document: int | None = None,
        *,
        locked: bool = False,
        doubtful: bool = False,
    ) -> Progress:
        """Return the step that ends a file."""
        self.done += 1
        self.statuses[path] = status
        outcome = FileOutcome(path, status, sentence, document, locked, doubtful)
        return Progress(self.done, self.total, sentence, outcome, document, path)

    def waiting(
        self,
        future: "Future[_R]",
        message: str,
        path: str | None = None,
        stage: Stage | None = None,
    ) -> Iterator[Progress]:
        """Yield until a worker is done, so that the import can be cancelled meanwhile."""
        yield self.progress(message, path=path, stage=stage)
        while True:
            try:
                future.exception(timeout=HEARTBEAT)
            except NotYet:
                yield self.progress(message, path=path, stage=stage)
            else:
                return

    def end(self) -> None:
        """Begin nothing more; what a process is at is not waited for."""
        for threads in (self.reader, self.indexer, self.finder):
            threads.shutdown(wait=False, cancel_futures=True)

    def password_for(self, path: str) -> str | None:
        """Return the password that was given for a file, by its path or by its name."""
        name = Path(path).name
        return self.passwords.get(path, self.passwords.get(name))
