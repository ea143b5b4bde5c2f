"""What changed between two papers: paragraphs side by side, the changes to step through."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.compared import ComparedParagraph, Comparison
from casefile.records import DocumentRow
from reports.cite_quoting import with_cite, with_cite_html
from reports.redline import summary
from ui.bar import keep_height
from ui.clipboard import copy_both
from ui.elided_label import ElidedLabel
from ui.kept_scroll_bar import keep_scroll_bar
from ui.language import tr
from ui.models.differences import DifferencesModel, Wanted
from ui.models.roles import ROW_ROLE
from ui.panels.difference_delegate import DifferenceDelegate, sides
from ui.theme import Theme
from ui.version_words import paper_words

__all__ = ["DifferencePanel"]

_BATCH = 12  # rows whose height is found at a time: some 10 ms
_REVEAL_PAUSE_MS = 25
_MOST_TRIES = 200  # five seconds


class DifferencePanel(QWidget):
    """A comparison of two papers.

    Signals: ``place_wanted(Pin)`` to show a paragraph in the reader; ``both_wanted(Pin, Pin)`` to show it in
    both papers beside each other; ``swap_wanted()`` to compare the other
    way round; ``export_wanted(Comparison)`` to write a redline; ``said(str)``.
    """

    place_wanted = Signal(object)
    both_wanted = Signal(object, object)
    swap_wanted = Signal()
    export_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = DifferencesModel(self)
        self._comparison: Comparison | None = None
        self._delegate = DifferenceDelegate(theme, self)
        self.counts = ElidedLabel()
        self.counts.setAccessibleName(tr("Counts"))
        self.place = QLabel("")
        self.place.setProperty("part", "secondary")
        self.wanted = QComboBox()
        self.wanted.setAccessibleName(tr("Which paragraphs are shown"))
        for wanted in Wanted:
            self.wanted.addItem(wanted.value.capitalize(), wanted)
        self.wanted.activated.connect(lambda _: self._show_wanted())
        self.notice = QLabel("")
        self.notice.setProperty("part", "notice")
        self.notice.setWordWrap(True)
        self.notice.setMargin(8)
        self.notice.setIndent(10)  # where the words below begin
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.hide()
        self.titles = ElidedLabel(), ElidedLabel()
        self.list = _Rows()
        self.list.setAccessibleName(tr("Paragraphs of both papers"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.place_wanted.connect(self._open)
        # Rows are laid out a few at a time: the current one may have no place yet.
        self._reveal_due = QTimer(self, singleShot=True, interval=_REVEAL_PAUSE_MS)
        self._reveal_due.timeout.connect(self._reveal)
        self._tries = 0
        self.list.resized.connect(self._resized)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell_place())
        self.nothing = QLabel("")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("part", "secondary")
        self.middle = QStackedWidget()
        self.middle.addWidget(self.nothing)
        self.middle.addWidget(self.list)
        self._build()
        self._bind_keys()
        theme.changed.connect(self.list.viewport().update)

    def _build(self) -> None:
        bar, row = _bar(44)
        row.addWidget(self.counts, 1)
        row.addWidget(self.place)
        self._buttons: list[QWidget] = [
            _tool("▲", tr("Previous change (Shift+F3)"), lambda: self.step(-1)),
            _tool("▼", tr("Next change (F3)"), lambda: self.step(1)),
            self.wanted,
            _button(
                tr("Both papers"),
                tr("Show this paragraph in both papers, side by side (Ctrl+Enter)"),
                self.open_both,
            ),
            _button(
                tr("Copy"),
                tr("Copy this paragraph of both papers with cites (C)"),
                self.copy_current,
            ),
            _button(tr("Swap"), tr("Compare the other way round"), self.swap_wanted.emit),
            _button(tr("Save as Word…"), tr("Write a redline for Word"), self._export),
        ]
        for button in self._buttons:
            row.addWidget(button)
        heads, titles = _bar(32)
        # Above the columns, whose list has a scroll bar beside it.
        bar_width = self.list.verticalScrollBar().sizeHint().width()
        titles.setContentsMargins(18, 0, 18 + bar_width, 0)
        titles.setSpacing(40)
        for title, name in zip(self.titles, (tr("Earlier paper"), tr("Later paper")), strict=True):
            title.setProperty("part", "title")
            title.setAccessibleName(name)
            titles.addWidget(title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.notice)
        layout.addWidget(heads)
        layout.addWidget(self.middle, 1)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
            ("J", lambda: self._move(1)),
            ("K", lambda: self._move(-1)),
            ("Return", lambda: self.open_current(second=True)),
            ("Enter", lambda: self.open_current(second=True)),
            ("Shift+Return", lambda: self.open_current(second=False)),
            ("Ctrl+Return", self.open_both),
            ("Ctrl+Enter", self.open_both),
            ("C", self.copy_current),
            ("Ctrl+C", self.copy_current),
            ("Home", lambda: self._go_to(0)),
            ("End", lambda: self._go_to(self.model.rowCount() - 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- what is shown

    def show_waiting(self, first: DocumentRow, second: DocumentRow) -> None:
        """Say that two papers are being compared."""
        self._comparison = None
        self._name(first, second)
        self.counts.setText("")
        self.place.setText("")
        self.notice.hide()
        self._say(tr("Comparing…"))
        self._enable(False)

    def show_failure(self, sentence: str) -> None:
        """Say why the papers could not be compared."""
        self._say(sentence)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what changed; where nothing did, the whole papers."""
        self._comparison = comparison
        self._name(comparison.first, comparison.second)
        self.counts.setText(
            tr(
                "{summary} · {share:.1%} of the words the same",
                summary=summary(comparison),
                share=comparison.share,
            )
        )
        self.counts.setToolTip(self.counts.text())
        self.counts.setToolTip(self.counts.text())
        self.notice.setText("\n".join(comparison.notices))
        self.notice.setVisible(bool(comparison.notices))
        changes = any(kind.is_change for kind in comparison.counts)
        self.wanted.setCurrentIndex(self.wanted.findData(Wanted.CHANGES if changes else Wanted.ALL))
        self._enable(True)
        self._show_wanted()
        self.list.setFocus()

    def _name(self, first: DocumentRow, second: DocumentRow) -> None:
        for title, row in zip(self.titles, (first, second), strict=True):
            title.setText(paper_words(row))
            title.setToolTip(row.name)

    def _enable(self, enabled: bool) -> None:
        for button in self._buttons:
            button.setEnabled(enabled)

    def _say(self, sentence: str) -> None:
        self.nothing.setText(sentence)
        self.middle.setCurrentWidget(self.nothing)

    def _show_wanted(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        current = self.current()
        self._delegate.forget()
        self.model.show(comparison, Wanted(self.wanted.currentData()))
        if self.model.rowCount() == 0:
            self._say(tr("No changes."))
            return
        self.middle.setCurrentWidget(self.list)
        row = max(self.model.row_of(current), 0)
        self._go_to(row)

    # -- moving about

    def current(self) -> ComparedParagraph | None:
        """Return the paragraph that keys apply to."""
        row: ComparedParagraph | None = self.list.currentIndex().data(ROW_ROLE)
        return row

    def step(self, by: int) -> bool:
        """Go to the next or previous change; tell whether there was one."""
        row = self.model.next_change(self.list.currentIndex().row(), by)
        if row < 0:
            self._speak(tr("No more changes") if by > 0 else tr("This is the first change"))
            return False
        self._go_to(row)
        return True

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self._tries = _MOST_TRIES
        self._reveal()

    def _reveal(self) -> None:
        """Scroll to the current row, as soon as it is known where it lies and the list reaches so far."""
        index = self.list.currentIndex()
        if not index.isValid():
            return
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._tries -= 1
        seen = self.list.visualRect(index).intersects(self.list.viewport().rect())
        if not seen and self._tries > 0:
            self._reveal_due.start()

    def _resized(self) -> None:
        self._tries = _MOST_TRIES
        self._reveal_due.start()

    def _tell_place(self) -> None:
        comparison, row = self._comparison, self.current()
        if comparison is None or row is None:
            self.place.setText("")
            return
        total = sum(number for kind, number in comparison.counts.items() if kind.is_change)
        number = self.model.change_number(self.list.currentIndex().row())
        self.place.setText(
            tr("Change {number:,} of {total:,}", number=number, total=total)
            if row.kind.is_change
            else ""
        )

    # -- what is done with a paragraph

    def open_current(self, *, second: bool) -> None:
        """Show where a paragraph stands in one of the papers; in the other where that one lacks it."""
        row = self.current()
        if row is not None:
            self._open(row, second)

    def _open(self, row: ComparedParagraph, second: bool) -> None:
        side = (row.second or row.first) if second else (row.first or row.second)
        if side is not None:
            self.place_wanted.emit(side.pin)

    def open_both(self) -> None:
        """Show a paragraph in both papers beside each other; in the one that has it if only one does."""
        row = self.current()
        if row is not None and row.first is not None and row.second is not None:
            self.both_wanted.emit(row.first.pin, row.second.pin)
        elif row is not None:
            self._open(row, second=True)

    def _speak(self, words: str) -> None:
        """Say something here as well as in the main window, which may be out of sight."""
        self.place.setText(words)
        self.said.emit(words)

    def copy_current(self) -> None:
        """Copy a paragraph as both papers have it, each with its pin cite."""
        row = self.current()
        if row is None:
            return
        both = [side for side in (row.first, row.second) if side]
        told = [(" ".join(side.text.split()), side.pin) for side in both]
        copy_both(
            "\n".join(with_cite(words, pin) for words, pin in told),
            "".join(with_cite_html(words, pin) for words, pin in told),
        )
        self._speak(tr("Copied with cites"))

    def _export(self) -> None:
        if self._comparison is not None:
            self.export_wanted.emit(self._comparison)


class _Rows(QListView):
    """The list.

    Signals: ``place_wanted(ComparedParagraph, bool)``: a double click, and whether it was on the second
    side; ``resized()``.
    """

    place_wanted = Signal(object, bool)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_scroll_bar(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.resized.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index: QModelIndex = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE)
        if row is not None:
            _, (right, _) = sides(self.viewport().width())
            self.place_wanted.emit(row, event.position().x() >= right - 10)


def _bar(height: int) -> tuple[QWidget, QHBoxLayout]:
    bar = QWidget()
    bar.setProperty("part", "bar")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    keep_height(bar, height)
    row = QHBoxLayout(bar)
    row.setContentsMargins(18, 4, 12, 4)
    row.setSpacing(8)
    return bar, row


def _button(words: str, hint: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(hint)
    button.clicked.connect(lambda: act())
    return button


def _tool(sign: str, hint: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(hint)
    button.setAccessibleName(hint.partition(" (")[0])
    button.clicked.connect(lambda: act())
    return button
