"""What is painted in a widget, for screen readers: marks on a page, rows of a table, an object for each.

Such an object stands for a place in the list of what is in view, not for one mark: Qt keeps objects that it
told of by number, so that they may not go before their widget does. They are made when somebody asks, which
nobody does where no screen reader runs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer
from typing_extensions import override

__all__ = ["HasParts", "Part", "PartedWidget"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something painted: what it is called, where it is in the viewport, whether the keyboard is on it.

    ``press`` does what a click on it does.
    """

    name: str
    place: QRect
    role: QAccessible.Role
    stands: bool = False
    press: Callable[[], object] | None = None


@runtime_checkable
class HasParts(Protocol):
    """A scrolled widget that tells what is painted in it."""

    def accessible_parts(self) -> Sequence[Part]:
        """Return what is in view, in the order in which it is read."""
        ...


class PartedWidget(QAccessibleWidget):
    """A widget with what is painted in it behind its children."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._objects: list[_PartObject] = []
        self._told: Sequence[Part] | None = None
        widget.destroyed.connect(self._forget)

    def parts(self) -> Sequence[Part]:
        """Return what is in view; asked once for all that a screen reader wants to know of it now."""
        widget = self.object()
        if self._told is None:
            self._told = widget.accessible_parts() if isinstance(widget, HasParts) else ()
            QTimer.singleShot(0, self._ask_again)
        return self._told

    def _ask_again(self) -> None:
        self._told = None

    def _forget(self) -> None:
        """The widget is gone: have Qt forget the objects, too."""
        for each in self._objects:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(each))
        self._objects.clear()

    def origin(self) -> QPoint:
        """Return where the viewport begins on the screen."""
        widget = self.object()
        if not isinstance(widget, QAbstractScrollArea):
            return QPoint()
        return widget.viewport().mapToGlobal(QPoint())

    @override
    def childCount(self) -> int:
        return super().childCount() + len(self.parts())

    @override
    def child(self, index: int) -> QAccessibleInterface | None:
        before = super().childCount()
        if index < before:
            return super().child(index)
        return self._object(index - before) if index - before < len(self.parts()) else None

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        here = QPoint(x, y) - self.origin()
        for at, part in enumerate(self.parts()):
            if part.place.contains(here):
                return self._object(at)
        return super().childAt(x, y)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, _PartObject):
            return super().childCount() + child.at
        return super().indexOfChild(child)

    def _object(self, at: int) -> "_PartObject":
        while len(self._objects) <= at:
            self._objects.append(_PartObject(self, len(self._objects)))
        return self._objects[at]


class _PartObject(QAccessibleInterface):
    """What is at one place of the list of parts."""

    def __init__(self, owner: PartedWidget, at: int) -> None:
        super().__init__()
        self._owner = owner
        self.at = at
        self._action = _Press(self)

    def part(self) -> Part | None:
        """Return what is there now, if anything is."""
        parts = self._owner.parts()
        return parts[self.at] if self.at < len(parts) else None

    @override
    def isValid(self) -> bool:
        return self.part() is not None

    @override
    def object(self) -> QObject | None:
        return None

    @override
    def window(self) -> QWindow | None:
        return self._owner.window()

    @override
    def parent(self) -> QAccessibleInterface:
        return self._owner

    @override
    def child(self, index: int) -> QAccessibleInterface | None:
        return None

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return None

    @override
    def childCount(self) -> int:
        return 0

    @override
    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return -1

    @override
    def text(self, t: QAccessible.Text) -> str:
        part = self.part()
        return part.name if part is not None and t is QAccessible.Text.Name else ""

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing painted is called otherwise from outside."""

    @override
    def rect(self) -> QRect:
        part = self.part()
        return part.place.translated(self._owner.origin()) if part is not None else QRect()

    @override
    def role(self) -> QAccessible.Role:
        part = self.part()
        return part.role if part is not None else QAccessible.Role.NoRole

    @override
    def state(self) -> QAccessible.State:
        state, part = QAccessible.State(), self.part()
        state.invalid = part is None
        state.focusable = part is not None
        state.focused = state.selected = part is not None and part.stands
        return state

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:
        part = self.part()
        if t is not QAccessible.InterfaceType.ActionInterface or part is None or part.press is None:
            return VoidPtr(0)  # PySide makes no pointer of None, and crashes
        return VoidPtr(getCppPointer(self._action)[0])

    @override
    def backgroundColor(self) -> QColor:
        return self._owner.backgroundColor()

    @override
    def foregroundColor(self) -> QColor:
        return self._owner.foregroundColor()


class _Press(QAccessibleActionInterface):
    """Presses what is at one place of the list of parts."""

    def __init__(self, pressed: _PartObject) -> None:
        super().__init__()
        self._pressed = pressed

    @override
    def actionNames(self) -> list[str]:
        return [self.pressAction()]

    @override
    def doAction(self, actionName: str) -> None:
        part = self._pressed.part()
        if part is not None and part.press is not None and actionName == self.pressAction():
            part.press()

    @override
    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []
