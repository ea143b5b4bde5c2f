"""Courts by the forms of their names; one court under all of them."""

import pytest

from extraction.courts import court_key, find_courts, same_court


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "IN THE UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF MAINE",
            ["United States District Court for the District of Maine"],
        ),
        (
            "the U.S. District Court for the Southern District of New York held",
            ["United States District Court for the Southern District of New York"],
        ),
        ("held by the Ninth Circuit in", ["United States Court of Appeals for the Ninth Circuit"]),
        ("under Ninth Circuit Rule 36-3", []),
        ("the Alder County Superior Court", ["Alder County Superior Court"]),
        (
            "Superior Court of California, County of Alder, by order",
            ["Superior Court of California, County of Alder"],
        ),
        ("the Maine Supreme Judicial Court", ["Maine Supreme Judicial Court"]),
        ("Court of Common Pleas of Alder County said", ["Court of Common Pleas of Alder County"]),
        ("the Supreme Court of the United States", ["Supreme Court of the United States"]),
        (
            "the United States Judicial Panel on Multidistrict Litigation (the “Panel”)",
            ["United States Judicial Panel on Multidistrict Litigation"],
        ),
        ("a district court of Maine, the court said", []),
        ("The Tennis Court of Maine", []),
    ],
)
def test_find_courts(text: str, found: list[str]) -> None:
    courts = find_courts(text)
    assert [court.name for court in courts] == found
    assert all(0 <= court.start < court.end <= len(text) for court in courts)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (
            "United States District Court Western District of Washington at Seattle",
            "U.S. District Court for the Western District of Washington",
            True,
        ),
        (
            "United States District Court for the Western District of New York",
            "United States District Court for the Western District of Washington",
            False,
        ),
        (
            "United States District Court for the Eastern District of New York",
            "United States District Court for the Western District of New York",
            False,
        ),
        ("United States Court of Appeals For the First Circuit", "First Circuit", True),
        ("First Circuit", "Second Circuit", False),
        ("Supreme Court of Maine", "Supreme Court of Maine County", False),
    ],
)
def test_same_court(a: str, b: str, same: bool) -> None:
    assert same_court(a, b) is same
    assert same_court(b, a) is same


def test_a_key_knows_no_small_words() -> None:
    assert court_key("Court of Chancery of Ohio") == court_key("the Court of Chancery, Ohio")
