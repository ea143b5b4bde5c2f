"""The streams that a PDF's pages are drawn from: unpacked within limits, and found whole or damaged.

PDFium aborts the process at a decompression bomb, and draws what it can of a damaged stream without
saying so. So all that it will unpack for the text is unpacked here first: a bomb goes off where it is
caught, and a page of which a part is lost gets a notice.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from importers.document import Notice
from importers.forms import PdfItem
from importers.page_notices import page_range

__all__ = ["cut_off", "is_limit", "look_through"]

_END: Final = b"%%EOF"
_END_WITHIN, _PADDED_WITHIN = 2_048, 65_536
# Files made for reading over a network say at their head how long they were before anything was added.
_LENGTH: Final = re.compile(
    rb"/Linearized.{0,200}?/L\s+(\d{1,12})|/L\s+(\d{1,12}).{0,200}?/Linearized", re.S
)
_CHUNK: Final = 1024 * 1024
_HARMLESS: Final = 16 * 1024 * 1024
"""Bytes unpacked, well under pypdf's limit of 75 MB."""
_FLATE: Final = ("/FlateDecode", "/Fl")
_IN_LETTERS: Final = ("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")


def cut_off(content: bytes) -> Iterator[Notice]:
    """Yield a notice if a file's end is missing: its last mark, or bytes that its head counts."""
    counted = _LENGTH.search(content[:2048])
    tail = content[-_PADDED_WITHIN:].rstrip(b"\x00 \r\n")  # some systems pad files
    if _END not in tail[-_END_WITHIN:] or (
        counted and int(counted[1] or counted[2]) > len(content)
    ):
        yield Notice(
            "cut-off",
            "This PDF ends before its own end mark, so that pages or words may be missing. Ask for it "
            "again from where you got it.",
        )


def look_through(reader: PdfItem) -> Iterator[Notice]:
    """Unpack what pages are drawn from; yields a notice where some of it is damaged.

    Raises:
        LimitReachedError: pypdf's own, if a stream unpacks to too much.
    """
    known: dict[int, bool] = {}
    damaged = []
    for number, page in enumerate(reader.pages, 1):
        lost = [stream for stream in _drawn_from(page) if not _is_whole(stream, known)]
        if lost:
            damaged.append(number)
    if damaged:
        one = len(damaged) == 1
        yield Notice(
            "damaged-contents",
            f"{page_range(damaged)} {'is' if one else 'are'} damaged inside the file: words may be "
            f"missing or wrong there. Ask for a fresh copy before you rely on {'it' if one else 'them'}.",
            tuple(damaged),
        )


def _drawn_from(page: PdfItem) -> Iterator[PdfItem]:
    """Yield a page's contents, its forms and its fonts' tables of letters; ``None`` for a lost one."""
    try:
        if "/Contents" in page:
            contents = _target(page.get("/Contents"))
            for item in contents if isinstance(contents, list) else [contents]:
                yield _stream(_target(item))
        resources = _target(page.get("/Resources"))
        for item in _values(resources, "/XObject"):
            if item.get("/Subtype") == "/Form":
                yield _stream(item)
        for font in _values(resources, "/Font"):
            if "/ToUnicode" in font:
                table = _target(font.get("/ToUnicode"))
                if hasattr(table, "get_data"):  # it may be a name as well
                    yield table
    except Exception as error:  # pypdf raises nearly anything on damaged files
        if is_limit(error):
            raise
        yield None


def _target(item: PdfItem) -> PdfItem:
    return item.get_object() if hasattr(item, "get_object") else item


def _stream(item: PdfItem) -> PdfItem:
    return item if hasattr(item, "get_data") else None


def _values(resources: PdfItem, name: str) -> Iterator[PdfItem]:
    group: PdfItem = _target(resources.get(name)) if hasattr(resources, "get") else {}
    for item in group.values() if hasattr(group, "values") else ():
        found = _target(item)
        if hasattr(found, "get"):
            yield found


def _is_whole(stream: PdfItem, known: dict[int, bool]) -> bool:
    """Tell whether a stream unpacks to its end; pypdf keeps each one, so that its identity lasts."""
    if stream is None:
        return False
    if id(stream) not in known:
        try:
            known[id(stream)] = _is_plainly_whole(stream)
            if not known[id(stream)]:
                _unpack(stream)
                known[id(stream)] = _ends(stream)
        except Exception as error:  # pypdf raises nearly anything on damaged files
            if is_limit(error):
                raise
            known[id(stream)] = False
    return known[id(stream)]


def _is_plainly_whole(stream: PdfItem) -> bool:
    """Tell the usual stream, packed in one way and of a harmless size, that unpacks to its end.

    pypdf need not unpack it once more to find a bomb, or the end.
    """
    if stream.get("/Filter") not in _FLATE[:1] or "/DecodeParms" in stream:
        return False
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(bytes(stream._data), _HARMLESS)  # noqa: SLF001 - as in ``_ends``
    except zlib.error:
        return False
    return unpacker.eof


def _unpack(stream: PdfItem) -> None:
    from pypdf.errors import DependencyError, DeprecationError

    try:
        stream.get_data()
    except (DependencyError, DeprecationError, NotImplementedError):
        return  # packed in a way that pypdf does not know, or not under that name: no damage


def _ends(stream: PdfItem) -> bool:
    """Tell whether packed bytes agree with their own checksum; other ways of packing have none."""
    names = stream.get("/Filter") or ()
    filters = [str(name) for name in (names if isinstance(names, list) else [names])]
    content = bytes(stream._data)  # noqa: SLF001 - pypdf has no other way to the packed bytes
    if len(filters) == 2 and filters[0] in _IN_LETTERS:
        content = _from_letters(content, filters.pop(0))
    if len(filters) != 1 or filters[0] not in _FLATE:
        return True
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(content, _CHUNK)
        while unpacker.unconsumed_tail:
            unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
    except zlib.error:
        return False
    return unpacker.eof


def _from_letters(content: bytes, name: str) -> bytes:
    from pypdf.filters import ASCII85Decode, ASCIIHexDecode

    coding = ASCII85Decode if name in ("/ASCII85Decode", "/A85") else ASCIIHexDecode
    return bytes(coding.decode(content))


def is_limit(error: Exception) -> bool:
    """Tell whether pypdf, or the process, came to a limit, and did not just meet damage."""
    from pypdf.errors import LimitReachedError

    return isinstance(error, LimitReachedError | MemoryError)
