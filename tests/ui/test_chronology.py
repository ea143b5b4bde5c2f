"""The chronology in the window: list, filters, keys, edits in place, the large timeline, saving."""

import csv
import datetime as dt
from dataclasses import replace
from threading import Event
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from casefile.event_records import Chronology, Leaning, Standing
from casefile.first_events import FirstEvents
from casefile.questions import Days, Tagged
from casefile.records import Due, Ref, RefType, ReviewState
from extraction.findings import EventKind
from tests.counting import counted, steps_of
from tests.ui.chronology_rows import ChronologyCase, many_events, sample_events
from tests.ui.driving import calls, find, last_pin, press, settled
from tests.ui.fake_case import KINDS, document, sample_parties, sample_quotes
from tests.ui.report_saving import save_report
from ui.chronology_arranged import Wish, arrange
from ui.chronology_book import make_book
from ui.chronology_filter import EventFilter, Review
from ui.chronology_picture import LanesBy
from ui.dialogs.event_forms import PaperDateForm, TagsForm
from ui.dialogs.forms import DateForm
from ui.narrowing import Narrowing
from ui.panels.chronology import ChronologyPanel
from ui.panels.chronology_delegate import EventDelegate
from ui.picture_export import draw_picture
from ui.theme import ThemeMode

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def case_type():
    return ChronologyCase


@pytest.fixture
def shown(opened, qtbot):
    """Show the window with the chronology, at its first event."""
    press(opened, qtbot, Qt.Key.Key_H)
    assert opened.chronology.is_shown
    return opened


def panel_of(window):
    return window.chronology.panel


def at(window, qtbot, event):
    """Go to an event's row."""
    assert panel_of(window).go_to(event)
    settled(window, qtbot)


def current(window):
    return panel_of(window).current().id


def edits(window):
    return [(call[1], call[2]) for call in calls(window, "edit_event")]


def large_book(number):
    papers = [document(paper) for paper in KINDS]
    return make_book(many_events(number), sample_parties(), sample_quotes(), papers)


@pytest.fixture
def panel(qtbot, theme):
    made = ChronologyPanel(theme)
    qtbot.add_widget(made)
    made.resize(740, 640)
    made.show()
    return made


# -- the list


def test_a_key_opens_it_at_the_first_event_and_arrows_show_the_source(shown, qtbot):
    window = shown
    assert current(window) == 11
    press(window, qtbot, Qt.Key.Key_Down)
    assert current(window) == 12
    assert last_pin(window)[2] == Ref(RefType.DATE, 12)
    press(window, qtbot, Qt.Key.Key_J)
    assert current(window) == 1  # over the heading between them
    press(window, qtbot, Qt.Key.Key_K)
    press(window, qtbot, Qt.Key.Key_K)
    assert current(window) == 11
    press(window, qtbot, Qt.Key.Key_End)
    assert current(window) == 19
    press(window, qtbot, Qt.Key.Key_Home)
    assert current(window) == 11
    press(window, qtbot, Qt.Key.Key_PageDown)
    assert current(window) not in (11, 12)


def test_enter_opens_the_source_with_the_keyboard(shown, qtbot):
    with qtbot.wait_signal(shown.chronology.source_shown):
        press(shown, qtbot, Qt.Key.Key_Return)
    assert last_pin(shown)[2] == Ref(RefType.DATE, 11)


