"""The steps from one list of papers to another: few, and they lead there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fake_case import document
from ui.paper_changes import changed_rows

PAPER = document(1)
NUMBERS = st.lists(st.integers(1, 12), unique=True)


def papers(numbers):
    return tuple(replace(PAPER, id=number) for number in numbers)


def made(before, changes):
    rows = list(before)
    for step in changes.steps:
        if step.come:
            assert len(step.come) == step.end - step.start
            rows[step.start : step.start] = step.come
        else:
            assert step.end <= len(rows)
            del rows[step.start : step.end]
    return tuple(rows)


@given(NUMBERS, NUMBERS)
def test_the_steps_lead_from_one_list_to_the_other(before, after):
    one, two = papers(before), papers(after)
    assert made(one, changed_rows(one, two)) == two


@given(st.integers(0, 19), st.integers(0, 19))
def test_a_paper_that_moves_is_two_steps(start, end):
    before = list(range(1, 21))
    after = [*before]
    after.insert(end, after.pop(start))
    assert len(changed_rows(papers(before), papers(after)).steps) == (0 if start == end else 2)


@given(NUMBERS.filter(bool), st.data())
def test_papers_that_come_together_are_one_step(numbers, data):
    at = data.draw(st.integers(0, len(numbers)))
    after = [*numbers[:at], 100, 101, 102, *numbers[at:]]
    assert len(changed_rows(papers(numbers), papers(after)).steps) == 1
    assert len(changed_rows(papers(after), papers(numbers)).steps) == 1


def test_papers_that_only_changed_in_place_take_no_step():
    before = papers(range(1, 9))
    assert not changed_rows(before, tuple(replace(row, pages=3) for row in before)).steps
