"""One call from a case to a report file: which formats there are, and the safe write."""

import contextlib
import datetime as dt
import os
import tempfile
from pathlib import Path

from casefile.case import Case
from reports import formats
from reports.catalogue import KINDS, make_report
from reports.formats import written
from reports.options import EVERYTHING, ReportOptions
from reports.report import Layout, Origin, Report, ReportFailure, Step, no_step

__all__ = [
    "FORMATS",
    "REPORTS",
    "ReportFailure",
    "export",
    "origin_of",
    "write_report",
    "write_whole",
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
