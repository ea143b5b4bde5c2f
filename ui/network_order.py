"""Who stands next to whom in the picture of the parties: the caption's sides, then who is named together.

Knows no Qt. The same case gives the same order: every tie is broken by use and then by number.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heapify, heappop, heappush

from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from extraction.findings import PartyKind
from ui.language import tr

__all__ = ["Group", "Shown", "Side", "arrange", "seriate", "side_of"]

_FIRST = frozenset(
    ("plaintiff", "petitioner", "appellant", "claimant", "complainant", "relator", "movant")
)
_SECOND = frozenset(("defendant", "respondent", "appellee", "garnishee"))
_COUNTER = frozenset(("counter", "counterclaim", "cross"))

Pair = tuple[int, int]


class Side(IntEnum):
    """Where a party stands in its case, in the order of the picture."""

    FIRST = 0
    """Who brings the case."""
    SECOND = 1
    """Whom it is brought against."""
    BENCH = 2
    REST = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that stand together under one heading, in their order."""

    side: Side
    heading: str
    parties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows: parties by number, in groups, and what joins each two of them."""

    nodes: Mapping[int, NetworkNode] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    edges: Mapping[Pair, NetworkEdge] = field(default_factory=dict)
    nearest: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """For each party the others it is joined with, the strongest tie first."""

    @property
    def order(self) -> tuple[int, ...]:
        """Return all parties, group by group."""
        return tuple(party for group in self.groups for party in group.parties)

    def edge(self, one: int, other: int) -> NetworkEdge | None:
        """Return what joins two parties, whichever is named first."""
        return self.edges.get((min(one, other), max(one, other)))

    def weight(self, one: int, other: int) -> int:
        """Return how strongly two parties are joined; 0 if nothing does."""
        edge = self.edge(one, other)
        return edge.weight if edge is not None else 0

    def name(self, party: int) -> str:
        """Return a party's name."""
        return self.nodes[party].party.name


def arrange(
    network: PartyNetwork, hidden: Collection[PartyKind] = (), focus: int | None = None
) -> Shown:
    """Put the parties into groups and order: sides, courts and judges, then everybody else.

    ``hidden`` kinds are left out, with what joins them; but never the party in ``focus``.
    """
    nodes = {
        node.party.id: node
        for node in network.nodes
        if node.party.kind not in hidden or node.party.id == focus
    }
    edges = {
        (min(edge.one, edge.other), max(edge.one, edge.other)): edge
        for edge in network.edges
        if edge.one in nodes and edge.other in nodes and edge.weight
    }
    ties: dict[int, list[tuple[int, int]]] = {number: [] for number in nodes}
    for (one, other), edge in edges.items():
        ties[one].append((edge.weight, other))
        ties[other].append((edge.weight, one))
    # The most used first; numbers as the last word.
    by_use = sorted(nodes, key=lambda number: (-nodes[number].weight, number))
    rank = {number: place for place, number in enumerate(by_use)}
    groups = []
    for side in Side:
        members = [number for number in by_use if side_of_node(nodes[number]) is side]
        if not members:
            continue
        if side is Side.REST:
            weights = {pair: _closeness(edge, nodes) for pair, edge in edges.items()}
            members = seriate(members, weights)
        roles = [nodes[number].party.role or "" for number in members]
        groups.append(Group(side, _heading(side, roles), tuple(members)))
    nearest = {
        number: tuple(other for _, other in sorted(found, key=lambda t: (-t[0], rank[t[1]])))
        for number, found in ties.items()
    }
    return Shown(nodes, tuple(groups), edges, nearest)


def side_of_node(node: NetworkNode) -> Side:
    """Return where a party stands: by its role, else by its kind."""
    side = side_of(node.party.role)
    if side is Side.REST and node.party.kind is PartyKind.COURT:
        return Side.BENCH
    return side


def side_of(role: str | None) -> Side:
    """Return the side that a role belongs to, by the first word that names one.

    "plaintiff-appellee" brought the case, "counsel for defendant" stands with the defence, and who is
    only a "counterclaim defendant" is on the first side.
    """
    words = re.findall(r"[a-z]+", (role or "").casefold())
    for place, word in enumerate(words):
        stem = word.removesuffix("s")
        counter = place > 0 and words[place - 1] in _COUNTER
        if stem in _FIRST:
            return Side.SECOND if counter else Side.FIRST
        if stem in _SECOND:
            return Side.FIRST if counter else Side.SECOND
    return Side.BENCH if words and words[-1] in ("judge", "justice", "court") else Side.REST


def _heading(side: Side, roles: Sequence[str]) -> str:
    if side is Side.BENCH:
        return tr("Courts and judges")
    if side is Side.REST:
        return tr("Everybody else")
    known = _FIRST if side is Side.FIRST else _SECOND
    stems = [word.removesuffix("s") for role in roles for word in re.findall(r"[a-z]+", role)]
    words = Counter(stem for stem in stems if stem in known)
    usual = "plaintiff" if side is Side.FIRST else "defendant"
    return tr(
        "{capitalize}s’ side",
        capitalize=(words.most_common(1)[0][0] if words else usual).capitalize(),
    )


def _closeness(edge: NetworkEdge, nodes: Mapping[int, NetworkNode]) -> float:
    """Return how much two parties belong together: their tie, measured by how often they are named at all."""
    used = max(nodes[edge.one].weight, 1) * max(nodes[edge.other].weight, 1)
    return edge.weight / math.sqrt(used)


def seriate(members: Sequence[int], weights: Mapping[Pair, float]) -> list[int]:
    """Return the members so that those with strong ties stand side by side.

    The two groups with the strongest average tie are joined, again and again (average linkage), each time
    turned so that the strongest tie is at the seam. What nothing joins stays in the order given.
    """
    place = {member: at for at, member in enumerate(members)}
    chains: dict[int, list[int]] = {at: [member] for member, at in place.items()}
    sums: dict[int, dict[int, float]] = {at: {} for at in chains}
    for (one, other), weight in weights.items():
        if one in place and other in place and weight > 0:
            sums[place[one]][place[other]] = sums[place[other]][place[one]] = weight
    heap = [
        (-weight, one, other)
        for one, row in sums.items()
        for other, weight in row.items()
        if one < other
    ]
    heapify(heap)
    fresh = len(members)
    while heap:
        _, one, other = heappop(heap)
        if one not in chains or other not in chains:
            continue
        chains[fresh] = _joined(chains.pop(one), chains.pop(other), weights)
        row: dict[int, float] = {}
        for part in (sums.pop(one), sums.pop(other)):
            for near, weight in part.items():
                if near in chains:
                    row[near] = row.get(near, 0.0) + weight
        for near, weight in row.items():
            sums[near][fresh] = weight
            average = weight / (len(chains[near]) * len(chains[fresh]))
            heappush(heap, (-average, near, fresh))
        sums[fresh] = row
        fresh += 1
    return [
        member
        for chain in sorted(chains.values(), key=lambda chain: min(place[m] for m in chain))
        for member in (chain if place[chain[0]] <= place[chain[-1]] else chain[::-1])
    ]


def _joined(one: list[int], other: list[int], weights: Mapping[Pair, float]) -> list[int]:
    def tie(left: int, right: int) -> float:
        return weights.get((min(left, right), max(left, right)), 0.0)

    ways = (
        (one, other),
        (one, other[::-1]),
        (one[::-1], other),
        (one[::-1], other[::-1]),
    )
    first, second = max(ways, key=lambda way: tie(way[0][-1], way[1][0]))
    return [*first, *second]
