"""The first rows are those that the whole view begins with, whatever the attorney has said."""

import random

import pytest

from casefile.first_rows import BY_TIME, DATES_COUNTED, QUOTES_COUNTED, first_rows
from tests.casefile.test_renewing import decided


def beginning(case, count=100):
    with case._store.database.read() as connection:
        return first_rows(connection, case._store.memory.documents(), count)


def assert_begins(case, count):
    first, whole = beginning(case, count), case.view()
    assert first.parties == whole.parties[:count]
    assert first.quotes == whole.quotes[:count]
    assert first.dates == whole.dates[:count]
    assert first.totals == whole.totals


@pytest.mark.parametrize("count", [1, 2, 100])
def test_they_are_the_first_of_all(full, count):
    assert_begins(full, count)


def test_an_empty_case_has_none(case):
    view = beginning(case)
    assert (view.parties, view.quotes, view.dates) == ((), (), ())
    assert view.totals == case.view().totals


@pytest.mark.parametrize("seed", range(10, 13))
def test_whatever_is_decided_they_are_the_first_of_all(full, seed):
    chance = random.Random(seed)
    for _ in decided(full, chance, 25):
        assert_begins(full, chance.choice((1, 3, 100)))


def test_they_do_not_wait_for_the_image(full, monkeypatch):
    def refuse(self):
        raise AssertionError("the whole case was read")

    monkeypatch.setattr("casefile.store.Memory.image", refuse)
    assert beginning(full).quotes


def test_only_a_large_case_that_was_not_read_yet_begins_with_them(full, monkeypatch):
    assert full.first_view() is None
    monkeypatch.setattr("casefile.first_rows._LARGE", 2)
    full._store.memory.__init__(full._store.database)
    assert full.first_view() == full.view()
    assert full.first_view() is None  # it has been read


def test_dates_are_read_by_the_index_of_their_order(full):
    with full._store.database.read() as connection:
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id FROM date_expression WHERE decision <> 'rejected'"
            f" ORDER BY {BY_TIME} LIMIT 10"
        ).fetchall()
    assert [row["detail"] for row in plan] == ["SCAN date_expression USING INDEX date_order"]


def test_what_questions_wait_for_can_be_worked_out_before(full, monkeypatch):
    full.make_ready()

    def refuse(placed):
        raise AssertionError("links were worked out")

    monkeypatch.setattr("casefile.paper_links._both_ways", refuse)
    for row in full.view().parties:
        assert full.view([row.ref]).parties


@pytest.mark.parametrize(
    ("query", "index"), [(QUOTES_COUNTED, "quote_counted"), (DATES_COUNTED, "date_counted")]
)
def test_rows_are_counted_without_being_read(full, query, index):
    told = {"furniture": "[]", "quotations": "[]", "marked": "[]"}
    with full._store.database.read() as connection:
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", told)]
    assert any(step.endswith(f"USING COVERING INDEX {index}") for step in plan), plan
