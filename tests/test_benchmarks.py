"""The benchmarks in their smoke form: they run, and what they print are figures; speed is not tested."""

import math

from benchmarks import importing, responsiveness, searching, startup
from benchmarks.timing import SAMPLE, in_turns


def test_in_turns_gives_one_median_a_work() -> None:
    calls: list[str] = []
    medians = in_turns(3, lambda: calls.append("one"), lambda: calls.append("two"))
    assert calls == ["one", "two"] * 3
    assert len(medians) == 2
    assert all(median >= 0 for median in medians)


def test_startup_compares_two_windows() -> None:
    ratio = startup.run(1)
    assert math.isfinite(ratio)
    assert ratio > 0


def test_importing_measures_both_stages() -> None:
    figures = importing.run(SAMPLE / "Complaint.pdf")
    assert figures.pages == 7
    assert 0 < figures.searchable <= figures.extracted
    assert figures.spacy > 0


def test_responsiveness_imports_what_it_was_given(qapp: object) -> None:
    figures = responsiveness.run(3)
    assert figures["documents"] == 3
    assert figures["longest"] >= 0


def test_searching_compares_writing_and_every_query() -> None:
    ratios = searching.run(20)
    assert set(ratios) == {"writing", *searching.QUERIES}
    assert all(math.isfinite(ratio) and ratio > 0 for ratio in ratios.values())
