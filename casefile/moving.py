"""Findings follow their words when a document gets a new text layer, before extraction looks through it anew.

Until then, and for good where extraction fails, what was found stays at its words: a page whose text is
the same in both layers moves as a whole, and elsewhere anchors are re-placed. What cannot be placed goes;
what the attorney decided on is shown as lost.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from casefile import anchors, answer_json, layers
from casefile.anchors import Anchor
from importers.source_text import SourceText, Span

__all__ = ["Way", "follow"]


class Way:
    """The way from an old text layer to a new one of the same original."""

    def __init__(self, old: SourceText, new: SourceText) -> None:
        self._old = old
        self._new = new

    @cached_property
    def _pages(self) -> tuple[tuple[Span, int | None], ...]:
        """The old layer's pages, each with how far it moved, ``None`` where its text changed.

        A layer without pages, or with another number of them, is taken as one page.
        """
        old, new = ([page.span for page in source.pages] for source in (self._old, self._new))
        if len(old) != len(new) or not old:
            old, new = [Span(0, len(self._old.text))], [Span(0, len(self._new.text))]
        return tuple(
            (
                before,
                after.start - before.start
                if before.of(self._old.text) == after.of(self._new.text)
                else None,
            )
            for before, after in zip(old, new, strict=True)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span, _ in self._pages]

    def moved(self, span: Span) -> Span | None:
        """Return where a span stands now, if all pages that it touches have the same text in both layers."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        shifts = {shift for _, shift in self._pages[first : last + 1]}
        shift = shifts.pop() if len(shifts) == 1 else None
        return None if shift is None else Span(span.start + shift, span.end + shift)

    def moved_words(self, span: Span) -> Span | None:
        """Return what ``moved`` does for the span without the white space at its ends."""
        words = span.of(self._old.text)
        start = span.start + len(words) - len(words.lstrip())
        return self.moved(Span(start, max(start, span.start + len(words.rstrip()))))

    def place(self, anchor: Anchor) -> Span | None:
        """Return where an anchor of the old layer stands now, ``None`` where that is not certain."""
        span = self.moved(anchor.span)
        return anchors.place(anchor, self._new.text) if span is None else span

    def place_span(self, span: Span) -> Span | None:
        """Return where a span of the old layer stands now, ``None`` where that is not certain."""
        return self.place(anchors.anchor(self._old.text, span))


def follow(
    connection: sqlite3.Connection, document: int, old: int | None, new: int
) -> frozenset[int]:
    """Bring what was found in a document from its layer ``old`` to its layer ``new``.

    Returns the documents whose quotes have their words in this one: places shown there moved too.
    """
    if old is None:
        return frozenset()
    source = layers.source(connection, new)
    way = Way(layers.source(connection, old), source)
    _move_mentions(connection, document, way, source, new)
    _move_quotes(connection, document, way, source, old, new)
    _move_decided(connection, "date_expression", document, way, source, old, new)
    _move_decided(connection, "mention_given", document, way, source, old, new)
    _move_decided(connection, "passage", document, way, source, old, new)
    _move_run(connection, document, way, source)
    return _move_same_words(connection, document, way, source)


def _move_mentions(
    connection: sqlite3.Connection, document: int, way: Way, source: SourceText, layer: int
) -> None:
    moved, gone = [], []
    for row in connection.execute(
        'SELECT id, "start", "end" FROM mention WHERE document = ?', (document,)
    ):
        span = way.place_span(Span(row["start"], row["end"]))
        if span is None:
            gone.append((row["id"],))
        else:
            place = layers.place_to_json(source, span)
            moved.append((layer, span.start, span.end, place, row["id"]))
    connection.executemany(
        'UPDATE mention SET layer = ?, "start" = ?, "end" = ?, place = ? WHERE id = ?', moved
    )
    connection.executemany("DELETE FROM mention WHERE id = ?", gone)


def _move_quotes(
    connection: sqlite3.Connection,
    document: int,
    way: Way,
    source: SourceText,
    old: int,
    new: int,
) -> None:
    """Move the quotes, and what else of a quote stands somewhere: its parts, its cue, who said it."""
    for row in _move_decided(connection, "quote", document, way, source, old, new):
        edges: list[int | str | None] = []
        for name in ("speaker", "cue"):
            start, end = row[f"{name}_start"], row[f"{name}_end"]
            span = None if start is None else way.place_span(Span(start, end))
            edges += (None, None) if span is None else (span.start, span.end)
        edges += _moved_citation(row, way, source)
        parts = _placed_parts(json.loads(row["parts"]), way.place_span)
        connection.execute(
            "UPDATE quote SET speaker_start = ?, speaker_end = ?, cue_start = ?, cue_end = ?,"
            " cited_start = ?, cited_end = ?, cited_place = ?, parts = ? WHERE id = ?",
            (*edges, json.dumps(parts), row["id"]),
        )


