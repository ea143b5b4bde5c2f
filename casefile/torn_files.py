"""A damaged case file of a protected case is made plain as far as it goes, when the key is given up.

SQLCipher opens no file whose first page is damaged, and reads none that it cannot prove. But whoever wants
something back of a damaged file wants what is still in it. SQLCipher encrypts each page by itself and says
in the page's last bytes what it takes to decrypt it, so this is done here page by page, unproved; a page
that was damaged comes out as damaged. What comes out is a file of SQLite's own, 80 bytes of each page unused,
that its tools for damaged files take.

The layout is that of SQLCipher 4 (its "Security Design"), and of "Database File Format" of SQLite.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from casefile import sealed_files

__all__ = ["decrypted"]

_PAGE = 4096  # bytes
_VECTOR = 16  # bytes, after what is encrypted
_PROOF = 64  # bytes, after these
_UNUSED = _VECTOR + _PROOF
_BEGINNING = b"SQLite format 3\0"
"""Of a plain file; in its place an encrypted one has its salt."""
_FRACTIONS = slice(21, 24)
_ALWAYS = bytes((64, 32, 32))
"""What the first page of any plain file says there."""
_KINDS = frozenset((0, 2, 5, 10, 13))
"""How the other pages begin: trees of four kinds, and numbers of further pages, below 16 million."""

_LOG_NAME = "-wal"
_LOG_HEAD = 32  # bytes
_LOG_KINDS = {0x377F0682: "<", 0x377F0683: ">"}
"""The order of bytes by which a log is summed, by the number that it begins with."""
_FRAME_HEAD = struct.Struct(">II8sII")  # page, pages of the file, run, sums
_SUMMED = 8  # bytes of a frame's head
_MASK = 0xFFFFFFFF


def decrypted(file: Path, key: bytes, target: Path) -> bool:
    """Write the plain form of an encrypted case file, or of its log, that may be damaged anywhere.

    Tells whether it is one, by its raw ``key``; where it is none nothing is written. The plain form is on the
    disk then, and has as many bytes.

    Raises:
        OSError: if it cannot be read, or the other not be written.
    """
    pieces = _log if file.name.endswith(_LOG_NAME) else _pages
    with file.open("rb") as source:
        found = [_is_likely(number, page) for number, page in _read(source, key, pieces)]
        if sum(found) * 2 <= len(found):
            return False
        source.seek(0)
        with sealed_files.written(target, None) as plain:
            for piece in pieces(source, lambda number, page: _plain(number, page, key)):
                plain.write(piece)
    return True


_Change = Callable[[int, bytes], bytes]
"""Makes another of a page, given its number."""


def _read(
    source: BinaryIO, key: bytes, pieces: Callable[[BinaryIO, _Change], Iterator[bytes]]
) -> list[tuple[int, bytes]]:
    """Return the numbers of all pages that hold something, each with how it begins when decrypted."""
    begun: list[tuple[int, bytes]] = []

    def look(number: int, page: bytes) -> bytes:
        if any(page):
            begun.append((number, _plain(number, page, key)[: _FRACTIONS.stop]))
        return page

    for _ in pieces(source, look):
        pass
    return begun


def _is_likely(number: int, begun: bytes) -> bool:
    return begun[_FRACTIONS] == _ALWAYS if number == 1 else begun[0] in _KINDS


def _plain(number: int, page: bytes, key: bytes) -> bytes:
    """Return a page decrypted; one of zeros, as a disk leaves for what it lost, stays as it is."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    if not any(page):
        return page
    begins = _BEGINNING if number == 1 else b""
    end = len(page) - _UNUSED
    decryptor = Cipher(AES(key), CBC(page[end : end + _VECTOR])).decryptor()
    return begins + decryptor.update(page[len(begins) : end]) + decryptor.finalize() + page[end:]


def _pages(source: BinaryIO, change: _Change) -> Iterator[bytes]:
    """Yield a case file page by page, each as ``change`` makes it; half a one at the end stays as it is."""
    number = 0
    while page := source.read(_PAGE):
        number += 1
        yield change(number, page) if len(page) == _PAGE else page


def _log(source: BinaryIO, change: _Change) -> Iterator[bytes]:
    """Yield a log likewise, summed anew as far as its sums were right: what follows counted no more."""
    head = source.read(_LOG_HEAD)
    yield head
    order = _LOG_KINDS.get(int.from_bytes(head[:4]))
    if order is None or len(head) < _LOG_HEAD:
        yield source.read()
        return
    before = after = struct.unpack(">II", head[-8:])
    is_right = before == _summed(head[:-8], order, (0, 0))
    while len(frame := source.read(_FRAME_HEAD.size + _PAGE)) == _FRAME_HEAD.size + _PAGE:
        number, pages, run, *sums = _FRAME_HEAD.unpack_from(frame)
        page = frame[_FRAME_HEAD.size :]
        changed = change(number, page)
        before = _summed(frame[:_SUMMED] + page, order, before) if is_right else before
        is_right = is_right and before == tuple(sums) and run == head[16:24]
        if is_right:
            after = _summed(frame[:_SUMMED] + changed, order, after)
            sums = list(after)
        yield _FRAME_HEAD.pack(number, pages, run, *sums) + changed
    yield frame


def _summed(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the sums of a log after some more of its bytes."""
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second
