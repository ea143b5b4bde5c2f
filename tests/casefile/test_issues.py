"""The outline of issues: what hangs below what, the evidence on each side, drafts from a complaint."""

from dataclasses import replace

import pytest

from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.issue_records import Side
from casefile.records import Ref, RefType
from extraction.findings import DocumentFacts, Findings
from tests.casefile.helpers import COMPLAINT, paper
from tests.casefile.test_findings import read_again
from tests.casefile.test_notes import (
    COMPANY,
    SAID,
    WITNESS,
    everything_that_carries,
    party,
    passage,
    quote,
)


def outline(case):
    return [(row.number, row.title) for row in case.issues()]


def issue(case, title):
    return next(row for row in case.issues() if row.title == title)


@pytest.fixture
def argued(full):
    """Two claims; the first with three elements, the second of which has parts."""
    taking = full.add_issue("Taking", law="42 U.S.C. § 1983")
    notice = full.add_issue("  No\nnotice ", parent=taking)
    full.add_issue("Closing", parent=taking, before=notice)
    full.add_issue("Damage", parent=taking)
    full.add_issue("Sunday trade", parent=notice)
    full.add_issue("Weekday trade", parent=notice)
    full.add_issue("Nuisance")
    return full


OUTLINE = [("1", "Taking"), ("1.1", "Closing"), ("1.2", "No notice"), ("1.2.1", "Sunday trade"),
           ("1.2.2", "Weekday trade"), ("1.3", "Damage"), ("2", "Nuisance")]  # fmt: skip


def test_issues_hang_below_one_another_in_an_order(argued):
    assert outline(argued) == OUTLINE
    row = issue(argued, "Sunday trade")
    assert (row.depth, row.parent) == (2, issue(argued, "No notice").id)
    assert issue(argued, "Taking").law == "42 U.S.C. § 1983" and row.law is None and row.note == ""


MOVES = [  # which, below which, before which; what becomes of the outline
    (("Nuisance", None, "Taking"), [("1", "Nuisance"), ("2", "Taking"), ("2.1", "Closing")]),
    (("Closing", "Taking", None), [("1", "Taking"), ("1.1", "No notice"), ("1.1.1", "Sunday trade")]),
    (("No notice", None, None), [("1", "Taking"), ("1.1", "Closing"), ("1.2", "Damage"), ("2", "Nuisance"),
                                 ("3", "No notice"), ("3.1", "Sunday trade"), ("3.2", "Weekday trade")]),
    (("Damage", "No notice", "Weekday trade"),
     [*OUTLINE[:4], ("1.2.2", "Damage"), ("1.2.3", "Weekday trade")]),
    (("Closing", "Taking", "No notice"), OUTLINE),
    (("Nuisance", None, "Nuisance"), OUTLINE),
]  # fmt: skip


@pytest.mark.parametrize(("move", "expected"), MOVES)
def test_issues_are_moved_with_all_that_is_below(argued, move, expected):
    which, below, before = move
    argued.move_issue(
        issue(argued, which).id,
        parent=issue(argued, below).id if below else None,
        before=issue(argued, before).id if before else None,
    )
    assert outline(argued)[: len(expected)] == expected
    assert len(outline(argued)) == 7
    if expected != OUTLINE:
        assert argued.undo() == f"Moved the issue {which}"
        assert outline(argued) == OUTLINE
        argued.redo()
        assert outline(argued)[: len(expected)] == expected


def test_what_makes_no_outline_is_refused(argued):
    taking, trade, nuisance = (
        issue(argued, title).id for title in ("Taking", "Sunday trade", "Nuisance")
    )
    entries = len(argued.history())
    for failing in (
        lambda: argued.move_issue(taking, parent=trade),
        lambda: argued.move_issue(taking, parent=taking),
        lambda: argued.move_issue(nuisance, before=trade),
        lambda: argued.add_issue("Other", parent=taking, before=trade),
        lambda: argued.add_issue(" — "),
        lambda: argued.edit_issue(taking, title=" "),
    ):
        with pytest.raises(CaseFailure):
            failing()
    for failing in (
        lambda: argued.move_issue(99),
        lambda: argued.add_issue("Other", parent=99),
        lambda: argued.add_issue("Other", before=99),
        lambda: argued.edit_issue(99, title="Other"),
        lambda: argued.remove_issues([taking, 99]),
        lambda: argued.link_evidence(99, [quote(argued, "regret").ref]),
        lambda: argued.link_evidence(taking, [Ref(RefType.QUOTE, 999)]),
        lambda: argued.unlink_evidence(99, []),
    ):
        with pytest.raises(NoSuchFinding):
            failing()
    assert outline(argued) == OUTLINE and len(argued.history()) == entries


