"""Two parties or papers side by side: what only one has, where they meet and what both share."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.evidence_records import RowEvidence
from casefile.questions import Question
from casefile.records import HitRow, Pin, Ref, RefType
from casefile.side_by_side import Share, SideBySide
from ui import messages
from ui.bar import bar, link_button, splitter
from ui.column_lines import AnyRow, Arranged, in_sections
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.line_list import LineList
from ui.models.rows import RowsModel
from ui.panels.linked_column import Mark
from ui.panels.linked_delegates import RowDelegate
from ui.panels.linked_list import RowList
from ui.party_lines import Line, Look
from ui.row_words import row_sentence
from ui.theme import Theme

__all__ = ["ShareColumn", "SideBySidePanel"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class ShareColumn(QWidget):
    """A heading, and the rows that one of the two has alone, or that both share."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = Question()
        """What the evidence of its rows answers."""
        self.model = RowsModel(row_sentence, self)
        self.list = RowList(self.model, RowDelegate(theme, self), "", self)
        self.title = ElidedLabel()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.setProperty("part", "title")
        self.counted = QLabel("")
        self.counted.setProperty("part", "secondary")
        self.empty = QLabel("")
        self.empty.setProperty("part", "secondary")
        self.empty.setWordWrap(True)
        self.empty.setMargin(14)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        height = max(34, self.fontMetrics().height() + 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("column-head", (14, 0, 14, 0), (self.title, self.counted), height))
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        self.setMinimumWidth(140)

    def show_rows(self, title: str, arranged: Arranged, question: Question) -> None:
        """Show other rows under another heading."""
        if question != self.question:
            self.question = question
            self.model.forget_evidence()
        self.title.setText(title)
        self.list.setAccessibleName(title)
        self.counted.setText(f"{len(arranged.rows):,}")
        self.list.show_rows(arranged, frozenset(), frozenset())
        self.empty.setVisible(not arranged.rows)


