"""The two tables of a segment: its words with their posting lists, its documents with their places.

Each is read whole when its segment is opened, in some milliseconds for a hundred thousand rows.
"""

import struct
import zlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.numbers import firsts, pack, unpack
from index.spans import Integers

__all__ = [
    "DocumentTable",
    "Row",
    "WordTable",
    "pack_documents",
    "pack_words",
    "unpack_documents",
    "unpack_words",
]

_WORDS_HEAD = struct.Struct("<II")  # bytes of the words, number of words
_DOCUMENTS_HEAD = struct.Struct("<II")  # bytes of the numbers, number of documents
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
    """Return a table's bytes."""
    words = zlib.compress("\n".join(table.words).encode(), 6)
    numbers = pack(np.concatenate((table.lengths, table.holding)))
    head = _WORDS_HEAD.pack(len(words), len(table.words))
    return head + words + zlib.compress(numbers.tobytes(), 6)


def unpack_words(packed: bytes) -> WordTable:
    """Return the table that was packed.

    Raises:
        ValueError, zlib.error, struct.error: if the bytes are damaged.
    """
    size, count = _WORDS_HEAD.unpack_from(packed)
    body = packed[_WORDS_HEAD.size :]
    words = zlib.decompress(body[:size]).decode().split("\n") if count else []
    numbers = unpack(np.frombuffer(zlib.decompress(body[size:]), np.uint8))
    if len(words) != count or len(numbers) != 2 * count:
        raise ValueError("a word list is damaged")
    return WordTable(words, numbers[:count], numbers[count:])


@dataclass(frozen=True, slots=True)
class Row:
    """A document: the case's number of it, its length in code points, its own words, their packed places."""

    number: int
    characters: int
    own_words: int
    places: bytes


@dataclass(frozen=True, eq=False)
class DocumentTable:
    """The documents of a segment: see ``Row``; ``starts`` and ``lengths`` say where their places stand."""

    numbers: Integers
    characters: Integers
    own_words: Integers
    starts: Integers
    lengths: Integers


def pack_documents(rows: Sequence[Row]) -> bytes:
    """Return the table's bytes, with all places behind it."""
    columns = [
        [row.number for row in rows],
        [row.characters for row in rows],
        [row.own_words for row in rows],
        [len(row.places) for row in rows],
    ]
    numbers = zlib.compress(pack(np.array(columns, np.int64).reshape(-1)).tobytes(), 6)
    head = _DOCUMENTS_HEAD.pack(len(numbers), len(rows))
    return b"".join([head, numbers, *(row.places for row in rows)])


def unpack_documents(read: Callable[[int, int], bytes]) -> DocumentTable:
    """Return the table; ``read`` gives so many bytes from an offset on.

    Raises:
        ValueError, zlib.error, struct.error: if the bytes are damaged.
    """
    size, count = _DOCUMENTS_HEAD.unpack(read(0, _DOCUMENTS_HEAD.size))
    packed = zlib.decompress(read(_DOCUMENTS_HEAD.size, size))
    columns = unpack(np.frombuffer(packed, np.uint8))
    if len(columns) != _COLUMNS * count:
        raise ValueError("a list of documents is damaged")
    numbers, characters, own_words, lengths = columns.reshape(_COLUMNS, count)
    begin = _DOCUMENTS_HEAD.size + size
    return DocumentTable(numbers, characters, own_words, firsts(lengths) + begin, lengths)
