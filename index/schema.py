"""What Whoosh keeps of a document: its words with positions, and columns to find the way back.

One Whoosh document stands for one case document, never for a page: ``fraud AND damages`` must match
across pages. No text is stored; it stays in the case.
"""

from __future__ import annotations  # array[int] is a type for checkers only before Python 3.12

from array import array
from collections.abc import Iterator, Mapping

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Format

__all__ = [
    "CHARACTERS",
    "NUMBER",
    "OWN_WORDS",
    "PLACES",
    "TEXT",
    "LegalText",
    "PackedPositions",
    "schema",
]

TEXT = "text"
NUMBER = "number"
CHARACTERS = "characters"
OWN_WORDS = "own"
PLACES = "places"


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
    """A field that is given words with positions, already made by ``index.tokens``."""

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

    def index(
        self, value: Mapping[str, array[int]], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield term, frequency, weight and posting value of every word of one document."""
        for term, positions in value.items():
            count = len(positions)
            yield term.encode(), count, float(count), positions.tobytes()

    def to_bytes(self, value: str | bytes) -> bytes:
        """Return a term as the index keeps it."""
        return value if isinstance(value, bytes) else value.encode()

    def from_bytes(self, value: bytes) -> str:
        """Return a term as text."""
        return value.decode()


def schema() -> Schema:
    """Return the fields.

    Words; the case's number of the document; its length in code points; how many words are its own and
    not page furniture; each word's span, packed.
    """
    return Schema(
        **{
            TEXT: LegalText(),
            NUMBER: COLUMN(NumericColumn("q")),
            CHARACTERS: COLUMN(NumericColumn("q")),
            OWN_WORDS: COLUMN(NumericColumn("q")),
            PLACES: COLUMN(VarBytesColumn()),
        }
    )
