"""Fills the command palette: commands, papers, parties and tags by name, and the places that cites name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from casefile.note_records import Tag
from casefile.records import DocumentRow, PartyRow
from ui.actions import COMMANDS
from ui.cited_places import CitedPlaces
from ui.command import Command
from ui.desk import Desk
from ui.dialogs.palette import Choices, CommandPalette, Entry
from ui.enum_words import enum_word
from ui.language import tr
from ui.messages import count
from ui.name_search import Names
from ui.navigator import Navigator
from ui.settings import RecentCase

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.saved_views import SavedView

__all__ = ["open_palette"]


def open_palette(
    window: QWidget,
    desk: Desk,
    navigator: Navigator,
    actions: Mapping[str, QAction],
    search: Callable[[str, bool], object],
    open_view: "Callable[[SavedView], object]",
    recent: Sequence[RecentCase] = (),
) -> None:
    """Show the palette over the window at once, and ask the case for its parties and tags meanwhile.

    While a large case is still being read, its parties come as soon as they are known. A tag is looked for by
    ``search``, which takes a query and whether its last word is a beginning; a saved view is opened by
    ``open_view``. In the second window papers and places are shown there; what only the main one has comes
    with that one.
    """
    asker = _Asker(window, desk, navigator, search, open_view)
    asker.commands = [
        Entry(
            command.name,
            ", ".join(command.keys),
            asker.within(asker.over, actions[command.key].trigger),
            _why_not(command, actions[command.key], desk),
        )
        for command in COMMANDS
        if command.key != "palette"
    ]
    open_now = desk.case.folder if desk.case is not None else None
    asker.cases = [
        Entry(
            one.name,
            tr("case opened lately"),
            asker.within(window, partial(desk.open_case, Path(one.folder))),
        )
        for one in recent
        if Path(one.folder) != open_now
    ]
    asker.open()


class _Asker:
    """Asks for what the palette offers, shows it, and makes its entries."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        navigator: Navigator,
        search: Callable[[str, bool], object],
        open_view: "Callable[[SavedView], object]",
    ) -> None:
        self._window, self._desk, self._navigator = window, desk, navigator
        self._search, self._open_view = search, open_view
        self._apart = apart = navigator.apart()
        self.over: QWidget = apart or window
        self._show_paper = navigator.show_document if apart is None else apart.reader.show_document
        show_place = navigator.show_place if apart is None else apart.reader.show_pin
        reading = navigator.reading if apart is None else apart.reader.document
        self._places = CitedPlaces(desk, show_place, navigator.said.emit, reading)
        self.commands: list[Entry] = []
        self.cases: list[Entry] = []

    def open(self) -> None:
        """Show the palette; its entries come in another step, once the case has answered."""
        tell = self._shown()
        if self._desk.case is None:
            QTimer.singleShot(0, lambda: tell(self._choices((), (), (), ())))
            return
        documents = self._desk.documents

        def read(case: "Case") -> Choices:
            parties = case.view().parties
            return self._choices(documents, parties, case.tags(), case.saved_views())

        def read_first(case: "Case") -> tuple[Choices, bool]:
            if case.has_been_read():
                return read(case), True
            return self._choices(documents, (), case.tags(), case.saved_views()), False

        def begin(found: tuple[Choices, bool]) -> None:
            choices, is_whole = found
            tell(choices)
            if not is_whole:
                self._desk.ask(read, tell, "palette")

        job = self._desk.ask(read_first, begin, "palette")
        if job is not None:  # what needs no answer of the case can be done without one
            job.failed.connect(lambda _: tell(self._choices((), (), (), ())))

    def _shown(self) -> Callable[[Choices], None]:
        """Show the palette without entries; return what gives it some, as long as it is open."""
        palette = CommandPalette(None, self.over, self._places.guessed)
        self._places.answer(palette)
        palette.field.setPlaceholderText(tr("A command, a paper, a party, a cite: Compl. ¶ 38"))
        left = (self.over.width() - palette.width()) // 2
        palette.move(self.over.mapToGlobal(QPoint(left, 60)))
        palette.open()
        palette.field.setFocus()
        still_open = [palette]
        palette.finished.connect(lambda _: still_open.clear())

        def tell(choices: Choices) -> None:
            for each in tuple(still_open):
                each.take(choices)

        return tell

    def _choices(
        self,
        documents: Sequence[DocumentRow],
        parties: Sequence[PartyRow],
        tags: Sequence[Tag],
        views: "Sequence[SavedView]",
    ) -> Choices:
        """Put everything together; thousands of names are folded for it, so it runs as a job."""
        names = [
            *(entry.name for entry in self.commands),
            *(view.name for view in views),
            *map(_name, documents),
            *(row.name for row in parties),
            *(tag.name for tag in tags),
            *(entry.name for entry in self.cases),
        ]
        parts: tuple[tuple[int, Callable[[int], Entry]], ...] = (
            (len(self.commands), self.commands.__getitem__),
            (len(views), lambda at: self._view(views[at])),
            (len(documents), lambda at: self._paper(documents[at])),
            (len(parties), lambda at: self._party(parties[at])),
            (len(tags), lambda at: self._tag(tags[at])),
            (len(self.cases), self.cases.__getitem__),
        )
        return Choices(Names(names), parts)

    # -- entries

    def within(self, place: QWidget, act: Callable[[], object]) -> Callable[[], object]:
        """Return what does something in a window that comes to the front for it."""

        def acted() -> None:
            place.activateWindow()
            act()

        return acted if self._apart is not None else act

    def _paper(self, row: DocumentRow) -> Entry:
        return Entry(_name(row), enum_word(row.kind), partial(self._show_paper, row.id))

    def _view(self, view: "SavedView") -> Entry:
        what = tr("saved comparison") if view.compares else tr("saved view")
        return Entry(view.name, what, self.within(self._window, partial(self._open_view, view)))

    def _party(self, row: PartyRow) -> Entry:
        go = self.within(self._window, partial(self._navigator.go_to, row))
        return Entry(row.name, row.role or enum_word(row.kind), go)

    def _tag(self, tag: Tag) -> Entry:
        what = tr("tag of {count}", count=count(tag.count, tr("thing")))
        look = partial(self._search, f'tag:"{tag.name}"', False)
        return Entry(tag.name, what, self.within(self._window, look))


def _name(row: DocumentRow) -> str:
    return row.short_name or row.name


def _why_not(command: Command, action: QAction, desk: Desk) -> str:
    """Return why a command cannot be done now; "" where it can."""
    if action.isEnabled():
        return ""
    if command.needs_case and desk.case is None:
        return tr("open a case first")
    return tr("not installed on this computer") if command.choice == "scans" else tr("not now")
