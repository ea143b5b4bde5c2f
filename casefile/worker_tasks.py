"""What runs inside the worker processes: the loop that serves one, and the tasks it can be given.

Importing this module loads nothing heavy; each task imports its library when it is first called.
Whatever a task returns is plain frozen data, since its process has read a hostile file. Files of a protected
case come with their key and are read by ``sealed_files``: no task writes one down plain.
"""

import errno
import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casefile import sealed_files
from casefile.errors import CaseDamaged
from casefile.records import Box, PageImage
from casefile.sealed import Permits, seal
from extraction.findings import Findings
from importers.document import (
    ArchiveMember,
    DamagedFile,
    ImportContext,
    ImportedDocument,
    ImportFailure,
)
from importers.source_text import Span

if TYPE_CHECKING:
    from extraction.options import ExtractionContext
    from importers.archive import Archive
    from importers.copied_pages import CopiedPages, PageOrder
    from importers.machine_page import MachinePage
    from importers.pdf_pages import PdfPages
    from importers.picture_pages import PicturePages
    from index.home import Home
    from index.writer import IndexDocument

__all__ = [
    "Unwritable",
    "archive_members",
    "boxes",
    "clear_index",
    "copy_pages",
    "extract",
    "forget",
    "index",
    "leave_archive",
    "page_image",
    "page_sizes",
    "read",
    "recognize",
    "serve",
    "tidy_index",
    "unpack",
]

# The address space wall stands well above the limit on resident memory that the parent keeps by polling:
# it stops one enormous allocation between two looks, and leaves room for libraries that only reserve.
_ADDRESS_SPACE_FACTOR = 4


class Unwritable(Exception):  # noqa: N818 - it says what happened
    """The index's folder takes nothing; the message says why, in the user's words."""


_OPEN_DOCUMENTS = 3
_HEAD = 64  # bytes by which a picture is told from a PDF file


def serve(connection: Connection, memory: int, yields: bool, permits: Permits) -> None:
    """Answer tasks from ``connection`` until it ends.

    A request is ``(function, arguments)``, or ``None`` to end. An answer is a pickled tuple: ``("done",
    value)``, ``("refused", class name, sentence)`` for an ``ImportFailure``, ``("unwritable", reason)``,
    ``("memory",)``, or ``("fault", class name, traceback)``. ``memory`` is the limit in bytes; a process
    that ``yields`` lets others go first, and may do no more than its ``permits``.
    """
    seal(permits)
    _settle(memory)
    if yields:
        _step_back()
    has_loaded = False
    while True:
        try:
            request = connection.recv()
        except (EOFError, OSError):
            return
        if request is None:
            return
        function, arguments = request
        try:
            answer: tuple[object, ...] = ("done", function(*arguments))
        except ImportFailure as failure:
            answer = ("refused", type(failure).__name__, str(failure))
        except Unwritable as unwritable:
            answer = ("unwritable", str(unwritable))
        except MemoryError:
            answer = ("memory",)
        except Exception as fault:  # a task's bug must not end the import of the other files
            answer = ("fault", type(fault).__name__, traceback.format_exc())
        try:
            connection.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        except OSError:  # the parent has gone
            return
        del request, arguments, answer
        if not has_loaded:
            has_loaded = True
            _spare_libraries()


def _settle(memory: int) -> None:
    """Make this process quiet, single-threaded and bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when work ends
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    silence = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays for the process's life
    sys.stdout = sys.stderr = silence  # libraries' chatter may quote the case
    for descriptor in (1, 2):  # that of libraries not written in Python too
        os.dup2(silence.fileno(), descriptor)
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wall = memory * _ADDRESS_SPACE_FACTOR
        if hard == resource.RLIM_INFINITY or wall < hard:
            resource.setrlimit(resource.RLIMIT_AS, (wall, hard))


def _spare_libraries() -> None:
    """Keep Python's collector from going over the libraries again and again: they stay for good.

    The first task has loaded them. Objects come by the ten thousand here, so it may look less often, too.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _step_back() -> None:
    """Leave the processor to the window when both want it; ten steps cost nothing on an idle machine."""
    import psutil

    process = psutil.Process()
    if sys.platform == "win32":
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        process.nice(min(19, process.nice() + 10))


