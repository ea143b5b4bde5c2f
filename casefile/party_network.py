"""Who stands with whom: parties that share sentences, speak of each other, face each other in a caption."""

import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import combinations, product

from casefile.links import Image
from casefile.paper_links import TYPES, PaperLinks, code_of
from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from casefile.records import Pin, RefType, ReviewState
from casefile.snapshot import FoundMention
from extraction.findings import PartySource
from importers.source_text import Span

__all__ = ["Evidence", "KeptNetworks", "evidence", "party_network", "surroundings"]

_MOST_KEPT = 3  # pictures of some papers alone

# Words for the two sides of a caption; in "plaintiff-appellee" the first one tells.
_SUING = ("plaintiff", "petitioner", "claimant", "relator", "movant", "appellant", "complainant")
_SUED = ("defendant", "respondent", "appellee", "garnishee")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that joins two parties, with the words that name them there."""

    pin: Pin
    marks: tuple[Span, ...]


Pair = tuple[int, int]
_Wish = tuple[int, frozenset[int] | None]
"""How many parties are shown, and the papers that are looked at, ``None`` for all."""


@dataclass(slots=True)
class _Joint:
    """What joins two parties, added up over papers."""

    sentences: int = 0
    speaks_of: int = 0
    spoken_of: int = 0
    opposed: int = 0
    documents: set[int] = field(default_factory=set)

    def add(self, other: "_Joint", sign: int = 1) -> None:
        """Add what one paper tells of the two, or take it away."""
        self.sentences += sign * other.sentences
        self.speaks_of += sign * other.speaks_of
        self.spoken_of += sign * other.spoken_of
        self.opposed += sign * other.opposed
        if sign > 0:
            self.documents |= other.documents
        else:
            self.documents -= other.documents


@dataclass(frozen=True, slots=True)
class _Joints:
    """What joins those that are shown, and what it was added up from."""

    of: Mapping[int, int]
    """The parties that are shown by those that live on in them, as attached."""
    papers: Mapping[int, PaperLinks]
    found: Mapping[Pair, _Joint]
    edges: Mapping[Pair, NetworkEdge]


class KeptNetworks:
    """Keeps who stands with whom from one picture to the next: a decision costs its own paper."""

    def __init__(self) -> None:
        self._image: weakref.ref[Image] | None = None
        self._shown: dict[_Wish, PartyNetwork] = {}
        self._joints: dict[_Wish, _Joints] = {}

    def network(
        self, image: Image, limit: int, documents: Collection[int] | None = None
    ) -> PartyNetwork:
        """Return what ``party_network`` does; the picture before, where nothing of it changed."""
        key = limit, None if documents is None else frozenset(documents)
        if self._image is not None and self._image() is image and key in self._shown:
            return self._shown[key]
        last = self._shown.get(key)
        papers = _papers(image, key[1])
        nodes, left_out = _nodes(image, papers, key)
        joints = _joints(image, papers, nodes, self._joints.get(key))
        found = PartyNetwork(nodes, _in_order(joints), left_out)
        if found == last:
            found = last
        if self._image is None or self._image() is not image:
            self._image, self._shown = weakref.ref(image), {}
            self._joints = dict(list(self._joints.items())[-_MOST_KEPT:])
        self._shown[key], self._joints[key] = found, joints
        return found


def party_network(
    image: Image, limit: int, documents: Collection[int] | None = None
) -> PartyNetwork:
    """Return the ``limit`` parties named most, in all papers or some, and what joins each two of them."""
    key = limit, None if documents is None else frozenset(documents)
    papers = _papers(image, key[1])
    nodes, left_out = _nodes(image, papers, key)
    return PartyNetwork(nodes, _in_order(_joints(image, papers, nodes, None)), left_out)


def surroundings(
    image: Image, party: int, documents: Collection[int] | None = None
) -> PartyNetwork:
    """Return a party with all that it is joined with, in all papers or some, however rarely they are named.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    root = image.party(party).id
    members = image.members.get(root, (root,))
    named = {at for member in members for at in image.where.get(member, ())}
    named.update(image.listed.get(root, ()))
    wanted = None if documents is None else frozenset(documents)
    papers = _papers(image, named if wanted is None else named & wanted)
    nodes, _ = _nodes(image, _papers(image, wanted), (len(image.parties), wanted))
    joints = _joints(image, papers, nodes, None)
    near = [edge for pair, edge in sorted(joints.edges.items()) if root in pair]
    shown = {root, *(edge.one for edge in near), *(edge.other for edge in near)}
    return PartyNetwork(tuple(node for node in nodes if node.party.id in shown), tuple(near))


def _papers(image: Image, documents: Collection[int] | None) -> Mapping[int, PaperLinks]:
    if documents is None:
        return image.papers
    return {number: paper for number, paper in image.papers.items() if number in documents}


