"""The spawned processes that read, extract, index and draw, so that the window's process does not.

Each kind of work has one process of its own (``worker_process``), reading has two where there are two cores;
they start when first needed. One that hangs, crashes or grows too large is replaced; the file is reported and
the work goes on. Method calls are thread-safe; calls of one kind wait for one another.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from casefile import worker_tasks
from casefile.records import Box, PageImage
from casefile.sealed import Permits
from casefile.worker_answers import (
    IndexUnwritable,
    WorkersClosed,
    WorkerStopped,
)
from casefile.worker_process import WorkerProcess
from extraction.findings import Findings
from importers import limits
from importers.document import (
    ArchiveMember,
    ImportContext,
    ImportedDocument,
    ReaderStopped,
)
from importers.machine_page import MachinePage
from importers.source_text import Span

if TYPE_CHECKING:
    from extraction.options import ExtractionContext
    from importers.copied_pages import CopiedPages, PageOrder
    from index.home import Home
    from index.writer import IndexDocument

__all__ = [
    "READERS",
    "IndexUnwritable",
    "WorkerProcess",
    "WorkerStopped",
    "Workers",
    "WorkersClosed",
]

_P = ParamSpec("_P")
_R = TypeVar("_R")

READERS = 2 if (os.cpu_count() or 1) > 1 else 1
"""Files that are read at one time, each in a process of its own."""


# Pages are not known before the file is read: in the real papers measured, 20,000 bytes are the least that
# a page of a PDF with pictures takes.
_READ_SECONDS_PER_BYTE = limits.SECONDS_PER_PAGE / 20_000
# Extraction is measured by the text it is given; 2,400 characters are a page.
_EXTRACT_SECONDS, _EXTRACT_SECONDS_PER_CHARACTER = 60.0, 0.5 / 2_400
_INDEX_SECONDS, _INDEX_SECONDS_PER_CHARACTER = 60.0, 1 / 100_000
_TIDY_SECONDS = 600.0
_DRAW_SECONDS = 30.0
# The old ZIP cipher takes two seconds for a megabyte on a busy machine; the rest unpacks ten times faster.
_UNPACK_SECONDS_PER_BYTE = 6 / limits.MEBIBYTE
_UNPACK_IT = "Unpack it yourself and import the papers inside."
# A full page takes 7 to 14 seconds on a slow core, and 1.2 GB; one that lies sideways is looked at twice.
_RECOGNIZE_SECONDS = 120.0
_RECOGNIZE_MEMORY = 2560 * 1024**2


@contextmanager
def _told(failure: str, remaining: str) -> Iterator[None]:
    """Turn a stopped worker into the user's sentence: what failed, why, and what can be done all the same."""
    try:
        yield
    except WorkersClosed:
        raise
    except WorkerStopped as stopped:
        raise ReaderStopped(f"{failure}: {stopped.reason}. {remaining}") from stopped


