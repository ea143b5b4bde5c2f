"""The large timeline as it is painted, on the screen and into a file."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from casefile.records import RefType, ReviewState
from ui.chronology_picture import Drawn, Picture
from ui.event_marks import draw_event_mark
from ui.painting import draw_lines
from ui.theme import Palette
from ui.timeline_lanes import MARK, ROW, Lanes, PlacedMark, lay_out_lanes
from ui.timeline_layout import Window, ticks

__all__ = ["Part", "Scene", "SceneFonts", "SceneRoom", "make_scene", "scene_parts"]

Part = Callable[[QPainter], None]
"""Paints a little of a picture, and leaves the painter as it was but for pens, brushes and fonts."""

_AXIS = 26.0
"""The height of the axis above the lanes."""
_USUAL_TEXT = 16.0
_ROWS_IN_LANE = 4
_LABEL_OFFSET = 6.0
_WIDEST_COUNT = 29.5
"""Counts stand 30 pixels from one another at least."""
_DENSER = 1.35
"""How much closer the days of the axis stand than on the strip at the bottom of the window."""


@dataclass(frozen=True)
class SceneFonts:
    """The faces of the timeline."""

    small: QFont
    bold: QFont

    @staticmethod
    def of_application() -> "SceneFonts":
        """Return the faces, made from the application's."""
        small = QFont(QApplication.font())
        small.setPointSizeF(small.pointSizeF() * 0.86)
        bold = QFont(small)
        bold.setBold(True)
        return SceneFonts(small, bold)

    @property
    def row(self) -> float:
        """How high a row of marks is."""
        return max(ROW, QFontMetricsF(self.small).height() + 4)

    @property
    def axis(self) -> float:
        """How high the axis is."""
        return max(_AXIS, QFontMetricsF(self.small).height() + 11)


@dataclass(frozen=True, slots=True)
class SceneRoom:
    """What marks have room for, in pixels: all of the ``width`` but the lanes' ``names``.

    ``height`` is that of the lanes on screen at once, ``row`` that of a row of marks.
    """

    width: float
    height: float
    names: float
    row: float
    label_width: Callable[[str], float]

    def rows(self, lanes: int) -> tuple[int, ...]:
        """Return how many rows with labels each lane may have: a single lane fills the room."""
        if lanes == 2:
            return 3, max(6, int(self.height / self.row) - 6)
        return 3, *(_ROWS_IN_LANE for _ in range(lanes - 1))


@dataclass(frozen=True, eq=False)
class Scene:
    """Marks in their places; the plot begins right of the lanes' names, its lanes at height 0."""

    picture: Picture
    lanes: Lanes
    window: Window
    room: SceneRoom
    beyond: tuple[int, int]
    """How many things lie before and after the stretch of time."""
    conflicts: Sequence[tuple[PlacedMark, PlacedMark]]
    """Marks whose accounts differ, in one lane if both are in it."""

    @property
    def names(self) -> float:
        """How wide the lanes' names are."""
        return self.room.names

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.room.width

    def fits(self, room: SceneRoom) -> bool:
        """Tell whether it would be laid out alike for a room, which may be higher or lower."""
        lanes = len(self.picture.lanes)
        alike = self.room == replace(room, height=self.room.height)
        return alike and self.room.rows(lanes) == room.rows(lanes)

    def place(self, top: float, bottom: float) -> None:
        """Place the marks between two heights, which else waits until somebody looks at them."""
        for _ in self.lanes.between(top, bottom):
            pass

    def center(self, mark: PlacedMark) -> QPointF:
        """Return the middle of a mark."""
        return QPointF(self.names + mark.middle, self.lanes.plans[mark.lane].middle(mark.row))

    def things(self, mark: PlacedMark) -> tuple[Drawn, ...]:
        """Return what a mark stands for."""
        return tuple(self.picture.drawn[number] for number in mark.items)

    def marks_of(self, key: str) -> list[PlacedMark]:
        """Return the marks that show a thing, lane by lane."""
        drawn, lanes = self.picture.drawn, self.lanes
        there = self.picture.numbers.get(key, ())
        found = (lanes.lanes[drawn[number].lane].of(number) for number in there)
        return [mark for mark in found if mark is not None]

    def at(self, point: QPointF) -> PlacedMark | None:
        """Return the mark at a point, its label included."""
        best: tuple[float, PlacedMark] | None = None
        for mark in self.lanes.between(point.y(), point.y()):
            center = self.center(mark)
            if abs(point.y() - center.y()) > self.lanes.row / 2:
                continue
            left, right = self.names + mark.left - 3, self.names + mark.right + 3
            if mark.labelled:
                label = self.picture.drawn[mark.items[0]].label
                right += self.room.label_width(label) + _LABEL_OFFSET
            if left <= point.x() <= right:
                distance = abs(point.x() - center.x())
                if best is None or distance < best[0]:
                    best = distance, mark
        return best[1] if best is not None else None


