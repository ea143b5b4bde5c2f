"""Text beside the page: both stand at one place; and the bar at words that are selected."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from pytestqt.qtbot import QtBot

from casefile.records import Box, DocumentRow, PageImage
from importers.source_text import Page, Paragraph, SourceText, Span
from reports.cites import pin_cite
from tests.ui.fake_case import document
from ui.jobs import Jobs
from ui.panels.reader import ReaderPanel
from ui.panels.reader_actions import SelectionAct, SelectionBar
from ui.reader_places import View
from ui.theme import Theme, ThemeMode

LINES, PAGES = 30, 6
WIDE, HIGH = 6.0, 10.0
SIZE = (240.0, 340.0)


def line(page: int, number: int) -> str:
    return f"{page}.{number:02} the tide came in"


TEXT = "".join(
    "".join(f"{line(page, number)}\n" for number in range(LINES)) for page in range(1, PAGES + 1)
)
LENGTH = len(TEXT) // PAGES
PER_LINE = LENGTH // LINES
SOURCE = SourceText(
    TEXT,
    tuple(
        Page(page, str(page), Span((page - 1) * LENGTH, page * LENGTH))
        for page in range(1, PAGES + 1)
    ),
    tuple(
        Paragraph(Span(at, at + 10 * PER_LINE - 1), str(number))
        for number, at in enumerate(range(0, len(TEXT), 10 * PER_LINE), start=36)
    ),
)


class Printed:
    """A case with one document of six pages of thirty lines."""

    def document(self, _number: int) -> DocumentRow:
        return document(1, pages=PAGES, characters=len(TEXT))

    def source(self, _number: int) -> SourceText:
        return SOURCE

    def page_sizes(self, _number: int) -> tuple[tuple[float, float], ...]:
        return (SIZE,) * PAGES

    def highlights(self, _number: int) -> tuple[()]:
        return ()

    def own_words(self, _number: int) -> tuple[()]:
        return ()

    def page_image(self, _number: int, _page: int, scale: float) -> PageImage:
        width, height = round(SIZE[0] * scale), round(SIZE[1] * scale)
        return PageImage(width, height, width * 4, b"\xff" * (width * height * 4))

    def boxes(self, _number: int, page: int, spans: list[Span]) -> list[tuple[Box, ...]]:
        return [
            tuple(
                box_of(at % LENGTH)
                for at in range(span.start, span.end)
                if at // LENGTH == page - 1 and not TEXT[at].isspace()
            )
            for span in spans
        ]


def box_of(at: int) -> Box:
    row, column = divmod(at, PER_LINE)
    left, top = 20 + WIDE * column, 20 + HIGH * row
    return Box(left, top + 1, left + WIDE - 1, top + HIGH - 1)


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ReaderPanel]:
    jobs = Jobs()
    made = ReaderPanel(jobs, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    made.set_case(Printed())  # type: ignore[arg-type]
    made.show_document(1)
    qtbot.waitUntil(lambda: made.document == 1)
    settle(qtbot, made)
    yield made
    jobs.close()
    assert jobs.join(120)


def settle(qtbot: QtBot, reader: ReaderPanel) -> None:
    together = reader.views._together

    def rests() -> bool:
        waits = reader._pages.is_waiting or together._due.isActive()
        return not waits and not reader._jobs.busy and not reader._text._marker.isActive()

    qtbot.waitUntil(rests)
    qtbot.wait(20)
    qtbot.waitUntil(rests)


def lines_at_a_third(reader: ReaderPanel) -> tuple[int, int]:
    """Return which line of the document stands a third of the way down the pages, and the text."""
    on_pages = reader.views._together.offset_on_pages()
    text = reader._text
    assert on_pages is not None
    return on_pages // PER_LINE, text.offset_at(text.viewport().height() // 3) // PER_LINE


def near(lines: tuple[int, int]) -> bool:
    return abs(lines[0] - lines[1]) <= 2


def test_the_text_follows_the_pages_to_the_line(qtbot: QtBot, reader: ReaderPanel) -> None:
    reader.choose_view(View.BOTH)
    settle(qtbot, reader)
    assert reader._pages.isVisible() and reader._text.isVisible()
    qtbot.mouseClick(reader._pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    reader._pages.bring(4, 120, 0)
    settle(qtbot, reader)
    assert near(lines_at_a_third(reader)), lines_at_a_third(reader)
    assert lines_at_a_third(reader)[0] > 3 * LINES


def test_the_pages_follow_the_text_when_that_is_used(qtbot: QtBot, reader: ReaderPanel) -> None:
    reader.choose_view(View.BOTH)
    settle(qtbot, reader)
    reader._text.setFocus()
    qtbot.mouseClick(reader._text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    assert reader.views.current is reader._text
    reader._text.verticalScrollBar().setValue(2 * LINES + 12)
    settle(qtbot, reader)
    before = reader._text.verticalScrollBar().value()
    assert near(lines_at_a_third(reader)), lines_at_a_third(reader)
    assert lines_at_a_third(reader)[0] > 2 * LINES
    assert before == 2 * LINES + 12, "what leads is never moved"


def test_the_keyboard_stays_with_the_paper_when_another_view_of_it_is_shown(
    reader: ReaderPanel,
) -> None:
    reader.choose_view(View.TEXT)
    reader.setFocus()
    assert reader.focusWidget() is reader._text
    reader.choose_view(View.PAGE)
    assert reader.focusWidget() is reader._pages
    reader.choose_view(View.TEXT)
    assert reader.focusWidget() is reader._text


def test_a_place_is_shown_in_both(qtbot: QtBot, reader: ReaderPanel) -> None:
    reader.choose_view(View.BOTH)
    settle(qtbot, reader)
    span = Span(4 * LENGTH + 5 * PER_LINE, 4 * LENGTH + 5 * PER_LINE + 4)
    place = reader.place_of(span)
    assert place is not None
    reader.show_pin(place)
    settle(qtbot, reader)
    assert reader.views.page == 5 and reader._text.current_is_shown


def test_going_from_pages_to_text_and_back_keeps_the_page(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    reader._pages.go_to_page(3)
    settle(qtbot, reader)
    reader.next_view()
    settle(qtbot, reader)
    assert reader.views.view is View.TEXT and reader.views.page == 3
    assert reader._head.text_button.isChecked()
    reader.next_view()
    settle(qtbot, reader)
    assert reader.views.view is View.BOTH and reader.views.page == 3
    reader.next_view()
    settle(qtbot, reader)
    assert reader.views.view is View.PAGE and reader._pages.current_page == 3


# -- words selected over pages


def select(reader: ReaderPanel, qtbot: QtBot, start: int, end: int) -> None:
    reader._pages.selection.select(Span(start, end))
    settle(qtbot, reader)


def test_words_selected_over_pages_are_cited_as_a_range(qtbot: QtBot, reader: ReaderPanel) -> None:
    first = 3 * LENGTH - 2 * PER_LINE
    select(reader, qtbot, first, 3 * LENGTH + 4 * PER_LINE - 1)
    place = reader.selected_place()
    assert place is not None and pin_cite(place) == "Compl. ¶¶ 44–45"
    assert place.place.first_page is not None and place.place.last_page is not None
    assert (place.place.first_page.number, place.place.last_page.number) == (3, 4)
    with qtbot.waitSignal(reader.copy_requested) as asked:
        reader.copy_current()
    assert asked.args == [place]
    reader._pages.selection.copy_wanted.emit()
    assert QGuiApplication.clipboard().text() == TEXT[first : 3 * LENGTH + 4 * PER_LINE - 1]


def test_keys_alone_select_the_place_shown_and_go_on_from_it(
    qtbot: QtBot, reader: ReaderPanel
) -> None:
    place = reader.place_of(Span(2 * LENGTH + 5, 2 * LENGTH + 8))
    assert place is not None
    pages, shift = reader._pages, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(pages, Qt.Key.Key_Right, shift)
    assert pages.selection.span is None, "nothing was shown yet"
    reader.show_pin(place)
    settle(qtbot, reader)
    qtbot.keyClick(pages, Qt.Key.Key_Right, shift)
    assert pages.selection.span == place.span
    qtbot.keyClick(pages, Qt.Key.Key_Right, shift | Qt.KeyboardModifier.ControlModifier)
    assert pages.selection.span.of(TEXT) == "the tide"
    qtbot.keyClick(pages, Qt.Key.Key_Escape)
    pages.go_to_page(6)
    settle(qtbot, reader)
    qtbot.keyClick(pages, Qt.Key.Key_Right, shift)
    assert pages.selection.span is None, "what was shown is far away"


@pytest.fixture
def bar(reader: ReaderPanel) -> tuple[SelectionBar, list[str]]:
    made, done = SelectionBar(reader.views), list[str]()
    acts = []
    for name, keys in (("Copy", "C"), ("Quote", "Shift+Q"), ("Note", "N")):
        action = QAction(name, reader)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
        acts.append(SelectionAct(name, action))
    made.offer(acts)
    return made, done


def test_the_bar_stands_below_the_words_and_does_what_it_says(
    qtbot: QtBot, reader: ReaderPanel, bar: tuple[SelectionBar, list[str]]
) -> None:
    shown, done = bar
    assert not shown.isVisible()
    qtbot.mouseMove(reader._pages.viewport(), QPoint(100, 100))
    select(reader, qtbot, 0, PER_LINE * 3 - 1)
    qtbot.waitUntil(shown.isVisible)
    words = reader.views.selection_rect()
    assert words is not None and not shown.geometry().intersects(words)
    assert [button.text() for button in shown._buttons] == ["Copy  C", "Quote  ⇧Q", "Note  N"]
    assert all(button.accessibleName() for button in shown._buttons)
    qtbot.mouseClick(shown._buttons[1], Qt.MouseButton.LeftButton)
    assert done == ["Quote"] and not shown.isVisible()
    assert reader.selected_place() is not None, "the words stay selected"


def test_the_bar_goes_when_the_paper_moves_or_nothing_is_selected(
    qtbot: QtBot, reader: ReaderPanel, bar: tuple[SelectionBar, list[str]]
) -> None:
    shown, _ = bar
    qtbot.mouseMove(reader._pages.viewport(), QPoint(100, 100))
    select(reader, qtbot, 0, 10)
    qtbot.waitUntil(shown.isVisible)
    reader._pages.selection.clear()
    assert not shown.isVisible()
    select(reader, qtbot, 0, 10)
    qtbot.waitUntil(shown.isVisible)
    reader._pages.verticalScrollBar().setValue(40)
    assert not shown.isVisible()


def test_the_bar_stands_at_words_of_the_text_too_and_in_two_rows_where_it_is_narrow(
    qtbot: QtBot, reader: ReaderPanel, bar: tuple[SelectionBar, list[str]]
) -> None:
    shown, _ = bar
    reader.choose_view(View.TEXT)
    settle(qtbot, reader)
    cursor = reader._text.textCursor()
    cursor.setPosition(4 * PER_LINE)
    cursor.setPosition(4 * PER_LINE + 12, cursor.MoveMode.KeepAnchor)
    reader._text.setTextCursor(cursor)
    qtbot.waitUntil(shown.isVisible)
    room = QRect(QPoint(0, 0), reader.views.size())
    assert room.contains(shown.geometry())
    reader._text.moveCursor(cursor.MoveOperation.Start)
    shown._views.resize(120, 300)
    shown._arrange()
    tops = {shown._rows.getItemPosition(at)[0] for at in range(shown._rows.count())}
    assert tops == {0, 1}
