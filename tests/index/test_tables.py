import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables import Row, WordTable, pack_documents, pack_words, unpack_documents, unpack_words

words = st.sets(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)
)
rows = st.lists(
    st.builds(
        Row,
        st.integers(1, 2**40),
        st.integers(0, 2**31),
        st.integers(0, 2**31),
        st.binary(max_size=30),
    )
)


@given(words)
def test_words_come_back_and_are_found(given_words: set[str]) -> None:
    ordered = sorted(given_words)
    lengths = np.arange(len(ordered)) * 7 + 1
    back = unpack_words(pack_words(WordTable(ordered, lengths, lengths + 1)))
    assert back.words == ordered
    assert back.holding.tolist() == (lengths + 1).tolist()
    for row, word in enumerate(ordered):
        assert back.find(word) == row
        assert back.extent(row, row) == (int(lengths[:row].sum()), int(lengths[row]))
    assert back.find("\n") == -1
    if ordered:
        assert back.extent(0, len(ordered) - 1) == (0, int(lengths.sum()))


@given(rows)
def test_documents_come_back(given_rows: list[Row]) -> None:
    packed = pack_documents(given_rows)
    table = unpack_documents(lambda offset, length: packed[offset : offset + length])
    for at, row in enumerate(given_rows):
        start, length = int(table.starts[at]), int(table.lengths[at])
        places = packed[start : start + length]
        back = Row(
            int(table.numbers[at]), int(table.characters[at]), int(table.own_words[at]), places
        )
        assert back == row
    assert len(table.numbers) == len(given_rows)


def test_damaged_tables_are_refused() -> None:
    packed = pack_words(WordTable(["a", "b"], np.array([1, 2]), np.array([1, 1])))
    with pytest.raises((ValueError, zlib.error)):
        unpack_words(packed[:-2])
    with pytest.raises(ValueError, match="damaged"):
        unpack_words(packed[:4] + b"\x05" + packed[5:])
