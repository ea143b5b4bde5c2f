"""Who stands with whom: parties that share sentences, speak of each other, face each other in a caption."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from casefile.links import Image
from casefile.paper_links import TYPES, PaperLinks, code_of
from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from casefile.records import Pin, RefType, ReviewState
from casefile.snapshot import FoundMention
from extraction.findings import PartySource
from importers.source_text import Span

__all__ = ["Evidence", "evidence", "party_network"]

# Words for the two sides of a caption; in "plaintiff-appellee" the first one tells.
_SUING = ("plaintiff", "petitioner", "claimant", "relator", "movant", "appellant", "complainant")
_SUED = ("defendant", "respondent", "appellee", "garnishee")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that joins two parties, with the words that name them there."""

    pin: Pin
    marks: tuple[Span, ...]


@dataclass
class _Joint:
    """What joins two parties, added up."""

    sentences: int = 0
    speaks_of: int = 0
    spoken_of: int = 0
    opposed: int = 0
    documents: set[int] = field(default_factory=set)


def party_network(
    image: Image, limit: int, documents: Collection[int] | None = None
) -> PartyNetwork:
    """Return the ``limit`` parties named most, in all papers or some, and what joins each two of them.

    It is kept with the image.
    """
    key = limit, None if documents is None else frozenset(documents)
    if key not in image.networks:
        image.networks[key] = _network(image, *key)
    return image.networks[key]


def _network(image: Image, limit: int, documents: frozenset[int] | None) -> PartyNetwork:
    papers = [
        paper for number, paper in image.papers.items() if documents is None or number in documents
    ]
    weights: Counter[int] = Counter()
    for paper in papers:
        for party, pins in paper.pins.items():
            weights[image.roots[party]] += len(pins)
    rows = [image.parties[root] for root in weights if root in image.parties]
    live = sorted(
        (row for row in rows if row.state is not ReviewState.REJECTED),
        key=lambda row: (-weights[row.id], row.name, row.id),
    )
    nodes = tuple(NetworkNode(row, weights[row.id]) for row in live[:limit])
    joints = _joints(image, papers, {node.party.id for node in nodes})
    edges = tuple(
        NetworkEdge(
            one,
            other,
            joint.sentences,
            joint.speaks_of,
            joint.spoken_of,
            joint.opposed,
            tuple(sorted(joint.documents)),
        )
        for (one, other), joint in sorted(joints.items())
    )
    return PartyNetwork(nodes, edges, len(live) - len(nodes))


def _joints(
    image: Image, papers: Iterable[PaperLinks], shown: Collection[int]
) -> dict[tuple[int, int], _Joint]:
    joints: dict[tuple[int, int], _Joint] = defaultdict(_Joint)
    for paper in papers:
        number = paper.document.document.id
        shared: Counter[tuple[int, int]] = Counter()
        for codes in paper.by_sentence.values():
            if len(codes) > 1:
                shared.update(combinations(sorted(_parties(image, codes, shown)), 2))
        for pair, count in shared.items():
            joints[pair].sentences += count
            joints[pair].documents.add(number)
        for speaker, named in _spoken(image, paper):
            if speaker in shown and named in shown:
                joint = joints[min(speaker, named), max(speaker, named)]
                joint.documents.add(number)
                if speaker < named:
                    joint.speaks_of += 1
                else:
                    joint.spoken_of += 1
        suing, sued = sides(image, paper)
        for one, other in product(suing & set(shown), sued & set(shown)):
            joint = joints[min(one, other), max(one, other)]
            joint.opposed += 1
            joint.documents.add(number)
    return dict(joints)


def _parties(image: Image, codes: Iterable[int], shown: Collection[int]) -> set[int]:
    step, offset, roots = len(TYPES), code_of(RefType.PARTY, 0), image.roots
    found = {roots[code // step] for code in codes if code % step == offset}
    return {each for each in found if each in shown}


def _spoken(image: Image, paper: PaperLinks) -> Iterator[tuple[int, int]]:
    """Yield for each quote who says it and each other party that its words name."""
    for _, speaker, named in _named_inside(image, paper):
        yield from ((speaker, each) for each in named if each != speaker)


def _named_inside(image: Image, paper: PaperLinks) -> Iterator[tuple[Pin, int, set[int]]]:
    for quote in paper.document.quotes:
        row = quote.row
        if quote.shown and row.speaker is not None and row.state is not ReviewState.REJECTED:
            linked = paper.direct.get(code_of(RefType.QUOTE, row.id))
            named = _parties(image, linked.direct if linked else (), image.parties)
            yield row.pin, image.roots[row.speaker], named


def sides(image: Image, paper: PaperLinks) -> tuple[set[int], set[int]]:
    """Return the parties on the two sides of a paper's caption; those that stand on both are on none."""
    suing: set[int] = set()
    sued: set[int] = set()
    for each in paper.document.appearances:
        if each.source in (PartySource.CAPTION, PartySource.FORM) and each.role:
            first = each.role.split("-")[0]
            if first.endswith(_SUING):
                suing.add(image.roots[each.party])
            elif first.endswith(_SUED):
                sued.add(image.roots[each.party])
    return suing - sued, sued - suing


def evidence(image: Image, one: int, other: int) -> tuple[Evidence, ...]:
    """Return every place that joins two parties, in the papers' order.

    Raises:
        NoSuchFinding: if one of them is no longer in the case.
    """
    first, second = image.party(one).id, image.party(other).id
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
        found += _in_paper(image, paper, (first, second), here)
    return tuple(found)


def _in_paper(
    image: Image,
    paper: PaperLinks,
    pair: tuple[int, int],
    here: dict[int, list[FoundMention]],
) -> list[Evidence]:
    places: dict[Span, Evidence] = {}
    for mentions in _shared_sentences(here[pair[0]], here[pair[1]]):
        each = _stretch(paper, mentions)
        places[each.pin.span] = each
    for pin, speaker, named in _named_inside(image, paper):
        for who, whom in (pair, pair[::-1]):
            if speaker == who and whom in named and not _shown(pin.span, places):
                marks = [each.pin.span for each in here[whom] if pin.span.contains(each.pin.span)]
                places[pin.span] = Evidence(pin, tuple(marks))
    suing, sued = sides(image, paper)
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
