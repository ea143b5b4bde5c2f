"""Compound files (OLE2, MS-CFB) whose tables contradict each other: what that raises, what it costs."""

import struct
from typing import Any

from importers.document import Notice

__all__ = ["CONTRADICTIONS", "damage"]

CONTRADICTIONS = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,  # a size or place beyond what a file can have
    RecursionError,  # folders that hold themselves
    struct.error,
)


def damage(ole: Any) -> tuple[Notice, ...]:  # noqa: ANN401 - olefile is untyped
    """Return a notice if the streams read so far were cut short; no sound file measured has such faults.

    olefile reads on where a table points past the file's end, and only keeps a list of it.
    """
    if not ole.parsing_issues:
        return ()
    return (
        Notice(
            "damaged-in-part",
            "This file is damaged or was cut off: words or attachments may be missing. Ask for it again "
            "from where you got it.",
        ),
    )
