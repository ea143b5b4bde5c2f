"""What is marked on the pages of a document: findings, hits, and the place that was gone to. Plain data.

Marks of a page are put together when it is first painted and kept until something changes.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from casefile.records import Ref
from importers.source_text import Span
from ui.by_span import Findings
from ui.panels.reader_marks import Mark, marks_of, within

__all__ = ["PageMarks", "Target"]


@dataclass(frozen=True)
class Target:
    """Where the reader was asked to go: a page, and the span on it once its boxes are known."""

    page: int
    span: Span
    ref: Ref | None
    if_hidden: bool = False


class PageMarks:
    """The marks of one text; ``areas`` are the spans of its pages, in order."""

    def __init__(self, areas: tuple[Span, ...] = ()) -> None:
        self.areas = areas
        self.findings = Findings()
        self.hits: tuple[Span, ...] = ()
        self.current: frozenset[Span] = frozenset()
        self.target: Target | None = None
        self._of_page: dict[int, list[Mark]] = {}

    def set_findings(self, findings: Findings) -> None:
        """Mark these findings."""
        self.findings = findings
        self._of_page.clear()

    def set_hits(self, spans: Sequence[Span], current: Collection[Span]) -> None:
        """Mark these hits; one that was gone to is marked no longer when all are gone."""
        target = self.target
        if not spans and target is not None and target.ref is None and self._was_hit(target.span):
            self.target = None
        self.hits, self.current = tuple(spans), frozenset(current)
        self._of_page.clear()

    def set_target(self, target: Target) -> None:
        """Mark the place that was gone to."""
        self.target = target
        self._of_page.clear()

    def placed(self, page: int) -> None:
        """Note that more is known of where things stand on a page."""
        self._of_page.pop(page, None)

    def area(self, page: int) -> Span | None:
        """Return the span of a 1-based page, ``None`` for one that the text does not have."""
        return self.areas[page - 1] if 0 < page <= len(self.areas) else None

    def page_of(self, span: Span) -> int:
        """Return the 1-based page that a span begins on; 0 for none."""
        return bisect_right(self.areas, span.start, key=lambda area: area.start)

    def on(self, page: int, boxes: Mapping[Span, tuple[QRectF, ...]]) -> list[Mark]:
        """Return the marks of a page whose rectangles are known."""
        known = self._of_page.get(page)
        if known is None:
            area, target = self.area(page), self.target
            here = target is not None and target.page == page
            known = self._of_page[page] = marks_of(
                self.findings.within(area) if area else (),
                within(self.hits, area) if area else (),
                self.current,
                (target.span, target.ref) if target is not None and here else None,
                boxes,
            )
        return known

    def wanted(self, page: int) -> list[Span]:
        """Return the spans whose rectangles on a page are needed."""
        area = self.area(page)
        if area is None:
            return []
        spans = {mark.span for mark in self.findings.within(area)}
        spans.update(within(self.hits, area))
        if self.target is not None and self.target.span.overlaps(area):
            spans.add(self.target.span)
        return sorted(spans)

    def _was_hit(self, span: Span) -> bool:
        return any(hit.overlaps(span) for hit in within(self.hits, span))
