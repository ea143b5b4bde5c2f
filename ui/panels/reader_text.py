"""The exact text of a document with its findings marked; for formats without pages, or by choice.

The text is plain: nothing in it is ever interpreted, loaded or followed. It comes in pieces, beginning with
the place that is looked at, and only once the view is on screen; only what is on screen carries marks.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget
from typing_extensions import override

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from ui.by_span import BySpan, Findings
from ui.jobs import Jobs
from ui.language import tr
from ui.panels.reader_card import About, HoverCard
from ui.panels.reader_edges import ReaderEdges, ZoomLine, text_zooms
from ui.panels.reader_marks import no_cite, within
from ui.panels.reader_sheets import text_sheets
from ui.panels.reader_text_scroll import TextScroll
from ui.panels.reader_thumbnails import ThumbnailStrip
from ui.panels.reader_walk import FindingWalk, is_first_escape, paint_ring, spoken
from ui.text_positions import TextPositions
from ui.theme import Theme

if TYPE_CHECKING:
    from importers.machine_page import PlacedWord

__all__ = ["TextView"]

_UNDERLINES = {
    RefType.PARTY: QTextCharFormat.UnderlineStyle.SingleUnderline,
    RefType.QUOTE: QTextCharFormat.UnderlineStyle.NoUnderline,
    RefType.DATE: QTextCharFormat.UnderlineStyle.DashUnderline,
    RefType.DOCUMENT: QTextCharFormat.UnderlineStyle.WaveUnderline,
}


class TextView(TextScroll):
    """A read-only view of one text layer.

    Signals: ``ref_activated(Ref)`` when a marked place was clicked; ``menu_wanted(Highlight | None,
    QPoint)`` with a global place; ``top_changed(int)`` with the offset of the first visible character;
    ``finding_reached(object)`` with the ``Highlight`` that a key went to, ``None`` when it is left.
    """

    ref_activated = Signal(object)
    menu_wanted = Signal(object, QPoint)
    top_changed = Signal(int)
    finding_reached = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme = theme
        self.setAccessibleName(tr("Exact text of the document"))
        self.card = HoverCard(theme, self.viewport())
        self._source = SourceText("")
        self._pieces.completed.connect(self._completed)
        self._findings = Findings()
        self._quiet: BySpan[ZoneSpan | Paragraph] | None = None
        self._hits: tuple[Span, ...] = ()
        self._current_hit: frozenset[Span] = frozenset()
        self._current: Span | None = None
        self._current_ref: Ref | None = None
        self._unsure: BySpan[PlacedWord] = BySpan()
        self._cite_of: Callable[[Span], str] = no_cite
        self.strip = ThumbnailStrip(None, theme, self)
        self.strip.wanted.connect(self._show_sheet)
        self.top_changed.connect(self.strip.show_offset)
        line = ZoomLine(text_zooms(), self)
        self.edges = ReaderEdges(self, self.strip, line, self.setViewportMargins)
        line.smaller_wanted.connect(self.zoom_out)
        line.larger_wanted.connect(self.zoom_in)
        line.zoom_wanted.connect(self.set_percent)
        self.zoomed.connect(lambda: line.show_percent(self.percent))
        self.walk = FindingWalk(self)
        self.walk.reached.connect(self._walked)
        self._marker.timeout.connect(self._mark_visible)
        self._placer = QTimer(self, singleShot=True, interval=60)
        self._placer.timeout.connect(self._show_places)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.rangeChanged.connect(lambda _least, _most: self._placer.start())
        theme.changed.connect(self._marker.start)

    def set_source(
        self,
        source: SourceText,
        positions: TextPositions,
        unsure: "tuple[PlacedWord, ...]" = (),
    ) -> None:
        """Show another text; ``positions`` was made from the same text off the window's thread.

        ``unsure`` are words that a machine read and was not sure of.
        """
        self._quiet = None
        self._unsure = BySpan(unsure)
        self.strip.set_sheets(lambda: text_sheets(source), source.text, None)
        self._top_wanted = None
        self._findings, self._hits = Findings(), ()
        self.walk.set_findings(self._findings)
        self._current = self._current_ref = None
        self._current_hit = frozenset()
        self._bar.show_places((), None)
        self.card.forget()
        self._pieces.set_text(positions)
        if self.isVisible():
            self._pieces.begin(0)

    @Slot(int)
    def _show_sheet(self, sheet: int) -> None:
        self.scroll_to(self.strip.start_of(sheet))

    def set_about(self, jobs: Jobs, about: About | None) -> None:
        """Ask this, on another thread, what is linked with a finding: its card says so."""
        self.card.ask_of(jobs, about)

    def set_highlights(self, findings: Findings, cite_of: Callable[[Span], str]) -> None:
        """Mark these findings; ``cite_of`` tells the pin cite of a span when it is asked for."""
        self._findings, self._cite_of = findings, cite_of
        self.walk.set_findings(self._findings)
        self.strip.set_findings(self._findings)
        self.card.forget()
        self._marker.start()

    def set_hits(self, spans: Sequence[Span], current: Collection[Span] = ()) -> None:
        """Mark search hits, in order and apart from one another; those in ``current`` more strongly.

        A hit that was gone to is marked no longer when the hits go.
        """
        now = self._current
        if not spans and now is not None and self._current_ref is None:
            self._current = None if any(map(now.overlaps, within(self._hits, now))) else now
        self._hits, self._current_hit = tuple(spans), frozenset(current)
        self.strip.set_hits(self._hits)
        self._placer.start()
        self._marker.start()

    def go_to(self, span: Span, ref: Ref | None = None, *, if_hidden: bool = False) -> None:
        """Scroll to a span, a third of the way down, and emphasise it.

        ``if_hidden`` leaves the text where it is as long as the span can be seen.
        """
        self._current, self._current_ref, self._top_wanted = span, ref, None
        if not self._has(span.start):
            return
        cursor = self._cursor(Span(span.start, span.start))
        seen = self.viewport().rect().adjusted(0, 0, 0, -2 * self.fontMetrics().lineSpacing())
        stays = if_hidden and seen.contains(self.cursorRect(cursor))
        if not stays:
            self.setTextCursor(cursor)
            block = self.document().findBlock(cursor.position())
            lines_above = max(1, self.viewport().height() // self.fontMetrics().lineSpacing() // 3)
            self._bar.setValue(max(0, block.firstLineNumber() - lines_above))
            self.ensureCursorVisible()
        self._marker.start()

    @property
    def current_is_shown(self) -> bool:
        """Tell whether the place that was gone to is in view."""
        now = self._current
        return now is not None and self._pieces.holds(now.start) and self._visible().overlaps(now)

    @override
    def _wanted(self) -> int:
        return self._current.start if self._current is not None else super()._wanted()

    def selected_span(self) -> Span | None:
        """Return the selected stretch of the text layer, if any."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._pieces.from_qt(start), self._pieces.from_qt(end))

    # -- from finding to finding

    def step_finding(self, by: int) -> bool:
        """Go to the next finding of the text, or the one before; tell whether there is one."""
        return self.walk.step(by, self._visible())

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the findings in view by Tab, then on to the next widget."""
        if self.walk.step_inside(1 if next else -1, self._visible()):
            return True
        self.walk.leave()
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        standing = self.walk.current
        if standing is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ref_activated.emit(standing.ref)
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if is_first_escape(event) and self.walk.leave():
            event.accept()
            return True
        return super().event(event)

    @Slot(object)
    def _walked(self, finding: Highlight | None) -> None:
        self.card.hide()
        if finding is not None and self._has(finding.span.start):
            cursor = self._cursor(Span(finding.span.start, finding.span.start))
            seen = self.viewport().rect().adjusted(0, 0, 0, -2 * self.fontMetrics().lineSpacing())
            if not seen.contains(self.cursorRect(cursor)):
                self.bring(finding.span.start, self.viewport().height() // 3)
            at = self.cursorRect(cursor).bottomLeft()
            self.card.show_finding(finding, self._cite_of, at, at_once=True)
        self.viewport().update()
        # What a screen reader says when a key went there; the card itself has no focus.
        self.setAccessibleDescription(spoken(finding, self._cite_of))
        self.finding_reached.emit(finding)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if (standing := self.walk.current) is not None:
            painter = QPainter(self.viewport())
            paint_ring(painter, self._lines_of(standing.span), QPointF(), 1.0, self._theme.palette)
            painter.end()

    def _lines_of(self, span: Span) -> list[QRectF]:
        """Return where a span stands in the view, a rectangle for each line of it that can be seen."""
        first, last = self._cursor(Span(span.start, span.start)), self._cursor(span)
        from_, to = QRectF(self.cursorRect(first)), QRectF(self.cursorRect(last))
        if abs(from_.top() - to.top()) < 1:
            return [QRectF(from_.topLeft(), to.bottomRight())]
        margin, right = self.document().documentMargin(), self.viewport().width()
        edge = right - margin
        lines = [QRectF(from_.topLeft(), QPointF(edge, from_.bottom()))]
        if to.top() - from_.bottom() > 1:
            lines.append(QRectF(QPointF(margin, from_.bottom()), QPointF(edge, to.top())))
        return [*lines, QRectF(QPointF(margin, to.top()), to.bottomRight())]

    # -- the pointer

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # On release: who drags over a marked name selects its letters.
        is_click = event.button() is Qt.MouseButton.LeftButton
        if is_click and not self.textCursor().hasSelection():
            found = self._highlight_under(event.position().toPoint())
            if found:
                self.ref_activated.emit(found.ref)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.card.hide()
        self.menu_wanted.emit(self._highlight_under(event.pos()), event.globalPos())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        found = None if event.buttons() else self._highlight_under(at)
        if found:
            self.card.show_finding(found, self._cite_of, at)
        else:
            self.card.hide()
        super().mouseMoveEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            word = self._unsure_under(event.pos())
            if word is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), unsure_words(word), self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._marker.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._pieces.is_begun:
            self._pieces.begin(self._wanted())
            if self._current is not None:
                self.go_to(self._current, self._current_ref)
            elif self._top_wanted is not None:
                self.scroll_to(self._top_wanted)
            self._marker.start()

    @Slot()
    def _completed(self) -> None:
        self._marker.start()
        self._placer.start()

    @Slot()
    def _scrolled(self) -> None:
        self.card.hide()
        self._marker.start()

    def _furniture(self) -> BySpan[ZoneSpan | Paragraph]:
        """Return what is set quietly: it takes a moment in a long text, and is only for who reads it."""
        if self._quiet is None:
            source, furniture = self._source, {zone for zone in Zone if zone.is_furniture}
            quiet = (each for each in source.paragraphs if each.zone in furniture)
            self._quiet = BySpan(sorted((*source.zones, *quiet), key=_place_of))
        return self._quiet

    @Slot()
    def _mark_visible(self) -> None:
        if not self._pieces.is_begun:
            return
        visible = self._visible()
        self.top_changed.emit(visible.start)
        palette = self._theme.palette
        selections = [
            self._selection(each.span, foreground=palette.color("secondary"))
            for each in self._furniture().within(visible)
        ]
        order = (RefType.DOCUMENT, RefType.QUOTE, RefType.PARTY, RefType.DATE)
        shown = self._findings.within(visible)
        selections += [
            self._finding(mark)
            for mark in sorted(shown, key=lambda mark: order.index(mark.ref.type))
        ]
        selections += [self._hit(span) for span in within(self._hits, visible)]
        selections += [self._doubt(word.span) for word in self._unsure.within(visible)]
        in_hit = self._current in self._current_hit
        if self._current and not in_hit and self._current.overlaps(visible):
            selections.append(self._emphasis(self._current))
        self.setExtraSelections(selections)

    @Slot()
    def _show_places(self) -> None:
        """Show beside the scroll bar where the hits stand, by lines as it counts them."""
        if not self._pieces.is_complete:
            return
        whole = max(1, self._bar.maximum() + self._bar.pageStep())

        def place(span: Span) -> float:
            block = self.document().findBlock(self._pieces.to_qt(span.start))
            return min(1.0, max(0, block.firstLineNumber()) / whole)

        first = min(self._current_hit, default=None)
        self._bar.show_places(map(place, self._hits), None if first is None else place(first))

    def _hit(self, span: Span) -> QTextEdit.ExtraSelection:
        palette, is_current = self._theme.palette, span in self._current_hit
        wash = palette.color("current_hit" if is_current else "hit")
        selection = self._selection(span, background=wash)
        selection.format.setFontOverline(True)
        if is_current:
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.format.setUnderlineColor(palette.color("hit_ink"))
            selection.format.setFontWeight(600)
        return selection

    def _finding(self, mark: Highlight) -> QTextEdit.ExtraSelection:
        palette = self._theme.palette
        kind = mark.ref.type
        is_own = kind is RefType.DOCUMENT  # a passage of the attorney's
        wash = palette.color("own_wash") if is_own else palette.wash(kind)
        selection = self._selection(mark.span, background=wash)
        selection.format.setUnderlineStyle(_UNDERLINES[kind])
        selection.format.setUnderlineColor(
            palette.color("own_ink") if is_own else palette.ink(kind)
        )
        if not is_own and mark.state in (ReviewState.ACCEPTED, ReviewState.EDITED):
            selection.format.setFontWeight(600)
        return selection

    def _doubt(self, span: Span) -> QTextEdit.ExtraSelection:
        selection = self._selection(span)
        selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        selection.format.setUnderlineColor(self._theme.palette.color("quote_ink"))
        return selection

    def _emphasis(self, span: Span) -> QTextEdit.ExtraSelection:
        palette = self._theme.palette
        if self._current_ref is None:
            return self._selection(span, background=palette.color("current_hit"))
        color = palette.ink(self._current_ref.type)
        color.setAlpha(70)
        return self._selection(span, background=color)

    def _selection(
        self, span: Span, background: QColor | None = None, foreground: QColor | None = None
    ) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(span)
        if background:
            selection.format.setBackground(background)
        if foreground:
            selection.format.setForeground(foreground)
        return selection

    def _offset_under(self, at: QPoint) -> int | None:
        cursor = self.cursorForPosition(at)
        if not self.cursorRect(cursor).adjusted(-12, 0, 12, 0).contains(at):
            return None
        return self._pieces.from_qt(cursor.position())

    def _unsure_under(self, at: QPoint) -> "PlacedWord | None":
        offset = self._offset_under(at)
        if offset is None:
            return None
        return next(iter(self._unsure.within(Span(offset, offset + 1))), None)

    def _highlight_under(self, at: QPoint) -> Highlight | None:
        offset = self._offset_under(at)
        if offset is None:
            return None
        under = self._findings.within(Span(offset, offset + 1))
        return min(under, key=lambda mark: len(mark.span), default=None)


def unsure_words(word: "PlacedWord") -> str:
    """Return what is said of a word that the machine was unsure of."""
    return tr(
        "Read by machine, {confidence:.0%} sure: compare with the page’s picture",
        confidence=word.confidence,
    )


def _place_of(each: ZoneSpan | Paragraph) -> tuple[int, int]:
    return each.span.start, each.span.end
