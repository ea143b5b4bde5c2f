"""Quotations of real court papers, their speakers and their citations, against labels written by hand.

``pytest -s`` prints the table of figures; a failure lists everything that is wrong.
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from tests.extraction.labelled_quotes import Figures, measured, stretches

# Eleven papers are read whole; beside other work that takes its time.
pytestmark = pytest.mark.timeout(600)


def rows(shared: Path, total: Figures) -> Iterator[str]:
    for path, group in groupby(stretches(), key=lambda stretch: stretch.path):
        one = measured(list(group), shared)
        total.add(one)
        yield one.row(path)
    yield total.row("all papers")


@pytest.fixture(scope="module")
def figures(shared: Path) -> Figures:
    total = Figures()
    sys.stdout.write("\n" + "\n".join(rows(shared, total)) + "\n")
    return total


def test_there_are_labels_enough() -> None:
    found = stretches()
    assert len({stretch.path for stretch in found}) >= 8
    assert sum(not label.is_open for stretch in found for label in stretch.labels) >= 150


def test_quotations_are_found_exactly(figures: Figures) -> None:
    assert figures.f1 >= 0.98, "\n".join(figures.errors)


def test_their_sources_are_right(figures: Figures) -> None:
    assert figures.sources >= 0.945, "\n".join(figures.errors)


def test_few_are_given_a_speaker_who_did_not_say_it(figures: Figures) -> None:
    assert figures.wrongly_attributed <= 0.05 * figures.attributed, "\n".join(figures.errors)


def test_citations_are_right(figures: Figures) -> None:
    assert figures.citations >= 0.98, "\n".join(figures.errors)
