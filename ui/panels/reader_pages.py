"""The original pages as pictures, one below the other, with findings and hits drawn over them.

Pictures and places come from other threads when they are ready; until then a page is blank paper, or the
picture of another scale. Nothing here looks at all pages or all findings of a document, however long it is.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from casefile.records import Highlight, Ref
from importers.source_text import SourceText, Span
from ui.accessible_parts import Part
from ui.by_span import Findings
from ui.jobs import Jobs
from ui.language import tr
from ui.panels.reader_card import About, HoverCard
from ui.panels.reader_edges import ReaderEdges, ZoomLine, page_zooms
from ui.panels.reader_layout import HEAD
from ui.panels.reader_marks import (
    Mark,
    mark_at,
    no_cite,
    paint_head,
    paint_marks,
    paint_selection,
)
from ui.panels.reader_page_marks import PageMarks, Target
from ui.panels.reader_pictures import PagePicture, paint_picture
from ui.panels.reader_scroll import PageScroll
from ui.panels.reader_selection import PageSelection
from ui.panels.reader_sheets import page_sheets
from ui.panels.reader_source import PageSource
from ui.panels.reader_supply import PageSupply, Wanted
from ui.panels.reader_thumbnails import ThumbnailStrip
from ui.panels.reader_walk import FindingWalk, is_first_escape, paint_ring, spoken
from ui.theme import Theme

__all__ = ["PageView"]


class PageView(PageScroll):
    """The pages of one document.

    Signals: ``ref_activated(Ref)`` when a finding was clicked or opened by key; ``menu_wanted(Highlight |
    None, QPoint)``; ``page_changed(int)`` with the page at the view's upper third; ``finding_reached``
    with the ``Highlight`` that a key went to, ``None`` when it is left; ``trouble(Exception)`` when a page
    could not be drawn.
    """

    ref_activated = Signal(object)
    menu_wanted = Signal(object, QPoint)
    page_changed = Signal(int)
    finding_reached = Signal(object)
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._jobs, self._theme = jobs, theme
        self._source: PageSource | None = None
        self._marks = PageMarks()
        self._cite_of: Callable[[Span], str] = no_cite
        self._page, self._gone_to = 0, -1
        self._ahead = 1
        self._supply = PageSupply(jobs, theme.palette.color("paper"), self)
        self._supply.changed.connect(self._supplied)
        self._supply.placed.connect(self._placed)
        self._supply.trouble.connect(self.trouble)
        self.card = HoverCard(theme, self.viewport())
        self.selection = PageSelection(self, self.place_at, jobs)
        self.selection.changed.connect(self.viewport().update)
        self.selection.trouble.connect(self.trouble)
        self.strip = ThumbnailStrip(jobs, theme, self)
        self.strip.wanted.connect(self.go_to_page)
        self.page_changed.connect(self.strip.set_current)
        line = ZoomLine(page_zooms(), self)
        self.edges = ReaderEdges(self, self.strip, line, self.setViewportMargins)
        line.smaller_wanted.connect(self.zoom_out)
        line.larger_wanted.connect(self.zoom_in)
        line.zoom_wanted.connect(self.set_zoom)
        self.laid_out.connect(lambda: line.show_percent(self.percent))
        self.walk = FindingWalk(self)
        self.walk.reached.connect(self._walked)
        self._fetcher = QTimer(self, singleShot=True)
        self._fetcher.timeout.connect(self._fetch)
        self.setAccessibleName(tr("Pages of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bar.valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._fetch_soon)
        self.laid_out.connect(self._show_places)
        self.laid_out.connect(self._fetch_soon)
        self.zoomed.connect(self._scrolled)  # another page may stand at the same place now
        theme.changed.connect(self._recolour)

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
        self._supply.set_source(source, sizes, self._theme.palette.color("paper"))
        self._page, self._source, self._sizes = 0, source, sizes
        self._heads = heads or {}
        self._take_text(text)
        self.strip.set_sheets(lambda: page_sheets(text, sizes), text.text, source)
        self._relayout()
        self._bar.setValue(0)
        self._scrolled()
        self._fetcher.start(0)  # what is laid out anew, or gone to, comes before it all the same

    def set_about(self, about: About | None) -> None:
        """Ask this, on another thread, what is linked with a finding: its card says so."""
        self.card.ask_of(self._jobs, about)

    def renew_text(self, text: SourceText, heads: Mapping[int, str]) -> None:
        """Take over another text of the same pages; pictures stay, and the place in view."""
        self._forget_marks()
        self._heads = heads
        self._take_text(text)
        self.strip.renew_text(lambda: page_sheets(text, self._sizes), text.text)
        offset = self._bar.value() - self._strip.tops[self._page - 1] if self._page else 0
        self._relayout()
        if self._page:
            self._bar.setValue(self._strip.tops[self._page - 1] + offset)
        self._fetch_soon()

    def _take_text(self, text: SourceText) -> None:
        self._marks = PageMarks(tuple(page.span for page in text.pages))
        self.walk.set_findings(self._marks.findings)
        self.selection.set_document(self._source, text.text, self._marks.areas)

    def set_highlights(self, findings: Findings, cite_of: Callable[[Span], str]) -> None:
        """Mark these findings; ``cite_of`` tells the pin cite of a span when it is asked for."""
        self._marks.set_findings(findings)
        self._cite_of = cite_of
        self.walk.set_findings(self._marks.findings)
        self.strip.set_findings(self._marks.findings)
        self.card.forget()
        self._mark_anew()

    def set_hits(self, spans: Sequence[Span], current: Collection[Span] = ()) -> None:
        """Mark search hits, in order and apart from one another; those in ``current`` more strongly.

        A hit that was gone to is marked no longer when the hits go.
        """
        self._marks.set_hits(spans, current)
        self.strip.set_hits(self._marks.hits)
        self._show_places()
        self._mark_anew()

    def go_to(
        self, page: int, span: Span, ref: Ref | None = None, *, if_hidden: bool = False
    ) -> None:
        """Scroll to a span of a page and emphasise it; at once to the page, then to the very line.

        ``if_hidden`` leaves the page where it is as long as the span can be seen.
        """
        self._marks.set_target(Target(page, span, ref, if_hidden))
        self.selection.clear()
        if span in self._supply.boxes(page):
            self._scroll_to_target()
        elif not (if_hidden and page in self._visible()):
            self.go_to_page(page)
        self._gone_to = self._bar.value()
        self._fetch()
        self.viewport().update()

    def go_to_page(self, page: int) -> None:
        """Scroll to the top of a 1-based page, and have it drawn at once."""
        self.scroll_to_page(page)
        self._fetch()

    @property
    def current_page(self) -> int:
        """The 1-based page at the view's upper third; 0 without a document."""
        return self._page

    def picture(self, page: int) -> PagePicture | None:
        """Return the picture of a page that is kept, of whatever scale."""
        return self._supply.pictures.whole(page)

    def is_sharp(self, page: int) -> bool:
        """Tell whether a page is drawn as sharp as the screen."""
        return self._supply.is_sharp(page)

    @property
    def is_waiting(self) -> bool:
        """Tell whether anything on screen is still to come."""
        return self._fetcher.isActive() or self._supply.busy

    # -- Qt

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            if self._page_rect(page).adjusted(-4, -HEAD, 4, 4).intersects(event.rect()):
                self._paint_page(painter, page)
        painter.end()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the findings in view by Tab, then on to the next widget."""
        if self._marks.areas and self.walk.step_inside(1 if next else -1, self._seen_text()):
            return True
        self.walk.leave()
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._press(
            event.key(), shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _press(self, key: int, *, shift: bool) -> bool:
        standing = self.walk.current
        if standing is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ref_activated.emit(standing.ref)
            return True
        page = self._bar.pageStep() * (-1 if shift else 1)
        steps: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: lambda: self.set_zoom(None),
            Qt.Key.Key_Home: lambda: self._bar.setValue(0),
            Qt.Key.Key_End: lambda: self._bar.setValue(self._bar.maximum()),
            Qt.Key.Key_Space: lambda: self._bar.setValue(self._bar.value() + page),
        }
        step = steps.get(key)
        if step is not None:
            step()
        return step is not None

    @override
    def event(self, event: QEvent) -> bool:
        if is_first_escape(event) and self.walk.leave():
            event.accept()
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.walk.leave()
        event.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.card.hide()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.walk.current is not None:
            at = self._place_of(self.walk.current)
            self.menu_wanted.emit(self.walk.current, self.viewport().mapToGlobal(at))
            return
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
            self.card.show_finding(found.highlight, self._cite_of, at)
        else:
            over_words = self.selection.is_dragging or self.selection.is_over_words(at)
            shape = Qt.CursorShape.IBeamCursor if over_words else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.card.hide()

    # -- painting

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._page_rect(page)
        painter.setPen(self._theme.palette.color("line"))
        painter.setBrush(self._theme.palette.color("paper"))
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if page in self._heads:
            paint_head(painter, rect, self._heads[page], self._theme.palette)
        painter.save()
        painter.setClipRect(rect)
        pictures, ratio = self._supply.pictures, self.devicePixelRatioF()
        for picture in (pictures.whole(page), pictures.part(page)):
            paint_picture(painter, picture, rect, self._strip.zoom, ratio)
        origin, zoom, colors = QPointF(rect.topLeft()), self._strip.zoom, self._theme.paper
        paint_marks(painter, self._marks_on(page), origin, zoom, colors)
        paint_selection(painter, self.selection.boxes(page), origin, zoom, colors)
        if (standing := self.walk.current) is not None:
            paint_ring(painter, self._boxes(page, standing.span), origin, zoom, colors)
        painter.restore()

    def _boxes(self, page: int, span: Span) -> Iterable[QRectF]:
        return self._supply.boxes(page).get(span, ())

    def _marks_on(self, page: int) -> list[Mark]:
        return self._marks.on(page, self._supply.boxes(page))

    def _mark_anew(self) -> None:
        self._fetch_soon()
        self.viewport().update()

    def _mark_under(self, at: QPoint) -> Mark | None:
        place = self.place_at(at)
        return mark_at(self._marks_on(place[0]), place[1]) if place else None

    # -- layout and scrolling

    @Slot()
    def _show_places(self) -> None:
        """Show beside the scroll bar where the hits stand."""
        marks = self._marks
        first = min(marks.current, default=None)
        places = self._strip.places(marks.areas, marks.hits)
        now = self._strip.places(marks.areas, (first,) if first is not None else ())
        self._bar.show_places(places, now[0] if now else None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        stands = self._bar.value() == self._gone_to
        super().resizeEvent(event)
        if stands:  # where it was gone to, which another size may have had no room for
            self._scroll_to_target()
        self._scrolled()

    @Slot()
    def _scrolled(self) -> None:
        self.card.hide()
        third = self._bar.value() + self.viewport().height() // 3
        page = self._strip.page_at(third)
        if page != self._page:
            self._ahead = 1 if page > self._page else -1
            self._page = page
            self.page_changed.emit(page)
        self._fetch_soon()
        self.viewport().update()

    def _show_span(self, page: int, span: Span, *, if_hidden: bool) -> None:
        """Scroll to a span whose boxes are known."""
        box = next(iter(self._boxes(page, span)), None)
        if box is not None:
            self._scroll_to_box(page, box, if_hidden=if_hidden)

    def _scroll_to_target(self) -> None:
        target = self._marks.target
        if target is not None:
            if target.span not in self._supply.boxes(target.page):
                self.scroll_to_page(target.page)  # where it stands there is asked for then
            self._show_span(target.page, target.span, if_hidden=target.if_hidden)
            self._gone_to = self._bar.value()

    # -- from finding to finding

    def step_finding(self, by: int) -> bool:
        """Go to the next finding of the paper, or the one before; tell whether there is one."""
        return bool(self._marks.areas) and self.walk.step(by, self._seen_text())

    def _seen_text(self) -> Span:
        """Return about what of the text can be seen: by where its findings stand, as far as that is known."""
        areas = [(page, area) for page in self._visible() if (area := self._marks.area(page))]
        if not areas:
            return Span(0, 0)
        view = QRectF(self.viewport().rect())
        inside = [
            mark.span
            for page, area in areas
            for mark in self._marks.findings.within(area)
            if any(view.contains(self.on_view(page, box)) for box in self._boxes(page, mark.span))
        ]
        spans = inside or [area for _, area in areas]
        return Span(min(each.start for each in spans), max(each.end for each in spans))

    def accessible_parts(self) -> list[Part]:
        """Return the findings in view for screen readers, in the order of the text."""
        view, found = QRectF(self.viewport().rect()), list[Part]()
        for page in self._visible():
            area = self._marks.area(page)
            for finding in self._marks.findings.within(area) if area else ():
                place = QRectF()
                for box in self._boxes(page, finding.span):
                    place = place.united(self.on_view(page, box))
                if place.intersects(view):
                    words = spoken(finding, self._cite_of)
                    stands = finding == self.walk.current
                    press = partial(self.ref_activated.emit, finding.ref)
                    link = QAccessible.Role.Link
                    found.append(Part(words, place.toRect(), link, stands, press))
        return found

    def _place_of(self, finding: Highlight) -> QPoint:
        """Return the lower left corner of a finding's first line in the view."""
        for page in self._visible():
            for box in self._boxes(page, finding.span):
                return self.on_view(page, box).bottomLeft().toPoint()
        return self.viewport().rect().center()

    @Slot(object)
    def _walked(self, finding: Highlight | None) -> None:
        self.card.hide()
        if finding is not None:
            page = self._marks.page_of(finding.span)
            if finding.span in self._supply.boxes(page):
                self._show_span(page, finding.span, if_hidden=True)
                self._show_card()
            elif page:
                self.go_to_page(page)
        self.viewport().update()
        # What a screen reader says when a key went there; the card itself has no focus.
        self.setAccessibleDescription(spoken(finding, self._cite_of))
        self.finding_reached.emit(finding)

    def _show_card(self) -> None:
        """Show the card of the finding that a key went to."""
        if (finding := self.walk.current) is not None:
            self.card.show_finding(finding, self._cite_of, self._place_of(finding), at_once=True)

    # -- pictures and boxes from other threads

    def _forget_marks(self) -> None:
        """Forget what belongs to a text; what is under way for it is not waited for."""
        self._supply.forget_places()
        self._marks, self._cite_of = PageMarks(), no_cite
        self.walk.set_findings(self._marks.findings)
        self._bar.show_places((), None)
        self.card.forget()

    def _fetch_soon(self) -> None:
        # Not put off by the next step of a scroll: pages are to be seen while they go by.
        if not self._fetcher.isActive():
            self._fetcher.start(25)

    @Slot()
    def _fetch(self) -> None:
        """Ask for what the visible pages and their neighbours lack; drop what is no longer near."""
        self._fetcher.stop()
        if self._source is None or not self._sizes:
            return
        visible = self._visible()
        ahead = visible.stop if self._ahead > 0 else visible.start - 1
        behind = visible.start - 1 if self._ahead > 0 else visible.stop
        beside = tuple(page for page in (ahead, behind) if 0 < page <= len(self._sizes))
        now = self._marks.target.page if self._marks.target else self._page
        ordered = tuple(sorted(visible, key=lambda page: (page != now, page != self._page, page)))
        seen = {page: self._seen_of(page) for page in visible}
        self._supply.ask(Wanted(ordered, beside, self.scale, seen), self._marks.wanted)

    @Slot()
    def _supplied(self) -> None:
        self._fetch_soon()
        self.viewport().update()

    @Slot(int)
    def _placed(self, page: int) -> None:
        self._marks.placed(page)
        if self._marks.target and self._marks.target.page == page:
            self._scroll_to_target()
        standing, area = self.walk.current, self._marks.area(page)
        is_here = standing is not None and area is not None and area.overlaps(standing.span)
        if standing is not None and is_here and not self.card.isVisible():
            self._show_span(page, standing.span, if_hidden=True)
            self._show_card()

    @Slot()
    def _recolour(self) -> None:
        """Draw the pages anew on the paper of another theme; where their marks stand is known."""
        self._supply.set_paper(self._theme.palette.color("paper"))
        self._fetch_soon()
        self.viewport().update()
