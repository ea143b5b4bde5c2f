"""Opens the picture of who stands with whom, fills it and its evidence, and saves it."""

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from casefile.party_records import NetworkEdge, PartyNetwork
from casefile.records import HitRow, PartyRow, RefType
from ui.desk import Desk
from ui.models.hits import HitLine
from ui.narrowing import Narrowing
from ui.navigator import Navigator
from ui.network_export import draw_picture
from ui.network_order import Shown, arrange
from ui.panels.network import NetworkPanel
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["NetworkCommands"]

_MOST_PARTIES = 200
_EVERY_PARTY = 100_000
_MOST_SENTENCES = 300


class NetworkCommands(QObject):
    """Signals: ``said(str)``; ``source_shown()`` when the reader is to have the keyboard."""

    said = Signal(str)
    source_shown = Signal()

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._navigator = navigator
        self._stack: QStackedWidget | None = None
        self._window = window
        self._focus: int | None = None
        self.panel = NetworkPanel(theme)
        panel = self.panel
        panel.pair_wanted.connect(self._ask_evidence)
        panel.focus_changed.connect(self._look_at)
        panel.papers_wanted.connect(lambda: navigator.narrow(Narrowing()))
        panel.leave_wanted.connect(self.leave)
        panel.export_wanted.connect(self.export)
        panel.evidence.hit_wanted.connect(navigator.show_hit)
        panel.evidence.source_wanted.connect(self._open_source)
        desk.columns_read.connect(lambda _answered: self.refresh())
        desk.case_closed.connect(self._forget)

    # -- coming and going

    def place_in(self, stack: QStackedWidget) -> None:
        """Take a place in the middle of the window."""
        self._stack = stack
        stack.addWidget(self.panel)

    @property
    def is_shown(self) -> bool:
        """Tell whether the picture is what the middle of the window shows."""
        return self._stack is not None and self._stack.currentWidget() is self.panel

    def open(self) -> None:
        """Show everybody; where the columns are narrowed to a party, its surroundings."""
        parties = [ref for ref in self._desk.narrowing.constraints if ref.type is RefType.PARTY]
        self.show_party(parties[-1].id if parties else None)

    def show_party(self, party: int | None) -> None:
        """Show one party's surroundings, or everybody."""
        self._navigator.columns_needed.emit()  # a search or a list of files is left
        if self._stack is not None:
            self._stack.setCurrentWidget(self.panel)
        self._look_at(party)
        self.panel.canvas.setFocus()

    def leave(self) -> None:
        """Go back to the columns."""
        self._navigator.columns_needed.emit()

    def step_back(self) -> bool:
        """Take back the last step in the picture, leaving it at last; tell whether there was one."""
        if not self.is_shown:
            return False
        if not self.panel.step_back():
            self.leave()
        return True

    def step(self, by: int) -> bool:
        """Go to what is next in the picture or its evidence; tell whether the picture is shown."""
        if self.is_shown:
            self.panel.step(by)
        return self.is_shown

    def current_hit(self) -> HitLine | None:
        """Return the sentence that keys apply to, if the picture is shown."""
        evidence = self.panel.evidence
        return evidence.current() if self.is_shown and evidence.isVisible() else None

    def current_party(self) -> PartyRow | None:
        """Return the party that keys apply to, if the picture has the keyboard."""
        party = self.panel.current_party() if self.is_shown else None
        return self.panel.shown.nodes[party].party if party is not None else None

    def _forget(self) -> None:
        self._focus = None
        self.panel.show_network(PartyNetwork((), ()), None)

    # -- what the case answers

    def refresh(self) -> None:
        """Ask again, if the picture is shown: the case or the papers in question have changed."""
        if not self.is_shown:
            return
        focus, documents = self._focus, self._documents()

        hidden = self.panel.hidden

        def ask(case: "Case") -> tuple[PartyNetwork, Shown]:
            found = case.party_network(_MOST_PARTIES, documents)
            known = {node.party.id for node in found.nodes}
            if focus is not None and focus not in known and found.left_out:
                found = _around(case.party_network(_EVERY_PARTY, documents), focus)
            return found, arrange(found, hidden, focus)

        def tell(answer: tuple[PartyNetwork, Shown]) -> None:
            network, shown = answer
            if focus == self._focus and documents == self._documents():
                papers = [row for row in self._desk.documents if row.id in (documents or ())]
                arranged = shown if hidden == self.panel.hidden else None
                self.panel.show_network(network, focus, papers, arranged)

        self._desk.ask(ask, tell, "network")

    def _documents(self) -> frozenset[int] | None:
        refs = self._desk.narrowing.constraints
        found = frozenset(ref.id for ref in refs if ref.type is RefType.DOCUMENT)
        return found or None

    def _look_at(self, party: int | None) -> None:
        self._focus = party
        self.refresh()

    def _ask_evidence(self, one: int, other: int) -> None:
        documents = self._documents()

        def ask(case: "Case") -> tuple[tuple[HitRow, ...], int]:
            rows = case.together_in_context(one, other)
            if documents is not None:
                rows = tuple(row for row in rows if row.pin.document in documents)
            return rows[:_MOST_SENTENCES], len(rows)

        def tell(found: tuple[tuple[HitRow, ...], int]) -> None:
            rows, total = found
            self.panel.show_evidence((one, other), rows, self._desk.documents, total)

        self._desk.ask(ask, tell, "evidence")

    def _open_source(self, line: HitLine) -> None:
        self._navigator.show_hit(line)
        self.source_shown.emit()

    # -- saving

    def export(self) -> None:
        """Ask where to, and write what is shown."""
        case = self._desk.case
        if case is None or not self.panel.shown.nodes:
            return
        focus = self.panel.focus
        name = f"{self.panel.shown.name(focus)} with whom" if focus is not None else "Who with whom"
        start = Path(platformdirs.user_documents_dir()) / f"{name.replace('/', '-')}.svg"
        found, chosen = QFileDialog.getSaveFileName(
            self._window, "Save the picture", str(start), "Drawing (*.svg);;Picture (*.png)"
        )
        if not found:
            return
        path = Path(found)
        if path.suffix.lower() not in (".svg", ".png"):
            path = path.with_name(path.name + (".png" if "*.png" in chosen else ".svg"))
        write = draw_picture(self.panel.canvas, path, f"{case.name}: {name}")
        self._desk.long_work(lambda _case: write(), lambda _: self.said.emit(f"Wrote {path}"))


def _around(network: PartyNetwork, focus: int) -> PartyNetwork:
    """Return a party with those it is joined with, of a case with too many for one picture."""
    edges: tuple[NetworkEdge, ...] = tuple(
        edge for edge in network.edges if focus in (edge.one, edge.other)
    )
    near = {focus} | {edge.one for edge in edges} | {edge.other for edge in edges}
    nodes = tuple(node for node in network.nodes if node.party.id in near)
    return PartyNetwork(nodes, edges, 0)
