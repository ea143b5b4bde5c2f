"""Large views that take the place of the columns, and what the window's keys do while one is shown."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.records import Pin, Ref
from ui.models.rows import AnyRow
from ui.navigator import Navigator

if TYPE_CHECKING:
    from casefile.marks import Carrier
    from ui.main_window import MainWindow

__all__ = ["MadeWhenAsked", "MiddleView", "MiddleViews"]


class MiddleView(QObject):
    """One such view: the picture of the parties, the quote bank, the chronology.

    It overrides what its keys do. Signals: ``said(str)`` for the line of status; ``source_shown()`` when
    the reader is to have the keyboard; ``drawn_otherwise()`` when ``draws_days`` may have changed.
    """

    said = Signal(str)
    source_shown = Signal()
    drawn_otherwise = Signal()

    def __init__(self, panel: QWidget, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self.view = panel
        self.navigator = navigator
        self._stack: QStackedWidget | None = None

    # -- coming and going

    def place_in(self, stack: QStackedWidget) -> None:
        """Take a place in the middle of the window; Tab comes to it there, however late it is made."""
        self._stack = stack
        before = _in_tab_order(stack)
        stack.addWidget(self.view)
        for widget in _in_tab_order(self.view):
            if before:
                QWidget.setTabOrder(before[-1], widget)
            before.append(widget)

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

    @property
    def draws_days(self) -> bool:
        """Tell whether it draws the days itself, which the strip of dates would only repeat."""
        return False

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

    def carriers(self) -> "tuple[Carrier, ...]":
        """Return what a note or a tag is put on, where that is not the current row or place."""
        row, place = self.current_row(), self.current_place()
        return (place,) if row is None and place is not None else ()

    def follow(self, ref: Ref) -> bool:
        """Go to the row of what was clicked in the reader; tell whether there is one here."""
        return False

    def current_place(self) -> Pin | None:
        """Return the place whose words are copied, where that is not the current row's own."""
        return None

    def compared(self) -> tuple[Ref, Ref] | None:
        """Return the two that are held against each other, which can be kept under a name."""
        return None


def _in_tab_order(branch: QWidget) -> list[QWidget]:
    """Return the widgets below one that can have the keyboard, in the order in which Tab comes to them."""
    found: list[QWidget] = []
    each = branch.nextInFocusChain()
    while each is not None and each is not branch:
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus and branch.isAncestorOf(each):
            found.append(each)
        each = each.nextInFocusChain()
    return found


_View = TypeVar("_View", bound=MiddleView)


class MiddleViews:
    """Those that were made, by name, and which one is shown."""

    def __init__(self, stack: QStackedWidget, settle: Callable[[MiddleView], object]) -> None:
        """Give views a place in ``stack``; ``settle`` connects each with the window when it is made."""
        self._stack = stack
        self._settle = settle
        self._made: dict[str, MiddleView] = {}

    def __iter__(self) -> Iterator[MiddleView]:
        return iter(self._made.values())

    def ask(self, name: str, make: Callable[[], _View]) -> _View:
        """Return a view; the first who asks for it has it made."""
        known: Any = self._made.get(name)
        if known is not None:
            view: _View = known
            return view
        view = make()
        self._made[name] = view
        view.place_in(self._stack)
        self._settle(view)
        return view

    def shown(self) -> MiddleView | None:
        """Return the one that is shown, or ``None`` while it is the columns or a list."""
        return next((view for view in self if view.is_shown), None)

    def shows(self, name: str) -> bool:
        """Tell whether it is this one, without having it made."""
        known = self._made.get(name)
        return known is not None and known.is_shown


class MadeWhenAsked(Generic[_View]):
    """A view as an attribute of the window: made when somebody first asks for it, as most are not shown.

    A view is some fifty widgets, which take time to be built and to be given the style sheet.
    """

    def __init__(self, make: Callable[["MainWindow"], _View]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, window: None, _owner: type) -> Self: ...

    @overload
    def __get__(self, window: "MainWindow", _owner: type) -> _View: ...

    def __get__(self, window: "MainWindow | None", _owner: type) -> "Self | _View":
        if window is None:
            return self
        return window.views.ask(self._name, lambda: self._make(window))
