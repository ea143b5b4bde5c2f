"""Shows a quotation beside the words that it is held against, under the list of the bank."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget
from typing_extensions import override

from ui.language import tr
from ui.quote_comparison import Shown, comparison_html, style_sheet
from ui.theme import Theme, reading_font

__all__ = ["QuoteComparisonView"]

_WIDE = 460
"""From this width on both texts stand side by side."""


class QuoteComparisonView(QTextBrowser):
    """Rich text of the window's own making. Signal: ``link_wanted(str)`` with a link's name."""

    link_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Shown | None = None
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(tr("Comparison with the other paper"))
        self.document().setDocumentMargin(12)
        self.anchorClicked.connect(lambda url: self.link_wanted.emit(url.toString()))
        theme.changed.connect(self._paint)

    def show_comparison(self, shown: Shown | None) -> None:
        """Show another comparison, or nothing."""
        if shown != self.shown:
            self.shown = shown
            self._paint()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: there is no picture and no other page."""
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() >= _WIDE) != (event.oldSize().width() >= _WIDE):
            self._paint()

    def _paint(self) -> None:
        font = reading_font(QApplication.font().pointSizeF() * 1.05)
        sheet = style_sheet(self._theme.palette, QFontInfo(font).family(), font.pointSizeF())
        self.document().setDefaultStyleSheet(sheet)
        shown = self.shown
        wide = self.width() >= _WIDE
        self.setHtml(comparison_html(shown, wide=wide) if shown is not None else "")
