"""What dates, speakers, parties and hits say in the reports, row by row."""

import datetime as dt

import pytest

from casefile.party_records import CastRow
from casefile.records import DocumentHits, HitRow, ReviewState, SearchResults
from extraction.findings import Basis, Certainty
from importers.source_text import Span
from reports.dates import dates
from reports.hits import hits
from reports.quote_bank import quote_bank
from reports.report import Mark
from reports.whos_who import persons, whos_who

from . import rows


def test_dates_are_in_order_and_leaves_out_what_has_no_day() -> None:
    report = dates(
        [
            rows.date("March 3", "2026-03-03", dt.date(2026, 3, 3), id=1),
            rows.date("recently", None, None, id=2),
            rows.date("March 2", "2026-03-02", dt.date(2026, 3, 2), id=3),
        ]
    )
    assert rows.column(report, "Date") == ["Mar. 2, 2026", "Mar. 3, 2026"]
    assert report.note == "1 expression without a calendar date left out."


@pytest.mark.parametrize(
    ("row", "date", "how"),
    [
        (
            rows.date(
                "03/07/2026",
                "2026-03-07",
                dt.date(2026, 3, 7),
                basis=Basis.AMBIGUOUS,
                alternatives=("2026-07-03",),
                reason="other dates are month first",
            ),
            "Mar. 7, 2026 (or July 3, 2026?)",
            "“03/07/2026”, ambiguous: other dates are month first",
        ),
        (
            rows.date(
                "03/07/2026",
                "2026-07-03",
                dt.date(2026, 7, 3),
                basis=Basis.AMBIGUOUS,
                alternatives=("2026-03-07",),
                state=ReviewState.EDITED,
            ),
            "July 3, 2026",
            "“03/07/2026”, ambiguous",
        ),
        (
            rows.date(
                "the next day",
                "2026-03-03",
                dt.date(2026, 3, 3),
                basis=Basis.RELATIVE,
                anchor="2026-03-02",
            ),
            "Mar. 3, 2026",
            "“the next day”, counted from Mar. 2, 2026",
        ),
        (
            rows.date("before May", "2026-05", dt.date(2026, 5, 1), operator="before"),
            "before May 2026",
            "“before May”",
        ),
    ],
)
def test_how_a_date_was_read_is_told(row: object, date: str, how: str) -> None:
    (line,) = rows.texts(dates([row]))  # type: ignore[list-item]
    assert (line[0], line[2]) == (date, how)


def test_parties_with_a_role_come_first() -> None:
    named = [
        rows.party("Often Named", None, 90),
        rows.party("Harbor Board", "defendant", 3, aliases=("the Board",)),
        rows.party("A. Pilot", "plaintiff", 7, capacity="in her official capacity"),
    ]
    report = whos_who(persons([CastRow(each, first=each.first) for each in named], []))
    assert rows.column(report, "Name") == [
        "A. Pilot, in her official capacity",
        "Harbor Board",
        "Often Named",
    ]
    assert rows.column(report, "Also called")[1] == "the Board"
    assert rows.column(report, "Named")[1] == "3×"
    assert rows.column(report, "First named")[1] == "Compl. ¶ 38"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Tern Island Ferry Co. (stated)"),
        ({"certainty": Certainty.INFERRED}, "Tern Island Ferry Co. (inferred)"),
        ({"speaker_name": None}, "“the company” (stated)"),
        ({"certainty": Certainty.UNATTRIBUTED}, "unattributed"),
        ({"speaker_name": None, "speaker_words": None}, "unattributed"),
    ],
)
def test_speakers_are_never_more_certain_than_the_text(more: dict[str, object], words: str) -> None:
    assert rows.column(quote_bank([rows.banked("no boats", **more)]), "Speaker") == [words]


def test_hits_tell_what_was_understood_and_how_many_are_shown(document_row: object) -> None:
    hit = HitRow(rows.pin(), "The boats left.", (Span(4, 9),), (Span(4, 9),))
    results = SearchResults(
        "boats", "the word “boats”", ("one note",), (DocumentHits(document_row, 3, (hit,)),), 3
    )
    report = hits(results)
    counted, passages = report.sections
    assert [cell.text for cell in counted.rows[0]] == ["Complaint", "complaint", "", "3"]
    assert counted.note == "3 hits in 1 paper."
    (row,) = passages.rows
    assert [cell.text for cell in row] == ["Complaint", "The boats left.", "Compl. ¶ 38"]
    assert [run.text for run in row[1].runs if run.mark is Mark.FOUND] == ["boats"]
    assert report.note == "Understood as: the word “boats”. 1 of 3 hits are told. one note"
