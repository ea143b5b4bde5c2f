"""Painted things as objects for screen readers: made when asked for, gone with their widget."""

import gc
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from ui.accessible_parts import Part

ROW = QAccessible.Role.Row


class EventList(QAbstractScrollArea):
    """Bears the name of one of the widgets that have a role."""

    def __init__(self):
        super().__init__()
        self.asked = 0
        self.names = ["one", "two"]

    def accessible_parts(self):
        self.asked += 1
        return [
            Part(name, QRect(0, 20 * at, 90, 20), ROW, at == 1)
            for at, name in enumerate(self.names)
        ]


def rows(whole):
    children = [whole.child(at) for at in range(whole.childCount())]
    return [each for each in children if each.role() is ROW]


def test_all_that_is_wanted_at_once_is_asked_for_once(qtbot):
    widget = EventList()
    qtbot.add_widget(widget)
    whole = QAccessible.queryAccessibleInterface(widget)
    found = rows(whole)
    assert [each.text(QAccessible.Text.Name) for each in found] == ["one", "two"]
    assert [each.state().focused for each in found] == [False, True]
    assert found[0].rect().size().toTuple() == (90, 20)
    assert widget.asked == 1
    widget.names = ["three"]
    qtbot.wait_until(lambda: not found[1].isValid())
    assert found[0].text(QAccessible.Text.Name) == "three" and found[1].state().invalid
    assert whole.child(whole.childCount()) is None


def test_what_can_be_pressed_offers_it(qtbot, monkeypatch):
    widget, pressed = EventList(), []
    qtbot.add_widget(widget)
    one, two = rows(QAccessible.queryAccessibleInterface(widget))
    for each in (one, two):
        assert each.actionInterface() is None and each.textInterface() is None
        assert each.valueInterface() is None and each.tableCellInterface() is None
    qtbot.wait(1)
    parts = [
        replace(part, press=lambda name=part.name: pressed.append(name))
        for part in widget.accessible_parts()
    ]
    monkeypatch.setattr(widget, "accessible_parts", lambda: parts)
    action = two.actionInterface()
    assert action.actionNames() == ["Press"]
    action.doAction("Press")
    action.doAction("Increase")
    assert pressed == ["two"]


def test_what_qt_was_told_of_goes_with_the_widget(qtbot):
    numbers = []
    for _ in range(40):
        widget = EventList()
        found = rows(QAccessible.queryAccessibleInterface(widget))
        numbers += [QAccessible.uniqueId(each) for each in found]
        for each in found:
            QAccessible.updateAccessibility(QAccessibleEvent(each, QAccessible.Event.Focus))
            assert each.actionInterface() is None
        del found, each
        widget.deleteLater()
        del widget
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(numbers) == 80
    assert all(QAccessible.accessibleInterface(number) is None for number in numbers)
