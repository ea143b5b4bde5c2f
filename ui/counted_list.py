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

from ui.row_pictures import ACTIVE, FOCUSED, HOVERED, SELECTED

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

    def take_tops(self, heights: Sequence[int], tops: list[int]) -> None:
        """Take where lines of those very heights begin, summed elsewhere, before they are laid out."""
        if all(known is not heights for known, _ in self._summed):
            self._summed = [(heights, tops), *self._summed[: _SUMS_KEPT - 1]]

    def _tops_of(self, heights: Sequence[int]) -> list[int]:
        """Return where lines begin; of the very heights that were laid out before it is known."""
        for known, tops in self._summed:
            if known is heights:
                return tops
        tops = [0, *accumulate(heights)]
        self.take_tops(heights, tops)
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

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Qt's list moves lines that it has laid out by itself: here it has none, and would paint nothing.
        self.viewport().update()

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
        first, last = self.visible_lines()
        region, shift, width = QRegion(), self.verticalOffset(), self.viewport().width()
        # Thousands of lines may be selected: only those on screen are asked for.
        for part in map(selection.at, range(selection.size())):
            above, below = max(part.top(), first), min(part.bottom(), last)
            if above <= below:
                top, end = self._tops[above], self._tops[below + 1]
                region += QRect(0, top - shift, width, end - top)
        return region

    # -- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        current = self.currentIndex().row() if self.hasFocus() else -1
        under = self._line_under_the_mouse()
        selected, model, painted = self.selectionModel(), self.model(), event.region()
        enabled = QStyle.StateFlag.State_Enabled.value | (ACTIVE if self.isActiveWindow() else 0)
        top, width = self.verticalOffset(), self.viewport().width()
        first, last = self.visible_lines()
        for at in range(first, last + 1):
            above = self._tops[at]
            rect = QRect(0, above - top, width, self._tops[at + 1] - above)
            if not painted.intersects(rect):
                continue
            index = model.index(at, 0)
            state = enabled
            if selected is not None and selected.isSelected(index):
                state |= SELECTED
            if at == current:
                state |= FOCUSED
            if at == under:
                state |= HOVERED
            option.rect, option.state = rect, QStyle.StateFlag(state)
            self.itemDelegateForIndex(index).paint(painter, option, index)
        painter.end()

    def _line_under_the_mouse(self) -> int:
        if not self.viewport().underMouse():
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row()


def width_to_be(view: QAbstractItemView, panel: QWidget) -> int:
    """Return the width of a list's lines; before it is first seen, what it will have in its panel."""
    if view.isVisible():
        return view.viewport().width()
    parent = panel.parentWidget()
    whole = panel.width() if parent is None else parent.width()
    return whole - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()
