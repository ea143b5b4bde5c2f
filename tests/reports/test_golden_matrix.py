"""Every report in every format: the file is read back and held against what a person has read.

After a deliberate change run ``pytest tests/reports/test_golden_matrix.py --update-golden`` and read the
diff. A report or a format that is new fails here until it has its files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reports.catalogue import KINDS, ReportKind
from reports.formats import FORMATS, READ_IN_ORDER, offered, written
from reports.report import Layout, Report, ReportFailure

from .odd_report import ORIGIN
from .rereading import REREAD
from .test_golden import reports

GOLDEN = Path(__file__).parent / "golden" / "matrix"
NOTED = "-footnotes"
CASEMAP = "-casemap"


@dataclass(frozen=True)
class Made:
    """One file of the matrix: which report, in which format, laid out how."""

    key: str
    suffix: str
    layout: Layout
    variant: str = ""

    @property
    def name(self) -> str:
        return f"{self.key}{self.variant}{self.suffix}.txt"


def matrix() -> Iterator[Made]:
    for kind in KINDS:
        plain = Layout(landscape=kind.is_wide)
        for each in offered(has_days=kind.has_days):
            yield Made(kind.key, each.suffix, plain)
        noted = replace(plain, landscape=not kind.is_wide, footnotes=True, ids=True)
        for suffix in (".docx", ".pdf"):
            yield Made(kind.key, suffix, noted, NOTED)
    yield Made("chronology", ".csv", Layout(casemap=True), CASEMAP)


def report_of(key: str) -> Report:
    """Return the invented case's report, its calendar's entries told apart as those of a case are."""
    return reports()[key]


@pytest.mark.parametrize("made", list(matrix()), ids=lambda made: made.name.removesuffix(".txt"))
def test_every_report_in_every_format_is_as_read(
    made: Made, request: pytest.FixtureRequest
) -> None:
    data = written(report_of(made.key), ORIGIN, made.layout, made.suffix)
    text = f"{REREAD[made.suffix](data)}\n"
    golden = GOLDEN / made.name
    if request.config.getoption("update_golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx", ".csv", ".html", ".json"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_word_of_a_report_is_lost_in_a_file(kind: ReportKind, suffix: str) -> None:
    report = report_of(kind.key)
    data = written(report, ORIGIN, Layout(links=False), suffix)
    there = squeezed(REREAD[suffix](data))
    for part in report.sections:
        if suffix != ".csv":
            assert squeezed(part.note) in there
        for row in part.rows:
            for cell in row:
                assert cell.number is not None or squeezed(cell.text) in there, cell.text


def squeezed(text: str) -> str:
    """Return a text without blanks and the signs that stand for them, and without marks."""
    return re.sub(r"[\s~↵⇥{}]|\\n", "", text)


def test_no_file_is_left_of_what_is_no_more() -> None:
    assert {each.name for each in GOLDEN.iterdir()} == {made.name for made in matrix()}


def test_every_format_is_read_back() -> None:
    assert list(REREAD) == [".docx", ".pdf", ".xlsx", ".csv", ".ics", ".html", ".json"]
    assert set(REREAD) == {each.suffix for each in FORMATS}
    assert set(READ_IN_ORDER) <= set(REREAD)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_calendar_is_offered_where_a_report_has_days(kind: ReportKind) -> None:
    assert bool(report_of(kind.key).entries) == kind.has_days
    assert (".ics" in [each.suffix for each in offered(has_days=kind.has_days)]) == kind.has_days
    if not kind.has_days:
        with pytest.raises(ReportFailure, match="no days for a calendar"):
            written(report_of(kind.key), ORIGIN, Layout(), ".ics")
