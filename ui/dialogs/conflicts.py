"""What two attorneys decided differently: both words side by side, and the choice between them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.exchange_records import ConflictRow
from ui import messages
from ui.dialogs.colleague import signed
from ui.language import tr
from ui.line_list import LineList
from ui.party_lines import Line, Look
from ui.theme import Theme

__all__ = ["ConflictsDialog"]


class ConflictsDialog(QDialog):
    """A list beside the work, settled with one hand: M keeps mine, T takes theirs.

    Signals: ``settle_wanted(int, bool)`` with a conflict's number and whether the other word is taken;
    ``place_wanted(Ref)`` when the keyboard or a click came to one that can be shown.
    """

    settle_wanted = Signal(int, bool)
    place_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Conflicts with a colleague’s copy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 460)
        self._rows: dict[str, ConflictRow] = {}
        self.list = LineList(theme, tr("Conflicts"), self)
        self.list.visited.connect(self._visited)
        self.list.installEventFilter(self)
        self.mine, self.theirs = _said(), _said()
        self.mine_by, self.theirs_by = _said_by(), _said_by()
        self.keep = QPushButton(tr("Keep mine"))
        self.keep.setToolTip(tr("What stands in this copy stays (M)"))
        self.keep.clicked.connect(lambda: self._settle(theirs=False))
        self.take = QPushButton(tr("Take theirs"))
        self.take.setToolTip(tr("What the colleague decided stands from now on (T)"))
        self.take.clicked.connect(lambda: self._settle(theirs=True))
        self.told = QLabel("")
        self.told.setProperty("part", "secondary")
        self._build()

    def _build(self) -> None:
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        for button in (self.keep, self.take, close):
            button.setAutoDefault(False)
        both = QGridLayout()
        both.setHorizontalSpacing(24)
        sides = ((self.mine, self.mine_by, self.keep), (self.theirs, self.theirs_by, self.take))
        for column, (words, by, button) in enumerate(sides):
            both.setColumnStretch(column, 1)
            both.addWidget(words, 0, column)
            both.addWidget(by, 1, column)
            both.addWidget(button, 2, column, Qt.AlignmentFlag.AlignLeft)
        ending = QHBoxLayout()
        ending.addWidget(self.told, 1)
        ending.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addLayout(both)
        layout.addLayout(ending)

    def show_conflicts(self, rows: Sequence[ConflictRow]) -> None:
        """Show what waits for a choice; the keyboard stays, or goes to the one that took its place."""
        self._rows = {str(row.id): row for row in rows}
        lines = [Line(Look.PLAIN, str(row.id), row.about, note=row.word) for row in rows]
        none = Line(Look.HEADING, "none", tr("Nothing is in conflict"))
        self.list.show_lines(lines or [none])
        if self.list.current() is None and lines:
            self.list.step(1)
        number = messages.count(len(rows), tr("conflict"))
        self.told.setText(tr("{number} left", number=number) if rows else "")
        self._show_current()

    def current(self) -> ConflictRow | None:
        """Return the conflict that the keyboard is on."""
        line = self.list.current()
        return self._rows.get(line.key) if line is not None else None

    def _visited(self, _line: Line) -> None:
        self._show_current()
        row = self.current()
        if row is not None and row.ref is not None:
            self.place_wanted.emit(row.ref)

    def _show_current(self) -> None:
        row = self.current()
        for button in (self.keep, self.take):
            button.setEnabled(row is not None)
        self.mine.setText(row.mine if row else "")
        self.theirs.setText(row.theirs if row else "")
        self.mine_by.setText(signed(row.my_who or tr("you"), row.my_at) if row else "")
        self.theirs_by.setText(
            signed(row.their_who or tr("colleague"), row.their_at) if row else ""
        )

    def _settle(self, *, theirs: bool) -> None:
        row = self.current()
        if row is not None:
            self.settle_wanted.emit(row.id, theirs)
            self.list.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            theirs = _KEYS.get(Qt.Key(event.key()))
            if theirs is not None and not event.modifiers():
                self._settle(theirs=theirs)
                return True
        return super().eventFilter(watched, event)


_KEYS: Mapping[Qt.Key, bool] = {Qt.Key.Key_M: False, Qt.Key.Key_T: True}


def _said() -> QLabel:
    label = QLabel("")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _said_by() -> QLabel:
    label = QLabel("")
    label.setProperty("part", "secondary")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
