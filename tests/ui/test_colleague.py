"""A colleague's copy in the window: what it brings is seen first; what differs is settled by one key."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from casefile.exchange_records import MergePreview
from tests.ui.driving import calls, find, last_pin, settled
from tests.ui.fake_exchange import CLASH
from ui.dialogs.colleague import ColleagueDialog
from ui.dialogs.conflicts import ConflictsDialog
from ui.dialogs.passphrase import PassphraseForm

COPY = Path("/laptop/Larkspur copy.pincite")
NOTHING = MergePreview("Larkspur Press v. Port Commission", (), (), (), (), (), 0, False)


@pytest.fixture
def dialog(opened, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(COPY))
    opened.actions_by_key["bring_in"].trigger()
    assert isinstance(opened.colleagues.dialog, ColleagueDialog)
    return opened.colleagues.dialog


def words(lines):
    return [line.words for line in lines.list.lines.lines]


def test_what_would_come_is_seen_before_anything_changes(opened, qtbot, dialog):
    assert not dialog.bring.isEnabled() and dialog.focusWidget() is dialog.folder
    assert words(dialog) == ["What would come in is listed here"]
    dialog.folder.click()
    settled(opened, qtbot)
    assert words(dialog) == [
        "1 conflict: yours stands until one of you chooses", "Port Commission",
        "1 paper that this case lacks", "Reply.pdf",
        "1 paper neither here nor in the copy: what is said of it waits", "Draft.docx",
        "2 decisions to come in", "Accepted “no notice”", "Rejected X",
    ]  # fmt: skip
    lines = dialog.list.lines.lines
    assert lines[1].note == "name: you Port Commission · colleague The Commission"
    assert lines[7].note.startswith("D. Reyes, Mar. 12, 2026") and lines[8].note == ""
    assert dialog.bring.isEnabled() and not calls(opened, "merge")


def test_it_comes_in_and_what_is_in_conflict_is_asked_at_once(opened, qtbot, dialog):
    dialog.folder.click()
    settled(opened, qtbot)
    dialog.bring.click()
    settled(opened, qtbot)
    assert calls(opened, "merge") == [("merge", COPY)]
    qtbot.wait_until(lambda: opened.colleagues.conflicts is not None)
    conflicts = opened.colleagues.conflicts
    assert isinstance(conflicts, ConflictsDialog)
    assert conflicts.isVisible() and words(conflicts) == ["Port Commission"]
    assert (
        conflicts.mine.text() == "Port Commission" and conflicts.theirs.text() == "The Commission"
    )
    assert conflicts.theirs_by.text().startswith("D. Reyes, Mar. 12, 2026")
    assert "1 conflict to settle" in opened.status.said


@pytest.mark.parametrize(("key", "theirs"), [(Qt.Key.Key_M, False), (Qt.Key.Key_T, True)])
def test_one_key_settles_a_conflict(opened, qtbot, key, theirs):
    opened.desk.case.open_conflicts = [replace(CLASH, id=3), CLASH]
    opened.actions_by_key["settle"].trigger()
    settled(opened, qtbot)
    conflicts = opened.colleagues.conflicts
    qtbot.keyClick(conflicts.list, key)
    settled(opened, qtbot)
    assert calls(opened, "settle_conflict") == [("settle_conflict", 3, theirs)]
    qtbot.wait_until(lambda: conflicts.told.text() == "1 conflict left")
    assert conflicts.current().id == 7  # the next one, without another key
    qtbot.keyClick(conflicts.list, key)
    settled(opened, qtbot)
    qtbot.wait_until(lambda: words(conflicts) == ["Nothing is in conflict"])
    assert not conflicts.keep.isEnabled() and not conflicts.take.isEnabled()
    assert conflicts.mine.text() == ""


def test_a_conflict_is_shown_where_it_stands(opened, qtbot):
    opened.desk.case.open_conflicts = [replace(CLASH, id=3, ref=None), CLASH]
    opened.actions_by_key["settle"].trigger()
    settled(opened, qtbot)
    opened.colleagues.conflicts.list.step(1)
    settled(opened, qtbot)
    assert last_pin(opened)[2] == CLASH.ref
    assert not opened.desk.narrowing.constraints  # it is only looked at


def test_open_conflicts_are_told_when_the_case_opens(opened, qtbot):
    opened.desk.case.open_conflicts = [CLASH]
    opened.desk.case_opened.emit(opened.desk.case)
    settled(opened, qtbot)
    assert "1 conflict with a colleague’s copy to settle" in opened.status.said


def test_what_is_no_copy_says_so_and_another_can_be_chosen(opened, qtbot, dialog, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/laptop/letter.txt", ""))
    dialog.file.click()
    settled(opened, qtbot)
    assert dialog.problem.text() == "“letter.txt” is no Pincite case."
    assert dialog.problem.isVisible() and not dialog.bring.isEnabled()
    assert words(dialog) == ["What would come in is listed here"]
    dialog.folder.click()
    settled(opened, qtbot)
    assert not dialog.problem.isVisible() and dialog.bring.isEnabled()


def test_a_copy_without_news_brings_nothing(opened, qtbot, dialog):
    opened.desk.case.coming = NOTHING
    dialog.folder.click()
    settled(opened, qtbot)
    assert words(dialog) == ["Nothing in it is new here"] and not dialog.bring.isEnabled()


def test_another_case_is_looked_at_with_a_warning(opened, qtbot, dialog):
    case = opened.desk.case
    case.coming = replace(case.coming, another_case=True, name="Marrow v. Port")
    dialog.folder.click()
    settled(opened, qtbot)
    assert "“Marrow v. Port” is no copy of this case" in dialog.problem.text()
    assert dialog.bring.isEnabled()


def test_a_merge_that_is_stopped_tells_nothing(opened, qtbot, dialog, monkeypatch):
    case, error = opened.desk.case, OSError("gone")

    def merge(source, secret):
        yield from ()
        raise error

    monkeypatch.setattr(case, "merge", merge)
    dialog.folder.click()
    settled(opened, qtbot)
    dialog.bring.click()
    settled(opened, qtbot)
    assert opened.colleagues.conflicts is None
    assert opened.troubles.bar.isVisible() and "came in" not in opened.status.said


def test_review_work_is_written_to_a_file(opened, qtbot, monkeypatch):
    name = "/laptop/Larkspur.pincite-review"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    opened.actions_by_key["hand_out"].trigger()
    settled(opened, qtbot)
    assert calls(opened, "export_review") == [("export_review", Path(name))]
    assert "Larkspur.pincite-review" in opened.status.said


def test_a_protected_copy_asks_for_its_passphrase(opened, qtbot, dialog):
    copy = Path("/laptop/For Ann.pincite-backup")
    opened.colleagues.look_at(copy)
    settled(opened, qtbot)
    form = find(opened, PassphraseForm)
    assert "protected" in dialog.problem.text() and form.problem.isHidden()
    form.passphrase.setText("wrong")
    form.submit()
    settled(opened, qtbot)
    form = find(opened, PassphraseForm)
    assert "protected" in form.problem.text()
    form.passphrase.setText("four words")
    form.submit()
    settled(opened, qtbot)
    assert dialog.bring.isEnabled() and dialog.problem.isHidden()
    dialog.bring.click()
    settled(opened, qtbot)
    assert calls(opened, "merge") == [("merge", copy, "four words")]
