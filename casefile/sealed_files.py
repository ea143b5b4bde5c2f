"""Files of a protected case: pieces that nobody reads without the case's key, and nobody changes unnoticed.

A file begins with a head, which holds at least a salt of 32 bytes. Then come pieces of 64 KiB, each encrypted
and authenticated by AES-256-GCM with a key made of the given one and the salt, so that no two files share
one. A piece's nonce is its number and whether it is the last: none is used twice, and pieces moved, doubled
or cut off are noticed. Any place can be read without what stands before it. See decision 0067.

Everything here takes a key; without one it reads and writes the same file as it is, plain.
"""

import hashlib
import io
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from typing_extensions import Buffer, override

from casefile.errors import CaseDamaged
from casefile.protection import subkey

__all__ = [
    "PIECE",
    "SALT",
    "PieceReader",
    "PieceWriter",
    "begun",
    "content",
    "copied",
    "hashed",
    "held",
    "is_sealed",
    "opened",
    "reader",
    "size",
    "written",
]

PIECE = 64 * 1024
"""Bytes of a file that are encrypted together."""
SALT = 32
"""Bytes by which every file has a key of its own."""

_MAGIC = b"Pincite pieces 1"
_HEAD = len(_MAGIC) + SALT
_TAG = 16  # bytes by which each piece grows
_NONCE = struct.Struct(">QI")
_PURPOSE = b"pincite pieces 1"
_CHUNK = 1024 * 1024


class PieceWriter(io.RawIOBase):
    """Takes bytes in any portions and writes them down in encrypted pieces, behind a head that is there."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._target = target
        self._cipher = AESGCM(key)
        self._waiting = bytearray()
        self._number = 0

    @override
    def writable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._number * PIECE + len(self._waiting)

    @override
    def write(self, data: Buffer, /) -> int:
        given = memoryview(data).cast("B")
        self._waiting += given
        whole = (len(self._waiting) - 1) // PIECE  # the last piece is known only at the end
        for at in range(whole):
            self._put(self._waiting[at * PIECE : (at + 1) * PIECE], is_last=False)
        if whole > 0:
            del self._waiting[: whole * PIECE]
        return len(given)

    def finish(self) -> None:
        """Write the last piece; without it the file is damaged."""
        self._put(self._waiting, is_last=True)

    def _put(self, piece: bytearray, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last)
        self._target.write(self._cipher.encrypt(nonce, bytes(piece), None))
        self._number += 1


class PieceReader(io.RawIOBase):
    """Reads the pieces behind a head as if they were the bytes that were written; closes their file."""

    def __init__(
        self, source: BinaryIO, key: bytes, head: int, damaged: Callable[[], Exception]
    ) -> None:
        """Take a file whose head is ``head`` bytes long; ``damaged`` makes what is raised if it is."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._source = source
        self._cipher = AESGCM(key)
        self._head = head
        self._damaged = damaged
        body = source.seek(0, os.SEEK_END) - head
        self._pieces = _pieces(body)
        self._size = body - self._pieces * _TAG
        if self._size < 0:
            raise damaged()
        self._at = 0
        self._read_last: tuple[int, bytes] = (-1, b"")

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._at

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError("before the beginning")  # as any file says; zipfile asks for it
        self._at = base + offset
        return self._at

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        wanted = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(wanted):
            number, start = divmod(self._at, PIECE)
            if self._at >= self._size and not (self._size == 0 == self._at):
                break
            found = self._piece(number)[start : start + len(wanted) - filled]
            wanted[filled : filled + len(found)] = found
            filled += len(found)
            self._at += len(found)
            if not found:  # an empty file, whose one piece was proved
                break
        return filled

    @override
    def close(self) -> None:
        self._read_last = (-1, b"")
        self._source.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        known, piece = self._read_last
        if known == number:
            return piece
        self._source.seek(self._head + number * (PIECE + _TAG))
        sealed = self._source.read(PIECE + _TAG)
        try:
            piece = self._cipher.decrypt(_nonce(number, number == self._pieces - 1), sealed, None)
        except (InvalidTag, ValueError) as error:  # the latter for fewer bytes than a tag has
            raise self._damaged() from error
        self._read_last = number, piece
        return piece


