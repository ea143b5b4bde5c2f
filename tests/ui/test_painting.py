"""Words broken into lines are measured in the face that they are drawn in; widgets of a row stand level."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QPushButton, QWidget

from ui.flow_row import FlowRow
from ui.painting import font_key, wrapped

WORDS = "Nobody told the ferry company of the meeting on the pier."


def faces(qapp):
    """Return two installed faces whose letters differ in width, the wider one first."""
    widths = {
        name: QFontMetricsF(QFont([name], 11)).horizontalAdvance(WORDS)
        for name in QFontDatabase.families()
    }
    return max(widths, key=widths.__getitem__), min(widths, key=widths.__getitem__)


@pytest.mark.parametrize("first", ["No Such Face At All", None])
def test_a_missing_face_is_measured_as_the_one_that_stands_in_for_it(qapp, first):
    for name in faces(qapp):
        font = QFont([first, name] if first else [name], 11)
        width = QFontMetricsF(font).horizontalAdvance(WORDS)
        assert wrapped(WORDS, font_key(font), int(width) + 2, 3) == ((WORDS,), width)
        assert len(wrapped(WORDS, font_key(font), int(width * 0.9), 3)[0]) == 2


def test_low_and_high_widgets_of_a_row_have_one_middle(qtbot):
    widgets = [QPushButton("Kind"), QWidget(), QPushButton("Save…"), QWidget()]
    for widget, height in zip(widgets, (30, 12, 24, 40), strict=True):
        widget.setFixedSize(60, height)
    row = FlowRow(widgets)
    qtbot.addWidget(row)
    row.resize(220, 100)
    row.place()
    middles = [widget.geometry().center().y() for widget in widgets]
    assert max(middles[:3]) - min(middles[:3]) <= 1
    assert widgets[3].y() > widgets[0].geometry().bottom()
