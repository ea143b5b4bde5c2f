"""What seals the files of a protected case's full-text index, by a key of its own."""

from dataclasses import dataclass, field
from typing import BinaryIO, cast

from typing_extensions import override

from casefile import sealed_files
from casefile.sealed_files import PieceWriter

__all__ = ["SealedIndex"]


@dataclass(frozen=True, slots=True)
class SealedIndex:
    """The index room's ``Sealing``; it goes to the worker that writes the index."""

    key: bytes = field(repr=False)

    def writer(self, target: BinaryIO) -> BinaryIO:
        """Return what seals a file's bytes on their way to ``target``; closing it ends the file."""
        return cast("BinaryIO", _Ending(target, sealed_files.begun(target, self.key)))

    def reader(self, source: BinaryIO) -> BinaryIO:
        """Return what reads a sealed file.

        Raises:
            Damaged: at once or while it is read, if it is not what was written.
        """
        return sealed_files.reader(source, self.key, _damaged)

    def size(self, written: int) -> int:
        """Return how many bytes of content a sealed file has of which so many are on the disk."""
        return sealed_files.held(written)


class _Ending(PieceWriter):
    """Ends its file when it is closed; one that was given up is named by no manifest."""

    @override
    def close(self) -> None:
        if not self.closed:
            self.finish()
        super().close()


def _damaged() -> Exception:
    from index.numbers import Damaged

    return Damaged("a sealed file of the index is damaged")
