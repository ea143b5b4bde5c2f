"""The bar over the reader in which words are looked for in the open paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.elided_label import ElidedLabel
from ui.key_table import KeyTable
from ui.language import tr
from ui.messages import count
from ui.query_field import QueryField
from ui.search_words import is_plain

if TYPE_CHECKING:
    from casefile.find_records import FoundInDocument

__all__ = ["FindBar", "place_words", "told_words"]


class FindBar(QWidget):
    """A field, how many hits there are and which one is shown, and what was understood.

    Signals: ``step_wanted(int)`` for the next (1) or previous (-1) hit; ``everywhere_wanted()`` to ask the
    same of all papers; ``closed()``. The field has its own.
    """

    step_wanted = Signal(int)
    everywhere_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Find in this paper"))
        self.field = QueryField(self)
        self.field.setPlaceholderText(tr("Find in this paper"))
        self.field.setAccessibleName(tr("Find in this paper"))
        self.field.setToolTip(
            tr(
                "As in the search of all papers: breach w/5 damages, injunct*. The last word is found by its"
                " beginning; “damages” in quotation marks finds the whole word only."
            )
        )
        self.field.name_clear_button(tr("Clear"), tr("Clear the words"))
        self.place = QLabel("", self)
        self.place.setProperty("part", "secondary")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.previous = self._button("↑", tr("Previous hit (Shift+F3, Shift+Enter)"))
        self.next = self._button("↓", tr("Next hit (F3, Enter)"))
        self.close_button = self._button("×", tr("Close the bar (Esc)"))
        self.everywhere = QPushButton(self)
        self.everywhere.setProperty("part", "link")
        self.told = ElidedLabel(self, least=0)
        self.told.setProperty("part", "secondary")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told.hide()
        self._build()
        self.show_nothing()
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.everywhere.clicked.connect(self.everywhere_wanted)
        steps = {
            **dict.fromkeys(("Return", "Enter", "Down"), lambda: self.step_wanted.emit(1)),
            **dict.fromkeys(("Shift+Return", "Shift+Enter", "Up"), self._step_back),
            "Esc": self.closed.emit,
        }
        KeyTable(self.field, steps)
        for button in (self.previous, self.next, self.close_button, self.everywhere):
            KeyTable(button, {"Esc": self.closed.emit})

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.place)
        for widget in (self.previous, self.next, self.everywhere, self.close_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 8, 4)
        column.setSpacing(2)
        self.told.setIndent(8)
        column.addLayout(row)
        column.addWidget(self.told)

    def _button(self, words: str, told: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("part", "plain")
        button.setText(words)
        button.setToolTip(told)
        button.setAccessibleName(told)
        return button

    def _step_back(self) -> None:
        self.step_wanted.emit(-1)

    # -- what is shown

    def take_keyboard(self) -> None:
        """Put the cursor into the field, its words selected."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_nothing(self) -> None:
        """Say nothing of hits: there is no question."""
        self._show("", "", tr("All papers"), steps=False)
        self.everywhere.setEnabled(False)

    def show_waiting(self) -> None:
        """Say that the answer takes its time."""
        self.place.setText("…")

    def show_answer(self, found: "FoundInDocument", at: int) -> None:
        """Say how many hits there are, which one is shown, and what is to be known of the question."""
        elsewhere = (
            f"{count(found.elsewhere, tr('other paper'))}" if found.elsewhere else tr("All papers")
        )
        self._show(place_words(found, at), told_words(found), elsewhere, steps=bool(found.hits))
        self.everywhere.setEnabled(True)

    def _show(self, place: str, told: str, everywhere: str, *, steps: bool) -> None:
        self.place.setText(place)
        self.told.setText(told)
        self.told.setToolTip(told)
        self.told.setVisible(bool(told))
        self.everywhere.setText(everywhere)
        hint = tr("Search all papers of the case for this (Ctrl+Shift+F)")
        self.everywhere.setToolTip(hint)
        self.everywhere.setAccessibleName(f"{everywhere}: {hint}")
        for button in (self.previous, self.next):
            button.setEnabled(steps)


def place_words(found: "FoundInDocument", at: int) -> str:
    """Return "7 of 43", "none", or nothing where nothing is known."""
    if not found.searchable or not found.understood:
        return ""
    if not found.hits:
        return "none"
    return tr("{at:,} of {total:,}", at=at + 1, total=found.total)


def told_words(found: "FoundInDocument") -> str:
    """Return what is to be said below the field, in one line; nothing of a plain word that was found."""
    if not found.searchable:
        return tr("This paper is not searchable yet; its hits show once it is.")
    sentences = list(found.warnings)
    if len(found.hits) < found.total:
        sentences.append(tr("The first {hits:,} are marked.", hits=len(found.hits)))
    if not found.understood:
        return tr("There is no word to look for.")
    if not is_plain(found.query):
        sentences.insert(0, tr("Understood as {understood}", understood=found.understood))
    return "  ·  ".join(sentences)
