"""Objects of one PDF written out for another one, with numbers of their own (ISO 32000-1, 7.3).

Only what a page is drawn from comes along: nothing is decoded, and nothing that acts, describes its maker
or leads back to the rest of its file is taken.
"""

import io
from collections import deque
from collections.abc import Iterable
from typing import Any, TypeAlias

__all__ = ["ObjectsOut", "hex_text", "numbers"]

_Value: TypeAlias = Any  # pypdf's objects

# Who drew it, with what, and the way back to its file's tree.
_LEFT_BEHIND = frozenset(("/Metadata", "/PieceInfo", "/Parent", "/StructParent", "/StructParents"))
# A stream's own length is counted anew; its data never lie in another file.
_OF_STREAMS = frozenset(("/Length", "/F", "/FFilter", "/FDecodeParms"))


class ObjectsOut:
    """Objects to be written from number ``first`` on; those that they refer to follow them."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._bodies: list[bytes] = []
        self._known: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, _Value]] = deque()

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._bodies.append(b"null")
        return self._first + len(self._bodies) - 1

    def put(self, body: bytes, number: int | None = None) -> int:
        """Take an object as it is to be written; return its number."""
        number = self.reserve() if number is None else number
        self._bodies[number - self._first] = body
        return number

    def put_stream(self, entries: bytes, content: bytes) -> int:
        """Take a stream with the entries of its dictionary; return its number."""
        return self.put(_stream(entries, content))

    def words(self, value: _Value) -> bytes:
        """Return a value of another file as it is written here; what it refers to is taken along."""
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            entries = self._entries(value, _LEFT_BEHIND | _OF_STREAMS)
            return _stream(entries, bytes(value._data))  # noqa: SLF001 - as it stands, still packed
        if isinstance(value, DictionaryObject):
            return b"<<" + self._entries(value, _LEFT_BEHIND) + b">>"
        if isinstance(value, ArrayObject):
            return b"[" + b" ".join(self.words(each) for each in list.__iter__(value)) + b"]"
        out = io.BytesIO()
        value.write_to_stream(out)
        return out.getvalue()

    def finish(self) -> tuple[bytes, tuple[int, ...]]:
        """Return all objects as bytes, and where each begins in them, in the order of their numbers."""
        while self._waiting:
            number, reference = self._waiting.popleft()
            value = reference.get_object()
            self.put(b"null" if value is None else self.words(value), number)
        out = io.BytesIO()
        starts = []
        for number, body in enumerate(self._bodies, self._first):
            starts.append(out.tell())
            out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        return out.getvalue(), tuple(starts)

    def _reference(self, reference: _Value) -> bytes:
        key = reference.idnum, reference.generation
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = self.reserve()
            self._waiting.append((number, reference))
        return b"%d 0 R" % number

    def _entries(self, dictionary: _Value, without: frozenset[str]) -> bytes:
        parts = [
            self.words(key) + b" " + self.words(value)
            for key, value in dict.items(dictionary)
            if key not in without
        ]
        return b" ".join(parts)


def numbers(values: Iterable[float]) -> bytes:
    """Return numbers as a PDF writes them, to the thousandth."""
    return b" ".join(f"{value:.3f}".rstrip("0").rstrip(".").encode() for value in values)


def hex_text(words: str) -> bytes:
    """Return words as a text string, whatever their script (ISO 32000-1, 7.9.2.2)."""
    return b"<" + ("\ufeff" + words).encode("utf-16-be", "replace").hex().encode() + b">"


def _stream(entries: bytes, content: bytes) -> bytes:
    head = b"<<" + entries + b" /Length %d>>" % len(content)
    return head + b"\nstream\n" + content + b"\nendstream"
