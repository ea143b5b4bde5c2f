"""The answer to a search as one flat list: a heading for each document, then its hits."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import DocumentHits, HitRow, SearchResults
from importers.source_text import Span
from reports.cites import pin_cite
from ui.messages import count, source_words
from ui.models.roles import ROW_ROLE

__all__ = ["HitLine", "HitsModel", "hit_lines"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class HitLine:
    """A heading (``hit`` is ``None``) or a hit; ``first`` is where its words begin among ``spans``.

    ``spans`` are the found words of all hits of the document that are listed.
    """

    found: DocumentHits
    hit: HitRow | None
    spans: tuple[Span, ...] = ()
    first: int = 0

    @property
    def words(self) -> str:
        """The line for screen readers and tooltips."""
        if self.hit is None:
            return f"{self.found.document.short_name}, {count(self.found.count, 'hit')}"
        mark = source_words(self.hit.pin)
        words = f"{self.hit.snippet}\n{pin_cite(self.hit.pin)}"
        return f"{words}\n{mark}" if mark else words


def hit_lines(results: SearchResults) -> tuple[HitLine, ...]:
    """Return the lines of an answer."""
    lines: list[HitLine] = []
    for found in results.documents:
        spans = tuple(span for hit in found.hits for span in hit.spans)
        lines.append(HitLine(found, None))
        first = 0
        for hit in found.hits:
            lines.append(HitLine(found, hit, spans, first))
            first += len(hit.spans)
    return tuple(lines)


class HitsModel(QAbstractListModel):
    """The lines of the newest answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[HitLine, ...] = ()

    @property
    def lines(self) -> tuple[HitLine, ...]:
        """The lines in their order."""
        return self._lines

    def set_results(self, results: SearchResults | None) -> None:
        """Show another answer, or none."""
        self.beginResetModel()
        self._lines = hit_lines(results) if results is not None else ()
        self.endResetModel()

    def index_like(self, line: HitLine | None) -> QModelIndex:
        """Return the index of a hit with the same words of the same document, or an invalid one."""
        if line is None or line.hit is None:
            return QModelIndex()
        wanted = (line.found.document.id, line.hit.snippet)
        for at, other in enumerate(self._lines):
            if other.hit is not None and (other.found.document.id, other.hit.snippet) == wanted:
                return self.index(at)
        return QModelIndex()

    def next_hit(self, start: int, by: int) -> QModelIndex:
        """Return the next hit from a line on, over headings; an invalid index at the end."""
        at = start + by
        while 0 <= at < len(self._lines):
            if self._lines[at].hit is not None:
                return self.index(at)
            at += by
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()].hit is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return line.words
        return None
