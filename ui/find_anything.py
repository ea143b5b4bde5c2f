"""Fills the command palette: commands, papers and parties by name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from casefile.records import PartyRow
from ui.actions import COMMANDS
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.navigator import Navigator

__all__ = ["open_palette"]


def open_palette(
    window: QWidget, desk: Desk, navigator: Navigator, actions: Mapping[str, QAction]
) -> None:
    """Ask the case for its parties and show the palette over the window."""
    commands = [
        Entry(command.name, ", ".join(command.keys), actions[command.key].trigger)
        for command in COMMANDS
        if command.key != "palette" and actions[command.key].isEnabled()
    ]
    papers = [
        Entry(
            row.short_name or row.name, row.kind.value, lambda row=row: navigator.show_ref(row.ref)
        )
        for row in desk.documents
    ]

    def show(parties: Sequence[PartyRow]) -> None:
        people = [
            Entry(row.name, row.role or row.kind.value, lambda row=row: navigator.go_to(row))
            for row in parties
        ]
        palette = CommandPalette([*commands, *papers, *people], window)
        left = (window.width() - palette.width()) // 2
        palette.move(window.mapToGlobal(QPoint(left, 60)))
        palette.open()
        palette.field.setFocus()

    desk.ask(lambda case: case.view().parties, show, "palette")
