"""A segment's files: words and posting lists, documents and places; written once, then only read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.filedb.filestore import Storage

from index.postings import Packed, Postings, unpack_postings
from index.tables import (
    DocumentTable,
    Row,
    WordTable,
    pack_documents,
    pack_words,
    unpack_documents,
    unpack_words,
)

__all__ = ["Chapter", "Documents", "Lists", "Segment", "write_segment"]

Segment = Any
"""A segment as Whoosh knows it, which has no types."""

_WORDS, _LISTS, _DOCUMENTS = ".trm", ".pst", ".doc"


@dataclass(frozen=True)
class Chapter:
    """Words that follow one another, with their posting lists; so do the chapters of a segment."""

    words: list[str]
    lists: Packed


def write_segment(
    storage: Storage,
    segment: Segment,
    rows: Sequence[Row],
    chapters: Iterable[Chapter],
) -> None:
    """Write the files of a new Whoosh segment and make them one.

    Raises:
        OSError: if the disk is full or the folder cannot be written.
    """
    words: list[str] = []
    lengths, holding = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    with segment.create_file(storage, _LISTS) as file:
        for chapter in chapters:
            file.write(chapter.lists.body.tobytes())
            words += chapter.words
            lengths.append(chapter.lists.lengths)
            holding.append(chapter.lists.holding)
    with segment.create_file(storage, _WORDS) as file:
        file.write(pack_words(WordTable(words, np.concatenate(lengths), np.concatenate(holding))))
    with segment.create_file(storage, _DOCUMENTS) as file:
        file.write(pack_documents(rows))
    segment.set_doc_count(len(rows))
    segment.create_compound_file(storage)


class Lists:
    """The words and posting lists of one segment, open for reading."""

    def __init__(self, storage: Storage, segment: Segment, table: WordTable | None = None) -> None:
        """Open the files in a segment's own storage; ``table`` if it has been read before."""
        if table is None:
            name = segment.make_filename(_WORDS)
            with storage.open_file(name) as file:
                table = unpack_words(bytes(file.get(0, storage.file_length(name))))
        self.table = table
        self._file = segment.open_file(storage, _LISTS)

    def packed(self, first: int, last: int) -> Packed:
        """Return the lists of rows ``first`` to ``last``, included."""
        start, length = self.table.extent(first, last)
        body = np.frombuffer(bytes(self._file.get(start, length)), np.uint8)
        rows = slice(first, last + 1)
        return Packed(body, self.table.lengths[rows], self.table.holding[rows])

    def unpacked(self, first: int, last: int) -> Postings:
        """Return the places of rows ``first`` to ``last``, included; the first counts as word 0.

        Raises:
            ValueError: if a list is damaged.
        """
        return unpack_postings(self.packed(first, last))

    def close(self) -> None:
        """Close the file of lists."""
        self._file.close()


class Documents:
    """The documents of one segment, open for reading."""

    def __init__(
        self, storage: Storage, segment: Segment, table: DocumentTable | None = None
    ) -> None:
        """Open the file in a segment's own storage; ``table`` if it has been read before."""
        self._file = segment.open_file(storage, _DOCUMENTS)
        self.table = table or unpack_documents(self._get)

    def _get(self, offset: int, length: int) -> bytes:
        return bytes(self._file.get(offset, length))

    def places(self, row: int) -> bytes:
        """Return a document's packed places."""
        return self._get(int(self.table.starts[row]), int(self.table.lengths[row]))

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
        """Close the file."""
        self._file.close()
