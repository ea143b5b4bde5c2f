"""A damaged original is put back from where that is told: the message, the check, the paper's menu."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QTableWidget

from casefile.errors import NotTheOriginal
from casefile.import_records import Progress
from casefile.records import ORIGINAL_DAMAGED, Problem
from importers.document import Notice
from tests.ui.driving import settled

MISSING = "The original is missing. Put it back from a backup of the case."


@pytest.fixture
def given(opened, monkeypatch, tmp_path):
    """What the case was given to put back; every dialogue for a file is answered with one."""
    put, asked, file = [], [], tmp_path / "from my desk.pdf"

    def answer(_parent, title, where):
        asked.append((title, where))
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    opened.desk.case.put_back = lambda document, chosen: put.append((document, chosen))
    return put, asked, file


def test_the_message_that_tells_of_it_asks_for_the_file(opened, qtbot, given):
    put, asked, file = given
    opened.original_care.damaged.emit(1, MISSING)
    opened.troubles.bar.step.click()
    settled(opened, qtbot)
    row = opened.desk.documents[0]
    assert put == [(1, file)] and row.name in asked[0][0]
    assert "whole again" in opened.status.said and row.name in opened.status.said


def test_what_the_check_found_missing_is_put_back_from_its_list(opened, qtbot, given):
    put, _, file = given
    case = opened.desk.case
    case.steps_of_check = (Progress(0, 1, "Checking"),)
    case.problems = (Problem("case.db", "A row points to nothing."), Problem("2.pdf", MISSING, 2))
    opened.actions_by_key["check"].trigger()
    settled(opened, qtbot)
    table = opened.findChild(QTableWidget)
    button = next(
        each for each in table.window().findChildren(QPushButton) if "Put the" in each.text()
    )
    assert table.currentRow() == 1 and button.isEnabled()
    table.setCurrentCell(0, 0)
    assert not button.isEnabled()
    table.setCurrentCell(1, 1)
    button.click()
    settled(opened, qtbot)
    assert put == [(2, file)]


def test_only_a_paper_whose_original_is_damaged_offers_it(opened, qtbot, given):
    put, _, file = given
    row = opened.desk.documents[0]
    assert opened.putting_back.entries(row) == ()
    harmed = replace(row, notices=(Notice(ORIGINAL_DAMAGED, MISSING),))
    ((_, act),) = opened.putting_back.entries(harmed)
    act()
    settled(opened, qtbot)
    assert put == [(row.id, file)]


def test_another_file_is_refused_in_the_cases_own_words(opened, qtbot, given):
    def refuse(_document, _file):
        raise NotTheOriginal("“x.pdf” is not the file that was imported.")

    opened.desk.case.put_back = refuse
    opened.putting_back.ask(1)
    settled(opened, qtbot)
    assert "is not the file that was imported" in opened.troubles.bar.words.text()
