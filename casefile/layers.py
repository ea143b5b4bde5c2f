"""Text layers in the store: the exact text with its places, and what the file says about itself.

The structure is kept as JSON arrays, since it is read and written whole; the text is kept as it is.
"""

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from casefile import same_words
from importers.document import FormField, ImportedDocument, Metadata, MetadataValue, Notice
from importers.machine_page import PlacedWord
from importers.machine_text import pages_to_recognize
from importers.source_text import (
    NumberedLine,
    Page,
    PageSource,
    PageVerdict,
    Paragraph,
    Place,
    Repeated,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
)

__all__ = [
    "add",
    "load",
    "machine_words",
    "notices_from_json",
    "pages_from_json",
    "place_from_json",
    "place_to_json",
    "source",
    "structure",
    "values_of",
]

# A third faster than asking the enumerations.
_ZONES = {zone.value: zone for zone in Zone}
_SOURCES = {source.value: source for source in PageSource}
_VERDICTS = {verdict.value: verdict for verdict in PageVerdict}


def add(connection: sqlite3.Connection, document: int, read: ImportedDocument) -> int:
    """Store what a reader handed over as a new layer and return its number."""
    text, shown = read.source.text, read.source.as_shown().text
    digest = hashlib.sha256(f"{read.reader}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    row = (
        document,
        read.reader,
        dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        digest,
        text.encode("utf-8", "surrogatepass"),
        _pages_to_json(read.source.pages),
        _structure_to_json(read.source),
        _about_to_json(read),
        json.dumps([[notice.code, notice.sentence, notice.pages] for notice in read.notices]),
        len(read.source.pages),
        len(text),
        any(page.source is PageSource.OCR for page in read.source.pages),
        any(page.source is PageSource.REPAIRED for page in read.source.pages),
        json.dumps(pages_to_recognize(read.source)),
        same_words.fingerprint(shown),
    )
    cursor = connection.execute(
        "INSERT INTO layer (document, reader, made, key, text, pages, structure, about, notices,"
        " page_count, characters, machine_read, repaired, scans, words)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    layer = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO machine_words (layer, page, words) VALUES (?, ?, ?)",
        [(layer, page, words) for page, words in _machine_words_to_json(read)],
    )
    return layer


def source(connection: sqlite3.Connection, layer: int) -> SourceText:
    """Return a layer's text with its places, as the paper shows it: redacted words never leave the store."""
    row = connection.execute(
        "SELECT text, pages, structure FROM layer WHERE id = ?", (layer,)
    ).fetchone()
    # Layers of readers that knew no redactions have three parts.
    paragraphs, zones, lines, *redactions = json.loads(row["structure"])
    return SourceText(
        row["text"].decode("utf-8", "surrogatepass"),
        pages_from_json(row["pages"]),
        _paragraphs(paragraphs),
        _zones(zones),
        tuple(NumberedLine(number, Span(start, end)) for number, start, end in lines),
        tuple(Span(start, end) for part in redactions for start, end in part),
    ).as_shown()


def structure(
    connection: sqlite3.Connection, layer: int
) -> tuple[tuple[Paragraph, ...], tuple[ZoneSpan, ...]]:
    """Return a layer's paragraphs and zones without its text, which takes longer."""
    row = connection.execute("SELECT structure FROM layer WHERE id = ?", (layer,)).fetchone()
    paragraphs, zones, *_ = json.loads(row["structure"])
    return _paragraphs(paragraphs), _zones(zones)


def _paragraphs(rows: Iterable[tuple[int, int, str | None, str]]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(Span(start, end), number, _ZONES[zone]) for start, end, number, zone in rows
    )


def _zones(rows: Iterable[tuple[int, int, str, str]]) -> tuple[ZoneSpan, ...]:
    return tuple(
        ZoneSpan(Span(start, end), _ZONES[zone], reason) for start, end, zone, reason in rows
    )


def load(connection: sqlite3.Connection, layer: int) -> ImportedDocument:
    """Return a layer as the importer handed it over, without attachments."""
    row = connection.execute(
        "SELECT layer.reader, layer.about, layer.notices, document.media_type FROM layer"
        " JOIN document ON document.id = layer.document WHERE layer.id = ?",
        (layer,),
    ).fetchone()
    about = json.loads(row["about"])
    return ImportedDocument(
        source(connection, layer),
        row["media_type"],
        row["reader"],
        Metadata(
            tuple(
                MetadataValue(field, value, origin, _span(span))
                for field, value, origin, span in about["metadata"]
            )
        ),
        notices_from_json(row["notices"]),
        tuple(
            FormField(name, value, page, _span(span))
            for name, value, page, span in about["form_fields"]
        ),
        machine_words=machine_words(connection, layer),
    )


