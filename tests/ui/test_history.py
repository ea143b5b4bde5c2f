"""The history in the window, and undo and redo under the name of what they would do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from casefile.records import Ref, RefType
from casefile.review_records import ChangeFilter
from tests.ui.driving import calls, find, last_pin, settled
from ui.dialogs.history import HistoryDialog


@pytest.fixture
def history(opened, qtbot):
    opened.actions_by_key["history"].trigger()
    settled(opened, qtbot)
    dialog = find(opened, HistoryDialog)
    assert dialog is not None
    return dialog


def shown(history):
    return [line.words for line in history.list.lines.lines if line.can_be_current]


def go_to(history, number):
    history.list.setCurrentIndex(history.list.lines.index_of(str(number)))


def test_every_decision_is_there_with_who_and_when_under_its_day(history):
    lines = history.list.lines.lines
    assert [line.words for line in lines] == [
        "Mar. 31, 2026", "Rejected “no notice”", "Accepted Port Commission", "Mar. 30, 2026", "Renamed X",
    ]  # fmt: skip
    assert "ab" in lines[1].note and lines[4].note.endswith("taken back")


def test_a_click_shows_the_finding(opened, qtbot, history):
    go_to(history, 2)
    settled(opened, qtbot)
    assert last_pin(opened)[2] == Ref(RefType.QUOTE, 1)


def test_it_is_narrowed_by_words_person_kind_and_days(opened, qtbot, history):
    history.text.setText("accepted")
    qtbot.wait_until(lambda: shown(history) == ["Accepted Port Commission"])
    history.text.clear()
    qtbot.wait_until(lambda: len(shown(history)) == 3)
    history.who.setCurrentIndex(1)
    history.who.activated.emit(1)
    settled(opened, qtbot)
    assert shown(history) == ["Renamed X"]
    assert history.who.currentText() == "A. Marsh"
    history.who.setCurrentIndex(0)
    history.about.setCurrentIndex(2)
    history.about.activated.emit(2)
    settled(opened, qtbot)
    assert shown(history) == ["Rejected “no notice”"]
    history.days.setText("March 2026")
    qtbot.wait_until(lambda: calls(opened, "history")[-1][1].earliest is not None)
    asked = calls(opened, "history")[-1][1]
    assert (asked.earliest.isoformat(), asked.latest.isoformat()) == ("2026-03-01", "2026-03-31")
    before = len(calls(opened, "history"))
    history.days.setText("whenever")
    qtbot.wait(250)
    assert history.filter() is None and len(calls(opened, "history")) == before
    history.days.setText("")
    history.about.setCurrentIndex(0)
    assert history.filter() == ChangeFilter()


def test_going_back_to_a_point_asks_first(opened, qtbot, history):
    go_to(history, 1)
    assert history.travel.text() == "Take back to here…"
    history.travel.click()
    settled(opened, qtbot)
    assert history.question.text() == (
        "Take back 2 decisions, from here on: Accepted Port Commission?"
    )
    history.no.click()
    assert not history.question.isVisible() and not calls(opened, "undo_since")
    history.travel.click()
    settled(opened, qtbot)
    history.yes.click()
    settled(opened, qtbot)
    assert calls(opened, "undo_since") == [("undo_since", 1)]
    assert "Took back 2 decisions" in opened.status.said


def test_what_was_taken_back_is_done_again_up_to_a_point(opened, qtbot, history):
    go_to(history, 0)
    assert history.travel.text() == "Do again up to here…"
    history.travel.click()
    settled(opened, qtbot)
    history.yes.click()
    settled(opened, qtbot)
    assert calls(opened, "redo_until") == [("redo_until", 0)]
    assert opened.status.said == "Did 1 decision again"


def test_one_decision_that_was_taken_back_is_told_as_one(opened, qtbot, history):
    opened.desk.case.undo_since = lambda change: ("one",)
    go_to(history, 1)
    history.travel.click()
    settled(opened, qtbot)
    history.yes.click()
    settled(opened, qtbot)
    assert opened.status.said == "Took back 1 decision · Ctrl+Y does it again"


def test_another_decision_forgets_the_question(opened, qtbot, history):
    go_to(history, 1)
    history.travel.click()
    settled(opened, qtbot)
    go_to(history, 2)
    assert not history.question.isVisible()


def test_the_name_is_kept_for_this_case_and_the_next(opened, qtbot, history, tmp_path):
    assert "“ab”" in history.person.text()
    history.person.click()
    settled(opened, qtbot)
    form = find(opened, QInputDialog)
    form.setTextValue(" Jane  Marsh ")
    form.accept()
    settled(opened, qtbot)
    assert calls(opened, "be_called") == [("be_called", "Jane Marsh")]
    settled(opened, qtbot)
    assert "“Jane Marsh”" in history.person.text()
    with qtbot.wait_signal(opened.desk.case_opened):
        opened.desk.open_case(tmp_path / "y.pincite")
    settled(opened, qtbot)
    assert calls(opened, "be_called") == [("be_called", "Jane Marsh")]
    assert find(opened, HistoryDialog) is None


def test_undo_and_redo_name_what_they_would_do(opened, qtbot):
    undo, redo = opened.actions_by_key["undo"], opened.actions_by_key["redo"]
    qtbot.wait_until(lambda: undo.text() == "Undo: Accepted Port Commission")
    assert undo.toolTip() == "Undo: Accepted Port Commission (Ctrl+Z)"
    assert redo.text() == "Redo"
    with qtbot.wait_signal(opened.desk.case_closed):
        opened.desk.close_case()
    assert undo.text() == "Undo"


def test_return_on_the_list_is_no_button(opened, qtbot, history):
    go_to(history, 1)
    qtbot.keyClick(history.list, Qt.Key.Key_Return)
    assert history.isVisible()


def test_without_any_decision_the_window_says_so_and_with_a_filter_that_none_fits(history):
    history.show_changes((), more=False)
    assert [line.words for line in history.list.lines.lines] == ["Nothing was decided yet"]
    history.text.setText("accepted")
    history.show_changes((), more=False)
    assert [line.words for line in history.list.lines.lines] == ["No decision fits all of that"]
