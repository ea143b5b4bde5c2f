"""Backups in the window: protected or not, a recovery key shown once, and back again."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from casefile import protected_file
from casefile.case import Case
from casefile.protection import Cost, Protection, recovery_key
from tests.ui.driving import calls, find, settled
from ui.dialogs.forms import NewCaseForm
from ui.dialogs.passphrase import BackupForm, PassphraseForm, RecoveryForm

WORDS = "four words that do not belong"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(protected_file, "COST", Cost(1, 1, 8))


@pytest.fixture
def choosing(monkeypatch, tmp_path):
    """Answer file dialogs; what they were asked is kept."""
    asked = []

    def answer(_parent, _title, start, kinds):
        asked.append((Path(start).name, kinds))
        return choosing.answer, kinds

    class Choosing:
        answer = str(tmp_path / "out.zip")

    choosing = Choosing()
    choosing.asked = asked
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    return choosing


def test_a_plain_backup_is_two_steps(opened, qtbot, choosing, tmp_path):
    opened.actions_by_key["backup"].trigger()
    form = find(opened, BackupForm)
    assert not form.protection.passphrase.isEnabled() and not form.protection.recovery.isEnabled()
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "backup") == [("backup", tmp_path / "out.zip", None)]
    assert find(opened, BackupForm) is None and "out.zip" in opened.status.said
    ((name, kinds),) = choosing.asked
    assert name.endswith(".zip") and "*.zip" in kinds


def test_a_protected_backup_shows_its_recovery_key_once(opened, qtbot, choosing, tmp_path):
    choosing.answer = str(tmp_path / "out.pincite-backup")
    opened.actions_by_key["backup"].trigger()
    form = find(opened, BackupForm)
    form.protection.protect.setChecked(True)
    for first, second, said in (
        ("short", "short", "8 characters"),
        (WORDS, WORDS + "!", "differ"),
    ):
        form.protection.passphrase.setText(first)
        form.protection.again.setText(second)
        form.submit()
        assert said in form.problem.text() and form.isVisible() and not choosing.asked
    form.protection.again.setText(WORDS)
    assert form.protection.passphrase.echoMode() == QLineEdit.EchoMode.Password
    form.submit()
    settled(opened, qtbot)
    ((_, file, protection),) = calls(opened, "backup")
    assert file == tmp_path / "out.pincite-backup"
    assert protection.passphrase == WORDS and protection.recovery
    assert choosing.asked[0][0].endswith(".pincite-backup")
    shown = find(opened, RecoveryForm)
    assert shown.key.text() == protection.recovery
    shown.findChild(QPushButton, "copy").click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == protection.recovery
    assert bytes(copied.data("x-kde-passwordManagerHint").data()) == b"secret"
    shown.submit()
    assert find(opened, RecoveryForm) is None
    assert protection.recovery not in opened.status.said


def test_without_a_recovery_key_none_is_shown(opened, qtbot, choosing):
    opened.actions_by_key["backup"].trigger()
    form = find(opened, BackupForm)
    form.protection.protect.setChecked(True)
    form.protection.recovery.setChecked(False)
    form.protection.passphrase.setText(WORDS)
    form.protection.again.setText(WORDS)
    form.submit()
    settled(opened, qtbot)
    assert calls(opened, "backup")[0][2] == Protection(WORDS)
    assert find(opened, RecoveryForm) is None


def test_no_file_chosen_leaves_the_form(opened, qtbot, choosing):
    choosing.answer = ""
    opened.actions_by_key["backup"].trigger()
    form = find(opened, BackupForm)
    form.submit()
    assert form.isVisible() and not calls(opened, "backup")
    form.reject()


def restored_by(window, qtbot, *secrets):
    """Restore by one secret after the other; return what the form complained of."""
    said = []
    for number, secret in enumerate(secrets):
        qtbot.wait_until(lambda: find(window, PassphraseForm) is not None)
        form = find(window, PassphraseForm)
        said.append(form.problem.text())
        form.passphrase.setText(secret)
        form.submit()
        if number == 0:
            qtbot.wait_until(lambda: find(window, NewCaseForm) is not None)
            place = find(window, NewCaseForm)
            assert (place.windowTitle(), place.do_button.text()) == ("Restore a backup", "Restore")
            place.submit()
        settled(window, qtbot)
    return said


@pytest.fixture
def backup(workers, tmp_path):
    """A protected backup of a small case, and its recovery key."""
    file, recovery = tmp_path / "Doe v. Roe.pincite-backup", recovery_key()
    (tmp_path / "a.txt").write_text("On March 3, 2026 the berth was closed.")
    with Case.create(tmp_path / "Doe", workers, local=tmp_path / "local") as case:
        for _ in case.ingest([tmp_path / "a.txt"]):
            pass
        case.backup(file, Protection(WORDS, recovery))
    return file, recovery


def test_a_protected_backup_is_restored_after_a_wrong_passphrase(
    window, qtbot, choosing, backup, doors, tmp_path, monkeypatch
):
    file, recovery = backup
    choosing.answer = str(file)
    monkeypatch.setattr("ui.backup_commands._documents", lambda: tmp_path / "back")
    window.actions_by_key["restore"].trigger()
    said = restored_by(window, qtbot, "not this one", recovery)
    assert said[0] == "" and "not the passphrase of “Doe v. Roe.pincite-backup”" in said[1]
    qtbot.wait_until(lambda: bool(doors.cases))
    folder = doors.cases[0].folder
    assert folder == tmp_path / "back" / "Doe v. Roe.pincite" and (folder / "case.db").is_file()


def test_what_is_no_backup_is_said(window, qtbot, choosing, tmp_path, monkeypatch):
    (tmp_path / "x.zip").write_text("no archive")
    choosing.answer = str(tmp_path / "x.zip")
    monkeypatch.setattr("ui.backup_commands._documents", lambda: tmp_path / "back")
    window.actions_by_key["restore"].trigger()
    qtbot.wait_until(lambda: find(window, NewCaseForm) is not None)
    find(window, NewCaseForm).submit()
    qtbot.wait_until(lambda: window.troubles.bar.isVisible())
    assert "is no backup of a case" in window.troubles.bar.words.text()
