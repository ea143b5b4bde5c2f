"""The spawned processes that read, extract, index and draw, so that the window's process does not.

Each kind of work has one process of its own, reading has two where there are two cores; they start when
first needed, with limits on time and memory.
A process that hangs, crashes or grows too large is killed and replaced; the file is reported and the
work goes on. Method calls are thread-safe; calls of one kind wait for one another.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from casefile import worker_tasks
from casefile.records import Box, PageImage
from casefile.sealed import Permits
from casefile.worker_answers import (
    IndexUnwritable,
    WorkersClosed,
    WorkerStopped,
    understood,
    value_of,
)
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

_LOOK_EVERY = 0.1  # seconds between two looks at a busy worker's memory
_CALLS_PER_PROCESS = 400  # then it is replaced, so that a library's leaks do not add up

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

_READS_ONLY = Permits()

_LARGEST_ANSWER = 1024**3  # bytes; a picture of the largest page has 160 MB


class WorkerProcess:
    """One kind of work: a process that runs one task at a time and is replaced when it fails."""

    def __init__(
        self,
        name: str,
        memory: int = limits.MEMORY_PER_FILE,
        *,
        yields: bool = True,
        permits: Permits = _READS_ONLY,
    ) -> None:
        self.name = name
        self._permits = permits
        self._memory = memory
        self._yields = yields
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._calls = 0
        self._closed = False

    def call(self, seconds: float, task: Callable[_P, _R], *args: _P.args, **_: _P.kwargs) -> _R:
        """Run ``task(*args)`` in the process and return its value; ``task`` must be importable by name.

        Raises:
            ImportFailure: if the task refused its file.
            WorkerStopped: if the task took longer than ``seconds``, crashed, or grew too large.
        """
        with self._lock:
            if self._closed:
                raise WorkersClosed
            try:
                answer = self._answer(self._asked((task, args)), seconds)
            except (EOFError, OSError) as gone:
                code = self._kill()
                if self._closed:
                    raise WorkersClosed from gone
                stopped = WorkerStopped("the process that did it ended unexpectedly")
                stopped.add_note(f"exit code {code}")
                raise stopped from gone
            except BaseException:
                self._kill()
                raise
            self._calls += 1
            if self._calls >= _CALLS_PER_PROCESS:
                self._end()
        value: _R = value_of(answer)
        return value

    @property
    def number(self) -> int | None:
        """Return the process's number, ``None`` while there is none."""
        process = self._process
        try:
            return None if process is None else process.pid
        except ValueError:  # it was closed meanwhile
            return None

    def close(self) -> None:
        """End the process; later calls fail."""
        self._closed = True
        if self._lock.acquire(timeout=0.5):
            try:
                self._end()
            finally:
                self._lock.release()
        else:  # it is busy with work that nobody waits for any more
            process = self._process
            if process is not None:
                process.kill()

    def _asked(self, request: tuple[object, ...]) -> Connection:
        """Send a request; an idle process that has died meanwhile is replaced."""
        connection = self._started()
        try:
            connection.send(request)
        except OSError:
            self._kill()
            connection = self._started()
            connection.send(request)
        return connection

    def _started(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker_tasks.serve,
            args=(theirs, self._memory, self._yields, self._permits),
            name=f"pincite-{self.name}",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._connection, self._calls = process, ours, 0
        return ours

    def _answer(self, connection: Connection, seconds: float) -> tuple[Any, ...]:
        deadline = time.monotonic() + seconds
        while not connection.poll(_LOOK_EVERY):
            if time.monotonic() > deadline:
                raise WorkerStopped(f"it took longer than {seconds:.0f} seconds")
            if self._resident() > self._memory:
                raise WorkerStopped(f"it needed more than {self._memory // 1024**2:,} MB of memory")
        return understood(connection.recv_bytes(_LARGEST_ANSWER))

    def _resident(self) -> int:
        import psutil

        process = self._process
        if process is None or process.pid is None:
            return 0
        try:
            return int(psutil.Process(process.pid).memory_info().rss)
        except psutil.Error:  # it has just ended; the pipe will say so
            return 0

    def _end(self) -> None:
        if self._connection is not None and self._process is not None:
            try:
                self._connection.send(None)
                self._process.join(1.0)
            except OSError:
                pass  # it is gone already
        self._kill()

    def _kill(self) -> int | None:
        """Make sure that no process is left, and return the exit code of the one that was."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is None:
            return None
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
        return code


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
        others = (
            self._unpacking,
            self._extracting,
            self._indexing,
            self._drawing,
            self._copying,
        )
        for worker in (*self._reading, *others, self._recognizing):
            number = worker.number
            if number is not None:
                yield worker.name, number

    def read(self, path: Path, context: ImportContext) -> ImportedDocument:
        """Read a file into its text layer.

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
                return reader.call(seconds, worker_tasks.read, path, context)
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
                seconds, worker_tasks.unpack, path, tuple(passwords), tuple(wanted)
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

    def index(self, folder: Path, documents: "Sequence[IndexDocument]") -> int:
        """Write documents into the index in ``folder`` and return its new generation.

        Raises:
            IndexUnwritable: if its folder does not take it.
            WorkerStopped: if that failed otherwise.
        """
        characters = sum(len(document.text) for document in documents)
        seconds = _INDEX_SECONDS + characters * _INDEX_SECONDS_PER_CHARACTER
        return self._indexing.call(seconds, worker_tasks.index, folder, tuple(documents))

    def forget(self, folder: Path, documents: Iterable[int]) -> None:
        """Take documents out of the index in ``folder``.

        Raises:
            WorkerStopped: if that failed.
        """
        self._indexing.call(_INDEX_SECONDS, worker_tasks.forget, folder, tuple(documents))

    def clear_index(self, folder: Path) -> None:
        """Take away the index in ``folder``, to be written anew.

        Raises:
            IndexUnwritable: if its folder does not let go of it.
            WorkerStopped: if that failed otherwise.
        """
        self._indexing.call(_INDEX_SECONDS, worker_tasks.clear_index, folder)

    def tidy_index(self, folder: Path) -> bool:
        """Make some parts of the index in ``folder`` one; tell whether there was anything to do.

        Raises:
            IndexUnwritable: if its folder does not take it.
            WorkerStopped: if that failed otherwise.
        """
        return self._indexing.call(_TIDY_SECONDS, worker_tasks.tidy_index, folder)

    def page_image(
        self,
        path: Path,
        page: int,
        scale: float,
        password: str | None = None,
        area: Box | None = None,
    ) -> PageImage:
        """Draw a 1-based page, or an ``area`` of it; at scale 1.0 one pixel is one PDF point.

        Raises:
            ImportFailure: if the page cannot be drawn.
        """
        return self._draw(path, worker_tasks.page_image, path, page, scale, password, area)

    def boxes(
        self, path: Path, page: int, spans: Sequence[Span], password: str | None = None
    ) -> tuple[tuple[Box, ...], ...]:
        """Return for each span of a 1-based page's text the rectangles it covers, one a line.

        Raises:
            ImportFailure: if the page cannot be opened.
        """
        return self._draw(path, worker_tasks.boxes, path, page, tuple(spans), password)

    def page_sizes(
        self, path: Path, password: str | None = None
    ) -> tuple[tuple[float, float], ...]:
        """Return each page's width and height in PDF points, as displayed.

        Raises:
            ImportFailure: if the file cannot be opened.
        """
        return self._draw(path, worker_tasks.page_sizes, path, password)

    def copy_pages(
        self,
        source: Path | bytes,
        orders: "Sequence[PageOrder]",
        first: int,
        tree: int,
        *,
        password: str | None = None,
        targets: dict[str, int] | None = None,
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
            )

    def recognize(
        self, path: Path, page: int, engine: str, password: str | None = None
    ) -> MachinePage:
        """Read the picture of a 1-based page by machine; ``engine`` is one of ``importers.ocr.ENGINES``.

        Raises:
            ImportFailure: if the page cannot be drawn or the engine is not installed; ``ReaderStopped``
                if reading it hung, crashed or grew too large.
            WorkersClosed: if the program is ending.
        """
        with _told("The engine stopped", "Look at the page’s picture; its words are not searched."):
            return self._recognizing.call(
                _RECOGNIZE_SECONDS, worker_tasks.recognize, path, page, password, engine
            )

    def close(self) -> None:
        """End all processes; the object is of no use afterwards."""
        for worker in (
            self._drawing,
            self._copying,
            *self._reading,
            self._unpacking,
            self._extracting,
            self._indexing,
            self._recognizing,
        ):
            worker.close()

    def _draw(self, path: Path, task: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _told(
            f"The pages of “{path.name}” could not be drawn", "Its text can be read all the same."
        ):
            return self._drawing.call(_DRAW_SECONDS, task, *args, **kwargs)
