"""The row of tabs above the reader: one for each open paper, the one in preview in italics."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton, QWidget
from typing_extensions import override

from ui.language import tr
from ui.row_pictures import RowPictures
from ui.theme import Theme

__all__ = ["PaperTab", "TabBar"]

_PAD = 10
_BETWEEN = 4
_WIDEST_LETTERS = 26
_NARROWEST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class PaperTab:
    """What a tab says: the paper's short name, what it is, and whether it makes way for the next paper."""

    title: str
    told: str
    preview: bool


class _Look(NamedTuple):
    """What a tab shows; ``in_use`` where keys apply to this row of tabs."""

    number: int
    title: str
    preview: bool
    is_current: bool
    is_under: bool
    in_use: bool
    focused: bool


class TabBar(QTabBar):
    """Tabs of papers, told apart by a number that the caller gives each.

    Signals: ``chosen(int)`` when the user went to a tab; ``close_wanted(int)``; ``keep_wanted(int)`` after a
    double click; ``menu_wanted(int, QPoint)`` with a global place; ``moved()`` after tabs were put in
    another order; ``dragged_off(int)`` when a tab is pulled out of the row.
    """

    chosen = Signal(int)
    close_wanted = Signal(int)
    keep_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    moved = Signal()
    dragged_off = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = RowPictures(theme, "background", self)
        self._faces: dict[int, PaperTab] = {}
        self._quiet = False
        self._pressed = -1
        self.is_active = True
        """Whether keys apply to this row of tabs and not to one beside it."""
        self.setAccessibleName(tr("Open papers"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._changed)
        self.tabMoved.connect(lambda _from, _to: self.moved.emit())
        self.tabBarDoubleClicked.connect(self._double_clicked)
        theme.changed.connect(self.update)

    # -- tabs

    def numbers(self) -> list[int]:
        """Return the numbers of all tabs in their order."""
        return [int(self.tabData(at)) for at in range(self.count())]

    def place_of(self, number: int) -> int:
        """Return where a tab stands, -1 for none."""
        return self.numbers().index(number) if number in self._faces else -1

    def add(self, number: int, face: PaperTab, at: int | None = None) -> None:
        """Add a tab at the end or at a place; the current one stays."""
        self._faces[number] = face
        self._quiet = True
        place = self.insertTab(self.count() if at is None else at, face.title)
        self.setTabData(place, number)
        close = QToolButton(self)
        close.setProperty("part", "tab-close")
        close.setText("×")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self.close_wanted.emit(number))
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, close)
        self._quiet = False
        self.show_face(number, face)

    def show_face(self, number: int, face: PaperTab) -> None:
        """Say something else on a tab."""
        place = self.place_of(number)
        if place < 0:
            return
        self._faces[number] = face
        if self.tabText(place) != face.title:
            self.setTabText(place, face.title)
        preview = tr("makes way for the next paper; double click keeps it")
        told = f"{face.told}\n{preview}" if face.preview else face.told
        self.setTabToolTip(place, told)
        self.setAccessibleTabName(place, f"{face.title}, {preview}" if face.preview else face.title)
        close = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
        if close is not None:
            words = tr("Close {title} (Ctrl+W)", title=face.title)
            close.setToolTip(words)
            close.setAccessibleName(words)
        self.update()

    def remove(self, number: int) -> None:
        """Take a tab away; which one is current is then the caller's to say."""
        place = self.place_of(number)
        if place >= 0:
            self._quiet = True
            self.removeTab(place)
            self._quiet = False
            del self._faces[number]

    def show_current(self, number: int) -> None:
        """Make a tab the current one without telling of it."""
        place = self.place_of(number)
        if place >= 0 and place != self.currentIndex():
            self._quiet = True
            self.setCurrentIndex(place)
            self._quiet = False

    def set_active(self, active: bool) -> None:
        """Show whether keys apply to this row of tabs."""
        if active != self.is_active:
            self.is_active = active
            self.update()

    def _changed(self, place: int) -> None:
        if place >= 0 and not self._quiet and self.tabData(place) is not None:
            self.chosen.emit(int(self.tabData(place)))

    def _double_clicked(self, place: int) -> None:
        if place >= 0:
            self.keep_wanted.emit(int(self.tabData(place)))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place, at = self.tabAt(event.pos()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard or place < 0:
            place = self.currentIndex()
            at = self.mapToGlobal(self.tabRect(place).bottomLeft())
        if place >= 0:
            self.menu_wanted.emit(int(self.tabData(place)), at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and place >= 0:
            self.close_wanted.emit(int(self.tabData(place)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self.keep_wanted.emit(int(self.tabData(place)))
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        place = self.tabAt(event.position().toPoint()) if is_left else -1
        self._pressed = int(self.tabData(place)) if place >= 0 else -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        away = self.rect().adjusted(0, -self.height(), 0, self.height())
        held = self._pressed >= 0 and event.buttons() & Qt.MouseButton.LeftButton
        if not held or away.contains(event.position().toPoint()):
            super().mouseMoveEvent(event)
            return
        number, self._pressed = self._pressed, -1
        # Qt is told that the button is up, else the row goes on moving the tab about.
        up = QMouseEvent(
            QEvent.Type.MouseButtonRelease,
            event.position(),
            event.globalPosition(),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        super().mouseReleaseEvent(up)
        self.dragged_off.emit(number)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and place >= 0:
            self.close_wanted.emit(int(self.tabData(place)))

    # -- look

    def _font(self, place: int) -> QFont:
        font = QFont(self.font())
        face = self._faces.get(int(self.tabData(place) or 0))
        font.setItalic(face is not None and face.preview)
        return font

    @override
    def tabSizeHint(self, index: int) -> QSize:
        metrics = QFontMetrics(self._font(index))
        words = metrics.horizontalAdvance(self.tabText(index))
        letter = metrics.averageCharWidth()
        words = min(max(words, letter * _NARROWEST_LETTERS), letter * _WIDEST_LETTERS)
        close = metrics.height() + _BETWEEN
        return QSize(words + close + 2 * _PAD, metrics.height() + 12)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, painted = self._theme.palette, event.region()
        painter.fillRect(self.rect(), palette.color("background"))
        painter.setPen(palette.color("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        under = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        current, focused = self.currentIndex(), self.hasFocus()
        for place in range(self.count()):
            rect = self.tabRect(place)
            if not painted.intersects(rect):
                continue
            number, is_current = int(self.tabData(place) or 0), place == current
            look = _Look(
                number,
                self.tabText(place),
                number in self._faces and self._faces[number].preview,
                is_current,
                place == under and not is_current,
                is_current and self.is_active,
                is_current and focused,
            )
            self._pictures.show(painter, self, rect, look, self._paint_tab)
        painter.end()

    def _paint_tab(self, painter: QPainter, box: QRectF, look: _Look) -> None:
        palette, rect = self._theme.palette, box.toRect()
        if look.is_current:
            painter.fillRect(rect, palette.color("panel"))
            ink = palette.color("party_ink" if look.in_use else "secondary")
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), ink)
        else:
            painter.setPen(palette.color("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if look.is_under:
            painter.fillRect(rect.adjusted(0, 2, 0, -1), palette.color("selection"))
        painter.setPen(palette.color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        font = QFont(self.font())
        font.setItalic(look.preview)
        painter.setFont(font)
        painter.setPen(palette.color("text" if look.is_current else "secondary"))
        metrics = QFontMetrics(font)
        room = rect.adjusted(_PAD, 0, -_PAD - metrics.height() - _BETWEEN + 2, 0)
        words = metrics.elidedText(look.title, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if look.focused:
            painter.setPen(palette.color("party_ink"))
            painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 4.5, -3.5, -3.5), 3, 3)

    @override
    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        side = QFontMetrics(self.font()).height()
        for place in range(self.count()):
            close = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if close is not None and close.width() != side:
                close.setFixedSize(side, side)
