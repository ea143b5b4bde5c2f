"""What differs where the program was built into a folder of its own and no Python stands outside it."""

import os
import sys

__all__ = ["give_back_environment", "program_name", "serve_when_asked"]

_LIBRARIES, _LIBRARIES_BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
_OF_QT = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_START_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"


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
    """
    if _is_built():
        import multiprocessing

        multiprocessing.freeze_support()


def program_name() -> str:
    """Return what to type before a command: ``pincite`` where that is installed."""
    if not _is_built():
        return "main.py"
    return "pincite-cli" if sys.platform == "win32" else "pincite"


def _is_built() -> bool:
    return bool(getattr(sys, "frozen", False))
