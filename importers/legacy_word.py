"""Old Word files (.doc): the text of Word 6 to 2003, without layout, by the file's table of pieces.

MS-DOC: the header (2.5) says where the text of body, notes, comments, boxes and headers lies, the
pieces (2.8.35) where their characters are, and runs of formatting (2.6.1) which of them are deleted
or hidden. Numbers that Word counts itself stand nowhere in the text.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from importers import locked_office, ole_summary
from importers.document import (
    DamagedFile,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    Notice,
    SealedFile,
    UnsupportedFormat,
)
from importers.legacy_word_runs import Runs, set_aside
from importers.ole import CONTRADICTIONS, damage
from importers.paper_layer import PaperLayer
from importers.sniff import DOC
from importers.source_text import Zone
from importers.word_numbering import roman
from importers.word_walk import Kind, Piece

__all__ = ["LegacyWordImporter"]

_Ole: TypeAlias = Any

_DAMAGED: Final = (
    "This old Word file is damaged. Open it in Word, which may mend it, save it as .docx and import "
    "that."
)
_MAGIC: Final = (0xA5EC, 0xA5DC)
_WORD_97: Final = 0x00C1
_ENCRYPTED, _OTHER_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_OBFUSCATED = 0x8000  # locked by exclusive-or, as Word 95 did

# Signs inside the text (MS-DOC 2.4.1 and 2.9): a field is its instruction, a separator, its result.
_FIELD_BEGINS, _FIELD_SEPARATES, _FIELD_ENDS = "\x13", "\x14", "\x15"
_CELL: Final = "\x07"
_ENDINGS: Final = {"\r": "\n", "\x0c": "\n", _CELL: "\t"}
_SIGNS: Final = {
    "\x0b": "\n",
    "\x0e": "\n",
    "\x1e": "\u2011",
    "\x1f": "\u00ad",
    "\t": "\t",
    "\xa0": "\xa0",
}
_NOTE_MARK: Final = "\x02"


class LegacyWordImporter:
    """Reads .doc files."""

    name = "doc 1"
    media_types: tuple[str, ...] = (DOC,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read an old Word file.

        Raises:
            DamagedFile: if its streams or tables cannot be read.
            EncryptedFile: if it needs another password.
            UnsupportedFormat: if it is older than Word 6.
        """
        try:
            return self._read(content)
        except SealedFile:
            raise
        except EncryptedFile:
            return self._read(locked_office.unlocked(content, context.password))

    def _read(self, content: bytes) -> ImportedDocument:
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(content)) as ole:
                main = _stream(ole, "WordDocument")
                text = _text(ole, main)
                about = _stream(ole, ole_summary.STREAM) if ole.exists(ole_summary.STREAM) else b""
                macros = ole.exists("Macros") or ole.exists("_VBA_PROJECT_CUR")
                damaged = damage(ole)
        except CONTRADICTIONS as e:
            raise DamagedFile(_DAMAGED) from e
        layer = PaperLayer()
        _write(text, layer)
        return ImportedDocument(
            layer.source(),
            DOC,
            self.name,
            Metadata(tuple(ole_summary.summary(about, "Word properties"))),
            (
                *damaged,
                _TEXT_ONLY,
                *layer.notices("old Word file"),
                *((_MACROS,) if macros else ()),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """All characters of a file with what is set aside, and how many belong to each part of it."""

    characters: str
    kinds: tuple[Kind, ...]
    lengths: tuple[int, ...]
    endnotes: frozenset[int] = frozenset()


# Parts in the order in which they stand, by their lengths in the header (MS-DOC 2.5.4).
_PARTS: Final = (
    "body",
    "footnotes",
    "headers",
    "macros",
    "comments",
    "endnotes",
    "boxes",
    "header boxes",
)


def _stream(ole: _Ole, name: str) -> bytes:
    with ole.openstream(name) as stream:
        return bytes(stream.read())


def _text(ole: _Ole, main: bytes) -> _Text:
    magic, version = struct.unpack_from("<HH", main)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if magic not in _MAGIC:
        raise DamagedFile(_DAMAGED)
    if flags & _ENCRYPTED:
        if flags & _OBFUSCATED or version < _WORD_97:
            raise SealedFile(
                "This old Word file is locked in a way that Pincite cannot open. Open it in Word with its "
                "password, save it as .docx without the password and import that."
            )
        raise EncryptedFile(locked_office.LOCKED)
    if version < _WORD_97:
        return _word_6(main, version, flags)
    table = _stream(ole, "1Table" if flags & _OTHER_TABLE else "0Table")
    lengths = struct.unpack_from("<8i", main, 0x4C)
    # Each character takes a byte or two of its own; more of them are one piece under many names.
    if min(lengths) < 0 or sum(lengths) > len(main):
        raise DamagedFile(_DAMAGED)
    at, size = struct.unpack_from("<II", main, 0x01A2)
    runs = Runs.read(main, table, *struct.unpack_from("<II", main, 0x00FA))
    parts: list[str] = []
    kinds: list[Kind] = []
    left = sum(lengths)
    for start, count, is_narrow in _pieces(table[at : at + size]):
        count = min(count, left)
        left -= count
        width = 1 if is_narrow else 2
        raw = main[start : start + count * width]
        parts.append(raw.decode("cp1252", "replace") if is_narrow else _units(raw))
        kinds += set_aside(runs, start, width, len(parts[-1]))
        if left <= 0:
            break
    return _Text("".join(parts), tuple(kinds), lengths, _endnotes(main, table, lengths))


def _units(raw: bytes) -> str:
    """Return each unit of UTF-16 as one character, since the file counts them so."""
    count = len(raw) // 2
    return "".join(map(chr, struct.unpack_from(f"<{count}H", raw)))


def _endnotes(main: bytes, table: bytes, lengths: tuple[int, ...]) -> frozenset[int]:
    """Return at which characters of the body endnotes are referred to."""
    if not lengths[_PARTS.index("endnotes")]:
        return frozenset()
    at, size = struct.unpack_from("<II", main, 0x020A)
    count = max(0, (size - 4) // 6)
    return frozenset(struct.unpack_from(f"<{count}I", table, at))


def _word_6(main: bytes, version: int, flags: int) -> _Text:
    """Return the text of Word 6 and 95, which lies in one piece unless the file was saved in haste."""
    if version < 101 or flags & _COMPLEX:
        raise UnsupportedFormat(
            "This Word file is older than Pincite can read. Open it in Word, save it as .docx and import "
            "that."
        )
    start, end = struct.unpack_from("<II", main, 0x18)
    lengths = struct.unpack_from("<8i", main, 0x34)
    if not 0 <= start <= end <= len(main) or min(lengths) < 0:
        raise DamagedFile(_DAMAGED)
    characters = main[start:end].decode("cp1252", "replace")
    return _Text(characters, (Kind.TEXT,) * len(characters), lengths)


def _pieces(table: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield each piece: its place in the main stream, its characters, whether each takes one byte."""
    at = 0
    while at < len(table) and table[at] == 1:  # properties that pieces refer to
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= len(table) or table[at] != 2:
        raise DamagedFile(_DAMAGED)
    size = struct.unpack_from("<I", table, at + 1)[0]
    plan = table[at + 5 : at + 5 + size]
    count = (len(plan) - 4) // 12
    edges = struct.unpack_from(f"<{count + 1}I", plan)
    for number in range(count):
        place = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * number + 2)[0]
        length = edges[number + 1] - edges[number]
        if length < 0:
            raise DamagedFile(_DAMAGED)
        is_narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        yield place // 2 if is_narrow else place, length, is_narrow


def _write(text: _Text, layer: PaperLayer) -> None:
    """Write body and boxes as the paper's own, then notes, comments and headers."""
    begin = 0
    found: dict[str, list[list[Piece]]] = {}
    for part, length in zip(_PARTS, text.lengths, strict=True):
        end = min(begin + length, len(text.characters))
        found[part] = list(_paragraphs(text, begin, end, part))
        begin = end
    for part in ("body", "boxes"):
        for pieces in found[part]:
            layer.paragraph(pieces[:-1], end=pieces[-1].text)
    layer.end_body()
    for part in ("footnotes", "endnotes"):
        for pieces in found[part]:
            layer.paragraph(pieces[:-1], zone=Zone.FOOTNOTE)
    for pieces in found["comments"]:
        layer.comment(pieces[:-1], "")
    seen: set[str] = set()
    for pieces in (*found["headers"], *found["header boxes"]):
        words = "".join(piece.text for piece in pieces)
        if words.strip() and words not in seen:
            seen.add(words)
            layer.paragraph(pieces[:-1], zone=Zone.PAGE_FURNITURE, reason="header or footer")


def _paragraphs(text: _Text, begin: int, end: int, part: str) -> Iterator[list[Piece]]:
    """Yield the paragraphs of a part, the last piece of each being the sign that ends it."""
    pieces: list[Piece] = []
    counts = {Kind.FOOTNOTE: 0, Kind.ENDNOTE: 0}
    fields: list[bool] = []  # for each field that is open, whether its result has begun
    before = ""
    for at in range(begin, end):
        sign, kind = text.characters[at], text.kinds[at]
        if sign == _FIELD_BEGINS:
            fields.append(False)
        elif sign == _FIELD_SEPARATES and fields:
            fields[-1] = True
        elif sign == _FIELD_ENDS and fields:
            fields.pop()
        elif not all(fields):
            continue
        elif sign in _ENDINGS:
            # A row ends with a cell's sign of its own, behind that of its last cell.
            row_ends = sign == _CELL and before == _CELL
            yield [*pieces, Piece("\n" if row_ends else _ENDINGS[sign], Kind.TEXT)]
            pieces = []
        elif sign == _NOTE_MARK:
            is_end = part == "endnotes" or (part == "body" and at in text.endnotes)
            note = Kind.ENDNOTE if is_end else Kind.FOOTNOTE
            counts[note] += 1
            number = roman(counts[note]).lower() if is_end else str(counts[note])
            pieces.append(Piece(f"[{number}]", note if part == "body" else kind))
        elif sign in _SIGNS or sign >= " ":
            pieces.append(Piece(_SIGNS.get(sign, sign), kind))
        before = sign
    if pieces:
        yield [*pieces, Piece("\n", Kind.TEXT)]


_TEXT_ONLY: Final = Notice(
    "text-only",
    "This is an old Word file: its text was read without layout, and numbers that Word counts itself "
    "(paragraphs, lists, headings) are missing. For exact cites save it as .docx or PDF and import that.",
)
_MACROS: Final = Notice("macros", "This Word file contains macros; Pincite never runs them.")
