"""Pages one below the other in a view that scrolls and zooms: where each stands, and how large.

What is drawn on them is for ``reader_pages``.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from ui.kept_scroll_bar import keep_scroll_bar
from ui.panels.reader_layout import FULL, HEAD, LARGEST, SMALLEST, Fit, Zoom, fitting, layout
from ui.panels.reader_ticks import TickedScrollBar
from ui.theme import Theme

__all__ = ["PageScroll"]

_ZOOM_STEP = 1.15
_NOTCH = 120
"""What a wheel counts for one notch; touch pads count less at a time."""


class PageScroll(QAbstractScrollArea):
    """Pages of given sizes.

    Signals: ``laid_out()`` when the view's size or the zoom is another; ``zoomed()`` when the zoom is.
    """

    laid_out = Signal()
    zoomed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._heads: Mapping[int, str] = {}
        self._zoom: Zoom = Fit.WIDTH
        self._strip = layout((), (100, 100))
        self._bar = TickedScrollBar(theme, self)
        self._bar.setSingleStep(40)
        self.setVerticalScrollBar(self._bar)
        # Pages that fit only without it would be narrower with it, fit, be wider again, and so on.
        keep_scroll_bar(self)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)

    # -- scrolling

    def scroll_to_page(self, page: int) -> None:
        """Scroll to the top of a 1-based page."""
        if 1 <= page <= len(self._strip.tops):
            above = HEAD if page in self._heads else 6
            self._bar.setValue(self._strip.tops[page - 1] - above)

    def bring(self, page: int, down: float, at: int) -> None:
        """Scroll so that what is ``down`` PDF points below a page's top is ``at`` pixels down the view."""
        if 1 <= page <= len(self._strip.tops):
            self._bar.setValue(round(self._strip.tops[page - 1] + down * self._strip.zoom) - at)

    def _scroll_to_box(self, page: int, box: QRectF, *, if_hidden: bool) -> None:
        """Scroll to a place of a page, in PDF points; ``if_hidden`` only where it cannot be seen."""
        top = self._strip.tops[page - 1] + box.top() * self._strip.zoom
        height = self.viewport().height()
        below = top - self._bar.value()
        if not (if_hidden and 0.04 * height < below < 0.88 * height):
            self._bar.setValue(round(top - height / 3))
        left = self._strip.lefts[page - 1] + box.left() * self._strip.zoom
        across = self.horizontalScrollBar()
        if not across.value() <= left <= across.value() + self.viewport().width():
            across.setValue(round(left - self.viewport().width() / 3))

    # -- zoom

    def set_zoom(self, zoom: Zoom | None, at: QPoint | None = None) -> None:
        """Draw at ``zoom`` pixels a PDF point, or so that the view's width (``None``) or height is filled.

        What stands ``at`` a place of the view stays there, or else what stands at its top.
        """
        if not isinstance(zoom, Fit):
            zoom = Fit.WIDTH if zoom is None else min(LARGEST, max(self._smallest(), zoom))
        anchor = at or QPoint(self.viewport().width() // 2, 0)
        place = self.place_at(anchor)
        was, before, self._zoom = self._strip.zoom, self._zoom, zoom
        self._relayout()
        if place is not None:
            page, point = place
            self.bring(page, point.y(), anchor.y())
            if self._strip.zoom != was:
                left = self._strip.lefts[page - 1] + point.x() * self._strip.zoom
                self.horizontalScrollBar().setValue(round(left) - anchor.x())
        if zoom != before:
            self.zoomed.emit()

    def _smallest(self) -> float:
        area = self.viewport()
        return min(SMALLEST, fitting(self._sizes, (area.width(), area.height()), Fit.PAGE))

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Draw larger or smaller by a factor, around a place of the view."""
        self.set_zoom(self._strip.zoom * factor, at)

    def zoom_in(self) -> None:
        """Draw a step larger."""
        self.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Draw a step smaller."""
        self.zoom_by(1 / _ZOOM_STEP)

    @property
    def zoom(self) -> Zoom:
        """Pixels a PDF point, or what is to fit the view."""
        return self._zoom

    @property
    def percent(self) -> int:
        """How large pages are drawn; 100 is as large as they are printed."""
        return round(self._strip.zoom / FULL * 100)

    @property
    def scale(self) -> float:
        """Pixels of the screen a PDF point."""
        return float(round(self._strip.zoom * self.devicePixelRatioF(), 3))

    # -- geometry

    def _page_rect(self, page: int) -> QRect:
        width, height = self._strip.sizes[page - 1]
        x = self._strip.lefts[page - 1] - self.horizontalScrollBar().value()
        return QRect(x, self._strip.tops[page - 1] - self._bar.value(), width, height)

    def _visible(self) -> range:
        return self._strip.visible(self._bar.value(), self.viewport().height())

    def place_at(self, at: QPoint) -> tuple[int, QPointF] | None:
        """Return the page at a place of the viewport or the one above it, and where there in PDF points."""
        page = self._strip.page_at(at.y() + self._bar.value())
        if not page:
            return None
        return page, QPointF(at - self._page_rect(page).topLeft()) / self._strip.zoom

    def on_view(self, page: int, box: QRectF) -> QRectF:
        """Return where a rectangle of a page, in PDF points, stands in the viewport."""
        zoom, origin = self._strip.zoom, QPointF(self._page_rect(page).topLeft())
        return QRectF(origin + box.topLeft() * zoom, box.size() * zoom)

    def _seen_of(self, page: int) -> QRectF:
        """Return what of a page can be seen, in PDF points."""
        rect = self._page_rect(page)
        seen = QRectF((rect & self.viewport().rect()).translated(-rect.topLeft()))
        zoom = self._strip.zoom
        return QRectF(seen.topLeft() / zoom, seen.size() / zoom)

    def _relayout(self) -> None:
        area = self.viewport()
        size = (area.width(), area.height())
        self._strip = layout(self._sizes, size, self._zoom, self._heads)
        bar, across = self._bar, self.horizontalScrollBar()
        bar.setRange(0, max(0, self._strip.height - area.height()))
        bar.setPageStep(area.height())
        across.setRange(0, max(0, self._strip.width - area.width()))
        across.setPageStep(area.width())
        area.update()
        self.laid_out.emit()

    # -- Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is pinch:
            self.zoom_by(1 + event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() / _NOTCH
            self.zoom_by(_ZOOM_STEP**turned, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)
