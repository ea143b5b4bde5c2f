"""The answer to a search as one flat list: what was found beside the papers, then each paper and its hits."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.records import DocumentHits, HitRow, NoteHit, SearchResults
from importers.source_text import Span
from reports.cites import pin_cite
from ui.language import tr
from ui.messages import count, source_words
from ui.models.beside import BesideLine, Section, SectionLine, beside_lines
from ui.models.roles import ROW_ROLE

__all__ = ["HitLine", "HitsModel", "Line", "hit_lines"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class HitLine:
    """A heading (``hit`` is ``None``) or a hit; ``first`` is where its words begin among ``spans``.

    ``spans`` are the found words of all hits of the document that are listed. ``query`` found them, with its
    last word as a beginning while it was being typed; it is empty where no search did.
    """

    found: DocumentHits
    hit: HitRow | None
    spans: tuple[Span, ...] = ()
    first: int = 0
    query: str = ""
    typing: bool = False

    @property
    def words(self) -> str:
        """The line for screen readers and tooltips."""
        if self.hit is None:
            return f"{self.found.document.short_name}, {count(self.found.count, tr('hit'))}"
        mark = source_words(self.hit.pin)
        words = f"{self.hit.snippet}\n{pin_cite(self.hit.pin)}"
        return f"{words}\n{mark}" if mark else words


Line: TypeAlias = HitLine | SectionLine | BesideLine


def hit_lines(results: SearchResults, *, typing: bool = False) -> tuple[HitLine, ...]:
    """Return the lines of an answer."""
    lines: list[HitLine] = []
    for found in results.documents:
        spans = tuple(span for hit in found.hits for span in hit.spans)
        lines.append(HitLine(found, None))
        first = 0
        for hit in found.hits:
            lines.append(HitLine(found, hit, spans, first, results.query, typing))
            first += len(hit.spans)
    return tuple(lines)


class HitsModel(QAbstractListModel):
    """The lines of the newest answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._results: SearchResults | None = None
        self._typing = False
        self._turned: frozenset[Section] = frozenset()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in their order."""
        return self._lines

    def set_results(self, results: SearchResults | None, *, typing: bool = False) -> None:
        """Show another answer, or none; ``typing`` if the last word stood for its beginning."""
        before = self._results.query if self._results is not None else None
        if results is None or results.query != before:
            self._turned = frozenset()
        self._results, self._typing = results, typing
        self._fill()

    def turn(self, section: Section) -> None:
        """Open a section that is closed, or close it."""
        self._turned ^= {section}
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        results = self._results
        self._lines = ()
        if results is not None:
            beside = beside_lines(results, self._turned)
            self._lines = (*beside, *hit_lines(results, typing=self._typing))
        self.endResetModel()

    # -- finding a line

    def index_like(self, line: Line | None) -> QModelIndex:
        """Return the index of a hit with the same words of the same document, or an invalid one.

        Also of a section, or of a row in one.
        """
        wanted = _likeness(line)
        if wanted is None:
            return QModelIndex()
        places = (at for at, other in enumerate(self._lines) if _likeness(other) == wanted)
        return self.index(next(places, -1))

    def index_of_hit(self, document: int, offset: int) -> QModelIndex:
        """Return the index of the hit that begins at an offset of a document, or an invalid one."""
        for at, line in enumerate(self._lines):
            hit = line.hit if isinstance(line, HitLine) else None
            if hit and (hit.pin.document, hit.spans[0].start) == (document, offset):
                return self.index(at)
        return QModelIndex()

    def next_hit(self, start: int, by: int) -> QModelIndex:
        """Return the next hit from a line on, over everything else; an invalid index at the end."""
        return self._next(start, by, hits_only=True)

    def next_line(self, start: int, by: int) -> QModelIndex:
        """Return the next line that the keyboard stops at; an invalid index at the end."""
        return self._next(start, by, hits_only=False)

    def next_paper(self, document: int, by: int) -> DocumentHits | None:
        """Return the next document of the answer that has hits, after or before one; ``None`` at the end."""
        papers = self._results.documents if self._results is not None else ()
        numbers = [found.document.id for found in papers]
        if document not in numbers:
            return None
        at = numbers.index(document) + by
        while 0 <= at < len(papers):
            if papers[at].count:
                return papers[at]
            at += by
        return None

    def _next(self, start: int, by: int, *, hits_only: bool) -> QModelIndex:
        at = start + by
        while 0 <= at < len(self._lines):
            line = self._lines[at]
            is_hit = isinstance(line, HitLine) and line.hit is not None
            if is_hit or not (hits_only or isinstance(line, HitLine)):
                return self.index(at)
            at += by
        return QModelIndex()

    # -- Qt

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()] if index.isValid() else None
        if isinstance(line, HitLine) and line.hit is None:
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


def _likeness(line: Line | None) -> object:
    """Return what two lines share that show the same; ``None`` for a paper's heading."""
    if isinstance(line, HitLine):
        return (line.found.document.id, line.hit.snippet) if line.hit is not None else None
    if isinstance(line, SectionLine):
        return line.section
    if isinstance(line, BesideLine):
        row = line.row
        return ("note", row.note.id) if isinstance(row, NoteHit) else row.ref
    return None
