"""The strip at the bottom: days as diamonds, imprecise dates as bars, documents as small pages."""

import datetime as dt
from math import ceil

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
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
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from typing_extensions import override

from casefile.questions import Days
from casefile.records import Ref
from ui.label_widths import LabelWidths
from ui.language import tr
from ui.painting import draw_bars, draw_marks
from ui.question_choices import month_of, year_of
from ui.row_pictures import is_for_screen
from ui.theme import Theme
from ui.timeline_entries import TimelineBook
from ui.timeline_layout import ON_AXIS, Alike, Placed, Window, ticks
from ui.timeline_shown import Laid, Room, Stand, lay_out_strip

__all__ = ["TimelineStrip"]

_LEFT, _TOP = 30.0, 6.0
_LEAST_AXIS, _LEAST_LANE = 24.0, 17.0
_USUAL_TEXT = 16.0
_YEARS_FROM = 2500  # days on screen, from which on a click on the axis means a year


class TimelineStrip(QWidget):
    """All dates on screen and the documents' own days.

    Signals: ``ref_wanted(Ref)`` when a mark was clicked; ``days_wanted(Days)`` with the month, or year, when
    the axis was; ``came_back()`` when it is on screen again. The wheel zooms, dragging moves, a double click
    above the axis shows the whole again.
    """

    ref_wanted = Signal(object)
    days_wanted = Signal(object)
    came_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stand = Stand()
        """The stretch of time on screen."""
        self._book = TimelineBook()
        self._laid = Laid()
        self._refs: frozenset[Ref] = frozenset()
        self._picture: QPixmap | None = None
        self._is_stale = False
        """Whether the picture shows something else than what is laid out."""
        self._own_step = QTimer(self, singleShot=True, interval=0)
        self._own_step.timeout.connect(self._renew)
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
        self._label_width = LabelWidths(self._small)
        self.setMinimumHeight(round(84 * self._spread))

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, round(118 * self._spread))

    def show_timeline(
        self, book: TimelineBook, *, whole: bool, refs: frozenset[Ref] | None = None
    ) -> None:
        """Show other dates and documents, of the ``whole`` case or of a narrowed view.

        What is chosen stays, without other ``refs``.
        """
        self.stand = self.stand.showing(book, whole=whole)
        self._book = book
        self._refs = self._refs if refs is None else refs
        self.update()

    def forget(self) -> None:
        """Draw nothing, and keep nothing of what was drawn."""
        self.show_timeline(TimelineBook(), whole=True, refs=frozenset())
        self._laid, self._picture = Laid(), None

    def show_laid(self, laid: Laid, stand: Stand) -> None:
        """Show what was laid out already."""
        self.stand, self._book, self._refs = stand, laid.book, laid.refs
        self._take(laid)
        self.update()

    def mark(self, refs: frozenset[Ref]) -> None:
        """Emphasise what the view is narrowed to."""
        self._refs = refs
        self.update()

    def _move_to(self, window: Window | None) -> None:
        """Show another stretch of time."""
        self.stand = self.stand.moved_to(window)
        self.update()

    @property
    def laid(self) -> Laid:
        """The marks in their places, for the stretch of time and the room of now."""
        self._lay_out()
        return self._laid

    def _lay_out(self) -> bool:
        """Place the marks where they are to be now; tell whether the picture shows something else."""
        wanted = self._book, self.stand.window, self.room, self._refs
        if not self._laid.holds(*wanted):
            self._take(lay_out_strip(*wanted))
        return self._is_stale

    def _take(self, laid: Laid) -> None:
        if not laid.looks_like(self._laid):
            self._is_stale = True
        self._laid = laid

    @property
    def room(self) -> Room:
        """What there is room for."""
        lanes = max(1, int((self.height() - _TOP - self._axis - 5) / self._lane))
        return Room(max(self.width() - 2 * _LEFT, 10.0), lanes, self._label_width)

    def ref_at(self, point: QPointF) -> Ref | None:
        """Return what is drawn at a point."""
        place = self._at(point)
        return self.laid.shown[place.item].ref if place is not None else None

    def center_of(self, ref: Ref) -> QPointF | None:
        """Return where something is drawn, or ``None`` if it is not on screen."""
        laid = self.laid
        at = laid.book.place_of(ref)
        wanted = laid.book.entries[at] if at is not None else None
        for place in laid.placed:
            if laid.shown[place.item] is wanted:
                return QPointF((place.left + place.right) / 2 + _LEFT, self._lane_y(place.lane))
        return None

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _room(self) -> float:
        return self.room.width

    def _lane_y(self, lane: int) -> float:
        if lane == ON_AXIS:
            return self.height() - self._axis
        return self.height() - self._axis - self._lane / 2 - 5 - lane * self._lane

    def _at(self, point: QPointF) -> Placed | None:
        best: tuple[float, Placed] | None = None
        laid = self.laid
        for place in laid.placed:
            if abs(point.y() - self._lane_y(place.lane)) > self._lane / 2:
                continue
            left, right = place.left + _LEFT - 3, place.right + _LEFT + 3
            label = self._label_width(laid.labels[place.item]) + 5 if place.labelled else 0.0
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
        painter = QPainter(self)
        if self._shows_what_was() and is_for_screen(painter, self):
            # The lists are painted in this step. The picture follows in one of its own.
            self._own_step.start()
        else:
            self._paint_picture(self.laid)
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _shows_what_was(self) -> bool:
        """Tell whether there is a picture that fits, but of what is no longer laid out."""
        wanted = self._book, self.stand.window, self.room, self._refs
        return self._fits(self._picture) and (self._is_stale or not self._laid.holds(*wanted))

    def _fits(self, picture: QPixmap | None) -> bool:
        ratio = self.devicePixelRatioF()
        return (
            picture is not None
            and picture.size() == self._pixels()
            and picture.devicePixelRatio() == ratio
        )

    def _pixels(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(ceil(self.width() * ratio), ceil(self.height() * ratio))

    def _renew(self) -> None:
        """Lay out in one step, paint and show that in the next; while hidden it waits until it is seen.

        What was laid out is painted, though something else is wanted by now: else nothing would ever be
        seen while somebody drags.
        """
        if not self.isVisible():
            return
        if self._is_stale:
            self._paint_picture(self._laid)
            self.update()
            return
        if self._lay_out():
            self._own_step.start()

    def _paint_picture(self, laid: Laid) -> None:
        """Make the picture anew, where it is not of what is laid out."""
        if self._fits(self._picture) and not self._is_stale:
            return
        picture = QPixmap(self._pixels())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(self._theme.palette.color("panel"))
        brush = QPainter(picture)
        self._paint(brush, laid)
        brush.end()
        self._picture, self._is_stale = picture, False

    def _paint(self, painter: QPainter, laid: Laid) -> None:
        palette = self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), palette.color("line"))
        if laid.window is None:
            painter.setFont(self._small)
            painter.setPen(palette.color("secondary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("No dates yet"))
            return
        self._paint_axis(painter, laid.window)
        self._paint_beyond(painter, laid)
        # Bars first, so that no label is ever under one.
        for alike in laid.drawing.bars:
            self._paint_bars(painter, alike)
        for alike in laid.drawing.marks:
            self._paint_marks(painter, alike)
        self._paint_labels(painter, laid)
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

    def _paint_beyond(self, painter: QPainter, laid: Laid) -> None:
        """Say how much lies before and after the stretch on screen."""
        before, after = laid.beyond
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

    def _paint_labels(self, painter: QPainter, laid: Laid) -> None:
        palette = self._theme.palette
        for chosen in (False, True):
            painter.setFont(self._bold if chosen else self._small)
            painter.setPen(palette.color("text" if chosen else "secondary"))
            for place in laid.drawing.labels:
                if (place.item in laid.chosen) is not chosen:
                    continue
                words = laid.labels[place.item]
                x = place.right + _LEFT + 5
                if place.before:
                    x = place.left + _LEFT - 5 - painter.fontMetrics().horizontalAdvance(words)
                baseline = self._lane_y(place.lane) + self._ascent / 2 - 1
                painter.drawText(QPointF(x, baseline), words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_back.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and QApplication.font() != self._base:
            self._take_fonts()
            self._paint_anew()
        elif event.type() is QEvent.Type.LanguageChange:
            self._paint_anew()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        window = self.stand.window
        if window is None:
            return
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._move_to(window.moved(-turned.x() / 600 * window.days))
        else:
            share = (event.position().x() - _LEFT) / self._room()
            at = window.first + share * window.days
            self._move_to(window.zoomed(0.85 ** (turned.y() / 120), at))
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.stand.window is not None:
            self._dragged = (event.position(), self.stand.window)
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
            self._move_to(window.moved(-by / self._room() * window.days))

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
        window = self.stand.window
        if window is None or point.y() < self.height() - self._axis:
            return None
        share = (point.x() - _LEFT) / self._room()
        at = round(window.first + share * window.days - 0.5)
        if not dt.date.min.toordinal() <= at <= dt.date.max.toordinal():
            return None
        day = dt.date.fromordinal(at)
        return month_of(day) if window.days < _YEARS_FROM else year_of(day.year)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click of the two has narrowed the view where it hit the axis. The second does nothing
        # there: under the pointer may be another month by now.
        self._moved = True
        on_axis = self._days_at(event.position()) is not None
        if self.ref_at(event.position()) is None and not on_axis:
            self._move_to(self.stand.home)

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
                QToolTip.showText(event.globalPos(), self.laid.shown[place.item].words, self)
            return True
        return super().event(event)
