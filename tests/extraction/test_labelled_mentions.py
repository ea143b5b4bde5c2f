"""Parties in the bodies of real papers, against mentions labelled by hand.

The floors are what was reached, with a small margin; ``pytest -s`` prints the table of figures.
"""

import sys
from pathlib import Path

import pytest

from tests.extraction.labelled_mentions import Figures, measured, papers


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[bool, Figures]:
    """Return the sums over the papers for development (``False``) and those held out (``True``)."""
    sums = {False: Figures(), True: Figures()}
    rows = []
    for paper in papers():
        one = measured(paper, shared)
        rows.append(one.row(paper.path))
        sums[paper.held_out].add(one)
    sys.stdout.write(
        "\n" + "\n".join([*rows, sums[False].row("development"), sums[True].row("held out")]) + "\n"
    )
    return sums


def test_there_are_labels_enough() -> None:
    labelled = papers()
    assert len(labelled) >= 10
    assert sum(len(la.occurrences) for p in labelled for la in p.labels if la.kind != "?") >= 300


def test_development_papers(figures: dict[bool, Figures]) -> None:
    got = figures[False]
    assert got.recall >= 0.975, got.errors
    assert got.kinds >= 0.985, got.errors
    assert got.precision >= 0.965, got.errors
    assert got.one_party >= 0.945, got.errors


def test_held_out_papers(figures: dict[bool, Figures]) -> None:
    got = figures[True]
    assert got.recall >= 0.97, got.errors
    assert got.kinds >= 0.99, got.errors
    assert got.precision >= 0.95, got.errors
    assert got.one_party >= 0.94, got.errors
