"""Larger and smaller text, less movement: remembered, and the window comes back with its case."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.settings import SettingsFile
from ui.text_size import SIZES, give_text_size, less_movement_wanted


def kept(window):
    return SettingsFile(window._settings._path).value


def test_text_grows_and_shrinks_by_steps_and_is_kept(window, qtbot):
    again = []
    window.text_size.again_wanted.connect(lambda: again.append(kept(window).text_percent))
    for key in ("larger_text", "larger_text", "smaller_text", "usual_text", "smaller_text"):
        window.actions_by_key[key].trigger()
    assert again == [110, 125, 110, 100, 90]


@pytest.mark.parametrize(("key", "end"), [("larger_text", SIZES[-1]), ("smaller_text", SIZES[0])])
def test_there_is_a_largest_and_a_smallest_text(window, qtbot, key, end):
    for _ in SIZES:
        window.actions_by_key[key].trigger()
    assert kept(window).text_percent == end
    with qtbot.assert_not_emitted(window.text_size.again_wanted):
        window.actions_by_key[key].trigger()
    assert f"{end}%" in window.status.said


def test_text_stays_while_papers_come_in(opened, qtbot, monkeypatch):
    monkeypatch.setattr(type(opened.desk), "importing", property(lambda _: True))
    opened.actions_by_key["larger_text"].trigger()
    assert kept(opened).text_percent == 100
    assert "import" in opened.status.said


def test_the_size_is_a_part_of_the_systems(qapp):
    before = QFont(qapp.font())
    give_text_size(150, before)
    assert QApplication.font().pointSizeF() == pytest.approx(before.pointSizeF() * 1.5)
    give_text_size(100, before)
    assert QApplication.font().pointSizeF() == pytest.approx(before.pointSizeF())


def test_headlines_grow_with_the_text(qapp, theme):
    before = QFont(qapp.font())
    sheet = qapp.styleSheet()
    give_text_size(200, before)
    theme.apply()
    grown = qapp.styleSheet()
    give_text_size(100, before)
    theme.apply()
    assert f"{before.pointSizeF() * 3.4:.1f}pt" in grown
    assert qapp.styleSheet() == sheet


def test_less_movement_shows_work_at_rest(window):
    window.status.show_work("Reading “a.pdf”", 0, 2)
    assert window.status._bar.maximum() == 0
    window.actions_by_key["less_movement"].trigger()
    assert kept(window).less_movement and less_movement_wanted(True)
    window.status.show_work("Reading “a.pdf”", 0, 2)
    assert window.status._bar.maximum() == 2
    window.actions_by_key["less_movement"].trigger()
    assert not kept(window).less_movement

    window.status.show_work("Reading “a.pdf”", 0, 2)
    assert window.status._bar.maximum() == 0
