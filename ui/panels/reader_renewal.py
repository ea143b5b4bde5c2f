"""What stays in view when an open document gets another text, as when its scans have been read.

Knows no widgets.
"""

from collections.abc import Iterable

from casefile.records import Highlight, Ref
from importers.source_text import PageSource, SourceText, Span
from ui.language import tr

__all__ = ["PAGE_HEADS", "same_finding", "same_place"]

PAGE_HEADS = {
    PageSource.OCR: tr("Read by machine: compare before you cite"),
    PageSource.REPAIRED: tr("Repaired text: compare before you cite"),
}
"""What stands above pages by where their characters come from."""


def same_place(before: SourceText, after: SourceText, offset: int) -> int:
    """Return where a place of one text stands in another of the same document: as far into its page."""
    page = before.page_at(offset)
    if page is None or not page.number <= len(after.pages):
        return min(offset, len(after.text))
    span = after.pages[page.number - 1].span
    return min(span.start + max(0, offset - page.span.start), span.end)


def same_finding(
    before: SourceText,
    after: SourceText,
    span: Span | None,
    ref: Ref | None,
    findings: Iterable[Highlight],
) -> Span | None:
    """Return where the place that was shown stands in the new text; ``None`` if that is not certain."""
    if span is None:
        return None
    if before.text[: span.end] == after.text[: span.end]:
        return span
    words = before.text[span.start : span.end]
    places = {mark.span for mark in findings if mark.ref == ref}
    same = [place for place in places if after.text[place.start : place.end] == words]
    return same[0] if len(same) == 1 else None
