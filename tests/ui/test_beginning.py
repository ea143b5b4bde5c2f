"""A large case shows its first rows at once, and all of them when it has been read."""

import threading

import pytest

from casefile.questions import LinkedView, Question
from casefile.records import Ref, RefType, Totals
from tests.ui.fake_case import FakeCase
from ui.narrowing import Narrowing

PORT, WIDE = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)


@pytest.fixture
def answers(window, monkeypatch):
    """Have cases begin with one row of each kind; return what the columns are told."""

    def first_view(self, asked):
        if asked == Question((WIDE,)):
            return None
        if not asked.is_everything:
            return self.view(asked)
        return LinkedView(
            asked,
            tuple(self.parties[:1]),
            tuple(self.quotes[:1]),
            tuple(self.dates[:1]),
            Totals(3, 4, 5, 6),
        )

    monkeypatch.setattr(FakeCase, "has_been_read", lambda self: False)
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


@pytest.fixture
def held_up(answers, monkeypatch):
    """Have all of the case be read only when this is set."""
    gate, view = threading.Event(), FakeCase.view

    def slow(self, asked=(), **more):
        if asked == ():
            gate.wait(20)
        return view(self, asked, **more)

    monkeypatch.setattr(FakeCase, "view", slow)
    yield gate
    gate.set()


def test_while_it_is_read_the_view_is_narrowed_to_what_concerns_few_papers(
    window, answers, held_up, qtbot, tmp_path
):
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: len(answers) == 1)
    window.desk.narrow(Narrowing().clicked(PORT))
    qtbot.wait_until(lambda: len(answers) == 2)
    narrowed = answers[1]
    assert narrowed.is_beginning
    assert narrowed.columns.view.question == Question((PORT,))
    assert narrowed.columns.parties[0].ref == PORT  # the first rows of all hold still
    held_up.set()
    qtbot.wait_until(lambda: len(answers) == 3)
    assert not answers[2].is_beginning
    assert len(answers[2].columns.parties) > len(narrowed.columns.parties)


def test_what_concerns_many_papers_is_shown_once_it_was_read(
    window, answers, held_up, qtbot, tmp_path
):
    window.desk.open_case(tmp_path / "x.pincite")
    qtbot.wait_until(lambda: len(answers) == 1)
    for _ in range(5):  # none of them takes a thread while it waits
        window.desk.narrow(Narrowing.to(WIDE))
        qtbot.wait(20)
    window.desk.narrow(Narrowing.to(PORT))
    qtbot.wait_until(lambda: len(answers) == 2)
    window.desk.narrow(Narrowing.to(WIDE))
    held_up.set()
    qtbot.wait_until(lambda: len(answers) == 3)
    assert answers[2].columns.view.question == Question((WIDE,))
