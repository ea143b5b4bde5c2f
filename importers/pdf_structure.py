"""The gate before PDFium: pypdf opens the file within limits and tells how it is made.

Page labels, properties, attachments, form fields, scripts. pypdf stops at decompression bombs on which
PDFium aborts the process, so it goes first; where it fails on a file that PDFium reads (9 of 1,163
stress files), the text is read all the same and a notice says what is missing.
"""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from importers import limits
from importers.document import (
    Attachment,
    EncryptedFile,
    MetadataValue,
    Notice,
    TooLargeFile,
)
from importers.forms import FilledField, PdfItem, filled_fields, is_dynamic
from importers.page_drawing import Box
from importers.pdf_attachments import attached_files
from importers.pdf_streams import cut_off, look_through

__all__ = ["PdfStructure", "UnreadableStructure", "quiet", "read_structure"]

_T = TypeVar("_T")

LOCKED = "This PDF is locked with a password. Enter its password, or save an unlocked copy and import that."


class UnreadableStructure(Exception):  # noqa: N818 - named like the failures in importers.document
    """pypdf cannot open the file; PDFium may."""


@dataclass
class PdfStructure:
    """What pypdf found. ``reader`` stays open for text that PDFium cannot give."""

    reader: PdfItem
    page_count: int
    labels: list[str] = field(default_factory=list)
    metadata: list[MetadataValue] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    fields: tuple[FilledField, ...] = ()
    notices: list[Notice] = field(default_factory=list)

    def page_text(self, page: int) -> str:
        """Return pypdf's own text of a 1-based page; empty where it fails as well."""
        with quiet():
            try:
                return str(self.reader.pages[page - 1].extract_text())
            except MemoryError:
                raise
            except Exception:  # pypdf raises nearly anything on damaged files; the page is named
                return ""

    def redaction_marks(self, page: int) -> tuple[Box, ...]:
        """Return the places on a 1-based page that are marked for redaction, which was never done."""
        with quiet():
            return _attempt(lambda: tuple(_marked(self.reader.pages[page - 1])), ())


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the PDF libraries from logging a line for every small fault of a file."""
    loggers = [logging.getLogger(name) for name in ("pypdf", "pypdfium2")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def read_structure(content: bytes, password: str | None) -> PdfStructure:
    """Open a PDF within limits and read everything about it but its text.

    Raises:
        EncryptedFile: if it needs another password.
        TooLargeFile: if it has too many pages or unpacks to too much.
        UnreadableStructure: if pypdf cannot open it at all.
    """
    from pypdf.errors import LimitReachedError

    try:
        with quiet():
            reader = _opened(content, password)
            count = len(reader.pages)
            if count <= limits.MAX_PAGES:
                damage = (*cut_off(content), *look_through(reader))
                found = _described(reader, count)
                found.notices.extend(damage)
                return found
    except (EncryptedFile, MemoryError):
        raise
    except LimitReachedError as problem:
        if "loop" in str(problem):  # damage, not size: pypdf has one error for both
            raise UnreadableStructure(str(problem)) from problem
        raise TooLargeFile(
            "This PDF unpacks to far more than any real paper does, as a file made to do harm would. "
            "Ask the sender for another copy, or print it to a new PDF and import that."
        ) from problem
    except Exception as problem:
        # pypdf raises nearly anything on damaged files, from KeyError to RecursionError.
        raise UnreadableStructure(str(problem)) from problem
    raise TooLargeFile(
        f"This PDF claims {count:,} pages; Pincite reads up to {limits.MAX_PAGES:,}. Split it and "
        "import the parts."
    )


def _opened(content: bytes, password: str | None) -> PdfItem:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, WrongPasswordError

    try:
        reader = PdfReader(io.BytesIO(content), password=password)
        if reader.is_encrypted:
            # Fails here if pypdf's own try with the empty password did not open it.
            len(reader.pages)
    except (FileNotDecryptedError, WrongPasswordError) as problem:
        wrong = "That password does not open this PDF. Try another one, or import an unlocked copy."
        raise EncryptedFile(wrong if password else LOCKED) from problem
    return reader


def _attempt(read: Callable[[], _T], instead: _T) -> _T:
    """Return what ``read`` gives, or ``instead`` where the file is damaged; limits and memory still raise."""
    from pypdf.errors import LimitReachedError

    try:
        return read()
    except (LimitReachedError, MemoryError):
        raise
    except Exception:  # pypdf raises nearly anything on damaged files; the caller gives a notice
        return instead


def _marked(page: PdfItem) -> Iterator[Box]:
    """Yield a box for each line of a redaction mark (ISO 32000-1, 12.5.6.23); one that names none is one."""
    for entry in page.get("/Annots") or ():
        mark = entry.get_object()
        if mark.get("/Subtype") != "/Redact":
            continue
        points = [float(value) for value in mark.get("/QuadPoints") or ()]
        for at in range(0, len(points) - 7, 8):
            across, up = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
            yield min(across), min(up), max(across), max(up)
        if len(points) < 8:
            left, bottom, right, top = (float(value) for value in mark["/Rect"])
            yield min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _described(reader: PdfItem, count: int) -> PdfStructure:
    found = PdfStructure(reader, count)
    missing = []
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("page labels", lambda: found.labels.extend(_labels(reader))),
        ("properties", lambda: found.metadata.extend(_properties(reader))),
        ("attachments", lambda: _attach(reader, found)),
        ("form fields", lambda: _fields(reader, found)),
        ("scripts and comments", lambda: found.notices.extend(_warnings(reader))),
    )
    for name, read in parts:
        if not _attempt(partial(_done, read), False):
            missing.append(name)
    if missing:
        sentence = f"This PDF is damaged in part: its {' and '.join(missing)} could not be read."
        found.notices.append(Notice("damaged-structure", sentence))
    return found


def _done(read: Callable[[], None]) -> bool:
    read()
    return True


def _labels(reader: PdfItem) -> list[str]:
    """Return the pages' labels; none where they count below one, as labels of cut files do."""
    labels = [str(label) for label in reader.page_labels]
    return [] if any(label.startswith("-") or label == "0" for label in labels) else labels


