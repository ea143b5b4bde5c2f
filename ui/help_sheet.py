"""One page of the help on screen and on paper: set from Markdown, words marked, examples to be clicked."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit
from typing_extensions import override

from ui.help_topics import Topic, slug
from ui.language import tr
from ui.theme import DARK, LIGHT, Palette, reading_font

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

__all__ = ["EXAMPLE", "HelpSheet", "print_topic", "set_topic"]

EXAMPLE = "try"
"""The scheme of links that are typed into the search field."""

_MARGIN = 18
_PAPER_POINTS = 10.5
_DARK_BELOW = 128
_SIGNS = re.compile(r"([\\*_\[\]<>#~|])")
_CODE = re.compile(r"`([^`]+)`")


class HelpSheet(QTextBrowser):
    """Shows one topic; asks nothing for pictures or pages of elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("What the help says"))
        self.setProperty("part", "field")
        self._topic: Topic | None = None
        self._examples = False
        self._typed = ""
        self._page: QTextDocument | None = None
        self._places: list[QTextCursor] = []

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    @property
    def down(self) -> int:
        """How far down the page is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def go_down(self, down: int) -> None:
        """Scroll the page to where it was."""
        self.verticalScrollBar().setValue(down)

    def show_topic(self, topic: Topic, *, examples: bool = False) -> None:
        """Show a topic from its beginning; ``examples`` makes searches that it shows into links."""
        self._topic, self._examples = topic, examples
        # Set before it is shown: the page in view would be laid out anew after each change of a block.
        document = QTextDocument(self)
        font = reading_font(self.font().pointSizeF() + 1.0)
        set_topic(document, topic, font, self._colours(), examples=examples)
        self._places = []
        self.setExtraSelections([])
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._find_words()

    def renew(self) -> None:
        """Set the page anew in the colours that now hold."""
        if self._topic is not None:
            down = self.down
            self.show_topic(self._topic, examples=self._examples)
            self.go_down(down)

    def mark(self, typed: str) -> None:
        """Mark each of the words wherever it stands, on this page and on those shown next."""
        self._typed = typed
        self._find_words()

    def step(self, by: int) -> None:
        """Select the next or previous place that is marked, around the ends."""
        if not self._places:
            return
        here = self.textCursor()
        after = [n for n, place in enumerate(self._places) if place.position() > here.position()]
        before = [n for n, place in enumerate(self._places) if place.position() < here.position()]
        ways = (after or [0])[0] if by > 0 else (before or [len(self._places) - 1])[-1]
        self.setTextCursor(self._places[ways])
        # Where the eye looks, not at the very edge.
        off = self.cursorRect().top() - self.viewport().height() // 3
        self.go_down(self.down + off)

    def go_to_passage(self, lead: str) -> None:
        """Show the paragraph, entry or heading that begins with these words at the top."""
        self._go_to(lambda block: block.text().lstrip().startswith(lead))

    def go_to_heading(self, name: str) -> None:
        """Show the heading that links call so."""
        self._go_to(
            lambda block: bool(block.blockFormat().headingLevel()) and slug(block.text()) == name
        )

    def _go_to(self, fits: Callable[[QTextBlock], bool]) -> None:
        block = self.document().begin()
        while block.isValid() and not fits(block):
            block = block.next()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(int(top) - _MARGIN // 2)

    def _find_words(self) -> None:
        self._places = []
        colours = self._colours()
        marked = QTextCharFormat()
        marked.setBackground(QColor(colours.hit))
        selections = []
        for word in dict.fromkeys(self._typed.casefold().split()):
            cursor = QTextCursor(self.document())
            while not (cursor := self.document().find(word, cursor)).isNull():
                self._places.append(QTextCursor(cursor))
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(cursor)
                selection.format = marked
                selections.append(selection)
        self._places.sort(key=lambda place: place.position())
        self.setExtraSelections(selections)

    def _colours(self) -> Palette:
        base = self.palette().color(QPalette.ColorRole.Base)
        return DARK if base.lightness() < _DARK_BELOW else LIGHT


def set_topic(
    document: QTextDocument, topic: Topic, font: QFont, colours: Palette, *, examples: bool = False
) -> None:
    """Set a topic as a document: paragraphs with air, tables with thin lines, links in the ink of parties."""
    document.setDocumentMargin(_MARGIN)
    document.setDefaultFont(font)
    document.setMarkdown(f"# {topic.title}\n\n{_with_links(topic.text, examples=examples)}")
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _set_block(block, font)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame, colours)
    cursor.endEditBlock()


def print_topic(topic: Topic, printer: "QPrinter") -> None:
    """Print a topic in dark ink, whatever the colours of the screen."""
    document = QTextDocument()
    set_topic(document, topic, reading_font(_PAPER_POINTS), LIGHT)
    document.print_(printer)


def _set_block(block: QTextBlock, font: QFont) -> None:
    level = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    line = font.pointSizeF()
    if level:
        spacing.setTopMargin(0 if block.blockNumber() == 0 else line * 1.4)
        spacing.setBottomMargin(line * 0.5)
    elif cursor.currentTable() is None:
        spacing.setBottomMargin(line * (0.35 if block.textList() else 0.7))
    cursor.mergeBlockFormat(spacing)
    if level:
        size = QTextCharFormat()
        size.setFontWeight(QFont.Weight.DemiBold)
        size.setFontPointSize(font.pointSizeF() * (1.55 if level == 1 else 1.2))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(size)  # not merged: the size that Markdown gave would stay


def _set_table(table: QTextTable, colours: Palette) -> None:
    layout = table.format()
    layout.setBorder(1)
    layout.setBorderBrush(QColor(colours.line))
    layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    layout.setBorderCollapse(True)
    layout.setCellSpacing(0)
    layout.setCellPadding(5)
    layout.setBottomMargin(10)
    layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shares = _shares(table)
    layout.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
    )
    table.setFormat(layout)


def _shares(table: QTextTable) -> list[float]:
    """Return how many hundredths of a table each column gets, by the letters in it: long ones not all."""
    rows = range(table.rows())
    weights = []
    for column in range(table.columns()):
        letters = sorted(_letters(table, row, column) for row in rows)
        weights.append(max(letters[len(letters) * 3 // 4], 6) ** 0.6)
    return [100 * weight / sum(weights) for weight in weights]


def _letters(table: QTextTable, row: int, column: int) -> int:
    cell = table.cellAt(row, column)
    return cell.lastCursorPosition().position() - cell.firstCursorPosition().position()


def _with_links(text: str, *, examples: bool) -> str:
    """Set what stands in typewriter letters bold, and what can be asked of the search field as a link.

    Typewriter letters of another size would set the lines of a paragraph unevenly.
    """
    lines, asked = [], False
    for line in text.split("\n"):
        in_table = line.startswith("|")
        asked = in_table and (asked or line.startswith("| you type |"))
        if asked and examples:
            first, bar, rest = line[1:].partition(" |")
            line = f"|{_CODE.sub(_example, first)}{bar}{rest}"
        lines.append(_CODE.sub(lambda code: f"**{_bare(code[1])}**", line))
    return "\n".join(lines)


def _example(code: "re.Match[str]") -> str:
    query = code[1]
    if query.endswith(":"):
        return code[0]
    return f"[{_bare(query)}]({EXAMPLE}:{quote(query, safe='')})"


def _bare(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words.replace("\\|", "|"))
