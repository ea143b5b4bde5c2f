"""The history as rows: who, when, what about; taking back to a point; the name in it."""

import datetime as dt

import pytest

from casefile.case import Case
from casefile.person import this_user
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import ChangeFilter

COMPANY = "Marrow Ferry Company, Inc."


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def sentences(case, **asked):
    return [change.sentence for change in case.history(asked=ChangeFilter(**asked))]


@pytest.fixture
def decided(full):
    """Five decisions of several kinds, the oldest first."""
    full.accept([party(full, COMPANY).ref])
    full.reject([full.view().quotes[0].ref])
    full.edit_date(full.view().dates[0].id, value="2026-03")
    full.add_note(full.view().quotes[0].ref, "Call her.")
    full.set_document(1, short_name="Compl. A")
    return full


def test_each_entry_names_what_it_is_about(decided):
    date = next(row for row in decided.view().dates if row.value == "2026-03")
    assert [change.ref for change in decided.history()] == [
        Ref(RefType.DOCUMENT, 1),
        decided.view().quotes[0].ref,
        date.ref,
        next(row.ref for row in decided.view(include_rejected=True).quotes
             if row.state is ReviewState.REJECTED),
        party(decided, COMPANY).ref,
    ]  # fmt: skip


def test_a_merged_party_is_named_by_the_one_it_lives_on_in(full):
    keep, gone = party(full, COMPANY), party(full, "Odile Vantreese")
    full.merge_parties(keep.id, gone.id)
    assert full.history()[0].ref == keep.ref


def test_a_passage_is_told_by_its_place(full):
    pin = full.view().quotes[0].pin
    full.add_note(pin, "Look here.")
    change = full.history()[0]
    assert change.ref is None and change.pin.span == pin.span


def test_a_tag_is_told_by_what_carries_it(full):
    ref = full.view().quotes[0].ref
    full.tag([ref], "notice")
    assert full.history()[0].ref == ref


def test_a_decision_on_several_counts_them_and_names_the_first(full):
    refs = [row.ref for row in full.view().quotes]
    full.accept(refs)
    change = full.history()[0]
    assert (change.ref, change.things) == (refs[0], len(refs))


def test_the_filters(decided):
    assert len(sentences(decided, about="party")) == len(sentences(decided, about="quote")) == 1
    assert sentences(decided, about="own words") == [decided.history()[1].sentence]
    assert sentences(decided, about="document") == ["“Complaint.txt” is cited as Compl. A"]
    assert sentences(decided, about="other") == sentences(decided, about="issues") == []
    assert sentences(decided, text="MARROW accepted") == [f"Accepted {COMPANY}"]
    assert sentences(decided, text="nothing of the kind") == []
    assert len(sentences(decided, who=this_user())) == 5
    assert sentences(decided, who="nobody") == []
    today = dt.datetime.now().astimezone().date()
    day = dt.timedelta(days=1)
    assert len(sentences(decided, earliest=today - day, latest=today + day)) == 5
    assert sentences(decided, latest=today - 2 * day) == []
    assert sentences(decided, earliest=today + 2 * day) == []
    assert len(decided.history(limit=2, asked=ChangeFilter(text="a"))) == 2


def test_everything_since_an_entry_is_taken_back_and_done_again(decided):
    third = decided.history()[2]
    assert decided.travels(third.id) == (3, 0)
    told = decided.undo_since(third.id)
    assert told == tuple(change.sentence for change in decided.history()[:3])
    assert [change.undone for change in decided.history()] == [True, True, True, False, False]
    assert decided.documents()[0].short_name == "Compl." and not decided.notes()
    assert decided.date(third.ref.id).state is ReviewState.SUGGESTED
    assert party(decided, COMPANY).state is ReviewState.ACCEPTED
    assert decided.steps().redo == third.sentence
    assert decided.travels(decided.history()[1].id) == (0, 2)
    assert decided.redo_until(decided.history()[1].id) == told[:0:-1]
    assert [change.undone for change in decided.history()] == [True, False, False, False, False]
    assert decided.redo() == told[0]
    assert decided.redo_until(third.id) == ()


def test_undo_and_redo_say_what_they_would_do(full):
    assert (full.steps().undo, full.steps().redo) == (None, None)
    full.accept([party(full, COMPANY).ref])
    assert full.steps().undo == f"Accepted {COMPANY}"
    full.undo()
    assert (full.steps().undo, full.steps().redo) == (None, f"Accepted {COMPANY}")


def test_history_outlives_the_program_with_who_and_when(decided, workers, tmp_path):
    before = decided.history()
    decided.undo()
    folder = decided.folder
    decided.close()
    with Case.open(folder, workers, local=tmp_path / "local") as again:
        kept = again.history()
        assert [(c.id, c.at, c.who, c.sentence, c.ref) for c in kept] == [
            (c.id, c.at, c.who, c.sentence, c.ref) for c in before
        ]
        assert [c.undone for c in kept] == [True, False, False, False, False]
        assert again.redo() == before[0].sentence
        assert len(again.undo_since(before[-1].id)) == 5
        assert party(again, COMPANY).state is ReviewState.SUGGESTED


def test_history_calls_the_user_as_he_wishes(full, workers, tmp_path):
    assert full.person().name == full.person().account == this_user()
    full.accept([party(full, COMPANY).ref])
    full.be_called("  Jane   Marsh ")
    full.reject([full.view().quotes[0].ref])
    full.add_note(party(full, COMPANY).ref, "Mine.")
    assert [change.who for change in full.history()] == ["Jane Marsh", "Jane Marsh", this_user()]
    assert full.notes()[0].who == "Jane Marsh"
    assert full.people() == tuple(sorted({"Jane Marsh", this_user()}))
    folder = full.folder
    full.close()
    with Case.open(folder, workers, local=tmp_path / "local") as again:
        assert again.person().name == "Jane Marsh"
        again.be_called("")
        assert again.person().name == this_user()