def make_scene(
    picture: Picture, window: Window, room: SceneRoom, seen: tuple[float, float] | None = None
) -> Scene:
    """Lay a picture out; marks in ``seen`` heights are placed, others when somebody looks at them.

    It makes nothing of Qt's, so that a job can do it.
    """
    plot = max(room.width - room.names, 50.0)
    rows = room.rows(len(picture.lanes))
    lanes = lay_out_lanes(picture.orders, window, plot, rows, room.label_width, room.row)
    scene = Scene(picture, lanes, window, room, picture.beyond(window), [])
    if seen is not None:
        scene.place(*seen)
    return replace(scene, conflicts=tuple(dict.fromkeys(_conflicts(scene))))


def _paint_axis(painter: QPainter, scene: Scene, palette: Palette, fonts: SceneFonts) -> None:
    """Paint the axis over its own height, and how much lies before and after it."""
    axis = fonts.axis
    base = axis - 9
    painter.fillRect(QRectF(0, 0, scene.width, axis), palette.color("panel"))
    painter.fillRect(QRectF(0, axis - 1, scene.width, 1), palette.color("line"))
    painter.setFont(fonts.small)
    metrics = QFontMetricsF(fonts.small)
    room = scene.width - scene.names
    window = scene.window
    before, after = scene.beyond
    end = f"{after:,} ›" if after else ""
    last = scene.width - metrics.horizontalAdvance(end) - 8
    painter.setPen(palette.color("secondary"))
    if before:
        words = f"‹ {before:,}"
        painter.drawText(QPointF(scene.names - metrics.horizontalAdvance(words) - 6, base), words)
    painter.drawText(QPointF(last, base), end)
    is_first = True
    spread = max(1.0, metrics.height() / _USUAL_TEXT)
    for tick in ticks(window, room * _DENSER / spread):
        x = scene.names + window.x(tick.day, room)
        if x < scene.names - 1:
            continue
        year = f"{dt.date.fromordinal(tick.day).year}"
        label = f"{tick.label} {year}" if is_first and year not in tick.label else tick.label
        if x + metrics.horizontalAdvance(label) + 4 > last:
            continue
        is_first = False
        painter.setPen(QPen(palette.color("secondary"), 1))
        painter.drawLine(QPointF(x, axis - 6), QPointF(x, axis - 1))
        painter.drawText(QPointF(x + 3, base), label)


def scene_parts(
    scene: Scene,
    palette: Palette,
    fonts: SceneFonts,
    offset: float,
    height: float,
    current: str = "",
) -> Iterator[Part]:
    """Yield, in their order, what paints the axis and below it the lanes from ``offset`` on.

    What frames the marks comes first, then mark by mark, so that one may stop in between: a dashed curve
    between two accounts takes half a millisecond. ``current`` is the key of what the keyboard stands on.
    """
    seen = QRectF(0, offset, scene.width, height)
    down = fonts.axis - offset
    yield _lower(down, lambda painter: _paint_ground(painter, scene, palette, seen))
    yield _lower(down, lambda painter: _paint_names(painter, scene, palette, fonts, seen))
    yield lambda painter: _paint_axis(painter, scene, palette, fonts)
    plot = QRectF(scene.names, offset, scene.width - scene.names, height)
    for one, other in scene.conflicts:
        ends = scene.center(one), scene.center(other)
        if _may_be_seen(*ends, plot):
            yield _lower(down, partial(_paint_conflict, ends=ends, palette=palette), plot)
    chosen = scene.marks_of(current)
    in_sight = scene.lanes.between(seen.top(), seen.bottom())
    paint_mark = partial(_paint_mark, scene=scene, palette=palette, fonts=fonts)
    for mark in sorted(in_sight, key=lambda mark: mark.left - mark.right):
        yield _lower(down, partial(paint_mark, mark=mark, chosen=mark in chosen), plot)


def _lower(down: float, paint: Part, clip: QRectF | None = None) -> Part:
    """Return what paints the same, but so much lower on the picture; ``clip`` is what it may touch."""

    def act(painter: QPainter) -> None:
        painter.save()
        painter.translate(0, down)
        if clip is not None:
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        paint(painter)
        painter.restore()

    return act


def _paint_ground(painter: QPainter, scene: Scene, palette: Palette, seen: QRectF) -> None:
    painter.fillRect(seen, palette.color("panel"))
    room = scene.width - scene.names
    faint = QColor(palette.color("line"))
    faint.setAlphaF(0.6)
    painter.setPen(QPen(faint, 1))
    for tick in ticks(scene.window, room * _DENSER):
        x = round(scene.names + scene.window.x(tick.day, room)) + 0.5
        if x >= scene.names:
            painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
    for plan in scene.lanes.plans:
        if not plan.rows:
            continue
        y = round(plan.top + plan.height) - 1
        painter.fillRect(QRectF(0, y, scene.width, 1), palette.color("line"))


