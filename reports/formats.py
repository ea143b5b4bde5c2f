"""Which formats a report can be written in, by the ending of a file's name."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.cite_ids import with_ids
from reports.report import Layout, Origin, Report, ReportFailure, Step, no_step
from reports.to_csv import to_csv
from reports.to_html import to_html
from reports.to_ics import to_ics
from reports.to_pdf import to_pdf
from reports.to_report_json import to_report_json
from reports.to_word import to_word
from reports.to_xlsx import to_xlsx

__all__ = ["FORMATS", "READ_IN_ORDER", "Format", "format_of", "offered", "written"]

Writer = Callable[[Report, Origin, Layout, Step], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files' names, its name, and what makes a file's bytes."""

    suffix: str
    name: str
    write: Writer


FORMATS = (
    Format(".docx", "Word", to_word),
    Format(".pdf", "PDF", to_pdf),
    Format(".xlsx", "Excel", to_xlsx),
    Format(".csv", "Comma-separated values", to_csv),
    Format(".ics", "Calendar", to_ics),
    Format(".html", "Web page", to_html),
    Format(".json", "JSON", to_report_json),
)


READ_IN_ORDER = (".docx", ".pdf", ".html")
"""Formats whose rows nobody sorts anew, so that one may refer to the one before."""


def offered(*, has_days: bool) -> tuple[Format, ...]:
    """Return the formats that a report can have: a calendar only takes one with days."""
    return FORMATS if has_days else tuple(each for each in FORMATS if each.suffix != ".ics")


def format_of(suffix: str) -> Format:
    """Return the format of files whose names end so.

    Raises:
        ReportFailure: if there is none.
    """
    for each in FORMATS:
        if each.suffix == suffix.lower():
            return each
    *most, last = [each.suffix for each in FORMATS]
    raise ReportFailure(f"Reports are written as {', '.join(most)} or {last}: name the file so.")


def written(
    report: Report, origin: Origin, layout: Layout, suffix: str, step: Step = no_step
) -> bytes:
    """Return a report as the bytes of a file whose name ends in ``suffix``.

    ``step`` is told how far the writing is; what it raises ends it.

    Raises:
        ReportFailure: for an unknown format, or one that this report has nothing for.
    """
    if layout.ids and suffix.lower() in READ_IN_ORDER:
        report = with_ids(report)
    return format_of(suffix).write(report, origin, layout, step)
