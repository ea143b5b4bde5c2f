"""What the views ask a model for beyond Qt's own roles."""

from PySide6.QtCore import Qt

__all__ = [
    "NOTE_ROLE",
    "OWN_ROLE",
    "ROW_ROLE",
]

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The plain row, document or line that stands at the index."""
NOTE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The short state at a document's right."""
OWN_ROLE = Qt.ItemDataRole.UserRole + 3
"""What the attorney said of a row: notes, tags, issues; "" for nothing."""
