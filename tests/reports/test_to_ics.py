"""Calendar files, parsed back."""

import datetime as dt

import icalendar
import pytest

from reports.report import Entry, Origin, Report, ReportFailure
from reports.to_ics import to_ics

from .odd_report import ORIGIN, odd_report


def events(report: Report) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(to_ics(report, ORIGIN)).walk("VEVENT"))


def test_entries_read_back() -> None:
    one, month, deadline = events(odd_report())
    assert one["uid"] == "event-4@voss"
    assert one["summary"] == "Ferry leaves; with, commas"
    assert one["description"] == "“The ferry left”\\\nCompl. ¶ 38"
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (
        dt.date(2026, 3, 7),
        dt.date(2026, 3, 8),
    )
    assert (month.decoded("dtstart"), month.decoded("dtend")) == (
        dt.date(2026, 3, 1),
        dt.date(2026, 4, 1),
    )
    assert [each["categories"].cats[0] for each in (one, month, deadline)] == [
        "Event",
        "Event",
        "Deadline",
    ]


def test_the_file_is_what_calendars_ask_for() -> None:
    data = to_ics(odd_report(), ORIGIN)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert all(event["transp"] == "TRANSPARENT" for event in events(odd_report()))
    assert data == to_ics(odd_report(), ORIGIN)


def report_of(title: str, told: str = "", last: dt.date = dt.date(2026, 1, 1)) -> Report:
    return Report("R", (), entries=(Entry("u", dt.date(2026, 1, 1), last, title, told),))


@pytest.mark.parametrize(
    "title",
    ["x" * 500, "Петров " * 30, 'a\\nb;c,d:e"f', "BEGIN:VEVENT", "שלום 😀", "END:VCALENDAR"],
)
def test_any_title_survives_folding_and_escaping(title: str) -> None:
    (event,) = events(report_of(title))
    assert event["summary"] == " ".join(title.split())


def test_words_cannot_add_lines_of_their_own() -> None:
    hostile = "x\r\nATTACH:file:///etc/passwd\r\nBEGIN:VALARM"
    (event,) = events(report_of(hostile, hostile))
    assert "attach" not in event
    assert not event.subcomponents
    assert event["description"].replace("\r", "") == hostile.replace("\r", "")


def test_the_last_day_of_all_is_no_error() -> None:
    (event,) = events(report_of("x", last=dt.date.max))
    assert "dtend" not in event


def test_a_report_without_days_says_what_to_do() -> None:
    with pytest.raises(ReportFailure, match="choose the chronology or the deadlines"):
        to_ics(Report("Who’s who", ()), ORIGIN)


def test_a_name_that_looks_like_the_end_ends_nothing() -> None:
    named = Origin("END:VCALENDAR v. BEGIN:VEVENT", dt.date(2026, 3, 6))
    data = to_ics(odd_report(), named)
    calendar = icalendar.Calendar.from_ical(data)
    assert len(calendar.walk("VEVENT")) == 3
    assert "END:VCALENDAR v. BEGIN:VEVENT" in str(calendar["x-wr-calname"])
    assert data.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
