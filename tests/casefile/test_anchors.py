import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.anchors import Anchor, anchor, place
from importers.source_text import Span

LONG = "the berth was closed without any notice to the ferry at all"


def anchored(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return anchor(text, Span(at, at + len(words)))


def placed(found, text):
    span = place(found, text)
    return None if span is None else (span.start, span.of(text))


def test_an_anchor_keeps_words_and_surroundings():
    found = anchored("It opened on May 1 at noon.", "May 1")
    assert found == Anchor(Span(13, 18), "May 1", "It opened on ", " at noon.")


@pytest.mark.parametrize(
    ("old", "words", "nth", "new", "at"),
    [
        # nothing moved, something came before, lines were unwrapped around it
        ("He left on May 1 by ferry.", "May 1", 0, "He left on May 1 by ferry.", 11),
        ("He left on May 1 by ferry.", "May 1", 0, "Page 1\nHe left on May 1 by ferry.", 18),
        ("He left\non May 1 by\nferry.", "May 1", 0, "He left on May 1 by ferry.", 11),
        # several: the surroundings single one out
        ("on May 1 he left; on May 1 she came", "May 1", 1, "on May 1 he left; on May 1 she came", 21),
        ("on May 1 he left; on May 1 she came", "May 1", 0, "X on May 1 he left; on May 1 she came", 5),
        # one side changed, the other holds
        ("He left on May 1 by ferry.", "May 1", 0, "He left on May 1, 2026, by ferry.", 11),
        # short words alone elsewhere are not the same words
        ("He left on May 1 by ferry.", "May 1", 0, "The hearing of May 1 is set.", None),
        # the same surroundings twice: never guess
        ("He left on May 1.", "May 1", 0, "He left on May 1. He left on May 1.", None),
        # gone, or spelled otherwise
        ("He left on May 1 by ferry.", "May 1", 0, "He left on May l by ferry.", None),
        ("He left on May 1 by ferry.", "May 1", 0, "", None),
        # long words are themselves wherever they stand
        (f"He said “{LONG}”.", LONG, 0, f"New paper, “{LONG}” she wrote", 12),
        (f"He said “{LONG}”.", LONG, 0, f"A: {LONG}; B: {LONG}", None),
    ],
)  # fmt: skip
def test_re_placing(old, words, nth, new, at):
    span = place(anchored(old, words, nth), new)
    assert (None if span is None else span.start) == at
    if span is not None:
        assert span.of(new) == words


@given(st.text("ab .\n", max_size=120), st.integers(0, 100), st.integers(1, 10), st.text("ab .\n"))
def test_a_place_always_holds_the_words(text, start, length, new):
    start = min(start, max(0, len(text) - 1))
    span = Span(start, min(len(text), start + length))
    found = place(anchor(text, span), new)
    assert found is None or found.of(new) == span.of(text)
