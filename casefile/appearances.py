"""Quotes and their words elsewhere in the case: computed when a document is ready, kept in the store.

Both ways: the new paper's quotes in all other papers, and all other papers' quotes in the new one.
"""

import sqlite3
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from casefile import layers, same_words
from casefile.records import Verdict
from casefile.running_text import streams
from casefile.triple_index import TripleIndex
from importers.source_text import PageSource, SourceText, Span

__all__ = ["Appearance", "Paper", "Texts", "compute", "look_up", "replace"]

_CHARACTERS_KEPT = 10_000_000  # of texts, with their words some 60 MB
_MOST_PLACES = 5  # that a paper is asked for
_NESTED = 6  # quotations before a place that may reach into it
_BYTES = 4  # of a triple's hash

_QUOTES = (
    'SELECT id, document, reading, words, "start", "end", omits FROM quote'
    " WHERE (proposed = 1 OR decision IN ('accepted', 'edited')) AND lost = 0 AND length(words) >= 8"
)
_OF_PAPERS = "document IN (SELECT value FROM json_each(?))"
_THESE = "id IN (SELECT value FROM json_each(?))"


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


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's text, and its running text and footnotes to look for words in."""

    source: SourceText
    parts: tuple[same_words.Text, ...]


class Texts:
    """The texts that were compared last, folded; folding one takes a second a megabyte. Thread-safe."""

    def __init__(self) -> None:
        self.triples = TripleIndex()
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Paper] = OrderedDict()
        self._characters = 0

    def get(self, connection: sqlite3.Connection, layer: int) -> Paper:
        """Return a layer's text; its words are folded when they are first asked for."""
        with self._lock:
            kept = self._kept.get(layer)
            if kept is not None:
                self._kept.move_to_end(layer)
                return kept
        source = layers.source(connection, layer)
        scanned = tuple(page.span for page in source.pages if page.source is PageSource.OCR)
        paper = Paper(source, tuple(same_words.Text(part, scanned) for part in streams(source)))
        with self._lock:
            if layer not in self._kept:
                self._kept[layer] = paper
                self._characters += len(source.text)
            while self._characters > _CHARACTERS_KEPT and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._characters -= len(dropped.source.text)
        return paper


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation to look for; ``span`` is where it stands in its own paper."""

    id: int
    document: int
    text: str
    words: bytes
    span: Span
    omits: bool = False
    """It tells of citations left out."""


def compute(connection: sqlite3.Connection, document: int, texts: Texts) -> tuple[Appearance, ...]:
    """Return every place with a quote's words in which ``document`` takes part, its own repeats too."""
    own = _layers(connection, (document,))
    mine = _quotes(connection, _OF_PAPERS, (document,))
    others: frozenset[int] = frozenset()
    if own:
        others = texts.triples.quotes_in(connection, document, own[0]["words"])
    known = {quote.id: quote for quote in (*_quotes(connection, _THESE, others), *mine)}
    every = [known[number] for number in sorted(known)]
    papers = texts.triples.papers_with(connection, [quote.words for quote in mine])
    found: list[Appearance] = []
    for row in _layers(connection, {document, *papers}):
        wanted = every if row["id"] == document else mine
        promising = _promising(wanted, row["words"])
        if promising:
            found += _places(promising, row["id"], texts.get(connection, row["layer"]))
    beside = _quotes(connection, _OF_PAPERS, {each.document for each in found})
    known |= {quote.id: quote for quote in beside}
    return (*found, *_shorter(known.values(), found, texts, connection))


def _quotes(connection: sqlite3.Connection, which: str, numbers: Collection[int]) -> list[_Quote]:
    """Return the quotations that are compared, of papers or by their own numbers, in order."""
    rows = connection.execute(f"{_QUOTES} AND {which} ORDER BY id", (str(sorted(numbers)),))
    return [
        _Quote(
            row["id"],
            row["document"],
            row["reading"],
            row["words"],
            Span(row["start"], row["end"]),
            bool(row["omits"]),
        )
        for row in rows
    ]


