"""Checksums of the case file's pages, kept beside it in ``case.sums``: no changed bit goes unnoticed.

SQLite's own check sees the structure of its pages, not whether a word in a row is still the word that was
written. What is committed lies in the write-ahead log first, and every frame of that log has a checksum of
SQLite's. So before the log is copied into the case file, which Pincite starts itself, the checksums of the
pages it holds are written here. A page may then be as it was before or as it is going to be, nothing else.

The file names the moment it belongs to, as the case file does (``info``, "seal"): where they differ, as after
an older copy was put in place, its sums say nothing and are taken anew.
"""

import hashlib
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from casefile.turns import in_turns

__all__ = ["NAME", "PageSums", "Run", "committed", "digest"]

NAME = "case.sums"

_MAGIC = b"Pincite sums 1\n"
_DIGEST = 8  # bytes; of two billion damaged pages one would pass
_UNKNOWN = bytes(_DIGEST)
_STAMP = 32  # characters
_HEAD = struct.Struct(f"<II{_STAMP}s{_STAMP}sII")  # page bytes, pages, stamps, earlier, spoiled
_SPOILED = struct.Struct("<I")
_EARLIER = struct.Struct(f"<I{_DIGEST}s")
_SEAL = 16  # bytes of the file's own checksum
_FRAME = 24  # bytes of a frame's head in the log
_LOG_HEAD = 32
_PAGES_AT_ONCE = 256


def digest(page: bytes) -> bytes:
    """Return a page's checksum."""
    return hashlib.blake2b(page, digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True)
class Run:
    """How far the write-ahead log has come since it began anew, as its index ("-shm") says."""

    page_bytes: int
    pages: int
    """How many pages the case file is going to have."""
    last: int
    """The number of the last committed frame."""
    salt: bytes
    """Which run of the log this is."""

    @classmethod
    def read(cls, index: BinaryIO) -> "Run | None":
        """Return what an open index says; ``None`` where a writer died in it, which SQLite mends."""
        index.seek(0)
        head, again = index.read(48), index.read(48)
        if len(head) < 48 or head != again:
            return None
        order = "<" if sys.byteorder == "little" else ">"
        page_bytes, last, pages = struct.unpack_from(f"{order}HII", head, 14)
        return cls(65536 if page_bytes == 1 else page_bytes, pages, last, head[32:40])

    def since(self, known: "Run | None") -> int:
        """Return the number of the first frame that was not there when ``known`` was, from 0."""
        return known.last if known is not None and known.salt == self.salt else 0


def committed(run: Run, log: Path, first: int) -> dict[int, bytes]:
    """Return the checksum of each page's newest content in a log from its ``first`` frame on, by its number.

    Nobody may write meanwhile.
    """
    newest: dict[int, int] = {}
    with log.open("rb") as source:
        for frame in range(first, run.last):
            at = _LOG_HEAD + frame * (_FRAME + run.page_bytes)
            source.seek(at)
            newest[int.from_bytes(source.read(4), "big")] = at + _FRAME
        digests = {}
        for number, at in newest.items():
            source.seek(at)
            digests[number] = digest(source.read(run.page_bytes))
    return digests


