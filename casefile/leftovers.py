"""What is written outside the case folder is noted meanwhile, so that a kill leaves nothing of it for good.

A backup, a report or a copy of some papers grows under a hidden name beside its place, wherever the attorney
wants it; a readable copy of a protected paper lies in a folder for temporary files as long as its case is
open. Whoever writes it removes it; after a kill the next start does, by these notes.
"""

import json
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from casefile.private import new_folder

__all__ = ["READABLE", "note", "noted", "remove", "sweep"]

_FOLDER = "unfinished"
_NEW_CASE = ".new-"
"""How the names of folders begin that are written so; files are hidden and end in ".part"."""

READABLE = "pincite-readable-"
"""How the names of folders begin in which readable copies of protected papers lie."""


def note(path: Path) -> Path:
    """Note that a file or folder is there for a while, and return the note: to be removed after it."""
    told = {"path": str(path.absolute()), "process": os.getpid(), "began": _began(os.getpid())}
    noted_in = _place() / f"{uuid.uuid4().hex}.json"
    new_folder(noted_in.parent)
    noted_in.write_text(json.dumps(told), encoding="utf-8")
    return noted_in


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Note that a hidden file or folder is being written; a file still there at the end is removed."""
    own_note: Path | None = None
    with suppress(OSError):  # without a note it is written all the same
        own_note = note(path)
    try:
        yield
    finally:
        if not path.is_dir():
            path.unlink(missing_ok=True)
        if own_note is not None:
            with suppress(OSError):
                own_note.unlink(missing_ok=True)


def sweep() -> None:
    """Remove what processes that are gone were writing; what lies on a drive that is away, another time."""
    place = _place()
    if not place.is_dir():
        return
    for each in place.glob("*.json"):
        with suppress(OSError):
            _sweep(each)


def remove(folder: Path) -> None:
    """Remove a folder with what is read-only in it, which some systems refuse.

    Raises:
        OSError: if something of it is held by another program, as on Windows.
    """
    for file in folder.iterdir():
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
        file.unlink()
    folder.rmdir()


def _sweep(note: Path) -> None:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        path, process, began = Path(told["path"]), int(told["process"]), float(told["began"])
    except (ValueError, KeyError, TypeError):
        note.unlink()  # the kill came as it was written: nothing was begun
        return
    if _began(process) == began:
        return  # it is still at it
    if _is_ours(path):
        if path.is_dir() and not path.is_symlink():
            remove(path) if path.name.startswith(READABLE) else shutil.rmtree(path)
        elif path.parent.is_dir():
            path.unlink(missing_ok=True)
        else:
            return
    note.unlink()


def _is_ours(path: Path) -> bool:
    """Tell whether a name is one that is written under: no note can have anything else removed."""
    name = path.name
    return name.startswith((_NEW_CASE, READABLE)) or (
        name.startswith(".") and name.endswith(".part")
    )


def _began(process: int) -> float:
    """Return when a process was started, 0.0 for one that is not there: numbers are given anew."""
    import psutil

    try:
        return float(psutil.Process(process).create_time())
    except psutil.Error:
        return 0.0


def _place() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Pincite", appauthor=False) / _FOLDER
