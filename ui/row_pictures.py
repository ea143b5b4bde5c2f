"""Rows of a list are painted once each and kept as pictures, new ones a few in each turn of the event loop.

What is painted again, for the mouse's sake, a scroll or a row beside it, is then put on the screen by one
call. A row that there was no time for shows what it said before, or the list's ground, until the next turn.
What is not painted for the screen (``QWidget.grab``, a picture of the window) is always whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.theme import Theme

__all__ = [
    "ACTIVE",
    "FOCUSED",
    "HOVERED",
    "SELECTED",
    "PicturedDelegate",
    "RowPictures",
    "is_for_screen",
]

Index = QModelIndex | QPersistentModelIndex
F = TypeVar("F", bound=tuple[object, ...])
"""All that a row's picture shows; the first of it tells which row it is."""

SELECTED = QStyle.StateFlag.State_Selected.value
HOVERED = QStyle.StateFlag.State_MouseOver.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value
ACTIVE = QStyle.StateFlag.State_Active.value

_SCREENS = 3
"""As many screens of a list are kept."""
_LEAST_PIXELS = 200_000
_FOOT = 4
"""Pixels below the words of a row, where it has a line."""


@dataclass(frozen=True, slots=True)
class _Kept:
    face: tuple[object, ...]
    picture: QPixmap
    ratio: float
    series: int
    width: int
    height: int
    pixels: int


