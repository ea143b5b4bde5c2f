"""Help: the user guide by topics, searched as one types; nothing in it leads out of the program."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.help_topics import Topic, found, help_topics, slug, topic_for
from ui.language import tr
from ui.theme import reading_font

__all__ = ["HelpDialog", "show_help"]

_BESIDE_TITLES = 36
"""Room for the scroll bar and the edges beside the titles of topics."""


class _Page(QTextBrowser):
    """Shows one topic; asks nothing for pictures or pages of elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("What the guide says"))
        self.setProperty("part", "field")
        self.document().setDocumentMargin(18)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def show_topic(self, topic: Topic) -> None:
        """Show a topic from its beginning."""
        document = self.document()
        document.setDefaultFont(reading_font(self.font().pointSizeF() + 1.5))
        document.setMarkdown(f"# {topic.title}\n\n{topic.text}")
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()  # a block's own format would make a list of all of them
        spacing.setLineHeight(118, 1)  # percent, as QTextBlockFormat.ProportionalHeight
        cursor.mergeBlockFormat(spacing)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to(self, words: str) -> None:
        """Select the first of the words that stands in the topic."""
        for word in words.split():
            if self.find(word, QTextDocument.FindFlag(0)):
                return


class HelpDialog(QDialog):
    """Topics at the left, what is said at the right, a field above. It lies beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = help_topics()
        self._shown: Sequence[Topic] = ()
        self.setWindowTitle(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 640)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search the guide"))
        self.field.setAccessibleName(tr("Search the guide"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Topics"))
        self.list.setProperty("part", "field")
        self.list.setSpacing(2)
        self.page = _Page()
        self.list.currentRowChanged.connect(self._show_row)
        self.page.anchorClicked.connect(lambda url: self.show_title(url.fragment()))
        self.field.returnPressed.connect(self.page.setFocus)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        across.addWidget(self.page)
        across.setStretchFactor(1, 1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addWidget(self.field)
        layout.addWidget(across, 1)
        layout.addWidget(buttons)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.field.setFocus)
        self._search("")
        wide = self.list.sizeHintForColumn(0) + _BESIDE_TITLES
        across.setSizes([wide, self.width() - wide])

    def show_title(self, title: str) -> None:
        """Show the topic of this title, or of the name that a link gives it."""
        self.field.clear()
        for row, topic in enumerate(self._shown):
            if title in (topic.title, slug(topic.title)):
                self.list.setCurrentRow(row)

    @property
    def topic(self) -> str:
        """The title of what is shown."""
        row = self.list.currentRow()
        return self._shown[row].title if 0 <= row < len(self._shown) else ""

    def _search(self, typed: str) -> None:
        before = self.topic
        self._shown = found(self._topics, typed)
        self.list.clear()
        self.list.addItems([topic.title for topic in self._shown])
        titles = [topic.title for topic in self._shown]
        row = titles.index(before) if before in titles and not typed else 0
        if titles:
            self.list.setCurrentRow(row)
        else:
            self.page.setPlainText(tr("Nothing in the guide has these words."))

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.page.show_topic(self._shown[row])
            self.page.go_to(self.field.text())


def show_help(at: QWidget | None, parent: QWidget) -> HelpDialog:
    """Open the help at what ``at`` is a part of; there is one window of it for each ``parent``."""
    known = [one for one in parent.findChildren(HelpDialog) if one.isVisible()]
    dialog = known[0] if known else HelpDialog(parent)
    dialog.show_title(topic_for(at, help_topics()).title)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    dialog.page.setFocus()
    return dialog
