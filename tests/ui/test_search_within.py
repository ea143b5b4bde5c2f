"""Searching within a former answer: the chips, the query that is asked, and the ways back."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.driving import calls, press, settled
from ui.pick_button import ValueButton
from ui.search_words import within


@pytest.mark.parametrize(
    ("former", "words", "typing", "query"),
    [
        ((), "permit", False, "permit"),
        (("permit",), "", False, "permit"),
        (("permit OR licence",), "", True, "permit OR licence"),
        (("permit",), "fee", False, "(permit) (fee)"),
        (("permit",), "fee", True, "(permit) (fee"),
        (("permit OR licence", "pier"), "fee OR fine", False, "(permit OR licence) (pier) (fee OR fine)"),
        (("permit", "pier"), "", False, "(permit) (pier)"),
        (("  ", "pier"), "  ", False, "pier"),
    ],
)  # fmt: skip
def test_what_is_asked_within_former_answers(former, words, typing, query):
    assert within(former, words, typing=typing) == query


def ask(window, qtbot, words):
    window.top.search.setFocus()
    window.top.search.ask_at_once(words)
    settled(window, qtbot)


def narrow(window, qtbot):
    qtbot.mouseClick(window.hits.tools.within, Qt.MouseButton.LeftButton)
    settled(window, qtbot)


def asked(window):
    return calls(window, "search")[-1][1]


def chips(window):
    return [chip.text() for chip in window.hits.former.chips]


@pytest.fixture
def two(opened, qtbot):
    """Show an answer within two others, nothing typed yet."""
    for words in ("permit OR licence", "pier"):
        ask(opened, qtbot, words)
        narrow(opened, qtbot)
    return opened


def test_the_answer_becomes_a_chip_and_the_field_waits_for_other_words(opened, qtbot):
    ask(opened, qtbot, "permit OR licence")
    narrow(opened, qtbot)
    field = opened.top.search
    assert chips(opened) == ["within: permit OR licence  ×"]
    assert opened.hits.former.isVisible()
    assert (field.text(), field.hasFocus()) == ("", True)
    assert field.placeholderText() == "Search within these papers"
    assert opened.middle.currentWidget() is opened.hits
    assert asked(opened) == "permit OR licence"
    qtbot.keyClicks(field, "pier")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(opened, qtbot)
    assert asked(opened) == "(permit OR licence) (pier)"


def test_chips_stack_and_the_hits_report_asks_for_all_of_it(two, qtbot):
    assert chips(two) == ["within: permit OR licence  ×", "within: pier  ×"]
    ask(two, qtbot, "fee")
    assert asked(two) == "(permit OR licence) (pier) (fee)"
    assert two.search.query == "(permit OR licence) (pier) (fee)"


def test_a_click_on_a_chip_takes_that_one_away(two, qtbot):
    ask(two, qtbot, "fee")
    qtbot.mouseClick(two.hits.former.chips[0], Qt.MouseButton.LeftButton)
    settled(two, qtbot)
    assert chips(two) == ["within: pier  ×"]
    assert asked(two) == "(pier) (fee)"
    assert two.top.search.text() == "fee"


def test_chips_are_taken_away_by_keyboard(two, qtbot):
    chip = two.hits.former.chips[1]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    settled(two, qtbot)
    assert chips(two) == ["within: permit OR licence  ×"]
    assert asked(two) == "permit OR licence"


def test_escape_takes_the_last_chip_first_and_leaves_the_search_at_the_end(two, qtbot):
    press(two, qtbot, Qt.Key.Key_Escape)
    assert chips(two) == ["within: permit OR licence  ×"]
    press(two, qtbot, Qt.Key.Key_Escape)
    assert chips(two) == [] and not two.hits.former.isVisible()
    assert (
        two.top.search.text() == "permit OR licence"
    )  # the words that are left stand in the field again
    assert two.top.search.placeholderText() == "Search the papers"
    press(two, qtbot, Qt.Key.Key_Escape)
    assert two.middle.currentWidget() is two.columns
    assert two.top.search.text() == ""


def test_nothing_asked_has_nothing_to_search_within(two, qtbot):
    assert not two.hits.tools.within.isEnabled()
    ask(two, qtbot, "fee")
    assert two.hits.tools.within.isEnabled()


def test_a_long_query_is_shortened_on_its_chip_and_told_whole(opened, qtbot):
    query = "permit w/5 revoked OR licence w/5 withdrawn"
    ask(opened, qtbot, query)
    narrow(opened, qtbot)
    (chip,) = opened.hits.former.chips
    assert len(chip.text()) < len(query) and "…" in chip.text()
    assert query in chip.accessibleName() and query in chip.toolTip()


def test_a_closed_case_takes_the_chips_with_it(two, qtbot):
    two.desk.close_case()
    settled(two, qtbot)
    assert chips(two) == []


def test_an_ampersand_of_a_name_is_shown_on_what_was_picked(qtbot):
    button = ValueButton("Speaker", "Who says it")
    qtbot.addWidget(button)
    button.show_picked("Fox & Hale LLP")
    assert button.text() == "Fox && Hale LLP ▾" and "Fox & Hale LLP" in button.accessibleName()
