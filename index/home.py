"""Where an index lies, and how its files are written there: as they are, or sealed by whoever owns it."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

__all__ = ["Home", "Sealing"]


class Sealing(Protocol):
    """Keeps the files of an index unreadable for others; it goes to the worker that writes them."""

    def writer(self, target: BinaryIO) -> BinaryIO:
        """Return what takes a file's bytes from its beginning to its end, and writes them to ``target``.

        Closing it ends the file and leaves ``target`` open.
        """
        ...

    def reader(self, source: BinaryIO) -> BinaryIO:
        """Return what reads a file of ``source`` at any place; closing it closes ``source``.

        Raises:
            Damaged: at once or while it is read, if it is not what was written.
        """
        ...

    def size(self, written: int) -> int:
        """Return how many bytes of content a file has of which so many are on the disk."""
        ...


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one index; without ``sealing`` its files are plain."""

    folder: Path
    sealing: Sealing | None = None
