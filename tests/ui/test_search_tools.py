"""What stands above the hits: facets, order, reach, kept searches; through the window."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from casefile.records import SearchResults
from casefile.search_records import Facet, KeptSearch, SearchOrder
from tests.ui.driving import calls, find, press, settled
from ui.dialogs.palette import CommandPalette
from ui.dialogs.save_search import SaveSearchForm
from ui.panels.search import SearchPanel
from ui.panels.search_tools import SearchTools
from ui.search_words import reach_of, with_condition, with_reach
from ui.theme import Theme, ThemeMode


@pytest.mark.parametrize(
    ("query", "condition", "expected"),
    [
        ("permit", "kind:order", "permit kind:order"),
        ("permit OR licence", "kind:order", "(permit OR licence) kind:order"),
        ("(permit OR licence) fee", "kind:order", "(permit OR licence) fee kind:order"),
        ("permit kind:order", "kind:order", "permit kind:order"),
        ("sue with:forms", "date:2017", "sue date:2017 with:forms"),
        ("with:forms sue OR settle", "date:2017", "(sue OR settle) date:2017 with:forms"),
        ('"this or that"', "kind:order", '"this or that" kind:order'),
    ],
)
def test_conditions_narrow_the_whole_query(query, condition, expected):
    assert with_condition(query, condition) == expected


@pytest.mark.parametrize(
    ("query", "reach", "expected"),
    [
        ("sue", "forms", "sue with:forms"),
        ("sue with:forms", "synonyms", "sue with:synonyms"),
        ("sue with:forms", "", "sue"),
        ("with:forms sue", "", "sue"),
        ("", "forms", ""),
    ],
)
def test_words_reach_as_far_as_is_asked_for(query, reach, expected):
    assert with_reach(query, reach) == expected
    assert reach_of(expected) == (reach if expected else "")


def shown(window, qtbot, query):
    window.top.search.ask_at_once(query)
    settled(window, qtbot)
    return window.hits.tools


def pick(window, qtbot, button, words):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    popup = find(window, CommandPalette)
    qtbot.keyClicks(popup.field, words)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    settled(window, qtbot)


def test_a_facet_narrows_the_query(opened, qtbot):
    tools = shown(opened, qtbot, "pier OR yard")
    assert tools.facets["kind"].isEnabled() and not tools.facets["year"].isEnabled()
    pick(opened, qtbot, tools.facets["kind"], "order")
    assert opened.top.search.text() == "(pier OR yard) kind:order"
    assert calls(opened, "search")[-1] == ("search", "(pier OR yard) kind:order")


def test_the_order_is_asked_for_and_kept(opened, qtbot):
    tools = shown(opened, qtbot, "pier")
    pick(opened, qtbot, tools.order, "Oldest")
    assert opened.desk.case.orders[-1] is SearchOrder.DATE
    assert tools.order.text() == "Oldest first ▾"
    shown(opened, qtbot, "yard")
    assert opened.desk.case.orders[-1] is SearchOrder.DATE


def test_the_reach_of_words_is_part_of_the_query(opened, qtbot):
    tools = shown(opened, qtbot, "sue")
    pick(opened, qtbot, tools.words, "All forms")
    assert opened.top.search.text() == "sue with:forms"
    assert tools.words.text() == "All forms of a wo… ▾" and tools.words.isChecked()


def test_a_search_is_saved_shown_again_and_forgotten(opened, qtbot):
    tools = shown(opened, qtbot, "pier")
    qtbot.mouseClick(tools.save, Qt.MouseButton.LeftButton)
    form = find(opened, SaveSearchForm)
    qtbot.keyClicks(form.name, "The pier")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert tools.save.text() == "Forget"
    assert tools.searches.text() == "The pier ▾"
    shown(opened, qtbot, "yard")
    assert tools.save.text() == "Save…"
    pick(opened, qtbot, tools.searches, "The pier")
    assert opened.top.search.text() == "pier"
    qtbot.mouseClick(tools.save, Qt.MouseButton.LeftButton)
    settled(opened, qtbot)
    assert tools.save.text() == "Save…"
    assert opened.desk.case.searches == []


def test_only_a_query_that_is_no_longer_typed_is_remembered(opened, qtbot):
    opened.top.search.setFocus()
    qtbot.keyClicks(opened.top.search, "pie")
    qtbot.waitUntil(lambda: ("search", "pie") in opened.desk.case.calls)
    assert calls(opened, "note search") == []
    press(opened, qtbot, Qt.Key.Key_Return)
    assert calls(opened, "note search") == [("note search", "pie")]


@pytest.mark.parametrize(
    ("understood", "told"), [("“xyz”", "No paper has this"), ("", "Nothing to search for")]
)
def test_an_answer_without_papers_says_what_to_do(qtbot, understood, told):
    panel = SearchPanel(Theme(ThemeMode.LIGHT))
    qtbot.addWidget(panel)
    panel.show_results(SearchResults("xyz", understood, (), (), 0))
    assert panel.answer.currentWidget().text().startswith(told)


def test_kept_searches_are_named_for_those_who_hear_them(qtbot):
    tools = SearchTools()
    qtbot.addWidget(tools)
    tools.show_answer("pier", [Facet("year", "2017", "date:2017", 3)])
    tools.show_kept([KeptSearch(4, "pier", "The pier", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))])
    assert tools.save.accessibleName() == "Forget “The pier”"
    assert tools.facets["year"].accessibleName() == "Year: any"
