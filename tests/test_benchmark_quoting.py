"""The benchmark of quotations in its smoke form: our own sentences, and textacy where it is installed."""

from pathlib import Path

import pytest

from benchmarks import quoting, quoting_sets


def test_our_reader_finds_what_our_own_sentences_hold() -> None:
    figures = quoting.run(quoting_sets.own(), 1)["ours"]
    assert (figures.precision, figures.recall, figures.exact, figures.near) == (1, 1, 1, 1)
    assert (figures.speakers, figures.both, figures.empty) == (1, 1, 0)
    assert figures.speed > 0


def test_what_is_not_installed_is_left_out() -> None:
    assert next(iter(quoting.tools())) == "ours"


def test_a_corpus_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="no PolNeAR split"):
        quoting_sets.polnear(Path("nowhere"), "dev")
