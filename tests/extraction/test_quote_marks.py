"""Marks of every make, balanced and not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quote_marks import Closure, marked, primary_is_single, starts_with_opener


def outer(text: str, *, single: bool = False) -> list[str]:
    return [text[m.start : m.end] for m in marked(text, single=single) if m.depth == 0]


def inner(text: str, *, single: bool = False) -> list[str]:
    return [text[m.start : m.end] for m in marked(text, single=single) if m.depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Yes," she said.', ["Yes,"]),
        ("“Yes,” she said.", ["Yes,"]),
        ("''Yes,'' she said.", ["Yes,"]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("«Oui», dit-elle.", ["Oui"]),
        ("„Ja“ and „nein“", ["Ja", "nein"]),
        ('He wrote "no", then "yes".', ["no", "yes"]),
        ('He wrote ("no").', ["no"]),
        ('the lease—"as is"—was signed', ["as is"]),
        ('RUIZ:" I never saw it."', [" I never saw it."]),
        ("no quotation at all", []),
        ("", []),
        ('""', []),
        ('" "', []),
        ('"#$%" and "…"', []),
        ('mixed “marks" of two makes', ["marks"]),
        ('the other way "round” too', ["round"]),
        ('a board 12" wide and 6" deep', []),
        ("stands 5' 10\" tall", []),
        ('"The pipe is 12 inches," he said. "Not 10."', ["The pipe is 12 inches,", "Not 10."]),
        ("”Wrong way at the start” of a line", ["Wrong way at the start"]),
        ("ends “the wrong way“ here", ["the wrong way"]),
        ('"Stop!" "Why?" "Go."', ["Stop!", "Why?", "Go."]),
        ('He said "[t]he roof leaks . . . badly."', ["[t]he roof leaks . . . badly."]),
        ('She said "the "old" deed" was void.', ['the "old" deed']),
        ("She said “the “old” deed” was void.", ["the “old” deed"]),
        ("It's the tenants' own 'fixture'.", []),
        ("＂Full width,＂ he wrote.", ["Full width,"]),
        ("“…and so on,” he said", ["…and so on,"]),
        ('the word "rent"; the word "fee"', ["rent", "fee"]),
        ('<a href="x.html" class="b">the lease</a>', []),
        ('<p title="May 5, 2016', []),
        ('{"tenant": "Ruiz", "rent": 900}', ["Ruiz"]),
        ('He wrote "rent = 900" on it.', ["rent = 900"]),
        ("“The roof leaked. “", ["The roof leaked. "]),
        ("“The roof leaked.“[1] He left.", ["The roof leaked."]),
    ],
)
def test_outer_quotations(text, expected):
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me, ‘Leave the keys,’ and went.”", ["Leave the keys,"]),
        ("\"He told me, 'Leave the keys,' and went.\"", ["Leave the keys,"]),
        ('"the "second floor" deed"', ["second floor"]),
        ("“It isn’t the tenants’ fault,” she said", []),
        ("“We don't know 'em,” he said", []),
    ],
)
def test_nested_quotations(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'I never signed,' she said.", ["I never signed,"]),
        ("‘I never signed,’ she said.", ["I never signed,"]),
        ("He called it 'the tenants' problem', she said.", ["the tenants' problem"]),
        ("‘She wrote “void” on it,’ he said.", ["She wrote “void” on it,"]),
        ("'It wasn't me,' he said, 'it was Jo.'", ["It wasn't me,", "it was Jo."]),
    ],
)
def test_single_marks_as_the_papers_own(text, expected):
    assert outer(text, single=True) == expected


@pytest.mark.parametrize(
    ("text", "closure", "expected"),
    [
        ('He wrote "keep the deposit and go', Closure.UNCLOSED, "keep the deposit and go"),
        ('and that was the end." He left.', Closure.UNOPENED, "and that was the end."),
        (
            'told to "return all "k$9 eys and fobs". They did',
            Closure.UNBALANCED,
            'return all "k$9 eys and fobs',
        ),
        (
            '"We left at noon. "Nobody saw us," he added. "Nobody."',
            Closure.UNCLOSED,
            "We left at noon.",
        ),
        (
            '"She had what she called a “leak” in the roof, and a drain.',
            Closure.UNCLOSED,
            "She had what she called a “leak” in the roof, and a drain.",
        ),
        (
            "He wrote: “The roof leaked.’ Dale saw the sign “Open” on it.",
            Closure.UNCLOSED,
            "The roof leaked.",
        ),
        (
            "tenants (those who are “somewhat late), landlords and others",
            Closure.UNCLOSED,
            "somewhat late",
        ),
        (
            "It “does not itself make any right, Great Elm Ass'n v. Dale, 4 U.S. 5 (1979). Then it rained.",
            Closure.UNCLOSED,
            "does not itself make any right",
        ),
        ('He said “"Roofs do no harm."4 Ruiz left.', Closure.CLOSED, "Roofs do no harm."),
    ],
)
def test_damaged_marks_end_at_the_last_sure_place(text, closure, expected):
    first = marked(text)[0]
    assert (first.closure, text[first.start : first.end]) == (closure, expected)


def test_quotations_after_an_unclosed_one_stand_for_themselves():
    text = '"We left at noon. "Nobody saw us," he added. "Nobody."'
    assert outer(text) == ["We left at noon.", "Nobody saw us,", "Nobody."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Again, I ask", True),
        ('12. "Again, I ask', True),
        ("(a) “Again", True),
        ("¶ 4. “Again", True),
        ("Again “I ask”", False),
        ('" hanging', False),
        ("", False),
    ],
)
def test_passages_that_begin_with_a_quotation(text, expected):
    assert starts_with_opener(text) is expected


def test_the_papers_own_marks():
    assert primary_is_single("'We went home,' she said. 'It was late,' he said. 'Yes.'")
    assert not primary_is_single("\"We went home,\" she said. It's the users' right.")
    assert not primary_is_single("")


@given(st.text(alphabet="ab .,'\"“”‘’«»`1[]", max_size=60), st.booleans())
def test_stretches_are_in_order_inside_the_text_and_nest(text, single):
    found = marked(text, single=single)
    assert found == sorted(found, key=lambda m: (m.start, -m.end))
    for mark in found:
        assert 0 <= mark.outer_start <= mark.start < mark.end <= mark.outer_end <= len(text)
    tops = [m for m in found if m.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(tops))
