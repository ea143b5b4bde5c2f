"""The picture of the parties in words, for the eye and for screen readers. Knows no widgets."""

from casefile.party_records import NetworkEdge
from casefile.records import PartyRow
from extraction.findings import PartyKind
from ui.language import tr
from ui.messages import count
from ui.network_order import Shown

__all__ = ["KIND_NAMES", "pair_words", "party_words", "tie_words"]

KIND_NAMES = {
    PartyKind.PERSON: tr("Persons"),
    PartyKind.ORGANIZATION: tr("Organizations"),
    PartyKind.AGENCY: tr("Agencies"),
    PartyKind.COURT: tr("Courts"),
    PartyKind.ACCOUNT: tr("Accounts"),
    PartyKind.OTHER: tr("Others"),
}


def party_words(shown: Shown, party: int) -> str:
    """Return who a party is and how many it is named with: "Port Commission, defendant · …"."""
    row = shown.nodes[party].party
    near = shown.nearest.get(party, ())
    joined = (
        tr("with {near}", near=count(len(near), tr("other party"), tr("other parties")))
        if near
        else tr("with nobody")
    )
    return tr(
        "{who} · {mentions} · named {joined}",
        who=_who(row),
        mentions=count(row.mentions, tr("mention")),
        joined=joined,
    )


def pair_words(shown: Shown, one: int, other: int) -> str:
    """Return what joins two parties, in a line."""
    if one == other:
        return party_words(shown, one)
    edge = shown.edge(one, other)
    joined = tie_words(shown, edge, one) if edge is not None else tr("never named together")
    return tr(
        "{name} and {name2}: {joined}", name=shown.name(one), name2=shown.name(other), joined=joined
    )


def tie_words(shown: Shown, edge: NetworkEdge, one: int) -> str:
    """Return what an edge holds: "12 sentences · Osei speaks of the Port in 3 quotes".

    What ``one`` says of the other comes first.
    """
    speaks = [(edge.one, edge.other, edge.speaks_of), (edge.other, edge.one, edge.spoken_of)]
    if one == edge.other:
        speaks.reverse()
    parts = [count(edge.sentences, tr("sentence"))] if edge.sentences else []
    parts += [
        tr(
            "{name} speaks of {name2} in {times}",
            name=shown.name(speaker),
            name2=shown.name(about),
            times=count(times, tr("quote")),
        )
        for speaker, about, times in speaks
        if times
    ]
    if edge.opposed:
        parts.append(
            tr("on opposite sides of {opposed}", opposed=count(edge.opposed, tr("caption")))
        )
    return " · ".join(parts)


def _who(row: PartyRow) -> str:
    return f"{row.name}, {row.role}" if row.role else f"{row.name}, {row.kind.value}"
