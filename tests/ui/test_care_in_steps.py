"""The check, a backup and a restore show how far they are, and can be given up."""

from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog, QTableWidget

from casefile.import_records import Progress
from casefile.records import Problem
from tests.ui.driving import calls, find, settled
from ui.dialogs.forms import NewCaseForm
from ui.dialogs.passphrase import BackupForm
from ui.dialogs.working import WorkingDialog


def waiting(free, last):
    """Return steps that wait in their midst until they may go on."""

    def steps(*_given, **_more):
        yield Progress(1, 3, "Reading the original “0001 Complaint.pdf”")
        free.wait(60)
        yield Progress(2, 3, "Reading the next")
        yield from last

    return steps


@pytest.fixture
def free():
    event = Event()
    yield event
    event.set()


def cancelled(window, qtbot, free):
    qtbot.wait_until(lambda: find(window, WorkingDialog) is not None)
    dialog = find(window, WorkingDialog)
    assert dialog.line.text() == "Reading the original “0001 Complaint.pdf”"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (1, 3)
    dialog.cancel_button.click()
    free.set()
    settled(window, qtbot)
    assert find(window, WorkingDialog) is None


def test_a_check_shows_how_far_it_is_and_is_given_up(opened, qtbot, free):
    opened.desk.case.checking = waiting(free, ())
    opened.actions_by_key["check"].trigger()
    cancelled(opened, qtbot, free)
    assert opened.status.said == "The check was given up"


def test_what_a_check_finds_is_shown(opened, qtbot):
    case = opened.desk.case
    case.steps_of_check = (Progress(0, 2, "Checking"), Progress(1, 2, "Checking the search index"))
    opened.actions_by_key["check"].trigger()
    settled(opened, qtbot)
    assert "The case is sound" in opened.status.said
    case.problems = (Problem("0001 Complaint.pdf", "The original is missing."),)
    opened.actions_by_key["check"].trigger()
    settled(opened, qtbot)
    cells = [table.item(0, 1).text() for table in opened.findChildren(QTableWidget)]
    assert "The original is missing." in cells and len(calls(opened, "check")) == 2


def test_a_backup_shows_how_far_it_is_and_is_given_up(opened, qtbot, free, monkeypatch, tmp_path):
    file = tmp_path / "out.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    opened.desk.case.backing_up = waiting(free, ())
    opened.actions_by_key["backup"].trigger()
    find(opened, BackupForm).submit()
    cancelled(opened, qtbot, free)
    assert opened.status.said == f"No backup was written to {file}"


def test_a_restore_goes_on_while_cases_come_and_go_and_is_given_up(
    opened, qtbot, free, monkeypatch, tmp_path
):
    file = tmp_path / "Back.zip"
    file.write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr("ui.backup_commands._restoring", waiting(free, ()))
    opened.actions_by_key["restore"].trigger()
    qtbot.wait_until(lambda: find(opened, NewCaseForm) is not None)
    find(opened, NewCaseForm).submit()
    qtbot.wait_until(lambda: find(opened, WorkingDialog) is not None)
    opened.desk.close_case()
    qtbot.wait_until(lambda: opened.desk.case is None)
    assert opened.backups.working.busy
    cancelled(opened, qtbot, free)
    assert opened.status.said == "Nothing was restored" and opened.desk.case is None