def test_the_first_events_stand_while_all_are_compared(opened, qtbot):
    case, rows = opened.desk.case, sample_events()
    compared, asked = Event(), []
    whole = case.chronology

    def slowly(*args, **kwargs):
        assert compared.wait(20)
        return whole(*args, **kwargs)

    def first(wanted):
        asked.append(wanted)
        some = [row for row in rows[:4] if wanted.party in (None, *row.parties)]
        alone = tuple(replace(row, group=row.id, conflicts=()) for row in some)
        return FirstEvents(Chronology(alone, (), ()), tuple(sample_parties()))

    case.chronology, case.first_events = slowly, first
    opened.actions_by_key["chronology"].trigger()
    panel = panel_of(opened)
    qtbot.wait_until(lambda: len(panel.book.events) == 4)
    assert panel._numbers.text().startswith("Comparing…") and "first 4" in panel._numbers.text()
    assert not any(char.isdigit() for char in panel.filters.kinds[EventKind.EVENT].text())
    assert not panel.filters.party.isEnabled()  # its numbers would be those of four events
    assert panel.list.hasFocus() and current(opened) == 11
    for _ in range(2):  # they can be read at once
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.wait_until(lambda: last_pin(opened)[2] == Ref(RefType.DATE, 1))
    for key in (Qt.Key.Key_V, Qt.Key.Key_R):
        with qtbot.wait_signal(opened.chronology.said) as caught:
            qtbot.keyClick(panel.list, key)
        assert "still being compared" in caught.args[0]
    for view in (panel._empty, panel.list):
        panel.toggle_timeline()  # a few days would be a wrong picture
        assert panel.views.currentWidget() is view
    panel.list.setFixedHeight(150)  # so that there is something to scroll
    top = panel.list.visualRect(panel.model.index_of("e1")).top()
    compared.set()
    qtbot.wait_until(lambda: not panel.book.is_beginning)
    settled(opened, qtbot)
    assert current(opened) == 1 and panel.current_line().folds
    assert panel.list.visualRect(panel.model.index_of("e1")).top() == top
    assert "first" not in panel._numbers.text()
    assert panel.filters.party.isEnabled() and "9" in panel.filters.kinds[EventKind.EVENT].text()
    assert {each.party for each in asked} == {None}


def test_while_nothing_was_told_the_view_says_that_it_is_read(opened, qtbot):
    compared = Event()
    whole = opened.desk.case.chronology

    def slowly(*args, **kwargs):
        assert compared.wait(20)
        return whole(*args, **kwargs)

    opened.desk.case.chronology = slowly
    opened.actions_by_key["chronology"].trigger()
    panel = panel_of(opened)
    assert "being put together" in panel._empty.text()
    panel.filters.set_filter(EventFilter(party=77))
    assert "being put together" in panel._empty.text()
    compared.set()
    qtbot.wait_until(lambda: "No event passes" in panel._empty.text())


def test_other_papers_unfold_and_fold(shown, qtbot):
    window = shown
    at(window, qtbot, 1)
    keys = lambda: [line.key for line in panel_of(window).model.lines]  # noqa: E731
    assert "e14" not in keys()
    press(window, qtbot, Qt.Key.Key_Right)
    assert "e14" in keys()
    press(window, qtbot, Qt.Key.Key_Down)
    assert current(window) == 14
    press(window, qtbot, Qt.Key.Key_Left)
    assert current(window) == 1
    assert "e14" not in keys()
    rows = panel_of(window).list
    index = rows.model().index_of("e1")
    badge = rows._delegate.fold_rect(
        rows.visualRect(index).toRectF(), panel_of(window).current_line()
    )
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=badge.center().toPoint())
    assert "e14" in keys()


def test_a_click_selects_and_shows_and_a_double_click_opens(shown, qtbot):
    window = shown
    rows = panel_of(window).list
    index = rows.model().index_of("e2")
    rows.scrollTo(index)
    place = rows.visualRect(index).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert current(window) == 2
    assert last_pin(window)[2] == Ref(RefType.DATE, 2)
    with qtbot.wait_signal(window.chronology.source_shown):
        qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("width", [420, 560, 740, 1400])
def test_rows_lie_below_one_another_at_every_width(panel, width):
    panel.resize(width, 700)
    panel.show_book(large_book(300))
    rows = panel.list
    below = 0
    for place in range(rows.model().rowCount()):
        rect = rows.visualRect(rows.model().index(place)).translated(0, rows.verticalOffset())
        assert rect.top() == below
        assert rect.height() > 15
        assert rows.indexAt(rect.translated(0, -rows.verticalOffset()).center()).row() == place
        below = rect.bottom() + 1
    assert rows.verticalScrollBar().maximum() == max(0, below - rows.viewport().height())