class RowPictures(QObject):
    """The pictures of one widget's rows; ``ground`` names the colour they stand on."""

    def __init__(self, theme: Theme, ground: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, ground
        self._kept: dict[object, _Kept] = {}
        self._pixels = 0
        self._series = 0
        self._waiting: QWidget | None = None
        """The widget, while some of its rows wait for the next turn, and where these are on it."""
        self._places = QRegion()
        self._scrolled = 0
        theme.changed.connect(self.drop)
        theme.turn.over.connect(self._go_on)

    @property
    def pixels(self) -> int:
        """How many pixels are kept."""
        return self._pixels

    def drop(self) -> None:
        """Forget all pictures: the colours are others."""
        self._kept.clear()
        self._pixels = 0

    def renew(self) -> None:
        """Have all rows painted anew: what they say hangs on more than their faces, or fonts are others."""
        self._series += 1

    def show(
        self,
        painter: QPainter,
        widget: QWidget,
        rect: QRect,
        face: F,
        draw: Callable[[QPainter, QRectF, F], None],
    ) -> None:
        """Put a row on the screen; ``draw(painter, rect, face)`` paints it where it is new or has changed."""
        ratio = widget.devicePixelRatioF()
        if painter.deviceTransform().m11() != ratio:  # a picture of the window at another size
            _draw_there(painter, rect, face, draw)
            return
        width, height = rect.width(), rect.height()
        kept = self._taken(face[0], ratio)
        if (
            kept is None
            or kept.face != face
            or kept.series != self._series
            or kept.width != width
            or kept.height != height
        ):
            if self._theme.turn.has_time() or not is_for_screen(painter, widget):
                kept = self._painted(widget, rect, ratio, face, draw)
            else:
                self._wait(widget, rect)
        if kept is None:
            return
        self._kept[face[0]] = kept
        self._pixels += kept.pixels
        if self._pixels > _LEAST_PIXELS:
            self._keep_within(_SCREENS * widget.width() * widget.height() * ratio * ratio)
        if ratio.is_integer() and kept.width <= width and kept.height <= height:
            painter.drawPixmap(rect.x(), rect.y(), kept.picture)
        else:
            put(painter, rect, kept.picture)

    def _taken(self, row: object, ratio: float) -> _Kept | None:
        """Take a row's picture out, to put it last; one for another screen is of no use."""
        kept = self._kept.pop(row, None)
        if kept is None:
            return None
        self._pixels -= kept.pixels
        return kept if kept.ratio == ratio else None

    def _painted(
        self,
        widget: QWidget,
        rect: QRect,
        ratio: float,
        face: F,
        draw: Callable[[QPainter, QRectF, F], None],
    ) -> _Kept:
        width, height = rect.width(), rect.height()
        picture = QPixmap(max(1, ceil(width * ratio)), max(1, ceil(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.palette.color(self._ground))
        painter = QPainter(picture)
        try:
            painter.setFont(widget.font())
            draw(painter, QRectF(0, 0, width, height), face)
        finally:
            painter.end()
        pixels = picture.width() * picture.height()
        return _Kept(face, picture, ratio, self._series, width, height, pixels)

    def _keep_within(self, pixels: float) -> None:
        """Forget the rows that were not shown for the longest time."""
        most = max(pixels, _LEAST_PIXELS)
        while self._pixels > most and len(self._kept) > 1:
            self._pixels -= self._kept.pop(next(iter(self._kept))).pixels

    def _wait(self, widget: QWidget, rect: QRect) -> None:
        if self._waiting is None:
            self._waiting, self._scrolled = widget, _scrolled(widget)
        self._places += rect

    def _go_on(self) -> None:
        if self._waiting is None:
            return
        widget, places = self._waiting, self._places
        self._waiting, self._places = None, QRegion()
        if not isValid(widget):  # it went with its window
            return
        if _scrolled(widget) == self._scrolled:
            widget.update(places)
        else:  # they stand elsewhere by now
            widget.update()


def _scrolled(widget: QWidget) -> int:
    """Return how far down the view around a widget is."""
    view = widget.parentWidget()
    return view.verticalScrollBar().value() if isinstance(view, QAbstractScrollArea) else 0


def _draw_there(
    painter: QPainter, rect: QRect, face: F, draw: Callable[[QPainter, QRectF, F], None]
) -> None:
    painter.save()
    painter.translate(rect.topLeft())
    box = QRectF(0, 0, rect.width(), rect.height())
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    draw(painter, box, face)
    painter.restore()


def put(painter: QPainter, rect: QRect, picture: QPixmap) -> None:
    """Put a picture on a rectangle's place, pixel by pixel: where a point is one and a quarter, too.

    Rows equally tall in points are then not so in pixels: what is too much is left out just above the foot,
    so that the line there is always the same.
    """
    to_pixels = painter.deviceTransform()
    there = to_pixels.mapRect(QRectF(rect))
    left, top = _nearest(there.left()), _nearest(there.top())
    width = min(_nearest(there.right()) - left, picture.width())
    height = min(_nearest(there.bottom()) - top, picture.height())
    back, _ = to_pixels.inverted()
    painter.save()
    painter.setWorldTransform(back * painter.worldTransform())
    foot = _FOOT if height == picture.height() - 1 else 0
    head = height - foot
    painter.drawPixmap(QRect(left, top, width, head), picture, QRect(0, 0, width, head))
    if foot:
        end = QRect(0, picture.height() - foot, width, foot)
        painter.drawPixmap(QRect(left, top + head, width, foot), picture, end)
    painter.restore()


def _nearest(value: float) -> int:
    return floor(value + 0.5)


def is_for_screen(painter: QPainter, widget: QWidget) -> bool:
    """Tell whether a painter paints a widget in its window, and no picture of it."""
    store = widget.backingStore()
    return store is not None and painter.paintEngine().paintDevice() is store.paintDevice()


class PicturedDelegate(QStyledItemDelegate, Generic[F]):
    """A delegate of one list whose rows are kept as pictures; a derived one overrides ``face`` and ``draw``.

    ``looks`` are the states of rows that their pictures hang on, ``ground`` names the list's own colour.
    """

    looks: ClassVar[int] = SELECTED | HOVERED | FOCUSED
    ground: ClassVar[str] = "panel"

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.pictures = RowPictures(theme, self.ground, self)

    def face(self, index: Index, state: int) -> F | None:
        """Return all that a row shows, first of it what tells this row from others; ``None`` for no row."""
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRectF, face: F) -> None:
        """Paint a row with this face."""
        raise NotImplementedError

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = self.face(index, option.state.value & self.looks)
        view = option.widget
        if face is not None and isinstance(view, QAbstractItemView):
            self.pictures.show(painter, view.viewport(), option.rect, face, self.draw)
