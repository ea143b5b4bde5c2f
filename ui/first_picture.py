"""The first sign of the program: its picture is on the screen while the window's parts are loaded.

On a slow disk that takes seconds, and who sees nothing starts the program a second time. Only Qt's widgets
are loaded for it.
"""

from PySide6.QtCore import QByteArray, QElapsedTimer, QEventLoop, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

import resources

__all__ = ["show_first_picture", "take_away"]

_OBJECT = "first picture"
_LONGEST_WAIT = 500  # ms
_SIDE, _EDGE = 160, 32
"""Logical pixels, which grow with the screen's scale; no text sits in them."""


def show_first_picture() -> QLabel:
    """Show it and return it, to be held; makes the application object if there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["pincite"])
    app.setDesktopFileName("pincite")
    # Not Qt's own class for this: to show that takes a second where no window manager answers.
    shown = QLabel()
    shown.setWindowFlags(Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint)
    shown.setObjectName(_OBJECT)
    shown.setPixmap(_picture(app))
    shown.setFixedSize(_SIDE, _SIDE)
    screen = app.primaryScreen()
    if screen is not None:
        shown.move(screen.availableGeometry().center() - shown.rect().center())
    shown.setAccessibleName("Pincite")
    shown.setWindowTitle("Pincite")
    shown.show()
    # The screen asks for the picture a moment later; nobody answers it while modules are loaded.
    waited = QElapsedTimer()
    waited.start()
    handle = shown.windowHandle()
    while not handle.isExposed() and waited.elapsed() < _LONGEST_WAIT:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _LONGEST_WAIT)
    shown.repaint()
    app.processEvents()
    return shown


def take_away() -> None:
    """Close it, once the window is on the screen."""
    for shown in QApplication.topLevelWidgets():
        if shown.objectName() == _OBJECT:
            shown.close()
            shown.deleteLater()


def _picture(app: QApplication) -> QPixmap:
    """Draw the icon in the system's light or dark colours; without letters, as fonts take longest to load."""
    size = QSize(_SIDE, _SIDE)
    screen = app.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    colours = app.palette()
    picture.fill(colours.window().color())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing = QByteArray(resources.text("icons/pincite.svg").encode("utf-8"))
    inside = QRectF(0, 0, _SIDE, _SIDE)
    QSvgRenderer(drawing).render(painter, inside.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))
    painter.setPen(QPen(colours.mid().color()))
    painter.drawRect(inside.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()
    return picture
