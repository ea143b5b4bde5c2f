"""Fills the command palette: commands, papers, parties and tags by name, and the places that cites name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from casefile.note_records import Tag
from casefile.records import DocumentRow, PartyRow
from casefile.saved_views import SavedView
from ui.actions import COMMANDS, Command
from ui.cited_places import CitedPlaces
from ui.desk import Desk
from ui.dialogs.palette import Choices, CommandPalette, Entry
from ui.language import tr
from ui.messages import count
from ui.name_search import Names
from ui.navigator import Navigator
from ui.settings import RecentCase

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["open_palette"]


def open_palette(
    window: QWidget,
    desk: Desk,
    navigator: Navigator,
    actions: Mapping[str, QAction],
    search: Callable[[str, bool], object],
    open_view: Callable[[SavedView], object],
    recent: Sequence[RecentCase] = (),
) -> None:
    """Ask the case for its parties and tags and show the palette over the window; without a case, at once.

    A tag is looked for by ``search``, which takes a query and whether its last word is a beginning; a saved
    view is opened by ``open_view``. In the second window papers and places are shown there; what only the
    main one has comes with that one.
    """
    apart = navigator.apart()
    over: QWidget = apart or window
    show_paper = navigator.show_document if apart is None else apart.reader.show_document
    show_place = navigator.show_place if apart is None else apart.reader.show_pin
    reading = navigator.reading if apart is None else apart.reader.document

    def in_window(place: QWidget, act: Callable[[], object]) -> Callable[[], object]:
        def acted() -> None:
            place.activateWindow()
            act()

        return acted if apart is not None else act

    commands = [
        Entry(
            command.name,
            ", ".join(command.keys),
            in_window(over, actions[command.key].trigger),
            _why_not(command, actions[command.key], desk),
        )
        for command in COMMANDS
        if command.key != "palette"
    ]
    open_now = desk.case.folder if desk.case is not None else None
    cases = [
        Entry(
            one.name,
            tr("case opened lately"),
            in_window(window, partial(desk.open_case, Path(one.folder))),
        )
        for one in recent
        if Path(one.folder) != open_now
    ]
    documents = desk.documents

    places = CitedPlaces(desk, show_place, navigator.said.emit, reading)

    def paper(row: DocumentRow) -> Entry:
        return Entry(_name(row), row.kind.value, partial(show_paper, row.id))

    def view_kept(view: SavedView) -> Entry:
        what = tr("saved comparison") if view.compares else tr("saved view")
        return Entry(view.name, what, in_window(window, partial(open_view, view)))

    def person(row: PartyRow) -> Entry:
        go = in_window(window, partial(navigator.go_to, row))
        return Entry(row.name, row.role or row.kind.value, go)

    def marked(tag: Tag) -> Entry:
        what = tr("tag of {count}", count=count(tag.count, tr("thing")))
        look = in_window(window, partial(search, f'tag:"{tag.name}"', False))
        return Entry(tag.name, what, look)

    def choices(
        parties: Sequence[PartyRow], tags: Sequence[Tag], views: Sequence[SavedView]
    ) -> Choices:
        """Put everything together; thousands of names are folded for it, so it runs as a job."""
        names = [
            *(entry.name for entry in commands),
            *(view.name for view in views),
            *map(_name, documents),
            *(row.name for row in parties),
            *(tag.name for tag in tags),
            *(entry.name for entry in cases),
        ]
        parts: tuple[tuple[int, Callable[[int], Entry]], ...] = (
            (len(commands), commands.__getitem__),
            (len(views), lambda at: view_kept(views[at])),
            (len(documents), lambda at: paper(documents[at])),
            (len(parties), lambda at: person(parties[at])),
            (len(tags), lambda at: marked(tags[at])),
            (len(cases), cases.__getitem__),
        )
        return Choices(Names(names), parts)

    def show(found: Choices) -> None:
        palette = CommandPalette(found, over, places.guessed)
        places.answer(palette)
        palette.field.setPlaceholderText(tr("A command, a paper, a party, a cite: Compl. ¶ 38"))
        left = (over.width() - palette.width()) // 2
        palette.move(over.mapToGlobal(QPoint(left, 60)))
        palette.open()
        palette.field.setFocus()

    def read(case: "Case") -> Choices:
        return choices(case.view().parties, case.tags(), case.saved_views())

    if desk.case is None:
        show(choices((), (), ()))
    else:
        desk.ask(read, show, "palette")


def _name(row: DocumentRow) -> str:
    return row.short_name or row.name


def _why_not(command: Command, action: QAction, desk: Desk) -> str:
    """Return why a command cannot be done now; "" where it can."""
    if action.isEnabled():
        return ""
    if command.needs_case and desk.case is None:
        return tr("open a case first")
    return tr("not installed on this computer") if command.choice == "scans" else tr("not now")
