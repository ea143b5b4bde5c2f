"""What was arranged is not arranged anew where it is shown again, or where few rows of it changed."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ui.arranging
from casefile.linked_rows import LinkedRows
from casefile.questions import LinkedView, Question
from casefile.records import RefType, Relation, RelationKind, ReviewState, Totals
from casefile.relation_strength import packed
from tests.ui.fake_case import FakeCase
from ui.arranging import Arranger
from ui.column_lines import arrange, letters_of
from ui.column_order import ColumnOrder, Group, Orders, Sort
from ui.narrowing import Columns, Held, Unlinked


@pytest.fixture
def rows(tmp_path):
    view = FakeCase(tmp_path).view()
    return tuple(replace(view.dates[0], id=number) for number in range(1, 60))


def columns(dates, parties=(), quotes=()):
    view = LinkedView(Question(), parties, quotes, dates, Totals(0, 0, 0, 0))
    return Columns(view, parties, quotes, dates)


def arranged(arranger, dates, orders=None):
    return arranger.columns(columns(dates), orders or Orders(), dict)[RefType.DATE]


@pytest.fixture
def counted(monkeypatch):
    """The letters of rows that were counted."""
    seen = []

    def count(row):
        seen.append(row.id)
        return letters_of(row)

    monkeypatch.setattr(ui.arranging, "letters_of", count)
    monkeypatch.setattr("ui.column_lines.letters_of", count)
    return seen


def test_rows_shown_again_are_not_touched(rows, counted):
    arranger = Arranger()
    first = arranged(arranger, rows)
    counted.clear()
    assert arranged(arranger, rows) is first
    assert not counted


def test_two_who_ask_at_once_have_a_column_arranged_once(rows, monkeypatch):
    arranger, asked, answers = Arranger(), [], []
    other = threading.Thread(target=lambda: answers.append(arranged(arranger, rows)))

    def arranging(*given):
        asked.append(len(given[0]))
        if asked == [0, 0, len(rows)]:  # parties and quotes first
            other.start()
            other.join(0.3)  # who does not wait has arranged it by then
        return arrange(*given)

    monkeypatch.setattr(ui.arranging, "arrange", arranging)
    columns_of = arranged(arranger, rows)
    other.join()
    assert answers == [columns_of]
    assert asked.count(len(rows)) == 1


def test_of_a_column_that_holds_still_only_the_linked_rows_are_touched(rows, counted):
    arranger = Arranger()
    arranged(arranger, rows)
    counted.clear()
    linked = replace(rows[7], relation=Relation(RelationKind.SAME_SENTENCE, 2))
    held = Held(rows, (linked,))
    found = arranged(arranger, held)
    assert counted == [linked.id]
    assert found == arrange(tuple(held))
    assert found.rows[7] is linked


def test_after_a_decision_only_the_row_is_touched(rows, counted):
    arranger = Arranger()
    arranged(arranger, rows)
    counted.clear()
    after = (*rows[:7], replace(rows[7], state=ReviewState.ACCEPTED), *rows[8:])
    found = arranged(arranger, after)
    assert counted == [rows[7].id]
    assert found == arrange(after)


def test_where_nothing_moves_the_keys_are_the_very_same(rows):
    arranger = Arranger()
    keys = arranged(arranger, rows).keys
    after = (*rows[:7], replace(rows[7], state=ReviewState.ACCEPTED), *rows[8:])
    assert arranged(arranger, after).keys is keys
    linked = replace(rows[7], relation=Relation(RelationKind.SAME_SENTENCE, 2))
    assert arranged(arranger, Held(rows, (linked,))).keys is keys


def test_where_rows_came_at_many_places_only_these_are_touched(rows, counted, monkeypatch):
    monkeypatch.setattr(ui.arranging, "_FEW", 2)
    arranger = Arranger()
    arranged(arranger, rows[::2])
    counted.clear()
    found = arranged(arranger, rows)
    assert counted == [row.id for row in rows[1::2]]
    assert found == arrange(rows)


def test_of_a_column_into_which_rows_came_at_many_places_no_other_row_is_looked_at(
    rows, counted, monkeypatch
):
    arranger = Arranger()
    arranged(arranger, rows[::2])
    counted.clear()
    with monkeypatch.context() as again:
        again.setattr(ui.arranging, "arrange", lambda *_: pytest.fail("arranged anew"))
        found = arranged(arranger, rows)
        less = arranged(arranger, (*rows[5:20:3], *rows[21:]))
    assert counted == [row.id for row in rows[1::2]]
    assert found == arrange(rows)
    assert less == arrange((*rows[5:20:3], *rows[21:]))


def test_of_rows_that_are_linked_none_is_counted_that_is_known(rows, counted):
    arranger = Arranger()
    arranged(arranger, rows)
    counted.clear()
    linked = LinkedRows(rows[3:30], [packed(RelationKind.SAME_SENTENCE, 2)] * 27)
    found = arranged(arranger, linked)
    assert not counted
    assert found.letters == arrange(tuple(linked)).letters


def test_answers_before_are_not_gone_through_row_by_row(rows, monkeypatch):
    arranger = Arranger()
    arranged(arranger, rows)
    arranged(arranger, LinkedRows(rows[3:], [packed(RelationKind.SAME_SENTENCE, 2)] * 56))
    monkeypatch.setattr(LinkedRows, "__iter__", lambda _rows: pytest.fail("each row was made"))
    monkeypatch.setattr(LinkedRows, "__getitem__", lambda *_: pytest.fail("a row was made"))
    after = (*rows[:7], replace(rows[7], state=ReviewState.ACCEPTED), *rows[9:])
    assert arranged(arranger, after).rows is after


def test_sorted_otherwise_rows_are_as_high_as_before(rows, counted):
    arranger, by_paper = Arranger(), Orders().sorted_by(RefType.DATE, Sort.PAPER)
    arranged(arranger, rows)
    counted.clear()
    found = arranged(arranger, rows, by_paper)
    assert not counted
    assert found == arrange(rows, by_paper.of(RefType.DATE))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_came_and_went_it_is_arranged_as_if_for_the_first_time(data):
    case_rows = tuple(replace(row, id=number) for number, row in enumerate(_some() * 9, start=1))
    arranger = Arranger()
    arranged(arranger, case_rows)
    numbers = data.draw(st.lists(st.integers(0, len(case_rows) - 1), max_size=4, unique=True))
    kept = [row for at, row in enumerate(case_rows) if at not in numbers]
    for number in data.draw(st.lists(st.integers(1000, 1005), max_size=3, unique=True)):
        kept.insert(data.draw(st.integers(0, len(kept))), replace(case_rows[0], id=number))
    after = tuple(kept)
    found, anew = arranged(arranger, after), arrange(after)
    assert found == anew
    assert found.keys == anew.keys


def test_rows_that_are_new_among_those_that_hold_still_come_last(rows):
    arranger = Arranger()
    linked = replace(rows[0], id=900)
    found = arranged(arranger, Held(rows, (linked,)))
    assert found == arrange((*rows, linked))


@pytest.mark.parametrize(
    "order", [ColumnOrder(Sort.LINK), ColumnOrder(Sort.CERTAINTY, turned=True)]
)
def test_another_order_is_kept_to(rows, order):
    linked = replace(rows[9], relation=Relation(RelationKind.SAME_SENTENCE, 2))
    held, orders = Held(rows, (linked,)), Orders({RefType.DATE: order})
    found, whole = arranged(Arranger(), held, orders), arrange(tuple(held), order)
    assert tuple(found.rows) == tuple(whole.rows)
    assert replace(found, rows=()) == replace(whole, rows=())


def test_groups_of_the_same_words_are_asked_for_each_time(tmp_path):
    quotes = tuple(FakeCase(tmp_path).view().quotes)
    orders = Orders({RefType.QUOTE: ColumnOrder(group=Group.WORDS)})
    arranger = Arranger()
    for groups in ({}, {quotes[0].id: 1, quotes[1].id: 1}):
        found = arranger.columns(columns((), (), quotes), orders, lambda groups=groups: groups)
        assert found[RefType.QUOTE] == arrange(quotes, orders.of(RefType.QUOTE), lambda g=groups: g)


def test_linked_rows_are_arranged_without_being_made(rows, monkeypatch):
    near = [packed(RelationKind.SAME_PARAGRAPH, 1), packed(RelationKind.IN_DOCUMENT, 1), -1]
    linked = LinkedRows(rows, [near[at % 3] for at in range(len(rows))])
    whole = arrange(tuple(linked))
    with monkeypatch.context() as patch:
        patch.setattr("casefile.linked_rows._related", lambda row, packed: pytest.fail("made"))
        found = arranged(Arranger(), linked)
    assert found == whole


@pytest.mark.parametrize("kind", list(RelationKind))
def test_letters_with_a_relation_beside_are_those_of_the_row_itself(tmp_path, kind):
    view = FakeCase(tmp_path).view()
    for row in (*view.parties, *view.quotes, *view.dates):
        (linked,) = LinkedRows([row], [packed(kind, 3)])
        assert ui.arranging.linked_letters(letters_of(row), packed(kind, 3)) == letters_of(linked)


def test_only_rows_of_the_column_that_holds_still_are_unlinked(rows):
    unlinked = Unlinked(RefType.DATE, {rows[0].id: rows[0]})
    assert rows[0].ref not in unlinked
    assert rows[1].ref in unlinked
    assert replace(rows[1].ref, type=RefType.QUOTE) not in unlinked


def _some():
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return tuple(FakeCase(Path(folder)).view().dates)
