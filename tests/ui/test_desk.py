"""The case as the window sees it: what was shown is let go of when its successor is; it is closed at rest."""

from pathlib import Path
from threading import Event

from tests.ui.test_jobs import Large


def test_an_answer_is_let_go_of_when_the_next_is_shown(opened, qtbot, monkeypatch):
    monkeypatch.setattr(Large, "ends", [])
    desk, seen = opened.desk, []
    for number in (1, 2):
        desk.ask(
            lambda _case, number=number: Large([number]), lambda rows: seen.append(rows[0]), "a"
        )
        qtbot.wait_until(lambda number=number: seen[-1:] == [number])
        assert len(Large.ends) == 0
    qtbot.wait_until(lambda: len(Large.ends) == 1)
    desk.close_case()
    qtbot.wait_until(lambda: len(Large.ends) == 2)
    assert set(Large.ends) == {"pincite-rest_0"}


def test_no_import_begins_while_the_case_is_being_closed(opened, qtbot, monkeypatch):
    desk, goes_on = opened.desk, Event()
    case = desk.case

    def keep_index():
        assert goes_on.wait(60)
        yield from ()

    monkeypatch.setattr(case, "keep_index", keep_index)
    desk.index.look()
    desk.close_case()
    assert desk.case is case, "the index is still being looked over"
    desk.import_papers([Path("/papers/late.pdf")])
    assert not desk.importing
    goes_on.set()
    qtbot.wait_until(lambda: case.closed)
    assert [call for call in case.calls if call[0] == "ingest"] == []
