"""The parties of a case as their own table has them, the attorney's word over what extraction proposed."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casefile.records import ReviewState
from casefile.turns import in_turns
from extraction.findings import PartyKind

__all__ = ["KnownParty", "all_parties", "renewed_parties"]


_KINDS = {each.value: each for each in PartyKind}  # a third faster than asking the enumeration
_STATES = {each.value: each for each in ReviewState}


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A row of the party table, the attorney's word first; ``merged_into`` names the one it lives on in."""

    id: int
    name: str
    kind: PartyKind
    role: str | None
    capacity: str | None
    confidence: float
    state: ReviewState
    merged_into: int | None
    added: bool = False
    post: str | None = None


def renewed_parties(
    connection: sqlite3.Connection, before: Mapping[int, KnownParty], numbers: Collection[int]
) -> Mapping[int, KnownParty]:
    """Return every party, those of some numbers read anew; ``before`` itself where nothing changed."""
    now = all_parties(connection, numbers, before) if numbers else {}
    if all(before.get(number) == now.get(number) for number in numbers):
        return before
    kept = {number: party for number, party in before.items() if number not in numbers}
    return dict(sorted((kept | now).items()))


def all_parties(
    connection: sqlite3.Connection,
    numbers: Collection[int] | None = None,
    before: Mapping[int, KnownParty] | None = None,
) -> dict[int, KnownParty]:
    """Return every party by its number, merged ones too; or only those of some numbers.

    One that stands as it stood ``before`` is the very same object.
    """
    known = before or {}
    rows = connection.execute(
        "SELECT id, coalesce (nullif (name_given, ''), name), coalesce (nullif (kind_given, ''), kind),"
        " CASE WHEN role_given IS NULL THEN role ELSE nullif (role_given, '') END, capacity, confidence,"
        " decision, merged_into, origin, post FROM party"
        " WHERE ?1 IS NULL OR id IN (SELECT value FROM json_each (?1)) ORDER BY id",
        (None if numbers is None else json.dumps(sorted(numbers)),),
    )
    found: dict[int, KnownParty] = {}
    for (
        number,
        name,
        kind,
        role,
        capacity,
        confidence,
        state,
        merged_into,
        origin,
        post,
    ) in in_turns(rows):
        added, was = origin == "given", known.get(number)
        if (
            was is not None
            and was.name == name
            and was.kind == kind
            and was.role == role
            and was.capacity == capacity
            and was.confidence == confidence
            and was.state == state
            and was.merged_into == merged_into
            and was.added == added
            and was.post == post
        ):
            found[number] = was
            continue
        found[number] = KnownParty(
            number,
            name,
            _KINDS[kind],
            role,
            capacity,
            confidence,
            _STATES[state],
            merged_into,
            added,
            post,
        )
    return found
