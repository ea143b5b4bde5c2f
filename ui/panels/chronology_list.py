"""The chronology's list: thousands of rows of different heights, known by arithmetic alone."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.chronology_lines import EventLine, EventLines, Look
from ui.kept_scroll_bar import keep_scroll_bar
from ui.language import tr
from ui.models.chronology import EventsModel
from ui.panels.chronology_delegate import EventDelegate
from ui.row_pictures import ACTIVE, FOCUSED, HOVERED, SELECTED

__all__ = ["EventList"]

Index = QModelIndex | QPersistentModelIndex
_STEP = 40
_REVEALED = 3
_AT_ONCE = 1200
"""Up to how many lines are measured on the window's own thread without anybody noticing."""


class EventList(QAbstractItemView):
    """Lines of the chronology.

    Qt's own list asks for every row's height through the model before it shows one; here all heights come
    from one pass over the lines, some microseconds each.

    Signals: ``visited(EventLine)`` when another row became current; ``opened(EventLine)`` for Return or a
    double click; ``unfolded(EventLine, bool)`` to show or hide the other papers of a row;
    ``document_wanted(int)`` for the paper of a deadline; ``edited()`` when the field over a row was closed;
    ``laying_out_wanted()`` when very many lines are to be measured anew at another width.
    """

    visited = Signal(object)
    opened = Signal(object)
    unfolded = Signal(object, bool)
    document_wanted = Signal(int)
    edited = Signal()
    laying_out_wanted = Signal()

    def __init__(
        self, model: EventsModel, delegate: EventDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = model
        self._delegate = delegate
        self._tops: Sequence[float] = [0]
        self._laid: tuple[Sequence[float], int] = ((), 0)
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(tr("Chronology"))
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and with it every line's height.
        keep_scroll_bar(self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    # -- what is shown

    def show_lines(self, lines: EventLines, laid: tuple[Sequence[float], int] = ((), 0)) -> None:
        """Show other lines; what is current, selected and on screen stays, where it is still there.

        ``laid``, where each begins in a list of a width, is given where that is known.
        """
        current = self.current()
        place = self.currentIndex().row()
        chosen = [line.key for line in self.selected()]
        offset = self._offset_of(current)
        self._quiet = True
        self._lines.set_lines(lines)
        self._laid = laid
        self._measure()
        index = self._lines.index_of(current.key) if current else QModelIndex()
        if not index.isValid() and place >= 0:  # it is gone: go on with what took its place
            index = self._lines.beyond(min(place, len(lines)) - 1, 1)
            if not index.isValid():
                index = self._lines.beyond(len(lines), -1)
        if index.isValid():
            self.setCurrentIndex(index)
            if offset is not None:
                self.verticalScrollBar().setValue(round(self._tops[index.row()] - offset))
            self._choose_again(chosen)
        self._quiet = False
        self.viewport().update()
        found = self.current()
        if current is not None and found is not None and found.key != current.key:
            self.visited.emit(found)

    def _offset_of(self, line: EventLine | None) -> float | None:
        """Return how far below the upper edge a line is, if it can be seen."""
        rect = self.visualRect(self._lines.index_of(line.key)) if line else QRect()
        return rect.top() if rect.intersects(self.viewport().rect()) else None

    def _choose_again(self, keys: list[str]) -> None:
        if len(keys) < 2:
            return
        chosen = QItemSelection()
        for index in map(self._lines.index_of, keys):
            if index.isValid():
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current(self) -> EventLine | None:
        """Return the line that keys apply to."""
        return self._lines.line_at(self.currentIndex())

    def selected(self) -> tuple[EventLine, ...]:
        """Return the lines that a decision applies to, in their order; the current one at least."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        lines = tuple(self._lines.lines[row] for row in rows if row < len(self._lines.lines))
        current = self.current()
        return lines or ((current,) if current is not None else ())

    def go_to(self, key: str, *, quiet: bool = False) -> bool:
        """Make a line the current one; tell whether it is shown."""
        index = self._lines.index_of(key)
        if not index.isValid():
            return False
        was, self._quiet = self._quiet, quiet
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = was
        return True

    def reveal(self, key: str, after: int) -> None:
        """Scroll so far that a line and some of those ``after`` it can be seen."""
        index = self._lines.index_of(key)
        if index.isValid():
            last = min(index.row() + min(after, _REVEALED), self._lines.rowCount() - 1)
            self.scrollTo(self._lines.index(last))
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next or previous event."""
        index = self._lines.beyond(self.currentIndex().row(), by)
        if index.isValid():
            self.setCurrentIndex(index)

    @property
    def is_editing(self) -> bool:
        """Tell whether the field over a row is open."""
        return self.state() is QAbstractItemView.State.EditingState

    @override
    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.edited.emit()

    def edit_current(self) -> None:
        """Open the field over the current row's words."""
        index = self.currentIndex()
        if self._lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.scrollTo(index)
            self.edit(index)

    # -- places

    def _measure(self) -> None:
        width, lines = self.viewport().width(), self._lines.lines
        laid, of_width = self._laid
        is_laid = len(laid) == len(lines) + 1
        if is_laid and (of_width == width or len(lines) > _AT_ONCE):
            self._tops = laid  # very many lines stay as they were until they are measured anew
        else:
            height = self._delegate.height
            heights = (height(line, width) for line in lines)
            self._tops = list(accumulate(heights, initial=0.0))
        self.updateGeometries()

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self._tops[-1]) - room))
        bar.setPageStep(room)
        bar.setSingleStep(_STEP)
        super().updateGeometries()

    @override
    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not index.isValid() or row + 1 >= len(self._tops):
            return QRect()
        top, below = round(self._tops[row]), round(self._tops[row + 1])
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), below - top)

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._row_at(point.y() + self.verticalOffset())
        return self._lines.index(row) if row is not None else QModelIndex()

    def _row_at(self, y: float) -> int | None:
        row = bisect_right(self._tops, y) - 1
        return row if 0 <= row < len(self._tops) - 1 else None

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        row = index.row()
        if not index.isValid() or row + 1 >= len(self._tops):
            return
        top, below = self._tops[row], self._tops[row + 1]
        if row > 0 and not self._lines.lines.is_event(row - 1):
            top = self._tops[row - 1]  # its heading can be seen as well
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value():
            bar.setValue(round(top))
        elif below > bar.value() + room:
            bar.setValue(round(below) - room)

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def isIndexHidden(self, index: Index) -> bool:
        return False

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        lines, row = self._lines, self.currentIndex().row()
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveUp, actions.MovePrevious):
            found = lines.beyond(row, -1)
        elif action in (actions.MoveDown, actions.MoveNext):
            found = lines.beyond(row, 1)
        elif action is actions.MoveHome:
            found = lines.beyond(-1, 1)
        elif action is actions.MoveEnd:
            found = lines.beyond(len(lines.lines), -1)
        elif action in (actions.MovePageUp, actions.MovePageDown):
            found = self._page(row, -1 if action is actions.MovePageUp else 1)
        else:
            return self.currentIndex()
        return found if found.isValid() else self.currentIndex()

    def _page(self, row: int, by: int) -> QModelIndex:
        here = self._tops[max(row, 0)] + by * self.viewport().height()
        aim = self._row_at(min(max(here, 0), self._tops[-1] - 1))
        if aim is None:
            return QModelIndex()
        found = self._lines.beyond(aim - by, by)
        return found if found.isValid() else self._lines.beyond(aim, -by)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        area = rect.normalized().translated(0, self.verticalOffset())
        first, last = self._row_at(max(area.top(), 0)), self._row_at(area.bottom())
        if first is None:
            return
        if last is None:
            last = len(self._lines.lines) - 1
        chosen = QItemSelection(self._lines.index(first), self._lines.index(last))
        self.selectionModel().select(chosen, command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        seen = self.viewport().rect()
        for index in selection.indexes():
            rect = self.visualRect(index)
            if rect.intersects(seen):
                region = region.united(rect)
        return region

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        chosen, painted = self.selectionModel(), event.region()
        in_use = self.isActiveWindow() and self.hasFocus()
        enabled = QStyle.StateFlag.State_Enabled.value | (ACTIVE if in_use else 0)
        current, pointed = self.currentIndex().row(), self._pointed()
        row = self._row_at(event.rect().top() + self.verticalOffset())
        while row is not None and row < len(self._lines.lines):
            index = self._lines.index(row)
            rect = self.visualRect(index)
            if rect.top() > event.rect().bottom():
                break
            row += 1
            if not painted.intersects(rect):
                continue
            state = enabled
            if chosen.isSelected(index):
                state |= SELECTED
            if row - 1 == current:
                state |= FOCUSED
            if row - 1 == pointed:
                state |= HOVERED
            option.rect, option.state = rect, QStyle.StateFlag(state)
            self._delegate.paint(painter, option, index)
        painter.end()

    def _pointed(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row()

    # -- events

    @override
    def reset(self) -> None:
        super().reset()
        self._tops = [0]

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        # A list of our own: screen readers are told its current row as what the list says of itself.
        self.setAccessibleDescription(str(current.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        self.viewport().update()
        if not current.isValid():
            return
        self.scrollTo(current)
        line = self._lines.line_at(current)
        if line is not None and line.event is not None and not self._quiet:
            self.visited.emit(line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            offset = self._offset_of(self.current())
            self._measure()
            if len(self._lines.lines) > _AT_ONCE and self._laid[1] != self.viewport().width():
                self.laying_out_wanted.emit()
            row = self.currentIndex().row()
            if offset is not None and row >= 0:
                self.verticalScrollBar().setValue(round(self._tops[row] - offset))
        else:
            self.updateGeometries()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        key = event.key()
        if self.is_editing:
            event.accept()  # what the field over the row leaves over, such as the Return that ends it
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if line is not None:
                self.opened.emit(line)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._fold(line, key == Qt.Key.Key_Right)
        elif event.text().isalnum():  # letters are commands here, not a search by first letter
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fold(self, line: EventLine | None, unfold: bool) -> None:
        if line is None:
            return
        if line.folds and line.opened != unfold:
            self.unfolded.emit(line, unfold)
        elif not unfold and line.event is not None and not line.folds:
            head = self._head_of(line)
            if head is not None:  # from one of the other papers back to the event
                self.go_to(head.key)
                self.unfolded.emit(head, False)

    def _head_of(self, line: EventLine) -> EventLine | None:
        row, lines = self._lines.index_of(line.key).row(), self._lines.lines
        above = (lines[at] for at in range(row - 1, -1, -1))
        head = next((one for one in above if one.look is not Look.MEMBER), None)
        return head if head is not None and head.folds and line.event in head.members else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._lines.line_at(index)
        if line is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if line.document is not None:
            self.document_wanted.emit(line.document)
        if not line.folds:
            return
        badge = self._delegate.fold_rect(QRectF(self.visualRect(index)), line)
        if badge.contains(event.position()):
            self.unfolded.emit(line, not line.opened)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self._lines.line_at(self.indexAt(event.position().toPoint()))
        if line is not None and line.event is not None:
            self.opened.emit(line)

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 420)
