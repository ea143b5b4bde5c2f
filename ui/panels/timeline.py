"""The strip at the bottom: days as diamonds, imprecise dates as bars, documents as small pages."""

import datetime as dt
from math import ceil

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from casefile.questions import Days
from casefile.records import Ref, RefType
from ui.language import tr
from ui.painting import draw_bars, draw_marks
from ui.question_choices import month_of, year_of
from ui.theme import Theme
from ui.timeline_entries import Entry, TimelineBook
from ui.timeline_layout import (
    ON_AXIS,
    Alike,
    Drawing,
    Item,
    Placed,
    Window,
    drawing_of,
    lay_out,
    narrowed_window,
    opening_window,
    ticks,
)

__all__ = ["TimelineStrip"]

_LEFT, _TOP = 30.0, 6.0
_LEAST_AXIS, _LEAST_LANE = 24.0, 17.0
_USUAL_TEXT = 16.0
_YEARS_FROM = 2500  # days on screen, from which on a click on the axis means a year
_MOST_SHOWN = 700
"""A strip as wide as a screen has fewer places than this to put a mark."""


class TimelineStrip(QWidget):
    """All dates on screen and the documents' own days.

    Signals: ``ref_wanted(Ref)`` when a mark was clicked; ``days_wanted(Days)`` with the month, or year, when
    the axis was. The wheel zooms, dragging moves, a double click above the axis shows the whole again.
    """

    ref_wanted = Signal(object)
    days_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._book = TimelineBook()
        self._shown: list[Entry] = []
        self._widths: dict[str, float] = {}
        self._beyond = (0, 0)
        self._chosen: set[int] = set()
        self._items: list[Item] = []
        self._placed: list[Placed] = []
        self._drawing = Drawing()
        self._pictured: object = None
        """What the picture shows; it is painted anew when this changes."""
        self._picture: QPixmap | None = None
        self._window: Window | None = None
        self._whole: Window | None = None
        self._home: Window | None = None
        """What a double click goes back to: the whole case, or a narrowed view's own stretch."""
        self._current: frozenset[Ref] = frozenset()
        self._dragged: tuple[QPointF, Window] | None = None
        self._moved = False
        self._take_fonts()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Timeline"))
        self.setAccessibleDescription(
            tr("The same dates as in the Dates column, drawn along an axis")
        )
        theme.changed.connect(self._paint_anew)

    def _take_fonts(self) -> None:
        """Take the program's font, and heights from it."""
        base = self._base = QApplication.font()
        self._small, self._bold = QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._bold.setPointSizeF(base.pointSizeF() * 0.86)
        self._bold.setBold(True)
        metrics = QFontMetricsF(self._small)
        high, self._ascent = metrics.height(), metrics.ascent()
        self._axis, self._lane = max(_LEAST_AXIS, high + 10), max(_LEAST_LANE, high + 2)
        self._spread = max(1.0, high / _USUAL_TEXT)
        """How much wider labels are than at the usual size of text."""
        self._widths.clear()
        self.setMinimumHeight(round(84 * self._spread))

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, round(118 * self._spread))

    def show_timeline(self, book: TimelineBook, *, whole: bool) -> None:
        """Show other dates and documents.

        With the ``whole`` case on screen the stretch of time fits it, unless the user has zoomed; a
        narrowed view keeps the stretch, so that marks stay where they were, unless its dates would
        stand on one another there: then it is shown at its own scale.
        """
        self._book = book
        self._widths.clear()
        zoomed = self._window != self._home
        if whole or self._whole is None:
            self._whole = opening_window([(entry.first, entry.last) for entry in book.entries])
        self._home = self._whole
        if not whole and self._whole is not None:
            dates = [e for e in book.entries if e.ref.type is RefType.DATE]
            near = narrowed_window([(entry.first, entry.last) for entry in dates], self._whole)
            self._home = near or self._whole
        if not zoomed or self._window is None:
            self._window = self._home
        self._lay_out()

    def mark(self, refs: frozenset[Ref]) -> None:
        """Emphasise what the view is narrowed to."""
        self._current = refs
        self._choose()

    def ref_at(self, point: QPointF) -> Ref | None:
        """Return what is drawn at a point."""
        place = self._at(point)
        return self._shown[place.item].ref if place is not None else None

    def center_of(self, ref: Ref) -> QPointF | None:
        """Return where something is drawn, or ``None`` if it is not on screen."""
        at = self._book.place_of(ref)
        wanted = self._book.entries[at] if at is not None else None
        for place in self._placed:
            if self._shown[place.item] is wanted:
                return QPointF((place.left + place.right) / 2 + _LEFT, self._lane_y(place.lane))
        return None

    def _lay_out(self) -> None:
        self._placed, self._shown, self._items = [], [], []
        if self._window is not None:
            self._shown = self._to_show(self._window)
            self._items = [
                Item(entry.first, entry.last, self._width_of(entry.label), entry.weight)
                for entry in self._shown
            ]
            lanes = max(1, int((self.height() - _TOP - self._axis - 5) / self._lane))
            self._placed = lay_out(self._items, self._window, self._room(), lanes)
        self._choose()

    def _to_show(self, window: Window) -> list[Entry]:
        """Return the entries that touch a stretch of time; of very many those of most weight."""
        first, end = window.first, window.first + window.days
        inside = []
        before = after = 0
        for entry in self._book.entries:
            if entry.last + 1 <= first:
                before += 1
            elif entry.first >= end:
                after += 1
            else:
                inside.append(entry)
        self._beyond = before, after
        if len(inside) > _MOST_SHOWN:
            inside = sorted(inside, key=lambda entry: -entry.weight)[:_MOST_SHOWN]
        return inside

    def _width_of(self, label: str) -> float:
        known = self._widths.get(label)
        if known is None:
            known = QFontMetricsF(self._small).horizontalAdvance(label)
            self._widths[label] = known
        return known

    def _choose(self) -> None:
        """Work out which entries on screen stand for what the view is narrowed to, and what is drawn."""
        places = {self._book.place_of(ref) for ref in self._current} - {None}
        wanted = {id(self._book.entries[place]) for place in places if place is not None}
        self._chosen = {at for at, entry in enumerate(self._shown) if id(entry) in wanted}
        kinds = [entry.ref.type for entry in self._shown]
        self._drawing = drawing_of(self._placed, self._items, kinds, self._chosen)
        labels = [self._shown[place.item].label for place in self._drawing.labels]
        pictured = self._window, self._beyond, self._chosen, self._drawing, labels
        if pictured != self._pictured:
            self._pictured = pictured
            self._paint_anew()

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _room(self) -> float:
        return max(self.width() - 2 * _LEFT, 10.0)

    def _lane_y(self, lane: int) -> float:
        if lane == ON_AXIS:
            return self.height() - self._axis
        return self.height() - self._axis - self._lane / 2 - 5 - lane * self._lane

    def _at(self, point: QPointF) -> Placed | None:
        best: tuple[float, Placed] | None = None
        for place in self._placed:
            if abs(point.y() - self._lane_y(place.lane)) > self._lane / 2:
                continue
            left, right = place.left + _LEFT - 3, place.right + _LEFT + 3
            label = self._width_of(self._shown[place.item].label) + 5 if place.labelled else 0.0
            if place.before:
                left -= label
            else:
                right += label
            if left <= point.x() <= right:
                distance = abs(point.x() - (place.left + place.right) / 2 - _LEFT)
                if best is None or distance < best[0]:
                    best = (distance, place)
        return best[1] if best is not None else None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(ceil(self.width() * ratio), ceil(self.height() * ratio))
        picture = self._picture
        if picture is None or picture.size() != size or picture.devicePixelRatio() != ratio:
            picture = self._picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._theme.palette.color("panel"))
            brush = QPainter(picture)
            self._paint(brush)
            brush.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        palette = self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), palette.color("line"))
        if self._window is None:
            painter.setFont(self._small)
            painter.setPen(palette.color("secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No dates yet"))
            return
        self._paint_axis(painter, self._window)
        self._paint_beyond(painter)
        # Bars first, so that no label is ever under one.
        for alike in self._drawing.bars:
            self._paint_bars(painter, alike)
        for alike in self._drawing.marks:
            self._paint_marks(painter, alike)
        self._paint_labels(painter)
        title = QRectF(0, 2, QFontMetricsF(self._bold).horizontalAdvance(tr("Timeline")) + 26, 20)
        painter.fillRect(title, palette.color("panel"))
        painter.setFont(self._bold)
        painter.setPen(palette.color("secondary"))
        painter.drawText(QPointF(14, 17), tr("Timeline"))

    def _paint_axis(self, painter: QPainter, window: Window) -> None:
        palette = self._theme.palette
        y = self.height() - self._axis
        room, right = self._room(), self.width() - 50
        placed = [
            (window.x(tick.day, room) + _LEFT, tick.label)
            for tick in ticks(window, room / self._spread)
        ]
        lines = [QLineF(x, y, x, y + 4) for x, _ in placed if _LEFT <= x <= right]
        painter.setPen(QPen(palette.color("line"), 1))
        painter.drawLines([QLineF(_LEFT, y, self.width() - _LEFT, y), *lines])
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        end = 0.0
        for x, label in placed:
            if max(_LEFT, end) <= x <= right:  # the one before may name its year
                painter.drawText(QPointF(x + 2, self.height() - 7), label)
                end = x + 2 + painter.fontMetrics().horizontalAdvance(label) + 6

    def _paint_beyond(self, painter: QPainter) -> None:
        """Say how much lies before and after the stretch on screen."""
        before, after = self._beyond
        painter.setFont(self._small)
        painter.setPen(self._theme.palette.color("secondary"))
        y = round(self.height() - self._axis - 8)
        if before:
            painter.drawText(QPointF(3, y), f"‹ {before:,}")
        if after:
            words = f"{after:,} ›"
            width = QFontMetricsF(self._small).horizontalAdvance(words)
            painter.drawText(QPointF(self.width() - width - 3, y), words)

    def _paint_bars(self, painter: QPainter, alike: Alike) -> None:
        bars = []
        for place in alike.places:
            half = 1.5 if place.lane == ON_AXIS else 3.5
            top = self._lane_y(place.lane) - half
            bars.append(QRectF(place.left + _LEFT, top, place.right - place.left, 2 * half))
        ink = self._theme.palette.ink(alike.kind)
        draw_bars(painter, bars, ink, 0.9 if alike.chosen else 0.35)

    def _paint_marks(self, painter: QPainter, alike: Alike) -> None:
        on_axis = alike.places[0].lane == ON_AXIS
        size = 11.0 if alike.chosen else 6.0 if on_axis else 9.0
        height = {lane: self._lane_y(lane) for lane in {place.lane for place in alike.places}}
        centers = [
            QPointF((place.left + place.right) / 2 + _LEFT, height[place.lane])
            for place in alike.places
        ]
        draw_marks(painter, alike.kind, centers, size, self._theme.palette.ink(alike.kind))

    def _paint_labels(self, painter: QPainter) -> None:
        palette = self._theme.palette
        for chosen in (False, True):
            painter.setFont(self._bold if chosen else self._small)
            painter.setPen(palette.color("text" if chosen else "secondary"))
            for place in self._drawing.labels:
                if (place.item in self._chosen) is not chosen:
                    continue
                words = self._shown[place.item].label
                x = place.right + _LEFT + 5
                if place.before:
                    x = place.left + _LEFT - 5 - painter.fontMetrics().horizontalAdvance(words)
                baseline = self._lane_y(place.lane) + self._ascent / 2 - 1
                painter.drawText(QPointF(x, baseline), words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and QApplication.font() != self._base:
            self._take_fonts()
            self._lay_out()
            self._paint_anew()
        elif event.type() is QEvent.Type.LanguageChange:
            self._paint_anew()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._window is None:
            return
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._window = self._window.moved(-turned.x() / 600 * self._window.days)
        else:
            share = (event.position().x() - _LEFT) / self._room()
            at = self._window.first + share * self._window.days
            self._window = self._window.zoomed(0.85 ** (turned.y() / 120), at)
        self._lay_out()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._window is not None:
            self._dragged = (event.position(), self._window)
            self._moved = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            over = self.ref_at(event.position()) is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            return
        start, window = self._dragged
        by = event.position().x() - start.x()
        if abs(by) > 4 or self._moved:
            self._moved = True
            self._window = window.moved(-by / self._room() * window.days)
            self._lay_out()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        if event.button() is Qt.MouseButton.LeftButton and not self._moved:
            ref = self.ref_at(event.position())
            if ref is not None:
                self.ref_wanted.emit(ref)
            elif (days := self._days_at(event.position())) is not None:
                self.days_wanted.emit(days)

    def _days_at(self, point: QPointF) -> Days | None:
        """Return the month under a point of the axis, of a long stretch of time the year."""
        if self._window is None or point.y() < self.height() - self._axis:
            return None
        share = (point.x() - _LEFT) / self._room()
        at = round(self._window.first + share * self._window.days - 0.5)
        if not dt.date.min.toordinal() <= at <= dt.date.max.toordinal():
            return None
        day = dt.date.fromordinal(at)
        return month_of(day) if self._window.days < _YEARS_FROM else year_of(day.year)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click of the two has narrowed the view where it hit the axis. The second does nothing
        # there: under the pointer may be another month by now.
        self._moved = True
        on_axis = self._days_at(event.position()) is not None
        if self.ref_at(event.position()) is None and not on_axis:
            self._window = self._home
            self._lay_out()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(QPointF(event.pos()))
            if place is None:
                hint = tr(
                    "Wheel zooms, dragging moves, a double click above the axis shows the whole;"
                    " a click on the axis narrows the view to its month"
                )
                QToolTip.showText(event.globalPos(), hint, self)
            else:
                QToolTip.showText(event.globalPos(), self._shown[place.item].words, self)
            return True
        return super().event(event)