def _pieces(body: int) -> int:
    return max(1, -(-body // (PIECE + _TAG)))


def _nonce(number: int, is_last: bool) -> bytes:
    return _NONCE.pack(number, is_last)


def begun(target: BinaryIO, key: bytes) -> bytes:
    """Write the head of a sealed file to an empty one and return the key of its pieces.

    Raises:
        OSError: if it cannot be written.
    """
    salt = os.urandom(SALT)
    target.write(_MAGIC + salt)
    return subkey(key, salt, _PURPOSE)


def reader(source: BinaryIO, key: bytes, damaged: Callable[[], Exception]) -> BinaryIO:
    """Read a sealed file that is open; closing what is returned closes it.

    Raises:
        OSError: if it cannot be read; what ``damaged`` makes: if it is none, or not what was written.
    """
    head = source.read(_HEAD)
    if len(head) != _HEAD or not head.startswith(_MAGIC):
        raise damaged()
    pieces = PieceReader(source, subkey(key, head[len(_MAGIC) :], _PURPOSE), _HEAD, damaged)
    return cast("BinaryIO", io.BufferedReader(pieces, PIECE))


@contextmanager
def written(file: Path, key: bytes | None) -> Iterator[BinaryIO]:
    """Open a file to be written from its beginning to its end; it is on the disk when that is done.

    One that was given up is not whole, and is refused when it is read.

    Raises:
        OSError: if it cannot be written.
    """
    with file.open("wb") as target:
        if key is None:
            yield target
        else:
            pieces = PieceWriter(target, begun(target, key))
            yield cast("BinaryIO", pieces)
            pieces.finish()
        target.flush()
        os.fsync(target.fileno())


def opened(file: Path, key: bytes | None) -> BinaryIO:
    """Open a file to be read at any place; close it, or use it as a context manager.

    Raises:
        CaseDamaged: at once or while it is read, if it is not what was written with this key.
        OSError: if it cannot be read.
    """
    source = file.open("rb")
    if key is None:
        return source
    try:
        return reader(source, key, lambda: _damaged(file))
    except BaseException:
        source.close()
        raise


def content(file: Path, key: bytes | None) -> bytes:
    """Return all of a file's bytes.

    Raises:
        CaseDamaged: if it is not what was written with this key.
        OSError: if it cannot be read.
    """
    with opened(file, key) as source:
        # Told how many there are, Python makes room for them once: it matters for papers of 300 MB.
        found = source.read(_length(source))
        return (
            found + source.read()
        )  # an empty file is proved, too, and one that grew meanwhile is whole


def _length(source: BinaryIO) -> int:
    length = source.seek(0, os.SEEK_END)
    source.seek(0)
    return length


def size(file: Path, key: bytes | None) -> int:
    """Return how many bytes were written to a file, which is not opened for it.

    Raises:
        OSError: if it is not there.
    """
    there = file.stat().st_size
    return there if key is None else held(there)


def held(there: int) -> int:
    """Return how many bytes of content a sealed file has of which so many bytes are on the disk."""
    body = there - _HEAD
    return max(0, body - _pieces(body) * _TAG)


def hashed(file: Path, key: bytes | None) -> tuple[str, int]:
    """Return the SHA-256, in hexadecimal, and the number of the bytes that were written to a file.

    Raises:
        CaseDamaged: if it is not what was written with this key.
        OSError: if it cannot be read.
    """
    digest, count = hashlib.sha256(), 0
    with opened(file, key) as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            count += len(chunk)
    return digest.hexdigest(), count


def copied(
    source: Path, source_key: bytes | None, target: Path, target_key: bytes | None
) -> tuple[str, int]:
    """Copy a file into another one, each sealed by its own key or plain; the copy is on the disk then.

    Returns the SHA-256, in hexadecimal, and the number of the bytes. A copy that failed is left as it is.

    Raises:
        CaseDamaged: if the source is not what was written with its key.
        OSError: if one cannot be read, or the other not be written.
    """
    digest, count = hashlib.sha256(), 0
    with opened(source, source_key) as given, written(target, target_key) as copy:
        while chunk := given.read(_CHUNK):
            digest.update(chunk)
            count += len(chunk)
            copy.write(chunk)
    return digest.hexdigest(), count


def is_sealed(file: Path) -> bool:
    """Tell whether a file is one of these.

    Raises:
        OSError: if it cannot be read.
    """
    with file.open("rb") as source:
        return source.read(len(_MAGIC)) == _MAGIC


def _damaged(file: Path) -> CaseDamaged:
    return CaseDamaged(
        f"“{file.name}” is damaged: some of it is missing or not what was written. Use another copy."
    )
