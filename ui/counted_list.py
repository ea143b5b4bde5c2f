"""A list whose rows' heights are counted, not measured: it shows 100,000 rows of several heights at once.

Qt's own list asks for the size of every row whenever something comes or goes, and once more to lay them
out. This one is told all heights in one list of numbers and finds rows in it by halving.
"""

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
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

__all__ = ["CountedList", "width_to_be"]

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Cursor = QAbstractItemView.CursorAction
_SUMS_KEPT = 3


class CountedList(QListView):
    """A list from top to bottom. What is derived from it overrides ``heights``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tops: list[int] = [0]
        self._summed: list[tuple[Sequence[int], list[int]]] = []
        """Heights that were laid out last, with the tops of their lines."""
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def heights(self, width: int) -> Sequence[int]:
        """Return each line's height in pixels at a width."""
        raise NotImplementedError

    def visible_lines(self) -> tuple[int, int]:
        """Return the first and the last line on screen; the last one is -1 where there are none."""
        top = self.verticalOffset()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = bisect_right(self._tops, top + self.viewport().height() - 1) - 1
        return first, min(last, len(self._tops) - 2)

    # -- laying out

    @override
    def doItemsLayout(self) -> None:
        heights = self.heights(self.viewport().width()) if self.model() is not None else ()
        self._tops = self._tops_of(heights)
        QAbstractItemView.doItemsLayout(self)

    def _tops_of(self, heights: Sequence[int]) -> list[int]:
        """Return where lines begin; of the very heights that were laid out before it is known."""
        for known, tops in self._summed:
            if known is heights:
                return tops
        tops = [0, *accumulate(heights)]
        self._summed = [(heights, tops), *self._summed[: _SUMS_KEPT - 1]]
        return tops

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(max(self.fontMetrics().lineSpacing(), 8) * 2)
        bar.setRange(0, max(0, self._tops[-1] - room))
        QAbstractItemView.updateGeometries(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if event.size().width() != event.oldSize().width():
            self.lay_out_again()

    def lay_out_again(self) -> None:
        """Count heights anew; what stands at the top of the screen stays there."""
        first, _ = self.visible_lines()
        inside = self.verticalOffset() - self._tops[min(first, len(self._tops) - 1)]
        self.doItemsLayout()
        if inside > 0 or first > 0:
            top = self._tops[min(first, len(self._tops) - 1)]
            self.verticalScrollBar().setValue(top + max(inside, 0))

    # -- where lines stand

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def visualRect(self, index: Index) -> QRect:
        at = index.row() if index.isValid() else -1
        if not 0 <= at < len(self._tops) - 1:
            return QRect()
        top, end = self._tops[at], self._tops[at + 1]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), end - top)

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        at = bisect_right(self._tops, point.y() + self.verticalOffset()) - 1
        there = 0 <= at < len(self._tops) - 1 and 0 <= point.x() < self.viewport().width()
        return self.model().index(at, 0) if there else QModelIndex()

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible
    ) -> None:
        self.executeDelayedItemsLayout()
        rect, room = self.visualRect(index), self.viewport().height()
        if not rect.isValid():
            return
        above, below = rect.top(), rect.bottom() - room + 1
        if hint is _Hint.PositionAtTop or (hint is _Hint.EnsureVisible and above < 0):
            by = above
        elif hint is _Hint.PositionAtBottom or (hint is _Hint.EnsureVisible and below > 0):
            by = min(below, above)
        elif hint is _Hint.PositionAtCenter:
            by = (above + below) // 2
        else:
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by)

    # -- moving and selecting

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        self.executeDelayedItemsLayout()
        last, at = len(self._tops) - 2, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        if at < 0 and action != _Cursor.MoveEnd:
            return self.model().index(0, 0)
        room = self.viewport().height()
        if action in (_Cursor.MoveUp, _Cursor.MovePrevious):
            at -= 1
        elif action in (_Cursor.MoveDown, _Cursor.MoveNext):
            at += 1
        elif action == _Cursor.MoveHome:
            at = 0
        elif action == _Cursor.MoveEnd:
            at = last
        elif action == _Cursor.MovePageUp:
            at = min(at - 1, bisect_right(self._tops, self._tops[at] - room))
        elif action == _Cursor.MovePageDown:
            at = max(at + 1, bisect_right(self._tops, self._tops[at] + room) - 1)
        return self.model().index(min(max(at, 0), last), 0)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomLeft())
        chosen = QItemSelection(first, last if last.isValid() else first)
        self.selectionModel().select(chosen if first.isValid() else QItemSelection(), command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index))
        return region

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        plain = QStyleOptionViewItem()
        self.initViewItemOption(plain)
        first, last = self.visible_lines()
        current, has_keyboard = self.currentIndex(), self.hasFocus()
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        selected = self.selectionModel()
        for at in range(first, last + 1):
            index = self.model().index(at, 0)
            option = QStyleOptionViewItem(plain)
            option.rect = self.visualRect(index)
            if not option.rect.intersects(event.rect()):
                continue
            option.state = QStyle.StateFlag.State_Enabled
            if self.isActiveWindow():
                option.state |= QStyle.StateFlag.State_Active
            if selected is not None and selected.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == current and has_keyboard:
                option.state |= QStyle.StateFlag.State_HasFocus
            if index == under and self.viewport().underMouse():
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegateForIndex(index).paint(painter, option, index)
        painter.end()


def width_to_be(view: QAbstractItemView, panel: QWidget) -> int:
    """Return the width of a list's lines; before it is first seen, what it will have in its panel."""
    if view.isVisible():
        return view.viewport().width()
    parent = panel.parentWidget()
    whole = panel.width() if parent is None else parent.width()
    return whole - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()
