"""Report files: what Word and spreadsheets find in them, and that they appear whole or not at all."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from benchmarks.reporting import made_up_report
from casefile.party_records import CastRow
from reports.export import ReportFailure, write_report
from reports.formats import FORMATS
from reports.quote_bank import quote_bank
from reports.report import Origin
from reports.to_csv import to_csv
from reports.whole_file import write_whole
from reports.whos_who import persons, whos_who

from . import rows
from .odd_report import ORIGIN

DAY = dt.date(2026, 3, 9)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_round_trip_with_quotes_and_line_breaks() -> None:
    report = quote_bank(
        [rows.banked('he said "no",\nthen left', reading='he said "no",\nthen left')]
    )
    header, row = read_csv(to_csv(report, Origin("Tern v. Harbor Board", DAY)))
    assert header == ["Quotation", "Speaker", "Day: first day", "Day", "Source", "Review"]
    assert row[0] == '“he said "no",\nthen left”'


def test_csv_cells_are_never_formulas() -> None:
    named = [rows.party("@harbor_alt", None, 1), rows.party("=1+1", None, 2)]
    report = whos_who(persons(map(CastRow, named), []))
    names = [row[0] for row in read_csv(to_csv(report, Origin("Tern v. Harbor Board", DAY)))[1:]]
    assert names == ["'=1+1", "'@harbor_alt"]


def test_a_report_file_replaces_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


class Stopped(Exception):  # noqa: N818 - as the program names its own
    """What cancelling raises in the window."""


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_progress_reaches_the_end_and_cancelling_leaves_no_file(
    suffix: str, tmp_path: Path
) -> None:
    report = made_up_report(300)
    path, reached = tmp_path / f"report{suffix}", []
    write_report(report, ORIGIN, path, step=lambda *told: reached.append(told))
    assert reached == sorted(reached) and reached[-1][0] == reached[-1][1] >= 300
    path.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Stopped

    with pytest.raises(Stopped):
        write_report(report, ORIGIN, path, step=stop)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportFailure, match="choose another folder"):
        write_whole(tmp_path / "absent" / "report.csv", b"new")


def test_a_name_that_is_a_folder_gets_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.mkdir()
    with pytest.raises(ReportFailure, match="choose another name"):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]
