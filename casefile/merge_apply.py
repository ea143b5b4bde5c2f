"""A colleague's words are put into the case as one decision, and conflicts are settled, each as one."""

import json
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

from casefile import exchange_sheet, exchange_views, history
from casefile.anchors import Anchor
from casefile.errors import CaseFailure
from casefile.exchange_sheet import entries_to_json, frozen
from casefile.exchange_wording import counted, people
from casefile.exchange_words import ANCHORED, Key, Sheet, Value, Word
from casefile.history import Patch
from casefile.import_records import Progress
from casefile.merge_names import Places, missing, pairing
from casefile.merge_plan import Clash, MergePlan, plan
from casefile.merge_rows import Rows
from importers.source_text import Span

__all__ = ["Compared", "bring_in", "compare", "settle"]

_PARTS = 5  # of the work before and after the words are written
_AT_ONCE = 200  # words between two steps


@dataclass(frozen=True)
class Compared:
    """Two copies under the same names, with what is to be done to the first."""

    mine: Sheet
    theirs: Sheet
    plan: MergePlan


def compare(connection: sqlite3.Connection, theirs: Sheet) -> Compared:
    """Return what bringing another copy's words into this case comes to; nothing is written."""
    comparing = _comparing(connection, theirs)
    while True:
        try:
            next(comparing)
        except StopIteration as whole:
            compared: Compared = whole.value
            return compared


def _comparing(
    connection: sqlite3.Connection, theirs: Sheet
) -> Generator[Progress, None, Compared]:
    yield Progress(0, _PARTS, "Reading what was decided here")
    places = Places(connection, _anchors(theirs))
    mine = exchange_sheet.read(connection).translated(places.rename)
    yield Progress(1, _PARTS, "Finding the places of what was decided there")
    theirs = theirs.translated(places.rename)
    yield Progress(2, _PARTS, "Finding what both copies have")
    rename = pairing(mine, theirs)
    mine, theirs = mine.translated(rename), theirs.translated(rename)
    yield Progress(3, _PARTS, "Comparing what was decided")
    return Compared(mine, theirs, plan(mine, theirs, missing(mine, theirs, places.lost)))


def _anchors(sheet: Sheet) -> dict[Key, Anchor]:
    return {
        subject.key: Anchor(
            Span(int(str(subject.key[3])), int(str(subject.key[4]))),
            str(subject.body["text"]),
            str(subject.body["before"]),
            str(subject.body["after"]),
        )
        for subject in sheet.subjects.values()
        if subject.table in ANCHORED
    }


def bring_in(
    connection: sqlite3.Connection, theirs: Sheet
) -> Generator[Progress, None, tuple[tuple[Patch, ...], Compared, frozenset[Key]]]:
    """Take over what another copy says, as one entry of history.

    Returns beside the patches what was found, and the things that had no row here before.
    """
    compared = yield from _comparing(connection, theirs)
    theirs, found = compared.theirs, compared.plan
    rows = Rows(connection, theirs.subjects)
    rows.learn_names(compared.mine.subjects.values())
    rows.learn_names(theirs.subjects.values())
    if not (found.taken or found.clashes or found.settled):
        return (), compared, frozenset()
    patches = yield from _taken(connection, rows, found)
    patches += [_raised(connection, rows, clash) for clash in found.clashes]
    patches += _settled_by(connection, rows, found.settled)
    told = f"Brought in {counted(found.decisions, 'decision')} of {people(found.entries)}"
    if found.clashes:
        told += f", {counted(len(found.clashes), 'conflict')} to settle"
    changed = tuple(each for each in patches if each is not None)
    taken = json.dumps(entries_to_json(found.entries), ensure_ascii=False)
    history.record(connection, told, changed, taken=taken)
    return changed, compared, frozenset(rows.made)


def _taken(
    connection: sqlite3.Connection, rows: Rows, found: MergePlan
) -> Generator[Progress, None, list[Patch | None]]:
    """Return the patches of the words that are taken, one for each row."""
    after: dict[tuple[str, int], dict[str, history.Value]] = {}
    for at, each in enumerate(found.taken):
        if at % _AT_ONCE == 0:
            yield Progress(
                at, len(found.taken) + 1, f"Writing word {at + 1:,} of {len(found.taken):,}"
            )
        key = each.word[0]
        if each.value is None and rows.find(key) is None:
            continue  # made and taken back there, never known here
        number = rows.number(key)
        after.setdefault((str(key[0]), number), {}).update(rows.columns(each.word, each.value))
    return [
        history.patch(connection, table, number, columns)
        for (table, number), columns in after.items()
    ]


