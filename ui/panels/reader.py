"""One paper in the reader: the original page, the exact text or both, with every finding in its place."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import DocumentRow, Highlight, Pin, Ref
from importers.source_text import Span
from reports.cites import pin_cite
from ui.jobs import Jobs
from ui.language import tr
from ui.panels.reader_base import ReaderBase
from ui.panels.reader_document import (
    OpenedDocument,
    open_document,
    page_words,
    pin_of,
    reopen,
)
from ui.panels.reader_find import ReaderFind
from ui.panels.reader_find_bar import FindBar
from ui.panels.reader_go_to import GoToBar
from ui.panels.reader_head import NoticeLine, ReaderHead
from ui.panels.reader_layout import Zoom
from ui.panels.reader_renewal import same_finding
from ui.panels.reader_views import PaperViews
from ui.panels.reader_wishes import Wish
from ui.reader_places import PaperPlace, View
from ui.text_positions import TextPositions
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["ReaderPanel"]

_LONGEST_FOUND = 80
"""Selected words of more letters are no words to look for."""
_LATE_MS = 250
"""How long the paper before stays on screen while the next one is being opened."""


class ReaderPanel(ReaderBase):
    """Shows one document of the case.

    Further signal: ``opened()`` when another document, or a newer state of it, is shown.
    """

    opened = Signal()

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job = f"reader-{id(self)}"  # several readers ask at the same time
        self._case: Case | None = None
        self._opened: OpenedDocument | None = None
        self._wish: Wish | None = None
        self._shown: Span | None = None
        self._shown_ref: Ref | None = None
        self._head = ReaderHead(self)
        self._title, self._place = self._head.title, self._head.place
        self._notice = NoticeLine(self)
        self.views = PaperViews(jobs, theme, self)
        self._pages, self._text = self.views.pages, self.views.text
        self._find = ReaderFind(jobs, FindBar(self), self)
        self._going = GoToBar(self)
        self._message = QLabel(tr("Select anything to see where it stands."), self)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setProperty("part", "secondary")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QStackedWidget(self)
        for widget in (self._message, self.views):
            self._stack.addWidget(widget)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._put_away)
        self._build()
        self._connect()
        self._enable()

    # -- what the window asks for

    def set_case(self, case: "Case | None") -> None:
        """Read from this case from now on; ``None`` empties the reader."""
        self._case = case
        self._opened = self._wish = self._shown = None
        self._late.stop()
        self._jobs.drop(self._job)
        self._jobs.drop(f"{self._job}-marks")
        self._find.set_case(case)
        self._going.hide()
        self.views.clear()
        for label in (self._title, self._place):
            label.setText("")
            label.setToolTip("")
        self._say(tr("Select anything to see where it stands."))

    @override
    def show_wish(self, wish: Wish) -> None:
        """Show a document, from its beginning or where it was left if nothing else is wished."""
        is_open = self._opened is not None and self._opened.row.id == wish.document
        is_coming = self._wish is not None and self._wish.document == wish.document
        if wish != Wish(wish.document) or not (is_open or is_coming):
            self._show(wish)

    # -- finding in the open document

    def find(self) -> None:
        """Open the find bar over the document, with the words that are selected."""
        opened = self._opened
        if opened is None or opened.source is None:
            return
        self._going.hide()
        selected = self.selected_place()
        words = selected.span.of(opened.source.text) if selected is not None else ""
        fits = len(words) <= _LONGEST_FOUND and not set(words) & set('\r\n\f"“”')
        self._find.open(opened.row.id, f'"{words}"' if words and fits else "", self._offset())

    def close_find(self) -> bool:
        """Close the bar over the paper; tell whether one was open."""
        return self._going.close_bar() or self._find.close()

    @property
    def is_finding(self) -> bool:
        """Tell whether the find bar is open."""
        return self._find.is_open

    def marks_hits_of(self, query: str, *, typing: bool) -> bool:
        """Tell whether all hits of a query in the open document are known and marked."""
        return self._find.is_answered and self._find.asked == (query, typing)

    def step_hit(self, by: int, *, around: bool = False) -> bool:
        """Go to the next or previous marked hit; ``around`` goes on at the other end."""
        return self._find.step(by, around=around)

    def refresh(self, document: int | None = None) -> None:
        """Show what has changed in the open document if it is ``document``, or in any case for ``None``.

        The place in view stays, also where the document has another text by now.
        """
        if self._opened is None or document not in (None, self._opened.row.id):
            return
        case, opened = self._case, self._opened
        if case is None:
            return
        if opened.source is None:
            self._show(Wish(opened.row.id))
            return
        self._jobs.latest(
            f"{self._job}-marks",
            lambda: reopen(case, opened),
            self._renew,
            on_error=self.trouble.emit,
        )

    @property
    def document(self) -> int | None:
        """The open document's number, if one is open."""
        return self._opened.row.id if self._opened else None

    @property
    def row(self) -> DocumentRow | None:
        """The open document, if one is open."""
        return self._opened.row if self._opened else None

    def place(self) -> PaperPlace | None:
        """Return where the open document is left."""
        if self._opened is None:
            return None
        return replace(
            self.views.place(self._opened.row.id),
            query=self._find.asked if self._find.is_open else None,
        )

    def adopt(self, view: View, zoom: Zoom | None) -> None:
        """Show the next paper in this view, at this zoom."""
        self.views.wanted = view
        self._pages.set_zoom(zoom)

    def hide_title(self) -> None:
        """Leave the paper's name to the tab above."""
        self._title.hide()

    # -- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._find.bar)
        column.addWidget(self._going)
        column.addWidget(self._notice)
        column.addWidget(self._stack, 1)
        self._message.setMargin(40)
        self.setAccessibleName(tr("Source reader"))
        self.setMinimumWidth(360)

    def _connect(self) -> None:
        views = self.views
        views.ref_activated.connect(self.ref_activated)
        views.menu_wanted.connect(self._ask_menu)
        views.trouble.connect(self.trouble)
        views.moved.connect(self._tell_place)
        views.selected.connect(self.selected)
        views.led.connect(lambda: self.setFocusProxy(views.current))
        self._pages.selection.copy_wanted.connect(self._copy_plain)
        self._head.view_wanted.connect(self.choose_view)
        self._head.copy_button.clicked.connect(self.copy_current)
        self._head.find_button.clicked.connect(self.find)
        self._find.changed.connect(self._mark_found)
        self._find.reached.connect(self._go_to_found)
        self._find.left.connect(self.setFocus)
        self._find.trouble.connect(self.trouble)
        self._find.bar.everywhere_wanted.connect(lambda: self.search_wanted.emit(*self._find.asked))
        self._going.span_wanted.connect(self._go)
        self._going.left.connect(self.setFocus)

    # -- opening

    def _show(self, wish: Wish) -> None:
        case = self._case
        if case is None:
            return
        self._wish = wish
        self._late.stop()
        if self._opened and self._opened.row.id == wish.document and self._opened.source:
            self._jobs.drop(self._job)  # another document may be on its way
            self._fulfil()
            return
        if self._opened is None:
            self._say(tr("Opening…"))
        else:
            self._late.start()
        self._jobs.latest(
            self._job,
            lambda: open_document(case, wish.document),
            self._open,
            on_error=self._not_opened,
        )

    def _put_away(self) -> None:
        """Take the paper before off the screen: nobody may read or cite it under the name of the next."""
        self._opened = None
        self._say(tr("Opening…"))

    def _open(self, opened: OpenedDocument) -> None:
        self._late.stop()
        self._opened = opened
        self._shown = None
        row = opened.row
        self._title.setText(row.short_name)
        self._title.setToolTip(row.name)
        self._notice.show_notices(row)
        self._going.hide()
        self.opened.emit()
        if opened.source is None or opened.positions is None:
            self.views.clear()
            self._find.close()
            self._say(row.failure or tr("This document has not been read yet."))
            return
        assert self._case is not None  # noqa: S101 - a document opens only from a case
        self.views.show_document(self._case, opened)
        self._set_highlights(opened)
        self._show_view()
        self._fulfil()
        if not opened.is_marked:
            self.refresh()

    def _renew(self, fresh: OpenedDocument) -> None:
        """Take over what has changed since the document was opened, quietly."""
        before = self._opened
        if before is None or before.row.id != fresh.row.id:
            return
        self._opened = fresh
        self._notice.show_notices(fresh.row)
        self.views.renew(fresh)
        if fresh.source is not before.source:
            if before.source is not None and fresh.source is not None:
                # A span of the old text would cite other words in the new one.
                self._shown = same_finding(
                    before.source, fresh.source, self._shown, self._shown_ref, fresh.highlights
                )
            self._find.again()
        elif self._find.is_waiting_for_index:
            self._find.again()
        self._set_highlights(fresh)
        self._tell_place()
        self.opened.emit()

    def _not_opened(self, error: Exception) -> None:
        self._late.stop()
        self._opened = None
        self._say(tr("This document could not be opened."))
        self.trouble.emit(error)

    def _set_highlights(self, opened: OpenedDocument) -> None:
        if opened is not self._opened or opened.source is None:
            return
        self.views.set_highlights(opened.highlights, lambda span: pin_cite(pin_of(opened, span)))

    def _fulfil(self) -> None:
        wish, opened = self._wish, self._opened
        if wish is None or opened is None or opened.source is None:
            return
        self._wish = None
        self._shown, self._shown_ref = wish.span, wish.ref
        if wish.place is not None:
            self._return_to(wish.place)
            return
        self._go_to_shown()
        found, document = wish.found, opened.row.id
        if found is None:
            self._find.show(document, self._offset())
        else:
            self._find.take(
                document, found.query, found.spans, wish.span,
                typing=found.typing, from_end=found.from_end,
            )  # fmt: skip
        self._enable()

    def _return_to(self, place: PaperPlace) -> None:
        self.views.return_to(place)
        self._show_view()
        if place.query is not None:
            self._find.reopen(place.document, *place.query, self._offset())
        else:
            self._find.show(place.document, self._offset())
        self._tell_place()

    def _go_to_shown(self) -> None:
        """Bring the place shown last into view, in the view that is up."""
        words = self._find.current
        if (
            self._shown_ref is None
            and words
            and self._shown
            and self._shown.start == words[0].start
        ):
            self._bring(words[0])
        elif self._shown is not None:
            self._bring(self._shown)
        self._tell_place()

    def _bring(self, span: Span, *, if_hidden: bool = False) -> None:
        """Bring a span into view, in the view that is up."""
        if self._opened is not None and self._opened.source is not None:
            self.views.go_to(span, self._shown_ref, if_hidden=if_hidden)

    def _offset(self) -> int:
        """Return about where the reader stands in the text: the place shown, or what is on top."""
        return self.views.offset(self._shown)

    @Slot()
    def _mark_found(self) -> None:
        self.views.set_hits(self._find.spans, self._find.current)
        self._tell_place()

    @Slot()
    def _go_to_found(self) -> None:
        """Bring the current hit into view; a hit that can be seen leaves the page where it is."""
        words, opened = self._find.current, self._opened
        if not words or opened is None or opened.source is None:
            return
        self._shown, self._shown_ref = Span(words[0].start, words[-1].end), None
        self._bring(words[0], if_hidden=True)
        self.hit_reached.emit(opened.row.id, words[0].start)

    # -- telling

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)
        self._place.clear()
        if self._opened is None:
            self._title.clear()
            self._notice.hide()
        self._enable()

    @Slot()
    def _tell_place(self) -> None:
        opened = self._opened
        if opened is None or opened.source is None:
            return
        words = (page_words(opened.source, self.views.page), self._find.words)
        self._place.setText(" · ".join(filter(None, words)))

    def _enable(self) -> None:
        readable = self._opened is not None and self._opened.source is not None
        has_pages = self._opened is not None and bool(self._opened.sizes)
        self._head.enable(pages=readable and has_pages, text=readable)

    # -- what the attorney does

    @Slot(object)
    def choose_view(self, view: View) -> None:
        """Show the page, the text or both, at the place in view."""
        self.views.choose(view)
        if self._opened is None or self._opened.source is None:
            return
        self._show_view()
        if self._shown is not None and self._offset() == self._shown.start:
            self._go_to_shown()

    def next_view(self) -> None:
        """Show the text after the page, both after the text, then the page again."""
        if self._opened is None or self._opened.sizes:
            order = tuple(View)
            self.choose_view(order[(order.index(self.views.view) + 1) % len(order)])

    def _show_view(self) -> None:
        self._stack.setCurrentWidget(self.views)
        self._head.show_view(self.views.view)
        self.setFocusProxy(self.views.current)
        self._enable()
        self._tell_place()

    @Slot()
    def copy_current(self) -> None:
        """Ask for the selected words, or else the place shown last, to be copied with the pin cite."""
        opened = self._opened
        if opened is None or opened.source is None:
            return
        selected = self.selected_place()
        if selected is not None:
            self.copy_requested.emit(selected)
        elif (span := self.views.standing_span or self._shown) is not None:
            self.copy_requested.emit(pin_of(opened, span))

    def selected_place(self) -> Pin | None:
        """Return where the words stand that are selected in the view that is up."""
        if self._opened is None or self._opened.source is None:
            return None
        span = self.views.selected_span()
        return pin_of(self._opened, span) if span is not None else None

    def place_of(self, span: Span) -> Pin | None:
        """Return the place of a span of the open document."""
        opened = self._opened
        return None if opened is None or opened.source is None else pin_of(opened, span)

    @Slot()
    def _copy_plain(self) -> None:
        """Put the words selected on the pages on the clipboard as they stand there, without a cite."""
        opened, span = self._opened, self._pages.selection.span
        if opened is not None and opened.source is not None and span is not None:
            words = TextPositions(span.of(opened.source.text)).shown
            QGuiApplication.clipboard().setText(words)

    @Slot(object, QPoint)
    def _ask_menu(self, mark: Highlight | None, at: QPoint) -> None:
        self.menu_wanted.emit(self.selected_place(), mark, at)

    def ask_place(self) -> None:
        """Ask for a page, paragraph or line to go to."""
        opened = self._opened
        if opened is not None and opened.source is not None:
            self._find.close()
            self._going.open(opened.source, self._offset())

    @Slot(object)
    def _go(self, span: Span) -> None:
        self._shown, self._shown_ref = span, None
        self._bring(span)
        self._tell_place()
        self.setFocus()
