"""Posting lists as packed arrays: Whoosh's third codec with our own blocks.

Stock Whoosh pickles a tuple per block and an object per position; a phrase of common words then takes
seconds. Here a block decodes to three numpy arrays. Byte order is the machine's: an index never
leaves the computer that wrote it.
"""

from __future__ import annotations  # array[int] is a type for checkers only before Python 3.12

import struct
import zlib
from array import array
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.reading import TermInfo

from index.spans import Integers
from index.tokens import Scan

__all__ = [
    "LegalCodec",
    "pack_places",
    "pack_postings",
    "read_postings",
    "unpack_places",
    "unpack_postings",
]

_BLOCK = 4096  # postings in a block; bigger ones gain no speed
_PLAIN_LIMIT = 48  # postings up to which plain arrays beat packing
_HEAD = struct.Struct("=iI")  # body length, negative in a list's last block; last document number
_PLAIN, _PACKED = 0, 1
_PLAIN_HEAD = struct.Struct("=BI")  # kind, postings
# kind, 3 widths, zipped, postings, positions, bytes of positions
_PACKED_HEAD = struct.Struct("=BBBBBIII")
_WIDTHS: dict[int, npt.DTypeLike] = {1: np.uint8, 2: np.uint16, 4: np.uint32}


def _narrow(numbers: npt.NDArray[Any]) -> tuple[int, bytes]:
    """Return the bytes per number and the numbers in as few bytes as the greatest one needs."""
    greatest = int(numbers.max()) if len(numbers) else 0
    width = 1 if greatest < 1 << 8 else 2 if greatest < 1 << 16 else 4
    return width, numbers.astype(_WIDTHS[width]).tobytes()


