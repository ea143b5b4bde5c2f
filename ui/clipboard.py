"""What is copied, in both forms: a word processor takes the rich one, everything else the plain one."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

__all__ = ["copy_both"]


def copy_both(plain: str, rich: str = "") -> None:
    """Put words on the clipboard; without a rich form the plain one alone."""
    both = QMimeData()
    both.setText(plain)
    if rich:
        both.setHtml(rich)
    QGuiApplication.clipboard().setMimeData(both)
