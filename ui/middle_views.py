"""Large views that take the place of the columns, and what the window's keys do while one is shown."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.marks import Carrier
from casefile.records import Pin, Ref
from ui.models.rows import AnyRow
from ui.navigator import Navigator

__all__ = ["MiddleView", "MiddleViews"]


class MiddleView(QObject):
    """One such view: the picture of the parties, the quote bank, the chronology.

    It overrides what its keys do. Signals: ``said(str)`` for the line of status; ``source_shown()`` when
    the reader is to have the keyboard.
    """

    said = Signal(str)
    source_shown = Signal()

    def __init__(self, panel: QWidget, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self.view = panel
        self.navigator = navigator
        self._stack: QStackedWidget | None = None

    # -- coming and going

    def place_in(self, stack: QStackedWidget) -> None:
        """Take a place in the middle of the window."""
        self._stack = stack
        stack.addWidget(self.view)

    @property
    def is_shown(self) -> bool:
        """Tell whether this is what the middle of the window shows."""
        return self._stack is not None and self._stack.currentWidget() is self.view

    def show(self) -> None:
        """Take the middle of the window; a search or a list of files is left."""
        was_shown = self.is_shown
        self.come_back()
        if not was_shown:
            self.navigator.note_middle()

    def come_back(self) -> None:
        """Take the middle of the window as it was left, as Back does."""
        self.navigator.columns_needed.emit()
        if self._stack is not None:
            self._stack.setCurrentWidget(self.view)

    def leave(self) -> None:
        """Go back to the columns."""
        self.navigator.show_columns()

    # -- what keys do

    def step(self, by: int) -> None:
        """Go to the next or previous row."""

    def step_place(self, by: int) -> None:
        """Go to the next or previous place; rows, where there are no others."""
        self.step(by)

    def step_back(self) -> None:
        """Take the last step back; when there is none, leave."""
        self.leave()

    def open_source(self) -> None:
        """Show where the current row stands, in the reader."""

    def current_row(self) -> AnyRow | None:
        """Return the finding that keys apply to."""
        return None

    def selected(self) -> tuple[Ref, ...]:
        """Return the findings that a decision applies to, where more than one is selected."""
        return ()

    def carriers(self) -> tuple[Carrier, ...]:
        """Return what a note or a tag is put on, where that is not the current row or place."""
        row, place = self.current_row(), self.current_place()
        return (place,) if row is None and place is not None else ()

    def follow(self, ref: Ref) -> bool:
        """Go to the row of what was clicked in the reader; tell whether there is one here."""
        return False

    def current_place(self) -> Pin | None:
        """Return the place whose words are copied, where that is not the current row's own."""
        return None


class MiddleViews:
    """All of them, and which one is shown."""

    def __init__(self, views: Sequence[MiddleView]) -> None:
        self._views = tuple(views)

    def __iter__(self) -> Iterator[MiddleView]:
        return iter(self._views)

    def place_in(self, stack: QStackedWidget) -> None:
        """Give all of them a place in the middle of the window."""
        for view in self._views:
            view.place_in(stack)

    def shown(self) -> MiddleView | None:
        """Return the one that is shown, or ``None`` while it is the columns or a list."""
        return next((view for view in self._views if view.is_shown), None)
