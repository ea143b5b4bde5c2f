"""Looks at a window as a screen reader, and as somebody without a mouse, does."""

from collections import defaultdict

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QSplitterHandle,
    QWidget,
)

# What tells a user of a screen reader nothing about what a widget is for.
SILENT = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


_MOST_INSIDE = 40


def named(widget: QWidget) -> str:
    """Return the name that a screen reader says, its class where it has none.

    Of a box of choices Qt tells the choice as the name on some systems: its own name is looked at.
    """
    if isinstance(widget, QComboBox):
        return widget.accessibleName() or f"<box in {type(widget.parentWidget()).__name__}>"
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return name or f"<{type(widget).__name__} in {type(widget.parentWidget()).__name__}>"


def role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface is not None else QAccessible.Role.NoRole


def reachable(root: QWidget) -> list[QWidget]:
    """Return the widgets that Tab is to reach: those that can be seen, are enabled and take it."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.window() is root.window()
        and widget.isVisibleTo(root.window())
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _is_part(widget)
        and not _hidden_radio(widget)
        and _has_room(widget)
    ]


def _is_part(widget: QWidget) -> bool:
    """Tell whether a widget is the inside of another: the field of a box of choices."""
    return isinstance(widget, QLineEdit) and widget.parentWidget().focusProxy() is widget


def _hidden_radio(widget: QWidget) -> bool:
    """Tell whether a widget is one of exclusive buttons of which Tab reaches the checked one."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    exclusive = group.exclusive() if group is not None else widget.autoExclusive()
    return exclusive and widget.isCheckable() and not widget.isChecked()


def _has_room(widget: QWidget) -> bool:
    return widget.width() > 0 and widget.height() > 0


def faults_of_names(root: QWidget) -> list[str]:
    """Return what a screen reader could not tell of the widgets under ``root``."""
    found = []
    twins = defaultdict(list)
    for widget in root.findChildren(QWidget):
        if widget.window() is not root.window() or not widget.isVisibleTo(root.window()):
            continue
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_part(widget)
        if not takes_keys and not isinstance(widget, QAbstractButton):
            continue
        if isinstance(widget, QSplitterHandle) or widget.objectName().startswith("qt_"):
            continue
        name, kind = named(widget), role(widget)
        if name.startswith("<") or not any(letter.isalnum() for letter in name):
            found.append(f"no name: {name} {kind.name}")
        if takes_keys and kind in SILENT:
            found.append(f"no role: {name} {kind.name}")
        if widget.isEnabled() and takes_keys:
            twins[(id(widget.parentWidget()), name, kind)].append(widget)
    found += [
        f"{len(same)} siblings of one name: {name} {kind.name}"
        for (_, name, kind), same in twins.items()
        if len(same) > 1
    ]
    return found


def walked(root: QWidget, *, back: bool = False, most: int = 300) -> list[QWidget]:
    """Press Tab until the keyboard is where it began; return the widgets that it went through."""
    root.activateWindow()
    QApplication.processEvents()
    begin = root.focusWidget()
    seen: list[QWidget] = []
    for _ in range(most):
        before = root.focusWidget()
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        modifiers = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(before or root, key, modifiers)
        now = root.focusWidget()
        for _ in range(_MOST_INSIDE):  # a text goes through its links first
            if now is not before:
                break
            QTest.keyClick(before or root, key, modifiers)
            now = root.focusWidget()
        if now is None or now is before:
            break
        if now in seen:
            break
        seen.append(now)
        if now is begin:
            break
    return seen


def focus_changes(widget: QWidget) -> int:
    """Return how many pixels differ between a widget with and without the keyboard.

    Looks at its surroundings too: a focus frame may be painted by the widget around it.
    """
    around = widget.parentWidget() or widget
    other = widget.window()
    other.setFocus()
    widget.clearFocus()
    QApplication.processEvents()
    without = around.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if not widget.hasFocus():  # no window is active without a screen: tell the widget itself
        QApplication.sendEvent(
            widget, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
        )
    QApplication.processEvents()
    return different(without, around.grab().toImage())


def different(one: QImage, other: QImage) -> int:
    """Return how many pixels of two pictures differ."""
    if one.size() != other.size():
        return max(one.width() * one.height(), other.width() * other.height())
    first, second = (image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other))
    a, b = bytes(first.constBits()), bytes(second.constBits())
    if a == b:
        return 0
    return sum(a[at : at + 4] != b[at : at + 4] for at in range(0, len(a), 4))


def spoken_rows(view: QAbstractItemView, most: int = 5) -> list[str]:
    """Return what a screen reader says of the first rows of a list."""
    model = view.model()
    rows = []
    for row in range(min(model.rowCount(), most)):
        index = model.index(row, 0)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        rows.append(str(said or ""))
    return rows
