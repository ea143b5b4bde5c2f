"""Originals compared with what was imported: what is wrong with each, and when it was last looked at.

What was found is kept in the case and told beside the paper until its original is whole again.
"""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casefile import sealed_files
from casefile.errors import CaseDamaged
from casefile.import_records import result_of
from casefile.paths import CasePaths
from casefile.records import ORIGINAL_DAMAGED
from casefile.turns import in_turns
from importers.document import Notice

__all__ = [
    "Damage",
    "Original",
    "all_of",
    "damage_of",
    "due",
    "file_hash",
    "note",
    "notices",
    "sentence",
]

_DAYS = 30
"""Within so many days each original is looked at."""

_CHUNK = 1024 * 1024
_CHUNKS_AT_ONCE = 16  # some tenth of a second; then it may be given up


class Damage(StrEnum):
    """What is wrong with an original, as the case keeps it."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    CHANGED = "changed"


_SENTENCES = {
    Damage.MISSING: "The original is missing. Put it back from a backup of the case.",
    Damage.UNREADABLE: "The original cannot be opened. Check the disk, then check again.",
    Damage.CHANGED: "The original is not what was imported. Put it back from a backup of the case.",
}


@dataclass(frozen=True, slots=True)
class Original:
    """A kept original: its document, its name under “documents”, and its SHA-256 when it came."""

    document: int
    stored_name: str
    sha256: str


def file_hash(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal, as it lies on the disk."""
    return result_of(_hashing(path, None))


def sentence(damage: Damage) -> str:
    """Return what the user is told of a damage, with the next step."""
    return _SENTENCES[damage]


def all_of(connection: sqlite3.Connection) -> tuple[Original, ...]:
    """Return all originals in the order they came."""
    rows = connection.execute("SELECT id, stored_name, sha256 FROM document ORDER BY id")
    return tuple(Original(*row) for row in rows)


def due(connection: sqlite3.Connection, today: dt.date) -> tuple[Original, ...]:
    """Return the originals that are to be looked at, those first that were not for the longest.

    A day to come, of a clock that was set back since, is as good as none.
    """
    rows = connection.execute(
        "SELECT document.id, stored_name, sha256 FROM document LEFT JOIN original_look"
        " ON original_look.document = document.id"
        " WHERE ifnull (looked, substr (added, 1, 10)) NOT BETWEEN ? AND ?"
        " ORDER BY ifnull (looked, substr (added, 1, 10)), document.id",
        # An added day is one of UTC, which may be tomorrow here.
        ((today - dt.timedelta(_DAYS - 1)).isoformat(), (today + dt.timedelta(1)).isoformat()),
    )
    return tuple(Original(*row) for row in rows)


def damage_of(paths: CasePaths, original: Original) -> Generator[None, None, Damage | None]:
    """Read an original whole and return what is wrong with it; yields now and then, to be given up.

    Raises:
        CaseDamaged: if its name leads out of the case.
    """
    file = paths.original(original.stored_name)
    try:
        sha256 = yield from _hashing(file, paths.key)
    except CaseDamaged:
        return Damage.CHANGED
    except FileNotFoundError:
        return Damage.MISSING
    except OSError:
        return Damage.UNREADABLE
    return None if sha256 == original.sha256 else Damage.CHANGED


def note(
    connection: sqlite3.Connection, found: Mapping[int, Damage | None], today: dt.date
) -> tuple[int, ...]:
    """Keep what a look at originals found, by document; returns those that were not known as damaged so."""
    before = _known(connection)
    connection.executemany(
        "INSERT INTO original_look (document, looked, damage)"
        " SELECT id, ?, ? FROM document WHERE id = ?"  # it may have been removed meanwhile
        " ON CONFLICT (document) DO UPDATE SET looked = excluded.looked, damage = excluded.damage",
        [(today.isoformat(), damage, document) for document, damage in found.items()],
    )
    return tuple(
        document
        for document, damage in found.items()
        if damage is not None and before.get(document) != damage
    )


def notices(connection: sqlite3.Connection) -> dict[int, tuple[Notice, ...]]:
    """Return what is to be told beside papers whose originals are damaged, by document."""
    return {
        document: (Notice(ORIGINAL_DAMAGED, _SENTENCES[damage]),)
        for document, damage in _known(connection).items()
    }


def _known(connection: sqlite3.Connection) -> dict[int, Damage]:
    rows: Iterable[tuple[int, str]] = connection.execute(
        "SELECT document, damage FROM original_look WHERE damage IS NOT NULL"
    )
    return {document: Damage(damage) for document, damage in rows}


def _hashing(path: Path, key: bytes | None) -> Generator[None, None, str]:
    digest = hashlib.sha256()
    with sealed_files.opened(path, key) as source:
        for at, chunk in enumerate(in_turns(iter(lambda: source.read(_CHUNK), b"")), 1):
            digest.update(chunk)
            if at % _CHUNKS_AT_ONCE == 0:
                yield
    return digest.hexdigest()
