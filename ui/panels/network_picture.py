"""The picture of few parties: names in two columns, lines between those that are named together."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.records import RefType
from ui import network_words
from ui.language import tr
from ui.network_layout import WIDEST, Curve, Picture, around, beside, everybody, line_between
from ui.network_order import Shown
from ui.painting import draw_mark
from ui.panels.network_canvas import NetworkCanvas
from ui.panels.network_paint import draw_card, draw_curve, qt_rect
from ui.theme import Palette, Theme

__all__ = ["MOST_AROUND", "NetworkPicture"]

MOST_AROUND = 40
"""How many others one party's surroundings show; the table has the rest."""

_WAYS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN, _BRIGHT, _FAINT = 0.42, 0.85, 0.07
_SPEECH = 7.0
_WIDEST_SAVED = 420.0
_BESIDE_NAME = 90.0
"""What a card holds beside the name: its kind, its number, and the room between."""


class NetworkPicture(NetworkCanvas):
    """Everybody, or one party's surroundings where ``focus`` is set.

    Arrows go from name to name. Enter opens a party's surroundings, and there the evidence for the two;
    Space goes on to the surroundings of the one chosen.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Who with whom"), parent)
        self.picture = Picture()
        self.focus: int | None = None
        self.current: int | None = None
        self._chosen: tuple[int, int] | None = None
        self._warm: int | None = None
        self._warm_pair: tuple[int, int] | None = None

    def show_parties(self, shown: Shown, focus: int | None) -> None:
        """Show other parties, or the same ones anew: then the one chosen stays chosen."""
        is_same = focus == self.focus
        self.shown, self.focus = shown, focus
        self._chosen = self._chosen if is_same else None
        if self.current not in shown.nodes or not is_same or self.current == focus:
            near = shown.nearest.get(focus, ()) if focus is not None else ()
            self.current = near[0] if near else None
        self._warm = self._warm_pair = None
        self._lay_out()
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self.picture = self._laid_out(room.width(), room.height(), WIDEST)
        self.settle()

    def _laid_out(self, width: float, height: float, widest: float) -> Picture:
        row = QFontMetricsF(self.faces.name).height() + 11
        if self.focus is None:
            return everybody(self.shown, width, height, row, widest)
        return around(self.shown, self.focus, width, height, row, MOST_AROUND, widest)

    def _as_saved(self) -> Picture:
        """Return the picture with room for whole names, however narrow the window is."""
        names = [self.shown.name(party) for party in self.shown.nodes]
        metrics = QFontMetricsF(self.faces.bold)
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        widest = min(_WIDEST_SAVED, longest + _BESIDE_NAME)
        width = widest * 2.6 + 100 if self.focus is None else widest * 4.6
        return self._laid_out(width, self.picture.height, widest)

    @override
    def whole(self) -> QSizeF:
        picture = self._as_saved()
        return QSizeF(picture.width, picture.height)

    @override
    def content(self) -> QSizeF:
        return QSizeF(self.picture.width, self.picture.height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        card = self.picture.card(self.current) if self.current is not None else None
        if card is not None:
            self.show_rect(qt_rect(card.rect))

    # -- painting

    @override
    def paint(self, painter: QPainter, palette: Palette, seen: QRectF) -> None:
        lit = self._warm if self._warm is not None else self.current if self.focus is None else None
        self._paint(painter, palette, lit, mark=True)

    @override
    def paint_whole(self, painter: QPainter, palette: Palette) -> None:
        shown, self.picture = self.picture, self._as_saved()
        try:
            self._paint(painter, palette, None, mark=False)
        finally:
            self.picture = shown

    def _paint(self, painter: QPainter, palette: Palette, lit: int | None, *, mark: bool) -> None:
        """Paint lines, then cards over their ends; ``lit`` has all of its lines, the others fade."""
        if lit == self.focus:
            lit = None
        chosen = (self._warm_pair or self._chosen) if mark else None
        own = self._own_lines(lit) if lit is not None and self.focus is None else ()
        known = {(curve.one, curve.other) for curve in own}
        for curve in self.picture.curves:
            if (curve.one, curve.other) not in known:
                strength = self._strength(curve, lit, chosen)
                self._paint_curve(painter, palette, curve, strength)
        for curve in own:
            self._paint_curve(painter, palette, curve, _BRIGHT)
        painter.setFont(self.faces.small)
        painter.setPen(palette.color("secondary"))
        for heading in self.picture.headings:
            painter.drawText(qt_rect(heading.rect), Qt.AlignmentFlag.AlignVCenter, heading.text)
        for card in self.picture.cards:
            row = self.shown.nodes[card.party].party
            against = self.focus if self.focus is not None else lit
            near = (
                against is None or card.party == against or self.shown.weight(against, card.party)
            )
            painter.setOpacity(1.0 if near else 0.45)
            here = mark and card.party == self.current
            draw_card(
                painter, qt_rect(card.rect), row, self._number(card.party, against), palette,
                self.faces, chosen=here or card.party == self.focus, warm=mark and card.party == self._warm,
            )  # fmt: skip
        painter.setOpacity(1.0)

    def _number(self, party: int, against: int | None) -> str:
        if against is None or party == against:
            return f"{self.shown.nodes[party].weight:,}"
        weight = self.shown.weight(against, party)
        return f"{weight:,}" if weight else ""

    def _own_lines(self, party: int) -> list[Curve]:
        lines = (
            line_between(self.shown, self.picture, party, other)
            for other in reversed(self.shown.nearest.get(party, ()))
        )
        return [line for line in lines if line is not None]

    def _strength(self, curve: Curve, lit: int | None, chosen: tuple[int, int] | None) -> float:
        pair = (curve.one, curve.other)
        if chosen is not None and set(pair) == set(chosen):
            return 1.0
        if lit is None:
            return _PLAIN
        return _BRIGHT if lit in pair else _FAINT if self.focus is None else _PLAIN * 0.6

    def _paint_curve(
        self, painter: QPainter, palette: Palette, curve: Curve, strength: float
    ) -> None:
        edge = self.shown.edge(curve.one, curve.other)
        if edge is None:
            return
        color = QColor(palette.ink(RefType.PARTY))
        color.setAlphaF(strength)
        spoken = edge.speaks_of or edge.spoken_of
        draw_curve(painter, curve, color, dashed=not (edge.sentences or spoken))
        if strength <= _FAINT:
            return
        # The quotes' own mark stands at the end of the one who speaks.
        amber = palette.ink(RefType.QUOTE)
        near, far = (0.16, 0.84) if curve.one == edge.one else (0.84, 0.16)
        for times, share in ((edge.speaks_of, near), (edge.spoken_of, far)):
            if times:
                draw_mark(painter, RefType.QUOTE, QPointF(*curve.at(share)), _SPEECH, amber)

    # -- pointer

    @override
    def words_at(self, place: QPointF) -> str:
        card = self.picture.card_at(place.x(), place.y())
        if card is not None and self.focus is not None:
            return network_words.pair_words(self.shown, self.focus, card.party)
        if card is not None:
            return network_words.party_words(self.shown, card.party)
        curve = self._curve_at(place)
        return network_words.pair_words(self.shown, curve.one, curve.other) if curve else ""

    def _curve_at(self, place: QPointF) -> Curve | None:
        lit = self.current if self.focus is None else None
        curves = tuple(self._own_lines(lit)) if lit is not None else self.picture.curves
        return Picture(curves=curves).curve_at(place.x(), place.y())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place(event.position())
        card = self.picture.card_at(place.x(), place.y())
        curve = self._curve_at(place) if card is None else None
        warm = card.party if card is not None else None
        pair = (curve.one, curve.other) if curve is not None else None
        over = card is not None or curve is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if (warm, pair) != (self._warm, self._warm_pair):
            self._warm, self._warm_pair = warm, pair
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._warm = self._warm_pair = None
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self.place(event.position())
        card = self.picture.card_at(place.x(), place.y())
        curve = self._curve_at(place) if card is None else None
        if card is not None:
            self.choose(card.party)
            if self.focus is not None and card.party != self.focus:
                self._want(self.focus, card.party)
        elif curve is not None:
            self._want(curve.one, curve.other)
        else:
            self.choose(None)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place(event.position())
        card = self.picture.card_at(place.x(), place.y())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and card is not None and card.party != self.focus:
            self.party_wanted.emit(card.party)

    # -- keyboard

    def choose(self, party: int | None) -> None:
        """Make a party the one that keys apply to, and say what it is."""
        self.current = party
        if party is None:
            self._chosen = None
            self.tell("")
        elif self.focus is not None:
            self.tell(network_words.pair_words(self.shown, self.focus, party))
        else:
            self.tell(network_words.party_words(self.shown, party))
        card = self.picture.card(party) if party is not None else None
        if card is not None:
            self.show_rect(qt_rect(card.rect))
        self.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next or previous name of a column."""
        self.choose(beside(self.picture, self.current, "down" if by > 0 else "up"))

    def _want(self, one: int, other: int) -> None:
        self._chosen = (one, other)
        self.tell(network_words.pair_words(self.shown, one, other))
        self.pair_wanted.emit(one, other)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS:
            self.choose(beside(self.picture, self.current, _WAYS[key]))
        elif self.current is None or key not in (*_ENTER, Qt.Key.Key_Space):
            super().keyPressEvent(event)
        elif key in _ENTER and self.focus is not None and self.current != self.focus:
            self._want(self.focus, self.current)
        elif self.current != self.focus:
            self.party_wanted.emit(self.current)
