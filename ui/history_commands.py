"""History in the window: its dialogue, going back to a point, and what undo and redo would do now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QWidget

from casefile.review_records import Change, ChangeFilter, Person, Steps
from ui import messages
from ui.desk import Desk
from ui.language import tr
from ui.navigator import Navigator
from ui.settings import SettingsFile
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.dialogs.history import HistoryDialog

__all__ = ["HistoryCommands"]

_AT_ONCE = 200


class HistoryCommands(QObject):
    """Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        settings: SettingsFile,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._navigator = navigator
        self._settings = settings
        self._theme = theme
        self._window = window
        self._asked = ChangeFilter()
        self._limit = _AT_ONCE
        self.dialog: HistoryDialog | None = None
        self.actions: Mapping[str, QAction] = {}
        """The window's commands; undo and redo are named after what they would do."""
        desk.case_opened.connect(lambda _case: self._opened())
        desk.case_hidden.connect(self._closed)
        desk.changed.connect(lambda _sentence: self.refresh())

    # -- what undo and redo would do

    def refresh(self) -> None:
        """Ask what undo and redo would do, and for the entries if they are shown."""
        self._desk.ask(lambda case: case.steps(), self._name_steps, "steps")
        if self.dialog is not None:
            self._ask()

    def _name_steps(self, steps: Steps) -> None:
        undo, redo = self.actions.get("undo"), self.actions.get("redo")
        if undo is None or redo is None:
            return
        _name(undo, tr("Undo"), tr("Undo: {what}", what=steps.undo or ""), steps.undo)
        _name(redo, tr("Redo"), tr("Redo: {what}", what=steps.redo or ""), steps.redo)

    # -- the dialogue

    def open(self) -> None:
        """Show every decision, the newest first."""
        from ui.dialogs.history import HistoryDialog

        if self._desk.case is None:
            return
        if self.dialog is None:
            self.dialog = dialog = HistoryDialog(self._theme, self._window)
            self._asked, self._limit = ChangeFilter(), _AT_ONCE
            dialog.destroyed.connect(self._forget_dialog)
            dialog.asked.connect(self._ask_for)
            dialog.more_wanted.connect(self._ask_more)
            dialog.change_shown.connect(self._show)
            dialog.travel_asked.connect(self._ask_travel)
            dialog.back_wanted.connect(self._take_back)
            dialog.again_wanted.connect(self._do_again)
            dialog.name_wanted.connect(self.ask_name)
        self.dialog.show()
        self.dialog.raise_()
        self._ask()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _ask_for(self, asked: ChangeFilter) -> None:
        self._asked, self._limit = asked, _AT_ONCE
        self._ask()

    def _ask_more(self) -> None:
        self._limit += 4 * _AT_ONCE
        self._ask()

    def _ask(self) -> None:
        asked, limit = self._asked, self._limit

        def ask(case: "Case") -> tuple[tuple[Change, ...], tuple[str, ...], Person]:
            return case.history(limit + 1, asked), case.people(), case.person()

        def tell(answer: tuple[tuple[Change, ...], tuple[str, ...], Person]) -> None:
            changes, people, person = answer
            if self.dialog is not None:
                self.dialog.show_people(people, person)
                self.dialog.show_changes(changes[:limit], more=len(changes) > limit)

        self._desk.ask(ask, tell, "history")

    def _show(self, change: Change) -> None:
        """Show what an entry is about: its place in the reader, its row in the columns."""
        ref = change.ref
        if change.pin is not None:
            self._navigator.show_mention(change.pin, ref)
        if ref is not None:
            self._navigator.pass_by_ref(ref)

    def _ask_travel(self, change: Change) -> None:
        def tell(counts: tuple[int, int]) -> None:
            if self.dialog is not None:
                self.dialog.ask_travel(change, *counts)

        self._desk.ask(lambda case: case.travels(change.id), tell)

    def _take_back(self, number: int) -> None:
        def work(case: "Case") -> str:
            told = len(case.undo_since(number))
            if told == 1:
                return tr("Took back 1 decision · Ctrl+Y does it again")
            return tr("Took back {number} decisions · Ctrl+Y does them again", number=f"{told:,}")

        self._desk.change(work)

    def _do_again(self, number: int) -> None:
        def work(case: "Case") -> str:
            told = messages.count(len(case.redo_until(number)), tr("decision"))
            return tr("Did {number} again", number=told)

        self._desk.change(work)

    # -- the name in it

    def ask_name(self) -> None:
        """Ask what history is to call this user, here and in every other case."""
        self._desk.ask(lambda case: case.person(), self._open_name)

    def _open_name(self, person: Person) -> None:
        dialog = QInputDialog(self.dialog or self._window)
        dialog.setWindowTitle(tr("Your name in history"))
        dialog.setLabelText(
            tr(
                "What decisions and notes are signed with from now on. Empty gives back “{account}”.",
                account=person.account,
            )
        )
        dialog.setTextValue(person.name)
        dialog.textValueSelected.connect(self._be_called)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _be_called(self, name: str) -> None:
        name = " ".join(name.split())
        self._settings.save(replace(self._settings.value, person=name))
        self._call(
            name, tr("From now on history calls you “{name}”", name=name or tr("your account"))
        )

    def _opened(self) -> None:
        """Have a case call the user as he said in another one."""
        name = self._settings.value.person
        if name:
            self._call(name, "")
        self.refresh()

    def _call(self, name: str, sentence: str) -> None:
        def work(case: "Case") -> str:
            if case.person().name != name:
                case.be_called(name)
            return sentence

        self._desk.change(work)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self._name_steps(Steps(None, None))


def _name(action: QAction, plain: str, told: str, what: str | None) -> None:
    """Name a step after what it would do; it can be used only where there is something."""
    shown = told if what else plain
    keys = action.shortcut().toString()
    action.setText(shown)
    action.setToolTip(f"{shown} ({keys})" if keys else shown)
