"""Splitting a party: names and papers that extraction or a merge put to it wrongly are taken out of it.

The decision is kept as rules (``splits``), so that it holds for every later run of extraction; names are also
taken out of papers that come later.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile import history, splits
from casefile.errors import CaseFailure
from casefile.history import Patch
from casefile.links import Image
from casefile.party_decisions import apart, edited, new_party
from casefile.records import PartyRow, ReviewState
from casefile.review import recorded
from casefile.splits import Rule, Splits, folded

__all__ = ["split"]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one paper spells in one way and extraction attached to one party: the least that can be moved."""

    attached: int
    document: int
    name: str


@dataclass(frozen=True, slots=True)
class _Names:
    """The units of all parties that have to do with one of them, and whose they are."""

    whose: Mapping[_Unit, int]
    spelled: Mapping[_Unit, str]
    titles: frozenset[_Unit]
    """Names under which papers list the party, not mere aliases."""
    said: frozenset[_Unit]
    """Units that stand in a text; a caption's capitals in small letters stand nowhere."""


def split(
    connection: sqlite3.Connection,
    image: Image,
    number: int,
    documents: Collection[int],
    spellings: Collection[str],
    to: int | None,
) -> tuple[tuple[Patch, ...], int]:
    """Take names, papers, or names in papers out of a party; returns beside the patches whose they are now.

    Raises:
        CaseFailure: if nothing would be moved, or nothing would be left.
    """
    party = image.party(number)
    target = image.party(to) if to is not None else None
    if target is not None and target.id == party.id:
        raise CaseFailure(f"That is {party.name} already. Choose another party.")
    rules = splits.load(connection)
    found = _names(connection, image, party.id, rules)
    wanted = {folded(each) for each in spellings}

    def chosen(document: int, name: str) -> bool:
        return (not documents or document in documents) and (not wanted or name in wanted)

    mine = {unit for unit, whose in found.whose.items() if image.roots[whose] == party.id}
    moved = {unit for unit in mine if chosen(unit.document, unit.name)}
    marks = _marks(connection, image, party.id)
    moved_marks = {row["id"]: row for row in marks if chosen(row["document"], folded(row["text"]))}
    _check_split(party, moved or moved_marks, (mine - moved) & found.said, marks, moved_marks)
    if target is None:
        merged = _merged_alone(connection, found, mine, moved, marks, moved_marks.keys(), party.id)
        if merged is not None:
            return _taken_out(connection, party, merged), merged
        name = _title(found, moved) or next(iter(moved_marks.values()))["text"]
        result = new_party(connection, name, party.kind)
    else:
        result, name = target.id, target.name
    coarse = _coarse(image, rules, party.id, moved, result, bool(documents), bool(wanted))
    patches = [
        _ruled(connection, rule, given)
        for rule, given in _rules(rules, found.whose, moved, result, coarse).items()
    ]
    patches += [
        history.patch(connection, "mention_given", mark, {"party_given": result})
        for mark in moved_marks
    ]
    patches += [apart(connection, party.id, result), edited(connection, party)]
    patches.append(
        edited(connection, target)
        if target is not None
        else history.patch(connection, "party", result, {"decision": ReviewState.EDITED})
    )
    told = (
        f"Moved names from {party.name} to {name}" if target else f"Split {name} from {party.name}"
    )
    return recorded(connection, told, patches), result


def _names(connection: sqlite3.Connection, image: Image, party: int, rules: Splits) -> _Names:
    attached = {each for member in image.members[party] for each in rules.sources(member)}
    spelled: dict[_Unit, str] = {}
    titles: set[_Unit] = set()
    said: set[_Unit] = set()
    marks = ", ".join("?" * len(attached))
    for row in connection.execute(
        "SELECT appearance.id, party, appearance.document, name, aliases, mention.text FROM appearance"  # noqa: S608
        " LEFT JOIN mention ON mention.appearance = appearance.id"
        f" WHERE party IN ({marks}) ORDER BY appearance.document, appearance.id",
        tuple(attached),
    ):
        for name in (row["name"], *json.loads(row["aliases"]), row["text"]):
            if name is not None:
                unit = _Unit(row["party"], row["document"], folded(name))
                spelled.setdefault(unit, " ".join(name.split()))
        titles.add(_Unit(row["party"], row["document"], folded(row["name"])))
        if row["text"] is not None:
            said.add(_Unit(row["party"], row["document"], folded(row["text"])))
    whose = {unit: rules.party(unit.attached, unit.document, unit.name) for unit in spelled}
    return _Names(whose, spelled, frozenset(titles), frozenset(said))


