from array import array

from hypothesis import given
from hypothesis import strategies as st

from index.postings import pack_places, pack_postings, unpack_places, unpack_postings
from index.tokens import Scan

positions = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=6, unique=True).map(sorted)
postings = st.dictionaries(st.integers(0, 2**31), positions, min_size=1, max_size=90)


@given(postings)
def test_postings_come_back_as_they_were(given_postings: dict[int, list[int]]) -> None:
    documents = sorted(given_postings)
    values = [array("I", given_postings[document]).tobytes() for document in documents]
    ids, counts, places = unpack_postings(pack_postings(array("I", documents), values))
    assert ids.tolist() == documents
    assert counts.tolist() == [len(given_postings[document]) for document in documents]
    assert places.tolist() == [
        place for document in documents for place in given_postings[document]
    ]


def test_a_long_list_takes_little_room() -> None:
    values = [array("I", range(0, 400, 2)).tobytes() for _ in range(100)]
    packed = pack_postings(array("I", range(100)), values)
    assert len(packed) < sum(map(len, values)) / 20
    ids, counts, places = unpack_postings(packed)
    assert ids.tolist() == list(range(100))
    assert set(counts.tolist()) == {200}
    assert places.tolist() == list(range(0, 400, 2)) * 100


@given(st.lists(st.tuples(st.integers(0, 70_000), st.integers(1, 300)), max_size=50))
def test_places_come_back_as_they_were(steps: list[tuple[int, int]]) -> None:
    starts, ends = array("I"), array("I")
    at = 0
    for gap, length in steps:
        starts.append(at + gap)
        ends.append(at + gap + length)
        at += gap + length
    own, rest = slice(None, 20), slice(20, None)
    words = Scan({}, starts[own], ends[own], starts[rest], ends[rest])
    back = unpack_places(pack_places(words))
    assert [array.tolist() for array in back] == [
        list(array) for array in (starts[own], ends[own], starts[rest], ends[rest])
    ]
