"""Opens the picture of who stands with whom, fills it and its evidence, and saves it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.party_records import PartyNetwork
from casefile.records import HitRow, PartyRow, Pin, RefType
from extraction.findings import PartyKind
from ui.desk import Desk
from ui.jobs import Lane
from ui.language import tr
from ui.middle_views import MiddleView
from ui.models.hits import HitLine
from ui.narrowing import Narrowing
from ui.navigator import Navigator
from ui.network_order import Shown, arrange
from ui.panels.network import NetworkPanel
from ui.picture_export import draw_picture
from ui.saving import ask_picture_file
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["NetworkCommands"]

_MOST_PARTIES = 200
_MOST_SENTENCES = 300


class NetworkCommands(MiddleView):
    """The picture of the parties in the middle of the window."""

    def __init__(self, desk: Desk, navigator: Navigator, theme: Theme, window: QWidget) -> None:
        panel = NetworkPanel(theme)
        super().__init__(panel, navigator, window)
        self._desk = desk
        self._window = window
        self._focus: int | None = None
        self._answered: tuple[PartyNetwork, frozenset[PartyKind], int | None, Shown] | None = None
        self.panel = panel
        panel.pair_wanted.connect(self._ask_evidence)
        panel.focus_changed.connect(self._look_at)
        panel.papers_wanted.connect(lambda: navigator.narrow(Narrowing()))
        panel.leave_wanted.connect(self.leave)
        panel.export_wanted.connect(self.export)
        panel.evidence.hit_wanted.connect(navigator.show_hit)
        panel.evidence.source_wanted.connect(self._open_source)
        desk.columns_read.connect(lambda _answered: self.refresh())
        desk.case_hidden.connect(self._forget)

    # -- coming and going

    def open(self) -> None:
        """Show everybody; where the columns are narrowed to a party, its surroundings."""
        parties = [ref for ref in self._desk.narrowing.refs if ref.type is RefType.PARTY]
        self.show_party(parties[-1].id if parties else None)

    def show_party(self, party: int | None) -> None:
        """Show one party's surroundings, or everybody."""
        self.show()
        self._look_at(party)
        self.panel.canvas.setFocus()

    @override
    def step_back(self) -> None:
        if not self.panel.step_back():
            self.leave()

    @override
    def step(self, by: int) -> None:
        self.panel.step(by)

    @override
    def current_row(self) -> PartyRow | None:
        party = self.panel.current_party()
        return self.panel.shown.nodes[party].party if party is not None else None

    @override
    def current_place(self) -> Pin | None:
        """Return the place of the sentence that the evidence stands on."""
        evidence = self.panel.evidence
        line = evidence.current() if evidence.isVisible() else None
        return line.hit.pin if line is not None and line.hit is not None else None

    def _forget(self) -> None:
        self._focus, self._answered = None, None
        self.panel.show_network(PartyNetwork((), ()), None)

    # -- what the case answers

    def refresh(self) -> None:
        """Ask again, if the picture is shown: the case or the papers in question have changed."""
        if not self.is_shown:
            return
        focus, documents = self._focus, self._documents()

        hidden, last = self.panel.hidden, self._answered

        def ask(case: "Case") -> tuple[PartyNetwork, Shown]:
            found = case.party_network(_MOST_PARTIES, documents)
            known = {node.party.id for node in found.nodes}
            if focus is not None and focus not in known and found.left_out:
                found = case.party_surroundings(focus, documents)
            if last is not None and last[0] is found and last[1:3] == (hidden, focus):
                return found, last[3]
            return found, arrange(found, hidden, focus)

        def tell(answer: tuple[PartyNetwork, Shown]) -> None:
            network, shown = answer
            if focus == self._focus and documents == self._documents():
                self._answered = network, hidden, focus, shown
                papers = [row for row in self._desk.documents if row.id in (documents or ())]
                arranged = shown if hidden == self.panel.hidden else None
                self.panel.show_network(network, focus, papers, arranged)

        self._desk.ask(ask, tell, "network", lane=Lane.WHOLE)

    def _documents(self) -> frozenset[int] | None:
        question = self._desk.narrowing.question
        found = frozenset(question.documents)
        if question.kinds:
            of_kinds = {row.id for row in self._desk.documents if row.kind in question.kinds}
            found = found & of_kinds if found else frozenset(of_kinds)
        return found if question.kinds or question.documents else None

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
        self.navigator.show_hit(line)
        self.source_shown.emit()

    # -- saving

    def export(self) -> None:
        """Ask where to, and write what is shown."""
        case = self._desk.case
        if case is None or not self.panel.shown.nodes:
            return
        focus = self.panel.focus
        name = (
            tr("{name} with whom", name=self.panel.shown.name(focus))
            if focus is not None
            else tr("Who with whom")
        )
        path = ask_picture_file(self._window, name)
        if path is None:
            return
        write = draw_picture(self.panel.canvas, path, f"{case.name}: {name}")
        self._desk.long_work(
            lambda _case: write(), lambda _: self.said.emit(tr("Wrote {path}", path=path))
        )