def _nodes(
    image: Image, papers: Mapping[int, PaperLinks], wish: "_Wish"
) -> tuple[tuple[NetworkNode, ...], int]:
    """Return the parties named most, and how many more are named."""
    limit, documents = wish
    live = [row for row in image.columns[0] if row.state is not ReviewState.REJECTED]
    if documents is None:
        named = {row.id: row.mentions for row in live}
    else:
        counted: Counter[int] = Counter()
        for paper in papers.values():
            for party, mentions in paper.mentions.items():
                counted[image.roots[party]] += len(mentions)
        named = {row.id: counted[row.id] for row in live}
    live = [row for row in live if named[row.id]]
    first = nsmallest(limit, live, key=lambda row: (-named[row.id], row.name, row.id))
    return tuple(NetworkNode(row, named[row.id]) for row in first), len(live) - len(first)


def _in_order(joints: _Joints) -> tuple[NetworkEdge, ...]:
    return tuple(edge for _, edge in sorted(joints.edges.items()))


def _joints(
    image: Image,
    papers: Mapping[int, PaperLinks],
    nodes: Sequence[NetworkNode],
    last: _Joints | None,
) -> _Joints:
    """Return what joins the nodes; of papers that tell the same as for ``last``, what it has."""
    of = {
        member: node.party.id
        for node in nodes
        for member in image.members.get(node.party.id, (node.party.id,))
    }
    changed: Collection[int] = papers.keys()
    if last is not None:
        told = _told_otherwise(image, papers, of, last)
        last = last if len(told) * 2 < len(papers) else None
        changed = told if last is not None else changed
    if last is not None and not changed:
        return _Joints(of, papers, last.found, last.edges)
    found = dict(last.found) if last is not None else {}
    touched: dict[Pair, _Joint] = {}
    for number in changed:
        for paper, parties, sign in _before_and_now(number, papers, of, last):
            for pair, joint in _in_one(paper, parties).items():
                if pair not in touched:
                    was = found.get(pair) or _Joint()
                    touched[pair] = replace(was, documents=set(was.documents))
                touched[pair].add(joint, sign)
    edges = dict(last.edges) if last is not None else {}
    for pair, joint in touched.items():
        if joint.documents:
            found[pair], edges[pair] = joint, _edge(pair, joint)
        else:
            found.pop(pair, None)
            edges.pop(pair, None)
    return _Joints(of, papers, found, edges)


def _told_otherwise(
    image: Image, papers: Mapping[int, PaperLinks], of: Mapping[int, int], last: _Joints
) -> set[int]:
    """Return the papers that changed, and those with parties that came into the picture or left it."""
    changed = {
        number
        for number in papers.keys() | last.papers.keys()
        if papers.get(number) is not last.papers.get(number)
    }
    if of != last.of:
        for party in of.keys() | last.of.keys():
            if of.get(party) != last.of.get(party):
                changed.update(image.where.get(party, ()))
                changed.update(image.listed.get(image.roots.get(party, party), ()))
    return {number for number in changed if number in papers or number in last.papers}


def _before_and_now(
    number: int, papers: Mapping[int, PaperLinks], of: Mapping[int, int], last: _Joints | None
) -> Iterator[tuple[PaperLinks, Mapping[int, int], int]]:
    if last is not None and number in last.papers:
        yield last.papers[number], last.of, -1
    if number in papers:
        yield papers[number], of, 1


def _edge(pair: Pair, joint: _Joint) -> NetworkEdge:
    return NetworkEdge(
        *pair,
        joint.sentences,
        joint.speaks_of,
        joint.spoken_of,
        joint.opposed,
        tuple(sorted(joint.documents)),
    )


def _in_one(paper: PaperLinks, of: Mapping[int, int]) -> dict[Pair, _Joint]:
    """Return what one paper tells of each two parties that are shown."""
    number = paper.document.document.id
    joints: dict[Pair, _Joint] = {}

    def joint(one: int, other: int) -> _Joint:
        pair = (one, other) if one < other else (other, one)
        known = joints.get(pair)
        if known is None:
            known = joints[pair] = _Joint(documents={number})
        return known

    by_sentence: dict[int, set[int]] = {}
    for party in paper.mentions:
        if party in of:
            for sentence in paper.sentences.get(code_of(RefType.PARTY, party), ()):
                by_sentence.setdefault(sentence, set()).add(of[party])
    for parties in by_sentence.values():
        if len(parties) > 1:
            for one, other in combinations(parties, 2):
                joint(one, other).sentences += 1
    for speaker, named in _spoken(paper, of):
        if speaker < named:
            joint(speaker, named).speaks_of += 1
        else:
            joint(speaker, named).spoken_of += 1
    suing, sued = _sides(paper, of)
    for one, other in product(suing, sued):
        joint(one, other).opposed += 1
    return joints


