"""A report's events and deadlines as a calendar file (RFC 5545), in whole days."""

import datetime as dt
from typing import TYPE_CHECKING

from reports.report import Entry, Layout, Origin, Report, ReportFailure, Step, clean, no_step

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["to_ics"]

_MAKER = "-//Pincite//Report//EN"
_END = b"END:VCALENDAR"


def to_ics(
    report: Report, origin: Origin, _layout: Layout | None = None, step: Step = no_step
) -> bytes:
    """Return the report's entries as iCalendar; an entry keeps its UID, so that a later file updates it.

    What is known only to a month or a year spans all of it, and its description gives the paper's words. No
    entry makes anybody busy.

    Raises:
        ReportFailure: if nothing in the report has a day.
    """
    from icalendar import Calendar

    if not report.entries:
        raise ReportFailure(
            f"“{report.title}” has no days for a calendar: choose the chronology or the deadlines, or "
            "another format."
        )
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(f"{report.title}, {origin.case}"))
    head, end, _ = calendar.to_ical().rpartition(_END)
    # Written one by one: a calendar that held them all would cost more for each, the more it holds.
    pieces = [head]
    for number, entry in enumerate(report.entries, start=1):
        pieces.append(_event(entry, origin).to_ical())
        step(number, len(report.entries))
    return b"".join((*pieces, end, b"\r\n"))


def _event(entry: Entry, origin: Origin) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", dt.datetime.combine(origin.day, dt.time(), dt.UTC))
    event.add("dtstart", entry.first)
    # The end of a whole day is the day after it; the last day of all has none.
    if entry.last < dt.date.max:
        event.add("dtend", entry.last + dt.timedelta(days=1))
    event.add("summary", clean(" ".join(entry.title.split())))
    event.add("description", clean(entry.told))
    event.add("categories", ["Deadline" if entry.is_deadline else "Event", clean(origin.case)])
    event.add("transp", "TRANSPARENT")
    return event
