"""The chronology as a report: folded, cited, with what is disputed and by whom."""

import datetime as dt
from dataclasses import replace

from casefile.event_records import EventRow, Leaning, Response, ResponseRow, Standing
from casefile.records import ReviewState
from extraction.findings import Basis, DocumentKind, EventKind
from reports.chronology import Story, chronology, event_lines
from reports.options import ReportOptions
from reports.report import Report

from . import rows

DAY = dt.date(2026, 3, 7)


def event(number: int, text: str = "38. The ferry left.", **more: object) -> EventRow:
    date = rows.date(
        str(more.pop("said", "March 7")), str(more.pop("value", "2026-03-07")), DAY, id=number
    )
    date = replace(date, **more.pop("date", {}))  # type: ignore[arg-type]
    known: dict[str, object] = {
        "date": date, "kind": EventKind.EVENT, "kind_given": False, "text": text, "short": None,
        "parties": (), "quotes": (), "standing": Standing.OPEN, "standing_given": False,
        "responses": (), "leaning": Leaning.NONE, "tags": (), "group": number,
    }  # fmt: skip
    return EventRow(**{**known, **more})  # type: ignore[arg-type]


def said(response: Response) -> ResponseRow:
    return ResponseRow("38", response, rows.pin(), rows.pin("12", "Answer"), "", "")


def column(report: Report, title: str) -> list[str]:
    return rows.column(report, title)


def test_an_event_of_several_papers_is_one_row_with_all_its_sources() -> None:
    article = replace(rows.pin(None, "Courier"), document=2, kind=DocumentKind.ARTICLE)
    told = [
        event(1, "A ferry left, we hear.", date={"pin": article}, group=1),
        event(2, group=1, date={"state": ReviewState.SUGGESTED}),
        event(3, group=1, value="2026-03-08", date={"earliest": dt.date(2026, 3, 8)}),
    ]
    report = chronology(Story(told))
    assert column(report, "What the papers say") == ["The ferry left.", "The ferry left."]
    assert column(report, "Source")[0].startswith("Compl. ¶ 38; Courier")
    assert column(report, "Review")[0] == "suggested"
    assert column(report, "Date") == ["Mar. 7, 2026", "Mar. 8, 2026"]


def test_the_attorneys_words_and_kind_are_shown_and_his_tags_are_not() -> None:
    closed = event(
        1, short="Berth closed", kind=EventKind.FILING, tags=("bad",), leaning=Leaning.HURTS
    )
    (row,) = rows.texts(chronology(Story([closed])))
    assert row[1:3] == ("Berth closed", "filing or publication")
    assert "bad" not in " ".join(row) and "hurts" not in " ".join(row)


def test_who_disputes_it() -> None:
    told = [
        event(1, standing=Standing.ADMITTED, responses=(said(Response.ADMITTED),)),
        event(2, standing=Standing.UNDISPUTED, standing_given=True),
        event(3, responses=(said(Response.PARTLY), said(Response.PARTLY))),
        event(4),
    ]
    report = chronology(Story(told))
    assert column(report, "Disputed?") == [
        "admitted, proposed: admitted in Answer ¶ 12",
        "undisputed",
        "admitted in part in Answer ¶ 12",
        "",
    ]


def test_another_day_in_another_paper_is_told() -> None:
    other = event(2, value="2026-03-09", date={"earliest": dt.date(2026, 3, 9)}, conflicts=(1,))
    report = chronology(Story([event(1, conflicts=(2,)), other]))
    assert column(report, "Other accounts") == [
        "Mar. 9, 2026, in Compl. ¶ 38",
        "Mar. 7, 2026, in Compl. ¶ 38",
    ]


def test_undated_events_come_last_with_what_they_are_counted_from() -> None:
    known = {"value": None, "earliest": None, "latest": None, "basis": Basis.RELATIVE}
    undated = [
        event(2, said="a day\nafter", date={**known, "anchor": "the vote"}),
        event(3, said="5 p.m.", date=known),
    ]
    report = chronology(Story([event(1)], undated))
    assert column(report, "Date") == [
        "Mar. 7, 2026",
        "no date: a day after, counted from “the vote”",
        "no date: 5 p.m.",
    ]
    assert event_lines([event(1)], undated)[1].startswith(
        "no date: a day after, counted from “the vote”  |  event"
    )


def test_the_law_that_is_cited_is_left_out_and_counted() -> None:
    story = Story([event(1), event(2, kind=EventKind.AUTHORITY)])
    report = chronology(story)
    assert len(rows.texts(report)) == 1
    assert report.note == "1 date of cited authority left out."
    asked_for = chronology(story, ReportOptions(authority=True))
    assert len(rows.texts(asked_for)) == 2 and not asked_for.note
    assert chronology(Story([event(1)])).note == ""


def test_deadlines_stand_among_the_events() -> None:
    report = chronology(Story([event(1)], deadlines=[rows.deadline(day=dt.date(2026, 3, 6))]))
    assert column(report, "Kind") == ["deadline", "event"]
    assert column(report, "Review") == ["verify", "accepted"]
    assert "verify it" in report.note