def test_what_is_current_and_selected_stays_when_the_case_changes(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    for _ in range(2):
        press(window, qtbot, Qt.Key.Key_Down, SHIFT)
    chosen = {row.id for row in panel_of(window).chosen()}
    assert len(chosen) == 3
    window.desk.refresh()
    settled(window, qtbot)
    assert {row.id for row in panel_of(window).chosen()} == chosen


def test_a_click_on_a_day_to_act_by_opens_its_paper(shown, qtbot):
    window = shown
    due = (Due(dt.date(2026, 3, 31), "Answer", False),)
    case = window.desk.case
    case.rows = [replace(row, due=due) if row.id == 2 else row for row in case.rows]
    window.desk.refresh()
    settled(window, qtbot)
    rows = panel_of(window).list
    rows.verticalScrollBar().setValue(0)
    place = rows.visualRect(rows.model().index_of("due2:0")).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ("document", 2) in window.reader.asked
    press(window, qtbot, Qt.Key.Key_Home)
    assert current(window) == 11  # keys stop at events alone
    rows.grab()


# -- decisions


SAID = [
    (Qt.Key.Key_D, {"standing": Standing.DISPUTED}),
    (Qt.Key.Key_U, {"standing": Standing.UNDISPUTED}),
    (Qt.Key.Key_Y, {"standing": Standing.ADMITTED}),
    (Qt.Key.Key_O, {"standing": Standing.OPEN}),
    (Qt.Key.Key_Plus, {"leaning": Leaning.HELPS}),
    (Qt.Key.Key_Minus, {"leaning": Leaning.HURTS}),
    (Qt.Key.Key_2, {"kind": EventKind.FILING}),
    (Qt.Key.Key_3, {"kind": EventKind.DEADLINE}),
]


def test_a_key_says_it_of_every_selected_row_in_one_step(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_Down, SHIFT)
    for key, _ in SAID:
        press(window, qtbot, key)
    assert edits(window) == [((13, 2), changes) for _, changes in SAID]


def test_the_same_key_again_takes_it_back(shown, qtbot):
    window = shown
    at(window, qtbot, 2)  # disputed by the attorney, hurts
    press(window, qtbot, Qt.Key.Key_D)
    press(window, qtbot, Qt.Key.Key_Minus)
    assert [changes for _, changes in edits(window)] == [
        {"standing": Standing.OPEN},
        {"leaning": Leaning.NONE},
    ]


def test_a_folded_row_stands_for_all_that_tell_it(shown, qtbot):
    window = shown
    at(window, qtbot, 1)
    press(window, qtbot, Qt.Key.Key_U)
    assert edits(window)[-1][0] == (1, 14)
    press(window, qtbot, Qt.Key.Key_Right)
    press(window, qtbot, Qt.Key.Key_D)
    assert edits(window)[-1][0] == (1,)


def test_accept_and_reject_go_on_with_the_next_row(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_A)
    assert panel_of(window).current().state is ReviewState.ACCEPTED
    press(window, qtbot, Qt.Key.Key_X)
    assert ("reject", (Ref(RefType.DATE, 13),)) in window.desk.case.calls
    assert current(window) == 2
    assert last_pin(window)[2] == Ref(RefType.DATE, 2)


def test_words_are_typed_over_the_row(shown, qtbot):
    window = shown
    at(window, qtbot, 11)
    press(window, qtbot, Qt.Key.Key_E)
    field = panel_of(window).list.findChild(QLineEdit)
    assert field is not None
    assert field.text().startswith("In June 2014")
    field.selectAll()
    qtbot.keyClicks(field, "Lease of Pier 4")  # none of these letters is a command now
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: panel_of(window).current().words == "Lease of Pier 4")
    settled(window, qtbot)
    assert edits(window) == [((11,), {"short": "Lease of Pier 4"})]
    press(window, qtbot, Qt.Key.Key_F2)
    field = panel_of(window).list.findChild(QLineEdit)
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: panel_of(window).current().short is None)
    settled(window, qtbot)
    assert edits(window)[-1] == ((11,), {"short": ""})


def test_escape_leaves_the_words_as_they_were(shown, qtbot):
    window = shown
    press(window, qtbot, Qt.Key.Key_E)
    field = panel_of(window).list.findChild(QLineEdit)
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    settled(window, qtbot)
    assert not edits(window)
    assert window.chronology.is_shown


