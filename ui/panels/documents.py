"""The documents of the case at the left, by kind, with their state."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.records import DocumentRow, DocumentState
from casefile.review_records import PaperProgress
from ui.language import tr
from ui.models.documents import DocumentsModel
from ui.models.roles import NOTE_ROLE, ROW_ROLE
from ui.painting import draw_versions
from ui.paper_list import PaperList, list_papers
from ui.row_pictures import HOVERED, SELECTED, PicturedDelegate
from ui.theme import Theme

__all__ = ["DocumentsPanel"]

Index = QModelIndex | QPersistentModelIndex
_VERSION_WIDTH = 18.0
_PROGRESS = 2.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_AT_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_TYPING_PAUSE_MS = 120
_MANY = 25
"""From so many papers on there is a field to find one."""
_AT_ONCE = 1000
"""Up to how many papers the window's own thread lists without anybody noticing."""

Aside: TypeAlias = Callable[[Callable[[], PaperList], Callable[[PaperList], object]], object]


class DocumentsPanel(QWidget):
    """The list of documents.

    Signals: ``document_wanted(id)`` to show one; ``narrow_wanted(Ref)`` with Ctrl-click; on a
    heading ``kinds_wanted(tuple[PaperKind, ...])``, and ``kinds_menu_wanted`` with these and a global place;
    ``menu_wanted(DocumentRow, QPoint)`` with a global place.
    """

    document_wanted = Signal(int)
    narrow_wanted = Signal(object)
    kinds_wanted = Signal(object)
    kinds_menu_wanted = Signal(object, QPoint)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = DocumentsModel(self)
        self.tree = QTreeView()
        self.tree.setProperty("part", "side-list")
        self.tree.setAccessibleName(tr("Documents"))
        self.tree.setModel(self.model)
        self.model.seen = self._seen
        self.model.modelReset.connect(self.tree.expandAll)
        self.model.rowsInserted.connect(self._unfold)
        self.tree.setItemDelegate(_DocumentDelegate(theme, self))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)  # else thousands of them are asked for their heights
        self.tree.setIndentation(0)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setMouseTracking(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.clicked.connect(self._clicked)
        self.tree.activated.connect(self._show)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.aside: Aside | None = None
        """Runs what takes long off the window's thread; without one everything is done at once."""
        self._rows: tuple[DocumentRow, ...] = ()
        self._importing = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a paper"))
        self.field.setAccessibleName(tr("Papers whose name, kind or day has these words"))
        self.field.setToolTip(tr("Papers whose name, kind or day has these words"))
        self.field.setClearButtonEnabled(True)
        self.field.hide()
        self._typed = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typed.timeout.connect(self._list)
        self.field.textChanged.connect(lambda _: self._typed.start())
        self.field.returnPressed.connect(self.tree.setFocus)
        self.nothing = QLabel(tr("No papers yet. Drop files or folders here, or press Import."))
        self.nothing.setProperty("part", "secondary")
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(12)
        self.nothing.hide()
        above = QHBoxLayout()
        above.setContentsMargins(8, 0, 8, 2)
        above.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(above)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tree)
        self.setMinimumWidth(130)
        theme.changed.connect(self.update)

    def show_rows(self, rows: tuple[DocumentRow, ...], *, importing: bool = False) -> None:
        """Show the documents of the case; the one that is current stays so."""
        self._rows, self._importing = rows, importing
        if not rows:
            self.field.clear()
        self.field.setVisible(len(rows) >= _MANY)
        self.nothing.setVisible(not rows)
        self._list()

    def _list(self) -> None:
        """Have the papers listed that the typed words name."""
        rows, words = self._rows, self.field.text()

        def tell(listed: PaperList) -> None:
            if rows is self._rows and words == self.field.text():
                self._show_list(listed)

        if len(rows) < _AT_ONCE or self.aside is None:
            tell(list_papers(rows, words))
        else:
            self.aside(lambda: list_papers(rows, words), tell)

    def _show_list(self, listed: PaperList) -> None:
        current = self.model.document_at(self.tree.currentIndex())
        self.model.set_list(listed, importing=self._importing)
        if current is not None:
            self.mark(current.id)

    def _unfold(self, parent: QModelIndex, first: int, last: int) -> None:
        """Show the papers under headings that came."""
        if not parent.isValid():
            for at in range(first, last + 1):
                self.tree.expand(self.model.index(at, 0))

    def _seen(self) -> Iterator[QModelIndex]:
        """Yield the lines on screen."""
        index, bottom = self.tree.indexAt(QPoint(0, 0)), self.tree.viewport().height()
        while index.isValid() and self.tree.visualRect(index).top() < bottom:
            yield index
            index = self.tree.indexBelow(index)

    def show_progress(self, progress: Mapping[int, PaperProgress]) -> None:
        """Mark how much of each paper was reviewed."""
        self.model.set_progress(progress)

    def show_linked(self, papers: Mapping[int, int] | None) -> None:
        """Tell the papers that hold what the columns are narrowed to; ``None`` stands for all."""
        self.model.set_linked(papers)

    def current(self) -> DocumentRow | None:
        """Return the document that the reader shows."""
        return self.model.document_at(self.tree.currentIndex())

    def mark(self, document: int) -> None:
        """Mark the document that the reader shows."""
        index = self.model.index_of(document)
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)

    def _clicked(self, index: QModelIndex) -> None:
        row, group = self.model.document_at(index), self.model.group_at(index)
        if (
            group is not None
            and QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.kinds_wanted.emit(group.kinds)
        if row is None:
            return
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.narrow_wanted.emit(row.ref)
        else:
            self.document_wanted.emit(row.id)

    def _show(self, index: QModelIndex) -> None:
        row = self.model.document_at(index)
        if row is not None:
            self.document_wanted.emit(row.id)

    def _menu(self, at: QPoint) -> None:
        index, place = self.tree.indexAt(at), self.tree.viewport().mapToGlobal(at)
        row, group = self.model.document_at(index), self.model.group_at(index)
        if row is not None:
            self.menu_wanted.emit(row, place)
        elif group is not None:
            self.kinds_menu_wanted.emit(group.kinds, place)


class _Face(NamedTuple):
    """What a line shows: of a paper with its state and how much of it was reviewed, or of a heading."""

    key: int | str
    name: str
    note: str
    row: DocumentRow | None = None
    unlinked: bool = False
    progress: PaperProgress | None = None
    attached: bool = False
    state: int = 0


class _DocumentDelegate(PicturedDelegate[_Face]):
    """Headings in small capitals; documents with their state at the right."""

    looks = SELECTED | HOVERED
    ground = "background"

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        base = QApplication.font()
        self._small, self._heading = QFont(base), QFont(base)
        self._small.setPointSizeF(base.pointSizeF() * 0.86)
        self._heading.setPointSizeF(base.pointSizeF() * 0.8)
        self._heading.setBold(True)
        self._heading.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        self._heading.setCapitalization(QFont.Capitalization.AllUppercase)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetricsF(QApplication.font()).height()
        return QSize(80, round(height + (10 if index.data(ROW_ROLE) else 14)))

    @override
    def face(self, index: Index, state: int) -> _Face:
        model = index.model()
        row = model.document_at(index) if isinstance(model, DocumentsModel) else None
        if row is None or not isinstance(model, DocumentsModel):
            name = str(index.data())
            return _Face(name, name, str(index.data(NOTE_ROLE) or ""))
        return _Face(row.id, *model.told_of(row), state)

    @override
    def draw(self, painter: QPainter, rect: QRectF, face: _Face) -> None:
        box = rect.adjusted(14, 0, -12, 0)
        if face.row is None:
            self._paint_heading(painter, box.adjusted(0, 4, 0, 0), face)
        else:
            self._paint_paper(painter, rect, box, face, face.row)

    def _paint_heading(self, painter: QPainter, box: QRectF, face: _Face) -> None:
        painter.setFont(self._heading)
        painter.setPen(self.theme.palette.color("secondary"))
        words = QFontMetricsF(self._heading).elidedText(
            face.name,
            Qt.TextElideMode.ElideRight,
            box.width() - QFontMetricsF(self._small).horizontalAdvance(face.note) - 8,
        )
        painter.drawText(box, _MIDDLE, words)
        painter.setFont(self._small)
        painter.drawText(box, _AT_END, face.note)

    def _paint_paper(
        self, painter: QPainter, rect: QRectF, box: QRectF, face: _Face, row: DocumentRow
    ) -> None:
        palette, note = self.theme.palette, face.note
        if face.state & SELECTED:
            painter.fillRect(rect, palette.color("selection"))
        elif face.state & HOVERED:
            painter.fillRect(rect, palette.color("panel"))
        room = box.adjusted(12 if face.attached else 0, 0, 0, 0)
        if note:
            failed = row.state is DocumentState.FAILED
            doubtful = row.machine_read or bool(row.notices)
            colour = "danger" if failed else "quote_ink" if doubtful else "secondary"
            painter.setFont(self._small)
            painter.setPen(palette.color(colour))
            painter.drawText(box, _AT_END, note)
            room.setRight(box.right() - QFontMetricsF(self._small).horizontalAdvance(note) - 8)
        has_versions = any(like.likeness.is_version for like in row.alike)
        if has_versions:
            room.setRight(room.right() - _VERSION_WIDTH)
        usual = QApplication.font()
        metrics = QFontMetricsF(usual)
        painter.setFont(usual)
        here = row.state is DocumentState.READY and not face.unlinked
        painter.setPen(palette.color("text" if here else "secondary"))
        name = metrics.elidedText(face.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, name)
        if has_versions:
            after = room.left() + metrics.horizontalAdvance(name)
            center = QPointF(after + _VERSION_WIDTH / 2 + 1, box.center().y())
            draw_versions(painter, center, palette.color("secondary"))
        self._paint_progress(painter, box, face.progress)

    def _paint_progress(
        self, painter: QPainter, box: QRectF, progress: PaperProgress | None
    ) -> None:
        """Paint a thin line below the name of a paper whose review was begun."""
        if progress is None or not progress.decided:
            return
        track = QRectF(box.left(), box.bottom() - _PROGRESS, box.width(), _PROGRESS)
        painter.fillRect(track, self.theme.palette.color("line"))
        track.setWidth(track.width() * progress.decided / progress.total)
        painter.fillRect(track, self.theme.palette.color("secondary"))
