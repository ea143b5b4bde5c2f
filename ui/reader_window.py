"""A second window with a reader of its own, for a second screen: same case, same marks, same keys."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ui.icons import application_icon
from ui.jobs import Jobs
from ui.language import tr
from ui.mouse_buttons import BackForward
from ui.panels.reader_sides import ReaderSides
from ui.reader_trail import ReaderTrail
from ui.shape import geometry_text, give_geometry
from ui.theme import Theme

__all__ = ["ReaderWindow"]


class ReaderWindow(QWidget):
    """A reader in a window of its own.

    Signals: ``closed()``; ``follow_changed(bool)`` when the user wants what the main window opens to be
    shown here, too, or no longer.
    """

    closed = Signal()
    follow_changed = Signal(bool)

    def __init__(
        self,
        jobs: Jobs,
        theme: Theme,
        make_reader: Callable[[Jobs, Theme, QWidget], ReaderSides],
        actions: Iterable[QAction],
        *,
        beside: QWidget,
    ) -> None:
        super().__init__()
        self._main = beside
        self.reader = make_reader(jobs, theme, self)
        self.trail = ReaderTrail(self.reader)
        BackForward(self, self.trail.back, self.trail.forward)
        # One window more must not keep the program alive when the main one is closed.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowIcon(application_icon())
        self.setProperty("part", "window")
        self.follow = QCheckBox(tr("Follow the main window"))
        self.follow.setToolTip(tr("Show here, too, what is opened in the main window"))
        self.follow.toggled.connect(self.follow_changed)
        self.said = QLabel("")
        self.said.setProperty("part", "secondary")
        self.said.setAccessibleName(tr("What was done"))
        foot = QWidget()
        foot.setProperty("part", "status-bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.said, 1)
        row.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reader, 1)
        column.addWidget(foot)
        # The keys are those of the main window: its commands go by which window is in use.
        self.addActions(list(actions))
        self.reader.setFocus()

    def say(self, sentence: str) -> None:
        """Show what a command did, as the main window's line of status may be far away."""
        self.said.setText(sentence)
        self.said.setToolTip(sentence)

    def show_case(self, name: str) -> None:
        """Name the case in the title."""
        self.setWindowTitle(tr("{case} – second window – Pincite", case=name))

    # -- where it stands

    def place(self, geometry: str) -> None:
        """Give the window its place of last time; the first time that of another screen, if there is one."""
        if geometry:
            give_geometry(self, geometry)
            return
        here = self._main.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        area = (others[0] if others else here).availableGeometry()
        if others:
            self.setGeometry(area.adjusted(40, 40, -40, -40))
        else:
            self.setGeometry(
                area.center().x() - 100,
                area.top() + 60,
                min(900, area.width() // 2),
                area.height() - 120,
            )

    def geometry_kept(self) -> str:
        """Return the window's place as text for the settings, with the screen it is on."""
        return geometry_text(self)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
