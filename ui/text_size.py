"""How large the window's text is, and whether it moves: larger and smaller text, less movement; remembered.

The size of text goes through everything that is painted, so the window is built anew with it: the program
leaves the window, and comes back with the same case.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.desk import Desk
from ui.language import tr
from ui.settings import SettingsFile

__all__ = ["SIZES", "TextSize", "give_text_size", "less_movement_wanted", "still"]

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""What can be chosen, in hundredths of the system's size."""

_EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def give_text_size(percent: int, system: QFont) -> None:
    """Set the application's text to a part of the system's; before the window is built."""
    font = QFont(system)
    font.setPointSizeF(system.pointSizeF() * percent / 100)
    QApplication.setFont(font)


def less_movement_wanted(setting: bool) -> bool:
    """Tell whether things should stay still: the user says so here, or in the system, where Qt can tell."""
    told = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    # Qt tells it from 6.12 on, as an enumeration whose second value is "reduced".
    preference = told() if told is not None else None
    return setting or getattr(preference, "value", 0) == 1


def still(wanted: bool) -> None:
    """Let menus, boxes and tooltips come at once, without sliding or fading."""
    if wanted:
        for effect in _EFFECTS:
            QApplication.setEffectEnabled(effect, False)


class TextSize(QObject):
    """The commands for it.

    Signals: ``said(str)`` for the line of status; ``again_wanted()`` when the window is to be built anew.
    """

    said = Signal(str)
    again_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        settings: SettingsFile,
        movement: QAction,
        show_movement: Callable[[bool], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._movement = movement
        self._show_movement = show_movement
        movement.setChecked(settings.value.less_movement)
        show_movement(less_movement_wanted(settings.value.less_movement))

    def larger(self) -> None:
        """Take the next larger size."""
        now = self._settings.value.text_percent
        self._take(SIZES[min(bisect_right(SIZES, now), len(SIZES) - 1)])

    def smaller(self) -> None:
        """Take the next smaller size."""
        now = self._settings.value.text_percent
        self._take(SIZES[max(bisect_left(SIZES, now) - 1, 0)])

    def usual(self) -> None:
        """Take the system's size."""
        self._take(100)

    def toggle_movement(self) -> None:
        """Have less that moves, or again what moves by itself."""
        wanted = self._movement.isChecked()
        self._settings.save(replace(self._settings.value, less_movement=wanted))
        still(wanted)
        self._show_movement(wanted)
        self.said.emit(
            tr("Nothing moves by itself") if wanted else tr("Work under way is shown moving")
        )

    def _take(self, percent: int) -> None:
        if percent == self._settings.value.text_percent:
            self.said.emit(tr("Text is {percent}% of the system’s: no further", percent=percent))
            return
        if self._desk.importing:
            self.said.emit(tr("The size of text can be changed when the import has ended"))
            return
        self._settings.save(replace(self._settings.value, text_percent=percent))
        self.again_wanted.emit()
