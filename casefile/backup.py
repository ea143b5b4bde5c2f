"""Copies of the case: of the case file once a day, and of everything in one ZIP archive.

The archive may be protected with a passphrase; then it is one encrypted file, see ``protected_file``. That of
a protected case holds everything as it lies in the case folder, encrypted, and the wrapped keys with it.
"""

import datetime as dt
import fnmatch
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from casefile import case_key, leftovers, protected_file, sealed_files
from casefile.case_key import KEYS, CaseKey
from casefile.connecting import connect, damage, trouble
from casefile.database import APPLICATION_ID, Database, copy_database, explained
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseExists,
    CaseFailure,
    CaseUnreachable,
    NotACase,
)
from casefile.import_records import Progress
from casefile.originals import file_hash
from casefile.paths import SUFFIX, CasePaths
from casefile.private import ORIGINAL, new_folder
from casefile.protection import Protection
from casefile.rekeying import pour_content
from casefile.store import Store
from casefile.turns import in_turns

__all__ = [
    "before_migration",
    "daily",
    "good_copies",
    "is_copy",
    "is_opened_by",
    "looking",
    "needs_secret",
    "new_case",
    "packing",
    "restoring",
    "seal",
    "tidy",
    "writing",
]

_DAILY_KEPT = 14
_DAILY = re.compile(r"case \d{4}-\d\d-\d\d\.db")
_COPIES = "case *.db"
_DATABASE, _DOCUMENTS = "case.db", "documents"
_LARGEST_MEMBER = 4 * 1024**3  # bytes of one file in an archive; an original has 512 MB at most
_LARGEST_KEYS = 64 * 1024
_PACKED = zipfile.ZIP_DEFLATED
_CHUNK = 1024 * 1024
_CHUNKS_AT_ONCE = 4  # to pack them takes some tenth of a second; then it may be given up


def before_migration(paths: CasePaths, today: dt.date) -> Path:
    """Return where the case file is copied to before its schema changes."""
    return paths.backups / f"case {today.isoformat()} before update.db"


def tidy(paths: CasePaths) -> None:
    """Remove what a backup that was broken off left behind."""
    for left in (*paths.backups.glob(".backup-*"), *paths.backups.glob("*.part")):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def daily(paths: CasePaths, today: dt.date, database: Database | None = None) -> None:
    """Copy the case file unless that was done today, and open the copy; the newest fourteen are kept.

    Raises:
        CaseDamaged: if the open ``database`` is not as it was written: bad copies would displace good ones.
    """
    target = paths.backups / f"case {today.isoformat()}.db"
    if target.exists():
        return
    if database is not None and database.damaged_pages():
        raise CaseDamaged(
            "The case file was damaged by the disk or another program, so no copy of the day was made of it. "
            "“Check the case” says more."
        )
    key = database.key if database is not None else None
    copy_database(paths.database, target, key)
    if database is not None:
        database.was_copied()
    if _reached(target, key) is None:
        target.unlink()
        raise CaseDamaged(
            "The copy of the day cannot be opened again, so it was not kept. Check the disk of the case."
        )
    seal(target)
    kept = sorted(path for path in paths.backups.iterdir() if _DAILY.fullmatch(path.name))
    kept.remove(target)  # where the clock was set back, it is not the newest by its name
    for path in kept[: 1 - _DAILY_KEPT]:
        path.unlink()
        _seal_of(path).unlink(missing_ok=True)


def good_copies(paths: CasePaths, key: bytes | None = None) -> tuple[Path, ...]:
    """Return the copies in “backups” that open and are as they were written, the newest first.

    ``key`` is the raw key of a protected case's file and of its copies.
    The newest is the one in which most was ever entered: clocks are set back, and dates of files change.
    """
    found = []
    for copy in sorted(paths.backups.glob(_COPIES)):
        known = _known_hash(copy)
        reached = _reached(copy, key) if known in (None, file_hash(copy)) else None
        if reached is not None:
            found.append((reached, copy))
    return tuple(copy for _, copy in sorted(found, reverse=True))


def is_copy(file: Path, key: bytes | None) -> bool:
    """Tell whether a file in “backups” is a good copy of the case file."""
    return fnmatch.fnmatchcase(file.name, _COPIES) and _reached(file, key) is not None