def read(path: Path, context: ImportContext, key: bytes | None) -> ImportedDocument:
    """Read one file.

    Raises:
        ImportFailure: if the file is unusable.
    """
    from importers.registry import read_content, read_file

    if key is None:
        return read_file(path, context)
    return read_content(_content(path, key), context)


def _content(path: Path, key: bytes) -> bytes:
    with _whole():
        return sealed_files.content(path, key)


@contextmanager
def _whole() -> Iterator[None]:
    """Tell that a sealed file is damaged as one tells it of any file."""
    try:
        yield
    except CaseDamaged as damaged:
        raise DamagedFile(
            "Its original in the case folder is damaged. Put it back from a backup of the case."
        ) from damaged


def archive_members(
    path: Path, passwords: tuple[str, ...]
) -> tuple[tuple[ArchiveMember, ...], str | None] | None:
    """Return an archive's members and which password opened them; ``None`` for a file that is none."""
    archive = _archive(path, passwords)
    return (archive.members, archive.password) if archive.is_archive else None


def unpack(
    path: Path,
    passwords: tuple[str, ...],
    wanted: tuple[tuple[str, Path], ...],
    key: bytes | None,
) -> tuple[str | None, ...]:
    """Write members of an archive to files, sealed by a key or plain.

    Returns for each the sentence why it could not be done.
    """
    archive = _archive(path, passwords)
    return tuple(_unpacked(archive, name, target, key) for name, target in wanted)


def leave_archive() -> None:
    """Close the archive that was opened last: some systems lock open files."""
    archives = _archives()
    while archives:
        archives.popitem()[1][1].close()


@cache
def _archives() -> "dict[tuple[Path, tuple[str, ...]], tuple[tuple[int, int] | None, Archive]]":
    return {}


def _archive(path: Path, passwords: tuple[str, ...]) -> "Archive":
    """Return the open archive, kept open for the next call: a file that vanishes meanwhile is still there."""
    from importers.archive import Archive

    about = path.stat() if path.exists() else None
    stamp = (about.st_mtime_ns, about.st_size) if about else None
    opened = _archives().get((path, passwords))
    if opened is not None and stamp in (None, opened[0]):
        return opened[1]
    leave_archive()
    archive = Archive(path, passwords)
    _archives()[path, passwords] = (stamp, archive)
    return archive


def _unpacked(archive: "Archive", name: str, target: Path, key: bytes | None) -> str | None:
    try:
        if key is None:
            archive.unpack(name, target)
        else:
            archive.unpack_into(name, target, lambda file: sealed_files.written(file, key))
    except ImportFailure as failure:
        return str(failure)
    return None


def extract(document: ImportedDocument, context: "ExtractionContext") -> Findings:
    """Find everything that is to be found in one text layer."""
    from extraction import extract as extraction

    return extraction.extract(document, context)


def index(home: "Home", documents: Iterable["IndexDocument"]) -> int:
    """Write documents into the full-text index and return its new generation.

    Raises:
        Unwritable: if the folder does not take them.
    """
    from index import writer

    with _explained():
        return writer.update(home, documents)


def forget(home: "Home", documents: Iterable[int]) -> None:
    """Remove documents from the full-text index.

    Raises:
        Unwritable: if the folder does not let go of them.
    """
    from index import writer

    with _explained():
        writer.remove(home, documents)


def clear_index(home: "Home") -> None:
    """Take away the full-text index, to be written anew.

    Raises:
        Unwritable: if the folder does not let go of it.
    """
    from index import storage

    with _explained():
        storage.wipe(home.folder)


