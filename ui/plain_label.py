"""A label for words from papers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

__all__ = ["plain_label"]


def plain_label(part: str = "") -> QLabel:
    """Return an empty label for words from papers, which wrap and are never taken for markup."""
    label = QLabel("")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if part:
        label.setProperty("part", part)
    return label
