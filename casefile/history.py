"""The attorney's decisions, one entry each, with what it takes to undo and redo it.

A decision is a set of patches to columns that extraction never writes, so that undoing one is nothing but
writing the columns back. Entries outlive the program.
"""

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.person import author

__all__ = [
    "Patch",
    "Value",
    "counts",
    "patch",
    "record",
    "redo",
    "redo_until",
    "steps",
    "undo",
    "undo_since",
]

# The columns that hold the attorney's word, by table. Nothing else can be patched.
_GIVEN: Mapping[str, frozenset[str]] = {
    "party": frozenset(
        {"name_given", "kind_given", "role_given", "merged_into", "decision", "touched"}
    ),
    "quote": frozenset({"speaker_given", "decision", "touched"}),
    "date_expression": frozenset(
        {
            "value_given",
            "earliest_given",
            "latest_given",
            "kind_event_given",
            "short_given",
            "standing_given",
            "leaning_given",
            "order_given",
            "group_given",
            "decision",
            "touched",
        }
    ),
    "document": frozenset(
        {
            "kind_given",
            "short_name_given",
            "date_given",
            "day_first_given",
            "served_given",
            "manner_given",
            "answer_days_given",
        }
    ),
    "party_split": frozenset({"party_given"}),
    "party_apart": frozenset({"apart_given"}),
    "mention_given": frozenset({"party_given"}),
    "note": frozenset({"words_given", "who_given", "at_given"}),
    "tag": frozenset({"name_given"}),
    "tagged": frozenset({"tagged_given"}),
    "issue": frozenset({"title_given", "law_given", "note_given", "parent_given", "order_given"}),
    "evidence": frozenset({"side_given"}),
    "saved_view": frozenset({"name_given", "question_given"}),
    "conflict": frozenset({"raised_given", "settled_given"}),
}

Value = str | int | None
"""What a column of the attorney's word can hold."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A row's columns before and after a decision."""

    table: str
    id: int
    before: Mapping[str, Value]
    after: Mapping[str, Value]


def patch(
    connection: sqlite3.Connection, table: str, number: int, after: Mapping[str, Value]
) -> Patch | None:
    """Return the patch that brings a row to ``after``, ``None`` where nothing would change.

    Raises:
        LookupError: if there is no such row.
    """
    _check(table, after)
    row = connection.execute(
        f"SELECT {', '.join(after)} FROM {table} WHERE id = ?",  # noqa: S608 - names were checked
        (number,),
    ).fetchone()
    if row is None:
        raise LookupError(f"no {table} {number}")
    before = {name: row[name] for name in after}
    changed = {name for name in after if before[name] != after[name]}
    if not changed - {"touched"}:
        return None
    return Patch(
        table,
        number,
        {name: before[name] for name in changed},
        {name: after[name] for name in changed},
    )


def record(
    connection: sqlite3.Connection,
    sentence: str,
    patches: Sequence[Patch],
    *,
    taken: str | None = None,
    by_itself: bool = False,
) -> None:
    """Apply patches and keep them as one entry; what had been undone can no longer be redone.

    ``taken`` are the entries of a colleague that it takes over, see ``exchange_log``. An entry that came
    ``by_itself``, as a paper did, touches nothing that a decision before it did: those can still be redone.
    """
    for each in patches:
        _apply(connection, each.table, each.id, each.after)
    if not by_itself:
        connection.execute("UPDATE history SET state = 'dropped' WHERE state = 'undone'")
    connection.execute(
        "INSERT INTO history (at, who, sentence, patches, steps, taken) VALUES (?, ?, ?, ?, ?, ?)",
        (
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            author(connection),
            sentence,
            json.dumps(
                [[each.table, each.id, each.before, each.after] for each in patches],
                ensure_ascii=False,
            ),
            json.dumps([uuid.uuid4().hex]),
            taken,
        ),
    )


def undo(connection: sqlite3.Connection) -> tuple[str, tuple[Patch, ...]] | None:
    """Take back the newest decision that stands; returns its sentence and what was written."""
    row = connection.execute(
        "SELECT * FROM history WHERE state = 'done' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    patches = tuple(
        Patch(each.table, each.id, each.after, _kept_touched(each.before))
        for each in reversed(_patches(row))
    )
    return _move(connection, row, patches, "undone")


