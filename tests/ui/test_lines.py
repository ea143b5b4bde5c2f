"""Lists of lines: made as they are needed, with the sentences of places as they come."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from casefile.records import HitRow, Ref, RefType
from importers.source_text import Span
from tests.counting import counted, steps_of
from tests.ui.crowded_card import crowded
from tests.ui.fake_case import pin
from ui.actions import COMMANDS, build_actions
from ui.line_delegate import LineDelegate
from ui.line_list import LineList
from ui.models.lines import LINES_AT_ONCE, LinesModel
from ui.panels.party_card import PartyCardPanel
from ui.party_lines import CardView, Line, Look, card_lines, spoken

MANY = 1000


def plain(number, **changes):
    return Line(Look.PLAIN, f"line:{number}", f"Line {number}", **changes)


def place(number):
    at = replace(pin(1), span=Span(10 * number, 10 * number + 4))
    return Line(
        Look.SNIPPET, f"at:{number}", "Marrow", pin=at, ref=Ref(RefType.PARTY, 1), is_faint=True
    )


def sentence(line):
    return HitRow(line.pin, f"Said in {line.key}.", (Span(0, 4),), (line.pin.span,))


@pytest.fixture
def made():
    """Lines that count how many of them were made."""

    class Made:
        count = 0

        def lines(self, number, make=plain):
            self.count = 0
            for at in range(number):
                self.count += 1
                yield make(at)

    return Made()


def test_no_more_lines_are_made_than_are_needed(made, qtmodeltester):
    model = LinesModel(spoken)
    model.set_lines(made.lines(MANY))
    assert made.count == model.rowCount() == LINES_AT_ONCE
    assert model.canFetchMore()
    while model.canFetchMore():
        model.fetchMore()
    assert model.rowCount() == MANY
    qtmodeltester.check(model)


def test_the_keyboard_goes_on_to_lines_that_were_not_made_yet(made):
    model = LinesModel(spoken)
    model.set_lines(made.lines(LINES_AT_ONCE + 5))
    assert model.beyond(LINES_AT_ONCE - 1, 1).row() == LINES_AT_ONCE
    assert not model.beyond(LINES_AT_ONCE + 4, 1).isValid()
    assert not model.beyond(0, -1).isValid()


def test_the_same_lines_again_are_as_many_as_before_and_in_place(made, qtbot):
    model = LinesModel(spoken)
    model.set_lines(made.lines(MANY))
    model.fetchMore()
    with qtbot.assert_not_emitted(model.modelReset):
        model.set_lines(made.lines(MANY))
    assert model.rowCount() == 2 * LINES_AT_ONCE
    with qtbot.wait_signal(model.modelReset):
        model.set_lines(plain(-at) for at in range(5))
    assert model.rowCount() == 5 and not model.canFetchMore()
    model.forget()
    model.set_lines(made.lines(MANY))
    assert model.rowCount() == LINES_AT_ONCE


def test_a_sentence_takes_the_place_of_the_bare_words_also_later(made):
    model = LinesModel(spoken)
    model.set_lines(made.lines(3, place))
    assert len(model.wanted) == 3
    model.add_contexts([sentence(model.lines[1])])
    assert [line.words for line in model.lines] == ["Marrow", "Said in at:1.", "Marrow"]
    assert len(model.wanted) == 2
    model.set_lines(made.lines(3, place))
    assert model.lines[1].words == "Said in at:1." and not model.lines[1].is_faint
    model.forget()
    model.set_lines(made.lines(3, place))
    assert model.lines[1].words == "Marrow"


@pytest.fixture
def shown(qtbot, theme):
    made = LineList(theme, "Lines")
    qtbot.add_widget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_sentences_are_asked_for_as_lines_come_and_once(shown, made, qtbot):
    asked = []
    shown.contexts_wanted.connect(asked.append)
    shown.show_lines(made.lines(MANY, place), anew=True)
    assert [len(pins) for pins in asked] == [LINES_AT_ONCE]
    bar = shown.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.wait_until(lambda: len(asked) > 1)
    assert len({pin for pins in asked for pin in pins}) == sum(map(len, asked))
    shown.show_lines(made.lines(MANY, place))
    count = len(asked)
    shown.add_contexts([sentence(line) for line in shown.lines.lines])
    assert len(asked) == count


def test_scrolling_to_the_end_comes_to_every_line(shown, made, qtbot):
    shown.show_lines(made.lines(2 * LINES_AT_ONCE + 7), anew=True)
    bar = shown.verticalScrollBar()

    def at_end():
        bar.setValue(bar.maximum())
        return not shown.lines.canFetchMore()

    qtbot.wait_until(at_end)
    assert shown.lines.rowCount() == 2 * LINES_AT_ONCE + 7


def test_sentences_that_come_keep_the_place_on_screen_and_the_current_line(shown, made, qtbot):
    shown.show_lines(made.lines(MANY, place), anew=True)
    shown.setCurrentIndex(shown.lines.index(40))
    bar = shown.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 0)
    before, key = bar.value(), shown.current().key
    shown.add_contexts([sentence(line) for line in shown.lines.lines])
    assert bar.value() == before and shown.current().key == key
    assert shown.current().words == "Said in at:40."


# -- a party that everything names


def steps_through(qtbot, theme, monkeypatch, papers, mentions):
    """Go through a crowded card to the end, a screen at a time; return what each step took, and the panel."""
    window = QWidget()
    qtbot.add_widget(window)
    panel = PartyCardPanel(build_actions(window, [], _NOTHING), theme)
    qtbot.add_widget(panel)
    panel.resize(420, 900)
    panel.show()
    qtbot.wait_exposed(panel)
    view = CardView.of(crowded(papers, mentions))  # off the window's thread in the program
    panel.contexts_wanted.connect(
        lambda pins: panel.add_contexts(
            [HitRow(at, "The Port closed the quay. " * 3, (Span(4, 8),), (at.span,)) for at in pins]
        )
    )
    bar = panel.list.verticalScrollBar()
    shown, seen = panel.list.lines.lines, []
    painted = counted(monkeypatch, LineDelegate, "paint")

    def step(act):
        painted.clear()
        before = len(panel.list.lines.lines)
        number = steps_of(act)
        seen.append((number, len(panel.list.lines.lines) - before, len(painted)))

    step(lambda: panel.show_card(view))
    for _ in range(8):
        step(lambda: bar.setValue(bar.maximum()))
        step(lambda: panel.list.viewport().repaint())
    assert shown is not panel.list.lines.lines
    return seen, len(panel.list.lines.lines)


@pytest.mark.parametrize(("papers", "mentions"), [(1, 47_000), (1000, 47)])
def test_no_step_of_a_crowded_card_takes_long(qtbot, theme, monkeypatch, papers, mentions):
    seen, lines = steps_through(qtbot, theme, monkeypatch, papers, mentions)
    assert max(taken for _, taken, _ in seen) <= LINES_AT_ONCE
    assert max(painted for _, _, painted in seen) < 80
    # Those that have been taken are looked through again, but never the mentions that are still to come.
    assert max(number for number, _, _ in seen) < 40_000 + 100 * lines
    if papers == 1:
        few, _ = steps_through(qtbot, theme, monkeypatch, 1, 470)
        assert max(seen)[0] < 1.5 * max(few)[0]


_NOTHING = {command.key: (lambda: None) for command in COMMANDS}


def test_the_lines_of_a_crowded_card_are_made_on_demand():
    lines = card_lines(CardView.of(crowded(1000, 3)))
    first = [next(lines).key for _ in range(10)]
    assert first[0] == "head:same"