def is_opened_by(database: Path, key: bytes | None) -> bool:
    """Tell whether a case file is opened by a raw key; nothing is written beside it."""
    try:
        with closing(looking(database, key)) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except damage():
        return False


def seal(copy: Path) -> None:
    """Note a copy's hash beside it, as the usual programs that check hashes have it."""
    half = copy.with_name(f"{copy.name}.part")
    half.write_text(f"{file_hash(copy)}  {copy.name}\n", encoding="utf-8")
    half.replace(_seal_of(copy))


def _known_hash(copy: Path) -> str | None:
    """Return the hash that a copy had when it was made; ``None`` where nothing tells it."""
    seal = _seal_of(copy)
    told = seal.read_text(encoding="utf-8", errors="replace")[:64] if seal.is_file() else ""
    return told if re.fullmatch("[0-9a-f]{64}", told) else None


def _seal_of(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.sha256")


def _reached(copy: Path, key: bytes | None) -> int | None:
    """Return how many rows were ever entered into a copy of a case file; ``None`` for a damaged one."""
    try:
        with closing(looking(copy, key)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return None
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            connection.execute("SELECT value FROM info WHERE key = 'case_id'").fetchone()[0]
            return int(connection.execute("SELECT total (seq) FROM sqlite_sequence").fetchone()[0])
    except damage():
        return None


def looking(file: Path, key: bytes | None = None) -> sqlite3.Connection:
    """Open a case file that nobody writes, to be looked at alone; no code of its own is run."""
    connection = connect(file, key, immutable=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def writing(
    store: Store, file: Path, protection: Protection | None = None
) -> Generator[Progress, None, None]:
    """Write the whole case to an archive, then read it back and compare every original's hash, step by step.

    An older archive of that name is replaced only when the new one has proved good; until then, closing the
    generator gives the new one up.

    Raises:
        CaseFailure: if an original is missing or damaged, or the disk is full.
    """
    paths = store.paths
    yield Progress(0, 1, "Copying the case file")
    try:
        with tempfile.TemporaryDirectory(dir=paths.backups, prefix=".backup-") as place:
            database = Path(place) / _DATABASE
            key = store.key
            copy_database(paths.database, database, _raw(key))
            names = _documents_of(database, _raw(key))
            for name in names:
                if not paths.original(name).is_file():
                    raise CaseDamaged(
                        f"The original “{name}” is missing, so the backup would not be whole. "
                        "Put it back first; “Check case” says what else is wrong."
                    )
            originals = {name: paths.original(name) for name in names}
            keys = _keys(paths, key, protection, Path(place))
            secret = protection.passphrase if protection is not None else None

            def prove(half: Path) -> Iterator[tuple[int, str]]:
                return _verify(half, names, secret, paths)

            total = 2 + 2 * len(names)
            for done, words in packing(database, originals, file, prove, protection, keys):
                yield Progress(done, total, words)
    except trouble() as error:
        raise explained(error, file) or error from error
    yield Progress(total, total, "Written")


def _raw(key: CaseKey | None) -> bytes | None:
    return key.database if key is not None else None


def _keys(
    paths: CasePaths, key: CaseKey | None, protection: Protection | None, place: Path
) -> Path | None:
    """Return the wrapped keys that go with a protected case: by its own secrets, or by others."""
    if key is None:
        return None
    case_key.settle(paths.folder)
    if protection is None:
        return paths.folder / KEYS
    (place / KEYS).write_bytes(case_key.rewrapped(key, protection))
    return place / KEYS


def _no_proof(_half: Path) -> Iterator[tuple[int, str]]:
    return iter(())


def packing(
    database: Path,
    originals: Mapping[str, Path],
    file: Path,
    prove: Callable[[Path], Iterator[tuple[int, str]]] = _no_proof,
    protection: Protection | None = None,
    keys: Path | None = None,
) -> Iterator[tuple[int, str]]:
    """Write a case file and originals, by the names they are told by, to an archive that ``restore`` opens.

    ``keys`` are the wrapped ones of a protected case, whose files are packed as they are.

    Yields how many parts are done, and what is done with the next, now and then in a long one; parts that
    ``prove`` counts follow. The archive has a hidden name until that is through, then it takes the place of
    an older one. Nothing is left when it fails or is given up.
    """
    half = file.with_name(f".{file.name}.part")
    first = [("the case file", database, _DATABASE)]
    if keys is not None:
        first.insert(0, ("the wrapped keys", keys, KEYS))
    # A sealed file's own name tells nothing.
    parts = [
        (f"“{name}”", original, f"{_DOCUMENTS}/{original.name}")
        for name, original in originals.items()
    ]
    with leftovers.noted(half):
        with (
            protected_file.written(half, protection) as target,
            zipfile.ZipFile(
                target, "w", _PACKED if keys is None else zipfile.ZIP_STORED
            ) as archive,
        ):
            for at, (told, source, member) in enumerate([*first, *parts], 1 - len(first)):
                for _ in _pack(archive, member, source):
                    yield max(0, at), f"Packing {told}"
        for at, words in prove(half):
            yield 1 + len(parts) + at, words
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(file)


def _pack(archive: zipfile.ZipFile, name: str, file: Path) -> Iterator[None]:
    """Add a file to an archive, yielding before and now and then."""
    member = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    member.compress_type = archive.compression
    yield
    with file.open("rb") as source, archive.open(member, "w") as target:
        yield from _copied(source, target.write)


def _copied(source: IO[bytes], take: Callable[[bytes], object]) -> Iterator[None]:
    """Hand over all bytes of a file, yielding now and then."""
    for at, chunk in enumerate(in_turns(iter(lambda: source.read(_CHUNK), b"")), 1):
        take(chunk)
        if at % _CHUNKS_AT_ONCE == 0:
            yield


@contextmanager
def new_case(folder: Path) -> Iterator[CasePaths]:
    """Yield a hidden place to make a case folder in, which then takes the name asked for, with its suffix.

    Nothing is left when that fails.

    Raises:
        CaseExists: if the folder is there and not empty.
    """
    if folder.suffix != SUFFIX:
        folder = folder.with_name(folder.name + SUFFIX)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseExists(f"“{folder.name}” is there already. Choose another name.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as place,
        leftovers.noted(Path(place)),
    ):
        paths = CasePaths(Path(place) / "case")
        yield paths
        if folder.exists():
            folder.rmdir()
        paths.folder.replace(folder)


def needs_secret(file: Path) -> bool:
    """Tell whether an archive is protected, or of a protected case; a file that is none is not.

    Raises:
        CaseFailure: if it cannot be read.
    """
    try:
        if protected_file.is_protected(file):
            return True
        with zipfile.ZipFile(file) as archive:
            return KEYS in archive.namelist()
    except zipfile.BadZipFile:
        return False
    except OSError as error:
        raise CaseFailure(
            f"“{file.name}” cannot be read ({error.strerror or error}). See that its disk is plugged in, or "
            "choose another backup."
        ) from error


def restoring(
    file: Path, folder: Path, secret: str | None = None, shield: CaseKey | None = None
) -> Generator[Progress, None, None]:
    """Unpack an archive into a new case folder, every original's hash checked, step by step.

    ``secret`` is the passphrase or recovery key of a protected one. What a plain case would be is sealed by
    the key ``shield``, if one is given, and opened by it alone. Nothing is left behind when it fails or
    is given up.

    Raises:
        NotACase: if the file is no archive of a case.
        CaseExists: if the folder is there and not empty.
        CaseDamaged: if an original is missing or not what was imported.
        PassphraseNeeded: if it is protected and the secret is missing or wrong.
    """
    yield Progress(0, 1, f"Opening “{file.name}”")
    try:
        with protected_file.opened(file, secret) as source, new_case(folder) as paths:
            yield from _unpack(source, file.name, paths.folder, secret, shield)
    except (zipfile.BadZipFile, FileNotFoundError) as error:
        raise NotACase(f"“{file.name}” is no backup of a case.") from error
    except OSError as error:
        raise explained(error, folder) or error from error
    yield Progress(1, 1, "Restored")


def _unpack(
    source: BinaryIO, name: str, folder: Path, secret: str | None, shield: CaseKey | None
) -> Iterator[Progress]:
    with zipfile.ZipFile(source) as archive:
        members = {member.filename: member for member in archive.infolist()}
        if _DATABASE not in members:
            raise NotACase(f"“{name}” is no backup of a case.")
        key = _key_of(archive, members, name, secret)
        within = key.files if key is not None else None  # of the originals as they are packed
        key = key or shield
        packed = CasePaths(folder, within)
        paths = CasePaths(folder, key.files if key is not None else None)
        new_folder(folder)
        paths.documents.mkdir()
        paths.backups.mkdir()
        step = Progress(0, 1, "Unpacking the case file")
        if within is not None:
            case_key.put(folder / KEYS, archive.read(KEYS))
        if within is None and shield is not None:
            yield step
            pour_content(archive.read(members[_DATABASE]), paths.database, shield.database)
        else:
            for _ in _extract(archive, members[_DATABASE], paths.database, None):
                yield step
        kept = _documents_of(paths.database, _raw(key))
        for at, (stored, sha256) in enumerate(kept.items(), 1):
            target = paths.original(stored)  # names come from the archive's own case file
            member = members.get(f"{_DOCUMENTS}/{packed.original(stored).name}")
            if member is None:
                raise CaseDamaged(f"The backup lacks the original “{stored}”. Use another backup.")
            step = Progress(at, 1 + len(kept), f"Unpacking “{stored}”")
            for _ in _extract(archive, member, target, paths.key if within is None else None):
                yield step
            if sealed_files.hashed(target, paths.key)[0] != sha256:
                raise CaseDamaged(
                    f"The original “{stored}” in the backup is damaged. Use another backup."
                )
            target.chmod(ORIGINAL)


def _key_of(
    archive: zipfile.ZipFile,
    members: Mapping[str, zipfile.ZipInfo],
    name: str,
    secret: str | None,
) -> CaseKey | None:
    """Return the key of a protected case that an archive holds, ``None`` for a plain one."""
    if KEYS not in members:
        return None
    if members[KEYS].file_size > _LARGEST_KEYS:
        raise CaseDamaged(f"The wrapped keys in “{name}” are too large to be real.")
    return case_key.key_of(archive.read(KEYS), secret, name)


def _extract(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, key: bytes | None
) -> Iterator[None]:
    """Take one file out of an archive, sealed by a key or as it is, yielding before and now and then."""
    if member.file_size > _LARGEST_MEMBER:
        raise CaseDamaged(f"“{member.filename}” in the backup is too large to be real.")
    yield
    with archive.open(member) as source, sealed_files.written(target, key) as copy:
        yield from _copied(source, copy.write)


def _documents_of(database: Path, key: bytes | None) -> dict[str, str]:
    """Return the stored name and hash of every document in a case file.

    Raises:
        NotACase: if it is none.
    """
    try:
        with closing(connect(database, key)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotACase("The backup's case file is of another program.")
            return dict(
                connection.execute(
                    "SELECT stored_name, sha256 FROM document ORDER BY id"
                ).fetchall()
            )
    except damage() as error:
        failure = explained(error, database.parent)
        if isinstance(failure, CaseUnreachable | CaseDiskFull):
            raise failure from error
        raise NotACase("The backup's case file is damaged. Use another backup.") from error


def _verify(
    file: Path, names: dict[str, str], secret: str | None, paths: CasePaths
) -> Iterator[tuple[int, str]]:
    """Read an archive back and compare the originals; yields how many have proved good, and the next."""
    import hashlib

    with protected_file.opened(file, secret) as source, zipfile.ZipFile(source) as archive:
        for at, (name, sha256) in enumerate(names.items()):
            step = at, f"Reading “{name}” back"
            yield step
            digest = hashlib.sha256()
            with archive.open(f"{_DOCUMENTS}/{paths.original(name).name}") as member:
                for _ in _copied(_plain(member, name, paths.key), digest.update):
                    yield step
            if digest.hexdigest() != sha256:
                raise CaseDamaged(
                    f"The original “{name}” is not what was imported, so the backup would not be whole. "
                    "Put the right file back first."
                )


def _plain(member: IO[bytes], name: str, key: bytes | None) -> IO[bytes]:
    """Return an original as it was imported: in a protected case it is packed as it lies there."""
    if key is None:
        return member
    damaged = CaseDamaged(f"The original “{name}” in the backup is damaged. Use another backup.")
    return sealed_files.reader(cast("BinaryIO", member), key, lambda: damaged)
