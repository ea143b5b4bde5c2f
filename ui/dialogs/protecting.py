"""Forms by which a case is opened, protected, given another passphrase, and made plain again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.errors import CaseFailure, PassphraseNeeded
from ui.dialogs.form import Form
from ui.dialogs.passphrase import NewSecretFields
from ui.dialogs.secret_field import add_secret, show_check
from ui.language import tr

__all__ = ["ChangeForm", "ProtectForm", "SecretForm"]

_MANY_TRIES = 3


class SecretForm(Form):
    """Asks for a passphrase that is tried while the form stays. Signals: ``given(str)``, ``left()``.

    ``refuse`` lets it be tried again, ``accept`` ends it.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, title: str, lead: str, do: str, parent: QWidget | None = None) -> None:
        super().__init__(title, lead, do, parent)
        self.tries = 0
        self._do = do
        self.passphrase = add_secret(self, tr("Passphrase"))
        self._show = show_check(self.passphrase)
        self.fields.addRow("", self._show)
        self.passphrase.textEdited.connect(lambda _typed: self.complain(""))
        self.rejected.connect(self.left)

    @classmethod
    def to_open(cls, name: str, parent: QWidget | None = None) -> "SecretForm":
        """Return the form that asks what opens a case."""
        lead = tr("“{name}” is protected. Its passphrase or its recovery key opens it.", name=name)
        return cls(tr("Open a protected case"), lead, tr("Open"), parent)

    @classmethod
    def to_unprotect(cls, name: str, parent: QWidget | None = None) -> "SecretForm":
        """Return the form that asks before a case is made plain."""
        lead = tr(
            "“{name}” will lie on the disk as it did before: whoever has the disk can read it. Give its "
            "passphrase or its recovery key.",
            name=name,
        )
        return cls(tr("Take the protection away"), lead, tr("Take it away"), parent)

    def submit(self) -> None:
        """Have what was typed be tried."""
        typed = self.passphrase.text()
        if not typed:
            self.complain(tr("Type the passphrase first."))
            return
        self._rest(tries=True)
        self.given.emit(typed)

    def refuse(self, sentence: str) -> None:
        """Say that it was wrong, and let another be tried."""
        self.tries += 1
        if self.tries >= _MANY_TRIES:
            more = tr(
                "{tries} tries were wrong. The recovery key, if one was made, is on the sheet that was "
                "printed then. Without either nobody can open the case.",
                tries=self.tries,
            )
            sentence = f"{sentence} {more}"
        self.fail(sentence)

    def take_refusal(self, error: Exception) -> None:
        """Say why it does not open the case."""
        if isinstance(error, PassphraseNeeded):
            self.refuse(str(error))
        else:
            self.fail(_sentence(error))

    def fail(self, sentence: str) -> None:
        """Say what stood in the way, and let it be tried again."""
        self._rest(tries=False)
        self.complain(sentence)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _rest(self, *, tries: bool) -> None:
        for field in (self.passphrase, self._show, self.do_button):
            field.setEnabled(not tries)
        self.do_button.setText(tr("Trying…") if tries else self._do)
        self.complain("")


class ProtectForm(Form):
    """A passphrase for a case that has none. Signal: ``chosen(Protection)``."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Protect this case"),
            tr(
                "“{name}” will be encrypted on the disk: papers, findings, notes, its copies, and what this "
                "computer keeps of it. Where passphrase and recovery key are lost, nobody can open it. "
                "Backups made before stay as they are.",
                name=name,
            ),
            tr("Protect"),
            parent,
        )
        self.new = NewSecretFields(self, _RECOVERY_TIP)

    def submit(self) -> None:
        """Tell what was typed."""
        try:
            chosen = self.new.chosen()
        except CaseFailure as failure:
            self.complain(str(failure))
        else:
            self.chosen.emit(chosen)
            self.accept()


class ChangeForm(Form):
    """The passphrase of a case, and another one. Signals: ``chosen(str, Protection)``, ``left()``.

    It stays while the first is tried: ``take_refusal`` lets it be typed again, ``accept`` ends it.
    """

    chosen = Signal(str, object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Change the passphrase"),
            tr(
                "Another passphrase opens “{name}” from now on, and a recovery key made before opens it no "
                "more. Backups made before are still opened by the old ones.",
                name=name,
            ),
            tr("Change"),
            parent,
        )
        self.present = add_secret(self, tr("Present passphrase"))
        self.present.setToolTip(tr("Or the recovery key"))
        self.new = NewSecretFields(self, _RECOVERY_TIP, tr("New passphrase"))
        self.new.show_typed.toggled.connect(self.present.show_typed)
        self.rejected.connect(self.left)

    def submit(self) -> None:
        """Tell what was typed; the form stays until it is done."""
        try:
            chosen = self.new.chosen()
        except CaseFailure as failure:
            self.complain(str(failure))
            return
        if not self.present.text():
            self.complain(tr("Type the present passphrase first."))
            return
        self._rest(tries=True)
        self.chosen.emit(self.present.text(), chosen)

    def take_refusal(self, error: Exception) -> None:
        """Say why nothing was changed, and let it be tried again."""
        self._rest(tries=False)
        self.complain(_sentence(error))
        self.present.selectAll()
        self.present.setFocus()

    def _rest(self, *, tries: bool) -> None:
        self.new.enable(not tries)
        for field in (self.present, self.do_button):
            field.setEnabled(not tries)
        self.do_button.setText(tr("Trying…") if tries else tr("Change"))
        self.complain("")


def _sentence(error: Exception) -> str:
    """Return what to say of a failure; one of the disk has words of its own."""
    if isinstance(error, CaseFailure):
        return str(error)
    return tr("The case’s keys could not be read. Is its disk there? Try again.")


_RECOVERY_TIP = tr("A key to be printed that opens the case where the passphrase is lost")
