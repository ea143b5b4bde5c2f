"""Which paragraphs of two papers belong together, and which words of two paragraphs.

Paragraphs that share much form the heaviest chain that keeps the order of both papers; what is left over is
absorbed by a neighbour that was split or joined, found elsewhere as moved, or paired within its gap. Words
are aligned between anchors (triples that each side has once; B. Cohen's patience method), so that long
papers cost no more than their length.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Block", "Pairing", "equal_blocks", "pair_paragraphs"]

Keys = Sequence[str]
Feature = Hashable

_COMMON = (
    10  # paragraphs that may share a triple before it tells nothing about which belongs to which
)
_LINKED = 0.3  # share of triples that two paragraphs of one place have in common at least
_HELD = 0.6  # share of a paragraph's triples that stand in the one it was split from or joined to
_MOVED = 0.6  # share of triples, and words, that tell a moved paragraph from a similar one
_MOVED_WORDS = 12
_SIMILAR = 0.5  # of the words of two paragraphs in the same gap, in order
_LARGEST_GAP = 4_000  # pairs of paragraphs that are compared word by word
_LARGEST_TABLE = 4_000_000  # pairs of words that are aligned without anchors


@dataclass(frozen=True, slots=True)
class Block:
    """``length`` keys that agree, from ``first`` and ``second`` on."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """Paragraphs of both papers that belong together; one side is empty for what the other lacks.

    More than one on a side were split or joined. ``moved`` tells that they stand out of order.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    moved: bool = False


# ------------------------------------------------------------------------------- paragraphs


def pair_paragraphs(first: Sequence[Keys], second: Sequence[Keys]) -> tuple[Pairing, ...]:
    """Return every paragraph of both papers once, in the second one's order, removed ones at their place."""
    ours, theirs = [_features(keys) for keys in first], [_features(keys) for keys in second]
    links = _links(ours, theirs)
    pairs = {one: two for one, two, _ in _heaviest_chain(links)}
    groups = _absorbed(pairs, ours, theirs)
    moved = _moved(groups, links, first, second)
    taken = {one for one, _ in moved}, {two for _, two in moved}
    _fill_gaps(groups, taken, first, second)
    return _in_order(groups, moved, len(first), len(second))


def _features(keys: Keys) -> frozenset[Feature]:
    if len(keys) < 3:
        return frozenset((tuple(keys),))
    return frozenset(zip(keys, keys[1:], keys[2:], strict=False))


