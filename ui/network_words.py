"""The picture of the parties in words, for the eye and for screen readers. Knows no widgets."""

from casefile.party_records import NetworkEdge
from casefile.records import PartyRow
from extraction.findings import PartyKind
from ui.messages import count
from ui.network_order import Shown

__all__ = ["KIND_NAMES", "pair_words", "party_words", "tie_words"]

KIND_NAMES = {
    PartyKind.PERSON: "Persons",
    PartyKind.ORGANIZATION: "Organizations",
    PartyKind.AGENCY: "Agencies",
    PartyKind.COURT: "Courts",
    PartyKind.ACCOUNT: "Accounts",
    PartyKind.OTHER: "Others",
}


def party_words(shown: Shown, party: int) -> str:
    """Return who a party is and how many it is named with: "Port Commission, defendant · …"."""
    row = shown.nodes[party].party
    near = shown.nearest.get(party, ())
    joined = f"with {count(len(near), 'other party', 'other parties')}" if near else "with nobody"
    return f"{_who(row)} · {count(row.mentions, 'mention')} · named {joined}"


def pair_words(shown: Shown, one: int, other: int) -> str:
    """Return what joins two parties, in a line."""
    if one == other:
        return party_words(shown, one)
    edge = shown.edge(one, other)
    joined = tie_words(shown, edge, one) if edge is not None else "never named together"
    return f"{shown.name(one)} and {shown.name(other)}: {joined}"


def tie_words(shown: Shown, edge: NetworkEdge, one: int) -> str:
    """Return what an edge holds: "12 sentences · Osei speaks of the Port in 3 quotes".

    What ``one`` says of the other comes first.
    """
    speaks = [(edge.one, edge.other, edge.speaks_of), (edge.other, edge.one, edge.spoken_of)]
    if one == edge.other:
        speaks.reverse()
    parts = [count(edge.sentences, "sentence")] if edge.sentences else []
    parts += [
        f"{shown.name(speaker)} speaks of {shown.name(about)} in {count(times, 'quote')}"
        for speaker, about, times in speaks
        if times
    ]
    if edge.opposed:
        parts.append(f"on opposite sides of {count(edge.opposed, 'caption')}")
    return " · ".join(parts)


def _who(row: PartyRow) -> str:
    return f"{row.name}, {row.role}" if row.role else f"{row.name}, {row.kind.value}"
