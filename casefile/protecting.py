"""A closed case is protected with a passphrase, or made plain again: in place, all of it or nothing.

All that is to be is first written into a hidden folder of the case, compared, and flushed to the disk. Then
one renaming decides: that of the file of wrapped keys, into the case folder or out of it. What follows only
moves files to where they belong and removes those of before; whoever opens the case next goes on with it
where that was broken off. Before the renaming the case is as it was, whatever happens.
"""

import contextlib
import json
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from casefile import (
    acknowledged,
    backup,
    case_key,
    page_sums,
    private,
    sealed_files,
    strangers,
    synced,
    torn_files,
)
from casefile.case_key import KEYS, PLAIN_AGAIN, CaseKey
from casefile.connecting import connect, trouble
from casefile.database import Database, explained
from casefile.errors import CaseDamaged, CaseDiskFull, CaseFailure, NotACase
from casefile.import_records import Progress
from casefile.lock import CaseLock
from casefile.paths import SEALED, CasePaths, forget
from casefile.protection import Cost, Protection
from casefile.rekeying import rewrite_database
from importers.archive_formats import is_system_file

__all__ = ["protect", "settle", "unprotect"]

_STAGE = ".protecting"
_OLD = "old.json"
"""What of the case folder goes when the new files are in their places."""
_DATABASE, _DOCUMENTS, _BACKUPS = "case.db", "documents", "backups"
_BESIDE = (page_sums.NAME, acknowledged.NAME, "case.db-wal", "case.db-shm", "case.db-journal")
_KNOWN = frozenset(
    {_DATABASE, _DOCUMENTS, _BACKUPS, "case.lock", "case.holder.json", KEYS, *_BESIDE}
)
_JUNK = ("case.db.new", "case.sums.new", f"{KEYS}.part")
"""How the names begin of what was being made when the program was ended."""
_INCOMING = ".incoming-"
_SPARE = 64 * 1024 * 1024  # bytes of room that are left


def protect(
    folder: Path,
    protection: Protection,
    local: Path | None = None,
    cost: Cost | None = None,
) -> Iterator[Progress]:
    """Have a closed case opened by a passphrase alone from now on; ``local`` is this user's own folder.

    Closing the generator gives it up; the case is then as it was. There has to be room for the case a second
    time. The papers' old blocks may be found on the disk until it writes over them.

    Raises:
        CaseInUse: if the case is open somewhere.
        CaseDamaged: if something of it is missing or damaged; nothing is changed then.
        CaseFailure: if it is protected already, holds what is not its own, or cannot be written.
    """
    local = local or private.application_data()
    with _held(folder, local) as folder:
        if case_key.is_protected(folder):
            raise CaseFailure(f"“{folder.name}” is protected already.")
        key, content = case_key.made(protection, cost)

        def decide(stage: Path) -> None:
            case_key.put(stage / KEYS, content)
            _moved(stage / KEYS, folder / KEYS)

        yield from _Change(folder, _STAGE, None, key, "Encrypting", decide).steps()
        _finish(folder, folder / _STAGE, local)
        case_key.settle(folder)
    yield Progress(1, 1, "The case is protected.")


def unprotect(folder: Path, secret: str | CaseKey, local: Path | None = None) -> Iterator[Progress]:
    """Have a closed, protected case lie open to whoever can read its folder, as ``protect`` did not.

    Raises:
        PassphraseNeeded: if the secret does not open it.
        CaseInUse: if the case is open somewhere.
        CaseDamaged: if something of it is missing or damaged; nothing is changed then.
        CaseFailure: if it is not protected, or cannot be written.
    """
    local = local or private.application_data()
    with _held(folder, local) as folder:
        if not case_key.is_protected(folder):
            raise CaseFailure(f"“{folder.name}” is not protected.")
        key = secret if isinstance(secret, CaseKey) else case_key.unlock(folder, secret)
        case_key.settle(folder)  # the first of the two is what is moved

        def decide(stage: Path) -> None:
            _moved(folder / KEYS, stage / KEYS)

        yield from _Change(folder, PLAIN_AGAIN, key, None, "Decrypting", decide).steps()
        _finish(folder, folder / PLAIN_AGAIN, local)
    yield Progress(1, 1, "The case is not protected any more.")


def settle(folder: Path, local: Path) -> None:
    """Finish or undo what was broken off; the case is locked by the caller, and links in it were refused.

    Raises:
        OSError: if that cannot be done.
    """
    stage = folder / _STAGE
    if stage.is_dir():
        if (folder / KEYS).is_file():
            _finish(folder, stage, local)
        else:
            _remove(stage)
    stage = folder / PLAIN_AGAIN
    if stage.is_dir():
        if (stage / KEYS).is_file():
            _finish(folder, stage, local)
        else:
            _remove(stage)


