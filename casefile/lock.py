"""One program at a time writes a case; whoever comes second is told who has it open.

The lock is the operating system's and dies with its process, so a stale one cannot exist. The note beside
it names the holder; a note without a lock is a leftover and is written over.
"""

import contextlib
import datetime as dt
import json
import os
import platform
from pathlib import Path

from casefile.errors import CaseInUse, CaseReadOnly
from casefile.person import this_user

__all__ = ["CaseLock"]

_LOCK, _HOLDER = "case.lock", "case.holder.json"


class CaseLock:
    """The lock of one case folder, held from construction to ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            CaseInUse: if somebody else holds it; the message names him.
            CaseReadOnly: if the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        self._holder = folder / _HOLDER
        self._lock = FileLock(folder / _LOCK, timeout=0, is_singleton=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise CaseInUse(_sentence(folder, self._holder)) from None
        except OSError as error:
            raise CaseReadOnly(
                f"“{folder.name}” cannot be written. Copy the case to a folder of your own and open it there."
            ) from error
        self._holder.write_text(json.dumps(_myself()), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back; harmless when done twice."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):  # the folder may have been unplugged
                self._holder.unlink(missing_ok=True)
            self._lock.release()


def _myself() -> dict[str, str | int]:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {"user": this_user(), "computer": platform.node(), "process": os.getpid(), "since": now}


def _sentence(folder: Path, holder: Path) -> str:
    by = ""
    try:
        note = json.loads(holder.read_text(encoding="utf-8"))
        since = dt.datetime.fromisoformat(note["since"]).astimezone()
        by = f" by {note['user']} on {note['computer']} since {since:%H:%M on %d %B %Y}"
    except (OSError, ValueError, KeyError, TypeError):
        pass  # the holder is only just writing its note
    return f"“{folder.name}” is already open{by}. Close it there first, then open it here."
