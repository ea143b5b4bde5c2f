"""A foreign story in the middle of an article is told from the article, however many its paragraphs."""

from importers.other_stories import key_words, mark_unrelated
from importers.plain_paragraphs import split_paragraphs
from importers.source_text import Zone

OWN = [
    "Board stops the night ferry over crew hours",
    "The ferry board on Friday stopped every night run between the islands, saying that crews were tired.",
    "Pilots of the night ferry said that the board had never asked the crews about their hours at all.",
]
STORY = [
    "Late frost empties orchards of the valley",
    "Growers in the Madrake Valley say that frost has taken two thirds of the apricots on their trees.",
    "Cider makers around Madrake will have to look to Brennar for fruit, and growers fear for their trees.",
]
MORE = [
    "Mr. Palmgren would not say who had told them so, and his deputy Ida Tveit did not return any calls.",
    "Osk Palmgren, who speaks for the board, has said before that night runs cost more than they earn.",
    "The board will meet the crews on Monday, and the night ferry may return in spring, a pilot said.",
]


def found(paragraphs: list[str], skip: tuple[int, ...] = ()) -> list[str]:
    text = "\n\n".join(paragraphs)
    zones = mark_unrelated(text, split_paragraphs(text), skip)
    assert all(zone.zone is Zone.UNRELATED and zone.reason for zone in zones)
    return [zone.span.of(text) for zone in zones]


def test_story_of_two_paragraphs_ends_where_the_article_goes_on():
    assert found([*OWN, *STORY, *MORE]) == STORY


def test_story_of_one_paragraph():
    assert found([*OWN, *STORY[:2], *MORE]) == STORY[:2]


def test_story_at_the_end():
    assert found([*OWN, *MORE, *STORY]) == STORY


def test_paragraphs_known_as_furniture_are_left_out():
    assert found([*OWN, *STORY, *MORE], skip=(3, 4, 5)) == []


def test_headline_that_shares_a_word_is_the_articles_own():
    assert found([*OWN, "Night ferry pilots in the valley", *STORY[1:], *MORE]) == []


def test_nothing_is_foreign_to_a_short_text():
    assert found([*OWN[:2], *STORY[:2]]) == []


def test_story_larger_than_a_third_of_the_text_may_be_the_article():
    assert found([*OWN, *STORY, *STORY[1:], *STORY[1:], MORE[2]]) == []


def test_key_words():
    assert key_words(["The pilots’ boards were landing; the Board landed."]) == {
        "pilots'",
        "land",
        "board",
    }
