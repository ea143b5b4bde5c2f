"""Names: letter case, endings, titles, keys, acronyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import names


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("NORA QUIST", "Nora Quist"),
        ("JOHN McADAM", "John McAdam"),
        ("O’NEILL AND SONS, L.L.C.", "O’Neill and Sons, L.L.C."),
        ("BANK OF THE WEST, N.A.", "Bank of the West, N.A."),
        ("BNSF RAILWAY COMPANY", "BNSF Railway Company"),
        ("ABEL ROWE, JR.", "Abel Rowe, Jr."),
        ("LENA MARSH, PH.D.", "Lena Marsh, Ph.D."),
        ("ERIK A. HOLM", "Erik A. Holm"),
        ("SMITH-ROWE, INC.", "Smith-Rowe, Inc."),
        ("HENRY ROWE III", "Henry Rowe III"),
        ("DOES 1 through 10", "Does 1 through 10"),
        ("Acme IVC Filters", "Acme IVC Filters"),
    ],
)
def test_proper_case(printed: str, expected: str) -> None:
    assert names.proper_case(printed) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbor Company, Inc.", "Harbor"),
        ("U.S. Department of Labor", "the Department of Labor"),
        ("Rowe & Sons, L.L.C.", "Rowe and Sons LLC"),
        ("Café Holm", "Cafe Holm"),
        ("Tidewater's", "Tidewater"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert names.name_key(one) == names.name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Harbor Bank", "Harbor"), ("Nora Quist", "Ned Quist"), ("@harbor", "harbor")],
)
def test_different_keys(one: str, other: str) -> None:
    assert names.name_key(one) != names.name_key(other)


@pytest.mark.parametrize(
    ("full", "other", "same"),
    [
        ("Nora J. Quist", "Quist", True),
        ("Nora J. Quist", "Nora Quist", True),
        ("Nora J. Quist", "N. Quist", True),
        ("Nora Quist", "Ms. Quist", True),
        ("Nora St. Pierre", "St. Pierre", True),
        ("Nora Quist", "Ned Quist", False),
        ("Nora J. Quist", "Nora K. Quist", False),
        ("Nora Quist", "Nora Rowe", False),
        ("Abel Rowe, Jr.", "Abel Rowe", True),
    ],
)
def test_same_person(full: str, other: str, same: bool) -> None:
    assert names.same_person(full, other) is same


@pytest.mark.parametrize(
    ("name", "bare", "titles"),
    [
        ("Special Agent in Charge Abel Rowe", "Abel Rowe", "Special Agent in Charge"),
        ("LIEUTENANT LENA MARSH", "LENA MARSH", "LIEUTENANT"),
        ("Dr. Ida Holm", "Ida Holm", "Dr."),
        ("President Odd Berge", "Odd Berge", "President"),
        ("Judge", "Judge", ""),
        ("Marshall Dean", "Marshall Dean", ""),
        ("Generali Insurance", "Generali Insurance", ""),
    ],
)
def test_titles(name: str, bare: str, titles: str) -> None:
    assert names.without_titles(name) == (bare, titles)


@pytest.mark.parametrize(
    ("short", "before", "long_form"),
    [
        ("ABPC", "the Alder Bay Port Commission ", "Alder Bay Port Commission"),
        ("FOEC", "said the Friends of Elk Creek ", "Friends of Elk Creek"),
        ("CBP", "agents of Customs and Border Protection ", "Customs and Border Protection"),
    ],
)
def test_long_form_of_an_acronym(short: str, before: str, long_form: str) -> None:
    start = names.initials_begin(short, before)
    assert start is not None
    assert before[start:].strip() == long_form


@pytest.mark.parametrize(
    ("short", "before"), [("XYZ", "the Alder Bay Port Commission "), ("A", "Alder ")]
)
def test_no_long_form(short: str, before: str) -> None:
    assert names.initials_begin(short, before) is None


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Nora Quist", True),
        ("Abel van der Berg", True),
        ("Lena “Skip” Marsh", True),
        ("Halyard Press LLC", False),
        ("First Church of Alder", False),
        ("Quist", False),
        ("@noraquist", False),
    ],
)
def test_shape_of_a_person(name: str, person: bool) -> None:
    assert names.looks_like_person(name) is person


@given(st.text(max_size=60))
def test_no_text_breaks_a_name_function(text: str) -> None:
    names.name_key(text)
    names.proper_case(text)
    names.without_titles(text)
    names.looks_like_person(text)
    assert names.without_ending(text) == "" or names.without_ending(text) in text
