import pytest

import resources
from index.word_forms import forms, synonyms


@pytest.mark.parametrize(
    ("word", "reached"),
    [
        ("sue", {"sued", "sues", "suing"}),
        ("suing", {"sue", "sued", "sues"}),
        ("breach", {"breaches", "breached", "breaching"}),
        ("party", {"parties"}),
        ("parties", {"party"}),
        ("damages", {"damage", "damaged"}),
        ("testify", {"testified", "testifies", "testifying"}),
        ("lied", {"lie", "lies", "lying"}),
        ("lying", {"lie", "lies"}),
        ("tried", {"try", "tries", "trying"}),
        ("plan", {"plans", "planned", "planning"}),
        ("planned", {"plan", "planning"}),
        ("refer", {"refers", "referred", "referring"}),
        ("agree", {"agreed", "agrees", "agreeing"}),
        ("quit", {"quits", "quitting"}),
        ("was", {"is", "are", "been"}),
        ("wrote", {"write", "writes", "written", "writing"}),
        ("memoranda", {"memorandum"}),
        ("memorandum", {"memoranda", "memorandums"}),
        ("woman", {"women"}),
        ("witness", {"witnesses", "witnessed"}),
        ("boxes", {"box"}),
        ("taxes", {"tax"}),
        ("tying", {"tie"}),
        ("dyeing", {"dye"}),
        ("plead", {"pled", "pleaded", "pleading"}),
    ],
)
def test_forms_are_reached_from_each_other(word: str, reached: set[str]) -> None:
    assert reached <= forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("used", "us"),
        ("plan", "planed"),  # of a plane
        ("be", "bed"),
        ("this", "thi"),
        ("bus", "bu"),
        ("injunction", "injunctive"),
        ("was", "wa"),
        ("1983s", "1983"),
    ],
)
def test_other_words_are_not_forms(word: str, other: str) -> None:
    known = forms(word)
    assert word in known
    assert other not in known


def test_synonyms_are_found_from_any_form() -> None:
    assert {"lawyer", "counsel"} <= synonyms("attorneys")
    assert synonyms("xylophone") == frozenset()


@pytest.mark.parametrize("name", ["irregular_forms", "synonyms"])
def test_lists_hold_single_small_words(name: str) -> None:
    lines = resources.words(name)
    assert len(lines) == len(set(lines)) > 80
    for line in lines:
        assert all(word.isalpha() and word == word.lower() for word in line.split()), line
