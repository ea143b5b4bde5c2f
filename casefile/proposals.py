"""Which parties of the case may be one: proposals for the attorney, who alone can say so."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from casefile import resemblance
from casefile.links import Image
from casefile.party_records import MergeProposal
from casefile.records import PartyRow, ReviewState
from casefile.resemblance import Named, Resemblance
from extraction.findings import PartySource

__all__ = ["kept_apart", "office", "proposals", "resembling"]

_OF_MANY = (
    "plaintiff",
    "defendant",
    "petitioner",
    "respondent",
    "appell",
    "counsel",
    "witness",
    "author",
)
_ONE_PAPER = 0.7  # what is left of a proposal's strength where one paper names both as two


def kept_apart(connection: sqlite3.Connection) -> frozenset[tuple[int, int]]:
    """Return the pairs of which the attorney said that they are two."""
    return frozenset(
        (row["one"], row["other"])
        for row in connection.execute("SELECT one, other FROM party_apart WHERE apart_given = 1")
    )


def resembling(image: Image) -> tuple[Resemblance, ...]:
    """Return the pairs of live parties that may be one, kept with the image once they are known."""
    if image.resembling is None:
        parties = [
            Named(row.id, row.name, row.kind, office(row), row.aliases)
            for row in image.columns[0]
            if row.state is not ReviewState.REJECTED
        ]
        image.resembling = resemblance.pairs(parties, frozenset(_in_one_caption(image)))
    return image.resembling


def office(row: PartyRow) -> str | None:
    """Return what a party is that nobody else of its name is likely to be as well."""
    if row.capacity:
        return row.capacity
    role = row.role or ""
    return role if role and not role.startswith(_OF_MANY) else None


def proposals(
    image: Image, apart: Collection[tuple[int, int]], party: int | None = None
) -> tuple[MergeProposal, ...]:
    """Return what may be merged, the most used parties first; of one party, the likeliest first.

    ``apart`` are pairs of parties, merged ones perhaps, that the attorney said are two.

    Raises:
        NoSuchFinding: if there is no such party.
    """
    roots = image.roots
    two = {tuple(sorted((roots.get(one, one), roots.get(other, other)))) for one, other in apart}
    asked = image.party(party).id if party is not None else None
    wanted = [
        each
        for each in resembling(image)
        if (each.one, each.other) not in two and asked in (None, each.one, each.other)
    ]
    together = _in_one_paper(image, wanted)
    found = [_proposal(image, each, (each.one, each.other) in together) for each in wanted]
    if asked is not None:
        found.sort(key=lambda each: (-each.strength, -_use(each), each.keep.id, each.other.id))
    else:
        found.sort(key=lambda each: (-_use(each) * each.strength, each.keep.id, each.other.id))
    return tuple(found)


def _use(each: MergeProposal) -> int:
    return each.keep.mentions + each.other.mentions + 1


def _proposal(image: Image, each: Resemblance, together: bool) -> MergeProposal:
    rows = sorted(
        (image.parties[each.one], image.parties[each.other]),
        key=lambda row: (row.state is ReviewState.SUGGESTED, -row.mentions, row.id),
    )
    keep, other = rows
    strength = each.strength * (_ONE_PAPER if together else 1.0)
    return MergeProposal(keep, other, each.reason, strength, keep.kind if each.of_kinds else None)


def _in_one_caption(image: Image) -> Iterator[tuple[int, int]]:
    """Yield the pairs that a caption lists as two: no slip makes one of them."""
    for document in image.documents.values():
        listed = {
            image.roots[each.party]
            for each in document.appearances
            if each.source is PartySource.CAPTION
        }
        yield from combinations(sorted(listed), 2)


def _in_one_paper(image: Image, wanted: Iterable[Resemblance]) -> set[tuple[int, int]]:
    """Return those of some pairs that one paper at least has both of."""
    wanted = tuple(wanted)
    papers: dict[int, set[int]] = {}
    for each in wanted:
        for root in (each.one, each.other):
            if root not in papers:
                members = image.members.get(root, ())
                papers[root] = {at for member in members for at in image.where.get(member, ())}
    return {(each.one, each.other) for each in wanted if papers[each.one] & papers[each.other]}
