"""The outline of issues in the window, over a real case that simple workers read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from casefile.case import Case
from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.records import RefType
from tests.casefile.helpers import COMPLAINT, FakeWorkers, paper
from tests.ui.conftest import RecordingReader
from tests.ui.driving import click, find, press, settled
from ui.case_doors import CaseDoors
from ui.dialogs.issues import DraftsForm, IssueForm, LinkForm
from ui.issue_words import counts_words, issue_sentence
from ui.main_window import MainWindow
from ui.models.outline import EvidenceModel, OutlineModel
from ui.settings import SettingsFile

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLEADED = f"""{COMPLAINT}COUNT I: Taking without notice (42 U.S.C. § 1983)
The berth was shut on 2026-03-09.
COUNT II: Nuisance
It is loud.
"""


@pytest.fixture
def window(qtbot, jobs, theme, tmp_path):
    """Show the window over a case with one complaint."""
    workers, local = FakeWorkers(), tmp_path / "local"
    with Case.create(tmp_path / "x", workers, local=local) as case:
        list(case.ingest([paper(tmp_path, "Complaint.txt", PLEADED)]))
        folder = case.folder

    def opened(folder, name=""):
        return Case.open(folder, workers, local=local)

    settings = SettingsFile(tmp_path / "window.json")
    with theme.laid_on_last():
        made = MainWindow(jobs, theme, settings, CaseDoors(opened, opened), RecordingReader)
    qtbot.add_widget(made)
    made.resize(1440, 900)
    made.show()
    with qtbot.wait_signal(made.desk.columns_read):
        made.desk.open_case(folder)
    settled(made, qtbot)
    yield made
    with qtbot.wait_signal(made.desk.case_closed):
        made.desk.close_case()
    qtbot.wait_until(lambda: not jobs.busy)
    workers.close()


@pytest.fixture
def argued(window, qtbot):
    """Open the outline at the first of three issues, with evidence for an element of it."""
    case = window.desk.case
    taking = case.add_issue("Taking", law="42 U.S.C. § 1983")
    notice = case.add_issue("No notice", parent=taking)
    case.add_issue("Damage", parent=taking)
    case.add_issue("Nuisance")
    rows = case.view()
    case.link_evidence(notice, [rows.quotes[0].ref, rows.dates[0].ref], Side.FOR)
    window.outline.open()
    settled(window, qtbot)
    return window


def outline(window):
    return [(row.number, row.title) for row in window.desk.case.issues()]


def at(window, title):
    panel = window.outline.panel
    row = next(row for row in panel.model.rows if row.title == title)
    panel.tree.setCurrentIndex(panel.model.index_of(row.id))
    panel.tree.setFocus()
    return row


def key(window, qtbot, which, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key in the window, which may have lost the keyboard to a form that has just closed."""
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    press(window, qtbot, which, modifier)
    settled(window, qtbot)


def undone(window, qtbot):
    window.review.undo()
    settled(window, qtbot)
    settled(window, qtbot)


def evidence(window):
    return [(row.side, row.words) for row in window.outline.panel.evidence_model.rows]


OUTLINE = [("1", "Taking"), ("1.1", "No notice"), ("1.2", "Damage"), ("2", "Nuisance")]


def test_an_empty_outline_teaches_and_drafts_from_the_counts(window, qtbot):
    key(window, qtbot, Qt.Key.Key_I)
    panel = window.outline.panel
    assert panel.isVisible() and panel.draft_button.isVisible()
    assert "counts of the complaint" in panel._words.text()
    panel.draft_button.click()
    settled(window, qtbot)
    form = find(window, DraftsForm)
    shown = [form.list.item(place).text() for place in range(form.list.count())]
    assert shown[0].startswith("Count I: Taking without notice") and "¶" in shown[0]
    form.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    form.submit()
    settled(window, qtbot)
    assert outline(window) == [("1", "Count II: Nuisance")]
    key(window, qtbot, Qt.Key.Key_D)
    form = find(window, DraftsForm)
    assert "already" in form.list.item(1).text()
    assert form.list.item(1).checkState() == Qt.CheckState.Unchecked
    form.reject()
    undone(window, qtbot)
    assert outline(window) == [] and panel.draft_button.isVisible()


def test_what_nothing_proves_is_told_in_words_and_shape(argued):
    model = argued.outline.panel.model
    counts = {row.title: counts_words(row) for row in model.rows}
    assert counts == {
        "Taking": "below",
        "No notice": "▲ 2",
        "Damage": "○ no evidence",
        "Nuisance": "○ no evidence",
    }
    assert argued.outline.panel.counted.text() == "4 issues · ○ 2 without evidence"
    damage = model.index_of(next(row.id for row in model.rows if row.title == "Damage"))
    assert damage.data(Qt.ItemDataRole.AccessibleTextRole) == "1.2 Damage: no evidence"


