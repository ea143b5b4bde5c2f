"""The window comes back as it was left: size, maximised, columns; and onto a screen that is there."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from ui.settings import Settings
from ui.shape import restore_shape, with_shape


@pytest.fixture
def make(qtbot):
    def made():
        window, splitter = QMainWindow(), QSplitter()
        for _ in range(3):
            splitter.addWidget(QWidget())
        window.setCentralWidget(splitter)
        qtbot.addWidget(window)
        return window, splitter

    return made


def shown(make, settings):
    window, splitter = make()
    restore_shape(settings, window, (splitter,))
    window.show()
    return window, splitter


def test_size_and_columns_come_back(make, qtbot):
    window, splitter = make()
    window.resize(640, 420)
    window.show()
    splitter.setSizes([100, 300, 240])
    before = splitter.sizes()
    again, columns = shown(make, with_shape(Settings(), window, (splitter,)))
    assert again.size() == window.size()
    assert columns.sizes() == before


def test_a_window_left_maximised_comes_back_so(make, qtbot):
    window, splitter = make()
    window.resize(500, 400)
    window.showMaximized()
    again, _ = shown(make, with_shape(Settings(), window, (splitter,)))
    assert again.isMaximized()


def test_a_window_of_a_screen_that_is_gone_is_brought_back(make, qtbot, qapp):
    window, splitter = make()
    window.show()
    window.setGeometry(9000, 7000, 640, 420)
    again, _ = shown(make, with_shape(Settings(), window, (splitter,)))
    screens = [screen.availableGeometry() for screen in qapp.screens()]
    assert any(screen.contains(again.geometry().center()) for screen in screens)


def test_what_cannot_be_used_is_left_alone(make, qtbot):
    window, _ = shown(make, Settings(geometry="%%", splitters="%%,x"))
    assert window.geometry() != QRect()