@contextmanager
def _held(folder: Path, local: Path) -> Iterator[Path]:
    """Lock a closed case, with nothing half done in it, and tell errors in the user's words."""
    folder = case_key.named(folder.expanduser().absolute())
    synced.refuse_unfinished(folder)
    if not (folder / _DATABASE).is_file():
        raise NotACase(f"“{folder}” is no Pincite case.")
    strangers.refuse_links(folder)
    lock = CaseLock(folder)
    try:
        settle(folder, local)
        yield folder
    except OSError as error:
        raise explained(error, folder) or CaseFailure(
            f"The change of “{folder.name}” could not be finished ({error.strerror or error}). Close other "
            "programs and open the case: it goes on where it was left, or is as it was."
        ) from error
    except trouble() as error:
        raise explained(error, folder) or error from error
    finally:
        lock.release()


@dataclass(frozen=True)
class _Change:
    """One change from a key, or none, to another: everything but the last moves."""

    folder: Path
    stage_name: str
    old: CaseKey | None
    new: CaseKey | None
    verb: str
    decide: Callable[[Path], None]
    """Does the one renaming."""
    source: CasePaths = field(init=False)
    stage: CasePaths = field(init=False)

    def __post_init__(self) -> None:
        """Tell where everything lies, and where it is written."""
        old = self.old.files if self.old is not None else None
        new = self.new.files if self.new is not None else None
        object.__setattr__(self, "source", CasePaths(self.folder, old))
        object.__setattr__(self, "stage", CasePaths(self.folder / self.stage_name, new))

    def steps(self) -> Iterator[Progress]:
        """Write all anew and decide; what was written goes if it is given up before that."""
        yield Progress(0, 1, "Looking at the case")
        self._whole()
        backup.tidy(self.source)
        papers = self._papers()
        beside = self._beside()
        self._refuse_strange(papers)
        self._refuse_without_room(papers, beside)
        stage = self.stage.folder
        is_decided = False
        total = 2 + len(papers) + len(beside)
        try:
            for place in (stage, self.stage.documents, self.stage.backups):
                private.new_folder(place)
            yield Progress(0, total, f"{self.verb} the case file")
            self._rewrite(self.source.database, self.stage.database)
            for at, (name, sha256) in enumerate(papers.items(), 1):
                yield Progress(at, total, f"{self.verb} “{name}”")
                self._paper(name, sha256)
            for at, file in enumerate(beside, 1 + len(papers)):
                yield Progress(at, total, f"{self.verb} “{file.name}” of the backups")
                self._copy(file)
            yield Progress(total - 1, total, "Putting everything in its place")
            self._note_old(papers)
            for place in (self.stage.documents, self.stage.backups, stage):
                _synced(place)
            self.decide(stage)
            is_decided = True
        finally:
            if not is_decided and not self._was_decided():
                with suppress(OSError):  # the next opening does it
                    _remove(stage)

    def _was_decided(self) -> bool:
        """Tell whether the keys were renamed though flushing that failed."""
        return case_key.is_protected(self.folder) is (self.new is not None)

    def _whole(self) -> None:
        """See that the case file is whole and up to date, and all of it in one file.

        Raises:
            CaseDamaged: if it is not.
        """
        before = self.source.backups / "case before protection.db.part"
        key = self.old.database if self.old is not None else None
        database = Database.open(self.source.database, before_migration=before, key=key)
        try:
            if database.damaged_pages():
                raise CaseDamaged(
                    "The case file was damaged by the disk or another program. Open the case and choose "
                    "“Check the case” first; it says what can be done."
                )
        finally:
            database.close()
        for name in _BESIDE[2:]:
            if (self.folder / name).exists():
                raise CaseFailure(
                    f"“{self.folder.name}” is being read by another program. Close it, then try again."
                )

    def _papers(self) -> dict[str, str]:
        """Return the stored names of all papers, with their hashes."""
        key = self.old.database if self.old is not None else None
        with closing(connect(self.source.database, key, immutable=True)) as connection:
            rows = connection.execute("SELECT stored_name, sha256 FROM document ORDER BY id")
            return {row["stored_name"]: row["sha256"] for row in rows}

    def _beside(self) -> list[Path]:
        """Return what lies in “backups”; the hashes of copies are noted anew."""
        return [
            file
            for file in sorted(self.source.backups.iterdir())
            if file.name != KEYS and not _is_junk(file) and not file.name.endswith(".sha256")
        ]

    def _refuse_strange(self, papers: dict[str, str]) -> None:
        """Refuse to leave something plain that the case does not know, or to remove what is not its own."""
        known = {self.source.original(name).name for name in papers}
        strange = [
            file
            for file in (*self.folder.iterdir(), *self.source.documents.iterdir())
            if file.name not in known and file.name not in _KNOWN and not _is_junk(file)
        ]
        strange += [file for file in self.source.backups.iterdir() if not file.is_file()]
        if strange:
            raise CaseFailure(
                f"“{strange[0].name}” lies in the case folder and is not part of the case. Import it, or "
                "move it elsewhere, then try again."
            )
        if any(file.name.startswith(_INCOMING) for file in self.source.documents.iterdir()):
            raise CaseFailure(
                f"An import into “{self.folder.name}” was broken off. Open the case once, so that it is "
                "finished, then try again."
            )

    def _refuse_without_room(self, papers: dict[str, str], beside: list[Path]) -> None:
        files = [
            self.source.database,
            *beside,
            *(self.source.original(name) for name in papers),
        ]
        needed = _SPARE + sum(file.stat().st_size for file in files if file.exists()) * 21 // 20
        free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise CaseDiskFull(
                f"The disk that holds “{self.folder.name}” has too little room: for a while the case needs "
                f"{_told(needed)} more, and there are {_told(free)}. Nothing was changed; make room and try "
                "again."
            )

    def _rewrite(self, file: Path, target: Path) -> None:
        old = self.old.database if self.old is not None else None
        new = self.new.database if self.new is not None else None
        rewrite_database(file, old, target, new)

    def _paper(self, name: str, sha256: str) -> None:
        original, target = self.source.original(name), self.stage.original(name)
        if not original.is_file():
            raise CaseDamaged(
                f"The original “{name}” is missing. Put it back from a backup of the case first; “Check the "
                "case” says what else is wrong."
            )
        found, _ = sealed_files.copied(original, self.source.key, target, self.stage.key)
        if found != sha256:
            raise CaseDamaged(
                f"The original “{name}” is not what was imported. Put it back from a backup of the case "
                "first."
            )
        if sealed_files.hashed(target, self.stage.key)[0] != sha256:
            raise CaseDamaged(
                f"“{name}” could not be read back as it was written. Check the disk of the case."
            )
        target.chmod(private.ORIGINAL)

    def _copy(self, file: Path) -> None:
        """Take a copy of the case file, or whatever lies beside it, over into the new backups."""
        old = self.old.database if self.old is not None else None
        if backup.is_copy(file, old):
            target = self.stage.backups / file.name
            self._rewrite(file, target)
            backup.seal(target)
            return
        name = file.name if self.new is not None else file.name.removesuffix(SEALED)
        target = self.stage.backups / (name + (SEALED if self.new is not None else ""))
        is_sealed = self.source.key is not None and sealed_files.is_sealed(file)
        # A case file that was damaged is encrypted by the key that goes.
        if old is None or is_sealed or not torn_files.decrypted(file, old, target):
            source_key = self.source.key if is_sealed else None
            sealed_files.copied(file, source_key, target, self.stage.key)

    def _note_old(self, papers: dict[str, str]) -> None:
        """Write down what is to go in the end."""
        named = {self.source.original(name).name for name in papers}
        named |= {file.name for file in self.source.documents.iterdir() if _is_junk(file)}
        kept = {file.name for file in self.stage.backups.iterdir()}
        gone = {file.name for file in self.source.backups.iterdir()} - kept
        told = {
            "": sorted(file.name for file in self.folder.iterdir() if _is_junk(file)),
            _DOCUMENTS: sorted(named),
            _BACKUPS: sorted(gone),
        }
        with sealed_files.written(self.stage.folder / _OLD, None) as target:
            target.write(json.dumps(told).encode("utf-8", "surrogatepass"))


