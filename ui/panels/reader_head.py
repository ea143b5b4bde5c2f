"""What stands above the page in the reader: the paper's name and place, its buttons, and its notices."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from casefile.records import DocumentRow
from ui.elided_label import ElidedLabel
from ui.language import tr
from ui.reader_places import View

__all__ = ["NoticeLine", "ReaderHead"]

_MOST_NOTICES = 2


class ReaderHead(QFrame):
    """Name, place, and the buttons: find, what is shown, copy with cite.

    Signal: ``view_wanted(View)``.
    """

    view_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.title = ElidedLabel(self, least=10)  # a short name stays whole, the place gives way
        self.title.setProperty("part", "title")
        self.place = ElidedLabel(self, least=0)
        self.place.setProperty("part", "secondary")
        self.find_button = self._button(
            tr("Find"), tr("Find words in this paper (Ctrl+F in the reader)")
        )
        self.page_button = self._button(tr("Page"), tr("Show the original page"))
        self.text_button = self._button(tr("Text"), tr("Show the exact text"))
        self.both_button = self._button(
            tr("Both"), tr("Show the exact text beside the page; they scroll together (Shift+V)")
        )
        self._views = {
            View.PAGE: self.page_button,
            View.TEXT: self.text_button,
            View.BOTH: self.both_button,
        }
        self._modes = QButtonGroup(self)
        for view, button in self._views.items():
            button.setCheckable(True)
            self._modes.addButton(button)
            button.clicked.connect(lambda _checked=False, view=view: self.view_wanted.emit(view))
        self.copy_button = self._button(
            tr("Copy"), tr("Copy the selected words, or the place shown, with the pin cite (C)")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 10, 5)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addWidget(self.place)
        row.addStretch(1)
        for button in (self.find_button, *self._views.values(), self.copy_button):
            row.addWidget(button)

    def show_view(self, view: View) -> None:
        """Show which view is up."""
        self._views[view].setChecked(True)

    def enable(self, *, pages: bool, text: bool) -> None:
        """Say whether there are ``pages`` to show, and a ``text``."""
        self.page_button.setEnabled(pages)
        self.both_button.setEnabled(pages and text)
        for button in (self.text_button, self.copy_button, self.find_button):
            button.setEnabled(text)

    def _button(self, words: str, told: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setProperty("part", "segment")
        # In a narrow window the titles give way, not the buttons.
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setToolTip(told)
        button.setAccessibleName(told)
        return button


class NoticeLine(QLabel):
    """What is to be known of a paper before it is relied on; hidden where there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        self.setWordWrap(True)
        self.setContentsMargins(12, 6, 12, 6)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_notices(self, row: DocumentRow) -> None:
        """Show the first notices of a paper; all of them on hover."""
        sentences = [notice.sentence for notice in row.notices]
        more = " …" if len(sentences) > _MOST_NOTICES else ""
        self.setVisible(bool(sentences))
        self.setText("  ·  ".join(sentences[:_MOST_NOTICES]) + more)
        self.setToolTip("\n".join(sentences))
