"""Chips: what a click, Ctrl-click, Esc and Back make of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.questions import Days, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from extraction.findings import DocumentKind
from tests.ui.fake_case import FakeCase
from ui.narrowing import Narrowing, Trail, answer

PORT, PRESS = Ref(RefType.PARTY, 1), Ref(RefType.PARTY, 2)
RULE, BOXES = Ref(RefType.QUOTE, 1), Ref(RefType.QUOTE, 2)
MARCH = Ref(RefType.DATE, 1)
COMPLAINT = Ref(RefType.DOCUMENT, 1)


def test_a_click_narrows_to_one_thing_and_holds_its_column():
    narrowing = Narrowing().clicked(PORT)
    assert narrowing == Narrowing(Question((PORT,)), RefType.PARTY)


def test_the_next_click_in_the_same_column_keeps_what_the_column_shows():
    narrowing = Narrowing().clicked(PORT).clicked(RULE).clicked(BOXES)
    assert narrowing == Narrowing(Question((BOXES,)), RefType.QUOTE, Question((PORT,)))


def test_esc_goes_back_to_what_was_asked_before():
    narrowing = Narrowing().clicked(PORT).clicked(RULE)
    assert narrowing.loosened() == Narrowing.to(PORT)
    assert narrowing.loosened().loosened() == Narrowing()


def test_ctrl_click_keeps_several_and_esc_takes_the_last_away():
    narrowing = Narrowing().clicked(PORT).toggled(MARCH)
    assert narrowing.constraints == (PORT, MARCH)
    assert narrowing.loosened().constraints == (PORT,)
    assert narrowing.toggled(MARCH).constraints == (PORT,)


def test_a_document_holds_no_column():
    assert Narrowing().clicked(COMPLAINT) == Narrowing.to(COMPLAINT)


def test_the_last_chip_taken_away_shows_everything():
    assert Narrowing().clicked(PORT).clicked(RULE).without(RULE) == Narrowing()


MONTH = Days(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
ORDERS = PaperKind(DocumentKind.ORDER)
SPEAKS = frozenset({RelationKind.SPEAKS})


def test_where_to_look_stays_when_another_witness_is_clicked():
    narrowing = Narrowing.to(MONTH, ORDERS).asked(unreviewed=True).clicked(PORT).clicked(PRESS)
    assert narrowing.constraints == (MONTH, ORDERS, PRESS)
    assert narrowing.question.unreviewed
    assert narrowing.loosened().question == Question((MONTH, ORDERS), unreviewed=True)


def test_relations_stay_in_the_column_and_go_with_another():
    narrowing = Narrowing().clicked(PORT).asked(relations=SPEAKS)
    assert narrowing.clicked(PRESS).question.relations == SPEAKS
    assert narrowing.clicked(RULE).question.relations == frozenset()


def test_either_needs_two():
    narrowing = Narrowing.to(PORT, PRESS, MONTH).asked(either=True)
    assert narrowing.without(MONTH).question.either
    assert not narrowing.without(PRESS).question.either
    assert not narrowing.clicked(PORT).question.either


refs = st.builds(Ref, st.sampled_from(RefType), st.integers(1, 3))
constraints = refs | st.sampled_from([MONTH, ORDERS, Tagged("key")])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["click", "toggle", "loosen", "without", "either", "relations", "unreviewed"]
            ),
            constraints,
        )
    )
)
def test_esc_always_ends_at_everything(moves):
    narrowing = Narrowing()
    for move, one in moves:
        question = narrowing.question
        if move == "click":
            narrowing = narrowing.clicked(one) if isinstance(one, Ref) else narrowing
        elif move == "loosen":
            narrowing = narrowing.loosened()
        elif move in ("toggle", "without"):
            narrowing = {"toggle": narrowing.toggled, "without": narrowing.without}[move](one)
        elif move == "relations":
            narrowing = narrowing.asked(relations=SPEAKS)
        else:
            narrowing = narrowing.asked(**{move: not getattr(question, move)})
        assert len(set(narrowing.constraints)) == len(narrowing.constraints)
    for _ in range(40):
        narrowing = narrowing.loosened()
    assert narrowing == Narrowing()


def test_a_held_column_keeps_its_rows_in_order_and_says_which_are_not_linked(tmp_path):
    case = FakeCase(tmp_path)
    columns = answer(Narrowing().clicked(PORT), case.view)
    assert [row.id for row in columns.parties] == [1, 2, 3, 4, 5, 6]
    assert columns.parties[1].relation is not None
    assert columns.parties[2].relation is None
    assert [row.id for row in columns.parties if row.ref in columns.unlinked] == [3, 4, 5, 6]
    assert [row.id for row in columns.quotes] == [1, 2]
    assert len(columns.view.parties) == 2


def test_rows_that_are_linked_but_were_not_in_the_held_column_come_last(tmp_path):
    case = FakeCase(tmp_path)
    case.links[BOXES].add(Ref(RefType.QUOTE, 3))
    columns = answer(Narrowing().clicked(PORT).clicked(BOXES), case.view)
    assert [row.id for row in columns.quotes] == [1, 2, 3]
    assert [row.ref for row in columns.quotes if row.ref in columns.unlinked] == [RULE]


def test_trail_goes_back_and_forward_and_forgets_what_lay_ahead():
    trail = Trail("start")
    for place in ("a", "a", "b"):
        trail.visit(place)
    assert trail.back() == "a"
    assert trail.back() == "start"
    assert trail.back() == "start"
    assert trail.forward() == "a"
    trail.visit("c")
    assert trail.forward() == "c"
    assert trail.back() == "a"


def test_trail_keeps_a_limited_number_of_places():
    trail = Trail(0, limit=5)
    for number in range(1, 20):
        trail.visit(number)
    for _ in range(20):
        trail.back()
    assert trail.here == 15


@pytest.mark.parametrize("ref", [PORT, RULE, MARCH])
def test_toggling_twice_from_nothing_is_nothing(ref):
    assert Narrowing().toggled(ref).toggled(ref) == Narrowing()
