"""A segment's files: words and posting lists, documents and places; written once, then only read."""

import pickle
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.filedb.filestore import Storage

from index.numbers import Bytes
from index.postings import Packed, Postings, unpack_postings
from index.tables import (
    DocumentTable,
    Row,
    WordTable,
    joined,
    pack_documents,
    pack_words,
    unpack_documents,
    unpack_words,
)

__all__ = ["Chapter", "Documents", "Lists", "Segment", "write_segment"]

Segment = Any
"""A segment as Whoosh knows it, which has no types."""

_WORDS, _LISTS, _DOCUMENTS, _PLACES = ".trm", ".pst", ".doc", ".plc"
_HEAD = 12  # bytes that tell where the directory of a segment’s one file lies
_CHUNK = 1 << 20
_CHAPTER_WORDS = 8_192
_CHAPTER_BYTES = 1 << 16  # of posting lists, where it is not one word's alone


@dataclass(frozen=True)
class Chapter:
    """Words that follow one another, with their posting lists; so do the chapters of a segment."""

    words: list[str]
    lists: Packed

    def pieces(self) -> "Iterator[Chapter]":
        """Yield the chapter in pieces that can be read one at a time in little memory."""
        lists, first = self.lists, 0
        ends = np.cumsum(lists.lengths)
        while first < len(self.words):
            start = int(ends[first] - lists.lengths[first])
            last = int(np.searchsorted(ends, start + _CHAPTER_BYTES, "right"))
            last = max(first + 1, min(last, first + _CHAPTER_WORDS))
            rows = slice(first, last)
            body = lists.body[start : int(ends[last - 1])]
            yield Chapter(self.words[rows], Packed(body, lists.lengths[rows], lists.holding[rows]))
            first = last


def write_segment(
    storage: Storage, segment: Segment, rows: Iterable[Row], chapters: Iterable[Chapter]
) -> None:
    """Write the files of a new Whoosh segment and make them one.

    Raises:
        OSError: if the disk is full or the folder cannot be written.
    """
    columns: list[tuple[int, int, int, int]] = []
    with segment.create_file(storage, _PLACES) as file:
        for row in rows:
            file.write(row.places)
            columns.append((row.number, row.characters, row.own_words, len(row.places)))
    with segment.create_file(storage, _DOCUMENTS) as file:
        file.write(pack_documents(DocumentTable(*np.array(columns, np.int64).T)))
    with (
        segment.create_file(storage, _LISTS) as lists,
        segment.create_file(storage, _WORDS) as words,
    ):
        for chapter in chapters:
            for piece in chapter.pieces():
                packed = piece.lists
                lists.write(packed.body.tobytes())
                words.write(pack_words(WordTable(piece.words, packed.lengths, packed.holding)))
    segment.set_doc_count(len(columns))
    _make_one(storage, segment)


def _make_one(storage: Storage, segment: Segment) -> None:
    """Make the files of a segment one, as Whoosh lays it out, but written from its beginning to its end."""
    names = segment.list_files(storage)
    at, directory = _HEAD, {}
    for name in names:
        length, modified = storage.file_length(name), storage.file_modified(name)
        directory[name] = {"offset": at, "length": length, "modified": modified}
        at += length
    told = pickle.dumps(directory, pickle.HIGHEST_PROTOCOL)
    told += pickle.dumps({}, pickle.HIGHEST_PROTOCOL)
    with segment.create_file(storage, segment.COMPOUND_EXT) as joined:
        joined.write_long(at)
        joined.write_int(len(told))
        for name in names:
            with storage.open_file(name) as part:
                shutil.copyfileobj(part, joined, _CHUNK)
        joined.write(told)
    for name in names:
        storage.delete_file(name)
    segment.compound = True


def _whole(storage: Storage, segment: Segment, extension: str) -> bytes:
    name = segment.make_filename(extension)
    with storage.open_file(name) as file:
        return bytes(file.get(0, storage.file_length(name)))


class Lists:
    """The words and posting lists of one segment, open for reading."""

    def __init__(self, storage: Storage, segment: Segment, table: WordTable | None = None) -> None:
        """Open the files in a segment's own storage; ``table`` if it has been read before."""
        self._storage, self._segment, self._table = storage, segment, table
        self._file = segment.open_file(storage, _LISTS)

    @property
    def table(self) -> WordTable:
        """All words. Raises as ``unpack_words`` does."""
        if self._table is None:
            self._table = joined(self._tables())
        return self._table

    def _tables(self) -> Iterator[WordTable]:
        return unpack_words(_whole(self._storage, self._segment, _WORDS))

    def chapters(self) -> Iterator[Chapter]:
        """Yield all words with their lists, some at a time; the whole table is not read for it.

        Raises:
            Damaged, zlib.error, struct.error: if the files are damaged.
        """
        start = 0
        for table in self._tables():
            length = int(table.lengths.sum())
            yield Chapter(
                table.words, Packed(self._body(start, length), table.lengths, table.holding)
            )
            start += length

    def _body(self, start: int, length: int) -> Bytes:
        return np.frombuffer(bytes(self._file.get(start, length)), np.uint8)

    def unpacked(self, first: int, last: int) -> Postings:
        """Return the places of rows ``first`` to ``last``, included; the first counts as word 0.

        Raises:
            Damaged: if a list is damaged.
        """
        rows = slice(first, last + 1)
        body = self._body(*self.table.extent(first, last))
        return unpack_postings(Packed(body, self.table.lengths[rows], self.table.holding[rows]))

    def close(self) -> None:
        """Close the file of lists."""
        self._file.close()


class Documents:
    """The documents of one segment, open for reading."""

    def __init__(
        self, storage: Storage, segment: Segment, table: DocumentTable | None = None
    ) -> None:
        """Open the files in a segment's own storage; ``table`` if it has been read before."""
        self.table = table or unpack_documents(_whole(storage, segment, _DOCUMENTS))
        self._file = segment.open_file(storage, _PLACES)

    def places(self, row: int) -> bytes:
        """Return a document's packed places."""
        return bytes(self._file.get(int(self.table.starts[row]), int(self.table.lengths[row])))

    def row(self, row: int) -> Row:
        """Return a document as it was written."""
        table = self.table
        return Row(
            int(table.numbers[row]),
            int(table.characters[row]),
            int(table.own_words[row]),
            self.places(row),
        )

    def close(self) -> None:
        """Close the file of places."""
        self._file.close()
