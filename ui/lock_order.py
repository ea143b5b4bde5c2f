"""Has the window's thread wait shorter for Python's lock than the threads of jobs do.

While a case is imported, threads of this process store what the workers found. A paint of thirty rows gives
the lock away and waits for it hundreds of times: at Python's usual 5 ms a second and more. Python knows one
time for all threads after which one that waits asks for the lock; if that is short for all, two threads of
jobs spend half their time on handing it over, and cut the window's own steps to pieces. So it is short, and
Linux wakes those of the jobs later: each thread may say how late it may be woken. It gives them a processor
later, too, where there is none to spare.
"""

import os
import sys
import threading
from pathlib import Path

__all__ = ["go_first", "stand_back"]

_ASKS_AFTER = 0.00003
_ASKS_AFTER_WITHOUT = 0.0001
"""Seconds: where threads can be told apart, and where all wait alike."""
_PROMPTLY = 1_000
_LATE = 2_000_000
"""Nanoseconds that the system may wake a thread late; usually 50,000."""
_STEPS_BACK = 5
"""Of niceness: less than those of the processes that read papers."""


def go_first() -> None:
    """Have this thread, the window's, wait for the lock no longer than it must."""
    sys.setswitchinterval(_ASKS_AFTER if _may_be_late(_PROMPTLY) else _ASKS_AFTER_WITHOUT)


def stand_back() -> None:
    """Have this thread wait longer than the window's, where the system tells threads apart."""
    if _may_be_late(_LATE):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _STEPS_BACK)


def _may_be_late(nanoseconds: int) -> bool:
    """Set the timer slack of this thread (prctl(2), PR_SET_TIMERSLACK); tell whether it could be set."""
    if sys.platform != "linux":
        return False
    try:
        slack = Path(f"/proc/{threading.get_native_id()}/timerslack_ns")
        slack.write_text(str(nanoseconds), encoding="ascii")
    except OSError:  # in a sandbox without /proc: all wait alike then
        return False
    return True
