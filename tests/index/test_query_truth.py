"""Random queries as text, against their definitions; whatever else is typed is answered."""

from benchmarks import search_inputs, search_truth


def test_every_query_finds_what_it_must() -> None:
    figures = search_truth.run(60, 250, seed=3)
    assert figures.differences == ()
    assert figures.answered > 80
    assert figures.hits > 2_000
    operators = {
        "phrase",
        "wild card",
        "w/n",
        "pre/n",
        "not w/n",
        "w/s",
        "w/p",
        "field:",
        "NOT field:",
        "~1",
        "( )",
    }
    assert (
        operators | {"OR", "BUT NOT", "AND", "with:forms", "joined by punctuation", "in:stamps"}
        <= figures.operators.keys()
    )


def test_whatever_is_typed_is_answered() -> None:
    figures = search_inputs.run(2_000, seed=5, pages=12)
    assert figures.silent == ()
    assert figures.longest.keys() == search_inputs.MAKERS.keys()
