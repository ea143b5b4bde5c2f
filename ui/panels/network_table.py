"""The table of many parties: a row and a column for each, a dot where two are named together.

Its order puts the sides of the caption first, then parties that go together side by side, so that groups
are seen as blocks along the diagonal. The names at the top and at the left stay while it scrolls.
"""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.records import RefType
from ui import network_words
from ui.accessible_parts import Part
from ui.language import tr
from ui.network_order import Shown
from ui.panels.network_canvas import NetworkCanvas
from ui.panels.network_table_paint import Cell, TablePaint
from ui.theme import Palette, Theme

__all__ = ["NetworkTable"]

_SMALLEST, _LARGEST = 1.0, 30.0
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WAYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_PageUp: (-10, 0),
    Qt.Key.Key_PageDown: (10, 0),
}


class NetworkTable(NetworkCanvas):
    """Arrows go from cell to cell, with Ctrl to the next one that has a dot; Enter opens the evidence.

    A name at the left or top, or Space, opens its party's surroundings. Ctrl with the wheel, + and − change
    the size; 0 fits the whole table into the window.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Who with whom, as a table"), parent)
        self._table = TablePaint(self.faces)
        self.current: Cell | None = None
        self._warm: Cell | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """Return the parties in the order of rows and columns."""
        return self._table.order

    @property
    def pitch(self) -> float:
        """Return the side of a cell."""
        return self._table.pitch

    def show_parties(self, shown: Shown) -> None:
        """Show other parties, or the same ones anew: then the cell chosen stays chosen."""
        chosen = self.parties_of(self.current) if self.current is not None else None
        self.shown = shown
        self._table.set_parties(shown)
        places = self._table.places
        self.current = self._warm = None
        if chosen is not None and chosen[0] in places and chosen[1] in places:
            self.current = places[chosen[0]], places[chosen[1]]
        self.settle()

    def parties_of(self, cell: Cell) -> tuple[int, int]:
        """Return the parties of a cell's row and column."""
        return self.order[cell[0]], self.order[cell[1]]

    # -- geometry

    @override
    def content(self) -> QSizeF:
        return QSizeF(self._table.side, self._table.side)

    def rect_of(self, cell: Cell) -> QRectF:
        """Return where a cell is drawn in the whole table."""
        return self._table.rect_of(cell)

    def cell_at(self, place: QPointF) -> Cell | None:
        """Return the cell at a point of the table; names that stick cover what is under them."""
        offset = self.offset
        if place.x() - offset.x() < self._table.head or place.y() - offset.y() < self._table.head:
            return None
        row = int((place.y() - self._table.head) // self.pitch)
        column = int((place.x() - self._table.head) // self.pitch)
        inside = 0 <= row < len(self.order) and 0 <= column < len(self.order)
        return (row, column) if inside else None

    def name_at(self, place: QPointF) -> int | None:
        """Return the party whose name, at the left or at the top, is at a point."""
        x, y = (place - self.offset).toTuple()
        if (x < self._table.head) is (y < self._table.head):
            return None
        along = place.y() if x < self._table.head else place.x()
        number = int((along - self._table.head) // self.pitch)
        return self.order[number] if 0 <= number < len(self.order) else None

    def set_pitch(self, pitch: float, about: QPointF | None = None) -> None:
        """Make the cells larger or smaller, about a point of the viewport."""
        margin = self._table.side - len(self.order) * self.pitch
        room = min(self.viewport().width(), self.viewport().height()) - margin
        smallest = max(_SMALLEST, min(_LARGEST, room / max(len(self.order), 1)))
        pitch = max(smallest, min(_LARGEST, pitch))
        at = about or QPointF(self._table.head, self._table.head)
        share = (at + self.offset - QPointF(self._table.head, self._table.head)) / self.pitch
        self._table.pitch = pitch
        self.settle()
        corner = QPointF(self._table.head, self._table.head) + share * pitch - at
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def fit(self) -> None:
        """Show the whole table at once."""
        self.set_pitch(0.0)

    # -- painting

    @override
    def paint(self, painter: QPainter, palette: Palette, seen: QRectF) -> None:
        crossed = self._warm or self.current
        self._table.paint_body(painter, palette, seen, crossed)
        if self.current is not None:
            painter.setPen(QPen(palette.ink(RefType.PARTY), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect_of(self.current))
        self._table.paint_names(painter, palette, seen, crossed)

    @override
    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        whole = QRectF(QPointF(), self.content())
        self._table.paint_body(painter, palette, whole, None)
        self._table.paint_names(painter, palette, whole, None)

    def accessible_parts(self) -> list[Part]:
        """Return the rows in view for screen readers, each with its party and what is tied to it."""
        height, found = self.viewport().height(), list[Part]()
        for row, party in enumerate(self.order):
            top = self.rect_of((row, 0)).top() - self.offset.y()
            if self._table.head - self.pitch / 2 <= top < height:
                words = network_words.party_words(self.shown, party)
                place = QRect(0, round(top), self.viewport().width(), round(self.pitch))
                stands = self.current is not None and self.current[0] == row
                press = partial(self.party_wanted.emit, party)
                found.append(Part(words, place, QAccessible.Role.Row, stands, press))
        return found

    # -- pointer

    @override
    def words_at(self, place: QPointF) -> str:
        cell, name = self.cell_at(place), self.name_at(place)
        if cell is not None:
            return network_words.pair_words(self.shown, *self.parties_of(cell))
        return network_words.party_words(self.shown, name) if name is not None else ""

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place(event.position())
        cell, name = self.cell_at(place), self.name_at(place)
        tied = cell is not None and self.shown.weight(*self.parties_of(cell)) > 0
        over = tied or name is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        )
        if cell != self._warm:
            self._warm = cell
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._warm = None
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self.place(event.position())
        cell, name = self.cell_at(place), self.name_at(place)
        if cell is not None:
            self.choose(cell)
            self._open()
        elif name is not None:
            self.party_wanted.emit(name)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_pitch(self.pitch * 1.15 ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    # -- keyboard

    def choose(self, cell: Cell) -> None:
        """Make a cell the one that keys apply to, and say what it holds."""
        self.current = cell
        self.tell(network_words.pair_words(self.shown, *self.parties_of(cell)))
        self.show_rect(self.rect_of(cell), QPointF(self._table.head, self._table.head))
        self.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next or previous dot of the row, and on to the next row."""
        if not self.order:
            return
        places = self._table.places
        cells = sorted(
            (places[row], places[column])
            for pair in self.shown.edges
            for row, column in (pair, pair[::-1])
        )
        here = self.current or (-1, -1)
        ahead = (
            [c for c in cells if c > here] if by > 0 else [c for c in reversed(cells) if c < here]
        )
        if ahead:
            self.choose(ahead[0])

    def _open(self) -> None:
        if self.current is None:
            return
        one, other = self.parties_of(self.current)
        if one == other:
            self.party_wanted.emit(one)
        elif self.shown.weight(one, other):
            self.pair_wanted.emit(one, other)

    def _move(self, way: QPoint, *, far: bool) -> None:
        last = len(self.order) - 1
        if self.current is None:
            self.choose((0, min(1, last)))
            return
        row, column = self.current
        while True:
            row, column = row + way.y(), column + way.x()
            if not (0 <= row <= last and 0 <= column <= last):
                break
            if not far or self.shown.weight(self.order[row], self.order[column]):
                self.choose((row, column))
                return
        if not far:
            self.choose((min(max(row, 0), last), min(max(column, 0), last)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _WAYS and self.order:
            down, right = _WAYS[key]
            self._move(QPoint(right, down), far=control)
        elif key in _ENTER:
            self._open()
        elif key == Qt.Key.Key_Space and self.current is not None:
            self.party_wanted.emit(self.order[self.current[0]])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            larger = key != Qt.Key.Key_Minus
            self.set_pitch(self.pitch * (1.2 if larger else 1 / 1.2))
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)
