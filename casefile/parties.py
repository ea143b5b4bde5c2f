"""The parties of the case: which of the names in one document stand for a party known from others.

The rules are careful, since a wrong union is worse than a missing one: never across kinds; companies only
with agreeing legal forms; persons only where given names fit and nobody else fits; a shorter name only
where it is part of the full one. What the attorney united stays united.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casefile import splits
from casefile.splits import Splits
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
    """Store a document's parties as appearances of parties of the case, each with why it was joined.

    Replaces what the document had; an appearance that had the same name keeps its party, and so does one
    that the attorney decided on and whose mentions stand where they stood. Returns the party of the case
    for each local id.
    """
    parties = tuple(parties)
    rules = splits.load(connection)
    before = _before(connection, document)
    kept = _same_places(before, parties) | _same_names(before, parties)
    connection.execute("DELETE FROM appearance WHERE document = ?", (document,))
    connection.execute("DELETE FROM party_key WHERE document = ?", (document,))
    result: dict[str, int] = {}
    taken: set[int] = set()  # two parties of one paper are two parties of the case
    moved: set[int] = set()  # those that the attorney gave them to
    for party in parties:
        known, why = kept.get(party.id, (None, ""))
        if known is None or known in taken:
            known, why = _known(connection, party, taken | moved, rules)
        if known is None:
            known = _add(connection, party)
        taken.add(known)
        moved.add(rules.party(known, document, party.name))
        result[party.id] = known
        _appear(connection, document, party, known, why)
    for each in {old.party for old in before} | set(result.values()):
        refresh(connection, each, rules)
    return result


@dataclass(frozen=True, slots=True)
class _Before:
    """An appearance as the last run of extraction left it."""

    party: int
    kind: str
    name: str
    joined: str
    touched: bool
    places: frozenset[tuple[int, int]]


def _before(connection: sqlite3.Connection, document: int) -> list[_Before]:
    places: dict[int, set[tuple[int, int]]] = {}
    for row in connection.execute(
        'SELECT appearance, "start", "end" FROM mention WHERE document = ?', (document,)
    ):
        places.setdefault(row["appearance"], set()).add((row["start"], row["end"]))
    return [
        _Before(
            row["party"],
            row["kind"],
            names.name_key(row["name"]),
            row["joined"],
            bool(row["touched"]),
            frozenset(places.get(row["id"], ())),
        )
        for row in connection.execute(
            "SELECT appearance.*, party.touched FROM appearance"
            " JOIN party ON party.id = appearance.party WHERE document = ?",
            (document,),
        )
    ]


def _same_names(
    before: Iterable[_Before], parties: Iterable[Party]
) -> dict[str, tuple[int | None, str]]:
    known = {(old.kind, old.name): old for old in before}
    return {
        party.id: (old.party, old.joined)
        for party in parties
        if (old := known.get((party.kind, names.name_key(party.name)))) is not None
    }


def _same_places(
    before: Iterable[_Before], parties: Iterable[Party]
) -> dict[str, tuple[int | None, str]]:
    """Return the decided parties that half of a new one's mentions, and of theirs, named before."""
    found: dict[str, tuple[int | None, str]] = {}
    decided = [old for old in before if old.touched and old.places]
    for party in parties if decided else ():
        places = {(mention.span.start, mention.span.end) for mention in party.mentions}
        for old in decided:
            if 2 * len(places & old.places) > max(len(places), len(old.places)):
                found[party.id] = old.party, old.joined
    return found


def refresh(connection: sqlite3.Connection, party: int, rules: Splits | None = None) -> None:
    """Take a party's name, role and the like anew from its best appearance."""
    rules = rules or splits.load(connection)
    rows = [
        row
        for attached in rules.sources(party)
        for row in _shown(connection, attached, one_by_one=bool(rules.rules))
        if rules.party(attached, row["document"], row["name"]) == party
    ]
    if not rows:
        return
    rows.sort(key=lambda row: (_RANK[PartySource(row["source"])], row["document"]))
    best = rows[0]["source"]
    name = max((row["name"] for row in rows if row["source"] == best), key=len)
    connection.execute(
        "UPDATE party SET name = ?, role = ?, capacity = ?, post = ?, confidence = ? WHERE id = ?",
        (
            name,
            next((row["role"] for row in rows if row["role"]), None),
            next((row["capacity"] for row in rows if row["capacity"]), None),
            next((row["post"] for row in rows if row["post"]), None),
            max(row["confidence"] for row in rows),
            party,
        ),
    )


def _shown(
    connection: sqlite3.Connection, party: int, *, one_by_one: bool
) -> Iterable[sqlite3.Row]:
    """Return how papers show a party: ``one_by_one``, or each way once with the first paper that has it."""
    if one_by_one:
        return connection.execute("SELECT * FROM appearance WHERE party = ?", (party,))
    return connection.execute(
        "SELECT source, name, role, capacity, post, max(confidence) AS confidence,"
        " min(document) AS document FROM appearance WHERE party = ?"
        " GROUP BY source, name, role, capacity, post ORDER BY min(id)",
        (party,),
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
        "INSERT INTO party (name, kind, role, capacity, post, confidence) VALUES (?, ?, ?, ?, ?, ?)",
        (party.name, party.kind, party.role, party.capacity, party.post, party.confidence),
    )
    return int(cursor.lastrowid or 0)


