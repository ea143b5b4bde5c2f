"""The card of one party: who it is, why it is one, and every place that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.party_records import PartyCard
from casefile.records import HitRow, PartyRow
from ui.enum_words import enum_word
from ui.keyed_panel import key_button
from ui.language import tr
from ui.line_list import LineList
from ui.panels.party_head import (
    PartyName,
    as_panel,
    close_button,
    head,
    standing_words,
)
from ui.party_lines import MORE_AT_ONCE, CardView, Line, card_lines
from ui.plain_label import plain_label
from ui.theme import Theme

__all__ = ["PartyCardPanel"]

_BUTTONS = {
    "accept": tr("Accept"),
    "reject": tr("Reject"),
    "edit": tr("Edit"),
    "merge": tr("Merge"),
    "split": tr("Split"),
}


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
        self._name = PartyName(theme, close_button(tr("Close the card"), self.close_wanted.emit))
        self._what, self._standing = plain_label(), plain_label("secondary")
        self.list = LineList(theme, tr("Party card"))
        self.list.place_wanted.connect(self.place_wanted)
        self.list.contexts_wanted.connect(self.contexts_wanted)
        self.list.opened.connect(self._opened)
        layout = as_panel(self)
        layout.addWidget(head((self._name, self._what, self._standing, _key_row(actions))))
        layout.addWidget(self.list, 1)

    @property
    def party(self) -> PartyRow | None:
        """The party whose card is shown."""
        return self._view.card.party if self._view else None

    @property
    def card(self) -> PartyCard | None:
        """What is known of it."""
        return self._view.card if self._view else None

    def show_card(self, view: CardView) -> None:
        """Show a card; the same party's newer card keeps what was opened and the current line."""
        before, self._view = self._view, view.after(self._view)
        is_other = before is None or before.card.party.id != view.card.party.id
        row = view.card.party
        self._name.show_party(row)
        said = (row.role, enum_word(row.kind), row.capacity, row.post)
        self._what.setText(" · ".join(part for part in said if part))
        self._standing.setText(standing_words(row, len(view.card.names)))
        self._show_lines(anew=is_other)

    def forget(self) -> None:
        """Show no party."""
        self._view = None
        self._name.forget()
        for label in (self._what, self._standing):
            label.setText("")
        self.list.show_lines((), anew=True)

    def add_contexts(self, rows: Sequence[HitRow]) -> None:
        """Take sentences of places that were asked for."""
        self.list.add_contexts(rows)

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

    def _show_lines(self, *, anew: bool = False) -> None:
        if self._view is not None:
            self.list.show_lines(card_lines(self._view), anew=anew)

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


def _key_row(actions: Mapping[str, QAction]) -> QHBoxLayout:
    """Return the buttons of what is done most with a party."""
    buttons = QHBoxLayout()
    buttons.setSpacing(2)
    for key, words in _BUTTONS.items():
        action = actions[key]
        key_words, hint = action.shortcut().toString(), action.statusTip()
        buttons.addWidget(key_button(words, key_words, hint, action.trigger, plain=True))
    buttons.addStretch(1)
    return buttons
