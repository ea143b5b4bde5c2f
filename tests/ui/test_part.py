"""Some papers as a case of their own, from the window."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from casefile.import_records import Progress
from casefile.records import Ref, RefType
from tests.ui.driving import find, settled
from ui.dialogs.part import PartForm
from ui.dialogs.passphrase import RecoveryForm
from ui.dialogs.working import WorkingDialog
from ui.narrowing import Narrowing


@pytest.fixture
def written(opened, monkeypatch):
    """Return what was written; the file is chosen at once."""
    made = []

    def write(documents, target, **more):
        yield Progress(0, 2, "Copying “Complaint.pdf”")
        made.append((documents, target, more))
        yield Progress(2, 2, "Written")

    opened.desk.case.write_portion = write
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/c/Part.zip", ""))
    return made


def form_of(opened, qtbot):
    opened.actions_by_key["part"].trigger()
    settled(opened, qtbot)
    return find(opened, PartForm)


def check(form, at):
    form.papers.item(at).setCheckState(Qt.CheckState.Checked)


def test_checked_papers_are_written(opened, qtbot, written):
    form = form_of(opened, qtbot)
    assert not form.do_button.isEnabled() and form.do_button.text() == "Save…"
    check(form, 0)
    check(form, 2)
    assert form.do_button.text() == "Save 2 papers…"
    form.name.setText("For the expert")
    form.submit()
    settled(opened, qtbot)
    ((documents, target, more),) = written
    assert (documents, target) == ((1, 3), Path("/c/Part.zip"))
    assert more == {"name": "For the expert", "own_words": False, "protection": None}
    assert "Wrote 2 papers" in opened.status.said
    assert find(opened, PartForm) is None


def test_papers_are_found_by_words_and_checked_together(opened, qtbot, written):
    form = form_of(opened, qtbot)
    qtbot.keyClicks(form.words, "complaint")
    form.all_button.click()
    form.words.clear()
    assert form.numbers() == (1,)
    form.notes.setChecked(True)
    form.submit()
    settled(opened, qtbot)
    assert written[0][2]["own_words"] is True


def test_papers_that_the_view_is_narrowed_to_are_checked(opened, qtbot, written):
    opened.desk.narrow(Narrowing.to(Ref(RefType.DOCUMENT, 4)))
    settled(opened, qtbot)
    form = form_of(opened, qtbot)
    assert form.numbers() == (4,)
    form.none_button.click()
    form.submit()
    assert "No paper is checked" in form.problem.text()
    assert written == []


def test_a_file_that_was_not_chosen_leaves_the_form(opened, qtbot, written, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    form = form_of(opened, qtbot)
    check(form, 1)
    form.submit()
    settled(opened, qtbot)
    assert find(opened, PartForm) is form and written == []


def test_long_writing_says_how_far_it_is_and_can_be_given_up(opened, qtbot, written):
    reached, made = Event(), []

    def write(documents, target, **more):
        yield Progress(0, 2, "Copying “Complaint.pdf”")
        reached.wait(10)
        yield Progress(1, 2, "Copying “Answer.pdf”")
        made.append(target)
        yield Progress(2, 2, "Written")

    opened.desk.case.write_portion = write
    form = form_of(opened, qtbot)
    check(form, 0)
    form.submit()
    qtbot.waitUntil(lambda: shown(opened) is not None)
    dialog = shown(opened)
    assert dialog.windowTitle() == "Writing 1 paper to Part.zip"
    assert dialog.line.text() == "Copying “Complaint.pdf”"
    assert (dialog.bar.value(), dialog.bar.maximum()) == (0, 2)
    dialog.cancel_button.click()
    assert not dialog.cancel_button.isEnabled() and dialog.isVisible()
    reached.set()
    settled(opened, qtbot)
    qtbot.waitUntil(lambda: shown(opened) is None)
    assert "Nothing was written" in opened.status.said
    assert made == []


def test_what_was_whole_when_it_was_given_up_is_told_as_written(opened, qtbot, written):
    reached = Event()

    def write(documents, target, **more):
        reached.wait(10)
        yield Progress(2, 2, "Written")

    opened.desk.case.write_portion = write
    form = form_of(opened, qtbot)
    check(form, 0)
    form.submit()
    qtbot.waitUntil(lambda: shown(opened) is not None)
    shown(opened).reject()
    reached.set()
    settled(opened, qtbot)
    assert "Wrote 1 paper" in opened.status.said


def shown(opened):
    """Return the window that says how far long work is, if it is there to be seen."""
    dialog = find(opened, WorkingDialog)
    return dialog if dialog is not None and dialog.isVisible() else None


def test_protected_papers_go_into_one_file_and_their_recovery_key_is_shown(
    opened, qtbot, written, monkeypatch
):
    asked = []

    def answer(_parent, _title, start, kinds):
        asked.append((start, kinds))
        return "/c/Part.pincite-backup", kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    form = form_of(opened, qtbot)
    check(form, 0)
    fields = form.protection
    fields.protect.setChecked(True)
    assert form.papers.geometry().right() < form.width(), "the form is as wide as its list needs"
    fields.passphrase.setText("four words")
    form.submit()
    assert "differ" in form.problem.text() and not asked
    fields.again.setText("four words")
    form.submit()
    settled(opened, qtbot)
    ((_, target, more),) = written
    assert target == Path("/c/Part.pincite-backup")
    assert more["protection"].passphrase == "four words"
    ((start, kinds),) = asked
    assert start.endswith(".pincite-backup") and "zip" not in kinds
    assert find(opened, RecoveryForm).key.text() == more["protection"].recovery