def _finish(folder: Path, stage: Path, local: Path) -> None:
    """Put all that was written in its place and remove what was before, from wherever that was left off."""
    is_plain = case_key.is_plain(folder / _DATABASE)
    fresh = stage / _DATABASE
    if is_plain is (stage.name == _STAGE) and fresh.is_file():
        for name in (_DOCUMENTS, _BACKUPS):
            for file in sorted((stage / name).iterdir()):
                file.replace(folder / name / file.name)
            _synced(folder / name)
        for name in _BESIDE:
            (folder / name).unlink(missing_ok=True)
        _moved(fresh, folder / _DATABASE)
    for place, names in _old(stage).items():
        for name in names:
            _unlink(folder / place / name)
    forget(local, folder)
    _remove(stage)


def _old(stage: Path) -> dict[str, list[str]]:
    """Return what is to go, by folder; names that lead elsewhere are no names.

    Where the list is gone already, or is none, nothing goes; what is left over then “Check the case” names.
    """
    try:
        told = json.loads((stage / _OLD).read_bytes().decode("utf-8", "surrogatepass"))
        return {
            place: [name for name in told[place] if Path(name).name == name]
            for place in ("", _DOCUMENTS, _BACKUPS)
        }
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return {}


def _is_junk(file: Path) -> bool:
    """Tell whether a file is nobody's: what a system leaves may tell names, or be pictures of papers."""
    return is_system_file(file.name) or file.name.startswith(_JUNK)


def _moved(file: Path, target: Path) -> None:
    file.replace(target)
    _synced(target.parent)
    _synced(file.parent)


def _synced(folder: Path) -> None:
    from index.storage import sync_folder

    sync_folder(folder)


def _unlink(file: Path) -> None:
    if file.is_file():
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows removes nothing that is read-only
        file.unlink()


def _remove(stage: Path) -> None:
    for file in sorted(stage.rglob("*"), reverse=True):
        if not file.is_dir():
            _unlink(file)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(stage)


def _told(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, size // 1_000_000)} MB"