def _spoken(paper: PaperLinks, of: Mapping[int, int]) -> Iterator[Pair]:
    """Yield for each quote who says it and each other party that its words name."""
    for _, speaker, named in _named_inside(paper, of):
        yield from ((speaker, each) for each in named if each != speaker)


def _named_inside(paper: PaperLinks, of: Mapping[int, int]) -> Iterator[tuple[Pin, int, set[int]]]:
    """Yield each quote that one of some parties says, with him and those of them that it names."""
    step, offset = len(TYPES), code_of(RefType.PARTY, 0)
    for quote in paper.document.quotes:
        row = quote.row
        if row.speaker is None or row.speaker not in of:
            continue
        if not quote.shown or row.state is ReviewState.REJECTED:
            continue
        linked = paper.direct.get(code_of(RefType.QUOTE, row.id))
        codes: Iterable[int] = linked.direct if linked else ()
        named = {of[code // step] for code in codes if code % step == offset and code // step in of}
        yield row.pin, of[row.speaker], named


def _sides(paper: PaperLinks, of: Mapping[int, int]) -> tuple[set[int], set[int]]:
    """Return the parties on the two sides of a paper's caption; those that stand on both are on none."""
    suing: set[int] = set()
    sued: set[int] = set()
    for each in paper.document.appearances:
        if (
            each.role
            and each.party in of
            and each.source in (PartySource.CAPTION, PartySource.FORM)
        ):
            first = each.role.split("-")[0]
            if first.endswith(_SUING):
                suing.add(of[each.party])
            elif first.endswith(_SUED):
                sued.add(of[each.party])
    return suing - sued, sued - suing


def evidence(image: Image, one: int, other: int) -> tuple[Evidence, ...]:
    """Return every place that joins two parties, in the papers' order.

    Raises:
        NoSuchFinding: if one of them is no longer in the case.
    """
    first, second = image.party(one).id, image.party(other).id
    of = {member: party for party in (first, second) for member in image.members[party]}
    found: list[Evidence] = []
    for number in sorted({*image.listed.get(first, ())} & {*image.listed.get(second, ())}):
        paper = image.papers[number]
        here = {
            party: [
                mention
                for member in image.members[party]
                for mention in paper.mentions.get(member, ())
            ]
            for party in (first, second)
        }
        found += _in_paper(paper, of, (first, second), here)
    return tuple(found)


def _in_paper(
    paper: PaperLinks,
    of: Mapping[int, int],
    pair: Pair,
    here: dict[int, list[FoundMention]],
) -> list[Evidence]:
    places: dict[Span, Evidence] = {}
    for mentions in _shared_sentences(here[pair[0]], here[pair[1]]):
        each = _stretch(paper, mentions)
        places[each.pin.span] = each
    for pin, speaker, named in _named_inside(paper, of):
        for who, whom in (pair, pair[::-1]):
            if speaker == who and whom in named and not _shown(pin.span, places):
                marks = [each.pin.span for each in here[whom] if pin.span.contains(each.pin.span)]
                places[pin.span] = Evidence(pin, tuple(marks))
    suing, sued = _sides(paper, of)
    opposed = {pair[0], pair[1]} <= suing | sued and (pair[0] in suing) != (pair[1] in suing)
    if opposed and here[pair[0]] and here[pair[1]]:
        each = _stretch(paper, [here[pair[0]][0], here[pair[1]][0]])
        if not _shown(each.pin.span, places):
            places[each.pin.span] = each
    return [places[span] for span in sorted(places)]


def _shown(span: Span, places: Iterable[Span]) -> bool:
    """Tell whether a place inside ``span``, or around it, is there already."""
    return any(span.contains(place) or place.contains(span) for place in places)


def _shared_sentences(
    one: Iterable[FoundMention], other: Iterable[FoundMention]
) -> Iterator[list[FoundMention]]:
    by_sentence: dict[int, tuple[list[FoundMention], list[FoundMention]]] = {}
    for side, mentions in enumerate((one, other)):
        for mention in mentions:
            start = mention.units.first_sentence
            for sentence in range(start, mention.units.last_sentence + 1) if start >= 0 else ():
                by_sentence.setdefault(sentence, ([], []))[side].append(mention)
    for first, second in by_sentence.values():
        if first and second:
            yield [*first, *second]


def _stretch(paper: PaperLinks, mentions: list[FoundMention]) -> Evidence:
    """Return the stretch from the first to the last of some mentions."""
    ordered = sorted(mentions, key=lambda mention: mention.pin.span)
    first = ordered[0].pin
    end = max(mention.pin.span.end for mention in ordered)
    pin = paper.document.document.pin(Span(first.span.start, end), first.place)
    return Evidence(pin, tuple(mention.pin.span for mention in ordered))
