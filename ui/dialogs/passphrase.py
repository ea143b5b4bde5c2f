"""Forms about passphrases: whether a backup is protected, what opens one, and a recovery key, shown once."""

from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from casefile.errors import CaseFailure
from casefile.protection import Protection, recovery_key
from ui.dialogs.form import Form
from ui.dialogs.secret_field import add_secret, show_check
from ui.language import tr
from ui.passphrase_words import said_of
from ui.recovery_sheet import print_sheet, write_sheet

__all__ = ["BackupForm", "NewSecretFields", "PassphraseForm", "ProtectionFields", "RecoveryForm"]


_NOT_KEPT = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"1"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', bytes(4)),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', bytes(4)),
)
"""How desktops are told of a secret on the clipboard: KDE and its like, Windows."""


class NewSecretFields:
    """The fields of a form for a new passphrase, typed twice, and whether there is a recovery key, too."""

    def __init__(self, form: Form, recovery_tip: str, name: str = "") -> None:
        """Add them to a form; ``name`` is what the first is called."""
        self._form = form
        self.passphrase = add_secret(form, name or tr("Passphrase"))
        self.passphrase.setPlaceholderText(tr("Four words that do not belong together"))
        self.again = add_secret(form, tr("Once more"))
        self.words = QLabel()
        self.words.setProperty("part", "secondary")
        self.words.setWordWrap(True)
        self.words.setAccessibleName(tr("How good the passphrase is"))
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        self.passphrase.textChanged.connect(self._say)
        self.show_typed = show_check(self.passphrase, self.again)
        self.recovery = QCheckBox(tr("Make a recovery key, too"))
        self.recovery.setToolTip(recovery_tip)
        self.recovery.setChecked(True)
        form.fields.addRow("", self.words)
        form.fields.setRowVisible(self.words, False)
        form.fields.addRow("", self.show_typed)
        form.fields.addRow("", self.recovery)

    def enable(self, wanted: bool) -> None:
        """Let the fields be filled, or not."""
        for field in (self.passphrase, self.again, self.show_typed, self.recovery):
            field.setEnabled(wanted)

    def show(self, wanted: bool) -> None:
        """Show the fields, or none of them; what was typed stays in them."""
        self.enable(wanted)
        for field in (self.passphrase, self.again, self.show_typed, self.recovery):
            self._form.fields.setRowVisible(field, wanted)
        self._form.fields.setRowVisible(self.words, wanted and bool(self.passphrase.text()))
        for field in (self.passphrase, self.again):
            field.caps_seen.emit(False)

    def chosen(self) -> Protection:
        """Return what was typed, with a new recovery key if one is wanted.

        Raises:
            CaseFailure: if it will not do; the message says why.
        """
        if self.passphrase.text() != self.again.text():
            raise CaseFailure(tr("The two passphrases differ. Type it once more."))
        return Protection(
            self.passphrase.text(), recovery_key() if self.recovery.isChecked() else None
        )

    def _say(self, typed: str) -> None:
        self.words.setText(said_of(typed))
        self._form.fields.setRowVisible(self.words, bool(typed))
        self._form.complain("")


class ProtectionFields:
    """The fields of a form by which what it writes is protected, or not; shown when that is chosen."""

    def __init__(self, form: Form, offer: str = "", caution: str = "", tip: str = "") -> None:
        """Add them to a form.

        ``offer`` is said where it is protected in another way without them, ``caution`` below it once it is
        chosen, ``tip`` of the recovery key.
        """
        self._form = form
        self.protect = QCheckBox(offer or tr("Protect it with a passphrase"))
        self.protect.toggled.connect(self._protect)
        form.fields.addRow("", self.protect)
        self._caution = QLabel(caution)
        self._caution.setWordWrap(True)
        self._caution.setProperty("part", "secondary")
        form.fields.addRow("", self._caution)
        self._new = NewSecretFields(
            form,
            tip
            or tr(
                "A key to be printed or written down that opens the file where the passphrase is lost"
            ),
        )
        self.passphrase, self.again = self._new.passphrase, self._new.again
        self.recovery = self._new.recovery
        self._lower = form.height()
        self._show(False)

    def _show(self, wanted: bool) -> None:
        self._form.fields.setRowVisible(self._caution, wanted and bool(self._caution.text()))
        self._new.show(wanted)

    def _protect(self, wanted: bool) -> None:
        if wanted:
            self._lower = self._form.height()
        self._show(wanted)
        self._form.complain("")
        if wanted:
            self.passphrase.setFocus()
            return
        layout = self._form.layout()
        if layout is not None:
            layout.activate()  # it knows only then that it needs less
        self._form.resize(self._form.width(), min(self._lower, self._form.height()))

    def chosen(self) -> Protection | None:
        """Return how it is to be protected.

        Raises:
            CaseFailure: if what was typed will not do; the message says why.
        """
        return self._new.chosen() if self.protect.isChecked() else None


