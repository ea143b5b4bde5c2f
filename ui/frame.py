"""The window's frame: on the screen before the window's parts are loaded, and around them from then on.

Light: for its first paint nothing but Qt's widgets, the settings and the colours is loaded.
"""

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QFileOpenEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from ui.language import tr
from ui.settings import Settings
from ui.shape import give_geometry

__all__ = ["Frame", "Left"]

_LONGEST_WAIT = 500  # ms
_USUAL_SIZE = 1440, 900


def _let_in() -> None:
    """Have Qt tell of all that came from the system but keys and clicks: these it keeps for the window."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


class Left(BaseException):
    """The user closed the frame before anything was in it. No error, so that nobody handles it as one."""


class Frame(QMainWindow):
    """An empty window in the colours and at the place of the last one, until ``furnish`` puts one in it.

    Its title is that of the window in it, which is asked when the frame is to be closed.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._is_left = False
        self._handed: list[QUrl] = []
        self.setWindowTitle("Pincite")
        self.setAccessibleName(tr("Pincite is starting"))
        self.resize(*_USUAL_SIZE)
        give_geometry(self, settings.geometry)

    def appear(self) -> None:
        """Show the empty frame, and return when it is painted.

        Raises:
            Left: if the user has closed it already.
        """
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.show()
        # The screen asks for the picture a moment later; nobody answers it while modules are loaded.
        waited = QElapsedTimer()
        waited.start()
        handle = self.windowHandle()
        while not handle.isExposed() and waited.elapsed() < _LONGEST_WAIT:
            _let_in()
        self.repaint()
        self.setCursor(Qt.CursorShape.BusyCursor)
        self.answer()

    def answer(self) -> None:
        """Be moved, changed in size, painted or closed, as the system asks; keys and clicks wait.

        Raises:
            Left: if the user has closed it.
        """
        _let_in()
        if self._is_left:
            raise Left

    def furnish(self, window: QMainWindow) -> None:
        """Put the window in its place, still hidden: before it wears the style sheet that costs nothing."""
        self.setCentralWidget(window)
        # It may have been a whole screen while it stood alone.
        window.setWindowState(Qt.WindowState.WindowNoState)
        self.setWindowTitle(window.windowTitle())
        window.windowTitleChanged.connect(self.setWindowTitle)

    def uncover(self) -> None:
        """Show what was put in the frame, and give it the keyboard."""
        window = self.centralWidget()
        if window is None:
            return
        self.setAccessibleName("")
        window.show()
        self.show()
        self.unsetCursor()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            for url in self._handed:
                app.postEvent(app, QFileOpenEvent(url))
            self._handed.clear()
        had: QWidget | None = window.focusWidget()
        if had is not None:
            had.setFocus()
        elif self.isActiveWindow():
            # What Qt does with a window when it becomes the active one, which this one is already.
            self.focusNextChild()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # How macOS hands over what was double-clicked; it waits, too, until somebody is there to open it.
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._handed.append(event.url())
            return True
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.centralWidget() is None:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.accessibleName())
            painter.end()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        window = self.centralWidget()
        if window is None:
            self._is_left = True
            super().closeEvent(event)
        else:
            QCoreApplication.sendEvent(window, event)
