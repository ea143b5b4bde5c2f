"""Tabs that are dragged from one side or window to another: what is carried, and where it is let go."""

import json

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from ui.reader_places import KeptPapers, PaperPlace, kept_papers, papers_to_keep

__all__ = ["carried_paper", "drag_paper", "drop_area", "paper_to_carry"]

_FORMAT = "application/x-pincite-paper"


def paper_to_carry(place: PaperPlace) -> QMimeData:
    """Return a paper with its place as something that can be dragged; numbers only."""
    mime = QMimeData()
    kept = papers_to_keep((KeptPapers((place,)),))
    mime.setData(_FORMAT, json.dumps(kept).encode("ascii"))
    return mime


def carried_paper(mime: QMimeData) -> PaperPlace | None:
    """Return the paper that is dragged, if it is one."""
    if not mime.hasFormat(_FORMAT):
        return None
    try:
        sides = kept_papers(json.loads(bytes(mime.data(_FORMAT).data())))
    except ValueError:
        return None
    return sides[0].places[0] if sides else None


def drag_paper(source: QWidget, place: PaperPlace) -> bool:
    """Drag a paper until it is let go; tell whether somebody took it over."""
    drag = QDrag(source)
    drag.setMimeData(paper_to_carry(place))
    return drag.exec(Qt.DropAction.MoveAction) is Qt.DropAction.MoveAction


def drop_area(room: QRect, sides: int, at: QPoint, *, stacked: bool = False) -> tuple[int, QRect]:
    """Return on which side a paper is let go there, and the area that is shown for it.

    Where there is one side only, its right half stands for a second one; ``stacked`` sides lie one above the
    other.
    """
    first, second = QRect(room), QRect(room)
    if stacked:
        first.setHeight(room.height() // 2)
        second.setTop(first.bottom() + 1)
    else:
        first.setWidth(room.width() // 2)
        second.setLeft(first.right() + 1)
    if at.y() >= second.top() if stacked else at.x() >= second.left():
        return 1, second
    return 0, first if sides > 1 else room
