import pytest
from PySide6.QtCore import Qt

from casefile.search_records import Suggestion, SuggestionKind
from ui.search_field import SearchField
from ui.theme import Theme, ThemeMode


def suggestion(label: str, query: str = "", told: str = "2 papers") -> Suggestion:
    return Suggestion(SuggestionKind.WORD, query or label, label, told)


@pytest.fixture
def asked() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def field(qtbot, asked) -> SearchField:
    made = SearchField(Theme(ThemeMode.LIGHT))
    qtbot.addWidget(made)
    made.resize(500, 30)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.query_changed.connect(lambda query, typing: asked.append((query, typing)))
    return made


def test_a_query_is_asked_while_it_is_typed_and_on_return(field, qtbot, asked):
    qtbot.keyClicks(field, "ber")
    qtbot.waitUntil(lambda: asked == [("ber", True)])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == [("ber", True), ("ber", False)]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(asked) == 2  # the same query has its answer


def test_two_letters_wait_for_return(field, qtbot, asked):
    with qtbot.waitSignal(field.suggestions_wanted) as wanted:
        qtbot.keyClicks(field, "be")
    assert wanted.args == ["be"]
    assert asked == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == [("be", False)]


def test_an_empty_field_leaves_the_search(field, qtbot, asked):
    field.ask_at_once("berth")
    field.ask_at_once()
    assert asked == [("berth", False), ("", False)]


def test_a_suggestion_is_taken_with_the_keys(field, qtbot, asked):
    qtbot.keyClicks(field, "be")
    field.show_suggestions("be", [suggestion("bench"), suggestion("berth", "the berth")])
    popup = field.offered
    assert popup.isVisible()
    for _ in range(2):
        qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "the berth"
    assert asked == [("the berth", False)]
    assert not popup.isVisible()


def test_return_without_a_choice_asks_for_what_is_typed(field, qtbot, asked):
    qtbot.keyClicks(field, "be")
    field.show_suggestions("be", [suggestion("bench")])
    qtbot.keyClick(field.offered, Qt.Key.Key_Return)
    assert asked == [("be", False)]


def test_escape_closes_the_list_and_keeps_the_words(field, qtbot):
    qtbot.keyClicks(field, "be")
    field.show_suggestions("be", [suggestion("bench")])
    qtbot.keyClick(field.offered, Qt.Key.Key_Escape)
    assert not field.offered.isVisible()
    assert field.text() == "be"


@pytest.mark.parametrize("typed", ["b", "bench", ""])
def test_suggestions_for_other_words_are_not_shown(field, qtbot, typed):
    qtbot.keyClicks(field, "be")
    field.show_suggestions(typed, [suggestion("bench")])
    assert not field.offered.isVisible()


def test_typing_on_closes_the_list_until_the_next_answer(field, qtbot):
    qtbot.keyClicks(field, "be")
    field.show_suggestions("be", [suggestion("bench")])
    qtbot.keyClicks(field.offered, "n")
    assert field.text() == "ben"
    assert not field.offered.isVisible()


def test_the_list_says_what_it_offers_to_those_who_hear_it(field, qtbot):
    qtbot.keyClicks(field, "be")
    field.show_suggestions("be", [suggestion("bench", told="1 paper")])
    index = field.offered.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "bench, 1 paper"


def test_the_key_is_told_where_it_has_room_beside_the_words(field):
    assert field._hint.isVisible()
    field.resize(field.fontMetrics().horizontalAdvance(field.placeholderText()) + 40, 30)
    assert not field._hint.isVisible()
    field.resize(500, 30)
    assert field._hint.isVisible()
    field.setText("ber")
    field.resize(480, 30)
    assert not field._hint.isVisible()
