"""What was rejected or corrected once is decided alike when a later paper brings the same words."""

import pytest

from casefile.records import RefType, ReviewState
from casefile.review_records import ReviewFilter
from extraction.findings import PartyKind
from tests.casefile.helpers import COMPLAINT, paper

COMPANY = "Marrow Ferry Company, Inc."
MORE = "A sentence that only the amended paper has, on 2026-05-05.\n"


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def quote(case, words, document=1):
    rows = case.view(include_rejected=True).quotes
    return next(row for row in rows if words in row.text and row.pin.document == document)


def date(case, text, document=1):
    rows = case.view(include_rejected=True).dates
    return next(row for row in rows if row.text == text and row.pin.document == document)


@pytest.fixture
def first(case, tmp_path):
    """The complaint alone; ``amend`` brings its amended version."""
    list(case.ingest([paper(tmp_path / "a", "Complaint.txt", COMPLAINT)]))
    return case


def amend(case, tmp_path, text=COMPLAINT + MORE):
    list(case.ingest([paper(tmp_path / "b", "Amended complaint.txt", text)]))
    return case


def test_a_rejected_quote_and_a_corrected_date_hold_in_the_amended_complaint(first, tmp_path):
    first.reject([quote(first, "without any notice").ref])
    first.edit_date(date(first, "2026-03-07").id, value="2026-03-06")
    amend(first, tmp_path)
    assert quote(first, "without any notice", 2).state is ReviewState.REJECTED
    moved = date(first, "2026-03-07", 2)
    assert (moved.value, moved.state) == ("2026-03-06", ReviewState.EDITED)
    assert date(first, "2026-05-05", 2).state is ReviewState.SUGGESTED
    change = first.history()[0]
    assert change.sentence == "As in Compl., rejected 1 and corrected 1 findings in Compl. 2"
    before = first.review_item(quote(first, "without any notice", 2).ref).before
    assert [row.pin.document for row in before] == [1]


def test_a_corrected_speaker_holds_where_the_same_one_is_named(first, tmp_path):
    company = party(first, COMPANY)
    first.edit_quote(quote(first, "without any notice").id, speaker=company.id)
    amend(first, tmp_path)
    assert quote(first, "without any notice", 2).speaker == company.id
    other = COMPLAINT.replace("Odile Vantreese said", "@TidewaterPort said") + "Another one.\n"
    list(first.ingest([paper(tmp_path / "c", "Other.txt", other)]))
    assert quote(first, "without any notice", 3).speaker != company.id


def test_it_is_one_step_that_can_be_taken_back_and_stays_taken_back(first, tmp_path):
    first.reject([quote(first, "without any notice").ref])
    amend(first, tmp_path)
    assert first.undo().startswith("As in Compl., rejected “the berth was closed")
    assert quote(first, "without any notice", 2).state is ReviewState.SUGGESTED
    list(first.read_again(2))
    assert quote(first, "without any notice", 2).state is ReviewState.SUGGESTED
    assert quote(first, "without any notice").state is ReviewState.REJECTED


def test_a_paper_that_comes_in_leaves_what_was_undone_to_be_redone(first, tmp_path):
    first.reject([quote(first, "without any notice").ref])
    first.accept([quote(first, "we regret").ref])
    first.edit_date(date(first, "2026-03-08").id, value="2026-03-05")
    first.undo()
    first.undo()
    amend(first, tmp_path)
    assert first.history()[0].sentence.startswith("As in Compl., rejected")
    assert first.redo() == first.undo(), "what was redone is what is undone"
    redone = [first.redo(), first.redo()]
    assert [each.split()[0] for each in redone] == ["Accepted", "Read"]
    assert first.redo() is None
    assert quote(first, "we regret").state is ReviewState.ACCEPTED
    assert date(first, "2026-03-08").value == "2026-03-05"
    assert [first.undo(), first.undo()] == redone[::-1], "the newest of one's own steps first"
    assert first.undo().startswith("As in Compl., rejected")
    assert quote(first, "without any notice", 2).state is ReviewState.SUGGESTED
    assert first.undo().startswith("Rejected")
    again = []
    while (sentence := first.redo()) is not None:
        again.append(sentence.split()[0])
    assert again == ["Rejected", "As", "Accepted", "Read"]
    first.undo()
    first.reject([quote(first, "we regret").ref])
    assert first.redo() is None, "a decision of one's own ends it"


def test_what_was_accepted_says_nothing_of_the_next_paper(first, tmp_path):
    first.accept([quote(first, "without any notice").ref])
    amend(first, tmp_path)
    assert quote(first, "without any notice", 2).state is ReviewState.SUGGESTED
    assert len(first.history()) == 1


def test_two_minds_on_the_same_words_decide_nothing(first, tmp_path):
    amend(first, tmp_path)
    first.reject([quote(first, "without any notice").ref])
    first.accept([quote(first, "without any notice", 2).ref])
    list(first.ingest([paper(tmp_path / "c", "Third.txt", COMPLAINT + "And a third.\n")]))
    assert quote(first, "without any notice", 3).state is ReviewState.SUGGESTED


def test_a_few_words_are_too_few(first, tmp_path):
    short = "Odile Vantreese said “no notice” on 2026-03-08.\n"
    list(first.ingest([paper(tmp_path / "c", "One.txt", short)]))
    first.reject([quote(first, "no notice", 2).ref])
    list(first.ingest([paper(tmp_path / "c", "Two.txt", f"Again: {short}")]))
    assert quote(first, "no notice", 3).state is ReviewState.SUGGESTED


def test_nothing_remembered_is_no_entry(first, tmp_path):
    amend(first, tmp_path)
    assert first.history() == ()


def test_a_rejected_name_and_a_corrected_role_hold_for_every_later_paper(first, tmp_path):
    first.reject([party(first, "Odile Vantreese").ref])
    first.edit_party(party(first, COMPANY).id, role="intervenor", kind=PartyKind.OTHER)
    amend(first, tmp_path)
    parties = first.review_queue(ReviewFilter(kind=RefType.PARTY, state=None)).rows
    assert {row.name: row.state for row in parties}["Odile Vantreese"] is ReviewState.REJECTED
    company = party(first, COMPANY)
    assert (company.role, company.kind, company.documents) == ("intervenor", PartyKind.OTHER, 2)
    assert len([row for row in parties if row.name == COMPANY]) == 1
