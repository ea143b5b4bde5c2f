"""Properties of old Office files: as written, in any encoding, and made to keep a reader busy."""

import datetime as dt
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document import MetadataValue
from importers.ole_summary import summary

EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def text(words: bytes, kind: int = 0x1E, count: int | None = None) -> bytes:
    count = len(words) if count is None else count
    return struct.pack("<HHI", kind, 0, count) + words + bytes(-len(words) % 4)


def moment(year: int) -> bytes:
    ticks = (dt.datetime(year, 3, 7, tzinfo=dt.UTC) - EPOCH) // dt.timedelta(microseconds=1) * 10
    return struct.pack("<HHQ", 0x40, 0, ticks)


def stream(properties: dict[int, bytes], count: int | None = None) -> bytes:
    count = len(properties) if count is None else count
    rows, values = b"", b""
    for number, value in properties.items():
        rows += struct.pack("<II", number, 8 + 8 * len(properties) + len(values))
        values += value
    head = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, b"", 1, b"", 48)
    return head + struct.pack("<II", 8 + len(rows + values), count) + rows + values


def read(properties: dict[int, bytes], count: int | None = None) -> list[tuple[str, str]]:
    found = list(summary(stream(properties, count), "properties"))
    assert all(isinstance(value, MetadataValue) for value in found)
    return [(value.field, value.value) for value in found]


def code_page(number: int) -> bytes:
    return struct.pack("<HHI", 2, 0, number)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (
            {2: text(b"Order\x00"), 4: text(b"Ida  Moss\x00")},
            [("title", "Order"), ("author", "Ida Moss")],
        ),
        ({1: code_page(1251), 2: text("Приказ".encode("cp1251"))}, [("title", "Приказ")]),
        ({1: code_page(65001), 2: text("Beschluß".encode())}, [("title", "Beschluß")]),
        ({2: text("Orden".encode("utf-16-le"), 0x1F, 5)}, [("title", "Orden")]),
        (
            {12: moment(2009), 13: moment(2012)},
            [("created", "2009-03-07"), ("modified", "2012-03-07")],
        ),
        ({12: moment(1601)}, []),
        ({13: struct.pack("<HHQ", 0x40, 0, 2**64 - 1)}, []),
        ({2: struct.pack("<HHI", 0x101E, 0, 2**32 - 1)}, []),
        ({2: text(b"Order", count=2**32 - 1)}, [("title", "Order")]),
        ({2: text(b"")}, []),
        ({2: b""}, []),
    ],
)
def test_properties(properties, expected):
    assert read(properties) == expected


def test_a_count_that_lies():
    assert read({2: text(b"Order")}, count=2**32 - 1)[:1] == [("title", "Order")]
    assert read({2: text(b"Order")}, count=0) == []


@given(st.binary(max_size=200))
def test_any_octets(octets):
    list(summary(octets, "properties"))
    list(summary(stream({2: text(b"Order")})[:48] + octets, "properties"))
