"""Whoosh's storage with files that survive a power cut, and commits that count once the manifest is there."""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Self

import numpy as np
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage, Storage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, clean_files

from index.codec import LegalCodec, schema
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
    file.flush()
    os.fsync(file.fileno())


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder in which finished files are on the disk before they are named."""

    def create_file(
        self, name: str, excl: bool = False, mode: str = "wb", **options: object
    ) -> StructFile:
        """Create a file; those that outlive the commit are flushed to the disk when closed."""
        if name.endswith(".seg") or ".toc" in name:
            options["onclose"] = _flush
        return super().create_file(name, excl=excl, mode=mode, **options)

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


class _Files(CompoundStorage):  # type: ignore[misc]
    """A segment's one file as the storage of its parts."""

    def open_file(self, name: str, *_: object, **__: object) -> _View:
        """Open one of the parts for reading."""
        offset, length = self.range(name)
        return _View(memoryview(self._source)[offset : offset + length])


def files_of(storage: Storage, segment: Segment) -> Storage:
    """Open a segment's one file as the storage of its parts."""
    return _Files(storage.open_file(segment.make_filename(".seg")))


def alive(segment: Segment) -> Flags:
    """Flag the documents of a segment that have not been removed."""
    flags = np.ones(segment.doc_count_all(), np.bool_)
    flags[list(segment.deleted_docs())] = False
    return flags


def commit(
    folder: Path, manifest: Manifest, segments: Sequence[Segment], documents: Mapping[int, str]
) -> int:
    """Make the next generation of these segments and documents; return its number.

    It counts from the moment at which the manifest names it.

    Raises:
        OSError: if the disk is full or the folder cannot be written; the generation before stays.
    """
    storage = DurableStorage(str(folder))
    generation = max(0, manifest.generation) + 1
    TOC(schema(), list(segments), generation).write(storage, NAME)
    # Whoosh has no public name for the name of a table of contents.
    names = [str(TOC._filename(NAME, generation))]  # noqa: SLF001
    names += [segment.make_filename(".seg") for segment in segments]
    before = manifest.files
    files = {name: before.get(name) or checksum(folder / name) for name in sorted(names)}
    publish(folder, Manifest(generation, files, documents))
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
