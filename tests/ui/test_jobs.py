"""Jobs: results arrive on the window's thread, stale and cancelled ones never."""

import threading
from dataclasses import dataclass
from typing import ClassVar

import pytest

from casefile.import_records import Progress
from ui.jobs import Lane


def test_result_arrives_on_the_windows_thread(jobs, qtbot):
    seen = []
    main = threading.get_ident()
    jobs.run(threading.get_ident, lambda ident: seen.append((ident, threading.get_ident())))
    qtbot.wait_until(lambda: bool(seen))
    worker, receiver = seen[0]
    assert worker != main
    assert receiver == main


def test_failure_goes_to_its_handler(jobs, qtbot):
    seen = []
    job = jobs.run(lambda: 1 / 0, on_error=seen.append)
    with qtbot.wait_signal(job.ended):
        pass
    assert isinstance(seen[0], ZeroDivisionError)


def test_failure_without_handler_is_never_lost(jobs, qtbot):
    with qtbot.wait_signal(jobs.error_unhandled) as caught:
        jobs.run(lambda: {}["nobody"])
    assert isinstance(caught.args[0], KeyError)


def test_steps_report_progress_in_order_then_end(jobs, qtbot):
    seen = []

    def work():
        for number in range(5):
            yield Progress(number, 5, f"step {number}")

    jobs.steps(work, lambda step: seen.append(step.done), lambda _: seen.append("end"))
    qtbot.wait_until(lambda: seen[-1:] == ["end"])
    assert seen == [0, 1, 2, 3, 4, "end"]


def test_cancel_stops_at_the_next_yield_and_closes_the_generator(jobs, qtbot):
    going, closed, seen = threading.Event(), threading.Event(), []

    def work():
        try:
            yield Progress(0, 2, "first")
            going.wait(5)
            yield Progress(1, 2, "second")
            pytest.fail("went on after the cancel")
        finally:
            closed.set()

    job = jobs.steps(work, lambda step: seen.append(step.done), lambda _: seen.append("end"))
    qtbot.wait_until(lambda: seen == [0])
    with qtbot.wait_signal(job.ended):
        job.cancel()
        going.set()
    assert closed.is_set()
    assert seen == [0]


def test_only_the_latest_question_is_answered(jobs, qtbot):
    begun, gate, seen = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        gate.wait(5)
        return "stale"

    first = jobs.latest("view", slow, seen.append)
    assert begun.wait(5)
    jobs.latest("view", lambda: "fresh", seen.append)
    qtbot.wait_until(lambda: seen == ["fresh"])
    with qtbot.wait_signal(first.ended):
        gate.set()
    assert seen == ["fresh"]


def test_writes_happen_in_the_order_they_were_asked_for(jobs, qtbot):
    done, seen = [], []
    for number in range(20):
        jobs.run(lambda number=number: done.append(number), seen.append, lane=Lane.WRITE)
    qtbot.wait_until(lambda: len(seen) == 20)
    assert done == list(range(20))


def test_busy_is_told_once_at_each_end(jobs, qtbot):
    told = []
    jobs.busy_changed.connect(told.append)
    for _ in range(3):
        jobs.run(lambda: None)
    qtbot.wait_until(lambda: not jobs.busy)
    assert told[0] is True
    assert told[-1] is False


def test_closing_drops_everything(jobs, qtbot):
    gate, seen = threading.Event(), []
    jobs.run(lambda: gate.wait(5), seen.append)
    waiting = [jobs.run(lambda: 1, seen.append, lane=Lane.WRITE) for _ in range(3)]
    jobs.close()
    gate.set()
    assert jobs.join(10)
    late = jobs.run(lambda: 2, seen.append)
    qtbot.wait(20)
    assert seen == []
    assert late.cancelled
    assert all(job.cancelled for job in waiting)


class Large(list):
    """An answer that tells where it came to its end."""

    ends: ClassVar[list[str]] = []

    def __del__(self) -> None:
        self.ends.append(threading.current_thread().name)


@pytest.fixture
def ends(monkeypatch):
    monkeypatch.setattr(Large, "ends", [])
    return Large.ends


def test_an_answer_comes_to_its_end_on_another_thread(jobs, qtbot, ends):
    shown = []
    jobs.run(lambda: Large("ab"), shown.append)
    qtbot.wait_until(lambda: bool(shown) and not jobs.busy)
    before = shown.pop()
    jobs.let_go(before)
    del before
    assert ends == []
    qtbot.wait_until(lambda: bool(ends))
    assert ends == ["pincite-rest_0"]