def _shorter(
    quotes: Collection[_Quote],
    found: Sequence[Appearance],
    texts: Texts,
    connection: sqlite3.Connection,
) -> Iterator[Appearance]:
    """Yield for quotations within whose words a shorter one was found the place of that one.

    So short a part of them is not found when they are looked for.
    """
    by_number = {quote.id: quote for quote in quotes}
    by_paper: dict[int, list[_Quote]] = {}
    for quote in sorted(quotes, key=lambda each: (each.document, each.span.start)):
        by_paper.setdefault(quote.document, []).append(quote)
    starts = {paper: [each.span.start for each in rows] for paper, rows in by_paper.items()}
    known: dict[tuple[int, int], list[Span]] = {}
    for each in found:
        known.setdefault((each.quote, each.document), []).append(Span(each.start, each.end))
    for each in found:
        short, place = by_number[each.quote], Span(each.start, each.end)
        altered = each.verdict == Verdict.ALTERED
        if each.verdict == Verdict.SHORTER:
            continue
        rows = by_paper.get(each.document, [])
        at = bisect_right(starts.get(each.document, []), each.start)
        for around in rows[max(0, at - _NESTED) : at]:
            told = list(known.get((around.id, short.document), ()))
            if around.document == short.document:
                told.append(around.span)
            more = len(around.words) - len(short.words)
            if not around.span.contains(place) or more <= 0 or around.id == short.id:
                continue
            if any(short.span.overlaps(span) for span in told):
                continue
            verdict = Verdict.ALTERED if altered else Verdict.SHORTER
            changed = each.words_changed if altered else more // _BYTES
            yield _whole(around, short, (verdict, changed), texts, connection)


def look_up(
    connection: sqlite3.Connection, quotes: Sequence[tuple[str, bool]], texts: Texts
) -> tuple[tuple[Appearance, ...], ...]:
    """Return for each quotation where its words stand in the case, best first.

    ``quotes`` are their words without page furniture, each with whether it tells of citations left out;
    ``Appearance.quote`` is a quotation's place in ``quotes``.
    """
    nowhere = Span(0, 0)
    wanted = [
        _Quote(
            at,
            0,
            text,
            same_words.triples(same_words.fold_words(text).folded).tobytes(),
            nowhere,
            omits,
        )
        for at, (text, omits) in enumerate(quotes)
    ]
    found: list[list[Appearance]] = [[] for _ in quotes]
    papers = texts.triples.papers_with(connection, [quote.words for quote in wanted])
    for row in _layers(connection, papers):
        promising = _promising(wanted, row["words"])
        if promising:
            for each in _places(promising, row["id"], texts.get(connection, row["layer"])):
                found[each.quote].append(each)
    return tuple(tuple(sorted(row, key=_best_first)) for row in found)


def _best_first(each: Appearance) -> tuple[tuple[int, int, int], int, int]:
    standing = same_words.standing(Verdict(each.verdict), each.words_changed)
    return standing, each.document, each.start


def _whole(
    quote: _Quote,
    place: _Quote,
    verdict: tuple[Verdict, int],
    texts: Texts,
    connection: sqlite3.Connection,
) -> Appearance:
    """Return another quotation as the place of a longer one, of which it has a part."""
    row = connection.execute(
        "SELECT layer FROM document WHERE id = ?", (place.document,)
    ).fetchone()
    source = texts.get(connection, row["layer"]).source
    return Appearance(
        quote.id,
        place.document,
        place.span.start,
        place.span.end,
        place.span.of(source.text),
        layers.place_to_json(source, place.span),
        *verdict,
    )


def _layers(connection: sqlite3.Connection, papers: Collection[int]) -> Sequence[sqlite3.Row]:
    return connection.execute(
        "SELECT document.id, layer.id AS layer, layer.words FROM document"
        " JOIN layer ON layer.id = document.layer"
        " WHERE document.id IN (SELECT value FROM json_each(?)) ORDER BY document.id",
        (str(sorted(papers)),),
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


def _places(quotes: Sequence[_Quote], document: int, paper: Paper) -> Iterable[Appearance]:
    for quote in quotes:
        own = quote.span if quote.document == document else None
        look = partial(
            same_words.find, quote.text, limit=_MOST_PLACES, without=own, omits=quote.omits
        )
        found = [
            Appearance(
                quote.id,
                document,
                match.span.start,
                match.span.end,
                match.span.of(paper.source.text),
                layers.place_to_json(paper.source, match.span),
                match.verdict,
                match.words_changed,
            )
            for part in paper.parts
            for match in look(part)
        ]
        yield from sorted(found, key=_best_first)[:_MOST_PLACES]
