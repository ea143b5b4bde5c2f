"""Goes back and forth through the queries that were asked before, as the keys Up and Down want it."""

from collections.abc import Iterable

__all__ = ["AskedBefore"]


class AskedBefore:
    """The queries of a case, the newest first, and where in them the keys stand."""

    def __init__(self) -> None:
        self._queries: tuple[str, ...] = ()
        self._at = -1
        self._began_empty = True

    def show(self, queries: Iterable[str]) -> None:
        """Take these queries; the keys stay on the one that they stand on."""
        now = self._queries[self._at] if self._at >= 0 else ""
        self._queries = tuple(dict.fromkeys(queries))
        self._at = self._queries.index(now) if now in self._queries else -1

    def step(self, text: str, by: int) -> str | None:
        """Return the next older (1) or newer (-1) query than ``text``, "" behind the newest.

        ``None`` if there is no other, or somebody has typed the text: what is typed is not to be lost.
        """
        if not text:
            self._at, self._began_empty = -1, True
        elif self._at < 0 or text != self._queries[self._at]:
            if text not in self._queries[:1]:
                return None
            self._at, self._began_empty = 0, False
        at = self._at + by
        if not -1 <= at < len(self._queries) or (at == -1 and not (text and self._began_empty)):
            return None
        self._at = at
        return self._queries[at] if at >= 0 else ""
