"""The three columns Parties, Quotes, Dates: what is linked to what the chips say."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.questions import Constraint
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState
from reports.cites import pin_cite
from ui import messages
from ui.models.rows import AnyRow, RowsModel
from ui.narrowing import Columns, Narrowing
from ui.painting import draw_mark
from ui.panels.linked_chips import ChipBar
from ui.panels.linked_delegates import DateDelegate, PartyDelegate, QuoteDelegate, RowDelegate
from ui.panels.linked_list import RowList
from ui.theme import Theme

__all__ = ["LinkedViewPanel", "row_sentence"]

_NAMES = {RefType.PARTY: "Parties", RefType.QUOTE: "Quotes", RefType.DATE: "Dates"}
_EMPTY = {
    RefType.PARTY: "No parties yet. Import a complaint or summons: its caption names them.",
    RefType.QUOTE: "No quotes yet. Words between quotation marks appear here with their speaker.",
    RefType.DATE: "No dates yet. Every day a paper names appears here with its sentence.",
}
_NAMES_WIDTH = 220
_EMPTY_READING = "The papers are being read. What is found in them appears here."
_EMPTY_LINKED = "Nothing here is linked to the chips above. Esc takes the last one away."


class Mark(QWidget):
    """A kind's shape, for headings."""

    def __init__(self, kind: RefType, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._theme = theme
        self.setFixedSize(QSize(13, 13))
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_mark(painter, self._kind, QPointF(6.5, 6.5), 9, self._theme.palette.ink(self._kind))
        painter.end()


class Column(QWidget):
    """A heading with its counts, and the list; a sentence where the list is empty."""

    def __init__(self, delegate: RowDelegate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kind = delegate.kind
        self.kind = kind
        self.model = RowsModel(row_sentence, self)
        self.list = RowList(self.model, delegate, _NAMES[kind], self)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        self._empty = QLabel(_EMPTY[kind])
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setMargin(14)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        head = QWidget()
        head.setProperty("part", "column-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(34)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 14, 0)
        title = QLabel(_NAMES[kind])
        title.setProperty("part", "title")
        row.addWidget(Mark(kind, theme))
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._count)
        body = QWidget()
        body.setProperty("part", "panel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)
        self._rows_layout = layout
        self._linked = self._importing = False
        self.setMinimumWidth(120)

    def add_banner(self, banner: QWidget) -> None:
        """Put a line between heading and rows."""
        self._rows_layout.insertWidget(1, banner)

    def show_importing(self, importing: bool) -> None:
        """Let an empty column say that papers are being read."""
        self._importing = importing
        self._say_why_empty()

    def _say_why_empty(self) -> None:
        waiting = _EMPTY_READING if self._importing else _EMPTY[self.kind]
        self._empty.setText(_EMPTY_LINKED if self._linked else waiting)

    def show_rows(
        self,
        rows: tuple[AnyRow, ...],
        columns: Columns,
        linked: int,
        total: int,
    ) -> None:
        """Fill the list and the heading: ``linked`` of ``total``."""
        question = columns.view.question
        self.list.show_rows(rows, columns.unlinked, frozenset(question.refs))
        words = f"{total:,}" if question.is_everything else f"{linked:,} of {total:,}"
        self._count.setText(words)
        self._linked = not question.is_everything
        self._say_why_empty()
        self._stack.setCurrentIndex(0 if rows else 1)


class LinkedViewPanel(QWidget):
    """Chips and columns.

    Signals: ``row_clicked(row, add)`` and ``row_visited(row)`` and ``row_opened(row)``;
    ``chip_removed(Ref)``; ``base_wanted()``; ``menu_wanted(row, QPoint)`` with a global place.
    """

    row_clicked = Signal(object, bool)
    row_visited = Signal(object)
    row_opened = Signal(object)
    chip_removed = Signal(object)
    base_wanted = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipBar(theme)
        self.chips.chip_removed.connect(self.chip_removed)
        self.chips.base_wanted.connect(self.base_wanted)
        delegates = (
            PartyDelegate(theme, self),
            QuoteDelegate(theme, self),
            DateDelegate(theme, self),
        )
        self.columns = {delegate.kind: Column(delegate, theme) for delegate in delegates}
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
        self.splitter.setSizes([220, 280, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chips)
        layout.addWidget(self.splitter, 1)
        theme.changed.connect(self.update)
        self._last = self.columns[RefType.PARTY]
        self._sizes: list[int] = []

    @property
    def parties(self) -> Column:
        """The column of parties."""
        return self.columns[RefType.PARTY]

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
        self, narrowing: Narrowing, columns: Columns, labels: Mapping[Constraint, str]
    ) -> None:
        """Show the case's answer; ``labels`` are the words of the chips."""
        view, totals = columns.view, columns.view.totals
        self.columns[RefType.PARTY].show_rows(
            columns.parties, columns, len(view.parties), totals.parties
        )
        self.columns[RefType.QUOTE].show_rows(
            columns.quotes, columns, len(view.quotes), totals.quotes
        )
        self.columns[RefType.DATE].show_rows(columns.dates, columns, len(view.dates), totals.dates)
        self.chips.show_narrowing(narrowing, labels)
        self.chips.set_count(
            " · ".join(
                (
                    messages.count(len(view.parties), "party", "parties"),
                    messages.count(len(view.quotes), "quote"),
                    messages.count(len(view.dates), "date"),
                )
            )
            if not view.question.is_everything
            else ""
        )

    def show_importing(self, importing: bool) -> None:
        """Let empty columns say that papers are being read."""
        for column in self.columns.values():
            column.show_importing(importing)

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to: of the column used last."""
        return self._last.list.current_row()

    def unreviewed(self) -> int:
        """Count the suggestions on screen."""
        return sum(
            row.state is ReviewState.SUGGESTED
            for column in self.columns.values()
            for row in column.model.rows
        )

    def go_to(self, ref: Ref) -> bool:
        """Make a finding the current row, if its column shows it."""
        column = self.columns.get(ref.type)
        if column is None or not column.list.go_to(ref):
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


def row_sentence(row: AnyRow) -> str:
    """Return a row in plain sentences, for tooltips and screen readers."""
    pin = row.first if isinstance(row, PartyRow) else row.pin
    mark = messages.source_words(pin) if pin is not None else ""
    return f"{_about(row)}\n{mark}" if mark else _about(row)


def _about(row: AnyRow) -> str:
    if isinstance(row, PartyRow):
        names = f"; also {', '.join(row.aliases)}" if row.aliases else ""
        role = f", {row.role}" if row.role else ""
        capacity = f", {row.capacity}" if row.capacity else ""
        post = f", {row.post}" if row.post else ""
        papers = messages.count(row.documents, "paper")
        times = messages.count(row.mentions, "mention")
        return f"{row.name}{role}{capacity}{post}: {times} in {papers}{names} ({row.state.value})"
    if isinstance(row, QuoteRow):
        verdicts = "".join(
            f"\n{pin_cite(same.pin)}: {same.verdict.value}" for same in row.same_words[:6]
        )
        evidence = f"\n{row.evidence}" if row.evidence else ""
        words = row.reading or row.text
        return f"“{words}”\n{messages.quote_note(row)} ({row.state.value}){evidence}{verdicts}"
    if isinstance(row, DateRow):
        reason = f"\n{row.reason}" if row.reason else ""
        title = messages.date_title(row) + (", deadline" if row.is_deadline else "")
        cite = pin_cite(row.pin)
        return f"{title}: “{row.text}”, {cite} ({row.state.value}){reason}\n{row.sentence}"
    raise TypeError(f"not a row: {row!r}")
