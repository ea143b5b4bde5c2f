"""The canvas of the large timeline: the wheel zooms, dragging pans, arrows step from event to event."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget
from typing_extensions import override

from ui.chronology_picture import Drawn, Picture
from ui.kept_scroll_bar import keep_scroll_bar
from ui.label_widths import LabelWidths
from ui.language import tr
from ui.panels.chronology_scene import (
    Part,
    Scene,
    SceneFonts,
    SceneRoom,
    make_scene,
    scene_parts,
)
from ui.row_pictures import is_for_screen
from ui.theme import Palette, Theme
from ui.timeline_lanes import PlacedMark
from ui.timeline_layout import Window

__all__ = ["ChronologyCanvas"]

_NAMES_WIDE, _NAMES_NARROW, _WIDE = 150.0, 96.0, 640
_SAVED_WIDTH, _SAVED_HEIGHT = 1500.0, 700.0
_ZOOM = 0.8


@dataclass(frozen=True, eq=False, slots=True)
class _Painting:
    """A picture of what is on screen, whole when ``parts`` has no more; from which height on it is one."""

    scene: Scene
    offset: float
    current: str
    picture: QPixmap
    parts: Iterator[Part]

    def shows(self, scene: Scene, offset: float, current: str) -> bool:
        """Tell whether this is what it shows."""
        return self.scene is scene and (self.offset, self.current) == (offset, current)

    def is_sized(self, size: QSize, ratio: float) -> bool:
        """Tell whether it has a size in pixels, and this many of them a point."""
        return self.picture.size() == size and self.picture.devicePixelRatio() == ratio

    def go_on(self, has_time: Callable[[], bool]) -> bool:
        """Paint while there is time; tell whether the picture is whole."""
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            while has_time():
                part = next(self.parts, None)
                if part is None:
                    return True
                part(painter)
        finally:
            painter.end()
        return False


class ChronologyCanvas(QAbstractScrollArea):
    """Lanes with marks, painted a few in each turn of the event loop; until all are, what was there stays.

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
        self._fonts = fonts = SceneFonts.of_application()
        self._row, self._axis = fonts.row, fonts.axis
        self._label_width = LabelWidths(fonts.small)
        self._picture = Picture()
        self._window: Window | None = None
        self._home: Window | None = None
        self._scene: Scene | None = None
        self._settled: tuple[Scene, float] | None = None
        """What the scroll bar was set for."""
        self._painted: _Painting | None = None
        """What was painted last, whole."""
        self._begun: _Painting | None = None
        self._waits = False
        """Whether something is to be painted in the next turn."""
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
        theme.changed.connect(self._paint_anew)
        theme.turn.over.connect(self._go_on)

    # -- what is shown

    def show_picture(self, picture: Picture, scene: Scene | None = None) -> None:
        """Show other marks; where the stretch of time was chosen by the user it stays.

        ``scene`` are their places, where they were laid out already.
        """
        self._window = self._own_window() or picture.home
        self._picture = picture
        self._home = picture.home
        self._lay_out()
        if scene is not None and scene.picture is picture and scene.window == self._window:
            self._scene = scene

    def to_lay_out(self, size: QSize) -> Callable[[Picture], Scene | None]:
        """Return what lays a picture out, on any thread, as it is to be shown in a viewport of a size."""
        own, room = self._own_window(), self._room_in(size)
        top = self.verticalScrollBar().value()

        def lay_out(picture: Picture) -> Scene | None:
            window = own or picture.home
            if window is None or not picture.lanes:
                return None
            return make_scene(picture, window, room, (top, top + room.height))

        return lay_out

    def _own_window(self) -> Window | None:
        """Return the stretch of time that the user has chosen, if any."""
        return self._window if self._window != self._home else None

    def forget(self) -> None:
        """Draw nothing; the next picture is shown whole."""
        self._window = self._home = self._scene = self._settled = None
        self.current_key = ""
        self.show_picture(Picture())
        self._paint_anew()

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
            self._move_to(Window(middle - window.days / 2, window.days))
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
        room = self.viewport().height() - self._axis
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
        self._move_to(window.zoomed(factor, at))

    def show_whole(self) -> None:
        """Show what the case is about, as at first."""
        self._move_to(self._home)

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
        self._move_to(Window((first + last + 1) / 2 - days / 2, days))

    # -- laying out and painting

    def _room_in(self, size: QSize) -> SceneRoom:
        names = _NAMES_WIDE if size.width() >= _WIDE else _NAMES_NARROW
        height = size.height() - self._axis
        return SceneRoom(size.width(), height, names, self._row, self._label_width)

    def _lay_out(self) -> None:
        """Have the marks placed anew before they are next painted or asked for."""
        self._scene = None
        self.viewport().update()

    def _move_to(self, window: Window | None) -> None:
        """Show another stretch of time: laid out in this step, painted in the next."""
        self._window = window
        self._lay_out()
        scene = self.scene() if self.isVisible() else None
        if scene is not None:
            top = self.verticalScrollBar().value()
            scene.place(top, top + self.viewport().height() - self._axis)

    def _paint_anew(self) -> None:
        """Show nothing of what was painted before."""
        self._painted = self._begun = None
        self.viewport().update()

    def _go_on(self) -> None:
        if self._waits:
            self._waits = False
            self.viewport().update()

    def scene(self) -> Scene | None:
        """Return the marks in their places, or ``None`` where there is nothing to draw."""
        if self._window is None or not self._picture.lanes:
            return None
        room = self._room_in(self.viewport().size())
        scene = self._scene
        if scene is None or not scene.fits(room):
            scene = self._scene = make_scene(self._picture, self._window, room)
        if self._settled != (scene, room.height):
            self._settled = scene, room.height
            bar = self.verticalScrollBar()
            bar.setRange(0, max(0, round(scene.lanes.height - room.height)))
            bar.setPageStep(max(round(room.height), 1))
            bar.setSingleStep(round(self._row))
        return scene

    def whole(self) -> QSizeF:
        """Return how large the picture is as it is saved: every lane, at least a page wide."""
        scene = self._saved()
        return QSizeF(scene.width, scene.lanes.height + self._axis) if scene else QSizeF(0, 0)

    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        """Paint all of it as it is saved, without what only the keyboard marks."""
        scene = self._saved()
        if scene is not None:
            for paint in scene_parts(scene, palette, self._fonts, 0, scene.lanes.height):
                paint(painter)

    def _saved(self) -> Scene | None:
        if self._window is None or not self._picture.lanes:
            return None
        width = max(_SAVED_WIDTH, float(self.viewport().width()))
        room = SceneRoom(width, _SAVED_HEIGHT, _NAMES_WIDE, self._row, self._label_width)
        return make_scene(self._picture, self._window, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()
        painter = QPainter(self.viewport())
        if scene is not None:
            in_turns = is_for_screen(painter, self.viewport())
            painter.drawPixmap(0, 0, self._painting(scene, whole=not in_turns))
        else:
            palette = self._theme.palette
            painter.fillRect(self.viewport().rect(), palette.color("panel"))
            painter.setPen(palette.color("secondary"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("No days to draw")
            )
        painter.end()

    def _painting(self, scene: Scene, *, whole: bool) -> QPixmap:
        """Return what is on screen, painted anew where it is not what was there before.

        What there is no time for follows in the next turns, unless it must be ``whole``.
        """
        view, ratio = self.viewport(), self.devicePixelRatioF()
        size = QSize(ceil(view.width() * ratio), ceil(view.height() * ratio))
        wanted = scene, float(self.verticalScrollBar().value()), self.current_key
        painted, begun = self._painted, self._begun
        if painted is not None and not painted.is_sized(size, ratio):
            painted = None
        if painted is not None and painted.shows(*wanted):
            self._begun = None
            return painted.picture
        # One that is begun is finished, though something else is wanted by now: else nothing would ever be
        # seen while somebody drags.
        if begun is None or not begun.is_sized(size, ratio) or (whole and not begun.shows(*wanted)):
            begun = self._begin(*wanted, size, ratio)
        if begun.go_on(lambda: whole or self._theme.turn.has_time()):
            self._painted, self._begun = begun, None
            self._waits = self._waits or not begun.shows(*wanted)
            return begun.picture
        self._begun, self._waits = begun, True
        return begun.picture if painted is None else painted.picture

    def _begin(
        self, scene: Scene, offset: float, current: str, size: QSize, ratio: float
    ) -> _Painting:
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        palette = self._theme.palette
        picture.fill(palette.color("panel"))
        height = self.viewport().height() - self._axis
        parts = scene_parts(scene, palette, self._fonts, offset, height, current)
        return _Painting(scene, offset, current, picture, parts)

    def mark_at(self, point: QPointF) -> PlacedMark | None:
        """Return the mark under a point of the viewport."""
        scene = self.scene()
        if scene is None or point.y() < self._axis:
            return None
        place = point + QPointF(0, self.verticalScrollBar().value() - self._axis)
        return scene.at(place)

    def point_of(self, key: str) -> QPointF | None:
        """Return where something is drawn in the viewport, the topmost place of several."""
        scene = self.scene()
        marks = scene.marks_of(key) if scene else []
        if scene is None or not marks:
            return None
        return scene.center(marks[0]) + QPointF(0, self._axis - self.verticalScrollBar().value())

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
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (turned.y() or turned.x()) // 2)
        elif self._window is not None and abs(turned.x()) > abs(turned.y()):
            self._move_to(self._window.moved(-turned.x() / 600 * self._window.days))
        elif self._window is not None:
            names = self._room_in(self.viewport().size()).names
            share = (event.position().x() - names) / self._room()
            at = self._window.first + min(max(share, 0.0), 1.0) * self._window.days
            self.zoom(0.85 ** (turned.y() / 120), at)
        event.accept()

    def _room(self) -> float:
        room = self._room_in(self.viewport().size())
        return max(room.width - room.names, 50.0)

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
            self._move_to(window.moved(-by.x() / self._room() * window.days))

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
