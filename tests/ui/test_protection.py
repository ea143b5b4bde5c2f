"""A case gets a passphrase in the window, is opened by it, gets another, and none again."""

from dataclasses import replace

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from casefile import case_key
from casefile.case import Case
from casefile.errors import CaseDamaged, CaseFailure, PassphraseNeeded
from casefile.import_records import Progress
from casefile.mending import Mended
from casefile.protection import Cost, Protection
from tests.ui.driving import calls, find, settled
from ui.app import _Workshop
from ui.case_doors import ProtectedDoors
from ui.dialogs.forms import NewCaseForm
from ui.dialogs.passphrase import BackupForm, RecoveryForm
from ui.dialogs.protecting import ChangeForm, ProtectForm, SecretForm
from ui.dialogs.working import WorkingDialog
from ui.passphrase_words import said_of

WORDS = "four words that do not belong"


class Locks:
    """Which folders need which passphrase; steps of protecting wait where a test holds them."""

    def __init__(self, doors):
        self._doors = doors
        self.secrets = {}
        self.calls = []
        self.fails = None

    def asks(self, folder):
        return folder in self.secrets

    def unlock(self, folder, secret):
        if self.secrets.get(folder) != secret:
            raise PassphraseNeeded(f"That is not the passphrase of “{folder.name}”.")

        def open_it():
            case = self._doors.open(folder)
            case.is_protected = True
            return case

        return open_it

    def create(self, folder, name, protection):
        self.calls.append(("create", folder, name))
        if self.fails is not None:
            raise self.fails
        self._doors.create(folder, name)
        self.secrets[folder] = protection.passphrase
        return self.unlock(folder, protection.passphrase)

    def protect(self, folder, protection):
        self.calls.append(("protect", folder))
        yield Progress(0, 2, "Encrypting 0001")
        if self.fails is not None:
            raise self.fails
        self.secrets[folder] = protection.passphrase
        yield Progress(2, 2, "")

    def unprotect(self, folder, secret):
        assert self.secrets[folder] == secret
        yield Progress(0, 2, "Decrypting 0001")
        del self.secrets[folder]
        yield Progress(2, 2, "")

    def change(self, folder, secret, protection):
        assert self.secrets[folder] == secret
        self.calls.append(("change", protection.recovery))
        self.secrets[folder] = protection.passphrase

    def doors(self):
        return ProtectedDoors(
            asks=self.asks,
            unlock=self.unlock,
            create=self.create,
            protect=self.protect,
            unprotect=self.unprotect,
            change=self.change,
        )


@pytest.fixture
def locks(window, doors):
    made = Locks(doors)
    opening = window.desk.opening
    opening.doors = replace(opening.doors, protected=made.doors())
    return made


@pytest.fixture
def protected(window, locks, qtbot, tmp_path):
    """The window with a protected case in it; its folder."""
    folder = tmp_path / "sealed.pincite"
    locks.secrets[folder] = WORDS
    window.desk.open_case(folder)
    qtbot.wait_until(lambda: find(window, SecretForm) is not None)
    give(window, qtbot, WORDS)
    qtbot.wait_until(lambda: window.desk.case is not None)
    settled(window, qtbot)
    return folder


def give(window, qtbot, secret):
    form, over = find(window, SecretForm), []
    form.finished.connect(lambda _how: over.append(True))
    form.passphrase.setText(secret)
    form.submit()
    qtbot.wait_until(lambda: bool(over) or form.do_button.isEnabled())
    settled(window, qtbot)
    return form


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("short", "Too short"),
        ("01.02.1960", "Digits"),
        ("password123", "tried first"),
        ("qwertyuiop12", "tried first"),
        ("abababababab", "tried first"),
        ("lantern7vex", "Short"),
        ("lantern-vex-oboe", "nobody who knows you"),
        (WORDS, "Long enough"),
    ],
)
def test_what_is_said_of_a_passphrase_is_honest(typed, said):
    assert said in said_of(typed) and bool(said) is bool(said_of(typed))


