"""Help: the documents that come with the program by topics, searched as one types; nothing in it leads out.

The window lies beside the work. Examples of searches can be clicked: they are typed into the search field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.help_search import FoundTopic, found
from ui.help_sheet import EXAMPLE, HelpSheet, print_topic
from ui.help_topics import Place, help_topics, place_for, slug
from ui.language import tr

__all__ = ["HelpDialog", "show_help"]

_WIDE, _HIGH = 150, 40
"""The window's size, in letters and lines of its text."""
_LIST_LETTERS = 46
_NUMBER = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the reader of the help was: a topic by its number, and how far down."""

    topic: int
    down: int = 0


class HelpDialog(QDialog):
    """Topics at the left, what is said at the right, a field above.

    ``ask`` types a search into the window and tells whether it could; ``None`` where the window cannot be
    reached meanwhile, and examples are no links.
    """

    def __init__(
        self, parent: QWidget | None = None, ask: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._topics = help_topics()
        self._shown: Sequence[FoundTopic] = ()
        self._current = 0
        self._back: list[_Step] = []
        self._forward: list[_Step] = []
        self.setWindowTitle(tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search the help"))
        self.field.setAccessibleName(tr("Search the help"))
        self.field.setToolTip(tr("Topics that have all the words (Ctrl+F)"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Topics"))
        self.list.setProperty("part", "field")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = HelpSheet()
        self.told = QLabel("")
        self.told.setProperty("part", "secondary")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.back_button = _button(tr("Back"), tr("The page before (Alt+Left)"), self.back)
        self.forward_button = _button(
            tr("Forward"), tr("The page you went back from (Alt+Right)"), self.forward
        )
        self.copy_button = _button(
            tr("Copy"), tr("Copy what is selected, else the page (Ctrl+C)"), self.copy
        )
        self.print_button = _button(tr("Print…"), tr("Print this page (Ctrl+P)"), self.print_page)
        self.close_button = _button(tr("Close"), tr("Close the help (Esc)"), self.close)
        self._build()
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.page.setFocus)
        self.list.currentRowChanged.connect(self._show_row)
        self.page.anchorClicked.connect(self._follow)
        self._bind_keys()
        self._search("")

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.back_button)
        head.addWidget(self.forward_button)
        head.addWidget(self.field, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self.list)
        across.addWidget(self.page)
        across.setStretchFactor(1, 1)
        foot.addWidget(self.told, 1)
        for button in (self.copy_button, self.print_button, self.close_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.addLayout(head)
        layout.addWidget(across, 1)
        layout.addLayout(foot)
        letters = self.fontMetrics()
        wide, high = letters.averageCharWidth() * _WIDE, letters.height() * _HIGH
        room = self.screen().availableGeometry()
        self.resize(min(wide, room.width() * 9 // 10), min(high, room.height() * 9 // 10))
        at_left = letters.averageCharWidth() * _LIST_LETTERS
        across.setSizes([at_left, self.width() - at_left])

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+F", self._to_field),
            ("/", self._to_field),
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("F3", lambda: self.page.step(1)),
            ("Shift+F3", lambda: self.page.step(-1)),
            ("Ctrl+P", self.print_page),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- what is shown

    @property
    def topic(self) -> str:
        """The title of what is shown."""
        return self._topics[self._current].title

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the topics that the list has."""
        return tuple(each.topic.title for each in self._shown)

    def show_place(self, place: Place) -> None:
        """Show a topic, from the passage that begins with the place's words."""
        number = self._number_of(place.topic)
        if number is None:
            return
        self.field.clear()
        self._go(number)
        if place.lead:
            self.page.go_to_passage(place.lead)

    def show_title(self, title: str) -> None:
        """Show the topic of this title, or of the name that a link gives it."""
        self.show_place(Place(title))

    def back(self) -> None:
        """Show the page before, where it was left."""
        self._walk(self._back, self._forward)

    def forward(self) -> None:
        """Show the page that Back came from."""
        self._walk(self._forward, self._back)

    def copy(self) -> None:
        """Put what is selected, else the whole page, on the clipboard, with its layout and without."""
        if self.page.textCursor().hasSelection():
            self.page.copy()
            self._say(tr("Copied what is selected"))
            return
        mime = QMimeData()
        mime.setText(self.page.toPlainText())
        mime.setHtml(self.page.toHtml())
        QGuiApplication.clipboard().setMimeData(mime)
        self._say(tr("Copied the page “{title}”", title=self.topic))

    def print_page(self) -> None:
        """Ask for a printer, and print what is shown in dark ink on a white page."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.topic)
        choice = QPrintDialog(printer, self)
        topic = self._topics[self._current]
        choice.accepted.connect(lambda: print_topic(topic, printer))
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QDialog.open(choice)  # its own wants a slot by name

    # -- inside

    def _search(self, typed: str) -> None:
        self._shown = found(self._topics, typed)
        searching = bool(typed.split())
        self.list.blockSignals(True)
        self.list.clear()
        group = ""
        for each in self._shown:
            if not searching and each.topic.group != group:
                group = each.topic.group
                self.list.addItem(self._heading(group))
            words = f"{each.topic.title}\n{each.passage}" if each.passage else each.topic.title
            item = QListWidgetItem(words)
            item.setData(_NUMBER, self._topics.index(each.topic))
            item.setToolTip(each.topic.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.page.mark(typed)
        if not self._shown:
            self._say(tr("Nothing in the help has all these words."))
            return
        self._say(_found_words(len(self._shown)) if searching else "")
        if searching:
            self._go(self._topics.index(self._shown[0].topic), noted=False)
            self.page.step(1)
        else:
            self._go(self._current, noted=False)

    def _heading(self, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.list.font())
        font.setBold(True)
        item.setFont(font)
        return item

    def _show_row(self, row: int) -> None:
        item = self.list.item(row)
        number = item.data(_NUMBER) if item is not None else None
        if number is not None and number != self._current:
            self._go(number)
            self.page.step(1)

    def _go(self, number: int, *, noted: bool = True) -> None:
        """Show a topic; ``noted`` has Back lead to what was shown."""
        if noted and number != self._current:
            self._back.append(_Step(self._current, self.page.down))
            self._forward.clear()
        self._current = number
        self.page.show_topic(self._topics[number], examples=self._ask is not None)
        self._choose_row(number)
        self._tell_steps()

    def _walk(self, way: list[_Step], other: list[_Step]) -> None:
        if way:
            step = way.pop()
            other.append(_Step(self._current, self.page.down))
            if self.field.text():
                self.field.clear()
            self._go(step.topic, noted=False)
            self.page.go_down(step.down)

    def _tell_steps(self) -> None:
        self.back_button.setEnabled(bool(self._back))
        self.forward_button.setEnabled(bool(self._forward))

    def _choose_row(self, number: int) -> None:
        rows = range(self.list.count())
        row = next((row for row in rows if self.list.item(row).data(_NUMBER) == number), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _number_of(self, title: str) -> int | None:
        for number, topic in enumerate(self._topics):
            if title in (topic.title, topic.name, slug(topic.title)):
                return number
        return None

    def _follow(self, url: QUrl) -> None:
        """Go where a link leads: to a topic or a heading of this one, or into the search field."""
        if url.scheme() == EXAMPLE:
            query = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
            if self._ask is not None and not self._ask(query):
                self._say(tr("Open a case first: there is nothing to search."))
            return
        name = url.fragment()
        if self._number_of(name) is not None:
            self.show_title(name)
        else:
            self.page.go_to_heading(name)

    def _to_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _say(self, words: str) -> None:
        self.told.setText(words)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            # The sheet's own palette changes after this event.
            QTimer.singleShot(0, self, self.page.renew)
        super().changeEvent(event)


def _found_words(topics: int) -> str:
    if topics == 1:
        return tr("1 topic has all these words.")
    return tr("{count} topics have all these words.", count=topics)


def _button(words: str, hint: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(hint)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    return button


def show_help(
    at: QWidget | None, parent: QWidget, ask: Callable[[str], bool] | None = None
) -> HelpDialog:
    """Open the help at what ``at`` is a part of; there is one window of it for each ``parent``."""
    known = [one for one in parent.findChildren(HelpDialog) if one.isVisible()]
    dialog = known[0] if known else HelpDialog(parent, ask)
    dialog.show_place(place_for(at, help_topics()))
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    dialog.page.setFocus()
    return dialog
