"""Links into a case: what they say, and that nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import Place, Span
from reports.links import BadLink, Link, is_link, link_to, read_link

from .odd_report import lost_pin

CASE = "0123456789abcdef" * 2
NOWHERE = Place(None, None, None, None, None, None)


@given(st.integers(1, 999_999_999), st.integers(0, 10**11), st.integers(0, 10**6))
def test_a_link_is_read_as_it_was_written(document: int, start: int, length: int) -> None:
    pin = Pin(document, "Compl.", DocumentKind.COMPLAINT, Span(start, start + length), NOWHERE)
    assert read_link(link_to(CASE, pin)) == Link(CASE, document, pin.span)


def test_a_lost_place_links_to_its_paper() -> None:
    assert read_link(link_to(CASE, lost_pin())) == Link(CASE, 2)


@pytest.mark.parametrize("words", [f"pincite://{CASE}/7", f"PINCITE:{CASE.upper()}/7"])
def test_forms_that_other_programs_make_of_a_link_are_read(words: str) -> None:
    assert read_link(words) == Link(CASE, 7)


@pytest.mark.parametrize(
    "words",
    [
        "pincite:",
        f"pincite:{CASE}",
        f"pincite:{CASE}/",
        f"pincite:{CASE}/../../etc/passwd",
        f"pincite:{CASE[:-1]}/1",
        f"pincite:{CASE}0/1",
        f"pincite:{CASE}/1?start=9&end=3",
        f"pincite:{CASE}/1?start=-1&end=3",
        f"pincite:{CASE}/1?start=1",
        f"pincite:{CASE}/1?start=1&end=2&run=calc",
        f"pincite:{CASE}/1#x",
        f"pincite:{CASE}/1\n",
        f"pincite:{CASE}/1\x00",
        f"pincite:{CASE}/٣",
        f"pincite:{CASE}/" + "9" * 10,
        f"pincite:{CASE}/1?start=1&end=" + "9" * 40,
        f" pincite:{CASE}/1",
        f"pincite:///{CASE}/1",
        "pincite:file:///etc/passwd",
        "pincite:C:\\Windows\\calc.exe",
        "pincite:--help",
    ],
)
def test_hostile_links_are_refused(words: str) -> None:
    with pytest.raises(BadLink):
        read_link(words)


@given(st.text())
def test_nothing_but_the_form_is_read(words: str) -> None:
    with pytest.raises(BadLink):
        read_link("pincite:" + words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("pincite:x", True), ("Pincite:x", True), ("pincite", False), ("a.pincite", False)],
)
def test_what_claims_to_be_a_link(words: str, expected: bool) -> None:
    assert is_link(words) is expected
