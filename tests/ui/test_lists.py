"""Windows with lines of two columns."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableWidget

from ui.dialogs.lists import show_lines


@pytest.mark.parametrize("letters", range(40, 80, 3))
def test_every_line_of_a_long_text_has_its_room(qtbot, theme, letters):
    told = ("what is needed from you now " * 5)[:letters].strip()
    dialog = show_lines("Keys", "What every key does.", [("Ctrl+Shift+I", told)])
    qtbot.addWidget(dialog)
    dialog.resize(420, 300)
    qtbot.waitExposed(dialog)
    table = dialog.findChild(QTableWidget)
    table.resizeRowsToContents()
    room = QRect(0, 0, table.columnWidth(1) - 20, 1000)
    needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, told).height()
    assert table.rowHeight(0) >= needed
    assert table.columnWidth(0) < 240
