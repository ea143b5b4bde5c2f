"""Days of service and deadlines in a case: kept as decisions, counted anew, told with their places."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile import ingest
from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.process_json import process_from_json, process_to_json
from extraction.findings import Findings
from extraction.process_reading import read_process
from extraction.response_deadlines import Manner
from tests.casefile.helpers import FakeWorkers, paper

SUMMONS = """SUMMONS IN A CIVIL ACTION
UNITED STATES DISTRICT COURT
for the
District of Oregon
Civil Action No. 3:24-cv-00117-MO
To: (Defendant’s name and address) Halyard Press LLC
100 Pier Street
Portland, Oregon 97204
A lawsuit has been filed against you.
Within 21 days after service of this summons on you, or 60 days if you are the United States, you must serve
on the plaintiff an answer or a motion under Rule 12, on the plaintiff’s attorney,
whose name and address are:
Lena Marsh
Marsh & Ostrow LLP
5 Dock Road
Portland, OR 97205
If you fail to respond, judgment by default will be entered against you.
Date: 03/13/2026
"""


class ProcessWorkers(FakeWorkers):
    """Reads summonses as the real extraction does."""

    def extract(self, document, context) -> Findings:
        return replace(super().extract(document, context), process=read_process(document))


@pytest.fixture
def case(tmp_path):
    workers = ProcessWorkers()
    with Case.create(tmp_path / "Quist v Halyard", workers, local=tmp_path / "local") as case:
        folder = tmp_path / "papers"
        paper(folder, "Summons.txt", SUMMONS)
        paper(folder, "Letter.txt", "Nothing to answer here.")
        list(case.ingest([folder / "Summons.txt", folder / "Letter.txt"]))
        yield case
    workers.close()


def test_without_a_day_of_service_the_case_asks_for_one(case):
    (row,) = case.deadlines()
    assert (row.document, row.day, row.served) == (1, None, None)
    assert row.to == ("Halyard Press LLC",)
    assert case.document(1).is_process
    assert case.document(1).due == ()


def test_the_day_of_service_gives_the_last_day(case):
    case.served(1, dt.date(2026, 6, 12))
    (row,) = case.deadlines()
    assert row.day == dt.date(2026, 7, 6)
    assert (row.rule, row.stated, row.verify) == ("FRCP 12(a)(1)(A)(i)", False, True)
    assert row.pin.span.of(case.source(1).text) == "Within 21 days"
    assert [due.day for due in case.document(1).due] == [dt.date(2026, 7, 6)]
    assert case.document(1).served == dt.date(2026, 6, 12)


def test_it_is_a_decision_that_can_be_undone_and_redone(case):
    case.served(1, dt.date(2026, 6, 12), manner=Manner.WAIVER)
    case.served(1, dt.date(2026, 6, 13), days=60)
    assert "was served on June 13, 2026 (in person)" in case.history()[0].sentence
    case.undo()
    (row,) = case.deadlines()
    assert (row.served, row.manner) == (dt.date(2026, 6, 12), Manner.WAIVER)
    case.undo()
    assert case.deadlines()[0].day is None
    case.redo()
    assert case.deadlines()[0].served == dt.date(2026, 6, 12)
    case.served(1, None)
    assert case.deadlines()[0].served is None


def test_it_survives_extraction(case):
    case.served(1, dt.date(2026, 6, 12))
    before = case.deadlines()
    ingest.extract_again(case._store, 1)
    assert case.deadlines() == before
    assert case.check() == ()


def test_a_proposal_is_not_kept(case):
    from extraction.response_deadlines import Service

    (found,) = case.proposed_deadlines(1, Service(dt.date(2026, 6, 12)))
    assert found.day == dt.date(2026, 7, 6)
    assert case.deadlines()[0].served is None
    assert case.proposed_deadlines(2, Service(dt.date(2026, 6, 12))) == ()


@pytest.mark.parametrize(
    ("document", "day", "days", "told"),
    [
        (2, dt.date(2026, 6, 12), None, "is no summons, subpoena"),
        (1, dt.date(2026, 3, 12), None, "was issued on Mar. 13, 2026"),
        (1, dt.date(2026, 6, 12), 0, "from 1 to 365"),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step(case, document, day, days, told):
    with pytest.raises(CaseFailure, match=told):
        case.served(document, day, days=days)
    assert case.history() == ()


def test_a_document_that_is_not_there(case):
    with pytest.raises(NoSuchFinding):
        case.served(7, dt.date(2026, 6, 12))


def test_the_record_comes_back_from_the_store_as_it_was(case):
    process = case.served_paper(1).process
    assert process.attorney.firm.text == "Marsh & Ostrow LLP"
    assert process_from_json(process_to_json(process)) == process
    assert process_from_json(None) is None
    assert case.served_paper(2) is None
