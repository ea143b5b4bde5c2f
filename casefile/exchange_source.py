"""Another copy of the case, opened to bring its work in: a case folder, a backup, a file of review work.

It may be a stranger's: its case file is copied and read without ever running code of its own, names of
originals cannot lead out of it, and every original is compared with its hash.
"""

import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casefile import backup, exchange_file, exchange_sheet, ingest, machine_pages, receive
from casefile.check import file_hash
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, CaseFailure, NotACase
from casefile.exchange_records import MergeOutcome
from casefile.exchange_wording import counted
from casefile.exchange_words import Sheet
from casefile.import_records import Progress
from casefile.paths import CasePaths
from casefile.records import DocumentState
from casefile.store import Store
from importers.machine_page import MachinePage

__all__ = ["Original", "Other", "link_quotes", "merge", "opened"]

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


@dataclass(frozen=True)
class Other:
    """Another copy: its words, and its originals by hash where it has any."""

    sheet: Sheet
    originals: Mapping[str, Original] = field(default_factory=dict)


@contextmanager
def opened(source: Path, paths: CasePaths) -> Iterator[Other]:
    """Open another copy; nothing of it is changed.

    Raises:
        CaseFailure: if it is no case, no backup and no review work, or if it is this very case.
    """
    try:
        if source.resolve() in (paths.folder.resolve(), paths.database.resolve()):
            raise CaseFailure("That is this case itself. Choose a colleague’s copy of it.")
        with tempfile.TemporaryDirectory(dir=paths.backups, prefix=_PLACE) as place:
            if source.is_dir() or source.name == "case.db":
                folder = source if source.is_dir() else source.parent
                yield _of_folder(CasePaths(folder), Path(place))
            elif exchange_file.is_review(source):
                yield Other(exchange_file.read(source))
            else:
                unpacked = Path(place) / "copy.pincite"
                backup.restore(source, unpacked)
                yield _of_folder(CasePaths(unpacked), Path(place))
    except OSError as error:
        raise explained(error, source) or CaseFailure(
            f"“{source.name}” cannot be read ({error.strerror or error})."
        ) from error


def _of_folder(paths: CasePaths, place: Path) -> Other:
    if not paths.database.is_file():
        raise NotACase(
            f"“{paths.folder.name}” is no Pincite case. Choose a case folder, a backup (.zip) or a file of"
            " review work."
        )
    copy = place / "case.db"
    _copy(paths.database, copy)
    database = Database.open(copy, before_migration=place / "before.db")
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


def _copy(database: Path, target: Path) -> None:
    """Copy a case file as it stands, from a medium that may be read-only."""
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            with (
                closing(
                    sqlite3.connect(f"{database.absolute().as_uri()}?{options}", uri=True)
                ) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.execute("PRAGMA trusted_schema = OFF")
                source.backup(copy)
                return
        except sqlite3.OperationalError:
            if options != "mode=ro":
                raise


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
        )
        for row in rows
    }


def merge(store: Store, source: Path, take: Callable[[Sheet], MergeOutcome]) -> Iterator[Progress]:
    """Bring in the papers of another copy, then its words by ``take``."""
    with opened(source, store.paths) as other:
        yield Progress(0, 1, "Looking at the other copy")
        before = _known(store)
        while wanted := _next(store, other):
            for sha256, original in wanted.items():
                _adopt(store, sha256, original)
            yield from ingest.resume(store)
        came = len(_known(store) - before)
        yield Progress(0, 1, "Bringing in the work")
        outcome = take(other.sheet)
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
        shutil.copyfile(original.file, unpacked)
        if file_hash(unpacked) != sha256:
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


def link_quotes(store: Store, made: Iterable[tuple[object, ...]]) -> None:
    """Note where the words of new quotes stand in other papers."""
    papers = {key[1] for key in made if key[0] == "quote"}
    with store.database.read() as connection:
        numbers = [
            row["id"]
            for row in connection.execute("SELECT id, sha256, state FROM document ORDER BY id")
            if row["sha256"] in papers and row["state"] == DocumentState.READY
        ]
    for number in numbers:
        ingest.link(store, number)
