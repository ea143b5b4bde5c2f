"""The part of the one door that is about how papers are cited."""

from abc import ABC

from casefile import cite_style
from casefile.cite_form import CiteStyle
from casefile.store import Store

__all__ = ["CaseCites"]


class CaseCites(ABC):
    """What ``Case`` knows of the form of its pin cites."""

    _store: Store

    def cite_style(self) -> CiteStyle:
        """Return the style in which papers are cited, in every row that this case hands out."""
        with self._store.database.read() as connection:
            return cite_style.chosen(connection)

    def set_cite_style(self, style: CiteStyle) -> None:
        """Cite in another style from now on, and on every computer that opens the case."""
        with self._store.database.write() as connection:
            cite_style.choose(connection, style)
        self._store.memory.changed()
