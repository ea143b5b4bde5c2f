"""The case's history as rows: what was decided when and by whom, and the finding that each entry is about."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator

from casefile.links import Image
from casefile.marks import Places
from casefile.note_records import About, Thing
from casefile.records import Pin, Ref, RefType
from casefile.review_records import Change, ChangeFilter

__all__ = ["people", "rows"]

_ABOUT = {
    "party": "party",
    "party_split": "party",
    "party_apart": "party",
    "mention_given": "party",
    "quote": "quote",
    "date_expression": "date",
    "document": "document",
    "note": "own words",
    "tag": "own words",
    "tagged": "own words",
    "issue": "issues",
    "evidence": "issues",
}
_FINDINGS = {
    "party": RefType.PARTY,
    "quote": RefType.QUOTE,
    "date_expression": RefType.DATE,
    "document": RefType.DOCUMENT,
}
_LOOKED_AT = 3  # patches of an entry; a tag that is new to the case comes before what carries it


def rows(
    connection: sqlite3.Connection, image: Image, limit: int, asked: ChangeFilter | None = None
) -> tuple[Change, ...]:
    """Return the newest entries that a filter leaves, newest first, at most ``limit``."""
    places = Places(connection, image)
    found: list[Change] = []
    for row in _wanted(connection, asked or ChangeFilter(), limit):
        ref, pin = _subject(connection, image, places, json.loads(row["first"]))
        found.append(
            Change(
                row["id"],
                dt.datetime.fromisoformat(row["at"]),
                row["who"],
                row["sentence"],
                row["state"] != "done",
                ref,
                pin,
                row["things"],
            )
        )
    return tuple(found)


def people(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return everybody who decided something, by name."""
    found = connection.execute("SELECT DISTINCT who FROM history ORDER BY who")
    return tuple(row["who"] for row in found)


def _wanted(
    connection: sqlite3.Connection, asked: ChangeFilter, limit: int
) -> Iterator[sqlite3.Row]:
    """Yield the entries, each with its first patches: a decision on ten thousand findings is a long text."""
    conditions, values = ["1"], []
    if asked.who is not None:
        conditions.append("who = ?")
        values.append(asked.who)
    if asked.earliest is not None:
        conditions.append("at >= ?")
        values.append(_moment(asked.earliest))
    if asked.latest is not None:
        conditions.append("at < ?")
        values.append(_moment(asked.latest + dt.timedelta(days=1)))
    if asked.about is not None:
        tables = [table for table, about in _ABOUT.items() if about == asked.about]
        among = "json_extract (patches, '$[0][0]') IN (SELECT value FROM json_each (?))"
        conditions.append(among if tables else f"NOT {among}")
        values.append(json.dumps(tables or list(_ABOUT)))
    heads = connection.execute(
        f"SELECT id, sentence FROM history WHERE {' AND '.join(conditions)} ORDER BY id DESC",  # noqa: S608
        values,
    )
    text, left = asked.text.casefold().split(), limit
    for head in heads:
        if left <= 0:
            return
        sentence = head["sentence"].casefold()
        if all(word in sentence for word in text):
            left -= 1
            first = ", ".join(f"'$[{at}]'" for at in range(_LOOKED_AT))
            yield connection.execute(
                "SELECT id, at, who, sentence, state, json_array_length (patches) AS things,"  # noqa: S608
                f" json_extract (patches, {first}) AS first FROM history WHERE id = ?",
                (head["id"],),
            ).fetchone()


def _moment(day: dt.date) -> str:
    """Return the beginning of a day of this computer's clock as history writes moments."""
    begins = dt.datetime.combine(day, dt.time.min).astimezone(dt.UTC)
    return begins.isoformat(timespec="seconds")


def _subject(
    connection: sqlite3.Connection, image: Image, places: Places, patches: list[list[object] | None]
) -> tuple[Ref | None, Pin | None]:
    """Return what an entry is about, where it is still in the case."""
    for patch in patches:
        if patch is None:
            continue
        ref, pin = _of_row(connection, image, places, str(patch[0]), int(str(patch[1])))
        if ref is not None or pin is not None:
            return ref, pin
    return None, None


def _of_row(
    connection: sqlite3.Connection, image: Image, places: Places, table: str, number: int
) -> tuple[Ref | None, Pin | None]:
    if table in _FINDINGS:
        return places.of(Thing(About(_FINDINGS[table]), number)) or (None, None)
    if table in ("note", "tagged", "evidence"):
        return _carrier(connection, places, table, number)
    column = {"party_split": "party", "party_apart": "one", "mention_given": "party_given"}.get(
        table
    )
    if column is None:
        return None, None
    row = connection.execute(
        f"SELECT {column} AS party FROM {table} WHERE id = ?",  # noqa: S608 - our own names
        (number,),
    ).fetchone()
    party = image.roots.get(row["party"] or 0) if row is not None else None
    return (None if party is None else Ref(RefType.PARTY, party)), None


def _carrier(
    connection: sqlite3.Connection, places: Places, table: str, number: int
) -> tuple[Ref | None, Pin | None]:
    """Return what a note, a tag or evidence is on; of a note that carries one, what the note is on."""
    row = connection.execute(
        f"SELECT about, number FROM {table} WHERE id = ?",  # noqa: S608 - our own names
        (number,),
    ).fetchone()
    if row is None:
        return None, None
    if row["about"] == About.NOTE:
        return _carrier(connection, places, "note", row["number"])
    return places.of(Thing(About(row["about"]), row["number"])) or (None, None)
