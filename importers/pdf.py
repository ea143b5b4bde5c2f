"""PDF: exact text page by page, with labels, verdicts, furniture, paragraphs and form values.

pypdf is the gate and tells how the file is made; PDFium reads the text. Where one of them refuses a
file that the other opens, what works is used and a notice says what is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from importers import limits
from importers.document import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FormField,
    ImportContext,
    ImportedDocument,
    Metadata,
    MetadataValue,
    Notice,
    TooLargeFile,
)
from importers.forms import FilledField
from importers.glyph_repair import letters_of_fonts
from importers.machine_page import MachinePage
from importers.page_layer import layer_of
from importers.page_notices import page_notices, page_range
from importers.pdf_pages import PageReading, PdfPages
from importers.pdf_structure import PdfStructure, UnreadableStructure, quiet, read_structure
from importers.source_text import Page, PageVerdict, Span

__all__ = ["PdfImporter"]

_LETTER = 612.0, 792.0
"""Points; the size given to a page that cannot be drawn."""


class PdfImporter:
    """Reads PDF files."""

    name = "pdf 3"
    media_types: tuple[str, ...] = ("application/pdf",)

    def read(self, content: bytes, context: ImportContext) -> ImportedDocument:
        """Read a PDF file.

        Raises:
            EmptyFile: if it has no bytes or no pages.
            EncryptedFile: if it needs another password.
            TooLargeFile: if it is over a limit.
            DamagedFile: if neither reader can open it.
        """
        if not content:
            raise EmptyFile("This file is empty. Ask for it again from where you got it.")
        structure: PdfStructure | None = None
        locked: EncryptedFile | None = None
        try:
            structure = read_structure(content, context.password)
        except UnreadableStructure:
            structure = None  # PDFium may open it all the same
        except EncryptedFile as problem:
            locked = problem
        raw = _read_pages(content, context.password, structure, locked)
        if not raw.pages:
            raise EmptyFile("This PDF has no pages. Ask for it again from where you got it.")
        if sum(len(page.text) + 1 for page in raw.pages) > limits.MAX_TEXT_LENGTH:
            raise TooLargeFile(
                "This PDF holds more text than Pincite reads from one file. Split it and import the parts."
            )
        return self._assembled(raw, structure, context.machine_pages)

    def _assembled(
        self,
        raw: "_RawPages",
        structure: PdfStructure | None,
        machine_pages: Sequence[MachinePage],
    ) -> ImportedDocument:
        layer = layer_of(raw.pages, structure.labels if structure else (), machine_pages)
        pages = layer.source.pages
        properties: list[MetadataValue] = structure.metadata if structure else []
        notices = [
            *_redaction_notices(layer.readings),
            *raw.notices,
            *(structure.notices if structure else []),
            *page_notices(layer.source, layer.machine_words, layer.hard),
            *_blank_notices(pages),
        ]
        return ImportedDocument(
            layer.source,
            self.media_types[0],
            self.name,
            Metadata((*layer.metadata, *properties)),
            tuple(notices),
            tuple(_uncovered(raw.fields, layer.starts, layer.source.redactions)),
            tuple(structure.attachments) if structure else (),
            layer.machine_words,
        )


@dataclass
class _RawPages:
    """Every page as read, the form values with places in their own page, and what went wrong."""

    pages: list[PageReading] = field(default_factory=list)
    fields: list[FormField] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def _read_pages(
    content: bytes,
    password: str | None,
    structure: PdfStructure | None,
    locked: EncryptedFile | None,
) -> _RawPages:
    try:
        with quiet(), PdfPages(content, password) as pages:
            raw = _by_pdfium(pages, structure)
    except (EncryptedFile, DamagedFile):
        if locked:
            raise locked from None
        if not structure:
            raise
        raw = _by_pypdf(structure)
    if structure is None:
        sentence = (
            "This PDF is damaged in part: its text was read, but not its page labels, properties, "
            "attachments and form fields."
        )
        raw.notices.append(Notice("damaged-structure", sentence))
    return raw


def _by_pdfium(pages: PdfPages, structure: PdfStructure | None) -> _RawPages:
    if len(pages) > limits.MAX_PAGES:
        raise TooLargeFile(
            f"This PDF has {len(pages):,} pages; Pincite reads up to {limits.MAX_PAGES:,}. Split it "
            "and import the parts."
        )
    raw = _RawPages()
    damaged = []
    for number in range(1, len(pages) + 1):
        try:
            marks = structure.redaction_marks(number) if structure else ()
            raw.pages.append(pages.read(number, marks))
        except DamagedFile:
            text = structure.page_text(number) if structure else ""
            raw.pages.append(PageReading(text, *_LETTER, (), 0.0))
            damaged.append(number)
    if damaged:
        sentence = (
            f"{page_range(damaged)} of this PDF cannot be drawn; check the original, also for "
            "redactions."
        )
        raw.notices.append(Notice("damaged-pages", sentence, tuple(damaged)))
    _repair(pages, raw.pages)
    raw.fields.extend(_placed(pages, structure.fields if structure else (), damaged))
    return raw


def _repair(pages: PdfPages, readings: list[PageReading]) -> None:
    """Read pages again whose fonts give the numbers of glyphs, where the letters behind them are found."""
    found = letters_of_fonts([(page.text, page.glyphs) for page in readings if page.glyphs])
    for number, page in enumerate(readings, 1):
        fonts = {stretch.font for stretch in page.glyphs}
        if not fonts.isdisjoint(found):
            # The glyphs of other fonts become unknown: beside true letters their numbers would mislead.
            again = pages.read(number, letters={font: found.get(font, {}) for font in fonts})
            repaired = replace(again, redactions=page.redactions)
            readings[number - 1] = replace(page, repaired=repaired)


def _placed(
    pages: PdfPages, fields: Sequence[FilledField], damaged: Sequence[int]
) -> Iterator[FormField]:
    """Yield the filled fields with the places of their values; fields come in page order."""
    for page, group in groupby(fields, lambda item: item.page):
        own = list(group)
        spans: tuple[Span | None, ...] = (None,) * len(own)
        if page <= len(pages) and page not in damaged:
            spans = pages.find(page, [(item.value, item.rectangle) for item in own])
        for item, span in zip(own, spans, strict=True):
            yield FormField(item.name, item.value, page, span)


def _by_pypdf(structure: PdfStructure) -> _RawPages:
    raw = _RawPages()
    for number in range(1, structure.page_count + 1):
        raw.pages.append(PageReading(structure.page_text(number), *_LETTER, (), 0.0))
    raw.fields = [FormField(item.name, item.value, item.page) for item in structure.fields]
    sentence = (
        "This PDF is damaged in part: its words were read, but it cannot be drawn, and line numbers, "
        "headings, page furniture and words under redactions are not told apart. Ask for a fresh copy "
        "if you need to cite it."
    )
    raw.notices.append(Notice("no-page-pictures", sentence))
    return raw


def _uncovered(
    fields: Sequence[FormField], starts: Sequence[int], covered: Sequence[Span]
) -> Iterator[FormField]:
    """Yield the form values with their places in the whole text, but none that a redaction covers."""
    for value in fields:
        moved = _moved(value, starts)
        if not any(moved.span and span.overlaps(moved.span) for span in covered):
            yield moved


def _moved(value: FormField, starts: Sequence[int]) -> FormField:
    if value.span is None or value.page is None:
        return value
    start = starts[value.page - 1]
    span = Span(start + value.span.start, start + value.span.end)
    return FormField(value.name, value.value, value.page, span)


# -- notices -----------------------------------------------------------------------------------


def _redaction_notices(pages: Sequence[PageReading]) -> Iterator[Notice]:
    numbers = [number for number, page in enumerate(pages, 1) if page.redactions]
    count = sum(len(page.redactions) for page in pages)
    if count:
        what = "a redaction" if count == 1 else f"{count:,} redactions"
        yield Notice(
            "readable-redactions",
            f"Readable text under {what} on {_lower(page_range(numbers))}: the file still holds the "
            "words. Pincite does not search or show them; before you read them in the original, ask "
            "what your duties are.",
            tuple(numbers),
        )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _blank_notices(pages: Sequence[Page]) -> Iterator[Notice]:
    if pages and all(page.verdict is PageVerdict.BLANK for page in pages):
        yield Notice(
            "no-text",
            "No text was found in this PDF: its pages are blank, drawn, or damaged. Look at the original.",
        )
