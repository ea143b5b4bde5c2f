"""Two parties or papers held against each other, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from casefile.evidence_records import RowEvidence
from casefile.questions import Question
from casefile.records import Ref, RefType
from tests.ui.driving import calls, click, find, last_pin, press, settled
from tests.ui.fake_case import pin
from ui.column_lines import Heading
from ui.dialogs.palette import CommandPalette
from ui.dialogs.save_view import ViewNameForm
from ui.narrowing import Narrowing

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)
CONTROL = Qt.KeyboardModifier.ControlModifier


def lines(column):
    model = column.model
    every = (model.line_at(model.index(at)) for at in range(model.rowCount()))
    return [each.words if isinstance(each, Heading) else each.ref for each in every]


@pytest.fixture
def compared(opened, qtbot):
    """Show the commission and the press side by side."""
    opened.compared.compare(PORT, PRESS)
    settled(opened, qtbot)
    return opened


def test_the_other_is_found_by_name(opened, qtbot):
    opened.columns.go_to(PORT)
    opened.columns.focus_last()
    press(opened, qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    palette = find(opened, CommandPalette)
    qtbot.keyClicks(palette.field, "lark")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert opened.compared.is_shown
    assert calls(opened, "side_by_side")[-1][1:] == (PORT, PRESS)


def test_two_chips_are_compared_at_once(opened, qtbot):
    opened.navigator.narrow(Narrowing.to(PORT, PRESS))
    settled(opened, qtbot)
    opened.actions_by_key["side_by_side"].trigger()
    settled(opened, qtbot)
    assert calls(opened, "side_by_side")[-1][1:] == (PORT, PRESS)


def test_papers_are_compared_from_their_menu(opened, qtbot):
    row = opened.desk.documents[0]
    offered = [entry for more in opened.document_menu.more for entry in more(row)]
    entry = next(act for words, act in offered if "Side by side" in words)
    entry()
    palette = find(opened, CommandPalette)
    qtbot.keyClicks(palette.field, "Answer")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    panel = opened.compared.panel
    assert panel.shown.names == ("Compl.", "Answer")
    assert not panel.meetings.isVisible()
    assert panel.both.question == Question(panel.shown.refs, either=True)


def test_what_each_has_and_what_they_share(compared):
    panel = compared.compared.panel
    assert panel.one.title.text() == "Only Port Commission"
    assert lines(panel.both)[:2] == ["Port Commission of Larkspur Press LLC", Ref(RefType.QUOTE, 2)]
    assert "Parties" in lines(panel.both) and "Dates" not in lines(panel.both)
    assert panel.both.question == Question((PORT, PRESS))
    assert panel.one.question == Question((PORT,))
    assert panel.meetings.isVisible() and panel.meetings.lines.rowCount() == 2


def test_every_row_is_a_key_from_its_page(compared, qtbot):
    panel = compared.compared.panel
    assert panel.meetings.hasFocus()
    assert last_pin(compared)[1] == pin(1, 500, 30, "12")
    press(compared, qtbot, Qt.Key.Key_F3)
    assert last_pin(compared)[1] == pin(3, 80, 12, "7")
    assert compared.keys.current_row() is None
    assert compared.compared.current_place() == pin(3, 80, 12, "7")
    press(compared, qtbot, Qt.Key.Key_Right, CONTROL)
    assert panel.both.list.hasFocus()
    assert compared.keys.current_row().id == 2
    assert last_pin(compared)[1:] == (compared.keys.current_row().pin, Ref(RefType.QUOTE, 2))
    press(compared, qtbot, Qt.Key.Key_J)
    assert compared.keys.current_row().ref == Ref(RefType.PARTY, 5)
    press(compared, qtbot, Qt.Key.Key_Right, CONTROL)
    assert panel.other.list.hasFocus()
    press(compared, qtbot, Qt.Key.Key_Left, CONTROL)
    assert panel.both.list.hasFocus()
    press(compared, qtbot, Qt.Key.Key_Return)
    assert compared.reader.hasFocus()


def test_rows_open_the_place_of_their_evidence(compared, qtbot):
    panel, row = compared.compared.panel, compared.desk.case.parties[4]
    place = pin(4, 900, 10, "3")
    panel.add_evidence(panel.both, (row.ref,), {row.ref: RowEvidence("x", (), place)})
    panel.both.list.setFocus()
    panel.both.list.go_to(row.ref)
    panel.both.list.forget_current()
    panel.both.list.setCurrentIndex(panel.both.model.index_of(row.ref))
    assert last_pin(compared)[1] == place


def test_decisions_and_menus_work_here(compared, qtbot):
    panel = compared.compared.panel
    panel.both.list.setFocus()
    panel.both.list.setCurrentIndex(panel.both.model.index_of(Ref(RefType.QUOTE, 2)))
    press(compared, qtbot, Qt.Key.Key_A)
    assert calls(compared, "accept")[-1][1] == (Ref(RefType.QUOTE, 2),)
    rect = panel.both.list.visualRect(panel.both.list.currentIndex())
    panel.both.list.customContextMenuRequested.emit(rect.center())
    menu = find(compared, QMenu)
    assert any("Copy" in action.text() for action in menu.actions())
    menu.close()


def test_turning_round_and_leaving(compared, qtbot):
    compared.compared.panel.turn_wanted.emit()
    settled(compared, qtbot)
    assert calls(compared, "side_by_side")[-1][1:] == (PRESS, PORT)
    press(compared, qtbot, Qt.Key.Key_Escape)
    assert compared.columns.isVisible()
    asked = len(calls(compared, "side_by_side"))
    click(compared, qtbot, PORT)
    assert len(calls(compared, "side_by_side")) == asked


def test_one_that_is_gone_ends_the_comparison(compared, qtbot):
    case = compared.desk.case
    case.parties = [row for row in case.parties if row.id != 2]
    said = []
    compared.compared.said.connect(said.append)
    compared.desk.refresh()
    settled(compared, qtbot)
    assert not compared.compared.is_shown
    assert said == ["One of the two is no longer in the case"]


def test_nothing_to_compare_is_said(opened, qtbot):
    said = []
    opened.compared.said.connect(said.append)
    opened.compared.ask(None)
    assert said == ["Select a party or a paper first: it is compared with another"]


def test_a_comparison_is_kept_under_a_name_and_comes_back(compared, qtbot):
    button = next(
        one
        for one in compared.compared.panel.findChildren(QAbstractButton)
        if one.text() == "Save…"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(compared, qtbot)
    form = find(compared, ViewNameForm)
    told = " ".join(label.text() for label in form.findChildren(QLabel))
    assert "Port Commission and Larkspur Press LLC side by side" in told
    form.name.setText("The quarrel")
    form.accept()
    settled(compared, qtbot)
    (view,) = compared.desk.case.views
    assert (view.question, view.compares) == (Question((PORT, PRESS)), True)
    compared.actions_by_key["loosen"].trigger()
    assert compared.views.shown() is None
    narrowing = compared.desk.narrowing
    before = len(calls(compared, "side_by_side"))
    compared.actions_by_key["views"].trigger()
    settled(compared, qtbot)
    menu = find(compared, QMenu)
    entry = next(one for one in menu.actions() if one.text() == "The quarrel (side by side)")
    assert not entry.isChecked()
    entry.trigger()
    menu.close()
    settled(compared, qtbot)
    assert compared.compared.is_shown and compared.desk.narrowing == narrowing
    assert calls(compared, "side_by_side")[before:][-1][1:] == (PORT, PRESS)
    compared.questions.offer_views()
    settled(compared, qtbot)
    menu = find(compared, QMenu)
    assert next(one for one in menu.actions() if "quarrel" in one.text()).isChecked()
    menu.close()
