"""What a worker process answers, and what that is in the program: a value, or why there is none."""

import importlib
import io
import pickle
from typing import Any

from importers import document as import_failures
from importers.document import ImportFailure

__all__ = ["IndexUnwritable", "WorkerStopped", "WorkersClosed", "understood", "value_of"]

# What a worker's answer may be made of. It is unpickled in the program's own process, and the worker has
# read a hostile file: nothing but the rooms' frozen values is let through.
_PLAIN_MODULES = frozenset(
    {
        "casefile.records",
        "extraction.findings",
        "extraction.process",
        "extraction.responses",
        "importers.copied_pages",
        "importers.document",
        "importers.machine_page",
        "importers.source_text",
    }
)
_PLAIN_NAMES = frozenset({("datetime", "date"), ("datetime", "datetime")})


class WorkerStopped(Exception):  # noqa: N818 - it says what happened
    """A worker hung, crashed, grew too large or failed; ``reason`` says which, in the user's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WorkersClosed(WorkerStopped):
    """The program is ending; what was under way is no failure of its file and can be done again."""

    def __init__(self) -> None:
        super().__init__("the program is closing")


class IndexUnwritable(WorkerStopped):
    """The search index takes nothing where it lies: no room, no right, or another writer."""


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        if (module in _PLAIN_MODULES and "." not in name) or (module, name) in _PLAIN_NAMES:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"a worker answered with {module}.{name}")


def understood(content: bytes) -> tuple[Any, ...]:
    """Return the answer that a worker sent.

    Raises:
        WorkerStopped: if it is none that a task of ours gives.
    """
    try:
        answer = _PlainUnpickler(io.BytesIO(content)).load()
    except Exception as error:  # whatever a forged pickle may raise
        raise WorkerStopped("its answer could not be understood") from error
    if not isinstance(answer, tuple) or not answer:
        raise WorkerStopped("its answer could not be understood")
    return answer


def value_of(answer: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the task's own type, known to the caller
    """Return what a task returned, or raise what ended it.

    Raises:
        ImportFailure: if it refused its file.
        WorkerStopped: if it failed.
    """
    match answer:
        case ("done", value):
            return value
        case ("refused", str(name), str(sentence)):
            kind = getattr(import_failures, name, ImportFailure)
            raise kind(sentence)
        case ("unwritable", str(reason)):
            raise IndexUnwritable(reason)
        case ("memory",):
            raise WorkerStopped("it ran out of memory")
        case ("fault", str(name), str(where)):
            stopped = WorkerStopped(f"a fault in the program stopped it ({name})")
            stopped.add_note(where)
            raise stopped
        case _:
            raise WorkerStopped("its answer could not be understood")
