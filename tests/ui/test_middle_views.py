"""The large views are made when they are first asked for, and then are as if made from the start."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casefile.records import Ref, RefType

VIEWS = ("network", "quotes", "briefs", "chronology", "outline", "reviewing", "compared")


def can_be_tabbed_to(branch):
    """Return the widgets below one in the order of Tab."""
    each, found = branch.nextInFocusChain(), []
    while each is not branch:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and branch.isAncestorOf(each):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def test_a_new_window_has_none_of_them_made(opened):
    assert list(opened.views) == []
    assert opened.views.shown() is None
    assert not any(opened.views.shows(name) for name in VIEWS)


@pytest.mark.parametrize("key", ["accept", "copy", "other_place", "edit", "card", "next", "loosen"])
def test_keys_of_the_columns_make_none(opened, key, qtbot):
    opened.actions_by_key[key].trigger()
    qtbot.wait_until(lambda: not opened.desk.jobs.busy)
    assert list(opened.views) == []


@pytest.mark.parametrize("name", VIEWS)
def test_each_is_made_once_and_takes_a_place_in_the_middle(opened, name):
    view = getattr(opened, name)
    assert getattr(opened, name) is view
    assert list(opened.views) == [view]
    assert opened.middle.indexOf(view.view) >= 0
    assert not view.is_shown
    view.show()
    assert opened.views.shown() is view and opened.views.shows(name)


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_view_says_stands_in_the_line_of_status(opened, name):
    getattr(opened, name).said.emit("A sentence.")
    assert opened.status.said == "A sentence."


@pytest.mark.parametrize("name", VIEWS)
def test_tab_comes_to_a_view_before_what_stands_after_the_middle(opened, name):
    after = [widget for widget in can_be_tabbed_to(opened) if opened.reader.isAncestorOf(widget)]
    after += [opened.timeline]
    view = getattr(opened, name).view
    order = can_be_tabbed_to(opened)
    own = [order.index(widget) for widget in can_be_tabbed_to(view)]
    assert own and own == list(range(own[0], own[0] + len(own)))
    assert order.index(opened.documents.tree) < own[0]
    assert all(own[-1] < order.index(widget) for widget in after if widget in order)


def test_a_view_made_late_wears_the_theme_of_the_moment(opened):
    opened.actions_by_key["theme_dark"].trigger()
    dark = opened.theme.palette.color("background").name()
    opened.actions_by_key["network"].trigger()
    picture = opened.network.view.grab().toImage()
    seen = {picture.pixelColor(x, 2).name() for x in range(0, picture.width(), 7)}
    assert dark in seen or opened.theme.palette.color("panel").name() in seen


def test_what_was_said_of_findings_before_is_known_to_a_list_made_after(opened):
    said = {Ref(RefType.QUOTE, 3): "Note: ask him"}
    opened.notes._own_words_arrived(said)
    assert opened.quotes.panel.list.lines._said == said
    assert opened.chronology.panel.model._said == said
    later = {Ref(RefType.DATE, 4): "Tag: key"}
    opened.notes._own_words_arrived(later)
    assert opened.quotes.panel.list.lines._said == later


def test_an_open_view_is_a_child_of_the_window(opened):
    assert all(getattr(opened, name).view.window() is opened for name in VIEWS)
    assert all(isinstance(getattr(opened, name).view, QWidget) for name in VIEWS)
