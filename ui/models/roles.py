"""What the views ask a model for beyond Qt's own roles."""

from PySide6.QtCore import Qt

__all__ = ["EVIDENCE_ROLE", "NOTE_ROLE", "OWN_ROLE", "PROGRESS_ROLE", "ROW_ROLE", "UNLINKED_ROLE"]

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The plain row, document or line that stands at the index."""
UNLINKED_ROLE = Qt.ItemDataRole.UserRole + 1
"""True for rows that stay in a held column although they are not linked."""
NOTE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The short state at a document's right."""
OWN_ROLE = Qt.ItemDataRole.UserRole + 3
"""What the attorney said of a row: notes, tags, issues; "" for nothing."""
EVIDENCE_ROLE = Qt.ItemDataRole.UserRole + 4
"""The sentence in which a linked row's relation stands, once it is known."""
PROGRESS_ROLE = Qt.ItemDataRole.UserRole + 9
"""How much of a paper was reviewed, once it is known."""
