"""Another copy of the case, opened to bring its work in: a case folder, a backup, a file of review work.

It may be a stranger's: its case file is copied and read without ever running code of its own, names of
originals cannot lead out of it, and every original is compared with its hash.
"""

import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casefile import (
    backup,
    case_key,
    documents,
    exchange_file,
    exchange_sheet,
    ingest,
    machine_pages,
    receive,
    sealed_files,
)
from casefile.case_key import CaseKey
from casefile.connecting import connect, trouble
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, CaseFailure, NotACase
from casefile.exchange_records import MergeOutcome
from casefile.exchange_wording import counted
from casefile.exchange_words import Sheet
from casefile.import_records import Progress, result_of
from casefile.paths import CasePaths
from casefile.protection import new_key
from casefile.rekeying import pour
from casefile.store import Store
from importers.machine_page import MachinePage

__all__ = ["Original", "Other", "merge", "opened", "to_link"]

_PLACE = ".backup-"  # a folder that is cleared away when the case is opened the next time


@dataclass(frozen=True, slots=True)
class Original:
    """A document of the other copy."""

    file: Path
    name: str
    origin: str
    parent: str | None
    password: str | None
    pages: tuple[MachinePage, ...] = ()
    """Those that a machine has read."""
    key: bytes | None = field(default=None, repr=False)
    """That of the files of a protected case."""


@dataclass(frozen=True)
class Other:
    """Another copy: its words, and its originals by hash where it has any."""

    sheet: Sheet
    originals: Mapping[str, Original] = field(default_factory=dict)


@contextmanager
def opened(source: Path, store: Store, secret: str | None = None) -> Iterator[Other]:
    """Open another copy; nothing of it is changed. ``secret`` opens a protected case or archive.

    A protected one that is a copy of this very case is opened by the key of this one.

    Raises:
        CaseFailure: if it is no case, no backup and no review work, or if it is this very case.
        PassphraseNeeded: if it is protected and the secret is missing or wrong.
    """
    paths = store.paths
    # What a protected case looks at lies sealed in its folder meanwhile, by a key that nobody keeps.
    shield = CaseKey(new_key()) if store.key is not None else None
    try:
        if source.resolve() in (paths.folder.resolve(), paths.database.resolve()):
            raise CaseFailure("That is this case itself. Choose a colleague’s copy of it.")
        with tempfile.TemporaryDirectory(dir=paths.backups, prefix=_PLACE) as place:
            if source.is_dir() or source.name == "case.db":
                folder = source if source.is_dir() else source.parent
                yield _of_folder(folder, Path(place), _key_of(folder, store.key, secret), shield)
            elif exchange_file.is_review(source):
                yield Other(exchange_file.read(source))
            else:
                unpacked = Path(place) / "copy.pincite"
                result_of(backup.restoring(source, unpacked, secret, shield))
                key = _key_of(unpacked, store.key, secret) or shield
                yield _of_folder(unpacked, Path(place), key, shield)
    except OSError as error:
        raise explained(error, source) or CaseFailure(
            f"“{source.name}” cannot be read ({error.strerror or error})."
        ) from error


def _key_of(folder: Path, own: CaseKey | None, secret: str | None) -> CaseKey | None:
    """Return the key of another copy, ``None`` for a plain one."""
    if not case_key.is_protected(folder):
        return None
    if own is not None and secret is None and backup.is_opened_by(folder / "case.db", own.database):
        return own
    return case_key.unlock(folder, secret)


def _of_folder(folder: Path, place: Path, key: CaseKey | None, shield: CaseKey | None) -> Other:
    paths = CasePaths(folder, key.files if key is not None else None)
    if not paths.database.is_file():
        raise NotACase(
            f"“{paths.folder.name}” is no Pincite case. Choose a case folder, a backup (.zip) or a file of"
            " review work."
        )
    copy = place / "case.db"
    raw = key.database if key is not None else None
    kept = raw if raw is not None or shield is None else shield.database
    _copy(paths.database, raw, copy, kept)
    database = Database.open(copy, before_migration=place / "before.db", key=kept)
    try:
        with database.read() as connection:
            sheet = exchange_sheet.read(connection)
            return Other(exchange_file.checked(sheet), _originals(connection, paths))
    except (KeyError, TypeError, ValueError) as wrong:
        raise CaseDamaged(
            f"The case file of “{paths.folder.name}” holds what Pincite never wrote. Do not trust it."
        ) from wrong
    finally:
        database.close()


