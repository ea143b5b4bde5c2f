"""What the case hands out about its parties beyond their row: cards, proposals to merge, who with whom.

All frozen, all snapshots, as in ``records``.
"""

from dataclasses import dataclass

from casefile.records import DateRow, PartyRow, Pin, QuoteRow
from extraction.findings import PartyKind, PartySource

__all__ = [
    "CardMention",
    "CastRow",
    "InDocument",
    "MergeProposal",
    "NameReason",
    "Neighbour",
    "NetworkEdge",
    "NetworkNode",
    "PartOfWhole",
    "PartyCard",
    "PartyNetwork",
]


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two parties that may be one, with the reason in the user's words.

    ``keep`` is the one that ``other`` would live on in: the more used one. ``strength`` is from 0 to 1.
    Where the two are of different kinds, ``retype`` is the kind that ``other`` has to be given first;
    accepting the proposal does both.
    """

    keep: PartyRow
    other: PartyRow
    reason: str
    strength: float
    retype: PartyKind | None = None


@dataclass(frozen=True, slots=True)
class NameReason:
    """A name that a party goes by and why it is this party's ("defined in ¶ 3", "same name").

    ``document`` is the paper that the reason rests on, ``None`` where it is the attorney's own word.
    """

    name: str
    why: str
    document: int | None


@dataclass(frozen=True, slots=True)
class CardMention:
    """A place that names a party, with the words there; ``added`` if the attorney marked it."""

    pin: Pin
    text: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class InDocument:
    """A party as one document shows it: its name, role and capacity there, and every mention.

    ``joined`` says why it was taken for the party of the case ("same name"), "" in the first paper.
    ``source`` is ``None`` where only the attorney's own marks name the party. ``other_roles`` are those of
    parties that the document lists as several and that were merged.
    """

    document: int
    short_name: str
    name: str
    kind: PartyKind
    role: str | None
    capacity: str | None
    source: PartySource | None
    joined: str
    mentions: tuple[CardMention, ...]
    other_roles: tuple[str, ...] = ()
    post: str | None = None
    post_reason: str = ""


@dataclass(frozen=True, slots=True)
class PartOfWhole:
    """The body that a party is a part of, why ("said in ¶ 3"), and the paper that the reason rests on.

    ``party`` is the whole itself where it is a party of the case.
    """

    name: str
    party: PartyRow | None
    why: str
    document: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another party, and how many sentences and paragraphs name both."""

    party: PartyRow
    sentences: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class PartyCard:
    """Everything the case knows of one party.

    ``names`` tell for each name why it is this party's, the party's own name first. ``kinds`` are what
    papers take it for, the most frequent first. ``part_of`` are the bodies that it is a part of, each
    once, said by a paper before merely listed. ``counsel`` sign for its side in a paper that names it with
    its role; ``proposals`` are other parties that may be this one.
    ``quotes_about`` name the party inside the words quoted. Dates stand in a sentence that names the party.
    """

    party: PartyRow
    names: tuple[NameReason, ...]
    documents: tuple[InDocument, ...]
    counsel: tuple[PartyRow, ...]
    quotes_by: tuple[QuoteRow, ...]
    quotes_about: tuple[QuoteRow, ...]
    dates: tuple[DateRow, ...]
    neighbours: tuple[Neighbour, ...]
    proposals: tuple[MergeProposal, ...]
    kinds: tuple[PartyKind, ...] = ()
    part_of: tuple[PartOfWhole, ...] = ()

    @property
    def roles(self) -> tuple[tuple[str, tuple[InDocument, ...]], ...]:
        """Return each role that a paper prints, with those papers."""
        found: dict[str, list[InDocument]] = {}
        for each in self.documents:
            for role in (each.role, *each.other_roles) if each.role else ():
                found.setdefault(role, []).append(each)
        return tuple((role, tuple(papers)) for role, papers in found.items())


@dataclass(frozen=True, slots=True)
class CastRow:
    """A party in the cast of the case, with what a list of all of them tells beside its row.

    ``part_of`` are the bodies that it is a part of, ``counsel`` who signs for its side, ``documents`` the
    papers that name it, and ``first`` where it is first named, in a pleading or exhibit if one names it.
    """

    party: PartyRow
    part_of: tuple[str, ...] = ()
    counsel: tuple[PartyRow, ...] = ()
    documents: tuple[int, ...] = ()
    first: Pin | None = None


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A party in the picture of who stands with whom; ``weight`` is how often it is named."""

    party: PartyRow
    weight: int


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """What joins two parties, ``one`` < ``other`` by their numbers.

    ``sentences`` name both; ``speaks_of`` quotes of ``one`` name ``other`` and ``spoken_of`` quotes of
    ``other`` name ``one``; ``opposed`` papers have them on opposite sides of their caption.
    ``documents`` are the papers with any of it.
    """

    one: int
    other: int
    sentences: int
    speaks_of: int
    spoken_of: int
    opposed: int
    documents: tuple[int, ...]

    @property
    def weight(self) -> int:
        """Return all of it as one number."""
        return self.sentences + self.speaks_of + self.spoken_of + self.opposed


@dataclass(frozen=True, slots=True)
class PartyNetwork:
    """The parties named most, and what joins each two of them; ``left_out`` parties had no room."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    left_out: int = 0
