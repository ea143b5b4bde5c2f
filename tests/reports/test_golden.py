"""Reports of an invented case against files that a person has read.

After a deliberate change run ``pytest tests/reports/test_golden.py --update-golden`` and read the diff.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.records import Verdict
from extraction.findings import Basis, Certainty, PartyKind
from reports.checked_quotes import checked_quotes
from reports.dates import dates
from reports.quote_bank import quote_bank
from reports.report import Cell, Report
from reports.whos_who import persons, whos_who

from . import rows

GOLDEN = Path(__file__).parent / "golden"


def reports() -> dict[str, Report]:
    """Return one report of each kind, with the odd rows that real cases have."""
    day = dt.date(2026, 3, 7)
    return {
        "dates": dates(
            [
                rows.date(
                    "March 2026", "2026-03", dt.date(2026, 3, 1), latest=dt.date(2026, 3, 31)
                ),
                rows.date(
                    "03/07/2026",
                    "2026-03-07",
                    day,
                    basis=Basis.AMBIGUOUS,
                    alternatives=("2026-07-03",),
                    reason="month first elsewhere in this paper",
                ),
                rows.date(
                    "the next day", "2026-03-08", day, basis=Basis.RELATIVE, anchor="2026-03-07"
                ),
                rows.date(
                    "on or about May 1", "2026-05-01~", dt.date(2026, 5, 1), operator="around"
                ),
                rows.date("the spring of 2025", "2025-21", dt.date(2025, 3, 1)),
                rows.date("recently", None, None),
            ]
        ),
        "parties": whos_who(
            persons(
                [
                    rows.party("@harbor_alt", None, 2, kind=PartyKind.ACCOUNT, first=None),
                    rows.party("Harbor Board", "defendant", 9, aliases=("the Board", "Board")),
                    rows.party("Ida Voss", "plaintiff", 7, capacity="in her official capacity"),
                ],
                [rows.quote("no boats", speaker=9), rows.quote("no cars", speaker=9)],
                {},
            )
        ),
        "quotes": quote_bank(
            [
                rows.banked(
                    "no boats\nafter dark",
                    said=rows.date("March 2", "2026-03-02", dt.date(2026, 3, 2)),
                ),
                rows.banked("[n]o boats", certainty=Certainty.INFERRED, date=day),
                rows.banked("none", certainty=Certainty.UNATTRIBUTED),
            ]
        ),
        "checked-quotes": checked_quotes(
            [
                rows.checked(
                    "there were no boats",
                    rows.same_words(Verdict.VERBATIM, 0, "there were no boats"),
                ),
                rows.checked(
                    "there was no boat", rows.same_words(Verdict.ALTERED, 2, "there were no boats")
                ),
                rows.checked(
                    "[t]here were … boats,",
                    rows.same_words(Verdict.BRACKETS, 0, "There were no boats"),
                ),
                rows.checked("there were no planes"),
                rows.checked("no planes"),
            ]
        ),
    }


def told(report: Report) -> str:
    """Return all of a report as text: what is marked in braces, days and places in brackets."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (report.title, report.note)
    for part in report.sections:
        yield from ("", f"{'#' * part.level} {part.heading}", part.note)
        yield " | ".join(f"{column.title} <{column.sort}>" for column in part.columns)
        yield from (" | ".join(map(_words, row)) for row in part.rows)
    yield ""
    for entry in report.entries:
        yield f"{entry.first}..{entry.last} {entry.uid} {entry.title!r} {entry.told!r}"


def _words(cell: Cell) -> str:
    runs = cell.runs and "".join(f"{{{run.text}}}" if run.mark else run.text for run in cell.runs)
    days = [f"{day}" for day in (cell.day, cell.until) if day]
    places = [f"{pin.document}:{pin.span.start}-{pin.span.end}" for pin in cell.pins]
    more = [*days, *places, *([] if cell.number is None else [f"{cell.number:g}"])]
    return (runs or cell.text) + (f" [{', '.join(more)}]" if more else "")


@pytest.mark.parametrize("name", sorted(reports()))
def test_reports_are_as_read(name: str, request: pytest.FixtureRequest) -> None:
    text = told(reports()[name])
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("update_golden"):
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(reports()))
def test_every_row_fits_its_columns_and_its_runs_are_its_text(name: str) -> None:
    for part in reports()[name].sections:
        for row in part.rows:
            assert len(row) == len(part.columns)
            for cell in row:
                assert not cell.runs or "".join(run.text for run in cell.runs) == cell.text