def _copy(database: Path, key: bytes | None, target: Path, kept: bytes | None) -> None:
    """Copy a case file as it stands, from a medium that may be read-only; the copy has the key ``kept``."""
    for immutable in (False, True):
        try:
            with (
                closing(connect(database, key, read_only=True, immutable=immutable)) as source,
                closing(connect(target, kept)) as copy,
            ):
                source.execute("PRAGMA trusted_schema = OFF")
                if key == kept:
                    source.backup(copy)
                else:
                    pour(source, copy, database)
                return
        except trouble():
            if immutable:
                raise
            target.unlink(missing_ok=True)


def _originals(connection: sqlite3.Connection, paths: CasePaths) -> dict[str, Original]:
    rows = connection.execute(
        "SELECT document.*, above.sha256 AS above FROM document"
        " LEFT JOIN document AS above ON above.id = document.parent ORDER BY document.id"
    ).fetchall()
    return {
        row["sha256"]: Original(
            paths.original(row["stored_name"]),
            row["name"],
            row["original_path"],
            row["above"],
            row["password"],
            machine_pages.of_document(connection, row["id"]),
            paths.key,
        )
        for row in rows
    }


def merge(
    store: Store,
    source: Path,
    take: Callable[[Sheet], Generator[Progress, None, MergeOutcome]],
    secret: str | None = None,
) -> Iterator[Progress]:
    """Bring in the papers of another copy, then its words by ``take``."""
    yield Progress(0, 1, "Reading the other copy")
    with opened(source, store, secret) as other:
        yield Progress(0, 1, "Looking at the other copy")
        before = _known(store)
        while wanted := _next(store, other):
            for at, (sha256, original) in enumerate(wanted.items()):
                yield Progress(at, len(wanted), f"Copying “{original.name}”")
                _adopt(store, sha256, original)
            yield from ingest.resume(store)
        came = len(_known(store) - before)
        outcome = yield from take(other.sheet)
    told = [f"{counted(outcome.decisions, 'decision')} came in"]
    if came:
        told.append(f"{counted(came, 'paper')} came with them")
    if outcome.conflicts:
        told.append(f"{counted(outcome.conflicts, 'conflict')} to settle")
    if outcome.waiting:
        told.append(
            f"{counted(outcome.waiting, 'word')} about papers or places that this copy lacks left out"
        )
    yield Progress(1, 1, f"{'; '.join(told)}.")


def _known(store: Store) -> set[str]:
    with store.database.read() as connection:
        return {row["sha256"] for row in connection.execute("SELECT sha256 FROM document")}


def _next(store: Store, other: Other) -> dict[str, Original]:
    """Return the papers to bring in next: attachments come with what they are attached to."""
    known = _known(store)
    lacking = {sha: each for sha, each in other.originals.items() if sha not in known}
    return {
        sha: each
        for sha, each in lacking.items()
        if each.parent is None or each.parent not in lacking
    }


def _adopt(store: Store, sha256: str, original: Original) -> None:
    """Copy an original into the case.

    Raises:
        CaseDamaged: if it is not the paper that the other copy says it is.
    """
    unpacked = store.paths.documents / f"{receive.UNPACKED}{uuid.uuid4().hex}"
    try:
        if not original.file.is_file():
            raise CaseDamaged(
                f"The other copy lacks its original “{original.name}”. Have it checked there first."
            )
        if not _is_copied(original, unpacked, store.paths.key, sha256):
            raise CaseDamaged(
                f"The original “{original.name}” of the other copy is damaged. Use another copy."
            )
        received = receive.adopt(
            store,
            unpacked,
            name=original.name,
            origin=original.origin,
            password=original.password,
        )
    finally:
        unpacked.unlink(missing_ok=True)
    with store.database.write() as connection:
        for page in original.pages:
            machine_pages.keep(connection, received.document, page)


def _is_copied(original: Original, target: Path, key: bytes | None, sha256: str) -> bool:
    try:
        return sealed_files.copied(original.file, original.key, target, key)[0] == sha256
    except CaseDamaged:
        return False


def to_link(connection: sqlite3.Connection, made: Iterable[tuple[object, ...]]) -> frozenset[int]:
    """Return the papers whose new quotes have to be linked with other papers, and note it in the case."""
    papers = {key[1] for key in made if key[0] == "quote"}
    rows = connection.execute("SELECT id, sha256 FROM document").fetchall()
    return documents.to_link_anew(
        connection, [row["id"] for row in rows if row["sha256"] in papers]
    )
