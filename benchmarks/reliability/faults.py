"""Has a process die, or its disk refuse, at a chosen write, flush, rename … of its own; see ``steps.c``.

The little library is compiled when it is first needed and loaded before the C library, so that the program
that uses it has to be started anew under it.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntEnum
from pathlib import Path

__all__ = ["How", "arm", "available", "build", "disarm", "seen", "start_again_under"]

_SOURCE = Path(__file__).with_name("steps.c")
_LOADED = "PINCITE_STEPS"
_FOREVER = 2**31


class How(IntEnum):
    """What is done at the chosen step, as ``steps.c`` numbers it."""

    COUNT = 0
    KILL_BEFORE = 1
    KILL_HALFWAY = 2
    REFUSE = 3


def available() -> bool:
    """Tell whether this process counts its steps already, or could be started so that it does."""
    return sys.platform == "linux" and shutil.which("cc") is not None


def build(folder: Path) -> Path:
    """Compile the library into a folder and return its file."""
    library = folder / "steps.so"
    command = ["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def start_again_under() -> None:
    """Start this very program anew with the library before the C library, unless that was done."""
    if os.environ.get(_LOADED):
        return
    library = build(Path(tempfile.mkdtemp(prefix="pincite-steps-")))
    told = dict(os.environ, LD_PRELOAD=str(library), **{_LOADED: str(library)})
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], told)


def arm(
    folder: Path,
    how: How,
    step: int = 0,
    *,
    times: int | None = None,
    error: int = errno.ENOSPC,
    told: int = -1,
) -> None:
    """From now on count what this process changes under a folder, and do ``how`` at the ``step``-th.

    A refusal lasts for so many steps, for ever without a number. What is done is told to the file ``told``.
    """
    last = _FOREVER if times is None else step + times - 1
    steps = ctypes.CDLL(None).steps_arm
    steps.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_long] + [
        ctypes.c_int
    ] * 2
    steps.restype = None
    steps(os.fsencode(folder), how, step, last, error, told)


def disarm() -> None:
    """Count and refuse nothing any more."""
    ctypes.CDLL(None).steps_disarm()


def seen() -> int:
    """Return how many steps were counted since ``arm``."""
    count = ctypes.CDLL(None).steps_seen
    count.restype = ctypes.c_long
    return int(count())
