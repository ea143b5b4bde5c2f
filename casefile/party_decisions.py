"""What the attorney decides about parties: corrections, merging, that two are not the same."""

import sqlite3
from collections.abc import Mapping, Sequence

from casefile import history
from casefile.errors import CaseFailure
from casefile.history import Patch, Value
from casefile.links import Image
from casefile.party_records import MergeProposal
from casefile.records import PartyRow, ReviewState
from casefile.review import patch_of, recorded
from extraction.findings import PartyKind

__all__ = [
    "accept_proposal",
    "apart",
    "edit",
    "edit_several",
    "edited",
    "merge",
    "new_party",
    "not_the_same",
    "renamed",
]


def edit(
    connection: sqlite3.Connection,
    image: Image,
    number: int,
    *,
    name: str | None,
    kind: PartyKind | None,
    role: str | None,
) -> tuple[Patch, ...]:
    """Correct a party; ``None`` leaves a field as it is, an empty role says that it has none."""
    row = image.party(number)
    after, told = _corrected(row, name=name, kind=kind, role=role)
    if not after:
        return ()
    return recorded(connection, "; ".join(told), [patch_of(connection, row.ref, after)])


def edit_several(
    connection: sqlite3.Connection,
    image: Image,
    numbers: Sequence[int],
    *,
    kind: PartyKind | None,
    role: str | None,
) -> tuple[Patch, ...]:
    """Give several parties one kind or one role, as one decision; ``None`` leaves a field as it is."""
    rows = {row.id: row for row in map(image.party, numbers)}
    found = [(row, *_corrected(row, kind=kind, role=role)) for row in rows.values()]
    changed = [(row, after, told) for row, after, told in found if after]
    if len(changed) == 1:
        sentence = "; ".join(changed[0][2])
    else:
        retyped = [row.name for row, after, _ in changed if "kind_given" in after]
        recast = [row.name for row, after, _ in changed if "role_given" in after]
        told = [f"Changed the kind of {_who(retyped)} to {kind}"] if retyped else []
        if recast and role and role.strip():
            told.append(f"Gave {_who(recast)} the role {role.strip()}")
        elif recast:
            told.append(f"Took the role from {_who(recast)}")
        sentence = "; ".join(told)
    patches = [patch_of(connection, row.ref, after) for row, after, _ in changed]
    return recorded(connection, sentence, patches)


def _corrected(
    row: PartyRow, *, name: str | None = None, kind: PartyKind | None, role: str | None
) -> tuple[dict[str, Value], list[str]]:
    """Return what a party's row has to hold after a correction, and the sentences that say it."""
    after: dict[str, Value] = {}
    told: list[str] = []
    if name is not None and name.strip() and name.strip() != row.name:
        after["name_given"] = name.strip()
        told.append(f"Renamed {row.name} to {name.strip()}")
    if kind is not None and kind != row.kind:
        after["kind_given"] = str(kind)
        told.append(f"Changed the kind of {row.name} to {kind}")
    if role is not None and (role.strip() or None) != row.role:
        after["role_given"] = role.strip()
        told.append(
            f"Gave {row.name} the role {role.strip()}"
            if role.strip()
            else f"Took the role from {row.name}"
        )
    if after:
        after |= {"decision": ReviewState.EDITED, "touched": 1}
    return after, told


def _who(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} parties"


def merge(
    connection: sqlite3.Connection, image: Image, keep: int, others: Sequence[int]
) -> tuple[Patch, ...]:
    """Let other parties live on in ``keep``, as one decision.

    Raises:
        CaseFailure: if one of them is that party already, or there are none.
    """
    one = image.party(keep)
    gone = [image.party(other) for other in dict.fromkeys(others)]
    return _merge(connection, one, gone, {})


def accept_proposal(
    connection: sqlite3.Connection, image: Image, proposal: MergeProposal
) -> tuple[Patch, ...]:
    """Merge what a proposal says is one, given the kept party's kind where the kinds differ.

    Raises:
        CaseFailure: if they are one party already.
    """
    keep, other = image.party(proposal.keep.id), image.party(proposal.other.id)
    retyped: dict[str, Value] = {}
    if proposal.retype is not None and proposal.retype != other.kind:
        retyped["kind_given"] = str(proposal.retype)
    return _merge(connection, keep, [other], retyped)


def _merge(
    connection: sqlite3.Connection,
    one: PartyRow,
    gone: Sequence[PartyRow],
    more: Mapping[str, Value],
) -> tuple[Patch, ...]:
    if not gone or one.id in {each.id for each in gone}:
        raise CaseFailure(f"{one.name} cannot be merged with itself. Choose two parties.")
    patches = [
        patch_of(connection, each.ref, {"merged_into": one.id, "touched": 1, **more})
        for each in {each.id: each for each in gone}.values()
    ]
    told = gone[0].name if len(patches) == 1 else f"{len(patches)} parties"
    kind = f" and gave it the kind {one.kind}" if more else ""
    return recorded(
        connection, f"Merged {told} into {one.name}{kind}", [*patches, edited(connection, one)]
    )


def edited(connection: sqlite3.Connection, row: PartyRow) -> Patch | None:
    """Return the patch that makes a suggested party the attorney's; accepted ones stay accepted."""
    if row.state is not ReviewState.SUGGESTED:
        return None
    return patch_of(connection, row.ref, {"decision": ReviewState.EDITED, "touched": 1})


def not_the_same(
    connection: sqlite3.Connection, image: Image, one: int, other: int
) -> tuple[Patch, ...]:
    """Note that two parties are two, so that they are never proposed as one again.

    Raises:
        CaseFailure: if they are one party.
    """
    first, second = image.party(one), image.party(other)
    if first.id == second.id:
        raise CaseFailure(f"{first.name} is one party. Split it to make two of it.")
    told = f"{first.name} and {second.name} are not the same"
    return recorded(connection, told, [apart(connection, first.id, second.id)])


def apart(connection: sqlite3.Connection, one: int, other: int) -> Patch | None:
    """Return the patch that says of two parties that they are two."""
    pair = (min(one, other), max(one, other))
    connection.execute("UPDATE party SET touched = 1 WHERE id IN (?, ?)", pair)
    connection.execute("INSERT OR IGNORE INTO party_apart (one, other) VALUES (?, ?)", pair)
    row = connection.execute(
        "SELECT id FROM party_apart WHERE one = ? AND other = ?", pair
    ).fetchone()
    return history.patch(connection, "party_apart", row["id"], {"apart_given": 1})


def new_party(
    connection: sqlite3.Connection,
    name: str,
    kind: PartyKind,
    role: str | None = None,
    *,
    words: str | None = None,
) -> int:
    """Make a party that is not shown until something is its; returns its number.

    ``words`` are those by which the attorney adds it: it is looked for in later papers by them.
    """
    cursor = connection.execute(
        "INSERT INTO party (name, kind, role_given, confidence, touched, origin, words)"
        " VALUES (?, ?, ?, 1.0, 1, ?, ?)",
        (name, kind, role, "given" if words else "extracted", words),
    )
    return int(cursor.lastrowid or 0)


def renamed(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the parties that the attorney named himself."""
    rows = connection.execute("SELECT id FROM party WHERE name_given IS NOT NULL")
    return frozenset(row["id"] for row in rows)
