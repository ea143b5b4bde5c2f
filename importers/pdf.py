"""PDF: exact text page by page, with labels, verdicts, furniture, paragraphs and form values.

pypdf is the gate and tells how the file is made; PDFium reads the text. Where one of them refuses a
file that the other opens, what works is used and a notice says what is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
from importers.furniture import Furniture, find_furniture
from importers.page_lines import PageLayout, gaps
from importers.page_paragraphs import page_paragraphs
from importers.page_verdict import judge
from importers.pdf_pages import PageReading, PdfPages
from importers.pdf_structure import PdfStructure, UnreadableStructure, quiet, read_structure
from importers.source_text import (
    Page,
    PageSource,
    PageVerdict,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
)

__all__ = ["PdfImporter", "page_range"]

PAGE_END = "\f"
"""Ends every page of the text layer but the last, and belongs to the page it ends."""

_LETTER = 612.0, 792.0
"""Points; the size given to a page that cannot be drawn."""


class PdfImporter:
    """Reads PDF files."""

    name = "pdf 2"
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
        return self._assembled(raw, structure)

    def _assembled(self, raw: "_RawPages", structure: PdfStructure | None) -> ImportedDocument:
        starts, text = _joined([page.text for page in raw.pages])
        if len(text) > limits.MAX_TEXT_LENGTH:
            raise TooLargeFile(
                "This PDF holds more text than Pincite reads from one file. Split it and import the parts."
            )
        covered = tuple(_covered(raw.pages, starts))
        # Nothing is told from words that the paper covers, not even what part of it they are.
        shown = SourceText(text, redactions=covered).as_shown().text
        layouts = [
            PageLayout(
                number, page.width, page.height, tuple(line.moved(start) for line in page.lines)
            )
            for number, (page, start) in enumerate(zip(raw.pages, starts, strict=True), 1)
        ]
        furniture = find_furniture(shown, layouts)
        pages = _pages(shown, raw, starts, furniture, structure)
        unreadable = _unreadable_zones(shown, pages, furniture.zones)
        marked = sorted([*furniture.zones, *unreadable], key=lambda zone: zone.span)
        readable = [
            layout
            for layout, page in zip(layouts, pages, strict=True)
            if page.verdict is not PageVerdict.GARBLED
        ]
        paragraphs, notes = page_paragraphs(shown, readable, marked)
        zones = tuple(sorted([*marked, *notes], key=lambda zone: zone.span))
        source = SourceText(text, pages, paragraphs, zones, furniture.lines, covered)
        properties: list[MetadataValue] = structure.metadata if structure else []
        notices = [
            *_redaction_notices(raw.pages),
            *raw.notices,
            *(structure.notices if structure else []),
            *_verdicts(pages),
        ]
        return ImportedDocument(
            source,
            self.media_types[0],
            self.name,
            Metadata((*furniture.metadata, *properties)),
            tuple(notices),
            tuple(_uncovered(raw.fields, starts, covered)),
            tuple(structure.attachments) if structure else (),
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
    raw.fields.extend(_placed(pages, structure.fields if structure else (), damaged))
    return raw


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


def _joined(texts: Sequence[str]) -> tuple[list[int], str]:
    """Return where each page starts and the text of all, each page but the last ended by a form feed."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(PAGE_END)
    return starts, PAGE_END.join(texts)


def _pages(
    text: str,
    raw: _RawPages,
    starts: Sequence[int],
    furniture: Furniture,
    structure: PdfStructure | None,
) -> tuple[Page, ...]:
    labels = structure.labels if structure else []
    ends = [*starts[1:], len(text)]
    marked = [zone.span for zone in furniture.zones]
    pages = []
    at = 0
    for number, (reading, start, end) in enumerate(zip(raw.pages, starts, ends, strict=True), 1):
        span = Span(start, end)
        inside = []
        while at < len(marked) and marked[at].start < end:
            inside.append(marked[at])
            at += 1
        own = "".join(gap.of(text) for gap in gaps(span, inside))
        verdict = judge(span.of(text), own, reading.image_cover)
        label = labels[number - 1] if len(labels) == len(raw.pages) else ""
        source = PageSource.OCR if verdict is PageVerdict.OCR_LAYER else PageSource.DIGITAL
        pages.append(Page(number, label.strip() or str(number), span, source, verdict))
    return tuple(pages)


def _unreadable_zones(
    text: str, pages: Sequence[Page], marked: Sequence[ZoneSpan]
) -> Iterator[ZoneSpan]:
    """Keep gibberish out of the findings: mark what stands on pages whose fonts hide their letters."""
    for page in pages:
        if page.verdict is not PageVerdict.GARBLED:
            continue
        holes = [zone.span for zone in marked if page.span.contains(zone.span)]
        for gap in gaps(page.span, holes):
            if gap.of(text).strip():
                yield ZoneSpan(gap, Zone.PAGE_FURNITURE, "unreadable characters")


def _covered(pages: Sequence[PageReading], starts: Sequence[int]) -> Iterator[Span]:
    """Yield what redactions cover, in order, by the offsets of the whole text."""
    for page, start in zip(pages, starts, strict=True):
        spans = [span for redaction in page.redactions for span in redaction.spans]
        for span in sorted(spans):
            yield Span(start + span.start, start + span.end)


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

# Verdicts told together, with the notice's code and what is said of one page and of several.
_TOLD = (
    (
        (PageVerdict.SCAN, PageVerdict.STAMPED_SCAN),
        "scan-pages",
        "is a scan without readable text",
        "are scans without readable text",
        "nothing on it can be searched or found",
        "nothing on them can be searched or found",
    ),
    (
        (PageVerdict.GARBLED,),
        "garbled-pages",
        "looks right but holds gibberish, since its fonts do not say which letters they show",
        "look right but hold gibberish, since their fonts do not say which letters they show",
        "nothing on it can be searched or found",
        "nothing on them can be searched or found",
    ),
    (
        (PageVerdict.OCR_LAYER,),
        "ocr-pages",
        "is a scan whose text was read by a machine",
        "are scans whose text was read by a machine",
        "check its words against the picture",
        "check their words against the pictures",
    ),
)


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


def _verdicts(pages: Sequence[Page]) -> Iterator[Notice]:
    for verdicts, code, one, many, then_one, then_many in _TOLD:
        numbers = [page.number for page in pages if page.verdict in verdicts]
        if not numbers:
            continue
        what, then = (one, then_one) if len(numbers) == 1 else (many, then_many)
        yield Notice(code, f"{page_range(numbers)} {what}; {then}.", tuple(numbers))

    if pages and all(page.verdict is PageVerdict.BLANK for page in pages):
        yield Notice(
            "no-text",
            "No text was found in this PDF: its pages are blank, drawn, or damaged. Look at the original.",
        )


def page_range(numbers: Sequence[int]) -> str:
    """Name pages in words: "Page 3", "Pages 3–5 and 9"; numbers are 1-based and in order."""
    runs = []
    for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        members = [number for _, number in run]
        joined = "–" if len(members) > 2 else ", "
        runs.append(str(members[0]) if len(members) == 1 else f"{members[0]}{joined}{members[-1]}")
    if len(runs) == 1 and len(numbers) == 2:
        return f"Pages {numbers[0]} and {numbers[1]}"
    words = runs[0] if len(runs) == 1 else f"{', '.join(runs[:-1])} and {runs[-1]}"
    return f"Page {words}" if len(numbers) == 1 else f"Pages {words}"
