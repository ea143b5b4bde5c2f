"""What an old Office file says of itself: title, author, days (MS-OLEPS 2.21, the set of FMTID_Summary).

olefile reads every property, and one that claims four thousand million values keeps it busy for hours.
Here the few that are wanted are read, each where the table says that it stands.
"""

import datetime as dt
import struct
from collections.abc import Iterator
from typing import Final

from importers.charsets import code_page
from importers.document import MetadataValue

__all__ = ["STREAM", "summary"]

STREAM: Final = "\x05SummaryInformation"
"""The name of the stream that holds the properties."""

_CODE_PAGE: Final = 1
_TEXTS: Final = ((2, "title"), (4, "author"))
_MOMENTS: Final = ((12, "created"), (13, "modified"))
_NARROW, _WIDE, _SHORT, _MOMENT = 0x1E, 0x1F, 0x02, 0x40
_EPOCH: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def summary(stream: bytes, origin: str) -> Iterator[MetadataValue]:
    """Yield the properties in a stream; those that cannot be read are as good as none."""
    places = _places(stream)
    encoding = code_page(_number(stream, places.get(_CODE_PAGE, 0))) or "cp1252"
    for number, name in _TEXTS:
        written = " ".join(_text(stream, places.get(number, 0), encoding).split())
        if written:
            yield MetadataValue(name, written, origin)
    for number, name in _MOMENTS:
        day = _day(stream, places.get(number, 0))
        if day is not None and 1980 < day.year < 2200:
            yield MetadataValue(name, day.isoformat(), origin)


def _places(stream: bytes) -> dict[int, int]:
    """Return where each property of the first set stands."""
    try:
        start = struct.unpack_from("<I", stream, 44)[0]
        count = struct.unpack_from("<I", stream, start + 4)[0]
        rows = stream[start + 8 : start + 8 + 8 * count]
        return {
            number: start + place
            for number, place in struct.iter_unpack("<II", rows[: len(rows) // 8 * 8])
        }
    except struct.error:
        return {}


def _number(stream: bytes, at: int) -> int:
    kind, value = _value(stream, at, "<H")
    return value if kind == _SHORT else 0


def _text(stream: bytes, at: int, encoding: str) -> str:
    kind, size = _value(stream, at, "<I")
    if kind == _NARROW:
        raw, encoding = stream[at + 8 : at + 8 + size], encoding
    elif kind == _WIDE:
        raw, encoding = stream[at + 8 : at + 8 + 2 * size], "utf-16-le"
    else:
        return ""
    return raw.decode(encoding, "replace").replace("\x00", " ")


def _day(stream: bytes, at: int) -> dt.date | None:
    kind, ticks = _value(stream, at, "<Q")
    if kind != _MOMENT:
        return None
    try:
        return (_EPOCH + dt.timedelta(microseconds=ticks // 10)).date()
    except OverflowError:
        return None


def _value(stream: bytes, at: int, form: str) -> tuple[int, int]:
    """Return a property's type and the whole number behind it; no type where there is no property."""
    if at <= 0:
        return 0, 0
    try:
        return struct.unpack_from("<H", stream, at)[0], struct.unpack_from(form, stream, at + 4)[0]
    except struct.error:
        return 0, 0
