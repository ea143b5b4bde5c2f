"""Findings of the attorney's own: a party, a mention, a quote or a date that he marks in a text.

They have anchors as extraction's findings have, and so outlive every new reading of the paper. Taking one
back leaves its row behind without the attorney's word, so that it can be done again.
"""

import sqlite3
from collections.abc import Iterator

from casefile import history, review
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.findings import Column, Paper, anchored, free_places, insert, paper_of
from casefile.history import Patch, Value
from casefile.links import Image
from casefile.party_decisions import edited, new_party
from casefile.records import Ref, RefType, ReviewState
from casefile.running_text import words_at
from casefile.same_words import fold_words, triples
from extraction.findings import Basis, Certainty, PartyKind, QuoteKind
from importers.source_text import Span, disjoint

__all__ = [
    "add_date",
    "add_mention",
    "add_party",
    "add_quote",
    "marked",
    "remove_mention",
    "selected",
]

_LONGEST_NAME = 200
_NOBODY = 0


def add_party(
    connection: sqlite3.Connection,
    image: Image,
    document: int,
    span: Span,
    kind: PartyKind,
    role: str | None,
    name: str | None,
) -> tuple[tuple[Patch, ...], int]:
    """Make a party of what is named at a span, and of the same words wherever they name nobody yet.

    Returns its number beside the patches.

    Raises:
        CaseFailure: if the span is no name.
        NoSuchFinding: if there is no such document.
    """
    paper, span = _named(connection, document, span)
    words = " ".join(span.of(paper.source.text).split())
    called = (name or "").strip() or words
    party = new_party(connection, called, kind, (role or "").strip() or None, words=words)
    patches = marked(connection, paper, span, party)
    elsewhere = list(_elsewhere(connection, image, document, span, words))
    for other, place in elsewhere:
        patches += marked(connection, other, place, party)
    patches.append(history.patch(connection, "party", party, {"decision": ReviewState.ACCEPTED}))
    places = f" ({len(elsewhere) + 1} places)" if elsewhere else ""
    return review.recorded(connection, f"Added {called}{places}", patches), party


def add_mention(
    connection: sqlite3.Connection, image: Image, party: int, document: int, span: Span
) -> tuple[Patch, ...]:
    """Note that the words at a span name a party, whatever extraction says of them.

    Raises:
        CaseFailure: if the span is no name.
        NoSuchFinding: if there is no such party or document.
    """
    row = image.party(party)
    paper, span = _named(connection, document, span)
    told = f"“{review.shortened(span.of(paper.source.text))}” names {row.name}"
    patches = [*marked(connection, paper, span, row.id), edited(connection, row)]
    return review.recorded(connection, told, patches)


def remove_mention(connection: sqlite3.Connection, document: int, span: Span) -> tuple[Patch, ...]:
    """Note that the words at a span name no party.

    Raises:
        CaseFailure: if there are no words.
        NoSuchFinding: if there is no such document.
    """
    paper, span = _named(connection, document, span)
    told = f"“{review.shortened(span.of(paper.source.text))}” names no party"
    return review.recorded(connection, told, marked(connection, paper, span, _NOBODY))


def add_quote(
    connection: sqlite3.Connection, image: Image, document: int, span: Span, speaker: int | None
) -> tuple[tuple[Patch, ...], int]:
    """Make a quote of the words at a span; returns its number beside the patches.

    Raises:
        CaseFailure: if there are no words.
        NoSuchFinding: if there is no such document or speaker.
    """
    paper, span = selected(connection, document, span)
    who = image.party(speaker) if speaker is not None else None
    number = _known(connection, "quote", paper, span)
    if number is None:
        reading = words_at(paper.source, span)
        own: dict[str, Column] = {
            "kind": QuoteKind.DIRECT,
            "reading": reading,
            "certainty": Certainty.UNATTRIBUTED,
            "parts": "[]",
            "evidence": "added by you",
            "words": triples(fold_words(reading).folded).tobytes(),
        }
        number = insert(connection, "quote", {**_given(paper, span), **own})
    after: dict[str, Value] = {"decision": ReviewState.ACCEPTED, "touched": 1}
    if who is not None:
        after["speaker_given"] = who.id
    told = f"Added the quote “{review.shortened(paper.words_of(span))}”"
    patch = review.patch_of(connection, Ref(RefType.QUOTE, number), after)
    return review.recorded(connection, told, [patch]), number