def test_papers_that_come_in_leave_the_field_alone(shown, qtbot):
    window = shown
    at(window, qtbot, 11)
    press(window, qtbot, Qt.Key.Key_E)
    field = panel_of(window).list.findChild(QLineEdit)
    qtbot.keyClicks(field, "Lease")
    case = window.desk.case
    case.events = [row for row in case.events if row.id != 15]
    window.desk.refresh()
    settled(window, qtbot)
    qtbot.wait(400)
    assert panel_of(window).list.findChild(QLineEdit) is field
    panel_of(window).list.grab()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait_until(lambda: 15 not in panel_of(window).book.events)
    qtbot.wait_until(lambda: edits(window) == [((11,), {"short": "Lease"})])


def test_tags_of_several_rows_keep_those_that_only_some_have(shown, qtbot):
    window = shown
    at(window, qtbot, 1)
    press(window, qtbot, Qt.Key.Key_Down, SHIFT)
    press(window, qtbot, Qt.Key.Key_T)
    form = find(window, TagsForm)
    assert form.tags.text() == ""
    form.tags.setText("damages,  notice ,damages")
    form.submit()
    settled(window, qtbot)
    ids, changes = edits(window)[0]
    assert set(ids) == {1, 14, 13}
    assert changes["tags"][1] == ("liability", "damages", "notice")
    assert changes["tags"][13] == ("damages", "notice")


def test_known_tags_are_a_click_away(shown, qtbot):
    at(shown, qtbot, 13)
    press(shown, qtbot, Qt.Key.Key_T)
    qtbot.wait_until(lambda: find(shown, TagsForm) is not None)
    form = find(shown, TagsForm)
    form.tags.toggle("liability")
    assert form.tags.text() == "liability"
    form.tags.toggle("liability")
    assert form.tags.text() == ""


def test_an_ambiguous_day_is_switched_here_or_in_the_whole_paper(shown, qtbot):
    window = shown
    at(window, qtbot, 4)
    press(window, qtbot, Qt.Key.Key_S)
    press(window, qtbot, Qt.Key.Key_S, SHIFT)
    assert calls(window, "switch_reading") == [
        ("switch_reading", 4, False),
        ("switch_reading", 4, True),
    ]
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_S)
    assert len(calls(window, "switch_reading")) == 2


def test_the_day_of_an_event_is_edited_in_a_form(shown, qtbot):
    at(shown, qtbot, 13)
    press(shown, qtbot, Qt.Key.Key_E, SHIFT)
    form = find(shown, DateForm)
    form.value.setCurrentText("March 4, 2026")
    form.submit()
    settled(shown, qtbot)
    assert calls(shown, "edit_date") == [("edit_date", 13, "2026-03-04")]


def test_the_day_of_the_paper_is_set_from_a_row(shown, qtbot):
    window = shown
    at(window, qtbot, 2)
    press(window, qtbot, Qt.Key.Key_P, SHIFT)
    form = find(window, PaperDateForm)
    assert form.date.text() == "Mar. 9, 2026"
    form.date.setText("someday")
    form.submit()
    assert "no day" in form.problem.text()
    form.date.setText("3/10/2026")
    form.submit()
    settled(window, qtbot)
    assert calls(window, "set_document") == [("set_document", 1, {"date": dt.date(2026, 3, 10)})]


def test_events_of_a_day_change_places(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_Up, ALT)
    assert calls(window, "move_event") == [("move_event", 13, 1)]
    assert current(window) == 13
    press(window, qtbot, Qt.Key.Key_Down, ALT)
    assert calls(window, "move_event")[-1] == ("move_event", 13, None)
    press(window, qtbot, Qt.Key.Key_Down, ALT)  # the next is of another day
    assert len(calls(window, "move_event")) == 2


def test_events_are_joined_and_separated(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_M)  # one alone is not joined
    assert not calls(window, "join_events")
    press(window, qtbot, Qt.Key.Key_Down, SHIFT)
    press(window, qtbot, Qt.Key.Key_M)
    assert calls(window, "join_events") == [("join_events", 13, 2)]
    at(window, qtbot, 15)
    press(window, qtbot, Qt.Key.Key_M, SHIFT)
    assert calls(window, "separate_events") == [("separate_events", 15)]


def test_the_other_account_is_one_key_away_and_back(shown, qtbot):
    window = shown
    at(window, qtbot, 1)
    press(window, qtbot, Qt.Key.Key_V)
    assert current(window) == 15
    assert last_pin(window)[1].document == 5
    press(window, qtbot, Qt.Key.Key_V)
    assert current(window) == 1
    at(window, qtbot, 2)
    press(window, qtbot, Qt.Key.Key_V)
    assert current(window) == 2


