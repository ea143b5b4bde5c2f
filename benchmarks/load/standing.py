"""Whether everything stands: what the model knows, the counts of the store, and what words are found."""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from benchmarks.load.model import Key, Model, Value, counted
from benchmarks.search_oracle import Oracle, read
from casefile.case import Case
from casefile.records import DocumentState, Ref, RefType
from importers.source_text import Zone
from index.query import parse

__all__ = ["OWN_WORDS", "amiss", "said"]

_PAPERS, _QUERIES = 40, 25
_LONGEST = 60_000  # characters of a paper that is scanned word by word

OWN_WORDS = frozenset(("note", "tagged", "issue", "evidence", "view"))
"""Sorts of facts of which there is nothing but what somebody said."""

_FROM_THE_PAPER = frozenset(("cite", "day", "paper"))
"""Sorts of facts that the paper tells where nobody says otherwise."""

_STORED = {
    "decision": "SELECT 'party', id, decision FROM party UNION ALL SELECT 'quote', id, decision FROM quote"
    " UNION ALL SELECT 'date', id, decision FROM date_expression",
    "name": "SELECT id, name_given FROM party",
    "role": "SELECT id, role_given FROM party",
    "merged": "SELECT id, merged_into FROM party",
    "apart": "SELECT one, other, apart_given FROM party_apart",
    "speaker": "SELECT id, speaker_given FROM quote",
    "value": "SELECT id, value_given FROM date_expression",
    "short": "SELECT id, short_given FROM date_expression",
    "standing": "SELECT id, standing_given FROM date_expression",
    "own quote": """SELECT document, "start", "end", 1 FROM quote
        WHERE origin = 'given' AND decision <> 'suggested'""",
    "own date": """SELECT document, "start", "end", 1 FROM date_expression
        WHERE origin = 'given' AND decision <> 'suggested'""",
    "own party": "SELECT name, 1 FROM party WHERE origin = 'given' AND decision <> 'suggested'",
}


def amiss(case: Case, model: Model, chance: random.Random, *, whole: bool = True) -> list[str]:
    """Return everything that is not as it must be; ``whole`` has the case check all of itself, too."""
    found = [f"check: {each.subject}: {each.sentence}" for each in (case.check() if whole else ())]
    told = said(case)
    for key, value in model.stands.items():
        if key[0] in ("in a group", "joined") or (value is None and key[0] in _FROM_THE_PAPER):
            continue
        if key[0] == "note" and value is not None:
            value = _on(model, str(value))
        if value != told.get(key):
            found.append(f"{key} should be {value!r} and is {told.get(key)!r}")
    found += [
        f"{key} is {value!r}, and nobody said so"
        for key, value in told.items()
        if key[0] in OWN_WORDS and model.get(*key) is None
    ]
    here, expected = counted(case.folder), (len(model.done), len(model.undone))
    if here != expected:
        found.append(f"history has {here} entries done and undone, not {expected}")
    found += _shown(case, model)
    found += _joined(case, model)
    found += _counts(case, chance)
    found += _searches(case, chance)
    return found


def said(case: Case) -> dict[Key, Value]:
    """Return what the attorneys said, as the case has it, under the model's keys."""
    told: dict[Key, Value] = {}
    with _reading(case.folder) as connection:
        for sort, query in _STORED.items():
            for *key, value in connection.execute(query):
                if value is not None and value != "suggested" and (sort, value) != ("apart", 0):
                    told[sort, *key] = value
    for row in case.documents():
        told["cite", row.id] = row.short_name
        told["day", row.id] = row.date.isoformat() if row.date else None
        if row.state is DocumentState.READY:
            told["paper", row.name] = 1
    return told | _own_words(case)


def _reading(folder: Path) -> "closing[sqlite3.Connection]":
    return closing(sqlite3.connect(f"{(folder / 'case.db').as_uri()}?mode=ro", uri=True))


def _own_words(case: Case) -> dict[Key, Value]:
    told: dict[Key, Value] = {}
    for note in case.notes():
        told["note", note.text] = f"{note.ref.type} {note.ref.id}" if note.ref else ""
    for tag in case.tags():
        for each in case.tagged(tag.name):
            if each.ref is not None:
                told["tagged", tag.name, each.ref.type.value, each.ref.id] = 1
    issues = {row.id: row for row in case.issues()}
    for row in issues.values():
        told["issue", row.title] = issues[row.parent].title if row.parent else ""
        for evidence in row.evidence:
            if evidence.ref is not None:
                ref = evidence.ref
                told["evidence", row.title, ref.type.value, ref.id] = evidence.side.value
    for view in case.saved_views():
        told["view", view.name] = len(view.question.constraints)
    return told


def _on(model: Model, words: str) -> str:
    """Return what a note is on; one on a party that was merged is shown on the one it lives on in."""
    kind, _, number = words.partition(" ")
    return f"party {_root(model, int(number))}" if kind == "party" else words


