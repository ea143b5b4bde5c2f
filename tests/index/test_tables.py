import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tables import (
    DocumentTable,
    WordTable,
    joined,
    pack_documents,
    pack_words,
    unpack_documents,
    unpack_words,
)

words = st.sets(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1)
)
rows = st.lists(
    st.tuples(*(st.integers(0, most) for most in (2**40, 2**31, 2**31, 2**31))), min_size=1
)


@given(words, st.integers(1, 5))
def test_words_come_back_and_are_found(given_words: set[str], size: int) -> None:
    ordered = sorted(given_words)
    lengths = np.arange(len(ordered)) * 7 + 1
    packed = b"".join(
        pack_words(WordTable(ordered[at : at + size], lengths[rows], lengths[rows] + 1))
        for at in range(0, len(ordered), size)
        for rows in [slice(at, at + size)]
    )
    back = joined(unpack_words(packed))
    assert back.words == ordered
    assert back.holding.tolist() == (lengths + 1).tolist()
    for row, word in enumerate(ordered):
        assert back.find(word) == row
        assert back.extent(row, row) == (int(lengths[:row].sum()), int(lengths[row]))
    assert back.find("\n") == -1
    if ordered:
        assert back.extent(0, len(ordered) - 1) == (0, int(lengths.sum()))


@given(rows)
def test_documents_come_back(given_rows: list[tuple[int, int, int, int]]) -> None:
    columns = np.array(given_rows, np.int64).T
    back = unpack_documents(pack_documents(DocumentTable(*columns)))
    found = (back.numbers, back.characters, back.own_words, back.lengths)
    assert [column.tolist() for column in found] == columns.tolist()
    assert back.starts.tolist() == [sum(columns[3][:at]) for at in range(len(given_rows))]


def test_damaged_tables_are_refused() -> None:
    packed = pack_words(WordTable(["a", "b"], np.array([1, 2]), np.array([1, 1])))
    with pytest.raises((ValueError, zlib.error)):
        list(unpack_words(packed[:-2]))
    with pytest.raises(ValueError, match="damaged"):
        list(unpack_words(packed[:8] + b"\x05" + packed[9:]))
    table = DocumentTable(*np.array([[1], [2], [3], [4]]))
    with pytest.raises((ValueError, zlib.error)):
        unpack_documents(pack_documents(table)[:-1])
