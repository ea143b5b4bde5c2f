"""Loops of other threads rest while somebody goes first."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from casefile import turns as turns_module
from casefile.turns import Questions, Turns, in_turns, keeping


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def follower(turns: Turns) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1, initializer=turns.follow) as pool:
        yield pool


def test_a_loop_gives_its_items_in_order(turns: Turns, follower: ThreadPoolExecutor) -> None:
    assert follower.submit(lambda: list(in_turns("abc"))).result() == ["a", "b", "c"]
    assert list(in_turns("abc")) == ["a", "b", "c"]  # a thread that follows nobody


def test_a_loop_rests_before_the_next_item_and_goes_on_afterwards(
    turns: Turns, follower: ThreadPoolExecutor
) -> None:
    seen: list[int] = []
    second, resting = threading.Event(), threading.Event()

    def looping() -> None:
        for item in in_turns(range(3)):
            seen.append(item)
            if item == 0:
                second.wait(60)
                resting.set()

    waiting: list[tuple[int, ...]] = []
    turns.wait = lambda: waiting.append(tuple(seen))  # type: ignore[method-assign]
    done = follower.submit(looping)
    turns.take()
    second.set()
    assert resting.wait(60)
    done.result(60)
    assert waiting[0] == (0,)  # it asked to wait before the second item, not later
    turns.give()
    assert not turns.is_taken


def test_who_waits_goes_on_when_the_turn_is_given(
    turns: Turns, follower: ThreadPoolExecutor
) -> None:
    turns.take()
    done = follower.submit(turns.wait)
    turns.give()
    done.result(60)
    assert not turns.is_taken


def test_a_turn_that_nobody_gives_back_holds_nobody_up(
    turns: Turns, follower: ThreadPoolExecutor
) -> None:
    turns.take()
    assert follower.submit(lambda: list(in_turns(range(1000)))).result(60) == list(range(1000))
    assert not turns.is_taken


def test_the_rest_of_a_thread_that_follows_nobody_is_its_own(turns: Turns) -> None:
    turns.take()
    assert list(in_turns(range(3))) == [0, 1, 2]
    assert turns.is_taken


def test_long_work_rests_for_questions_until_all_are_answered(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns_module, "_ANSWERED_WITHIN", 60.0)
    questions, told = Questions(turns), []
    with ThreadPoolExecutor(1, initializer=questions.follow) as pool:
        assert pool.submit(lambda: list(in_turns("ab"))).result(60) == ["a", "b"]
        with questions.asking():
            with questions.asking():
                assert questions.is_taken
            assert questions.is_taken
            done = pool.submit(lambda: told.extend(in_turns("ab")))
            assert not told
        done.result(60)
    assert told == ["a", "b"]
    assert not questions.is_taken


def test_long_work_rests_for_the_window_too(turns: Turns) -> None:
    questions = Questions(turns)
    turns.take()
    assert questions.is_taken
    questions.wait()  # which is given back after a while
    assert not turns.is_taken
    assert not questions.is_taken


def test_a_question_that_takes_long_is_not_waited_for(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [100.0]
    monkeypatch.setattr(turns_module.time, "monotonic", lambda: moment[0])
    questions = Questions(turns)
    with questions.asking():
        moment[0] += turns_module._ANSWERED_WITHIN / 2
        assert questions.is_taken
        moment[0] += turns_module._ANSWERED_WITHIN
        assert not questions.is_taken
        questions.wait()
        with questions.asking():
            assert questions.is_taken
        moment[0] += turns_module._ANSWERED_WITHIN * 2
        assert not questions.is_taken


def test_after_a_rest_long_work_goes_on_for_as_long(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [100.0]
    monkeypatch.setattr(turns_module.time, "monotonic", lambda: moment[0])
    questions = Questions(turns)

    def rest(seconds: float) -> None:
        moment[0] += seconds

    monkeypatch.setattr(questions._unanswered, "wait", rest)
    with questions.asking():
        questions.wait()
    for _ in range(2):
        moment[0] += turns_module._ANSWERED_WITHIN * 0.4
        with questions.asking():
            assert not questions.is_taken
    moment[0] += turns_module._ANSWERED_WITHIN * 0.4
    with questions.asking():
        assert questions.is_taken


def test_threads_that_a_thread_begins_keep_its_turns(
    turns: Turns, follower: ThreadPoolExecutor
) -> None:
    def begun() -> list[int]:
        with ThreadPoolExecutor(1, initializer=keeping()) as pool:
            return pool.submit(lambda: list(in_turns(range(2)))).result(60)

    rests: list[int] = []
    turns.wait = lambda: rests.append(1)  # type: ignore[method-assign]
    turns.take()
    assert follower.submit(begun).result(60) == [0, 1]
    assert len(rests) == 2
    assert keeping() is None  # this thread keeps none


def test_who_goes_first_waits_for_no_thread_that_is_about_to_rest(turns: Turns) -> None:
    """One that was stopped on its way into its rest holds nothing that the first needs."""
    on_the_way, go_on, rested = threading.Event(), threading.Event(), threading.Event()

    class Held(deque[threading.Lock]):
        def append(self, lock: threading.Lock) -> None:
            on_the_way.set()
            go_on.wait(60)
            super().append(lock)

    turns._gate._held_up = Held()
    turns.take()
    resting = threading.Thread(target=lambda: turns.wait() or rested.set())
    resting.start()
    assert on_the_way.wait(60)
    turns.give()
    turns.take()
    turns.give()  # none of these has waited
    go_on.set()
    assert rested.wait(60)  # and it was not forgotten, though it came too late to be told
    resting.join()


def test_all_who_rest_go_on(turns: Turns) -> None:
    turns.take()
    with ThreadPoolExecutor(6) as pool:
        resting = [pool.submit(turns.wait) for _ in range(6)]
        while len(turns._gate._held_up) < 6:
            time.sleep(0.001)
        turns.give()
        assert [each.result(60) for each in resting] == [None] * 6
    assert not turns._gate._held_up