class Workers:
    """All worker processes of one program run. Build one, hand it over, close it at the end."""

    def __init__(self) -> None:
        self._reading = tuple(WorkerProcess("read") for _ in range(READERS))
        self._idle: LifoQueue[WorkerProcess] = LifoQueue()  # the one that read last reads next
        for reader in reversed(self._reading):
            self._idle.put(reader)
        self._unpacking = WorkerProcess("unpack", permits=Permits(writes=True))
        self._extracting = WorkerProcess("extract")
        self._indexing = WorkerProcess("index", permits=Permits(writes=True))
        self._drawing = WorkerProcess("draw", yields=False)
        self._copying = WorkerProcess("copy")
        self._recognizing = WorkerProcess(
            "recognize", _RECOGNIZE_MEMORY, permits=Permits(program="tesseract")
        )

    def processes(self) -> Iterator[tuple[str, int]]:
        """Yield the kind of work and the number of each process that runs just now."""
        for worker in self._all():
            number = worker.number
            if number is not None:
                yield worker.name, number

    def read(
        self, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        """Read a file into its text layer; ``key`` is that of a protected case's files, here as below.

        Raises:
            ImportFailure: if it is unusable; ``ReaderStopped`` if reading it hung, crashed or grew too large.
            WorkersClosed: if the program is ending.
        """
        seconds = limits.SECONDS_PER_FILE + path.stat().st_size * _READ_SECONDS_PER_BYTE
        with _told(
            "It could not be read",
            "If you can open it elsewhere, save it as a new PDF and import that.",
        ):
            reader = self._idle.get()
            try:
                return reader.call(seconds, worker_tasks.read, path, context, key)
            finally:
                self._idle.put(reader)

    def archive_members(
        self, path: Path, passwords: Sequence[str] = ()
    ) -> tuple[tuple[ArchiveMember, ...], str | None] | None:
        """Return an archive's members and which password opened them; ``None`` for a file that is none.

        Raises:
            ImportFailure: if it cannot be looked into.
        """
        seconds = limits.SECONDS_PER_FILE
        if path.exists():
            seconds += path.stat().st_size * _UNPACK_SECONDS_PER_BYTE
        with _told("It could not be looked into", _UNPACK_IT):
            return self._unpacking.call(
                seconds, worker_tasks.archive_members, path, tuple(passwords)
            )

    def unpack(
        self,
        path: Path,
        passwords: Sequence[str],
        wanted: Sequence[tuple[str, Path]],
        size: int,
        key: bytes | None = None,
    ) -> tuple[str | None, ...]:
        """Write members of an archive, ``size`` bytes together, to new files.

        Returns for each the sentence why that could not be done, ``None`` where it was.

        Raises:
            ImportFailure: if none of them could be.
        """
        seconds = limits.SECONDS_PER_FILE + size * _UNPACK_SECONDS_PER_BYTE
        if path.exists():
            seconds += path.stat().st_size * _UNPACK_SECONDS_PER_BYTE
        with _told("It could not be unpacked", _UNPACK_IT):
            return self._unpacking.call(
                seconds, worker_tasks.unpack, path, tuple(passwords), tuple(wanted), key
            )

    def leave_archive(self) -> None:
        """Close the archive that was unpacked last: some systems lock open files."""
        with suppress(WorkerStopped):  # then its process is gone, and the lock with it
            self._unpacking.call(limits.SECONDS_PER_FILE, worker_tasks.leave_archive)

    def extract(self, document: ImportedDocument, context: "ExtractionContext") -> Findings:
        """Find parties, quotes and dates in a text layer.

        Raises:
            ReaderStopped: if it hung, crashed or grew too large.
        """
        characters = len(document.source.text)
        seconds = _EXTRACT_SECONDS + characters * _EXTRACT_SECONDS_PER_CHARACTER
        with _told(
            "Parties, quotes and dates could not be found",
            "The document can be read and searched all the same.",
        ):
            return self._extracting.call(seconds, worker_tasks.extract, document, context)

    def index(self, home: "Home", documents: "Sequence[IndexDocument]") -> int:
        """Write documents into an index and return its new generation.

        Raises:
            IndexUnwritable: if its folder does not take it.
            WorkerStopped: if that failed otherwise.
        """
        characters = sum(len(document.text) for document in documents)
        seconds = _INDEX_SECONDS + characters * _INDEX_SECONDS_PER_CHARACTER
        return self._indexing.call(seconds, worker_tasks.index, home, tuple(documents))

    def forget(self, home: "Home", documents: Iterable[int]) -> None:
        """Take documents out of an index.

        Raises:
            WorkerStopped: if that failed.
        """
        self._indexing.call(_INDEX_SECONDS, worker_tasks.forget, home, tuple(documents))

    def clear_index(self, home: "Home") -> None:
        """Take away an index, to be written anew.

        Raises:
            IndexUnwritable: if its folder does not let go of it.
            WorkerStopped: if that failed otherwise.
        """
        self._indexing.call(_INDEX_SECONDS, worker_tasks.clear_index, home)

    def tidy_index(self, home: "Home") -> bool:
        """Make some parts of an index one; tell whether there was anything to do.

        Raises:
            IndexUnwritable: if its folder does not take it.
            WorkerStopped: if that failed otherwise.
        """
        return self._indexing.call(_TIDY_SECONDS, worker_tasks.tidy_index, home)

    def page_image(
        self,
        path: Path,
        page: int,
        scale: float,
        password: str | None = None,
        area: Box | None = None,
        key: bytes | None = None,
    ) -> PageImage:
        """Draw a 1-based page, or an ``area`` of it; at scale 1.0 one pixel is one PDF point.

        Raises:
            ImportFailure: if the page cannot be drawn.
        """
        return self._draw(path, worker_tasks.page_image, path, page, scale, password, area, key)

    def boxes(
        self,
        path: Path,
        page: int,
        spans: Sequence[Span],
        password: str | None = None,
        key: bytes | None = None,
    ) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of a 1-based page's text the rectangles it covers, one a line.

        Raises:
            ImportFailure: if the page cannot be opened.
        """
        return self._draw(path, worker_tasks.boxes, path, page, tuple(spans), password, key)

    def page_sizes(
        self, path: Path, password: str | None = None, key: bytes | None = None
    ) -> tuple[tuple[float, float], ...]:
        """Return each page's width and height in PDF points, as displayed.

        Raises:
            ImportFailure: if the file cannot be opened.
        """
        return self._draw(path, worker_tasks.page_sizes, path, password, key)

    def copy_pages(
        self,
        source: Path | bytes,
        orders: "Sequence[PageOrder]",
        first: int,
        tree: int,
        *,
        password: str | None = None,
        targets: dict[str, int] | None = None,
        key: bytes | None = None,
    ) -> "CopiedPages":
        """Copy pages of a PDF as objects for another one, numbered from ``first`` on.

        Raises:
            ImportFailure: if they cannot be copied; ``ReaderStopped`` if that hung or grew too large.
        """
        seconds = limits.SECONDS_PER_FILE + len(orders) * limits.SECONDS_PER_PAGE
        with _told("Its pages could not be copied", "Its original is as it was."):
            return self._copying.call(
                seconds,
                worker_tasks.copy_pages,
                source,
                password,
                tuple(orders),
                first,
                tree,
                targets or {},
                key,
            )

    def recognize(
        self,
        path: Path,
        page: int,
        engine: str,
        password: str | None = None,
        key: bytes | None = None,
    ) -> MachinePage:
        """Read the picture of a 1-based page by machine; ``engine`` is one of ``importers.ocr.ENGINES``.

        Raises:
            ImportFailure: if the page cannot be drawn or the engine is not installed; ``ReaderStopped``
                if reading it hung, crashed or grew too large.
            WorkersClosed: if the program is ending.
        """
        with _told("The engine stopped", "Look at the page’s picture; its words are not searched."):
            return self._recognizing.call(
                _RECOGNIZE_SECONDS, worker_tasks.recognize, path, page, password, engine, key
            )

    def let_go(self) -> None:
        """Have no process keep anything of a case in its memory, as when a protected one is closed."""
        for worker in self._all():
            worker.let_go()

    def close(self) -> None:
        """End all processes; the object is of no use afterwards."""
        for worker in self._all():
            worker.close()

    def _all(self) -> Iterator[WorkerProcess]:
        yield from (self._drawing, self._copying, *self._reading)
        yield from (self._unpacking, self._extracting, self._indexing, self._recognizing)

    def _draw(self, path: Path, task: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _told(
            f"The pages of “{path.name}” could not be drawn", "Its text can be read all the same."
        ):
            return self._drawing.call(_DRAW_SECONDS, task, *args, **kwargs)