def test_an_answer_that_is_shown_is_let_go_when_it_is_no_more(jobs, qtbot, ends):
    shown = []
    jobs.run(lambda: Large("ab"), shown.append)
    qtbot.wait_until(lambda: bool(shown))
    qtbot.wait(600)
    assert shown == [["a", "b"]]
    shown.clear()  # as a view does that was slow to fill
    assert ends == []
    qtbot.wait_until(lambda: bool(ends))
    assert ends == ["pincite-rest_0"]


def test_an_answer_that_stays_is_not_looked_at_for_ever(jobs, qtbot, ends, monkeypatch):
    monkeypatch.setattr("ui.jobs._TRIES", 1)
    shown = []
    jobs.run(lambda: Large("ab"), shown.append)
    qtbot.wait_until(lambda: bool(shown) and not jobs._left and not jobs._leaving.isActive())
    assert shown == [["a", "b"]]
    assert ends == []


def test_an_answer_nobody_waits_for_goes_where_it_was_made(jobs, qtbot, ends):
    begun, gate = threading.Event(), threading.Event()
    job = jobs.run(
        lambda: begun.set() or (gate.wait(5) and Large("ab")), lambda _: pytest.fail("told")
    )
    assert begun.wait(5)
    job.cancel()
    with qtbot.wait_signal(job.ended):
        gate.set()
    qtbot.wait_until(lambda: bool(ends))
    assert ends == ["pincite-read_0"]


class Row:
    """One of many, which counts those that are gone."""

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone

    def __del__(self) -> None:
        self.gone[0] += 1


@pytest.mark.parametrize("lane", [Lane.READ, Lane.WHOLE])
def test_what_only_the_work_held_goes_in_pieces_that_rest_for_the_window(
    jobs, qtbot, monkeypatch, lane
):
    gone, looks, gate = [0], [], threading.Event()
    monkeypatch.setattr(jobs.turns, "wait", lambda: looks.append(gone[0]))

    def question(rows):
        return lambda: gate.wait(5) and (jobs.turns.take() or len(rows))

    seen = []
    jobs.run(question([Row(gone) for _ in range(2_000)]), seen.append, lane=lane)
    gate.set()  # whoever asked has nothing of it any more
    qtbot.wait_until(lambda: seen == [2_000] and gone == [2_000])
    assert [at for at in looks if 0 < at < 2_000] == [500, 1_000, 1_500]


def test_an_answer_that_nobody_wants_when_it_comes_goes_on_another_thread(
    jobs, qtbot, ends, monkeypatch
):
    gate, told = threading.Event(), threading.Event()
    job = jobs.run(lambda: gate.wait(5) and Large("ab"), lambda _: pytest.fail("told"))
    report = job.report
    monkeypatch.setattr(job, "report", lambda what, value: (report(what, value), told.set()))
    gate.set()
    assert told.wait(5)  # and not heard of: this thread was not free
    job.cancel()
    qtbot.wait_until(lambda: bool(ends))
    assert ends == ["pincite-rest_0"]


def test_small_answers_need_no_other_thread(jobs, qtbot):
    seen = []
    jobs.run(lambda: 3, seen.append)
    qtbot.wait_until(lambda: bool(seen))
    assert not jobs._left


@dataclass(frozen=True, slots=True)
class Answer:
    rows: tuple[object, ...]
    places: dict[int, object]


def test_parts_of_an_answer_that_are_shown_for_longer_are_let_go_of_later(jobs, qtbot, monkeypatch):
    gone = []
    monkeypatch.setattr("ui.jobs.take_apart", lambda values: gone.extend(map(type, values)))
    shown, also = (Answer((object(),), {1: object()}) for _ in range(2))
    rows, places = shown.rows, also.places
    jobs.let_go((shown, also))
    del also
    qtbot.waitUntil(lambda: gone.count(Answer) == 1)
    del shown
    qtbot.waitUntil(lambda: gone.count(Answer) == 2 and gone.count(dict) == 1)
    assert jobs._left
    del rows, places
    qtbot.waitUntil(lambda: gone.count(dict) == 2 and gone.count(tuple) == 2)
    assert not jobs._left
