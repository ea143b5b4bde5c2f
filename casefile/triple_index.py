"""Which papers and which quotations of a case may share words with a text, told without going over all.

The fingerprints of 5,000 papers hold five million triples. To hold each of them against one more paper
takes two seconds, for every paper of an import. Here they stand sorted, each with whose it is, so that a new
paper looks up its own triples alone. What comes back are candidates: none is missing, some may be out of
date; whoever asks looks at the fingerprints of those that are named.
"""

import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from casefile import same_words
from casefile.turns import in_turns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["TripleIndex"]

_AT_ONCE = 2_000_000
"""Places that are gathered at one time: of a form the case may have a thousand, with all their triples."""
_READ_AT_ONCE = 500


class _Postings:
    """Sorted triples, each with the place of whose it is; what comes later stands in blocks of its own."""

    def __init__(self) -> None:
        import numpy as np

        self.keys: NDArray[np.int64] = np.empty(0, np.int64)
        """The number of each paper or quotation."""
        self.sizes: NDArray[np.int64] = np.empty(0, np.int64)
        """How many triples each has."""
        self._blocks: list[tuple[NDArray[np.uint32], NDArray[np.uint32]]] = []

    def add(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Add the triples of papers or quotations, by their numbers."""
        import numpy as np

        given = [row for row in rows if row[1]]
        if not given:
            return
        sizes = np.array([len(triples) // 4 for _, triples in given], np.int64)
        owners = np.arange(len(self.keys), len(self.keys) + len(given), dtype=np.uint32)
        self.keys = np.append(self.keys, np.array([key for key, _ in given], np.int64))
        self.sizes = np.append(self.sizes, sizes)
        triples = np.frombuffer(b"".join(triples for _, triples in given), np.uint32)
        self._blocks.append(_ordered(triples, np.repeat(owners, sizes)))
        # A block takes in those after it that have grown to half its size, so that there are few.
        while len(self._blocks) > 1 and 2 * len(self._blocks[-1][0]) > len(self._blocks[-2][0]):
            later, earlier = self._blocks.pop(), self._blocks.pop()
            self._blocks.append(
                _ordered(np.append(earlier[0], later[0]), np.append(earlier[1], later[1]))
            )

    def shared(self, triples: bytes) -> "NDArray[np.int64]":
        """Return how many triples each of ``keys`` shares with a text."""
        import numpy as np

        wanted = np.frombuffer(triples, np.uint32)
        counts = np.zeros(len(self.keys), np.int64)
        for hashes, owners in self._blocks:
            first = np.searchsorted(hashes, wanted, "left")
            lengths = np.searchsorted(hashes, wanted, "right") - first
            parts = np.cumsum(lengths) // _AT_ONCE
            for part in np.unique(parts):
                some = (parts == part) & (lengths > 0)
                at = _ranges(first[some], lengths[some])
                counts += np.bincount(owners[at], minlength=len(counts))
        return counts


def _ordered(
    triples: "NDArray[np.uint32]", owners: "NDArray[np.uint32]"
) -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
    import numpy as np

    order = np.argsort(triples)
    return triples[order], owners[order]


def _ranges(first: "NDArray[np.int64]", lengths: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Return the numbers of all ranges, one after the other; no range is empty."""
    import numpy as np

    before = np.cumsum(lengths) - lengths
    numbers: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(first - before, lengths)
    return numbers


class TripleIndex:
    """The triples of one case, brought up to date when they are asked for. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._papers: _Postings | None = None
        self._quotes: _Postings | None = None
        self._layers: dict[int, int] = {}
        self._quoted: dict[int, tuple[int, int, int]] = {}

    def papers_with(
        self, connection: sqlite3.Connection, quotes: Sequence[bytes]
    ) -> frozenset[int]:
        """Return the papers that may hold enough of one of some quotations' triples."""
        import numpy as np

        with self._lock:
            papers = self._with_papers(connection)
            found = np.zeros(len(papers.keys), bool)
            for words in quotes:
                if (enough := same_words.enough(words)) is not None:
                    found |= papers.shared(words) >= enough
            return frozenset(papers.keys[found].tolist())

    def papers_like(
        self, connection: sqlite3.Connection, fingerprint: bytes, share: float
    ) -> frozenset[int]:
        """Return the papers with which a text may share that part of the smaller one's triples."""
        import numpy as np

        with self._lock:
            papers = self._with_papers(connection)
            smaller = np.minimum(papers.sizes, len(fingerprint) // 4)
            shared = papers.shared(fingerprint)
            return frozenset(papers.keys[(shared > 0) & (shared >= share * smaller)].tolist())

    def quotes_in(
        self, connection: sqlite3.Connection, document: int, fingerprint: bytes
    ) -> frozenset[int]:
        """Return the quotations of which a document may hold enough; its own are read once more."""
        with self._lock:
            quotes = self._with_quotes(connection, document)
            enough = quotes.sizes * same_words.ENOUGH
            shared = quotes.shared(fingerprint)
            return frozenset(quotes.keys[(shared > 0) & (shared >= enough)].tolist())

    def _with_papers(self, connection: sqlite3.Connection) -> _Postings:
        if self._papers is None:
            self._papers = _Postings()
        now = _layers(connection)
        # A layer is never changed; of a paper with another the one before stays, as a candidate too many.
        fresh = [document for document, _ in now.items() - self._layers.items()]
        for some in _some(fresh):
            self._papers.add(
                connection.execute(
                    "SELECT document.id, layer.words FROM document JOIN layer ON layer.id = document.layer"
                    " WHERE document.id IN (SELECT value FROM json_each(?))",
                    (str(some),),
                ).fetchall()
            )
        self._layers = now
        return self._papers

    def _with_quotes(self, connection: sqlite3.Connection, document: int) -> _Postings:
        if self._quotes is None:
            self._quotes = _Postings()
        layers = _layers(connection)
        now = {
            paper: (count, last, layers.get(paper, 0))
            for paper, count, last in in_turns(
                connection.execute(
                    "SELECT document, count(*), max(id) FROM quote GROUP BY document"
                )
            )
        }
        # Whoever changes the words of a quote has its document compared anew.
        fresh = {paper for paper, _ in now.items() - self._quoted.items()} | {document}
        for some in _some(fresh):
            self._quotes.add(
                connection.execute(
                    "SELECT id, words FROM quote WHERE document IN (SELECT value FROM json_each(?))",
                    (str(some),),
                ).fetchall()
            )
        self._quoted = now
        return self._quotes


def _some(numbers: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(numbers)
    return (ordered[at : at + _READ_AT_ONCE] for at in range(0, len(ordered), _READ_AT_ONCE))


def _layers(connection: sqlite3.Connection) -> dict[int, int]:
    rows = connection.execute("SELECT id, layer FROM document WHERE layer IS NOT NULL")
    return dict(in_turns(rows))
