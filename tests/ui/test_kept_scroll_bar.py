"""Scroll bars whose room is kept."""

import shiboken6
from PySide6.QtWidgets import QListWidget

from ui.kept_scroll_bar import keep_scroll_bar


def test_a_bar_without_anything_to_scroll_keeps_its_room_and_shows_no_handle(qtbot, theme):
    rows = QListWidget()
    qtbot.addWidget(rows)
    keep_scroll_bar(rows)
    rows.resize(200, 120)
    rows.show()
    rows.addItem("one")
    bar = rows.verticalScrollBar()
    width = rows.viewport().width()
    assert bar.isVisible() and not bar.isEnabled()
    rows.addItems(["more"] * 50)
    qtbot.waitUntil(bar.isEnabled)
    assert rows.viewport().width() == width
    rows.clear()
    qtbot.waitUntil(lambda: not bar.isEnabled())


def test_a_bar_that_python_has_no_object_for_any_more_is_not_spoken_to_by_it(qtbot, theme):
    rows = QListWidget()
    qtbot.addWidget(rows)
    keep_scroll_bar(rows)
    rows.resize(200, 120)
    rows.show()
    rows.addItems(["more"] * 50)
    qtbot.waitUntil(rows.verticalScrollBar().isEnabled)
    shiboken6.invalidate(rows.verticalScrollBar())
    rows.clear()
    qtbot.waitUntil(lambda: not rows.verticalScrollBar().isEnabled())
