"""ZIP files, tar files and packed single files: what each holds, and what of it cannot be taken.

ZIP after PKWARE's APPNOTE 6.3, tar after POSIX ustar and its extensions, by the standard library.
"""

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final, Protocol, cast

from importers import limits, sniff, zip_aes, zip_damage
from importers.document import ImportFailure, TooLargeFile

__all__ = [
    "DAMAGE",
    "HEAD",
    "INSIDE",
    "LOCKED",
    "SUFFIXES",
    "Entry",
    "is_system_file",
    "may_be_archive",
    "packed",
    "taped",
    "too_many",
    "zip_password",
    "zipped",
]

DAMAGE: Final = (*zip_damage.DAMAGE, tarfile.TarError)
"""What a broken or hostile archive may raise while it is read."""

SUFFIXES: Final = (".zip", ".tar", ".tgz", ".gz", ".tbz2", ".bz2", ".txz", ".xz")
"""How archives' names end."""

INSIDE: Final = " → "
"""Stands between an archive's name and that of a file in it."""

HEAD: Final = 512
"""Bytes at a file's beginning that show whether it is an archive."""

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_TAR_MARK, _TAR_AT = b"ustar", 257
# Zipped formats that are papers, by their suffix and by the members that show it.
_PAPERS: Final = frozenset((sniff.DOCX, sniff.XLSX, sniff.PPTX, sniff.ODT, sniff.EPUB))
_PAPER_PARTS: Final = frozenset(("[Content_Types].xml", "mimetype"))

_SYSTEM_FILES: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_SEPARATORS: Final = re.compile(r"[/\\]+")
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_TRIED: Final = limits.MEBIBYTE

LOCKED: Final = "It is locked with a password. Give the archive’s password to take it."
"""Why a member cannot be taken yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: its name as stored, its bytes, why it cannot be taken, how it is read.

    ``changed`` is the moment of its last change, in seconds since 1970.
    """

    name: str
    size: int
    changed: float | None
    refusal: str | None
    open: Callable[[], IO[bytes]]
    is_locked: bool = False


def may_be_archive(head: bytes, name: str) -> bool:
    """Tell by a file's first 512 bytes and its name whether to open it as an archive."""
    if head.startswith(_ZIP_STARTS):
        return sniff.type_of_name(name) not in _PAPERS
    return head.startswith((_GZIP, _BZIP, _XZ)) or _is_tape(head)


def is_system_file(name: str) -> bool:
    """Tell whether a file or folder is hidden or left by a system: nobody's paper."""
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM_FILES


def zipped(package: zipfile.ZipFile, password: bytes | None) -> list[Entry] | None:
    """Return the files of a ZIP archive, ``None`` for a paper that is zipped, such as a Word file.

    Raises:
        TooLargeFile: if it holds too many, or its members lie over one another.
    """
    infos = package.infolist()
    if len(infos) > limits.MAX_ZIP_MEMBERS:
        raise too_many(len(infos))
    if any(info.filename in _PAPER_PARTS for info in infos):
        return None
    _refuse_overlaps(infos)
    return [_zip_entry(package, info, password) for info in infos if not info.is_dir()]


def zip_password(package: zipfile.ZipFile, passwords: Sequence[str]) -> tuple[str, bytes] | None:
    """Return the first password that opens the smallest locked member, and its bytes."""
    locked = [
        info
        for info in package.infolist()
        if info.flag_bits & _ENCRYPTED and _zip_refused(info) is None and not info.is_dir()
    ]
    if not locked:
        return None
    # An empty one has no sum that could tell a wrong password from the right one.
    smallest = min(locked, key=lambda info: (info.file_size == 0, info.file_size))
    for password in passwords:
        for octets in _octets(password):
            # A wrong one passes the first check once in 256 times; the content's own sum then fails.
            with suppress(*DAMAGE), _content(package, smallest, octets) as member:
                member.read(_TRIED)
                return password, octets
    return None


def packed(file: IO[bytes], name: str) -> list[Entry] | None:
    """Return the files of a tar archive, packed or not, or the one file that was packed alone.

    Raises:
        TooLargeFile: if it unpacks to more than an archive may.
    """
    head = file.read(HEAD)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    stream: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
    if head.startswith(_GZIP):
        stream = gzip.GzipFile(fileobj=file)
    elif head.startswith(_BZIP):
        stream = bz2.BZ2File(file)
    elif head.startswith(_XZ):
        stream = lzma.LZMAFile(file)  # noqa: SIM115 - holds nothing but the file
    elif _is_tape(head):
        return list(taped(_Bounded(file, limits.MAX_ARCHIVE_BYTES)))
    else:
        return None
    most = min(limits.MAX_ARCHIVE_BYTES, max(limits.RATIO_FROM, size * limits.MAX_UNPACK_RATIO))
    bounded = _Bounded(stream, most)
    head = bounded.read(HEAD) or b""
    bounded.seek(0)
    return list(taped(bounded)) if _is_tape(head) else [_alone(bounded, name)]


def taped(stream: "_Bounded") -> Iterator[Entry]:
    """Yield the files of a tar archive.

    Raises:
        TooLargeFile: if it holds too many.
    """
    archive = tarfile.TarFile(fileobj=stream)  # holds nothing but the stream
    for count, info in enumerate(archive):
        if count >= limits.MAX_ZIP_MEMBERS:
            raise too_many(count + 1)
        if not info.isdir():
            yield _tape_entry(archive, info)


