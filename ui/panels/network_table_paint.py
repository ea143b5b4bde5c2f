"""Paints the table of parties: cells, their details, and the names that stay while it scrolls."""

from collections import defaultdict
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from casefile.party_records import NetworkEdge
from casefile.records import RefType, ReviewState
from ui.network_layout import labelled_rows
from ui.network_order import Shown
from ui.panels.network_paint import Fonts
from ui.party_kinds import draw_kind
from ui.theme import Palette

__all__ = ["Cell", "TablePaint"]

Cell = tuple[int, int]
"""Row and column, by their place in the order."""

_WIDEST = 190.0
"""The room for the longest names, at the left and at the top."""
_PAD = 12.0
_LEVELS = 6
_FAINTEST, _DARKEST = 0.22, 0.95
_LIGHT_INK_FROM = 0.6
_NUMBERS_FROM = 19.0
"""How large a cell must be to have its number printed."""
_DETAILS_FROM = 9.0
_MARK = 8.0


@dataclass
class _Drawn:
    """The rectangles of a part of the table: cells by strength, outlines, marks of who speaks."""

    part: tuple[float, range, range]
    strengths: list[list[QRect]] = field(default_factory=lambda: [[] for _ in range(_LEVELS)])
    outlines: list[QRect] = field(default_factory=list)
    corners: list[QRect] = field(default_factory=list)


