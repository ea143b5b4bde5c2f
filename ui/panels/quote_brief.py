"""The quotations of a brief, held against the papers of the case: dropped or chosen here, never imported."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import CheckedQuote
from ui.bar import bar, link_button
from ui.drops import is_of_interest, read_drop
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.messages import count
from ui.panels.quote_comparison import QuoteComparisonView
from ui.panels.quote_list import QuoteList
from ui.quote_lines import QuoteLine, checked_lines
from ui.quote_verdicts import NAMES, WORST_FIRST
from ui.theme import Theme

__all__ = ["QuoteBriefPanel"]

_LEAD = tr(
    "Drop a brief here, or choose one: Word, PDF or text. Every quotation in it is held against the papers "
    "of the case. The brief is only read; it does not become a paper of the case."
)
_HINT = tr("Enter shows the source · C copies the source’s own words with their cite · Esc back")
_NONE = tr("There is no quotation in this brief.")


class QuoteBriefPanel(QWidget):
    """A place to drop a brief on, then its quotations with their verdicts.

    Signals: ``brief_dropped(Path)``; ``drop_refused(str)`` with a sentence; ``choose_wanted()``;
    ``cancel_wanted()``; ``save_wanted()``; ``leave_wanted()``.
    """

    brief_dropped = Signal(object)
    drop_refused = Signal(str)
    choose_wanted = Signal()
    cancel_wanted = Signal()
    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checked: tuple[CheckedQuote, ...] = ()
        self.list = QuoteList(theme, tr("Quotations of the brief"))
        self.comparison = QuoteComparisonView(theme)
        self.setAcceptDrops(True)
        self.comparison.setAcceptDrops(False)  # else it would take a file for text
        self._build()
        self.show_waiting()

    def _build(self) -> None:
        self._title = ElidedLabel()
        self._title.setProperty("part", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._another = link_button(tr("Another brief…"), tr("Check another brief"))
        self._another.clicked.connect(self.choose_wanted)
        self._save = link_button(tr("Save…"), tr("Save this list as Word or CSV"))
        self._save.clicked.connect(self.save_wanted)
        leave = link_button(tr("Back to the columns"), tr("Leave the check (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        heading = bar("bar", (12, 4, 8, 4), (self._title, self._another, self._save, leave))
        self._tally = ElidedLabel()
        self._tally.setProperty("part", "secondary")
        tally = bar("column-head", (12, 0, 12, 0), (self._tally,), height=28)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.setHandleWidth(1)
        self.down.setChildrenCollapsible(False)
        self.down.addWidget(self.list)
        self.down.addWidget(self.comparison)
        self.down.setSizes([390, 260])
        self.down.setStretchFactor(0, 3)
        self.down.setStretchFactor(1, 2)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        hint = ElidedLabel()
        hint.setProperty("part", "secondary")
        hint.setText(_HINT)
        hint.setToolTip(_HINT)
        column.addWidget(tally)
        column.addWidget(self.down, 1)
        column.addWidget(bar("foot", (12, 3, 12, 3), (hint,), height=26))
        self._found = found
        self._place = self._drop_place()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._place)
        self._stack.addWidget(found)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self._stack, 1)

    def _drop_place(self) -> QWidget:
        self._words = QLabel(_LEAD)
        self._words.setWordWrap(True)
        self._words.setProperty("part", "secondary")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = QPushButton(tr("Choose a brief…"))
        self.choose.clicked.connect(self.choose_wanted)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(tr("Progress of the check"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self._words)
        for widget in (self.choose, self._bar, self.cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return place

    # -- what is shown

    def show_waiting(self) -> None:
        """Show the place to drop a brief on."""
        self.checked = ()
        self._title.setText(tr("Check a brief"))
        self._show_place(_LEAD, working=False)

    def show_work(self, sentence: str) -> None:
        """Say what is being done, with a way to stop it."""
        self._show_place(sentence, working=True)
        if not self.cancel.hasFocus():
            self.cancel.setFocus()

    def show_checked(self, brief: Path, checked: tuple[CheckedQuote, ...]) -> None:
        """Show a brief's quotations, what differs first."""
        self.checked = checked
        self._title.setText(tr("Quotations of “{name}”", name=brief.name))
        self._title.setToolTip(str(brief))
        lines = checked_lines(checked)
        self._tally.setText(_tally(lines) if lines else _NONE)
        self.comparison.show_comparison(None)
        self.list.show_lines(lines)
        self._stack.setCurrentWidget(self._found)
        self._another.show()
        self._save.setVisible(bool(lines))
        self.list.take_keyboard()

    def _show_place(self, words: str, *, working: bool) -> None:
        self._words.setText(words)
        self.choose.setVisible(not working)
        self._bar.setVisible(working)
        self.cancel.setVisible(working)
        self._another.hide()
        self._save.hide()
        self._stack.setCurrentWidget(self._place)

    @property
    def has_result(self) -> bool:
        """Tell whether a brief's quotations are shown."""
        return self._stack.currentWidget() is self._found

    # -- dropping

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(is_of_interest(event.mimeData()))

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        dropped = read_drop(event.mimeData())
        if len(dropped.paths) == 1:
            self.brief_dropped.emit(dropped.paths[0])
        else:
            several = tr("Drop one brief at a time here.") if dropped.paths else dropped.sentence
            self.drop_refused.emit(several)


def _tally(lines: tuple[QuoteLine, ...]) -> str:
    """Return how many quotations there are of each verdict, what differs first."""
    quotes = [line for line in lines if line.can_be_current]
    parts = [count(len(quotes), tr("quotation"))]
    for verdict in WORST_FIRST:
        number = sum(line.verdict is verdict for line in quotes)
        if number:
            parts.append(f"{NAMES[verdict].lower()} {number:,}")
    return " · ".join(parts)
