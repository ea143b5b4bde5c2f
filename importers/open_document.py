"""OpenDocument texts (.odt): the body in order as it is printed, then notes, comments, headers.

The package is a ZIP file of XML parts (OpenDocument 1.2, parts 1 and 3). Pages do not exist in the
format, so none are claimed.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Final

from importers import limits, zip_damage, zip_guard
from importers.document import (
    DamagedFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    SealedFile,
    TooLargeFile,
)
from importers.elements import Element
from importers.open_document_styles import STYLE, TEXT, Lists, Styles
from importers.paper_layer import PaperLayer
from importers.sniff import ODT
from importers.source_text import Zone
from importers.word_walk import Kind, Piece

__all__ = ["OpenDocumentImporter"]

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE: Final = f"{{{_OASIS}office:1.0}}"
_TABLE: Final = f"{{{_OASIS}table:1.0}}"
_DRAW: Final = f"{{{_OASIS}drawing:1.0}}"
_META: Final = f"{{{_OASIS}meta:1.0}}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SVG: Final = f"{{{_OASIS}svg-compatible:1.0}}"

_DAMAGED: Final = (
    "This OpenDocument file is damaged. Open it in LibreOffice or Word, which may mend it, save it again "
    "and import that."
)
_WRAPPERS: Final = frozenset(
    TEXT + name
    for name in (
        "section",
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
        "index-body",
        "index-title",
        "list-item",
        "list-header",
        "numbered-paragraph",
    )
)
_ROWS: Final = frozenset(
    _TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group")
)
# What stands inside a paragraph and is no part of its text.
_SILENT: Final = frozenset(
    (
        TEXT + "note-citation",
        TEXT + "ruby-text",
        TEXT + "tracked-changes",
        _OFFICE + "annotation-end",
        _OFFICE + "event-listeners",
        _SVG + "title",
        _SVG + "desc",
    )
)
_MOST_SPACES: Final = 1000


class OpenDocumentImporter:
    """Reads .odt files."""

    name = "odt 1"
    media_types: tuple[str, ...] = (ODT,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read an OpenDocument text.

        Raises:
            DamagedFile: if the package or a part of it cannot be parsed.
            SealedFile: if it needs a password.
            TooLargeFile: if it would unpack to more than the limits allow.
        """
        zip_guard.check(content, "OpenDocument file")
        parts = _parts(content)
        body = parts["content.xml"].find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise DamagedFile(_DAMAGED)
        walk = _Walk([parts[name] for name in ("styles.xml", "content.xml") if name in parts], body)
        walk.blocks(body)
        walk.apart(parts.get("styles.xml"))
        return ImportedDocument(
            walk.layer.source(),
            ODT,
            self.name,
            Metadata(tuple(_properties(parts.get("meta.xml")))),
            tuple(walk.layer.notices("OpenDocument file")),
        )


