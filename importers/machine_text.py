"""Pages read by a machine, as text: what the reader puts in the text layer, with the place of each word."""

from importers.source_text import PageSource, PageVerdict, SourceText

__all__ = ["pages_to_recognize"]

_UNREADABLE = (PageVerdict.SCAN, PageVerdict.STAMPED_SCAN, PageVerdict.GARBLED)


def pages_to_recognize(source: SourceText) -> tuple[int, ...]:
    """Return the 1-based pages that hold no words of their own and that nothing has read or repaired yet."""
    return tuple(
        page.number
        for page in source.pages
        if page.verdict in _UNREADABLE and page.source is PageSource.DIGITAL
    )
