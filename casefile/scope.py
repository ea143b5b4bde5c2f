"""The search fields that the case answers: which documents, or which stretches of them, a field means.

``kind:``, ``title:``, ``author:``, ``court:`` and ``docket:`` mean whole documents; ``speaker:``, ``in:``,
``page:`` and ``para:`` mean the stretches themselves; ``party:`` and ``date:`` mean the sentences that hold
one, and ``date:`` the whole of a document of that day, unless it is asked for alone and the document's
sentences answer. ``tag:`` means what carries it: papers, passages, quotes, the sentences of dates, and unless
it is asked for alone, the sentences that name a party. Notes stand in no paper: see ``found_beside``.
"""

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping

from casefile import scope_marks, scope_places
from casefile.links import Image
from casefile.records import DocumentRow, PartyRow, ReviewState
from extraction import names
from extraction.findings import DocumentKind
from importers.source_text import Span, disjoint

__all__ = ["Answer", "answer", "named"]

Answer = Mapping[int, tuple[Span, ...] | None] | None

_KINDS = {"email": DocumentKind.EMAIL, "mail": DocumentKind.EMAIL, "news": DocumentKind.ARTICLE}


def answer(
    connection: sqlite3.Connection,
    image: Image,
    field: str,
    value: str,
    documents: Collection[int],
    *,
    alone: bool = False,
) -> Answer:
    """Answer one field; ``None`` for a field or value that the case does not know.

    Only ``documents`` come into question; what is found in others may be left out. ``alone`` says that the
    query holds nothing but this field.
    """
    if field == "date" and alone:
        return _date(connection, image, value.strip(), sentences_first=True)
    if field == "tag":
        return _tag(connection, image, value.strip(), with_parties=not alone)
    place = _PLACES.get(field)
    if place is not None:
        spans = place(connection, documents, value)
        return None if spans is None else _joined(spans)
    if field == "in" and value.casefold() in scope_places.PARTS:
        return _joined(scope_places.in_part(connection, documents, value.casefold()))
    asked = _FIELDS.get(field)
    return None if asked is None else asked(connection, image, value.strip())


