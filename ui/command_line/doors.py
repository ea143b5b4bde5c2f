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
    """Worker processes, ended with the command; and a case in a folder, closed with it.

    ``secret`` returns what opens a protected case, asked for once; ``None`` for another.
    """

    workers: Callable[[], AbstractContextManager["Workers"]]
    case: Callable[[Path], AbstractContextManager["Case"]]
    secret: Callable[[Path], str | None] = lambda _folder: None
