"""The small bar at selected words: what can be done with them, each with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QToolButton

from ui.language import tr
from ui.panels.reader_views import PaperViews

__all__ = ["SelectionAct", "SelectionBar"]

_PAUSE_MS = 250
_AWAY = 6


@dataclass(frozen=True)
class SelectionAct:
    """Something that can be done with selected words: a short name, and the window's command."""

    name: str
    action: QAction


class SelectionBar(QFrame):
    """Stands below the end of a selection once the mouse button is up; gone when anything moves.

    It never takes the keyboard: every entry has a key that works without the bar.
    """

    def __init__(self, views: PaperViews) -> None:
        super().__init__(views)
        self._views = views
        self.setProperty("part", "selection-bar")
        self.setAccessibleName(tr("What can be done with the selected words"))
        self._buttons: list[QToolButton] = []
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(4, 3, 4, 3)
        self._rows.setSpacing(1)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._settle)
        self.hide()
        views.selected.connect(self._changed)
        for view in (views.pages, views.text):
            for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
                bar.valueChanged.connect(self._moved)

    def offer(self, acts: Sequence[SelectionAct]) -> None:
        """Offer these, in this order."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for act in acts:
            key = act.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            key = key.replace(tr("Shift+"), "⇧")
            button = QToolButton(self)
            button.setProperty("part", "key")
            button.setText(f"{act.name}  {key}" if key else act.name)
            button.setToolTip(act.action.toolTip())
            button.setAccessibleName(act.action.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act.action.trigger)
            button.clicked.connect(self.hide)
            self._buttons.append(button)

    @Slot()
    def _changed(self) -> None:
        if self._views.selected_span() is None:
            self._due.stop()
            self.hide()
        else:
            self._due.start()

    @Slot()
    def _moved(self) -> None:
        self.hide()

    @Slot()
    def _settle(self) -> None:
        if self._views.selected_span() is None or not self._buttons:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._due.start()  # the words are still being chosen
            return
        place = self._views.selection_rect()
        if place is None:
            return
        self._arrange()
        self.adjustSize()
        self.move(self._beside(place))
        self.show()
        self.raise_()

    def _arrange(self) -> None:
        """Put the entries in one row, or in two where the paper is narrow."""
        wide = sum(button.sizeHint().width() + 1 for button in self._buttons) + 3 * _AWAY
        count = len(self._buttons)
        columns = count if wide <= self._views.width() else (count + 1) // 2
        for place, button in enumerate(self._buttons):
            self._rows.addWidget(button, place // columns, place % columns)

    def _beside(self, place: QRect) -> QPoint:
        """Return where the bar covers none of the words: below their end, or above it near the edge."""
        room = self._views.rect()
        left = min(max(place.left(), room.left() + _AWAY), room.right() - self.width() - _AWAY)
        top = place.bottom() + _AWAY
        if top + self.height() > room.bottom():
            top = place.top() - self.height() - _AWAY
        return QPoint(max(room.left(), left), max(room.top(), top))
