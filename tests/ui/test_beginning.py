"""A large case shows its first rows at once, and all of them when it has been read."""

import pytest

from casefile.questions import LinkedView, Question
from casefile.records import Totals
from tests.ui.fake_case import FakeCase


@pytest.fixture
def answers(window, monkeypatch):
    """Have cases begin with one row of each kind; return what the columns are told."""

    def first_view(self):
        return LinkedView(
            Question(),
            tuple(self.parties[:1]),
            tuple(self.quotes[:1]),
            tuple(self.dates[:1]),
            Totals(3, 4, 5, 6),
        )

    monkeypatch.setattr(FakeCase, "first_view", first_view)
    told = []
    window.desk.columns_read.connect(told.append)
    return told


def test_first_rows_come_first_and_all_of_them_after(window, answers, qtbot, tmp_path):
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: len(answers) == 2)
    qtbot.wait_until(lambda: not window.desk.jobs.busy)
    beginning, whole = answers
    assert beginning.is_beginning and not whole.is_beginning
    assert len(beginning.columns.quotes) == 1 < len(whole.columns.quotes)
    assert beginning.columns.view.totals == Totals(3, 4, 5, 6)
    assert {"make_ready", "keep_daily_copy"} == {*window.desk.case.quiet_calls}


def test_a_case_begins_once(window, answers, qtbot, tmp_path):
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: len(answers) == 2)
    window.desk.refresh()
    qtbot.wait_until(lambda: len(answers) == 3)
    qtbot.wait_until(lambda: not window.desk.jobs.busy)
    assert not answers[2].is_beginning
    assert window.desk.case.quiet_calls.count("make_ready") == 1
    window.desk.open_case(tmp_path / "y.pincite")
    qtbot.wait_until(lambda: len(answers) == 5)
    assert answers[3].is_beginning