def test_issues_are_written_and_taken_back(argued, qtbot):
    at(argued, "Taking")
    key(argued, qtbot, Qt.Key.Key_Plus)
    form = find(argued, IssueForm)
    form.submit()
    assert "title first" in form.problem.text()
    form.title.setText("  Delay ")
    form.law.setText("N.Y. Gen. Bus. Law § 349")
    form.note.setPlainText("Ask the\nexpert")
    qtbot.keyClick(form.note, Qt.Key.Key_Return, CONTROL)
    settled(argued, qtbot)
    settled(argued, qtbot)
    assert outline(argued)[3:] == [("2", "Delay"), ("3", "Nuisance")]
    current = argued.outline.panel.current_issue()
    assert (current.title, current.note) == ("Delay", "Ask the\nexpert")
    key(argued, qtbot, Qt.Key.Key_N, SHIFT)
    form = find(argued, IssueForm)
    form.title.setText("Of a week")
    form.submit()
    settled(argued, qtbot)
    assert outline(argued)[4] == ("2.1", "Of a week")
    undone(argued, qtbot)
    undone(argued, qtbot)
    assert outline(argued) == OUTLINE


def test_an_issue_is_written_anew(argued, qtbot):
    at(argued, "Taking")
    key(argued, qtbot, Qt.Key.Key_E)
    form = find(argued, IssueForm)
    assert form.law.text() == "42 U.S.C. § 1983"
    form.title.setText("Taking without notice")
    form.law.setText("")
    form.submit()
    settled(argued, qtbot)
    row = argued.desk.case.issues()[0]
    assert (row.title, row.law) == ("Taking without notice", None)


MOVES = [
    ("Damage", Qt.Key.Key_Up, [("1.1", "Damage"), ("1.2", "No notice")]),
    ("No notice", Qt.Key.Key_Down, [("1.1", "Damage"), ("1.2", "No notice")]),
    ("Damage", Qt.Key.Key_Right, [("1.1.1", "Damage")]),
    ("Damage", Qt.Key.Key_Left, [("2", "Damage"), ("3", "Nuisance")]),
    ("Nuisance", Qt.Key.Key_Right, [("1.3", "Nuisance")]),
    ("Nuisance", Qt.Key.Key_Up, [("1", "Nuisance"), ("2.2", "Damage")]),
    ("Taking", Qt.Key.Key_Left, OUTLINE),
    ("Taking", Qt.Key.Key_Right, OUTLINE),
    ("Taking", Qt.Key.Key_Up, OUTLINE),
    ("Nuisance", Qt.Key.Key_Down, OUTLINE),
]


@pytest.mark.parametrize(("title", "arrow", "seen"), MOVES)
def test_alt_and_an_arrow_move_it(argued, qtbot, title, arrow, seen):
    at(argued, title)
    key(argued, qtbot, arrow, ALT)
    assert set(seen) <= set(outline(argued))
    assert argued.outline.panel.isVisible()
    assert argued.outline.panel.current_issue().title == title
    if seen != OUTLINE:
        undone(argued, qtbot)
        assert outline(argued) == OUTLINE


def test_an_issue_is_dragged_but_never_below_itself(argued, qtbot):
    model = argued.outline.panel.model
    by_title = {row.title: row.id for row in model.rows}

    def drop(title, row, onto):
        index = model.index_of(by_title[onto]) if onto else QModelIndex()
        data = model.mimeData([model.index_of(by_title[title])])
        done = model.dropMimeData(data, Qt.DropAction.CopyAction, row, 0, index)
        settled(argued, qtbot)
        settled(argued, qtbot)
        return done

    assert not drop("Taking", -1, "Damage") and not drop("Taking", 0, "Taking")
    assert outline(argued) == OUTLINE
    assert drop("Nuisance", -1, "Damage")
    assert outline(argued)[3] == ("1.2.1", "Nuisance")
    assert drop("Nuisance", 0, None)
    assert outline(argued)[0] == ("1", "Nuisance")


def test_removing_takes_what_is_below_and_comes_back(argued, qtbot):
    at(argued, "Taking")
    key(argued, qtbot, Qt.Key.Key_Delete)
    assert outline(argued) == [("1", "Nuisance")]
    assert "with what is below it" in argued.status.said
    undone(argued, qtbot)
    assert outline(argued) == OUTLINE


def test_evidence_changes_sides_opens_and_goes(argued, qtbot):
    at(argued, "No notice")
    panel = argued.outline.panel
    assert [side for side, _ in evidence(argued)] == [Side.FOR, Side.FOR]
    panel.evidence.setFocus()
    panel.evidence.setCurrentIndex(panel.evidence_model.index(0))
    first = panel.current_evidence()
    assert argued.reader.asked[-1][0] == "pin" and argued.reader.asked[-1][1] == first.pin
    key(argued, qtbot, Qt.Key.Key_G)
    settled(argued, qtbot)
    assert [side for side, _ in evidence(argued)] == [Side.FOR, Side.AGAINST]
    assert panel.current_evidence().id == first.id and panel.evidence.hasFocus()
    key(argued, qtbot, Qt.Key.Key_B)
    assert evidence(argued)[1][0] is Side.NEUTRAL
    key(argued, qtbot, Qt.Key.Key_Delete)
    assert len(evidence(argued)) == 1
    panel.evidence.setFocus()
    panel.evidence.setCurrentIndex(panel.evidence_model.index(0))
    key(argued, qtbot, Qt.Key.Key_Return)
    assert argued.reader.hasFocus()


