"""Short cites offer every paper that may be meant, the likeliest first."""

import datetime as dt

import pytest

from casefile.cite_form import CiteStyle
from casefile.short_names import named
from extraction.findings import DocumentKind
from reports.cite_offers import CitedPapers, parted
from tests.casefile.rows import document_row

THREE = (
    document_row(1, short_name="", date=dt.date(2019, 5, 2)),
    document_row(2, short_name="", date=dt.date(2018, 3, 1), title="First Amended Complaint"),
    document_row(3, short_name="", date=dt.date(2017, 1, 9)),
    document_row(4, short_name="", kind=DocumentKind.ANSWER, date=dt.date(2018, 4, 4)),
    document_row(5, short_name="Quay pleading", date=dt.date(2020, 1, 1)),
    document_row(6, short_name="", kind=DocumentKind.OTHER, title="Deposition of Ada Doe"),
)


@pytest.mark.parametrize(
    ("typed", "name", "place"),
    [
        ("Compl. ¶ 24", "Compl.", "¶ 24"),
        ("compl ¶24", "compl", "¶24"),
        ("Compl.¶24", "Compl.", "¶24"),
        ("¶\N{NO-BREAK SPACE}24", "", "¶ 24"),
        ("at 12", "", "at 12"),
        ("p 3", "", "p 3"),
        ("4:17", "", "4:17"),
        ("Answer 7", "Answer", "7"),
        ("Order at 4:17–20", "Order", "at 4:17–20"),
        ("Compl. 2 ¶¶ 12, 14", "Compl. 2", "¶¶ 12, 14"),
        ("ECF No. 12-1 at 4", "ECF No. 12-1", "at 4"),
        ("Ex. C at 3, ¶ 9", "Ex. C", "at 3, ¶ 9"),
        ("Br. at iv", "Br.", "at iv"),
        ("7", "", ""),
        ("accept", "", ""),
        ("Compl. ¶", "", ""),
        ("", "", ""),
    ],
)
def test_a_place_is_told_from_the_name_before_it(typed, name, place):
    assert parted(typed) == (name, place)


def meant(typed, reading=None, rows=THREE, style=CiteStyle.BLUEBOOK):
    return [offer.document.id for offer in CitedPapers(named(rows, style)).meant(typed, reading)]


def test_every_complaint_is_offered_the_oldest_first_and_before_all_the_one_being_read():
    assert meant("Compl. ¶ 24")[:4] == [3, 2, 1, 5]
    assert meant("complaint ¶ 24", reading=1)[:4] == [1, 3, 2, 5]
    assert meant("compl 24", style=CiteStyle.PLAIN)[:4] == [3, 2, 1, 5]


def test_a_papers_own_name_comes_before_the_one_being_read():
    alone = tuple(row for row in THREE if row.id != 3)
    assert meant("Compl. ¶ 24", reading=2, rows=alone) == [1, 2, 5]


def test_words_of_a_name_in_any_place_are_enough():
    assert meant("am. compl. ¶ 2") == [2]
    assert meant("amended complaint at 3", style=CiteStyle.PLAIN) == [2]
    assert meant("quay ¶ 2") == [5]
    assert meant("Answer 7") == [4]
    assert meant("motion at 3") == [] == meant("— ¶ 2")


def test_a_place_alone_may_be_in_any_paper_those_of_courts_first():
    assert meant("¶ 24") == [3, 2, 4, 1, 5, 6]
    assert meant("at 12", reading=6) == [6, 3, 2, 4, 1, 5]


def test_a_lone_number_behind_part_of_a_name_is_no_place():
    assert meant("Doe 1") == []
    assert meant("Doe at 1") == [6]


def test_thirty_papers_are_enough():
    rows = tuple(document_row(number) for number in range(1, 100))
    assert meant("paper at 1", rows=rows) == list(range(1, 31))


def test_what_was_found_for_a_name_serves_while_its_place_is_typed(monkeypatch):
    papers = CitedPapers(named(THREE, CiteStyle.BLUEBOOK))
    assert papers.meant("Compl. ¶ 2")[0].place == "¶ 2"
    monkeypatch.setattr(CitedPapers, "_ranked", lambda *_asked: pytest.fail("looked anew"))
    assert papers.meant("Compl. ¶ 24")[0].place == "¶ 24"