def too_many(count: int) -> ImportFailure:
    """Return the failure of an archive with too many files."""
    return TooLargeFile(
        f"This archive holds {count:,} files or more; Pincite takes up to {limits.MAX_ZIP_MEMBERS:,} from "
        "one. Unpack it yourself and import the folders that matter."
    )


def _is_tape(head: bytes) -> bool:
    return head[_TAR_AT : _TAR_AT + len(_TAR_MARK)] == _TAR_MARK


def _refused(name: str, size: int) -> str | None:
    """Return why a file of any archive cannot be taken."""
    parts = [part for part in _SEPARATORS.split(name) if part not in ("", ".")]
    if ".." in parts or not parts:
        return (
            "Its name leads out of the archive, as only a manipulated one does. Unpack the archive "
            "yourself and look at the file first."
        )
    if any(is_system_file(part) for part in parts):
        return "It is a hidden or system file, no paper."
    if size == 0:
        return "It is empty. Ask for it again from where you got the archive."
    if size > limits.MAX_FILE_BYTES:
        return (
            f"It has {size // limits.MEBIBYTE:,} MB; Pincite reads files up to "
            f"{limits.MAX_FILE_BYTES // limits.MEBIBYTE} MB. Unpack it yourself, split it and import the "
            "parts."
        )
    return None


# -- ZIP


def _zip_entry(package: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None) -> Entry:
    name = _zip_name(info)
    needs = bool(info.flag_bits & _ENCRYPTED)
    refusal = _refused(name, info.file_size) or _zip_refused(info)
    is_locked = refusal is None and needs and password is None
    return Entry(
        name,
        info.file_size,
        _moment(info),
        LOCKED if is_locked else refusal,
        lambda: _content(package, info, password if needs else None),
        is_locked,
    )


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None) -> IO[bytes]:
    if password is not None and info.compress_type == zip_aes.AES:
        return zip_aes.opened(package, info, password)
    return package.open(info, pwd=password)


def _zip_refused(info: zipfile.ZipInfo) -> str | None:
    is_aes = info.compress_type == zip_aes.AES and zip_aes.lock_of(info) is not None
    if info.compress_type not in _METHODS and not is_aes:
        return (
            "It is packed or locked in a way that Pincite cannot open. Unpack the archive yourself and "
            "import the papers inside."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file, no paper."
    if (
        info.file_size > limits.RATIO_FROM
        and info.file_size > limits.MAX_UNPACK_RATIO * info.compress_size
    ):
        return (
            f"It unpacks to {info.file_size // limits.MEBIBYTE:,} MB from next to nothing, as only a file "
            "made to fill the disk does. Ask the sender what it is."
        )
    return None


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; macOS writes UTF-8 without saying so, which reads as an old code page."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name


def _refuse_overlaps(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Raise for members that lie over one another: few bytes that unpack as many files."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise TooLargeFile(
                "This archive is built so that the same bytes unpack many times, as only one made to "
                "fill the disk is. Ask the sender what it is."
            )
        end = info.header_offset + info.compress_size


def _octets(password: str) -> list[bytes]:
    """Return the bytes that ZIP programs make of a password: UTF-8, or the old code pages."""
    found = [password.encode("utf-8", "replace")]
    for page in ("cp1252", "cp437"):
        with suppress(UnicodeError):
            found.append(password.encode(page))
    return list(dict.fromkeys(found))


def _moment(info: zipfile.ZipInfo) -> float | None:
    """Return the moment that a member was changed; ZIP keeps the local time without its zone."""
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return None


# -- tar and files packed alone


def _tape_entry(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Entry:
    refusal = _refused(info.name, info.size)
    if not info.isfile():
        refusal = "It is a link or a device, no paper."

    def opened() -> IO[bytes]:
        member = archive.extractfile(info)
        if member is None:
            raise tarfile.ReadError("no ordinary file")
        return member

    return Entry(info.name, info.size, float(info.mtime), refusal, opened)


def _alone(stream: "_Bounded", name: str) -> Entry:
    path = PurePosixPath(name)
    inner = path.stem if path.suffix.lower() in SUFFIXES else name
    size = 0
    while chunk := stream.read(limits.MEBIBYTE):
        size += len(chunk)

    def opened() -> IO[bytes]:
        again = _Bounded(stream, size)
        again.seek(0)
        return cast("IO[bytes]", again)

    return Entry(inner, size, None, _refused(inner, size), opened)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, whence: int = ..., /) -> int: ...
    def tell(self) -> int: ...


class _Bounded(io.RawIOBase):
    """A stream that may be read up to ``most`` bytes; closing it leaves the stream below open."""

    def __init__(self, stream: _Readable, most: int) -> None:
        super().__init__()
        self._stream = stream
        self._most = most

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """Its place can be changed."""
        return True

    def tell(self) -> int:
        """Return the place in bytes."""
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, not beyond the bound."""
        if whence == io.SEEK_SET:
            self._look(offset)
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fill ``buffer`` with what comes next."""
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        self._look(self._stream.tell())
        return len(content)

    def _look(self, place: int) -> None:
        if place > self._most:
            raise TooLargeFile(
                f"This archive unpacks to more than {self._most // limits.MEBIBYTE:,} MB. Unpack it "
                "yourself and import the folders that matter."
            )