def _marks(connection: sqlite3.Connection, image: Image, party: int) -> list[sqlite3.Row]:
    """Return the places where the attorney said that this party is named."""
    return [
        row
        for member in image.members[party]
        for row in connection.execute(
            "SELECT id, document, text, party_given FROM mention_given WHERE party_given = ?",
            (member,),
        )
    ]


def _check_split(
    party: PartyRow,
    moved: Collection[object],
    left: Collection[_Unit],
    marks: Sequence[sqlite3.Row],
    moved_marks: Collection[int],
) -> None:
    if not moved:
        raise CaseFailure(f"Nothing of {party.name} is there. Choose other names or papers.")
    if not left and len(moved_marks) == len(marks):
        raise CaseFailure(
            f"Nothing would be left of {party.name}. Choose some of its names or papers, or rename it."
        )


def _merged_alone(
    connection: sqlite3.Connection,
    found: _Names,
    mine: set[_Unit],
    moved: set[_Unit],
    marks: Sequence[sqlite3.Row],
    moved_marks: Collection[int],
    party: int,
) -> int | None:
    """Return the party, merged into this one by hand, of which all and nothing else is to be taken out."""
    parents: dict[int, int] = dict(
        connection.execute(
            "SELECT id, merged_into FROM party WHERE merged_into IS NOT NULL"
        ).fetchall()
    )
    for member in sorted(parents):
        if parents[member] != party:
            continue
        under = {each for each in (*parents, member) if member in _chain(each, parents)}
        theirs = {unit for unit in mine if found.whose[unit] in under}
        own_marks = {row["id"] for row in marks if row["party_given"] in under}
        if theirs & found.said == moved & found.said and own_marks == set(moved_marks):
            return member
    return None


def _chain(party: int | None, parents: Mapping[int, int]) -> Iterator[int]:
    while party is not None:
        yield party
        party = parents.get(party)


def _taken_out(connection: sqlite3.Connection, party: PartyRow, member: int) -> tuple[Patch, ...]:
    row = connection.execute(
        "SELECT ifnull (name_given, name) AS name FROM party WHERE id = ?", (member,)
    ).fetchone()
    patches = [
        history.patch(connection, "party", member, {"merged_into": None}),
        apart(connection, party.id, member),
    ]
    return recorded(connection, f"Took {row['name']} out of {party.name}", patches)


def _title(found: _Names, moved: Iterable[_Unit]) -> str | None:
    """Return the best name for what is split off: the longest that a paper lists, else the longest said."""
    names = sorted(moved, key=lambda unit: (unit in found.titles, len(unit.name), unit.name))
    return found.spelled[names[-1]] if names else None


def _coarse(
    image: Image,
    rules: Splits,
    party: int,
    moved: Iterable[_Unit],
    result: int,
    by_document: bool,
    by_name: bool,
) -> dict[Rule, int]:
    """Return the rules that say most in one: all of it in a paper, or a name in all papers."""
    coarse: dict[Rule, int] = {}
    for unit in moved:
        if by_name and not by_document:
            coarse[unit.attached, None, unit.name] = result
        elif not by_name and image.roots[rules.party(unit.attached, unit.document, None)] == party:
            coarse[unit.attached, unit.document, None] = result
    return coarse


def _rules(
    rules: Splits,
    whose: Mapping[_Unit, int],
    moved: Collection[_Unit],
    result: int,
    coarse: Mapping[Rule, int],
) -> dict[Rule, int]:
    """Return the rules to be written: the coarse ones, and fine ones where these say too much."""
    after = {**rules.rules, **coarse}
    would = Splits(after)
    for unit, now in whose.items():
        wanted = result if unit in moved else now
        if would.party(unit.attached, unit.document, unit.name) != wanted:
            after[unit.attached, unit.document, unit.name] = wanted
    return {rule: given for rule, given in after.items() if rules.rules.get(rule) != given}


def _ruled(connection: sqlite3.Connection, rule: Rule, given: int) -> Patch | None:
    attached = rule[0]
    connection.execute("UPDATE party SET touched = 1 WHERE id IN (?, ?)", (attached, given))
    row = connection.execute(
        "SELECT id FROM party_split WHERE party = ? AND document IS ? AND name IS ?", rule
    ).fetchone()
    if row is None:
        cursor = connection.execute(
            "INSERT INTO party_split (party, document, name) VALUES (?, ?, ?)", rule
        )
        number = int(cursor.lastrowid or 0)
    else:
        number = row["id"]
    return history.patch(connection, "party_split", number, {"party_given": given})
