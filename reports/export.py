"""One call from a case to a report file: which formats there are, and the way of a report into a file."""

import datetime as dt
from pathlib import Path

from casefile.case import Case
from reports import formats
from reports.catalogue import KINDS, make_report
from reports.formats import written
from reports.options import EVERYTHING, ReportOptions
from reports.report import Layout, Origin, Report, ReportFailure, Step, no_step
from reports.whole_file import write_whole

__all__ = [
    "FORMATS",
    "REPORTS",
    "ReportFailure",
    "export",
    "origin_of",
    "write_report",
]

REPORTS = tuple(kind.key for kind in KINDS)
FORMATS = tuple(each.suffix for each in formats.FORMATS)


def export(
    case: Case,
    report: str,
    path: Path,
    options: ReportOptions = EVERYTHING,
    layout: Layout | None = None,
    step: Step = no_step,
) -> None:
    """Write a report in the format that the file's name asks for.

    The file appears whole or not at all: it is written beside its place and then moved there.

    Raises:
        ReportFailure: for an unknown report or format, or where the file cannot be written.
    """
    write_report(make_report(case, report, options), origin_of(case), path, layout, step)


def origin_of(case: Case) -> Origin:
    """Return where reports of a case come from, made today."""
    return Origin(case.name, dt.date.today(), case.case_id)


def write_report(
    report: Report,
    origin: Origin,
    path: Path,
    layout: Layout | None = None,
    step: Step = no_step,
) -> None:
    """Write a report in the format that the file's name asks for.

    Raises:
        ReportFailure: for an unknown format, or where the file cannot be written.
    """
    write_whole(path, written(report, origin, layout or Layout(), path.suffix, step))
