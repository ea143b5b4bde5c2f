"""One call from a case to a report file: which tables there are, which formats, and the safe write."""

import contextlib
import datetime as dt
import os
import tempfile
from pathlib import Path

from casefile.case import Case
from reports import content, deadlines
from reports.checked_quotes import checked_quotes
from reports.chronology import chronology
from reports.content import Table
from reports.report import ReportFailure
from reports.to_csv import to_csv
from reports.to_word import to_word

__all__ = [
    "FORMATS",
    "REPORTS",
    "ReportFailure",
    "export",
    "make_table",
    "write_table",
    "write_whole",
]

REPORTS = ("chronology", "parties", "quotes", "hits", "checked-quotes", "deadlines")
FORMATS = (".docx", ".csv")


def make_table(case: Case, report: str, *, query: str | None = None) -> Table:
    """Return a report's content.

    Raises:
        ReportFailure: for an unknown report, or a hit report without a query.
    """
    if report == "hits":
        if not query:
            raise ReportFailure("A hit report needs a search: give the words with --query.")
        return content.hits(case.search(query, limit=5000))
    if report == "deadlines":
        return deadlines.deadlines(case.deadlines())
    if report == "chronology":
        story = case.chronology()
        entries = deadlines.deadline_entries(case.deadlines())
        return chronology(story.rows, story.undated, entries)
    view = case.view()
    if report == "parties":
        return content.parties(view.parties)
    if report == "quotes":
        return content.quotes(view.quotes)
    if report == "checked-quotes":
        return checked_quotes([(row, case.steps_of(row)) for row in case.check_own_quotes()])
    raise ReportFailure(f"There is no report {report!r}: choose one of {', '.join(REPORTS)}.")


def export(case: Case, report: str, path: Path, *, query: str | None = None) -> None:
    """Write a report in the format that the file's name asks for.

    The file appears whole or not at all: it is written beside its place and then moved there.

    Raises:
        ReportFailure: for an unknown report or format, or where the file cannot be written.
    """
    write_table(make_table(case, report, query=query), case.name, path)


def write_table(table: Table, case_name: str, path: Path) -> None:
    """Write a report's content in the format that the file's name asks for.

    Raises:
        ReportFailure: for an unknown format, or where the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".docx":
        content_bytes = to_word(table, case_name, dt.date.today())
    elif suffix == ".csv":
        content_bytes = to_csv(table)
    else:
        raise ReportFailure(f"Reports are written as {' or '.join(FORMATS)}: name the file so.")
    write_whole(path, content_bytes)


def write_whole(path: Path, content_bytes: bytes) -> None:
    """Write a file so that it appears whole or not at all.

    Raises:
        ReportFailure: if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    except OSError as error:
        raise ReportFailure(
            f"“{path.parent}” cannot be written to ({error.strerror}): choose another folder."
        ) from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content_bytes)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except OSError as error:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise ReportFailure(
            f"“{path.name}” could not be written ({error.strerror}): close it if it is open in "
            "another program, or choose another name."
        ) from error
