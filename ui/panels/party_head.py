"""What the panels beside the column of parties have in common: head, close button, mark of the kind."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import PartyRow, RefType, ReviewState
from extraction.findings import PartyKind
from ui import messages
from ui.enum_words import enum_word
from ui.keyed_panel import BUTTON_PADDING
from ui.language import tr
from ui.party_kinds import draw_kind
from ui.plain_label import plain_label
from ui.theme import Theme

__all__ = [
    "KindMark",
    "PartyName",
    "as_panel",
    "close_button",
    "head",
    "standing_words",
]

_LEFT = 14


class KindMark(QWidget):
    """The shape of a kind of party, in the colour of parties."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.kind = PartyKind.OTHER
        self.setFixedSize(QSize(17, 17))
        theme.changed.connect(self.update)

    def show_kind(self, kind: PartyKind) -> None:
        """Show another kind's shape."""
        self.kind = kind
        self.setToolTip(enum_word(kind))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._theme.palette.ink(RefType.PARTY)
        draw_kind(painter, self.kind, QPointF(8.5, 8.5), 12, ink)
        painter.end()


class PartyName(QWidget):
    """A party's name behind its kind's mark, and room for a button at the end."""

    def __init__(self, theme: Theme, end: QWidget | None = None) -> None:
        super().__init__()
        self._mark = KindMark(theme)
        self._name = plain_label("card-name")
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.setContentsMargins(BUTTON_PADDING, 0, 0, 0)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._name, 1)
        if end is not None:
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)

    def show_party(self, row: PartyRow) -> None:
        """Show another party."""
        self._mark.show_kind(row.kind)
        self._name.setText(row.name)

    def forget(self) -> None:
        """Show none."""
        self._name.setText("")


def as_panel(widget: QWidget) -> QVBoxLayout:
    """Make a widget one of the panels beside the parties; return the layout its parts go into."""
    widget.setProperty("part", "panel")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setMinimumWidth(250)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def close_button(words: str, act: Callable[[], object]) -> QToolButton:
    """Return the small cross that closes a panel; ``words`` say for screen readers what it closes."""
    button = QToolButton()
    button.setText("✕")
    button.setProperty("part", "plain")
    button.setAccessibleName(words)
    button.setToolTip(tr("Back to quotes and dates (Esc)"))
    button.clicked.connect(lambda _checked=False: act())
    return button


def head(rows: Sequence[QWidget | QLayout]) -> QWidget:
    """Return the head of a panel from its rows: names and words are set in as far as a button's words."""
    made = QWidget()
    made.setProperty("part", "card-head")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(made)
    column.setContentsMargins(_LEFT - BUTTON_PADDING, 8, 10, 6)
    column.setSpacing(3)
    for row in rows:
        if isinstance(row, QLayout):
            column.addLayout(row)
            continue
        if isinstance(row, QLabel):
            row.setContentsMargins(BUTTON_PADDING, 0, 0, 0)
        column.addWidget(row)
    return made


def standing_words(row: PartyRow, spelled: int) -> str:
    """Return how often a party is named, in how many names, and what the attorney has said of it."""
    named = tr(
        "{mentions} in {documents}",
        mentions=messages.count(row.mentions, tr("mention")),
        documents=messages.count(row.documents, tr("paper")),
    )
    names = messages.count(spelled, tr("name")) if spelled > 1 else ""
    said = tr("added by you") if row.added else _STATES[row.state]
    return " · ".join(part for part in (named, names, said) if part)


_STATES = {
    ReviewState.SUGGESTED: "suggested",
    ReviewState.ACCEPTED: "accepted",
    ReviewState.EDITED: tr("corrected by you"),
    ReviewState.REJECTED: "rejected",
}