def test_caps_lock_is_told_by_the_letters_it_makes(window, qtbot):
    form = SecretForm.to_open("Doe v. Roe", window)
    qtbot.add_widget(form)
    form.open()
    (note,) = (label for label in form.findChildren(QLabel) if label.text().startswith("Caps Lock"))
    assert note.isHidden()

    def press(letter, *, shift=False):
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter)
        QCoreApplication.sendEvent(form.passphrase, key)

    press("a")
    press("A", shift=True)
    press("1")
    assert form.passphrase.text() == "aA1" and note.isHidden()
    press("B")
    assert note.isVisible()
    press(" ")
    assert note.isVisible()
    press("c")
    assert note.isHidden()
    press("d", shift=True)
    assert note.isVisible()
    qtbot.keyClick(form.passphrase, Qt.Key.Key_CapsLock)
    assert note.isHidden()


def test_a_protected_case_asks_while_the_one_before_stays(opened, locks, qtbot, tmp_path):
    folder, before = tmp_path / "sealed.pincite", opened.desk.case
    locks.secrets[folder] = WORDS
    opened.desk.open_case(folder)
    qtbot.wait_until(lambda: find(opened, SecretForm) is not None)
    assert "“sealed”" in " ".join(
        each.text() for each in find(opened, SecretForm).findChildren(QLabel)
    )
    for tries in (1, 2, 3):
        form = give(opened, qtbot, f"wrong {tries}")
        assert opened.desk.case is before and not before.closed
        assert "not the passphrase of “sealed.pincite”" in form.problem.text()
        assert ("3 tries were wrong" in form.problem.text()) is (tries == 3)
    give(opened, qtbot, WORDS)
    qtbot.wait_until(lambda: opened.desk.case not in (None, before))
    settled(opened, qtbot)
    assert opened.desk.case.folder == folder and before.closed
    assert find(opened, SecretForm) is None and opened.top.lock.isVisible()
    (recent, *_) = opened._settings.value.recent
    assert recent.protected and WORDS not in str(opened._settings.value)


def test_leaving_the_question_leaves_everything(opened, locks, qtbot, tmp_path):
    before, folder = opened.desk.case, tmp_path / "sealed.pincite"
    locks.secrets[folder] = WORDS
    opened.desk.open_case(folder)
    qtbot.wait_until(lambda: find(opened, SecretForm) is not None)
    find(opened, SecretForm).reject()
    settled(opened, qtbot)
    assert opened.desk.case is before and not before.closed and not opened.top.lock.isVisible()


def test_keys_that_cannot_be_read_are_no_wrong_passphrase(opened, locks, qtbot, tmp_path):
    folder = tmp_path / "sealed.pincite"
    locks.secrets[folder] = WORDS
    opened.desk.open_case(folder)
    qtbot.wait_until(lambda: find(opened, SecretForm) is not None)
    form = find(opened, SecretForm)
    form.take_refusal(OSError("gone"))
    assert form.tries == 0 and "could not be read" in form.problem.text()


def test_a_case_is_protected_after_its_recovery_key_was_kept(opened, locks, qtbot):
    folder = opened.desk.case.folder
    offered = {
        key: opened.actions_by_key[key].isEnabled() for key in ("protect", "unprotect", "lock")
    }
    assert offered == {"protect": True, "unprotect": False, "lock": False}
    opened.actions_by_key["protect"].trigger()
    form = find(opened, ProtectForm)
    form.new.passphrase.setText(WORDS)
    form.submit()
    assert "differ" in form.problem.text()
    form.new.again.setText(WORDS)
    form.submit()
    shown = find(opened, RecoveryForm)
    assert not shown.do_button.isEnabled()
    shown.submit()
    assert shown.isVisible() and not locks.calls and not opened.desk.case.closed
    shown.has_it.setChecked(True)
    shown.submit()
    qtbot.wait_until(lambda: opened.top.lock.isVisible())
    settled(opened, qtbot)
    assert locks.secrets == {folder: WORDS} and opened.desk.case.is_protected
    assert "is protected now" in opened.status.said and find(opened, WorkingDialog) is None


def test_leaving_the_recovery_key_protects_nothing(opened, locks, qtbot):
    opened.protection.protect()
    form = find(opened, ProtectForm)
    form.new.passphrase.setText(WORDS)
    form.new.again.setText(WORDS)
    form.submit()
    find(opened, RecoveryForm).reject()
    settled(opened, qtbot)
    assert not locks.calls and not opened.desk.case.closed


