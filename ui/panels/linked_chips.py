"""The bar above the columns: what the view is narrowed to, as chips, and how much is linked to it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.questions import Constraint, Question
from ui.flow_row import FlowRow
from ui.language import tr
from ui.narrowing import Narrowing
from ui.painting import draw_mark
from ui.question_words import chip_name, constraint_kind, constraint_words, relations_words
from ui.theme import Theme

__all__ = ["Chip", "ChipBar"]

_WIDEST_LETTERS = 36


class Chip(QAbstractButton):
    """One thing that the view is narrowed to; a click takes it away.

    A faint chip names what was asked before: a click goes back to it. A ``lost`` one names what is no longer
    in the case; its words are struck out.
    """

    def __init__(
        self,
        constraint: Constraint,
        words: str,
        theme: Theme,
        *,
        faint: bool = False,
        lost: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.constraint = constraint
        self.kind = constraint_kind(constraint)
        self._theme = theme
        self._faint = faint
        self.setText(words)
        name = chip_name(constraint, words)
        if lost:
            font = self.font()
            font.setStrikeOut(True)
            self.setFont(font)
            name = tr("{name}, no longer in the case", name=name)
        self.setAccessibleName(name)
        self.setToolTip(
            tr("Back to {name}", name=name)
            if faint
            else tr("Narrowed to {name}. Click to take it away (Esc takes the last)", name=name)
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self.text())
        widest = metrics.averageCharWidth() * _WIDEST_LETTERS
        ends = self._left() + (8 if self._faint else self._cross_room())
        return QSize(round(min(words, widest) + ends + 2), round(metrics.height() + 8))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _left(self) -> float:
        return QFontMetricsF(self.font()).height() * 0.6 + 16

    def _cross_room(self) -> float:
        return QFontMetricsF(self.font()).height() * 0.5 + 17

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not self._faint:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        ink = palette.ink(self.kind)
        metrics = QFontMetricsF(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        inset = 1.0 if focused else 0.5
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        lit = focused or self.underMouse()
        painter.setPen(QPen(ink if lit else palette.color("line"), 2 if focused else 1))
        if self._faint:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(palette.wash(self.kind))
            if not lit:
                painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        size = metrics.height() * 0.6
        draw_mark(painter, self.kind, QPointF(8 + size / 2, body.center().y()), size, ink)
        right = 8 if self._faint else self._cross_room() - 2
        words = body.adjusted(self._left() - 1, 0, -right, 0)
        painter.setFont(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.setPen(palette.color("secondary") if self._faint else ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._faint:
            painter.setPen(QPen(ink, 1.3))
            reach = metrics.height() * 0.19
            middle = QPointF(body.right() - 9 - reach, body.center().y())
            painter.drawLine(middle + QPointF(-reach, -reach), middle + QPointF(reach, reach))
            painter.drawLine(middle + QPointF(-reach, reach), middle + QPointF(reach, -reach))
        painter.end()


class ChipBar(QWidget):
    """Chips, how they are joined, what else narrows the view, and counts. Long rows go on below.

    Signals: ``chip_removed(Constraint)``; ``base_wanted()`` when a faint chip was clicked;
    ``join_wanted()``, ``unreviewed_wanted()`` to ask the other way; ``more_wanted()`` for another chip;
    ``relations_wanted(QPoint)``, ``views_wanted(QPoint)`` for a menu at a global place.
    """

    chip_removed = Signal(object)
    base_wanted = Signal()
    join_wanted = Signal()
    unreviewed_wanted = Signal()
    more_wanted = Signal()
    relations_wanted = Signal(QPoint)
    views_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._told: tuple[object, ...] = ()
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lead = QLabel()
        self._lead.setProperty("part", "secondary")
        self._arrow = QLabel("›")
        self._arrow.setProperty("part", "secondary")
        self.join = _button(
            tr("Linked to all of these, or to any one of them: the other way (B)"),
            self.join_wanted.emit,
        )
        self.relations = _button(
            tr("By which relations rows are linked, with how many rows each leaves (Shift+F)"),
            lambda: self.relations_wanted.emit(self.place_of_relations()),
        )
        self.unreviewed = _button(
            tr("Only what nobody has accepted or rejected yet (U)"), self.unreviewed_wanted.emit
        )
        self.unreviewed.setCheckable(True)
        self.unreviewed.setText(tr("Unreviewed"))
        self.unreviewed.setAccessibleName(tr("Unreviewed only"))
        self.more = _button(
            tr("Narrow by a party, month, kind of paper, tag or issue (F)"), self.more_wanted.emit
        )
        self.more.setText("+")
        self.more.setAccessibleName(tr("Narrow by…"))
        self.views = _button(
            tr("Views saved under a name, and saving this one (V)"),
            lambda: self.views_wanted.emit(self.place_of_views()),
        )
        self.views.setText(tr("Views") + " ▾")
        self.views.setAccessibleName(tr("Saved views"))
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        ends = (self.more, self.relations, self.unreviewed)
        self._flow = FlowRow((self._lead, self.join, self._arrow, *ends))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 10, 1)
        row.setSpacing(6)
        row.addWidget(self._flow, 1)
        row.addLayout(_at_top(self._count, self.views))
        theme.changed.connect(self.update)
        self.show_narrowing(Narrowing(), {})

    def place_of_relations(self) -> QPoint:
        """Return where the menu of relations goes, on the screen."""
        return _below(self.relations if self.relations.isVisible() else self.more)

    def place_of_views(self) -> QPoint:
        """Return where the menu of saved views goes, on the screen."""
        return _below(self.views)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips from left to right, faint ones first."""
        return tuple(self._chips)

    @property
    def told(self) -> str:
        """The words at the right: how much is linked, or what is gone."""
        return self._count.text()

    def set_count(self, words: str, everything: str = "") -> None:
        """Say how much is linked; on hovering ``everything`` that is."""
        self._count.setText(words)
        self._count.setToolTip(everything)
        self._count.setAccessibleDescription(everything)

    def show_narrowing(
        self,
        narrowing: Narrowing,
        labels: Mapping[Constraint, str],
        lost: Collection[Constraint] = (),
    ) -> None:
        """Show what the view is narrowed to, after what was asked before; ``labels`` name findings."""
        told = (narrowing, dict(labels), frozenset(lost))
        if told == self._told:
            return
        self._told = told
        question = narrowing.question
        before = [each for each in narrowing.base.constraints if each not in question.constraints]
        place = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        faint = [self._chip(each, labels, lost, faint=True) for each in before]
        solid = [self._chip(each, labels, lost) for each in question.constraints]
        self._chips = [*faint, *solid]
        self._tell(question)
        ends: list[QWidget] = [self.more, self.relations, self.unreviewed]
        self._arrow.setVisible(bool(faint and solid))
        self._flow.show_widgets((self._lead, self.join, *faint, self._arrow, *solid, *ends))
        self._chain((self.join, *self._chips, *ends, self.views))
        if place is not None:
            chips = self._chips
            (chips[min(place, len(chips) - 1)] if chips else self.more).setFocus()

    def _chip(
        self,
        each: Constraint,
        labels: Mapping[Constraint, str],
        lost: Collection[Constraint],
        *,
        faint: bool = False,
    ) -> Chip:
        words = constraint_words(each, labels)
        chip = Chip(each, words, self._theme, faint=faint, lost=each in lost, parent=self._flow)
        if faint:
            chip.clicked.connect(self.base_wanted)
        else:
            chip.clicked.connect(lambda: self.chip_removed.emit(each))
        return chip

    def _tell(self, question: Question) -> None:
        """Let the words and buttons say what is asked."""
        several, asks = len(question.refs) > 1, bool(question.findings or question.days)
        if question.refs:
            lead = tr("Linked to")
        else:
            lead = tr("Narrowed to") if question.constraints else tr("Everything in the case")
        self._lead.setText(lead)
        self.join.setText(tr("any of") if question.either else tr("all of"))
        self.join.setAccessibleName(
            tr("Linked to any of these") if question.either else tr("Linked to all of these")
        )
        self.join.setVisible(several)
        by = tr("by {relations}", relations=relations_words(question.relations))
        self.relations.setText(f"{by} ▾")
        self.relations.setAccessibleName(by)
        self.relations.setVisible(asks)
        self.unreviewed.setChecked(question.unreviewed)

    def _chain(self, widgets: Sequence[QWidget]) -> None:
        for one, other in pairwise(widgets):
            QWidget.setTabOrder(one, other)


def _button(tip: str, act: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setProperty("part", "plain")
    made.setProperty("beside", "chips")
    made.setToolTip(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: act())
    return made


def _at_top(*widgets: QWidget) -> QVBoxLayout:
    """Return widgets side by side on the first of several rows of chips."""
    row, column = QHBoxLayout(), QVBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    column.setContentsMargins(0, 4, 0, 0)
    column.addLayout(row)
    column.addStretch(1)
    return column


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))
