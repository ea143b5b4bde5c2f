"""What this program writes belongs to this user alone: modes of files and folders, and no pictures of memory.

On POSIX systems a new file is 0600 and a new folder 0700; on Windows a user's folders are his own already.
Where a folder was shared on purpose, as by a firm's group, its own mode is left alone.
"""

import os
import sys
from pathlib import Path

__all__ = ["ORIGINAL", "application_data", "keep_private", "new_folder"]

ORIGINAL = 0o400
"""The mode of a kept original: read by its owner, changed by nobody."""

_OTHERS = 0o077


def keep_private() -> None:
    """Have this process, and those that it starts, share no new file and leave no core dump behind.

    A core dump is a copy of the memory, and so of the papers, written by the system to a place of its own.
    """
    os.umask(_OTHERS)
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def new_folder(folder: Path) -> None:
    """Make a folder for this user alone, with those above it; one that is there keeps its mode."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def application_data() -> Path:
    """Return this user's own folder for what the program keeps outside of cases."""
    from platformdirs import user_data_path

    return user_data_path("Pincite", appauthor=False)