def _moved_citation(row: sqlite3.Row, way: Way, source: SourceText) -> tuple[int | str | None, ...]:
    """Return where a quote's citation stands in the new layer, its words being kept where it has no place."""
    if row["cited_start"] is None:
        return (None, None, None)
    span = way.place_span(Span(row["cited_start"], row["cited_end"]))
    if span is None:
        return (None, None, None)
    return (span.start, span.end, layers.place_to_json(source, span))


def _placed_parts(edges: Sequence[int], place: Callable[[Span], Span | None]) -> list[int]:
    """Return a quote's parts in the new layer; none of them where one of them has no place."""
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    spans = [span for pair in pairs if (span := place(Span(*pair))) is not None]
    if len(spans) < len(pairs):
        return []
    return [edge for span in spans for edge in (span.start, span.end)]


def _move_decided(
    connection: sqlite3.Connection,
    table: str,
    document: int,
    way: Way,
    source: SourceText,
    old: int,
    new: int,
) -> list[sqlite3.Row]:
    """Move the quotes or dates of a document and return, as they were, those that found their place."""
    kept = []
    for row in connection.execute(
        f"SELECT * FROM {table} WHERE document = ? AND layer = ? AND lost = 0",  # noqa: S608
        (document, old),
    ).fetchall():
        span = way.place(
            Anchor(Span(row["start"], row["end"]), row["text"], row["before"], row["after"])
        )
        if span is not None:
            kept.append(row)
            anchor = anchors.anchor(source.text, span)
            place = layers.place_to_json(source, span)
            connection.execute(
                f'UPDATE {table} SET layer = ?, "start" = ?, "end" = ?, before = ?, after = ?, place = ?'  # noqa: S608
                " WHERE id = ?",
                (new, span.start, span.end, anchor.before, anchor.after, place, row["id"]),
            )
        elif row["touched"]:
            connection.execute(f"UPDATE {table} SET lost = 1 WHERE id = ?", (row["id"],))  # noqa: S608
        else:
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))  # noqa: S608
    return kept


def _move_run(connection: sqlite3.Connection, document: int, way: Way, source: SourceText) -> None:
    """Move the sentences, which findings know by number, and an answer's responses.

    A sentence without a place is left empty, a response without one goes.
    """
    row = connection.execute(
        "SELECT sentences, responses FROM extraction WHERE document = ?", (document,)
    ).fetchone()
    if row is None:
        return
    edges = json.loads(row["sentences"])
    moved: list[int] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        span = way.moved_words(Span(start, end))
        moved += (0, 0) if span is None else (span.start, span.end)
    said = row["responses"]
    connection.execute(
        "UPDATE extraction SET sentences = ?, responses = ? WHERE document = ?",
        (
            json.dumps(moved),
            said and answer_json.moved(said, way.place_span, source),
            document,
        ),
    )


def _move_same_words(
    connection: sqlite3.Connection, document: int, way: Way, source: SourceText
) -> frozenset[int]:
    """Move the places here that have the words of other documents' quotes; return those documents."""
    rows = connection.execute(
        "SELECT same_words.*, quote.document AS quoting FROM same_words"
        " JOIN quote ON quote.id = same_words.quote WHERE same_words.document = ?",
        (document,),
    ).fetchall()
    connection.execute("DELETE FROM same_words WHERE document = ?", (document,))
    connection.executemany(
        'INSERT OR REPLACE INTO same_words (quote, document, "start", "end", text, place, verdict,'
        " words_changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        list(_moved_appearances(rows, way, source)),
    )
    return frozenset(row["quoting"] for row in rows)


def _moved_appearances(
    rows: Iterable[sqlite3.Row], way: Way, source: SourceText
) -> Iterable[tuple[object, ...]]:
    for row in rows:
        span = way.place_span(Span(row["start"], row["end"]))
        if span is not None:
            yield (
                row["quote"],
                row["document"],
                span.start,
                span.end,
                row["text"],
                layers.place_to_json(source, span),
                row["verdict"],
                row["words_changed"],
            )
