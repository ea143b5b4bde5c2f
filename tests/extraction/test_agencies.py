"""Public bodies: listed agencies in all their names, and the shapes of others."""

import pytest

from extraction.agencies import canonical_agency, find_agencies, find_public_bodies, is_government


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("CBP", "U.S. Customs and Border Protection"),
        ("US Customs & Border Protection", "U.S. Customs and Border Protection"),
        ("Labor Department", "U.S. Department of Labor"),
        ("US Justice Department", "U.S. Department of Justice"),
        ("the Department of the Interior", "U.S. Department of the Interior"),
        (
            "UNITED STATES DEPARTMENT OF HOUSING AND URBAN DEVELOPMENT",
            "U.S. Department of Housing and Urban Development",
        ),
        (
            "United States Citizenship and Immigration Service",
            "U.S. Citizenship and Immigration Services",
        ),
        ("Bureau of Prisons", "Federal Bureau of Prisons"),
    ],
)
def test_canonical_names(name: str, canonical: str) -> None:
    assert canonical_agency(name) == canonical


@pytest.mark.parametrize("name", ["Harbor Department", "Nora Quist", "Department", "DOE", ""])
def test_what_is_not_listed(name: str) -> None:
    assert canonical_agency(name) is None


def test_finds_agencies_in_text_but_not_in_handles_or_places() -> None:
    text = (
        "The FBI and @ALT_FBI wrote to the Michigan Department of Education and to the "
        "Department of Labor."
    )
    found = find_agencies(text)
    assert [text[a.start : a.end] for a in found] == ["FBI", "Department of Labor"]


def test_doubtful_acronyms_are_marked() -> None:
    assert [a.doubtful for a in find_agencies("JOHN DOE and the EPA")] == [True, False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Alder Bay Port Commission met.", ["Alder Bay Port Commission"]),
        (
            "the Michigan Department of Natural Resources said",
            ["Michigan Department of Natural Resources"],
        ),
        ("by the City of Alder Bay on Monday", ["City of Alder Bay"]),
        ("the Pinal County Sheriff’s Office", ["Pinal County Sheriff’s Office"]),
        ("It went. The Board of Harbor Pilots met", ["Board of Harbor Pilots"]),
        ("the commission met", []),
    ],
)
def test_public_bodies(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in find_public_bodies(text)] == names


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("City of Alder Bay", True),
        ("United States of America", True),
        ("Pinal County", True),
        ("City Bank", False),
    ],
)
def test_governments(name: str, yes: bool) -> None:
    assert is_government(name) is yes
