"""Going from finding to finding by key, with a ring around the one that has the keyboard."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from casefile.records import Highlight
from importers.source_text import Span
from ui.by_span import Findings
from ui.enum_words import enum_word
from ui.theme import Palette

__all__ = ["FindingWalk", "is_first_escape", "paint_ring", "spoken"]

_CLEAR = 4.0
"""Pixels between a finding's letters and its ring."""


class FindingWalk(QObject):
    """Which finding of a document has the keyboard.

    Signal: ``reached(object)`` with the ``Highlight``, ``None`` when it was left.
    """

    reached = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._findings = Findings()
        self.current: Highlight | None = None

    def set_findings(self, findings: Findings) -> None:
        """Walk through these from now on; who stood on one that is still there stays on it."""
        self._findings = findings
        now = self.current
        if now is not None:
            same = [each for each in findings.within(now.span) if _same(each, now)]
            self.current = same[0] if same else None

    def step(self, by: int, seen: Span) -> bool:
        """Go to the next finding, or the one before, beginning with those ``seen``; tell if there is one."""
        found = self._neighbour(by) if self._is_in(seen) else self._first(by, seen)
        if found is None:
            return False
        self._reach(found)
        return True

    def step_inside(self, by: int, seen: Span) -> bool:
        """Go to the next finding as long as it lies in what is ``seen``; tell whether there is one."""
        found = self._neighbour(by) if self._is_in(seen) else self._first(by, seen)
        if found is None or not found.span.overlaps(seen):
            return False
        self._reach(found)
        return True

    def leave(self) -> bool:
        """Stand on none; tell whether there was one."""
        had = self.current is not None
        if had:
            self._reach(None)
        return had

    def _is_in(self, seen: Span) -> bool:
        return self.current is not None and self.current.span.overlaps(seen)

    def _first(self, by: int, seen: Span) -> Highlight | None:
        return self._findings.next(by, seen.start if by > 0 else seen.end)

    def _neighbour(self, by: int) -> Highlight | None:
        """Return the mark after the current one, or before it; several may begin at one place."""
        now = self.current
        if now is None:
            return None
        here = self._findings.starting_at(now.span.start)
        at = next((at for at, each in enumerate(here) if _same(each, now)), None)
        if at is not None and 0 <= at + by < len(here):
            return here[at + by]
        return self._findings.next(by, now.span.start + (1 if by > 0 else 0))

    def _reach(self, finding: Highlight | None) -> None:
        self.current = finding
        self.reached.emit(finding)


def _same(one: Highlight, other: Highlight) -> bool:
    return (one.ref, one.span) == (other.ref, other.span)


def spoken(finding: Highlight | None, cite_of: Callable[[Span], str]) -> str:
    """Return what is said aloud of the finding that has the keyboard; "" for none."""
    if finding is None:
        return ""
    return f"{enum_word(finding.ref.type).capitalize()}: {finding.label}, {cite_of(finding.span)}"


def paint_ring(
    painter: QPainter, boxes: Iterable[QRectF], origin: QPointF, zoom: float, palette: Palette
) -> None:
    """Paint the ring of the keyboard around a finding: dark, on a light edge that shows on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        rect = QRectF(origin + box.topLeft() * zoom, box.size() * zoom)
        around = rect.adjusted(-_CLEAR, -_CLEAR, _CLEAR, _CLEAR)
        for ink, width in ((QColor(palette.paper), 4.0), (palette.color("text"), 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawRoundedRect(around, 4, 4)
    painter.restore()


def is_first_escape(event: QEvent) -> bool:
    """Tell whether Esc was pressed and means nothing else yet: it leaves a finding first."""
    is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
    return is_key and event.type() is QEvent.Type.ShortcutOverride
