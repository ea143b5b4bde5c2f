"""Words are at least 4.5 times, marks at least 3 times as bright or dark as their ground, in both themes.

Measured from the pixels of the window in each view; what is disabled is exempt.
"""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from casefile.records import RefType
from tests.ui import legibility
from tests.ui.whole_case import WholeDoors, views
from ui.theme import DARK, LIGHT, ThemeMode

WORDS, MARKS = 4.5, 3.0
_WHOLE = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
_NO_WORDS = (QScrollBar, QSplitterHandle, QProgressBar)
_ICON = 24
"""Marks are at most so wide and high; what is wider is words."""
_ROWS = 8


@pytest.fixture
def doors():
    return WholeDoors()


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_every_view_can_be_read(opened, qtbot, theme, mode):
    theme.set_mode(mode)
    opened.show_sentence("The disk is full: make room.")
    faults, looked_at = [], 0
    for view in views(opened, qtbot):
        _hover(opened)
        pixels = legibility.picture(opened)
        for widget in _with_words(opened):
            for pieces, name in _pieces(pixels, widget):
                looked_at += 1
                faults += [f"{view}: {name}: {fault}" for fault in _faint(pieces)]
    assert looked_at > 300
    assert not faults, "\n".join(dict.fromkeys(faults))


def _hover(window):
    for rows in window.findChildren(QAbstractItemView):
        if rows.isVisible():
            QTest.mouseMove(rows.viewport(), QPoint(20, 20))
            return


def _with_words(window):
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.window() is not window:
            continue
        if isinstance(widget, _NO_WORDS) or widget.objectName().startswith("qt_"):
            continue
        leaf = isinstance(widget, _WHOLE) or not any(
            child.isVisible() for child in widget.findChildren(QWidget)
        )
        if leaf and min(widget.width(), widget.height()) >= 10:
            yield widget


def _pieces(pixels, widget):
    if not isinstance(widget, QAbstractItemView):
        name = widget.text() if hasattr(widget, "text") else widget.accessibleName()
        yield legibility.part(pixels, widget), f"{type(widget).__name__} {name}"
        return
    view, model = widget.viewport(), widget.model()
    for row in range(min(model.rowCount(widget.rootIndex()), _ROWS)):
        index = model.index(row, 0, widget.rootIndex())
        rect = widget.visualRect(index).intersected(view.rect())
        if rect.height() > 8:
            yield (
                legibility.part(pixels, view, rect, 3),
                f"{widget.accessibleName()}, row {row}",
            )


def _faint(pixels):
    if min(pixels.shape[:2]) < 8:
        return
    for rect, value, _ in legibility.words(pixels):
        wide, high = rect.width() / legibility.SCALE, rect.height() / legibility.SCALE
        if wide < 5 or high < 6 or wide > 400:  # dots and lines
            continue
        is_mark = wide <= _ICON and high <= _ICON / 1.5
        if value < (MARKS if is_mark else WORDS):
            yield f"{value:.2f} ({wide:.0f}×{high:.0f})"


def test_faint_words_are_found(qtbot):
    """The measure can fail, and tells words on a badge from those around it."""
    label = QLabel("Words that are faint")
    qtbot.addWidget(label)
    label.resize(200, 40)
    label.setStyleSheet("background: #ffffff; color: #999999")
    assert list(_faint(legibility.part(legibility.picture(label), label)))
    label.setStyleSheet("background: #ffffff; color: #333333")
    assert not list(_faint(legibility.part(legibility.picture(label), label)))
    button = QLabel("Words", label)
    button.setStyleSheet("background: #555555; color: #7c7c7c; padding: 8px")
    label.setText("")
    button.adjustSize()
    assert list(_faint(legibility.part(legibility.picture(label), label, inset=0)))


def ratio(one, other):
    pair = [np.array([QColor(name).getRgb()[:3]], np.uint8) for name in (one, other)]
    return float(legibility.contrast(*pair)[0])


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_of_rows_are_legible_on_every_ground_they_have(palette):
    grounds = ("background", "panel", "selection", "badge")
    for shown in (palette, palette.muted()):
        for ground in grounds:
            for ink in ("text", "secondary", "party_ink", "quote_ink", "date_ink"):
                assert ratio(getattr(shown, ink), getattr(shown, ground)) >= WORDS, (ink, ground)
        for kind in ("party", "quote", "date"):
            ink, wash = getattr(shown, f"{kind}_ink"), getattr(shown, f"{kind}_wash")
            assert ratio(ink, wash) >= WORDS, kind


def test_marks_on_the_page_are_seen_and_words_on_them_read():
    """Paper is light in both themes."""
    for wash in ("party_wash", "quote_wash", "date_wash", "hit", "current_hit", "own_wash"):
        assert ratio("#000000", getattr(LIGHT, wash)) >= 7
    for ink in ("party_ink", "quote_ink", "date_ink", "hit_ink", "own_ink"):
        assert ratio(getattr(LIGHT, ink), LIGHT.paper) >= MARKS, ink


@pytest.mark.parametrize("enabled", [True, False], ids=["enabled", "disabled"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_a_checked_box_is_told_by_its_tick(qtbot, theme, mode, enabled):
    theme.set_mode(mode)
    box = QCheckBox("")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.setEnabled(enabled)
    box.resize(40, 40)
    box.show()
    filled = theme.palette.party_ink if enabled else theme.palette.secondary
    pixels = legibility.picture(box).reshape(-1, 3)
    around = np.array(QColor(filled).getRgb()[:3], np.uint8)
    inside = pixels[(pixels == around).all(axis=1)]
    assert len(inside) > 60, "the box is filled"
    square = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, _option(box), box)
    tick = legibility.part(legibility.picture(box), box, square, 8)
    assert float(legibility.contrast(tick.reshape(-1, 3), around).max()) >= MARKS


def _option(box):
    option = QStyleOptionButton()
    box.initStyleOption(option)
    return option


def test_every_kind_has_a_shape_of_its_own(qapp):
    shapes = [legibility.shape_of(kind) for kind in RefType]
    for at, one in enumerate(shapes):
        for other in shapes[at + 1 :]:
            assert np.mean(one != other) > 0.04
