"""The window's texts, by way of Qt's translations; without one, as they stand in the program."""

from PySide6.QtCore import QCoreApplication

__all__ = ["tr"]


def tr(text: str, **values: object) -> str:
    """Return a text of the window in the user's language, its ``{names}`` filled in.

    ``text`` is a literal wherever this is called, so that translators' tools find it.
    """
    said = QCoreApplication.translate("Pincite", text)
    return said.format(**values) if values else said
