"""Stretches of time that dates name: what is kept is what would be counted from nothing."""

import random

import pytest

from casefile import stretches
from casefile.records import ReviewState
from casefile.stretches import KeptStretches, stretches_of, sureness
from tests.casefile.helpers import COMPLAINT, paper
from tests.casefile.test_renewing import decided


def image_of(case):
    return case._store.memory.image()


def assert_as_anew(case):
    """What was kept is what all rows tell, counted in another way."""
    told = case.stretches()
    assert told == KeptStretches().stretches(image_of(case))
    rows = case.view().dates
    days = {(row.earliest, row.latest) for row in rows if row.earliest and row.latest}
    assert [(each.first, each.last) for each in told.stretches] == sorted(days)
    for each in told.stretches:
        naming = [row for row in rows if (row.earliest, row.latest) == (each.first, each.last)]
        assert each.count == len(naming)
        assert each.row == max(naming, key=sureness)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_decided_the_stretches_are_as_if_counted_anew(full, tmp_path, seed):
    chance = random.Random(seed)
    assert_as_anew(full)
    for step, _ in enumerate(decided(full, chance, 20)):
        assert_as_anew(full)
        if step in (4, 9):
            day = f"0{chance.randrange(1, 10)}/0{chance.randrange(1, 10)}/2026"
            words = f"{COMPLAINT}\nThe ferry did not sail on {day}.\n"
            list(full.ingest([paper(tmp_path, f"more {step}.txt", words)]))
            assert_as_anew(full)


def test_a_decision_looks_at_its_own_stretches_alone(full, tmp_path, monkeypatch):
    lines = [f"The ferry sailed on {month:02}/{day:02}/2025." for month in (1, 4) for day in (2, 3)]
    list(full.ingest([paper(tmp_path, "more.txt", "Log\n" + "\n".join(lines))]))
    before = full.stretches()
    looked_at = []

    def count(row):
        looked_at.append((row.earliest, row.latest))
        return sureness(row)

    monkeypatch.setattr(stretches, "sureness", count)
    row = next(row for row in full.view().dates if row.earliest and row.earliest == row.latest)
    full.accept([row.ref])
    after = full.stretches()
    assert set(looked_at) == {(row.earliest, row.latest)}
    kept = [each for each in after.stretches if any(each is was for was in before.stretches)]
    assert len(kept) == len(after.stretches) - 1


def test_what_leaves_the_dates_as_they_are_leaves_the_very_same_stretches(full):
    before = full.stretches()
    assert full.stretches() is before
    full.accept([full.view().parties[0].ref])
    assert full.stretches().stretches is before.stretches
    full.reject([full.view().quotes[0].ref])
    assert full.stretches().stretches is before.stretches


def test_rejected_dates_and_those_without_days_are_in_none(full):
    row = next(row for row in full.view().dates if row.earliest and row.latest)
    full.reject([row.ref])
    rows = full.view(include_rejected=True).dates
    assert any(row.state is ReviewState.REJECTED for row in rows)
    assert_as_anew(full)
    assert stretches_of(rows).stretches == full.stretches().stretches
