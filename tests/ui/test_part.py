"""Some papers as a case of their own, from the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from casefile.records import Ref, RefType
from tests.ui.driving import find, settled
from ui.dialogs.part import PartForm
from ui.narrowing import Narrowing


@pytest.fixture
def written(opened, monkeypatch):
    """Return what was written; the file is chosen at once."""
    made = []
    opened.desk.case.write_portion = lambda documents, target, **more: made.append(
        (documents, target, more)
    )
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
    assert not form.do_button.isEnabled()
    check(form, 0)
    check(form, 2)
    assert form.do_button.text() == "Save 2 papers…"
    form.name.setText("For the expert")
    form.submit()
    settled(opened, qtbot)
    ((documents, target, more),) = written
    assert (documents, target) == ((1, 3), Path("/c/Part.zip"))
    assert more == {"name": "For the expert", "own_words": False}
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
