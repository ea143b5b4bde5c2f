"""The search index is kept whole behind the window, which says so quietly and goes on meanwhile."""

import threading

import pytest

from casefile.import_records import Progress
from tests.ui.driving import calls, settled
from ui import index_keeping

STEP = Progress(120, 3000, "Making papers searchable")


@pytest.fixture
def held(opened, monkeypatch):
    """A case whose index is being written until it is let go."""
    case, go = opened.desk.case, threading.Event()

    def keep_index():
        case.calls.append(("keep_index",))
        try:
            yield STEP
            while not go.wait(0.01):
                yield STEP
            case.index_wanting = False
        except GeneratorExit:
            case.calls.append(("stopped",))
            raise

    monkeypatch.setattr(case, "keep_index", keep_index, raising=False)
    yield go
    go.set()


def test_it_is_looked_over_a_moment_after_the_case_was_opened(opened, qtbot):
    assert opened.desk.index._soon.isActive() and calls(opened, "keep_index") == []
    opened.desk.index._soon.timeout.emit()
    settled(opened, qtbot)
    assert calls(opened, "keep_index") == [("keep_index",)]
    assert not opened.status._work.isVisible()  # nothing was to be done: nothing is said


def test_progress_is_told_without_buttons_and_ends(opened, qtbot, held):
    opened.desk.index.look()
    words = "Making papers searchable · 120 of 3,000 papers"
    qtbot.wait_until(lambda: opened.status._work.toolTip() == words)
    assert opened.status._bar.isVisible() and opened.status._bar.maximum() == 3000
    assert not opened.status._pause.isVisible() and not opened.status._cancel.isVisible()
    held.set()
    qtbot.wait_until(lambda: not opened.status._work.isVisible())
    settled(opened, qtbot)


def test_a_search_that_finds_it_wanting_has_it_mended_and_is_asked_again(opened, qtbot, held):
    opened.top.search.ask_at_once("berth")
    settled(opened, qtbot)
    asked = len(calls(opened, "search"))
    opened.desk.case.index_wanting = True
    opened.search.again()
    qtbot.wait_until(lambda: len(calls(opened, "keep_index")) == 1)
    qtbot.wait_until(lambda: len(calls(opened, "search")) == asked + 1)
    held.set()
    settled(opened, qtbot)
    qtbot.wait_until(lambda: len(calls(opened, "search")) == asked + 2)
    settled(opened, qtbot)
    assert len(calls(opened, "keep_index")) == 1


def test_who_asks_while_it_is_done_has_it_done_once_more(opened, qtbot, held):
    index = opened.desk.index
    index.look()
    qtbot.wait_until(lambda: index.step is not None)
    index.look()
    index.look()
    held.set()
    settled(opened, qtbot)
    qtbot.wait_until(lambda: len(calls(opened, "keep_index")) == 2)
    settled(opened, qtbot)


def test_closing_the_case_stops_it_first(opened, qtbot, held):
    case = opened.desk.case
    opened.desk.index.look()
    qtbot.wait_until(lambda: opened.desk.index.step is not None)
    opened.desk.close_case()
    qtbot.wait_until(lambda: case.closed)
    assert ("stopped",) in case.calls
    assert not opened.desk.index._soon.isActive()
    settled(opened, qtbot)


def test_it_waits_a_moment_after_an_import(opened, qtbot, monkeypatch):
    assert index_keeping._PAUSE_MS >= 1000
    opened.desk.index._soon.stop()
    opened.desk.imports.idle.emit()
    assert opened.desk.index._soon.isActive()
    opened.desk.imports.queued.emit(())
    assert not opened.desk.index._soon.isActive()