def _parts(content: bytes) -> dict[str, Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            manifest = (
                package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            )
            if b"encryption-data" in manifest or "encrypted-package" in names:
                raise SealedFile(
                    "This OpenDocument file is protected with a password. Open it, save it without the "
                    "password and import that."
                )
            if "content.xml" not in names:
                raise DamagedFile(_DAMAGED)
            return {
                name: _root(package.read(name))
                for name in ("content.xml", "styles.xml", "meta.xml")
                if name in names
            }
    except zip_damage.DAMAGE as e:
        raise DamagedFile(_DAMAGED) from e


def _root(part: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        # No such file has definitions of its own; with them, text could be left out unseen.
        raise DamagedFile(_DAMAGED)
    return root


def _properties(root: Element) -> Iterator[MetadataValue]:
    if root is None:
        return
    for tag, called in (
        (_DC + "title", "title"),
        (_META + "initial-creator", "author"),
        (_DC + "creator", "author"),
        (_META + "creation-date", "created"),
        (_DC + "date", "modified"),
    ):
        written = " ".join((root.findtext(f".//{tag}") or "").split())
        if called in ("created", "modified"):
            try:
                written = date.fromisoformat(written[:10]).isoformat()
            except ValueError:
                continue  # an unreadable property is as good as none
        if written:
            yield MetadataValue(called, written, "OpenDocument properties")


class _Walk:
    """Writes the text layer while it goes through the XML."""

    def __init__(self, roots: list[Element], body: Element) -> None:
        self.layer = PaperLayer()
        self.styles = Styles(roots)
        self.lists = Lists(roots)
        self.inserted: set[str] = set()
        self.notes: list[Element] = []
        self.comments: list[Element] = []
        self.label = ""
        self.insertions: set[str] = set()
        self.deletions: dict[str, Element] = {}
        for region in body.iter(TEXT + "changed-region"):
            name = region.get("{http://www.w3.org/XML/1998/namespace}id") or region.get(TEXT + "id")
            if region.find(TEXT + "deletion") is not None:
                self.deletions[name or ""] = region.find(TEXT + "deletion")
            elif region.find(TEXT + "insertion") is not None:
                self.insertions.add(name or "")

    def blocks(
        self, container: Element, zone: Zone | None = None, reason: str = "", depth: int = 0
    ) -> None:
        """Write a container's paragraphs, lists and tables."""
        if depth > limits.MAX_NESTED_TABLES:
            raise TooLargeFile(
                "The tables of this OpenDocument file are nested too deeply. Save it as PDF and import "
                "that."
            )
        for element in container:
            tag = element.tag
            if tag in (TEXT + "p", TEXT + "h"):
                self.paragraph(element, zone, reason, "\n", depth)
            elif tag == TEXT + "list":
                self.items(element, zone, reason, depth)
            elif tag == _TABLE + "table":
                self.table(element, zone, reason, depth)
            elif tag == TEXT + "section" and element.get(TEXT + "display") == "none":
                self.blocks(element, Zone.UNRELATED, "hidden text", depth)
            elif tag in _WRAPPERS:
                self.blocks(element, zone, reason, depth)
            elif tag in (TEXT + "change-start", TEXT + "change-end", TEXT + "change"):
                self.change(element, [])
            elif isinstance(tag, str) and tag.startswith(_DRAW):
                for box in element.iter(_DRAW + "text-box"):
                    self.blocks(box, zone, reason, depth + 1)

    def items(self, element: Element, zone: Zone | None, reason: str, depth: int) -> None:
        """Write a list; only an item's first paragraph carries its number."""
        self.lists.begin(element)
        for item in element:
            if item.tag == TEXT + "list-item":
                number = item.find(TEXT + "number")
                counted = self.lists.item(item.get(TEXT + "start-value"))
                self.label = (number.text or "") if number is not None else counted
            self.blocks(item, zone, reason, depth + 1)
            self.label = ""
        self.lists.end()

    def table(self, element: Element, zone: Zone | None, reason: str, depth: int) -> None:
        """Write a table row by row; a row of one-line cells stands on one line."""
        for child in element:
            if child.tag in _ROWS:
                self.table(child, zone, reason, depth)
            if child.tag != _TABLE + "table-row":
                continue
            cells = [list(cell) for cell in child if cell.tag == _TABLE + "table-cell"]
            flat = all(len(cell) <= 1 and all(e.tag == TEXT + "p" for e in cell) for cell in cells)
            for at, cell in enumerate(cells, 1):
                if flat:
                    end = "\n" if at == len(cells) else "\t"
                    for paragraph in cell:
                        self.paragraph(paragraph, zone, reason, end, depth)
                else:
                    self.blocks(cell, zone, reason, depth + 1)

    def paragraph(
        self, element: Element, zone: Zone | None, reason: str, end: str, depth: int
    ) -> None:
        """Write one paragraph, and after it the boxes that are anchored in it."""
        style = element.get(TEXT + "style-name") or ""
        boxes: list[Element] = []
        found: list[Piece] = []
        label, self.label = self.label, ""
        if element.tag == TEXT + "h" and not label:
            level = element.get(TEXT + "outline-level") or "1"
            label = self.lists.heading(int(level)) if level.isdigit() and len(level) < 3 else ""
        hidden = self.styles.is_hidden(style, "paragraph")
        self.inside(element, found, boxes, Kind.HIDDEN if hidden else Kind.TEXT)
        words = sum(len(piece.text.split()) for piece in found)
        own = self.styles.zone(style, words, is_labelled=bool(label))
        if element.tag == TEXT + "h":
            own = Zone.HEADING
        if label and any(piece.text.strip() for piece in found):
            found.insert(0, Piece(f"{label}\t", Kind.TEXT))
        self.layer.paragraph(found, zone=zone or own, reason=reason, end=end)
        for box in boxes:
            self.blocks(box, zone, reason, depth + 1)

    def inside(
        self, element: Element, found: list[Piece], boxes: list[Element], kind: Kind
    ) -> None:
        """Collect the characters of a paragraph or of a part of it."""
        if element.text:
            found.append(Piece(_collapsed(element.text), self.kind(kind)))
        for child in element:
            self.child(child, found, boxes, kind)
            if child.tail:
                found.append(Piece(_collapsed(child.tail), self.kind(kind)))

    def child(self, child: Element, found: list[Piece], boxes: list[Element], kind: Kind) -> None:
        """Collect the characters of one element inside a paragraph."""
        tag = child.tag
        sign = _sign(child)
        if sign is not None:
            found.append(Piece(sign, self.kind(kind)))
        elif tag == TEXT + "note":
            mark = "".join(child.findtext(TEXT + "note-citation") or "").strip()
            is_end = child.get(TEXT + "note-class") == "endnote"
            found.append(Piece(f"[{mark}]", Kind.ENDNOTE if is_end else Kind.FOOTNOTE))
            self.notes.append(child)
        elif tag == _OFFICE + "annotation":
            self.comments.append(child)
        elif tag in (TEXT + "change-start", TEXT + "change-end", TEXT + "change"):
            self.change(child, found)
        elif tag == _DRAW + "text-box":
            boxes.append(child)
        elif isinstance(tag, str) and tag not in _SILENT:
            style = child.get(TEXT + "style-name") or ""
            hidden = tag in (TEXT + "hidden-text", TEXT + "hidden-paragraph") or (
                tag == TEXT + "span" and self.styles.is_hidden(style)
            )
            self.inside(child, found, boxes, Kind.HIDDEN if hidden else kind)

    def change(self, element: Element, found: list[Piece]) -> None:
        """Take in where a tracked change begins, ends, or took words away."""
        name = element.get(TEXT + "change-id") or ""
        if element.tag == TEXT + "change-start" and name in self.insertions:
            self.inserted.add(name)
        elif element.tag == TEXT + "change-end":
            self.inserted.discard(name)
        elif element.tag == TEXT + "change" and name in self.deletions:
            deleted = [
                "".join(part.itertext()) for part in self.deletions[name] if part.tag in _DELETED
            ]
            pieces = [Piece("\n".join(deleted), Kind.DELETED)]
            found.extend(pieces) if found else self.layer.paragraph(pieces)

    def kind(self, kind: Kind) -> Kind:
        """Return what characters are here: inserted, if a tracked insertion is under way."""
        return Kind.INSERTED if kind is Kind.TEXT and self.inserted else kind

    def apart(self, styles: Element) -> None:
        """Write what stands apart from the body: notes, comments, headers and footers."""
        self.layer.end_body()
        for note in self.notes:
            self.note(note)
        for comment in self.comments:
            author = comment.findtext(_DC + "creator") or ""
            for paragraph in comment.iter(TEXT + "p"):
                pieces: list[Piece] = []
                self.inside(paragraph, pieces, [], Kind.TEXT)
                self.layer.comment(pieces, author)
        seen: set[str] = set()
        for page in styles.iter(STYLE + "master-page") if styles is not None else ():
            for part in page:
                words = "".join(part.itertext())
                if words.strip() and words not in seen:
                    seen.add(words)
                    kind = str(part.tag).rpartition("}")[2].split("-")[0]
                    self.blocks(part, Zone.PAGE_FURNITURE, kind)

    def note(self, note: Element) -> None:
        """Write a foot- or endnote behind the mark that stands for it."""
        mark = (note.findtext(TEXT + "note-citation") or "").strip()
        for paragraph in note.iter(TEXT + "p", TEXT + "h"):
            pieces = [Piece(f"[{mark}] ", Kind.TEXT)] if mark else []
            mark = ""
            self.inside(paragraph, pieces, [], Kind.TEXT)
            self.layer.paragraph(pieces, zone=Zone.FOOTNOTE)


_DELETED: Final = frozenset((TEXT + "p", TEXT + "h", TEXT + "list", _TABLE + "table"))


def _sign(element: Element) -> str | None:
    """Return the character that an empty element stands for."""
    if element.tag == TEXT + "s":
        count = element.get(TEXT + "c") or "1"
        return " " * min(int(count), _MOST_SPACES) if count.isdigit() and len(count) < 6 else " "
    return {TEXT + "tab": "\t", TEXT + "line-break": "\n", TEXT + "soft-hyphen": "\u00ad"}.get(
        element.tag
    )


def _collapsed(text: str) -> str:
    """Return text as printed: line ends and tabs of the XML are spaces (OpenDocument 1.2, 6.1.2)."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
