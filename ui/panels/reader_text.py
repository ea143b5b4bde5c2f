"""The exact text of a document with its findings marked; for formats without pages, or by choice.

The text is plain: nothing in it is ever interpreted, loaded or followed. A long text comes in pieces,
so that the window stays alive, and only what is on screen carries marks.
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget
from typing_extensions import override

from casefile.records import Highlight, Ref, RefType, ReviewState
from importers.machine_page import PlacedWord
from importers.source_text import SourceText, Span
from ui.panels.reader_card import HoverCard
from ui.panels.reader_marks import no_cite, within
from ui.panels.reader_ticks import TickedScrollBar
from ui.text_positions import TextPositions
from ui.theme import Theme, reading_font

__all__ = ["TextView"]

_PIECE = 60_000
"""Characters that are set in one step; 60,000 take under 20 ms."""
_UNDERLINES = {
    RefType.PARTY: QTextCharFormat.UnderlineStyle.SingleUnderline,
    RefType.QUOTE: QTextCharFormat.UnderlineStyle.NoUnderline,
    RefType.DATE: QTextCharFormat.UnderlineStyle.DashUnderline,
    RefType.DOCUMENT: QTextCharFormat.UnderlineStyle.WaveUnderline,
}


class TextView(QPlainTextEdit):
    """A read-only view of one text layer.

    Signals: ``ref_activated(Ref)`` when a marked place was clicked; ``menu_wanted(Highlight | None,
    QPoint)`` with a global place; ``top_changed(int)`` with the offset of the first visible character.
    """

    ref_activated = Signal(object)
    menu_wanted = Signal(object, QPoint)
    top_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFont(reading_font(11.5))
        self.setAccessibleName(self.tr("Exact text of the document"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(18)
        self.viewport().setMouseTracking(True)
        self.card = HoverCard(theme, self.viewport())
        self._source = SourceText("")
        self._positions = TextPositions("")
        self._highlights: tuple[Highlight, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._current_hit: frozenset[Span] = frozenset()
        self._current: Span | None = None
        self._current_ref: Ref | None = None
        self._loaded = 0
        self._unsure: tuple[PlacedWord, ...] = ()
        self._top_wanted: int | None = None
        self._cite_of: Callable[[Span], str] = no_cite
        self._loader = QTimer(self, interval=0)
        self._loader.timeout.connect(self._load_piece)
        self._marker = QTimer(self, singleShot=True, interval=20)
        self._marker.timeout.connect(self._mark_visible)
        self._placer = QTimer(self, singleShot=True, interval=60)
        self._placer.timeout.connect(self._show_places)
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.rangeChanged.connect(lambda _least, _most: self._placer.start())
        theme.changed.connect(self._marker.start)

    def set_source(
        self,
        source: SourceText,
        positions: TextPositions,
        unsure: tuple[PlacedWord, ...] = (),
    ) -> None:
        """Show another text; ``positions`` was made from the same text off the window's thread.

        ``unsure`` are words that a machine read and was not sure of.
        """
        self._source, self._positions, self._unsure = source, positions, unsure
        self._top_wanted = None
        self._highlights, self._hits = (), ()
        self._current = self._current_ref = None
        self._current_hit = frozenset()
        self._bar.show_places((), None)
        self.card.hide()
        self.clear()
        self._loaded = 0
        self._load_piece()
        if self._loaded < len(positions.shown):
            self._loader.start()

    def set_highlights(
        self, highlights: tuple[Highlight, ...], cite_of: Callable[[Span], str]
    ) -> None:
        """Mark these findings, in order; ``cite_of`` tells the pin cite of a span when it is asked for."""
        self._highlights, self._cite_of = highlights, cite_of
        self._marker.start()

    def set_hits(self, spans: Sequence[Span], current: Collection[Span] = ()) -> None:
        """Mark search hits, in order and apart from one another; those in ``current`` more strongly."""
        self._hits, self._current_hit = tuple(spans), frozenset(current)
        self._placer.start()
        self._marker.start()

    def go_to(self, span: Span, ref: Ref | None = None, *, if_hidden: bool = False) -> None:
        """Scroll to a span, a third of the way down, and emphasise it.

        ``if_hidden`` leaves the text where it is as long as the span can be seen.
        """
        self._current, self._current_ref, self._top_wanted = span, ref, None
        if self._loaded < len(self._positions.shown):
            # The text is still coming in; its last piece scrolls here.
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

    def scroll_to(self, offset: int) -> None:
        """Show the text from an offset on, emphasising nothing."""
        if self._loaded < len(self._positions.shown):
            self._top_wanted = offset
            return
        block = self.document().findBlock(self._cursor(Span(offset, offset)).position())
        self._bar.setValue(block.firstLineNumber())
        self._marker.start()

    def offset_at(self, y: int) -> int:
        """Return the offset of the line that is ``y`` pixels down the view."""
        return self._positions.from_qt(self.cursorForPosition(QPoint(0, y)).position())

    def bring(self, offset: int, y: int) -> None:
        """Scroll so that the line of an offset is about ``y`` pixels down the view, emphasising nothing."""
        cursor = self._cursor(Span(offset, offset))
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock()).lineNumber()
        above = y // self.fontMetrics().lineSpacing()
        self._bar.setValue(cursor.block().firstLineNumber() + max(0, line) - above)

    @property
    def top_offset(self) -> int:
        """The offset of the first visible character."""
        return self._visible().start

    def selected_span(self) -> Span | None:
        """Return the selected stretch of the text layer, if any."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._positions.from_qt(start), self._positions.from_qt(end))

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

    @Slot()
    def _load_piece(self) -> None:
        shown = self._positions.shown
        end = min(len(shown), self._loaded + _PIECE)
        if end < len(shown):
            # Qt lays out block by block: a piece should end where a block does.
            end = shown.find("\n", end) + 1 or len(shown)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(shown[self._loaded : end])
        self._loaded = end
        if self._loaded >= len(shown):
            self._loader.stop()
            self._marker.start()
            self._placer.start()
            if self._current:
                self.go_to(self._current, self._current_ref)
            elif self._top_wanted is not None:
                self.scroll_to(self._top_wanted)

    @Slot()
    def _scrolled(self) -> None:
        self.card.hide()
        self._marker.start()

    def _visible(self) -> Span:
        area = self.viewport().rect()
        first = self.cursorForPosition(QPoint(0, 0)).position()
        last = self.cursorForPosition(area.bottomRight()).position()
        start = self._positions.from_qt(first)
        return Span(start, max(start, self._positions.from_qt(last)) + 1)

    @Slot()
    def _mark_visible(self) -> None:
        visible = self._visible()
        self.top_changed.emit(visible.start)
        palette = self._theme.palette
        selections = [
            self._selection(marked.span, foreground=palette.color("secondary"))
            for marked in self._source.zones
            if marked.span.overlaps(visible)
        ]
        selections += [
            self._selection(paragraph.span, foreground=palette.color("secondary"))
            for paragraph in self._source.paragraphs
            if paragraph.zone.is_furniture and paragraph.span.overlaps(visible)
        ]
        order = (RefType.DOCUMENT, RefType.QUOTE, RefType.PARTY, RefType.DATE)
        shown = [mark for mark in self._highlights if mark.span.overlaps(visible)]
        selections += [
            self._finding(mark)
            for mark in sorted(shown, key=lambda mark: order.index(mark.ref.type))
        ]
        selections += [self._hit(span) for span in within(self._hits, visible)]
        selections += [
            self._doubt(word.span) for word in self._unsure if word.span.overlaps(visible)
        ]
        in_hit = self._current in self._current_hit
        if self._current and not in_hit and self._current.overlaps(visible):
            selections.append(self._emphasis(self._current))
        self.setExtraSelections(selections)

    @Slot()
    def _show_places(self) -> None:
        """Show beside the scroll bar where the hits stand, by lines as it counts them."""
        whole = max(1, self._bar.maximum() + self._bar.pageStep())

        def place(span: Span) -> float:
            block = self.document().findBlock(self._positions.to_qt(span.start))
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

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = max(0, self.document().characterCount() - 1)
        cursor.setPosition(min(last, self._positions.to_qt(span.start)))
        cursor.setPosition(
            min(last, self._positions.to_qt(span.end)), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    def _offset_under(self, at: QPoint) -> int | None:
        cursor = self.cursorForPosition(at)
        if not self.cursorRect(cursor).adjusted(-12, 0, 12, 0).contains(at):
            return None
        return self._positions.from_qt(cursor.position())

    def _unsure_under(self, at: QPoint) -> PlacedWord | None:
        offset = self._offset_under(at)
        if offset is None:
            return None
        return next(
            (word for word in self._unsure if word.span.start <= offset < word.span.end), None
        )

    def _highlight_under(self, at: QPoint) -> Highlight | None:
        offset = self._offset_under(at)
        if offset is None:
            return None
        under = [mark for mark in self._highlights if mark.span.start <= offset < mark.span.end]
        return min(under, key=lambda mark: len(mark.span), default=None)


def unsure_words(word: PlacedWord) -> str:
    """Return what is said of a word that the machine was unsure of."""
    return f"Read by machine, {word.confidence:.0%} sure: compare with the page’s picture"
