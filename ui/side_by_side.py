"""Two parties or papers held against each other, in the place of the columns."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casefile.errors import NoSuchFinding
from casefile.evidence_records import RowEvidence
from casefile.records import DocumentRow, HitRow, PartyRow, Pin, Ref, RefType
from casefile.side_by_side import SideBySide
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.enum_words import enum_word
from ui.language import tr
from ui.middle_views import MiddleView
from ui.models.rows import AnyRow
from ui.navigator import Navigator
from ui.panels.linked_side_by_side import ShareColumn, SideBySidePanel
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["SideBySideView"]

_MENU = ("open_source", "copy", "accept", "reject", "edit", "note", "tags", "link_issue")

Found = tuple[SideBySide, tuple[HitRow, ...]]


class SideBySideView(MiddleView):
    """Asks which two, and shows them. ``actions`` are the window's, for the menu of a row."""

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        panel = SideBySidePanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._window = window
        self._refs: tuple[Ref, Ref] | None = None
        self.panel = panel
        self.actions: Mapping[str, QAction] = {}
        panel.visited.connect(self._visited)
        panel.opened.connect(lambda _row: self.open_source())
        panel.place_wanted.connect(navigator.show_mention)
        panel.place_opened.connect(self.source_shown)
        panel.evidence_wanted.connect(self._ask_evidence)
        panel.menu_wanted.connect(self._show_menu)
        panel.turn_wanted.connect(self._turn_round)
        panel.save_wanted.connect(lambda: self.actions["save_view"].trigger())
        panel.leave_wanted.connect(self.leave)
        desk.columns_read.connect(lambda _answered: self._ask())
        desk.case_hidden.connect(self._forget)

    # -- which two

    def ask(self, row: AnyRow | DocumentRow | None) -> None:
        """Hold the two parties or papers of the chips against each other; else ask with what to compare."""
        refs = self._desk.narrowing.refs
        for kind in (RefType.PARTY, RefType.DOCUMENT):
            two = [ref for ref in refs if ref.type is kind]
            if len(two) == 2:
                self.compare(two[0], two[1])
                return
        if isinstance(row, PartyRow):
            self.ask_party(row)
        elif isinstance(row, DocumentRow):
            self.ask_paper(row)
        else:
            self.said.emit(tr("Select a party or a paper first: it is compared with another"))

    def ask_party(self, row: PartyRow) -> None:
        """Ask with which other party to compare one; those that are linked to it come first."""

        def parties(case: "Case") -> tuple[PartyRow, ...]:
            near = case.view((row.ref,)).parties
            known = {each.id for each in near}
            return (*near, *(each for each in case.view().parties if each.id not in known))

        def show(rows: Sequence[PartyRow]) -> None:
            others = [each for each in rows if each.id != row.id]
            self._offer(row.name, [(each.ref, each.name, _told(each)) for each in others], row.ref)

        self._desk.ask(parties, show, "compared")

    def ask_paper(self, row: DocumentRow) -> None:
        """Ask with which other paper to compare one."""
        others = [each for each in self._desk.documents if each.id != row.id]
        entries = [
            (each.ref, each.short_name or each.name, enum_word(each.kind)) for each in others
        ]
        self._offer(row.short_name or row.name, entries, row.ref)

    def _offer(self, name: str, others: Sequence[tuple[Ref, str, str]], ref: Ref) -> None:
        if not others:
            self.said.emit(tr("There is nothing to compare {name} with", name=name))
            return
        entries = [
            Entry(words, hint, partial(self.compare, ref, other)) for other, words, hint in others
        ]
        popup = CommandPalette(entries, self._window)
        words = tr("Compare {name} with: type to find", name=name)
        popup.field.setPlaceholderText(words)
        popup.field.setAccessibleName(words)
        left = (self._window.width() - popup.width()) // 2
        popup.move(self._window.mapToGlobal(QPoint(left, 60)))
        popup.open()
        popup.field.setFocus()

    def compare(self, one: Ref, other: Ref) -> None:
        """Show two side by side."""
        self._refs = (one, other)
        self.panel.forget()
        self.show()
        self._ask()

    def _turn_round(self) -> None:
        if self._refs is not None:
            self.compare(self._refs[1], self._refs[0])

    def _forget(self) -> None:
        self._refs = None
        self.panel.forget()

    # -- what the case answers

    def _ask(self) -> None:
        refs = self._refs
        if refs is None or not self.is_shown:
            return

        def ask(case: "Case") -> Found | None:
            try:
                return case.side_by_side(*refs)
            except NoSuchFinding:
                return None

        def tell(found: Found | None) -> None:
            if refs != self._refs:
                return
            if found is None:
                self._forget()
                self.leave()
                self.said.emit(tr("One of the two is no longer in the case"))
            else:
                self.panel.show_comparison(*found)

        self._desk.ask(ask, tell, "side by side")

    def _ask_evidence(self, column: ShareColumn, refs: tuple[Ref, ...]) -> None:
        question = column.question

        def told(found: Mapping[Ref, RowEvidence]) -> None:
            if column.question == question:
                self.panel.add_evidence(column, refs, found)

        key = tr("evidence of column {index}", index=self.panel.columns.index(column))
        self._desk.ask(lambda case: case.evidence(question, refs), told, key)

    # -- what keys do

    def _visited(self, row: AnyRow, column: ShareColumn) -> None:
        evidence = column.model.evidence_of(row.ref)
        own = row.first if isinstance(row, PartyRow) else row.pin
        pin = evidence.pin if evidence is not None else own
        if pin is not None:
            self.navigator.show_mention(pin, row.ref)

    def _show_menu(self, row: AnyRow, at: QPoint) -> None:
        own = ("card",) if isinstance(row, PartyRow) else ()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.actions[key] for key in (*_MENU, *own)])
        menu.popup(at)

    @override
    def step(self, by: int) -> None:
        self.panel.step(by)

    @override
    def step_place(self, by: int) -> None:
        if self.panel.meetings.isVisibleTo(self.panel):
            self.panel.meetings.setFocus()
            self.panel.meetings.step(by)
        else:
            self.panel.step(by)

    @override
    def open_source(self) -> None:
        self.source_shown.emit()

    @override
    def current_row(self) -> AnyRow | None:
        return self.panel.current_row()

    @override
    def current_place(self) -> Pin | None:
        return self.panel.current_place()

    @override
    def compared(self) -> tuple[Ref, Ref] | None:
        return self._refs


def _told(row: PartyRow) -> str:
    return row.role or enum_word(row.kind)
