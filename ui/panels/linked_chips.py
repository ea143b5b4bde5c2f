"""The bar above the columns: what the view is narrowed to, as chips, and how much is linked to it."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from casefile.questions import Constraint
from ui.narrowing import Narrowing
from ui.painting import draw_mark
from ui.question_words import constraint_kind, constraint_words
from ui.theme import Theme

__all__ = ["Chip", "ChipBar"]

_WIDEST = 240
_HEIGHT = 24


class Chip(QAbstractButton):
    """One thing that the view is narrowed to; a click takes it away.

    A faint chip names what was asked before: a click goes back to it.
    """

    def __init__(
        self,
        constraint: Constraint,
        words: str,
        theme: Theme,
        *,
        faint: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.constraint = constraint
        self.kind = constraint_kind(constraint)
        self._theme = theme
        self._faint = faint
        self.setText(words)
        self.setAccessibleName(f"{self.kind.value} {words}")
        self.setToolTip(
            f"Back to {words}" if faint else f"Narrowed to {words}. Click to take it away (Esc)"
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(min(words + (38 if self._faint else 56), _WIDEST)), _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        ink = palette.ink(self.kind)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(ink if focused else palette.color("line"), 1))
        if self._faint:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(palette.wash(self.kind))
            if not focused:
                painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        draw_mark(painter, self.kind, QPointF(15, body.center().y()), 9, ink)
        words = body.adjusted(25, 0, -8 if self._faint else -24, 0)
        shown = QFontMetricsF(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.setPen(palette.color("secondary") if self._faint else ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._faint:
            painter.setPen(QPen(ink, 1.3))
            middle = QPointF(body.right() - 14, body.center().y())
            reach = 3.2
            painter.drawLine(middle + QPointF(-reach, -reach), middle + QPointF(reach, reach))
            painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
        painter.end()


class ChipBar(QWidget):
    """Chips and counts.

    Signals: ``chip_removed(Constraint)``; ``base_wanted()`` when a faint chip was clicked.
    """

    chip_removed = Signal(object)
    base_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[QWidget] = []
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(38)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 4, 14, 4)
        self._layout.setSpacing(6)
        self._lead = QLabel(self.tr("Everything in the case"))
        self._lead.setProperty("part", "secondary")
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        self._layout.addWidget(self._lead)
        self._layout.addStretch(1)
        self._layout.addWidget(self._count)
        theme.changed.connect(self.update)

    def set_count(self, words: str) -> None:
        """Say how much is linked."""
        self._count.setText(words)

    def show_narrowing(self, narrowing: Narrowing, labels: Mapping[Constraint, str]) -> None:
        """Show what the view is narrowed to, after what was asked before; ``labels`` name findings."""
        for old in self._chips:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = []
        chips = narrowing.constraints
        self._lead.setText(self.tr("Linked to") if chips else self.tr("Everything in the case"))
        before = [each for each in narrowing.base.constraints if each not in chips]
        for each in before:
            chip = Chip(each, constraint_words(each, labels), self._theme, faint=True, parent=self)
            chip.clicked.connect(self.base_wanted)
            self._chips.append(chip)
        if before:
            arrow = QLabel("›", self)
            arrow.setProperty("part", "secondary")
            self._chips.append(arrow)
        for each in chips:
            chip = Chip(each, constraint_words(each, labels), self._theme, faint=False, parent=self)
            chip.clicked.connect(lambda _checked=False, one=each: self.chip_removed.emit(one))
            self._chips.append(chip)
        for place, widget in enumerate(self._chips):
            self._layout.insertWidget(place + 1, widget)
            widget.show()
