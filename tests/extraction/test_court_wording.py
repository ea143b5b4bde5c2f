"""Short forms of courts."""

import pytest

from extraction.court_wording import court_words


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("United States District Court for the Western District of Washington", "W.D. Wash."),
        ("United States District Court Western District of Washington at Seattle", "W.D. Wash."),
        ("UNITED STATES DISTRICT COURT\nSOUTHERN DISTRICT OF NEW YORK", "S.D.N.Y."),
        ("U.S. District Court, Middle District of North Carolina", "M.D.N.C."),
        ("United States District Court District of Maine", "D. Me."),
        ("United States District Court for the District of Columbia", "D.D.C."),
        ("United States District Court for the District of New Jersey", "D.N.J."),
        ("In the U.S. District Court for the Northern District of West Virginia Wheeling", "N.D. W. Va."),
        ("United States District Court Southern District of Virginia Street", "S.D. Va."),
        ("United States Court of Appeals for the Ninth Circuit", "9th Cir."),
        ("United States Court of Appeals for the District of Columbia Circuit", "D.C. Cir."),
    ],
)  # fmt: skip
def test_short_form(printed: str, short: str) -> None:
    assert court_words(printed) == short


@pytest.mark.parametrize(
    "printed",
    [
        "United States District Court Eastern District of Susquehanna",
        "Superior Court of the State of Oregon",
        "",
    ],
)
def test_a_court_without_short_form_keeps_its_name(printed: str) -> None:
    assert court_words(printed) == printed
