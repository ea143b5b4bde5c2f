"""The properties of an Outlook message: a folder of streams inside an OLE file (MS-OXMSG).

Short values stand in a table of sixteen bytes each, long ones in streams named by property and type.
"""

import datetime as dt
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from importers.charsets import code_page, decode_as
from importers.document import DamagedFile
from importers.ole import CONTRADICTIONS

__all__ = ["DAMAGED", "Ole", "Properties", "named_properties"]

Ole: TypeAlias = Any
"""An open OLE file; olefile is untyped."""

DAMAGED: Final = (
    "This Outlook file is damaged. Open it in Outlook, save it again or print it to PDF and import "
    "that."
)

_TABLE: Final = "__properties_version1.0"
_STREAM: Final = "__substg1.0_"
_UNICODE: Final = 0x001F
_EIGHT_BIT: Final = 0x001E
_BINARY: Final = 0x0102
# Where the table begins: in the message itself, in one attached to another, in recipient or attachment.
_HEADERS: Final = {"message": 32, "embedded": 24, "part": 8}

_CODE_PAGES: Final = (0x3FFD, 0x3FDE)
_EPOCH: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


@dataclass
class Properties:
    """What is known of one message, recipient or attachment; ``path`` is its folder in the file."""

    ole: Ole
    path: tuple[str, ...]
    encoding: str | None = None
    _table: Mapping[int, bytes] = field(default_factory=dict)

    @classmethod
    def read(
        cls, ole: Ole, path: tuple[str, ...], kind: str, encoding: str | None = None
    ) -> "Properties":
        """Read the table in a folder; ``kind`` is "message", "embedded" or "part".

        Raises:
            DamagedFile: if the folder has no table.
        """
        raw = _stream(ole, (*path, _TABLE))
        if raw is None:
            raise DamagedFile(DAMAGED)
        rows = raw[_HEADERS[kind] :]
        table = {
            struct.unpack_from("<H", rows, at + 2)[0]: rows[at + 8 : at + 16]
            for at in range(0, len(rows) - 15, 16)
        }
        found = cls(ole, path, encoding, table)
        for tag in _CODE_PAGES:
            number = found.number(tag)
            if encoding is None and number:
                found.encoding = found.encoding or code_page(number)
        return found

    def text(self, tag: int) -> str:
        """Return a property's characters, or "" where there are none."""
        wide = self._long(tag, _UNICODE)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._long(tag, _EIGHT_BIT)
        return decode_as(narrow, self.encoding)[0].rstrip("\x00") if narrow else ""

    def octets(self, tag: int) -> bytes:
        """Return a binary property, or b"" where there is none."""
        return self._long(tag, _BINARY) or b""

    def number(self, tag: int) -> int | None:
        """Return a whole number."""
        value = self._table.get(tag)
        return None if value is None else int.from_bytes(value[:4], "little", signed=True)

    def fraction(self, tag: int) -> float | None:
        """Return a number with a fraction."""
        value = self._table.get(tag)
        return None if value is None else float(struct.unpack("<d", value)[0])

    def moment(self, tag: int) -> dt.datetime | None:
        """Return a point in time, in Coordinated Universal Time; its unit is 100 ns from 1601."""
        value = self._table.get(tag)
        ticks = int.from_bytes(value, "little") if value else 0
        try:
            found = _EPOCH + dt.timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None
        # Outlook writes the year 4501 for "none".
        return found if found is None or found.year < 4500 else None

    def folders(self, start: str) -> Iterator[tuple[str, ...]]:
        """Yield the folders inside this one whose names begin so, in order."""
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self.ole.listdir(streams=True, storages=False)
            if len(entry) > depth + 1
            and tuple(entry[:depth]) == self.path
            and entry[depth].startswith(start)
        }
        for name in sorted(names):
            yield (*self.path, name)

    def _long(self, tag: int, kind: int) -> bytes | None:
        return _stream(self.ole, (*self.path, f"{_STREAM}{tag:04X}{kind:04X}"))


def named_properties(ole: Ole) -> dict[int, int]:
    """Return where a file keeps the properties of items, which have a number in a set: number to tag."""
    raw = _stream(ole, ("__nameid_version1.0", f"{_STREAM}00030102")) or b""
    found: dict[int, int] = {}
    for at in range(0, len(raw) - 7, 8):
        number, kind, index = struct.unpack_from("<IHH", raw, at)
        if not kind & 1:  # a number, not a name
            found.setdefault(number, 0x8000 + index)
    return found


def _stream(ole: Ole, path: tuple[str, ...]) -> bytes | None:
    name = list(path)
    if not ole.exists(name) or ole.get_type(name) != 2:
        return None
    try:
        with ole.openstream(name) as stream:
            return bytes(stream.read())
    except CONTRADICTIONS as error:
        raise DamagedFile(DAMAGED) from error
