"""Whoosh's storage with files that survive a power cut, and commits that count once the manifest is there."""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import BinaryIO, Self

import numpy as np
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage, ReadOnlyError, Storage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, clean_files

from index.codec import LegalCodec, schema
from index.home import Home, Sealing
from index.merging import Part, merged_chapters, merged_rows
from index.segments import Documents, Lists, Segment, write_segment
from index.spans import Flags
from index.storage import Manifest, checksum, publish, replace, sync_folder

__all__ = [
    "NAME",
    "DurableStorage",
    "alive",
    "commit",
    "files_of",
    "full_tier",
    "merge",
    "new_segment",
    "segments_of",
]

NAME = "MAIN"

_TIER_BASE = 256 * 1024  # bytes of a segment in the lowest tier
_TIER_FACTOR = 8


def _flush(file: StructFile) -> None:
    if isinstance(file.file, _Sealed):
        file.file.finish()
    file.flush()
    os.fsync(file.file.fileno())


class _Sealed:
    """A file that Whoosh writes, sealed on its way to the disk."""

    def __init__(self, target: BinaryIO, sealing: Sealing) -> None:
        self._target = target
        self._sealed = sealing.writer(target)
        self.write = self._sealed.write
        self.tell = self._sealed.tell
        self.fileno = target.fileno
        self.flush = target.flush
        self.finish = self._sealed.close  # does nothing when done twice

    def close(self) -> None:
        """End the file and close it."""
        try:
            self.finish()
        finally:
            self._target.close()


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder in which finished files are on the disk before they are named; sealed where that is wanted."""

    def __init__(self, home: Home, *, readonly: bool = False) -> None:
        super().__init__(str(home.folder), readonly=readonly)
        self.supports_mmap = home.sealing is None
        self._sealing = home.sealing

    def create_file(
        self, name: str, excl: bool = False, mode: str = "wb", **options: object
    ) -> StructFile:
        """Create a file; those that outlive the commit are flushed to the disk when closed."""
        if name.endswith(".seg") or ".toc" in name:
            options["onclose"] = _flush
        if self._sealing is None:
            return super().create_file(name, excl=excl, mode=mode, **options)
        if self.readonly:
            raise ReadOnlyError
        target = Path(self._fpath(name)).open("wb")  # noqa: SIM115 - Whoosh closes it
        return StructFile(_Sealed(target, self._sealing), name=name, **options)

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading."""
        if self._sealing is None:
            return super().open_file(name, **options)
        source = Path(self._fpath(name)).open("rb")  # noqa: SIM115 - as above
        try:
            return StructFile(self._sealing.reader(source), name=name, **options)
        except BaseException:
            source.close()
            raise

    def file_length(self, name: str) -> int:
        """Return how many bytes a file holds."""
        written = int(super().file_length(name))
        return written if self._sealing is None else self._sealing.size(written)

    def delete_file(self, name: str) -> None:
        """Remove a file; one that a virus scanner holds goes with the next commit."""
        with suppress(PermissionError):
            super().delete_file(name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, durably."""
        folder = Path(self.folder)
        replace(folder / oldname, folder / newname)
        sync_folder(folder)


def segments_of(storage: Storage, generation: int) -> list[Segment]:
    """Return Whoosh's segments of a generation; its manifest must have been checked before."""
    if generation < 0:
        return []
    return list(TOC.read(storage, NAME, gen=generation, schema=schema()).segments)


def new_segment(storage: Storage) -> Segment:
    """Return a segment that has no files yet."""
    return LegalCodec().new_segment(storage, NAME)


class _View:
    """A part of a mapped file; Whoosh's own class would copy all of it into memory."""

    def __init__(self, content: memoryview) -> None:
        self._content = content

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, offset: int, length: int) -> bytes:
        """Return so many bytes from an offset on."""
        return bytes(self._content[offset : offset + length])

    def close(self) -> None:
        """Give the mapped file back."""
        self._content.release()


class _Part(_View):
    """A part of a sealed file, which cannot be mapped; it is read where it is asked for."""

    def __init__(self, file: StructFile, offset: int, length: int) -> None:
        self._file, self._offset, self._length = file, offset, length

    def get(self, offset: int, length: int) -> bytes:
        """Return so many bytes from an offset on."""
        self._file.seek(self._offset + offset)
        return bytes(self._file.read(max(0, min(length, self._length - offset))))

    def close(self) -> None:
        """Leave the file to the other parts."""


class _Files(CompoundStorage):  # type: ignore[misc]
    """A segment's one file as the storage of its parts."""

    def open_file(self, name: str, *_: object, **__: object) -> _View:
        """Open one of the parts for reading."""
        offset, length = self.range(name)
        if self._source is None:
            return _Part(self._file, offset, length)
        return _View(memoryview(self._source)[offset : offset + length])


def files_of(storage: Storage, segment: Segment) -> Storage:
    """Open a segment's one file as the storage of its parts."""
    file = storage.open_file(segment.make_filename(".seg"))
    return _Files(file, use_mmap=storage.supports_mmap)


def alive(segment: Segment) -> Flags:
    """Flag the documents of a segment that have not been removed."""
    flags = np.ones(segment.doc_count_all(), np.bool_)
    flags[list(segment.deleted_docs())] = False
    return flags


def commit(
    home: Home, manifest: Manifest, segments: Sequence[Segment], documents: Mapping[int, str]
) -> int:
    """Make the next generation of these segments and documents; return its number.

    It counts from the moment at which the manifest names it.

    Raises:
        OSError: if the disk is full or the folder cannot be written; the generation before stays.
    """
    storage = DurableStorage(home)
    generation = max(0, manifest.generation) + 1
    TOC(schema(), list(segments), generation).write(storage, NAME)
    # Whoosh has no public name for the name of a table of contents.
    names = [str(TOC._filename(NAME, generation))]  # noqa: SLF001
    names += [segment.make_filename(".seg") for segment in segments]
    before = manifest.files
    files = {name: before.get(name) or checksum(home.folder / name) for name in sorted(names)}
    publish(home, Manifest(generation, files, documents))
    clean_files(storage, NAME, generation, segments)
    return generation


def full_tier(storage: Storage, segments: Sequence[Segment], most: int) -> list[Segment]:
    """Return segments that are best made one; none, if all is well.

    Segments of like size are merged when there are ``most`` of them, the smallest first: each document is so
    rewritten a few times only, however many single commits there are. One of which half is removed is
    rewritten alone.
    """
    tiers: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.deleted_count() * 2 > segment.doc_count_all():
            return [segment]
        size, tier = storage.file_length(segment.make_filename(".seg")), 0
        while size > _TIER_BASE * _TIER_FACTOR**tier:
            tier += 1
        tiers.setdefault(tier, []).append(segment)
    return next((tiers[tier] for tier in sorted(tiers) if len(tiers[tier]) >= most), [])


def merge(storage: Storage, segments: Sequence[Segment]) -> Segment | None:
    """Return a new segment with the documents of several that are alive; ``None`` if there are none.

    Raises:
        OSError: if the disk is full or the folder cannot be written.
        Damaged: if a segment is damaged.
    """
    with ExitStack() as opened:
        parts = []
        for segment in segments:
            files = opened.enter_context(closing(files_of(storage, segment)))
            lists = opened.enter_context(closing(Lists(files, segment)))
            documents = opened.enter_context(closing(Documents(files, segment)))
            parts.append(Part(lists, documents, alive(segment)))
        if not any(part.alive.any() for part in parts):
            return None
        merged = new_segment(storage)
        write_segment(storage, merged, merged_rows(parts), merged_chapters(parts))
        return merged
