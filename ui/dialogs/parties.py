"""One correction of several parties: the kind or the role that they have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from casefile.records import PartyRow
from extraction.findings import PartyKind
from ui import messages
from ui.dialogs.add_party import role_box
from ui.dialogs.form import Choice, Form
from ui.language import tr

__all__ = ["AS_THEY_ARE", "NO_ROLE", "PartiesForm"]

AS_THEY_ARE = tr("as they are")
NO_ROLE = tr("no role")
_NAMED = 6
_LONGEST = 40


class PartiesForm(Form):
    """Corrects several parties in one step.

    Signals: ``chosen(dict)`` with the changed ones of kind and role, an empty role for none;
    ``single_wanted()`` for the form of the first party alone, where it can be renamed.
    """

    chosen = Signal(object)
    single_wanted = Signal()

    def __init__(
        self, rows: Sequence[PartyRow], roles: Sequence[str], parent: QWidget | None = None
    ) -> None:
        number = messages.count(len(rows), tr("party"), tr("parties"))
        lead = tr("One step for all of them: Ctrl+Z takes it back as one.")
        super().__init__(
            tr("Edit {number}", number=number), lead, tr("Save for {number}", number=number), parent
        )
        names = [row.name for row in rows]
        more = tr(" and {names:,} more", names=len(names) - _NAMED) if len(names) > _NAMED else ""
        who = QLabel(", ".join(names[:_NAMED]) + more)
        who.setWordWrap(True)
        who.setToolTip("\n".join(names[:60]))
        kinds = {row.kind for row in rows}
        self._kind = next(iter(kinds)) if len(kinds) == 1 else None
        same = [(AS_THEY_ARE, None)] if self._kind is None else []
        choices = [*same, *((kind.value, kind) for kind in PartyKind)]
        self.kind = Choice(choices, self._kind)
        said = {row.role or "" for row in rows}
        self._role = (next(iter(said)) or NO_ROLE) if len(said) == 1 else AS_THEY_ARE
        first = dict.fromkeys((self._role, NO_ROLE))
        self.role = role_box([*first, *(role for role in roles if role not in first)], self._role)
        self.role.removeItem(0)  # the empty entry, which would not say whether it means "no role"
        self.role.setCurrentText(self._role)
        single = QPushButton(
            tr("Only “{clipped}”…", clipped=messages.on_button(_clipped(names[0])))
        )
        single.setProperty("part", "link")
        single.setAutoDefault(False)
        single.setToolTip(tr("Rename or correct this one alone"))
        single.clicked.connect(self._leave_for_one)
        self.add_field(tr("Parties"), who)
        self.add_field(tr("Kind"), self.kind)
        self.add_field(tr("Role"), self.role)
        self.fields.addRow("", single)

    def submit(self) -> None:
        """Tell what was changed."""
        changes: dict[str, object] = {}
        if self.kind.value is not None and self.kind.value is not self._kind:
            changes["kind"] = self.kind.value
        role = " ".join(self.role.currentText().split())
        if not role and self._role != AS_THEY_ARE:
            role = NO_ROLE  # a role that all have was taken out of the field
        if role not in ("", self._role, AS_THEY_ARE):
            changes["role"] = "" if role == NO_ROLE else role
        self.chosen.emit(changes)
        self.accept()

    def _leave_for_one(self) -> None:
        self.reject()
        self.single_wanted.emit()


def _clipped(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
