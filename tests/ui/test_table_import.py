"""A spreadsheet in the window: columns matched by keyboard, every row seen first, taken in or left out."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from casefile.errors import CaseFailure
from casefile.import_records import Progress
from casefile.records import DocumentState
from casefile.table_columns import guess_of
from casefile.table_records import Field, RowState, TableSort
from importers.document import EncryptedFile
from importers.sniff import CSV
from tests.ui.driving import find, settled
from tests.ui.fake_case import document
from tests.ui.table_rows import CAST, EVENTS, plan_of, read_table
from ui.dialogs.password import PasswordForm
from ui.dialogs.table_import import TableImportDialog


@pytest.fixture
def dialog(qtbot, theme):
    """Return a dialogue over a table; the plan comes at once."""
    made = []

    def make(text):
        table = read_table(text)
        shown = TableImportDialog(table, [guess_of(sheet) for sheet in table.sheets])
        shown.plan_wanted.connect(lambda wish: shown.show_plan(plan_of(table, wish)))
        shown.show()
        shown.ask()
        made.append(shown)
        return shown

    yield make
    for each in made:
        if isValid(each):  # one that was answered is gone by itself
            each.close()


def states(dialog):
    rows = [dialog.model.row_at(dialog.model.index(at, 0)) for at in range(dialog.model.rowCount())]
    return [row.state for row in rows]


def test_columns_are_guessed_and_each_row_says_what_it_does(dialog):
    shown = dialog(EVENTS)
    assert shown.sort.value is TableSort.CHRONOLOGY
    told = {
        field: box.currentText() for field, box in shown.places.items() if box.value is not None
    }
    assert told == {
        Field.DATE: "Date",
        Field.WORDS: "Fact Text",
        Field.SOURCE: "Source(s)",
        Field.NOTE: "Notes",
    }
    assert states(shown) == [
        RowState.NEW,
        RowState.CHANGES,
        RowState.CHANGES,
        RowState.NEW,
        RowState.LEFT_OUT,
    ]
    cells = [shown.model.index(0, column).data() for column in range(6)]
    assert cells == ["+ New", "2", "Mar. 2026", "The permits are printed", "row 2 of the table", ""]
    assert shown.model.headerData(0, Qt.Orientation.Horizontal) == "What it does"
    assert shown.do_button.text() == "Import 2 rows"
    assert "2 rows that differ stay as the case has them." in shown.told.text()
    assert "2 rows have no place in a paper" in shown.told.text()


def test_a_row_s_changes_are_shown_old_and_new(dialog, qtbot):
    shown = dialog(EVENTS)
    shown.rows.setFocus()
    qtbot.keyClick(shown.rows, Qt.Key.Key_Down)
    told = shown.detail.toPlainText().splitlines()
    assert told[0] == "Row 3: Differs"
    assert told[2:] == [
        "Note: “Ask for it” is added",
        "Review: “suggested” becomes “accepted”",
    ]


def test_rows_are_left_out_and_taken_by_space(dialog, qtbot):
    shown = dialog(EVENTS)
    shown.updates.setChecked(True)
    assert shown.do_button.text() == "Import 4 rows"
    shown.rows.setFocus()
    qtbot.keyClick(shown.rows, Qt.Key.Key_Space)
    qtbot.keyClick(shown.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shown.rows, Qt.Key.Key_Space)
    assert shown.model.without == {2, 3}
    assert shown.do_button.text() == "Import 2 rows"
    qtbot.keyClick(shown.rows, Qt.Key.Key_Space)
    assert shown.model.without == set()
    box = shown.model.index(0, 0)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert shown.model.setData(box, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    chosen = []
    shown.chosen.connect(lambda *given: chosen.append(given))
    shown.submit()
    ((plan, updates, without),) = chosen
    assert (len(plan.rows), updates, without) == (5, True, {2})


def test_one_row_is_told_as_one(dialog, qtbot):
    shown = dialog(EVENTS)
    shown.rows.setFocus()
    qtbot.keyClick(shown.rows, Qt.Key.Key_Space)
    assert shown.do_button.text() == "Import 1 row"
    assert "1 row has no place in a paper: the table comes in as one, and it is" in (
        shown.told.text()
    )


def test_the_list_shows_one_kind_of_rows(dialog, qtbot):
    shown = dialog(EVENTS)
    shown.shown.setFocus()
    qtbot.keyClick(shown.shown, Qt.Key.Key_Down)
    assert shown.shown.currentText() == "New: 2"
    assert states(shown) == [RowState.NEW, RowState.NEW]
    assert shown.do_button.text() == "Import 2 rows"


def test_a_column_matched_by_keyboard_has_the_rows_looked_at_anew(dialog, qtbot):
    shown = dialog("Happened,Told by a neighbour\r\nMarch 2026,The permits are printed\r\n")
    assert shown.heading.currentText() == "Row 1"
    box = shown.places[Field.WORDS]
    assert box.currentText() == "Told by a neighbour"
    assert states(shown) == [RowState.NEW]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert box.currentText() == "–"
    assert states(shown) == [RowState.LEFT_OUT]
    qtbot.keyClicks(box, "T")
    assert states(shown) == [RowState.NEW]


def test_a_cast_has_fields_of_its_own(dialog):
    shown = dialog(CAST)
    assert shown.sort.value is TableSort.CAST
    assert Field.DATE not in shown.places and not shown.order.isEnabled()
    assert states(shown) == [RowState.CHANGES, RowState.NEW]
    shown.sort.setCurrentIndex(0)
    assert Field.DATE in shown.places


def test_a_table_without_headings_is_matched_by_letters(dialog):
    shown = dialog(
        "March 2026,The permits are printed\r\nApril 2026,Nobody comes to fetch them\r\n"
    )
    assert shown.heading.currentText() == "None"
    assert [shown.places[each].currentText() for each in (Field.DATE, Field.WORDS)] == ["A", "B"]
    assert states(shown) == [RowState.NEW, RowState.NEW]


class Tables:
    """Gives the made-up case what the window asks about tables."""

    def __init__(self, case, text=EVENTS):
        self.case, self.text, self.taken, self.passwords = case, text, [], []
        self.waits = Event()
        self.waits.set()
        case.read_table, case.plan_table, case.take_table = self.read, self.plan, self.take

    def read(self, path, password=None, document=None):
        self.passwords.append(password)
        if self.text is None:
            self.text = EVENTS
            raise EncryptedFile("This workbook is locked.")
        return read_table(self.text, path.name)

    def plan(self, table, sheet, sort, sources, *, columns, heading, day_before_month):
        from ui.dialogs.table_import import PlanWish

        return plan_of(table, PlanWish(sheet, sort, columns, heading, day_before_month))

    def take(self, plan, *, update, without):
        yield Progress(0, 2, "Row 1 of 2")
        self.waits.wait(10)
        yield Progress(1, 2, "Row 2 of 2")
        self.taken.append((plan.table.path.name, update, set(without)))
        yield Progress(2, 2, "2 new, 0 changed")


def test_a_chosen_file_comes_in_when_it_was_seen(opened, qtbot, monkeypatch):
    tables = Tables(opened.desk.case)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/c/Chronology.csv", ""))
    opened.actions_by_key["import_table"].trigger()
    settled(opened, qtbot)
    shown = find(opened, TableImportDialog)
    assert states(shown)[0] is RowState.NEW
    assert tables.taken == []
    shown.do_button.click()
    settled(opened, qtbot)
    assert tables.taken == [("Chronology.csv", False, set())]
    assert "“Chronology.csv” is in: 2 new, 0 changed" in opened.status.said


def test_rows_coming_in_are_told_and_can_be_given_up(opened, qtbot):
    tables = Tables(opened.desk.case)
    tables.waits.clear()
    opened.imports.tables.look_at(Path("/c/Chronology.csv"))
    settled(opened, qtbot)
    find(opened, TableImportDialog).do_button.click()
    working = opened.imports.tables.working
    qtbot.waitUntil(lambda: working.dialog is not None and working.dialog.isVisible())
    assert working.dialog.line.text() == "Row 1 of 2"
    opened.imports.tables.look_at(Path("/c/Chronology.csv"))  # one after the other
    working.dialog.cancel_button.click()
    tables.waits.set()
    settled(opened, qtbot)
    qtbot.waitUntil(lambda: not working.busy)
    assert tables.taken == []
    assert "No row of “Chronology.csv” came in" in opened.status.said


def test_a_locked_workbook_asks_for_its_password(opened, qtbot):
    tables = Tables(opened.desk.case, None)
    opened.imports.tables.look_at(Path("/c/Chronology.csv"))
    settled(opened, qtbot)
    form = find(opened, PasswordForm)
    form.password.setText("quay")
    form.submit()
    settled(opened, qtbot)
    assert tables.passwords == [None, "quay"]
    assert find(opened, TableImportDialog) is not None


def test_what_cannot_be_held_against_the_case_is_told_in_the_dialogue(opened, qtbot):
    tables = Tables(opened.desk.case)

    def fail(*_given, **_more):
        raise CaseFailure("The case is gone.")

    tables.case.plan_table = fail
    opened.imports.tables.look_at(Path("/c/Chronology.csv"))
    settled(opened, qtbot)
    shown = find(opened, TableImportDialog)
    assert shown.problem.text() == "The case is gone."
    assert not shown.do_button.isEnabled()
    opened.desk.close_case()
    settled(opened, qtbot)
    assert find(opened, TableImportDialog) is None


def test_a_paper_that_is_a_table_offers_its_rows(opened):
    row = document(3, media_type=CSV, state=DocumentState.READY)
    (entry,) = opened.imports.tables.entries(row)
    assert entry[0] == "Take its rows as chronology or cast…"
    assert opened.imports.tables.entries(document(1)) == ()
