"""What the keys of open papers do: tabs, sides, the second window; and which papers are remembered."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from typing_extensions import override

from casefile.records import (
    DateRow,
    DocumentRow,
    Highlight,
    PartyRow,
    QuoteRow,
    Ref,
    RefType,
)
from ui.desk import Desk
from ui.jobs import Jobs
from ui.language import tr
from ui.models.rows import AnyRow
from ui.reader_places import KeptPapers, kept_papers, papers_to_keep
from ui.settings import SettingsFile
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case
    from ui.panels.reader_sides import ReaderSides
    from ui.panels.reader_wishes import Wish
    from ui.reader_window import ReaderWindow

__all__ = ["ReaderCommands"]

_KEEP_AFTER_MS = 1_500

Entries = tuple[tuple[str, Callable[[], object]], ...]


class ReaderCommands(QObject):
    """The readers of the window and of the second one.

    Signals: ``said(str)``; ``reader_made(ReaderSides)`` when the second window opened, so that its clicks
    are answered as those of the first; ``paper_chosen(int)`` when the user went to another tab
    of the first.
    """

    said = Signal(str)
    reader_made = Signal(object)
    paper_chosen = Signal(int)

    def __init__(
        self,
        desk: Desk,
        main: "ReaderSides",
        make_reader: "Callable[[Jobs, Theme, QWidget], ReaderSides]",
        settings: SettingsFile,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._settings, self._theme, self._window = desk, settings, theme, window
        self._make_reader = make_reader
        self.main = main
        self.second: ReaderWindow | None = None
        self.actions: list[QAction] = []
        """The commands whose keys go to the second window, too."""
        self.more: list[Callable[[DocumentRow], Entries]] = []
        """What other parts of the window add to the menu of a tab."""
        self._row: AnyRow | None = None
        self._mark: Highlight | None = None
        self._case_id = ""
        self._restores = False
        self._before: QWindow | None = None
        self._due = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._due.timeout.connect(self.keep)
        self._connect(main)
        main.chosen.connect(self.paper_chosen)
        main.leaving.connect(self._leave)
        desk.documents_read.connect(self._name_papers)
        desk.text_changed.connect(self._text_changed)
        window.installEventFilter(self)
        QApplication.instance().focusWindowChanged.connect(self._focus_window_changed)  # type: ignore[union-attr]

    def _connect(self, reader: "ReaderSides") -> None:
        reader.altered.connect(self._due.start)
        reader.reached.connect(self._reached)
        reader.more.append(lambda document: self._tab_entries(reader, document))

    # -- which reader

    @property
    def active(self) -> "ReaderSides":
        """The reader of the window that is in use."""
        if self.second is not None and self.second.isActiveWindow():
            return self.second.reader
        return self.main

    @property
    def reads(self) -> bool:
        """Tell whether a reader has the keyboard."""
        reader = self.active
        if reader is not self.main:
            return True
        widget = self._window.focusWidget()
        return widget is not None and (widget is reader or reader.isAncestorOf(widget))

    @property
    def is_apart(self) -> bool:
        """Tell whether the second window is in use."""
        return self.active is not self.main

    @property
    def apart(self) -> "ReaderWindow | None":
        """The second window while it is in use."""
        return self.second if self.is_apart else None

    @property
    def standing(self) -> bool:
        """Tell whether keys apply to a finding that a key went to on a page."""
        return self.reads and self.active.paper.views.standing is not None

    @property
    def row(self) -> AnyRow | None:
        """The row of the finding that a key went to on a page, once the case has told it."""
        ref = self.active.paper.views.standing
        return self._row if self._row is not None and self._row.ref == ref else None

    def _reached(self, mark: Highlight | None) -> None:
        """Ask for the row behind a finding, so that keys can accept, reject and correct it."""
        self._row, self._mark = None, mark
        if mark is not None and mark.ref.type is not RefType.DOCUMENT:
            ref = mark.ref
            self._desk.ask(lambda case: _row_of(case, ref), self._take_row, "reader-row")

    def _take_row(self, row: AnyRow) -> None:
        self._row = row

    def refresh(self, document: int | None = None) -> None:
        """Show what has changed in a document, or in all, in every reader."""
        self._reached(self._mark)
        self.main.refresh(document)
        if self.second is not None:
            self.second.reader.refresh(document)

    def say(self, sentence: str) -> None:
        """Say in the second window what was done, if that is where the user is."""
        if self.second is not None and self.is_apart:
            self.second.say(sentence)

    def _text_changed(self, document: int) -> None:
        if self.second is not None:
            self.second.trail.text_changed(document)

    # -- tabs

    def open_in_tab(self, row: AnyRow | DocumentRow | None) -> int | None:
        """Open the paper of a row in a tab of its own; return its number, if there is one."""
        document = _document_of(row)
        if document is None:
            self.said.emit(tr("Select a paper, party, quote or date first."))
        else:
            self.active.open_tab(document)
        return document

    def keep_open(self) -> None:
        """Keep the paper on top open when another one is shown."""
        self.active.tabs.keep_current()

    def step(self, by: int) -> None:
        """Go to the next or previous open paper."""
        self.active.tabs.step(by)

    def close_paper(self) -> None:
        """Close the paper on top; a second window without papers closes with its last one."""
        reader = self.active
        if reader is not self.main and reader.document is None and self.second is not None:
            self.second.close()
            return
        reader.tabs.close_current()

    def reopen(self) -> None:
        """Open the paper that was closed last."""
        if not self.active.tabs.reopen():
            self.said.emit(tr("No paper was closed"))

    def open_beside(self, document: int | None = None) -> None:
        """Show a paper, or the one on top, beside the papers that are open."""
        self.active.open_beside(document)

    def one_side(self) -> None:
        """Close the side that is not in use."""
        self.active.close_beside()

    def other_side(self) -> None:
        """Go to the other side."""
        self.active.other_side()

    def next_view(self) -> None:
        """Show the text, then both, then the page of the paper on top."""
        self.active.paper.next_view()

    def go_to_place(self) -> None:
        """Ask for a page, paragraph or line to go to."""
        self.active.ask_place()

    # -- menus

    def entries(self, row: DocumentRow) -> Entries:
        """Return what the menu of a document offers."""
        return (
            (tr("Open in a new tab"), lambda: self.active.open_tab(row.id)),
            (tr("Open beside"), lambda: self.open_beside(row.id)),
            (tr("Open in a second window"), lambda: self.open_second(row.id)),
        )

    def _tab_entries(self, reader: "ReaderSides", document: int) -> Entries:
        own: Entries = (
            (tr("Open beside"), lambda: reader.open_beside(document)),
            (tr("Open in a second window"), lambda: self.open_second(document)),
        )
        if reader is not self.main:
            own = ((tr("Open in the main window"), lambda: self.main.open_tab(document)), own[0])
        row = next((each for each in self._desk.documents if each.id == document), None)
        if row is None:
            return own
        return own + tuple(entry for more in self.more for entry in more(row))

    # -- the second window

    def open_second(self, document: int | None = None) -> None:
        """Open the second window, or bring it forward; with a document, show that one in it."""
        case = self._desk.case
        if case is None:
            return
        fresh = self.second is None
        second = self.second or self._make_second(case)
        place = self.active.paper.place() if not self.is_apart else None
        if document is None and fresh and not second.reader.tabs.documents:
            document = self.main.document
        if document is not None and place is not None and place.document == document:
            second.reader.tabs.show_place(place)
        elif document is not None:
            second.reader.open_tab(document)
        second.show()
        second.raise_()
        second.activateWindow()
        second.reader.setFocus()
        self._due.start()

    def _make_second(self, case: "Case") -> "ReaderWindow":
        from ui.reader_window import ReaderWindow

        second = ReaderWindow(
            self._desk.jobs, self._theme, self._make_reader, self.actions, beside=self._window
        )
        self.second = second
        second.show_case(case.name)
        second.place(self._settings.value.second_window)
        second.reader.set_case(case)
        second.reader.name_papers(self._desk.documents)
        second.reader.restore(self._kept("second"))
        follows = self._settings.value.papers.get(self._case_id, {}).get("follows", False)
        second.follow.setChecked(bool(follows))
        second.closed.connect(self._second_closed)
        self._connect(second.reader)
        self.main.shown.connect(self._follow)
        self.reader_made.emit(second.reader)
        return second

    def _follow(self, wish: "Wish") -> None:
        """Show in the second window what was asked of the main one, if it is to follow."""
        if self.second is not None and self.second.follow.isChecked():
            self.second.reader.show_wish(wish)

    def _second_closed(self) -> None:
        second, self.second = self.second, None
        if second is None:
            return
        self.main.shown.disconnect(self._follow)
        self._save(second=second, is_open=False)
        second.reader.set_case(None)
        second.deleteLater()

    def close_second(self) -> None:
        """Close the second window, as the case or the program is closed; it comes back with them."""
        if self.second is None:
            return
        self.keep()
        second, self.second = self.second, None
        self.main.shown.disconnect(self._follow)
        second.closed.disconnect(self._second_closed)
        second.reader.set_case(None)
        second.close()
        second.deleteLater()

    def open_second_again(self) -> None:
        """Open the second window if it was open when it was closed with the case."""
        if self._settings.value.papers.get(self._case_id, {}).get("second_open"):
            self.open_second()
            self._window.activateWindow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.keep()
            self.close_second()
        return False

    def _focus_window_changed(self, now: QWindow | None) -> None:
        """Bring a dialogue to the second window if it was asked for there: its owner may be a screen away."""
        before, self._before = self._before, now
        second = self.second
        if second is None or before is None or before is not second.windowHandle():
            return
        dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
        if isinstance(dialog, QDialog) and dialog.parentWidget() is self._window:
            middle = second.frameGeometry().center()
            dialog.move(middle - dialog.rect().center())

    # -- what is remembered

    def case_opened(self, case: "Case") -> None:
        """Open the papers that were open before, as soon as it is known which there are."""
        self._case_id = case.case_id
        self._restores = True

    def _restore(self) -> None:
        self._restores = False
        self.main.restore(self._kept("main"))
        self.open_second_again()

    def _kept(self, which: str) -> tuple[KeptPapers, ...]:
        """Return which papers were open in a reader, those that the case still has."""
        there = frozenset(row.id for row in self._desk.documents)
        kept = kept_papers(self._settings.value.papers.get(self._case_id, {}).get(which))
        return tuple(side for side in (each.only(there) for each in kept) if side.places)

    def _leave(self) -> None:
        """The main reader is about to be emptied: remember, and close the window that belongs to the case."""
        if self._case_id:
            self.keep()
            self.close_second()
            self._due.stop()
        self._case_id = ""

    def keep(self) -> None:
        """Remember which papers are open in this case."""
        self._due.stop()
        self._save(second=self.second, is_open=self.second is not None)

    def _save(self, *, second: "ReaderWindow | None", is_open: bool) -> None:
        if not self._case_id or self._restores:
            return
        value = self._settings.value
        kept = value.papers.get(self._case_id, {})
        before, before_follow = kept.get("second", []), kept.get("follows", False)
        papers: dict[str, object] = {
            "main": papers_to_keep(self.main.papers()),
            "second": papers_to_keep(second.reader.papers()) if second is not None else before,
            "second_open": is_open,
            "follows": second.follow.isChecked() if second is not None else before_follow,
        }
        if second is not None:
            value = replace(value, second_window=second.geometry_kept())
        value = value.with_papers(self._case_id, papers)
        if value != self._settings.value:
            self._settings.save(value)

    def _name_papers(self, rows: tuple[DocumentRow, ...]) -> None:
        self.main.name_papers(rows)
        if self._restores:
            self._restore()
        if self.second is not None:
            self.second.reader.name_papers(rows)


def _document_of(row: AnyRow | DocumentRow | None) -> int | None:
    if isinstance(row, DocumentRow):
        return row.id
    if isinstance(row, PartyRow):
        return row.first.document if row.first is not None else None
    return row.pin.document if isinstance(row, QuoteRow | DateRow) else None


def _row_of(case: "Case", ref: Ref) -> AnyRow:
    if ref.type is RefType.PARTY:
        return case.party(ref.id)
    return case.quote(ref.id) if ref.type is RefType.QUOTE else case.date(ref.id)
