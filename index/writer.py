"""Documents into the index, in batches, by one process at a time.

Call these in a worker process: they compute for as long as there is to write.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from importers.source_text import Span
from index.home import Home
from index.storage import LOCK, IndexBusy, Manifest, discard, open_or_create

if TYPE_CHECKING:
    from index.durable import DurableStorage
    from index.segments import Segment

__all__ = ["IndexDocument", "remove", "tidy", "update"]

_LOCK_SECONDS = 10
_MOST_PLACES = 400_000  # of words that are turned round in memory at once: some 1,000 pages
_MOST_ALIKE = 16  # segments of like size before a commit merges them, so that questions stay fast
_TIDY = 4  # segments of like size that are merged when there is time


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


def update(home: Home, documents: Iterable[IndexDocument]) -> int:
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
    with _locked(home.folder):
        return _commit(home, batch, set(batch))


def remove(home: Home, ids: Iterable[int]) -> int:
    """Take documents out; numbers that are not in the index are passed over. Returns the generation.

    Raises:
        IndexBusy: if another process holds the index for ten seconds.
        OSError: if the folder cannot be written; the last generation stays.
    """
    with _locked(home.folder):
        return _commit(home, {}, set(ids))


def tidy(home: Home) -> bool:
    """Make some segments one, which speeds up questions; tell whether there was anything to do.

    For times when nobody waits; call it again until it returns false.

    Raises:
        IndexBusy: if another process holds the index for ten seconds.
        OSError: if the disk is full or the folder cannot be written; the last generation stays.
    """
    from index.durable import DurableStorage, commit, segments_of

    with _locked(home.folder):
        manifest = open_or_create(home)
        storage = DurableStorage(home)
        before = segments_of(storage, manifest.generation)
        with _all_or_nothing(home.folder, manifest):
            segments = _merged(storage, before, _TIDY)
            if segments == before:
                return False
            commit(home, manifest, segments, manifest.documents)
        return True


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise IndexBusy("another process is writing to the index") from error


@contextmanager
def _all_or_nothing(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Remove what was written if it could not be finished."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            discard(folder, manifest)
        raise


def _commit(home: Home, batch: Mapping[int, IndexDocument], replaced: set[int]) -> int:
    from index.durable import DurableStorage, commit, segments_of

    manifest = open_or_create(home)
    replaced = replaced & manifest.documents.keys()
    if not batch and not replaced and manifest.generation >= 0:
        return manifest.generation
    storage = DurableStorage(home)
    documents = {
        number: layer for number, layer in manifest.documents.items() if number not in replaced
    }
    documents |= {document.id: document.layer for document in batch.values()}
    with _all_or_nothing(home.folder, manifest):
        segments = segments_of(storage, manifest.generation)
        if replaced:
            _take_out(storage, segments, replaced)
        segments = [segment for segment in segments if segment.doc_count()]
        segments += _written(storage, batch.values())
        return commit(home, manifest, _merged(storage, segments, _MOST_ALIKE), documents)


def _take_out(storage: "DurableStorage", segments: "Iterable[Segment]", numbers: set[int]) -> None:
    from index.durable import files_of
    from index.segments import Documents

    for segment in segments:
        files = files_of(storage, segment)
        documents = Documents(files, segment)
        for row, number in enumerate(documents.table.numbers.tolist()):
            if number in numbers and not segment.is_deleted(row):
                segment.delete_document(row)
        documents.close()
        files.close()


def _written(storage: "DurableStorage", batch: Iterable[IndexDocument]) -> "list[Segment]":
    """Write documents into new segments, each as large as memory allows."""
    from index.durable import new_segment
    from index.inverting import Inverter
    from index.places import pack_places
    from index.scanning import scan
    from index.segments import write_segment
    from index.tables import Row

    segments: list[Segment] = []
    inverter = Inverter()
    rows: list[Row] = []

    def flush() -> None:
        segment = new_segment(storage)
        write_segment(storage, segment, rows, inverter.chapters())
        segments.append(segment)

    for document in batch:
        if inverter.places > _MOST_PLACES:
            flush()
            inverter, rows = Inverter(), []
        words = scan(document.text, paragraphs=document.paragraphs, excluded=document.excluded)
        inverter.add(words)
        rows.append(Row(document.id, len(document.text), len(words.starts), pack_places(words)))
    if rows:
        flush()
    return segments


def _merged(storage: "DurableStorage", segments: "list[Segment]", most: int) -> "list[Segment]":
    """Return the segments with one full tier made one segment."""
    from index.durable import full_tier, merge

    alike = full_tier(storage, segments, most)
    if not alike:
        return segments
    merged = merge(storage, alike)
    return [each for each in segments if each not in alike] + ([merged] if merged else [])
