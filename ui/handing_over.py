"""A second start of the program: what is open already is shown in the window that has it, by a letter.

Each window keeps a folder of its own in this user's data, under the number of its process. A letter there
is a small file that names the folder of a case and, for a link, the link; the window takes it away.
No socket is opened for that. Without Qt: the second program looks here before it makes a window.
"""

import contextlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from casefile.private import new_folder

__all__ = ["Letter", "hand_over", "letters", "new_box", "sweep", "take", "windows"]

_PATIENCE_SECONDS = 5.0
"""A window that is well takes a letter at once; one that is not does not keep its user waiting."""
_LOOK_EVERY = 0.05
_ENDING = ".json"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a window is asked for: its own case, by the folder, or a place in it, by a ``link``."""

    folder: str
    link: str = ""


def windows() -> Path:
    """Return the folder in which each window has its own."""
    return platformdirs.user_data_path("Pincite", appauthor=False) / "windows"


def hand_over(folder: Path, link: str = "", *, patience: float = _PATIENCE_SECONDS) -> bool:
    """Ask the window that has a case open to show it, or a place in it; tell whether it does.

    Without such a window, or where it does not answer in so many seconds, nothing is left behind.
    """
    from casefile.lock import holder_here

    folder = folder.expanduser().absolute()
    process = holder_here(folder)
    box = windows() / str(process)
    if process is None or process == os.getpid() or not box.is_dir():
        return False
    letter = box / f"{uuid.uuid4().hex}{_ENDING}"
    half = letter.with_suffix(".part")
    try:
        half.write_text(json.dumps(asdict(Letter(str(folder), link))), encoding="utf-8")
        half.replace(letter)
    except OSError:  # the window has just been left
        return False
    ends = time.monotonic() + patience
    while letter.exists():
        if time.monotonic() > ends:
            with contextlib.suppress(FileNotFoundError):  # taken just now after all
                letter.unlink()
                return False
        time.sleep(_LOOK_EVERY)
    return box.is_dir()


def letters(box: Path) -> Iterator[tuple[Path, Letter]]:
    """Yield the letters that lie in a window's folder; what is none is removed."""
    for path in sorted(box.glob(f"*{_ENDING}")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            letter = Letter(str(told["folder"]), str(told["link"]))
        except FileNotFoundError:  # its writer took it back
            continue
        except (OSError, ValueError, KeyError, TypeError):
            path.unlink(missing_ok=True)
            continue
        yield path, letter


def take(path: Path) -> bool:
    """Take a letter, which tells its writer that it is heeded; ``False`` where he has taken it back."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def new_box() -> Path:
    """Make this process's folder, empty, and return it.

    Raises:
        OSError: if that cannot be.
    """
    box = windows() / str(os.getpid())
    shutil.rmtree(box, ignore_errors=True)  # of a process that had this number before
    new_folder(windows())
    new_folder(box)
    return box


def sweep() -> None:
    """Remove the folders of windows that were killed."""
    import psutil

    if windows().is_dir():
        for box in windows().iterdir():
            if not (box.name.isdecimal() and psutil.pid_exists(int(box.name))):
                shutil.rmtree(box, ignore_errors=True)
