"""Whether the words of labels, buttons and fields have the room that they take."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.elided_label import ElidedLabel

_SLACK = 1


def misfits(root: QWidget) -> list[str]:
    """Return the visible words under ``root`` that are cut off, and widgets that lie on one another."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.window() is not root.window() or not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
            found += _cut(widget)
    for widget in (root, *root.findChildren(QWidget)):
        if widget.window() is root.window() and widget.isVisible() and widget.layout() is not None:
            found += _overlaps(widget)
    return found


def _cut(widget: QWidget) -> list[str]:
    hint, has = widget.sizeHint(), widget.size()
    name = f"{type(widget).__name__} “{_words(widget)[:40]}”"
    if isinstance(widget.parentWidget(), QLineEdit) or (
        not _words(widget) and isinstance(widget, QLabel)
    ):
        return []  # the button within a field has the field's height
    need_height = hint.height()
    if isinstance(widget, QLabel) and widget.wordWrap():
        need_height = widget.heightForWidth(has.width())
    found = []
    if has.height() + _SLACK < need_height:
        found.append(f"{name} is {has.height()} high, needs {need_height}")
    gives_way = isinstance(widget, ElidedLabel | QLineEdit | QComboBox) or (
        isinstance(widget, QLabel) and widget.wordWrap()
    )
    in_tabs = isinstance(widget.parentWidget(), QTabBar)
    if not gives_way and not in_tabs and has.width() + _SLACK < hint.width():
        found.append(f"{name} is {has.width()} wide, needs {hint.width()}")
    return found


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return words or (widget.accessibleName() if isinstance(widget, QToolButton) else "")


def _overlaps(widget: QWidget) -> list[str]:
    layout = widget.layout()
    if layout is None:
        return []
    inside = [
        item.widget()
        for item in (layout.itemAt(at) for at in range(layout.count()))
        if item is not None and item.widget() is not None and item.widget().isVisible()
    ]
    found = []
    for at, one in enumerate(inside):
        for other in inside[at + 1 :]:
            shared = one.geometry() & other.geometry()
            if min(shared.width(), shared.height()) > 1 and not _same_page(one, other):
                found.append(
                    f"{type(one).__name__} lies on {type(other).__name__} in {type(widget).__name__}"
                )
    return found


def _same_page(one: QWidget, other: QWidget) -> bool:
    """Tell whether two widgets are pages of one stack, of which one is shown."""
    return one.geometry() == other.geometry()
