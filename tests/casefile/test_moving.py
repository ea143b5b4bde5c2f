"""The way into a new text layer: a page that stayed the same moves whole, other words by their anchors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.anchors import anchor
from casefile.moving import Way
from importers.source_text import Page, SourceText, Span


def paged(*texts):
    """A layer of pages, each but the last ended by a form feed."""
    text, pages, at = "\f".join(texts), [], 0
    for number, page in enumerate(texts, 1):
        end = min(len(text), at + len(page) + 1)
        pages.append(Page(number, str(number), Span(at, end)))
        at = end
    return SourceText(text, tuple(pages))


FIRST = "Filed May 1. Nobody was told of the closing on May 1."
LAST = "Filed May 1. The berth was open on May 1."


@pytest.mark.parametrize(
    ("old", "new", "words", "nth", "expected"),
    [
        # the same short words on every page: only the page tells them apart
        (paged(FIRST, "", LAST), paged(FIRST, "read by machine", LAST), "May 1", 0, 6),
        (paged(FIRST, "", LAST), paged(FIRST, "read by machine", LAST), "May 1", 2, 76),
        (paged(LAST, "", LAST), paged(LAST, "read by machine", LAST), "May 1", 3, 93),
        # a page that changed: the anchor decides
        (paged(FIRST, ""), paged("1 " + FIRST, "x"), "Nobody", 0, 15),
        (paged(FIRST, ""), paged("Filed Mav 1.", "x"), "Nobody", 0, None),
        (paged("on May 1", "on May 1"), paged("on May 1 on May 1", "on May 1"), "May 1", 0, None),
        # another number of pages, or none: the whole text is one page
        (paged(FIRST), paged("cover", FIRST), "Nobody", 0, 19),
        (SourceText(FIRST), SourceText(FIRST), "May 1", 1, 47),
        (SourceText(FIRST), SourceText("1 " + FIRST), "Nobody", 0, 15),
        (SourceText(FIRST), paged(FIRST), "May 1", 1, 47),
        (paged(FIRST), SourceText(""), "May 1", 1, None),
    ],
)
def test_where_words_stand_now(old, new, words, nth, expected):
    at = -1
    for _ in range(nth + 1):
        at = old.text.index(words, at + 1)
    span = Span(at, at + len(words))
    place = Way(old, new).place_span(span)
    assert place == (None if expected is None else Span(expected, expected + len(words)))
    if place is not None:
        assert place.of(new.text) == words


def test_words_over_two_pages_move_only_if_both_do():
    old, new = paged("one two", "three four", ""), paged("zero", "three four", "")
    over = Span(4, 13)
    assert Way(paged("one two", "three four"), paged("one two", "three four")).moved(over) == over
    assert Way(old, new).moved(over) is None
    assert Way(old, new).moved(Span(8, 13)) == Span(5, 10)
    apart = paged("one two", "", "three"), paged("one two", "scan", "three")
    assert Way(*apart).moved(Span(4, 13)) is None  # what stood together stands together no more


def test_white_space_at_a_page_break_holds_nothing_back():
    old, new = paged("one.", "", "two."), paged("one.", "scan.", "two.")
    sentence = Span(4, 10)
    assert sentence.of(old.text) == "\f\ftwo."
    assert Way(old, new).moved(sentence) is None
    assert Way(old, new).moved_words(sentence) == Span(11, 15)
    assert Way(old, new).moved_words(Span(4, 6)) is not None  # nothing but breaks: an empty place


pages = st.lists(st.text(alphabet="ab \n“é", max_size=8), min_size=1, max_size=5)


@given(pages, st.data())
def test_a_place_that_is_found_holds_the_same_words(texts, data):
    changed = [data.draw(st.sampled_from([page, page + "b", "scan " + page, ""])) for page in texts]
    old, new = paged(*texts), paged(*changed)
    start = data.draw(st.integers(0, len(old.text)))
    span = Span(start, data.draw(st.integers(start, len(old.text))))
    place = Way(old, new).place(anchor(old.text, span))
    if place is not None:
        assert place.of(new.text) == span.of(old.text)
    page = old.page_at(start)
    if (
        len(span)
        and page.span.contains(span)
        and texts[page.number - 1] == changed[page.number - 1]
    ):
        around = new.pages[page.number - 1].span
        shift = around.start - page.span.start
        assert place == Span(span.start + shift, span.end + shift)
