"""The key of a protected case: kept in the case folder as “case.keys”, wrapped by what opens it.

The case's own key is random and never changes. The file holds it wrapped by the passphrase and, where wanted,
by a recovery key (see ``protection``), so that another passphrase writes these few hundred bytes anew and
nothing else. Nothing opens the case without them: a second copy lies in “backups” and steps in when the first
is damaged. Decision 0066 has the reasons.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casefile.errors import CaseDamaged, CaseFailure, PassphraseNeeded
from casefile.paths import SEALED, SUFFIX
from casefile.protection import COST, Cost, Protection, new_key, subkey, unwrapped, wrapped

__all__ = [
    "KEYS",
    "PLAIN_AGAIN",
    "CaseKey",
    "is_plain",
    "is_protected",
    "key_of",
    "made",
    "named",
    "of_case",
    "put",
    "rewrap",
    "rewrapped",
    "settle",
    "unlock",
    "well_kept",
]

KEYS = "case.keys"
"""The file of wrapped keys in a protected case's folder."""

PLAIN_AGAIN = ".unprotecting"
"""Where a case is made ready to be plain; with ``KEYS`` in it, that has been done but for the clearing up."""

_MAGIC = b"Pincite keys 1\n\0"
_SALT = 32  # bytes
_SUM = 32  # bytes
_LARGEST = 64 * 1024  # bytes; a stranger's file may be any
_BACKUPS, _DATABASE = "backups", "case.db"
_PLAIN_DATABASE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key of a protected case, as long as that is open. Workers are sent it with their tasks."""

    key: bytes = field(repr=False)

    @property
    def database(self) -> bytes:
        """The raw key of the case file and of its copies."""
        return self._part(b"database")

    @property
    def files(self) -> bytes:
        """The key of originals, of their names, and of what else lies beside them."""
        return self._part(b"files")

    @property
    def index(self) -> bytes:
        """The key of the full-text index and of all else that this computer keeps."""
        return self._part(b"index")

    def _part(self, purpose: bytes) -> bytes:
        return subkey(self.key, b"pincite case 1", b"pincite case 1 " + purpose)


def is_protected(folder: Path) -> bool:
    """Tell whether a case folder, named with its suffix or without, needs a passphrase to be opened."""
    folder = named(folder)
    if (folder / PLAIN_AGAIN / KEYS).is_file():
        return False
    if (folder / KEYS).is_file():
        return True
    return (folder / _BACKUPS / KEYS).is_file() and not is_plain(folder / _DATABASE)


def named(folder: Path) -> Path:
    """Return the case folder that is meant, as opening a case does."""
    full = folder.with_name(folder.name + SUFFIX) if folder.name else folder
    return full if not (folder / _DATABASE).is_file() and full.is_dir() else folder


def is_plain(database: Path) -> bool:
    """Tell whether a case file begins like one that anybody can read."""
    try:
        with database.open("rb") as source:
            return source.read(len(_PLAIN_DATABASE)) == _PLAIN_DATABASE
    except FileNotFoundError:
        return False


def made(protection: Protection, cost: Cost | None = None) -> tuple[CaseKey, bytes]:
    """Return a new case's key, and what its file of wrapped keys is to hold."""
    key = CaseKey(new_key())
    return key, _content(key, protection, cost)


def unlock(folder: Path, secret: str | None) -> CaseKey:
    """Return a case's key by its passphrase or recovery key; takes seconds.

    Raises:
        PassphraseNeeded: if the secret is missing or wrong.
        CaseDamaged: if no file of wrapped keys is left that could be read.
        OSError: if they cannot be read.
    """
    folder = named(folder)
    return key_of(_whole(folder), secret, folder.name)


def of_case(folder: Path, secret: str | CaseKey | None) -> CaseKey | None:
    """Return the key of a case that is to be opened, its two copies put right; ``None`` for a plain one.

    Raises:
        PassphraseNeeded: if the secret is missing or wrong.
        CaseDamaged: if no file of wrapped keys is left that could be read.
        OSError: if they cannot be read or put right.
    """
    if not is_protected(folder):
        sealed = (folder / "documents").glob(f"*{SEALED}")
        if not is_plain(folder / _DATABASE) and next(sealed, None) is not None:
            raise _damaged(folder.name)
        return None
    key = secret if isinstance(secret, CaseKey) else unlock(folder, secret)
    settle(folder)
    return key


