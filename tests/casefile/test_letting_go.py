"""What is no longer needed goes in pieces, and only what nobody else has."""

import weakref
from dataclasses import dataclass

import pytest

from casefile import letting_go
from casefile.letting_go import is_worth_it, nobodys, take_apart


@dataclass(frozen=True)
class Row:
    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    rows: tuple[Row, ...]
    places: dict[int, Row]


def made(count: int) -> tuple[Answer, list[weakref.ref[Row]]]:
    rows = tuple(Row(number) for number in range(count))
    return Answer(rows, {row.number: row for row in rows}), [weakref.ref(row) for row in rows]


def alive(rows) -> int:
    return sum(each() is not None for each in rows)


def test_a_large_answer_goes_in_pieces():
    answer, rows = made(2_000)
    values = [answer]
    del answer
    left = [alive(rows) for _ in letting_go._pieces(values)]
    assert left[-1] == 0
    steps = [before - after for before, after in zip([2_000, *left], left, strict=False)]
    assert max(steps) <= 2 * letting_go._AT_ONCE
    assert len([each for each in left if each]) >= 2


def test_what_somebody_else_has_stays_as_it_is():
    answer, rows = made(1_200)
    kept = answer.rows
    values = [answer, kept]
    del answer
    take_apart(values)
    assert values == []
    assert alive(rows) == len(kept) == 1_200
    assert [row.number for row in kept[:3]] == [0, 1, 2]


def test_an_answer_that_is_still_shown_is_not_taken_apart():
    answer, rows = made(10)
    take_apart([answer])
    assert alive(rows) == 10
    assert answer.places[3] is answer.rows[3]


@pytest.mark.parametrize("value", [None, True, 3, "words", ()])
def test_small_things_are_not_handed_over(value):
    assert not is_worth_it(value)
    assert is_worth_it([value])


@pytest.mark.parametrize("kind", [list, lambda rows: dict(enumerate(rows))])
def test_a_container_is_emptied_in_pieces(kind):
    kept = [Row(number) for number in range(1_200)]
    rows = [weakref.ref(row) for row in kept]
    values = [kind(kept)]
    kept.clear()
    left = [alive(rows) for _ in letting_go._pieces(values)]
    assert left == [700, 200, 0]


def test_what_somebody_reads_stays_for_a_later_look():
    (one, _), (other, rows) = made(3), made(4)
    values = [one, other]
    reader = one
    del one, other
    found = nobodys(values)
    assert values == [reader] and [len(each.rows) for each in found] == [4]
    take_apart(found)
    assert alive(rows) == 0
    del reader
    assert len(nobodys(values)) == 1 and values == []


def test_an_image_that_is_read_until_after_another_took_its_place_is_let_go_of_later(full):
    memory = full._store.memory
    reader = memory.image()
    before = weakref.ref(reader)
    full.accept([full.view().dates[0].ref])
    assert memory.image() is not reader
    reader.dates  # noqa: B018 - whoever asked before the decision still works with it
    del reader
    assert (
        before() is not None
    )  # or its last reader would have let go of the whole case in one call
    memory.let_go()
    assert before() is None