def _properties(reader: PdfItem) -> Iterator[MetadataValue]:
    origin = "PDF properties"
    properties = reader.metadata
    if properties is not None:
        for name in ("title", "author", "creator"):
            value = _attempt(partial(getattr, properties, name), None)
            if value and str(value).strip():
                yield MetadataValue(name, str(value).strip(), origin)
        for name, of in (("modification_date", ""), ("creation_date", " (created)")):
            moment = _attempt(partial(getattr, properties, name), None)
            if moment is not None:
                yield MetadataValue("modified", moment.date().isoformat(), origin + of)
                break
    language = reader.trailer["/Root"].get_object().get("/Lang")
    if language and str(language).strip():
        yield MetadataValue("language", str(language).strip(), origin)


# -- attachments and forms -----------------------------------------------------------------------


def _attach(reader: PdfItem, found: PdfStructure) -> None:
    files, notices = attached_files(reader)
    found.attachments.extend(files)
    found.notices.extend(notices)


def _annotations_of(page: PdfItem) -> Iterator[PdfItem]:
    items = page.get("/Annots")
    for item in (items.get_object() if items is not None else None) or ():
        annotation = item.get_object()
        if hasattr(annotation, "get"):
            yield annotation


def _fields(reader: PdfItem, found: PdfStructure) -> None:
    found.fields = filled_fields(reader)
    if is_dynamic(reader):
        sentence = (
            "This is an Adobe form of the dynamic kind (XFA); some of what was filled in may be missing "
            "here. Open it in Adobe Reader, print it to PDF and import that as well."
        )
        found.notices.append(Notice("dynamic-form", sentence))


# -- warnings ------------------------------------------------------------------------------------

_PROGRAMS = ("/JavaScript", "/Launch")
_REMARKS = ("/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret")


def _warnings(reader: PdfItem) -> Iterator[Notice]:
    root = reader.trailer["/Root"].get_object()
    names = root.get("/Names")
    program = names is not None and "/JavaScript" in names.get_object()
    program = program or _is_program(root.get("/OpenAction")) or _has_triggers(root)
    remarks: set[int] = set()
    for number, page in enumerate(reader.pages, 1):
        program = program or _has_triggers(page)
        for annotation in _annotations_of(page):
            program = program or _is_program(annotation.get("/A")) or _has_triggers(annotation)
            if (
                annotation.get("/Subtype") in _REMARKS
                and str(annotation.get("/Contents") or "").strip()
            ):
                remarks.add(number)
    if program:
        yield Notice(
            "contains-program",
            "This PDF contains a script or a command to start a program. Pincite runs neither; take "
            "care when you open the original in another program.",
        )
    if remarks:
        yield Notice(
            "comments",
            "This PDF carries comments that readers added. They are no part of its text here; see them "
            "in a PDF viewer.",
            tuple(sorted(remarks)),
        )


def _is_program(action: PdfItem) -> bool:
    action = action.get_object() if hasattr(action, "get_object") else action
    return hasattr(action, "get") and action.get("/S") in _PROGRAMS


def _has_triggers(holder: PdfItem) -> bool:
    triggers = holder.get("/AA")
    if triggers is None or not hasattr(triggers.get_object(), "values"):
        return False
    return any(_is_program(item) for item in triggers.get_object().values())
