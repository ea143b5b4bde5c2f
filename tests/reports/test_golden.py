"""Reports of an invented case against files that a person has read.

After a deliberate change run ``pytest tests/reports/test_golden.py --update-golden`` and read the diff.
"""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from casefile.records import Verdict
from extraction.findings import Basis, Certainty, PartyKind
from reports import content
from reports.checked_quotes import checked_quotes
from reports.content import Table
from reports.to_csv import to_csv
from reports.to_word import to_word

from . import rows

GOLDEN = Path(__file__).parent / "golden"


def tables() -> dict[str, Table]:
    """Return one report of each kind, with the odd rows that real cases have."""
    day = dt.date(2026, 3, 7)
    return {
        "chronology": content.chronology(
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
        "parties": content.parties(
            [
                rows.party("@harbor_alt", None, 2, kind=PartyKind.ACCOUNT, first=None),
                rows.party("Harbor Board", "defendant", 9, aliases=("the Board", "Board")),
                rows.party("Ida Voss", "plaintiff", 7, capacity="in her official capacity"),
            ]
        ),
        "quotes": content.quotes(
            [
                rows.quote(
                    "no boats\nafter dark",
                    said=rows.date("March 2", "2026-03-02", dt.date(2026, 3, 2)),
                ),
                rows.quote("[n]o boats", certainty=Certainty.INFERRED, date=day),
                rows.quote("none", certainty=Certainty.UNATTRIBUTED),
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


def words_of(document: bytes) -> str:
    """Return what a reader sees of a Word report: paragraphs, then table rows with bars."""
    opened = docx.Document(io.BytesIO(document))
    lines = [paragraph.text for paragraph in opened.paragraphs]
    for table in opened.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join([*lines, opened.sections[0].footer.paragraphs[0].text]) + "\n"


@pytest.mark.parametrize("report", sorted(tables()))
def test_reports_are_as_read(report: str, request: pytest.FixtureRequest) -> None:
    table = tables()[report]
    made = {
        f"{report}.csv": to_csv(table).decode("utf-8-sig").replace("\r\n", "\n"),
        f"{report}.docx.txt": words_of(to_word(table, "Voss v. Harbor Board", dt.date(2026, 3, 9))),
    }
    for name, text in made.items():
        golden = GOLDEN / name
        if request.config.getoption("update_golden"):
            golden.write_text(text, encoding="utf-8", newline="")
        assert text == golden.read_text(encoding="utf-8")
