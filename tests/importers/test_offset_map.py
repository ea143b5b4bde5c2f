"""The way back from a changed copy to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.offset_map import MappedText, MappedTextBuilder
from importers.source_text import Span

TEXT = st.text("ab \n\u00ad\ufffe🚢", min_size=1, max_size=40)
# What to do with the next few characters: keep them, drop them, or put something in their place.
STEPS = st.lists(
    st.tuples(st.integers(1, 4), st.one_of(st.none(), st.text("xyz ", max_size=5))), max_size=20
)


def built(text: str, steps: list[tuple[int, str | None]]) -> MappedText:
    builder = MappedTextBuilder(text)
    at = 0
    for length, instead in steps:
        end = min(at + length, len(text))
        if instead is None:
            builder.keep(at, end)
        else:
            builder.replace(at, end, instead)
        at = end
    assert len(builder) == len(builder.build().text)
    return builder.build()


@given(TEXT, STEPS)
def test_every_span_of_the_copy_comes_from_inside_the_original(text, steps):
    mapped = built(text, steps)
    size = len(mapped.text)
    for start in range(size):
        for end in range(start + 1, size + 1):
            source = mapped.to_source(start, end)
            assert source.end <= len(text)
            inner = mapped.to_source(start, start + 1)
            assert source.contains(inner)


@given(TEXT, STEPS)
def test_order_is_kept(text, steps):
    mapped = built(text, steps)
    starts = [mapped.to_source(at, at + 1).start for at in range(len(mapped.text))]
    assert starts == sorted(starts)


@given(TEXT, st.integers(0, 40), st.integers(0, 40))
def test_a_copy_of_everything_maps_to_itself(text, one, other):
    builder = MappedTextBuilder(text)
    builder.keep(0, len(text))
    mapped = builder.build()
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert mapped.text == text
    assert mapped.to_source(start, end) == Span(start, end)


@given(TEXT, STEPS)
def test_kept_words_are_the_originals_words(text, steps):
    """Where all of a span was kept without a gap, the source says the very same."""
    mapped = built(text, [(length, None if instead else "") for length, instead in steps])
    for start in range(len(mapped.text)):
        source = mapped.to_source(start, start + 1)
        assert source.of(text) == mapped.text[start]


def test_a_joined_word_maps_to_both_its_halves():
    text = "har-\nbor log"
    builder = MappedTextBuilder(text)
    builder.keep(0, 3)
    builder.replace(3, 5, "")
    builder.keep(5, len(text))
    mapped = builder.build()
    assert mapped.text == "harbor log"
    assert mapped.to_source(0, 6).of(text) == "har-\nbor"
    assert mapped.to_source(3, 6).of(text) == "bor"


def test_what_was_put_in_maps_to_what_it_stands_for():
    builder = MappedTextBuilder("a\r\n  b")
    builder.keep(0, 1)
    builder.replace(1, 5, " ")
    builder.keep(5, 6)
    mapped = builder.build()
    assert mapped.text == "a b"
    assert mapped.to_source(1, 2) == Span(1, 5)
    assert mapped.to_source(0, 3) == Span(0, 6)
    assert mapped.to_source(1, 1) == Span(1, 1)
    assert mapped.to_source(3, 3) == Span(6, 6)


def test_text_may_be_moved():
    text = "note body"
    builder = MappedTextBuilder(text)
    builder.keep(5, 9)
    builder.replace(5, 5, " | ")
    builder.keep(0, 4)
    mapped = builder.build()
    assert mapped.text == "body | note"
    assert mapped.to_source(7, 11).of(text) == "note"
    assert mapped.to_source(0, 4).of(text) == "body"


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 3), (2, 1)])
def test_spans_outside_the_copy_are_refused(start: int, end: int):
    builder = MappedTextBuilder("ab")
    builder.keep(0, 2)
    with pytest.raises(ValueError, match="is not in a copy of 2"):
        builder.build().to_source(start, end)


def test_an_empty_copy_has_no_spans():
    with pytest.raises(ValueError, match="copy of 0"):
        MappedTextBuilder("").build().to_source(0, 0)
