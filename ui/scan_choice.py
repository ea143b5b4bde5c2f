"""Which engine reads scans in the background: chosen in the menu, remembered in the settings."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from ui.desk import Desk
from ui.language import tr
from ui.settings import SettingsFile

__all__ = ["ScanChoice"]

_ENGINES = ("rapidocr", "tesseract")


class ScanChoice(QObject):
    """Keeps menu, settings and the reading of scans in step. Signal: ``said(str)``."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        settings: SettingsFile,
        actions: Mapping[str, QAction],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._actions = actions
        self.choose(settings.value.scans)
        desk.jobs.run(_installed, self._offer)

    def choose(self, engine: str) -> None:
        """Have scans read by this engine, or by none for "", from now on."""
        if engine not in _ENGINES:
            engine = ""
        self._actions[f"scans_{engine or 'off'}"].setChecked(True)
        self._desk.scans.set_engine(engine or None)
        if engine != self._settings.value.scans:
            self._settings.save(replace(self._settings.value, scans=engine))

    def read_again(self) -> None:
        """Try pages again that could not be read, as after another engine was chosen."""
        if not self._desk.scans.again():
            self.said.emit(
                tr("Scans are not read again while papers come in, or while it is turned off")
            )

    def _offer(self, installed: tuple[str, ...]) -> None:
        """Offer only what is there; where the chosen engine is gone, the other one takes its place."""
        for engine in _ENGINES:
            self._actions[f"scans_{engine}"].setEnabled(engine in installed)
        if "rapidocr" not in installed:
            self._actions["scans_rapidocr"].setToolTip(
                tr("Reading scans is not part of this variant of Pincite")
            )
        chosen = self._settings.value.scans
        if chosen and chosen not in installed:
            self.choose(installed[0] if installed else "")


def _installed() -> tuple[str, ...]:
    """Return the engines that work on this computer. Runs off the window's thread."""
    from importers import ocr

    return ocr.available()