class SideBySidePanel(QWidget):
    """Three columns, the middle one with the places where two parties meet above what they share.

    Signals: ``visited(row, ShareColumn)``; ``opened(row)``; ``place_wanted(Pin, Ref | None)``;
    ``place_opened()``; ``evidence_wanted(ShareColumn, tuple[Ref, ...])``; ``menu_wanted(row, QPoint)``;
    ``turn_wanted()``; ``save_wanted()``; ``leave_wanted()``.
    """

    visited = Signal(object, object)
    opened = Signal(object)
    place_wanted = Signal(object, object)
    place_opened = Signal()
    evidence_wanted = Signal(object, object)
    menu_wanted = Signal(object, QPoint)
    turn_wanted = Signal()
    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: SideBySide | None = None
        self._marks = {kind: Mark(kind, theme) for kind in (RefType.PARTY, RefType.DOCUMENT)}
        self._title = ElidedLabel()
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setProperty("part", "title")
        turn = link_button(tr("Turn round"), tr("The one at the right to the left"))
        turn.clicked.connect(self.turn_wanted)
        save = link_button(tr("Save…"), tr("Keep this comparison under a name (Ctrl+S)"))
        save.clicked.connect(self.save_wanted)
        leave = link_button(tr("Back to the columns"), tr("Leave the comparison (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        height = max(38, self.fontMetrics().height() + 20)
        marks = self._marks.values()
        top = bar("bar", (14, 4, 8, 4), (*marks, self._title, turn, save, leave), height)
        self.one, self.both, self.other = (ShareColumn(theme) for _ in range(3))
        self.columns = (self.one, self.both, self.other)
        self.meetings = LineList(theme, tr("Where they meet"))
        self.meetings.place_wanted.connect(self.place_wanted)
        self.meetings.opened.connect(lambda _line: self.place_opened.emit())
        self._meeting = QWidget()
        self._middle = splitter(Qt.Orientation.Vertical, (self._meeting, self.both))
        self._middle.setSizes([220, 400])
        self.across: QSplitter = splitter(
            Qt.Orientation.Horizontal, (self.one, self._middle, self.other)
        )
        self.across.setSizes([260, 320, 260])
        self._build(top)
        for column in self.columns:
            rows = column.list
            rows.visited.connect(partial(self._visited, column))
            rows.clicked_row.connect(lambda row, _add, column=column: self._visited(column, row))
            rows.opened.connect(self.opened)
            rows.evidence_wanted.connect(partial(self.evidence_wanted.emit, column))
            rows.customContextMenuRequested.connect(partial(self._menu, column))
            rows.installEventFilter(self)
        self.meetings.installEventFilter(self)

    def _build(self, top: QWidget) -> None:
        self._meet_count = QLabel("")
        self._meet_count.setProperty("part", "secondary")
        title = ElidedLabel()
        title.setText(tr("Where they meet"))
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        title.setProperty("part", "title")
        height = max(34, self.fontMetrics().height() + 16)
        column = QVBoxLayout(self._meeting)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar("column-head", (14, 0, 14, 0), (title, self._meet_count), height))
        column.addWidget(self.meetings, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.across, 1)

    # -- what is shown

    def show_comparison(self, found: SideBySide, meetings: Sequence[HitRow]) -> None:
        """Show two things held against each other; ``meetings`` are the sentences that join two parties."""
        anew = self.shown is None or self.shown.refs != found.refs
        self.shown = found
        one, other = found.names
        kind = found.refs[0].type
        for each, mark in self._marks.items():
            mark.setVisible(each is kind)
        self._title.setText(tr("{one} and {other}, side by side", one=one, other=other))
        for at, column in ((0, self.one), (1, self.other)):
            name = found.names[at]
            column.show_rows(
                tr("Only {name}", name=name),
                _arranged(found.only[at]),
                Question((found.refs[at],)),
            )
            column.empty.setText(tr("Nothing that {name} has alone.", name=name))
        asked = Question(found.refs) if kind is RefType.PARTY else Question(found.refs, either=True)
        self.both.show_rows(tr("Both"), _arranged(found.both, self._about(found)), asked)
        self.both.empty.setText(tr("Nothing is linked to both."))
        self._meeting.setVisible(bool(found.meetings))
        total = len(found.meetings)
        shown = tr("{shown} of {all}", shown=f"{len(meetings):,}", all=f"{total:,}")
        self._meet_count.setText(shown if len(meetings) < total else f"{total:,}")
        self.meetings.show_lines(_meeting_lines(meetings), anew=anew)
        if anew:
            self.take_keyboard()

    def _about(self, found: SideBySide) -> list[tuple[str, str, Sequence[AnyRow]]]:
        one, other = found.names
        return [
            ("about0", tr("{one} of {other}", one=one, other=other), found.about[0]),
            ("about1", tr("{one} of {other}", one=other, other=one), found.about[1]),
        ]

    def forget(self) -> None:
        """Show nothing."""
        self.shown = None
        for column in self.columns:
            column.show_rows("", Arranged(), Question())
        self.meetings.show_lines((), anew=True)

    def add_evidence(
        self, column: ShareColumn, asked: tuple[Ref, ...], found: Mapping[Ref, RowEvidence]
    ) -> None:
        """Show the evidence of rows that were asked about."""
        column.model.add_evidence(asked, found)

    # -- the keyboard

    def take_keyboard(self) -> None:
        """Get the keyboard: where the two meet, else at what they share, else at what one has."""
        lists: list[RowList | LineList] = [
            self.meetings,
            self.both.list,
            self.one.list,
            self.other.list,
        ]
        first = next(
            (each for each in lists if each.isVisibleTo(self) and each.model().rowCount()), None
        )
        target = first or self.both.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not target.currentIndex().isValid():
            target.step(1)

    def in_use(self) -> RowList | LineList:
        """Return the list that has the keyboard, else that of what both share."""
        lists: tuple[RowList | LineList, ...] = (
            self.meetings,
            *(each.list for each in self.columns),
        )
        return next((each for each in lists if each.hasFocus()), self.both.list)

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to."""
        rows = self.in_use()
        return rows.current_row() if isinstance(rows, RowList) else None

    def current_place(self) -> Pin | None:
        """Return the place where the two meet that the keyboard stands on."""
        line = self.meetings.current() if self.meetings.hasFocus() else None
        return line.pin if line is not None else None

    def step(self, by: int) -> None:
        """Go to the next or previous row of the list in use."""
        self.in_use().step(by)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _ACROSS:
                self._go_across(watched, -1 if event.key() == Qt.Key.Key_Left else 1)
                return True
            if event.key() in _ENTER and (row := self.current_row()) is not None:
                self.opened.emit(row)
                return True
        return super().eventFilter(watched, event)

    def _go_across(self, watched: QObject, by: int) -> None:
        """Go to the list at the left or right, from a row to a row."""
        lists: list[RowList | LineList] = [
            self.one.list,
            self.meetings,
            self.both.list,
            self.other.list,
        ]
        open_ = [each for each in lists if each.isVisibleTo(self)]
        at = next((place for place, each in enumerate(open_) if each is watched), 0)
        target = open_[(at + by) % len(open_)]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not target.currentIndex().isValid():
            target.step(1)

    def _visited(self, column: ShareColumn, row: AnyRow) -> None:
        for other in self.columns:
            if other is not column:
                other.list.forget_current()
        self.visited.emit(row, column)

    def _menu(self, column: ShareColumn, at: QPoint) -> None:
        row = column.model.row_at(column.list.indexAt(at))
        if row is not None:
            column.list.go_to(row.ref)
            column.list.setFocus()
            self.menu_wanted.emit(row, column.list.viewport().mapToGlobal(at))


def _arranged(share: Share, before: Sequence[tuple[str, str, Sequence[AnyRow]]] = ()) -> Arranged:
    sections: list[tuple[str, str, Sequence[AnyRow]]] = [
        *before,
        ("parties", tr("Parties"), share.parties),
        ("quotes", tr("Quotes"), share.quotes),
        ("dates", tr("Dates"), share.dates),
    ]
    return in_sections(sections)


def _meeting_lines(meetings: Sequence[HitRow]) -> Iterator[Line]:
    for at, row in enumerate(meetings):
        yield Line(
            Look.SNIPPET,
            f"m{at}:{row.pin.document}:{row.pin.span.start}",
            row.snippet,
            note=messages.marked_cite(row.pin),
            pin=row.pin,
            marks=row.marks,
        )
