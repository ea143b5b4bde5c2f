"""A document as the reader shows it: read off the window's thread, then only looked at. Knows no widgets."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casefile.records import Box, DocumentRow, PageImage, Pin
from casefile.turns import keeping
from importers.source_text import PageSource as CharacterSource
from importers.source_text import SourceText, Span
from ui.by_span import Findings
from ui.language import tr
from ui.own_marks import with_own_words
from ui.panels.reader_renewal import PAGE_HEADS
from ui.text_positions import TextPositions

if TYPE_CHECKING:
    from casefile.case import Case
    from importers.machine_page import PlacedWord

__all__ = ["DocumentPages", "OpenedDocument", "open_document", "page_words", "pin_of", "reopen"]

_LONG = 200
"""Pages of a paper whose marks come a moment after its page: there may be 15,000 of them."""
_SURE = 0.9
"""Machine-read words below this confidence are marked: of a clean scan's 860 words that is one; of a poor
one's 2,190 it is 51, half of them misread."""


@dataclass(frozen=True)
class OpenedDocument:
    """A document as read off the window's thread; ``source`` is ``None`` where nothing could be read."""

    row: DocumentRow
    source: SourceText | None
    positions: TextPositions | None
    sizes: tuple[tuple[float, float], ...]
    highlights: Findings
    unsure: "tuple[PlacedWord, ...]" = ()
    is_marked: bool = True
    """Whether the highlights are all there."""

    @property
    def heads(self) -> dict[int, str]:
        """What is said above pages whose characters did not come with the file as they are."""
        pages = self.source.pages if self.source else ()
        return {page.number: PAGE_HEADS[page.source] for page in pages if page.source in PAGE_HEADS}


@dataclass(frozen=True)
class DocumentPages:
    """One document's pages, for the page view."""

    case: "Case"
    document: int

    def page_image(self, page: int, scale: float, area: Box | None = None) -> PageImage:
        """Draw a page, or an ``area`` of it."""
        return self.case.page_image(self.document, page, scale, area)

    def boxes(self, page: int, spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
        """Return where spans stand on a page."""
        return self.case.boxes(self.document, page, spans)


def reopen(case: "Case", opened: OpenedDocument) -> OpenedDocument:
    """Read what has changed in an open document. Runs off the window's thread."""
    row, source = case.document(opened.row.id), case.source(opened.row.id)
    if source is opened.source or source == opened.source:
        return replace(opened, row=row, highlights=_highlights(case, row.id), is_marked=True)
    return open_document(case, row.id)


def open_document(case: "Case", document: int) -> OpenedDocument:
    """Read what the reader needs to show a document, of a long one without the marks.

    Runs off the window's thread.
    """
    row = case.document(document)
    if not row.characters and not row.pages:
        return OpenedDocument(row, None, None, (), Findings())
    is_marked = row.pages <= _LONG
    # The process that draws opens the original while this one reads the text.
    with ThreadPoolExecutor(1, "pincite-sizes", initializer=keeping()) as beside:
        sizes = beside.submit(case.page_sizes, document)
        source = case.source(document)
        return OpenedDocument(
            row,
            source,
            TextPositions(source.text),
            sizes.result(),
            _highlights(case, document) if is_marked else Findings(),
            _unsure(case, document, row),
            is_marked,
        )


def _highlights(case: "Case", document: int) -> Findings:
    return Findings(with_own_words(case.highlights(document), case.own_words(document)))


def _unsure(case: "Case", document: int, row: DocumentRow) -> "tuple[PlacedWord, ...]":
    if not row.machine_read:
        return ()
    words, text = case.machine_words(document), case.source(document).text
    return tuple(
        word
        for word in words
        if word.confidence < _SURE and any(map(str.isalnum, text[word.span.start : word.span.end]))
    )


def pin_of(opened: OpenedDocument, span: Span) -> Pin:
    """Return the place of a span of an open document that has a text."""
    assert opened.source is not None  # noqa: S101 - told apart by every caller
    return opened.row.pin(span, opened.source.locate(span))


def page_words(source: SourceText, number: int) -> str:
    """Return "p. 9 of 24 · ¶ 36–39" for a page of a text."""
    if not 1 <= number <= len(source.pages):
        return ""
    page = source.pages[number - 1]
    words = tr("p. {label} of {pages}", label=page.label, pages=len(source.pages))
    if page.source is not CharacterSource.DIGITAL:
        words += f" · {'machine-read' if page.source is CharacterSource.OCR else 'repaired'}"
    numbers = [
        paragraph.number
        for paragraph in source.paragraphs
        if paragraph.number and paragraph.span.overlaps(page.span)
    ]
    if not numbers:
        return words
    both = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    return f"{words} · ¶ {both}"
