"""The original pages as pictures, one below the other, with findings and hits drawn over them.

Pictures and boxes come from other threads when they are ready; until then a page is blank paper. Only
a dozen pictures are kept, however long the document is.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from casefile.records import Box, Highlight, Ref
from importers.source_text import SourceText, Span
from ui.jobs import Job, Jobs, Lane
from ui.panels.reader_card import HoverCard
from ui.panels.reader_layout import HEAD, layout
from ui.panels.reader_marks import (
    Mark,
    mark_at,
    marks_of,
    no_cite,
    paint_head,
    paint_marks,
    paint_selection,
    within,
)
from ui.panels.reader_pictures import PagePicture, PagePictures
from ui.panels.reader_selection import PageSelection
from ui.panels.reader_source import PageSource, as_image
from ui.panels.reader_ticks import TickedScrollBar
from ui.theme import Theme

__all__ = ["PageView"]

_ZOOM_STEP = 1.15
_SMALLEST_ZOOM, _LARGEST_ZOOM = 0.2, 6.0


@dataclass(frozen=True)
class _Target:
    """Where the reader was asked to go: a page, and the span on it once its boxes are known."""

    page: int
    span: Span
    ref: Ref | None
    if_hidden: bool = False


class PageView(QAbstractScrollArea):
    """The pages of one document.

    Signals: ``ref_activated(Ref)`` when a finding was clicked; ``menu_wanted(Highlight | None, QPoint)``;
    ``page_changed(int)`` with the page at the view's upper third; ``trouble(Exception)`` when a page could
    not be drawn.
    """

    ref_activated = Signal(object)
    menu_wanted = Signal(object, QPoint)
    page_changed = Signal(int)
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._theme = jobs, theme
        self._source: PageSource | None = None
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._page_spans: tuple[Span, ...] = ()
        self._heads: Mapping[int, str] = {}
        self._zoom: float | None = None
        self._strip = layout((), 100, None)
        self._highlights: tuple[Highlight, ...] = ()
        self._cite_of: Callable[[Span], str] = no_cite
        self._hits: tuple[Span, ...] = ()
        self._current: frozenset[Span] = frozenset()
        self._target: _Target | None = None
        self._pictures = PagePictures()
        self._boxes: dict[int, dict[Span, tuple[QRectF, ...]]] = {}
        self._jobs_under_way: dict[tuple[str, int], Job] = {}
        self._generation = 0
        self._page = 0
        self._card = HoverCard(theme, self.viewport())
        self.selection = PageSelection(self, self.place_at, jobs)
        self.selection.changed.connect(self.viewport().update)
        self.selection.trouble.connect(self.trouble)
        self._fetcher = QTimer(self, singleShot=True, interval=25)
        self._fetcher.timeout.connect(self._fetch)
        self._bar = TickedScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    def set_document(
        self,
        source: PageSource | None,
        sizes: tuple[tuple[float, float], ...],
        text: SourceText,
        heads: Mapping[int, str] | None = None,
    ) -> None:
        """Show another document with its text layer.

        ``heads`` holds what is to be said above a 1-based page.
        """
        self._forget_marks()
        self._pictures.clear()
        self._page = 0
        self._source, self._sizes = source, sizes
        self._heads = heads or {}
        self._take_text(text)
        self._relayout()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def renew_text(self, text: SourceText, heads: Mapping[int, str]) -> None:
        """Take over another text of the same pages; pictures stay, and the place in view."""
        self._forget_marks()
        self._heads = heads
        self._take_text(text)
        bar, page = self.verticalScrollBar(), self._page
        offset = bar.value() - self._strip.tops[page - 1] if page else 0
        self._relayout()
        if page:
            bar.setValue(self._strip.tops[page - 1] + offset)
        self._fetcher.start()

    def _take_text(self, text: SourceText) -> None:
        self._page_spans = tuple(page.span for page in text.pages)
        self.selection.set_document(self._source, text.text, self._page_spans)

    def set_highlights(
        self, highlights: tuple[Highlight, ...], cite_of: Callable[[Span], str]
    ) -> None:
        """Mark these findings, in order; ``cite_of`` tells the pin cite of a span when it is asked for."""
        self._highlights, self._cite_of = highlights, cite_of
        self._fetcher.start()
        self.viewport().update()

    def set_hits(self, spans: Sequence[Span], current: Collection[Span] = ()) -> None:
        """Mark search hits, in order and apart from one another; those in ``current`` more strongly."""
        self._hits, self._current = tuple(spans), frozenset(current)
        self._show_places()
        self._fetcher.start()
        self.viewport().update()

    def go_to(
        self, page: int, span: Span, ref: Ref | None = None, *, if_hidden: bool = False
    ) -> None:
        """Scroll to a span of a page and emphasise it; at once to the page, then to the very line.

        ``if_hidden`` leaves the page where it is as long as the span can be seen.
        """
        self._target = _Target(page, span, ref, if_hidden)
        self.selection.clear()
        known = self._boxes.get(page, {})
        if span in known:
            self._scroll_to_target()
        else:
            if not (if_hidden and page in self._visible()):
                self.go_to_page(page)
            self._fetch()
        self.viewport().update()

    def go_to_page(self, page: int) -> None:
        """Scroll to the top of a 1-based page."""
        if 1 <= page <= len(self._strip.tops):
            above = HEAD if page in self._heads else 6
            self.verticalScrollBar().setValue(self._strip.tops[page - 1] - above)

    def bring(self, page: int, down: float, at: int) -> None:
        """Bring what stands ``down`` PDF points below a page's top ``at`` pixels down the view."""
        if 1 <= page <= len(self._strip.tops):
            self._bar.setValue(round(self._strip.tops[page - 1] + down * self._strip.zoom) - at)

    def set_zoom(self, zoom: float | None) -> None:
        """Draw at ``zoom`` pixels a PDF point, or at the view's width for ``None``; the place is kept."""
        bar = self.verticalScrollBar()
        before = self._strip
        page = before.page_at(bar.value())
        if zoom is not None:
            zoom = min(_LARGEST_ZOOM, max(_SMALLEST_ZOOM, zoom))
        self._zoom = zoom
        offset = (bar.value() - before.tops[page - 1]) / before.zoom if page else 0.0
        self._relayout()
        if page:
            bar.setValue(round(self._strip.tops[page - 1] + offset * self._strip.zoom))
        self._fetcher.start()

    def zoom_in(self) -> None:
        """Draw a step larger."""
        self.set_zoom(self._strip.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Draw a step smaller."""
        self.set_zoom(self._strip.zoom / _ZOOM_STEP)

    @property
    def zoom(self) -> float | None:
        """Pixels a PDF point; ``None`` for the view's width."""
        return self._zoom

    @property
    def current_page(self) -> int:
        """The 1-based page at the view's upper third; 0 without a document."""
        return self._page

    # -- Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            self._paint_page(painter, page)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: lambda: self.set_zoom(None),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._mark_under(event.pos())
        self.menu_wanted.emit(found.highlight if found else None, event.globalPos())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On release: who drags over a marked name selects its letters.
        is_click = event.button() is Qt.MouseButton.LeftButton and not self.selection.is_dragging
        found = self._mark_under(event.position().toPoint()) if is_click else None
        if found and found.highlight:
            self.ref_activated.emit(found.highlight.ref)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        found = None if event.buttons() else self._mark_under(at)
        if found and found.highlight:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            cite = self._cite_of(found.highlight.span)
            self._card.show_finding(found.highlight, cite, at)
        else:
            over_words = self.selection.is_dragging or self.selection.is_over_words(at)
            shape = Qt.CursorShape.IBeamCursor if over_words else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self._card.hide()

    # -- painting

    def _page_rect(self, page: int) -> QRect:
        width, height = self._strip.sizes[page - 1]
        x = self._strip.lefts[page - 1] - self.horizontalScrollBar().value()
        return QRect(
            x, self._strip.tops[page - 1] - self.verticalScrollBar().value(), width, height
        )

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._page_rect(page)
        painter.setPen(self._theme.palette.color("line"))
        painter.setBrush(self._theme.palette.color("paper"))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if page in self._heads:
            paint_head(painter, rect, self._heads[page], self._theme.palette)
        picture = self._pictures.get(page)
        if picture:
            painter.save()
            # The picture's white takes the paper's tone, which is softer in the dark theme.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawImage(rect, picture.image)
            painter.restore()
        marks = self._marks(page)
        painter.save()
        painter.setClipRect(rect)
        origin, zoom, colors = QPointF(rect.topLeft()), self._strip.zoom, self._theme.paper
        paint_marks(painter, marks, origin, zoom, colors)
        paint_selection(painter, self.selection.boxes(page), origin, zoom, colors)
        painter.restore()

    def _marks(self, page: int) -> list[Mark]:
        target = self._target if self._target and self._target.page == page else None
        area = self._page_spans[page - 1] if page <= len(self._page_spans) else None
        return marks_of(
            self._highlights,
            within(self._hits, area) if area else (),
            self._current,
            (target.span, target.ref) if target else None,
            self._boxes.get(page, {}),
        )

    def place_at(self, at: QPoint) -> tuple[int, QPointF] | None:
        """Return the page at a place of the viewport or the one above it, and where there in PDF points."""
        page = self._strip.page_at(at.y() + self.verticalScrollBar().value())
        if not page:
            return None
        return page, QPointF(at - self._page_rect(page).topLeft()) / self._strip.zoom

    def _mark_under(self, at: QPoint) -> Mark | None:
        place = self.place_at(at)
        return mark_at(self._marks(place[0]), place[1]) if place else None

    # -- layout and scrolling

    def _relayout(self) -> None:
        area = self.viewport()
        self._strip = layout(self._sizes, area.width(), self._zoom, self._heads)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._strip.height - area.height()))
        bar.setPageStep(area.height())
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, self._strip.width - area.width()))
        across.setPageStep(area.width())
        area.update()
        self._show_places()

    def _show_places(self) -> None:
        """Show beside the scroll bar where the hits stand."""
        first = min(self._current, default=None)
        places = self._strip.places(self._page_spans, self._hits)
        now = self._strip.places(self._page_spans, (first,) if first is not None else ())
        self._bar.show_places(places, now[0] if now else None)

    def _visible(self) -> range:
        return self._strip.visible(self.verticalScrollBar().value(), self.viewport().height())

    @Slot()
    def _scrolled(self) -> None:
        self._card.hide()
        third = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = self._strip.page_at(third)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._fetcher.start()
        self.viewport().update()

    def _scroll_to_target(self) -> None:
        target = self._target
        if target is None:
            return
        boxes = self._boxes.get(target.page, {}).get(target.span)
        if not boxes:
            return
        top = self._strip.tops[target.page - 1] + boxes[0].top() * self._strip.zoom
        height = self.viewport().height()
        below = top - self._bar.value()
        if not (target.if_hidden and 0.04 * height < below < 0.88 * height):
            self._bar.setValue(round(top - height / 3))
        left = self._strip.lefts[target.page - 1] + boxes[0].left() * self._strip.zoom
        across = self.horizontalScrollBar()
        if not across.value() <= left <= across.value() + self.viewport().width():
            across.setValue(round(left - self.viewport().width() / 3))

    # -- pictures and boxes from other threads

    def _forget_marks(self) -> None:
        """Forget what belongs to a text; what is under way for it is not waited for."""
        self._generation += 1
        for job in self._jobs_under_way.values():
            job.cancel()
        self._jobs_under_way.clear()
        self._boxes.clear()
        self._highlights, self._cite_of, self._target = (), no_cite, None
        self._hits, self._current = (), frozenset()
        self._bar.show_places((), None)
        self._card.hide()

    @Slot()
    def _fetch(self) -> None:
        """Ask for what the visible pages and their neighbours lack; drop what is no longer near."""
        if self._source is None or not self._sizes:
            return
        visible = self._visible()
        near = range(max(1, visible.start - 1), min(len(self._sizes), visible.stop) + 1)
        for (what, page), job in list(self._jobs_under_way.items()):
            if page not in near:
                job.cancel()
                del self._jobs_under_way[what, page]
        for page in [*visible, *(page for page in near if page not in visible)]:
            self._fetch_picture(page)
            self._fetch_boxes(page)

    def _fetch_picture(self, page: int) -> None:
        scale = round(self._strip.zoom * self.devicePixelRatioF(), 3)
        kept = self._pictures.get(page)
        if (kept and kept.scale == scale) or ("picture", page) in self._jobs_under_way:
            return
        source, generation = self._source, self._generation
        if source is None:
            return

        def arrived(image: QImage) -> None:
            self._jobs_under_way.pop(("picture", page), None)
            if generation == self._generation:
                self._keep(page, PagePicture(scale, image))

        self._jobs_under_way["picture", page] = self._jobs.run(
            lambda: as_image(source.page_image(page, scale)),
            arrived,
            on_error=lambda error: self._failed("picture", page, error),
            lane=Lane.PICTURE,
        )

    def _keep(self, page: int, picture: PagePicture) -> None:
        self._pictures.keep(page, picture, self._visible())
        if round(self._strip.zoom * self.devicePixelRatioF(), 3) != picture.scale:
            self._fetcher.start()
        self.viewport().update()

    def _wanted_spans(self, page: int) -> list[Span]:
        if page > len(self._page_spans):
            return []
        area = self._page_spans[page - 1]
        spans = {mark.span for mark in self._highlights if mark.span.overlaps(area)}
        spans.update(within(self._hits, area))
        if self._target and self._target.span.overlaps(area):
            spans.add(self._target.span)
        return sorted(spans - self._boxes.get(page, {}).keys())

    def _fetch_boxes(self, page: int) -> None:
        spans = self._wanted_spans(page)
        if not spans or ("boxes", page) in self._jobs_under_way:
            return
        source, generation = self._source, self._generation
        if source is None:
            return

        def arrived(rows: Sequence[Sequence[Box]]) -> None:
            self._jobs_under_way.pop(("boxes", page), None)
            if generation != self._generation:
                return
            known = self._boxes.setdefault(page, {})
            for span, row in zip(spans, rows, strict=True):
                known[span] = tuple(
                    QRectF(QPointF(box.left, box.top), QPointF(box.right, box.bottom))
                    for box in row
                )
            if self._target and self._target.page == page and self._target.span in spans:
                self._scroll_to_target()
            self._fetcher.start()
            self.viewport().update()

        self._jobs_under_way["boxes", page] = self._jobs.run(
            lambda: source.boxes(page, spans),
            arrived,
            on_error=lambda error: self._failed("boxes", page, error),
            lane=Lane.PICTURE,
        )

    def _failed(self, what: str, page: int, error: Exception) -> None:
        # The job stays listed while the page is near, so that a page that fails is not asked for again
        # and again; scrolling away and back tries once more.
        if (what, page) in self._jobs_under_way:
            self.trouble.emit(error)
