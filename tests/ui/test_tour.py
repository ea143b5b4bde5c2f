"""The tour: five callouts by keyboard; each points at its part, does its step or sees it done."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame

from tests.ui.accessibility import faults_of_names
from tests.ui.driving import calls, click, find, settled
from tests.ui.whole_case import WholeDoors
from ui.dialogs.forms import NewCaseForm
from ui.settings import SettingsFile


@pytest.fixture
def doors():
    return WholeDoors()


@pytest.fixture
def touring(opened, qtbot):
    opened.actions_by_key["tour"].trigger()
    assert opened.tour.is_on
    return opened


def ring_of(window):
    return next(one for one in window.findChildren(QFrame) if one.property("part") == "ring")


def key(window, qtbot, pressed):
    qtbot.keyClick(window.tour.callout.next, pressed)
    settled(window, qtbot)


def test_five_steps_by_keyboard_point_and_act(touring, qtbot):
    window, titles = touring, []
    for at in range(5):
        callout = window.tour.callout
        titles.append(callout.title.text())
        assert window.rect().contains(callout.geometry())
        target = window.tour._stops[at].where()
        qtbot.wait_until(
            lambda target=target: (
                ring_of(window).geometry() == QRect(target.mapTo(window, QPoint()), target.size())
            )
        )
        assert not callout.words.height() < callout.words.heightForWidth(callout.words.width())
        key(window, qtbot, Qt.Key.Key_Return)
    assert len(set(titles)) == 5
    assert not window.tour.is_on
    assert window.desk.narrowing.refs
    assert [entry[0] for entry in window.reader.asked if entry[0] in ("document", "pin")]
    assert not [name for name in ("accept", "reject") if calls(window, name)]
    assert SettingsFile(window._settings._path).value.tour_taken


def test_it_goes_back_leaves_and_can_be_taken_again(touring, qtbot):
    window = touring
    first = window.tour.callout.title.text()
    key(window, qtbot, Qt.Key.Key_Right)
    assert window.tour.callout.title.text() != first
    key(window, qtbot, Qt.Key.Key_Left)
    assert window.tour.callout.title.text() == first
    key(window, qtbot, Qt.Key.Key_Escape)
    assert not window.tour.is_on
    window.actions_by_key["tour"].trigger()
    assert window.tour.callout.title.text() == first


def test_what_is_done_by_hand_is_seen(touring, qtbot):
    window = touring
    key(window, qtbot, Qt.Key.Key_Return)
    second = window.tour.callout.title.text()
    click(window, qtbot, window.desk.case.parties[1].ref)
    qtbot.wait_until(lambda: window.tour.callout.title.text() != second)


def test_the_callout_can_be_told_and_the_window_goes_on(touring, qtbot):
    window = touring
    assert not faults_of_names(window.tour.callout)
    assert "1 of 5" in window.tour.callout.accessibleName()
    window.resize(1100, 720)
    qtbot.wait(10)
    assert window.rect().contains(window.tour.callout.geometry())
    window.actions_by_key["close_case"].trigger()
    settled(window, qtbot)
    assert not window.tour.is_on


def test_without_a_case_the_sample_is_made_and_then_shown(window, qtbot):
    window.welcome.tour_wanted.emit()
    form = find(window, NewCaseForm)
    assert form is not None and not window.tour.is_on
    with qtbot.wait_signal(window.desk.columns_read):
        form.submit()
    qtbot.wait_until(lambda: window.tour.is_on, timeout=10_000)
    settled(window, qtbot)
