"""The paper itself in the reader: its pages, its exact text, or both beside each other at one place."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QSplitter, QWidget

from casefile.records import Ref, RefType
from importers.source_text import SourceText, Span
from ui.bar import splitter
from ui.by_span import Findings
from ui.finding_card import finding_card
from ui.jobs import Jobs
from ui.panels.reader_document import DocumentPages, OpenedDocument
from ui.panels.reader_pages import PageView
from ui.panels.reader_renewal import same_place
from ui.panels.reader_text import TextView
from ui.panels.reader_together import Together
from ui.reader_places import PaperPlace, View
from ui.text_positions import TextPositions
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["PaperViews"]


class PaperViews(QWidget):
    """Pages and text of one document.

    Signals: ``ref_activated(Ref)`` when a marked place was clicked; ``menu_wanted(Highlight | None,
    QPoint)`` with a global place; ``moved()`` when another place is in view; ``selected()`` when other
    words are selected; ``led()`` when another of the two views is in use; ``trouble(Exception)``.
    """

    ref_activated = Signal(object)
    menu_wanted = Signal(object, QPoint)
    moved = Signal()
    selected = Signal()
    led = Signal()
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.pages = PageView(jobs, theme, self)
        self.text = TextView(theme, self)
        self._together = Together(self.pages, self.text)
        self._opened: OpenedDocument | None = None
        self._gone_to: Span | None = None
        self.wanted = View.PAGE
        """What the user asked to see; papers without pages show their text all the same."""
        self.across: QSplitter = splitter(Qt.Orientation.Horizontal, (self.pages, self.text))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.across)
        for view in (self.pages, self.text):
            view.ref_activated.connect(self.ref_activated)
            view.menu_wanted.connect(self.menu_wanted)
        self.pages.trouble.connect(self.trouble)
        self.pages.page_changed.connect(self.moved)
        self.pages.selection.changed.connect(self.selected)
        self.pages.selection.beginning = self._words_shown
        self.text.top_changed.connect(self.moved)
        self.text.selectionChanged.connect(self.selected)
        self._together.led.connect(self.led)
        self._show_views()

    # -- what is shown

    def clear(self) -> None:
        """Show nothing."""
        self._opened = None
        self.pages.set_about(None)
        self.text.card.ask_of(self._jobs, None)
        self.pages.set_document(None, (), SourceText(""))
        self.text.set_source(SourceText(""), TextPositions(""))
        self._together.set_document(SourceText(""), ())

    def show_document(self, case: "Case", opened: OpenedDocument) -> None:
        """Show a document that has a text, from its beginning."""
        assert opened.source is not None and opened.positions is not None  # noqa: S101, PT018 - callers tell
        self._opened, self._gone_to = opened, None
        pages = DocumentPages(case, opened.row.id) if opened.sizes else None
        self.pages.set_document(pages, opened.sizes, opened.source, opened.heads)
        about = partial(finding_card, case)
        self.pages.set_about(about)
        self.text.card.ask_of(self._jobs, about)
        self.text.set_source(opened.source, opened.positions, opened.unsure)
        self._together.set_document(opened.source, opened.sizes)
        self._show_views()

    def renew(self, fresh: OpenedDocument) -> None:
        """Take over what the same document is by now; with another text the place in view stays."""
        before, self._opened = self._opened, fresh
        if before is not None and before.source is not fresh.source:
            self._gone_to = None  # its words may stand elsewhere now
        if before is None or fresh.source is before.source:
            return
        if before.source is None or fresh.source is None or fresh.positions is None:
            return
        top = same_place(before.source, fresh.source, self.text.top_offset)
        self.pages.renew_text(fresh.source, fresh.heads)
        self.text.set_source(fresh.source, fresh.positions, fresh.unsure)
        self.text.scroll_to(top)
        self._together.set_document(fresh.source, fresh.sizes)

    def set_highlights(self, findings: Findings, cite_of: Callable[[Span], str]) -> None:
        """Mark these findings; ``cite_of`` tells the pin cite of a span when it is asked for."""
        self.pages.set_highlights(findings, cite_of)
        self.text.set_highlights(findings, cite_of)

    def set_hits(self, spans: Sequence[Span], current: Collection[Span]) -> None:
        """Mark search hits; those in ``current`` more strongly."""
        self.pages.set_hits(spans, current)
        self.text.set_hits(spans, current)

    @property
    def view(self) -> View:
        """What is shown."""
        has_pages = self._opened is None or bool(self._opened.sizes)
        return self.wanted if has_pages else View.TEXT

    @property
    def current(self) -> PageView | TextView:
        """The view that keys apply to: of both, the one that was used last."""
        if self.view is View.BOTH:
            return self.text if self._together.leader is self.text else self.pages
        return self.text if self.view is View.TEXT else self.pages

    def choose(self, view: View) -> None:
        """Show pages, text or both, at the place that is in view."""
        before, top = self.current, self.offset(None)
        leader: QAbstractScrollArea = before
        self.wanted = view
        self._show_views()
        if self.view is View.BOTH:
            self._together.switch(on=True, leader=leader)
        elif self.current is not before and self._opened is not None:
            self._show_from(top)

    def _show_views(self) -> None:
        self._together.switch(on=self.view is View.BOTH, leader=self.current)
        if self.window().focusWidget() in (self.pages, self.text):
            # A view that is hidden would leave the keyboard to whatever comes next in the window.
            self.current.show()
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pages.setVisible(self.view is not View.TEXT)
        self.text.setVisible(self.view is not View.PAGE)
        self.text.edges.allow_strip(self.view is not View.BOTH)
        self.setFocusProxy(self.current)

    def _show_from(self, offset: int) -> None:
        if self.current is self.text:
            self.text.scroll_to(offset)
            return
        page = self._page_of(offset)
        if page:
            self.pages.go_to_page(page)

    # -- places

    def _page_of(self, offset: int) -> int:
        source = self._opened.source if self._opened is not None else None
        page = source.page_at(offset) if source is not None else None
        return page.number if page is not None else 0

    @property
    def page(self) -> int:
        """The 1-based page in view; 0 in a paper without any."""
        if self.view is View.TEXT:
            return self._page_of(self.text.top_offset)
        return self.pages.current_page

    def offset(self, shown: Span | None) -> int:
        """Return about where the view stands in the text: ``shown`` if its page is in view, else the top."""
        source = self._opened.source if self._opened is not None else None
        if source is None:
            return 0
        if self.current is self.text:
            return self.text.top_offset
        spans = [page.span for page in source.pages]
        page = self.pages.current_page
        area = spans[page - 1] if 0 < page <= len(spans) else Span(0, 0)
        return shown.start if shown is not None and shown.overlaps(area) else area.start

    def go_to(self, span: Span, ref: Ref | None, *, if_hidden: bool = False) -> None:
        """Bring a span into view and emphasise it; ``if_hidden`` leaves it where it can be seen."""
        self._gone_to = span
        if self.view is not View.PAGE:
            self.text.go_to(span, ref, if_hidden=if_hidden)
        page = self._page_of(span.start)
        if self.view is not View.TEXT and page:
            self.pages.go_to(page, span, ref, if_hidden=if_hidden)

    @property
    def standing(self) -> Ref | None:
        """The finding that a key went to in the view that keys apply to."""
        finding = self.current.walk.current
        is_finding = finding is not None and finding.ref.type is not RefType.DOCUMENT
        return finding.ref if finding is not None and is_finding else None

    @property
    def standing_span(self) -> Span | None:
        """Where that finding stands, or the passage."""
        finding = self.current.walk.current
        return finding.span if finding is not None else None

    def selected_span(self) -> Span | None:
        """Return the words selected in the view that keys apply to, or else in the other one."""
        views: Mapping[View, tuple[Span | None, ...]] = {
            View.PAGE: (self.pages.selection.span,),
            View.TEXT: (self.text.selected_span(),),
        }
        if self.view is not View.BOTH:
            found = views[self.view]
        elif self.current is self.text:
            found = views[View.TEXT] + views[View.PAGE]
        else:
            found = views[View.PAGE] + views[View.TEXT]
        return next((span for span in found if span is not None), None)

    def _words_shown(self) -> Span | None:
        """Return what Shift with an arrow takes: the finding walked to or the place gone to, if near."""
        walked = self.pages.walk.current
        words = walked.span if walked is not None else self._gone_to
        is_near = (
            words is not None and abs(self._page_of(words.start) - self.pages.current_page) <= 1
        )
        return words if is_near and words is not None and len(words) else None

    def selection_rect(self) -> QRect | None:
        """Return where the selected words end in this widget; ``None`` where that cannot be seen."""
        view = self.current
        if view is self.text:
            rect: QRect | None = self.text.cursorRect() if self.text.selected_span() else None
        else:
            rect = self._end_on_pages()
        if rect is None or not view.viewport().rect().intersects(rect):
            return None
        return QRect(view.viewport().mapTo(self, rect.topLeft()), rect.size())

    def _end_on_pages(self) -> QRect | None:
        span = self.pages.selection.span
        page = self._page_of(span.end - 1) if span is not None else 0
        boxes = self.pages.selection.boxes(page) if page else []
        return self.pages.on_view(page, boxes[-1]).toAlignedRect() if boxes else None

    def step_finding(self, by: int) -> bool:
        """Go to the next finding of the paper, or the one before; tell whether there is one."""
        self.current.setFocus()
        return self.current.step_finding(by)

    # -- leaving a paper and coming back

    def place(self, document: int) -> PaperPlace:
        """Return where the paper is left."""
        spot = self.pages.place_at(QPoint(0, 0))
        page, down = (spot[0], spot[1].y()) if spot is not None else (0, 0.0)
        return PaperPlace(document, self.wanted, page, down, self.text.top_offset, self.pages.zoom)

    def return_to(self, place: PaperPlace) -> None:
        """Show a paper where it was left."""
        self.wanted = place.view
        self._show_views()
        self.pages.set_zoom(place.zoom)
        if place.page:
            self.pages.bring(place.page, place.down, 0)
        self.text.scroll_to(place.top)
