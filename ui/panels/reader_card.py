"""The card that says what a highlighted place is, shown while the pointer rests on it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import Highlight, RefType, ReviewState
from ui.own_marks import SIGN, OwnMark, shortened
from ui.theme import Theme

__all__ = ["HoverCard"]

_SHAPES = {RefType.PARTY: "●", RefType.QUOTE: "■", RefType.DATE: "◆"}
_WIDTH = 270


class HoverCard(QFrame):
    """A small frame over the page with a finding's kind, words and pin cite; goes with the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._theme = theme
        self.setProperty("part", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._head = QLabel(self)
        self._body = QLabel(self)
        self._foot = QLabel(self)
        self._foot.setProperty("part", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(3)
        for label in (self._head, self._body, self._foot):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        self.setFixedWidth(_WIDTH)
        self.hide()
        parent.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the pointer leaves the page."""
        if event.type() is QEvent.Type.Leave:
            self.hide()
        return False

    def show_finding(self, highlight: Highlight, cite: str, at: QPoint) -> None:
        """Show the card for a finding near ``at``, kept inside the parent."""
        kind = highlight.ref.type
        state = "" if highlight.state is ReviewState.ACCEPTED else f" · {highlight.state.value}"
        self._head.setText(f"{_SHAPES.get(kind, '')} {kind.value.capitalize()}{state}")
        is_passage = isinstance(highlight, OwnMark) and highlight.is_passage
        ink = self._theme.palette.ink(kind)
        if is_passage:
            self._head.setText(f"{SIGN} Your passage")
            ink = self._theme.palette.color("own_ink")
        palette = self._head.palette()
        palette.setColor(self._head.foregroundRole(), ink)
        self._head.setPalette(palette)
        said = shortened(highlight.words) if isinstance(highlight, OwnMark) else ""
        label = "" if is_passage else highlight.label
        self._body.setText("\n".join(filter(None, (label, said))))
        does = "right click to change" if is_passage else "click for what is linked · C copies"
        self._foot.setText(f"{cite} · {does}")
        self.adjustSize()
        area = self._page.rect()
        x = max(4, min(at.x() + 14, area.width() - self.width() - 4))
        below = at.y() + 18
        fits = below + self.height() <= area.height()
        self.move(x, below if fits else max(4, at.y() - self.height() - 10))
        self.show()
        self.raise_()