def _appear(
    connection: sqlite3.Connection, document: int, party: Party, known: int, why: str
) -> None:
    connection.execute(
        "INSERT INTO appearance (document, local, party, name, kind, role, source, aliases, reasons,"
        " joined, capacity, post, post_reason, whole, whole_reason, confidence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            party.id,
            known,
            party.name,
            party.kind,
            party.role,
            party.source,
            json.dumps(party.aliases, ensure_ascii=False),
            json.dumps(party.reasons, ensure_ascii=False),
            why,
            party.capacity,
            party.post,
            party.post_reason,
            party.part_of.name if party.part_of else None,
            party.part_of.reason if party.part_of else "",
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


def _known(
    connection: sqlite3.Connection, party: Party, taken: set[int], rules: Splits
) -> tuple[int | None, str]:
    """Return the one party of the case that this can only be, with why; ``None`` for none."""
    search = _Search(connection, party.kind, rules)
    person = party.kind is PartyKind.PERSON
    found = search.persons(party.name) if person else search.others(party)
    fitting = {root(connection, each): why for each, why in found.items()}
    left = {each: why for each, why in fitting.items() if each not in taken}
    return left.popitem() if len(left) == 1 else (None, "")


def root(connection: sqlite3.Connection, party: int) -> int:
    """Return the party that a merged one lives on in; any other is its own."""
    while True:
        row = connection.execute("SELECT merged_into FROM party WHERE id = ?", (party,)).fetchone()
        if row is None or row["merged_into"] is None:
            return party
        party = row["merged_into"]


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for parties of one kind, by extraction's word or the attorney's, under their keys."""

    _connection: sqlite3.Connection
    _kind: PartyKind
    _rules: Splits

    def persons(self, name: str) -> dict[int, str]:
        """Return the persons that a name can stand for, each with why."""
        surname = names.fold(names.person_surname(name))
        if not surname:
            return {}
        fitting: dict[int, str] = {}
        exact: dict[int, str] = {}
        for party, spelled in self._spellings("surname", surname):
            if names.same_person(spelled, name):
                fitting[party] = _why_person(name, spelled)
            if names.name_key(spelled) == names.name_key(name):
                exact[party] = _why_same(name, spelled)
        return exact if len(exact) == 1 else fitting

    def others(self, party: Party) -> dict[int, str]:
        """Return the companies, agencies and the like that a party can be, each with why."""
        key = names.name_key(party.name)
        by_name = {
            found: _why_same(party.name, spelled)
            for found, spelled in self._spellings("name", key)
            if _forms_agree(party.name, spelled)
        }
        by_alias = {
            found: f"other papers call it “{spelled}” for short"
            for found, spelled in self._spellings("alias", key)
            if _forms_agree(party.name, spelled)
        }
        by_own_alias = {  # the other paper has only the shorter name
            found: f"called “{spelled}” for short here"
            for sort, alias, _ in _keys(party)
            if sort == "alias"
            for found, spelled in self._spellings("name", alias)
        }
        return by_name or by_alias | by_own_alias

    def _spellings(self, sort: str, key: str) -> Iterator[tuple[int, str]]:
        """Yield the parties that the case knows under a key of a sort, each with a spelling."""
        # Only a rule of the attorney's tells papers apart: else a spelling of many papers is looked at once.
        each_paper = ", party_key.document" if self._rules.rules else ""
        for row in self._connection.execute(
            "SELECT party_key.party, min(party_key.document) AS document, party_key.name FROM party_key"  # noqa: S608
            " JOIN party ON party.id = party_key.party"
            " WHERE party_key.sort = ? AND party_key.key = ? AND ? IN (party.kind, party.kind_given)"
            f" GROUP BY party_key.party, party_key.name{each_paper} ORDER BY max(party_key.rowid)",
            (sort, key, self._kind),
        ):
            yield self._rules.party(row["party"], row["document"], row["name"]), row["name"]
        if sort == "alias":
            return
        for row in self._connection.execute(
            "SELECT id, name, name_given FROM party WHERE ? IN (kind, kind_given) AND id IN ("
            " SELECT id FROM party WHERE name_given IS NOT NULL"
            " UNION SELECT id FROM party WHERE origin = 'given' AND decision <> 'suggested'"
            " UNION SELECT party_given FROM party_split WHERE party_given IS NOT NULL)",
            (self._kind,),
        ):
            name = row["name_given"] or row["name"]
            spelled = names.person_surname(name) if sort == "surname" else name
            if (names.fold if sort == "surname" else names.name_key)(spelled) == key:
                yield row["id"], name


def _why_same(name: str, spelled: str) -> str:
    return "same name" if name == spelled else f"same name as “{spelled}”"


def _why_person(name: str, spelled: str) -> str:
    if names.name_key(name) == names.name_key(spelled):
        return _why_same(name, spelled)
    if len(name.split()) == 1 or len(spelled.split()) == 1:
        return f"the last name of “{spelled}”, which nobody else has"
    return f"the names fit “{spelled}” and nobody else"


def _forms_agree(name: str, other: str) -> bool:
    """Tell whether two spellings can be of one company: "Harbor Lines LLC" is not "Harbor Lines, Inc."."""
    mine, theirs = _legal_form(name), _legal_form(other)
    return mine <= theirs or theirs <= mine


def _legal_form(name: str) -> set[str]:
    rest = name[len(names.without_ending(name)) :]
    letters = re.sub(r"[^a-z ]", "", rest.casefold().replace(".", "")).split()
    return {_LEGAL_FORMS.get(word, word) for word in letters}
