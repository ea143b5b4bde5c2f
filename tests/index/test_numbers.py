import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numbers import changes, firsts, pack, sizes, unpack


@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**63 - 1))))
def test_numbers_come_back_as_they_were(given_numbers: list[int]) -> None:
    numbers = np.array(given_numbers, np.int64)
    packed = pack(numbers)
    assert len(packed) == int(sizes(numbers).sum())
    assert unpack(packed).tolist() == given_numbers


@pytest.mark.parametrize(
    ("number", "packed"),
    [
        (0, b"\x00"),
        (127, b"\x7f"),
        (128, b"\x80\x01"),
        (16_383, b"\xff\x7f"),
        (16_384, b"\x80\x80\x01"),
        (2**63 - 1, b"\xff" * 8 + b"\x7f"),
    ],
)
def test_a_number_takes_a_byte_for_seven_bits_the_lowest_first(number: int, packed: bytes) -> None:
    assert pack(np.array([number], np.int64)).tobytes() == packed


def test_bytes_that_end_within_a_number_are_refused() -> None:
    with pytest.raises(ValueError, match="within"):
        unpack(np.array([5, 128], np.uint8))


def test_runs() -> None:
    assert firsts(np.array([2, 0, 3])).tolist() == [0, 2, 2]
    assert changes(np.array([4, 4, 5, 4])).tolist() == [True, False, True, True]
    assert changes(np.array([], np.int64)).tolist() == []
