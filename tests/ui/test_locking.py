"""A protected case is locked: nothing of it is seen, and it is closed when its work is done."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from casefile.records import Ref, RefType
from tests.ui.driving import find, settled, shown
from tests.ui.test_protection import WORDS, give, locks, protected
from ui.dialogs.history import HistoryDialog
from ui.dialogs.note import NoteForm
from ui.dialogs.protecting import SecretForm
from ui.idle import IdleWatch
from ui.narrowing import Narrowing

__all__ = ["locks", "protected"]


def unlock(window, qtbot, secret=WORDS):
    window.locking.panel.unlock.click()
    return give(window, qtbot, secret)


def words_on_screen(window):
    return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def test_locked_is_closed_and_comes_back_at_the_same_place(window, protected, qtbot):
    party = Ref(RefType.PARTY, 1)
    window.navigator.narrow(Narrowing.to(party))
    settled(window, qtbot)
    case = window.desk.case
    window.top.lock.click()
    qtbot.wait_until(lambda: case.closed)
    assert window.desk.case is None
    assert window.windowTitle() == "Pincite"
    assert window.pages.currentWidget() is window.locking.panel
    assert "is locked" in words_on_screen(window)
    form = unlock(window, qtbot, "wrong words")
    assert "not the passphrase" in form.problem.text() and window.locking.is_locked
    give(window, qtbot, WORDS)
    qtbot.wait_until(lambda: window.desk.case is not None)
    settled(window, qtbot)
    assert not window.locking.is_locked and window.pages.currentIndex() == 1
    assert window.desk.narrowing.constraints == (party,)
    assert window.actions_by_key["import_files"].isEnabled()


def test_nothing_of_the_case_stays_in_the_lists(window, protected, qtbot):
    window.search.ask("harbor", False)
    settled(window, qtbot)
    assert shown(window, RefType.PARTY) and window.documents.model.rowCount()
    window.locking.lock()
    qtbot.wait_until(lambda: window.desk.case is None)
    for kind in (RefType.PARTY, RefType.QUOTE, RefType.DATE):
        assert shown(window, kind) == []
    assert window.documents.model.rowCount() == 0 and not window.hits.model.lines
    told = " ".join(each.text() for each in window.top.findChildren(QLabel))
    assert "Port" not in told and "2:26" not in told


def test_a_plain_case_is_not_locked(opened, qtbot):
    opened.locking.lock()
    assert not opened.locking.is_locked and "protect it first" in opened.status.said


def test_no_key_reaches_a_locked_case(window, protected, qtbot):
    window.locking.lock()
    for key in ("palette", "messages", "undo", "import_files", "larger_text", "second_window"):
        action = window.actions_by_key[key]
        action.setEnabled(True)  # as work that ends meanwhile may want it
        assert not action.isEnabled() and not action.isVisible(), key
    assert window.actions_by_key["open"].isEnabled() and not window.acceptDrops()
    assert window.troubles.messages == ()


def test_work_under_way_goes_on_behind_the_lock(window, protected, qtbot, tmp_path):
    case = window.desk.case
    case.gate = threading.Event()
    window.desk.ask(lambda case: case.view(), lambda _view: None, "held")
    window.locking.lock()
    assert window.desk.case is case and not case.closed
    assert "What was under way goes on" in words_on_screen(window)
    window.locking.look()
    assert window.desk.case is case
    case.gate.set()
    qtbot.wait_until(lambda: case.closed)
    assert "encrypted on the disk" in words_on_screen(window)


def test_the_passphrase_opens_what_still_works(window, protected, qtbot):
    case = window.desk.case
    case.gate = threading.Event()
    window.desk.ask(lambda case: case.view(), lambda _view: None, "held")
    window.locking.lock()
    window.locking.ask()
    form = find(window, SecretForm)
    form.passphrase.setText("wrong words")
    form.submit()
    qtbot.wait_until(lambda: "not the passphrase" in form.problem.text())
    assert window.pages.currentWidget() is window.locking.panel
    form.passphrase.setText(WORDS)
    form.submit()
    qtbot.wait_until(lambda: not window.locking.is_locked)
    assert window.desk.case is case and window.pages.currentIndex() == 1
    case.gate.set()
    settled(window, qtbot)
    assert not case.closed and case.name in window.windowTitle()


def test_a_locked_case_is_not_opened_again_where_another_fails(window, protected, qtbot):
    """The case before comes back after a failure; a locked one must not."""
    case = window.desk.case
    case.gate = threading.Event()
    window.desk.ask(lambda case: case.view(), lambda _view: None, "held")
    window.locking.lock()

    def refuse():
        raise OSError("gone")

    window.desk.opening.open_by(protected.parent / "other.pincite", refuse)
    case.gate.set()
    qtbot.wait_until(lambda: case.closed)
    settled(window, qtbot)
    assert window.desk.case is None and window.pages.currentWidget() is window.locking.panel
    for crash in (each for each in window.children() if type(each).__name__ == "CrashDialog"):
        crash.close()


def test_other_cases_are_a_step_away(window, protected, qtbot):
    window.locking.lock()
    window.locking.panel.leave.click()
    qtbot.wait_until(lambda: window.desk.case is None)
    assert window.pages.currentWidget() is window.welcome and not window.locking.is_locked
    assert window.actions_by_key["palette"].isVisible() and window.desk.case is None


def test_dialogues_close_but_for_what_was_being_written(window, protected, qtbot):
    window.history.open()
    qtbot.wait_until(lambda: find(window, HistoryDialog) is not None)
    form = NoteForm("Quote 1", (), (), (), window)
    form.open()
    form.text.insertPlainText("Ask the harbor master")
    window.locking.lock()
    settled(window, qtbot)
    assert find(window, HistoryDialog) is None and not form.isVisible()
    unlock(window, qtbot)
    qtbot.wait_until(form.isVisible)
    assert form.text.toPlainText() == "Ask the harbor master"
    form.reject()


class Clocks:
    def __init__(self):
        self.steady, self.day = 100.0, 5000.0

    def both(self):
        return (lambda: self.steady, lambda: self.day)


@pytest.fixture
def watched(window, qtbot):
    clocks, told = Clocks(), []
    watch = IdleWatch(lambda: 900, window, clocks.both())
    watch.idle.connect(lambda: told.append(True))
    watch.start()
    return watch, clocks, told


def use(window):
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.windowHandle(), key)


def test_a_window_that_is_used_is_not_idle(window, watched):
    watch, clocks, told = watched
    for _ in range(4):
        clocks.steady += 600
        use(window)
        watch.look()
    assert not told
    clocks.steady += 899
    watch.look()
    assert not told
    clocks.steady += 1
    watch.look()
    watch.look()
    assert told == [True]


def test_a_computer_that_slept_was_not_used(window, watched):
    _, clocks, told = watched
    clocks.day += 8 * 3600  # the other clock stood still
    use(window)
    assert told == [True]


def test_the_minutes_are_chosen_in_the_menu(window, qtbot):
    assert window.actions_by_key["lock_quarter"].isChecked()
    window.actions_by_key["lock_never"].trigger()
    assert window._settings.value.lock_after == 0 and window.locking.watch._limit() == 0
    assert not window.actions_by_key["lock_quarter"].isChecked()
    window.actions_by_key["lock_soon"].trigger()
    assert window._settings.value.lock_after == 5


def test_the_watch_locks_the_case_after_the_minutes_of_the_settings(window, protected, qtbot):
    assert window._settings.value.lock_after == 15
    window.locking.watch._last = tuple(each - 15 * 60 for each in window.locking.watch._now())
    window.locking.watch.look()
    assert window.locking.is_locked
    qtbot.wait_until(lambda: window.desk.case is None)
