"""The benchmark of dates in its smoke form: our own sentences, and whatever libraries are installed."""

from benchmarks import dating, dating_sets


def test_our_grammar_finds_what_our_own_sentences_hold() -> None:
    figures = dating.run(dating_sets.own(), 1)["ours"]
    assert (figures.precision, figures.recall, figures.f1, figures.value_f1) == (1, 1, 1, 1)
    assert figures.speed > 0


def test_what_is_not_installed_is_left_out() -> None:
    assert next(iter(dating.tools())) == "ours"


def test_sets_hold_dated_and_other_expressions() -> None:
    for items in dating_sets.sets().values():
        assert any(gold.ways for item in items for gold in item.gold)