def key_of(content: bytes, secret: str | None, subject: str) -> CaseKey:
    """Return the key that a file of wrapped keys holds, as ``unlock`` does."""
    body = _body(content)
    if body is None:
        raise _damaged(subject)
    if secret is None:
        raise PassphraseNeeded(
            f"“{subject}” is protected. Its passphrase, or its recovery key, is needed to open it."
        )
    bound = _MAGIC + body[:_SALT]
    return CaseKey(unwrapped(body[_SALT:], secret, bound, subject))


def rewrap(folder: Path, secret: str, protection: Protection, cost: Cost | None = None) -> None:
    """Have another passphrase, and another recovery key or none, open a case; the old ones no longer do.

    Old copies of the case folder and older backups are still opened by the old ones.

    Raises:
        PassphraseNeeded: if the secret is wrong; nothing is changed then.
        CaseFailure: if the folder cannot be written.
    """
    from casefile.database import explained

    folder = named(folder)
    try:
        key = unlock(folder, secret)
        put(folder / KEYS, rewrapped(key, protection, cost))
        settle(folder)
    except OSError as error:
        raise explained(error, folder) or CaseFailure(
            f"The passphrase of “{folder.name}” could not be changed ({error.strerror or error}). The one "
            "before still opens it."
        ) from error


def rewrapped(key: CaseKey, protection: Protection, cost: Cost | None = None) -> bytes:
    """Return what a file of wrapped keys is to hold for a key that is known."""
    return _content(key, protection, cost)


def settle(folder: Path) -> None:
    """See that the second copy of the wrapped keys is as the first; the other way round where that is lost.

    Raises:
        OSError: if they cannot be read or written.
    """
    first, second = folder / KEYS, folder / _BACKUPS / KEYS
    content = _whole(folder)
    for file in (first, second):
        _half(file).unlink(missing_ok=True)  # of a passphrase that nobody was told to be in force
        if _read(file) != content:
            put(file, content)


def well_kept(folder: Path) -> bool:
    """Tell whether both copies of the wrapped keys are there, undamaged and the same."""
    first, second = _read(folder / KEYS), _read(folder / _BACKUPS / KEYS)
    return first == second and _body(first) is not None


def put(file: Path, content: bytes) -> None:
    """Write a file of wrapped keys, whole or not at all, and have it on the disk.

    Raises:
        OSError: if it cannot be written; the one before stays.
    """
    from index.storage import sync_folder

    half = _half(file)
    file.parent.mkdir(exist_ok=True)
    try:
        with half.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        half.replace(file)
    except BaseException:
        with suppress(OSError):  # the next opening does it
            half.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def _half(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _content(key: CaseKey, protection: Protection, cost: Cost | None) -> bytes:
    salt = os.urandom(_SALT)
    body = salt + wrapped(key.key, protection, _MAGIC + salt, cost or COST)
    return _MAGIC + hashlib.sha256(body).digest() + body


def _whole(folder: Path) -> bytes:
    """Return the first of the files that is not damaged."""
    for file in (folder / KEYS, folder / _BACKUPS / KEYS):
        content = _read(file)
        if _body(content) is not None:
            return content
    raise _damaged(folder.name)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(_LARGEST + 1)
    except FileNotFoundError:
        return b""


def _body(content: bytes) -> bytes | None:
    """Return what a file says; ``None`` where it is no file of wrapped keys, or a damaged one."""
    head = len(_MAGIC) + _SUM
    body = content[head:]
    is_whole = hashlib.sha256(body).digest() == content[len(_MAGIC) : head]
    is_one = content.startswith(_MAGIC) and len(body) > _SALT and len(content) <= _LARGEST
    return body if is_one and is_whole else None


def _damaged(subject: str) -> CaseDamaged:
    return CaseDamaged(
        f"The wrapped keys of “{subject}” (“{KEYS}”) are missing or damaged, and so is their copy in "
        "“backups”. Nothing opens the case without them: put that file back from a backup of the folder."
    )
