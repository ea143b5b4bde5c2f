import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.source_text import Span
from index.places import pack_places, unpack_places
from index.scanning import scan


@given(
    st.lists(st.sampled_from(["fraud", "a", " ", ".\n", "§ ", "x" * 300, " " * 200, "1,250.00"])),
    st.data(),
)
def test_places_come_back_as_they_were(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    words = scan(text, excluded=[Span(*cuts)])
    back = unpack_places(pack_places(words))
    expected = (words.starts, words.ends, words.margin_starts, words.margin_ends)
    assert [array.tolist() for array in back] == [array.tolist() for array in expected]


def test_damaged_places_are_refused() -> None:
    packed = pack_places(scan("breach of contract"))
    with pytest.raises((ValueError, zlib.error)):
        unpack_places(packed[:-3])
