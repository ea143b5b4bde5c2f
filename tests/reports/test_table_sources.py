"""Cites of a table that comes in: each leads to its one place, or is told as it stands."""

import pytest

from casefile.cite_form import CitedBy, CiteForm
from importers.source_text import Page, Paragraph, SourceText, Span, Zone
from reports.cites import pin_cite
from reports.table_sources import source_finder
from tests.ui.fake_case import document

TEXT = "Header\n12. The berth was closed.\n13. Nobody was told.\n12. Again twelve.\n"
PARAGRAPHS = (
    Paragraph(Span(0, 6), None, Zone.PAGE_FURNITURE),
    Paragraph(Span(7, 32), "12"),
    Paragraph(Span(33, 53), "13"),
)
TWICE = (*PARAGRAPHS, Paragraph(Span(54, 71), "12"))
COMPLAINT = SourceText(TEXT[:54], (Page(1, "1", Span(0, 54)),), PARAGRAPHS)
ANSWER = SourceText(TEXT, (Page(1, "1", Span(0, len(TEXT))),), TWICE)
LETTER = SourceText(
    "Seal\nWe closed it.\nThe ferry may not land.\n",
    (Page(1, "1", Span(0, 43)),),
    (
        Paragraph(Span(0, 4), None, Zone.PAGE_FURNITURE),
        Paragraph(Span(5, 18)),
        Paragraph(Span(19, 42)),
    ),
)
SOURCES = {1: COMPLAINT, 3: ANSWER, 6: LETTER}


@pytest.fixture
def find():
    return source_finder([document(number) for number in SOURCES], SOURCES.__getitem__)


@pytest.mark.parametrize(
    ("cell", "cites"),
    [
        ("Compl. ¶ 12", ["Compl. ¶ 12"]),
        ("See Compl. ¶ 13.", ["Compl. ¶ 13"]),
        ("Compl. ¶ 13; Ex. C at 1", ["Compl. ¶ 13", "Ex. C at 1"]),
        ("Compl. ¶ 13\nEx. C p. 1", ["Compl. ¶ 13", "Ex. C at 1"]),
        ("Compl. ¶ 13, Ex. C at 1", ["Compl. ¶ 13", "Ex. C at 1"]),
        ("Compl. ¶¶ 12–13", ["Compl. ¶¶ 12–13"]),
    ],
)
def test_cites_lead_to_their_places(find, cell, cites):
    found = find(cell, "words")
    assert [pin_cite(place.pin) for place in found.places] == cites
    assert (found.unresolved, found.whole) == ("", "")


@pytest.mark.parametrize(
    ("cell", "unresolved"),
    [
        ("Compl. ¶ 99", "Compl. ¶ 99"),
        ("Smith Dep. 12:4", "Smith Dep. 12:4"),
        ("Answer ¶ 12", "Answer ¶ 12"),  # it numbers two paragraphs so
        ("Compl. ¶ 12; Bates 0042", "Bates 0042"),
        ("what she told me", "what she told me"),
    ],
)
def test_what_names_no_one_place_is_told_as_it_stands(find, cell, unresolved):
    assert find(cell, "words").unresolved == unresolved


def test_a_whole_paper_is_no_place_for_an_event(find):
    found = find("Compl.", "words")
    assert (found.whole, [place.pin for place in found.places]) == ("Compl.", [None])


def test_of_a_page_the_paragraph_is_taken_that_has_the_event_s_words(find):
    (place,) = find("Ex. C at 1", "No ferry may land").places
    assert place.pin.span.of(LETTER.text) == "The ferry may not land."
    assert place.passage == Span(0, 43)
    (other,) = find("Ex. C at 1", "Something else").places
    assert other.pin.span.of(LETTER.text) == "We closed it."


def test_a_table_is_cited_by_its_rows():
    row = document(6, cite=CiteForm(by=CitedBy.ROW), short_name="Log")
    source = SourceText(
        "a\nb\nc\n", (), tuple(Paragraph(Span(at, at + 1), str(at + 1)) for at in (0, 2, 4))
    )
    find = source_finder([row], {6: source}.__getitem__)
    (place,) = find("Log row 3", "").places
    assert pin_cite(place.pin) == "Log row 3"
    assert place.pin.span == Span(2, 3)
    (several,) = find("Log rows 1–5", "").places
    assert several.passage == Span(0, 5)
