"""The bar over the paper that takes a page, paragraph or line and goes there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from importers.source_text import SourceText
from reports.typed_places import kinds_of_places, places_typed
from ui.elided_label import ElidedLabel
from ui.key_table import KeyTable
from ui.language import tr

__all__ = ["GoToBar"]


class GoToBar(QWidget):
    """A field, and what places the paper has.

    Signals: ``span_wanted(Span)`` to go there; ``left()`` when the bar was closed.
    """

    span_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Go to a place"))
        self._source = SourceText("")
        self._from = 0
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("p. 12, ¶ 38, 4:17"))
        self.field.setAccessibleName(tr("Page, paragraph or line to go to"))
        self.field.setToolTip(
            tr(
                "A page as it is printed (12, iv), a paragraph (¶ 38), a line (4:17), a page of the file"
                " (pdf 3), a footnote (note 2). Enter again goes to the next place of that number."
            )
        )
        self.told = ElidedLabel(self, least=0)
        self.told.setProperty("part", "secondary")
        self.told.setIndent(8)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("part", "plain")
        self.close_button.setText("×")
        self.close_button.setToolTip(tr("Close the bar (Esc)"))
        self.close_button.setAccessibleName(tr("Close the bar (Esc)"))
        name = QLabel(tr("Go to"), self)
        name.setProperty("part", "secondary")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(name)
        row.addWidget(self.field, 1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.told)
        self.hide()
        self.close_button.clicked.connect(self.close_bar)
        self.field.textEdited.connect(lambda _typed: self._tell())
        KeyTable(
            self.field,
            {**dict.fromkeys(("Return", "Enter"), self.go), "Esc": self.close_bar},
        )
        KeyTable(self.close_button, {"Esc": self.close_bar})

    def open(self, source: SourceText, offset: int) -> None:
        """Show the bar over a text of which ``offset`` is in view, and give it the keyboard."""
        self._source, self._from = source, offset
        self.show()
        self._tell()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> bool:
        """Put the bar away; tell whether it was there."""
        if self.isHidden():
            return False
        self.hide()
        self.left.emit()
        return True

    def go(self) -> None:
        """Go to the place that was typed: of several the next one; or say what places there are."""
        typed = self.field.text()
        if not typed.strip():
            return
        found = places_typed(typed, self._source)
        if not found:
            there = kinds_of_places(self._source)
            words = tr("There is no “{typed}” in this paper.", typed=" ".join(typed.split()))
            self._say(f"{words} {tr('It has {there}.', there=there)}" if there else words)
            return
        following = [span for span in found if span.start > self._from]
        span = (following or list(found))[0] if len(found) > 1 else found[0]
        self._from = span.start
        if len(found) > 1:
            number = found.index(span) + 1
            self._say(tr("{number} of {count} with that number", number=number, count=len(found)))
            self.span_wanted.emit(span)
            self.field.setFocus()
            return
        self.hide()
        self.span_wanted.emit(span)

    def _tell(self) -> None:
        self._say(kinds_of_places(self._source))

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setToolTip(words)
        self.field.setAccessibleDescription(words)
