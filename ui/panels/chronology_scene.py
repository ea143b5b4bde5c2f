"""The large timeline as it is painted, on the screen and into a file."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

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

__all__ = ["Scene", "SceneFonts", "make_scene", "paint_axis", "paint_scene"]

_AXIS = 26.0
_USUAL_TEXT = 16.0
"""The height of the axis above the lanes."""
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


@dataclass(frozen=True)
class Scene:
    """Marks in their places; the plot begins right of the lanes' ``names``, its lanes at height 0."""

    picture: Picture
    lanes: Lanes
    window: Window
    names: float
    width: float
    beyond: tuple[int, int]
    """How many things lie before and after the stretch of time."""
    conflicts: Sequence[tuple[PlacedMark, PlacedMark]]
    """Marks whose accounts differ, in one lane if both are in it."""

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

    def at(self, point: QPointF, fonts: SceneFonts) -> PlacedMark | None:
        """Return the mark at a point, its label included."""
        metrics = QFontMetricsF(fonts.small)
        best: tuple[float, PlacedMark] | None = None
        for mark in self.lanes.between(point.y(), point.y()):
            center = self.center(mark)
            if abs(point.y() - center.y()) > self.lanes.row / 2:
                continue
            left, right = self.names + mark.left - 3, self.names + mark.right + 3
            if mark.labelled:
                label = self.picture.drawn[mark.items[0]].label
                right += metrics.horizontalAdvance(label) + _LABEL_OFFSET
            if left <= point.x() <= right:
                distance = abs(point.x() - center.x())
                if best is None or distance < best[0]:
                    best = distance, mark
        return best[1] if best is not None else None


def make_scene(
    picture: Picture,
    window: Window,
    names: float,
    width: float,
    most_rows: Sequence[int],
    label_width: Callable[[str], float],
    row_height: float = ROW,
) -> Scene:
    """Lay a picture out over ``width`` pixels, of which the lanes' ``names`` take some."""
    room = max(width - names, 50.0)
    lanes = lay_out_lanes(picture.orders, window, room, most_rows, label_width, row_height)
    scene = Scene(picture, lanes, window, names, width, picture.beyond(window), [])
    return replace(scene, conflicts=tuple(dict.fromkeys(_conflicts(scene))))


def paint_axis(painter: QPainter, scene: Scene, palette: Palette, fonts: SceneFonts) -> None:
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


def paint_scene(
    painter: QPainter,
    scene: Scene,
    palette: Palette,
    fonts: SceneFonts,
    seen: QRectF,
    current: str = "",
) -> None:
    """Paint the lanes that lie in ``seen``; ``current`` is the key of what the keyboard stands on."""
    _paint_ground(painter, scene, palette, seen)
    painter.save()
    plot = QRectF(scene.names, seen.top(), scene.width - scene.names, seen.height())
    painter.setClipRect(plot, Qt.ClipOperation.IntersectClip)
    for one, other in scene.conflicts:
        _paint_conflict(painter, scene.center(one), scene.center(other), palette)
    chosen = scene.marks_of(current)
    in_sight = scene.lanes.between(seen.top(), seen.bottom())
    for mark in sorted(in_sight, key=lambda mark: mark.left - mark.right):
        _paint_mark(painter, scene, mark, palette, fonts, chosen=mark in chosen)
    painter.restore()
    _paint_names(painter, scene, palette, fonts, seen)


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
    scene: Scene,
    mark: PlacedMark,
    palette: Palette,
    fonts: SceneFonts,
    *,
    chosen: bool,
) -> None:
    center = scene.center(mark)
    ink = palette.ink(RefType.DATE)
    if len(mark.items) > 1:
        _paint_count(painter, center, mark, len(mark.items), palette, fonts, chosen=chosen)
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
        width = metrics.horizontalAdvance(thing.label)
        painter.fillRect(QRectF(place.x() - 1, center.y() - 8, width + 2, 16), ground)
        painter.setFont(fonts.small)  # its width is what was reckoned with: bold would be wider
        painter.setPen(palette.color("text" if chosen or sure else "secondary"))
        painter.drawText(place, thing.label)


def _paint_count(
    painter: QPainter,
    center: QPointF,
    mark: PlacedMark,
    number: int,
    palette: Palette,
    fonts: SceneFonts,
    *,
    chosen: bool,
) -> None:
    font = fonts.bold if chosen else fonts.small
    letters = QFontMetricsF(font).horizontalAdvance(f"{number:,}") + 4
    wide = max(mark.right - mark.left, min(letters, _WIDEST_COUNT))
    box = QRectF(center.x() - wide / 2, center.y() - 8, wide, 16)
    ink = palette.ink(RefType.DATE)
    painter.setPen(QPen(ink, 1.6) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(palette.wash(RefType.DATE))
    painter.drawRoundedRect(box, 8, 8)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{number:,}")


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


def _paint_conflict(painter: QPainter, one: QPointF, other: QPointF, palette: Palette) -> None:
    path = QPainterPath(one)
    lift = QPointF(0, -12 - abs(one.x() - other.x()) * 0.04)
    path.cubicTo(one + lift, other + lift, other)
    ink = QColor(palette.color("danger"))
    ink.setAlphaF(0.75)
    painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
