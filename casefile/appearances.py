"""Quotes and their words elsewhere in the case: computed when a document is ready, kept in the store.

Both ways: the new paper's quotes in all other papers, and all other papers' quotes in the new one.
"""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile import layers, same_words
from casefile.same_words import Words
from importers.source_text import SourceText

__all__ = ["Appearance", "Texts", "compute", "look_up", "replace"]

_WORDS_KEPT = 2_000_000  # words of texts kept folded, some 50 MB


@dataclass(frozen=True, slots=True)
class Appearance:
    """One row of same words: a quote, and where else its words stand."""

    quote: int
    document: int
    start: int
    end: int
    text: str
    place: str
    verdict: str
    words_changed: int


class Texts:
    """The texts that were compared last, folded; folding one takes a second a megabyte. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[SourceText, Words]] = OrderedDict()
        self._words = 0

    def get(self, connection: sqlite3.Connection, layer: int) -> tuple[SourceText, Words]:
        """Return a layer's text with its words."""
        with self._lock:
            kept = self._kept.get(layer)
            if kept is not None:
                self._kept.move_to_end(layer)
                return kept
        source = layers.source(connection, layer)
        words = same_words.fold_words(source.text)
        with self._lock:
            if layer not in self._kept:
                self._kept[layer] = source, words
                self._words += len(words.folded)
            while self._words > _WORDS_KEPT and len(self._kept) > 1:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._words -= len(dropped.folded)
        return source, words


@dataclass(frozen=True, slots=True)
class _Quote:
    id: int
    document: int
    text: str
    words: bytes


def compute(connection: sqlite3.Connection, document: int, texts: Texts) -> tuple[Appearance, ...]:
    """Return every pair of a quote and another paper with its words in which ``document`` takes part."""
    quotes = [
        _Quote(row["id"], row["document"], row["text"], row["words"])
        for row in connection.execute(
            "SELECT id, document, text, words FROM quote"
            " WHERE proposed = 1 AND lost = 0 AND length(words) >= 8"
        )
    ]
    mine = [quote for quote in quotes if quote.document == document]
    others = [quote for quote in quotes if quote.document != document]
    found: list[Appearance] = []
    for row in _layers(connection):
        wanted = others if row["id"] == document else mine
        promising = _promising(wanted, row["words"])
        if promising:
            found += _places(promising, row["id"], *texts.get(connection, row["layer"]))
    return tuple(found)


def look_up(
    connection: sqlite3.Connection, quotes: Sequence[str], texts: Texts
) -> tuple[tuple[Appearance, ...], ...]:
    """Return for each quote of a paper outside the case where its words stand in the case, best first.

    ``Appearance.quote`` is the quote's place in ``quotes``.
    """
    wanted = [
        _Quote(at, 0, text, same_words.triples(same_words.fold_words(text).folded).tobytes())
        for at, text in enumerate(quotes)
    ]
    found: list[list[Appearance]] = [[] for _ in quotes]
    for row in _layers(connection):
        promising = _promising(wanted, row["words"])
        if promising:
            for each in _places(promising, row["id"], *texts.get(connection, row["layer"])):
                found[each.quote].append(each)
    return tuple(tuple(sorted(row, key=lambda each: each.words_changed)) for row in found)


def _layers(connection: sqlite3.Connection) -> Sequence[sqlite3.Row]:
    return connection.execute(
        "SELECT document.id, layer.id AS layer, layer.words FROM document"
        " JOIN layer ON layer.id = document.layer ORDER BY document.id"
    ).fetchall()


def replace(
    connection: sqlite3.Connection, document: int, found: Iterable[Appearance]
) -> frozenset[int]:
    """Write what ``compute`` returned for a document; returns the other documents whose quotes changed."""
    before = _quoted_in(connection, document)
    connection.execute(
        "DELETE FROM same_words WHERE document = ?"
        " OR quote IN (SELECT id FROM quote WHERE document = ?)",
        (document, document),
    )
    connection.executemany(
        'INSERT OR REPLACE INTO same_words (quote, document, "start", "end", text, place, verdict,'
        " words_changed) SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM quote WHERE id = ?)",
        [
            (
                each.quote,
                each.document,
                each.start,
                each.end,
                each.text,
                each.place,
                each.verdict,
                each.words_changed,
                each.quote,
            )
            for each in found
        ],
    )
    return before | _quoted_in(connection, document)


def _quoted_in(connection: sqlite3.Connection, document: int) -> frozenset[int]:
    """Return the documents with a quote whose words also stand in ``document``."""
    rows = connection.execute(
        "SELECT DISTINCT quote.document FROM same_words JOIN quote ON quote.id = same_words.quote"
        " WHERE same_words.document = ?",
        (document,),
    )
    return frozenset(row["document"] for row in rows)


def _promising(quotes: Sequence[_Quote], fingerprint: bytes) -> list[_Quote]:
    counts = same_words.shared([quote.words for quote in quotes], fingerprint)
    return [
        quote
        for quote, count in zip(quotes, counts, strict=True)
        if count and same_words.promises(quote.words, count)
    ]


def _places(
    quotes: Sequence[_Quote], document: int, source: SourceText, text: Words
) -> Iterable[Appearance]:
    for quote in quotes:
        match = same_words.find(same_words.fold_words(quote.text), text)
        if match is not None:
            yield Appearance(
                quote.id,
                document,
                match.span.start,
                match.span.end,
                match.span.of(source.text),
                layers.place_to_json(source, match.span),
                match.verdict,
                match.words_changed,
            )