def test_whatever_is_selected_is_linked_by_typing(argued, qtbot):
    argued.outline.leave()
    party = argued.desk.case.view().parties[0].ref
    click(argued, qtbot, party)
    key(argued, qtbot, Qt.Key.Key_I, SHIFT)
    form = find(argued, LinkForm)
    assert form.list.count() == 4
    form.field.setText("nuis")
    assert [form.list.item(place).text() for place in range(2)] == [
        "2  Nuisance",
        "New issue “nuis”",
    ]
    form.sides[Side.AGAINST].click()
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    settled(argued, qtbot)
    row = argued.desk.case.issues()[-1]
    assert [(each.ref, each.side) for each in row.evidence] == [(party, Side.AGAINST)]
    assert "Linked as evidence against “Nuisance”." in argued.status.said


def test_linking_makes_the_issue_where_there_is_none(window, qtbot):
    case = window.desk.case
    place = case.view().quotes[0].pin
    window.reader.selected = place
    window.reader.setFocus()
    key(window, qtbot, Qt.Key.Key_I, SHIFT)
    form = find(window, LinkForm)
    form.submit()
    assert "Type the title" in form.problem.text()
    form.field.setText("Notice was due")
    form.submit()
    settled(window, qtbot)
    row = case.issues()[0]
    assert row.title == "Notice was due" and row.evidence[0].pin.span == place.span


def test_without_a_selection_linking_says_what_to_do(window, qtbot):
    key(window, qtbot, Qt.Key.Key_I, SHIFT)
    assert "Select a row, a paper, or words" in window.status.said


def test_a_note_goes_on_the_evidence_that_has_the_keyboard(argued, qtbot):
    at(argued, "No notice")
    panel = argued.outline.panel
    panel.evidence.setFocus()
    panel.evidence.setCurrentIndex(panel.evidence_model.index(0))
    ref = panel.current_evidence().ref
    assert argued.outline.carriers() == (ref,) and ref.type in (RefType.QUOTE, RefType.DATE)


def test_the_menu_names_its_keys(argued):
    at(argued, "Taking")
    argued.outline._show_menu(QPoint(10, 10))
    menu = next(one for one in argued.findChildren(QMenu) if one.isVisible())
    assert "In\tAlt+Right" in [action.text() for action in menu.actions()]
    menu.close()


def test_keys_j_and_k_and_escape_work_as_everywhere(argued, qtbot):
    at(argued, "Taking")
    key(argued, qtbot, Qt.Key.Key_J)
    assert argued.outline.panel.current_issue().title == "No notice"
    key(argued, qtbot, Qt.Key.Key_K)
    assert argued.outline.panel.current_issue().title == "Taking"
    key(argued, qtbot, Qt.Key.Key_Escape)
    assert argued.columns.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(argued):
    panel = argued.outline.panel
    for widget in (panel.tree, panel.evidence):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name)


def issue(number, title, parent=None, depth=0, place="1"):
    return IssueRow(number, title, None, "", parent, depth, place, None, (), True)


def test_the_model_keeps_its_promises_through_changes(qtbot):
    model = OutlineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    outlines = [
        (issue(1, "A"), issue(2, "B", 1, 1, "1.1"), issue(3, "C", 2, 2, "1.1.1")),
        (issue(1, "A, anew"), issue(2, "B", 1, 1, "1.1"), issue(3, "C", 2, 2, "1.1.1")),
        (issue(3, "C"), issue(1, "A", None, 0, "2"), issue(2, "B", 1, 1, "2.1")),
        (),
        (issue(2, "B"),),
    ]
    for rows in outlines:
        model.set_rows(rows)
        assert [model.row_at(model.index_of(row.id)) for row in rows] == list(rows)
    assert model.index_of(1) == QModelIndex() and model.row_at(QModelIndex()) is None
    assert issue_sentence(outlines[0][0]) == "1 A: no evidence"
    del tester


def test_the_evidence_keeps_its_promises_through_changes(qtbot):
    model = EvidenceModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one, two = (
        EvidenceRow(number, 1, side, None, None, None, "words")
        for number, side in ((1, Side.AGAINST), (2, Side.FOR))
    )
    model.set_rows((one, two))
    assert model.rows == (two, one) and model.row_at(model.index_of(1)) is one
    model.set_rows((replace(two, rejected=True), one))
    assert "rejected, proves nothing" in model.index(0).data()
    model.set_rows(())
    assert not model.index_of(1).isValid()
    del tester
