"""What extraction proposes, written into the store, without touching the attorney's decisions.

A finding that was there before keeps its number, and with it every decision: it is known again by its
span, or in a new text layer by its anchor. One that is proposed no longer goes, unless it was decided on.
"""

import datetime as dt
import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from casefile import anchors, documents, layers, parties, same_words
from casefile.anchors import Anchor
from casefile.answer_json import answer_to_json
from casefile.moving import Way
from casefile.process_json import process_to_json
from casefile.running_text import omits_citations, words_at
from extraction.findings import DateExpression, Event, Findings, Mention, Quote
from importers.source_text import SourceText, Span, disjoint

__all__ = ["Column", "Misplaced", "Paper", "anchored", "free_places", "insert", "paper_of", "store"]


class Misplaced(Exception):  # noqa: N818 - it says what was found
    """A finding does not hold the text at its span: a fault of ours, and nothing is stored."""


Column = str | int | float | bytes | None
"""What a column of a finding can hold."""

_LONGEST_SENTENCE = 600  # characters of a sentence shown beside its date

# Columns of every finding that is anchored, in the order that ``anchored`` fills them.
_ANCHORED = (
    "layer",
    "start",
    "end",
    "text",
    "before",
    "after",
    "lost",
    "proposed",
    "zone",
    "place",
    "first_sentence",
    "last_sentence",
    "first_paragraph",
    "last_paragraph",
    "confidence",
)


@dataclass
class Paper:
    """One document's layer with what is needed to say where a span stands."""

    document: int
    layer: int
    source: SourceText
    sentences: Sequence[Span]
    ways: dict[int, Way] = field(default_factory=dict)
    """From earlier layers, by their numbers."""
    _sentence_starts: list[int] = field(init=False)
    _paragraph_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._sentence_starts = [span.start for span in self.sentences]
        self._paragraph_starts = [paragraph.span.start for paragraph in self.source.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """Return the ordinal of the sentence around ``offset``, -1 for none."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return at if at >= 0 and offset < self.sentences[at].end else -1

    def paragraph_at(self, offset: int) -> int:
        """Return the ordinal of the paragraph around ``offset``, -1 for none."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        return at if at >= 0 and offset < self.source.paragraphs[at].span.end else -1

    def words_of(self, span: Span) -> str:
        """Return a stretch for the eye: lines unwrapped, furniture left out, at most 600 characters."""
        text, at, kept = self.source.text, span.start, []
        for marked in self.source.zones:
            if marked.zone.is_furniture and marked.span.overlaps(span):
                kept.append(text[at : max(at, marked.span.start)])
                at = max(at, marked.span.end)
        kept.append(text[at : max(at, span.end)])
        joined = re.sub(r"[\ufffe\u00ad]\s*", "", " ".join(kept))
        words = " ".join(joined.split())
        return words if len(words) <= _LONGEST_SENTENCE else f"{words[: _LONGEST_SENTENCE - 1]}…"


def paper_of(connection: sqlite3.Connection, document: int) -> Paper | None:
    """Return a document's current layer for placing a span by hand, ``None`` while it was not read."""
    row = connection.execute(
        "SELECT document.layer, extraction.sentences FROM document"
        " LEFT JOIN extraction ON extraction.document = document.id WHERE document.id = ?",
        (document,),
    ).fetchone()
    if row is None or row["layer"] is None:
        return None
    edges = json.loads(row["sentences"] or "[]")
    sentences = [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True)]
    return Paper(document, row["layer"], layers.source(connection, row["layer"]), sentences)


def store(connection: sqlite3.Connection, document: int, layer: int, findings: Findings) -> None:
    """Replace what extraction proposes for a document; decisions of the attorney stay.

    Raises:
        Misplaced: if a finding does not hold the text at its span; nothing is stored then.
    """
    is_new = not connection.execute(
        "SELECT 1 FROM extraction WHERE document = ?", (document,)
    ).fetchone()
    paper = Paper(document, layer, layers.source(connection, layer), findings.sentences)
    _check(paper.source.text, findings)
    documents.set_facts(connection, document, findings.facts)
    _store_run(connection, paper, findings)
    local = parties.attach(connection, document, findings.parties)
    appearances = {
        row["local"]: row["id"]
        for row in connection.execute(
            "SELECT local, id FROM appearance WHERE document = ?", (document,)
        )
    }
    for party in findings.parties:
        _store_mentions(connection, paper, appearances[party.id], party.mentions)
    _replace(connection, paper, "quote", [_quote(paper, each, local) for each in findings.quotes])
    events = {event.date: event for event in findings.events}
    _replace(
        connection,
        paper,
        "date_expression",
        [_date(paper, each, events.get(at)) for at, each in enumerate(findings.dates)],
    )
    connection.execute("DELETE FROM mention_given WHERE document = ? AND proposed = 1", (document,))
    _replace(connection, paper, "mention_given", ())
    _replace(connection, paper, "passage", ())
    _name_added(connection, paper)
    if not is_new:  # a paper that comes to the others takes no party away
        parties.forget_unused(connection)