def _links(
    ours: Sequence[frozenset[Feature]], theirs: Sequence[frozenset[Feature]]
) -> list[tuple[int, int, float]]:
    """Return the pairs of paragraphs that share telling triples, with how much (Dice)."""
    where: tuple[dict[Feature, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, paragraphs in zip(where, (ours, theirs), strict=True):
        for at, features in enumerate(paragraphs):
            for feature in features:
                side[feature].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for feature, ones in where[0].items():
        twos = where[1].get(feature, ())
        if len(ones) <= _COMMON and len(twos) <= _COMMON:
            shared.update((one, two) for one in ones for two in twos)
    found = []
    for (one, two), count in shared.items():
        share = 2 * count / (len(ours[one]) + len(theirs[two]))
        if share >= _LINKED or count >= max(6, _HELD * min(len(ours[one]), len(theirs[two]))):
            found.append((one, two, count * share))
    return found


def _heaviest_chain(links: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return the links of greatest weight in sum that go up on both sides."""
    ordered = sorted(links, key=lambda link: (link[0], -link[1]))
    ends: list[
        int
    ] = []  # second paragraphs at which a chain may end, going up, and so do their weights
    best: list[tuple[float, int]] = []
    before: list[int] = []
    for at, (_, two, weight) in enumerate(ordered):
        place = bisect_left(ends, two)
        reached, previous = best[place - 1] if place else (0.0, -1)
        before.append(previous)
        total = reached + weight
        upto = place
        while upto < len(ends) and best[upto][0] <= total:
            upto += 1
        if upto > place or place == len(ends) or ends[place] != two:
            ends[place:upto] = [two]
            best[place:upto] = [(total, at)]
    chain = []
    at = best[-1][1] if best else -1
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


@dataclass
class _Group:
    """Paragraphs that belong together while the neighbours are looked at."""

    first: list[int]
    second: list[int]


def _absorbed(
    pairs: dict[int, int],
    ours: Sequence[frozenset[Feature]],
    theirs: Sequence[frozenset[Feature]],
) -> list[_Group]:
    """Let a pair take in free neighbours whose words the other side holds: it was split or joined."""
    groups = [_Group([one], [two]) for one, two in sorted(pairs.items())]
    free_ours = set(range(len(ours))) - pairs.keys()
    free_theirs = set(range(len(theirs))) - set(pairs.values())
    for group in groups:
        one, two = group.first[0], group.second[0]
        if ours[one] == theirs[two]:
            continue
        _grow(group.first, free_ours, ours, theirs[two] - ours[one])
        _grow(group.second, free_theirs, theirs, ours[one] - theirs[two])
    return groups


def _grow(
    side: list[int],
    free: set[int],
    features: Sequence[frozenset[Feature]],
    missing: frozenset[Feature],
) -> None:
    """Add free neighbours at both ends of ``side`` that make up for what is ``missing`` in it."""
    for step in (-1, 1):
        at = side[0] - 1 if step < 0 else side[-1] + 1
        while at in free and len(features[at] & missing) >= _HELD * len(features[at]):
            free.discard(at)
            side.insert(0, at) if step < 0 else side.append(at)
            at += step


def _moved(
    groups: Sequence[_Group],
    links: Sequence[tuple[int, int, float]],
    first: Sequence[Keys],
    second: Sequence[Keys],
) -> list[tuple[int, int]]:
    """Return the pairs left over whose words say that they belong together all the same."""
    ones = {one for group in groups for one in group.first}
    twos = {two for group in groups for two in group.second}
    found = []
    for one, two, _ in sorted(links, key=lambda link: (-link[2], link)):
        if one in ones or two in twos or min(len(first[one]), len(second[two])) < _MOVED_WORDS:
            continue
        if _similarity(first[one], second[two]) >= _MOVED:
            ones.add(one)
            twos.add(two)
            found.append((one, two))
    return found


def _fill_gaps(
    groups: list[_Group],
    taken: tuple[set[int], set[int]],
    first: Sequence[Keys],
    second: Sequence[Keys],
) -> None:
    """Pair what is left between two neighbouring groups, where the words are similar enough."""
    edges = [(-1, -1), *((group.first[-1], group.second[-1]) for group in groups)]
    starts = [*((group.first[0], group.second[0]) for group in groups), (len(first), len(second))]
    found: list[_Group] = []
    for (after_one, after_two), (one, two) in zip(edges, starts, strict=True):
        ones = [at for at in range(after_one + 1, one) if at not in taken[0]]
        twos = [at for at in range(after_two + 1, two) if at not in taken[1]]
        if ones and twos and len(ones) * len(twos) <= _LARGEST_GAP:
            found += [_Group([a], [b]) for a, b in _best_pairs(ones, twos, first, second)]
    groups += found
    groups.sort(key=lambda group: group.first)


def _best_pairs(
    ones: Sequence[int], twos: Sequence[int], first: Sequence[Keys], second: Sequence[Keys]
) -> list[tuple[int, int]]:
    """Return the pairs, in order, that have most words in common."""
    links = []
    for one in ones:
        for two in twos:
            share = _similarity(first[one], second[two])
            if share >= _SIMILAR:
                links.append((one, two, share * share * min(len(first[one]), len(second[two]))))
    return [(one, two) for one, two, _ in _heaviest_chain(links)]


def _similarity(one: Keys, two: Keys) -> float:
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, two, score_cutoff=_SIMILAR))


def _in_order(
    groups: Sequence[_Group], moved: Sequence[tuple[int, int]], ours: int, theirs: int
) -> tuple[Pairing, ...]:
    """Return all paragraphs in the second paper's order, those it lacks before what stands in their place."""
    came = {two: one for one, two in moved}
    gone = {one for one, _ in moved}
    rows: list[Pairing] = []
    one = two = 0
    for group in (*groups, _Group([ours], [theirs])):
        rows += [Pairing((at,), ()) for at in range(one, group.first[0]) if at not in gone]
        rows += [
            Pairing((came[at],), (at,), True) if at in came else Pairing((), (at,))
            for at in range(two, group.second[0])
        ]
        rows.append(Pairing(tuple(group.first), tuple(group.second)))
        one, two = group.first[-1] + 1, group.second[-1] + 1
    return tuple(rows[:-1])  # the last group only ends the papers


# ------------------------------------------------------------------------------- words


def equal_blocks(first: Keys, second: Keys) -> list[Block]:
    """Return the keys that two rows of keys share in order, as maximal blocks."""
    found: list[Block] = []
    for block in _blocks(first, second, 0, len(first), 0, len(second)):
        last = found[-1] if found else None
        if last and (last.first + last.length, last.second + last.length) == (
            block.first,
            block.second,
        ):
            found[-1] = Block(last.first, last.second, last.length + block.length)
        else:
            found.append(block)
    return found


def _blocks(
    first: Keys, second: Keys, one: int, one_end: int, two: int, two_end: int
) -> Iterator[Block]:
    """Yield the blocks of two stretches; equal ends first, then the middle, small enough or by anchors."""
    start = 0
    longest = min(one_end - one, two_end - two)
    while start < longest and first[one + start] == second[two + start]:
        start += 1
    end = 0
    while end < longest - start and first[one_end - 1 - end] == second[two_end - 1 - end]:
        end += 1
    if start:
        yield Block(one, two, start)
    one, two, one_end, two_end = one + start, two + start, one_end - end, two_end - end
    if one < one_end and two < two_end:
        if (one_end - one) * (two_end - two) <= _LARGEST_TABLE:
            yield from _aligned(first, second, one, one_end, two, two_end)
        else:
            yield from _between_anchors(first, second, one, one_end, two, two_end)
    if end:
        yield Block(one_end, two_end, end)


def _aligned(
    first: Keys, second: Keys, one: int, one_end: int, two: int, two_end: int
) -> Iterator[Block]:
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(first[one:one_end], second[two:two_end]):
        if step.tag == "equal":
            yield Block(one + step.src_start, two + step.dest_start, step.src_end - step.src_start)


def _between_anchors(
    first: Keys, second: Keys, one: int, one_end: int, two: int, two_end: int
) -> Iterator[Block]:
    """Cut two long stretches at triples that both have exactly once; without any they share nothing."""
    ours, theirs = _once(first, one, one_end), _once(second, two, two_end)
    links = [(at, theirs[triple], 1.0) for triple, at in ours.items() if triple in theirs]
    cuts = [(at, place) for at, place, _ in _heaviest_chain(links)]
    if not cuts:
        return
    cuts = [(one, two), *cuts, (one_end, two_end)]
    for (here, there), (next_here, next_there) in pairwise(cuts):
        yield from _blocks(first, second, here, next_here, there, next_there)


def _once(keys: Keys, start: int, end: int) -> dict[Feature, int]:
    found: dict[Feature, int] = {}
    several: set[Feature] = set()
    for at in range(start, end - 2):
        triple = (keys[at], keys[at + 1], keys[at + 2])
        if triple in found:
            several.add(triple)
        found[triple] = at
    return {triple: at for triple, at in found.items() if triple not in several}
