"""The parties of a case as their own table has them, the attorney's word over what extraction proposed."""

import sqlite3
from dataclasses import dataclass

from casefile.records import ReviewState
from extraction.findings import PartyKind

__all__ = ["KnownParty", "all_parties"]


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
    return {
        row["id"]: KnownParty(
            row["id"],
            row["name_given"] or row["name"],
            PartyKind(row["kind_given"] or row["kind"]),
            row["role"] if row["role_given"] is None else row["role_given"] or None,
            row["capacity"],
            row["confidence"],
            ReviewState(row["decision"]),
            row["merged_into"],
            row["origin"] == "given",
            row["post"],
        )
        for row in connection.execute("SELECT * FROM party")
    }
