"""What stands at the edges of a paper's view: the strip of small pages at its left, the line of zoom below.

Both lie in margins of the view itself, so that they go wherever the view goes.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from ui.language import tr
from ui.panels.reader_layout import FULL, Fit
from ui.panels.reader_thumbnails import ThumbnailStrip

__all__ = ["ReaderEdges", "ZoomLine", "page_zooms", "text_zooms"]

_WIDE_ENOUGH = 5
"""So many strips must fit into a view for the strip to come by itself: the page is what is read."""


def page_zooms() -> dict[str, object]:
    """Return how large pages can be shown, by name."""
    percents = {
        f"{percent}%": percent / 100 * FULL for percent in (50, 75, 100, 125, 150, 200, 300, 400)
    }
    return {tr("Page width"): Fit.WIDTH, tr("Whole page"): Fit.PAGE, **percents}


def text_zooms() -> dict[str, object]:
    """Return how large a text can be set, by name."""
    return {f"{percent}%": percent for percent in (75, 100, 125, 150, 200, 300)}


class ZoomLine(QFrame):
    """Small pages on or off; smaller, how large, larger.

    Signals: ``strip_wanted(bool)``, ``smaller_wanted()``, ``larger_wanted()``, ``zoom_wanted(object)`` with
    one of the choices.
    """

    strip_wanted = Signal(bool)
    smaller_wanted = Signal()
    larger_wanted = Signal()
    zoom_wanted = Signal(object)

    def __init__(self, choices: dict[str, object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.setProperty("part", "foot")
        self.strip = _button(self, tr("Small pages"), tr("Show or hide the small pages (F9)"))
        self.strip.setCheckable(True)
        self.strip.clicked.connect(self.strip_wanted)
        smaller = _button(self, "−", tr("Smaller (Ctrl+−)"))
        smaller.clicked.connect(self.smaller_wanted)
        self.percent = _button(self, "100%", tr("How large the paper is shown"))
        self.percent.clicked.connect(self.show_menu)
        larger = _button(self, "+", tr("Larger (Ctrl++)"))
        larger.clicked.connect(self.larger_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 6, 1)
        row.setSpacing(2)
        row.addWidget(self.strip)
        row.addStretch(1)
        for button in (smaller, self.percent, larger):
            row.addWidget(button)

    def show_menu(self) -> None:
        """Offer the choices above the button."""
        menu = QMenu(self.percent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, choice in self._choices.items():
            action = menu.addAction(name)
            action.triggered.connect(
                lambda _checked=False, choice=choice: self.zoom_wanted.emit(choice)
            )
        corner = self.percent.mapToGlobal(self.percent.rect().topRight())
        size = menu.sizeHint()
        menu.popup(corner - QPoint(size.width(), size.height()))

    def show_percent(self, percent: int) -> None:
        """Show how large the paper is."""
        self.percent.setText(f"{percent}%")
        self.percent.setAccessibleName(tr("Shown at {percent}%", percent=percent))


class ReaderEdges(QObject):
    """Keeps the strip and the line in their places.

    Signal: ``strip_chosen(bool)`` when the user showed or hid the small pages.
    """

    strip_chosen = Signal(bool)

    def __init__(
        self,
        view: QAbstractScrollArea,
        strip: ThumbnailStrip,
        line: ZoomLine,
        set_margins: Callable[[int, int, int, int], None],
    ) -> None:
        super().__init__(view)
        self._view, self.strip, self.line = view, strip, line
        self._set_margins = set_margins
        self._below_scroll_bar = QFrame()
        self._below_scroll_bar.setProperty("part", "foot")
        view.addScrollBarWidget(self._below_scroll_bar, Qt.AlignmentFlag.AlignBottom)
        self._wanted: bool | None = None
        self._allowed = True
        line.strip_wanted.connect(self._choose)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self._place()

    def show_strip(self, wanted: bool | None) -> None:
        """Show the strip or hide it; ``None`` shows it where there is plenty of room."""
        self._wanted = wanted
        self._place()

    def allow_strip(self, allowed: bool) -> None:
        """Have no strip in any case where another view beside this one has it."""
        self._allowed = allowed
        self._place()

    @property
    def has_strip(self) -> bool:
        """Tell whether the strip is shown."""
        return not self.strip.isHidden()

    def _choose(self, wanted: bool) -> None:
        self.show_strip(wanted)
        self.strip_chosen.emit(wanted)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the view's size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.Show):
            self._place()
        return False

    def _place(self) -> None:
        self.line.setFont(QApplication.font())  # not that of the paper's words
        wide, high = self.strip.sizeHint().width(), self.line.sizeHint().height()
        by_itself = self._view.width() >= _WIDE_ENOUGH * wide
        shown = self._allowed and (by_itself if self._wanted is None else self._wanted)
        self.strip.setVisible(shown)
        self.line.strip.setChecked(shown)
        self.line.strip.setVisible(self._allowed)
        self._below_scroll_bar.setFixedHeight(high)
        self._set_margins(wide if shown else 0, 0, 0, high)
        area = self._view.viewport().geometry()
        left = area.left() - (wide if shown else 0)
        self.strip.setGeometry(QRect(left, area.top(), wide, area.height()))
        self.line.setGeometry(QRect(left, area.bottom() + 1, area.right() + 1 - left, high))


def _button(parent: QWidget, words: str, told: str) -> QToolButton:
    button = QToolButton(parent)
    button.setText(words)
    button.setProperty("part", "plain")
    button.setToolTip(told)
    button.setAccessibleName(told)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