@dataclass
class PageSums:
    """The checksums of one case file's pages. Not thread-safe."""

    file: Path
    page_bytes: int = 0
    stamps: tuple[str, str] = ("", "")
    """The moment that these sums belong to, and the one before while it is not over for certain."""
    _sums: bytearray = field(default_factory=bytearray)
    _earlier: dict[int, set[bytes]] = field(default_factory=dict)
    _spoiled: set[int] = field(default_factory=set)
    """Pages that were damaged before Pincite wrote on them: what it wrote may rest on the damage."""

    @classmethod
    def read(cls, file: Path) -> "PageSums":
        """Return what a file says; nothing, where it is missing or damaged itself."""
        with suppress(OSError):  # what a writing that was broken off left
            _fresh(file).unlink(missing_ok=True)
        try:
            content = file.read_bytes()
            return cls._parsed(file, content)
        except (OSError, struct.error):
            return cls(file)

    @classmethod
    def _parsed(cls, file: Path, content: bytes) -> "PageSums":
        body, seal = content[:-_SEAL], content[-_SEAL:]
        own = hashlib.blake2b(body, digest_size=_SEAL).digest()
        if not body.startswith(_MAGIC) or own != seal:
            return cls(file)
        at = len(_MAGIC)
        page_bytes, pages, stamp, before, earlier, spoiled = _HEAD.unpack_from(body, at)
        at += _HEAD.size
        found = cls(
            file, page_bytes, (stamp.decode("ascii").strip(), before.decode("ascii").strip())
        )
        found._sums = bytearray(body[at : at + pages * _DIGEST])
        at += pages * _DIGEST
        for number, sum_before in _EARLIER.iter_unpack(body[at : at + earlier * _EARLIER.size]):
            found._earlier.setdefault(number, set()).add(sum_before)
        at += earlier * _EARLIER.size
        found._spoiled = {each for (each,) in _SPOILED.iter_unpack(body[at:][: spoiled * 4])}
        return found

    def write(self) -> None:
        """Put the sums on the disk, whole.

        Raises:
            OSError: if they cannot be written; those before stay.
        """
        earlier = [(number, each) for number, sums in self._earlier.items() for each in sums]
        stamp, before = (each.encode("ascii").ljust(_STAMP) for each in self.stamps)
        body = b"".join(
            (
                _MAGIC,
                _HEAD.pack(
                    self.page_bytes, self.pages, stamp, before, len(earlier), len(self._spoiled)
                ),
                self._sums,
                *(_EARLIER.pack(number, each) for number, each in earlier),
                *(_SPOILED.pack(number) for number in sorted(self._spoiled)),
            )
        )
        fresh = _fresh(self.file)
        with fresh.open("wb") as target:
            target.write(body)
            target.write(hashlib.blake2b(body, digest_size=_SEAL).digest())
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(self.file)

    @property
    def pages(self) -> int:
        """How many pages the case file has."""
        return len(self._sums) // _DIGEST

    def belongs_to(self, stamp: str) -> bool:
        """Tell whether these sums are of the moment that the case file names."""
        return bool(stamp) and stamp in self.stamps

    def begin(self, stamp: str) -> None:
        """Be of another moment; the one before counts until it is ``begun``."""
        self.stamps = (stamp, self.stamps[0])

    def begun(self) -> None:
        """Note that the case file names the new moment."""
        self.stamps = (self.stamps[0], "")

    def forget(self) -> None:
        """Know nothing of any page."""
        self._sums, self.stamps = bytearray(), ("", "")
        self._earlier.clear()
        self._spoiled.clear()

    def settled(self) -> None:
        """Note that all that was taken is in the case file: no page may be as it was before."""
        self._earlier.clear()

    def take(self, run: Run, digests: Mapping[int, bytes], database: BinaryIO) -> None:
        """Note what pages are going to be; until then each may be as it was before.

        One that is not as it was before has been damaged: what was written on it may rest on the damage.
        """
        self.page_bytes = run.page_bytes
        for number, new in digests.items():
            if self._of(number) not in (_UNKNOWN, new):
                database.seek((number - 1) * run.page_bytes)
                if not self._is_as_written(number, database.read(run.page_bytes)):
                    self._spoiled.add(number)
        for number, new in digests.items():
            before = self._of(number)
            if before != new:
                self._earlier.setdefault(number, set()).add(before)
        length = run.pages * _DIGEST
        del self._sums[length:]
        self._sums.extend(bytes(length - len(self._sums)))
        for number, new in digests.items():
            if number <= run.pages:
                self._sums[(number - 1) * _DIGEST : number * _DIGEST] = new

    def look(self, database: BinaryIO, *, whole: bool) -> Iterator[int]:
        """Yield the number of every page of the case file that is not as it was written, from 1.

        What is not known yet is taken as it is. ``whole`` says that all of the log was copied into the file;
        nobody may copy it meanwhile.
        """
        database.seek(0)
        self.page_bytes = page_bytes = self.page_bytes or _page_bytes(database.read(100))
        database.seek(0)
        number = 0
        yield from sorted(self._spoiled)
        while block := database.read(_PAGES_AT_ONCE * page_bytes):
            for at in in_turns(range(0, len(block), page_bytes)):
                number += 1
                is_told = number in self._spoiled
                if not is_told and not self._is_as_written(number, block[at : at + page_bytes]):
                    yield number
        if whole:
            yield from range(number + 1, self.pages + 1)  # the file was cut off

    def _is_as_written(self, number: int, page: bytes) -> bool:
        found, known = digest(page) if page else _UNKNOWN, self._of(number)
        if known == _UNKNOWN:
            end = number * _DIGEST
            self._sums.extend(bytes(max(0, end - len(self._sums))))
            self._sums[end - _DIGEST : end] = found
            return True
        earlier = self._earlier.get(number, ())
        return found == known or found in earlier or _UNKNOWN in earlier

    def _of(self, number: int) -> bytes:
        return bytes(self._sums[(number - 1) * _DIGEST : number * _DIGEST]) or _UNKNOWN


def _fresh(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


def _page_bytes(head: bytes) -> int:
    """Return the size of a page, as the head of a case file says."""
    size = int.from_bytes(head[16:18], "big")
    return 65536 if size == 1 else (size or 4096)
