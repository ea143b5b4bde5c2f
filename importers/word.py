"""Word files: python-docx opens the package, our own walk reads all that Word would print.

The text layer holds the body in order with the numbers Word prints, then footnotes and endnotes,
comments, headers and footers. Pages do not exist in the format, so none are claimed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from importers import limits, zip_guard
from importers.document import ImportContext, ImportedDocument, Metadata, Notice, TooLargeFile
from importers.elements import Element, Package, W
from importers.plain_paragraphs import zoned
from importers.sniff import DOCX
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from importers.word_numbering import Numbering, roman
from importers.word_package import embedded, notices, open_package, properties, related
from importers.word_styles import Styles
from importers.word_walk import Kind, Piece, blocks, cells, pieces, rows

__all__ = ["WordImporter"]

_SET_ASIDE: Final = {Kind.DELETED: "tracked deletion", Kind.HIDDEN: "hidden text"}


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
        package = open_package(content)
        layer = _Layer(_numbering_of(package), Styles(related(package, "styles")))
        layer.blocks(package.element.body)
        body = len(layer.rows)
        for kind in ("footnotes", "endnotes"):
            layer.notes(related(package, kind), kind)
        layer.comments(related(package, "comments"))
        for kind in ("header", "footer"):
            layer.furniture(related(package, kind), kind)
        return ImportedDocument(
            layer.source(body),
            DOCX,
            self.name,
            Metadata(tuple(properties(package))),
            tuple(layer.notices()) + tuple(notices(package)),
            attachments=tuple(embedded(package)),
        )


def _numbering_of(package: Package) -> Numbering:
    return Numbering.of(
        next(related(package, "numbering"), None), next(related(package, "styles"), None)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph as it was written; ``zone`` is set where style, indent or part decide it."""

    span: Span
    zone: Zone | None


@dataclass
class _Layer:
    """The text layer while it is written, part by part."""

    numbering: Numbering
    styles: Styles
    rows: list[_Row] = field(default_factory=list)
    zones: list[ZoneSpan] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _counts: Counter[str] = field(default_factory=Counter)
    _note_counts: Counter[Kind] = field(default_factory=Counter)
    _note_numbers: dict[tuple[Kind, str], str] = field(default_factory=dict)

    def blocks(
        self,
        container: Element,
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

    def notes(self, roots: Iterable[Element], kind: str) -> None:
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

    def comments(self, roots: Iterable[Element]) -> None:
        """Write comments: they are no part of the paper, but may matter."""
        for root in roots:
            for comment in root:
                self._counts["comments"] += 1
                author = comment.get(W + "author") or "somebody"
                self.blocks(comment, Zone.UNRELATED, f"comment by {author}")

    def furniture(self, roots: Iterable[Element], kind: str) -> None:
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
        paragraph: Element,
        zone: Zone | None,
        reason: str,
        end: str,
        depth: int,
    ) -> None:
        boxes: list[Element] = []
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
            words = sum(len(piece.text.split()) for piece in found)
            by_style = self.styles.zone(paragraph, labelled=label is not None, words=words)
            self.rows.append(_Row(span, zone or by_style))
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

    def _table(self, table: Element, zone: Zone | None, reason: str, depth: int) -> None:
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


def _some(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
