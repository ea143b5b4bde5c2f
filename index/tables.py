"""The two tables of a segment: its words with their posting lists, its documents with their places.

Each is read whole when its segment is opened, in some milliseconds for a hundred thousand rows.
"""

import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.numbers import Damaged, firsts, pack, unpack
from index.spans import Integers

__all__ = [
    "DocumentTable",
    "Row",
    "WordTable",
    "joined",
    "pack_documents",
    "pack_words",
    "unpack_documents",
    "unpack_words",
]

_WORDS_HEAD = struct.Struct("<III")  # bytes of the words, bytes of the numbers, number of words
_COLUMNS = 4


@dataclass(frozen=True, eq=False)
class WordTable:
    """The words of a segment in order; of each, how long its posting list is, and how many documents hold it.

    The lists stand one after the other in another file.
    """

    words: list[str]
    lengths: Integers
    holding: Integers

    @cached_property
    def starts(self) -> Integers:
        """Where each list begins, in bytes."""
        return firsts(self.lengths)

    def find(self, word: str) -> int:
        """Return a word's row; -1 if the segment does not hold it."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else -1

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Return where the lists of rows ``first`` to ``last``, included, begin, and how long they are."""
        start = int(self.starts[first])
        return start, int(self.starts[last]) + int(self.lengths[last]) - start


def pack_words(table: WordTable) -> bytes:
    """Return a table's bytes; those of tables that follow one another can be joined."""
    words = zlib.compress("\n".join(table.words).encode(), 6)
    numbers = zlib.compress(pack(np.concatenate((table.lengths, table.holding))).tobytes(), 6)
    return _WORDS_HEAD.pack(len(words), len(numbers), len(table.words)) + words + numbers


def unpack_words(packed: bytes) -> Iterator[WordTable]:
    """Yield the tables that were packed and joined.

    Raises:
        Damaged, zlib.error, struct.error: if the bytes are damaged.
    """
    at = 0
    while at < len(packed):
        size, more, count = _WORDS_HEAD.unpack_from(packed, at)
        at += _WORDS_HEAD.size
        words = zlib.decompress(packed[at : at + size]).decode().split("\n")
        at += size
        numbers = unpack(np.frombuffer(zlib.decompress(packed[at : at + more]), np.uint8))
        at += more
        if len(words) != count or len(numbers) != 2 * count:
            raise Damaged("a word list is damaged")
        yield WordTable(words, numbers[:count], numbers[count:])


def joined(tables: Iterable[WordTable]) -> WordTable:
    """Return tables that follow one another as one."""
    words: list[str] = []
    lengths, holding = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for table in tables:
        words += table.words
        lengths.append(table.lengths)
        holding.append(table.holding)
    return WordTable(words, np.concatenate(lengths), np.concatenate(holding))


@dataclass(frozen=True, slots=True)
class Row:
    """A document: the case's number of it, its length in code points, its own words, their packed places."""

    number: int
    characters: int
    own_words: int
    places: bytes


@dataclass(frozen=True, eq=False)
class DocumentTable:
    """The documents of a segment, see ``Row``; of each, how long its packed places are.

    The places stand one after the other in another file.
    """

    numbers: Integers
    characters: Integers
    own_words: Integers
    lengths: Integers

    @cached_property
    def starts(self) -> Integers:
        """Where each document's places begin, in bytes."""
        return firsts(self.lengths)


def pack_documents(table: DocumentTable) -> bytes:
    """Return the table's bytes."""
    columns = (table.numbers, table.characters, table.own_words, table.lengths)
    return zlib.compress(pack(np.concatenate(columns)).tobytes(), 6)


def unpack_documents(packed: bytes) -> DocumentTable:
    """Return the table that was packed.

    Raises:
        Damaged, zlib.error: if the bytes are damaged.
    """
    columns = unpack(np.frombuffer(zlib.decompress(packed), np.uint8))
    if len(columns) % _COLUMNS:
        raise Damaged("a list of documents is damaged")
    return DocumentTable(*columns.reshape(_COLUMNS, -1))
