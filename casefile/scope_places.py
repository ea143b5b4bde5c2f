"""The search fields that mean a place in a paper: its page, its numbered paragraph, a part of it."""

import sqlite3
from collections.abc import Callable, Collection, Iterator

from casefile import layers
from importers.source_text import Page, Span, Zone

__all__ = ["PARTS", "in_part", "on_page", "pleaded"]

PARTS = {
    "caption": Zone.CAPTION,
    "captions": Zone.CAPTION,
    "heading": Zone.HEADING,
    "headings": Zone.HEADING,
    "footnote": Zone.FOOTNOTE,
    "footnotes": Zone.FOOTNOTE,
    "signature": Zone.SIGNATURE,
    "signatures": Zone.SIGNATURE,
}
"""What may stand after ``in:`` besides quotes, and the zone that it names."""

Places = dict[int, list[Span]]


def in_part(connection: sqlite3.Connection, documents: Collection[int], value: str) -> Places:
    """Return the stretches of each document that belong to a part; see ``PARTS``."""
    wanted = PARTS[value]
    found: Places = {}
    for document, layer in _layers(connection, documents):
        paragraphs, zones = layers.structure(connection, layer)
        spans = [paragraph.span for paragraph in paragraphs if paragraph.zone is wanted]
        spans += [marked.span for marked in zones if marked.zone is wanted]
        if spans:
            found[document] = spans
    return found


def pleaded(
    connection: sqlite3.Connection, documents: Collection[int], value: str
) -> Places | None:
    """Return the paragraphs of that pleaded number, or of a range of numbers; ``None`` for no number.

    What stands without a number below a numbered paragraph belongs to it.
    """
    wanted = _admits(value)
    if wanted is None:
        return None
    found: Places = {}
    for document, layer in _layers(connection, documents):
        inside, spans = False, []
        for paragraph in layers.structure(connection, layer)[0]:
            if paragraph.zone.is_furniture:
                continue
            if paragraph.number is not None:
                inside = wanted(paragraph.number)
            elif paragraph.zone not in (Zone.BODY, Zone.BLOCK_QUOTE):
                inside = False
            if inside:
                spans.append(paragraph.span)
        if spans:
            found[document] = spans
    return found


def on_page(
    connection: sqlite3.Connection, documents: Collection[int], value: str
) -> Places | None:
    """Return the pages of that label, or of a range of numbers; ``None`` for no number.

    A page is known by the label printed on it, as pin cites name it, else by its count from 1.
    """
    wanted = _admits(value)
    if wanted is None:
        return None
    found: Places = {}
    for document, layer in _layers(connection, documents):
        row = connection.execute("SELECT pages FROM layer WHERE id = ?", (layer,)).fetchone()
        pages = layers.pages_from_json(row["pages"])
        spans = [page.span for page in pages if wanted(_label(page))]
        if spans:
            found[document] = spans
    return found


def _label(page: Page) -> str:
    return page.label or str(page.number)


def _admits(value: str) -> Callable[[str], bool] | None:
    from index.query import number_range

    numbers = number_range(value)
    if numbers is None:
        return None
    first, last = (number.casefold() for number in numbers)
    if not (first.isdecimal() and last.isdecimal()):
        return lambda label: label.casefold() == first
    low, high = sorted((int(first), int(last)))
    return lambda label: label.isdecimal() and low <= int(label) <= high


def _layers(
    connection: sqlite3.Connection, documents: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Yield each of the documents that was read, with its current layer."""
    rows = connection.execute(
        "SELECT id, layer FROM document WHERE layer IS NOT NULL ORDER BY id"
    ).fetchall()
    yield from ((row["id"], row["layer"]) for row in rows if row["id"] in documents)
