"""Fills the command palette: commands, papers, parties and tags by name, and the places that cites name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from casefile.note_records import Tag
from casefile.records import PartyRow
from casefile.saved_views import SavedView
from ui.actions import COMMANDS, Command
from ui.cited_places import CitedPlaces
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.language import tr
from ui.messages import count
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
    papers = [
        Entry(row.short_name or row.name, row.kind.value, partial(show_paper, row.id))
        for row in desk.documents
    ]

    places = CitedPlaces(desk, show_place, navigator.said.emit, reading)

    def show(found: tuple[Sequence[PartyRow], Sequence[Tag], Sequence[SavedView]]) -> None:
        parties, tags, views = found
        kept = [
            Entry(
                view.name,
                tr("saved comparison") if view.compares else tr("saved view"),
                in_window(window, partial(open_view, view)),
            )
            for view in views
        ]
        people = [
            Entry(
                row.name,
                row.role or row.kind.value,
                in_window(window, partial(navigator.go_to, row)),
            )
            for row in parties
        ]
        marked = [
            Entry(
                tag.name,
                tr("tag of {count}", count=count(tag.count, tr("thing"))),
                in_window(window, partial(search, f'tag:"{tag.name}"', False)),
            )
            for tag in tags
        ]
        palette = CommandPalette(
            [*commands, *kept, *papers, *people, *marked, *cases], over, places.guessed
        )
        places.answer(palette)
        palette.field.setPlaceholderText(tr("A command, a paper, a party, a cite: Compl. ¶ 38"))
        left = (over.width() - palette.width()) // 2
        palette.move(over.mapToGlobal(QPoint(left, 60)))
        palette.open()
        palette.field.setFocus()

    def read(case: "Case") -> tuple[Sequence[PartyRow], Sequence[Tag], Sequence[SavedView]]:
        return case.view().parties, case.tags(), case.saved_views()

    if desk.case is None:
        show(((), (), ()))
    else:
        desk.ask(read, show, "palette")


def _why_not(command: Command, action: QAction, desk: Desk) -> str:
    """Return why a command cannot be done now; "" where it can."""
    if action.isEnabled():
        return ""
    if command.needs_case and desk.case is None:
        return tr("open a case first")
    return tr("not installed on this computer") if command.choice == "scans" else tr("not now")
