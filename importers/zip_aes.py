"""Members of ZIP archives locked with AES, as WinZip specifies it (AE-1 and AE-2); the library reads none.

Key by PBKDF2 with SHA-1 and 1,000 rounds, AES in counter mode with a little-endian counter from 1, ten
bytes of HMAC-SHA1 over what is locked.
"""

import hashlib
import hmac
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final, cast

from importers import limits

__all__ = ["AES", "Lock", "lock_of", "opened"]

AES: Final = 99
"""The method of packing that stands for a member locked with AES."""

_EXTRA: Final = 0x9901
_ROUNDS: Final = 1000
_VERIFIER, _SUM, _BLOCK = 2, 10, 16
_LOCAL_HEADER: Final = 30
_CHUNK: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Lock:
    """What a member's lock says of itself: bytes of its key, and how the content beneath is packed."""

    key: int
    method: int

    @property
    def salt(self) -> int:
        """Bytes of the salt."""
        return self.key // 2


def lock_of(info: zipfile.ZipInfo) -> Lock | None:
    """Return a member's lock, ``None`` if it is of no kind that can be opened."""
    extra, at = info.extra, 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _EXTRA and size >= 7 and at + 11 <= len(extra):
            strength, method = struct.unpack_from("<BH", extra, at + 8)
            known = strength in (1, 2, 3) and method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            return Lock(8 + 8 * strength, method) if known else None
        at += 4 + size
    return None


def opened(package: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes) -> IO[bytes]:
    """Return a locked member's content as a stream.

    Raises:
        RuntimeError: if the password does not open it; as the library does for its own cipher.
        zipfile.BadZipFile: while reading, if the content is damaged.
    """
    lock, file = lock_of(info), package.fp
    if lock is None or file is None:
        raise NotImplementedError("no lock of a known kind")
    start = info.header_offset
    file.seek(start)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile("no member stands where the list says")
    start += _LOCAL_HEADER + sum(struct.unpack_from("<HH", header, 26))
    size = info.compress_size - lock.salt - _VERIFIER - _SUM
    if size < 0:
        raise zipfile.BadZipFile("a member is shorter than its lock")
    file.seek(start)
    salt, verifier = file.read(lock.salt), file.read(_VERIFIER)
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * lock.key + _VERIFIER)
    if not hmac.compare_digest(keys[2 * lock.key :], verifier):
        raise RuntimeError("wrong password")
    place = start + lock.salt + _VERIFIER
    plain = _plain(file, place, size, keys[: lock.key], keys[lock.key : 2 * lock.key])
    content = _unpacked(plain) if lock.method == zipfile.ZIP_DEFLATED else plain
    return cast("IO[bytes]", _Stream(content, info.file_size))


def _plain(file: IO[bytes], place: int, size: int, key: bytes, seal: bytes) -> Iterator[bytes]:
    """Yield what is locked, opened; its sum is compared at the end."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    # The library counts big-endian: the counters are locked one by one instead, which is the same thing.
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - makes a counter mode
    total = hmac.new(seal, digestmod="sha1")
    counter, end = 1, place + size
    while place < end:
        file.seek(place)
        chunk = file.read(min(_CHUNK, end - place))
        if not chunk:
            raise EOFError
        total.update(chunk)
        blocks = -(-len(chunk) // _BLOCK)
        counters = b"".join(
            at.to_bytes(_BLOCK, "little") for at in range(counter, counter + blocks)
        )
        mask = cipher.update(counters)[: len(chunk)]
        yield (int.from_bytes(chunk, "big") ^ int.from_bytes(mask, "big")).to_bytes(
            len(chunk), "big"
        )
        counter, place = counter + blocks, place + len(chunk)
    file.seek(end)
    if not hmac.compare_digest(total.digest()[:_SUM], file.read(_SUM)):
        raise zipfile.BadZipFile("a locked member does not match its sum")


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield deflated bytes unpacked, a bounded piece at a time."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in chunks:
        rest = chunk
        while rest:
            yield inflate.decompress(rest, limits.MEBIBYTE)
            rest = inflate.unconsumed_tail
    yield inflate.flush()


class _Stream(io.RawIOBase):
    """Pieces of content as a stream that holds exactly the bytes that the list of members says."""

    def __init__(self, chunks: Iterator[bytes], size: int) -> None:
        super().__init__()
        self._chunks = chunks
        self._held = b""
        self._left = size

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill ``buffer`` with what comes next."""
        while not self._held:
            piece = next(self._chunks, None)
            if piece is None:
                if self._left:
                    raise EOFError
                return 0
            self._left -= len(piece)
            if self._left < 0:
                raise zipfile.BadZipFile("a member is longer than the list says")
            self._held = piece
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        return count
