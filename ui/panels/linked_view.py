"""The three columns Parties, Quotes, Dates: what is linked to what the chips say."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefile.evidence_records import RowEvidence
from casefile.questions import Constraint, Question
from casefile.records import Ref, RefType
from ui import messages
from ui.column_lines import AnyRow, Arranged
from ui.column_order import ColumnOrder
from ui.language import tr
from ui.narrowing import Columns, Narrowing
from ui.panels.linked_chips import ChipBar
from ui.panels.linked_column import Column
from ui.question_words import constraint_words
from ui.row_words import row_sentence
from ui.theme import Theme

__all__ = ["LinkedViewPanel", "row_sentence"]

_NAMES_WIDTH = 220


class LinkedViewPanel(QWidget):
    """Chips and columns.

    Signals: ``row_clicked(row, add)`` and ``row_visited(row)`` and ``row_opened(row)``;
    ``chip_removed(Constraint)``; ``base_wanted()``; ``menu_wanted(row, QPoint)`` with a global place;
    ``narrow_wanted(Constraint)`` for the mark of a heading; ``order_wanted(RefType, QPoint)`` for a column's
    button; ``evidence_wanted(RefType, tuple[Ref, ...])`` for linked rows that came on screen.
    """

    row_clicked = Signal(object, bool)
    row_visited = Signal(object)
    row_opened = Signal(object)
    chip_removed = Signal(object)
    base_wanted = Signal()
    menu_wanted = Signal(object, QPoint)
    narrow_wanted = Signal(object)
    order_wanted = Signal(object, QPoint)
    evidence_wanted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipBar(theme)
        self.chips.chip_removed.connect(self.chip_removed)
        self.chips.base_wanted.connect(self.base_wanted)
        kinds = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
        self.columns = {kind: Column(kind, theme) for kind in kinds}
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for column in self.columns.values():
            self.splitter.addWidget(column)
            rows = column.list
            rows.clicked_row.connect(partial(self._clicked, column))
            rows.visited.connect(partial(self._visited, column))
            rows.opened.connect(self.row_opened)
            rows.customContextMenuRequested.connect(partial(self._menu, column))
            rows.narrow_wanted.connect(self.narrow_wanted)
            rows.left_aside.connect(partial(self._go_aside, column))
            rows.evidence_wanted.connect(partial(self.evidence_wanted.emit, column.kind))
            column.order_wanted.connect(partial(self._offer_order, column))
        self.splitter.setSizes([220, 280, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chips)
        layout.addWidget(self.splitter, 1)
        theme.changed.connect(self.update)
        self._last = self.columns[RefType.PARTY]
        self._sizes: list[int] = []
        self.question = Question()
        """What the rows on screen answer."""
        self._asked: dict[RefType, Question] = {}
        """The question that each column answers."""

    @property
    def parties(self) -> Column:
        """The column of parties."""
        return self.columns[RefType.PARTY]

    def prepare(self, arranged: Mapping[RefType, Arranged]) -> None:
        """Work out what is needed for all rows at once; called by the job that arranges them."""
        for kind, column in self.columns.items():
            if kind in arranged:
                column.list.prepare(arranged[kind])

    def show_beside(self, panel: QWidget) -> None:
        """Show a panel beside the parties, in the place of quotes and dates."""
        if self.splitter.indexOf(panel) < 0:
            panel.hide()
            self.splitter.addWidget(panel)
        if not self._sizes:
            self._sizes = self.splitter.sizes()
        for widget in self._beside():
            widget.setVisible(widget is panel)
        whole = sum(self._sizes)
        # In a narrow window the names may have a little of the room that two columns leave.
        party = max(self._sizes[0], min(_NAMES_WIDTH, round(whole * 0.38)))
        room = [0] * (self.splitter.count() - 1)
        room[self.splitter.indexOf(panel) - 1] = max(1, whole - party)
        self.splitter.setSizes([party, *room])
        self._use(self.parties)

    def leave_beside(self) -> None:
        """Show quotes and dates again."""
        if not self._sizes:
            return
        sizes, self._sizes = self._sizes, []
        for widget in self._beside():
            widget.setVisible(isinstance(widget, Column))
        self.splitter.setSizes(sizes)

    def _beside(self) -> list[QWidget]:
        """Return what stands after the column of parties, shown or not."""
        widgets = (self.splitter.widget(place) for place in range(1, self.splitter.count()))
        return [widget for widget in widgets if widget is not None]

    def show_own_words(self, said: Mapping[Ref, str]) -> None:
        """Mark the rows of which the attorney said something."""
        for column in self.columns.values():
            column.model.set_own_words(said)

    def show_columns(
        self,
        narrowing: Narrowing,
        columns: Columns,
        labels: Mapping[Constraint, str],
        arranged: Mapping[RefType, Arranged],
    ) -> None:
        """Show the case's answer, ``arranged`` as each column is; ``labels`` are the words of the chips."""
        view, totals = columns.view, columns.view.totals
        if view.question != self.question:
            self.question = view.question
            for column in self.columns.values():
                column.model.forget_evidence()
        linked = {
            RefType.PARTY: (len(view.parties), totals.parties),
            RefType.QUOTE: (len(view.quotes), totals.quotes),
            RefType.DATE: (len(view.dates), totals.dates),
        }
        for kind, column in self.columns.items():
            asked = narrowing.base if narrowing.held is kind else narrowing.question
            column.show_rows(arranged[kind], columns, *linked[kind])
            if self._asked.get(kind) != asked:
                self._asked[kind] = asked
                column.list.begin()
        self.chips.show_narrowing(narrowing, labels, columns.lost)
        self.chips.set_count(*_told(columns, labels))

    def show_order(self, kind: RefType, order: ColumnOrder) -> None:
        """Have a column's button tell how it is sorted and grouped."""
        self.columns[kind].show_order(order)

    def add_evidence(
        self, kind: RefType, asked: tuple[Ref, ...], found: Mapping[Ref, RowEvidence]
    ) -> None:
        """Show the evidence of rows that were asked about."""
        self.columns[kind].model.add_evidence(asked, found)

    def evidence_of(self, ref: Ref) -> RowEvidence | None:
        """Return the evidence that a row shows."""
        column = self.columns.get(ref.type)
        return None if column is None else column.model.evidence_of(ref)

    def offer_order(self) -> None:
        """Ask for the choice of orders of the column used last."""
        self._offer_order(self._last)

    def fold_all(self) -> None:
        """Fold every group of the column used last, or show the rows of all again."""
        self._last.list.fold_all()

    def _offer_order(self, column: Column) -> None:
        self._use(column)
        self.order_wanted.emit(column.kind, column.order_place())

    def show_importing(self, importing: bool) -> None:
        """Let empty columns say that papers are being read."""
        for column in self.columns.values():
            column.show_importing(importing)

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to: of the column used last."""
        return self._last.list.current_row()

    def selected(self) -> tuple[Ref, ...]:
        """Return the rows that are selected in the column used last."""
        return tuple(row.ref for row in self._last.list.selected_rows())

    def unreviewed(self) -> int:
        """Count the suggestions on screen."""
        return sum(column.model.arranged.unreviewed for column in self.columns.values())

    @property
    def has_current(self) -> bool:
        """Tell whether the keyboard stands on a row or on a heading."""
        return any(column.list.currentIndex().isValid() for column in self.columns.values())

    def go_to(self, ref: Ref, *, unfold: bool = True) -> bool:
        """Make a finding the current row, if its column shows it; of a folded group only by ``unfold``."""
        column = self.columns.get(ref.type)
        if column is None or not column.list.go_to(ref, unfold=unfold):
            return False
        self._use(column)
        return True

    def step(self, by: int) -> None:
        """Go to the next or previous row of the column used last."""
        self._last.list.setFocus()
        self._last.list.step(by)

    def focus_last(self) -> None:
        """Give the keyboard to the column used last."""
        self._last.list.setFocus()

    def _go_aside(self, column: Column, by: int) -> None:
        """Give the keyboard to the next column to the left or right that can be seen and has rows."""
        columns = list(self.columns.values())
        at = columns.index(column)
        beside = columns[at + 1 :] if by > 0 else columns[:at][::-1]
        for other in beside:
            if other.list.isVisible() and other.list.take_keyboard():
                return

    def _use(self, column: Column) -> None:
        self._last = column
        for other in self.columns.values():
            if other is not column:
                other.list.forget_current()

    def _clicked(self, column: Column, row: AnyRow, add: bool) -> None:
        self._use(column)
        self.row_clicked.emit(row, add)

    def _visited(self, column: Column, row: AnyRow) -> None:
        self._use(column)
        self.row_visited.emit(row)

    def _menu(self, column: Column, at: QPoint) -> None:
        row = column.model.row_at(column.list.indexAt(at))
        if row is not None:
            self._use(column)
            self.menu_wanted.emit(row, column.list.viewport().mapToGlobal(at))


def _told(columns: Columns, labels: Mapping[Constraint, str]) -> tuple[str, str]:
    """Return how many papers a question leaves, or what it names is gone; and all that it leaves."""
    view = columns.view
    if view.question.is_everything:
        return "", ""
    counts = [
        messages.count(len(view.parties), tr("party"), tr("parties")),
        messages.count(len(view.quotes), tr("quote")),
        messages.count(len(view.dates), tr("date")),
    ]
    papers = messages.count(len(view.papers or ()), tr("paper"))
    everything = " · ".join((*counts, papers))
    if view.has_more:
        told = tr("in the first {papers} so far, the others are being read", papers=papers)
        return told, f"{everything}, {told}"
    if view.lost:
        lost = ", ".join(constraint_words(each, labels) for each in view.lost)
        return tr("no longer in the case: {names}", names=lost), everything
    return tr("in {papers}", papers=papers), everything
