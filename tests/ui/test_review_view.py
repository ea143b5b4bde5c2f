"""The review in the window: one hand on the keyboard, the next suggestion up at once."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import ReviewFilter
from tests.ui.driving import calls, click, find, last_pin, press, settled
from ui.dialogs.forms import DateForm, PartyForm
from ui.dialogs.merge import MergeForm
from ui.dialogs.palette import CommandPalette
from ui.dialogs.tags import TagsForm
from ui.narrowing import Narrowing

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PARTY, QUOTE, DATE = RefType.PARTY, RefType.QUOTE, RefType.DATE


@pytest.fixture
def review(opened, qtbot):
    press(opened, qtbot, Qt.Key.Key_R, CONTROL)
    settled(opened, qtbot)
    assert opened.reviewing.is_shown
    return opened.reviewing.panel


def of(opened, qtbot, **asked):
    opened.reviewing.open_with(ReviewFilter(**asked))
    settled(opened, qtbot)
    settled(opened, qtbot)
    return opened.reviewing.panel


def form_of(opened, qtbot, kind):
    qtbot.wait_until(lambda: find(opened, kind) is not None)
    return find(opened, kind)


def up(panel):
    return panel.current().ref


def in_evidence(panel):
    return [line.words for line in panel.evidence.lines.lines]


# -- the queue


def test_the_review_begins_with_the_most_useful_its_page_and_its_evidence(opened, qtbot, review):
    assert up(review) == Ref(PARTY, 3)
    assert review._title.text() == "Ines Valdar"
    assert review._progress.text() == "5 of 15 reviewed"
    assert "10 to go" in review._rest.text()
    assert last_pin(opened)[2] == Ref(PARTY, 3)
    assert any("third day" in words for words in in_evidence(review))
    assert opened.focusWidget() is review.list


def test_accept_brings_the_next_one_up_before_the_case_has_answered(opened, qtbot, review):
    gate = opened.desk.case.gate = threading.Event()
    try:
        asked = len(calls(opened, "review_item"))
        qtbot.keyClick(review.list, Qt.Key.Key_A)
        assert up(review) == Ref(PARTY, 4)
        assert last_pin(opened)[2] == Ref(PARTY, 4)
        assert any("third day" in words for words in in_evidence(review))  # it was asked ahead
        assert asked >= 3
        assert "Accepted Ines Valdar · Z takes it back" in review._told.text()
        assert review._progress.text() == "6 of 15 reviewed"
    finally:
        gate.set()
    settled(opened, qtbot)
    assert calls(opened, "accept") == [("accept", (Ref(PARTY, 3),))]
    assert up(review) == Ref(PARTY, 4)


def test_keys_decide_on_parties(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_X)
    assert calls(opened, "reject") == [("reject", (Ref(PARTY, 3),))]
    assert up(review) == Ref(PARTY, 4)
    press(opened, qtbot, Qt.Key.Key_E)
    form_of(opened, qtbot, PartyForm).reject()
    review.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_M)
    form_of(opened, qtbot, MergeForm).reject()
    review.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_T)
    popup = form_of(opened, qtbot, CommandPalette)
    qtbot.keyClicks(popup.field, "referee")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert calls(opened, "edit_parties") == [("edit_parties", (4,), {"role": "referee"})]
    review.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_T, SHIFT)
    menu = form_of(opened, qtbot, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_O)
    settled(opened, qtbot)
    assert calls(opened, "edit_parties")[-1][1] == (4,)


def test_keys_decide_on_dates(opened, qtbot):
    panel = of(opened, qtbot, kind=DATE)
    while not panel.current().alternatives:
        press(opened, qtbot, Qt.Key.Key_J)
    number = panel.current().id
    assert any("It may also be" in words for words in in_evidence(panel))
    press(opened, qtbot, Qt.Key.Key_S)
    assert calls(opened, "switch_reading") == [("switch_reading", number)]
    panel.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_D)
    form_of(opened, qtbot, DateForm).reject()
    panel.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_E)
    form_of(opened, qtbot, DateForm).reject()
    panel.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_T)  # what T means everywhere else
    form_of(opened, qtbot, TagsForm).reject()
    panel.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_R)
    assert "Only a quote has a speaker" in opened.status.said
    press(opened, qtbot, Qt.Key.Key_M)
    assert "parties only" in opened.status.said


def test_keys_decide_on_quotes(opened, qtbot):
    panel = of(opened, qtbot, kind=QUOTE)
    first = panel.current()
    assert any(first.reading in words for words in in_evidence(panel))
    press(opened, qtbot, Qt.Key.Key_R)
    popup = form_of(opened, qtbot, CommandPalette)
    qtbot.keyClicks(popup.field, "valdar")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    settled(opened, qtbot)
    assert calls(opened, "edit_quotes") == [("edit_quotes", (first.id,), 3)]
    assert up(panel) != first.ref  # it was decided on
    second = panel.current()
    panel.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_R, SHIFT)
    assert calls(opened, "edit_quotes")[-1] == ("edit_quotes", (second.id,), 3)


def test_later_comes_last_and_stays_so(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_Space)
    assert up(review) == Ref(PARTY, 4)
    assert review.list.findings.rows[-1].ref == Ref(PARTY, 3)
    opened.reviewing.refresh()
    settled(opened, qtbot)
    assert up(review) == Ref(PARTY, 4)
    assert review.list.findings.rows[-1].ref == Ref(PARTY, 3)


def test_j_and_k_go_on_and_back_and_f_to_the_next_place(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_J)
    assert up(review) == Ref(PARTY, 4)
    press(opened, qtbot, Qt.Key.Key_K)
    assert up(review) == Ref(PARTY, 3)
    press(opened, qtbot, Qt.Key.Key_F)
    assert opened.status.said.startswith("Place 2 of")


def test_what_undo_brings_back_is_up_again(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_A)
    press(opened, qtbot, Qt.Key.Key_A)
    opened.desk.case._set_state({Ref(PARTY, 4)}, ReviewState.SUGGESTED)
    press(opened, qtbot, Qt.Key.Key_Z)
    settled(opened, qtbot)
    assert calls(opened, "undo") == [("undo",)]
    assert up(review) == Ref(PARTY, 4)


def test_several_are_decided_at_once(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_Down, SHIFT)
    assert review._progress.text() == "2 selected"
    press(opened, qtbot, Qt.Key.Key_X)
    (call,) = calls(opened, "reject")
    assert set(call[1]) == {Ref(PARTY, 3), Ref(PARTY, 4)}
    assert "Rejected 2 findings" in review._told.text()
    assert up(review) == Ref(PARTY, 6)


def test_all_that_are_alike_are_decided_on_with_their_count(opened, qtbot):
    panel = of(opened, qtbot, kind=QUOTE)
    assert up(panel) == Ref(QUOTE, 2)
    press(opened, qtbot, Qt.Key.Key_X, SHIFT)
    assert "Nothing else is like it" in opened.status.said
    opened.desk.case.quotes[2:3] = [opened.desk.case._find(Ref(QUOTE, 3))]
    opened.desk.case.edit_quotes((3,), speaker=1)
    opened.desk.case._set_state({Ref(QUOTE, 3)}, ReviewState.SUGGESTED)
    panel = of(opened, qtbot, kind=QUOTE)
    press(opened, qtbot, Qt.Key.Key_A, SHIFT)
    menu = form_of(opened, qtbot, QMenu)
    assert menu.actions()[0].text() == "Accept all 2 quotes said by Port Commission"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert set(calls(opened, "accept")[-1][1]) == {Ref(QUOTE, 2), Ref(QUOTE, 3)}


def test_a_decision_that_fails_brings_the_suggestion_back(opened, qtbot, review, monkeypatch):
    def refuse(refs):
        raise OSError("the disk is full")

    monkeypatch.setattr(opened.desk.case, "accept", refuse)
    monkeypatch.setattr(opened, "show_error", lambda error: None)
    with qtbot.wait_signal(opened.desk.failed):
        qtbot.keyClick(review.list, Qt.Key.Key_A)
    settled(opened, qtbot)
    settled(opened, qtbot)
    assert Ref(PARTY, 3) in [row.ref for row in review.list.findings.rows]


def test_the_columns_behind_it_show_nothing_while_it_is_up(opened, qtbot):
    click(opened, qtbot, Ref(PARTY, 3))
    opened.desk.narrow(Narrowing())
    settled(opened, qtbot)
    assert opened.columns.current_row().id == 3
    panel = of(opened, qtbot, kind=PARTY)
    assert up(panel) == Ref(PARTY, 3)
    press(opened, qtbot, Qt.Key.Key_X)  # its row leaves the columns, too
    settled(opened, qtbot)
    settled(opened, qtbot)
    assert last_pin(opened)[2] == up(panel) == Ref(PARTY, 4)


# -- filters and scope


def test_filters_leave_what_they_name(opened, qtbot, review):
    filters = review.filters
    filters.kind.picked.emit(DATE)
    settled(opened, qtbot)
    assert {row.ref.type for row in review.list.findings.rows} == {DATE}
    filters.doubt.picked.emit(True)
    settled(opened, qtbot)
    assert [row.id for row in review.list.findings.rows] == [4]
    assert filters.words() == "Dates, Only in doubt"
    filters.state.picked.emit(ReviewState.REJECTED)
    settled(opened, qtbot)
    assert not review.list.findings.rows and review._empty.isVisible()
    assert "Dates, Rejected, Only in doubt" in review._empty.text()
    filters.clear_button.click()
    settled(opened, qtbot)
    assert up(review) == Ref(PARTY, 3)


def test_what_is_accepted_can_be_gone_through_again(opened, qtbot):
    panel = of(opened, qtbot, kind=PARTY, state=ReviewState.ACCEPTED)
    assert {row.id for row in panel.list.findings.rows} == {1, 2, 5}
    press(opened, qtbot, Qt.Key.Key_X)
    assert calls(opened, "reject") == [("reject", (Ref(PARTY, 1),))]
    assert {row.id for row in panel.list.findings.rows} == {2, 5}


def test_narrowed_columns_narrow_the_review(opened, qtbot):
    click(opened, qtbot, Ref(PARTY, 1))
    press(opened, qtbot, Qt.Key.Key_R, CONTROL)
    settled(opened, qtbot)
    panel = opened.reviewing.panel
    assert [row.ref for row in panel.list.findings.rows] == [Ref(QUOTE, 2)]
    assert panel.filters.scope.isChecked()
    panel.filters.scope.click()
    settled(opened, qtbot)
    assert len(panel.list.findings.rows) == 10


def test_a_paper_is_reviewed_from_its_menu_and_the_next_one_after_it(opened, qtbot):
    qtbot.wait_until(lambda: bool(opened.progress._known))
    (words, act), *_ = opened.progress.entries(opened.desk.documents[0])
    assert words == "Review this paper (7 to go)"
    act()
    settled(opened, qtbot)
    settled(opened, qtbot)
    panel = opened.reviewing.panel
    assert len(panel.list.findings.rows) == 7
    press(opened, qtbot, Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.AltModifier)
    settled(opened, qtbot)
    assert panel.filters.asked.document in (5, 6)
    opened.desk.narrow(Narrowing())


def test_papers_tell_how_far_their_review_is(opened, qtbot):
    qtbot.wait_until(lambda: bool(opened.progress._known))
    model = opened.documents.model
    index = model.index_of(1)
    assert "5 of 12 reviewed" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "5 of 12 reviewed" in model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "reviewed" not in model.data(model.index_of(2), Qt.ItemDataRole.ToolTipRole)
    before = opened.documents.tree.grab().toImage()
    opened.desk.change(lambda case: case.accept([Ref(PARTY, 3)]))
    qtbot.wait_until(lambda: opened.progress._known[1].decided == 6)
    assert "6 of 12 reviewed" in model.data(index, Qt.ItemDataRole.ToolTipRole)
    qtbot.wait_until(lambda: opened.documents.tree.grab().toImage() != before)


# -- with the reader, and away from it


def test_a_finding_clicked_on_the_page_is_up(opened, qtbot, review):
    opened.reader.ref_activated.emit(Ref(DATE, 4))
    settled(opened, qtbot)
    assert up(review) == Ref(DATE, 4)
    opened.reader.ref_activated.emit(Ref(QUOTE, 1))  # accepted before: not in the queue
    settled(opened, qtbot)
    assert up(review) == Ref(QUOTE, 1)


def test_keys_work_while_the_reader_has_the_keyboard(opened, qtbot, review):
    opened.reader.setFocus()
    press(opened, qtbot, Qt.Key.Key_A)
    assert calls(opened, "accept") == [("accept", (Ref(PARTY, 3),))]
    assert up(review) == Ref(PARTY, 4)


def test_enter_opens_the_page_and_esc_leaves(opened, qtbot, review):
    press(opened, qtbot, Qt.Key.Key_Return)
    opened.reviewing.open_source()
    assert opened.focusWidget() is opened.reader
    review.take_keyboard()
    press(opened, qtbot, Qt.Key.Key_Escape)
    assert not opened.reviewing.is_shown and opened.columns.isVisible()


def test_a_case_without_papers_is_not_told_as_reviewed(opened, qtbot, review):
    opened.desk.documents = ()
    review.filters.state.picked.emit(ReviewState.REJECTED)
    review.filters.kind.picked.emit(DATE)
    settled(opened, qtbot)
    assert review._empty.isVisible() and review._empty.text().startswith("No papers yet.")


def test_the_last_one_leaves_a_sentence_with_the_keyboard(opened, qtbot):
    panel = of(opened, qtbot, kind=PARTY)
    press(opened, qtbot, Qt.Key.Key_A, CONTROL)
    panel.list.selectAll()
    press(opened, qtbot, Qt.Key.Key_A)
    settled(opened, qtbot)
    assert panel._empty.isVisible() and opened.focusWidget() is panel._empty
    press(opened, qtbot, Qt.Key.Key_Z)
    assert calls(opened, "undo")


def test_every_button_and_list_is_reached_by_tab_and_has_a_name(opened, qtbot, review):
    opened.activateWindow()
    qtbot.wait_until(lambda: QApplication.focusWidget() is review.list)
    seen = []
    while (here := QApplication.focusWidget()) not in seen:
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    buttons = [
        button
        for button in review.findChildren(QToolButton)
        if button.isVisible() and button.isEnabled()
    ]
    assert {review.evidence, review.list, opened.top.search, *buttons} <= set(seen)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_closing_the_case_empties_the_review(opened, qtbot, review):
    with qtbot.wait_signal(opened.desk.case_closed):
        opened.desk.close_case()
    assert not review.list.findings.rows and review.current() is None
