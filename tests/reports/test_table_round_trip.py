"""Our own chronology and who's who, exported and read back into the case they come from: the same rows."""

import datetime as dt
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.table_records import RowState, TableSort
from reports.chronology import Story, chronology
from reports.report import Layout, Origin
from reports.to_csv import to_csv
from reports.to_xlsx import to_xlsx
from reports.whos_who import persons, whos_who
from tests.casefile.helpers import ARTICLE, COMPLAINT, paper
from tests.casefile.table_helpers import TableWorkers, planned, take

ORIGIN = Origin("Marrow v. Tidewater", dt.date(2026, 3, 9))


@pytest.fixture
def case(tmp_path):
    workers = TableWorkers()
    made = filled(tmp_path / "one", workers)
    yield made
    made.close()
    workers.close()


def filled(folder: Path, workers: TableWorkers) -> Case:
    paper(folder / "papers", "Complaint.txt", COMPLAINT)
    paper(folder / "papers", "Ferry fight.txt", ARTICLE)
    made = Case.create(folder / "Marrow", workers, local=folder / "local")
    list(made.ingest([folder / "papers"]))
    return made


def story(case: Case):
    told = case.chronology()
    names = {row.id: row.name for row in case.view().parties}
    return chronology(Story(told.rows, told.undated, (), names))


def cast(case: Case):
    return whos_who(persons(case.cast(), case.view().quotes))


FORMATS = {
    "xlsx": lambda report: to_xlsx(report, ORIGIN),
    "csv": lambda report: to_csv(report, ORIGIN),
    "casemap.csv": lambda report: to_csv(report, ORIGIN, Layout(casemap=True)),
}


@pytest.mark.parametrize(
    ("sort", "suffix"),
    [
        *((TableSort.CHRONOLOGY, suffix) for suffix in FORMATS),
        (TableSort.CAST, "xlsx"),
        (TableSort.CAST, "csv"),
    ],
)
def test_what_was_exported_is_the_same_when_it_comes_back(case, tmp_path, suffix, sort):
    report = story(case) if sort is TableSort.CHRONOLOGY else cast(case)
    path = tmp_path / f"out.{suffix}"
    path.write_bytes(FORMATS[suffix](report))
    plan = planned(case, path, sort)
    assert len(plan.rows) == sum(len(section.rows) for section in report.sections) > 2
    assert {row.state for row in plan.rows} == {RowState.SAME}
    assert not any(row.remarks for row in plan.rows)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_decisions_go_into_another_case_of_the_same_papers(case, tmp_path, suffix):
    """What was decided in one case stands in a fresh one after its tables were brought in."""
    rows = {row.text: row for row in case.chronology().rows}
    berth = next(row for text, row in rows.items() if "closed the berth" in text)
    posted = next(row for text, row in rows.items() if "posted" in text)
    case.edit_event([berth.id], short="The berth is closed", tags=["notice"])
    case.edit_date(berth.id, value="2026-03-07T10:15")
    case.accept([posted.date.ref])
    ferry = next(row for row in case.view().parties if row.name.startswith("Marrow"))
    case.edit_party(ferry.id, role="ferry operator")

    other = filled(tmp_path / "two", TableWorkers())
    for sort, report in ((TableSort.CHRONOLOGY, story(case)), (TableSort.CAST, cast(case))):
        path = tmp_path / f"{sort}.{suffix}"
        path.write_bytes(FORMATS[suffix](report))
        take(other, planned(other, path, sort))
    assert told(other) == told(case)
    assert [row.role for row in other.view().parties] == [row.role for row in case.view().parties]
    assert len(other.documents()) == 2
    other.close()


def told(case: Case):
    return [
        (row.words, row.date.value, row.state.value == "suggested")
        for row in case.chronology().rows
    ]