def test_what_could_not_be_protected_is_opened_again_and_said(opened, locks, qtbot):
    before = opened.desk.case
    locks.fails = CaseFailure("There is no room for the copy.")
    opened.protection.protect()
    form = find(opened, ProtectForm)
    form.new.recovery.setChecked(False)
    form.new.passphrase.setText(WORDS)
    form.new.again.setText(WORDS)
    form.submit()
    qtbot.wait_until(lambda: opened.desk.case not in (None, before))
    settled(opened, qtbot)
    assert opened.desk.case.folder == before.folder and not opened.desk.case.is_protected
    assert "no room" in opened.troubles.bar.words.text()
    assert find(opened, WorkingDialog) is None


def new_case_form(window, tmp_path, name="Doe v. Roe"):
    window.actions_by_key["new"].trigger()
    form = find(window, NewCaseForm)
    form.name.setText(name)
    form.place.setText(str(tmp_path))
    return form


def with_passphrase(form, words=WORDS, again=None):
    form.protection.protect.setChecked(True)
    form.protection.passphrase.setText(words)
    form.protection.again.setText(words if again is None else again)
    form.submit()


def test_a_new_case_asks_for_no_passphrase_unless_one_is_wanted(window, locks, qtbot, tmp_path):
    form = new_case_form(window, tmp_path)
    fields = form.protection
    low = form.height()
    assert not fields.protect.isChecked()
    assert not fields.passphrase.isVisible() and not fields.recovery.isVisible()
    fields.protect.setChecked(True)
    assert fields.passphrase.isVisible() and form.focusWidget() is fields.passphrase
    assert fields.recovery.isChecked() and form.height() > low
    said = [each for each in form.findChildren(QLabel) if "nobody can open it" in each.text()]
    assert [each.isVisible() for each in said] == [True]
    fields.protect.setChecked(False)
    qtbot.wait_until(lambda: form.height() == low)
    assert not fields.passphrase.isVisible() and not said[0].isVisible()
    form.submit()
    qtbot.wait_until(lambda: window.desk.case is not None)
    settled(window, qtbot)
    assert not window.desk.case.is_protected and not locks.calls


def test_a_new_case_is_protected_from_the_beginning(opened, locks, qtbot, tmp_path):
    before, folder = opened.desk.case, tmp_path / "Doe v. Roe.pincite"
    form = new_case_form(opened, tmp_path)
    with_passphrase(form, again="other words than these")
    assert "differ" in form.problem.text() and find(opened, RecoveryForm) is None
    with_passphrase(form, "short")
    assert "8 characters" in form.problem.text()
    with_passphrase(form)
    shown = find(opened, RecoveryForm)
    assert "“Doe v. Roe”" in " ".join(each.text() for each in shown.findChildren(QLabel))
    assert not shown.do_button.isEnabled() and not locks.calls and not before.closed
    shown.has_it.setChecked(True)
    shown.submit()
    qtbot.wait_until(lambda: opened.desk.case not in (None, before))
    settled(opened, qtbot)
    assert locks.calls == [("create", folder, "Doe v. Roe")] and before.closed
    assert opened.desk.case.folder == folder and opened.desk.case.is_protected
    assert opened.top.lock.isVisible() and find(opened, WorkingDialog) is None
    (recent, *_) = opened._settings.value.recent
    assert recent.protected


def test_leaving_the_recovery_key_makes_no_case(opened, locks, qtbot, tmp_path):
    before = opened.desk.case
    with_passphrase(new_case_form(opened, tmp_path))
    find(opened, RecoveryForm).reject()
    settled(opened, qtbot)
    assert not locks.calls and opened.desk.case is before and not before.closed


def test_where_no_case_could_be_made_the_one_before_stays(opened, locks, qtbot, tmp_path):
    before = opened.desk.case
    locks.fails = CaseFailure("There is no room for it.")
    form = new_case_form(opened, tmp_path)
    form.protection.recovery.setChecked(False)
    with_passphrase(form)
    qtbot.wait_until(lambda: "no room" in opened.troubles.bar.words.text())
    settled(opened, qtbot)
    assert opened.desk.case is before and not before.closed and find(opened, WorkingDialog) is None


def test_papers_dropped_on_the_first_screen_go_into_a_protected_case(
    window, locks, qtbot, tmp_path
):
    papers = tmp_path / "Larkspur papers"
    papers.mkdir()
    window.cases.new_with_papers([papers])
    form = find(window, NewCaseForm)
    form.place.setText(str(tmp_path))
    form.protection.recovery.setChecked(False)
    with qtbot.wait_signal(window.desk.import_ended):
        with_passphrase(form)
    settled(window, qtbot)
    assert window.desk.case.is_protected
    assert calls(window, "ingest")[0][1] == [papers]


