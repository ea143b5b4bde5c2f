"""The card of one party: who it is, why it is one, and every place that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.party_records import PartyCard
from casefile.records import HitRow, PartyRow, Pin, RefType, ReviewState
from extraction.findings import PartyKind
from ui import messages
from ui.panels.party_keys import BUTTON_PADDING, key_button
from ui.panels.party_list import LineList
from ui.party_kinds import draw_kind
from ui.party_lines import (
    MORE_AT_ONCE,
    CardView,
    Line,
    card_lines,
    context_key,
    wanted_contexts,
)
from ui.theme import Theme

__all__ = ["KindMark", "PartyCardPanel", "standing_words"]

_BUTTONS = {
    "accept": "Accept",
    "reject": "Reject",
    "edit": "Edit",
    "merge": "Merge",
    "split": "Split",
}


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
        self.setToolTip(kind.value)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._theme.palette.ink(RefType.PARTY)
        draw_kind(painter, self.kind, QPointF(8.5, 8.5), 12, ink)
        painter.end()


class PartyCardPanel(QWidget):
    """Name, kind and standing above; the lines of the card below.

    Signals: ``place_wanted(Pin, Ref | None)`` as the keyboard comes to a line; ``line_opened(Line)`` for
    Return on it; ``contexts_wanted(tuple[Pin, ...])``; ``evidence_wanted(int)`` for what is said of this
    party and another one; ``close_wanted()``.
    """

    place_wanted = Signal(object, object)
    line_opened = Signal(object)
    contexts_wanted = Signal(object)
    evidence_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(
        self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view: CardView | None = None
        self._asked: set[Pin] = set()
        self.setProperty("part", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(250)
        self._mark = KindMark(theme)
        self._name = QLabel("")
        self._name.setProperty("part", "card-name")
        self._what = QLabel("")
        self._standing = QLabel("")
        for label in (self._name, self._what, self._standing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._standing.setProperty("part", "secondary")
        for label in (self._what, self._standing):
            label.setContentsMargins(BUTTON_PADDING, 0, 0, 0)
        self.list = LineList(theme, "Party card")
        self.list.visited.connect(self._visited)
        self.list.opened.connect(self._opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head(actions))
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    @property
    def party(self) -> PartyRow | None:
        """The party whose card is shown."""
        return self._view.card.party if self._view else None

    @property
    def card(self) -> PartyCard | None:
        """What is known of it."""
        return self._view.card if self._view else None

    def show_card(self, card: PartyCard) -> None:
        """Show a card; the same party's newer card keeps what was opened and the current line."""
        before = self._view
        is_other = before is None or before.card.party.id != card.party.id
        if is_other:
            self._asked.clear()
        self._view = CardView.of(card, before)
        self._tell_party(card)
        self._show_lines(anew=is_other)

    def forget(self) -> None:
        """Show no party."""
        self._view = None
        self.list.show_lines((), anew=True)

    def add_contexts(self, rows: Sequence[HitRow]) -> None:
        """Take sentences of places that were asked for."""
        if self._view is not None:
            more = {context_key(row.pin): row for row in rows}
            self._view = replace(self._view, contexts={**self._view.contexts, **more})
            self._show_lines()

    def add_evidence(self, other: int, rows: Sequence[HitRow]) -> None:
        """Take the sentences that name this party and another one."""
        if self._view is not None:
            evidence = {**self._view.evidence, other: tuple(rows)}
            self._view = replace(self._view, evidence=evidence)
            self._show_lines()
            self.list.reveal(f"with:{other}", len(rows))

    def step(self, by: int) -> None:
        """Go to the next or previous line."""
        self.list.setFocus()
        self.list.step(by)

    def current(self) -> Line | None:
        """Return the line that the keyboard is at."""
        return self.list.current()

    def _head(self, actions: Mapping[str, QAction]) -> QWidget:
        close = QToolButton()
        close.setText("✕")
        close.setProperty("part", "plain")
        close.setAccessibleName("Close the card")
        close.setToolTip("Back to quotes and dates (Esc)")
        close.clicked.connect(self.close_wanted)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.setContentsMargins(BUTTON_PADDING, 0, 0, 0)
        title.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self._name, 1)
        title.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for key, words in _BUTTONS.items():
            action = actions[key]
            key_words, hint = action.shortcut().toString(), action.statusTip()
            buttons.addWidget(key_button(words, key_words, hint, action.trigger, plain=True))
        buttons.addStretch(1)
        head = QWidget()
        head.setProperty("part", "card-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(head)
        column.setContentsMargins(14 - BUTTON_PADDING, 8, 10, 6)
        column.setSpacing(3)
        column.addLayout(title)
        column.addWidget(self._what)
        column.addWidget(self._standing)
        column.addLayout(buttons)
        return head

    def _tell_party(self, card: PartyCard) -> None:
        row = card.party
        self._mark.show_kind(row.kind)
        self._name.setText(row.name)
        self._what.setText(
            " · ".join(part for part in (row.role, row.kind.value, row.capacity) if part)
        )
        self._standing.setText(standing_words(row))

    def _show_lines(self, *, anew: bool = False) -> None:
        if self._view is None:
            return
        lines = card_lines(self._view)
        self.list.show_lines(lines, anew=anew)
        wanted = tuple(pin for pin in wanted_contexts(lines) if pin not in self._asked)
        self._asked.update(wanted)
        if wanted:
            self.contexts_wanted.emit(wanted)

    def _visited(self, line: Line) -> None:
        if line.pin is not None:
            self.place_wanted.emit(line.pin, line.ref)

    def _opened(self, line: Line) -> None:
        view = self._view
        if view is None:
            return
        if line.opens.startswith("with:") and line.party is not None:
            if line.party in view.evidence:
                kept = {other: rows for other, rows in view.evidence.items() if other != line.party}
                self._view = replace(view, evidence=kept)
                self._show_lines()
            else:
                self.evidence_wanted.emit(line.party)
        elif line.opens:
            opened = {**view.opened, line.opens: view.opened.get(line.opens, 0) + MORE_AT_ONCE}
            self._view = replace(view, opened=opened)
            self._show_lines()
        else:
            self.line_opened.emit(line)


def standing_words(row: PartyRow) -> str:
    """Return how often a party is named, and what the attorney has said of it."""
    named = f"{messages.count(row.mentions, 'mention')} in {messages.count(row.documents, 'paper')}"
    names = messages.count(len(row.aliases) + 1, "name") if row.aliases else ""
    said = "added by you" if row.added else _STATES[row.state]
    return " · ".join(part for part in (named, names, said) if part)


_STATES = {
    ReviewState.SUGGESTED: "suggested",
    ReviewState.ACCEPTED: "accepted",
    ReviewState.EDITED: "corrected by you",
    ReviewState.REJECTED: "rejected",
}
