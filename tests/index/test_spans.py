import numpy as np
import pytest

from index.spans import Spans, is_in, is_inside, joined, none, overlaps, unique_documents


def spans(*edges: tuple[int, int]) -> Spans:
    made = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    return Spans(made[:, 0].copy(), made[:, 1].copy())


def edges(some: Spans) -> list[tuple[int, int]]:
    return list(zip(some.starts.tolist(), some.ends.tolist(), strict=True))


def test_nothing_joined_is_nothing() -> None:
    assert len(joined([none(), none()])) == 0
    assert unique_documents(none().starts).tolist() == []


def test_stretches_that_share_a_word_are_joined_and_keep_their_parts() -> None:
    made = joined([spans((1, 3), (8, 9)), spans((3, 5), (6, 6))])
    assert edges(made) == [(1, 5), (6, 6), (8, 9)]
    assert made.parts[0].tolist() == [1, 3, 6, 8]
    assert made.where(np.array([False, True, True])).parts[0].tolist() == [6, 8]


@pytest.mark.parametrize(
    ("span", "inside", "shared"),
    [((2, 4), True, True), ((1, 4), False, True), ((6, 7), True, True), ((0, 1), False, False)],
)
def test_inside_and_overlapping(span: tuple[int, int], inside: bool, shared: bool) -> None:
    outer = spans((2, 9), (3, 4))
    one = spans(span)
    assert is_inside(one.starts, one.ends, outer.starts, outer.ends).tolist() == [inside]
    assert overlaps(one.starts, one.ends, outer.starts, outer.ends).tolist() == [shared]


def test_membership_in_nothing() -> None:
    values = np.array([1, 2], dtype=np.int64)
    assert is_in(values, none().starts).tolist() == [False, False]
    assert is_in(values, np.array([2], dtype=np.int64)).tolist() == [False, True]
