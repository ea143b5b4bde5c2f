"""By which relations a finding is linked to others: each relation with what it links and how often."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from casefile.links import Image
from casefile.paper_links import TYPES, Linked, PaperLinks, code_of, packed, unpacked
from casefile.records import DateRow, QuoteRow, RefType
from casefile.records import RelationKind as Kind

__all__ = ["Ways", "near", "strongest", "unite", "ways_in_paper", "ways_of"]

Ways = Mapping[Kind, Mapping[int, int]]
"""For each relation the codes of what it links, each with how often it holds."""

_KINDS = tuple(Kind)


def strongest(ways: Ways, allowed: Collection[Kind]) -> dict[int, int]:
    """Return everything linked by one of the relations, each with the strongest one, packed."""
    result: dict[int, int] = {}
    for kind in reversed(_KINDS):
        if kind in allowed and kind in ways:
            none = packed(kind, 0)
            result.update((code, none - count) for code, count in ways[kind].items())
    return result


def ways_of(
    image: Image,
    kind: RefType,
    number: int,
    papers: Collection[int] | None = None,
    *,
    also_beside: bool = False,
) -> Ways:
    """Return what a finding is linked to within some papers, or within all.

    ``also_beside`` takes in what only stands in the same paper; it counts these papers.
    """
    code = code_of(kind, number)
    found = near(image, kind, number, papers)
    ways: dict[Kind, dict[int, int]] = {
        Kind.SAME_PARAGRAPH: found.paragraphs,
        Kind.SAME_SENTENCE: found.sentences,
        Kind.SAME_WORDS: {
            other: 1
            for other in image.same_words.get(code, ())
            if papers is None or image.quotes[other // len(TYPES)].pin.document in papers
        },
        Kind.SPEAKS: {},
        Kind.MENTIONED_IN: {},
    }
    for other, relation in found.direct.items():
        rank, count = unpacked(relation)
        ways[_KINDS[rank]][other] = count
    for other in ways[Kind.SPEAKS]:
        quote, party = (other, code) if kind is RefType.PARTY else (code, other)
        if named := _named_in(image, quote // len(TYPES), party // len(TYPES)):
            ways[Kind.MENTIONED_IN][other] = named
    if also_beside:
        ways[Kind.IN_DOCUMENT] = _beside(image, kind, number, papers)
    return ways


def ways_in_paper(image: Image, number: int, papers: Collection[int] | None = None) -> Ways:
    """Return what stands in a paper, how often a party is named there; nothing if none of ``papers``."""
    paper = image.papers.get(number)
    if paper is None or (papers is not None and number not in papers):
        return {}
    total = Linked(paper.contents())
    unite(image, total)
    return {Kind.IN_DOCUMENT: total.paragraphs}


def near(image: Image, kind: RefType, number: int, papers: Collection[int] | None = None) -> Linked:
    """Return how often a finding shares sentences and paragraphs with others, and its direct links."""
    total = Linked()
    for paper, own in _holding(image, kind, number, papers):
        found = paper.linked(own)
        total.paragraphs.update(found.paragraphs)
        total.sentences.update(found.sentences)
        for other, relation in found.direct.items():
            total.add_direct(other, relation)
    unite(image, total)
    return total


def unite(image: Image, total: Linked) -> None:
    """Let merged parties count as the one they live on in."""
    if not image.merged:
        return
    for counts in (total.paragraphs, total.sentences):
        for code in counts.keys() & image.merged.keys():
            counts[image.merged[code]] += counts.pop(code)
    for code in total.direct.keys() & image.merged.keys():
        total.add_direct(image.merged[code], total.direct.pop(code))


def _holding(
    image: Image, kind: RefType, number: int, papers: Collection[int] | None
) -> Iterator[tuple[PaperLinks, int]]:
    """Yield the papers that hold a finding, with its code there."""
    if kind is RefType.PARTY:
        for member in image.members.get(number, ()):
            for document in image.where.get(member, ()):
                if papers is None or document in papers:
                    yield image.papers[document], code_of(kind, member)
        return
    rows: Mapping[int, QuoteRow | DateRow] = image.quotes if kind is RefType.QUOTE else image.dates
    row = rows.get(number)
    if row is not None and (papers is None or row.pin.document in papers):
        yield image.papers[row.pin.document], code_of(kind, number)


def _named_in(image: Image, quote: int, party: int) -> int:
    """Return how often a quotation names the party that says it."""
    row = image.quotes[quote]
    paper, span = image.papers[row.pin.document], row.pin.span
    count = 0
    for member in image.members.get(party, ()):
        pins = paper.pins.get(member, [])
        for at in range(bisect_left(pins, span.start, key=lambda pin: pin.span.start), len(pins)):
            if pins[at].span.start >= span.end:
                break
            count += pins[at].span.end <= span.end
    return count


def _beside(
    image: Image, kind: RefType, number: int, papers: Collection[int] | None
) -> Counter[int]:
    """Return how many of a finding's papers hold each other finding."""
    held: dict[int, PaperLinks] = {
        id(paper): paper for paper, _ in _holding(image, kind, number, papers)
    }
    total = Linked()
    for paper in held.values():
        inside = Linked(Counter(dict.fromkeys(paper.contents(), 1)))
        unite(image, inside)
        total.paragraphs.update(inside.paragraphs.keys())
    return total.paragraphs
