"""The questions put to PDFium for each character or drawn object of a page, by the hundred thousand.

They are PDFium's own functions with plain addresses for handles: half of such a call's time went into
turning handles into ctypes' pointer objects and back, and into letting other threads run meanwhile.
Nothing else is different; what is asked for once a page goes through pypdfium2.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

__all__ = ["PdfiumCalls", "address", "pdfium_calls"]

_Handle: TypeAlias = Any  # pypdfium2 declares no types


@dataclass(frozen=True, slots=True)
class PdfiumCalls:
    """Functions of PDFium's; handles and what they write to are given by their addresses.

    ``origin`` writes the point of a character (page, index, x, y: doubles), ``loose_box`` the box of its
    font around it (page, index, ``FS_RECTF``). ``object_at`` and ``form_object_at`` return the address of
    a drawn object, ``None`` for none; ``kind_of`` tells what it is.
    """

    origin: Callable[[int, int, int, int], int]
    loose_box: Callable[[int, int, int], int]
    object_at: Callable[[int, int], int | None]
    form_object_at: Callable[[int, int], int | None]
    kind_of: Callable[[int | None], int]


@cache
def pdfium_calls() -> PdfiumCalls:
    """Return the functions, made once."""
    from pypdfium2 import raw

    handle, number = ctypes.c_void_p, ctypes.c_int
    at = ctypes.PYFUNCTYPE(handle, handle, number)
    return PdfiumCalls(
        ctypes.PYFUNCTYPE(number, handle, number, handle, handle)(
            address(raw.FPDFText_GetCharOrigin)
        ),
        ctypes.PYFUNCTYPE(number, handle, number, handle)(address(raw.FPDFText_GetLooseCharBox)),
        at(address(raw.FPDFPage_GetObject)),
        at(address(raw.FPDFFormObj_GetObject)),
        ctypes.PYFUNCTYPE(number, handle)(address(raw.FPDFPageObj_GetType)),
    )


def address(handle: _Handle) -> int:
    """Return the address that a pointer or a function of PDFium's holds; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
