"""The chronology after a change is the one that would be worked out anew, at the price of what changed."""

import random
from contextlib import suppress

import pytest

from casefile import chronology as module
from casefile import kept_accounts
from casefile.chronology import chronology
from casefile.errors import CaseFailure
from casefile.event_records import Leaning, Standing
from casefile.first_events import Wanted, first_events
from casefile.store import Memory
from extraction.findings import EventKind
from tests.casefile.helpers import COMPLAINT, paper
from tests.casefile.test_renewing import coming, decisions
from tests.counting import counted

MORE = (
    COMPLAINT.replace("2026-03-07", "2026-03-09"),
    COMPLAINT.replace("closed", "shut"),
    COMPLAINT,
)


@pytest.fixture
def several(full, tmp_path):
    """A case whose papers tell the same events, some of them on another day."""
    papers = [paper(tmp_path, f"More {at}.txt", text) for at, text in enumerate(MORE)]
    list(full.ingest(papers))
    return full


def anew(case, *, include_rejected=True):
    image = Memory(case._store.database).image()
    return chronology(image, case._sources.get, include_rejected=include_rejected)


def of_events(case, chance):
    """Return what an attorney may say of events, each ready to be done."""
    rows = case.chronology(include_rejected=True).rows
    one, other = chance.sample(rows, 2)
    return (
        lambda: case.edit_event([one.id, other.id], standing=chance.choice(list(Standing))),
        lambda: case.edit_event([one.id], short="In my words", leaning=Leaning.HELPS),
        lambda: case.edit_event([one.id], kind=chance.choice(list(EventKind))),
        lambda: case.join_events(one.id, other.id),
        lambda: case.separate_events(one.id),
        lambda: case.move_event(one.id, chance.choice((None, other.id))),
        lambda: case.edit_date(
            one.id, value=chance.choice(("2026-03-07", "2026-04", "2025-05-05"))
        ),
        lambda: case.reject([one.date.ref]),
        lambda: case.accept([one.date.ref]),
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_decided_it_is_as_if_worked_out_anew(several, seed):
    chance = random.Random(seed)
    assert any(row.group != row.id for row in several.chronology().rows)
    for _ in range(25):
        acts = decisions(several, chance) if chance.random() < 0.3 else of_events(several, chance)
        try:
            chance.choice(acts)()
        except (CaseFailure, AttributeError):  # no such place, or nothing to be done
            continue
        assert several.chronology(include_rejected=True) == anew(several)


def test_another_paper_is_put_to_the_others(several, tmp_path):
    several.chronology()
    list(several.ingest([paper(tmp_path, "Late.txt", COMPLAINT.replace("board", "panel"))]))
    assert several.chronology(include_rejected=True) == anew(several)


@pytest.mark.parametrize("seed", range(2))
def test_papers_that_come_between_decisions_are_put_to_the_others(several, tmp_path, seed):
    chance = random.Random(seed)
    for file in coming(tmp_path, chance, 5):
        list(several.ingest([file]))
        assert several.chronology(include_rejected=True) == anew(several)
        for act in chance.choices(of_events(several, chance), k=2):
            with suppress(CaseFailure):  # no such place, or nothing to be done
                act()
            assert several.chronology(include_rejected=True) == anew(several)
            assert several.chronology() == anew(several, include_rejected=False)


def test_a_decision_compares_no_sentence_anew(several, monkeypatch):
    row = several.chronology().rows[0]
    proposed = counted(monkeypatch, kept_accounts, "telling")
    papers = counted(monkeypatch, module, "paper_events")
    several.edit_event([row.id], standing=Standing.DISPUTED, short="Mine", tags=["x"])
    several.reject([row.date.ref])
    assert several.chronology().rows != ()
    assert not proposed and len(papers) == 1
    several.edit_date(row.id, value="2020-01-01")  # another day: who tells the same is asked again
    several.chronology()
    assert proposed


# -- the first ones, while all are compared


def first(case, wanted, count=100):
    with case._store.database.read() as connection:
        return first_events(connection, case._store.memory.documents_of(connection), wanted, count)


@pytest.mark.parametrize("count", [1, 2, 100])
@pytest.mark.parametrize("seed", range(2))
def test_the_first_events_are_those_that_the_chronology_begins_with(several, seed, count):
    chance = random.Random(seed)
    for _ in range(8):
        acts = decisions(several, chance) if chance.random() < 0.5 else of_events(several, chance)
        try:
            chance.choice(acts)()
        except (CaseFailure, AttributeError):
            continue
        whole = several.chronology()
        paper, party = several.documents()[0].id, chance.choice(several.view().parties)
        for wanted, rows in (
            (Wanted(), whole.rows),
            (Wanted(document=paper), [row for row in whole.rows if row.pin.document == paper]),
            (Wanted(party=party.id), [row for row in whole.rows if party.id in row.parties]),
            (Wanted(frozenset({EventKind.EVENT})), [r for r in whole.rows if r.kind is not EventKind.EVENT]),
        ):  # fmt: skip
            told = first(several, wanted, count).chronology.rows
            assert [(row.date, row.parties, row.words) for row in told] == [
                (row.date, row.parties, row.words) for row in rows[: len(told)]
            ]
            assert told or not rows
            assert len(told) == len(rows) or count < 100


def test_days_are_those_that_touch_the_ones_asked_for(several):
    rows = several.chronology().rows
    day = rows[len(rows) // 2].earliest
    told = first(several, Wanted(days=(day, day))).chronology.rows
    assert [row.id for row in told] == [
        row.id for row in rows if row.earliest <= day <= row.date.latest
    ]


def test_only_a_large_case_that_was_not_compared_yet_has_first_events(several, monkeypatch):
    assert several.first_events(Wanted()) is None
    monkeypatch.setattr("casefile.first_rows._LARGE", 2)
    several._store.memory.__init__(several._store.database)
    names = {row.id: row.name for row in several.first_events(Wanted()).parties}
    assert names.items() <= {row.id: row.name for row in several.view().parties}.items()
    assert several.first_events(Wanted()) is not None  # the case was read, its events not compared
    several.chronology()
    assert several.first_events(Wanted()) is None