def test_the_program_s_own_doors_make_a_protected_case(monkeypatch, tmp_path):
    monkeypatch.setattr(case_key, "COST", Cost(1, 1, 64))
    workshop = _Workshop()
    try:
        folder = tmp_path / "Doe v. Roe.pincite"
        door = workshop.protected().create(folder, "Doe v. Roe", Protection(WORDS))
        for _ in range(2):
            with door() as case:
                assert case.is_protected and case.name == "Doe v. Roe"
        with workshop.protected().unlock(folder, WORDS)() as case:
            assert case.is_protected
    finally:
        workshop.close()


def test_another_passphrase_needs_the_present_one(window, protected, locks, qtbot):
    assert not window.actions_by_key["protect"].isEnabled()
    window.actions_by_key["change_passphrase"].trigger()
    form = find(window, ChangeForm)
    form.present.setText("wrong words")
    form.new.passphrase.setText("other words than before")
    form.new.again.setText("other words than before")
    form.submit()
    settled(window, qtbot)
    assert "not the passphrase" in form.problem.text() and not locks.calls
    form.present.setText(WORDS)
    form.submit()
    qtbot.wait_until(lambda: find(window, RecoveryForm) is not None)
    assert not locks.calls
    shown = find(window, RecoveryForm)
    shown.has_it.setChecked(True)
    shown.submit()
    settled(window, qtbot)
    ((_, recovery),) = locks.calls
    assert recovery and locks.secrets[protected] == "other words than before"
    assert "was changed" in window.status.said and not window.desk.case.closed


def test_protection_is_taken_away_by_the_passphrase(window, protected, locks, qtbot):
    window.actions_by_key["unprotect"].trigger()
    form = give(window, qtbot, "wrong words")
    assert "not the passphrase" in form.problem.text() and protected in locks.secrets
    give(window, qtbot, WORDS)
    qtbot.wait_until(lambda: window.desk.case is not None and not window.desk.case.is_protected)
    settled(window, qtbot)
    assert not locks.secrets and not window.top.lock.isVisible()


def test_the_backup_of_a_protected_case_says_what_opens_it(window, protected, qtbot):
    window.actions_by_key["backup"].trigger()
    form = find(window, BackupForm)
    assert form.protection.protect.text() == "Give it a passphrase of its own"
    assert "The case’s passphrase opens it" in " ".join(
        each.text() for each in form.findChildren(QLabel)
    )
    form.reject()


def test_a_damaged_case_is_mended_by_its_passphrase(window, locks, qtbot, tmp_path, monkeypatch):
    folder, mended = tmp_path / "sealed.pincite", []
    locks.secrets[folder] = WORDS

    def mend(folder, *, secret=None):
        mended.append((folder, secret))
        return Mended(tmp_path / "case 2026-03-03.db", tmp_path / "damaged.db", (), ())

    monkeypatch.setattr(Case, "mend", staticmethod(mend))
    window.desk.opening.wanted = folder
    window.desk.failed.emit(CaseDamaged("The case file is damaged."))
    window.troubles.bar.step.click()
    qtbot.wait_until(lambda: find(window, SecretForm) is not None)
    give(window, qtbot, "wrong words")
    assert not mended
    give(window, qtbot, WORDS)
    qtbot.wait_until(lambda: window.desk.case is not None)
    settled(window, qtbot)
    assert mended == [(folder, WORDS)] and window.desk.case.is_protected
    assert "was put in place" in window.troubles.bar.words.text()


def test_a_recovery_key_is_saved_as_a_sheet(window, qtbot, monkeypatch, tmp_path):
    file = tmp_path / "key.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(file), ""))
    form = RecoveryForm("Doe & Roe", "ABCD-EFGH", window)
    qtbot.add_widget(form)
    form.open()
    form.findChild(QPushButton, "save").click()
    words = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert "ABCD-EFGH" in words and "“Doe & Roe”" in words
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "no" / "k.pdf"), "")
    )
    form.findChild(QPushButton, "save").click()
    assert "cannot be written" in form.problem.text()
