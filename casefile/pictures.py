"""Pages as pictures and the rectangles of words on them, by way of the drawing process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile import layers
from casefile.errors import NoPagePicture, NoSuchFinding
from casefile.machine_boxes import boxes_of
from casefile.records import Box, PageImage
from casefile.store import Store
from importers.document import ImportFailure
from importers.machine_page import PlacedWord
from importers.source_text import PageSource, SourceText, Span

__all__ = ["boxes", "machine_words", "page_image", "page_sizes"]


def page_image(
    store: Store, document: int, page: int, scale: float, area: Box | None = None
) -> PageImage:
    """Draw a 1-based page, or an ``area`` of it in PDF points from its top left.

    Raises:
        NoPagePicture: if the document has no such page, or none that can be drawn.
    """
    original = _original(store, document)
    if not _is_drawn(original.media_type):
        raise NoPagePicture("This kind of document has no pages to show. Read its text instead.")
    try:
        return store.workers.page_image(
            original.path, page, scale, original.password, area, store.paths.key
        )
    except ImportFailure as failure:
        raise NoPagePicture(str(failure)) from failure


def page_sizes(store: Store, document: int) -> tuple[tuple[float, float], ...]:
    """Return each page's width and height in PDF points; () where there are no page pictures."""
    original = _original(store, document)
    if not _is_drawn(original.media_type):
        return ()
    try:
        return store.workers.page_sizes(original.path, original.password, store.paths.key)
    except ImportFailure:  # the text is shown instead, with the document's own notice
        return ()


def boxes(
    store: Store, document: int, source: SourceText, page: int, spans: Sequence[Span]
) -> tuple[tuple[Box, ...], ...]:
    """Return for each span of the document its rectangles on a 1-based page; () for one elsewhere.

    Raises:
        NoPagePicture: if the page cannot be opened.
    """
    original = _original(store, document)
    none: tuple[tuple[Box, ...], ...] = ((),) * len(spans)
    if not _is_drawn(original.media_type) or not 1 <= page <= len(source.pages):
        return none
    around = source.pages[page - 1].span
    inside = [_common(span, around) for span in spans]
    if not any(inside):
        return none
    words = _machine_words(store, original, source, page)
    # The file's own words come first on a page, then those that a machine read.
    edge = words[0].span.start if words else around.end
    own = Span(around.start, edge)
    drawn = _drawn(store, original, page, own, [_common(span, own) for span in inside])
    if not words:
        return drawn
    read = boxes_of(source.text, words, inside)
    return tuple((*own_boxes, *others) for own_boxes, others in zip(drawn, read, strict=True))


def machine_words(store: Store, document: int, page: int | None) -> tuple[PlacedWord, ...]:
    """Return the words of a document's current text, or of one page, that a machine read, in order.

    Raises:
        NoSuchFinding: if there is no document of that number.
    """
    layer = _original(store, document).layer
    if layer is None:
        return ()
    with store.database.read() as connection:
        return layers.machine_words(connection, layer, page)


def _drawn(
    store: Store, original: "_Original", page: int, own: Span, spans: Sequence[Span | None]
) -> tuple[tuple[Box, ...], ...]:
    """Return the rectangles of spans of the file's own text on a page; ``own`` is where that stands."""
    asked = {at: _counted(span, own.start) for at, span in enumerate(spans) if span}
    if not asked:
        return ((),) * len(spans)
    try:
        found = store.workers.boxes(
            original.path, page, tuple(asked.values()), original.password, store.paths.key
        )
    except ImportFailure as failure:
        raise NoPagePicture(str(failure)) from failure
    by_place = dict(zip(asked, found, strict=True))
    return tuple(by_place.get(at, ()) for at in range(len(spans)))


def _machine_words(
    store: Store, original: "_Original", source: SourceText, page: int
) -> tuple[PlacedWord, ...]:
    """Return what a machine read on a page of ``source``; () where the case has another text by now."""
    around = source.pages[page - 1]
    if around.source is not PageSource.OCR or original.layer is None:
        return ()
    with store.database.read() as connection:
        words = layers.machine_words(connection, original.layer, page)
    return words if all(around.span.contains(word.span) for word in words) else ()


def _common(span: Span | None, around: Span) -> Span | None:
    """Return the part of a span that lies in ``around``, ``None`` for none."""
    if span is None or not span.overlaps(around):
        return None
    return Span(max(span.start, around.start), min(span.end, around.end))


def _counted(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)


def _is_drawn(media_type: str) -> bool:
    from importers.registry import DRAWN

    return media_type in DRAWN


@dataclass(frozen=True, slots=True)
class _Original:
    path: Path
    password: str | None
    media_type: str
    layer: int | None


def _original(store: Store, document: int) -> _Original:
    with store.database.read() as connection:
        row = connection.execute(
            "SELECT stored_name, password, media_type, layer FROM document WHERE id = ?",
            (document,),
        ).fetchone()
    if row is None:
        raise NoSuchFinding("That document is no longer in the case.")
    path = store.paths.original(row["stored_name"])
    return _Original(path, row["password"], row["media_type"], row["layer"])
