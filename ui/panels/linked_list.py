"""One column's list: a click narrows, a key visits, Ctrl-click keeps several, dragging merges parties."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget
from typing_extensions import override

from casefile.records import PartyRow, Ref, RefType
from ui.column_lines import AnyRow, Arranged, Heading
from ui.counted_list import CountedList
from ui.language import tr
from ui.models.rows import RowsModel
from ui.panels.linked_delegates import RowDelegate, narrow_mark
from ui.panels.linked_drag import carried, start_drag

__all__ = ["RowList"]

_Bar = Qt.ScrollBarPolicy
_MEASURED_EXACTLY = 60
"""Breaking one text into lines takes about 50 µs; above this many lines heights are counted from letters."""
_EVIDENCE_PAUSE_MS = 60
_AHEAD = 10
"""Evidence is asked for of as many rows beyond the screen, on either side."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FOLDING = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class RowList(CountedList):
    """The rows of a column under their headings.

    Signals: ``clicked_row(row, add)`` for a mouse click, ``add`` with Ctrl; ``visited(row)`` when the
    keyboard moved to another row; ``opened(row)`` for a double click; ``merge_dropped(row, row)`` when the
    first party was dragged onto the second; ``narrow_wanted(Constraint)`` for a heading's mark;
    ``evidence_wanted(tuple[Ref, ...])`` for linked rows on screen whose evidence is not known;
    ``left_aside(int)`` when Left (-1) or Right (1) means the column beside this one.
    """

    clicked_row = Signal(object, bool)
    visited = Signal(object)
    opened = Signal(object)
    merge_dropped = Signal(object, object)
    narrow_wanted = Signal(object)
    evidence_wanted = Signal(object)
    left_aside = Signal(int)

    def __init__(
        self, model: RowsModel, delegate: RowDelegate, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._delegate = delegate
        self._quiet = False
        self._width = 0
        """The width that heights were asked for last."""
        self._pressed: QPoint | None = None
        self._evidence_due = QTimer(self, singleShot=True, interval=_EVIDENCE_PAUSE_MS)
        self._evidence_due.timeout.connect(self._want_evidence)
        self.setAcceptDrops(True)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)  # by Shift
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._double_clicked)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._evidence_due.start())

    # -- what is shown

    def current_row(self) -> AnyRow | None:
        """Return the row that keys apply to."""
        return self._rows.row_at(self.currentIndex())

    def selected_rows(self) -> tuple[AnyRow, ...]:
        """Return the selected rows from top to bottom, headings left out."""
        places = sorted(self.selectedIndexes(), key=lambda index: index.row())
        rows = (self._rows.row_at(index) for index in places)
        return tuple(row for row in rows if row is not None)

    def show_rows(
        self, arranged: Arranged, unlinked: Container[Ref], constraints: frozenset[Ref]
    ) -> None:
        """Show other rows, keeping the current one, and what is on screen, where they are still there."""
        kept = self._rows.line_at(self.currentIndex())
        place = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self._quiet = True
        self._delegate.constraints = constraints
        # Else the bar would go and come again, and all heights be counted for either width.
        is_long = len(arranged.letters) > _MEASURED_EXACTLY
        self.setVerticalScrollBarPolicy(
            _Bar.ScrollBarAlwaysOn if is_long else _Bar.ScrollBarAsNeeded
        )
        self._rows.show(arranged, unlinked)
        index = self._index_of(kept)
        gone = kept is not None and not index.isValid()
        if gone and arranged.rows and self.hasFocus():
            index = self._rows.beyond(place - 1, 1)
            index = index if index.isValid() else self._rows.beyond(self._rows.rowCount(), -1)
        if index.isValid():
            self.setCurrentIndex(index)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(at)
            self.scrollTo(index)
        elif gone:  # Qt went on by itself, though the keyboard is elsewhere
            self.setCurrentIndex(QModelIndex())
        self._quiet = False
        self.scheduleDelayedItemsLayout()
        self._evidence_due.start()
        moved_to = self.current_row()
        # The row was rejected: go on with the next one, unless another view has the middle of the window.
        if gone and moved_to is not None and self.isVisible():
            self.visited.emit(moved_to)

    def begin(self) -> None:
        """Show the first rows of the answer to another question, unless a row is current."""
        if not self.currentIndex().isValid():
            self.scrollToTop()

    def _index_of(self, line: AnyRow | Heading | None) -> QModelIndex:
        if line is None:
            return QModelIndex()
        if isinstance(line, Heading):
            return self._rows.index_of_heading(line.key)
        return self._rows.index_of(line.ref)

    def prepare(self, arranged: Arranged) -> None:
        """Count the heights of many rows before they are shown; called by a job."""
        if self._width and arranged.is_plain and len(arranged.letters) > _MEASURED_EXACTLY:
            self._tops_of(self._delegate.counted_heights(arranged.letters, self._width))

    @override
    def heights(self, width: int) -> Sequence[int]:
        self._width = width
        number = self._rows.rowCount()
        self._delegate.fonts.exact = number <= _MEASURED_EXACTLY
        if not self._delegate.fonts.exact:
            return self._delegate.counted_heights(self._rows.visible_letters(), width)
        lines = (self._rows.line_at(self._rows.index(at)) for at in range(number))
        return [self._delegate.height(line, width) for line in lines if line is not None]

    def go_to(self, ref: Ref, *, unfold: bool = True) -> bool:
        """Make a finding's row the current one without reporting a visit; tell whether it is here."""
        if unfold:
            self._rows.unfold(ref)
        index = self._rows.index_of(ref)
        if not index.isValid():
            return False
        self._quiet = True
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False
        return True

    def forget_current(self) -> None:
        """Have no current row, as another column has it."""
        self._quiet = True
        self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def step(self, by: int) -> None:
        """Move the current row up or down, over headings."""
        index = self._rows.beyond(self.currentIndex().row(), by)
        if index.isValid():
            self.setCurrentIndex(index)

    def fold_all(self) -> None:
        """Fold all groups; if all are folded, show their rows again."""
        headings = self._rows.headings
        folded = all(map(self._rows.is_folded, headings))
        kept = self._rows.line_at(self.currentIndex())
        under = self._rows.line_at(self._rows.heading_of(self.currentIndex()))
        self._quiet = True
        self._rows.fold_all(not folded)
        index = self._index_of(kept if folded else under)
        if index.isValid():
            self.setCurrentIndex(index)
        self._quiet = False

    def _want_evidence(self) -> None:
        first, last = self.visible_lines()
        number = self._rows.rowCount()
        refs = self._rows.without_evidence(first - _AHEAD, min(last + _AHEAD, number - 1))
        if refs:
            self.evidence_wanted.emit(refs)

    # -- keys and the mouse

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row = self._rows.row_at(current)
        if row is not None and not self._quiet:
            self.visited.emit(row)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would make the first row current, as if the user had gone there.
        had_none = not self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        if had_none:
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._quiet = True
        super().mousePressEvent(event)
        self._quiet = False
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():  # no selecting by dragging over rows
            super().mouseMoveEvent(event)
            return
        far = QApplication.startDragDistance()
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < far:
            return
        row = self._rows.row_at(self.indexAt(self._pressed))
        self._pressed = None
        if isinstance(row, PartyRow):
            start_drag(self, row)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files that are dropped here are the window's: ignoring them hands them on.
        event.setAccepted(carried(event.mimeData()) is not None)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        target = self._target(event)
        self._delegate.target = target.ref if target is not None else None
        self.viewport().update()
        event.setAccepted(target is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._delegate.target = None
        self.viewport().update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        target, dragged = self._target(event), self._dragged(event)
        self._delegate.target = None
        self.viewport().update()
        event.setAccepted(target is not None and dragged is not None)
        if event.isAccepted():
            self.merge_dropped.emit(dragged, target)

    def _dragged(self, event: QDropEvent) -> PartyRow | None:
        number = carried(event.mimeData())
        row = None if number is None else self._rows.row_of(Ref(RefType.PARTY, number))
        return row if isinstance(row, PartyRow) else None

    def _target(self, event: QDropEvent) -> PartyRow | None:
        """Return the party under the pointer, if another one is carried over it."""
        row = self._rows.row_at(self.indexAt(event.position().toPoint()))
        dragged = carried(event.mimeData())
        is_other = isinstance(row, PartyRow) and dragged is not None and row.id != dragged
        return row if is_other and isinstance(row, PartyRow) else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was_pressed, self._pressed = self._pressed is not None, None
        if event.button() is not Qt.MouseButton.LeftButton or not was_pressed:
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self._rows.line_at(index)
        if isinstance(line, Heading):
            self._heading_clicked(line, index, at)
        elif line is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.visited.emit(line)  # the rows up to it are selected: nothing is narrowed
        elif line is not None:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.clicked_row.emit(line, add)

    def _heading_clicked(self, heading: Heading, index: QModelIndex, at: QPoint) -> None:
        if heading.narrows is not None and narrow_mark(self.visualRect(index)).contains(at):
            self.narrow_wanted.emit(heading.narrows)
        else:
            self._fold(heading, folded=not self._rows.is_folded(heading))

    def _fold(self, heading: Heading, *, folded: bool) -> None:
        """Hide or show a group's rows; when the current row goes, the heading is the current line."""
        self._quiet = True  # Qt would go on to the next row, as if the user had gone there
        above = self._rows.line_at(self._rows.heading_of(self.currentIndex()))
        self._rows.fold(heading, folded)
        if folded and above == heading:
            self.setCurrentIndex(self._rows.index_of_heading(heading.key))
        self._quiet = False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            here = self._rows.line_at(self.currentIndex())
            if isinstance(here, Heading) and event.key() in (*_ENTER, Qt.Key.Key_Space):
                event.accept()  # commands of rows; on a heading they fold it, or narrow to it
                return True
        return super().event(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            line = self._rows.line_at(index)
            if isinstance(line, Heading):
                over = narrow_mark(self.visualRect(index)).contains(event.pos())
                QToolTip.showText(event.globalPos(), self._heading_hint(line, over=over), self)
                return True
        return super().viewportEvent(event)

    def _heading_hint(self, heading: Heading, *, over: bool) -> str:
        if over and heading.narrows is not None:
            return tr("Narrow to {group} (Space)", group=heading.words)
        if self._rows.is_folded(heading):
            return tr("Show the rows of {group} (Right)", group=heading.words)
        return tr("Fold {group} (Left)", group=heading.words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = event.key(), self._rows.line_at(self.currentIndex())
        if key in _FOLDING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._fold_by_key(line, folded=key == Qt.Key.Key_Left)
        elif isinstance(line, Heading) and key == Qt.Key.Key_Space:
            if line.narrows is not None:
                self.narrow_wanted.emit(line.narrows)
        elif isinstance(line, Heading) and key in _ENTER:
            self._fold(line, folded=not self._rows.is_folded(line))
        elif event.text().isalnum():  # letters are commands here, not a search by first letter
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fold_by_key(self, line: AnyRow | Heading | None, *, folded: bool) -> None:
        """Left goes from a row to its heading and folds that; Right the other way round.

        Where there is nothing to fold they go to the column beside this one.
        """
        index = self.currentIndex()
        above = self._rows.heading_of(index)
        if isinstance(line, Heading) and self._rows.is_folded(line) != folded:
            self._fold(line, folded=folded)
        elif isinstance(line, Heading) and not folded:
            self.setCurrentIndex(self._rows.beyond(index.row(), 1))
        elif not isinstance(line, Heading) and folded and above.isValid():
            self.setCurrentIndex(above)
        else:
            self.left_aside.emit(-1 if folded else 1)

    def take_keyboard(self) -> bool:
        """Take the keyboard with a row of those on screen as the current one; tell whether there is any."""
        if self.current_row() is None:
            top = self.indexAt(QPoint(1, 1)).row()
            first = self._rows.beyond(max(top, 0) - 1, 1)
            if not first.isValid():
                return False
            self.setFocus()
            self.setCurrentIndex(first)
        self.setFocus()
        return True

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.take_font(QApplication.font())
            self.scheduleDelayedItemsLayout()

    def _double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index)
        if row is not None:
            self.opened.emit(row)
