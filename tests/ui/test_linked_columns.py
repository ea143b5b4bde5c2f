"""The columns in the window: sorted, grouped, folded; each row with its evidence and the way to it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from casefile.evidence_records import EvidenceMark, RowEvidence
from casefile.questions import Days, Question
from casefile.records import Ref, RefType, Relation, RelationKind
from importers.source_text import Span
from tests.ui.driving import calls, click, column, find, last_pin, press, settled, shown
from tests.ui.fake_case import party, pin, quote
from ui.column_lines import Heading, arrange
from ui.column_order import ColumnOrder, Group, Orders, Sort
from ui.models.rows import RowsModel
from ui.narrowing import Narrowing
from ui.panels.linked_delegates import RowDelegate, narrow_mark
from ui.panels.linked_list import RowList
from ui.row_words import row_sentence

PORT = Ref(RefType.PARTY, 1)
PRESS = Ref(RefType.PARTY, 2)
MANY = 20_000
MONTHS = Orders({RefType.DATE: ColumnOrder(group=Group.MONTH)})


def choose(window, qtbot, orders):
    window.orders.choose(orders)
    settled(window, qtbot)


def heading(rows):
    model = rows.model()
    at = next(
        at for at in range(model.rowCount()) if isinstance(model.line_at(model.index(at)), Heading)
    )
    return model.index(at)


def entries(menu):
    return [action.text() for action in menu.actions() if action.text() and action.isEnabled()]


@pytest.fixture
def told(opened):
    """Give the plaintiff evidence of how it is linked to the commission."""
    words = "The Port Commission met Larkspur Press on the quay."
    marks = tuple(
        EvidenceMark(Span(words.index(name), words.index(name) + len(name)), RefType.PARTY, own)
        for name, own in (("Port Commission", False), ("Larkspur Press", True))
    )
    place = pin(3, 700, 14, "12")
    opened.desk.case.told[PRESS] = RowEvidence(words, marks, place, 2)
    return opened


def test_a_menu_sorts_and_the_case_remembers_it(opened, qtbot, tmp_path):
    column(opened, RefType.PARTY).setFocus()
    opened.columns.go_to(PORT)
    press(opened, qtbot, Qt.Key.Key_O)
    menu = find(opened, QMenu)
    assert "Name" in entries(menu) and "Side" in entries(menu)
    next(action for action in menu.actions() if action.text() == "Name").trigger()
    menu.close()
    settled(opened, qtbot)
    assert shown(opened, RefType.PARTY) == [6, 4, 5, 3, 2, 1]
    assert opened.columns.current_row().ref == PORT
    assert "Name" in opened.columns.parties._button.toolTip()
    with qtbot.wait_signal(opened.desk.columns_read):
        opened.desk.open_case(tmp_path / "x.pincite")
    settled(opened, qtbot)
    assert opened.desk.orders.of(RefType.PARTY).sort is Sort.NAME
    assert shown(opened, RefType.PARTY) == [6, 4, 5, 3, 2, 1]
    opened.orders.choose(opened.desk.orders.usual(RefType.PARTY))
    settled(opened, qtbot)
    assert shown(opened, RefType.PARTY) == [1, 2, 3, 4, 5, 6]


def test_groups_fold_and_narrow_by_key(opened, qtbot):
    choose(opened, qtbot, MONTHS)
    dates = column(opened, RefType.DATE)
    dates.setFocus()
    dates.setCurrentIndex(heading(dates))
    assert opened.columns.current_row() is None
    before = dates.model().rowCount()
    press(opened, qtbot, Qt.Key.Key_Left)
    assert dates.model().rowCount() == before - 4
    press(opened, qtbot, Qt.Key.Key_Return)
    assert dates.model().rowCount() == before
    press(opened, qtbot, Qt.Key.Key_Right)  # open already: to its first row
    assert opened.columns.current_row().id == 1
    press(opened, qtbot, Qt.Key.Key_Left)
    assert isinstance(dates.model().line_at(dates.currentIndex()), Heading)
    press(opened, qtbot, Qt.Key.Key_Space)
    (month,) = opened.desk.narrowing.constraints
    assert isinstance(month, Days) and (month.earliest.month, month.latest.day) == (3, 31)


def test_groups_fold_and_narrow_by_mouse(opened, qtbot):
    choose(opened, qtbot, Orders({RefType.QUOTE: ColumnOrder(group=Group.SPEAKER)}))
    quotes = column(opened, RefType.QUOTE)
    rect = quotes.visualRect(heading(quotes))
    opened.columns.go_to(Ref(RefType.QUOTE, 1))
    opened.reader.asked.clear()
    before = quotes.model().rowCount()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(quotes.viewport(), left, pos=rect.topLeft() + QPoint(20, 8))
    assert quotes.model().rowCount() == before - 2 and not opened.desk.narrowing.constraints
    assert opened.columns.current_row() is None and not opened.reader.asked  # nobody went anywhere
    qtbot.mouseClick(quotes.viewport(), left, pos=narrow_mark(rect).center())
    settled(opened, qtbot)
    assert opened.desk.narrowing.constraints == (PORT,)


def test_what_was_gone_to_is_unfolded_and_steps_skip_headings(opened, qtbot):
    choose(opened, qtbot, MONTHS)
    opened.columns.columns[RefType.DATE].list.fold_all()
    assert column(opened, RefType.DATE).model().rowCount() == 2
    assert opened.columns.go_to(Ref(RefType.DATE, 3))
    assert opened.columns.current_row().id == 3
    opened.actions_by_key["next"].trigger()
    assert opened.columns.current_row().id == 4
    opened.actions_by_key["next"].trigger()  # the last month's heading is folded: nothing beyond it
    assert opened.columns.current_row().id == 4
    opened.actions_by_key["fold_rows"].trigger()
    opened.actions_by_key["fold_rows"].trigger()
    opened.columns.go_to(Ref(RefType.DATE, 4))
    opened.actions_by_key["next"].trigger()
    assert opened.columns.current_row().id == 5


def test_rows_show_their_evidence_and_open_it(told, qtbot):
    click(told, qtbot, PORT)
    qtbot.wait_until(lambda: bool(calls(told, "evidence")))
    settled(told, qtbot)
    asked = [call for call in calls(told, "evidence") if PRESS in call[2]]
    assert asked[-1][1] == Question((PORT,))
    assert told.columns.evidence_of(PRESS).others == 2
    index = column(told, RefType.PARTY).model().index_of(PRESS)
    assert "met Larkspur Press on the quay" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    told.columns.go_to(PRESS)
    press(told, qtbot, Qt.Key.Key_Return)
    assert last_pin(told)[1] == pin(3, 700, 14, "12")
    told.keys.step_place(1)
    assert last_pin(told)[1] == pin(2, 300)
    told.keys.step_place(-1)
    assert last_pin(told)[1] == pin(3, 700, 14, "12")


def test_evidence_is_forgotten_with_the_question(told, qtbot):
    click(told, qtbot, PORT)
    qtbot.wait_until(lambda: told.columns.evidence_of(PRESS) is not None)
    told.navigator.narrow(Narrowing())
    settled(told, qtbot)
    assert told.columns.evidence_of(PRESS) is None


def test_what_is_folded_stays_so_when_the_case_changes(opened, qtbot):
    choose(opened, qtbot, MONTHS)
    dates = column(opened, RefType.DATE)
    dates.setFocus()
    opened.columns.go_to(Ref(RefType.DATE, 1))
    opened.navigator.show_row(opened.columns.current_row())
    press(opened, qtbot, Qt.Key.Key_Left)
    press(opened, qtbot, Qt.Key.Key_Left)
    folded = dates.model().rowCount()
    opened.desk.refresh()
    settled(opened, qtbot)
    assert dates.model().rowCount() == folded
    assert isinstance(dates.model().line_at(dates.currentIndex()), Heading)


def test_places_that_come_late_do_not_take_the_reader_back(told, qtbot):
    row = next(row for row in told.desk.case.parties if row.ref == PRESS)
    linked = replace(row, relation=Relation(RelationKind.SAME_SENTENCE, 3))
    told.navigator.pass_by(linked)  # its evidence is not known: the case is asked where it is
    told.navigator.pass_by(told.desk.case.quotes[0])
    settled(told, qtbot)
    assert last_pin(told)[2] == Ref(RefType.QUOTE, 1)
    told.navigator.pass_by(linked)
    settled(told, qtbot)
    assert last_pin(told)[1:] == (pin(3, 700, 14, "12"), PRESS)


@pytest.fixture(scope="module")
def many():
    relation = Relation(RelationKind.SAME_SENTENCE, 3)
    rows = [
        quote(at, "word " * (at % 60 + 1), relation=relation if at % 3 == 0 else None)
        for at in range(MANY)
    ]
    return arrange(rows)


@pytest.fixture
def long_list(qtbot, theme, many):
    """Show a list of many quotes, a third of them linked."""
    made = RowList(RowsModel(row_sentence), RowDelegate(theme), "Quotes")
    qtbot.add_widget(made)
    made.resize(300, 500)
    made.show()
    made.show_rows(many, frozenset(), frozenset())
    return made


def test_the_answer_to_another_question_is_shown_from_its_first_row_on(opened, qtbot):
    dates = column(opened, RefType.DATE)
    dates.setFixedHeight(30)  # less than a row
    bar = dates.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    opened.desk.refresh()
    settled(opened, qtbot)
    assert bar.value() == scrolled, "nothing else was asked"
    click(opened, qtbot, PORT)
    settled(opened, qtbot)
    assert bar.maximum() > 0 and bar.value() == 0


def test_a_long_list_makes_nothing_for_rows_that_nobody_sees(long_list, qtbot):
    painted = []
    delegate = long_list.itemDelegate()
    paint = delegate.paint
    delegate.paint = lambda painter, option, index: (
        painted.append(index.row()),
        paint(painter, option, index),
    )
    long_list.grab()
    assert 3 <= len(painted) < 30
    painted.clear()
    long_list.setFocus()
    qtbot.keyClick(long_list, Qt.Key.Key_End)
    long_list.grab()
    assert long_list.current_row().id == MANY - 1
    assert 3 <= len(painted) < 30 and MANY - 1 in painted
    assert long_list.verticalScrollBar().value() == long_list.verticalScrollBar().maximum()


def test_rows_stand_below_each_other_and_are_found_where_they_stand(long_list):
    model = long_list.model()
    long_list.scrollTo(model.index(MANY // 2))
    first, last = long_list.visible_lines()
    assert first <= MANY // 2 <= last
    bottom = None
    for at in range(first, last + 1):
        rect = long_list.visualRect(model.index(at))
        assert rect.height() > 20 and (bottom is None or rect.top() == bottom)
        bottom = rect.top() + rect.height()
        if rect.top() >= 0:
            assert long_list.indexAt(rect.topLeft() + QPoint(5, 1)).row() == at


def test_the_row_on_top_stays_when_the_list_gets_narrower(long_list, qtbot):
    long_list.verticalScrollBar().setValue(MANY * 20)
    first, _ = long_list.visible_lines()
    long_list.resize(220, 500)
    assert long_list.visible_lines()[0] == first


def test_heights_that_a_job_counted_are_not_counted_again(long_list, many, qtbot, monkeypatch):
    qtbot.waitExposed(long_list)
    long_list.grab()  # it has its width
    other = arrange([*many.rows[: MANY // 2], quote(MANY + 1, "harbor " * 90)])
    long_list.prepare(other)
    monkeypatch.setattr(RowDelegate, "_counted_height", lambda *_: pytest.fail("counted again"))
    monkeypatch.setattr("ui.counted_list.accumulate", lambda _: pytest.fail("summed again"))
    long_list.show_rows(other, frozenset(), frozenset())
    long_list.doItemsLayout()
    assert long_list.model().rowCount() == MANY // 2 + 1
    assert long_list.visualRect(long_list.model().index(1, 0)).height() > 0


def test_a_page_down_and_up(long_list, qtbot):
    long_list.setCurrentIndex(long_list.model().index(100))
    qtbot.keyClick(long_list, Qt.Key.Key_PageDown)
    below = long_list.current_row().id
    assert 103 <= below < 120
    qtbot.keyClick(long_list, Qt.Key.Key_PageUp)
    assert abs(long_list.current_row().id - 100) <= 2
    qtbot.keyClick(long_list, Qt.Key.Key_Home)
    assert long_list.current_row().id == 0


def test_room_for_evidence_is_kept_before_it_comes(qtbot, theme):
    relation = Relation(RelationKind.SAME_SENTENCE, 3)
    rows = [replace(party(at, f"Party {at}"), relation=relation) for at in range(3)]
    model = RowsModel(row_sentence)
    made = RowList(model, RowDelegate(theme), "Parties")
    qtbot.add_widget(made)
    made.resize(300, 500)
    made.show()
    asked = []
    made.evidence_wanted.connect(asked.append)
    made.show_rows(arrange(rows), frozenset(), frozenset())
    qtbot.wait_until(lambda: bool(asked))
    places = [made.visualRect(model.index(at)) for at in range(3)]
    model.add_evidence(asked[0], {asked[0][0]: RowEvidence("Both met. " * 30, (), pin())})
    made.grab()
    assert [made.visualRect(model.index(at)) for at in range(3)] == places
    plain = RowDelegate(theme).height(party(9, "Party"), 300)
    assert places[0].height() > plain + 20