def test_issues_are_written_anew(argued):
    number = issue(argued, "Taking").id
    argued.edit_issue(number, title="Taking of the berth", law="", note=" See the lease. ")
    row = issue(argued, "Taking of the berth")
    assert (row.law, row.note) == (None, "See the lease.")
    assert argued.history()[0].sentence == "Renamed the issue Taking to Taking of the berth"
    argued.edit_issue(number, note="")
    assert argued.history()[0].sentence == "Edited the issue Taking of the berth"
    argued.edit_issue(number, title="Taking of the berth")
    argued.edit_issue(number)
    argued.undo()
    argued.undo()
    assert (issue(argued, "Taking").law, issue(argued, "Taking").note) == ("42 U.S.C. § 1983", "")


def test_an_issue_goes_and_comes_with_all_that_is_below_it(argued):
    argued.link_evidence(issue(argued, "Sunday trade").id, [quote(argued, "regret").ref])
    argued.remove_issues([issue(argued, "No notice").id])
    assert [title for _, title in outline(argued)] == ["Taking", "Closing", "Damage", "Nuisance"]
    assert argued.undo() == "Removed the issue No notice with 2 below"
    assert outline(argued) == OUTLINE
    assert len(issue(argued, "Sunday trade").evidence) == 1
    argued.remove_issues([row.id for row in argued.issues()])
    assert argued.issues() == () and argued.history()[0].sentence == "Removed 7 issues"


SENTENCES = [
    (Side.FOR, "“we regret the closing” speaks for Damage"),
    (Side.AGAINST, "“we regret the closing” speaks against Damage"),
    (Side.NEUTRAL, "“we regret the closing” bears on Damage"),
]


@pytest.mark.parametrize(("side", "sentence"), SENTENCES)
def test_evidence_has_a_side(argued, side, sentence):
    number, said = issue(argued, "Damage").id, quote(argued, "regret")
    argued.link_evidence(number, [said.ref], side)
    row = issue(argued, "Damage")
    assert [each.ref for each in row.on(side)] == [said.ref]
    assert [len(row.on(each)) for each in Side].count(0) == 2
    assert row.evidence[0].words == "“we regret the closing”" and row.evidence[0].pin == said.pin
    assert argued.undo() == sentence
    assert issue(argued, "Damage").evidence == ()
    argued.redo()
    argued.unlink_evidence(number, [said.ref])
    assert argued.history()[0].sentence == "Took “we regret the closing” away from Damage"
    assert issue(argued, "Damage").evidence == ()


def test_everything_can_be_evidence_and_changes_its_side(argued):
    number = issue(argued, "Damage").id
    argued.add_note(party(argued, WITNESS).ref, "Saw the empty pier.")
    on = (*everything_that_carries(argued).values(), *argued.notes())
    argued.link_evidence(number, on)
    assert argued.history()[0].sentence == "6 things speak for Damage"
    argued.link_evidence(number, on, Side.FOR)  # says it again
    argued.link_evidence(number, on[-2:], Side.AGAINST)
    row = issue(argued, "Damage")
    assert [each.words for each in row.on(Side.AGAINST)] == [SAID, "Saw the empty pier."]
    assert row.evidence[-1].note == argued.notes()[0] and row.evidence[-2].note is None
    assert (
        len(row.on(Side.FOR)) == 4
        and argued.history()[0].sentence == "2 things speak against Damage"
    )
    argued.remove_notes([argued.notes()[0].id])
    assert len(issue(argued, "Damage").evidence) == 5
    argued.unlink_evidence(number, on[:-1])
    assert issue(argued, "Damage").evidence == ()


def test_elements_without_evidence_are_told(argued):
    assert all(row.is_bare for row in argued.issues())
    argued.link_evidence(issue(argued, "Sunday trade").id, [quote(argued, "regret").ref])
    assert [row.title for row in argued.issues() if row.is_bare] == [
        "Closing", "Weekday trade", "Damage", "Nuisance",
    ]  # fmt: skip
    argued.reject([quote(argued, "regret").ref])
    row = issue(argued, "Sunday trade")
    assert row.is_bare and row.evidence[0].rejected and row.on(Side.FOR) == ()


