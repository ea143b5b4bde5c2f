"""What the window asks for again while papers come in."""

import time

import pytest

from casefile.errors import CaseFailure
from casefile.import_records import Progress
from ui import keeping_up
from ui.import_runner import Batch, ImportRunner
from ui.keeping_up import KeepingUp


class Taking:
    """A case that takes in what came, or does not want to yet."""

    def __init__(self, *answers) -> None:
        self.answers = list(answers)

    def take_in(self) -> bool:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def imports(jobs):
    return ImportRunner(jobs)


@pytest.fixture
def keeping(jobs, imports):
    return KeepingUp(jobs, imports)


def told(keeping):
    found = []
    keeping.papers_came.connect(lambda: found.append("papers"))
    keeping.findings_came.connect(lambda: found.append("findings"))
    keeping.failed.connect(lambda error: found.append(str(error)))
    return found


def test_findings_are_asked_for_when_the_case_has_taken_in_what_came(keeping, qtbot):
    found = told(keeping)
    keeping.set_case(Taking(True))
    keeping.note(Progress("Read", 1, 2, document=3))
    qtbot.waitUntil(lambda: "findings" in found)
    assert found == ["papers", "findings"]


def test_what_concerns_no_paper_asks_for_nothing(keeping):
    keeping.set_case(Taking())
    keeping.note(Progress("Waiting", 1, 2))
    assert not keeping.pace._timer.isActive()


def test_where_nothing_was_taken_in_only_papers_are_asked_for(keeping, jobs, qtbot):
    found, case = told(keeping), Taking(False)
    keeping.set_case(case)
    keeping.note(Progress("Read", 1, 2, document=3))
    qtbot.waitUntil(lambda: not case.answers and not jobs.busy)
    assert found == ["papers"]
    assert not keeping._again.isActive()  # no import runs: its end has everything asked for


def test_while_an_import_runs_the_case_is_asked_again(keeping, imports, qtbot):
    keeping._again.setInterval(10)
    found, case, goes_on = told(keeping), Taking(False, False, True), [True]

    def start(_case):
        yield Progress("Read", 1, 1, document=1)
        while goes_on:  # not faster than the window is told of it
            time.sleep(0.005)
            yield Progress("Reading", 1, 1)

    imports.set_case(case)
    keeping.set_case(case)
    imports.add(Batch((), start))
    qtbot.waitUntil(lambda: "findings" in found)
    goes_on.clear()
    qtbot.waitUntil(lambda: not imports.busy)
    assert found == ["papers", "findings"]
    assert keeping_up._AGAIN_MS > 1000


def test_a_failure_is_told_and_nothing_stays_under_way(keeping, qtbot):
    found = told(keeping)
    keeping.set_case(Taking(CaseFailure("The disk is full.")))
    keeping.note(Progress("Read", 1, 2, document=3))
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found == ["papers", "The disk is full."]
    assert not keeping.pace._begun


def test_another_case_is_not_told_of_the_one_before(keeping, qtbot):
    found = told(keeping)
    keeping.set_case(Taking())
    keeping.note(Progress("Read", 1, 2, document=3))
    keeping.set_case(None)
    qtbot.wait(450)
    assert found == []