def _root(model: Model, party: int) -> int:
    while isinstance(above := model.get("merged", party), int):
        party = above
    return party


def _shown(case: Case, model: Model) -> Iterator[str]:
    """Yield where a row that is shown tells something else than was decided."""
    view = case.view(include_rejected=True)
    seen: dict[Key, Value] = {}
    for party in view.parties:
        seen["name", party.id], seen["role", party.id] = party.name, party.role
        seen["decision", "party", party.id] = party.state.value
    for quote in view.quotes:
        seen["speaker", quote.id] = quote.speaker
        seen["decision", "quote", quote.id] = quote.state.value
    for date in view.dates:
        seen["value", date.id] = date.value
        seen["decision", "date", date.id] = date.state.value
    for key, value in model.stands.items():
        if key[0] == "speaker" and isinstance(value, int):
            value = _root(model, value)
        if value is None and key[0] == "decision":
            value = "suggested"
        if value is not None and key in seen and seen[key] != value:
            yield f"{key} is shown as {seen[key]!r}, not {value!r}"
        elif value in ("accepted", "edited") and key[0] == "decision" and key not in seen:
            if key[1] == "party" and model.get("merged", key[2]) is not None:
                continue
            yield f"{key} is {value} and is not shown"


def _joined(case: Case, model: Model) -> Iterator[str]:
    keys = model.keys("joined")
    if not keys:
        return
    groups = {row.id: row.group for row in case.chronology(include_rejected=True).rows}
    for _, one, other in keys:
        if one in groups and other in groups and groups[int(one)] != groups[int(other)]:
            yield f"events {one} and {other} were joined and are two"


def _counts(case: Case, chance: random.Random) -> Iterator[str]:
    """Yield where linked views of some papers and parties disagree with the rows of the store."""
    papers = [row.id for row in case.documents() if row.characters]
    with _reading(case.folder) as connection:
        for paper in chance.sample(papers, min(12, len(papers))):
            view = case.view([Ref(RefType.DOCUMENT, paper)])
            for table, rows in (("quote", view.quotes), ("date_expression", view.dates)):
                stored = {
                    number
                    for (number,) in connection.execute(
                        f"SELECT id FROM {table} WHERE document = ? AND proposed = 1"
                        " AND touched = 0 AND zone = 'body'"
                        + (
                            " AND kind = 'direct'" if table == "quote" else " AND value IS NOT NULL"
                        ),
                        (paper,),
                    )
                }
                shown = {row.id for row in rows}
                if stored - shown:
                    yield f"paper {paper} does not show {len(stored - shown)} rows of {table}"
                text = case.source(paper).text
                for row in rows:
                    if not row.pin.lost and row.pin.span.of(text) != row.text:
                        yield f"{row.ref} does not stand where it should"
        parties = case.view().parties
        for party in chance.sample(parties, min(12, len(parties))):
            places = case.mentions(party.id)
            if len(places) != party.mentions:
                yield f"party {party.id} has {party.mentions} mentions and shows {len(places)}"


def _searches(case: Case, chance: random.Random) -> Iterator[str]:
    """Yield queries that do not find in some papers what a scan of these, word by word, finds."""
    wanted = [row.id for row in case.documents() if 0 < row.characters < _LONGEST]
    texts = {}
    for paper in sorted(chance.sample(wanted, min(_PAPERS, len(wanted)))):
        source = case.source(paper)
        furniture = [each.span for each in source.zones if each.zone is Zone.PAGE_FURNITURE]
        texts[paper] = read(source.text, furniture)
    oracle = Oracle(texts, lambda _field, _value: {})
    words = [word for word in oracle.vocabulary if word.isalpha() and len(word) > 3]
    for _ in range(_QUERIES):
        query = _query(chance, words, case.source(chance.choice(sorted(texts))).text)
        tree = parse(query).tree
        if tree is None:
            continue
        expected = {number: len(hits) for number, hits in oracle.answer(tree).items()}
        answer = case.search(query, limit=0)
        found = {each.document.id: each.count for each in answer.documents}
        found = {number: count for number, count in found.items() if number in texts}
        if found != expected or any("not searchable" in each for each in answer.warnings):
            yield f"“{query}” finds {_some(found)}, and there are {_some(expected)}: {answer.warnings}"


def _query(chance: random.Random, words: list[str], text: str) -> str:
    one, other = chance.sample(words, 2)
    told = [word for word in text.split() if word.isalpha()]
    at = chance.randrange(max(1, len(told) - 3))
    return chance.choice(
        (
            one,
            f'"{" ".join(told[at : at + 2])}"',
            f"{one} AND {other}",
            f"{one} w/50 {other}",
            f"{one} NOT {other}",
            f"{one} OR {other}",
        )
    )


def _some(found: Mapping[int, int]) -> str:
    return f"{sum(found.values())} hits in {len(found)} papers ({dict(list(found.items())[:3])})"