def test_evidence_outlives_extraction_a_merge_and_the_program(argued, workers, tmp_path):
    number = issue(argued, "Damage").id
    said, company = quote(argued, "regret"), party(argued, COMPANY)
    argued.link_evidence(number, [said.ref, passage(argued, SAID)])
    argued.link_evidence(number, [party(argued, WITNESS).ref, company.ref])
    argued.merge_parties(company.id, party(argued, WITNESS).id)
    read_again(argued, 1, "Page 1\n" + COMPLAINT, found=Findings(DocumentFacts()))
    first, second, third = issue(argued, "Damage").evidence
    assert first.ref == said.ref and first.pin.span.start == said.pin.span.start + 7
    assert said.id in {row.id for row in argued.view().quotes}
    assert second.pin.span.of(argued.source(1).text) == SAID
    assert third.ref == company.ref
    folder, kept = argued.folder, argued.issues()
    argued.close()
    with Case.open(folder, workers, local=tmp_path / "local") as again:
        assert again.issues() == kept
        again.unlink_evidence(number, [third.ref])
        assert len(issue(again, "Damage").evidence) == 2


PLEADED = """COMPLAINT of Marrow Ferry Company, Inc. against the Tidewater Port Commission.
COUNT I: Taking without notice (42 U.S.C. § 1983)
The Tidewater Port Commission closed the berth on 2026-03-07.
COUNT II: Nuisance
It is loud.
"""


def test_issues_are_drafted_from_the_counts_of_a_complaint(case, tmp_path):
    list(case.ingest([paper(tmp_path, "Complaint.txt", PLEADED)]))
    first, second = case.draft_issues(1)
    assert (first.title, first.law) == (
        "Count I: Taking without notice (42 U.S.C. § 1983)",
        "42 U.S.C. § 1983",
    )
    assert not first.known and first.pin.place.first_paragraph == "2"
    case.add_issue("Mine")
    case.accept_drafts([first])
    case.accept_drafts([])
    assert outline(case) == [("1", "Mine"), ("2", first.title)]
    row = issue(case, first.title)
    assert row.law == first.law and row.source == first.pin
    assert case.history()[0].sentence == f"Drafted the issue {first.title} from Compl."
    case.edit_issue(row.id, title="Taking")
    assert [draft.known for draft in case.draft_issues(1)] == [True, False]
    case.accept_drafts([replace(first), second])
    assert case.history()[0].sentence == "Drafted 2 issues from Compl."
    case.undo()
    assert outline(case) == [("1", "Mine"), ("2", "Taking")]
    with pytest.raises(NoSuchFinding):
        case.draft_issues(9)


def test_a_paper_without_counts_gives_no_draft(full):
    assert full.draft_issues(2) == ()


def _names(case, document, ref):
    return any(mark.ref == ref for mark in case.highlights(document))


def test_all_that_was_said_of_one_thing_comes_together(argued):
    on = everything_that_carries(argued)
    damage, nuisance = issue(argued, "Damage").id, issue(argued, "Nuisance").id
    argued.tag([on["party"], on["passage"], on["document"]], "key")
    argued.tag([on["passage"]], "notice")
    argued.add_note(on["passage"], "Who?")
    argued.link_evidence(damage, [on["passage"], on["quote"], *argued.notes()])
    argued.link_evidence(nuisance, [on["passage"]], Side.AGAINST)
    said = argued.own_words()
    assert [each.ref for each in said] == [on["party"], None, on["quote"], on["document"]]
    assert said[1].words == SAID
    party_, passage_, quote_, paper_ = said
    assert (passage_.tags, passage_.notes) == (("key", "notice"), argued.notes())
    assert passage_.issues == ((damage, Side.FOR), (nuisance, Side.AGAINST))
    assert (quote_.tags, quote_.notes, quote_.issues) == ((), (), ((damage, Side.FOR),))
    assert paper_.pin is None and paper_.tags == ("key",)
    # What was said of a party belongs to every paper that names it.
    assert argued.own_words(1) == (party_, passage_, quote_)
    assert argued.own_words(2) == tuple(
        each for each in (party_, paper_) if each is paper_ or _names(argued, 2, on["party"])
    )
    argued.remove_issues([damage, nuisance])
    assert [each.issues for each in argued.own_words(1)] == [(), ()]
    other = party(argued, COMPANY)
    argued.add_note(other.ref, "Client.")
    argued.merge_parties(other.id, on["party"].id)
    first, *_ = argued.own_words()
    assert (first.ref, first.tags, [note.text for note in first.notes]) == (
        other.ref, ("key",), ["Client."],
    )  # fmt: skip


def test_a_claim_of_the_same_words_in_another_paper_is_known_and_a_bare_number_is_not(
    case, tmp_path
):
    bare = f"{PLEADED}COUNT III\nIt is late.\n"
    list(case.ingest([paper(tmp_path, "Complaint.txt", bare)]))
    list(case.ingest([paper(tmp_path, "Amended complaint.txt", f"{bare}It is later.\n")]))
    case.accept_drafts(case.draft_issues(1))
    assert [draft.known for draft in case.draft_issues(2)] == [True, True, False]
