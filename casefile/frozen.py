"""What differs where the program was built into a folder of its own and no Python stands outside it."""

import sys

__all__ = ["program_name", "serve_when_asked"]


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