class BackupForm(Form):
    """Whether a backup is protected. Signal: ``chosen(Protection | None)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, protected: bool = False) -> None:
        """Ask it; of a case that is ``protected`` the backup is so, too, whatever is chosen."""
        more = (
            tr("The case’s passphrase opens it, unless you give it another one.")
            if protected
            else tr(
                "Protect it where others may get hold of it: on a stick, in a cloud, in the mail."
            )
        )
        lead = tr(
            "The whole case in one file: papers, findings and decisions. It is read back to be sure."
        )
        super().__init__(tr("Back up the case"), f"{lead} {more}", tr("Choose the file…"), parent)
        self.protection = ProtectionFields(
            self, tr("Give it a passphrase of its own") if protected else ""
        )

    def submit(self) -> None:
        """Tell how it is to be protected; the form stays open until there is a file for it."""
        try:
            chosen = self.protection.chosen()
        except CaseFailure as failure:
            self.complain(str(failure))
        else:
            self.chosen.emit(chosen)


class PassphraseForm(Form):
    """Asks what opens a protected file. Signal: ``given(str)``."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Passphrase"),
            tr("“{name}” is protected. Its passphrase or its recovery key opens it.", name=name),
            tr("Open"),
            parent,
        )
        self.passphrase = add_secret(self, tr("Passphrase"))
        self.fields.addRow("", show_check(self.passphrase))

    def submit(self) -> None:
        """Tell what was typed."""
        typed = self.passphrase.text()
        if not typed:
            self.complain(tr("Type the passphrase first."))
            return
        self.given.emit(typed)
        self.accept()


class RecoveryForm(Form):
    """Shows a recovery key this once; one that is shown ``before`` can still be left. Signal: ``kept()``."""

    kept = Signal()

    def __init__(
        self, name: str, key: str, parent: QWidget | None = None, *, before: bool = False
    ) -> None:
        super().__init__(
            tr("Recovery key"),
            tr(
                "This key opens “{name}” where its passphrase is lost. It is kept nowhere and shown only "
                "now: print it or write it down, and keep it apart from the computer.",
                name=name,
            ),
            tr("Go on") if before else tr("I have it"),
            parent,
        )
        self._name, self._key = name, key
        self.key = QLineEdit(key)
        self.key.setReadOnly(True)
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.key.setMinimumWidth(self.key.fontMetrics().horizontalAdvance(key) + 32)
        self.key.setCursorPosition(0)
        self.add_field(tr("Recovery key"), self.key)
        buttons = QHBoxLayout()
        for words, tip, shown_as, act in (
            (tr("Print…"), tr("One sheet with the key"), "print", self._print),
            (tr("Save…"), tr("One sheet with the key, as a PDF file"), "save", self._save),
            (tr("Copy"), tr("Copy the key, into a password manager"), "copy", self._copy),
        ):
            buttons.addWidget(_button(words, tip, shown_as, act))
        buttons.addStretch(1)
        self.fields.addRow("", buttons)
        self.has_it = QCheckBox(tr("I have kept it"))
        if before:
            self.fields.addRow("", self.has_it)
            self.do_button.setEnabled(False)
            self.has_it.toggled.connect(self.do_button.setEnabled)
        else:
            for box in self.findChildren(QDialogButtonBox):
                box.removeButton(box.button(QDialogButtonBox.StandardButton.Cancel))

    def submit(self) -> None:
        """Go on."""
        if self.do_button.isEnabled():
            self.kept.emit()
            self.accept()

    def _print(self) -> None:
        print_sheet(self._name, self._key, self)

    def _save(self) -> None:
        start = Path(platformdirs.user_documents_dir()) / tr("Recovery key.pdf")
        found, _ = QFileDialog.getSaveFileName(
            self, tr("Save the recovery key"), str(start), "PDF (*.pdf)"
        )
        if not found:
            return
        try:
            write_sheet(Path(found), self._name, self._key)
        except OSError:
            self.complain(tr("“{found}” cannot be written. Choose another place.", found=found))

    def _copy(self) -> None:
        _copy_secret(self._key)


def _button(words: str, tip: str, name: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _copy_secret(words: str) -> None:
    """Copy words that no list of what was copied should keep, nor send to another computer."""
    data = QMimeData()
    data.setText(words)
    for name, content in _NOT_KEPT:
        data.setData(name, content)
    QGuiApplication.clipboard().setMimeData(data)
