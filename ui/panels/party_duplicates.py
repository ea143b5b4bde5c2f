"""Parties that may be one, with the reason for each two: one key says that they are, another that not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.party_records import MergeProposal
from casefile.records import PartyRow
from ui.keyed_panel import BUTTON_PADDING, KeyedPanel, key_button
from ui.language import tr
from ui.line_list import LineList
from ui.panels.party_head import as_panel, close_button, head
from ui.party_lines import Line, proposal_line
from ui.plain_label import plain_label
from ui.theme import Theme

__all__ = ["DuplicatesPanel"]

_LEAD = tr("Nothing is merged unless you say so. Ctrl+Z takes a merge back.")
_NOTHING = tr("No parties look alike. M on a party merges it with any other one.")


class DuplicatesPanel(KeyedPanel):
    """The list of proposals.

    Signals: ``same_wanted(MergeProposal)``, ``different_wanted(MergeProposal)``; ``party_wanted(PartyRow)``
    to show where a party stands; ``close_wanted()``.
    """

    same_wanted = Signal(object)
    different_wanted = Signal(object)
    party_wanted = Signal(object)
    close_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows_other = True
        self._title, self._lead = plain_label("card-name"), plain_label("secondary")
        self.list = LineList(theme, tr("Possible duplicates"))
        self.list.visited.connect(self._visited)
        self.list.opened.connect(lambda _line: self.merge())
        title = QHBoxLayout()
        title.setContentsMargins(BUTTON_PADDING, 0, 0, 0)
        title.addWidget(self._title, 1)
        title.addWidget(close_button(tr("Close the list"), self.close_wanted.emit))
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(2)
        for words, key, hint, act in (
            (tr("Same"), "M", tr("The two are one party"), self.merge),
            (
                tr("Different"),
                "N",
                tr("The two are different; they are not proposed again"),
                self.refuse,
            ),
            (tr("Look"), "Space", tr("Show where the one stands, then the other"), self.look),
        ):
            buttons.addWidget(key_button(words, key, hint, act))
        buttons.addStretch(1)
        layout = as_panel(self)
        layout.addWidget(head((title, self._lead, self._buttons)))
        layout.addWidget(self.list, 1)
        self.keys = {
            Qt.Key.Key_M: self.merge,
            Qt.Key.Key_N: self.refuse,
            Qt.Key.Key_Space: self.look,
            Qt.Key.Key_J: lambda: self.list.step(1),
            Qt.Key.Key_K: lambda: self.list.step(-1),
        }

    def show_proposals(self, proposals: Sequence[MergeProposal]) -> None:
        """Show these; the current one stays current while it is among them."""
        had = self.list.current()
        number = len(proposals)
        self._title.setText(
            tr(
                "{number:,} possible duplicate{value}",
                number=number,
                value="" if number == 1 else "s",
            )
        )
        self._lead.setText(_LEAD if proposals else _NOTHING)
        self._buttons.setVisible(bool(proposals))
        self.list.show_lines(tuple(proposal_line(each) for each in proposals))
        if proposals and self.list.current() is None:
            self.list.step(1)
        current = self.list.current()
        if current is not None and had is not None and current.key != had.key:
            self._visited(current)  # the next one took the place of one that was decided

    def step(self, by: int) -> None:
        """Go to the next or previous one."""
        self.list.setFocus()
        self.list.step(by)

    def merge(self) -> None:
        """Say that the current two are one."""
        self._tell(self.same_wanted)

    def refuse(self) -> None:
        """Say that the current two are different."""
        self._tell(self.different_wanted)

    def look(self) -> None:
        """Show where the other of the two stands, in turns."""
        line = self.list.current()
        if line is not None and line.proposal is not None:
            self._shows_other = not self._shows_other
            self.party_wanted.emit(self._of(line.proposal))

    def _of(self, proposal: MergeProposal) -> PartyRow:
        return proposal.other if self._shows_other else proposal.keep

    def _tell(self, signal: SignalInstance) -> None:
        line = self.list.current()
        if line is not None and line.proposal is not None:
            signal.emit(line.proposal)

    def _visited(self, line: Line) -> None:
        self._shows_other = True
        if line.proposal is not None:
            self.party_wanted.emit(line.proposal.other)
