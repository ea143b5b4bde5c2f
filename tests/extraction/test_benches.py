"""Judges whom a paper names by their office."""

import pytest

from extraction.benches import find_judges


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        (
            "Before Marsh, Chief Judge, Quist and Rowe, Circuit Judges.",
            ["Marsh", "Quist", "Rowe"],
        ),
        ("Before: HOLM, VALE, and MARSH, Circuit Judges.", ["HOLM", "VALE", "MARSH"]),
        (
            "Nora J. Quist, P.J., Abel St. Marsh, J., and Ida Rowe, J.",
            ["Nora J. Quist", "Abel St. Marsh", "Ida Rowe"],
        ),
        ("MARSH, Circuit Judge. This appeal", ["MARSH"]),
        ("ORDER Nora Quist, District Judge.", ["Nora Quist"]),
        ("[Hon. Ida Holm, U.S. District Judge]", ["Ida Holm"]),
        ("512 F.3d 9 (Rowe, J., concurring)", []),
        ("before the court, the Chief Judge, and all Circuit Judges", []),
        ("Before trial, Plaintiff moved", []),
    ],
)
def test_find_judges(text: str, judges: list[str]) -> None:
    found = sorted(find_judges(text, 0, len(text)), key=lambda judge: judge.start)
    assert list(dict.fromkeys(judge.name for judge in found)) == judges
    assert all(" ".join(text[j.start : j.end].split()) == j.name for j in found)
