"""One copy of a case as a sheet of the attorney's words, read from its store."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casefile import exchange_views
from casefile.exchange_words import (
    ANCHORED,
    NAMED,
    UNDECIDED,
    WORDS,
    Entry,
    Key,
    OpenConflict,
    Sheet,
    Subject,
    Value,
    Word,
    ordered,
    word_of_column,
)
from casefile.person import author
from casefile.splits import folded

__all__ = ["ABOUT", "BODY", "Keys", "entries_from_json", "entries_to_json", "frozen", "read"]

ABOUT: Mapping[str, str] = {
    "party": "party",
    "quote": "quote",
    "date": "date_expression",
    "document": "document",
    "passage": "passage",
    "note": "note",
}
"""The tables that a note, a tag or evidence can be about, by the word for it in their rows."""

BODY: Mapping[str, tuple[str, ...]] = {
    "quote": ("kind", "reading", "certainty", "evidence", "origin"),
    "date_expression": (
        "value",
        "earliest",
        "latest",
        "basis",
        "anchor",
        "alternatives",
        "operator",
        "reason",
        "sentence",
        "event_kind",
        "origin",
    ),
    "mention_given": (),
    "passage": (),
    "party": ("name", "kind", "role", "capacity", "post", "origin", "words"),
}
"""The columns, beside the words and the place, that make a row anew in another copy."""

_PLACE = ("text", "before", "after", "zone", "lost")
_REFERENCES = {
    ("quote", "speaker_given"): "party",
    ("party", "merged_into"): "party",
    ("party_split", "party_given"): "party",
    ("mention_given", "party_given"): "party",
    ("issue", "parent_given"): "issue",
}
_GONE_WITHOUT_FIRST = ("note", "saved_view")
"""Tables whose rows are taken away where the first column of their word holds nothing."""
_TOUCHED = {
    "quote": "touched = 1 OR origin = 'given'",
    "date_expression": "touched = 1 OR origin = 'given'",
    "mention_given": "proposed = 0",
}


@dataclass
class Keys:
    """The keys of a case's rows, each worked out once."""

    connection: sqlite3.Connection
    _known: dict[tuple[str, int], Key | None] = field(default_factory=dict)
    _aliases: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in NAMED:
            for row in self.connection.execute(f"SELECT uids FROM {table}"):  # noqa: S608
                names = json.loads(row["uids"])
                for name in names:
                    self._aliases[table, name] = min(names)

    def settled(self, key: Key) -> Key:
        """Return a key under the name that the case knows it by best."""
        if len(key) == 2 and (key[0], key[1]) in self._aliases:
            return (key[0], self._aliases[str(key[0]), str(key[1])])
        return key

    def of(self, table: str, number: int | None) -> Key | None:
        """Return the key of a row, ``None`` for one that is gone or stands on one that is."""
        if not number:
            return None
        if (table, number) not in self._known:
            row = self.connection.execute(
                f"SELECT * FROM {table} WHERE id = ?",  # noqa: S608 - a table of ours
                (number,),
            ).fetchone()
            self._known[table, number] = None if row is None else self.of_row(table, row)
        return self._known[table, number]

    def of_row(self, table: str, row: sqlite3.Row) -> Key | None:
        """Return the key of a row that was read."""
        if table in ANCHORED:
            paper = self.of("document", row["document"])
            layer = self._layer(row["layer"])
            return None if paper is None else (table, paper[1], layer, row["start"], row["end"])
        parts: tuple[object, ...]
        if table == "document":
            parts = (row["sha256"],)
        elif table in NAMED:
            parts = (min(json.loads(row["uids"])),)
        elif table == "party_split":
            of_all = row["document"] is None
            paper = None if of_all else self.of("document", row["document"])
            if not of_all and paper is None:
                return None
            parts = (self.of("party", row["party"]), paper and paper[1], row["name"])
        elif table == "party_apart":
            parts = ordered((self.of("party", row["one"]), self.of("party", row["other"])))
        elif table == "tagged":
            parts = (self.of("tag", row["tag"]), self.about(row))
        else:
            parts = (self.of("issue", row["issue"]), self.about(row))
        lacks = parts[0] is None or (table in ("tagged", "evidence") and parts[1] is None)
        return None if lacks else (table, *parts)

    def about(self, row: sqlite3.Row) -> Key | None:
        """Return the key of what a row is about."""
        return self.of(ABOUT[row["about"]], row["number"])

    def _layer(self, number: int) -> str:
        row = self.connection.execute("SELECT key FROM layer WHERE id = ?", (number,)).fetchone()
        return str(row["key"])