def _raised(connection: sqlite3.Connection, rows: Rows, clash: Clash) -> Patch | None:
    """Return the patch by which a conflict is listed; one that is listed already gets none."""
    key, word = clash.word
    table, number = str(key[0]), rows.number(key)
    theirs = json.dumps(clash.theirs, ensure_ascii=False)
    known = connection.execute(
        "SELECT id FROM conflict WHERE about = ? AND number = ? AND word = ? AND theirs = ?"
        " AND raised_given = 1 AND settled_given IS NULL",
        (table, number, word, theirs),
    ).fetchone()
    if known is not None:
        return None
    made = connection.execute(
        "INSERT INTO conflict (about, number, word, mine, theirs, my_who, my_at, their_who, their_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            table,
            number,
            word,
            json.dumps(clash.mine, ensure_ascii=False),
            theirs,
            clash.my_who,
            clash.my_at,
            clash.their_who,
            clash.their_at,
        ),
    ).lastrowid
    for part in _references(clash.theirs):
        rows.number(part)  # so that it can be chosen later
    return history.patch(connection, "conflict", int(made or 0), {"raised_given": 1})


def _references(value: Value | None) -> Iterable[Key]:
    for part in value or ():
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            yield part
        elif isinstance(part, tuple):
            yield from exchange_views.keys_in(part)


def _settled_by(
    connection: sqlite3.Connection, rows: Rows, words: Sequence[Word]
) -> list[Patch | None]:
    """Return the patches that close conflicts which the other attorney has settled."""
    return [
        history.patch(connection, "conflict", row["id"], {"settled_given": "theirs"})
        for key, word in words
        for row in connection.execute(
            "SELECT id FROM conflict WHERE about = ? AND number = ? AND word = ?"
            " AND raised_given = 1 AND settled_given IS NULL",
            (key[0], rows.find(key), word),
        ).fetchall()
    ]


def settle(
    connection: sqlite3.Connection, number: int, *, theirs: bool
) -> tuple[tuple[Patch, ...], bool]:
    """Choose one of the two words of a conflict, as one decision; returns whether it was open.

    Raises:
        CaseFailure: if there is no such conflict, or what it is about has gone.
    """
    row = connection.execute(
        "SELECT * FROM conflict WHERE id = ? AND raised_given = 1", (number,)
    ).fetchone()
    keys = exchange_sheet.Keys(connection)
    key = None if row is None else keys.of(row["about"], row["number"])
    if row is None or key is None:
        raise CaseFailure("That conflict is no longer there.")
    if row["settled_given"] is not None:
        return (), False
    patches: list[Patch | None] = []
    if theirs:
        found = json.loads(row["theirs"])
        value = None if found is None else frozen(found)
        rows = Rows(connection, {})
        after = rows.columns((key, row["word"]), value)
        patches += _making_room(connection, row["about"], row["number"], after)
        patches.append(history.patch(connection, row["about"], row["number"], after))
    said = "theirs" if theirs else "mine"
    patches.append(history.patch(connection, "conflict", number, {"settled_given": said}))
    whose = row["their_who"] if theirs else row["my_who"]
    told = f"Settled a conflict about the {row['word']} with the word of {whose or 'this copy'}"
    changed = tuple(each for each in patches if each is not None)
    history.record(connection, told, changed)
    return changed, True


_ABOVE = {"party": "merged_into", "issue": "parent_given"}


def _making_room(
    connection: sqlite3.Connection,
    table: str,
    number: int,
    after: dict[str, history.Value],
) -> list[Patch | None]:
    """Return the patches without which a chosen word would contradict what else stands."""
    column = _ABOVE.get(table, "")
    above = after.get(column)
    if isinstance(above, int):
        return _opening_circle(connection, table, column, number, above)
    if table == "party_apart" and after.get("apart_given"):
        pair = connection.execute(
            "SELECT one, other FROM party_apart WHERE id = ?", (number,)
        ).fetchone()
        for each in pair:
            part = history.patch(connection, "party", each, {"merged_into": None})
            if part is not None:
                return [part]
    return []


def _opening_circle(
    connection: sqlite3.Connection, table: str, column: str, number: int, above: int
) -> list[Patch | None]:
    """Return the patch that takes out what leads from ``above`` back to ``number``, and that keeps apart."""
    patches: list[Patch | None] = []
    at: int | None = above
    while at is not None:
        row = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (at,)).fetchone()  # noqa: S608
        if row[column] == number:
            patches.append(history.patch(connection, table, at, {column: None}))
            break
        at = row[column]
    if table == "party":
        pair = (min(number, above), max(number, above))
        kept = connection.execute(
            "SELECT id FROM party_apart WHERE one = ? AND other = ?", pair
        ).fetchone()
        if kept is not None:
            patches.append(history.patch(connection, "party_apart", kept["id"], {"apart_given": 0}))
    return patches
