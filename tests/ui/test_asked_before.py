"""Up and Down in the search field, and the sheet that says what can be typed there."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from casefile.search_records import KeptSearch
from index.query import parse
from tests.ui.driving import calls, find, press, settled
from ui.asked_before import AskedBefore
from ui.query_help import LINES, QueryHelp


def walk(queries, text, steps):
    asked = AskedBefore()
    asked.show(queries)
    for by in steps:
        found = asked.step(text, by)
        text = text if found is None else found
    return text


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        ("", (1,), "c"),
        ("", (1, 1), "b"),
        ("", (1, 1, 1, 1), "a"),
        ("", (1, 1, -1), "c"),
        ("", (1, -1), ""),
        ("", (-1,), ""),
        ("", (1, -1, -1, 1), "c"),
        ("c", (1,), "b"),  # what was asked last stands there
        ("c", (1, -1), "c"),
        ("c", (-1,), "c"),
        ("b", (1,), "b"),
        ("typed", (1, -1), "typed"),
    ],
)
def test_the_keys_go_back_and_forth_and_never_lose_what_is_typed(text, steps, expected):
    assert walk(("c", "b", "a", "c"), text, steps) == expected


def test_nothing_was_asked_before():
    assert walk((), "", (1, -1)) == ""


def test_a_query_asked_again_is_the_newest_and_the_keys_stay_on_it():
    asked = AskedBefore()
    asked.show(("c", "b", "a"))
    assert [asked.step("", 1), asked.step("c", 1)] == ["c", "b"]
    asked.show(("b", "c", "a"))
    assert asked.step("b", 1) == "c"


@pytest.fixture
def asked(opened, qtbot):
    queries = ("oldest", "middle", "newest")
    opened.desk.case.searches = [
        KeptSearch(at, query, None, dt.datetime(2026, 1, at, tzinfo=dt.UTC))
        for at, query in enumerate(queries, 1)
    ]
    opened.search._ask_kept()
    settled(opened, qtbot)
    opened.top.search.setFocus()
    return opened


def test_up_brings_back_what_was_asked_and_return_asks_it(asked, qtbot):
    press(asked, qtbot, Qt.Key.Key_Up)
    press(asked, qtbot, Qt.Key.Key_Up)
    qtbot.wait(200)
    assert asked.top.search.text() == "middle" and calls(asked, "search") == []
    press(asked, qtbot, Qt.Key.Key_Return)
    assert calls(asked, "search") == [("search", "middle")]


def test_down_leads_back_to_the_empty_field(asked, qtbot):
    press(asked, qtbot, Qt.Key.Key_Up)
    press(asked, qtbot, Qt.Key.Key_Down)
    assert asked.top.search.text() == ""
    assert asked.middle.currentWidget() is asked.columns


def test_another_case_has_other_queries(asked, qtbot):
    asked.desk.close_case()
    settled(asked, qtbot)
    qtbot.keyClick(asked.top.search, Qt.Key.Key_Up)
    assert asked.top.search.text() == ""


def test_f1_in_the_field_says_what_can_be_typed_and_escape_closes_it(opened, qtbot):
    opened.top.search.setFocus()
    press(opened, qtbot, Qt.Key.Key_F1)
    sheet = find(opened, QueryHelp)
    assert sheet is not None
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert words >= {word for line in LINES for word in line}
    assert '"time is of the essence"' in sheet.accessibleDescription()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settled(opened, qtbot)
    assert find(opened, QueryHelp) is None
    assert opened.top.search.hasFocus()


def test_every_example_is_a_query_of_which_nothing_is_dropped():
    kinds = ("court:", "docket:", "title:")  # named without a value
    for typed, _ in LINES:
        for one in typed.split(", "):
            if one not in kinds:
                query = parse(one)
                assert query.tree is not None and not query.warnings, one
