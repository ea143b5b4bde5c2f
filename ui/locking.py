"""A protected case is locked: hidden at once, and closed as soon as no work for it is under way.

What the attorney set going, an import at night, is not stopped by the lock, since it would lose the night;
nothing of it is shown, and the passphrase is asked for all the same. What was being typed in a form is not
lost either: the form is put away and comes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.idle import IdleWatch
from ui.language import tr
from ui.panels.locked import LockedPanel
from ui.settings import SettingsFile

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.main_window import MainWindow
    from ui.narrowing import Narrowing

__all__ = ["LOCK_AFTER", "Locking"]

LOCK_AFTER: Mapping[str, int] = MappingProxyType(
    {"lock_soon": 5, "lock_quarter": 15, "lock_hour": 60, "lock_never": 0}
)
"""After how many minutes without use a case is locked, by the commands that choose so; 0 is never."""
_LOOK_EVERY_MS = 2_000
_STAY = ("new", "open", "quit", "keys", "help", "theme_system", "theme_light", "theme_dark")
"""The commands that are about no case, and show nothing of one."""


@dataclass
class _Locked:
    """What was locked, and what comes back with it."""

    folder: Path
    name: str
    narrowing: "Narrowing"
    put_away: list[QWidget] = field(default_factory=list)


class Locking(QObject):
    """Signal: ``said(str)`` where there is nothing to lock."""

    said = Signal(str)

    def __init__(self, window: "MainWindow", settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._locked: _Locked | None = None
        self._was_at_rest = False
        self.panel = LockedPanel(window.theme)
        self.panel.unlock_wanted.connect(self.ask)
        self.panel.leave_wanted.connect(self.leave)
        window.pages.addWidget(self.panel)
        self.watch = IdleWatch(lambda: 60 * settings.value.lock_after, self)
        self.watch.idle.connect(self.lock)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.desk.case_opened.connect(self._case_opened)
        window.desk.case_closed.connect(self._case_closed)
        self._check()

    @property
    def is_locked(self) -> bool:
        """Tell whether a case is locked, closed already or not."""
        return self._locked is not None

    def lock(self) -> None:
        """Hide the case on the desk, and close it as soon as nothing is under way."""
        window = self._window
        case = window.desk.case
        if self._locked is not None or case is None:
            return
        if not case.is_protected:
            self.said.emit(tr("Only a case with a passphrase can be locked: protect it first"))
            return
        self._locked = _Locked(case.folder, case.name, window.desk.narrowing)
        window.desk.opening.forget()
        self._put_away(self._locked)
        window.readers.close_second()
        window.troubles.hold()
        window.desk.hide_case()
        self._hide(self._locked.name)
        self._was_at_rest = True
        self.look()

    def lock_after(self, minutes: int) -> None:
        """Lock by itself after so many minutes without use; never for 0."""
        self._settings.save(replace(self._settings.value, lock_after=minutes))
        self._check()

    def look(self) -> None:
        """Close the locked case if it has been at rest since the last look."""
        desk = self._window.desk
        if self._locked is None or desk.case is None:
            self._timer.stop()
            return
        rests = not desk.jobs.busy or desk.imports.is_paused
        if rests and self._was_at_rest:
            self._timer.stop()
            desk.close_case()
        else:
            self._was_at_rest = rests
            self.panel.show_work(works=True)
            self._timer.start()

    def ask(self) -> None:
        """Ask for what opens the locked case."""
        from ui.dialogs.protecting import SecretForm

        locked = self._locked
        if locked is None:
            return
        opening = self._window.desk.opening
        form = SecretForm.to_open(locked.name, self._window)

        def unlocked(door: "Callable[[], Case]") -> None:
            form.accept()
            self._unlocked(door)

        form.given.connect(
            lambda secret: opening.try_secret(locked.folder, secret, unlocked, form.take_refusal)
        )
        form.left.connect(opening.drop_secret)
        form.open()

    def leave(self) -> None:
        """Go to the first screen; work that is under way stops, and goes on at the next opening."""
        if self._window.desk.case is not None:
            self._window.desk.close_case(self._left)
        else:
            self._left()

    # -- inside

    def _check(self) -> None:
        """Have the menu show what was chosen."""
        for key, minutes in LOCK_AFTER.items():
            if minutes == self._settings.value.lock_after:
                self._window.actions_by_key[key].setChecked(True)

    def _left(self) -> None:
        self._show()
        self._window.troubles.drop()
        self._end()
        self._window.pages.setCurrentIndex(0)

    def _unlocked(self, door: "Callable[[], Case]") -> None:
        locked, desk = self._locked, self._window.desk
        if locked is None:
            return
        if desk.case is None:
            desk.opening.open_by(locked.folder, door)
            return
        desk.opening.remember(locked.folder, door)
        self._timer.stop()
        desk.show_case()

    def _case_opened(self, case: "Case") -> None:
        locked, self._locked = self._locked, None
        if locked is not None:
            self._show()
            if locked.folder == case.folder:
                self._window.desk.narrow(locked.narrowing)
                self._come_back(locked)
                self._window.troubles.go_on()
            else:
                self._drop(locked)
                self._window.troubles.drop()
        if case.is_protected:
            self.watch.start()

    def _case_closed(self) -> None:
        self.watch.stop()
        if self._locked is not None:
            self.panel.show_work(works=False)
            self._window.pages.setCurrentWidget(self.panel)
            self.panel.unlock.setFocus()

    def _hide(self, name: str) -> None:
        window = self._window
        self.watch.stop()
        window.setAcceptDrops(False)
        for key, action in window.actions_by_key.items():
            # One that is invisible is not enabled either, whatever work tells it to be meanwhile.
            action.setVisible(key in _STAY)
        self.panel.show_case(name)
        self.panel.show_work(works=window.desk.jobs.busy)
        window.pages.setCurrentWidget(self.panel)
        self.panel.unlock.setFocus()

    def _show(self) -> None:
        self._window.setAcceptDrops(True)
        for action in self._window.actions_by_key.values():
            action.setVisible(True)

    def _put_away(self, locked: _Locked) -> None:
        """Close every other window and dialogue; hide those in which something was written, or works."""
        from ui.dialogs.working import WorkingDialog

        for widget in QApplication.topLevelWidgets():
            if widget is self._window.window() or not widget.isVisible():
                continue
            if isinstance(widget, WorkingDialog) or _holds_words(widget):
                locked.put_away.append(widget)
                widget.hide()
            else:
                widget.close()

    def _come_back(self, locked: _Locked) -> None:
        from ui.dialogs.form import Form

        self._locked = None
        for dialog in locked.put_away:
            if not isValid(dialog):  # its work has ended
                continue
            if isinstance(dialog, Form):
                dialog.open()
            else:
                dialog.show()

    def _end(self) -> None:
        locked, self._locked = self._locked, None
        if locked is not None:
            self._drop(locked)

    def _drop(self, locked: _Locked) -> None:
        for dialog in locked.put_away:
            if isValid(dialog):
                dialog.deleteLater()


def _holds_words(widget: QWidget) -> bool:
    """Tell whether something was typed into a form that closing it would lose."""
    from ui.dialogs.form import Form
    from ui.dialogs.protecting import SecretForm

    if not isinstance(widget, Form) or isinstance(widget, SecretForm):
        return False
    texts = any(each.document().isModified() for each in widget.findChildren(QPlainTextEdit))
    return texts or any(each.isModified() for each in widget.findChildren(QLineEdit))
