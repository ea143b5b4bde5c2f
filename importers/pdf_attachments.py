"""The files inside a PDF: those of its list of names, of its pages' notes, and those it is associated with.

Portfolios keep hundreds of papers in a tree of names (ISO 32000-1, 7.9.6 and 7.11.4), whose branches
pypdf does not follow.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from importers import limits
from importers.document import Attachment, Notice
from importers.forms import PdfItem
from importers.pdf_streams import is_limit

__all__ = ["attached_files"]

_KEYS: Final = ("/UF", "/F", "/DOS", "/Mac", "/Unix")
_NAMED: Final = 5  # in a notice


def attached_files(reader: PdfItem) -> tuple[list[Attachment], list[Notice]]:
    """Return the files inside a PDF, and notices of those that are missing here.

    Raises:
        LimitReachedError: pypdf's own, if one unpacks to too much.
    """
    found: list[Attachment] = []
    too_large: list[str] = []
    damaged: list[str] = []
    room, seen = limits.MAX_UNPACKED_BYTES, set()
    for name, stream in _streams(reader):
        try:
            if id(stream) in seen:  # pypdf keeps each one, so that its identity lasts
                continue
            seen.add(id(stream))
            content = bytes(stream.get_data())
        except Exception as error:  # pypdf raises nearly anything on damaged files
            if is_limit(error):
                raise
            damaged.append(name)
            continue
        if len(content) > room or len(found) >= limits.MAX_ZIP_MEMBERS:
            too_large.append(name)
            continue
        room -= len(content)
        found.append(Attachment(name, content))
    return found, list(_notices(too_large, damaged))


def _notices(too_large: list[str], damaged: list[str]) -> Iterator[Notice]:
    if too_large:
        yield Notice(
            "attachments-left-out",
            f"Attached files were left out as too large: {_listed(too_large)}. Open the PDF, save them and "
            "import them on their own.",
        )
    if damaged:
        yield Notice(
            "attachments-damaged",
            f"Files attached to this PDF are damaged and could not be taken: {_listed(damaged)}. Ask for "
            "them on their own.",
        )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _streams(reader: PdfItem) -> Iterator[tuple[str, PdfItem]]:
    """Yield each file's name and its stream; some files keep one for every system, which may differ."""
    for file in _files(reader):
        name = _name(file)
        streams = _target(file.get("/EF"))
        held = [_target(streams.get(key)) for key in _KEYS if key in streams]
        for stream in held or [None]:
            yield name, stream


def _files(reader: PdfItem) -> Iterator[PdfItem]:
    """Yield every file specification that holds a file."""
    root = reader.trailer["/Root"].get_object()
    names = _target(root.get("/Names"))
    if hasattr(names, "get"):
        yield from _leaves(_target(names.get("/EmbeddedFiles")))
    yield from _associated(root)
    for page in reader.pages:
        yield from _associated(page)
        for item in _target(page.get("/Annots")) or ():
            note = _target(item)
            if hasattr(note, "get") and note.get("/Subtype") == "/FileAttachment":
                yield from _holding([note.get("/FS")])


def _leaves(tree: PdfItem) -> Iterator[PdfItem]:
    """Yield the files of a tree of names, in its order; a branch that holds itself is entered once."""
    waiting, seen = [tree], set()
    while waiting:
        node = _target(waiting.pop())
        if not hasattr(node, "get") or id(node) in seen:
            continue
        seen.add(id(node))
        pairs = _target(node.get("/Names"))
        if isinstance(pairs, list):
            yield from _holding(pairs[1::2])
        branches = _target(node.get("/Kids"))
        if isinstance(branches, list):
            waiting.extend(reversed(branches))


def _associated(holder: PdfItem) -> Iterator[PdfItem]:
    files = _target(holder.get("/AF"))
    yield from _holding(files if isinstance(files, list) else [files])


def _holding(items: list[PdfItem]) -> Iterator[PdfItem]:
    for item in items:
        file = _target(item)
        if hasattr(file, "get") and "/EF" in file:
            yield file


def _target(item: PdfItem) -> PdfItem:
    return item.get_object() if hasattr(item, "get_object") else item


def _name(file: PdfItem) -> str:
    """Return a file's name without any path, whatever the sender's system wrote."""
    written = str(_target(file.get("/UF")) or _target(file.get("/F")) or "")
    return PurePosixPath(written.replace("\\", "/").replace("\x00", "")).name or "attachment"