def test_what_the_answer_says_is_one_key_away(shown, qtbot):
    window = shown
    at(window, qtbot, 12)
    with qtbot.wait_signal(window.chronology.said) as caught:
        press(window, qtbot, Qt.Key.Key_R)
    assert last_pin(window)[1].document == 3
    assert caught.args == ["admitted in Answer ¶ 12: “Admitted.”"]
    assert current(window) == 12
    at(window, qtbot, 13)
    before = len(window.reader.asked)
    press(window, qtbot, Qt.Key.Key_R)
    assert len(window.reader.asked) == before


def test_several_rows_are_copied_with_their_cites(shown, qtbot):
    window = shown
    at(window, qtbot, 13)
    press(window, qtbot, Qt.Key.Key_Down, SHIFT)
    press(window, qtbot, Qt.Key.Key_C)
    both = QApplication.clipboard().mimeData()
    assert both.text().splitlines() == [
        "Mar. 2, 2026: The board met on the same day in the harbour office. (Compl. ¶ 36)",
        "Mar. 3, 2026: The next day, employees removed eleven boxes from Pier 4. (Compl. ¶ 36)",
    ]
    assert both.html().count("<p") == 2


def test_narrowing_goes_back_to_the_columns(shown, qtbot):
    at(shown, qtbot, 2)
    press(shown, qtbot, Qt.Key.Key_Space)
    assert shown.columns.isVisible()
    assert shown.desk.narrowing.constraints == (Ref(RefType.DATE, 2),)


def test_the_menu_names_what_can_be_done_with_its_keys(shown, qtbot):
    at(shown, qtbot, 1)
    shown.chronology._show_menu(QPoint(10, 10))
    menu = next(one for one in shown.findChildren(QMenu) if one.isVisible())
    words = [action.text() for action in menu.actions()]
    assert "Disputed\tD" in words
    assert "Date of Compl.: Mar. 9, 2026…\tShift+P" in words
    assert "The other account\tV" in words
    menu.close()


# -- filters


def test_typed_words_filter_and_one_key_clears(shown, qtbot):
    window = shown
    panel = panel_of(window)
    press(window, qtbot, Qt.Key.Key_F)
    assert panel.filters.text.hasFocus()
    qtbot.keyClicks(panel.filters.text, "boxes")
    qtbot.keyClick(panel.filters.text, Qt.Key.Key_Return)
    assert panel.picked.shown == {2, 19}
    assert panel.list.hasFocus()
    assert "2 of 12" in panel._numbers.text()
    press(window, qtbot, Qt.Key.Key_Backspace)
    assert len(panel.picked.shown) == 11
    assert panel.filters.text.text() == ""


def test_escape_clears_the_filters_then_leaves(shown, qtbot):
    window = shown
    panel_of(window).filters.set_filter(EventFilter(party=2))
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.chronology.is_shown
    assert not panel_of(window).filters.filter.is_set
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.columns.isVisible()


def test_cited_authority_is_hidden_with_a_switch_and_a_count(shown):
    filters = panel_of(shown).filters
    button = filters.kinds[EventKind.AUTHORITY]
    assert not button.isChecked()
    assert button.text().endswith("1")
    button.click()
    assert 18 in panel_of(shown).picked.shown


def test_boxes_offer_what_there_is_with_its_number(shown):
    filters = panel_of(shown).filters
    parties = [filters.party.itemText(row) for row in range(filters.party.count())]
    assert parties[:3] == ["Any party", "Port Commission  4", "Larkspur Press LLC  2"]
    filters.party.setCurrentIndex(2)
    filters.party.activated.emit(2)
    assert panel_of(shown).picked.shown == {11, 16}
    papers = [filters.document.itemText(row) for row in range(filters.document.count())]
    assert papers == ["Any paper", "Compl. · Mar. 9, 2026  2"]
    filters.review.activated.emit(1)
    assert filters.filter == EventFilter(party=2, review=Review.UNREVIEWED)


