"""Arrays of whole numbers as few bytes, and back; no Python object per number.

A number is written as groups of seven bits, the lowest first; all bytes but its last have the highest bit set
(LEB128). Nine of ten numbers of a posting list are gaps below 128, one byte each.
"""

import numpy as np
import numpy.typing as npt

from index.spans import Flags, Integers

__all__ = ["Bytes", "Damaged", "changes", "firsts", "pack", "sizes", "unpack"]

Bytes = npt.NDArray[np.uint8]

_GROUPS = 9  # of seven bits: what a positive 64-bit number may need


class Damaged(ValueError):  # noqa: N818 - what it says of the bytes
    """Packed bytes are not what was written."""


def sizes(numbers: Integers) -> Integers:
    """Return how many bytes each number takes; none may be negative."""
    count = np.ones(len(numbers), np.int64)
    left = np.flatnonzero(numbers >> 7)
    for group in range(2, _GROUPS + 1):
        if not len(left):
            break
        count[left] = group
        left = left[numbers[left] >> 7 * group > 0]
    return count


def pack(numbers: Integers) -> Bytes:
    """Return the numbers as bytes, one after the other."""
    count = sizes(numbers)
    starts = firsts(count)
    packed = np.empty(int(count.sum()), np.uint8)
    packed[starts] = numbers & 127
    left = np.flatnonzero(count > 1)
    for group in range(1, _GROUPS):
        if not len(left):
            break
        at = starts[left] + group
        packed[at - 1] |= 128
        packed[at] = numbers[left] >> 7 * group & 127
        left = left[count[left] > group + 1]
    return packed


def unpack(packed: Bytes) -> Integers:
    """Return the numbers that ``pack`` was given.

    Raises:
        Damaged: if the bytes end within a number.
    """
    goes_on = packed > 127
    if not goes_on.any():
        return packed.astype(np.int64)
    if goes_on[-1]:
        raise Damaged("the bytes end within a number")
    numbers = packed[~goes_on].astype(np.int64)  # the last and highest group of each
    lower = np.flatnonzero(goes_on)
    of = lower - np.arange(len(lower))  # the number that each lower group belongs to
    longer, begins, count = np.unique(of, return_index=True, return_counts=True)
    numbers[longer] <<= 7 * count
    group = np.arange(len(lower)) - np.repeat(begins, count)
    groups = (packed[lower] & 127).astype(np.int64)
    for each in range(int(count.max())):
        here = group == each
        numbers[of[here]] |= groups[here] << 7 * each
    return numbers


def firsts(counts: Integers) -> Integers:
    """Return where each of several runs begins that follow one another; ``counts`` are their lengths."""
    begins: Integers = np.cumsum(counts) - counts
    return begins


def changes(numbers: Integers) -> Flags:
    """Flag the numbers that differ from the one before."""
    differs = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs
