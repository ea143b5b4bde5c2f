"""The canvas of the large timeline: the wheel zooms, dragging pans, arrows step from event to event."""

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget
from typing_extensions import override

from ui.chronology_picture import Drawn, Picture
from ui.kept_scroll_bar import keep_scroll_bar
from ui.language import tr
from ui.panels.chronology_scene import (
    Scene,
    SceneFonts,
    make_scene,
    paint_axis,
    paint_scene,
)
from ui.theme import Palette, Theme
from ui.timeline_lanes import PlacedMark
from ui.timeline_layout import Window

__all__ = ["ChronologyCanvas"]

_NAMES_WIDE, _NAMES_NARROW, _WIDE = 150.0, 96.0, 640
_ROWS_IN_LANE = 4
_SAVED_WIDTH = 1500.0
_ZOOM = 0.8


class ChronologyCanvas(QAbstractScrollArea):
    """Lanes with marks.

    Signals: ``chosen(Drawn)`` when the pointer or a key came to something; ``opened(Drawn)`` for Return and
    a double click; ``several(tuple[Drawn, ...])`` for a count that no zoom takes apart; ``told(str)``.
    """

    chosen = Signal(object)
    opened = Signal(object)
    several = Signal(object)
    told = Signal(str)

    def __init__(
        self, theme: Theme, words: Callable[[Drawn], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._theme = theme
        self._fonts = SceneFonts.of_application()
        self._picture = Picture()
        self._metrics = QFontMetricsF(self._fonts.small)
        self._widths: dict[str, float] = {}
        self._window: Window | None = None
        self._home: Window | None = None
        self._scene: Scene | None = None
        self._dragged: tuple[QPointF, Window] | None = None
        self._moved = False
        self.current_key = ""
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would change the width, and with it what has to be scrolled.
        keep_scroll_bar(self)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(tr("Timeline of the chronology"))
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    def show_picture(self, picture: Picture) -> None:
        """Show other marks; where the stretch of time was chosen by the user it stays."""
        zoomed = self._window != self._home
        self._picture = picture
        self._home = picture.home
        if not zoomed or self._window is None:
            self._window = self._home
        self._lay_out()

    def forget(self) -> None:
        """Draw nothing; the next picture is shown whole."""
        self._window = self._home = None
        self.current_key = ""
        self.show_picture(Picture())

    def _label_width(self, label: str) -> float:
        known = self._widths.get(label)
        if known is None:
            if len(self._widths) > 20_000:
                self._widths.clear()
            known = self._widths[label] = self._metrics.horizontalAdvance(label)
        return known

    def window_days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day on screen."""
        if self._window is None:
            return None
        first, last = self._window.first, self._window.first + self._window.days
        most = dt.date.max.toordinal()
        days = (min(max(int(day), 1), most) for day in (first, last - 1e-9))
        low, high = (dt.date.fromordinal(day) for day in days)
        return low, high

    def thing(self, key: str) -> Drawn | None:
        """Return what has a key."""
        return self._picture.thing(key)

    def go_to(self, key: str) -> bool:
        """Make something current and bring it into view; tell whether it is on the timeline."""
        thing = self.thing(key)
        if thing is None or self._window is None:
            return False
        self.current_key = key
        window = self._window
        middle = (thing.first + thing.last + 1) / 2
        if thing.last < window.first or thing.first + 1 > window.first + window.days:
            self._window = Window(middle - window.days / 2, window.days)
            self._lay_out()
        self._scroll_to(key)
        self.viewport().update()
        self._tell(self._words(thing))
        return True

    def _scroll_to(self, key: str) -> None:
        scene = self.scene()
        marks = scene.marks_of(key) if scene else []
        if scene is None or not marks:
            return
        bar = self.verticalScrollBar()
        room = self.viewport().height() - self._fonts.axis
        heights = [scene.center(mark).y() for mark in marks]
        if any(bar.value() <= y <= bar.value() + room for y in heights):
            return
        bar.setValue(round(heights[0] - room / 2))

    def _tell(self, words: str) -> None:
        first = words.replace("\n", " · ")
        self.setAccessibleDescription(first)
        # Qt's own lists tell of a new current row; a painted one has to.
        changed = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(self, changed))
        self.told.emit(first)

    def step_lane(self, by: int) -> None:
        """Go to the nearest thing in the lane above or below."""
        scene = self.scene()
        marks = scene.marks_of(self.current_key) if scene else []
        if scene is None or not marks:
            return
        here = marks[0 if by < 0 else -1]
        every = scene.lanes.lanes
        beside = range(here.lane + 1, len(every)) if by > 0 else range(here.lane - 1, -1, -1)
        found = next((every[lane].marks for lane in beside if scene.lanes.plans[lane].rows), ())
        if not found:
            return
        near = min(found, key=lambda mark: abs(mark.middle - here.middle))
        self.choose(scene.things(near)[0])

    def choose(self, thing: Drawn) -> None:
        """Make something current as if it had been clicked."""
        if self.go_to(thing.key):
            self.chosen.emit(thing)

    # -- zooming

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show ``factor`` times the days around a day, the current thing's or the middle."""
        if self._window is None:
            return
        thing = self.thing(self.current_key)
        window = self._window
        if at is None:
            at = window.first + window.days / 2
            if thing is not None and window.first <= thing.first <= window.first + window.days:
                at = thing.first + 0.5
        self._window = window.zoomed(factor, at)
        self._lay_out()

    def show_whole(self) -> None:
        """Show what the case is about, as at first."""
        self._window = self._home
        self._lay_out()

    def _open_count(self, things: Iterable[Drawn]) -> None:
        """Zoom so far that what was counted stands apart; offer it by name where no zoom does that."""
        group = tuple(things)
        first, last = min(one.first for one in group), max(one.last for one in group)
        window = self._window
        starts = {one.first for one in group}
        days = max((last - first + 1) * 1.3, 7.0)
        if window is None or len(starts) == 1 or days >= window.days * 0.95:
            self.several.emit(group)
            return
        self._window = Window((first + last + 1) / 2 - days / 2, days)
        self._lay_out()

    # -- laying out and painting

    def _names_width(self) -> float:
        return _NAMES_WIDE if self.viewport().width() >= _WIDE else _NAMES_NARROW

    def _rows(self, height: float) -> tuple[int, ...]:
        """Return how many rows with labels each lane may have: a single lane fills the room."""
        lanes = len(self._picture.lanes)
        if lanes == 2:
            return (3, max(6, int(height / self._fonts.row) - 6))
        return (3, *(_ROWS_IN_LANE for _ in range(lanes - 1)))

    def _lay_out(self) -> None:
        """Have the marks placed anew before they are next painted or asked for."""
        self._scene = None
        self.viewport().update()

    def scene(self) -> Scene | None:
        """Return the marks in their places, or ``None`` where there is nothing to draw."""
        if self._scene is None and self._window is not None and self._picture.lanes:
            room = self.viewport().size()
            rows = self._rows(room.height() - self._fonts.axis)
            self._scene = make_scene(
                self._picture,
                self._window,
                self._names_width(),
                room.width(),
                rows,
                self._label_width,
                self._fonts.row,
            )
            bar = self.verticalScrollBar()
            bar.setRange(
                0, max(0, round(self._scene.lanes.height + self._fonts.axis) - room.height())
            )
            bar.setPageStep(max(room.height() - round(self._fonts.axis), 1))
            bar.setSingleStep(round(self._fonts.row))
        return self._scene

    def whole(self) -> QSizeF:
        """Return how large the picture is as it is saved: every lane, at least a page wide."""
        scene = self._saved()
        return QSizeF(scene.width, scene.lanes.height + self._fonts.axis) if scene else QSizeF(0, 0)

    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        """Paint all of it as it is saved, without what only the keyboard marks."""
        scene = self._saved()
        if scene is not None:
            self._paint(painter, scene, palette, 0, scene.lanes.height, "")

    def _saved(self) -> Scene | None:
        if self._window is None or not self._picture.lanes:
            return None
        width = max(_SAVED_WIDTH, float(self.viewport().width()))
        rows = self._rows(700.0)
        return make_scene(
            self._picture,
            self._window,
            _NAMES_WIDE,
            width,
            rows,
            self._label_width,
            self._fonts.row,
        )

    def _paint(
        self,
        painter: QPainter,
        scene: Scene,
        palette: Palette,
        offset: float,
        height: float,
        current: str,
    ) -> None:
        painter.save()
        painter.translate(0, self._fonts.axis - offset)
        seen = QRectF(0, offset, scene.width, height)
        paint_scene(painter, scene, palette, self._fonts, seen, current)
        painter.restore()
        paint_axis(painter, scene, palette, self._fonts)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._theme.palette
        painter.fillRect(self.viewport().rect(), palette.color("panel"))
        scene = self.scene()
        if scene is None:
            painter.setPen(palette.color("secondary"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("No days to draw")
            )
        else:
            offset = float(self.verticalScrollBar().value())
            height = self.viewport().height() - self._fonts.axis
            self._paint(painter, scene, palette, offset, height, self.current_key)
        painter.end()

    def mark_at(self, point: QPointF) -> PlacedMark | None:
        """Return the mark under a point of the viewport."""
        scene = self.scene()
        if scene is None or point.y() < self._fonts.axis:
            return None
        place = point + QPointF(0, self.verticalScrollBar().value() - self._fonts.axis)
        return scene.at(place, self._fonts)

    def point_of(self, key: str) -> QPointF | None:
        """Return where something is drawn in the viewport, the topmost place of several."""
        scene = self.scene()
        marks = scene.marks_of(key) if scene else []
        if scene is None or not marks:
            return None
        return scene.center(marks[0]) + QPointF(
            0, self._fonts.axis - self.verticalScrollBar().value()
        )

    def _things_at(self, point: QPointF) -> tuple[Drawn, ...]:
        mark = self.mark_at(point)
        scene = self.scene()
        return scene.things(mark) if mark is not None and scene is not None else ()

    # -- pointer and keys

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 420)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (turned.y() or turned.x()) // 2)
        elif self._window is not None and abs(turned.x()) > abs(turned.y()):
            self._window = self._window.moved(-turned.x() / 600 * self._window.days)
            self._lay_out()
        elif self._window is not None:
            share = (event.position().x() - self._names_width()) / self._room()
            at = self._window.first + min(max(share, 0.0), 1.0) * self._window.days
            self.zoom(0.85 ** (turned.y() / 120), at)
        event.accept()

    def _room(self) -> float:
        return max(self.viewport().width() - self._names_width(), 50.0)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._window is not None:
            self._dragged = event.position(), self._window
            self._moved = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            over = self._things_at(event.position())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        start, window = self._dragged
        by = event.position() - start
        if self._moved or by.manhattanLength() > 5:
            self._moved = True
            self._window = window.moved(-by.x() / self._room() * window.days)
            self._lay_out()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        if event.button() is not Qt.MouseButton.LeftButton or self._moved:
            return
        things = self._things_at(event.position())
        if len(things) > 1:
            self._open_count(things)
        elif things:
            self.choose(things[0])

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        things = self._things_at(event.position())
        if len(things) == 1:
            self.opened.emit(things[0])
        elif not things:
            self.show_whole()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        thing = self.thing(self.current_key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if thing is not None:
                self.opened.emit(thing)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_lane(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self.verticalScrollBar()
            by = bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + by)
        else:
            event.ignore()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            things = self._things_at(QPointF(event.pos()))
            words = self._words(things[0]) if len(things) == 1 else ""
            if len(things) > 1:
                named = [one.label for one in things[:12]]
                more = (
                    [tr("and {things} more", things=len(things) - 12)] if len(things) > 12 else []
                )
                words = "\n".join((*named, *more))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)
