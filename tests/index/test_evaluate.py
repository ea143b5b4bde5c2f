"""The numpy evaluator against a plain matcher that follows the definitions word by word."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.search_oracle import Oracle, Text
from importers.source_text import SourceText, Span
from index.home import Home
from index.query import Query
from index.query_tree import And, Field, Form, Near, Node, Not, Or, Pattern, Term, Unit, Words
from index.searcher import Searcher
from index.writer import IndexDocument, remove, update

VOCABULARY = ("breach", "of", "contract", "fraud", "court", "claim", "con", "claimant")


def paper(chance: random.Random) -> Text:
    """Make a document of known words, so that nothing of the product is needed to read it."""
    terms: dict[int, set[str]] = {}
    spans: dict[int, Span] = {}
    units: dict[Unit, dict[int, int]] = {Unit.SENTENCE: {}, Unit.PARAGRAPH: {}}
    text: list[str] = []
    length = sentence = paragraph = 0
    is_first = True
    for at in range(chance.randrange(0, 40)):
        word = chance.choice(VOCABULARY)
        terms[at], spans[at] = {word}, Span(length, length + len(word))
        units[Unit.SENTENCE][at], units[Unit.PARAGRAPH][at] = sentence, paragraph
        ending = chance.choice(("", "", "", "", ".", ".\n\n"))
        text.append((word.capitalize() if is_first else word) + ending + " ")
        is_first = bool(ending)
        sentence += is_first
        paragraph += "\n" in ending
        length += len(text[-1])
    return Text("".join(text), terms, spans, units, len(terms))


def scope(chance: random.Random, papers: dict[int, Text]) -> dict[int, tuple[Span, ...] | None]:
    """Give a field's answer: some papers as a whole, stretches of others, some not at all."""
    answer: dict[int, tuple[Span, ...] | None] = {}
    for number, made in papers.items():
        if chance.random() < 0.6 and made.terms:
            stretches = []
            for _ in range(chance.randrange(1, 4)):
                first = chance.randrange(len(made.terms))
                last = min(len(made.terms) - 1, first + chance.randrange(12))
                stretches.append(Span(made.spans[first].start, made.spans[last].end))
            answer[number] = None if chance.random() < 0.2 else tuple(stretches)
    return answer


Corpus = tuple[Oracle, Searcher]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Give documents in several segments, with replaced and removed ones among them."""
    chance = random.Random(20)
    folder = tmp_path_factory.mktemp("index")
    papers: dict[int, Text] = {}
    for batch in ((1, 2, 3, 4, 5, 6), (7, 8), (2, 9, 10), (11, 12, 13, 14)):
        for number in batch:
            papers[number] = paper(chance)
        update(Home(folder), [IndexDocument(n, "layer", papers[n].text) for n in batch])
    remove(Home(folder), [4, 9])
    del papers[4], papers[9]
    answers = {value: scope(chance, papers) for value in "pqrs"}
    searcher = Searcher(Home(folder))
    yield Oracle(papers, lambda _, value: answers[value]), searcher
    searcher.close()


# -- random trees

slots = st.one_of(
    st.sampled_from(VOCABULARY).map(Term), st.sampled_from(("con*", "cl*", "f*")).map(Pattern)
)
phrases = st.lists(slots, min_size=1, max_size=3).map(
    lambda found: Words((Form(tuple(enumerate(found)), len(found)),), "phrase")
)
fields = st.sampled_from("pqrs").map(lambda value: Field("speaker", value))
conditions = st.one_of(
    fields, fields.map(Not), st.lists(fields, min_size=2, max_size=2).map(tuple).map(Or)
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
    confined = st.tuples(conditions, children).map(And)
    return st.one_of(near, some.map(And), some.map(Or), negation, children.map(Not), confined)


trees: st.SearchStrategy[Node] = st.recursive(
    st.one_of(phrases, phrases, phrases, fields), nested, max_leaves=5
)


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=trees)
def test_every_tree_finds_what_the_definitions_find(tree: Node, corpus: Corpus) -> None:
    oracle, searcher = corpus
    expected = oracle.answer(tree)
    found = searcher.search(
        Query("", tree, ""),
        lambda name, value, _numbers: oracle.fields(name, value),
        lambda number: SourceText(oracle.texts[number].text),
        limit=10_000,
    )
    assert {
        document.id: [hit.spans for hit in document.hits] for document in found.documents
    } == expected
    assert {document.id: document.count for document in found.documents} == {
        number: len(hits) for number, hits in expected.items()
    }
    assert found.total == sum(document.count for document in found.documents)