def redo(connection: sqlite3.Connection) -> tuple[str, tuple[Patch, ...]] | None:
    """Do again what was undone last; returns its sentence and what was written."""
    row = connection.execute(
        "SELECT * FROM history WHERE state = 'undone' ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    # What came by itself since then goes below: undo takes back first what was done last.
    last = connection.execute("SELECT max (id) AS id FROM history WHERE state = 'done'").fetchone()
    if last["id"] is not None and last["id"] > row["id"]:
        undone = connection.execute("SELECT id FROM history WHERE state = 'undone' ORDER BY id")
        for each in undone.fetchall():
            connection.execute(
                "UPDATE history SET id = (SELECT max (id) + 1 FROM history) WHERE id = ?",
                (each["id"],),
            )
        return redo(connection)
    return _move(connection, row, _patches(row), "done")


def undo_since(
    connection: sqlite3.Connection, number: int
) -> tuple[tuple[str, ...], tuple[Patch, ...]]:
    """Take back an entry and all that were made after it; returns their sentences, the newest first.

    Each can be done again by itself, in the order in which they were made.
    """
    return _many(connection, "state = 'done' AND id >= ? ORDER BY id DESC", number, undo)


def redo_until(
    connection: sqlite3.Connection, number: int
) -> tuple[tuple[str, ...], tuple[Patch, ...]]:
    """Do again an entry that was undone, with all undone ones before it; returns their sentences."""
    return _many(connection, "state = 'undone' AND id <= ? ORDER BY id", number, redo)


def counts(connection: sqlite3.Connection, number: int) -> tuple[int, int]:
    """Return how many entries ``undo_since`` would take back and ``redo_until`` do again at one."""
    row = connection.execute(
        "SELECT sum (state = 'done' AND id >= ?1) AS back, sum (state = 'undone' AND id <= ?1) AS again"
        " FROM history",
        (number,),
    ).fetchone()
    return row["back"] or 0, row["again"] or 0


def steps(connection: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Return the sentences of what ``undo`` would take back and what ``redo`` would do again."""
    told = [
        connection.execute(f"SELECT sentence FROM history WHERE {which} LIMIT 1").fetchone()  # noqa: S608
        for which in ("state = 'done' ORDER BY id DESC", "state = 'undone' ORDER BY id")
    ]
    return told[0] and told[0]["sentence"], told[1] and told[1]["sentence"]


def _many(
    connection: sqlite3.Connection,
    which: str,
    number: int,
    step: Callable[[sqlite3.Connection], tuple[str, tuple[Patch, ...]] | None],
) -> tuple[tuple[str, ...], tuple[Patch, ...]]:
    count = len(
        connection.execute(f"SELECT id FROM history WHERE {which}", (number,)).fetchall()  # noqa: S608
    )
    done = [each for each in (step(connection) for _ in range(count)) if each is not None]
    return tuple(sentence for sentence, _ in done), tuple(
        patch for _, patches in done for patch in patches
    )


def _move(
    connection: sqlite3.Connection, row: sqlite3.Row, patches: tuple[Patch, ...], state: str
) -> tuple[str, tuple[Patch, ...]]:
    for each in patches:
        _apply(connection, each.table, each.id, each.after)
    steps = json.dumps([*json.loads(row["steps"]), uuid.uuid4().hex])
    connection.execute(
        "UPDATE history SET state = ?, steps = ? WHERE id = ?", (state, steps, row["id"])
    )
    return row["sentence"], patches


def _kept_touched(before: Mapping[str, Value]) -> dict[str, Value]:
    """A row that history names stays touched, so that no later extraction removes it and its redo."""
    return {name: value for name, value in before.items() if name != "touched"}


def _patches(row: sqlite3.Row) -> tuple[Patch, ...]:
    return tuple(
        Patch(table, number, before, after)
        for table, number, before, after in json.loads(row["patches"])
    )


def _apply(
    connection: sqlite3.Connection, table: str, number: int, values: Mapping[str, Value]
) -> None:
    _check(table, values)
    if values:
        settings = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"UPDATE {table} SET {settings} WHERE id = ?",  # noqa: S608 - names were checked
            (*values.values(), number),
        )


def _check(table: str, names: Iterable[str]) -> None:
    """Refuse names that are not the attorney's columns: entries are read back from a file."""
    if table not in _GIVEN or not set(names) <= _GIVEN[table]:
        raise ValueError(f"history may not write {table}: {sorted(names)}")
