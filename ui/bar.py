"""A row of widgets on a ground of its own: the head or foot of a view."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

__all__ = ["bar"]


def bar(
    part: str, margins: tuple[int, int, int, int], widgets: Iterable[QWidget], height: int = 38
) -> QWidget:
    """Return widgets side by side; those that can shrink to nothing stretch.

    ``part`` is what the style sheet knows the ground by.
    """
    made = QWidget()
    made.setProperty("part", part)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setFixedHeight(height)
    row = QHBoxLayout(made)
    row.setContentsMargins(*margins)
    row.setSpacing(6)
    for widget in widgets:
        stretches = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        row.addWidget(widget, 1 if stretches else 0)
    return made
