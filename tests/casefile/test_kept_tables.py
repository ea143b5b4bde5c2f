"""A table that is a paper of the case already becomes its chronology, from the original that is kept."""

from pathlib import Path

import pytest

from casefile.errors import CaseFailure
from casefile.table_records import TableSort
from reports.table_sources import source_finder
from tests.casefile.helpers import paper
from tests.casefile.table_helpers import TableWorkers, table


@pytest.fixture
def workers():
    workers = TableWorkers()
    yield workers
    workers.close()


def test_its_rows_come_in_pinned_to_it(case, tmp_path):
    rows = [["Date", "Fact"], ["03/07/2026", "The port shuts the berth to the ferry"]]
    path = table(tmp_path, "Chronology.csv", rows)
    list(case.ingest([path]))
    path.unlink()
    (row,) = case.documents()
    read = case.read_table(Path(row.stored_name), document=row.id)
    assert read.path.name == "0001 Chronology.csv" and read.document == row.id
    plan = case.plan_table(
        read, read.sheets[0], TableSort.CHRONOLOGY, source_finder(case.documents(), case.source)
    )
    assert [each.in_table for each in plan.rows] == [True]
    assert list(case.take_table(plan, update=False))[-1].document == row.id
    assert len(case.documents()) == 1
    events = [each for each in case.chronology().rows if "shuts the berth" in each.words]
    assert events and {event.pin.document for event in events} == {row.id}
    assert case.check() == ()


def test_a_paper_that_is_no_table_is_called_by_its_name(case, tmp_path):
    list(case.ingest([paper(tmp_path, "Letter.txt", "Dear all")]))
    with pytest.raises(CaseFailure, match=r"“0001 Letter\.txt” is no table"):
        case.read_table(Path("0001 Letter.txt"), document=1)
