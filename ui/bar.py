"""Widgets beside one another: the head or foot of a view on a ground of its own, and splitters."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QWidget

__all__ = ["HEAD", "bar", "give_room", "keep_height", "link_button", "splitter"]

HEAD = 38
"""Pixels that the head of a view is tall at least, in each view the same."""


def bar(
    part: str, margins: tuple[int, int, int, int], widgets: Iterable[QWidget], height: int = HEAD
) -> QWidget:
    """Return widgets side by side; those that can shrink to nothing stretch.

    ``part`` is what the style sheet knows the ground by.
    """
    made = QWidget()
    made.setProperty("part", part)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    keep_height(made, height)
    row = QHBoxLayout(made)
    row.setContentsMargins(*margins)
    row.setSpacing(6)
    for widget in widgets:
        stretches = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        row.addWidget(widget, 1 if stretches else 0)
    return made


def keep_height(widget: QWidget, least: int) -> None:
    """Keep a bar at the height that its words take, at least so many pixels."""
    widget.setMinimumHeight(least)
    widget.setSizePolicy(widget.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)


def splitter(orientation: Qt.Orientation, widgets: Iterable[QWidget]) -> QSplitter:
    """Return widgets with a thin line between them that can be moved; none can be moved away."""
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for widget in widgets:
        made.addWidget(widget)
    return made


def give_room(widget: QWidget, width: int) -> None:
    """Make a part of a splitter so wide at the cost of the others, the nearest first.

    Where these cannot shrink so far, all is left as it is.
    """
    beside = widget.parentWidget()
    if not isinstance(beside, QSplitter) or beside.orientation() is not Qt.Orientation.Horizontal:
        return
    at, sizes = beside.indexOf(widget), beside.sizes()
    missing = width - sizes[at]
    others = sorted((n for n in range(len(sizes)) if n != at), key=lambda n: abs(n - at))
    for other in others:
        part = beside.widget(other)
        least = max(part.minimumWidth(), part.minimumSizeHint().width()) if part else 0
        given = min(max(missing, 0), max(sizes[other] - least, 0))
        sizes[other] -= given
        sizes[at] += given
        missing -= given
    if missing <= 0:
        beside.setSizes(sizes)


def link_button(words: str, tip: str) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(words)
    made.setProperty("part", "link")
    made.setToolTip(tip)
    return made
