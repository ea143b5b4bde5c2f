"""From which side a text is read: as a whole, not by its first letter, which may be a foreign name’s."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextOption

from reports.visual_order import has_right_to_left, runs_from_right

__all__ = ["breaking", "direct"]

_ENOUGH = 20_000
"""So many characters tell how a paper is read."""


def breaking(text: str) -> QTextOption:
    """Return how a text is broken into lines: between words, and from the side that it is read from."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if has_right_to_left(text):
        option.setTextDirection(_direction(text))
    return option


def direct(document: QTextDocument, text: str) -> None:
    """Have a document read from the side that the beginning of its text is read from.

    Of plain text Qt lays all blocks out in one way, or each by its first letter.
    """
    option = document.defaultTextOption()
    option.setTextDirection(_direction(text[:_ENOUGH]))
    document.setDefaultTextOption(option)


def _direction(text: str) -> Qt.LayoutDirection:
    from_right = runs_from_right(text)
    return Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
