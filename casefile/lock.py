"""One program at a time writes a case; whoever comes second is told who has it open.

The lock is the operating system's and dies with its process, so a stale one cannot exist. The note beside
it names the holder; a note of this computer without a lock is a leftover and is written over. A note of
another computer may have come with a folder that is synchronised, as locks do not: the attorney decides.
"""

import contextlib
import datetime as dt
import json
import os
import platform
from pathlib import Path

from casefile.errors import CaseInUse, CaseOpenElsewhere, CaseReadOnly
from casefile.person import this_user
from casefile.synced import is_same_computer, service_of

__all__ = ["CaseLock", "disregard", "holder_here"]

_LOCK, _HOLDER = "case.lock", "case.holder.json"


class CaseLock:
    """The lock of one case folder, held from construction to ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            CaseInUse: if somebody else holds it; the message names him.
            CaseOpenElsewhere: if another computer's note says so; see ``disregard``.
            CaseReadOnly: if the folder cannot be written.
        """
        from filelock import FileLock, Timeout

        self._holder = folder / _HOLDER
        # Not the thread's: the job that opens a case and who closes it in the end are different ones.
        self._lock = FileLock(folder / _LOCK, timeout=0, thread_local=False, is_singleton=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise CaseInUse(_sentence(folder, self._holder)) from None
        except OSError as error:
            raise CaseReadOnly(
                f"“{folder.name}” cannot be written. Copy the case to a folder of your own and open it there."
            ) from error
        elsewhere = _elsewhere(folder, self._holder)
        if elsewhere:
            self._lock.release()
            raise CaseOpenElsewhere(elsewhere)
        try:
            self._holder.write_text(json.dumps(_myself()), encoding="utf-8")
        except BaseException:  # a full disk
            self._lock.release()
            raise

    def release(self) -> None:
        """Give the lock back; harmless when done twice."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):  # the folder may have been unplugged
                self._holder.unlink(missing_ok=True)
            self._lock.release()


def disregard(folder: Path) -> None:
    """Take away another computer's note, once the attorney knows that the case is not open there.

    Raises:
        CaseReadOnly: if the folder cannot be written.
    """
    try:
        (folder / _HOLDER).unlink(missing_ok=True)
    except OSError as error:
        raise CaseReadOnly(
            f"“{folder.name}” cannot be written. Copy the case to a folder of your own and open it there."
        ) from error


def holder_here(folder: Path) -> int | None:
    """Return the number of the process of this computer that says it has a case open, if any."""
    try:
        told = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        return int(told["process"]) if is_same_computer(str(told["computer"])) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _elsewhere(folder: Path, holder: Path) -> str:
    """Return the sentence about a note that another computer left; "" where there is none."""
    try:
        computer = str(json.loads(holder.read_text(encoding="utf-8"))["computer"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if is_same_computer(computer):
        return ""
    service = service_of(folder)
    wait = f" and wait until {service} has finished" if service else ""
    return (
        f"“{folder.name}” seems to be open{_by(holder)}. Close it there{wait}, then open it here. If that "
        f"computer no longer has it open, open it anyway (without a window: remove “{_HOLDER}” from its "
        "folder)."
    )


def _myself() -> dict[str, str | int]:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {"user": this_user(), "computer": platform.node(), "process": os.getpid(), "since": now}


def _sentence(folder: Path, holder: Path) -> str:
    return f"“{folder.name}” is already open{_by(holder)}. Close it there first, then open it here."


def _by(holder: Path) -> str:
    """Return the words for who has a case open; "" where the note does not say."""
    try:
        note = json.loads(holder.read_text(encoding="utf-8"))
        since = dt.datetime.fromisoformat(note["since"]).astimezone()
        return f" by {note['user']} on {note['computer']} since {since:%H:%M on %d %B %Y}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # the holder is only just writing its note
