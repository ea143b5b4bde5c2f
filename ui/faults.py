"""What may be told of a fault of the program, and the hooks that catch every one of them.

A report names the kinds of errors and where in the program they arose. It never holds an error's message,
a note, the value of a variable, or a path of this computer: any of them may quote a confidential paper.
"""

import logging
import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from resources.version import VERSION

__all__ = ["FaultBell", "catch_faults", "fault_report"]

_PROGRAM = Path(__file__).resolve().parents[1]
_ELSEWHERE = "(outside the program)"
_MOST_ERRORS = 12
# How a worker process tells where it failed; its errors' messages stand on lines of their own.
_WORKER_FRAME = re.compile(r'^\s*File "([^"\n]+)", line (\d+)', re.M)


def fault_report(error: BaseException) -> str:
    """Return the kinds of an error and of those behind it, with their places in the program."""
    lines = [
        f"Pincite {VERSION} on Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    ]
    for seen in _with_those_behind(error):
        lines.append(_kind(type(seen)))
        for frame in traceback.StackSummary.extract(
            traceback.walk_tb(seen.__traceback__), lookup_lines=False
        ):
            place = _place(frame.filename)
            lines.append(
                f"  {place}"
                if place == _ELSEWHERE
                else f"  {place}:{frame.lineno} in {_identifier(frame.name)}"
            )
        lines.extend(f"  worker: {place}" for place in _worker_places(seen))
    return "\n".join(lines)


def _with_those_behind(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, its causes, and the members of groups, each once."""
    waiting: list[BaseException] = [error]
    told: set[int] = set()
    while waiting and len(told) < _MOST_ERRORS:
        seen = waiting.pop(0)
        if id(seen) in told:
            continue
        told.add(id(seen))
        yield seen
        behind = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        members = seen.exceptions if isinstance(seen, BaseExceptionGroup) else ()
        waiting.extend([*members, *([behind] if behind is not None else [])])


def _kind(kind: type[BaseException]) -> str:
    """Return the name of an error's class, if it is one that a module of the program or a library has."""
    module = sys.modules.get(kind.__module__)
    found: object = module
    for part in kind.__qualname__.split("."):
        found = getattr(found, part, None)
    return kind.__qualname__ if found is kind else "(an error of unknown kind)"


def _place(filename: str) -> str:
    """Return a file of the program or of a library by its place in it; of others nothing."""
    if filename.startswith("<frozen "):
        return "Python"
    path = Path(filename)
    if getattr(sys, "frozen", False) and _is_built_in(path):
        return path.as_posix()
    # Libraries first: they may lie in a folder of the program's own.
    for root in (*_libraries(), _PROGRAM):
        if path.is_absolute() and path.is_relative_to(root) and path.is_file():
            return path.relative_to(root).as_posix()
    return _ELSEWHERE


def _is_built_in(path: Path) -> bool:
    """Tell whether a name is that of a module in the built program, which keeps no files of its own."""
    if path.is_absolute() or path.suffix != ".py":
        return False
    parts = path.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return name in sys.modules


def _identifier(name: str) -> str:
    return name if name.isidentifier() or name.startswith("<") else "?"


def _worker_places(error: BaseException) -> Iterator[str]:
    """Yield where in the program a worker process says that it failed."""
    for note in getattr(error, "__notes__", ()):
        for filename, line in _WORKER_FRAME.findall(str(note)):
            place = _place(filename)
            if place != _ELSEWHERE:
                yield f"{place}:{line}"


class FaultBell(QObject):
    """Brings faults of any thread to the window's: ``rung(Exception)`` is emitted there."""

    rung = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.rung, Qt.ConnectionType.QueuedConnection)

    def ring(self, error: BaseException) -> None:
        """Tell of a fault; may be called on any thread."""
        self._heard.emit(error)


def catch_faults(ring: Callable[[BaseException], object]) -> None:
    """Have every error that nobody handles told to ``ring``: of slots, of threads, of objects that die.

    The console gets the report alone; Python's own words for the error would quote its message.
    """

    def told(error: BaseException) -> None:
        if sys.stderr is not None:  # a program without console has none
            sys.stderr.write(fault_report(error) + "\n")
        if not isinstance(error, KeyboardInterrupt | SystemExit):
            ring(error)

    def unhandled(
        _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        told(error.with_traceback(trace))

    def of_a_thread(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            told(hook.exc_value.with_traceback(hook.exc_traceback))

    def unraisable(hook: "sys.UnraisableHookArgs") -> None:
        if hook.exc_value is not None:
            told(hook.exc_value.with_traceback(hook.exc_traceback))

    sys.excepthook = unhandled
    threading.excepthook = of_a_thread
    sys.unraisablehook = unraisable
    # Without any handler Python prints what libraries log, which may quote a paper.
    logging.getLogger().addHandler(logging.NullHandler())


@cache
def _libraries() -> tuple[Path, ...]:
    """Return where Python's own modules and installed ones lie."""
    import sysconfig  # reads the settings of Python's build, which the first paint need not wait for

    given = sysconfig.get_paths()
    return tuple(
        Path(given[name]).resolve() for name in ("purelib", "platlib", "stdlib") if given.get(name)
    )
