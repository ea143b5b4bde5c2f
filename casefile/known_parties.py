"""The parties of a case as their own table has them, the attorney's word over what extraction proposed."""

import sqlite3
from dataclasses import dataclass

from casefile.records import ReviewState
from extraction.findings import PartyKind

__all__ = ["KnownParty", "all_parties"]


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


def all_parties(connection: sqlite3.Connection) -> dict[int, KnownParty]:
    """Return every party by its number, merged ones too."""
    rows = connection.execute(
        "SELECT id, coalesce (nullif (name_given, ''), name), coalesce (nullif (kind_given, ''), kind),"
        " CASE WHEN role_given IS NULL THEN role ELSE nullif (role_given, '') END, capacity, confidence,"
        " decision, merged_into, origin, post FROM party ORDER BY id"
    )
    return {
        number: KnownParty(
            number,
            name,
            _KINDS[kind],
            role,
            capacity,
            confidence,
            _STATES[state],
            merged_into,
            origin == "given",
            post,
        )
        for number, name, kind, role, capacity, confidence, state, merged_into, origin, post in rows
    }
