"""Where a document's words stand in its text: the way back from an answer, packed."""

import struct
import zlib

import numpy as np

from index.numbers import pack, unpack
from index.scanning import Scan
from index.spans import Integers

__all__ = ["pack_places", "unpack_places"]

_HEAD = struct.Struct("<I")  # the bytes that follow for the document's own words


def pack_places(words: Scan) -> bytes:
    """Return the spans of a document's words in few bytes, its own words before page furniture."""
    own = _pack_spans(words.starts, words.ends)
    return _HEAD.pack(len(own)) + own + _pack_spans(words.margin_starts, words.margin_ends)


def unpack_places(packed: bytes) -> tuple[Integers, Integers, Integers, Integers]:
    """Return starts and ends of the document's own words, then of those in page furniture.

    Raises:
        Damaged, zlib.error, struct.error: if the bytes are not what ``pack_places`` made.
    """
    (size,) = _HEAD.unpack_from(packed)
    body = packed[_HEAD.size :]
    return *_unpack_spans(body[:size]), *_unpack_spans(body[size:])


def _pack_spans(starts: Integers, ends: Integers) -> bytes:
    # What stands between two words is one space nine times in ten, and so packs well.
    gaps = starts - np.concatenate(([0], ends[:-1]))[: len(starts)]
    return zlib.compress(pack(np.concatenate((gaps, ends - starts))).tobytes(), 1)


def _unpack_spans(packed: bytes) -> tuple[Integers, Integers]:
    numbers = unpack(np.frombuffer(zlib.decompress(packed), np.uint8))
    gaps, lengths = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]
    ends = np.cumsum(gaps + lengths)
    return ends - lengths, ends
