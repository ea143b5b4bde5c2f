"""How long rows may be painted in one turn of the event loop."""

from ui.painting_turn import PaintingTurn


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_the_first_row_always_has_time_and_others_until_it_is_over(qtbot):
    clock = Clock()
    turn = PaintingTurn(clock=clock, seconds=0.5)
    answers = []
    for _ in range(4):
        answers.append(turn.has_time())
        clock.now += 0.2
    assert answers == [True, True, True, False]
    assert turn.left_rows


def test_a_turn_ends_when_the_event_loop_comes_round_and_the_next_is_a_whole_one(qtbot):
    clock = Clock()
    turn = PaintingTurn(clock=clock, seconds=0.5)
    for _ in range(2):
        with qtbot.wait_signal(turn.over):
            assert turn.has_time()
            clock.now += 3.0
            assert not turn.has_time()
        assert not turn.left_rows


def test_where_nothing_is_painted_no_turn_ends(qtbot):
    turn = PaintingTurn()
    with qtbot.assert_not_emitted(turn.over, wait=30):
        pass
