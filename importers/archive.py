"""An archive (ZIP, tar, gz) and those inside it, as one list of members; one member at a time to a file.

Nothing is ever unpacked under a name of its own: the caller says where each member goes.
"""

import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, BinaryIO, Final, Self

from importers import limits, sniff
from importers.archive_formats import (
    DAMAGE,
    INSIDE,
    SUFFIXES,
    Entry,
    packed,
    too_many,
    zip_password,
    zipped,
)
from importers.document import (
    ArchiveMember,
    DamagedFile,
    EncryptedFile,
    ImportFailure,
    TooLargeFile,
    UnsupportedFormat,
)

__all__ = ["Archive", "own_name", "what_is"]

_SEPARATORS: Final = re.compile(r"[/\\]+")
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_CHUNK: Final = 1024 * 1024
_WHAT: Final = {
    sniff.PDF: "PDF",
    sniff.DOCX: "Word",
    sniff.DOC: "Word",
    sniff.RTF: "Rich Text",
    sniff.ODT: "OpenDocument text",
    sniff.XLSX: "Excel workbook",
    sniff.CSV: "Table",
    sniff.PPTX: "PowerPoint presentation",
    sniff.WPD: "WordPerfect",
    sniff.HTML: "Web page",
    sniff.WEB_ARCHIVE: "Web page",
    sniff.TEXT: "Text",
    sniff.MAIL: "E-mail",
    sniff.MSG: "E-mail",
    sniff.MAILBOX: "Mailbox",
}


def what_is(name: str) -> str:
    """Return what a file is by its name, in a word or two: "PDF", "Picture", "File" where that is all."""
    media_type = sniff.type_of_name(name) or ""
    if media_type.startswith("image/"):
        return "Picture"
    return "Archive" if name.lower().endswith(SUFFIXES) else _WHAT.get(media_type, "File")


def own_name(name: str) -> str:
    """Return a member's own name, without its archives and folders, and without signs that turn it round."""
    own = _SEPARATORS.split(name.rpartition(INSIDE)[2])[-1]
    return " ".join(_UNSEEN.sub(" ", own).split()) or "paper"


