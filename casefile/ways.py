"""By which relations a finding is linked to others: each relation with what it links and how often."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from casefile.links import Image
from casefile.paper_links import TYPES, Linked, PaperLinks, code_of
from casefile.records import DateRow, QuoteRow, RefType
from casefile.records import RelationKind as Kind
from casefile.relation_strength import packed, unpacked
from casefile.turns import in_turns

__all__ = ["Ways", "add_shared", "contents", "near", "strongest", "ways_in_paper", "ways_of"]

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
    counts: dict[int, int] = paper.contents()
    if image.merged:
        for code in counts.keys() & image.merged.keys():
            del counts[code]
            root, member = image.merged[code], code // len(TYPES)
            counts[root] = (
                sum(len(paper.pins.get(each, ())) for each in _members(image, member)) or 1
            )
    return {Kind.IN_DOCUMENT: counts}


def _members(image: Image, party: int) -> Collection[int]:
    return image.members[image.roots[party]]


def near(image: Image, kind: RefType, number: int, papers: Collection[int] | None = None) -> Linked:
    """Return how many sentences and paragraphs a finding shares with others, and its direct links."""
    total = Linked()
    for document, codes in in_turns(_holding(image, kind, number, papers).items()):
        paper = image.papers[document]
        add_shared(image, paper, codes, total)
        for code in codes:
            if code in paper.direct:
                for other, relation in paper.direct[code].direct.items():
                    total.add_direct(image.merged.get(other, other), relation)
    return total


def add_shared(image: Image, paper: PaperLinks, codes: Iterable[int], total: Linked) -> None:
    """Count for everything in a paper the sentences and paragraphs that it shares with one of ``codes``.

    Merged parties count as the one they live on in: a paragraph that names two of them counts once.
    """
    for units, by_unit, counts in (
        (paper.paragraphs, paper.by_paragraph, total.paragraphs),
        (paper.sentences, paper.by_sentence, total.sentences),
    ):
        own: set[int] = set()
        for code in codes:
            own |= units.get(code, set())
        held: Iterable[Collection[int]] = map(by_unit.__getitem__, own)
        if image.merged:
            held = [unite(image, inside) for inside in held]
        counts.update(chain.from_iterable(held))


def unite(image: Image, codes: Collection[int]) -> Collection[int]:
    """Let merged parties among codes count as the one they live on in."""
    merged = image.merged
    if not merged.keys() & codes:
        return codes
    return {merged.get(code, code) for code in codes}


def contents(image: Image, document: int) -> Collection[int]:
    """Return everything found in a paper."""
    return unite(image, image.papers[document].contents().keys())


def _holding(
    image: Image, kind: RefType, number: int, papers: Collection[int] | None
) -> dict[int, list[int]]:
    """Return the papers that hold a finding, with its codes there: a party may be merged of several."""
    found: dict[int, list[int]] = {}
    if kind is RefType.PARTY:
        for member in image.members.get(number, ()):
            for document in image.where.get(member, ()):
                if papers is None or document in papers:
                    found.setdefault(document, []).append(code_of(kind, member))
        return found
    rows: Mapping[int, QuoteRow | DateRow] = image.quotes if kind is RefType.QUOTE else image.dates
    row = rows.get(number)
    if row is not None and (papers is None or row.pin.document in papers):
        found[row.pin.document] = [code_of(kind, number)]
    return found


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
    held = set(_holding(image, kind, number, papers))
    if (
        kind is RefType.PARTY
    ):  # a running head that names it places it in the paper, and in no paragraph
        held.update(
            each for each in image.listed.get(number, ()) if papers is None or each in papers
        )
    return Counter(chain.from_iterable(contents(image, document) for document in held))
