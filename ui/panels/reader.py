"""The source reader: the original page or the exact text, with every finding in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.case import Case
from casefile.records import DocumentRow, Highlight, Pin, Ref
from importers.source_text import SourceText, Span
from reports.cites import pin_cite
from ui.elided_label import ElidedLabel
from ui.jobs import Jobs
from ui.panels.reader_document import (
    DocumentPages,
    OpenedDocument,
    open_document,
    page_words,
    pin_of,
    reopen,
)
from ui.panels.reader_pages import PageView
from ui.panels.reader_renewal import same_finding, same_place
from ui.panels.reader_text import TextView
from ui.text_positions import TextPositions
from ui.theme import Theme

__all__ = ["ReaderPanel"]


@dataclass(frozen=True)
class _Wish:
    """Where to go in a document once it is open."""

    document: int
    span: Span | None = None
    ref: Ref | None = None
    hits: tuple[Span, ...] = ()


class ReaderPanel(QWidget):
    """Shows one document of the case.

    Signals: ``ref_activated(Ref)`` when a marked place was clicked; ``copy_requested(Pin)`` when the
    attorney wants the words of a place with its pin cite; ``menu_wanted(Pin | None, Highlight | None,
    QPoint)`` with the selected words and the finding under the pointer; ``trouble(Exception)``.
    """

    ref_activated = Signal(object)
    copy_requested = Signal(object)
    menu_wanted = Signal(object, object, QPoint)
    trouble = Signal(object)

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._case: Case | None = None
        self._opened: OpenedDocument | None = None
        self._wish: _Wish | None = None
        self._shown: Span | None = None
        self._shown_ref: Ref | None = None
        self._title = ElidedLabel(self, least=10)  # a short name stays whole, the place gives way
        self._title.setProperty("part", "title")
        self._place = ElidedLabel(self, least=0)
        self._place.setProperty("part", "secondary")
        self._notice = QLabel(self)
        self._notice.setProperty("part", "notice")
        self._notice.setWordWrap(True)
        self._notice.setContentsMargins(12, 6, 12, 6)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.hide()
        self._pages = PageView(jobs, theme, self)
        self._text = TextView(theme, self)
        self._message = QLabel(self.tr("Select anything to see where it stands."), self)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setProperty("part", "secondary")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QStackedWidget(self)
        for widget in (self._message, self._pages, self._text):
            self._stack.addWidget(widget)
        self._page_button = self._button(self.tr("Page"), self.tr("Show the original page"))
        self._text_button = self._button(self.tr("Text"), self.tr("Show the exact text"))
        self._modes = QButtonGroup(self)
        for button in (self._page_button, self._text_button):
            button.setCheckable(True)
            self._modes.addButton(button)
        self._copy_button = self._button(
            self.tr("Copy with cite"),
            self.tr("Copy the words in view of the reader with their pin cite (C)"),
        )
        self._build()
        self._connect()
        self._enable()

    # -- what the window asks for

    def set_case(self, case: Case | None) -> None:
        """Read from this case from now on; ``None`` empties the reader."""
        self._case = case
        self._opened = self._wish = self._shown = None
        self._jobs.drop("reader")
        self._pages.set_document(None, (), SourceText(""))
        self._say(self.tr("Select anything to see where it stands."))

    def show_document(self, document: int) -> None:
        """Show a document from its beginning, or where it was left if it is open already."""
        if self._opened is None or self._opened.row.id != document:
            self._show(_Wish(document))

    def show_pin(self, pin: Pin, ref: Ref | None = None) -> None:
        """Show a place and emphasise it; a lost place opens its document only."""
        span = None if pin.lost else pin.span
        self._show(_Wish(pin.document, span, ref))

    def show_hits(self, document: int, spans: Sequence[Span], current: int) -> None:
        """Mark search hits of a document and go to the one at index ``current``."""
        span = spans[current] if 0 <= current < len(spans) else None
        self._show(_Wish(document, span, None, tuple(spans)))

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
            self._show(_Wish(opened.row.id))
            return
        self._jobs.latest(
            "reader-highlights",
            lambda: reopen(case, opened),
            self._renew,
            on_error=self.trouble.emit,
        )

    @property
    def document(self) -> int | None:
        """The open document's number, if one is open."""
        return self._opened.row.id if self._opened else None

    # -- building

    def _build(self) -> None:
        bar = QFrame(self)
        bar.setProperty("part", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 5, 10, 5)
        row.setSpacing(6)
        row.addWidget(self._title)
        row.addWidget(self._place)
        row.addStretch(1)
        for button in (self._page_button, self._text_button, self._copy_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._notice)
        column.addWidget(self._stack, 1)
        self._message.setMargin(40)
        self.setAccessibleName(self.tr("Source reader"))
        self.setMinimumWidth(360)

    def _button(self, words: str, told: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        # In a narrow window the titles give way, not the buttons.
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setToolTip(told)
        button.setAccessibleName(told)
        return button

    def _connect(self) -> None:
        self._pages.ref_activated.connect(self.ref_activated)
        self._text.ref_activated.connect(self.ref_activated)
        self._pages.menu_wanted.connect(self._ask_menu)
        self._text.menu_wanted.connect(self._ask_menu)
        self._pages.trouble.connect(self.trouble)
        self._pages.selection.copy_wanted.connect(self._copy_plain)
        self._pages.page_changed.connect(self._tell_place)
        self._text.top_changed.connect(self._tell_place)
        self._page_button.clicked.connect(self._choose_view)
        self._text_button.clicked.connect(self._choose_view)
        self._copy_button.clicked.connect(self.copy_current)
        go = QShortcut(QKeySequence("Ctrl+G"), self)
        go.setContext(Qt.ShortcutContext.WindowShortcut)
        go.activated.connect(self._ask_page)

    # -- opening

    def _show(self, wish: _Wish) -> None:
        case = self._case
        if case is None:
            return
        self._wish = wish
        if self._opened and self._opened.row.id == wish.document and self._opened.source:
            self._fulfil()
            return
        if self._opened is None:
            self._say(self.tr("Opening…"))
        self._jobs.latest(
            "reader",
            lambda: open_document(case, wish.document),
            self._open,
            on_error=self._not_opened,
        )

    def _open(self, opened: OpenedDocument) -> None:
        self._opened = opened
        self._shown = None
        row, source = opened.row, opened.source
        self._title.setText(row.short_name)
        self._title.setToolTip(row.name)
        self._tell_notices(row)
        if source is None or opened.positions is None:
            self._pages.set_document(None, (), SourceText(""))
            self._say(row.failure or self.tr("This document has not been read yet."))
            return
        assert self._case is not None  # noqa: S101 - a document opens only from a case
        pages = DocumentPages(self._case, row.id) if opened.sizes else None
        self._pages.set_document(pages, opened.sizes, source, opened.heads)
        self._text.set_source(source, opened.positions, opened.unsure)
        self._set_highlights(opened, opened.highlights)
        (self._page_button if opened.sizes else self._text_button).setChecked(True)
        self._choose_view()
        self._fulfil()

    def _renew(self, fresh: OpenedDocument) -> None:
        """Take over what has changed since the document was opened, quietly."""
        before = self._opened
        if before is None or before.row.id != fresh.row.id:
            return
        self._opened = fresh
        self._tell_notices(fresh.row)
        if fresh.source is not before.source:
            self._take_text(before, fresh)
        self._set_highlights(fresh, fresh.highlights)
        self._tell_place()

    def _take_text(self, before: OpenedDocument, fresh: OpenedDocument) -> None:
        if before.source is None or fresh.source is None or fresh.positions is None:
            return
        top = same_place(before.source, fresh.source, self._text.top_offset)
        # A span of the old text would cite other words in the new one.
        self._shown = same_finding(
            before.source, fresh.source, self._shown, self._shown_ref, fresh.highlights
        )
        self._pages.renew_text(fresh.source, fresh.heads)
        self._text.set_source(fresh.source, fresh.positions, fresh.unsure)
        self._text.scroll_to(top)

    def _not_opened(self, error: Exception) -> None:
        self._opened = None
        self._say(self.tr("This document could not be opened."))
        self.trouble.emit(error)

    def _set_highlights(self, opened: OpenedDocument, highlights: tuple[Highlight, ...]) -> None:
        if opened is not self._opened or opened.source is None:
            return
        cites = {mark.span: pin_cite(pin_of(opened, mark.span)) for mark in highlights}
        self._pages.set_highlights(highlights, cites)
        self._text.set_highlights(highlights, cites)

    def _fulfil(self) -> None:
        wish, opened = self._wish, self._opened
        if wish is None or opened is None or opened.source is None:
            return
        self._wish = None
        self._pages.set_hits(wish.hits)
        self._text.set_hits(wish.hits)
        self._shown, self._shown_ref = wish.span, wish.ref
        self._go_to_shown()
        self._enable()

    def _go_to_shown(self) -> None:
        """Bring the place shown last into view, in the view that is up."""
        span, opened = self._shown, self._opened
        if span is not None and opened is not None and opened.source is not None:
            page = opened.source.page_at(span.start)
            if self._stack.currentWidget() is self._text:
                self._text.go_to(span, self._shown_ref)
            elif page:
                self._pages.go_to(page.number, span, self._shown_ref)
        self._tell_place()

    # -- telling

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)
        self._place.clear()
        if self._opened is None:
            self._title.clear()
            self._notice.hide()
        self._enable()

    def _tell_notices(self, row: DocumentRow) -> None:
        sentences = [notice.sentence for notice in row.notices]
        self._notice.setVisible(bool(sentences))
        self._notice.setText("  ·  ".join(sentences[:2]) + (" …" if len(sentences) > 2 else ""))
        self._notice.setToolTip("\n".join(sentences))

    @Slot()
    def _tell_place(self) -> None:
        opened = self._opened
        if opened is None or opened.source is None:
            return
        if self._stack.currentWidget() is self._pages:
            self._place.setText(page_words(opened.source, self._pages.current_page))
        else:
            top = self._text.top_offset
            page = opened.source.page_at(top)
            self._place.setText(page_words(opened.source, page.number) if page else "")

    def _enable(self) -> None:
        readable = self._opened is not None and self._opened.source is not None
        has_pages = self._opened is not None and bool(self._opened.sizes)
        self._page_button.setEnabled(readable and has_pages)
        self._text_button.setEnabled(readable)
        self._copy_button.setEnabled(readable)

    # -- what the attorney does

    @Slot()
    def _choose_view(self) -> None:
        self._stack.setCurrentWidget(self._text if self._text_button.isChecked() else self._pages)
        self._go_to_shown()
        self._enable()

    @Slot()
    def copy_current(self) -> None:
        """Ask for the selected words, or else the place shown last, to be copied with the pin cite."""
        opened = self._opened
        if opened is None or opened.source is None:
            return
        selected = self.selected_place()
        if selected is not None:
            self.copy_requested.emit(selected)
        elif self._shown is not None:
            self.copy_requested.emit(pin_of(opened, self._shown))

    def selected_place(self) -> Pin | None:
        """Return where the words stand that are selected in the view that is up."""
        if self._opened is None or self._opened.source is None:
            return None
        is_text = self._stack.currentWidget() is self._text
        span = self._text.selected_span() if is_text else self._pages.selection.span
        return pin_of(self._opened, span) if span is not None else None

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

    @Slot()
    def _ask_page(self) -> None:
        opened = self._opened
        if opened is None or opened.source is None or not opened.source.pages:
            return
        pages = opened.source.pages
        number, chosen = QInputDialog.getInt(
            self,
            self.tr("Go to page"),
            self.tr("Page (1 to {last}):").format(last=len(pages)),
            max(1, self._pages.current_page),
            1,
            len(pages),
        )
        if not chosen:
            return
        if self._stack.currentWidget() is self._text:
            start = pages[number - 1].span.start
            self._text.go_to(Span(start, start))
        else:
            self._pages.go_to_page(number)
