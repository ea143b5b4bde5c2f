"""Names right after the word for a side."""

import pytest

from extraction.side_lists import named_with_side


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Defendants Marsh, Ida Holm (aka “Mole”) and Rowe fled.",
            ["Marsh", "Ida Holm", "Rowe"],
        ),
        ("Plaintiffs Quist and Vale sue.", ["Quist", "Vale"]),
        ("Plaintiff Vale fell. Plaintiff Vale rose.", ["Vale", "Vale"]),
        ("Plaintiff Vale fell.", []),  # once may be the start of a heading
        ("Defendants Motion and Order", []),
        ("Defendant DOE Nos. 1-4 and Defendant DOE Nos. 5-9", []),
        ("with respect to Plaintiffs’ EJC, Milk, and Yogurt claims", []),
        ("Plaintiffs Denied and Admitted", []),
    ],
)
def test_named_with_side(text: str, found: list[str]) -> None:
    places = named_with_side(text, [(0, len(text))])
    assert [text[a:b] for a, b in places] == found
