"""What reading a compound file (OLE2, MS-CFB) raises when its tables contradict each other."""

import struct

__all__ = ["CONTRADICTIONS"]

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
