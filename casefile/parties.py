"""The parties of the case: which of the names in one document stand for a party known from others.

The rules are careful, since a wrong union is worse than a missing one: never across kinds; companies only
with agreeing legal forms; persons only where given names fit and nobody else fits; a shorter name only
where it is part of the full one. What the attorney united stays united.
"""

import json
import re
import sqlite3
from collections.abc import Iterable

from extraction import names
from extraction.findings import Party, PartyKind, PartySource

__all__ = ["attach", "forget_unused", "refresh", "root"]

# Where a party's name and role are taken from when papers differ: first the caption.
_RANK = {
    PartySource.CAPTION: 0,
    PartySource.FORM: 1,
    PartySource.SIGNATURE: 2,
    PartySource.BODY: 3,
    PartySource.BYLINE: 3,
}

_LEGAL_FORMS = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}


def attach(
    connection: sqlite3.Connection, document: int, parties: Iterable[Party]
) -> dict[str, int]:
    """Store a document's parties as appearances of parties of the case.

    Replaces what the document had; an appearance that had the same name keeps its party. Returns the
    party of the case for each local id.
    """
    before = {
        (row["kind"], names.name_key(row["name"])): row["party"]
        for row in connection.execute(
            "SELECT kind, name, party FROM appearance WHERE document = ?", (document,)
        )
    }
    connection.execute("DELETE FROM appearance WHERE document = ?", (document,))
    connection.execute("DELETE FROM party_key WHERE document = ?", (document,))
    result: dict[str, int] = {}
    taken: set[int] = set()  # two parties of one paper are two parties of the case
    for party in parties:
        known = before.get((party.kind, names.name_key(party.name)))
        if known is None or known in taken:
            known = _known(connection, party, taken)
        if known is None:
            known = _add(connection, party)
        taken.add(known)
        result[party.id] = known
        _appear(connection, document, party, known)
    touched = set(before.values()) | set(result.values())
    for each in touched:
        refresh(connection, each)
    return result


def refresh(connection: sqlite3.Connection, party: int) -> None:
    """Take a party's name, role and the like anew from its best appearance."""
    rows = connection.execute(
        "SELECT name, role, source, capacity, confidence, document FROM appearance WHERE party = ?",
        (party,),
    ).fetchall()
    if not rows:
        return
    rows.sort(key=lambda row: (_RANK[PartySource(row["source"])], row["document"]))
    best = rows[0]["source"]
    name = max((row["name"] for row in rows if row["source"] == best), key=len)
    connection.execute(
        "UPDATE party SET name = ?, role = ?, capacity = ?, confidence = ? WHERE id = ?",
        (
            name,
            next((row["role"] for row in rows if row["role"]), None),
            next((row["capacity"] for row in rows if row["capacity"]), None),
            max(row["confidence"] for row in rows),
            party,
        ),
    )


def forget_unused(connection: sqlite3.Connection) -> None:
    """Remove parties that no paper shows any more and the attorney has never touched."""
    connection.execute(
        "DELETE FROM party WHERE touched = 0 AND merged_into IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM appearance WHERE appearance.party = party.id)"
        " AND NOT EXISTS (SELECT 1 FROM quote WHERE quote.speaker = party.id)"
        " AND NOT EXISTS (SELECT 1 FROM party AS other WHERE other.merged_into = party.id)"
    )


def _add(connection: sqlite3.Connection, party: Party) -> int:
    cursor = connection.execute(
        "INSERT INTO party (name, kind, role, capacity, confidence) VALUES (?, ?, ?, ?, ?)",
        (party.name, party.kind, party.role, party.capacity, party.confidence),
    )
    return int(cursor.lastrowid or 0)