def _check(text: str, findings: Findings) -> None:
    mentions = [mention for party in findings.parties for mention in party.mentions]
    claims = [(each.span, each.text) for each in mentions]
    claims += [(each.span, each.text) for each in findings.quotes]
    claims += [(each.span, each.text) for each in findings.dates]
    if findings.process is not None:
        claims += [(each.span, each.text) for each in findings.process.written() if each.span]
    for span, words in claims:
        if span.end > len(text) or span.of(text) != words:
            raise Misplaced(
                "Parties, quotes and dates could not be stored because of a fault in the program "
                f"(a finding does not stand at {span.start}–{span.end})."
            )


def _store_run(connection: sqlite3.Connection, paper: Paper, findings: Findings) -> None:
    sentences = [edge for span in findings.sentences for edge in (span.start, span.end)]
    citations = [[each.span.start, each.span.end, each.kind] for each in findings.citations]
    connection.execute(
        "INSERT OR REPLACE INTO extraction (document, layer, extractor, made, facts, sentences, citations,"
        " process, responses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            paper.document,
            paper.layer,
            findings.extractor,
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            json.dumps(asdict(findings.facts), default=str, ensure_ascii=False),
            json.dumps(sentences),
            json.dumps(citations),
            process_to_json(findings.process),
            answer_to_json(findings.answer, paper.source, paper.words_of),
        ),
    )


def _store_mentions(
    connection: sqlite3.Connection, paper: Paper, appearance: int, mentions: Iterable[Mention]
) -> None:
    connection.executemany(
        'INSERT INTO mention (appearance, document, layer, "start", "end", text, zone, place, sentence,'
        " paragraph) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                appearance,
                paper.document,
                paper.layer,
                mention.span.start,
                mention.span.end,
                mention.text,
                mention.zone,
                layers.place_to_json(paper.source, mention.span),
                paper.sentence_at(mention.span.start),
                paper.paragraph_at(mention.span.start),
            )
            for mention in mentions
        ],
    )


