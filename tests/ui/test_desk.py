"""The case as the window sees it: what was shown is let go of when its successor is."""

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
