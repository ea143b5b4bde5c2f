"""The suggestions to come in a review: one line each, several selected at once if wanted."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from casefile.records import PartyRow, Ref, RefType, ReviewState
from casefile.review_records import Finding
from ui.language import tr
from ui.models.findings import FindingsModel
from ui.models.roles import ROW_ROLE
from ui.painting import draw_mark
from ui.party_kinds import draw_kind
from ui.review_words import rest_words, short_title, spoken
from ui.row_pictures import FOCUSED, HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme

__all__ = ["ReviewList"]

Index = QModelIndex | QPersistentModelIndex

_PAD_X, _PAD_Y = 14.0, 4.0
_MARK_ROOM = 19.0
_GAP = 12.0
_MOST_FOR_REST = 0.45  # of a row's width


class ReviewList(QListView):
    """Findings in the order of a review. Letters are left to the panel around it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingsModel(spoken, self)
        self.setModel(self.findings)
        self.setItemDelegate(_FindingDelegate(theme, self))
        self.setAccessibleName(tr("To review, most useful first"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def current(self) -> Finding | None:
        """Return the finding that keys apply to."""
        return self.findings.row_at(self.currentIndex())

    def chosen(self) -> tuple[Finding, ...]:
        """Return the selected findings, the one that is up first; at least that one."""
        current = self.current()
        places = sorted(index.row() for index in self.selectedIndexes())
        rows = [self.findings.rows[place] for place in places]
        if current is not None:
            rows = [current, *(row for row in rows if row.ref != current.ref)]
        return tuple(rows)

    def go_to(self, place: int) -> None:
        """Make the finding at a place the current one; at the last, where there are fewer."""
        count = self.findings.rowCount()
        if count:
            self.setCurrentIndex(self.findings.index(max(0, min(place, count - 1))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalnum() or event.key() == Qt.Key.Key_Space:
            event.ignore()  # commands of the panel, no search by first letter
        else:
            super().keyPressEvent(event)


class _Face(NamedTuple):
    """What a row shows."""

    key: Ref
    row: Finding
    state: int


class _FindingDelegate(PicturedDelegate[_Face]):
    """A mark, the title, and small words behind it. All rows are equally tall."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        base = QApplication.font()
        self._title, self._bold, self._small = QFont(base), QFont(base), QFont(base)
        self._bold.setBold(True)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._line = QFontMetricsF(self._bold).lineSpacing()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, round(self._line + 2 * _PAD_Y + 1))

    @override
    def face(self, index: Index, state: int) -> _Face | None:
        row: Finding | None = index.data(ROW_ROLE)
        return _Face(row.ref, row, state) if row is not None else None

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        palette, row = self.theme.palette, face.row
        kind = row.ref.type
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
            if face.state & FOCUSED:
                bar = QRectF(rect.left(), rect.top(), 3, rect.height())
                painter.fillRect(bar, palette.ink(kind))
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("background"))
        box = rect.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        middle = QPointF(box.left() + 5, box.center().y())
        if isinstance(row, PartyRow):
            draw_kind(painter, row.kind, middle, 9, palette.ink(RefType.PARTY))
        else:
            draw_mark(painter, kind, middle, 8, palette.ink(kind))
        self._paint_words(painter, box.adjusted(_MARK_ROOM, 0, 0, 0), row)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Finding) -> None:
        palette = self.theme.palette
        small = QFontMetricsF(self._small)
        rest = small.elidedText(
            rest_words(row), Qt.TextElideMode.ElideMiddle, box.width() * _MOST_FOR_REST
        )
        taken = small.horizontalAdvance(rest) + _GAP
        painter.setFont(self._small)
        painter.setPen(palette.color("secondary"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, rest)
        decided = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
        font = QFont(self._bold if decided else self._title)
        font.setStrikeOut(row.state is ReviewState.REJECTED)
        painter.setFont(font)
        painter.setPen(palette.color("text"))
        room = box.adjusted(0, 0, -taken, 0)
        words = QFontMetricsF(font).elidedText(
            short_title(row), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, words)
