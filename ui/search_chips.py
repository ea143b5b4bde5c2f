"""Chips that name the answers within which a search goes on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.language import tr
from ui.messages import on_button

__all__ = ["WithinChips"]

_LONGEST = 28


class WithinChips(QWidget):
    """A chip for each former query; a click takes it away.

    Signal: ``widen_wanted(int)`` with the place of the chip.
    """

    widen_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 12, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        # However long the queries are, the window can be narrow.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("part", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def show_former(self, queries: Sequence[str]) -> None:
        """Show these former queries, the first asked first."""
        for old in self.chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips = [self._chip(place, query) for place, query in enumerate(queries)]
        self.setVisible(bool(queries))

    def _chip(self, place: int, query: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("part", "search-chip")
        short = query if len(query) <= _LONGEST else f"{query[: _LONGEST - 1].rstrip()}…"
        chip.setText(tr("within: {short}  ×", short=on_button(short)))
        chip.setAccessibleName(tr("Searching within {query}", query=query))
        chip.setToolTip(
            tr("Only papers with {query}. Click to search in all papers again (Esc)", query=query)
        )
        chip.clicked.connect(partial(self._take_away, place))
        self._row.insertWidget(place, chip)
        return chip

    def _take_away(self, place: int, _checked: bool = False) -> None:
        self.widen_wanted.emit(place)
