"""The list of the quote bank: quotations under headings, several of them selected at once if wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from casefile.records import QuoteRow
from ui.counted_list import CountedList
from ui.kept_scroll_bar import keep_scroll_bar
from ui.models.quote_lines import QuoteLinesModel
from ui.panels.quote_delegate import QuoteLineDelegate
from ui.quote_arranged import Laid, heights, lay_out
from ui.quote_lines import Lines, QuoteLine
from ui.theme import Theme

__all__ = ["QuoteList"]

_AT_ONCE = 1200
"""Up to how many lines are measured on the window's own thread without anybody noticing."""
_CURSOR = QAbstractItemView.CursorAction
_BACK = (_CURSOR.MoveUp, _CURSOR.MovePrevious, _CURSOR.MovePageUp, _CURSOR.MoveEnd)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuoteList(CountedList):
    """Lines and keys.

    Signals: ``visited(QuoteLine)`` when another line is the current one; ``opened(QuoteLine)`` for Enter or
    a double click; ``other_wanted(QuoteLine)`` for Shift+Enter, the place its words are held against;
    ``narrow_wanted(QuoteLine)`` for Space; ``menu_wanted(QPoint)``; ``typing_wanted()`` for "/";
    ``laying_out_wanted()`` when the list has another width and very many lines to be measured anew.
    """

    visited = Signal(object)
    opened = Signal(object)
    other_wanted = Signal(object)
    narrow_wanted = Signal(object)
    menu_wanted = Signal(QPoint)
    typing_wanted = Signal()
    laying_out_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._delegate = QuoteLineDelegate(theme, self)
        self.sizes = self._delegate.sizes
        self.lines = QuoteLinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # A bar that comes and goes would change the width, and with it every line's height.
        keep_scroll_bar(self)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    @override
    def heights(self, width: int) -> Sequence[int]:
        laid = self.lines.laid
        if laid.width == width:
            return laid.heights
        if len(laid.lines) < _AT_ONCE:
            return heights(laid.lines, self.sizes, width)
        if self.isVisible():
            self.laying_out_wanted.emit()
        return laid.heights

    def show_lines(self, lines: Sequence[QuoteLine]) -> None:
        """Show a few other lines, measured here."""
        made = lines if isinstance(lines, Lines) else Lines(tuple(lines))
        self.show_laid(lay_out(made, self.sizes, self.viewport().width()))

    def show_laid(self, laid: Laid) -> None:
        """Show other lines; the current one, and what is on screen, stay where they are still there."""
        before, at = self.current_line(), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        self.take_tops(laid.heights, laid.tops)
        if self.lines.set_laid(laid):
            self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        index = self.lines.index_of(before.key) if before is not None else QModelIndex()
        gone = before is not None and not index.isValid()
        if gone:  # rejected, or no longer asked for: go on with what stands in its place
            index = self.lines.beyond(min(at, len(laid.lines)) - 1, 1)
            index = index if index.isValid() else self.lines.beyond(len(laid.lines), -1)
        if index.isValid():
            if index != self.currentIndex():
                self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(scrolled)
            self.scrollTo(index)
        self._quiet = False
        line = self.current_line()
        if line is not None and (gone or line != before):
            self.visited.emit(line)

    def current_line(self) -> QuoteLine | None:
        """Return the line that keys apply to."""
        line = self.lines.line_at(self.currentIndex())
        return line if line is not None and line.can_be_current else None

    def selected_lines(self) -> tuple[QuoteLine, ...]:
        """Return the selected lines from top to bottom; the current one where there is no other."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = tuple(self.lines.lines[at] for at in places if self.lines.lines[at].can_be_current)
        current = self.current_line()
        return found or ((current,) if current is not None else ())

    def selected_quotes(self) -> tuple[QuoteRow, ...]:
        """Return the quotations of the case among the selected lines, each once."""
        rows = (line.quote for line in self.selected_lines())
        return tuple({row.id: row for row in rows if row is not None}.values())

    def go_to(self, key: str) -> bool:
        """Make a line the current one; tell whether it is here."""
        index = self.lines.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return index.isValid()

    def go_to_first(self) -> None:
        """Make the first line the current one, its heading in view."""
        self._go(self.lines.beyond(-1, 1))
        self.scrollToTop()

    # -- moving

    def step(self, by: int) -> None:
        """Go to the next or previous line, over headings."""
        self._go(self.lines.beyond(self.currentIndex().row(), by))

    def take_keyboard(self) -> None:
        """Get the keyboard, at the first line if there is no current one."""
        if self.current_line() is None:
            self._go(self.lines.beyond(-1, 1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        if self.lines.flags(found):
            return found
        at, back = found.row(), action in _BACK  # a heading: the next line that can be current
        beyond = self.lines.beyond(at, -1 if back else 1)
        return beyond if beyond.isValid() else self.lines.beyond(at, 1 if back else -1)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.setCurrentIndex(index)

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if not self._quiet:
            self._tell(self.visited, current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ENTER:
            self._tell(self.other_wanted if shift else self.opened, index)
        elif key == Qt.Key.Key_Space and not control:
            self._tell(self.narrow_wanted, index)
        elif event.text() == "/":
            self.typing_wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self.lines.next_heading(index.row(), -1 if key == Qt.Key.Key_Left else 1))
        elif event.text().isalnum():  # letters are commands here, not a search by first letter
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current_line() is not None:
            self.menu_wanted.emit(event.globalPos())

    def _tell(self, signal: SignalInstance, index: QModelIndex) -> None:
        line = self.lines.line_at(index)
        if line is not None and line.can_be_current:
            signal.emit(line)
