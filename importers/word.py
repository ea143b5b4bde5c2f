"""Word files: python-docx opens the package, our own walk reads all that Word would print.

The text layer holds the body in order with the numbers Word prints, then footnotes and endnotes,
comments, headers and footers. Pages do not exist in the format, so none are claimed.
"""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from importers import limits, zip_guard
from importers.document import (
    Attachment,
    DamagedFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
    TooLargeFile,
    UnsupportedFormat,
)
from importers.plain_paragraphs import zoned
from importers.sniff import DOCX
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from importers.word_numbering import Label, Numbering, W, roman
from importers.word_walk import Kind, Piece, blocks, cells, pieces, rows

__all__ = ["WordImporter"]

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"

# Twentieths of a point: an indent of .4 inch on the left and .3 on the right makes a block quote.
_QUOTE_LEFT: Final = 576
_QUOTE_RIGHT: Final = 432
_QUOTE_WORDS: Final = 8
_LONGEST_STYLE_CHAIN: Final = 20

_SET_ASIDE: Final = {Kind.DELETED: "tracked deletion", Kind.HIDDEN: "hidden text"}
_DAMAGED: Final = (
    "This Word file is damaged. Open it in Word, which may mend it, save it again and import that."
)


class WordImporter:
    """Reads .docx files."""

    name = "word 1"
    media_types: tuple[str, ...] = (DOCX,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a Word file.

        Raises:
            DamagedFile: if the package or its main part cannot be parsed.
            EncryptedFile: if a part needs a password.
            TooLargeFile: if it would unpack to more than the limits allow.
            UnsupportedFormat: if it carries macros and was not saved as a plain document.
        """
        zip_guard.check(content, "Word file")
        package = _open(content)
        layer = _Layer(_numbering_of(package), _styles_of(package))
        layer.blocks(package.element.body)
        body = len(layer.rows)
        for kind in ("footnotes", "endnotes"):
            layer.notes(_related(package, kind), kind)
        layer.comments(_related(package, "comments"))
        for kind in ("header", "footer"):
            layer.furniture(_related(package, kind), kind)
        return ImportedDocument(
            layer.source(body),
            DOCX,
            self.name,
            Metadata(tuple(_properties(package))),
            tuple(layer.notices()) + tuple(_package_notices(package)),
            attachments=tuple(_embedded(package)),
        )


def _open(content: bytes) -> Any:  # noqa: ANN401 - python-docx is untyped
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        if document.element.body is None:
            raise DamagedFile(_DAMAGED)
    except (
        OpcError,
        KeyError,
        AttributeError,
        TypeError,  # python-docx, of a relationship without its target
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        OSError,
        EOFError,
    ) as error:
        raise DamagedFile(_DAMAGED) from error
    except ValueError as error:
        if "macroEnabled" in str(error) or "template" in str(error):
            raise UnsupportedFormat(
                "This is a Word template or a Word file with macros. Save it as .docx and import that."
            ) from error
        raise DamagedFile(_DAMAGED) from error
    return document.part


def _related(part: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the root elements of the parts that the main part refers to as ``kind``."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] == kind:
            yield _root(relation.target_part)


def _root(part: Any) -> Any:  # noqa: ANN401
    from lxml import etree

    element = getattr(part, "element", None)
    if element is not None:
        return element
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(_DAMAGED) from error


def _numbering_of(part: Any) -> Numbering:  # noqa: ANN401
    return Numbering.of(
        next(_related(part, "numbering"), None), next(_related(part, "styles"), None)
    )


def _properties(part: Any) -> Iterator[MetadataValue]:  # noqa: ANN401
    """Yield the file's own properties; python-docx would make some up where the part is missing."""
    core = next(
        (
            _root(relation.target_part)
            for relation in part.package.rels.values()
            if not relation.is_external and relation.reltype.endswith("/core-properties")
        ),
        None,
    )
    if core is None:
        return
    for name, called in ((_DC + "title", "title"), (_DC + "creator", "author")):
        written = " ".join((core.findtext(name) or "").split())
        if written:
            yield MetadataValue(called, written, "Word properties")
    for name in ("created", "modified"):
        written = (core.findtext(_TERMS + name) or "")[:10]
        try:
            yield MetadataValue(name, date.fromisoformat(written).isoformat(), "Word properties")
        except ValueError:
            continue  # an unreadable property is as good as none


def _package_notices(part: Any) -> Iterator[Notice]:  # noqa: ANN401
    names = [str(other.partname) for other in part.package.iter_parts()]
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Notice("macros", "This Word file contains macros; Pincite never runs them.")


def _embedded(part: Any) -> Iterator[Attachment]:  # noqa: ANN401
    for other in part.package.iter_parts():
        name = PurePath(str(other.partname))
        if "embeddings" in name.parts:
            yield Attachment(name.name, other.blob)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    left: int | None
    right: int | None
    is_outline: bool


def _styles_of(part: Any) -> dict[str, _Style]:  # noqa: ANN401
    found: dict[str, _Style] = {}
    for root in _related(part, "styles"):
        for item in root.findall(W + "style"):
            name, based_on = item.find(W + "name"), item.find(W + "basedOn")
            found[item.get(W + "styleId") or ""] = _Style(
                (name.get(W + "val") or "").lower() if name is not None else "",
                based_on.get(W + "val") if based_on is not None else None,
                *_indents(item.find(W + "pPr")),
                _is_outline(item.find(W + "pPr")),
            )
    return found


def _indents(properties: Any) -> tuple[int | None, int | None]:  # noqa: ANN401
    indent = properties.find(W + "ind") if properties is not None else None
    if indent is None:
        return None, None
    left = indent.get(W + "left") or indent.get(W + "start")
    right = indent.get(W + "right") or indent.get(W + "end")
    return _twips(left), _twips(right)


def _twips(written: str | None) -> int | None:
    return int(written) if written and written.lstrip("-").isdigit() else None


def _is_outline(properties: Any) -> bool:  # noqa: ANN401
    level = properties.find(W + "outlineLvl") if properties is not None else None
    return level is not None and level.get(W + "val") in tuple("012345678")


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph as it was written; ``zone`` is set where style, indent or part decide it."""

    span: Span
    zone: Zone | None


@dataclass
class _Layer:
    """The text layer while it is written, part by part."""

    numbering: Numbering
    styles: dict[str, _Style]
    rows: list[_Row] = field(default_factory=list)
    zones: list[ZoneSpan] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _counts: Counter[str] = field(default_factory=Counter)
    _note_counts: Counter[Kind] = field(default_factory=Counter)
    _note_numbers: dict[tuple[Kind, str], str] = field(default_factory=dict)

    def blocks(
        self,
        container: Any,  # noqa: ANN401
        zone: Zone | None = None,
        reason: str = "",
        depth: int = 0,
    ) -> None:
        """Write a container's paragraphs and tables."""
        if depth > limits.MAX_NESTED_TABLES:
            raise TooLargeFile(
                "The tables of this Word file are nested too deeply. Save it as PDF and import that."
            )
        for block in blocks(container):
            if block.tag == W + "p":
                self._paragraph(block, zone, reason, "\n", depth)
            elif block.tag == W + "tbl":
                self._table(block, zone, reason, depth)
            else:
                self._counts["foreign"] += 1

    def notes(self, roots: Iterable[Any], kind: str) -> None:
        """Write footnotes or endnotes, each behind the mark that stands for it in the body."""
        reference = Kind.FOOTNOTE if kind == "footnotes" else Kind.ENDNOTE
        for root in roots:
            for note in root:
                if note.get(W + "type") not in (None, "normal"):
                    continue  # separators, not notes
                mark = self._note_mark(reference, note.get(W + "id") or "")
                first = len(self.rows)
                start = self._length
                self._write(f"{mark} ")
                self.blocks(note, Zone.FOOTNOTE)
                if len(self.rows) > first:
                    self.rows[first] = _Row(Span(start, self.rows[first].span.end), Zone.FOOTNOTE)

    def comments(self, roots: Iterable[Any]) -> None:
        """Write comments: they are no part of the paper, but may matter."""
        for root in roots:
            for comment in root:
                self._counts["comments"] += 1
                author = comment.get(W + "author") or "somebody"
                self.blocks(comment, Zone.UNRELATED, f"comment by {author}")

    def furniture(self, roots: Iterable[Any], kind: str) -> None:
        """Write headers or footers, equal ones once."""
        seen: set[str] = set()
        for root in roots:
            words = "".join(root.itertext())
            if words.strip() and words not in seen:
                seen.add(words)
                self.blocks(root, Zone.PAGE_FURNITURE, kind)

    def source(self, body: int) -> SourceText:
        """Return the finished layer; the first ``body`` paragraphs are the paper's own."""
        text = "".join(self._parts)
        spans = [row.span for row in self.rows]
        paragraphs = [
            replace(paragraph, zone=row.zone)
            if row.zone and paragraph.zone is Zone.BODY
            else paragraph
            for paragraph, row in zip(zoned(text, spans[:body]), self.rows, strict=False)
        ]
        paragraphs += [Paragraph(row.span, None, row.zone or Zone.BODY) for row in self.rows[body:]]
        return SourceText(
            text, (), tuple(paragraphs), tuple(sorted(self.zones, key=lambda z: z.span))
        )

    def notices(self) -> Iterator[Notice]:
        """Yield what the attorney should know about what was read."""
        inserted, deleted = self._counts[Kind.INSERTED], self._counts[Kind.DELETED]
        if inserted or deleted:
            yield Notice(
                "tracked-changes",
                f"This paper contains tracked changes: {_some(inserted, 'insertion')} and "
                f"{_some(deleted, 'deletion')}; deletions are left out of findings.",
            )
        if self._counts[Kind.HIDDEN]:
            yield Notice(
                "hidden-text", "This paper contains hidden text; it is left out of findings."
            )
        if self._counts["comments"]:
            yield Notice(
                "comments",
                f"This paper contains {_some(self._counts['comments'], 'comment')}; they stand after "
                "its text and are left out of findings.",
            )
        if self._counts["foreign"]:
            yield Notice(
                "foreign-part",
                "A part of another format is inserted in this Word file and was not read. Save the "
                "file as PDF and import that too.",
            )
        if not any(row.span for row in self.rows):
            yield Notice(
                "no-text",
                "This Word file holds no words, perhaps only pictures. Save it as PDF and import that.",
            )

    def _write(self, text: str) -> Span:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def _paragraph(
        self,
        paragraph: Any,  # noqa: ANN401
        zone: Zone | None,
        reason: str,
        end: str,
        depth: int,
    ) -> None:
        boxes: list[Any] = []
        label = self.numbering.label(paragraph)
        found = list(pieces(paragraph, boxes))
        start = self._length
        if label and any(piece.text.strip() for piece in found):
            self._write(label.text + label.suffix)
        before = len(self.zones)
        blank = not label
        for piece in found:
            blank = not self._piece(piece).strip() and blank
        span = Span(start, self._length)
        self._write(end)
        if not blank and len(span):
            self.rows.append(_Row(span, zone or self._zone(paragraph, label, found)))
            if zone and reason:
                # The whole paragraph is set aside for one reason, whatever else is marked inside it.
                del self.zones[before:]
                self.zones.append(ZoneSpan(span, zone, reason))
        for box in boxes:
            self.blocks(box, zone, reason, depth + 1)

    def _piece(self, piece: Piece) -> str:
        """Write one piece and return what was written."""
        if piece.kind is Kind.COMMENT:
            return ""
        if piece.kind in (Kind.FOOTNOTE, Kind.ENDNOTE):
            mark = self._note_mark(piece.kind, piece.text)
            self.zones.append(
                ZoneSpan(self._write(mark), Zone.PAGE_FURNITURE, f"{piece.kind} mark")
            )
            return mark
        span = self._write(piece.text)
        if piece.kind is not Kind.TEXT and piece.text.strip():
            self._counts[piece.kind] += 1
        if piece.kind in _SET_ASIDE and len(span):
            self._set_aside(span, _SET_ASIDE[piece.kind])
        return piece.text

    def _set_aside(self, span: Span, reason: str) -> None:
        last = self.zones[-1] if self.zones else None
        if last and last.reason == reason and last.span.end == span.start:
            self.zones[-1] = ZoneSpan(Span(last.span.start, span.end), Zone.UNRELATED, reason)
        else:
            self.zones.append(ZoneSpan(span, Zone.UNRELATED, reason))

    def _note_mark(self, kind: Kind, note_id: str) -> str:
        """Return a note's mark as Word counts it: footnotes 1, 2, 3; endnotes i, ii, iii."""
        key = (kind, note_id)
        if key not in self._note_numbers:
            self._note_counts[kind] += 1
            count = self._note_counts[kind]
            self._note_numbers[key] = str(count) if kind is Kind.FOOTNOTE else roman(count).lower()
        return f"[{self._note_numbers[key]}]"

    def _table(self, table: Any, zone: Zone | None, reason: str, depth: int) -> None:  # noqa: ANN401
        for row in rows(table):
            columns = [list(blocks(cell)) for cell in cells(row)]
            # A row of one-line cells stands on one line; a caption's columns each stand whole.
            flat = all(len(column) == 1 and column[0].tag == W + "p" for column in columns)
            if flat:
                for at, column in enumerate(columns, 1):
                    self._paragraph(
                        column[0], zone, reason, "\n" if at == len(columns) else "\t", depth
                    )
            else:
                for cell in cells(row):
                    self.blocks(cell, zone, reason, depth + 1)

    def _zone(self, paragraph: Any, label: Label | None, found: list[Piece]) -> Zone | None:  # noqa: ANN401
        properties = paragraph.find(W + "pPr")
        style_id = None
        if properties is not None and properties.find(W + "pStyle") is not None:
            style_id = properties.find(W + "pStyle").get(W + "val")
        left, right = _indents(properties)
        outline = _is_outline(properties)
        names: list[str] = []
        for _ in range(_LONGEST_STYLE_CHAIN):
            style = self.styles.get(style_id or "")
            if style is None:
                break
            names.append(style.name)
            left = style.left if left is None else left
            right = style.right if right is None else right
            outline = outline or style.is_outline
            style_id = style.based_on
        if outline or any(name.startswith(("heading", "title", "subtitle")) for name in names):
            return Zone.HEADING
        if any("quot" in name or name == "block text" for name in names):
            return Zone.BLOCK_QUOTE
        words = sum(len(piece.text.split()) for piece in found)
        indented = (left or 0) >= _QUOTE_LEFT and (right or 0) >= _QUOTE_RIGHT
        return Zone.BLOCK_QUOTE if indented and not label and words >= _QUOTE_WORDS else None


def _some(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