def read(connection: sqlite3.Connection) -> Sheet:
    """Return every word of the attorney's on a case, with its history."""
    keys = Keys(connection)
    info = dict(connection.execute("SELECT key, value FROM info").fetchall())
    papers = connection.execute(
        "SELECT sha256, name, layer.key FROM document LEFT JOIN layer ON layer.id = document.layer"
    ).fetchall()
    subjects = {subject.key: subject for subject in _subjects(connection, keys)}
    return Sheet(
        info["case_id"],
        info.get("name", ""),
        author(connection),
        {row["sha256"]: row["name"] for row in papers},
        {row["sha256"]: row["key"] for row in papers if row["key"] is not None},
        subjects,
        (*_settled(_handed_out(info), keys.settled), *_log(connection, keys)),
        tuple(_open(connection, keys)),
        info.get("part_of", ""),
    )


def _handed_out(info: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the decisions that a case of some papers began with, see ``portion_log``."""
    kept = info.get("handed_out")
    return () if kept is None else entries_from_json(json.loads(kept))


def _subjects(connection: sqlite3.Connection, keys: Keys) -> Iterator[Subject]:
    shown = _appearances(connection, keys)
    for table in (*WORDS, "passage"):
        wanted = f" WHERE {_TOUCHED[table]}" if table in _TOUCHED else ""
        order = " ORDER BY lost DESC, id DESC" if table in ANCHORED else " ORDER BY id"
        for row in connection.execute(f"SELECT * FROM {table}{wanted}{order}"):  # noqa: S608
            key = keys.of_row(table, row)
            if key is None:
                continue
            body: dict[str, object] = {name: row[name] for name in BODY.get(table, ())}
            if table in ANCHORED:
                body |= {name: row[name] for name in _PLACE}
            elif table in NAMED:
                body["uids"] = tuple(json.loads(row["uids"]))
            if table == "party":
                body["appearances"] = shown.get(row["id"], ())
            elif table == "note":
                body["about"] = keys.about(row)
                if body["about"] is None:
                    continue
            elif table == "issue":
                body["passage"] = keys.of("passage", row["passage"])
            elif table == "document":
                body["name"] = row["name"]
            yield Subject(key, body, dict(_words(table, row, keys)))


def _words(table: str, row: sqlite3.Row, keys: Keys) -> Iterator[tuple[str, Value]]:
    for word, columns in WORDS.get(table, {}).items():
        value = tuple(_column(table, name, row[name], keys) for name in columns)
        if table == "tagged":
            value = (1,) if value[0] else (0,)  # the place among a thing's tags is each copy's own
        nothing = UNDECIDED.get((table, word), (None,) * len(columns))
        if value != nothing and not (table in _GONE_WITHOUT_FIRST and value[0] is None):
            yield word, value


def _column(table: str, column: str, held: object, keys: Keys) -> object:
    if (table, column) == ("party_split", "party_given") and held is not None:
        return keys.of("party", int(str(held)))
    if (table, column) == ("saved_view", "question_given") and held is not None:
        return exchange_views.told(str(held), keys.of)
    reference = _REFERENCES.get((table, column))
    if reference is None or not held:
        return held
    return keys.of(reference, int(str(held)))


def _appearances(
    connection: sqlite3.Connection, keys: Keys
) -> dict[int, tuple[tuple[object, ...], ...]]:
    """Return where each party is listed: the paper, its name there, its kind there."""
    found: dict[int, list[tuple[object, ...]]] = {}
    for row in connection.execute("SELECT party, document, name, kind FROM appearance ORDER BY id"):
        paper = keys.of("document", row["document"])
        if paper is not None:
            shown = (paper[1], folded(row["name"]), row["kind"])
            found.setdefault(row["party"], []).append(shown)
    return {party: tuple(rows) for party, rows in found.items()}


def _log(connection: sqlite3.Connection, keys: Keys) -> Iterator[Entry]:
    """Yield the attorney's own decisions, and those of colleagues that were taken over and stand."""
    conflicts = {
        row["id"]: row for row in connection.execute("SELECT id, about, number, word FROM conflict")
    }
    for row in connection.execute("SELECT * FROM history ORDER BY id"):
        if row["taken"] is not None:
            if row["state"] == "done":
                yield from _settled(entries_from_json(json.loads(row["taken"])), keys.settled)
            continue
        words: set[Word] = set()
        for table, number, _, after in json.loads(row["patches"]):
            if table == "conflict":
                about = conflicts.get(number)
                key = keys.of(about["about"], about["number"]) if about else None
                if about is not None and key is not None and "settled_given" in after:
                    words.add((key, about["word"]))
                continue
            changed = {word_of_column(table, column) for column in after} - {None}
            key = keys.of(table, number) if changed else None
            if key is not None:
                words |= {(key, word) for word in changed if word is not None}
        if words:
            yield Entry(
                tuple(json.loads(row["steps"])),
                row["at"],
                row["who"],
                row["sentence"],
                frozenset(words),
            )


def _settled(entries: tuple[Entry, ...], rename: Callable[[Key], Key]) -> Iterator[Entry]:
    sheet = Sheet("", "", "", {}, {}, {}, entries).translated(rename)
    yield from sheet.log


def _open(connection: sqlite3.Connection, keys: Keys) -> Iterator[OpenConflict]:
    for row in connection.execute(
        "SELECT * FROM conflict WHERE raised_given = 1 AND settled_given IS NULL ORDER BY id"
    ):
        key = keys.of(row["about"], row["number"])
        if key is None:
            continue
        found = json.loads(row["theirs"])
        theirs = None if found is None else frozen(found)
        each = OpenConflict((key, row["word"]), theirs, row["their_who"], row["their_at"])
        yield (Sheet("", "", "", {}, {}, {}, (), (each,)).translated(keys.settled).open[0])


def frozen(part: list[object]) -> tuple[object, ...]:
    """Return JSON's lists as the tuples that they were.

    Raises:
        TypeError: for what is no list, such as a text, which has parts too.
    """
    if not isinstance(part, list):
        raise TypeError(f"not a list: {part!r:.80}")
    return tuple(frozen(each) if isinstance(each, list) else each for each in part)


def entries_to_json(entries: tuple[Entry, ...]) -> list[object]:
    """Return decisions as JSON; each key is written once."""
    numbers: dict[Key, int] = {}
    rows = []
    for entry in entries:
        by_key: dict[int, list[str]] = {}
        for key, word in sorted(entry.words, key=repr):
            by_key.setdefault(numbers.setdefault(key, len(numbers)), []).append(word)
        changed = [[number, *words] for number, words in by_key.items()]
        rows.append([list(entry.steps), entry.at, entry.who, entry.sentence, changed])
    return [list(numbers), rows]


def entries_from_json(found: Any) -> tuple[Entry, ...]:  # noqa: ANN401 - JSON
    """Return what ``entries_to_json`` wrote; of a stranger's file, ``exchange_file`` has checked it."""
    keys, rows = [frozen(key) for key in found[0]], found[1]
    return tuple(
        Entry(
            tuple(steps),
            at,
            who,
            sentence,
            frozenset(word for each in frozen(changed) for word in _changed_words(keys, each)),
        )
        for steps, at, who, sentence, changed in rows
    )


def _changed_words(keys: Sequence[Key], changed: object) -> Iterator[Word]:
    """Yield what a decision changes of one thing: the thing's place among the keys, then the words.

    Raises:
        ValueError: if it is not so written.
    """
    number, *named = changed if isinstance(changed, tuple) else ()
    if type(number) is not int or number < 0 or not named:
        raise ValueError(f"not a change: {changed!r:.80}")
    for word in named:
        yield keys[number], str(word)
