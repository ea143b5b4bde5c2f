import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.postings import Packed, Postings, pack_postings, unpack_postings
from index.spans import SHIFT

# Word → document → positions.
lists = st.lists(
    st.dictionaries(
        st.integers(0, 2**31 - 1),
        st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=6),
        min_size=1,
        max_size=20,
    ),
    min_size=1,
    max_size=8,
)


def postings(given_lists: list[dict[int, set[int]]]) -> Postings:
    rows = sorted(
        (word, document << SHIFT | position)
        for word, documents in enumerate(given_lists)
        for document, positions in documents.items()
        for position in positions
    )
    words, places = np.array(rows, np.int64).T
    return Postings(words, places)


@given(lists, st.data())
def test_lists_come_back_as_they_were(
    given_lists: list[dict[int, set[int]]], data: st.DataObject
) -> None:
    made = postings(given_lists)
    packed = pack_postings(made, len(given_lists))
    assert packed.holding.tolist() == [len(documents) for documents in given_lists]
    assert int(packed.lengths.sum()) == len(packed.body)
    first = data.draw(st.integers(0, len(given_lists) - 1))
    last = data.draw(st.integers(first, len(given_lists) - 1))
    start = int(packed.lengths[:first].sum())
    length = int(packed.lengths[first : last + 1].sum())
    rows = slice(first, last + 1)
    some = Packed(packed.body[start : start + length], packed.lengths[rows], packed.holding[rows])
    back = unpack_postings(some)
    wanted = (made.words >= first) & (made.words <= last)
    assert (back.words + first).tolist() == made.words[wanted].tolist()
    assert back.places.tolist() == made.places[wanted].tolist()


def test_a_long_list_takes_little_more_than_a_byte_a_place() -> None:
    made = postings([{document: set(range(0, 400, 2)) for document in range(100)}])
    packed = pack_postings(made, 1)
    assert len(packed.body) < 1.05 * len(made.places)
    assert unpack_postings(packed).places.tolist() == made.places.tolist()


@pytest.mark.parametrize("count", [1, 2])
def test_a_list_that_says_something_else_of_itself_is_damaged(count: int) -> None:
    packed = pack_postings(postings([{1: {1, 2, 3}}, {2: {5}}][:count]), count)
    with pytest.raises(ValueError, match=r"damaged|within"):
        unpack_postings(Packed(packed.body[:-1], packed.lengths, packed.holding + 1))
