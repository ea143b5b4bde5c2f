"""Several rows of a column, selected by Shift, are decided on in one step."""

from PySide6.QtCore import Qt

from casefile.records import Ref, RefType
from tests.ui.driving import calls, click, column, press, settled

SHIFT = Qt.KeyboardModifier.ShiftModifier
PARTY = RefType.PARTY


def test_shift_and_arrows_select_rows_that_are_decided_on_at_once(opened, qtbot):
    rows = column(opened, PARTY)
    opened.columns.go_to(Ref(PARTY, 2))
    rows.setFocus()
    press(opened, qtbot, Qt.Key.Key_Down, SHIFT)
    press(opened, qtbot, Qt.Key.Key_Down, SHIFT)
    picked = opened.keys.selected()
    assert len(picked) == 3 and picked[0] == Ref(PARTY, 2)
    press(opened, qtbot, Qt.Key.Key_A)
    assert calls(opened, "accept") == [("accept", picked)]
    assert "3 parties" in opened.status.said


def test_a_click_with_shift_selects_up_to_it_and_narrows_nothing(opened, qtbot):
    opened.columns.go_to(Ref(PARTY, 2))
    column(opened, PARTY).setFocus()
    click(opened, qtbot, Ref(PARTY, 4), SHIFT)
    picked = opened.keys.selected()
    assert {Ref(PARTY, 2), Ref(PARTY, 4)} <= set(picked) and len(picked) >= 3
    assert opened.desk.narrowing.constraints == ()
    press(opened, qtbot, Qt.Key.Key_X)
    assert [set(call[1]) for call in calls(opened, "reject")] == [set(picked)]


def test_one_row_alone_is_decided_on_as_ever(opened, qtbot):
    click(opened, qtbot, Ref(PARTY, 3))
    press(opened, qtbot, Qt.Key.Key_J)
    settled(opened, qtbot)
    assert len(opened.keys.selected()) == 1
    row = opened.columns.current_row()
    press(opened, qtbot, Qt.Key.Key_A)
    assert calls(opened, "accept") == [("accept", (row.ref,))]
