"""A file that appears whole at its place, or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from casefile.leftovers import noted
from reports.report import ReportFailure

__all__ = ["whole_file", "write_whole"]


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written that appears whole at the end, or not at all.

    Raises:
        ReportFailure: if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    except OSError as error:
        raise ReportFailure(
            f"“{path.parent}” cannot be written to ({error.strerror}): choose another folder."
        ) from error
    try:
        with noted(Path(name)):
            with os.fdopen(handle, "w+b") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(path)
    except OSError as error:
        raise ReportFailure(
            f"“{path.name}” could not be written ({error.strerror}): close it if it is open in "
            "another program, make room on the disk, or choose another name."
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file at once.

    Raises:
        ReportFailure: if it cannot be written.
    """
    with whole_file(path) as out:
        out.write(content)
