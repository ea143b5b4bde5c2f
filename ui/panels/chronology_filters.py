"""The bar of filters above the chronology: each control says how many events each of its choices has."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.event_records import Standing
from casefile.records import RefType
from extraction.date_wording import day_words
from extraction.findings import EventKind
from ui.bar import keep_height
from ui.chronology_arranged import Choices
from ui.chronology_book import EventBook
from ui.chronology_filter import EventFilter, Facet, Picked, Review
from ui.chronology_words import KIND_NAMES
from ui.enum_words import enum_word
from ui.event_marks import draw_event_mark
from ui.flow_row import FlowRow
from ui.language import tr
from ui.theme import Theme

__all__ = ["FilterBar"]

_TYPING_PAUSE_MS = 120
_SPELLED_FROM = 700
_FEW = 300
"""Up to how many values a box takes while nobody looks at them."""


class PickBox(QComboBox):
    """One of several values, or any; as narrow as the bar asks for. Signal: ``picked(object)``."""

    picked = Signal(object)

    def __init__(self, name: str, anything: str) -> None:
        super().__init__()
        self._anything = anything
        self._values: list[object] = [None]
        self._choices: list[tuple[str, object, int]] = []
        self._current: object = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setPlaceholderText(name)  # shorter than the words for any value, which it stands for
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItem(anything)
        self.setCurrentIndex(-1)
        self.activated.connect(lambda at: self.picked.emit(self._values[at]))

    def show_choices(self, choices: Sequence[tuple[str, object, int]], current: object) -> None:
        """Offer values with their words and numbers of events; those without events are left out.

        Of very many only the current one is taken until the list is opened.
        """
        self._choices = [each for each in choices if each[2] or each[1] == current]
        self._current = current
        few = len(self._choices) <= _FEW
        self._fill(self._choices if few else [each for each in self._choices if each[1] == current])

    def _fill(self, kept: Sequence[tuple[str, object, int]]) -> None:
        self._values = [None, *(value for _, value, _ in kept)]
        self.blockSignals(True)
        self.clear()
        self.addItem(self._anything)
        self.addItems([f"{words}  {number:,}" for words, _, number in kept])
        known = self._current is not None and self._current in self._values
        self.setCurrentIndex(self._values.index(self._current) if known else -1)
        self.blockSignals(False)
        view, letters = self.view(), max((len(words) for words, _, _ in kept), default=0)
        view.setMinimumWidth(min(letters * self.fontMetrics().averageCharWidth() + 90, 420))

    @override
    def showPopup(self) -> None:
        if len(self._values) <= len(self._choices):
            self._fill(self._choices)
        super().showPopup()


class FilterBar(QWidget):
    """Signals: ``changed(EventFilter)``; ``left()`` when the keyboard is to go back to the rows."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = EventFilter()
        self._numbers: dict[EventKind, int] = {}
        self._typed = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typed.timeout.connect(lambda: self._set(text=self.text.text().strip()))
        self.text: QLineEdit = QLineEdit()
        self.text.setPlaceholderText(tr("Find words (F)"))
        self.text.setAccessibleName(tr("Words in these events"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda _: self._typed.start())
        self.text.installEventFilter(self)
        self.party = PickBox(tr("Party"), tr("Any party"))
        self.document = PickBox(tr("Paper"), tr("Any paper"))
        self.standing = PickBox(tr("Standing"), tr("Any standing"))
        self.review = PickBox(tr("Review"), tr("Any review"))
        self.tag = PickBox(tr("Tag"), tr("Any tag"))
        self.tag.setMinimumWidth(110)
        self.party.picked.connect(lambda value: self._set(party=value))
        self.document.picked.connect(lambda value: self._set(document=value))
        self.standing.picked.connect(lambda value: self._set(standing=value))
        self.review.picked.connect(lambda value: self._set(review=value))
        self.tag.picked.connect(lambda value: self._set(tag=value))
        self.conflicts = _toggle(
            tr("Conflicts"), tr("Only events that papers put on different days")
        )
        self.conflicts.setChecked(False)
        self.conflicts.toggled.connect(lambda on: self._set(conflicts=on))
        self.days = _link("", tr("Show all days again"))
        self.days.clicked.connect(lambda: self._set(days=None))
        self.clear = _link(tr("Clear"), tr("Clear all filters (Backspace)"))
        self.clear.clicked.connect(self.clear_all)
        self.kinds: dict[EventKind, QToolButton] = {}
        for kind, name in KIND_NAMES.items():
            button = _toggle("", tr("Show or hide {lower}", lower=name.lower()))
            button.setAccessibleName(tr("Show {lower}", lower=name.lower()))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            side = max(13, button.fontMetrics().height() - 1)
            button.setIconSize(QSize(side, side))
            button.setProperty("beside", "icon")
            button.toggled.connect(partial(self._kind_toggled, kind))
            self.kinds[kind] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.text.setMinimumWidth(110)
        layout.addWidget(
            _row("column-head", (self.text, self.party, self.document, self.standing, self.review))
        )
        shown = (*self.kinds.values(), self.conflicts, self.tag, self.days, self.clear)
        kinds = FlowRow(shown)  # that go on below in a narrow window
        kinds.setProperty("part", "column-head")
        kinds.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.addWidget(kinds)
        theme.changed.connect(self._paint_kinds)
        self._paint_kinds()

    @property
    def filter(self) -> EventFilter:
        """What is shown."""
        return self._filter

    def clear_all(self) -> None:
        """Show everything that is shown when the chronology is opened."""
        self._take(self._filter.cleared())

    def set_filter(self, wanted: EventFilter) -> None:
        """Show what somebody else asked for."""
        self._take(wanted)

    def show_counts(self, book: EventBook, picked: Picked, choices: Choices) -> None:
        """Say at every control what it would leave; ``choices`` are the parties and papers."""
        wanted = self._filter
        self.party.show_choices(choices.get(Facet.PARTY, ()), wanted.party)
        self.document.show_choices(choices.get(Facet.DOCUMENT, ()), wanted.document)
        self.standing.show_choices(
            [(enum_word(each), each, picked.count(Facet.STANDING, each)) for each in Standing],
            wanted.standing,
        )
        self.review.show_choices(
            [(enum_word(each), each, picked.count(Facet.REVIEW, each)) for each in Review],
            wanted.review,
        )
        tags = book.tags
        self.tag.show_choices(
            [(tag, tag, picked.count(Facet.TAG, tag)) for tag in tags], wanted.tag
        )
        self.tag.setVisible(bool(tags))
        # Numbers of the first events alone would be taken for those of the case.
        self._numbers = (
            {}
            if book.is_beginning
            else {kind: picked.count(Facet.KIND, kind) for kind in self.kinds}
        )
        for box in (self.party, self.document, self.standing, self.review):
            box.setEnabled(not book.is_beginning)
        conflicts = picked.count(Facet.CONFLICT, True)
        self.conflicts.setText(tr("≠ Conflicts {conflicts:,}", conflicts=conflicts))
        self.conflicts.setVisible(bool(conflicts) or wanted.conflicts)
        self._name_kinds()

    # -- inside

    def _set(self, **changes: object) -> None:
        self._take(replace(self._filter, **changes))  # type: ignore[arg-type]

    def _kind_toggled(self, kind: EventKind, on: bool) -> None:
        self._take(self._filter.with_kind(kind, on))

    def _take(self, wanted: EventFilter) -> None:
        if wanted == self._filter:
            return
        self._filter = wanted
        self._typed.stop()
        if self.text.text().strip() != wanted.text:
            self.text.blockSignals(True)
            self.text.setText(wanted.text)
            self.text.blockSignals(False)
        for kind, button in self.kinds.items():
            button.blockSignals(True)
            button.setChecked(kind not in wanted.hidden)
            button.blockSignals(False)
        self.conflicts.blockSignals(True)
        self.conflicts.setChecked(wanted.conflicts)
        self.conflicts.blockSignals(False)
        self._show_state()
        self._paint_kinds()
        self.changed.emit(wanted)

    def _show_state(self) -> None:
        days = self._filter.days
        self.days.setText(f"{day_words(days[0])} – {day_words(days[1])} ×" if days else "")
        self.days.setVisible(days is not None)
        self.clear.setVisible(self._filter.is_set)

    def _name_kinds(self) -> None:
        """Give the buttons of kinds their names and numbers, in a narrow window the numbers alone."""
        spelled = self.width() >= _SPELLED_FROM
        for kind, button in self.kinds.items():
            number = f"{self._numbers[kind]:,}" if kind in self._numbers else ""
            button.setText(f"{KIND_NAMES[kind]} {number}".rstrip() if spelled else number)
        self._show_state()

    def _paint_kinds(self) -> None:
        ratio = self.devicePixelRatioF()
        for kind, button in self.kinds.items():
            side = button.iconSize().width()
            pixels = QPixmap(round(side * ratio), round(side * ratio))
            pixels.setDevicePixelRatio(ratio)
            pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixels)
            painter.scale(side / 13, side / 13)  # what it is drawn for
            is_hidden = kind in self._filter.hidden
            button.setChecked(not is_hidden)
            if is_hidden:
                painter.setOpacity(0.8)
            ink = self._theme.palette.ink(RefType.DATE)
            draw_event_mark(painter, kind, QPointF(6.5, 6.5), 10, ink)
            painter.end()
            button.setIcon(QIcon(pixels))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_kinds()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.text
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        ):
            self._set(text=self.text.text().strip())
            self.left.emit()
            return True
        return super().eventFilter(watched, event)


def _toggle(words: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("part", "plain")
    made.setText(words)
    made.setToolTip(hint)
    made.setAccessibleName(hint)
    made.setCheckable(True)
    made.setChecked(True)
    return made


def _link(words: str, hint: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("part", "link")
    made.setToolTip(hint)
    made.hide()
    return made


def _row(part: str, widgets: Iterable[QWidget]) -> QWidget:
    made = QWidget()
    made.setProperty("part", part)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    keep_height(made, 38)
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 3, 10, 3)
    row.setSpacing(5)
    for widget in widgets:
        share = 3 if isinstance(widget, QLineEdit) else 2 if isinstance(widget, PickBox) else 0
        row.addWidget(widget, share)
    return made
