"""Copies of a protected case's originals for other programs: plain, read-only, and there for a while.

Another program reads no sealed file. So the attorney's PDF viewer gets a copy with the paper's own name in a
folder of this user alone: on a file system that lies in memory where this computer has one, else among the
temporary files. It goes when the case is closed, or, after a kill, when a case is opened the next time.
"""

import os
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casefile import leftovers, sealed_files
from casefile.paths import CasePaths
from casefile.private import ORIGINAL

__all__ = ["ReadableCopies"]

_SPARE = 64 * 1024**2  # bytes left free where the copy lies in memory


@dataclass(frozen=True, slots=True)
class _Copy:
    file: Path
    note: Path


class ReadableCopies:
    """The readable copies of one open case. Thread-safe."""

    def __init__(self, paths: CasePaths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._copies: dict[str, _Copy] = {}

    def of(self, stored_name: str) -> Path:
        """Return a file that other programs can read: the original itself where the case is plain.

        Raises:
            CaseDamaged: if the original is not what was kept.
            OSError: if it cannot be read, or the copy not be written.
        """
        original = self._paths.original(stored_name)
        if self._paths.key is None:
            return original
        with self._lock:
            known = self._copies.get(stored_name)
            if known is None or not known.file.exists():
                known = self._copies[stored_name] = self._made(original, stored_name)
            return known.file

    def close(self) -> None:
        """Remove all copies; what another program holds, as on Windows, goes the next time."""
        with self._lock:
            copies, self._copies = list(self._copies.values()), {}
        for copy in copies:
            with suppress(OSError):
                if copy.file.parent.is_dir():
                    leftovers.remove(copy.file.parent)
                copy.note.unlink(missing_ok=True)

    def _made(self, original: Path, name: str) -> _Copy:
        folder = Path(
            tempfile.mkdtemp(
                prefix=leftovers.READABLE,
                dir=_in_memory(sealed_files.size(original, self._paths.key)),
            )
        )
        note: Path | None = None
        try:
            note = leftovers.note(folder)  # before anything lies there
            file = folder / name
            sealed_files.copied(original, self._paths.key, file, None)
            file.chmod(ORIGINAL)
        except BaseException:
            with suppress(OSError):
                leftovers.remove(folder)
                if note is not None:
                    note.unlink()
            raise
        return _Copy(file, note)


def _in_memory(size: int) -> str | None:
    """Return this user's folder on a file system in memory, if there is one with room; ``None`` otherwise."""
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    with suppress(OSError):
        if Path(place).is_absolute() and shutil.disk_usage(place).free > size + _SPARE:
            return place
    return None
