"""Nothing is cut off or lies on something else, at the usual size of text and at twice that."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from tests.ui.fitting import misfits
from tests.ui.whole_case import WholeDoors, views
from ui.panels.reader_text_scroll import TextScroll


@pytest.fixture
def doors():
    return WholeDoors()


@pytest.fixture(params=[1, 2], ids=["100 %", "200 %"])
def times(request, qapp):
    """Set the text of the system to once or twice its size, before the window is built."""
    before = QFont(qapp.font())
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * request.param)
    qapp.setFont(larger)
    yield request.param
    qapp.setFont(before)


def test_every_view_has_room_for_its_words(times, opened, qtbot):
    faults = []
    if times == 2:
        opened.resize(1920, 1100)
    opened.show_sentence("The disk is full: make room on it, then try again.")
    for view in views(opened, qtbot):
        faults += [f"{view}: {fault}" for fault in misfits(opened)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_text_of_papers_and_what_is_checked_grow_with_the_words_of_the_window(
    times, qtbot, theme, qapp
):
    text = TextScroll(theme)
    qtbot.addWidget(text)
    assert text.percent == 100
    assert text.font().pointSizeF() > qapp.font().pointSizeF()
    usual = QFontMetrics(qapp.font()).height()
    box = QCheckBox("Only what was accepted")
    qtbot.addWidget(box)
    box.ensurePolished()
    option = QStyleOptionButton()
    option.initFrom(box)
    square = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
    assert square.height() >= usual - 1


def test_words_that_are_cut_and_widgets_on_one_another_are_found(qtbot):
    """The look can fail."""
    outer = QWidget()
    qtbot.addWidget(outer)
    row = QHBoxLayout(outer)
    button, label = QPushButton("Save all of it"), QLabel("The whole of a long sentence")
    row.addWidget(button)
    row.addWidget(label)
    outer.show()
    assert not misfits(outer)
    button.setFixedHeight(8)
    label.setFixedWidth(30)
    row.activate()
    label.move(button.pos())
    assert len(misfits(outer)) == 3
