"""Short texts in memory answer as an index of the same texts does, each a document of its own."""

import random

import pytest

from index.evaluate import Evaluation, evaluate
from index.memory import Section, ShortTexts, best_first, marks, section
from index.query import parse
from tests.index.conftest import Papers

TEXTS = (
    "we regret the closing of the berth",
    "",
    "The berth was closed. Nobody was told of the W-2, or of § 1983.",
    "O’Brien’s note: see § ",
    "1983 was the year; a whistle-",
    "blower wrote “fraud”",
    "frauds at U.S. ports, ﬁled by J. Doe \xad",
    "closing",
    "—",
)
WORDS = (
    "berth",
    "closed",
    "closing",
    "regret",
    "fraud",
    "frau*",
    "1983",
    '"of the"',
    '"§ 1983"',
    "W-2",
    "nobody",
    "told",
    "clos!",
    "obrien~1",
    "whistle",
    "whistleblower",
    "US",
    "filed",
    "note",
)
JOINTS = (" ", " AND ", " OR ", " NOT ", " w/3 ", " pre/6 ", " /s ", " /p ", " not w/2 ")


def short_texts(*parts: tuple[str, ...]) -> ShortTexts:
    return ShortTexts([section(part) for part in parts])


def asked(texts: ShortTexts, typed: str) -> dict[int, list[tuple[int, int]]]:
    tree = parse(typed).tree
    assert tree is not None
    found = evaluate(tree, texts, lambda *_: None)
    return {
        int(number): [(span.start, span.end) for span in marks(texts, found, int(number))]
        for number in found.documents
    }


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("closing", {0: ["closing"], 7: ["closing"]}),
        ("berth clos*", {0: ["closing", "berth"], 2: ["berth", "closed"]}),
        ('"§ 1983"', {2: ["1983"]}),  # not the sign at the end of one text and the next one's year
        ("1983", {2: ["1983"], 4: ["1983"]}),
        ("whistleblower", {}),  # no word runs from one text into the next
        ("U.S. w/3 filed", {6: ["U.S.", "ﬁled"]}),
        ("closed /s told", {}),
        ("closed /p told", {2: ["closed", "told"]}),
        ("o'brien", {3: ["O’Brien’s"]}),
        ("fraud~1", {5: ["fraud"], 6: ["frauds"]}),
        ("nothing", {}),
    ],
)
def test_words_match_within_one_text(typed: str, expected: dict[int, list[str]]) -> None:
    for texts in (
        short_texts(TEXTS),
        short_texts(TEXTS[:4], (), TEXTS[4:]),
        short_texts(*[(t,) for t in TEXTS]),
    ):
        found = asked(texts, typed)
        assert {
            number: [TEXTS[number][start:end] for start, end in spans]
            for number, spans in found.items()
        } == expected


def test_they_answer_as_an_index_does(papers: Papers) -> None:
    papers.add(dict(enumerate(TEXTS, 1)))
    chance = random.Random(7)
    for _ in range(300):
        typed = chance.choice(WORDS)
        for _ in range(chance.randrange(3)):
            typed = f"{typed}{chance.choice(JOINTS)}{chance.choice(WORDS)}"
        cut = sorted(chance.randrange(len(TEXTS) + 1) for _ in range(2))
        texts = short_texts(TEXTS[: cut[0]], TEXTS[cut[0] : cut[1]], TEXTS[cut[1] :])
        expected = {
            document.id - 1: sorted(
                {(span.start, span.end) for hit in document.hits for span in hit.spans}
            )
            for document in papers.search(typed).documents
        }
        found = asked(texts, typed)
        assert found.keys() == expected.keys(), typed
        if "§" not in typed:  # the index marks the sign, too
            assert found == expected, typed


def test_no_texts_answer_nothing() -> None:
    for texts in (ShortTexts([]), short_texts(()), short_texts(("", "—"))):
        assert asked(texts, "fraud OR clos* OR ob~1") == {}
        assert asked(texts, "NOT fraud").keys() == set(range(len(texts.documents)))
        assert best_first(texts, evaluate_all(texts, "fraud")).tolist() == []


def evaluate_all(texts: ShortTexts, typed: str) -> Evaluation:
    tree = parse(typed).tree
    assert tree is not None
    return evaluate(tree, texts, lambda *_: None)


def test_rare_words_in_short_texts_come_first() -> None:
    texts = short_texts(
        (
            "the berth and much else besides that was there",
            "the berth",
            "the pier, the quay",
            "quay",
        )
    )
    assert best_first(texts, evaluate_all(texts, "berth OR quay")).tolist() == [3, 1, 2, 0]
    assert best_first(texts, evaluate_all(texts, "NOT berth")).tolist() == [2, 3]


def test_a_section_is_scanned_once_and_kept() -> None:
    one = section(TEXTS[:3])
    assert isinstance(one, Section)
    texts = ShortTexts([one, section(TEXTS[3:])])
    assert texts.stretch(0, 3, 9) == (1, 1)
    assert texts.stretch(1, 0, 9) is None
    assert texts.known({"berth", "sea", "\x02"}) == ["berth"]
