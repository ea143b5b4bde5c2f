"""What is to be known of an answer before it is relied on, and the question that was likely meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.language import tr

__all__ = ["AnswerNotice"]

_LONGEST = 70


class AnswerNotice(QFrame):
    """Sentences, and a link that asks for what was meant; hidden where there is nothing to say.

    Signal: ``query_wanted(str)`` with the question put right.
    """

    query_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right = ""
        self.setProperty("part", "notice")
        self.sentences = QLabel("", self)
        self.sentences.setWordWrap(True)
        self.sentences.setTextFormat(Qt.TextFormat.PlainText)
        self.meant = QPushButton(self)
        self.meant.setProperty("part", "link")
        self.meant.setToolTip(tr("Ask this instead"))
        self.meant.clicked.connect(lambda: self.query_wanted.emit(self._right))
        column = QVBoxLayout(self)
        self.sentences.setIndent(4)  # as a link's words
        column.setContentsMargins(10, 6, 14, 6)
        column.setSpacing(2)
        column.addWidget(self.sentences)
        column.addWidget(self.meant, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_answer(self, warnings: Sequence[str], query: str, right: str) -> None:
        """Show what an answer warns of; ``right`` is offered where it is another question."""
        self._right = right
        self.sentences.setText("\n".join(warnings))
        short = right if len(right) <= _LONGEST else f"{right[: _LONGEST - 1].rstrip()}…"
        self.meant.setText(tr("Did you mean {short}?", short=short).replace("&", "&&"))
        self.meant.setAccessibleName(tr("Did you mean {right}?", right=right))
        self.sentences.setVisible(bool(warnings))
        self.meant.setVisible(right != query)
        self.setVisible(bool(warnings) or right != query)