def _paint_names(
    painter: QPainter, scene: Scene, palette: Palette, fonts: SceneFonts, seen: QRectF
) -> None:
    line = QFontMetricsF(fonts.bold).lineSpacing()
    for name, plan in zip(scene.picture.lanes, scene.lanes.plans, strict=True):
        if not plan.rows or plan.top > seen.bottom() or plan.top + plan.height < seen.top():
            continue
        ground = QRectF(0, plan.top, scene.names - 1, plan.height - 1)
        painter.fillRect(ground, palette.color("background"))
        most = max(1, min(3, int((plan.height - 6) / line)))
        box = ground.adjusted(12, 5, -8, 0)
        draw_lines(painter, box, name, fonts.bold, palette.color("text"), most)
    painter.fillRect(QRectF(scene.names - 1, seen.top(), 1, seen.height()), palette.color("line"))


def _paint_mark(
    painter: QPainter,
    *,
    scene: Scene,
    mark: PlacedMark,
    palette: Palette,
    fonts: SceneFonts,
    chosen: bool,
) -> None:
    center = scene.center(mark)
    ink = palette.ink(RefType.DATE)
    if len(mark.items) > 1:
        number = f"{len(mark.items):,}"
        letters = scene.room.label_width(number) + 4
        wide = max(mark.right - mark.left, min(letters, _WIDEST_COUNT))
        _paint_count(painter, center, wide, number, palette, fonts, chosen=chosen)
        return
    thing = scene.picture.drawn[mark.items[0]]
    if thing.event is None:
        ink = palette.color("quote_ink" if thing.kind.value == "deadline" else "secondary")
    left, right = scene.names + mark.left, scene.names + mark.right
    if right - left > MARK + 1:
        bar = QColor(ink)
        bar.setAlphaF(0.85 if chosen else 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar)
        painter.drawRoundedRect(QRectF(left, center.y() - 3.5, right - left, 7), 3.5, 3.5)
    else:
        if chosen:
            halo = QColor(ink)
            halo.setAlphaF(0.25)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(center, 10, 10)
        if thing.event is not None and thing.event.conflicts:
            painter.setPen(QPen(palette.color("danger"), 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, 8, 8)
        draw_event_mark(painter, thing.kind, center, 12 if chosen else 10, ink)
    if mark.labelled:
        sure = thing.event is not None and thing.event.state in (
            ReviewState.ACCEPTED,
            ReviewState.EDITED,
        )
        metrics = QFontMetricsF(fonts.small)
        place = QPointF(right + _LABEL_OFFSET, center.y() + metrics.ascent() / 2 - 1)
        ground = QColor(palette.color("panel"))
        ground.setAlphaF(0.8)  # a line between two accounts may pass behind
        width = scene.room.label_width(thing.label)
        painter.fillRect(QRectF(place.x() - 1, center.y() - 8, width + 2, 16), ground)
        painter.setFont(fonts.small)  # its width is what was reckoned with: bold would be wider
        painter.setPen(palette.color("text" if chosen or sure else "secondary"))
        painter.drawText(place, thing.label)


def _paint_count(
    painter: QPainter,
    center: QPointF,
    wide: float,
    number: str,
    palette: Palette,
    fonts: SceneFonts,
    *,
    chosen: bool,
) -> None:
    font = fonts.bold if chosen else fonts.small
    box = QRectF(center.x() - wide / 2, center.y() - 8, wide, 16)
    ink = palette.ink(RefType.DATE)
    painter.setPen(QPen(ink, 1.6) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(palette.wash(RefType.DATE))
    painter.drawRoundedRect(box, 8, 8)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def _conflicts(scene: Scene) -> Iterator[tuple[PlacedMark, PlacedMark]]:
    """Yield the marks of accounts that differ, in one lane if both are in it."""
    for one, other in scene.picture.conflicts:
        here = scene.marks_of(one)
        there = scene.marks_of(other) if here else []
        if not here or not there:
            continue
        first, second = min(
            ((a, b) for a in here for b in there),
            key=lambda ends: (ends[0].lane != ends[1].lane, ends[0].lane + ends[1].lane),
        )
        if first is not second:
            yield first, second


def _lift(one: QPointF, other: QPointF) -> float:
    """Return how far the curve between two marks rises above the upper one, at most."""
    return 12 + abs(one.x() - other.x()) * 0.04


def _may_be_seen(one: QPointF, other: QPointF, plot: QRectF) -> bool:
    """Tell whether the curve between two marks may come into the plot."""
    low, high = min(one.y(), other.y()) - _lift(one, other), max(one.y(), other.y())
    return low - 2 <= plot.bottom() and high + 2 >= plot.top()


def _paint_conflict(painter: QPainter, *, ends: tuple[QPointF, QPointF], palette: Palette) -> None:
    one, other = ends
    path = QPainterPath(one)
    lift = QPointF(0, -_lift(one, other))
    path.cubicTo(one + lift, other + lift, other)
    ink = QColor(palette.color("danger"))
    ink.setAlphaF(0.75)
    painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
