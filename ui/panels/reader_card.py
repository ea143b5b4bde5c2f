"""The card that says what a highlighted place is and what is linked with it.

It comes when the pointer rests on a finding, or at once when a key went to it. What is linked is asked of the
case meanwhile; until it is known the card says what the mark itself tells.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import Highlight, RefType, Verdict
from importers.source_text import Span
from ui.enum_words import enum_word
from ui.finding_card import CardLine, FindingCard, first_card
from ui.jobs import Jobs
from ui.language import tr
from ui.own_marks import SIGN, OwnMark
from ui.painting import badge_width, draw_badge
from ui.quote_verdicts import inks
from ui.theme import Theme

__all__ = ["About", "HoverCard"]

About = Callable[[Highlight], FindingCard]
"""Tells what is linked with a finding; called on another thread."""

_SHAPES = {RefType.PARTY: "●", RefType.QUOTE: "■", RefType.DATE: "◆"}
_LETTERS = 52
"""The card is so many letters wide."""
_REST_MS = 120
_SHADOW, _ROUND = 4, 8
"""Pixels: how far the card's shadow reaches, and its corners."""
_MOST_LINES = 9
_KEPT = 200


class HoverCard(QFrame):
    """A small frame over the page with a finding's kind, words and pin cite; goes with the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._theme = theme
        self._jobs: Jobs | None = None
        self._about: About | None = None
        self._known: dict[Highlight, FindingCard] = {}
        self._shown: tuple[Highlight, Callable[[Span], str], QPoint] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._head = _words(self)
        self._lines = [_CardRow(theme, self) for _ in range(_MOST_LINES)]
        self._own = _words(self)
        self._foot = _words(self)
        self._foot.setProperty("part", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 + _SHADOW, 8 + _SHADOW, 12 + _SHADOW, 9 + _SHADOW)
        layout.setSpacing(3)
        for label in (self._head, *self._lines, self._own, self._foot):
            layout.addWidget(label)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._appear)
        self.hide()
        parent.installEventFilter(self)

    def ask_of(self, jobs: Jobs, about: About | None) -> None:
        """Ask ``about`` what is linked with findings from now on."""
        self.forget()
        self._jobs, self._about = jobs, about

    def forget(self) -> None:
        """Ask anew about every finding: the case has changed."""
        self._known.clear()
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the pointer leaves the page."""
        if event.type() is QEvent.Type.Leave:
            self.hide()
        return False

    @override
    def hide(self) -> None:
        """Go, also if the card was about to come."""
        self._rest.stop()
        self._shown = None
        super().hide()

    def show_finding(
        self,
        highlight: Highlight,
        cite_of: Callable[[Span], str],
        at: QPoint,
        *,
        at_once: bool = False,
    ) -> None:
        """Show the card for a finding near ``at``, kept inside the parent, a moment later or ``at_once``."""
        before, self._shown = self._shown, (highlight, cite_of, at)
        same = before is not None and before[0] == highlight
        if not same:
            super().hide()
            self._ask(highlight)
        if at_once:
            self._rest.stop()
            self._appear()
        elif self.isVisible():
            self._place(at)
        elif not same or not self._rest.isActive():
            self._rest.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette, rect = self._theme.palette, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = QColor(0, 0, 0, 14)
        painter.setBrush(shadow)
        for by in range(_SHADOW):
            painter.drawRoundedRect(rect.adjusted(by, by, -by, -by), _ROUND + 2, _ROUND + 2)
        painter.setPen(QPen(palette.color("line"), 1.0))
        painter.setBrush(palette.color("panel"))
        inner = rect.adjusted(_SHADOW, _SHADOW - 1, -_SHADOW, -_SHADOW - 1)
        painter.drawRoundedRect(inner, _ROUND, _ROUND)
        painter.end()

    def _ask(self, highlight: Highlight) -> None:
        jobs, about = self._jobs, self._about
        if jobs is None or about is None or highlight in self._known:
            return

        def arrived(card: FindingCard) -> None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[highlight] = card
            if self.isVisible() and self._shown is not None and self._shown[0] == highlight:
                self._appear()

        # A finding that is gone by now has no card but its mark's own words, which are shown already.
        jobs.latest("reader-card", lambda: about(highlight), arrived, on_error=_gone)

    @Slot()
    def _appear(self) -> None:
        if self._shown is None:
            return
        highlight, cite_of, at = self._shown
        self._fill(highlight, self._known.get(highlight) or first_card(highlight), cite_of)
        self._place(at)
        self.show()
        self.raise_()

    def _fill(
        self, highlight: Highlight, card: FindingCard, cite_of: Callable[[Span], str]
    ) -> None:
        kind = highlight.ref.type
        is_passage = isinstance(highlight, OwnMark) and highlight.is_passage
        ink = self._theme.palette.color("own_ink") if is_passage else self._theme.palette.ink(kind)
        name = enum_word(kind).capitalize()
        title = f"{_SHAPES.get(kind, '')} {name} · {card.title}".removesuffix(" · ")
        self._head.setText(tr("{sign} Your passage", sign=SIGN) if is_passage else title)
        # Not by the palette: the style sheet has the word where both speak.
        self._head.setStyleSheet(f"color: {ink.name()}; font-weight: 600;")
        for row, line in zip(
            self._lines, (*card.lines, *[None] * _MOST_LINES)[:_MOST_LINES], strict=True
        ):
            row.show_line(line)
        self._own.setText(card.own)
        self._own.setVisible(bool(card.own))
        does = tr("right click to change") if is_passage else tr("Enter opens · C copies")
        self._foot.setText(f"{cite_of(highlight.span)} · {does}".removeprefix(" · "))
        self.setAccessibleName(self._head.text())
        said = (self._head.text(), *(line.words for line in card.lines), card.own)
        self.setAccessibleDescription("\n".join(filter(None, said)))

    def _place(self, at: QPoint) -> None:
        metrics = QFontMetrics(self.font())
        area = self._page.rect()
        wide = min(_LETTERS * metrics.averageCharWidth() + 32, max(160, area.width() - 8))
        self.setFixedWidth(wide)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set when the card was made
        layout.activate()
        self.resize(wide, layout.totalHeightForWidth(wide))
        x = max(4, min(at.x() + 14, area.width() - self.width() - 4))
        below = at.y() + metrics.height()
        fits = below + self.height() <= area.height()
        self.move(x, below if fits else max(4, at.y() - self.height() - metrics.height()))


class _CardRow(QWidget):
    """A line of the card, with a verdict's badge at its right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = _words(self)
        self._badge = _Badge(theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)

    def show_line(self, line: CardLine | None) -> None:
        """Show a line; nothing for ``None``."""
        self.setVisible(line is not None)
        if line is not None:
            self._words.setText(line.words)
            self._badge.show_verdict(line.verdict)


class _Badge(QWidget):
    """A verdict in its colours, as in the lists."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdict: Verdict | None = None
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        self.setFont(font)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show a verdict; nothing for ``None``."""
        self._verdict = verdict
        self.setVisible(verdict is not None)
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        words = enum_word(self._verdict) if self._verdict else ""
        return QSize(round(badge_width(words, self.font())) + 2, self.fontMetrics().height() + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._verdict is None:
            return
        ink, wash = inks(self._verdict)
        palette = self._theme.palette
        painter = QPainter(self)
        corner = self.rect().topLeft().toPointF()
        draw_badge(
            painter,
            corner,
            enum_word(self._verdict),
            self.font(),
            palette.color(ink),
            palette.color(wash),
        )
        painter.end()


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _gone(_error: Exception) -> None:
    """Leave the card as it is."""
