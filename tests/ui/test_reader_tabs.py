"""Several papers in one reader: tabs, two sides, what stays where it was left, what is remembered."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from importers.source_text import Page, SourceText, Span
from tests.ui.fake_case import FakeCase, pin
from ui.bar import splitter
from ui.panels.reader_drag import carried_paper, paper_to_carry
from ui.panels.reader_sides import ReaderSides
from ui.panels.reader_tab_bar import PaperTab
from ui.reader_places import KeptPapers, PaperPlace, View, kept_papers, papers_to_keep

PAGE = "The ferry left the pier; the ferryman waited for the tide.\n" * 40


def paper(number):
    words = f"Paper number {number}.\n"
    return SourceText(
        words + PAGE * 2,
        (
            Page(1, "1", Span(0, len(words) + len(PAGE))),
            Page(2, "2", Span(len(words) + len(PAGE), len(words) + 2 * len(PAGE))),
        ),
    )


class Library(FakeCase):
    """Six papers without pictures of their pages."""

    def __init__(self, folder):
        super().__init__(folder)
        self.texts = {number: paper(number) for number in range(1, 7)}
        self.read = []

    def source(self, document):
        self.read.append(document)
        return self.texts[document]

    def page_sizes(self, document):
        return ()


@pytest.fixture
def case(tmp_path):
    return Library(tmp_path)


@pytest.fixture
def reader(qtbot, jobs, theme, case):
    made = ReaderSides(jobs, theme, None)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.wait_exposed(made)
    made.activateWindow()
    made.set_case(case)
    made.name_papers(case.documents())
    return made


def settle(reader, qtbot):
    papers = [side.paper for side in reader.sides]
    qtbot.wait_until(
        lambda: not reader._jobs.busy and not any(one._text._marker.isActive() for one in papers)
    )


def shown(reader, qtbot, document):
    reader.show_document(document)
    settle(reader, qtbot)


def titles(reader):
    bar = reader.tabs.bar
    return [bar.tabText(at) for at in range(bar.count())]


def test_the_next_paper_takes_over_the_tab_in_preview(reader, qtbot):
    shown(reader, qtbot, 1)
    shown(reader, qtbot, 2)
    assert titles(reader) == ["Summons"] and reader.tabs.documents == (2,)
    assert reader.paper.document == 2


def test_the_line_below_the_tabs_goes_on_to_the_edge(reader, qtbot, theme):
    shown(reader, qtbot, 1)
    head = reader.tabs.bar.parentWidget()
    picture = head.grab().toImage()
    beside = reader.tabs.bar.tabRect(0).right() + 2
    foot = {
        picture.pixelColor(x, picture.height() - 1).name() for x in range(beside, picture.width())
    }
    assert foot == {theme.palette.line}


def test_a_tab_that_is_kept_stays_and_the_next_paper_gets_its_own(reader, qtbot):
    shown(reader, qtbot, 1)
    bar = reader.tabs.bar
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    shown(reader, qtbot, 2)
    shown(reader, qtbot, 3)
    assert reader.tabs.documents == (1, 3)
    assert not bar._font(0).italic() and bar._font(1).italic()


def test_a_paper_that_is_open_comes_on_top_where_it_was_left(reader, qtbot):
    reader.open_tab(1)
    settle(reader, qtbot)
    text = reader.paper._text
    text.verticalScrollBar().setValue(30)
    first = reader.paper
    reader.open_tab(2)
    settle(reader, qtbot)
    assert reader.paper is not first
    shown(reader, qtbot, 1)
    assert reader.paper is first and text.verticalScrollBar().value() == 30


def test_papers_used_long_ago_are_put_down_and_come_back_at_their_place(reader, qtbot, case):
    reader.open_tab(1)
    settle(reader, qtbot)
    reader.paper._text.verticalScrollBar().setValue(30)
    top = reader.paper._text.top_offset
    for document in range(2, 7):
        reader.open_tab(document)
        settle(reader, qtbot)
    assert reader.tabs._stack.count() <= 4
    case.read.clear()
    reader.tabs.step(1)  # around, from the last to the first
    settle(reader, qtbot)
    assert reader.paper.document == 1 and 1 in case.read
    assert reader.paper._text.top_offset == top


def test_the_next_panel_is_ready_before_a_paper_needs_it(reader, qtbot):
    tabs = reader.tabs
    shown(reader, qtbot, 1)
    tabs._make_ahead()
    assert not tabs._spare, "the next paper takes over the one in preview"
    tabs.keep_current()
    qtbot.wait_until(lambda: len(tabs._spare) == 1)
    (ready,) = tabs._spare
    shown(reader, qtbot, 2)
    assert reader.paper is ready
    for document in range(1, 7):
        reader.open_tab(document)
        settle(reader, qtbot)
    tabs._make_ahead()
    assert not tabs._spare and tabs._stack.count() == 4


def test_what_was_found_in_a_paper_is_still_asked_when_it_comes_back(reader, qtbot):
    reader.open_tab(1)
    settle(reader, qtbot)
    reader.find()
    reader.paper._find.bar.field.ask_at_once("ferryman")
    settle(reader, qtbot)
    for document in range(2, 7):
        reader.open_tab(document)
        settle(reader, qtbot)
    reader.open_tab(1)
    settle(reader, qtbot)
    assert reader.is_finding and reader.paper._find.bar.field.text() == "ferryman"
    assert len(reader.paper._find.spans) == 80


def test_tabs_are_closed_and_opened_again_where_they_stood(reader, qtbot):
    for document in (1, 2, 3):
        reader.open_tab(document)
        settle(reader, qtbot)
    shown(reader, qtbot, 2)
    reader.paper._text.verticalScrollBar().setValue(12)
    reader.tabs.close_current()
    settle(reader, qtbot)
    assert reader.tabs.documents == (1, 3) and reader.document == 3, "the one used before"
    assert reader.tabs.reopen()
    settle(reader, qtbot)
    assert reader.tabs.documents == (1, 2, 3) and reader.document == 2
    assert reader.paper._text.verticalScrollBar().value() == 12
    assert not reader.tabs.reopen()


def test_the_last_tab_leaves_an_empty_reader_that_can_be_used_again(reader, qtbot):
    shown(reader, qtbot, 1)
    reader.tabs.close_current()
    assert reader.document is None and reader.tabs.documents == ()
    assert reader.tabs._head.isHidden()
    shown(reader, qtbot, 4)
    assert reader.document == 4 and not reader.tabs._head.isHidden()


def test_going_to_a_tab_is_told_and_keys_walk_around(reader, qtbot):
    for document in (1, 2, 3):
        reader.open_tab(document)
        settle(reader, qtbot)
    with qtbot.wait_signal(reader.chosen) as told:
        qtbot.mouseClick(
            reader.tabs.bar, Qt.MouseButton.LeftButton, pos=reader.tabs.bar.tabRect(0).center()
        )
    assert told.args == [1] and reader.tabs.document == 1
    with qtbot.wait_signal(reader.chosen) as told:
        reader.tabs.step(-1)
    assert told.args == [3]


def test_the_middle_button_closes_a_tab(reader, qtbot):
    for document in (1, 2):
        reader.open_tab(document)
    bar = reader.tabs.bar
    qtbot.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(0).center())
    assert reader.tabs.documents == (2,)


def test_the_row_of_tabs_is_used_by_keys(reader, qtbot, monkeypatch):
    for document in (1, 2):
        reader.open_tab(document)
        settle(reader, qtbot)
    shown(reader, qtbot, 3)
    bar = reader.tabs.bar
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert not bar._font(2).italic(), "Return keeps the tab"
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert reader.document == 2 and bar.hasFocus()
    asked = []
    monkeypatch.setattr(reader.tabs, "_show_menu", lambda number, at: asked.append(number))
    bar.menu_wanted.connect(lambda number, _at: asked.append(number))
    wanted = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    bar.contextMenuEvent(wanted)
    assert asked[-1] == int(bar.tabData(1)), "the tab on top, wherever the pointer is"
    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    assert reader.tabs.documents == (1, 3)
    for menu in reader.findChildren(QMenu):
        menu.close()


def test_tabs_say_what_they_are_to_everybody(reader, qtbot):
    shown(reader, qtbot, 1)
    bar = reader.tabs.bar
    assert bar.accessibleTabName(0).startswith("Compl., makes way")
    assert "complaint" in bar.tabToolTip(0)
    reader.tabs.keep_current()
    assert bar.accessibleTabName(0) == "Compl."
    close = bar.tabButton(0, bar.ButtonPosition.RightSide)
    assert close.accessibleName() == "Close Compl. (Ctrl+W)"


def test_the_keyboard_stays_in_the_reader_from_tab_to_tab(reader, qtbot):
    for document in (1, 2):
        reader.open_tab(document)
        settle(reader, qtbot)
    reader.setFocus()
    assert reader.paper._text.hasFocus()
    reader.tabs.step(1)
    settle(reader, qtbot)
    assert reader.paper.document == 1 and reader.paper._text.hasFocus()


def test_the_menu_of_a_tab_offers_what_others_add(reader, qtbot):
    reader.open_tab(1)
    reader.open_tab(2)
    asked = []
    reader.more.append(lambda document: (("Compare", lambda: asked.append(document)),))
    reader.tabs.show_menu()
    (menu,) = reader.findChildren(QMenu)
    entries = {entry.text(): entry for entry in menu.actions()}
    assert entries["Close the others"].isEnabled()
    entries["Compare"].trigger()
    assert asked == [2]
    entries["Close the others"].trigger()
    assert reader.tabs.documents == (2,)
    menu.close()


# -- two sides


def test_a_paper_stands_beside_itself_at_its_place(reader, qtbot):
    reader.open_tab(1)
    settle(reader, qtbot)
    reader.paper._text.verticalScrollBar().setValue(20)
    top = reader.paper._text.top_offset
    reader.open_beside()
    settle(reader, qtbot)
    assert reader.is_split and [side.document for side in reader.sides] == [1, 1]
    assert reader.tabs is reader.sides[1] and reader.paper._text.top_offset == top
    assert reader.sides[1].bar.is_active and not reader.sides[0].bar.is_active


def test_places_are_shown_on_the_side_that_has_their_paper(reader, qtbot):
    reader.open_tab(1)
    reader.open_beside(2)
    settle(reader, qtbot)
    assert reader.tabs.document == 2
    reader.show_pin(pin(1, 100, 5))
    settle(reader, qtbot)
    assert reader.tabs is reader.sides[0] and reader.paper._shown == Span(100, 105)
    shown(reader, qtbot, 3)
    assert reader.sides[0].documents == (1, 3) and reader.sides[1].documents == (2,)


def test_a_side_whose_last_paper_is_closed_goes(reader, qtbot):
    reader.open_tab(1)
    reader.open_beside(2)
    settle(reader, qtbot)
    reader.tabs.close_current()
    assert not reader.is_split and reader.document == 1
    reader.open_beside(2)
    reader.other_side()
    settle(reader, qtbot)
    assert reader.tabs.document == 1
    reader.close_beside()
    assert not reader.is_split and reader.document == 1


def test_another_case_closes_everything(reader, qtbot, tmp_path):
    reader.open_tab(1)
    reader.open_beside(2)
    settle(reader, qtbot)
    with qtbot.wait_signal(reader.leaving):
        reader.set_case(None)
    assert not reader.is_split and reader.tabs.documents == ()
    reader.show_document(1)
    assert reader.tabs.documents == ()


@pytest.fixture
def window(reader, qtbot):
    """Put the reader into a window as the program does: beside what needs 660 pixels."""
    made, rest = QMainWindow(), QWidget()
    rest.setMinimumWidth(660)
    made.setCentralWidget(splitter(Qt.Orientation.Horizontal, (rest, reader)))
    qtbot.addWidget(made)
    made.show()
    qtbot.wait_exposed(made)
    yield made
    reader.setParent(None)


def as_wide(window, qtbot, width, reading):
    """Make a window so wide, and the reader in it."""
    window.resize(width, 600)
    qtbot.wait_until(lambda: window.centralWidget().width() == width)
    window.centralWidget().setSizes([width - reading, reading])


def areas(reader):
    return [side.geometry() for side in reader.sides]


def test_a_second_side_takes_its_room_from_what_is_beside_the_reader(reader, window, qtbot):
    as_wide(window, qtbot, 1440, 400)
    reader.open_tab(1)
    reader.open_beside(2)
    settle(reader, qtbot)
    qtbot.wait_until(lambda: areas(reader)[1].left() > areas(reader)[0].right())
    assert window.width() == 1440 and all(area.width() >= 360 for area in areas(reader))


def test_where_two_sides_have_no_room_the_second_lies_below_and_the_window_stays_as_wide(
    reader, window, qtbot
):
    as_wide(window, qtbot, 1280, 400)
    reader.open_tab(1)
    reader.open_beside(2)
    settle(reader, qtbot)
    qtbot.wait_until(lambda: areas(reader)[1].top() > areas(reader)[0].bottom())
    assert window.width() == 1280
    assert abs(areas(reader)[0].height() - areas(reader)[1].height()) <= 2
    assert let_go(reader, PaperPlace(5), 300, y=reader.height() - 5), "onto the one below"
    assert reader.sides[1].documents == (2, 5)
    as_wide(window, qtbot, 1500, 800)
    qtbot.wait_until(lambda: areas(reader)[1].left() > areas(reader)[0].right())


# -- what is remembered


def test_papers_come_back_and_only_the_one_on_top_is_read(reader, qtbot, case):
    for document in (1, 2, 3):
        reader.open_tab(document)
        settle(reader, qtbot)
    shown(reader, qtbot, 2)
    reader.paper._text.verticalScrollBar().setValue(25)
    top = reader.paper._text.top_offset
    kept = kept_papers(papers_to_keep(reader.papers()))
    reader.set_case(None)
    case.read.clear()
    reader.set_case(case)
    reader.name_papers(case.documents())
    reader.restore(kept)
    settle(reader, qtbot)
    assert reader.tabs.documents == (1, 2, 3) and reader.document == 2
    assert set(case.read) == {2}
    assert reader.paper._text.top_offset == top
    assert titles(reader)[0] == "Compl."


def test_what_is_kept_holds_numbers_and_no_words():
    place = PaperPlace(4, View.BOTH, 2, 33.333, 99, None, ("secret words", False))
    kept = papers_to_keep((KeptPapers((place, PaperPlace(7)), 1, 0),))
    assert "secret" not in str(kept)
    (read,) = kept_papers(kept)
    assert read.places == (PaperPlace(4, View.BOTH, 2, 33.3, 99), PaperPlace(7))
    assert (read.current, read.preview) == (1, 0)


@pytest.mark.parametrize(
    "kept",
    [None, 5, [], [7], [{}], [{"papers": [[1]]}], [{"papers": [["x", "page", 1, 0, 0]]}]],
)
def test_what_cannot_be_read_is_as_if_it_had_not_been_kept(kept):
    assert kept_papers(kept) == ()


def test_papers_that_are_gone_are_left_out():
    kept = KeptPapers((PaperPlace(1), PaperPlace(2), PaperPlace(3)), 1, 2)
    assert kept.only({1, 3}) == KeptPapers((PaperPlace(1), PaperPlace(3)), 0, 1)


def test_a_short_name_is_whole_on_its_tab(reader, qtbot):
    bar = reader.tabs.bar
    bar.add(99, PaperTab("Summons", "x", preview=False))
    words = bar.fontMetrics().horizontalAdvance("Summons")
    close = bar.tabButton(0, bar.ButtonPosition.RightSide)
    assert bar.tabRect(0).width() >= words + close.width() + 10
    assert bar.tabAt(QPoint(2, 5)) == 0


def test_two_places_are_shown_beside_each_other(reader, qtbot):
    reader.show_both(pin(1, 100, 5), pin(4, 200, 5))
    settle(reader, qtbot)
    assert [side.document for side in reader.sides] == [1, 4]
    assert [side.paper._shown for side in reader.sides] == [Span(100, 105), Span(200, 205)]
    reader.show_both(pin(1, 300, 5), pin(2, 200, 5))
    settle(reader, qtbot)
    assert [side.document for side in reader.sides] == [1, 2]


# -- tabs that are dragged


def let_go(reader, place, x, source=None, y=100):
    """Drop a paper on the reader; tell whether it was taken over."""
    mime = paper_to_carry(place)
    event = QDropEvent(
        QPointF(x, y),
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.source = lambda: source
    reader.dropEvent(event)
    return event.isAccepted()


def test_a_tab_that_is_pulled_out_of_the_row_can_be_let_go_elsewhere(reader, qtbot, monkeypatch):
    carried = []
    monkeypatch.setattr(
        "ui.panels.reader_tabs.drag_paper", lambda _source, place: carried.append(place) or True
    )
    for document in (1, 2):
        reader.open_tab(document)
        settle(reader, qtbot)
    bar = reader.tabs.bar
    start = bar.tabRect(0).center()
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    held = Qt.MouseButton.LeftButton
    for y in (bar.height(), 3 * bar.height()):
        at = QPointF(start.x() + 3, y)
        none = Qt.KeyboardModifier.NoModifier
        move = QEvent.Type.MouseMove
        bar.mouseMoveEvent(QMouseEvent(move, at, at, Qt.MouseButton.NoButton, held, none))
    assert [place.document for place in carried] == [1]
    assert reader.tabs.documents == (2,)


def test_a_paper_let_go_on_the_right_half_stands_beside(reader, qtbot):
    for document in (1, 2):
        reader.open_tab(document)
        settle(reader, qtbot)
    source = reader.tabs
    assert not let_go(reader, PaperPlace(2), 10, source), "it is there already"
    assert let_go(reader, PaperPlace(2, View.TEXT, 0, 0.0, 900), 800, source)
    source.close_tab(source._tab_of(2).number)
    settle(reader, qtbot)
    assert [side.documents for side in reader.sides] == [(1,), (2,)]
    assert 700 < reader.paper._text.top_offset < 1000
    assert let_go(reader, PaperPlace(5), 10), "from another window"
    assert reader.sides[0].documents == (1, 5)


def test_the_only_paper_stays_where_it_is_and_stands_beside_itself(reader, qtbot):
    reader.open_tab(1)
    settle(reader, qtbot)
    assert not let_go(reader, PaperPlace(1), 800, reader.tabs)
    assert [side.documents for side in reader.sides] == [(1,), (1,)]


def test_other_things_that_are_dragged_are_no_papers():
    mime = QMimeData()
    mime.setText("1")
    assert carried_paper(mime) is None
    mime.setData("application/x-pincite-paper", b"{nonsense")
    assert carried_paper(mime) is None
    assert carried_paper(paper_to_carry(PaperPlace(3))) == PaperPlace(3)
