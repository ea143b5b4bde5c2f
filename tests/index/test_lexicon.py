"""The list of words against the definitions, word by word."""

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index import lexicon
from index.lexicon import Lexicon

words = st.sets(st.text("abz09'ü—", min_size=1, max_size=6), max_size=30).map(sorted)


@given(words, st.text("abz09'ü—", min_size=1, max_size=6), st.integers(0, 2))
def test_words_spelled_alike(given_words: list[str], word: str, edits: int) -> None:
    expected = [each for each in given_words if OSA.distance(each, word) <= edits]
    assert Lexicon(given_words).near(word, edits) == expected


@given(words, st.text("ab*?'ü[.", min_size=1, max_size=5))
def test_words_that_a_pattern_admits(given_words: list[str], pattern: str) -> None:
    plain = pattern.replace("[", "[[]")
    expected = [each for each in given_words if fnmatch.fnmatchcase(each, plain)]
    assert Lexicon(given_words).of_form(pattern) == expected


@given(words, st.text("abzü", min_size=1, max_size=3))
def test_words_that_begin_so_and_words_that_are_known(given_words: list[str], stem: str) -> None:
    every = Lexicon(given_words)
    assert every.beginning_with(stem) == [each for each in given_words if each.startswith(stem)]
    assert every.known([stem, "a", "zz"]) == sorted({stem, "a", "zz"} & set(given_words))


def test_letters_are_looked_at_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_CHUNK", 3)
    every = Lexicon([f"word{number}" for number in range(10)])
    assert every.near("word7", 0) == ["word7"]
    assert len(every.near("word77", 1)) == 1