def test_nothing_left_says_how_to_go_on(shown):
    panel = panel_of(shown)
    panel.filters.set_filter(EventFilter(text="nowhere"))
    assert panel.views.currentWidget() is panel._empty
    assert "Backspace" in panel._empty.text()


APRIL = dt.date(2026, 4, 1), dt.date(2026, 4, 30)


@pytest.mark.parametrize(
    ("chips", "wanted"),
    [
        ((Ref(RefType.PARTY, 2), Tagged("key")), EventFilter(party=2, tag="key")),
        ((Days(APRIL[0], APRIL[1]), Ref(RefType.DOCUMENT, 3)), EventFilter(document=3, days=APRIL)),
    ],
)
def test_narrowed_columns_ask_for_that_chronology(opened, qtbot, chips, wanted):
    opened.navigator.narrow(Narrowing.to(*chips))
    settled(opened, qtbot)
    press(opened, qtbot, Qt.Key.Key_H)
    assert panel_of(opened).filters.filter == wanted


def test_it_opens_at_the_date_that_the_reader_shows(opened, qtbot):
    window = opened
    window.navigator.show_row(window.desk.case.date(2))
    press(window, qtbot, Qt.Key.Key_H)
    assert current(window) == 2


def test_another_case_begins_without_filters(shown, qtbot):
    window = shown
    panel_of(window).filters.set_filter(EventFilter(party=2))
    window.desk.close_case()
    settled(window, qtbot)
    assert not panel_of(window).book.events
    assert not panel_of(window).filters.filter.is_set


# -- the timeline


@pytest.fixture
def drawn(shown, qtbot):
    """Show the window with the chronology drawn along an axis."""
    press(shown, qtbot, Qt.Key.Key_L)
    assert panel_of(shown).shows_timeline
    return shown


def canvas_of(window):
    return panel_of(window).timeline.canvas


def test_one_key_draws_the_same_events_and_goes_back_to_the_same_row(shown, qtbot):
    window = shown
    at(window, qtbot, 2)
    press(window, qtbot, Qt.Key.Key_L)
    assert panel_of(window).shows_timeline
    assert current(window) == 2
    press(window, qtbot, Qt.Key.Key_Right)
    assert current(window) == 15
    assert last_pin(window)[2] == Ref(RefType.DATE, 15)
    press(window, qtbot, Qt.Key.Key_L)
    assert not panel_of(window).shows_timeline
    assert current(window) == 15


def test_the_command_opens_the_timeline_from_anywhere(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_L)
    assert opened.chronology.is_shown
    assert panel_of(opened).shows_timeline


def test_arrows_step_through_the_events_and_enter_opens(drawn, qtbot):
    window = drawn
    press(window, qtbot, Qt.Key.Key_Right)
    first = current(window)
    press(window, qtbot, Qt.Key.Key_Right)
    press(window, qtbot, Qt.Key.Key_Left)
    assert current(window) == first
    assert canvas_of(window).point_of(f"e{first}") is not None  # brought into view
    press(window, qtbot, Qt.Key.Key_D)
    assert edits(window)[-1] == ((first,), {"standing": Standing.DISPUTED})
    with qtbot.wait_signal(window.chronology.source_shown):
        press(window, qtbot, Qt.Key.Key_Return)


def test_a_click_on_a_mark_goes_to_its_source(drawn, qtbot):
    window = drawn
    canvas = canvas_of(window)
    canvas.go_to("e2")
    place = canvas.point_of("e2").toPoint()
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(window, qtbot)
    assert last_pin(window)[2] == Ref(RefType.DATE, 2)
    canvas.go_to("d4")
    place = canvas.point_of("d4").toPoint()
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(window, qtbot)
    assert ("document", 4) in window.reader.asked


def wheel(canvas, point, steps):
    event = QWheelEvent(
        QPointF(point), canvas.viewport().mapToGlobal(QPointF(point)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    canvas.wheelEvent(event)


def test_wheel_and_keys_zoom_and_dragging_moves(drawn, qtbot):
    canvas = canvas_of(drawn)
    days = lambda: (canvas.window_days()[1] - canvas.window_days()[0]).days  # noqa: E731
    whole = days()
    wheel(canvas, QPoint(400, 100), 4)
    near = days()
    assert near < whole
    press(drawn, qtbot, Qt.Key.Key_Minus)
    assert days() > near
    press(drawn, qtbot, Qt.Key.Key_Plus)
    press(drawn, qtbot, Qt.Key.Key_0)
    assert days() == whole
    first = canvas.window_days()[0]
    area = canvas.viewport()
    empty = QPoint(300, area.height() - 5)
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=empty)
    qtbot.mouseMove(area, empty + QPoint(120, 0))
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=empty + QPoint(120, 0))
    assert canvas.window_days()[0] < first


