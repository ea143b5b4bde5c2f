"""The field that searches the papers, answered while it is filled, with suggestions under it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from casefile.search_records import Suggestion
from ui.asked_before import AskedBefore
from ui.key_table import KeyTable
from ui.language import tr
from ui.query_field import QueryField
from ui.query_help import show_query_help
from ui.theme import Theme

__all__ = ["SearchField"]

_PAD_X, _PAD_Y = 12.0, 5.0
_LABEL_SHARE = 0.62
_ENDS = 44
"""Pixels at the ends of the field, and between its words and the key."""
_SUGGESTION_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class SearchField(QueryField):
    """The field with its list of suggestions.

    Signals: those of a ``QueryField``; ``suggestions_wanted(str)`` with the text as it stands.
    """

    suggestions_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "search")
        self.setPlaceholderText(tr("Search the papers"))
        self.setAccessibleName(tr("Search"))
        self.setToolTip(
            tr('Words, "phrases", AND OR NOT, fraud w/10 damages, kind:order, speaker:name (F1)')
        )
        self.name_clear_button(tr("Clear the search"), tr("Clear the search (Esc)"))
        self._hint = QLabel(tr("Ctrl F"), self)
        self._hint.setProperty("part", "secondary")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self._changed)
        self.textEdited.connect(self._edited)
        self.asked = AskedBefore()
        """What Up and Down go through."""
        KeyTable(self, {"F1": self.show_help})
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self.offered = QListView()
        """The list of suggestions, the completer's own."""
        self._show_list(theme)

    def _show_list(self, theme: Theme) -> None:
        completer = self._completer
        # Not the field's own completer, which would open at every letter with what fitted the last one.
        completer.setWidget(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(12)
        completer.setPopup(self.offered)
        self.offered.setItemDelegate(_SuggestionDelegate(theme, self))
        self.offered.setAccessibleName(tr("Suggestions"))
        completer.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]  # overloaded

    # -- what is shown

    def show_suggestions(self, typed: str, found: Sequence[Suggestion]) -> None:
        """Offer what the text may become; nothing if it has changed since, or the keyboard is elsewhere."""
        if typed != self.text() or not self.hasFocus():
            return
        self._model.clear()
        for each in found:
            item = QStandardItem(each.label)
            item.setData(each, _SUGGESTION_ROLE)
            item.setData(f"{each.label}, {each.told}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._model.appendRow(item)
        if found:
            self._completer.complete()
            # The list takes its first row as current when it opens; Return is to mean what was typed.
            self.offered.setCurrentIndex(QModelIndex())
        else:
            self.offered.hide()

    def show_help(self) -> None:
        """Show what can be typed here, under the field."""
        self.offered.hide()
        show_query_help(self)

    def show_within(self, narrowed: bool) -> None:
        """Say whether words are looked for in all papers, or within a former answer."""
        self.setPlaceholderText(
            tr("Search within these papers") if narrowed else tr("Search the papers")
        )

    # -- what is typed

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        """Show the key while the field is empty, where it does not lie on the words that stand for them."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        has_room = self.width() > words + self._hint.sizeHint().width() + _ENDS
        self._hint.setVisible(not self.text() and has_room)

    def _changed(self, text: str) -> None:
        self._show_hint()
        if not text:
            self.offered.hide()

    def _edited(self, _text: str) -> None:
        self.offered.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        query = self.asked.step(self.text(), by) if by else None
        if query is None:
            super().keyPressEvent(event)
            return
        self.setText(query)
        if query:
            self._typing.stop()  # Return asks it; "" leaves the search like any other emptied field

    @override
    def pause(self) -> None:
        text = self.text()
        if text.strip() and self.hasFocus():
            self.suggestions_wanted.emit(text)
        super().pause()

    @override
    def enter(self) -> None:
        if self.offered.isVisible() and self.offered.currentIndex().isValid():
            return  # Return takes the suggestion; see ``_chosen``
        self.offered.hide()
        super().enter()

    def _chosen(self, index: QModelIndex) -> None:
        suggestion: Suggestion = index.data(_SUGGESTION_ROLE)
        self.ask_at_once(suggestion.query)


class _SuggestionDelegate(QStyledItemDelegate):
    """A suggestion's words at the left, what is told of it at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._small = QFont(QApplication.font())
        self._small.setPointSizeF(self._small.pointSizeF() * 0.86)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetricsF(option.font).height() + 2 * _PAD_Y
        return QSize(200, round(height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion: Suggestion = index.data(_SUGGESTION_ROLE)
        palette = self._theme.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, palette.selection)
        inside = QRectF(option.rect).adjusted(_PAD_X, 0, -_PAD_X, 0)
        left = QRectF(inside)
        left.setWidth(inside.width() * _LABEL_SHARE)
        right = QRectF(inside)
        right.setLeft(left.right() + _PAD_X)
        middle = Qt.AlignmentFlag.AlignVCenter
        for rect, words, font, color, side in (
            (left, suggestion.label, option.font, palette.text, Qt.AlignmentFlag.AlignLeft),
            (right, suggestion.told, self._small, palette.secondary, Qt.AlignmentFlag.AlignRight),
        ):
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
            painter.setFont(font)
            painter.setPen(color)
            painter.drawText(rect, side | middle, shown)
        painter.restore()
