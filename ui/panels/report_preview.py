"""The sheets of a report under one another, on the window's own ground."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui import messages
from ui.language import tr
from ui.report_sheets import Sheets

__all__ = ["ReportPreview"]

_GAP = 14
_EDGE = "#8a8a86"


class _Paper(QWidget):
    """Paints the pictures that are in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets = Sheets((), 0, 0, True)

    def show_sheets(self, sheets: Sheets) -> None:
        """Show other pictures."""
        self._sheets = sheets
        self.setFixedHeight(max(1, sum(size.height() + _GAP for size in self._sizes()) + _GAP))
        self.setMinimumWidth(max((size.width() for size in self._sizes()), default=0))
        self.update()

    def _sizes(self) -> list[QSize]:
        ratio = self.devicePixelRatioF()
        return [(picture.size() / ratio) for picture in self._sheets.pictures]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = _GAP
        for picture, size in zip(self._sheets.pictures, self._sizes(), strict=True):
            place = QRect((self.width() - size.width()) // 2, top, size.width(), size.height())
            if place.intersects(event.rect()):
                painter.drawImage(place, picture)
                painter.setPen(QColor(_EDGE))
                painter.drawRect(place)
            top += size.height() + _GAP


class ReportPreview(QWidget):
    """Shows the first sheets and says how much of the report they are.

    Signal: ``resized()`` when sheets may be drawn larger or have to be drawn smaller.
    """

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = _Paper()
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(self._paper)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("Preview"))
        self.told = QLabel("")
        self.told.setProperty("part", "secondary")
        self.told.setWordWrap(True)
        self.told.setContentsMargins(_GAP, 0, _GAP, 0)  # as far in as the sheets
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @property
    def room(self) -> float:
        """How many pixels of the screen a sheet may be wide."""
        inner = self.view.viewport().width() - 2 * _GAP
        return max(200, inner) * self.devicePixelRatioF()

    def show_sheets(self, sheets: Sheets) -> None:
        """Show sheets from the first one on."""
        self._paper.show_sheets(sheets)
        self.view.verticalScrollBar().setValue(0)
        self._say(_words(sheets))

    def show_sentence(self, sentence: str) -> None:
        """Show no sheet but a sentence: what is missing, or why there is none."""
        self._paper.show_sheets(Sheets((), 0, 0, True))
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.view.setAccessibleDescription(sentence)


def _words(sheets: Sheets) -> str:
    rows, pages = (
        messages.count(sheets.total, tr("row")),
        messages.count(len(sheets.pictures), tr("page")),
    )
    if sheets.whole:
        told = tr("{rows}, {pages}. Pages may end elsewhere in the file.", rows=rows, pages=pages)
    else:
        told = tr(
            "The first {pages}: {rows:,} of {rows2}.", pages=pages, rows=sheets.rows, rows2=rows
        )
    return (
        tr("{told} The words of the footnotes are not drawn here.", told=told)
        if sheets.notes
        else told
    )
