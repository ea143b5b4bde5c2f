"""Pages as pictures and the rectangles of words on them, by way of the drawing process."""

from collections.abc import Sequence
from pathlib import Path

from casefile.errors import NoPagePicture, NoSuchFinding
from casefile.records import Box, PageImage
from casefile.store import Store
from importers.document import ImportFailure
from importers.source_text import SourceText, Span

__all__ = ["boxes", "page_image", "page_sizes"]

_DRAWN = "application/pdf"


def page_image(store: Store, document: int, page: int, scale: float) -> PageImage:
    """Draw a 1-based page.

    Raises:
        NoPagePicture: if the document has no such page, or none that can be drawn.
    """
    path, password, media_type = _original(store, document)
    if media_type != _DRAWN:
        raise NoPagePicture("This kind of document has no pages to show. Read its text instead.")
    try:
        return store.workers.page_image(path, page, scale, password)
    except ImportFailure as failure:
        raise NoPagePicture(str(failure)) from failure


def page_sizes(store: Store, document: int) -> tuple[tuple[float, float], ...]:
    """Return each page's width and height in PDF points; () where there are no page pictures."""
    path, password, media_type = _original(store, document)
    if media_type != _DRAWN:
        return ()
    try:
        return store.workers.page_sizes(path, password)
    except ImportFailure:  # the text is shown instead, with the document's own notice
        return ()


def boxes(
    store: Store, document: int, source: SourceText, page: int, spans: Sequence[Span]
) -> tuple[tuple[Box, ...], ...]:
    """Return for each span of the document its rectangles on a 1-based page; () for one elsewhere.

    Raises:
        NoPagePicture: if the page cannot be opened.
    """
    path, password, media_type = _original(store, document)
    if media_type != _DRAWN or not 1 <= page <= len(source.pages):
        return ((),) * len(spans)
    around = source.pages[page - 1].span
    inside = {
        at: Span(
            max(span.start, around.start) - around.start, min(span.end, around.end) - around.start
        )
        for at, span in enumerate(spans)
        if span.overlaps(around)
    }
    if not inside:
        return ((),) * len(spans)
    try:
        found = store.workers.boxes(path, page, tuple(inside.values()), password)
    except ImportFailure as failure:
        raise NoPagePicture(str(failure)) from failure
    by_place = dict(zip(inside, found, strict=True))
    return tuple(by_place.get(at, ()) for at in range(len(spans)))


def _original(store: Store, document: int) -> tuple[Path, str | None, str]:
    with store.database.read() as connection:
        row = connection.execute(
            "SELECT stored_name, password, media_type FROM document WHERE id = ?", (document,)
        ).fetchone()
    if row is None:
        raise NoSuchFinding("That document is no longer in the case.")
    return store.paths.original(row["stored_name"]), row["password"], row["media_type"]
