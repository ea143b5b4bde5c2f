"""Our files as Whoosh's codec: its segments, tables of contents and queries work on them.

One Whoosh document stands for one case document, never for a page: ``fraud AND damages`` must match
across pages. No text is stored; it stays in the case.
"""

from __future__ import annotations  # array[int] is a type for checkers only before Python 3.12

from array import array
from collections.abc import Iterator

from whoosh.codec.base import TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from index.segments import Lists, Segment
from index.spans import POSITION, SHIFT, Integers

__all__ = ["TEXT", "LegalCodec", "LegalText", "schema"]

TEXT = "text"


class PackedPositions(Format):  # type: ignore[misc]
    """Postings whose value is the word's positions as unsigned 32-bit numbers, nothing else."""

    def fixed_value_size(self) -> None:
        """Return ``None``: values have any length."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions of a posting."""
        positions = array("I")
        positions.frombytes(value)
        return positions.tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Return how often the word stands in the document."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Return the frequency as a weight."""
        return len(value) / 4


class LegalText(FieldType):  # type: ignore[misc]
    """A field whose words are made by ``index.scanning`` and written by ``index.segments``."""

    indexed = True
    stored = False
    scorable = False
    unique = False
    spelling = False
    vector = None
    column_type = None
    analyzer = None
    multitoken_query = "default"

    def __init__(self) -> None:
        self.format = PackedPositions()

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return a term as Whoosh hands it about."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, value: bytes) -> str:
        """Return a term as text."""
        return value.decode()


def schema() -> Schema:
    """Return the one field."""
    return Schema(**{TEXT: LegalText()})


class _Words(TermsReader):  # type: ignore[misc]
    """What Whoosh asks of a segment's words."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._lists.table.find(term[1].decode()) >= 0

    def _row(self, fieldname: str, text: bytes) -> int:
        row = self._lists.table.find(text.decode())
        if row < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return row

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields: one."""
        return [TEXT]

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all words."""
        return self.terms_from(TEXT, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the words from one on."""
        first = prefix.decode()
        return ((fieldname, word.encode()) for word in self._lists.table.words if word >= first)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many documents hold a word."""
        return int(self._lists.table.holding[self._row(fieldname, text)])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a word stands."""
        return float(len(self._places(fieldname, text)))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what there is to know of a word."""
        places = self._places(fieldname, text)
        return TermInfo(
            weight=float(len(places)),
            df=self.doc_frequency(fieldname, text),
            maxweight=float(len(places)),
            minid=int(places[0]) >> SHIFT,
            maxid=int(places[-1]) >> SHIFT,
        )

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: object = None
    ) -> ListMatcher:
        """Return what Whoosh's queries walk over."""
        found: dict[int, array[int]] = {}
        for place in self._places(fieldname, text).tolist():
            found.setdefault(place >> SHIFT, array("I")).append(place & POSITION)
        weights = [float(len(positions)) for positions in found.values()]
        values = [positions.tobytes() for positions in found.values()]
        return ListMatcher(
            list(found), weights, values, format_, scorer=scorer, term=(fieldname, text)
        )

    def _places(self, fieldname: str, text: bytes) -> Integers:
        row = self._row(fieldname, text)
        return self._lists.unpacked(row, row).places

    def close(self) -> None:
        """Close the files."""
        self._lists.close()


class LegalCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec with our words and posting lists."""

    length_stats = False

    def terms_reader(self, storage: Storage, segment: Segment) -> _Words:
        """Return the reader of a segment's words."""
        return _Words(Lists(storage, segment))
