"""Widgets beside one another: the head or foot of a view on a ground of its own, and splitters."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QWidget

__all__ = ["bar", "keep_height", "link_button", "splitter"]


def bar(
    part: str, margins: tuple[int, int, int, int], widgets: Iterable[QWidget], height: int = 38
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


def link_button(words: str, tip: str) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(words)
    made.setProperty("part", "link")
    made.setToolTip(tip)
    return made
