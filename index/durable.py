"""Whoosh's storage with files that survive a power cut, and its writer with our manifest."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from index.postings import LegalCodec
from index.schema import schema
from index.storage import Manifest, checksum, publish, replace, sync_folder

__all__ = ["NAME", "DurableStorage", "ManifestWriter", "open_segments", "toc_name"]

NAME = "MAIN"
_POOL_MEGABYTES = 64  # more brings no speed, only memory
_LOCK_SECONDS = 10.0

_TIER_BASE = 256 * 1024  # bytes of a segment in the lowest tier
_TIER_FACTOR = 8
_TIER_LIMIT = 8  # segments of one tier before they are merged


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

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, durably."""
        folder = Path(self.folder)
        replace(folder / oldname, folder / newname)
        sync_folder(folder)


class ManifestWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer; a commit counts from the moment at which the manifest names it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self.documents: dict[int, str] = dict(manifest.documents)
        storage = DurableStorage(str(folder))
        if manifest.generation < 0:
            TOC.create(storage, schema(), NAME)
        index = FileIndex(storage, indexname=NAME)
        super().__init__(index, codec=LegalCodec(), limitmb=_POOL_MEGABYTES, timeout=_LOCK_SECONDS)

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        names = [
            toc_name(self.generation),
            *(segment.make_filename(".seg") for segment in segments),
        ]
        before = self._manifest.files
        files = {name: before.get(name) or checksum(self._folder / name) for name in sorted(names)}
        publish(self._folder, Manifest(self.generation, files, self.documents))
        clean_files(self.storage, self.indexname, self.generation, segments)

    def _finish(self) -> None:
        try:
            super()._finish()
        except OSError:
            # A virus scanner may hold a temporary file: the commit stands, the file goes next time.
            if self.writelock:
                self.writelock.release()
            self.is_closed = True

    def give_up(self) -> None:
        """Drop what was added since the last commit."""
        if not self.is_closed:
            self.cancel()

    def finish(self) -> int:
        """Commit, merging segments where a tier is full; return the new generation."""
        self.commit(mergetype=merge_policy(self._manifest.files))
        return int(self.generation)


def merge_policy(
    files: Mapping[str, tuple[int, int]],
) -> Callable[[Any, list[Any]], list[Any]]:
    """Return a policy that merges segments of like size, eight at a time.

    Each document is so rewritten a few times only, however many single commits there are. Segments
    of which half is deleted are rewritten; empty ones are dropped.
    """

    def merge(writer: ManifestWriter, segments: list[Any]) -> list[Any]:
        tiers: dict[int, list[Any]] = {}
        merged: list[Any] = []
        kept: list[Any] = []
        for segment in segments:
            if segment.doc_count() == 0:
                continue
            if segment.deleted_count() * 2 > segment.doc_count_all():
                merged.append(segment)
                continue
            size, _ = files[segment.make_filename(".seg")]
            tier = 0
            while size > _TIER_BASE * _TIER_FACTOR**tier:
                tier += 1
            tiers.setdefault(tier, []).append(segment)
        for alike in tiers.values():
            (merged if len(alike) >= _TIER_LIMIT else kept).extend(alike)
        for segment in merged:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        return [segment for segment in segments if segment in kept]

    return merge


def toc_name(generation: int) -> str:
    """Return the name of a generation's table of contents."""
    return str(TOC._filename(NAME, generation))  # noqa: SLF001 - Whoosh has no public name for it


def open_segments(folder: Path, generation: int) -> list[SegmentReader]:
    """Open the segments of one generation for reading; the manifest must have been checked before."""
    storage = DurableStorage(str(folder), readonly=True)
    toc = TOC.read(storage, NAME, gen=generation, schema=schema())
    return [
        SegmentReader(storage, toc.schema, segment, generation=generation)
        for segment in toc.segments
    ]
