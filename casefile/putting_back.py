"""A missing or damaged original is put back from a file that the attorney has, if that is what was imported.

The file is copied beside the originals under a hidden name, sealed in a protected case, read back from the
disk, and then takes the original's place by one renaming: a kill leaves the one before, or the whole one.
"""

import datetime as dt
import os
import stat
import uuid
from contextlib import suppress
from pathlib import Path

from casefile import originals, sealed_files
from casefile.connecting import trouble
from casefile.database import explained
from casefile.errors import CaseDamaged, CaseFailure, NoSuchFinding, NotTheOriginal
from casefile.paths import CasePaths
from casefile.private import ORIGINAL
from casefile.store import Store

__all__ = ["put_back", "sweep"]

_HALF = ".returning-"


def put_back(store: Store, document: int, file: Path) -> None:
    """Have a file be a document's original again, and what was told of the damage be forgotten.

    Raises:
        NoSuchFinding: if there is no document of that number.
        NotTheOriginal: if the file is another one than was imported; nothing is changed then.
        CaseFailure: if the file cannot be read, or the case cannot be written.
    """
    with store.database.read() as connection:
        row = connection.execute(
            "SELECT name, stored_name, sha256, bytes FROM document WHERE id = ?", (document,)
        ).fetchone()
    if row is None:
        raise NoSuchFinding("That document is no longer in the case.")
    file = file.expanduser()
    try:
        size = file.stat().st_size
        with file.open("rb"):
            pass
    except OSError as error:
        raise CaseFailure(
            f"“{file.name}” cannot be read ({error.strerror or error}). Choose another copy of it."
        ) from error
    another = NotTheOriginal(
        f"“{file.name}” is not the file that was imported as “{row['name']}”: not every byte is the same. "
        "Choose the file it came from, or the one in a backup of the case."
    )
    if size != row["bytes"]:
        raise another
    original = store.paths.original(row["stored_name"])
    half = store.paths.documents / f"{_HALF}{uuid.uuid4().hex}"
    try:
        store.paths.documents.mkdir(exist_ok=True)
        if sealed_files.copied(file, None, half, store.paths.key)[0] != row["sha256"]:
            raise another
        if sealed_files.hashed(half, store.paths.key)[0] != row["sha256"]:
            raise CaseDamaged(
                f"“{row['name']}” could not be read back as it was written. Check the disk of the case."
            )
        if store.paths.key is None:  # the day of its last change tells something of a paper
            about = file.stat()
            os.utime(half, ns=(about.st_atime_ns, about.st_mtime_ns))
        half.chmod(ORIGINAL)
        _take_place(half, original)
        today = dt.datetime.now().astimezone().date()
        with store.database.write() as connection:
            originals.note(connection, {document: None}, today)
    except trouble() as error:
        raise explained(error, store.paths.folder) or error from error
    finally:
        with suppress(OSError):  # the next opening does it
            _remove(half)


def sweep(paths: CasePaths) -> None:
    """Remove what was being put back when the program was ended; the case is locked by the caller.

    Raises:
        OSError: if it cannot be removed.
    """
    for left in paths.documents.glob(f"{_HALF}*"):
        _remove(left)


def _take_place(half: Path, original: Path) -> None:
    from index.storage import sync_folder

    with suppress(FileNotFoundError):
        original.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows replaces nothing that is read-only
    half.replace(original)
    sync_folder(original.parent)


def _remove(left: Path) -> None:
    if left.is_file():
        left.chmod(stat.S_IRUSR | stat.S_IWUSR)
        left.unlink()