class TablePaint:
    """What is painted, and how large: ``pitch`` is the side of a cell, ``head`` the room of the names."""

    def __init__(self, faces: Fonts) -> None:
        self.faces = faces
        self.shown = Shown()
        self.order: tuple[int, ...] = ()
        self.places: dict[int, int] = {}
        self.pitch = 22.0
        self.head = 0.0
        self._cells: dict[int, list[tuple[int, int]]] = {}
        self._spoken: dict[int, list[int]] = {}
        self._opposed: dict[int, list[int]] = {}
        self._seams: tuple[int, ...] = ()
        self._drawn: _Drawn | None = None
        self._names: dict[tuple[int, bool], tuple[str, float]] = {}
        self._metrics = {
            bold: QFontMetricsF(faces.small_bold if bold else faces.small) for bold in (False, True)
        }

    @property
    def side(self) -> float:
        """Return how wide and high the whole table is."""
        return self.head + len(self.order) * self.pitch + _PAD

    def set_parties(self, shown: Shown) -> None:
        """Take other parties."""
        self.shown, self.order = shown, shown.order
        self.places = {party: place for place, party in enumerate(self.order)}
        seams, at = [], 0
        for group in shown.groups:
            seams.append(at)
            at += len(group.parties)
        self._seams = tuple(seams)
        self._names.clear()
        self._drawn = None
        widest = max((self._name(party, bold=True)[1] for party in self.order), default=0.0)
        self.head = round(min(_WIDEST, widest + 2 * _PAD + 12))
        self._weigh()

    def _weigh(self) -> None:
        """Sort the cells by row and strength; the strength by the root, as few pairs have most of it."""
        most = max((edge.weight for edge in self.shown.edges.values()), default=1)
        self._cells = defaultdict(list)
        self._spoken, self._opposed = defaultdict(list), defaultdict(list)
        for (one, other), edge in self.shown.edges.items():
            row, column = self.places[one], self.places[other]
            level = min(_LEVELS - 1, int((edge.weight / most) ** 0.5 * _LEVELS))
            only_opposed = not (edge.sentences or edge.speaks_of or edge.spoken_of)
            for here, there in ((row, column), (column, row)):
                if only_opposed:
                    self._opposed[here].append(there)
                else:
                    self._cells[here].append((there, level))
            if edge.speaks_of:
                self._spoken[row if edge.one == one else column].append(
                    column if edge.one == one else row
                )
            if edge.spoken_of:
                self._spoken[column if edge.one == one else row].append(
                    row if edge.one == one else column
                )

    def rect_of(self, cell: Cell) -> QRectF:
        """Return where a cell is drawn in the whole table."""
        row, column = cell
        return QRectF(
            self.head + column * self.pitch, self.head + row * self.pitch, self.pitch, self.pitch
        )

    # -- cells

    def paint_body(
        self, painter: QPainter, palette: Palette, seen: QRectF, crossed: Cell | None
    ) -> None:
        """Paint what is in the cells of ``seen``, the row and column of ``crossed`` brought out."""
        count, pitch, head = len(self.order), self.pitch, self.head
        rows = self._range(seen.top(), seen.bottom())
        columns = self._range(seen.left(), seen.right())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(head, head, count * pitch, count * pitch), palette.color("panel"))
        if crossed is not None:
            for rect in (
                QRectF(head, head + crossed[0] * pitch, count * pitch, pitch),
                QRectF(head + crossed[1] * pitch, head, pitch, count * pitch),
            ):
                painter.fillRect(rect, palette.color("selection"))
        self._paint_grid(painter, palette, rows, columns)
        self._paint_cells(painter, palette, rows, columns)
        if pitch >= _NUMBERS_FROM:
            self._paint_numbers(painter, palette, rows, columns)

    def _range(self, start: float, end: float) -> range:
        first = int((start - self.head) // self.pitch)
        last = int((end - self.head) // self.pitch)
        return range(max(0, first), min(len(self.order), last + 1))

    def _paint_grid(self, painter: QPainter, palette: Palette, rows: range, columns: range) -> None:
        count, pitch, head = len(self.order), self.pitch, self.head
        end = head + count * pitch
        if pitch >= _DETAILS_FROM:
            painter.setPen(QPen(palette.color("background"), 1))
            painter.drawLines(
                [
                    *(QLineF(head, head + row * pitch, end, head + row * pitch) for row in rows),
                    *(QLineF(head + at * pitch, head, head + at * pitch, end) for at in columns),
                ]
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("badge"))
        painter.drawRects([self._inner(place, place) for place in rows if place in columns])
        painter.setPen(QPen(palette.color("secondary"), 1))
        seams = [round(head + seam * pitch) for seam in (*self._seams, count)]
        painter.drawLines(
            [
                *(QLineF(head, at, end, at) for at in seams),
                *(QLineF(at, head, at, end) for at in seams),
            ]
        )

    def _inner(self, row: int, column: int) -> QRect:
        """Return a cell's inside, on whole pixels."""
        pitch, head = self.pitch, self.head
        left, top = round(head + column * pitch), round(head + row * pitch)
        right, bottom = round(head + (column + 1) * pitch), round(head + (row + 1) * pitch)
        gap = 1 if pitch >= 5 else 0
        return QRect(left + gap, top + gap, max(1, right - left - gap), max(1, bottom - top - gap))

    def _paint_cells(
        self, painter: QPainter, palette: Palette, rows: range, columns: range
    ) -> None:
        """Paint all cells of one strength at once: thousands take a few steps."""
        drawn = self._drawn_cells(rows, columns)
        ink = palette.ink(RefType.PARTY)
        painter.setPen(Qt.PenStyle.NoPen)
        for level, rects in enumerate(drawn.strengths):
            color = QColor(ink)
            color.setAlphaF(_strength(level))
            painter.setBrush(color)
            painter.drawRects(rects)
        painter.setBrush(palette.ink(RefType.QUOTE))
        painter.drawRects(drawn.corners)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        fine = self.pitch < _DETAILS_FROM
        painter.setPen(QPen(ink, 1, Qt.PenStyle.SolidLine if fine else Qt.PenStyle.DotLine))
        painter.drawRects(drawn.outlines)

    def _drawn_cells(self, rows: range, columns: range) -> "_Drawn":
        """Return what is drawn where; kept, as the pointer has the same part painted again and again."""
        part = (self.pitch, rows, columns)
        if self._drawn is not None and self._drawn.part == part:
            return self._drawn
        made = _Drawn(part)
        corner = max(3, round(self.pitch * 0.24))
        for row in rows:
            for column, level in self._cells.get(row, ()):
                if column in columns:
                    made.strengths[level].append(self._inner(row, column))
            made.outlines += [
                self._inner(row, column).adjusted(1, 1, -2, -2)
                for column in self._opposed.get(row, ())
                if column in columns
            ]
            if self.pitch >= _DETAILS_FROM:
                for column in self._spoken.get(row, ()):
                    if column in columns:
                        inner = self._inner(row, column)
                        left = inner.right() - corner + 1
                        made.corners.append(QRect(left, inner.top(), corner, corner))
        self._drawn = made
        return made

    def _paint_numbers(
        self, painter: QPainter, palette: Palette, rows: range, columns: range
    ) -> None:
        painter.setFont(self.faces.small)
        for row in rows:
            for column, level in self._cells.get(row, ()):
                if column not in columns:
                    continue
                edge = self.shown.edge(self.order[row], self.order[column])
                dark = _strength(level) >= _LIGHT_INK_FROM
                painter.setPen(palette.color("panel" if dark else "text"))
                painter.drawText(
                    self.rect_of((row, column)), Qt.AlignmentFlag.AlignCenter, _number(edge)
                )

    # -- names

    def paint_names(
        self, painter: QPainter, palette: Palette, seen: QRectF, crossed: Cell | None
    ) -> None:
        """Paint the names over what has scrolled under them."""
        head, pitch = self.head, self.pitch
        background = palette.color("background")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(seen.left(), seen.top(), head, seen.height()), background)
        painter.fillRect(QRectF(seen.left(), seen.top(), seen.width(), head), background)
        line = self._metrics[True].height() - 1
        weights = [float(self.shown.nodes[party].weight) for party in self.order]
        for across in (False, True):
            start, end = (seen.left(), seen.right()) if across else (seen.top(), seen.bottom())
            here = crossed[1 if across else 0] if crossed is not None else None
            named = labelled_rows(weights, pitch, line, () if here is None else (here,))
            inside = (start + head - line, end + line)
            painter.save()
            painter.setClipRect(
                QRectF(seen.left() + head - line / 2, seen.top(), seen.width(), head)
                if across
                else QRectF(seen.left(), seen.top() + head - line / 2, head, seen.height())
            )
            for place in named:
                middle = head + (place + 0.5) * pitch
                if inside[0] <= middle <= inside[1]:
                    end_at = (
                        QPointF(middle, seen.top() + head)
                        if across
                        else QPointF(seen.left() + head, middle)
                    )
                    self._paint_name(painter, palette, place, end_at, across, place == here)
            painter.restore()

    def _paint_name(
        self,
        painter: QPainter,
        palette: Palette,
        place: int,
        end: QPointF,
        across: bool,
        here: bool,
    ) -> None:
        """Paint one name so that it ends at a point; ``across`` it is turned and begins there."""
        party = self.order[place]
        row = self.shown.nodes[party].party
        bold = here or row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
        name, width = self._name(party, bold=bold)
        ink = palette.ink(RefType.PARTY)
        painter.save()
        painter.translate(end)
        painter.setFont(self.faces.small_bold if bold else self.faces.small)
        if across:
            painter.rotate(-90)
        draw_kind(painter, row.kind, QPointF(_MARK if across else -_MARK, 0), 7.0, ink)
        painter.setPen(ink if here else palette.color("text"))
        left = 2 * _MARK if across else -2 * _MARK - width
        painter.drawText(QPointF(left, self._metrics[bold].ascent() / 2 - 1), name)
        painter.restore()

    def _name(self, party: int, *, bold: bool) -> tuple[str, float]:
        """Return a party's name as there is room for it, and how wide it is then."""
        known = self._names.get((party, bold))
        if known is None:
            metrics = self._metrics[bold]
            room = _WIDEST - 2 * _MARK - _PAD
            name = metrics.elidedText(self.shown.name(party), Qt.TextElideMode.ElideRight, room)
            known = self._names[party, bold] = (name, metrics.horizontalAdvance(name))
        return known


def _strength(level: int) -> float:
    return _FAINTEST + (_DARKEST - _FAINTEST) * level / (_LEVELS - 1)


def _number(edge: NetworkEdge | None) -> str:
    weight = edge.weight if edge is not None else 0
    return str(weight) if weight < 1000 else f"{weight // 1000}k"