def free_places(paper: Paper, words: str, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield where ``words`` stand in a paper, lines broken or not, outside of disjoint ``taken`` spans."""
    joined = r"\s+".join(map(re.escape, words.split()))
    ends = [span.end for span in taken]
    for match in re.finditer(rf"(?<!\w){joined}(?!\w)", paper.source.text):
        span = Span(*match.span())
        at = bisect_right(ends, span.start)
        if at < len(taken) and taken[at].overlaps(span):
            continue
        if not paper.source.zone_at(span.start).is_furniture:
            yield span


def _name_added(connection: sqlite3.Connection, paper: Paper) -> None:
    """Propose as mentions the words of parties that the attorney added, where they name nobody else."""
    added = connection.execute(
        "SELECT id, words FROM party WHERE words IS NOT NULL"
        " AND decision NOT IN ('suggested', 'rejected') ORDER BY length (words) DESC, id"
    ).fetchall()
    if not added:
        return
    taken = [
        Span(row["start"], row["end"])
        for row in connection.execute(
            'SELECT "start", "end" FROM mention WHERE document = ?1 UNION ALL'
            ' SELECT "start", "end" FROM mention_given'
            " WHERE document = ?1 AND party_given IS NOT NULL AND lost = 0",
            (paper.document,),
        )
    ]
    for row in added:
        places = list(free_places(paper, row["words"], disjoint(taken)))
        taken += places
        for place in places:
            values = anchored(paper, place, paper.source.zone_at(place.start), 1.0)
            own: dict[str, Column] = {"document": paper.document, "party_given": row["id"]}
            insert(connection, "mention_given", {**values, **own})


def anchored(paper: Paper, span: Span, zone: str, confidence: float) -> dict[str, Column]:
    """Return the columns that every finding with an anchor has."""
    anchor = anchors.anchor(paper.source.text, span)
    last = max(span.start, span.end - 1)
    values = (
        paper.layer,
        span.start,
        span.end,
        anchor.text,
        anchor.before,
        anchor.after,
        0,
        1,
        zone,
        layers.place_to_json(paper.source, span),
        paper.sentence_at(span.start),
        paper.sentence_at(last),
        paper.paragraph_at(span.start),
        paper.paragraph_at(last),
        confidence,
    )
    return dict(zip(_ANCHORED, values, strict=True))


def _quote(paper: Paper, quote: Quote, local: Mapping[str, int]) -> dict[str, Column]:
    speaker = quote.speaker
    said_at = speaker.span if speaker else None
    shown = quote.reading or words_at(paper.source, quote.span)
    words = same_words.triples(same_words.fold_words(shown).folded)
    return anchored(paper, quote.span, quote.zone, quote.confidence) | {
        "kind": quote.kind,
        "reading": shown,
        "certainty": quote.certainty,
        "speaker": local.get(speaker.party) if speaker and speaker.party else None,
        "speaker_start": said_at.start if said_at else None,
        "speaker_end": said_at.end if said_at else None,
        "speaker_words": paper.words_of(said_at) if said_at else None,
        "cited_start": quote.citation.start if quote.citation else None,
        "cited_end": quote.citation.end if quote.citation else None,
        "cited_place": layers.place_to_json(paper.source, quote.citation)
        if quote.citation
        else None,
        "cited_text": paper.words_of(quote.citation) if quote.citation else None,
        "cited_authority": paper.words_of(quote.authority) if quote.authority else None,
        "cue_start": quote.cue.start if quote.cue else None,
        "cue_end": quote.cue.end if quote.cue else None,
        "parts": json.dumps([edge for part in quote.parts for edge in (part.start, part.end)]),
        "evidence": quote.evidence,
        "omits": omits_citations(paper.source, quote.span),
        "words": words.tobytes() if quote.kind.is_quotation else b"",
    }


def _date(paper: Paper, date: DateExpression, event: Event | None) -> dict[str, Column]:
    governed = event.sentence if event else None
    if governed is None:
        at = paper.sentence_at(date.span.start)
        governed = paper.sentences[at] if at >= 0 else None
    return anchored(paper, date.span, date.zone, date.confidence) | {
        "value": date.value,
        "earliest": date.earliest.isoformat() if date.earliest else None,
        "latest": date.latest.isoformat() if date.latest else None,
        "basis": date.basis,
        "anchor": date.anchor,
        "alternatives": json.dumps(date.alternatives),
        "operator": date.operator,
        "reason": date.reason,
        "sentence": paper.words_of(governed) if governed else "",
        "event_kind": event.kind if event else None,
    }


def _replace(
    connection: sqlite3.Connection,
    paper: Paper,
    table: str,
    proposed: Sequence[Mapping[str, Column]],
) -> None:
    """Write ``proposed`` over the document's rows of ``table``; a row whose words are the same is kept."""
    rows = connection.execute(
        f'SELECT id, layer, "start", "end", text, before, after, touched FROM {table}'  # noqa: S608
        " WHERE document = ?",
        (paper.document,),
    ).fetchall()
    old: dict[Span, sqlite3.Row] = {}
    for row in sorted(rows, key=lambda row: row["touched"]):  # the decided row wins a shared place
        place = _place_of(connection, row, paper)
        if place is not None:
            old[place] = row
    kept: set[int] = set()
    for values in proposed:
        span = Span(int(str(values["start"])), int(str(values["end"])))
        known = old.get(span)
        if known is not None and known["id"] not in kept:
            kept.add(known["id"])
            _update(connection, table, known["id"], values)
        else:
            kept.add(insert(connection, table, {"document": paper.document, **values}))
    for row in rows:
        if row["id"] not in kept:
            _retire(connection, paper, table, row)


def _place_of(connection: sqlite3.Connection, row: sqlite3.Row, paper: Paper) -> Span | None:
    span, layer = Span(row["start"], row["end"]), row["layer"]
    if layer == paper.layer:
        return span
    way = paper.ways.get(layer)
    if way is None:
        way = paper.ways[layer] = Way(layers.source(connection, layer), paper.source)
    return way.place(Anchor(span, row["text"], row["before"], row["after"]))


def _retire(connection: sqlite3.Connection, paper: Paper, table: str, row: sqlite3.Row) -> None:
    """Let a finding go that is proposed no longer; where the attorney decided on it, keep it in place."""
    if not row["touched"]:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))  # noqa: S608
        return
    place = _place_of(connection, row, paper)
    if place is None:
        connection.execute(
            f"UPDATE {table} SET proposed = 0, lost = 1 WHERE id = ?",  # noqa: S608
            (row["id"],),
        )
        return
    fields = ("layer", "start", "end", "before", "after", "lost", "place")
    sentences = ("first_sentence", "last_sentence", "first_paragraph", "last_paragraph")
    values = anchored(paper, place, "", 0.0)
    kept = {name: values[name] for name in (*fields, *sentences)}
    if table == "quote":
        kept["cited_place"] = None  # its citation was placed in the layer before
    _update(connection, table, row["id"], {**kept, "proposed": 0})


def insert(
    connection: sqlite3.Connection,
    table: str,
    values: Mapping[str, Column],
) -> int:
    """Write a row and return its number."""
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names are our own
        tuple(values.values()),
    )
    return int(cursor.lastrowid or 0)


def _update(
    connection: sqlite3.Connection,
    table: str,
    number: int,
    values: Mapping[str, Column],
) -> None:
    settings = ", ".join(f'"{name}" = ?' for name in values)
    connection.execute(
        f"UPDATE {table} SET {settings} WHERE id = ?",  # noqa: S608 - names are our own
        (*values.values(), number),
    )
