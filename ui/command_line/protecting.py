"""Commands about the passphrase of a case: protect it, give it another one, make it plain again."""

import argparse

from casefile.frozen import program_name
from ui.command_line import passphrases
from ui.command_line.doors import Doors
from ui.command_line.group import Group
from ui.command_line.progress import shown

__all__ = ["add_commands"]


def add_commands(group: Group) -> None:
    """Add the commands to the parser."""
    protect = group.add("protect", _protect, "encrypt a case: a passphrase alone opens it then")
    passphrases.add_case_options(protect)
    change = group.add("passphrase", _change, "have another passphrase open a protected case")
    passphrases.add_case_options(change)
    group.add("unprotect", _unprotect, "have a protected case lie on the disk as any other")


def _protect(options: argparse.Namespace, _doors: Doors) -> int:
    from casefile.protecting import protect

    protection = passphrases.for_case(options)
    shown(protect(options.case, protection))
    print(f"Protected {options.case}")
    passphrases.tell_recovery_key(protection)
    return 0


def _change(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.case_key import named, rewrap

    secret = _secret(options, doors)
    protection = passphrases.for_case(options)
    rewrap(named(options.case), secret, protection)
    print("Another passphrase opens the case now. Backups made before are opened by the old one.")
    passphrases.tell_recovery_key(protection)
    return 0


def _unprotect(options: argparse.Namespace, doors: Doors) -> int:
    from casefile.protecting import unprotect

    shown(unprotect(options.case, _secret(options, doors)))
    print(f"{options.case} is no longer protected")
    return 0


def _secret(options: argparse.Namespace, doors: Doors) -> str:
    """Return the passphrase of a case that has one.

    Raises:
        CaseFailure: if it has none.
    """
    from casefile.errors import CaseFailure

    secret = doors.secret(options.case)
    if secret is None:
        raise CaseFailure(
            f"“{options.case}” is no protected case. `{program_name()} protect CASE` makes it one."
        )
    return secret
