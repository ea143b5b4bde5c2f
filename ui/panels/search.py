"""What a search found: by document, each hit with its sentence, the found words marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import HitRow, SearchResults
from ui.messages import count, marked_cite
from ui.models.hits import HitLine, HitsModel
from ui.models.roles import ROW_ROLE
from ui.snippets import draw_snippet, snippet_lines
from ui.theme import Theme, reading_font

__all__ = ["SearchPanel"]

_PAD_X, _PAD_Y = 14.0, 6.0
_SNIPPET_LINES = 3

Index = QModelIndex | QPersistentModelIndex


class SearchPanel(QWidget):
    """The answer to the search field.

    Signals: ``hit_wanted(HitLine)`` to show one in the reader; ``leave_wanted()`` to go back to the
    columns.
    """

    hit_wanted = Signal(object)
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitsModel(self)
        self._quiet = False
        self._query = ""
        self._understood = QLabel("")
        self._understood.setProperty("part", "secondary")
        self._understood.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        leave = QPushButton(self.tr("Back to the columns"))
        leave.setProperty("part", "link")
        leave.setToolTip(self.tr("Leave the search (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        bar = QWidget()
        bar.setProperty("part", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(self._count)
        row.addWidget(self._understood, 1)
        row.addWidget(leave)
        self._warnings = QLabel("")
        self._warnings.setProperty("part", "notice")
        self._warnings.setWordWrap(True)
        self._warnings.setMargin(8)
        self._warnings.setTextFormat(Qt.TextFormat.PlainText)
        self._warnings.hide()
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Search hits"))
        self.list.setModel(self.model)
        self._delegate = _HitDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._warnings)
        layout.addWidget(self.list, 1)
        theme.changed.connect(self.update)

    def show_waiting(self, query: str) -> None:
        """Say that the case is being asked."""
        self._count.setText(self.tr("Searching…"))
        self._understood.setText(query)

    def show_results(self, results: SearchResults) -> None:
        """Show an answer; the same query's newer answer keeps the current hit and the place in the list."""
        bar = self.list.verticalScrollBar()
        line, place = self.current(), bar.value()
        is_same = results.query == self._query
        self._query = results.query
        self._quiet = True
        self.model.set_results(results)
        if is_same:
            self.list.setCurrentIndex(self.model.index_like(line))
            self.list.doItemsLayout()
            bar.setValue(place)
        self._quiet = False
        listed = sum(len(found.hits) for found in results.documents)
        hits = count(results.total, "hit")
        papers = count(len(results.documents), "paper")
        first = f"first {listed:,} of {hits}" if listed < results.total else hits
        self._count.setText(f"{first} in {papers}")
        self._understood.setText(
            f"· understood as {results.understood}" if results.understood else ""
        )
        self._understood.setToolTip(results.understood)
        self._warnings.setText("\n".join(results.warnings))
        self._warnings.setVisible(bool(results.warnings))
        self.list.setToolTip("")

    def step(self, by: int) -> bool:
        """Go to the next or previous hit; tell whether there was one."""
        index = self.model.next_hit(self.list.currentIndex().row(), by)
        if index.isValid():
            self.list.setCurrentIndex(index)
        return index.isValid()

    def current(self) -> HitLine | None:
        """Return the hit that keys apply to."""
        line: HitLine | None = self.list.currentIndex().data(ROW_ROLE)
        return line

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _current_changed(self, index: QModelIndex) -> None:
        line = index.data(ROW_ROLE)
        if not self._quiet and line is not None and line.hit is not None:
            self.hit_wanted.emit(line)

    def _clicked(self, index: QModelIndex) -> None:
        if index == self.list.currentIndex():
            return
        line = index.data(ROW_ROLE)
        if line is not None and line.hit is None:
            self.list.setCurrentIndex(self.model.next_hit(index.row(), 1))


class _HitDelegate(QStyledItemDelegate):
    """A document's heading; a hit's sentence with the found words marked, and its pin cite."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        base = QApplication.font()
        self._heading, self._small = QFont(base), QFont(base)
        self._heading.setBold(True)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._reading = reading_font(base.pointSizeF() * 1.05)
        self._line = QFontMetricsF(self._reading).lineSpacing()
        self._small_line = QFontMetricsF(self._small).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: HitLine = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        if line.hit is None:
            return QSize(width, round(QFontMetricsF(self._heading).height() + 16))
        lines = self._lines(line.hit, width - 2 * _PAD_X)
        return QSize(width, round(lines * self._line + self._small_line + 2 * _PAD_Y + 1))

    def _lines(self, hit: HitRow, width: float) -> int:
        """Return how many lines a snippet takes; a list of hits is short, so it is simply broken."""
        return snippet_lines(hit.snippet, self._reading, width, _SNIPPET_LINES)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: HitLine = index.data(ROW_ROLE)
        palette = self._theme.palette
        rect = QRectF(option.rect)
        painter.save()
        if line.hit is None:
            self._paint_heading(painter, rect, line)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        lines = self._lines(line.hit, box.width())
        draw_snippet(
            painter, box, line.hit.snippet, line.hit.marks, self._reading,
            palette.color("text"), palette.color("hit"), lines,
        )  # fmt: skip
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(
            QRectF(box.left(), box.top() + lines * self._line, box.width(), self._small_line),
            Qt.AlignmentFlag.AlignVCenter,
            marked_cite(line.hit.pin),
        )
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: HitLine) -> None:
        palette = self._theme.palette
        painter.fillRect(rect, palette.color("background"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.color("line")
        )
        box = rect.adjusted(_PAD_X, 4, -_PAD_X, 0)
        found = line.found
        shown = len(found.hits)
        words = f"{shown} of {found.count:,}" if shown < found.count else f"{found.count:,}"
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(self._heading)
        painter.setPen(palette.color("text"))
        name = QFontMetricsF(self._heading).elidedText(
            found.document.short_name or found.document.name,
            Qt.TextElideMode.ElideRight,
            box.width() - 80,
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