def pack_postings(documents: array[int], values: list[bytes]) -> bytes:
    """Return one block: ascending document numbers, each with its packed positions."""
    count = len(documents)
    raw = b"".join(values)
    if count <= _PLAIN_LIMIT:
        counts = array("I", [len(value) // 4 for value in values])
        return _PLAIN_HEAD.pack(_PLAIN, count) + documents.tobytes() + counts.tobytes() + raw
    ids = np.array(documents, dtype=np.int64)
    counts_array = np.fromiter(map(len, values), dtype=np.int64, count=count) // 4
    positions = np.frombuffer(raw, dtype=np.uint32).astype(np.int64)
    gaps = np.diff(positions, prepend=0)
    first = np.cumsum(counts_array) - counts_array
    gaps[first] = positions[first]
    id_width, id_bytes = _narrow(np.diff(ids, prepend=0))
    count_width, count_bytes = _narrow(counts_array)
    gap_width, gap_bytes = _narrow(gaps)
    zipped = zlib.compress(gap_bytes, 1)
    is_zipped = len(zipped) < len(gap_bytes) * 0.9
    body = zipped if is_zipped else gap_bytes
    head = _PACKED_HEAD.pack(
        _PACKED, id_width, count_width, gap_width, is_zipped, count, len(positions), len(body)
    )
    return head + id_bytes + count_bytes + body


def unpack_postings(block: bytes) -> tuple[Integers, Integers, Integers]:
    """Return a block's document numbers, positions per document, and all positions."""
    if block[0] == _PLAIN:
        _, count = _PLAIN_HEAD.unpack_from(block)
        numbers = np.frombuffer(block, np.uint32, -1, _PLAIN_HEAD.size).astype(np.int64)
        return numbers[:count], numbers[count : 2 * count], numbers[2 * count :]
    _, id_width, count_width, gap_width, is_zipped, count, total, size = _PACKED_HEAD.unpack_from(
        block
    )
    at = _PACKED_HEAD.size
    ids = np.cumsum(np.frombuffer(block, _WIDTHS[id_width], count, at), dtype=np.int64)
    at += id_width * count
    counts = np.frombuffer(block, _WIDTHS[count_width], count, at).astype(np.int64)
    at += count_width * count
    body = block[at : at + size]
    gaps = np.frombuffer(
        zlib.decompress(body) if is_zipped else body, _WIDTHS[gap_width], total
    ).astype(np.int64)
    summed = np.cumsum(gaps)
    first = np.cumsum(counts) - counts
    return ids, counts, summed - np.repeat(summed[first] - gaps[first], counts)


def pack_places(words: Scan) -> bytes:
    """Return the spans of a document's words in few bytes, its own words before page furniture."""
    own = _pack_spans(words.starts, words.ends)
    return struct.pack("=I", len(own)) + own + _pack_spans(words.margin_starts, words.margin_ends)


def unpack_places(packed: bytes) -> tuple[Integers, Integers, Integers, Integers]:
    """Return starts and ends of the document's own words, then of those in page furniture."""
    (size,) = struct.unpack_from("=I", packed)
    return *_unpack_spans(packed[4 : 4 + size]), *_unpack_spans(packed[4 + size :])


def _pack_spans(starts: array[int], ends: array[int]) -> bytes:
    begin, end = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
    lengths = end - begin
    # What stands between two words is one space nine times in ten, and so packs well.
    gap_width, gap_bytes = _narrow(begin - np.concatenate(([0], end[:-1]))[: len(begin)])
    length_width, length_bytes = _narrow(lengths)
    return struct.pack("=BBI", gap_width, length_width, len(begin)) + zlib.compress(
        gap_bytes + length_bytes, 1
    )


def _unpack_spans(packed: bytes) -> tuple[Integers, Integers]:
    gap_width, length_width, count = struct.unpack_from("=BBI", packed)
    body = zlib.decompress(packed[struct.calcsize("=BBI") :])
    gaps = np.frombuffer(body, _WIDTHS[gap_width], count).astype(np.int64)
    lengths = np.frombuffer(body, _WIDTHS[length_width], count, gap_width * count).astype(np.int64)
    ends = np.cumsum(gaps + lengths)
    return ends - lengths, ends


def read_postings(file: StructFile, offset: int) -> list[tuple[Integers, Integers, Integers]]:
    """Return the unpacked blocks of the posting list at ``offset`` of a Whoosh postings file."""
    blocks = []
    while True:
        length, _ = _HEAD.unpack(file.get(offset, _HEAD.size))
        offset += _HEAD.size
        blocks.append(unpack_postings(bytes(file.get(offset, abs(length)))))
        if length <= 0:
            return blocks
        offset += length


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's writer of posting lists, with our blocks."""

    def _write_block(self, last: bool = False) -> None:
        self._terminfo.add_block(self)
        body = pack_postings(self._ids, self._values)
        self._postfile.write(_HEAD.pack(-len(body) if last else len(body), self._ids[-1]))
        self._postfile.write(body)
        self._blockcount += 1
        self._new_block()

    def min_length(self) -> int:
        """Return 0: field lengths play no part, since Whoosh does no scoring here."""
        return 0


class _Matcher(W3LeafMatcher):  # type: ignore[misc]
    """Whoosh's reader of posting lists, for merges and for Whoosh's own queries."""

    def _read_header(self) -> None:
        self._baseoffset = self._startoffset

    def _goto(self, position: int) -> None:
        length, self._maxid = _HEAD.unpack(self._postfile.get(position, _HEAD.size))
        self._lastblock = length < 0
        self._dataoffset = position + _HEAD.size
        self._nextoffset = self._dataoffset + abs(length)
        self._i = 0
        data = bytes(self._postfile.get(self._dataoffset, abs(length)))
        ids, counts, positions = unpack_postings(data)
        self._blocklength = len(ids)
        self._ids = ids.tolist()
        self._weights = counts.astype(float).tolist()
        self._maxweight = max(self._weights)
        edges = [0, *(np.cumsum(counts) * 4).tolist()]
        raw = positions.astype(np.uint32).tobytes()
        self._values = [raw[start:end] for start, end in pairwise(edges)]


class LegalCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec with packed posting lists."""

    length_stats = False

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> _PostingsWriter:
        """Return a writer of posting lists."""
        return _PostingsWriter(dbfile, blocklimit=_BLOCK, byteids=byteids, inlinelimit=0)

    def postings_reader(
        self,
        dbfile: StructFile,
        terminfo: TermInfo,
        format_: Format,
        term: object = None,
        scorer: object = None,
    ) -> _Matcher:
        """Return a matcher over one posting list."""
        offset, length = terminfo.extent()
        return _Matcher(dbfile, offset, length, format_, term=term, scorer=scorer)
