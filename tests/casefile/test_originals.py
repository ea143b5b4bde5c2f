"""Originals are looked at again within thirty days; a damaged one is told once, and beside its paper."""

import datetime as dt

import pytest

from casefile import original_looks
from casefile.case import Case

TODAY = dt.datetime.now(dt.UTC).date()
LATER = TODAY + dt.timedelta(31)


@pytest.fixture
def damaged(full):
    full.original(1).chmod(0o600)
    flip(full)
    return full


def flip(case):
    """Change a bit of the first original; done twice it is as it was."""
    file = case.original(1)
    content = bytearray(file.read_bytes())
    content[-9] ^= 1
    file.write_bytes(content)


def looked(case, day, most=9):
    return list(case.look_at_originals(day, most))


def told(steps):
    return [(step.document, step.message) for step in steps if step.document is not None]


def notices(case, document):
    return [each.sentence for each in case.document(document).notices]


def test_a_paper_that_has_just_come_is_not_due(full):
    assert looked(full, TODAY) == [] and looked(full, TODAY + dt.timedelta(28)) == []


def test_each_is_looked_at_within_thirty_days_and_then_rests(full):
    steps = looked(full, LATER)
    assert [(step.done, step.total, step.document) for step in steps] == [
        (0, 2, None),
        (1, 2, None),
    ]
    assert "0001 Complaint.txt" in steps[0].message
    assert looked(full, LATER) == [] and looked(full, LATER + dt.timedelta(28)) == []
    assert len(looked(full, LATER + dt.timedelta(30))) == 2


def test_a_few_at_a_time_those_that_wait_longest_first(full):
    assert "0001" in looked(full, LATER, 1)[0].message
    (step,) = looked(full, LATER + dt.timedelta(30), 1)
    assert "0002" in step.message and step.total == 2  # the first was looked at a month ago only


def test_a_clock_that_was_set_back_has_them_looked_at(full):
    looked(full, LATER + dt.timedelta(400))
    assert len(looked(full, LATER)) == 2 and looked(full, LATER) == []


def test_damage_is_told_once_and_stays_beside_the_paper(damaged, workers, tmp_path):
    ((document, sentence),) = told(looked(damaged, LATER))
    assert document == 1 and "not what was imported. Put it back from a backup" in sentence
    assert notices(damaged, 1)[0] == sentence and notices(damaged, 2) == []
    assert told(looked(damaged, LATER + dt.timedelta(30))) == []
    damaged.close()
    with Case.open(damaged.folder, workers, local=tmp_path / "local") as case:
        assert notices(case, 1)[0] == sentence


def test_what_was_put_back_is_told_no_more(damaged):
    looked(damaged, LATER)
    assert notices(damaged, 1)
    flip(damaged)
    assert told(looked(damaged, LATER + dt.timedelta(30))) == []
    assert notices(damaged, 1) == []
    damaged.original(1).unlink()
    ((_, sentence),) = told(looked(damaged, LATER + dt.timedelta(60)))
    assert sentence.startswith("The original is missing")


def test_the_check_keeps_what_it_found_as_well(damaged):
    (problem,) = damaged.check()
    assert problem.subject == "0001 Complaint.txt" and notices(damaged, 1) == [problem.sentence]
    assert told(looked(damaged, LATER)) == []


def test_originals_of_a_drive_that_is_away_are_not_called_damaged(full):
    documents = full.folder / "documents"
    documents.rename(full.folder / "away")
    assert told(looked(full, LATER)) == [] and notices(full, 1) == []
    (full.folder / "away").rename(documents)
    assert len(looked(full, LATER)) == 2


def test_it_gives_way_to_an_import_and_can_be_given_up(full):
    with full._store.importing:
        assert looked(full, LATER) == []
    steps = full.look_at_originals(LATER, 9)
    next(steps)
    steps.close()
    assert len(looked(full, LATER)) == 2


def test_a_paper_that_goes_meanwhile_is_no_fault(full, monkeypatch):
    plain = original_looks.originals.damage_of

    def gone(paths, original):
        with full._store.database.write() as connection:
            connection.execute("DELETE FROM likeness")
            connection.execute("DELETE FROM document WHERE id = 2")
        return (yield from plain(paths, original))

    monkeypatch.setattr(original_looks.originals, "damage_of", gone)
    assert told(looked(full, LATER)) == []


def test_the_check_can_be_given_up_and_counts_its_steps(full):
    steps = full.checking()
    first = next(steps)
    assert first.done == 0 < first.total
    steps.close()
    rest = list(full.checking())
    assert all(step.done < step.total for step in rest)
    assert {step.total for step in rest} == {first.total}
    assert [step.done for step in rest] == sorted(step.done for step in rest)
    assert any("0002 Ferry fight.txt" in step.message for step in rest)
