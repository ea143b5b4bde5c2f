import datetime as dt
from dataclasses import replace

import pytest

from casefile import history
from casefile.case import Case
from casefile.cite_form import CiteStyle
from casefile.errors import CaseFailure, NameTaken, NoSuchFinding, NotAValue
from casefile.records import Ref, RefType, ReviewState
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind
from tests.casefile.helpers import paper


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def quote(case, words):
    return next(row for row in case.view(include_rejected=True).quotes if words in row.text)


def everything(case):
    """All rows, a date by its words: a new document date finds relative dates anew, under new numbers."""
    view = case.view(include_rejected=True)
    dates = [replace(row, id=0) for row in view.dates]
    quotes = [replace(row, said=row.said and replace(row.said, id=0)) for row in view.quotes]
    return view.parties, quotes, dates, view.totals, case.documents()


COMPANY = "Marrow Ferry Company, Inc."

# Each row: what is done, and the sentence that history keeps.
DECISIONS = [
    (lambda case: case.accept([quote(case, "regret").ref]), "Accepted “we regret the closing”"),
    (lambda case: case.accept([row.ref for row in case.view().quotes]), "Accepted 4 findings"),
    (lambda case: case.reject([case.view().dates[0].ref]), "Rejected Mar. 7, 2026"),
    (lambda case: case.reject([party(case, COMPANY).ref]), f"Rejected {COMPANY}"),
    (lambda case: case.edit_party(party(case, COMPANY).id, name="Marrow"), f"Renamed {COMPANY} to Marrow"),
    (lambda case: case.edit_party(party(case, COMPANY).id, kind=PartyKind.OTHER),
     f"Changed the kind of {COMPANY} to other"),
    (lambda case: case.edit_party(party(case, COMPANY).id, role=""), f"Took the role from {COMPANY}"),
    (lambda case: case.edit_quote(quote(case, "regret").id, speaker=party(case, COMPANY).id),
     f"“we regret the closing” is said by {COMPANY}"),
    (lambda case: case.edit_quote(quote(case, "regret").id, speaker=None),
     "“we regret the closing” has no known speaker"),
    (lambda case: case.edit_quotes([row.id for row in case.view().quotes], speaker=party(case, COMPANY).id),
     f"4 quotes are said by {COMPANY}"),
    (lambda case: case.edit_quotes([row.id for row in case.view().quotes] * 2, speaker=None),
     "4 quotes have no known speaker"),
    (lambda case: case.edit_date(case.view().dates[0].id, value="2026-03"), "Read “2026-03-07” as Mar. 2026"),
    (lambda case: case.merge_parties(party(case, COMPANY).id, party(case, "Odile Vantreese").id),
     f"Merged Odile Vantreese into {COMPANY}"),
    (lambda case: case.set_document(1, short_name="Compl. A"), "“Complaint.txt” is cited as Compl. A"),
    (lambda case: case.set_document(1, kind=DocumentKind.ANSWER), "“Complaint.txt” is: answer"),
    (lambda case: case.set_document(1, date=dt.date(2026, 3, 9)), "“Complaint.txt” is of Mar. 9, 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("decide", "sentence"), DECISIONS)
def test_every_decision_can_be_undone_and_redone(full, decide, sentence):
    before = everything(full)
    decide(full)
    after = everything(full)
    assert after != before
    assert full.history()[0].sentence == sentence and not full.history()[0].undone
    assert full.undo() == sentence
    assert everything(full) == before
    assert full.history()[0].undone
    assert full.redo() == sentence
    assert everything(full) == after
    assert full.redo() is None


def test_decisions_outlive_the_program(full, workers, tmp_path):
    full.reject([quote(full, "regret").ref])
    full.edit_party(party(full, COMPANY).id, name="Marrow")
    full.undo()
    folder = full.folder
    full.close()
    with Case.open(folder, workers, local=tmp_path / "local") as again:
        assert quote(again, "regret").state is ReviewState.REJECTED
        assert party(again, COMPANY)
        assert again.redo() == f"Renamed {COMPANY} to Marrow"
        assert party(again, "Marrow").state is ReviewState.EDITED
        assert again.undo() and again.undo() and again.undo() is None
        assert quote(again, "regret").state is ReviewState.SUGGESTED


def test_a_new_decision_ends_what_could_be_redone(full):
    full.accept([quote(full, "regret").ref])
    full.undo()
    full.reject([quote(full, "regret").ref])
    assert full.redo() is None
    assert [change.undone for change in full.history()] == [False, True]
    assert full.undo() == "Rejected “we regret the closing”"
    assert full.undo() is None


def test_what_changes_nothing_is_no_entry(full):
    row = party(full, COMPANY)
    full.edit_party(row.id, name=row.name, role=row.role, kind=row.kind)
    full.edit_party(row.id, name="  ")
    full.accept([])
    full.set_document(1)
    full.accept([row.ref])
    full.accept([row.ref])
    assert [change.sentence for change in full.history()] == [f"Accepted {COMPANY}"]


def test_history_names_who_and_when_newest_first(full):
    full.accept([quote(full, "regret").ref])
    full.accept([full.view().dates[0].ref])
    newest, oldest = full.history()
    assert newest.id > oldest.id and newest.who
    assert abs((dt.datetime.now(dt.UTC) - newest.at).total_seconds()) < 60
    assert len(full.history(limit=1)) == 1


def test_a_corrected_speaker_is_stated_and_linked(full):
    row, company = quote(full, "regret"), party(full, COMPANY)
    full.edit_quote(row.id, speaker=company.id)
    changed = full.quote(row.id)
    assert (changed.speaker, changed.speaker_name) == (company.id, COMPANY)
    assert changed.certainty is Certainty.STATED and changed.state is ReviewState.EDITED
    assert row.id in {each.id for each in full.view([company.ref]).quotes}
    full.edit_quote(row.id, speaker=None)
    assert full.quote(row.id).certainty is Certainty.UNATTRIBUTED
    with pytest.raises(NoSuchFinding):
        full.edit_quote(row.id, speaker=999)


@pytest.mark.parametrize(
    "value", ["", "soon", "2026-13", "03/07/2026", "2026-03-07; DROP TABLE party"]
)
def test_a_date_must_be_one(full, value):
    with pytest.raises(NotAValue, match="Write a day as 2017-04-07"):
        full.edit_date(full.view().dates[0].id, value=value)
    assert full.history() == ()


def test_bounds_follow_an_edited_date(full):
    row = full.view().dates[0]
    full.edit_date(row.id, value="2026-02/2026-03")
    changed = full.date(row.id)
    assert (changed.earliest, changed.latest) == (dt.date(2026, 2, 1), dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    ("typed", "value", "earliest", "latest"),
    [
        (" 2026/3/7 ", "2026-03-07", dt.date(2026, 3, 7), dt.date(2026, 3, 7)),
        ("2026-02 / 2026-03", "2026-02/2026-03", dt.date(2026, 2, 1), dt.date(2026, 3, 31)),
        ("2026-02/..", "2026-02/..", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
        ("../2026-02", "../2026-02", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
    ],
)
def test_a_typed_date_is_tidied(full, typed, value, earliest, latest):
    row = full.view().dates[0]
    full.edit_date(row.id, value="1999")
    full.edit_date(row.id, value=typed)
    changed = full.date(row.id)
    assert (changed.value, changed.earliest, changed.latest) == (value, earliest, latest)


def test_a_span_that_ends_before_it_begins_is_told(full):
    with pytest.raises(NotAValue, match="swap its two days"):
        full.edit_date(full.view().dates[0].id, value="2026-05/2026-03")


def test_an_ambiguous_date_switches_between_its_readings(case, tmp_path):
    list(case.ingest([paper(tmp_path, "a.txt", "It was sent on 03/07/2026.\n")]))
    (row,) = case.view().dates
    assert (row.value, row.alternatives, row.basis) == (
        "2026-03-07",
        ("2026-07-03",),
        Basis.AMBIGUOUS,
    )
    case.switch_reading(row.id)
    changed = case.date(row.id)
    assert (changed.value, changed.alternatives) == ("2026-07-03", ("2026-03-07",))
    assert changed.earliest == dt.date(2026, 7, 3)
    case.switch_reading(row.id)
    assert case.date(row.id).value == "2026-03-07"


def test_a_date_with_one_reading_does_not_switch(full):
    with pytest.raises(NotAValue, match="one way only"):
        full.switch_reading(full.view().dates[0].id)


def test_a_new_document_date_resolves_relative_dates_anew(full):
    assert "Later that week" not in {row.text for row in full.view().dates}
    full.set_document(1, date=dt.date(2026, 3, 9))
    later = next(row for row in full.view().dates if row.text == "Later that week")
    assert later.value == "2026-03-09"
    full.accept([later.ref])
    full.set_document(1, date=dt.date(2026, 4, 1))
    assert full.date(later.id).value == "2026-04-01"
    assert full.date(later.id).state is ReviewState.ACCEPTED


def test_a_party_is_not_merged_with_itself(full):
    row = party(full, COMPANY)
    with pytest.raises(CaseFailure, match="Choose two parties"):
        full.merge_parties(row.id, row.id)
    other = party(full, "Odile Vantreese")
    full.merge_parties(row.id, other.id)
    with pytest.raises(CaseFailure, match="Choose two parties"):
        full.merge_parties(other.id, row.id)


def test_merging_in_a_chain_and_undoing(full):
    a, b, c = (party(full, name).id for name in (COMPANY, "Odile Vantreese", "@TidewaterPort"))
    full.merge_parties(b, c)
    full.merge_parties(a, b)
    assert full.party(c).id == a
    full.undo()
    assert full.party(c).id == b and full.party(a).id == a


def test_labels_say_what_a_chip_shows(full):
    row = quote(full, "regret")
    assert full.label(row.ref) == "“we regret the closing”"
    assert full.label(party(full, COMPANY).ref) == COMPANY
    assert full.label(full.view().dates[0].ref) == "Mar. 7, 2026"
    assert full.label(Ref(RefType.DOCUMENT, 1)) == "Compl."
    for kind in RefType:
        with pytest.raises(NoSuchFinding):
            full.label(Ref(kind, 999))


def test_deciding_on_what_is_gone_is_said(full):
    with pytest.raises(NoSuchFinding, match="no longer in the case"):
        full.accept([Ref(RefType.QUOTE, 999)])
    assert full.history() == ()


def test_history_writes_nothing_but_the_attorneys_columns(full):
    with full._store.database.write() as connection:
        for table, values in (
            ("layer", {"text": "x"}),
            ("quote", {"text": "x"}),
            ("info", {"key": "x"}),
        ):
            with pytest.raises(ValueError, match="may not write"):
                history.patch(connection, table, 1, values)


def test_orders_and_exhibits_get_names_of_their_own(case, tmp_path):
    for name in ("one.txt", "two.txt", "Exhibit C.txt"):
        list(
            case.ingest(
                [paper(tmp_path, name, f"The title of {name} is rather a long one, it seems\n")]
            )
        )
    case.set_document(1, kind=DocumentKind.ORDER)
    case.set_document(2, kind=DocumentKind.ORDER)
    case.set_document(3, kind=DocumentKind.EXHIBIT)
    assert [row.short_name for row in case.documents()] == ["Order", "Order 2", "Ex. C"]
    assert all(row.kind_confirmed for row in case.documents())


def test_a_given_short_name_is_one_papers_and_undone(full):
    full.set_document(1, short_name="Marrow Compl.")
    with pytest.raises(NameTaken, match="another short name"):
        full.set_document(2, short_name="marrow compl.")
    full.set_document(2, short_name="Ledger")
    assert [row.short_name for row in full.documents()] == ["Marrow Compl.", "Ledger"]
    full.undo()
    full.undo()
    assert full.documents()[0].short_name == "Compl."
    full.set_document(2, short_name="Compl.")
    assert [row.short_name for row in full.documents()] == ["Compl. 2", "Compl."]


def test_the_style_of_cites_is_the_cases_and_every_row_has_it(full):
    assert full.cite_style() is CiteStyle.BLUEBOOK
    quote = full.view().quotes[0]
    assert pin_style(quote) is CiteStyle.BLUEBOOK
    full.set_cite_style(CiteStyle.PLAIN)
    view = full.view()
    assert {pin_style(row) for row in (*view.quotes, *view.dates)} == {CiteStyle.PLAIN}
    assert {
        pin.short_name for row in view.quotes for pin in (row.pin, *(s.pin for s in row.same_words))
    } >= {"Complaint"}
    assert full.history() == ()


def pin_style(row):
    return row.pin.cite.style
