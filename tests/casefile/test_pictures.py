"""Page pictures by way of the drawing process: which page, which spans of it, and what has none."""

import pytest

from casefile import pictures
from casefile.errors import NoPagePicture, NoSuchFinding
from casefile.records import Box
from importers.document import DamagedFile
from importers.source_text import Page, SourceText, Span

SOURCE = SourceText(
    "first page\fsecond page",
    (Page(1, "1", Span(0, 11)), Page(2, "2", Span(11, 22))),
)


@pytest.fixture
def drawn(full):
    """The case with its complaint as a PDF; the fake process draws a box from start to end of a span."""
    with full._store.database.write() as connection:
        connection.execute("UPDATE document SET media_type = 'application/pdf' WHERE id = 1")
    return full._store


def box(start, end):
    return (Box(float(start), 0.0, float(end), 10.0),)


def test_spans_are_cut_to_the_page_and_count_its_own_text(drawn):
    spans = (Span(0, 5), Span(6, 17), Span(11, 17), Span(12, 22))
    assert pictures.boxes(drawn, 1, SOURCE, 1, spans) == (box(0, 5), box(6, 11), (), ())
    assert pictures.boxes(drawn, 1, SOURCE, 2, spans) == ((), box(0, 6), box(0, 6), box(1, 11))


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there_has_no_boxes(drawn, page):
    assert pictures.boxes(drawn, 1, SOURCE, page, (Span(0, 5),)) == ((),)


def test_nothing_on_the_page_asks_no_process(drawn, monkeypatch):
    monkeypatch.setattr(drawn.workers, "boxes", None)
    assert pictures.boxes(drawn, 1, SOURCE, 2, (Span(0, 5),)) == ((),)


def test_a_page_is_drawn_and_measured(drawn):
    assert pictures.page_image(drawn, 1, 1, 1.0).width == 1
    assert pictures.page_sizes(drawn, 1) == ((612.0, 792.0),)


def test_other_formats_have_no_pictures(full):
    store = full._store
    with pytest.raises(NoPagePicture, match="Read its text"):
        pictures.page_image(store, 2, 1, 1.0)
    assert pictures.page_sizes(store, 2) == ()
    assert pictures.boxes(store, 2, SOURCE, 1, (Span(0, 5),)) == ((),)


def test_what_cannot_be_drawn_is_said_in_the_readers_words(drawn, monkeypatch):
    def broken(*_):
        raise DamagedFile("Page 1 is damaged and cannot be read.")

    for name in ("page_image", "boxes", "page_sizes"):
        monkeypatch.setattr(drawn.workers, name, broken)
    with pytest.raises(NoPagePicture, match="Page 1 is damaged"):
        pictures.page_image(drawn, 1, 1, 1.0)
    with pytest.raises(NoPagePicture, match="Page 1 is damaged"):
        pictures.boxes(drawn, 1, SOURCE, 1, (Span(0, 5),))
    assert pictures.page_sizes(drawn, 1) == ()


def test_a_document_that_is_gone(full):
    with pytest.raises(NoSuchFinding):
        pictures.page_sizes(full._store, 99)
