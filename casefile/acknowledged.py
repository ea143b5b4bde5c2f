"""What was acknowledged last, kept beside the case file in ``case.last``: what is lost of it is told.

A session that was killed leaves SQLite's log behind. Where that was damaged since, SQLite takes what stands
before the damage and says nothing of the rest; of a log that is gone it says nothing at all. So each commit
raises a count in the case file itself, and when it has come back the same count is written here. More here
than there means that something was lost. It is not flushed: a commit is on the disk before it is noted, so
after a power cut this file may tell of less than there is, which is no loss. Decision 0077 has the reasons.
"""

import datetime as dt
import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from casefile.protection import subkey
from extraction.date_wording import day_words

__all__ = ["NAME", "Last", "Missing", "Reached", "raised", "reached", "sentence"]

NAME = "case.last"

_MAGIC = b"Pincite last 1\n\0"
_ROW = "acknowledged"
_LENGTH = 512  # bytes: written over in one piece
_SUM = 16  # bytes of the checksum, or of what authenticates
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a case has come."""

    changes: int = 0
    """How many changes were ever committed."""
    decisions: int = 0
    """How many entries were ever made in its history."""
    at: str = ""
    """When the last change was committed, in ISO 8601; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What was acknowledged and is not in the case file."""

    since: str
    """When the last change was committed that is there; "" where that is not known."""
    until: str
    decisions: int


def reached(connection: sqlite3.Connection) -> Reached:
    """Return how far the case file has come."""
    row = connection.execute("SELECT value FROM info WHERE key = ?", (_ROW,)).fetchone()
    try:
        changes, decisions, at = row["value"].split() if row is not None else (0, 0, "")
        return Reached(int(changes), int(decisions), at)
    except ValueError:  # a stranger's
        return Reached()


def raised(connection: sqlite3.Connection) -> Reached:
    """Count one change more in the case file, within its own transaction."""
    made = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history'").fetchone()
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    new = Reached(reached(connection).changes + 1, made["seq"] if made is not None else 0, now)
    connection.execute(
        "INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)",
        (_ROW, f"{new.changes} {new.decisions} {new.at}"),
    )
    return new


def sentence(missing: Missing) -> str:
    """Return what the user is told of a loss, with the next step."""
    since, until = _hour(missing.since), _hour(missing.until)
    count = f"{missing.decisions:,} entries" if missing.decisions > 1 else "one entry"
    what = f": {count} of its history" if missing.decisions > 0 else ""
    told = f"What was saved {f'after {since} and ' if since else ''}until {until} is missing"
    return (
        f"{told} from the case file{what}. The disk, or a program that copies folders, lost the end of what "
        "was written, after a session that could not close the case. See in the history what came last and "
        "do again what is missing; papers that came in then can be imported again. If you put an older case "
        "file in place yourself, that is why."
    )


class Last:
    """The file that says what was acknowledged last, of one open case file. One thread at a time.

    The key of a protected case seals it, too: how many decisions were taken, and when, is nobody's business.
    """

    def __init__(self, file: Path, key: bytes | None) -> None:
        self._file = file
        self._key = subkey(key, b"pincite last 1", b"pincite last 1") if key is not None else None
        self._handle = -1
        self._noted: Reached | None = None
        self._seals: tuple[str, str] = ("", "")
        self.missing: Missing | None = None
        self._is_told = False

    def compare(self, here: Reached, seal: str) -> None:
        """Find what is missing from a case file that has come so far, if this file is of its moments."""
        said = self._read()
        if said is None or seal not in said[1]:
            return
        noted, self._seals, left = said
        self.missing, self._noted = left, noted
        if noted.changes > here.changes:
            since, lost = (left.since, left.decisions) if left is not None else (here.at, 0)
            self.missing = Missing(since, noted.at, lost + noted.decisions - here.decisions)
            self._noted = here

    def note(self, now: Reached, seals: tuple[str, str]) -> None:
        """Write what was acknowledged; ``seals`` are the moments that the case file may name now."""
        self._noted, self._seals = now, seals
        self._write()

    def told(self) -> None:
        """Forget what is missing: the attorney has read it."""
        if self.missing is not None and not self._is_told:
            self._is_told = True
            self._write()

    def close(self, seals: tuple[str, str]) -> None:
        """Write under which moment the case file was closed, if it was written at all."""
        if self._handle >= 0:
            if seals != self._seals and self._noted is not None:
                self.note(self._noted, seals)
            os.close(self._handle)
            self._handle = -1

    def _read(self) -> tuple[Reached, tuple[str, str], Missing | None] | None:
        """Return what the file says; ``None`` where it is missing, damaged or half written."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            with self._file.open("rb") as source:
                told = json.loads(self._opened(source.read(_LENGTH)))
            (now, before), noted = told["seals"], Reached(*told["reached"])
            left = Missing(*told["missing"]) if told["missing"] else None
            for number in (noted.changes, noted.decisions, left.decisions if left else 0):
                if type(number) is not int:
                    return None  # a stranger's
            for at in (noted.at, *((left.since, left.until) if left else ())):
                _hour(at)
            return noted, (str(now), str(before)), left
        return None

    def _write(self) -> None:
        if self._noted is None:
            return
        left = None if self.missing is None or self._is_told else astuple(self.missing)
        body = {"reached": astuple(self._noted), "seals": self._seals, "missing": left}
        with suppress(OSError):  # what stands there tells of less: no loss
            if self._handle < 0:
                self._handle = os.open(
                    self._file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
                )
                os.set_inheritable(self._handle, False)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, self._closed(json.dumps(body).encode()))

    def _closed(self, body: bytes) -> bytes:
        room = _LENGTH - len(_MAGIC) - _NONCE - _SUM
        nonce, padded = os.urandom(_NONCE), body.ljust(room)
        if self._key is None:
            return _MAGIC + nonce + padded + _sum(nonce + padded)
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return _MAGIC + nonce + AESGCM(self._key).encrypt(nonce, padded, _MAGIC)

    def _opened(self, content: bytes) -> bytes:
        """Return what was written.

        Raises:
            ValueError: if it is not what was written.
        """
        head = len(_MAGIC) + _NONCE
        nonce, rest = content[len(_MAGIC) : head], content[head:]
        if len(content) != _LENGTH or not content.startswith(_MAGIC):
            raise ValueError("not of this form")
        if self._key is None:
            if _sum(nonce + rest[:-_SUM]) != rest[-_SUM:]:
                raise ValueError("damaged")
            return rest[:-_SUM]
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._key).decrypt(nonce, rest, _MAGIC)
        except InvalidTag as wrong:
            raise ValueError("damaged, or of another key") from wrong


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SUM).digest()


def _hour(at: str) -> str:
    """Return a moment in words, "10:14 on Mar. 2, 2026", as it was by this computer's clock."""
    if not at:
        return ""
    local = dt.datetime.fromisoformat(at).astimezone()
    return f"{local:%H:%M} on {day_words(local.date())}"