def add_date(
    connection: sqlite3.Connection, document: int, span: Span, value: str
) -> tuple[tuple[Patch, ...], int]:
    """Make a date of the words at a span, with the EDTF value that they mean; returns its number too.

    Raises:
        CaseFailure: if there are no words.
        NotAValue: if the value is none.
        NoSuchFinding: if there is no such document.
    """
    value, earliest, latest = review.typed_value(value)
    paper, span = selected(connection, document, span)
    number = _known(connection, "date_expression", paper, span)
    if number is None:
        at = paper.sentence_at(span.start)
        own: dict[str, Column] = {
            "basis": Basis.STATED,
            "alternatives": "[]",
            "reason": "added by you",
            "sentence": paper.words_of(paper.sentences[at]) if at >= 0 else "",
        }
        number = insert(connection, "date_expression", {**_given(paper, span), **own})
    after: dict[str, Value] = {
        "value_given": value,
        "earliest_given": earliest,
        "latest_given": latest,
        "decision": ReviewState.ACCEPTED,
        "touched": 1,
    }
    told = f"Added the date “{review.shortened(span.of(paper.source.text))}”"
    patch = review.patch_of(connection, Ref(RefType.DATE, number), after)
    return review.recorded(connection, told, [patch]), number


def _given(paper: Paper, span: Span) -> dict[str, Column]:
    """Return the columns of a finding that no extractor proposes; nothing shows it before it is accepted."""
    columns = anchored(paper, span, paper.source.zone_at(span.start), 1.0)
    return {**columns, "document": paper.document, "proposed": 0, "touched": 1, "origin": "given"}


def _known(connection: sqlite3.Connection, table: str, paper: Paper, span: Span) -> int | None:
    row = connection.execute(
        f'SELECT id FROM {table} WHERE document = ? AND layer = ? AND "start" = ? AND "end" = ?',  # noqa: S608
        (paper.document, paper.layer, span.start, span.end),
    ).fetchone()
    return None if row is None else int(row["id"])


def selected(connection: sqlite3.Connection, document: int, span: Span) -> tuple[Paper, Span]:
    """Return the paper and the span without white space at its ends.

    Raises:
        CaseFailure: if there are no words.
        NoSuchFinding: if there is no such document, or it was not read.
    """
    paper = paper_of(connection, document)
    if paper is None:
        raise NoSuchFinding("That document is no longer in the case, or was not read.")
    text = span.of(paper.source.text)
    start = span.start + len(text) - len(text.lstrip())
    end = span.start + len(text.rstrip())
    if span.end > len(paper.source.text) or not any(map(str.isalnum, text)):
        raise CaseFailure("No words are selected. Select them in the text, then try again.")
    return paper, Span(start, end)


def _named(connection: sqlite3.Connection, document: int, span: Span) -> tuple[Paper, Span]:
    paper, span = selected(connection, document, span)
    if len(span) > _LONGEST_NAME:
        raise CaseFailure("That is too long for a name. Select the name alone, then try again.")
    return paper, span


def marked(
    connection: sqlite3.Connection, paper: Paper, span: Span, party: int
) -> list[Patch | None]:
    """Return the patches by which a span names a party and nothing that it overlaps does."""
    number, patches = None, []
    for row in connection.execute(
        'SELECT id, "start", "end" FROM mention_given'
        ' WHERE document = ? AND layer = ? AND lost = 0 AND proposed = 0 AND "start" < ? AND "end" > ?',
        (paper.document, paper.layer, span.end, span.start),
    ).fetchall():
        if (row["start"], row["end"]) == (span.start, span.end):
            number = int(row["id"])
        else:
            patches.append(
                history.patch(connection, "mention_given", row["id"], {"party_given": None})
            )
    if number is None:
        columns = anchored(paper, span, paper.source.zone_at(span.start), 1.0)
        number = insert(
            connection, "mention_given", {**columns, "document": paper.document, "proposed": 0}
        )
    return [*patches, history.patch(connection, "mention_given", number, {"party_given": party})]


def _elsewhere(
    connection: sqlite3.Connection, image: Image, document: int, span: Span, words: str
) -> Iterator[tuple[Paper, Span]]:
    """Yield the other places, in all papers, where the same words stand and name nobody."""
    longest = max(words.split(), key=len)
    rows = connection.execute(
        "SELECT document.id FROM document JOIN layer ON layer.id = document.layer"
        " WHERE instr (layer.text, ?) > 0 ORDER BY document.id",
        (longest.encode("utf-8", "surrogatepass"),),
    ).fetchall()
    for row in rows:
        paper = paper_of(connection, row["id"])
        if paper is None:
            continue
        taken = _taken(image, paper.document)
        if paper.document == document:
            taken = disjoint([*taken, span])
        yield from ((paper, place) for place in free_places(paper, words, taken))


def _taken(image: Image, document: int) -> list[Span]:
    found = image.documents.get(document)
    return disjoint([mention.pin.span for mention in found.mentions]) if found else []
