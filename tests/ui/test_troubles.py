"""Failures are told above the line of status with their next step; faults get one report."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox

from casefile.case import Case
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseInUse,
    CaseOpenElsewhere,
    NoSuchFinding,
    NotACase,
)
from casefile.mending import Mended
from casefile.records import Problem
from importers.document import DamagedFile
from tests.ui.driving import find, settled
from ui.case_doors import CaseDoors
from ui.dialogs.crash import CrashDialog
from ui.dialogs.messages import MessagesDialog


def broken():
    raise RuntimeError("Ines Valdar's secret")


def fault():
    try:
        broken()
    except RuntimeError as error:
        return error


@pytest.fixture
def bar(window):
    return window.troubles.bar


def test_a_sentence_stands_above_the_line_of_status_on_both_screens(window, bar, qtbot):
    assert not bar.isVisible()
    window.show_sentence("The disk is full.")
    assert bar.isVisible() and window.pages.currentIndex() == 0
    assert bar.words.text() == bar.accessibleDescription() == "The disk is full."
    assert find(window, QMessageBox) is None
    assert not bar.step.isVisible() and not bar.details.isVisible()
    bar.close_button.setFocus()
    qtbot.keyClick(bar.close_button, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_esc_elsewhere_leaves_the_message(opened, qtbot):
    opened.show_sentence("The disk is full.")
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.troubles.bar.isVisible()


@pytest.mark.parametrize(
    ("error", "step"),
    [
        (NotACase("This is no case: choose another folder."), "Open case…"),
        (DamagedFile("It is damaged: ask for a new copy."), "What the import did"),
        (NoSuchFinding("It is no longer in the case."), "History…"),
        (CaseDiskFull("The disk is full: make room."), "Open folder"),
    ],
)
def test_a_failure_offers_its_next_step(opened, error, step):
    opened.show_error(error)
    bar = opened.troubles.bar
    assert (bar.words.text(), bar.step.text()) == (str(error), step)
    assert bar.step.isVisible()


def test_a_step_that_cannot_be_taken_is_not_offered(window, bar):
    window.show_error(DamagedFile("It is damaged."))
    assert not bar.step.isVisible()


def test_a_case_in_use_can_be_tried_again(window, bar, qtbot, doors, tmp_path):
    open_, refused = doors.open, []

    def refuse_once(folder):
        if not refused:
            refused.append(folder)
            raise CaseInUse("Somebody else has this case open: ask them to close it.")
        return open_(folder)

    window.desk.opening.doors = CaseDoors(refuse_once, refuse_once)
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: bar.isVisible())
    assert bar.step.text() == "Try again"
    with qtbot.wait_signal(window.desk.columns_read):
        bar.step.click()
    settled(window, qtbot)
    assert not bar.isVisible()
    assert doors.cases


def test_a_case_that_another_computer_left_open_can_be_opened_anyway(
    window, bar, qtbot, doors, tmp_path
):
    folder, open_ = tmp_path / "x.pincite", doors.open
    folder.mkdir()
    note = folder / "case.holder.json"
    note.touch()

    def open_unless_noted(folder):
        if note.exists():
            raise CaseOpenElsewhere("It seems to be open by jane on OTHER-PC.")
        return open_(folder)

    window.desk.opening.doors = CaseDoors(open_unless_noted, open_unless_noted)
    window.desk.open_case(folder)
    qtbot.wait_until(lambda: bar.isVisible())
    assert bar.step.text() == "Open anyway"
    with qtbot.wait_signal(window.desk.columns_read):
        bar.step.click()
    settled(window, qtbot)
    assert doors.cases and not note.exists()


def test_the_newest_copy_can_be_put_in_the_place_of_a_damaged_case_file(
    window, bar, qtbot, doors, tmp_path, monkeypatch
):
    folder, open_, mended = tmp_path / "x.pincite", doors.open, []

    def open_if_mended(folder):
        if not mended:
            raise CaseDamaged("The case file of “x.pincite” is damaged.")
        return open_(folder)

    def mend(folder, *, secret=None):
        assert secret is None
        mended.append(folder)
        copy = folder / "backups" / "case 2026-06-01.db"
        return Mended(copy, copy, (folder / "0003 Reply.txt",), ("Quote accepted",))

    monkeypatch.setattr(Case, "mend", staticmethod(mend))
    window.desk.opening.doors = CaseDoors(open_if_mended, open_if_mended)
    window.desk.open_case(folder)
    qtbot.wait_until(lambda: bar.isVisible())
    assert bar.step.text() == "Put the newest copy in place"
    with qtbot.wait_signal(window.desk.columns_read):
        bar.step.click()
    settled(window, qtbot)
    assert mended == [folder] and doors.cases
    told = " ".join(message.sentence for message in window.troubles.messages)
    assert "“case 2026-06-01.db” was put in place" in told
    assert "Newer papers are read again: 1." in told and "Quote accepted" in told


def test_what_to_beware_of_in_a_case_is_told_as_it_opens(window, bar, qtbot, doors, tmp_path):
    open_ = doors.open

    def in_a_synchronised_folder(folder):
        case = open_(folder)
        case.cautions = lambda: (Problem("x", "OneDrive copies this folder."),)
        return case

    window.desk.opening.doors = CaseDoors(in_a_synchronised_folder, in_a_synchronised_folder)
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: bar.isVisible())
    assert bar.words.text() == "OneDrive copies this folder."


def test_the_folder_of_a_full_disk_is_shown(opened, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    opened.show_error(CaseDiskFull("The disk is full: make room."))
    opened.troubles.bar.step.click()
    assert [url.toLocalFile() for url in shown] == [str(opened.desk.case.folder.parent)]


def test_a_fault_is_told_once_and_the_window_goes_on(opened, qtbot):
    error = fault()
    for _ in range(3):
        opened.show_error(error)
    (dialog,) = opened.findChildren(CrashDialog)
    assert not dialog.isModal()
    dialog.close()
    settled(opened, qtbot)
    opened.show_error(error)
    assert not opened.findChildren(CrashDialog)
    assert "again" in opened.troubles.bar.words.text()
    opened.troubles.bar.details.click()
    assert opened.findChildren(CrashDialog)[0].report.toPlainText()


def test_nothing_copyable_or_kept_holds_words_of_the_case(opened):
    opened.show_error(fault())
    (dialog,) = opened.findChildren(CrashDialog)
    dialog._copy()
    bar = opened.troubles.bar
    texts = [QGuiApplication.clipboard().text(), bar.words.text()]
    texts += [text for one in opened.troubles.messages for text in (one.sentence, one.report)]
    assert "RuntimeError" in texts[0]
    assert not [text for text in texts if "Valdar" in text or "secret" in text]


def test_a_fault_of_a_job_comes_to_the_same_dialogue(opened, qtbot):
    def broken():
        assert threading.current_thread() is not threading.main_thread()
        raise fault()

    opened.desk.jobs.run(broken)
    qtbot.wait_until(lambda: bool(opened.findChildren(CrashDialog)))


def test_the_session_is_listed_newest_first_with_its_steps(opened, qtbot):
    opened.status.say("Accepted")
    opened.status.say("Accepted")
    opened.show_error(NotACase("This is no case."))
    opened.actions_by_key["messages"].trigger()
    dialog = find(opened, MessagesDialog)
    rows = [dialog.list.topLevelItem(at).text(2) for at in range(dialog.list.topLevelItemCount())]
    assert rows[:2] == ["This is no case.", "Accepted"]
    assert rows.count("Accepted") == 1
    assert dialog.step.text() == "Open case…"
    opened.show_error(fault())
    assert dialog.list.topLevelItem(0).text(1) == "trouble"
    assert dialog.step.text() == "Details"
    dialog.step.click()
    assert opened.findChildren(CrashDialog)
    dialog.close()


def test_a_list_without_messages_says_so(qtbot):
    dialog = MessagesDialog((), lambda _message: None)
    qtbot.addWidget(dialog)
    (line,) = (dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount()))
    assert line.text(2) == "Nothing was said since the program started."
    assert not line.flags() & Qt.ItemFlag.ItemIsSelectable
    assert dialog.step.isHidden()


def test_a_long_sentence_is_shown_to_its_end(opened, qtbot):
    long = "Something could not be done because of something. " * 8 + "Do this next."
    opened.troubles.tell("Short.")
    opened.troubles.tell(long)
    opened.actions_by_key["messages"].trigger()
    dialog = find(opened, MessagesDialog)
    rows = dialog.list
    first, second = (rows.visualItemRect(rows.topLevelItem(row)).height() for row in (0, 1))
    lines = rows.fontMetrics().boundingRect(
        0, 0, rows.columnWidth(2), 10_000, Qt.TextFlag.TextWordWrap, long
    )
    assert first >= lines.height() > 2 * second
    dialog.close()