def test_a_count_opens_on_a_click(panel, qtbot):
    panel.show_book(large_book(600))
    panel.show_timeline(True)
    canvas = panel.timeline.canvas
    scene = canvas.scene()
    mark = max(scene.lanes.marks, key=lambda mark: len(mark.items))
    assert len(mark.items) > 5
    canvas.verticalScrollBar().setValue(round(scene.center(mark).y()) - 50)
    point = (scene.center(mark) + QPointF(0, 26 - canvas.verticalScrollBar().value())).toPoint()
    before = canvas.window_days()
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    after = canvas.window_days()
    assert after[1] - after[0] < before[1] - before[0]


def test_what_no_zoom_takes_apart_is_offered_by_name(panel, qtbot):
    panel.show_book(large_book(50))
    panel.show_timeline(True)
    drawn = panel.timeline.canvas._picture.drawn
    same = tuple(one._replace(first=drawn[0].first, last=drawn[0].first) for one in drawn[:3])
    with qtbot.wait_signal(panel.timeline.canvas.several) as caught:
        panel.timeline.canvas._open_count(same)
    assert caught.args == [same]
    menu = next(one for one in panel.timeline.findChildren(QMenu) if one.isVisible())
    assert len(menu.actions()) == 3
    menu.actions()[1].trigger()
    assert panel.timeline.canvas.current_key == same[1].key
    menu.close()


def test_lanes_change_and_only_the_days_on_screen_are_listed(drawn, qtbot):
    window = drawn
    panel = panel_of(window)
    panel.timeline.lanes.buttons()[1].click()
    assert panel.timeline.by is LanesBy.DOCUMENT
    assert "Compl. · Mar. 9, 2026" in panel.timeline._picture.lanes
    canvas_of(window).go_to("e2")
    for _ in range(12):
        canvas_of(window).zoom(0.6)
    press(window, qtbot, Qt.Key.Key_L, SHIFT)
    assert not panel.shows_timeline
    assert panel.filters.filter.days is not None
    assert 2 in panel.picked.shown
    assert panel.picked.shown.isdisjoint({11, 12, 17, 19})
    assert panel.filters.days.isVisible()


def test_the_pointer_is_told_what_it_is_on(drawn):
    canvas = canvas_of(drawn)
    assert "Mar. 3, 2026" in canvas._words(canvas.thing("e2"))
    assert canvas._words(canvas.thing("d1")) == "Compl., Mar. 9, 2026"
    assert canvas.mark_at(QPointF(2, 2)) is None


def test_up_and_down_go_to_the_lanes_beside(drawn, qtbot):
    canvas = canvas_of(drawn)
    canvas.go_to("e2")
    press(drawn, qtbot, Qt.Key.Key_Up)
    assert canvas.current_key != "e2"


# -- saving


def saved_as(monkeypatch, tmp_path, name):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    return tmp_path / name


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_is_saved_as_filtered(shown, qtbot, monkeypatch, tmp_path):
    target = saved_as(monkeypatch, tmp_path, "events.csv")
    panel_of(shown).filters.set_filter(EventFilter(party=2))
    shown.chronology.save_list()
    save_report(shown, qtbot)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 3
    assert rows[1][:2] == ["2014-06-01", "June 2014"]
    panel_of(shown).filters.clear_all()
    panel_of(shown).filters.kinds[EventKind.AUTHORITY].click()
    shown.chronology.save_list()
    save_report(shown, qtbot)
    written = target.read_text(encoding="utf-8-sig")
    assert "June 1938" in written
    assert "Answer: Larkspur" in written  # counted from a paper: it stands in no sentence


