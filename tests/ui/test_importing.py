"""Papers arriving in the window: dropped, listed, paused, stopped, unlocked, chosen from archives."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from casefile.records import DocumentState, RefType
from tests.ui.driving import calls, drop, find, settled
from tests.ui.fake_case import FakeCase
from ui.case_doors import CaseDoors
from ui.dialogs.archive import ArchiveDialog
from ui.dialogs.forms import NewCaseForm
from ui.dialogs.password import PasswordForm
from ui.import_queue import Standing


def standings(window):
    return {row.name: row.standing for row in window.files._queue.rows}


def test_dropped_papers_are_copied_in_with_a_summary(opened, qtbot):
    with qtbot.wait_signal(opened.desk.import_ended):
        event = drop(opened, "/papers/a.pdf", "/papers/b.pdf")
    assert event.dropAction() is Qt.DropAction.CopyAction
    ((_, paths, _),) = calls(opened, "ingest")
    assert [path.name for path in paths] == ["a.pdf", "b.pdf"]
    assert opened.status.said == "2 papers imported"
    settled(opened, qtbot)


def test_a_failed_file_is_listed_by_name(opened, qtbot):
    with qtbot.wait_signal(opened.desk.import_ended):
        drop(opened, "/papers/a.pdf", "/papers/b.bad")
    settled(opened, qtbot)
    assert opened.status.said == "1 paper imported"
    assert opened.status._details.text() == "1 needs you"
    assert opened.columns.isVisible()  # nobody is torn away from what is being read
    qtbot.mouseClick(opened.status._details, Qt.MouseButton.LeftButton)
    assert opened.files.isVisible()
    row = opened.files.current()
    assert (row.name, row.standing) == ("b.bad", Standing.FAILED)
    assert "damaged" in opened.files._sentence.text()
    assert opened.files._retry.isVisible()
    qtbot.mouseClick(opened.files._retry, Qt.MouseButton.LeftButton)
    settled(opened, qtbot)
    assert calls(opened, "read_again") == [("read_again", 1)]
    opened.actions_by_key["outcomes"].trigger()
    opened.actions_by_key["loosen"].trigger()
    assert opened.columns.isVisible()


def test_the_window_stays_usable_and_cancel_stops_an_import(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    drop(opened, "/papers/a.pdf", "/papers/b.pdf")
    qtbot.wait_until(lambda: case.waiting == 1)
    qtbot.wait_until(opened.status._cancel.isVisible)
    parties = opened.columns.columns[RefType.PARTY]
    assert "being read" in parties._empty.text()
    assert opened.status._bar.maximum() == 0  # nothing done yet: it moves to and fro
    drop(opened, "/papers/c.pdf")
    qtbot.wait_until(lambda: standings(opened).get("c.pdf") is Standing.WAITING)
    qtbot.mouseClick(opened.status._cancel, Qt.MouseButton.LeftButton)
    with qtbot.wait_signal(opened.desk.import_ended):
        case.gate.set()
    settled(opened, qtbot)
    assert len(calls(opened, "ingest")) == 1
    assert case.waiting == 1
    assert not opened.status._cancel.isVisible()
    assert "being read" not in parties._empty.text()
    assert opened.status.said == "Stopped. Import › Finish the import goes on with the rest"
    assert set(standings(opened).values()) == {Standing.STOPPED}
    assert opened.files._finish.isVisibleTo(opened.files)
    case.gate = None
    opened.actions_by_key["finish_import"].trigger()
    qtbot.wait_until(lambda: len(calls(opened, "ingest")) == 3)
    settled(opened, qtbot)
    assert [len(call[1]) for call in calls(opened, "ingest")[1:]] == [2, 1]
    assert set(standings(opened).values()) == {Standing.READY}
    opened.actions_by_key["finish_import"].trigger()
    settled(opened, qtbot)
    assert opened.status.said == "Every paper is read already"


def test_a_paused_import_waits_and_loses_nothing(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    drop(opened, "/papers/a.pdf", "/papers/b.pdf")
    qtbot.wait_until(lambda: case.waiting == 1)
    qtbot.wait_until(lambda: standings(opened).get("a.pdf") is Standing.READING)
    opened.actions_by_key["pause"].trigger()
    assert opened.status._pause.text() == "Go on"
    assert "Paused" in opened.files._summary.text()
    case.gate.set()
    qtbot.wait(50)
    assert case.waiting == 1
    opened.actions_by_key["pause"].trigger()
    qtbot.wait_until(lambda: set(standings(opened).values()) == {Standing.READY})
    settled(opened, qtbot)
    assert case.waiting == 2
    assert opened.status.said == "2 papers imported"


def test_a_paused_import_can_be_stopped_and_the_case_closed(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    drop(opened, "/papers/a.pdf", "/papers/b.pdf")
    qtbot.wait_until(lambda: case.waiting == 1)
    opened.actions_by_key["pause"].trigger()
    case.gate.set()
    opened.desk.close_case()
    qtbot.wait_until(lambda: case.closed)
    assert case.waiting == 1
    assert not opened.files._queue.rows


def test_the_first_import_is_watched_and_then_gives_way_to_the_columns(window, qtbot, tmp_path):
    window.desk.create_case(tmp_path / "new", "New", ())
    qtbot.wait_until(lambda: window.desk.case is not None)
    window.desk.case.rows = []
    window.desk.refresh()
    settled(window, qtbot)
    window.desk.case.gate = threading.Event()
    drop(window, "/papers/a.pdf")
    qtbot.wait_until(window.files.isVisible)
    window.desk.case.gate.set()
    qtbot.wait_until(window.columns.isVisible)
    settled(window, qtbot)


def test_the_list_is_copied_for_a_colleague(opened, qtbot):
    with qtbot.wait_signal(opened.desk.import_ended):
        drop(opened, "/papers/a.pdf", "/papers/b.bad")
    settled(opened, qtbot)
    opened.actions_by_key["outcomes"].trigger()
    qtbot.mouseClick(opened.files._copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[1] == "b.bad\tnot read\tb.bad is damaged."


def test_keys_do_not_touch_rows_that_the_list_hides(opened, qtbot):
    opened.columns.columns[RefType.PARTY].list.setCurrentIndex(
        opened.columns.columns[RefType.PARTY].model.index(0)
    )
    opened.actions_by_key["outcomes"].trigger()
    opened.actions_by_key["accept"].trigger()
    opened.actions_by_key["next"].trigger()
    settled(opened, qtbot)
    assert not calls(opened, "accept")


# -- passwords


def lock(opened, *numbers):
    case = opened.desk.case
    case.rows = [
        replace(row, state=DocumentState.FAILED, locked=True, failure="It is locked.")
        if row.id in numbers
        else row
        for row in case.rows
    ]
    opened.desk.refresh()


def test_a_password_is_tried_on_every_locked_paper(opened, qtbot):
    lock(opened, 2, 3)
    settled(opened, qtbot)
    opened.imports.ask_password(opened.desk.case.document(2))
    form = find(opened, PasswordForm)
    words = form.findChild(QLabel).text()
    assert "Summons to the Port.pdf" in words and "Answer.docx" in words
    assert "kept in this case" in words
    form.submit()
    assert "first" in form.problem.text()
    form.password.setText("right")
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "unlock") == [("unlock", 2, "right")]
    assert not any(row.locked for row in opened.desk.documents)
    assert opened.status.said == "Opened 1 paper"


def test_a_wrong_password_asks_again(opened, qtbot):
    lock(opened, 2)
    settled(opened, qtbot)
    opened.imports.ask_password(opened.desk.case.document(2))
    form = find(opened, PasswordForm)
    form.password.setText("wrong")
    form.submit()
    qtbot.wait_until(lambda: find(opened, PasswordForm) not in (None, form))
    again = find(opened, PasswordForm)
    assert "does not open" in again.problem.text()
    again.reject()
    settled(opened, qtbot)


def test_a_locked_file_without_a_row_in_the_case_is_imported_with_its_password(opened, qtbot):
    with qtbot.wait_signal(opened.desk.import_ended):
        drop(opened, "/papers/a.locked")
    settled(opened, qtbot)
    opened.actions_by_key["outcomes"].trigger()
    assert opened.files._password.isVisible()
    opened.files.list.activated.emit(opened.files.list.currentIndex())
    form = find(opened, PasswordForm)
    form.password.setText("right")
    with qtbot.wait_signal(opened.desk.import_ended):
        form.submit()
    settled(opened, qtbot)
    path = "/papers/a.locked"
    assert calls(opened, "ingest")[-1][2] == {path: "right"}
    assert standings(opened) == {"a.locked": Standing.READY}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(("locked", "entry"), [(True, "Enter password…"), (False, "Read again")])
def test_the_menu_of_a_failed_paper_offers_the_next_step(opened, qtbot, locked, entry):
    row = replace(opened.desk.case.document(2), state=DocumentState.FAILED, locked=locked)
    opened.document_menu.show(row, QPoint(50, 50))
    menu = find(opened, QMenu)
    offered = {"Enter password…", "Read again"} & {act.text() for act in menu.actions()}
    assert offered == {entry}
    menu.close()
    qtbot.wait(1)


# -- archives


def test_what_is_taken_of_an_archive_is_asked_first(opened, qtbot):
    drop(opened, "/papers/production.zip", "/papers/a.pdf")
    qtbot.wait_until(lambda: find(opened, ArchiveDialog) is not None)
    dialog = find(opened, ArchiveDialog)
    path = Path("/papers/production.zip")
    assert dialog.names(path) == ("Vol 1/a.pdf", "Vol 1/b.docx", "Vol 2/inner.zip → c.eml")
    assert dialog.do_button.text() == "Import 3 papers and the rest"
    assert not calls(opened, "ingest")
    dialog.password_wanted.emit(path)
    form = find(opened, PasswordForm)
    form.password.setText("right")
    form.submit()
    qtbot.wait_until(lambda: "Vol 2/d.pdf" in dialog.names(path))
    folder = dialog.tree.topLevelItem(0).child(0)
    folder.setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.wait_until(lambda: dialog.do_button.text() == "Import 2 papers and the rest")
    with qtbot.wait_signal(opened.desk.import_ended):
        dialog.do_button.click()
    settled(opened, qtbot)
    assert calls(opened, "members")[0][1] == {path: ("Vol 2/inner.zip → c.eml", "Vol 2/d.pdf")}


def test_nothing_chosen_of_an_archive_leaves_it_out(opened, qtbot):
    drop(opened, "/papers/production.zip", "/papers/a.pdf")
    qtbot.wait_until(lambda: find(opened, ArchiveDialog) is not None)
    dialog = find(opened, ArchiveDialog)
    dialog.tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.wait_signal(opened.desk.import_ended):
        dialog.do_button.click()
    assert calls(opened, "ingest")[0][1] == [Path("/papers/a.pdf")]
    settled(opened, qtbot)


def test_a_damaged_archive_is_left_to_the_import_to_explain(opened, qtbot):
    opened.desk.case.broken_archives = True
    with qtbot.wait_signal(opened.desk.import_ended):
        drop(opened, "/papers/production.zip")
    assert calls(opened, "ingest")[0][1] == [Path("/papers/production.zip")]
    settled(opened, qtbot)


# -- scans


def test_scans_are_read_by_themselves_and_make_way_for_papers(window, qtbot, doors, tmp_path):
    class Scanned(FakeCase):
        def __init__(self, folder, name="Scans"):
            super().__init__(folder, name)
            self.scans_left, self.scan_gate = 3, threading.Event()

    case = Scanned(tmp_path)
    window.desk.opening.doors = CaseDoors(lambda _folder: case, doors.create)
    window.desk.open_case(tmp_path)
    qtbot.wait_until(lambda: "page 1 of 3" in window.status._work.text())
    assert not window.status._cancel.isVisible()
    case.gate = threading.Event()
    drop(window, "/papers/a.pdf")
    qtbot.wait_until(lambda: case.waiting == 1)
    case.scan_gate.set()
    qtbot.wait_until(lambda: not window.desk.scans.busy)
    left = case.scans_left
    assert left
    case.gate.set()
    qtbot.wait_until(lambda: case.scans_left == 0)
    settled(window, qtbot)
    assert len(calls(window, "read_scans")) == 2
    assert not window.status._work.isVisible()
    assert ("refresh", 6) in window.reader.asked


def test_reading_of_scans_can_be_paused_and_turned_off(opened, qtbot):
    case = opened.desk.case
    case.scans_left, case.scan_gate = 3, threading.Event()
    opened.desk.scans.look()
    qtbot.wait_until(lambda: opened.status._pause.isVisible())
    qtbot.mouseClick(opened.status._pause, Qt.MouseButton.LeftButton)
    case.scan_gate.set()
    settled(opened, qtbot)
    assert case.scans_left == 2
    assert opened.status._work.text() == "Reading of scans is paused · 2 pages to go"
    opened.actions_by_key["scans_off"].trigger()
    assert opened._settings.value.scans == ""
    qtbot.mouseClick(opened.status._pause, Qt.MouseButton.LeftButton)
    settled(opened, qtbot)
    assert case.scans_left == 2
    opened.actions_by_key["scans_rapidocr"].trigger()
    settled(opened, qtbot)
    assert case.scans_left == 0


def test_pages_that_could_not_be_read_are_tried_again_when_asked(opened, qtbot):
    opened.actions_by_key["scans_again"].trigger()
    settled(opened, qtbot)
    assert calls(opened, "read_scans") == [("read_scans", "rapidocr", "retry")]
    opened.actions_by_key["scans_off"].trigger()
    opened.actions_by_key["scans_again"].trigger()
    settled(opened, qtbot)
    assert len(calls(opened, "read_scans")) == 1
    assert "not read again" in opened.status.said


def test_pages_that_cannot_be_read_are_not_tried_forever(opened, qtbot):
    case = opened.desk.case
    case.scans_left = 2
    case.read_scans = lambda engine, retry: iter(case.calls.append(("read_scans", engine)) or ())
    opened.desk.scans.look()
    settled(opened, qtbot)
    qtbot.wait(30)
    assert len(calls(opened, "read_scans")) == 1


# -- more of the queue


def test_papers_dropped_during_an_import_come_next(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    drop(opened, "/papers/a.pdf")
    drop(opened, "/papers/b.pdf")
    case.gate.set()
    qtbot.wait_until(lambda: len(calls(opened, "ingest")) == 2)
    settled(opened, qtbot)
    assert not opened.desk.importing


@pytest.fixture
def left(window, qtbot, tmp_path, monkeypatch):
    """A window whose case finishes what an earlier import left, and is held at the first of two papers."""
    papers, gate = [tmp_path / "left 1.pdf", tmp_path / "left 2.pdf"], threading.Event()

    def resume(case):
        case.gate = gate
        return case.ingest(papers)

    monkeypatch.setattr(FakeCase, "unfinished", lambda self: 2)
    monkeypatch.setattr(FakeCase, "resume", resume)
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: window.desk.case is not None and window.desk.case.waiting == 1)
    yield window
    gate.set()


def asked_for(window):
    return [[path.name for path in call[1]] for call in calls(window, "ingest")]


def test_papers_go_before_what_an_earlier_import_left(left, qtbot):
    left.actions_by_key["pause"].trigger()
    ended = []
    left.desk.import_ended.connect(ended.append)
    left.desk.import_papers([Path("/papers/a.pdf")])
    assert not left.desk.imports.is_paused
    left.desk.import_papers([Path("/papers/b.pdf")])
    left.desk.case.gate.set()
    qtbot.wait_until(lambda: len(ended) == 3)
    settled(left, qtbot)
    rest = ["left 1.pdf", "left 2.pdf"]
    assert asked_for(left) == [rest, ["a.pdf"], ["b.pdf"], rest]
    assert [len(outcomes) for outcomes in ended] == [1, 1, 2]
    assert set(standings(left).values()) == {Standing.READY}
    assert left.status.said == "4 papers imported"


def test_what_made_way_can_be_stopped_with_the_papers(left, qtbot):
    left.desk.import_papers([Path("/papers/a.pdf")])
    left.files.cancel_wanted.emit()
    left.desk.case.gate.set()
    qtbot.wait_until(lambda: not left.desk.importing)
    settled(left, qtbot)
    rest = ["left 1.pdf", "left 2.pdf"]
    assert asked_for(left) == [rest]
    left.actions_by_key["finish_import"].trigger()
    qtbot.wait_until(lambda: len(asked_for(left)) == 3)
    settled(left, qtbot)
    assert asked_for(left) == [rest, ["a.pdf"], rest]


def test_an_interrupted_import_goes_on_at_the_next_opening(
    window, qtbot, doors, tmp_path, monkeypatch
):
    monkeypatch.setattr(FakeCase, "unfinished", lambda self: 1)
    monkeypatch.setattr(FakeCase, "resume", lambda self: self.ingest([tmp_path / "left.pdf"]))
    with qtbot.wait_signal(window.desk.import_ended):
        window.desk.open_case(tmp_path / "x.pincite")
    assert window.status.said == "1 paper imported"
    settled(window, qtbot)


def test_closing_during_an_import_stops_it_before_the_case_is_closed(opened, qtbot):
    case = opened.desk.case
    case.gate = threading.Event()
    drop(opened, "/papers/a.pdf", "/papers/b.pdf")
    qtbot.wait_until(lambda: case.waiting == 1)
    opened.desk.close_case()
    assert not case.closed
    case.gate.set()
    qtbot.wait_until(lambda: case.closed)
    assert case.waiting == 1
    assert opened.pages.currentIndex() == 0


def test_a_dropped_link_gets_a_sentence(opened, qtbot):
    drop(opened, "https://example.org/story")
    assert opened.troubles.bar.isVisible()
    assert "never goes online" in opened.troubles.bar.words.text()
    assert not calls(opened, "ingest")


def test_papers_dropped_on_the_first_screen_make_a_case(window, qtbot, doors, tmp_path):
    folder = tmp_path / "Larkspur papers"
    folder.mkdir()
    drop(window, str(folder))
    form = find(window, NewCaseForm)
    assert form.name.text() == "Larkspur papers"
    form.place.setText(str(tmp_path))
    with qtbot.wait_signal(window.desk.import_ended):
        form.submit()
    assert doors.cases[0].folder == tmp_path / "Larkspur papers.pincite"
    assert calls(window, "ingest")[0][1] == [folder]
    settled(window, qtbot)


@pytest.mark.parametrize("is_protected", [False, True])
def test_the_folder_of_an_original_is_shown_and_a_readable_copy_is_told(
    opened, qtbot, monkeypatch, tmp_path, is_protected
):
    shown, said = [], []
    monkeypatch.setattr(
        "ui.import_commands.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile())
    )
    copy = tmp_path / "for a while" / "0001 Complaint.pdf"
    case = opened.desk.case
    monkeypatch.setattr(case, "is_protected", is_protected)
    monkeypatch.setattr(case, "readable_original", lambda _document: copy)
    opened.imports.said.connect(said.append)
    opened.imports.reveal(case.rows[0])
    settled(opened, qtbot)
    assert shown == [str(copy.parent)]
    assert len(said) == is_protected and all("unencrypted" in each for each in said)
