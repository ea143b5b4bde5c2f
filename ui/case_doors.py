"""How the window comes by cases: the functions that open them, made once when the program starts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.import_records import Progress

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.protection import Protection

__all__ = ["CaseDoors", "ProtectedDoors"]


@dataclass(frozen=True)
class ProtectedDoors:
    """What is done about passphrases of cases; each of these may take seconds, and is called from jobs.

    ``asks`` tells whether a case is opened by a passphrase alone. ``unlock`` tries one, or a recovery key,
    and returns what opens the case by it, as often as it is called; ``create`` makes a case in a folder,
    under a name, that is protected from the beginning, and returns the same. ``protect`` and ``unprotect``
    are about cases that are closed, ``change`` about any.
    """

    asks: Callable[[Path], bool]
    unlock: "Callable[[Path, str], Callable[[], Case]]"
    create: "Callable[[Path, str, Protection], Callable[[], Case]]"
    protect: "Callable[[Path, Protection], Iterator[Progress]]"
    unprotect: Callable[[Path, str], Iterator[Progress]]
    change: "Callable[[Path, str, Protection], None]"


@dataclass(frozen=True)
class CaseDoors:
    """How cases come to be: opened from a folder, or made in one under a name. Called from jobs.

    Without what ``protected`` ones need none is taken for one.
    """

    open: "Callable[[Path], Case]"
    create: "Callable[[Path, str], Case]"
    protected: ProtectedDoors | None = None