def _kind(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
    wanted = value.casefold()
    kind = _KINDS.get(wanted) or next(
        (each for each in DocumentKind if wanted in (each, f"{each}s")), None
    )
    return None if kind is None else _documents(image, lambda row: row.kind is kind)


def _about(pick: Callable[[DocumentRow], str | None]) -> Callable[..., Answer]:
    def asked(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
        wanted = names.fold(value)
        return _documents(image, lambda row: wanted in names.fold(pick(row) or "")) or None

    return asked


def _docket(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
    wanted = _letters(value)
    if not wanted:
        return None
    return _documents(image, lambda row: wanted in _letters(row.docket_number or "")) or None


def _letters(text: str) -> str:
    """Return a docket number as it is compared: "1:17-cv-01916" and "17 CV 1916" have the same end."""
    return re.sub(r"[^0-9a-z]", "", re.sub(r"(?<!\d)0+(?=\d)", "", text.casefold()))


def _documents(image: Image, fits: Callable[[DocumentRow], bool]) -> Mapping[int, None]:
    return {number: None for number, each in image.documents.items() if fits(each.document)}


def _party(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
    wanted = named(image, value)
    return _naming(connection, image, wanted) if wanted else None


def _naming(connection: sqlite3.Connection, image: Image, wanted: Collection[int]) -> Answer:
    found: dict[int, set[int]] = {}
    bare: dict[int, list[Span]] = {}
    for number, document in image.documents.items():
        for mention in document.mentions:
            if not mention.furniture and image.roots[mention.party] in wanted:
                if mention.units.first_sentence >= 0:
                    found.setdefault(number, set()).add(mention.units.first_sentence)
                else:
                    bare.setdefault(number, []).append(mention.pin.span)
    return _with_sentences(connection, found, bare)


def _speaker(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
    wanted = named(image, value)
    if not wanted:
        return None
    return _quotes(image, lambda speaker: speaker in wanted)


def _in(connection: sqlite3.Connection, image: Image, value: str) -> Answer:
    if value.casefold() in ("quote", "quotes"):
        return _quotes(image, lambda speaker: True)
    return {} if value.casefold() in scope_marks.NOTES else None


def _tag(connection: sqlite3.Connection, image: Image, value: str, *, with_parties: bool) -> Answer:
    carrying = scope_marks.carrying(connection, image, value)
    if carrying is None:
        return None
    spans = carrying.spans
    if carrying.parties and with_parties:
        for number, found in (_naming(connection, image, carrying.parties) or {}).items():
            spans.setdefault(number, []).extend(found or ())
    sentences = _with_sentences(connection, carrying.sentences, spans) or {}
    return {**sentences, **dict.fromkeys(carrying.documents)}


def _quotes(image: Image, fits: Callable[[int | None], bool]) -> Answer:
    found: dict[int, list[Span]] = {}
    for number, document in image.documents.items():
        for quote in document.quotes:
            row = image.quotes[quote.row.id]
            if quote.shown and row.state is not ReviewState.REJECTED and fits(row.speaker):
                found.setdefault(number, []).append(row.pin.span)
    return _joined(found)


def _date(
    connection: sqlite3.Connection, image: Image, value: str, *, sentences_first: bool = False
) -> Answer:
    from index.query import date_range

    days = date_range(value)
    if days is None:
        return None
    first, last = days[0] or dt.date.min, days[1] or dt.date.max
    whole: dict[int, tuple[Span, ...] | None] = {}
    found: dict[int, set[int]] = {}
    bare: dict[int, list[Span]] = {}
    for number, document in image.documents.items():
        day = document.document.date
        if day is not None and first <= day <= last:
            whole[number] = None
            if not sentences_first:
                continue
        for date in document.dates:
            row = date.row
            earliest, latest = row.earliest or row.latest, row.latest or row.earliest
            if not date.shown or row.state is ReviewState.REJECTED or not earliest or not latest:
                continue
            if earliest <= last and latest >= first:
                if date.units.first_sentence >= 0:
                    found.setdefault(number, set()).add(date.units.first_sentence)
                else:
                    bare.setdefault(number, []).append(row.pin.span)
    sentences = _with_sentences(connection, found, bare) or {}
    return {**whole, **sentences} if sentences_first else {**sentences, **whole}


def _with_sentences(
    connection: sqlite3.Connection,
    found: Mapping[int, Iterable[int]],
    bare: Mapping[int, Iterable[Span]],
) -> Answer:
    spans: dict[int, list[Span]] = {number: list(each) for number, each in bare.items()}
    for number, ordinals in found.items():
        row = connection.execute(
            "SELECT sentences FROM extraction WHERE document = ?", (number,)
        ).fetchone()
        edges = json.loads(row["sentences"]) if row else []
        spans.setdefault(number, []).extend(
            Span(edges[2 * at], edges[2 * at + 1]) for at in ordinals if 2 * at + 1 < len(edges)
        )
    return _joined(spans)


def _joined(found: Mapping[int, Iterable[Span]]) -> Mapping[int, tuple[Span, ...]]:
    """Return each document's spans in order, overlapping ones made one."""
    return {number: tuple(disjoint(spans)) for number, spans in found.items()}


def named(image: Image, value: str) -> frozenset[int]:
    """Return whom ``party:`` means: those who bear the name, else those whose name has all its words."""
    wanted = names.fold(value).removeprefix("@")
    if not wanted:
        return frozenset()
    rows = [row for row in image.parties.values() if row.state is not ReviewState.REJECTED]
    exact = {row.id for row in rows if wanted in map(_plain, _names(row))}
    words = set(wanted.split())
    return frozenset(
        exact or {row.id for row in rows if any(words <= set(_words(name)) for name in _names(row))}
    )


def _names(row: PartyRow) -> tuple[str, ...]:
    return (row.name, *row.aliases)


def _plain(name: str) -> str:
    return names.fold(name).removeprefix("@")


def _words(name: str) -> list[str]:
    return re.findall(r"[\w']+", names.fold(name))


_PLACES = {"page": scope_places.on_page, "para": scope_places.pleaded}
_FIELDS: Mapping[str, Callable[[sqlite3.Connection, Image, str], Answer]] = {
    "kind": _kind,
    "title": _about(lambda row: row.title or row.name),
    "author": _about(lambda row: row.author),
    "court": _about(lambda row: row.court),
    "docket": _docket,
    "party": _party,
    "speaker": _speaker,
    "in": _in,
    "date": _date,
}
