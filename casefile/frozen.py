"""What differs where the program was built into a folder of its own and no Python stands outside it."""

import os
import sys

__all__ = ["give_back_environment", "keep_main_apart", "program_name", "serve_when_asked"]

_LIBRARIES, _LIBRARIES_BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
_OF_QT = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_START_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"
_WORKER = "--multiprocessing-fork"
_TRACKER = "from multiprocessing.resource_tracker import main;main("
"""With these Python starts a worker process, and what tidies up after workers."""


def give_back_environment() -> None:
    """Take out of the environment what the start of the built program put there for its own libraries.

    The programs that it starts (a word processor for a report, Tesseract) would load Pincite's libraries for
    their own and fail. This process has read it already, and Qt knows its place without; a worker process
    is told to find the libraries anew, as if the user had started it.
    """
    if not _is_built():
        return
    for name in _OF_QT:
        os.environ.pop(name, None)
    if sys.platform == "linux":
        os.environ.pop(_LIBRARIES, None)
        before = os.environ.pop(_LIBRARIES_BEFORE, None)
        if before is not None:
            os.environ[_LIBRARIES] = before
        os.environ[_START_ANEW] = "1"


def serve_when_asked() -> None:
    """Do what a worker process was started for, and end; return at once in every other process.

    The built program starts itself again for each worker: it must look at its arguments before anything else.
    The builder's own way loads ``multiprocessing`` in every process for it: a tenth of a window's start.
    """
    if not _is_built():
        return
    if sys.argv[1:2] == [_WORKER]:
        from multiprocessing import spawn

        spawn.freeze_support()
    command = sys.argv[-1]
    number = command.removeprefix(_TRACKER).removesuffix(")")
    if sys.argv[-2:-1] == ["-c"] and command == f"{_TRACKER}{number})" and number.isdecimal():
        from multiprocessing import resource_tracker

        resource_tracker.main(int(number))
        raise SystemExit


def keep_main_apart() -> None:
    """Have worker processes not look for the script that this program was built from."""
    if _is_built():
        from multiprocessing import process

        process.ORIGINAL_DIR = None  # type: ignore[attr-defined]


def program_name() -> str:
    """Return what to type before a command: ``pincite`` where that is installed."""
    if not _is_built():
        return "main.py"
    return "pincite-cli" if sys.platform == "win32" else "pincite"


def _is_built() -> bool:
    return bool(getattr(sys, "frozen", False))
