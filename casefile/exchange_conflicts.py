"""Conflicts between two attorneys, and what a merge would bring, as rows for the eye."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable

from casefile import exchange_sheet, merge_apply
from casefile.exchange_records import ComingDecision, ConflictRow, MergePreview
from casefile.exchange_sheet import Keys, frozen
from casefile.exchange_source import Other
from casefile.exchange_wording import about_words, said_words
from casefile.exchange_words import NAMED, Key, Sheet, Value, inner_keys
from casefile.merge_apply import Compared
from casefile.merge_plan import Clash
from casefile.records import Ref, RefType

__all__ = ["count", "preview", "rows"]

_SHOWN = {
    "party": RefType.PARTY,
    "quote": RefType.QUOTE,
    "date_expression": RefType.DATE,
    "document": RefType.DOCUMENT,
}


def count(connection: sqlite3.Connection) -> int:
    """Return how many conflicts wait for a choice."""
    row = connection.execute(
        "SELECT count(*) AS open FROM conflict WHERE raised_given = 1 AND settled_given IS NULL"
    ).fetchone()
    return int(row["open"])


def rows(connection: sqlite3.Connection) -> tuple[ConflictRow, ...]:
    """Return the conflicts that wait for a choice, in the order in which they came up."""
    found = connection.execute(
        "SELECT * FROM conflict WHERE raised_given = 1 AND settled_given IS NULL ORDER BY id"
    ).fetchall()
    if not found:
        return ()
    keys, sheet = Keys(connection), exchange_sheet.read(connection)
    called = _namer(sheet)
    result = []
    for row in found:
        key = keys.of(row["about"], row["number"])
        if key is None:
            continue
        theirs = json.loads(row["theirs"])
        clash = Clash(
            (key, row["word"]),
            sheet.words.get((key, row["word"])),  # as it stands: it may have been changed since
            _settled(theirs, keys),
            row["my_who"],
            row["my_at"],
            row["their_who"],
            row["their_at"],
        )
        shown = _SHOWN.get(row["about"])
        ref = Ref(shown, row["number"]) if shown else None
        result.append(_row(row["id"], clash, called, ref))
    return tuple(result)


def _settled(found: list[object] | None, keys: Keys) -> Value | None:
    if found is None:
        return None
    return tuple(keys.settled(part) if isinstance(part, tuple) else part for part in frozen(found))


def _namer(*sheets: Sheet) -> Callable[[Key], str]:
    subjects = {key: each for sheet in reversed(sheets) for key, each in sheet.subjects.items()}
    papers = {key: name for sheet in reversed(sheets) for key, name in sheet.papers.items()}
    return lambda key: about_words(key, subjects, papers)


def _row(number: int, clash: Clash, called: Callable[[Key], str], ref: Ref | None) -> ConflictRow:
    (key, word), table = clash.word, str(clash.word[0][0])
    return ConflictRow(
        number,
        called(key),
        word,
        said_words(table, word, clash.mine, called),
        clash.my_who,
        _moment(clash.my_at),
        said_words(table, word, clash.theirs, called),
        clash.their_who,
        _moment(clash.their_at),
        ref,
    )


def _moment(at: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(at) if at else None


def preview(connection: sqlite3.Connection, other: Other) -> MergePreview:
    """Return what bringing in another copy comes to."""
    compared = merge_apply.compare(connection, other.sheet)
    mine, theirs, plan = compared.mine, compared.theirs, compared.plan
    called = _namer(mine, theirs)
    changes = bool(plan.taken or plan.clashes or plan.settled)
    coming = {entry.steps[0]: entry for entry in plan.entries if len(entry.steps) % 2 and changes}
    lacking = {sha256: name for sha256, name in theirs.papers.items() if sha256 not in mine.papers}
    brought = set(other.originals)
    decisions = [
        ComingDecision(_moment(entry.at), entry.who, entry.sentence) for entry in coming.values()
    ]
    decisions += _with_papers(compared, brought, set(coming))
    return MergePreview(
        other.sheet.name,
        tuple(sorted({each.who for each in decisions})),
        tuple(decisions),
        tuple(_row(0, clash, called, None) for clash in plan.clashes),
        tuple(name for sha256, name in lacking.items() if sha256 in brought),
        tuple(name for sha256, name in lacking.items() if sha256 not in brought),
        len(plan.waiting),
        not mine.is_kin(theirs),
    )


def _with_papers(compared: Compared, brought: set[str], counted: set[str]) -> list[ComingDecision]:
    """Return the decisions that can be taken once the papers of the other copy are here."""
    known = compared.mine.subjects

    def comes(key: Key) -> bool:
        return (key[0] in NAMED and key not in known) or any(part in brought for part in key)

    waiting = {
        (subject, word)
        for subject, word in compared.plan.waiting
        if brought and any(comes(key) for key in inner_keys(subject))
    }
    return [
        ComingDecision(_moment(entry.at), entry.who, entry.sentence)
        for entry in compared.theirs.log
        if entry.words & waiting and len(entry.steps) % 2 and entry.steps[0] not in counted
    ]
