"""One column of the linked view: its heading with counts and order, and its list."""

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from casefile.records import RefType
from ui.column_lines import Arranged
from ui.column_order import ColumnOrder, Group
from ui.icons import icon
from ui.language import tr
from ui.models.rows import RowsModel
from ui.narrowing import Columns
from ui.order_words import order_hint
from ui.painting import draw_mark
from ui.panels.linked_delegates import RowDelegate
from ui.panels.linked_list import RowList
from ui.row_words import row_sentence
from ui.theme import Theme

__all__ = ["Column", "Mark"]

_NAMES = {RefType.PARTY: tr("Parties"), RefType.QUOTE: tr("Quotes"), RefType.DATE: tr("Dates")}
_EMPTY = {
    RefType.PARTY: tr("No parties yet. Import a complaint or summons: its caption names them."),
    RefType.QUOTE: tr(
        "No quotes yet. Words between quotation marks appear here with their speaker."
    ),
    RefType.DATE: tr("No dates yet. Every day a paper names appears here with its sentence."),
}
_EMPTY_READING = tr("The papers are being read. What is found in them appears here.")
_EMPTY_LINKED = tr("Nothing here is linked to the chips above. Esc takes the last one away.")


class Mark(QWidget):
    """A kind's shape, for headings."""

    def __init__(self, kind: RefType, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._theme = theme
        self.setFixedSize(QSize(13, 13))
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_mark(painter, self._kind, QPointF(6.5, 6.5), 9, self._theme.palette.ink(self._kind))
        painter.end()


class Column(QWidget):
    """A heading with its counts, and the list. Signal: ``order_wanted()`` for its button."""

    order_wanted = Signal()

    def __init__(self, kind: RefType, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = theme
        self._order = ColumnOrder()
        self.model = RowsModel(row_sentence, self)
        self.list = RowList(self.model, RowDelegate(theme, self), _NAMES[kind], self)
        self._count = QLabel("")
        self._count.setProperty("part", "secondary")
        self._words: tuple[str, ...] = ("",)
        self._least = ""
        self._button = QToolButton()
        self._button.setProperty("part", "plain")
        side = max(14, self._button.fontMetrics().height() - 4)
        self._button.setIconSize(QSize(side, side))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.order_wanted)
        self._empty = QLabel(_EMPTY[kind])
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setMargin(14)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        body = QWidget()
        body.setProperty("part", "panel")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(body, 1)
        self._rows_layout = layout
        self._linked = self._importing = False
        self.setMinimumWidth(120)
        theme.changed.connect(lambda: self.show_order(self._order))
        self.show_order(self._order)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("part", "column-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 4, 6, 4)
        row.setSpacing(6)
        self._title = title = QLabel(_NAMES[self.kind])
        title.setProperty("part", "title")
        row.addWidget(Mark(self.kind, self._theme))
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self._button)
        head.setFixedHeight(max(34, self.fontMetrics().height() + 16))
        return head

    def add_banner(self, banner: QWidget) -> None:
        """Put a line between heading and rows."""
        self._rows_layout.insertWidget(1, banner)

    def show_importing(self, importing: bool) -> None:
        """Let an empty column say that papers are being read."""
        self._importing = importing
        self._say_why_empty()

    def _say_why_empty(self) -> None:
        waiting = _EMPTY_READING if self._importing else _EMPTY[self.kind]
        self._empty.setText(_EMPTY_LINKED if self._linked else waiting)

    def show_rows(self, arranged: Arranged, columns: Columns, linked: int, total: int) -> None:
        """Fill the list and the heading: ``linked`` of ``total``, or more while the case is being read."""
        question, has_more = columns.view.question, columns.view.has_more
        self.list.show_rows(arranged, columns.unlinked, frozenset(question.refs))
        words = f"{total:,}"
        if has_more:
            words = tr("{linked:,} so far of {total:,}", linked=linked, total=total)
        elif not question.is_everything:
            words = tr("{linked:,} of {total:,}", linked=linked, total=total)
        headings = sum(section.heading is not None for section in arranged.sections)
        groups = tr("{rows} · {number} groups", rows=words, number=f"{headings:,}")
        self._words = (groups, words) if headings > 1 else (words,)
        self._least = words if question.is_everything else f"{linked:,}{'+' * has_more}"
        self._show_count()
        self._linked = not question.is_everything
        self._say_why_empty()
        self._stack.setCurrentIndex(0 if arranged.rows else 1)

    def _show_count(self) -> None:
        """Show the counts, that of the groups where there is room for it."""
        room = self.width() - self._title.sizeHint().width() - self._button.sizeHint().width() - 60
        metrics = self._count.fontMetrics()
        fitting = (each for each in self._words if metrics.horizontalAdvance(each) <= room)
        shown = next(fitting, self._least)
        self._count.setText(shown)
        self._count.setToolTip("" if shown == self._words[0] else self._words[0])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_count()

    def show_order(self, order: ColumnOrder) -> None:
        """Have the button tell how the rows are sorted and grouped."""
        self._order = order
        palette = self._theme.palette
        ink = palette.secondary if order.is_usual else palette.ink(self.kind).name()
        self._button.setIcon(icon("groups" if order.group is not Group.NONE else "sort", ink))
        hint = order_hint(self.kind, order)
        self._button.setToolTip(hint)
        self._button.setAccessibleName(tr("Sort and group {column}", column=_NAMES[self.kind]))
        self._button.setAccessibleDescription(hint)

    def order_place(self) -> QPoint:
        """Return where the choice of orders opens, on the screen."""
        return self._button.mapToGlobal(QPoint(0, self._button.height() + 2))
