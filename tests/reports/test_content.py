"""What the tables of the reports say, row by row."""

import datetime as dt

import pytest

from casefile.records import DocumentHits, HitRow, ReviewState, SearchResults
from extraction.findings import Basis, Certainty
from importers.source_text import Span
from reports import content

from . import rows


def test_chronology_is_in_order_and_leaves_out_what_has_no_day() -> None:
    table = content.chronology(
        [
            rows.date("March 3", "2026-03-03", dt.date(2026, 3, 3), id=1),
            rows.date("recently", None, None, id=2),
            rows.date("March 2", "2026-03-02", dt.date(2026, 3, 2), id=3),
        ]
    )
    assert [row[0] for row in table.rows] == ["Mar. 2, 2026", "Mar. 3, 2026"]
    assert table.note == "1 expression without a calendar date left out."


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
    (line,) = content.chronology([row]).rows  # type: ignore[list-item]
    assert (line[0], line[2]) == (date, how)


def test_parties_with_a_role_come_first() -> None:
    table = content.parties(
        [
            rows.party("Often Named", None, 90),
            rows.party("Harbor Board", "defendant", 3, aliases=("the Board",)),
            rows.party("A. Pilot", "plaintiff", 7, capacity="in her official capacity"),
        ]
    )
    assert [row[0] for row in table.rows] == [
        "A. Pilot, in her official capacity",
        "Harbor Board",
        "Often Named",
    ]
    assert table.rows[1][3:6] == ("the Board", "3×", "Compl. ¶ 38")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Tern Island Ferry Co. (stated)"),
        ({"certainty": Certainty.INFERRED}, "Tern Island Ferry Co. (inferred)"),
        ({"speaker_name": None}, "the company (stated)"),
        ({"certainty": Certainty.UNATTRIBUTED}, "unattributed"),
        ({"speaker_name": None, "speaker_words": None}, "unattributed"),
    ],
)
def test_speakers_are_never_more_certain_than_the_text(more: dict[str, object], words: str) -> None:
    assert content.quotes([rows.quote("no boats", **more)]).rows[0][1] == words


def test_hits_tell_what_was_understood_and_how_many_are_shown(document_row: object) -> None:
    hit = HitRow(rows.pin(), "The boats left.", (Span(4, 9),), (Span(4, 9),))
    results = SearchResults(
        "boats", "the word “boats”", ("one note",), (DocumentHits(document_row, 3, (hit,)),), 3
    )
    table = content.hits(results)
    assert table.rows == (("Complaint", "The boats left.", "Compl. ¶ 38"),)
    assert table.note == "the word “boats”; 1 of 3 hits; one note"
