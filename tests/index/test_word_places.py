import pytest

from tests.index.conftest import Papers


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("recieve", "“recieve” does not occur; “receive” does."),
        (
            "cuort dismised",
            "“cuort” does not occur; “court” does. “dismised” does not occur; “dismissed” does.",
        ),
        ('"cuort dismised"', "“cuort dismised” does not occur; “court dismissed” does."),
        ('"the cuort hold"', "“the cuort hold” does not occur; “court” does."),
        ("injuctoin", "“injuctoin” does not occur; “injunction” does."),
        ("hold*", ""),
        ("nowhere", ""),
        ("fraud NOT cuort", ""),
        ("fraud", ""),
    ],
)
def test_what_was_meant(papers: Papers, typed: str, told: str) -> None:
    papers.add({1: "The court dismissed the claim of fraud.", 2: "to receive an injunction"})
    assert " ".join(papers.search(typed).warnings) == told


def test_only_some_words_are_put_right(papers: Papers) -> None:
    papers.add({1: "court fraud claim injunction receive"})
    assert len(papers.search("cuort OR fruad OR clami OR recieve OR injunctoin").warnings) == 3


def test_the_word_list_is_gone_through_so_many_times_only(papers: Papers) -> None:
    papers.add({1: "court"})
    typed = " OR ".join(f"*{letter}{other}rt" for letter in "abcdefo" for other in "uvwxyz")
    (warning,) = papers.search(typed).warnings
    assert warning.startswith("Only the first 20 words with ~ or with wild cards")
    assert papers.search(" OR ".join(["*ourt"] * 100)).warnings == ()


def test_a_pattern_that_no_word_has_is_told(papers: Papers) -> None:
    papers.add({1: "court"})
    (warning,) = papers.search("c*" * 100).warnings
    assert warning == "“c*c*c*c*c*c*c*c*c*c*…” is too long for a word with wild cards."


def test_little_is_told_of_a_word_that_stands_for_many(papers: Papers) -> None:
    papers.add({1: "court courts", 2: "sue sued suing"})
    assert papers.search("sue with:forms").warnings == (
        "“sue” was searched for as: sue, sued, suing.",
    )
