"""How a command comes by what it works with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.workers import Workers

__all__ = ["Doors"]


@dataclass(frozen=True)
class Doors:
    """Worker processes, ended with the command; and a case in a folder, closed with it."""

    workers: Callable[[], AbstractContextManager["Workers"]]
    case: Callable[[Path], AbstractContextManager["Case"]]
