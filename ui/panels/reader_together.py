"""Scrolls the text beside the pages along with them, and the pages along with the text, by place.

What stands a third of the way down one view is brought a third of the way down the other. The view that
the user touched last leads; the other one never moves it. Where the letters of a page are not known yet,
a place counts as far down the page as it is into the page's text.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea
from typing_extensions import override

from importers.source_text import SourceText, Span
from ui.panels.reader_pages import PageView
from ui.panels.reader_text import TextView

__all__ = ["Together"]

_PAUSE_MS = 15
_TOUCHES = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.FocusIn,
)


class Together(QObject):
    """Keeps pages and text at one place while both are shown.

    Signal: ``led()`` when another of the two views leads.
    """

    led = Signal()

    def __init__(self, pages: PageView, text: TextView) -> None:
        super().__init__(pages)
        self._pages, self._text = pages, text
        self._source = SourceText("")
        self._sizes: tuple[tuple[float, float], ...] = ()
        self.leader: QAbstractScrollArea = pages
        """The view that the user touched last, of those that are shown."""
        self._on = False
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self.follow)
        for view in (pages, text):
            view.installEventFilter(self)
            view.viewport().installEventFilter(self)
            view.verticalScrollBar().valueChanged.connect(self._moved)
        pages.selection.letters_known.connect(self._letters_known)

    def set_document(self, source: SourceText, sizes: tuple[tuple[float, float], ...]) -> None:
        """Scroll another document, whose pages have these sizes in PDF points."""
        self._source, self._sizes = source, sizes

    def switch(self, *, on: bool, leader: QAbstractScrollArea) -> None:
        """Scroll both views together from now on, or no more."""
        self._on, self.leader = on, leader
        if on:
            self._due.start()

    def lead(self, view: QAbstractScrollArea) -> None:
        """Have a view lead."""
        if view is not self.leader:
            self.leader = view
            self.led.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See which of the two views is touched."""
        if self._on and event.type() in _TOUCHES:
            is_text = watched in (self._text, self._text.viewport())
            self.lead(self._text if is_text else self._pages)
        return False

    def _moved(self) -> None:
        if self._on and self.sender() is self.leader.verticalScrollBar():
            self._due.start()

    def _letters_known(self, page: int) -> None:
        if self._on and page == self._pages.current_page:
            self._due.start()

    def follow(self) -> None:
        """Bring the view that does not lead to the place of the one that does."""
        if not self._on or not self._sizes or not self._source.pages:
            return
        if self.leader is self._pages:
            offset = self.offset_on_pages()
            if offset is not None:
                self._text.bring(offset, self._third(self._text))
        else:
            self._bring_pages(self._text.offset_at(self._third(self._text)))

    def offset_on_pages(self) -> int | None:
        """Return about which character stands a third of the way down the pages."""
        area = self._pages.viewport()
        spot = self._pages.place_at(QPoint(area.width() // 2, self._third(self._pages)))
        if spot is None or spot[0] > len(self._source.pages):
            return None
        page, point = spot
        known = self._pages.selection.offset_at(page, point)
        if known is not None:
            return known
        span = self._source.pages[page - 1].span
        into = min(1.0, max(0.0, point.y() / self._sizes[page - 1][1]))
        return span.start + round(into * max(0, len(span) - 1))

    def _bring_pages(self, offset: int) -> None:
        page = self._source.page_at(offset)
        if page is None or page.number > len(self._sizes):
            return
        boxes = self._pages.selection.line_of(page.number, Span(offset, page.span.end))
        if boxes is None:
            into = (offset - page.span.start) / max(1, len(page.span))
            down = into * self._sizes[page.number - 1][1]
        else:
            down = boxes.center().y()
        self._pages.bring(page.number, down, self._third(self._pages))

    @staticmethod
    def _third(view: QAbstractScrollArea) -> int:
        return view.viewport().height() // 3