def _appear(connection: sqlite3.Connection, document: int, party: Party, known: int) -> None:
    connection.execute(
        "INSERT INTO appearance (document, local, party, name, kind, role, source, aliases, capacity,"
        " confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            party.id,
            known,
            party.name,
            party.kind,
            party.role,
            party.source,
            json.dumps(party.aliases, ensure_ascii=False),
            party.capacity,
            party.confidence,
        ),
    )
    connection.executemany(
        "INSERT INTO party_key (document, party, sort, key, name) VALUES (?, ?, ?, ?, ?)",
        [(document, known, sort, key, name) for sort, key, name in _keys(party)],
    )


def _keys(party: Party) -> set[tuple[str, str, str]]:
    """Return (sort, key, spelling) of the names under which other papers may know this party."""
    key = names.name_key(party.name)
    keys = {("name", key, party.name)}
    if party.kind is PartyKind.PERSON:
        keys.add(("surname", names.fold(names.person_surname(party.name)), party.name))
        return keys
    words = set(key.split())
    for alias in party.aliases:
        short = names.name_key(alias)
        # "the Commission" or an acronym says nothing outside its own paper; "Port Commission" does.
        if len(short.split()) >= 2 and set(short.split()) < words:
            keys.add(("alias", short, alias))
    return keys


def _known(connection: sqlite3.Connection, party: Party, taken: set[int]) -> int | None:
    """Return the one party of the case that this can only be, or ``None``."""
    person = party.kind is PartyKind.PERSON
    found = _persons(connection, party.name) if person else _others(connection, party)
    found = {root(connection, each) for each in found} - taken
    return found.pop() if len(found) == 1 else None


def root(connection: sqlite3.Connection, party: int) -> int:
    """Return the party that a merged one lives on in; any other is its own."""
    while True:
        row = connection.execute("SELECT merged_into FROM party WHERE id = ?", (party,)).fetchone()
        if row is None or row["merged_into"] is None:
            return party
        party = row["merged_into"]


def _persons(connection: sqlite3.Connection, name: str) -> set[int]:
    surname = names.fold(names.person_surname(name))
    if not surname:
        return set()
    fitting: set[int] = set()
    exact: set[int] = set()
    for party, spelled in _spellings(connection, "surname", surname, PartyKind.PERSON):
        if names.same_person(spelled, name):
            fitting.add(party)
        if names.name_key(spelled) == names.name_key(name):
            exact.add(party)
    return exact if len(exact) == 1 else fitting


def _others(connection: sqlite3.Connection, party: Party) -> set[int]:
    key = names.name_key(party.name)
    by_name, by_alias = (
        {
            found
            for found, spelled in _spellings(connection, sort, key, party.kind)
            if _forms_agree(party.name, spelled)
        }
        for sort in ("name", "alias")
    )
    by_own_alias = {  # the other paper has only the shorter name
        found
        for sort, alias, _ in _keys(party)
        if sort == "alias"
        for found, _ in _spellings(connection, "name", alias, party.kind)
    }
    return by_name or by_alias | by_own_alias


def _spellings(
    connection: sqlite3.Connection, sort: str, key: str, kind: PartyKind
) -> Iterable[tuple[int, str]]:
    """Return the parties of a kind that other papers know under a key of a sort, each with a spelling."""
    rows = connection.execute(
        "SELECT party_key.party, party_key.name FROM party_key"
        " JOIN party ON party.id = party_key.party"
        " WHERE party_key.sort = ? AND party_key.key = ? AND party.kind = ?",
        (sort, key, kind),
    )
    return [(row["party"], row["name"]) for row in rows]


def _forms_agree(name: str, other: str) -> bool:
    """Tell whether two spellings can be of one company: "Harbor Lines LLC" is not "Harbor Lines, Inc."."""
    mine, theirs = _legal_form(name), _legal_form(other)
    return mine <= theirs or theirs <= mine


def _legal_form(name: str) -> set[str]:
    rest = name[len(names.without_ending(name)) :]
    letters = re.sub(r"[^a-z ]", "", rest.casefold().replace(".", "")).split()
    return {_LEGAL_FORMS.get(word, word) for word in letters}
