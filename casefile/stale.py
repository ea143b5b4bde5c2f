"""What of the image of a case is old: noted by decisions and imports, read anew when it is asked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from casefile.marked import QUIET
from casefile.snapshot import ALL, Part

__all__ = ["Stale"]

_PARTS: dict[str, tuple[str, ...]] = {
    "quote": ("quotes",),
    "date_expression": ("dates",),
    "mention_given": ("mentions",),
    "party": ("mentions",),
    "passage": (),
    "party_apart": (),
    "conflict": (),
    **dict.fromkeys(QUIET, ("quotes", "dates")),
}
"""What of a paper's image a row of a table makes old; of a table that is not here, all of it."""
_ALONE = frozenset({"quote", "date_expression"})
_QUOTES: Collection[Part] = (("quotes", 0),)
_ONE_BY_ONE = 20  # rows of one change that are read alone; of more, all of a document's kind are


@dataclass
class Stale:
    """What changed since the image was put together."""

    papers: dict[int, set[Part]] = field(default_factory=dict)
    """The parts of each document that have to be read anew."""
    documents: bool = True
    """Whether the list of documents may have changed."""
    parties: set[int] | None = None
    """The parties whose own rows changed; ``None`` if any may have."""

    def add(self, touched: Iterable[int], rows: Collection[tuple[str, int]] | None) -> None:
        """Note documents whose findings changed; ``rows`` as in ``Memory.changed``."""
        tables = {table for table, _ in rows or ()}
        wide = rows is None or not tables <= _PARTS.keys()
        parts = ALL if wide else _parts(rows or ())
        for number in touched:
            self.papers.setdefault(number, set()).update(parts)
        self.documents = self.documents or wide
        if wide:
            self.parties = None
        elif self.parties is not None:
            self.parties.update(number for table, number in rows or () if table == "party")

    @classmethod
    def nothing(cls) -> "Stale":
        """Return that nothing changed."""
        return cls(documents=False, parties=set())

    @property
    def is_narrow(self) -> bool:
        """Whether no more than rows of known papers and parties changed."""
        return not self.documents and self.parties is not None

    def add_quotes(self, touched: Iterable[int]) -> None:
        """Note documents of which what changed is where the words of their quotes stand."""
        for number in touched:
            self.papers.setdefault(number, set()).update(_QUOTES)

    def also(self, other: "Stale") -> None:
        """Note all that another one does."""
        for number, parts in other.papers.items():
            self.papers.setdefault(number, set()).update(parts)
        self.documents = self.documents or other.documents
        known = self.parties is not None and other.parties is not None
        self.parties = {*(self.parties or ()), *(other.parties or ())} if known else None


def _parts(rows: Collection[tuple[str, int]]) -> set[Part]:
    """Return what of a document's image is old after changes of some rows."""
    return {
        (part, number if table in _ALONE and len(rows) <= _ONE_BY_ONE else 0)
        for table, number in rows
        for part in _PARTS[table]
    }
