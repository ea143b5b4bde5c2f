"""The numpy evaluator against a plain matcher that follows the definitions word by word."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.source_text import SourceText, Span
from index.query import Query
from index.query_tree import And, Field, Form, Near, Node, Not, Or, Pattern, Term, Unit, Words
from index.searcher import Searcher
from index.writer import IndexDocument, remove, update

VOCABULARY = ("breach", "of", "contract", "fraud", "court", "claim", "con", "claimant")
Stretch = tuple[int, int]
Hit = tuple[int, int, tuple[Stretch, ...]]  # first word, last word, matched parts


@dataclass
class Paper:
    """A document made of known words, so that nothing of the product is needed to read it."""

    words: list[str]
    sentences: list[int]
    paragraphs: list[int]
    spans: list[Span]
    text: str


def paper(chance: random.Random) -> Paper:
    made = Paper([], [], [], [], "")
    text: list[str] = []
    length = sentence = paragraph = 0
    for _ in range(chance.randrange(0, 40)):
        word = chance.choice(VOCABULARY)
        begins = not made.words or sentence > made.sentences[-1]
        shown = word.capitalize() if begins else word
        made.words.append(word)
        made.sentences.append(sentence)
        made.paragraphs.append(paragraph)
        made.spans.append(Span(length, length + len(word)))
        ending = chance.choice(("", "", "", "", ".", ".\n\n"))
        if ending:
            sentence += 1
        if "\n" in ending:
            paragraph += 1
        text.append(shown + ending + " ")
        length += len(text[-1])
    made.text = "".join(text)
    return made


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[int, Paper], Searcher]]:
    """Give documents in several segments, with replaced and removed ones among them."""
    chance = random.Random(20)
    folder = tmp_path_factory.mktemp("index")
    papers: dict[int, Paper] = {}
    for batch in ((1, 2, 3, 4, 5, 6), (7, 8), (2, 9, 10), (11, 12, 13, 14)):
        for number in batch:
            papers[number] = paper(chance)
        update(folder, [IndexDocument(n, "layer", papers[n].text) for n in batch])
    remove(folder, [4, 9])
    del papers[4], papers[9]
    searcher = Searcher(folder)
    yield papers, searcher
    searcher.close()


# -- the definitions, one document at a time


def brute_words(node: Words, words: list[str]) -> set[Stretch]:
    found = set()
    for form in node.forms:
        for start in range(len(words) - form.length + 1):
            if all(fits(slot, words[start + offset]) for offset, slot in form.slots):
                found.add((start, start + form.length - 1))
    return found


def fits(slot: object, word: str) -> bool:
    if isinstance(slot, Pattern):
        return word.startswith(slot.text[:-1])
    assert isinstance(slot, Term)
    return word == slot.text


def merge(hits: set[Hit]) -> set[Hit]:
    merged: list[Hit] = []
    for start, end, parts in sorted(hits):
        if merged and start <= merged[-1][1]:
            first, last, before = merged.pop()
            merged.append((first, max(last, end), tuple(sorted({*before, *parts}))))
        else:
            merged.append((start, end, parts))
    return set(merged)


def brute_near(node: Near, made: Paper) -> set[Hit]:
    left, right = brute_spans(node.left, made), brute_spans(node.right, made)
    if node.unit is not None:
        return brute_unit(node, made, left, right)

    def gap(first: Hit, second: Hit) -> int | None:
        distance = second[0] - first[1]
        return distance if 0 < distance <= node.distance else None

    found: set[tuple[Hit, Hit]] = set()
    accompanied: set[Hit] = set()
    for is_turned in (False,) if node.ordered else (False, True):
        firsts, seconds = (right, left) if is_turned else (left, right)
        for one in firsts:
            after = [other for other in seconds if gap(one, other) is not None]
            if after:
                nearest = min(other[0] for other in after)
                found |= {(one, other) for other in after if other[0] == nearest}
                accompanied |= set() if is_turned else {one}
        for other in seconds:
            before = [one for one in firsts if gap(one, other) is not None]
            if before:
                nearest = max(one[1] for one in before)
                found |= {(one, other) for one in before if one[1] == nearest}
                accompanied |= {other} if is_turned else set()
    if node.negated:
        return left - accompanied
    return merge(
        {(min(a[0], b[0]), max(a[1], b[1]), tuple(sorted({*a[2], *b[2]}))) for a, b in found}
    )


def brute_unit(node: Near, made: Paper, left: set[Hit], right: set[Hit]) -> set[Hit]:
    units = made.sentences if node.unit is Unit.SENTENCE else made.paragraphs

    def before(one: Hit, other: Hit) -> bool:
        return one[1] < other[0] and units[one[1]] == units[other[0]]

    def partners(hit: Hit, others: set[Hit], *, after: bool) -> bool:
        return any(before(hit, other) if after else before(other, hit) for other in others)

    def taken(hits: set[Hit], others: set[Hit], *, after: bool) -> set[Hit]:
        return {
            hit
            for hit in hits
            if partners(hit, others, after=after)
            or (not node.ordered and partners(hit, others, after=not after))
        }

    if node.negated:
        return left - taken(left, right, after=True)
    hits = taken(left, right, after=True) | taken(right, left, after=False)
    groups: dict[int, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(units[hit[0]], []).append(hit)
    return merge(
        {
            (
                min(hit[0] for hit in group),
                max(hit[1] for hit in group),
                tuple(sorted({part for hit in group for part in hit[2]})),
            )
            for group in groups.values()
        }
    )


def brute_spans(node: Node, made: Paper) -> set[Hit]:
    if isinstance(node, Words):
        return {(start, end, ((start, end),)) for start, end in brute_words(node, made.words)}
    if isinstance(node, Near):
        return brute_near(node, made)
    if isinstance(node, Not) or not brute_matches(node, made):
        return set()
    assert isinstance(node, And | Or)
    hits: set[Hit] = set()
    for child in node.children:
        hits |= brute_spans(child, made)
    return merge(hits)


def brute_matches(node: Node, made: Paper) -> bool:
    if isinstance(node, Not):
        return not brute_matches(node.child, made)
    if isinstance(node, And):
        return all(brute_matches(child, made) for child in node.children)
    if isinstance(node, Or):
        return any(brute_matches(child, made) for child in node.children)
    return bool(brute_spans(node, made))


def as_shown(hits: set[Hit], made: Paper) -> list[tuple[Span, ...]]:
    """Return each hit's parts as spans of the text; parts that share a word are one."""
    shown = []
    for _, _, parts in sorted(merge(hits)):
        stretches: list[Stretch] = []
        for start, end in parts:
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
            else:
                stretches.append((start, end))
        shown.append(
            tuple(Span(made.spans[start].start, made.spans[end].end) for start, end in stretches)
        )
    return shown


