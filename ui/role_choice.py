"""Says what parties are in the case: a list of roles to choose from by typing, a new one as it is typed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casefile.records import PartyRow
from ui import messages
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.language import tr
from ui.party_commands import roles_of

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["offer_roles"]


def offer_roles(desk: Desk, rows: Sequence[PartyRow], window: QWidget) -> None:
    """Show the roles of the case, those used most first, and give the chosen one to parties."""

    def give(role: str) -> None:
        def work(case: "Case") -> str:
            case.edit_parties(numbers, role=role)
            what = role or tr("no role")
            return tr("{name}: {role} · Ctrl+Z takes it back", name=named, role=what)

        desk.change(work)

    def made_of(typed: str) -> Sequence[Entry]:
        words = " ".join(typed.split())
        known = {entry.name.casefold() for entry in entries}
        if not words or words.casefold() in known:
            return ()
        return (Entry(words, tr("a new role"), partial(give, words)),)

    def offer(roles: Sequence[str]) -> None:
        said = {row.role for row in rows}
        entries.extend(
            Entry(role, tr("has it now") if said == {role} else "", partial(give, role))
            for role in roles
        )
        entries.append(Entry(tr("No role"), "", partial(give, "")))
        popup = CommandPalette(entries, window, made_of)
        popup.setWindowTitle(tr("Role"))
        popup.field.setPlaceholderText(tr("Role of {name}: type to find", name=named))
        popup.field.setAccessibleName(tr("Role of {name}", name=named))
        popup.resize(360, 320)
        popup.move(window.mapToGlobal(window.rect().center()) - popup.rect().center())
        popup.open()
        popup.field.setFocus()

    entries: list[Entry] = []
    numbers = tuple(row.id for row in rows)
    named = (
        rows[0].name if len(rows) == 1 else messages.count(len(rows), tr("party"), tr("parties"))
    )
    desk.ask(lambda case: roles_of(case.view().parties), offer)