def test_the_timeline_is_saved_whole(panel, tmp_path, monkeypatch):
    panel.show_book(large_book(300))
    panel.show_timeline(True)
    drawing, image = tmp_path / "a.svg", tmp_path / "a.png"
    draw_picture(panel.timeline.canvas, drawing, "Larkspur v. Port")()
    draw_picture(panel.timeline.canvas, image, "Larkspur v. Port")()
    words = " ".join("".join(node.itertext()) for node in ElementTree.parse(drawing).iter())
    assert all(
        name in words for name in ("Larkspur v. Port", "Port Commission", "Papers and deadlines")
    )
    assert QImage(str(image)).height() > panel.timeline.canvas.viewport().height()


# -- speed


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_thousands_of_rows_are_measured_aside_and_few_are_painted(panel, theme, mode, monkeypatch):
    theme.set_mode(mode)
    book = large_book(5000)
    listed = arrange(book, panel.wish(), panel.sizes())
    rows = panel.list
    measured = counted(monkeypatch, EventDelegate, "height")
    painted = counted(monkeypatch, EventDelegate, "paint")
    panel.show_book(book, listed)
    assert len(listed.lines) > 3000
    assert not measured
    waiting = []
    panel.aside = lambda work, tell: waiting.append((work, tell))
    panel.resize(panel.width() + 90, panel.height())
    panel.grab()
    assert len(waiting) == 1 and not measured  # at another width they are measured aside, too
    work, tell = waiting.pop()
    tell(work())
    assert panel.list._laid[1] == panel.list.viewport().width()
    for _ in range(5):
        bar = rows.verticalScrollBar()
        bar.setValue((bar.value() + 5000) % bar.maximum())
        measured.clear()
        painted.clear()
        rows.viewport().repaint()
        assert 0 < len(painted) < 40
        assert len(measured) <= len(painted)


def test_few_events_of_many_papers_are_arranged_aside(panel):
    papers = [replace(document(1), id=number) for number in range(1, 400)]
    few = make_book(many_events(4), sample_parties(), sample_quotes(), papers)
    waiting = []
    panel.aside = lambda work, tell: waiting.append((work, tell))
    panel.show_book(few)
    panel.show_timeline(True)
    assert len(waiting) == 2  # the papers' own days are drawn, too
    drawn = [work().picture.drawn for work, _ in waiting]
    assert [len(marks) > 390 for marks in drawn] == [False, True]


def test_the_work_of_each_step_grows_with_the_rows(panel):
    def steps(number):
        book = large_book(number)
        listed = arrange(book, panel.wish(), panel.sizes())
        drawn = arrange(book, Wish(lanes=LanesBy.PARTY))
        rows, canvas = panel.list, panel.timeline.canvas

        def fill():
            panel.book = None
            panel.show_book(book, listed)

        def scroll():
            bar = rows.verticalScrollBar()
            bar.setValue(bar.maximum() // 2)
            rows.viewport().repaint()

        def draw():
            panel.timeline.show_events(book, drawn)
            canvas.zoom(0.9)
            canvas.viewport().repaint()

        return {step.__name__: steps_of(step) for step in (fill, scroll, draw)}

    some, more = steps(2500), steps(5000)
    assert more["fill"] < min(2.3 * some["fill"], 100 * 5000)
    assert more["draw"] < min(2.3 * some["draw"], 20 * 5000)
    assert more["scroll"] < 30_000  # a screen of rows, however many there are


def test_thousands_of_rows_are_filtered_off_the_windows_thread(shown, qtbot):
    window = shown
    window.desk.case.events = list(many_events(1500).rows)
    window.desk.case.dates = [
        row.date for row in (*window.desk.case.events, *window.desk.case.undated)
    ]
    window.desk.refresh()
    settled(window, qtbot)
    panel = panel_of(window)
    before = panel.picked
    panel.filters.set_filter(EventFilter(party=2))
    assert panel.picked is before  # nothing was worked out in this step
    settled(window, qtbot)
    assert all(2 in panel.book.events[number].parties for number in panel.picked.shown)


def test_letters_typed_elsewhere_are_no_commands(shown, qtbot):
    field = shown.top.search
    field.setFocus()
    for key in (Qt.Key.Key_D, Qt.Key.Key_T, Qt.Key.Key_H):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key).lower()
        )
        QApplication.sendEvent(field, event)
    assert field.text() == "dth"
    assert not edits(shown)
