"""Long loops go in pieces, and rest between two while somebody else has the turn."""

import threading

import pytest

from casefile import pieces
from casefile.pieces import copied, each_of, in_common, in_order, in_pieces, sorted_by
from casefile.turns import Turns


def test_pieces_cover_all_rows_in_their_order():
    assert [list(some) for some in in_pieces(range(7), 3)] == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(in_pieces((), 3)) == []
    assert list(each_of(range(5_001))) == list(range(5_001))


@pytest.mark.parametrize("count", [0, 1, 6_000, 20_001])
def test_rows_are_sorted_in_pieces_and_those_alike_stay_in_their_order(count):
    rows = [(at * 7_919 % 101, at) for at in range(count)]
    assert sorted_by(rows, lambda row: row[0]) == sorted(rows, key=lambda row: row[0])


@pytest.mark.parametrize("count", [0, 1, 5_999, 6_000, 20_001])
def test_numbers_are_sorted_in_pieces(count):
    numbers = [at * 7_919 % 10_007 for at in range(count)]
    assert in_order(iter(numbers)) == sorted(numbers)


@pytest.mark.parametrize("count", [0, 1, 500, 1_203])
def test_a_copy_has_the_same_values_in_their_order(count):
    values = {number * 7 % 1_301: str(number) for number in range(count)}
    made = copied(values)
    assert list(made.items()) == list(values.items())
    assert made is not values


def test_a_loop_looks_at_the_turns_between_two_pieces_only():
    looked = []

    class Noting(Turns):
        def wait(self) -> None:
            looked.append(True)

    turns = Noting()
    turns.take()

    def work() -> None:
        turns.follow()
        assert sum(1 for _ in each_of(range(2 * pieces._AT_ONCE + 1))) == 2 * pieces._AT_ONCE + 1

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert len(looked) == 3


@pytest.mark.parametrize("most", [0, 1, 4, 5, 12, 1_000, 1_001])
@pytest.mark.parametrize("more", [0, 1, 3])
def test_rows_in_common_are_counted_from_any_place(most, more):
    rows = [object() for _ in range(most)]
    others = [object() for _ in range(more)]
    assert in_common(rows, [*rows, *others]) == in_common([*rows, *others], rows) == most
    assert in_common(rows, [*others, *rows, object()], 0, more) == most
    assert in_common([*others, *rows], rows, more) == most


@pytest.mark.parametrize("at", [0, 1, 499, 500, 501, 4_499])
def test_a_row_that_differs_ends_what_is_in_common(at):
    rows = [object() for _ in range(4_500)]
    others = [*rows[:at], object(), *rows[at + 1 :]]
    assert in_common(rows, others) == at
    assert in_common(rows, others, at + 1, at + 1) == 4_499 - at
    shorter = others[:at] + others[at + 1 :]
    assert in_common(rows, shorter) == at
    assert in_common(rows, shorter, at + 1, at) == 4_499 - at
