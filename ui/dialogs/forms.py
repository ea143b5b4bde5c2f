"""Small forms: a new case, and corrections of a party, a date, a document.

Each is shown with ``open()`` and tells its answer by a signal; nothing here talks to the case.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from casefile.errors import CaseFailure
from casefile.opening import is_free
from casefile.records import DateRow, DocumentRow, PartyRow
from extraction.date_wording import day_words
from extraction.findings import DocumentKind, PartyKind
from extraction.typed_dates import parse_typed, typed_day
from ui import messages
from ui.dialogs.add_party import role_box
from ui.dialogs.form import Box, Choice, Form, Understood
from ui.dialogs.passphrase import ProtectionFields
from ui.language import tr

__all__ = [
    "DateForm",
    "DocumentForm",
    "NewCaseForm",
    "PartyForm",
]

# Characters that no file system of the three we run on takes in a folder's name.
_NOT_IN_NAMES = '<>:"/\\|?*'


class NewCaseForm(Form):
    """Where a new case is to lie, and whether a passphrase opens it.

    Signal: ``chosen(Path, str, Protection | None)`` with its folder and name.
    """

    chosen = Signal(object, str, object)

    def __init__(
        self,
        name: str,
        place: Path,
        lead: str | None = None,
        parent: QWidget | None = None,
        *,
        asks_passphrase: bool = True,
        words: tuple[str, str] | None = None,
    ) -> None:
        """Ask it; a backup that becomes a case is opened by what opened it before.

        ``words`` are another title, and what the button does.
        """
        title, do = words or (tr("New case"), tr("Create case"))
        super().__init__(
            title,
            lead or tr("A case is one folder. Copy it to another computer and it opens there."),
            do,
            parent,
        )
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(tr("Smith v. Jones"))
        self.place = QLineEdit(str(place))
        browse = QPushButton(tr("Choose…"))
        browse.clicked.connect(self._browse)
        row = QWidget()
        both = QHBoxLayout(row)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.place, 1)
        both.addWidget(browse)
        self.add_field(tr("Name"), self.name)
        self.add_field(tr("In folder"), row)
        self.place.setAccessibleName(tr("In folder"))
        self.protection = (
            ProtectionFields(
                self,
                tr("Protect with a passphrase"),
                tr(
                    "Encrypted on the disk from its first paper on. Where passphrase and recovery key are "
                    "lost, nobody can open it."
                ),
                tr("A key to be printed that opens the case where the passphrase is lost"),
            )
            if asks_passphrase
            else None
        )
        self.name.selectAll()

    def _browse(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, tr("Where the case is to lie"), self.place.text()
        )
        if found:
            self.place.setText(found)

    def submit(self) -> None:
        """Check the name and the place, then tell them."""
        name = " ".join(self.name.text().split()).strip(" .")
        if not name:
            self.complain(tr("Give the case a name first."))
            return
        safe = "".join("-" if letter in _NOT_IN_NAMES else letter for letter in name)
        folder = Path(self.place.text().strip()).expanduser() / f"{safe}.pincite"
        # A backup makes its folder itself.
        may_be_left_over = self.protection is not None
        if folder.exists() and not (may_be_left_over and is_free(folder)):
            self.complain(
                tr("“{name}” is already there: open it, or choose another name.", name=folder.name)
            )
            return
        try:
            protection = self.protection.chosen() if self.protection is not None else None
        except CaseFailure as failure:
            self.complain(str(failure))
            return
        self.chosen.emit(folder, name, protection)
        self.accept()


class PartyForm(Form):
    """Corrects a party. Signal: ``chosen(dict)`` with the changed ones of name, kind, role."""

    chosen = Signal(object)

    def __init__(self, row: PartyRow, roles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Edit party"), tr("Its mentions stay where they are."), tr("Save"), parent
        )
        self._row = row
        self.name = QLineEdit(row.name)
        self.name.setCursorPosition(0)  # a long name shows its beginning
        self.kind = Choice([(kind.value, kind) for kind in PartyKind], row.kind)
        self.role = role_box(roles, row.role or "")
        self.add_field(tr("Name"), self.name)
        self.add_field(tr("Kind"), self.kind)
        self.add_field(tr("Role"), self.role)

    def submit(self) -> None:
        """Tell what was changed."""
        name = " ".join(self.name.text().split())
        if not name:
            self.complain(tr("A party needs a name. To hide it, reject it instead (X)."))
            return
        changes: dict[str, object] = {}
        if name != self._row.name:
            changes["name"] = name
        if self.kind.value is not self._row.kind:
            changes["kind"] = self.kind.value
        role = " ".join(self.role.currentText().split())
        if role != (self._row.role or ""):
            changes["role"] = role
        self.chosen.emit(changes)
        self.accept()


class DateForm(Form):
    """Corrects a date. Signal: ``chosen(str)`` with an EDTF value."""

    chosen = Signal(str)

    def __init__(self, row: DateRow, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Edit date"),
            tr(
                "“{text}” is read as {date_title}. Give a day, a month, a year, or a period "
                "such as March 2–9, 2026.",
                text=row.text,
                date_title=messages.date_title(row),
            ),
            tr("Save"),
            parent,
        )
        self.value = Box()
        self.value.setEditable(True)
        readings = dict.fromkeys([row.value or "", *row.alternatives])
        self.value.addItems([_typable(value) for value in readings])
        self.understood = Understood()
        self.value.currentTextChanged.connect(self.understood.show_typed)
        self.value.currentTextChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.value.currentText())
        self.add_field(tr("Date"), self.value)
        self.fields.addRow("", self.understood)

    def submit(self) -> None:
        """Tell the value of what was typed."""
        typed = self.value.currentText().strip()
        if not typed:
            self.complain(tr("Type a day, month or year. To hide the date, reject it instead (X)."))
            return
        try:
            value = parse_typed(typed)
        except ValueError as wrong:
            self.complain(str(wrong))
            return
        self.chosen.emit(value)
        self.accept()


def _typable(value: str) -> str:
    """Return a value in words, where the same value is read from them again."""
    words = messages.value_title(value)
    try:
        return words if parse_typed(words) == value else value
    except ValueError:
        return value


class DocumentForm(Form):
    """Corrects a document. Signal: ``chosen(dict)`` with the changed ones of kind, short_name, date."""

    chosen = Signal(object)

    def __init__(self, row: DocumentRow, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Document"),
            tr(
                "The short name opens every pin cite. Relative days such as “last Thursday” are counted "
                "from the document’s date."
            ),
            tr("Save"),
            parent,
        )
        self._row = row
        self.kind = Choice([(kind.value, kind) for kind in DocumentKind], row.kind)
        self.short_name = QLineEdit(row.short_name)
        self.short_name.setCursorPosition(0)
        self.date = QLineEdit(day_words(row.date) if row.date else "")
        self.date.setPlaceholderText(tr("March 2, 2026"))
        self.date.setToolTip(row.date_reason)
        self.understood = Understood()
        self.date.textChanged.connect(self.understood.show_typed)
        self.date.textChanged.connect(lambda: self.complain(""))
        self.understood.show_typed(self.date.text())
        self.add_field(tr("Kind"), self.kind)
        self.add_field(tr("Short name"), self.short_name)
        self.add_field(tr("Date"), self.date)
        self.fields.addRow("", self.understood)

    def submit(self) -> None:
        """Check the date, then tell what was changed."""
        changes: dict[str, object] = {}
        if self.kind.value is not self._row.kind:
            changes["kind"] = self.kind.value
        short = " ".join(self.short_name.text().split())
        if short and short != self._row.short_name:
            changes["short_name"] = short
        words = self.date.text().strip()
        if words:
            date = typed_day(words)
            if date is None:
                self.complain(
                    tr("“{words}” is no day. Write it as March 2, 2026 or 2026-03-02.", words=words)
                )
                return
            if date != self._row.date:
                changes["date"] = date
        self.chosen.emit(changes)
        self.accept()
