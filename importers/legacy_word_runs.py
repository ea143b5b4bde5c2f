"""Which characters of an old Word file are deleted, inserted or hidden (MS-DOC 2.6.1, 2.9.32, 2.9.59).

Runs of characters lie in pages of 512 bytes, each run with the properties that differ from its
style's. Other properties are passed over.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from importers.word_walk import Kind

__all__ = ["Runs", "set_aside"]

_PAGE: Final = 512
_DELETED, _INSERTED, _HIDDEN = 0x0800, 0x0801, 0x083C
# Bytes of a property's operand by the top three bits of its number; 6 has its length before it.
_OPERANDS: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True)
class Runs:
    """Where runs begin in the main stream, in order, and what each is."""

    starts: tuple[int, ...]
    kinds: tuple[Kind, ...]

    @classmethod
    def read(cls, main: bytes, table: bytes, at: int, size: int) -> "Runs":
        """Return the runs listed at a place in the table stream."""
        plan = table[at : at + size]
        count = max(0, (len(plan) - 4) // 8)
        found: list[tuple[int, Kind]] = []
        for page in struct.unpack_from(f"<{count}I", plan, 4 * (count + 1)) if count else ():
            where = (page & 0x3FFFFF) * _PAGE
            found += _runs(main[where : where + _PAGE])
        found.sort(key=lambda run: run[0])
        return cls(tuple(start for start, _ in found), tuple(kind for _, kind in found))


def set_aside(runs: Runs, start: int, width: int, count: int) -> Iterator[Kind]:
    """Yield what each of so many characters is, from a place in the main stream on."""
    for at in range(start, start + count * width, width):
        run = bisect_right(runs.starts, at) - 1
        yield runs.kinds[run] if run >= 0 else Kind.TEXT


def _runs(page: bytes) -> Iterator[tuple[int, Kind]]:
    if len(page) < _PAGE:
        return
    count = page[-1]
    if 4 * (count + 1) + count > _PAGE - 1:
        return
    starts = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        at = 2 * page[4 * (count + 1) + number]
        properties = page[at + 1 : at + 1 + page[at]] if at else b""
        yield starts[number], _kind(properties)
    if count:
        yield starts[count], Kind.TEXT


def _kind(properties: bytes) -> Kind:
    seen: set[int] = set()
    at = 0
    while at + 3 <= len(properties):
        number = struct.unpack_from("<H", properties, at)[0]
        size = _OPERANDS.get(number >> 13)
        if size is None:
            size = 1 + properties[at + 2]
        if number in (_DELETED, _INSERTED, _HIDDEN) and properties[at + 2] == 1:
            seen.add(number)
        at += 2 + size
    if _DELETED in seen:
        return Kind.DELETED
    if _INSERTED in seen:
        return Kind.INSERTED
    return Kind.HIDDEN if _HIDDEN in seen else Kind.TEXT
