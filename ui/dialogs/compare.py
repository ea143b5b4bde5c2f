"""Asks with which paper another one is to be compared."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.records import DocumentRow
from ui.dialogs.form import Choice, Form
from ui.language import tr
from ui.version_words import paper_words

__all__ = ["CompareForm"]

_WIDTH = 600  # names of files are long


class CompareForm(Form):
    """Choose the other paper. Signal: ``chosen(int)``: its number."""

    chosen = Signal(int)

    def __init__(
        self, row: DocumentRow, others: Sequence[DocumentRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Compare"),
            tr(
                "With which paper is “{short_name}” to be compared? The older one of the two "
                "is shown on the left.",
                short_name=row.short_name,
            ),
            tr("Compare"),
            parent,
        )
        self.setMinimumWidth(_WIDTH)
        self.other = Choice(
            [(f"{paper_words(other)} ({other.name})", other.id) for other in others],
            others[0].id if others else None,
        )
        self.add_field(tr("Paper"), self.other)
        self.do_button.setEnabled(self.other.value is not None)

    def submit(self) -> None:
        """Tell the paper and close."""
        other = self.other.value
        if other is not None:
            self.chosen.emit(other)
            self.accept()
