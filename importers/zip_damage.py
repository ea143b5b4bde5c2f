"""What reading a ZIP package raises when its lists, lengths or packed bytes contradict each other."""

import lzma
import struct
import zipfile
import zlib

__all__ = ["DAMAGE"]

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    RuntimeError,  # NotImplementedError too: a way of packing that nobody uses
)
