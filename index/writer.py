"""Documents into the index, in batches, by one process at a time.

Call these in a worker process: Whoosh holds the interpreter's lock for up to a second per commit.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from importers.source_text import Span
from index.storage import LOCK, IndexBusy, Manifest, open_or_create
from index.tokens import Scan, scan

__all__ = ["IndexDocument", "remove", "update"]

_LOCK_SECONDS = 10


@dataclass(frozen=True)
class IndexDocument:
    """One case document as the index needs it; all spans count code points of ``text``.

    ``layer`` names the text layer that was read. Words in ``excluded`` (page furniture) stand apart, so
    that phrases match across page breaks.
    """

    id: int
    layer: str
    text: str
    paragraphs: tuple[Span, ...] = ()
    excluded: tuple[Span, ...] = ()

    def validate(self) -> None:
        """Raise ``TypeError`` or ``ValueError`` for what Whoosh would take amiss halfway through a batch."""
        if not isinstance(self.id, int) or isinstance(self.id, bool) or self.id < 1:
            raise ValueError(f"not a document's number: {self.id!r}")
        if not isinstance(self.text, str) or not isinstance(self.layer, str):
            raise TypeError(f"document {self.id} has no text")
        for spans in (self.paragraphs, self.excluded):
            if any(span.end > len(self.text) for span in spans):
                raise ValueError(f"document {self.id} has a span past its text")


def update(folder: Path, documents: Iterable[IndexDocument]) -> int:
    """Add documents, replacing those with the same number; return the new generation when it is durable.

    A damaged index is wiped first: compare ``index.storage.indexed`` afterwards with the case. Of two
    documents with the same number the later one counts.

    Raises:
        TypeError, ValueError: if a document is malformed; nothing is written then.
        IndexBusy: if another process holds the index for ten seconds.
        OSError: if the disk is full or the folder cannot be written; the last generation stays.
    """
    batch: dict[int, IndexDocument] = {}
    for document in documents:
        document.validate()
        batch.pop(document.id, None)
        batch[document.id] = document
    scans = {
        document.id: scan(
            document.text,
            paragraphs=document.paragraphs,
            excluded=document.excluded,
        )
        for document in batch.values()
    }
    return _write(folder, batch, scans, set(batch))


def remove(folder: Path, ids: Iterable[int]) -> int:
    """Take documents out; numbers that are not in the index are passed over. Returns the generation."""
    return _write(folder, {}, {}, set(ids))


def _write(
    folder: Path, batch: dict[int, IndexDocument], scans: dict[int, Scan], replaced: set[int]
) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=_LOCK_SECONDS)
    try:
        with lock:
            return _write_locked(folder, batch, scans, replaced)
    except Timeout as error:
        raise IndexBusy("another process is writing to the index") from error


def _write_locked(
    folder: Path, batch: dict[int, IndexDocument], scans: dict[int, Scan], replaced: set[int]
) -> int:
    from index.durable import ManifestWriter
    from index.postings import pack_places

    manifest = open_or_create(folder)
    replaced = replaced & manifest.documents.keys()
    if not batch and not replaced and manifest.generation >= 0:
        return manifest.generation
    writer = ManifestWriter(folder, manifest)
    try:
        for number in _places_of(folder, manifest, replaced):
            writer.delete_document(number)
        for document_id in replaced:
            del writer.documents[document_id]
        for document in batch.values():
            words = scans[document.id]
            writer.add_document(
                text=words.positions,
                number=document.id,
                characters=len(document.text),
                own=len(words.starts),
                places=pack_places(words),
            )
            writer.documents[document.id] = document.layer
        return writer.finish()
    except BaseException:
        # Words of a document that was broken off would pass to the next one (Whoosh reuses its
        # number), so the whole batch is dropped.
        with suppress(OSError):
            writer.give_up()
        raise


def _places_of(folder: Path, manifest: Manifest, ids: set[int]) -> list[int]:
    """Return where documents stand in Whoosh's own count, over all segments."""
    from index.durable import open_segments
    from index.schema import NUMBER

    if not ids:
        return []
    places: list[int] = []
    base = 0
    for reader in open_segments(folder, manifest.generation):
        column = reader.column_reader(NUMBER)
        places += [
            base + at
            for at in range(reader.doc_count_all())
            if column[at] in ids and not reader.is_deleted(at)
        ]
        base += reader.doc_count_all()
        reader.close()
    return places