def machine_words(
    connection: sqlite3.Connection, layer: int, page: int | None = None
) -> tuple[PlacedWord, ...]:
    """Return the words of a layer, or of one 1-based page, that an engine read from a picture, in order."""
    rows = connection.execute(
        "SELECT words FROM machine_words WHERE layer = ? AND page = COALESCE(?, page) ORDER BY page",
        (layer, page),
    )
    return tuple(
        PlacedWord(Span(start, end), (left, top, right, bottom), confidence)
        for row in rows
        for start, end, left, top, right, bottom, confidence in json.loads(row["words"])
    )


def pages_from_json(text: str) -> tuple[Page, ...]:
    """Return the pages that a layer row keeps."""
    return tuple(
        Page(number, label, Span(start, end), _SOURCES[origin], _VERDICTS[verdict])
        for number, label, start, end, origin, verdict in json.loads(text)
    )


def notices_from_json(text: str) -> tuple[Notice, ...]:
    """Return the notices that a layer row keeps."""
    if text == "[]":  # most papers have none
        return ()
    return tuple(Notice(code, sentence, tuple(pages)) for code, sentence, pages in json.loads(text))


def place_to_json(source: SourceText, span: Span) -> str:
    """Return where a span stands, as a ``place`` column keeps it."""
    place = source.locate(span)
    return json.dumps(
        [
            place.first_page.number if place.first_page else None,
            place.last_page.number if place.last_page else None,
            place.first_paragraph,
            place.last_paragraph,
            place.first_line,
            place.last_line,
            place.first_ordinal,
            place.last_ordinal,
            place.part,
            *([sorted(place.repeated)] if place.repeated else ()),
        ]
    )


def values_of(about: str, field: str) -> tuple[str, ...]:
    """Return what an ``about`` column says of one field of a file's metadata, in order."""
    return tuple(value for name, value, *_ in json.loads(about)["metadata"] if name == field)


def place_from_json(text: str, pages: Sequence[Page]) -> Place:
    """Return the place that a ``place`` column keeps.

    One that was lost may name a page that the text no longer has; it has none then.
    """
    first, last, *units = json.loads(text)
    named, *repeated = units[6:]
    paragraphs, lines, counted = units[:2], units[2:4], units[4:6]
    return Place(
        _numbered(pages, first),
        _numbered(pages, last),
        paragraphs[0],
        paragraphs[1],
        lines[0],
        lines[1],
        counted[0],
        counted[1],
        Zone(named) if named else None,
        frozenset(Repeated(unit) for each in repeated for unit in each),
    )


def _numbered(pages: Sequence[Page], number: int | None) -> Page | None:
    return pages[number - 1] if number and number <= len(pages) else None


def _pages_to_json(pages: Iterable[Page]) -> str:
    return json.dumps(
        [
            [page.number, page.label, page.span.start, page.span.end, page.source, page.verdict]
            for page in pages
        ]
    )


def _structure_to_json(source: SourceText) -> str:
    return json.dumps(
        [
            [[p.span.start, p.span.end, p.number, p.zone] for p in source.paragraphs],
            [[z.span.start, z.span.end, z.zone, z.reason] for z in source.zones],
            [[line.number, line.span.start, line.span.end] for line in source.lines],
            [_pair(span) for span in source.redactions],
        ]
    )


def _about_to_json(read: ImportedDocument) -> str:
    return json.dumps(
        {
            "metadata": [
                [value.field, value.value, value.origin, _pair(value.span)]
                for value in read.metadata.values
            ],
            "form_fields": [
                [field.name, field.value, field.page, _pair(field.span)]
                for field in read.form_fields
            ],
        }
    )


def _machine_words_to_json(read: ImportedDocument) -> Iterator[tuple[int, str]]:
    """Yield each page that has machine-read words, with them."""

    def page_of(word: PlacedWord) -> int:
        page = read.source.page_at(word.span.start)
        return page.number if page else 0

    for page, words in groupby(read.machine_words, page_of):
        yield (
            page,
            json.dumps(
                [
                    [
                        word.span.start,
                        word.span.end,
                        *(round(edge, 2) for edge in word.box),
                        round(word.confidence, 4),
                    ]
                    for word in words
                ]
            ),
        )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)
