"""Which party selected words name: a new one, or one that the case has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from casefile.records import PartyRow
from extraction.findings import PartyKind
from ui import messages
from ui.dialogs.form import Box, Choice, Form
from ui.enum_words import enum_word
from ui.language import tr

__all__ = ["AddPartyForm", "role_box"]


class AddPartyForm(Form):
    """Signals: ``new_wanted(str, PartyKind, str | None)``: name, kind, role; ``mention_wanted(int)``."""

    new_wanted = Signal(str, object, object)
    mention_wanted = Signal(int)

    def __init__(
        self,
        words: str,
        cite: str,
        parties: Sequence[PartyRow],
        roles: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Ask about selected ``words``; parties whose names are like them are found by typing."""
        shown = words if len(words) <= 80 else f"{words[:79]}…"
        super().__init__(tr("Add as party"), f"“{shown}” · {cite}", tr("Add"), parent)
        self._by_name = {_key(row.name): row for row in parties}
        for row in parties:
            for alias in row.aliases:
                self._by_name.setdefault(_key(alias), row)
        self.name = Box()
        self.name.setEditable(True)
        self.name.addItems([row.name for row in parties])
        _complete_anywhere(self.name)
        self.name.setCurrentText(words)
        self.kind = Choice([(enum_word(kind), kind) for kind in PartyKind], _guess(words))
        self.role = role_box(roles, "")
        self.add_field(tr("Party"), self.name)
        self.add_field(tr("Kind"), self.kind)
        self.add_field(tr("Role"), self.role)
        self.name.currentTextChanged.connect(lambda _: self._tell())
        self._tell()

    @property
    def known(self) -> PartyRow | None:
        """The party of the case that goes by the name typed, if there is one."""
        return self._by_name.get(_key(self.name.currentText()))

    def submit(self) -> None:
        """Tell the new party, or whose mention the words are."""
        name = " ".join(self.name.currentText().split())
        known = self.known
        if not name:
            self.complain(tr("Type the party’s name first."))
            return
        if known is not None:
            self.mention_wanted.emit(known.id)
        else:
            role = " ".join(self.role.currentText().split())
            self.new_wanted.emit(name, self.kind.value, role or None)
        self.accept()

    def _tell(self) -> None:
        known = self.known
        for box in (self.kind, self.role):
            box.setEnabled(known is None)
        if known is None:
            self.do_button.setText(tr("Add party"))
            self.do_button.setToolTip("")
        else:
            self.kind.setCurrentText(enum_word(known.kind))
            self.role.setCurrentText(known.role or "")
            mentions = messages.count(known.mentions, tr("mention"))
            self.do_button.setText(tr("Add mention"))
            self.do_button.setToolTip(
                tr(
                    "“{name}” is in the case already, with {mentions}",
                    name=known.name,
                    mentions=mentions,
                )
            )


def role_box(roles: Sequence[str], current: str) -> Box:
    """Return a field for a role that completes what is typed from the roles of the case."""
    box = Box()
    box.setEditable(True)
    box.addItems(["", *roles])
    box.setCurrentText(current)
    _complete_anywhere(box)
    return box


def _complete_anywhere(box: Box) -> None:
    """Offer every entry that holds what is typed, not only those that begin with it."""
    completer = box.completer()
    if completer is not None:
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _guess(words: str) -> PartyKind:
    """Return the kind that stands in the field first; the attorney sees and changes it."""
    return PartyKind.ACCOUNT if words.startswith("@") else PartyKind.PERSON
