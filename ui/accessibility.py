"""What kind of thing a painted widget is, for screen readers: Qt can only tell of its own widgets.

Names and descriptions are the widgets' own (``setAccessibleName``), which change with what is selected.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.accessible_parts import HasParts, PartedWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

__all__ = ["ROLES", "name_roles"]

_ROLE = QAccessible.Role
ROLES = {
    "MainWindow": _ROLE.Client,  # within the frame, which is the window to everybody outside
    "NetworkPicture": _ROLE.Graphic,
    "NetworkTable": _ROLE.Table,
    "ChronologyCanvas": _ROLE.Chart,
    "EventList": _ROLE.List,
    "TimelineStrip": _ROLE.Chart,
    "PageView": _ROLE.Document,
    "ThumbnailStrip": _ROLE.List,
    "QScrollArea": _ROLE.Pane,
    "Mark": _ROLE.Graphic,
    "KindMark": _ROLE.Graphic,
    "NetworkLegend": _ROLE.Graphic,
}
"""What our painted widgets, and Qt's own that it has no word for, are, by the names of their classes."""


def name_roles() -> None:
    """Have screen readers told what our painted widgets are; called once, when the program starts."""
    QAccessible.installFactory(_interface)


def _interface(class_name: str, thing: QObject) -> "QAccessibleInterface | None":
    role = ROLES.get(class_name)
    if role is None or not isinstance(thing, QWidget):
        return None
    return (
        PartedWidget(thing, role) if isinstance(thing, HasParts) else QAccessibleWidget(thing, role)
    )