class Archive:
    """An open archive. Close it, or use it as a context manager.

    ``is_archive`` is false for a paper that is zipped, such as a Word file under another name.
    ``password`` is the one of those given that opened its locked members.
    """

    def __init__(self, source: Path | bytes, passwords: Sequence[str] = (), name: str = "") -> None:
        """Open an archive and read its list of members; ``name`` is that of an archive in memory.

        Raises:
            DamagedFile: if that cannot be done.
            TooLargeFile: if it would unpack to more than a case takes in at once.
        """
        self.password: str | None = None
        self._passwords = tuple(passwords)
        self._held = 0
        self._total = 0
        self._entries: dict[str, Entry] = {}
        self._file: IO[bytes]
        try:
            self._file = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        except OSError as error:
            raise DamagedFile(
                "This archive cannot be opened. Check that it is still there and that you may read it, "
                "then import it again."
            ) from error
        try:
            entries = self._read(self._file, name if isinstance(source, bytes) else source.name)
            self._add(entries or [], "", 1)
        except DAMAGE as error:
            self.close()
            raise DamagedFile(
                "This archive is damaged or was cut off. Ask for it again, or try to unpack it "
                "yourself and import the papers that come out."
            ) from error
        except BaseException:
            self.close()
            raise
        self.is_archive = entries is not None

    @property
    def members(self) -> tuple[ArchiveMember, ...]:
        """Every file inside, in the archive's order; folders are no members."""
        return tuple(
            ArchiveMember(name, entry.size, what_is(name), entry.refusal, entry.is_locked)
            for name, entry in self._entries.items()
        )

    def unpack(self, name: str, target: Path) -> None:
        """Write a member to a new file, with the day of its last change.

        Raises:
            ImportFailure: if it cannot be taken or is damaged; nothing is left of it then.
        """
        self.unpack_into(name, target, _written)
        changed = self._entry(name).changed
        if changed is not None:
            os.utime(target, (changed, changed))

    def unpack_into(
        self, name: str, target: Path, written: Callable[[Path], AbstractContextManager[BinaryIO]]
    ) -> None:
        """Write a member to a new file by what opens that for writing.

        Raises:
            ImportFailure: if it cannot be taken or is damaged; nothing is left of it then.
        """
        entry = self._entry(name)
        try:
            with written(target) as copy:
                for chunk in _content(entry):
                    copy.write(chunk)
        except FileExistsError:
            raise
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def content(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises:
            ImportFailure: if it cannot be taken or is damaged.
        """
        return b"".join(_content(self._entry(name)))

    def _entry(self, name: str) -> Entry:
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedFile("It is no longer in the archive. Was the archive changed meanwhile?")
        if entry.refusal is not None:
            failure = EncryptedFile if entry.is_locked else UnsupportedFormat
            raise failure(entry.refusal)
        return entry

    def close(self) -> None:
        """Let go of the file; harmless when done twice."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, file: IO[bytes], name: str) -> list[Entry] | None:
        """Return an archive's own files, ``None`` if it is no archive."""
        head = file.read(4)
        file.seek(0)
        if not head.startswith(b"PK"):
            return packed(file, name)
        package = zipfile.ZipFile(file)  # holds nothing but the file
        opened = zip_password(package, self._passwords)
        if opened is not None:
            self.password = opened[0]
        return zipped(package, opened and opened[1])

    def _add(self, entries: Sequence[Entry], before: str, depth: int) -> None:
        """Add an archive's files, and those of the archives among them in their place."""
        for entry in entries:
            inside, refusal = None, entry.refusal
            if refusal is None and entry.name.lower().endswith(SUFFIXES):
                inside, refusal = self._inside(entry, depth)
            if inside is not None:
                self._add(inside, f"{before}{entry.name}{INSIDE}", depth + 1)
                continue
            self._entries[self._unique(f"{before}{entry.name}")] = Entry(
                entry.name, entry.size, entry.changed, refusal, entry.open, entry.is_locked
            )
            self._total += entry.size if refusal is None else 0
            self._look_for_too_much()

    def _inside(self, entry: Entry, depth: int) -> tuple[list[Entry] | None, str | None]:
        """Return the files of an archive inside, or why it cannot be looked into."""
        if depth >= limits.MAX_NESTED_ARCHIVES:
            return None, (
                "It is an archive inside archives, too many deep. Unpack it yourself and import the "
                "papers inside."
            )
        if self._held + entry.size > limits.MAX_NESTED_ARCHIVE_BYTES:
            return None, (
                "It is an archive inside the archive, too large to be opened there. Unpack it "
                "yourself and import it."
            )
        self._held += entry.size
        try:
            with entry.open() as source:
                held = io.BytesIO(source.read())
            return self._read(held, PurePosixPath(entry.name).name), None
        except ImportFailure as failure:
            return None, str(failure)
        except DAMAGE:
            return None, (
                "It is an archive that is damaged or was cut off. Ask for it again, or try to unpack it "
                "yourself."
            )

    def _unique(self, name: str) -> str:
        """Return the name, numbered where another member has it already, as archives allow."""
        number, own = 1, name
        while own in self._entries:
            number += 1
            own = f"{name} ({number})"
        return own

    def _look_for_too_much(self) -> None:
        if len(self._entries) > limits.MAX_ZIP_MEMBERS:
            raise too_many(len(self._entries))
        if self._total > limits.MAX_ARCHIVE_BYTES:
            raise TooLargeFile(
                f"This archive unpacks to more than {limits.MAX_ARCHIVE_BYTES // 1024**3} GB. Unpack it "
                "yourself and import the folders that matter."
            )


@contextmanager
def _written(target: Path) -> Iterator[BinaryIO]:
    with target.open("xb") as copy:
        yield copy
        copy.flush()
        os.fsync(copy.fileno())


def _content(entry: Entry) -> Iterator[bytes]:
    """Yield a member's bytes.

    Raises:
        DamagedFile: if they cannot be unpacked.
    """
    try:
        with entry.open() as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    except DAMAGE as error:
        raise DamagedFile(
            "It is damaged inside the archive. Ask for it again, or try to unpack it yourself."
        ) from error