def tidy_index(home: "Home") -> bool:
    """Make some parts of the full-text index one; tell whether there was anything to do.

    Raises:
        Unwritable: if the folder does not take it.
    """
    from index import writer

    with _explained():
        return writer.tidy(home)


@contextmanager
def _explained() -> Iterator[None]:
    """Tell why an index cannot be written at all, apart from faults in what is written."""
    from index.storage import IndexBusy

    try:
        yield
    except IndexBusy as busy:
        raise Unwritable("another program is writing to it") from busy
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Unwritable("the disk is full") from error
        raise Unwritable(f"its folder cannot be written ({error.strerror or error})") from error


@cache
def _pages() -> "dict[Path, PdfPages | PicturePages]":
    return {}


def _opened(path: Path, password: str | None, key: bytes | None) -> "PdfPages | PicturePages":
    """Return the open document, keeping the last few open for the next page."""
    pages = _pages()
    found = pages.pop(path, None) or _open(path, password, key)
    while len(pages) >= _OPEN_DOCUMENTS:
        pages.pop(next(iter(pages))).close()
    pages[path] = found
    return found


def _open(path: Path, password: str | None, key: bytes | None) -> "PdfPages | PicturePages":
    from importers import sniff
    from importers.pdf_pages import PdfPages
    from importers.picture_pages import PicturePages

    with _whole():
        stream = sealed_files.opened(path, key)
        try:
            head = stream.read(_HEAD)
        except BaseException:
            stream.close()
            raise
    # A sealed file is read as it is asked for, a piece at a time: a long scan never lies in memory.
    source: Path | BinaryIO = stream
    if key is None:
        stream.close()
        source = path
    try:
        if sniff.sniff(head, path.name).startswith("image/"):
            return PicturePages(source)
        return PdfPages(source, password)
    except DamagedFile:
        if key is not None:
            with _whole():
                sealed_files.hashed(path, key)  # was it damaged when it came, or has it been here?
        raise


def page_image(
    path: Path, page: int, scale: float, password: str | None, area: Box | None, key: bytes | None
) -> PageImage:
    """Draw a 1-based page, or an ``area`` of it; at scale 1.0 one pixel is one PDF point."""
    around = (area.left, area.top, area.right, area.bottom) if area is not None else None
    picture = _opened(path, password, key).render(page, scale, around)
    return PageImage(picture.width, picture.height, picture.stride, picture.pixels)


def page_sizes(
    path: Path, password: str | None, key: bytes | None
) -> tuple[tuple[float, float], ...]:
    """Return each page's width and height in PDF points, as displayed."""
    return _opened(path, password, key).sizes()


def boxes(
    path: Path, page: int, spans: tuple[Span, ...], password: str | None, key: bytes | None
) -> tuple[tuple[Box, ...], ...]:
    """Return the rectangles that each span covers on a 1-based page; spans count the page's text."""
    found = _opened(path, password, key).boxes(page, spans)
    return tuple(tuple(Box(*rectangle) for rectangle in row) for row in found)


def copy_pages(
    source: Path | bytes,
    password: str | None,
    orders: "tuple[PageOrder, ...]",
    first: int,
    tree: int,
    targets: dict[str, int],
    key: bytes | None,
) -> "CopiedPages":
    """Copy pages of a PDF as objects for another one.

    Raises:
        ImportFailure: if that cannot be done.
    """
    from importers import pdf_copy

    if key is not None and isinstance(source, Path):
        source = _content(source, key)
    return pdf_copy.copy_pages(source, password, orders, first, tree, targets)


def recognize(
    path: Path, page: int, password: str | None, engine: str, key: bytes | None
) -> "MachinePage":
    """Read the picture of a 1-based page by machine; ``engine`` is one of ``ocr.ENGINES``.

    Raises:
        ImportFailure: if the page cannot be drawn or the engine is not installed.
    """
    from importers import ocr

    scale = ocr.DOTS_PER_INCH / 72
    picture = _opened(path, password, key).render(page, scale)
    return ocr.recognize(picture, page, scale, engine)
