"""Finding in the open paper: the bar over the reader, its keys, and what is marked."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from casefile.find_records import FoundInDocument
from casefile.records import Box, PageImage
from importers.source_text import Page, PageSource, SourceText, Span
from tests.ui.fake_case import FakeCase, pin
from ui.panels.reader import ReaderPanel
from ui.panels.reader_find_bar import place_words, told_words

SHIFT = Qt.KeyboardModifier.ShiftModifier
LINE = "The ferry left the pier; the ferryman waited for the tide.\n"
FIRST, SECOND = LINE * 40, "Nobody was on the pier.\n" * 40
PAPER = SourceText(
    FIRST + SECOND,
    (Page(1, "1", Span(0, len(FIRST))), Page(2, "2", Span(len(FIRST), len(FIRST + SECOND)))),
)
OTHER = SourceText("The order names a ferry.\n", (Page(1, "1", Span(0, 25)),))


class Library(FakeCase):
    """Two papers without pictures of their pages."""

    def __init__(self, folder):
        super().__init__(folder)
        self.texts = {1: PAPER, 4: OTHER}

    def source(self, document):
        return self.texts[document]

    def page_sizes(self, document):
        return ()


@pytest.fixture
def case(tmp_path):
    return Library(tmp_path)


@pytest.fixture
def reader(qtbot, jobs, theme, case):
    made = ReaderPanel(jobs, theme, None)
    qtbot.add_widget(made)
    made.resize(480, 300)
    made.show()
    qtbot.wait_exposed(made)
    made.set_case(case)
    made.show_document(1)
    settle(made, qtbot)
    return made


def settle(reader, qtbot):
    def rests():
        waits = reader._find.bar.field._typing.isActive() or reader._text._marker.isActive()
        return not reader._jobs.busy and not waits

    qtbot.wait_until(rests)


def find(reader, qtbot, words):
    reader.find()
    qtbot.keyClicks(bar(reader).field, words)
    settle(reader, qtbot)


def bar(reader):
    return reader._find.bar


def marked(reader):
    """Return the words that the text shows with a line over them."""
    return [
        one.cursor.selectedText()
        for one in reader._text.extraSelections()
        if one.format.fontOverline()
    ]


def test_hits_are_found_while_they_are_typed_from_the_third_letter(reader, qtbot, case):
    find(reader, qtbot, "fe")
    assert not [call for call in case.calls if call[0] == "find in"]
    qtbot.keyClicks(bar(reader).field, "rry")
    settle(reader, qtbot)
    assert case.calls[-1] == ("find in", 1, "ferry", True)
    assert bar(reader).place.text() == "1 of 80"
    assert set(marked(reader)) == {"ferry"}  # the beginning of "ferryman", too


def test_return_asks_for_two_letters_all_the_same(reader, qtbot):
    find(reader, qtbot, "on")
    qtbot.keyClick(bar(reader).field, Qt.Key.Key_Return)
    settle(reader, qtbot)
    assert bar(reader).place.text() == "1 of 40"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([(Qt.Key.Key_Return, None)], "2 of 40"),
        ([(Qt.Key.Key_Enter, None), (Qt.Key.Key_Return, SHIFT)], "1 of 40"),
        ([(Qt.Key.Key_Return, SHIFT)], "40 of 40"),
        ([(Qt.Key.Key_Return, SHIFT), (Qt.Key.Key_Return, None)], "1 of 40"),
        ([(Qt.Key.Key_Down, None), (Qt.Key.Key_Down, None), (Qt.Key.Key_Up, None)], "2 of 40"),
    ],
)
def test_keys_step_through_the_hits_and_around_their_ends(reader, qtbot, keys, place):
    find(reader, qtbot, "tide")
    for key, modifier in keys:
        modifiers = modifier or Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(bar(reader).field, key, modifiers)
    assert bar(reader).place.text() == place


def test_the_buttons_step_too_and_are_off_without_hits(reader, qtbot):
    find(reader, qtbot, "tide")
    qtbot.mouseClick(bar(reader).next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar(reader).next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar(reader).previous, Qt.MouseButton.LeftButton)
    assert bar(reader).place.text() == "2 of 40"
    bar(reader).field.ask_at_once("whale")
    settle(reader, qtbot)
    assert bar(reader).place.text() == "none"
    assert not bar(reader).next.isEnabled() and not bar(reader).previous.isEnabled()


def test_a_hit_out_of_view_is_brought_into_it_and_one_in_view_stays(reader, qtbot):
    find(reader, qtbot, "nobody")
    assert reader._text.top_offset > len(FIRST) - 20 * len(LINE)
    before = reader._text.verticalScrollBar().value()
    qtbot.keyClick(bar(reader).field, Qt.Key.Key_Return)
    assert reader._text.verticalScrollBar().value() == before


def test_the_search_begins_where_the_reader_stands(reader, qtbot):
    reader._text.go_to(Span(len(FIRST) + 500, len(FIRST) + 510))
    find(reader, qtbot, "pier")
    assert bar(reader).place.text().endswith("of 80")
    assert int(bar(reader).place.text().split()[0]) > 40


def test_the_current_hit_is_what_is_copied(reader, qtbot):
    find(reader, qtbot, "tide")
    with qtbot.wait_signal(reader.copy_requested) as caught:
        reader.copy_current()
    assert caught.args[0].span.of(PAPER.text) == "tide"


def test_escape_closes_the_bar_takes_the_marks_and_gives_the_keyboard_back(reader, qtbot):
    find(reader, qtbot, "tide")
    qtbot.keyClick(bar(reader).field, Qt.Key.Key_Escape)
    settle(reader, qtbot)
    assert not reader.is_finding
    assert reader._text.hasFocus()
    assert marked(reader) == []
    assert reader._text._bar.places == ()


def test_an_emptied_field_takes_the_marks_away(reader, qtbot):
    find(reader, qtbot, "tide")
    bar(reader).field.clear()
    settle(reader, qtbot)
    assert marked(reader) == [] and bar(reader).place.text() == ""
    assert not bar(reader).everywhere.isEnabled()


def test_selected_words_are_looked_for_as_a_phrase(reader, qtbot, case):
    cursor = reader._text.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(14, cursor.MoveMode.KeepAnchor)
    reader._text.setTextCursor(cursor)
    reader.find()
    settle(reader, qtbot)
    assert case.calls[-1] == ("find in", 1, '"ferry left"', False)


def test_marks_beside_the_scroll_bar_stand_where_the_hits_are(reader, qtbot):
    find(reader, qtbot, "nobody")
    qtbot.wait_until(lambda: len(reader._text._bar.places) == 40)
    assert all(0.4 < place <= 1 for place in reader._text._bar.places)
    assert reader._text._bar.current == min(reader._text._bar.places)


def test_the_bar_asks_the_same_of_the_next_paper(reader, qtbot, case):
    find(reader, qtbot, "ferry")
    reader.show_document(4)
    settle(reader, qtbot)
    assert bar(reader).place.text() == "1 of 1"
    reader.show_pin(replace(pin(4), span=Span(0, 3)))
    settle(reader, qtbot)
    assert marked(reader) == ["ferry"]


def test_a_paper_that_is_not_searchable_yet_says_so_until_it_is(reader, qtbot, case):
    case.searchable = False
    find(reader, qtbot, "tide")
    assert "not searchable yet" in bar(reader).told.text()
    assert bar(reader).place.text() == ""
    case.searchable = True
    reader.refresh(1)
    settle(reader, qtbot)
    assert bar(reader).place.text() == "1 of 40" and bar(reader).told.isHidden()


def test_other_papers_that_have_it_are_offered(reader, qtbot):
    find(reader, qtbot, "elsewhere")
    assert bar(reader).everywhere.text() == "2 other papers"
    with qtbot.wait_signal(reader.search_wanted) as caught:
        qtbot.mouseClick(bar(reader).everywhere, Qt.MouseButton.LeftButton)
    assert caught.args == ["elsewhere", True]


def test_words_that_came_late_replace_earlier_answers(reader, qtbot, case):
    reader.find()
    field = bar(reader).field
    for words in ("ferry", "tide", "nobody"):
        field.ask_at_once(words)
    settle(reader, qtbot)
    assert set(marked(reader)) <= {"Nobody"}


def test_hits_of_the_cases_search_are_all_marked_and_walked(reader, qtbot, case):
    listed = [Span(PAPER.text.index("tide"), PAPER.text.index("tide") + 4)]
    reader.show_hits(1, listed, 0, "tide")
    settle(reader, qtbot)
    assert reader.marks_hits_of("tide", typing=False)
    assert "hit 1 of 40" in reader._place.text()
    with qtbot.wait_signal(reader.hit_reached) as caught:
        assert reader.step_hit(1)
    assert caught.args == [1, listed[0].start + len(LINE)]
    assert not reader.is_finding
    reader.show_end(1, "tide", last=True)
    assert "hit 40 of 40" in reader._place.text()
    assert not reader.step_hit(1)
    reader.show_pin(pin(1))
    settle(reader, qtbot)
    assert marked(reader) == [] and "hit" not in reader._place.text()


def test_the_bar_opens_with_what_the_cases_search_found(reader, qtbot):
    at = PAPER.text.index("tide", 900)
    reader.show_hits(1, [Span(at, at + 4)], 0, "tide")
    settle(reader, qtbot)
    reader.find()
    assert bar(reader).field.text() == "tide"
    assert bar(reader).place.text().endswith("of 40")
    assert bar(reader).field.selectedText() == "tide"


def test_closing_the_case_closes_the_bar(reader, qtbot):
    find(reader, qtbot, "tide")
    reader.set_case(None)
    assert not reader.is_finding
    reader.find()
    assert not reader.is_finding


def answer(query, understood, hits=1, total=1, **changes):
    spans = tuple((Span(at, at + 1),) for at in range(hits))
    return FoundInDocument(1, query, understood, (), spans, total, 0, **changes)


@pytest.mark.parametrize(
    ("found", "place", "told"),
    [
        (answer("tide", "“tide”"), "1 of 1", ""),
        (answer('"high tide"', "“high tide”"), "1 of 1", ""),
        (
            answer("tide w/5 pier", "“tide” near “pier”"),
            "1 of 1",
            "Understood as “tide” near “pier”",
        ),
        (answer("whale", "“whale”", 0, 0), "none", ""),
        (answer("the", "“the”", 2, 4_000), "1 of 4,000", "The first 2 are marked."),
        (answer("((", "", 0, 0), "", "There is no word to look for."),
    ],
)
def test_what_is_said_of_an_answer(found, place, told):
    assert place_words(found, 0) == place
    assert told_words(found) == told


def test_hits_have_a_colour_and_a_line_of_their_own(theme):
    for palette in (theme.palette, theme.paper):
        inks = {palette.hit_ink, palette.party_ink, palette.quote_ink, palette.date_ink}
        washes = {palette.hit, palette.party_wash, palette.quote_wash, palette.date_wash}
        assert len(inks) == len(washes) == 4
        assert all(QColor(name).isValid() for name in inks | washes)


# -- over drawn pages


class Drawn(Library):
    """A scan of two pages that a machine read: each word ten points high, two points down for each line."""

    def __init__(self, folder):
        super().__init__(folder)
        pages = tuple(replace(page, source=PageSource.OCR) for page in PAPER.pages)
        self.texts[6] = replace(PAPER, pages=pages)

    def page_sizes(self, document):
        return ((200.0, 1000.0),) * 2 if document == 6 else ()

    def page_image(self, _document, _page, scale, _area=None):
        width, height = round(200 * scale), round(1000 * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    def boxes(self, _document, page, spans):
        text, start = PAPER.text, PAPER.pages[page - 1].span.start
        rows = (24.0 * text.count("\n", start, span.start) for span in spans)
        return tuple((Box(20, row, 120, row + 10),) for row in rows)


@pytest.fixture
def scan(qtbot, jobs, theme, tmp_path):
    made = ReaderPanel(jobs, theme, None)
    qtbot.add_widget(made)
    made.resize(480, 300)
    made.show()
    qtbot.wait_exposed(made)
    made.set_case(Drawn(tmp_path))
    made.show_document(6)
    settle_pages(made, qtbot)
    return made


def settle_pages(reader, qtbot):
    qtbot.wait_until(lambda: not reader._pages._fetcher.isActive())
    settle(reader, qtbot)


def colour(reader, page, x, y):
    view = reader._pages
    rect, zoom = view._page_rect(page), view._strip.zoom
    at = QPoint(round(rect.x() + x * zoom), round(rect.y() + y * zoom))
    assert view.viewport().rect().contains(at)
    return view.viewport().grab().toImage().pixelColor(at)


def test_hits_on_a_scanned_page_are_marked_where_the_words_stand(scan, qtbot):
    find(scan, qtbot, "tide")
    settle_pages(scan, qtbot)
    assert bar(scan).place.text() == "1 of 40"
    current, other, bare = (colour(scan, 1, 60, y) for y in (5, 29, 17))
    paper = scan._pages._theme.paper
    assert abs(current.green() - paper.color("current_hit").green()) < 12
    assert abs(other.green() - paper.color("hit").green()) < 12
    assert bare == QColor("white") or bare == paper.color("paper")
    qtbot.keyClick(bar(scan).field, Qt.Key.Key_Return)
    settle_pages(scan, qtbot)
    assert colour(scan, 1, 60, 29) == current


def test_the_page_view_goes_to_the_hits_page_and_around_to_the_first(scan, qtbot):
    find(scan, qtbot, "nobody")
    settle_pages(scan, qtbot)
    assert scan._pages.current_page == 2
    qtbot.keyClick(bar(scan).field, Qt.Key.Key_Return, SHIFT)
    settle_pages(scan, qtbot)
    assert bar(scan).place.text() == "40 of 40"
    last = scan._pages.verticalScrollBar().value()
    qtbot.keyClick(bar(scan).field, Qt.Key.Key_Return)
    settle_pages(scan, qtbot)
    assert bar(scan).place.text() == "1 of 40"
    assert scan._pages.verticalScrollBar().value() < last


def test_page_and_text_stand_on_the_same_hit(scan, qtbot):
    find(scan, qtbot, "nobody")
    settle_pages(scan, qtbot)
    qtbot.keyClick(bar(scan).field, Qt.Key.Key_Return)
    qtbot.mouseClick(scan._head.text_button, Qt.MouseButton.LeftButton)
    settle(scan, qtbot)
    assert scan.is_finding and bar(scan).place.text() == "2 of 40"
    assert set(marked(scan)) == {"Nobody"}
    assert scan._text.top_offset > len(FIRST) - 20 * len(LINE)
