"""The import: every file of it with what is being done with it, and what needs the attorney."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import messages
from ui.bar import keep_height
from ui.elided_label import ElidedLabel
from ui.enum_words import enum_word
from ui.import_queue import ImportQueue, QueueRow, Standing
from ui.language import tr
from ui.models.queue import QueueModel
from ui.panels.imports_delegate import QueueDelegate
from ui.theme import Theme

__all__ = ["ImportsPanel"]


class ImportsPanel(QWidget):
    """The list over an ``ImportQueue``, which the window changes.

    Signals: ``leave_wanted()``; ``pause_wanted(bool)``; ``cancel_wanted()``; ``finish_wanted()`` to go on
    after a cancel; ``document_wanted(int)``; and with the file's ``QueueRow``: ``password_wanted``,
    ``retry_wanted``, ``original_wanted``.
    """

    leave_wanted = Signal()
    pause_wanted = Signal(bool)
    cancel_wanted = Signal()
    finish_wanted = Signal()
    document_wanted = Signal(int)
    password_wanted = Signal(object)
    retry_wanted = Signal(object)
    original_wanted = Signal(object)

    def __init__(self, queue: ImportQueue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._busy = self._paused = False
        self.model = QueueModel(queue, self)
        self.list = QListView()
        self._build_list(theme)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Import progress"))
        self._empty = QLabel(
            tr("Nothing was imported since the case was opened.\nDrop papers anywhere here.")
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("part", "secondary")
        self._nothing = QLabel(tr("Nothing needs you."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("part", "secondary")
        self._stack = QStackedWidget()
        for widget in (self.list, self._empty, self._nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._bar)
        column.addWidget(self._make_filters())
        column.addWidget(self._stack, 1)
        column.addWidget(self._make_foot())
        self.model.dataChanged.connect(self._row_changed)
        self.model.modelReset.connect(self._row_changed)
        theme.changed.connect(self.update)
        self.show_state(busy=False, paused=False)

    # -- building

    def _build_list(self, theme: Theme) -> None:
        self.list.setAccessibleName(tr("Files of the import"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(QueueDelegate(theme, self))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.activated.connect(self._open)

    def _make_head(self) -> QWidget:
        title = QLabel(tr("Import"))
        title.setProperty("part", "title")
        self._summary = ElidedLabel(least=8)
        self._summary.setProperty("part", "secondary")
        self._summary.setAccessibleName(tr("State of the import"))
        self._pause = _button(tr("Pause"), tr("Wait after the file that is in hand"))
        self._pause.clicked.connect(lambda: self.pause_wanted.emit(not self._paused))
        self._cancel = _button(
            tr("Cancel"), tr("Stop; what has come in stays, and the rest can be finished")
        )
        self._cancel.clicked.connect(self.cancel_wanted)
        self._finish = _button(
            tr("Finish the import"), tr("Go on with the papers that are not read yet")
        )
        self._finish.clicked.connect(self.finish_wanted)
        leave = _link(tr("Back"), tr("Back to the columns (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        keep_height(bar, 38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(title)
        row.addWidget(self._summary, 1)
        for button in (self._pause, self._cancel, self._finish, leave):
            row.addWidget(button)
        return bar

    def _make_filters(self) -> QWidget:
        self._all = _tab(tr("All"), tr("Every file of the import"))
        self._needing = _tab(tr("Needs you"), tr("Files that wait for a password or another try"))
        group = QButtonGroup(self)
        for button in (self._all, self._needing):
            group.addButton(button)
        self._all.setChecked(True)
        group.buttonClicked.connect(lambda _: self.show_needing_only(self._needing.isChecked()))
        self._copy = _link(
            tr("Copy list"), tr("Copy every file with what became of it, for a colleague")
        )
        self._copy.clicked.connect(self.copy_list)
        bar = QWidget()
        bar.setProperty("part", "column-head")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self._all)
        row.addWidget(self._needing)
        row.addStretch(1)
        row.addWidget(self._copy)
        return bar

    def _make_foot(self) -> QWidget:
        self._sentence = QLabel("")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._password = _button(tr("Enter password…"), tr("Unlock this file"))
        self._retry = _button(tr("Try again"), tr("Read this file once more"))
        self._original = _button(tr("Show original"), tr("Show the file in the file manager"))
        self._open_paper = _button(tr("Open"), tr("Show this paper (Enter)"))
        for button, signal in (
            (self._password, self.password_wanted),
            (self._retry, self.retry_wanted),
            (self._original, self.original_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.current()))
        self._open_paper.clicked.connect(lambda: self._open(self.list.currentIndex()))
        self._foot = QWidget()
        self._foot.setProperty("part", "foot")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(14, 8, 10, 8)
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self._password, self._retry, self._open_paper, self._original):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return self._foot

    # -- what is shown

    def show_state(self, *, busy: bool, paused: bool) -> None:
        """Show whether an import is under way, and how far it is."""
        self._busy, self._paused = busy, paused
        queue = self._queue
        self._summary.setText(messages.queue_summary(queue, busy=busy, paused=paused))
        self._summary.setToolTip(self._summary.text())
        self._bar.setVisible(busy)
        self._bar.setRange(0, queue.total if queue.ended else 0)
        self._bar.setValue(queue.ended)
        self._pause.setVisible(busy)
        self._pause.setText(tr("Go on") if paused else tr("Pause"))
        self._cancel.setVisible(busy)
        self._finish.setVisible(not busy and queue.stopped > 0)
        self._all.setText(tr("All {count}").format(count=f"{queue.total:,}"))
        self._needing.setText(tr("Needs you {count}").format(count=f"{queue.needing:,}"))
        self._copy.setEnabled(bool(queue.rows))
        self._choose_page()

    def look_at(self, queue: ImportQueue) -> None:
        """Show the files of this queue from now on."""
        self._queue = queue
        self.model.look_at(queue)
        self._sentence.setText("")
        self.show_state(busy=False, paused=False)

    @property
    def needs_you(self) -> bool:
        """Tell whether a file needs the attorney."""
        return self._queue.needing > 0

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to be done about any file."""
        return not self._queue.needing and not self._queue.stopped

    def touch(self) -> None:
        """Note that the queue has changed; the rows follow a moment later."""
        self.model.touch()

    def settle(self) -> None:
        """Bring the rows up to date at once."""
        self.model.settle()
        self._choose_page()

    def show_needing_only(self, only: bool) -> None:
        """Show only the files that need the attorney, or all of them."""
        (self._needing if only else self._all).setChecked(True)
        self.model.show_needing_only(only)
        self._choose_page()
        if only and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def step(self, by: int) -> None:
        """Go to the next or previous file."""
        index = self.model.index(max(0, self.list.currentIndex().row() + by))
        if index.isValid():
            self.list.setCurrentIndex(index)

    def current(self) -> QueueRow | None:
        """Return the file that the buttons apply to."""
        return self.model.row_at(self.list.currentIndex())

    def copy_list(self) -> None:
        """Put every file with what became of it on the clipboard."""
        QGuiApplication.clipboard().setText(self._queue.as_text())

    def _choose_page(self) -> None:
        if not self._queue.rows:
            self._stack.setCurrentWidget(self._empty)
        elif not self._queue.needing and self.model.needing_only:
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.list)
        self._row_changed()

    @Slot()
    def _row_changed(self) -> None:
        row = self.current()
        self._foot.setVisible(row is not None)
        if row is None:
            self._follow()
            return
        self._sentence.setText(row.sentence or f"{row.name}: {enum_word(row.standing)}")
        self._password.setVisible(row.standing is Standing.LOCKED)
        self._retry.setVisible(row.standing is Standing.FAILED)
        self._open_paper.setVisible(row.document is not None and not row.needs_you)
        self._original.setVisible(row.document is not None or row.needs_you)

    def _follow(self) -> None:
        """Keep the file in hand in view while nobody has chosen another."""
        # Out of sight all of thousands of files would be laid out to scroll to one.
        if self._busy and not self.model.needing_only and self.isVisible():
            index = self.model.under_way()
            if index.isValid():
                self.list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        if row.standing is Standing.LOCKED:
            self.password_wanted.emit(row)
        elif row.document is not None:
            self.document_wanted.emit(row.document)


def _button(words: str, told: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(told)
    button.setAccessibleDescription(told)
    button.setAutoDefault(False)
    return button


def _link(words: str, told: str) -> QPushButton:
    button = _button(words, told)
    button.setProperty("part", "link")
    return button


def _tab(words: str, told: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolTip(told)
    button.setAccessibleDescription(told)
    button.setCheckable(True)
    return button