# -- random trees

slots = st.one_of(
    st.sampled_from(VOCABULARY).map(Term), st.sampled_from(("con*", "cl*", "f*")).map(Pattern)
)
phrases = st.lists(slots, min_size=1, max_size=3).map(
    lambda found: Words((Form(tuple(enumerate(found)), len(found)),), "phrase")
)
nearness = st.sampled_from(
    [(n, None) for n in (1, 2, 5)] + [(0, Unit.SENTENCE), (0, Unit.PARAGRAPH)]
)


def nested(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    near = st.builds(
        lambda left, right, close, ordered, negated: Near(
            left, right, close[0], close[1], ordered, negated
        ),
        children,
        children,
        nearness,
        st.booleans(),
        st.booleans(),
    )
    some = st.lists(children, min_size=2, max_size=3).map(tuple)
    negation = st.tuples(children, children.map(Not)).map(And)
    return st.one_of(near, some.map(And), some.map(Or), negation, children.map(Not))


trees: st.SearchStrategy[Node] = st.recursive(phrases, nested, max_leaves=5)


def nothing(*_: object) -> None:
    return None


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=trees)
def test_every_tree_finds_what_the_definitions_find(
    tree: Node, corpus: tuple[dict[int, Paper], Searcher]
) -> None:
    papers, searcher = corpus
    found = searcher.search(
        Query("", tree, ""), nothing, lambda number: SourceText(papers[number].text), limit=10_000
    )
    assert {document.id for document in found.documents} == {
        number for number, made in papers.items() if brute_matches(tree, made)
    }
    for document in found.documents:
        made = papers[document.id]
        expected = as_shown(brute_spans(tree, made), made)
        assert [hit.spans for hit in document.hits] == expected
        assert document.count == len(expected)
    assert found.total == sum(document.count for document in found.documents)


# -- fields


def spans_of(made: Paper, *stretches: Stretch) -> tuple[Span, ...]:
    return tuple(Span(made.spans[start].start, made.spans[end].end) for start, end in stretches)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_words_stand_inside_the_spans_of_a_field(
    data: st.DataObject, corpus: tuple[dict[int, Paper], Searcher]
) -> None:
    papers, searcher = corpus
    regions: dict[int, list[Stretch] | None] = {}
    for number, made in papers.items():
        if not made.words or data.draw(st.booleans()):
            continue
        if data.draw(st.booleans()):
            regions[number] = None
            continue
        start = data.draw(st.integers(0, len(made.words) - 1))
        regions[number] = [(start, data.draw(st.integers(start, len(made.words) - 1)))]
    words = data.draw(phrases)
    is_outside = data.draw(st.booleans())
    field: Node = Not(Field("speaker", "x")) if is_outside else Field("speaker", "x")
    answer = {
        number: None if stretches is None else spans_of(papers[number], *stretches)
        for number, stretches in regions.items()
    }
    found = searcher.search(
        Query("", And((field, words)), ""),
        lambda *_: answer,
        lambda number: SourceText(papers[number].text),
        limit=10_000,
    )
    expected = {}
    for number, made in papers.items():
        stretches = regions.get(number, [])

        def stands(start: int, end: int, regions: list[Stretch] | None = stretches) -> bool:
            if regions is None:
                return not is_outside
            if is_outside:
                return not any(start <= last and first <= end for first, last in regions)
            return any(first <= start and end <= last for first, last in regions)

        hits = {
            (start, end, ((start, end),))
            for start, end in brute_words(words, made.words)
            if stands(start, end)
        }
        if hits:
            expected[number] = as_shown(hits, made)
    assert {
        document.id: [hit.spans for hit in document.hits] for document in found.documents
    } == expected
