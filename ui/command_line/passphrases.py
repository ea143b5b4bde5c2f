"""Passphrases on the command line: typed unseen, piped in, or the first line of a file; never an argument.

Arguments and environment are seen by other programs of the computer, and kept in a shell's history.
"""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.errors import CaseFailure, PassphraseNeeded

if TYPE_CHECKING:
    from casefile.protection import Protection

__all__ = [
    "CaseSecrets",
    "add_case_options",
    "add_file_option",
    "add_new_options",
    "asked",
    "for_case",
    "given",
    "new",
    "tell_recovery_key",
]

_PIPED = Path("-")


def add_file_option(command: argparse.ArgumentParser) -> None:
    """Let a command take a passphrase from a file."""
    command.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="its first line is the passphrase; “-” for what is piped in",
    )


def add_case_options(command: argparse.ArgumentParser) -> None:
    """Let a command give a case a new passphrase, and a recovery key unless none is wanted."""
    add_file_option(command)
    command.add_argument(
        "--recovery-key",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="print a key that opens it, too; kept nowhere",
    )


class CaseSecrets:
    """The passphrases of the cases that a command is about, each asked for once."""

    def __init__(self, file: Path | None) -> None:
        """Take them from a file, if one was named, else have them typed."""
        self._file = file
        self._known: dict[Path, str | None] = {}

    def of(self, folder: Path) -> str | None:
        """Return what is to open a case; ``None`` for one that is not protected.

        Raises:
            CaseFailure: if there is none in the file.
            PassphraseNeeded: if nobody can type it.
        """
        from casefile.case_key import is_protected

        if folder not in self._known:
            self._known[folder] = self._found(folder) if is_protected(folder) else None
        return self._known[folder]

    def _found(self, folder: Path) -> str:
        if self._file is not None:
            return _first_line(self._file)
        return asked(twice=False, option="--unlock", of=f" of “{folder.stem}”")


def add_new_options(command: argparse.ArgumentParser) -> None:
    """Let what a command writes be protected."""
    command.add_argument(
        "--protect", action="store_true", help="with a passphrase, which is asked for"
    )
    command.add_argument(
        "--recovery-key", action="store_true", help="print a key that opens it, too; kept nowhere"
    )
    add_file_option(command)


def new(options: argparse.Namespace) -> "Protection | None":
    """Return how what is written is to be protected, if it is.

    Raises:
        CaseFailure: if the passphrase is too short, or there is none.
    """
    from casefile.protection import Protection, recovery_key

    passphrase = given(options)
    if passphrase is None and not options.protect and not options.recovery_key:
        return None
    return Protection(
        passphrase if passphrase is not None else asked(twice=True),
        recovery_key() if options.recovery_key else None,
    )


def for_case(options: argparse.Namespace) -> "Protection":
    """Return a new passphrase for a case, with a recovery key unless none is wanted.

    Raises:
        CaseFailure: if it is too short, or there is none.
    """
    from casefile.protection import Protection, recovery_key

    passphrase = given(options)
    return Protection(
        passphrase if passphrase is not None else asked(twice=True, of=", the new one"),
        recovery_key() if options.recovery_key else None,
    )


def tell_recovery_key(protection: "Protection | None") -> None:
    """Print the recovery key, if one was made."""
    if protection is not None and protection.recovery is not None:
        print(f"Recovery key, shown only now: {protection.recovery}")


def given(options: argparse.Namespace) -> str | None:
    """Return the passphrase of the file that was named, if one was.

    Raises:
        CaseFailure: if it cannot be read.
    """
    file: Path | None = options.passphrase_file
    return _first_line(file) if file is not None else None


def _first_line(file: Path) -> str:
    """Return the passphrase in a file; what is piped in has one on each line."""
    try:
        if file == _PIPED:
            return sys.stdin.readline().splitlines()[0]
        return file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise CaseFailure(
            f"There is no passphrase in “{file}”. Write it on its first line."
        ) from error


def asked(*, twice: bool, option: str = "--passphrase-file", of: str = "") -> str:
    """Have a passphrase typed, a new one twice.

    Raises:
        PassphraseNeeded: if nobody can type, or the two differ.
    """
    try:
        typed = getpass.getpass(f"Passphrase{of}: ")
        same = not twice or getpass.getpass("Once more: ") == typed
    except EOFError as error:
        raise PassphraseNeeded(f"Type the passphrase, or name a file with {option}.") from error
    if not same:
        raise PassphraseNeeded("The two passphrases differ. Nothing was written; try again.")
    return typed
