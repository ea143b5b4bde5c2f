"""A cast of characters that comes in from a table: known by name or alias, added, changed, undone."""

import pytest

from casefile.case import Case
from casefile.records import ReviewState
from casefile.table_parties import kind_by_form
from casefile.table_records import TableSort
from extraction.findings import PartyKind
from tests.casefile.helpers import ARTICLE, COMPLAINT, paper
from tests.casefile.table_helpers import TableWorkers, changes, planned, table, take, told

CAST = TableSort.CAST
HEAD = ["Full Name", "Role In Case", "Type", "Also Called", "Description", "Linked Issues", "Tags"]


@pytest.fixture
def workers():
    workers = TableWorkers()
    yield workers
    workers.close()


@pytest.fixture
def full(tmp_path, workers):
    folder = tmp_path / "papers"
    paper(
        folder, "Complaint.txt", COMPLAINT + "Harbor master Oda Brandt wrote to Brandt Lines Inc.\n"
    )
    paper(folder, "Ferry fight.txt", ARTICLE)
    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as case:
        list(case.ingest([folder]))
        yield case


@pytest.fixture
def moved(tmp_path):
    """A team's cast from another program."""
    return table(
        tmp_path,
        "Cast.csv",
        [
            HEAD,
            ["Vantreese, Odile", "star witness", "Person", "Odile; the Captain", "Was there.",
             "Notice", "key"],
            ["Marrow Ferry", "", "", "", "", "", ""],
            ["Oda Brandt", "harbor master", "", "O. Brandt", "Knows the berths.", "", ""],
            ["Brandt Lines Inc.", "", "Company", "", "", "", ""],
            ["", "nobody", "", "", "", "", ""],
            ["oda brandt", "", "", "", "", "", ""],
        ],
    )  # fmt: skip


def party(case, name):
    return next(row for row in case.view().parties if row.name == name)


def test_each_row_is_told_what_it_would_do(full, moved):
    before = full.view().parties
    plan = planned(full, moved, CAST)
    assert told(plan) == [
        (2, "changes"),
        (3, "changes"),
        (4, "new"),
        (5, "new"),
        (6, "left out"),
        (7, "left out"),
    ]
    assert changes(plan.rows[0]) == [
        ("role", "witness", "star witness"),
        ("aliases", "Vantreese", "Vantreese; Odile; the Captain"),
        ("tags", "", "key"),
        ("issues", "", "Notice"),
        ("note", "", "Was there."),
        ("review", "suggested", "accepted"),
    ]
    assert changes(plan.rows[1]) == [("review", "suggested", "accepted")]
    assert plan.rows[4].remarks == ("It has no name.",)
    assert plan.rows[5].remarks == ("Row 4 has the same name.",)
    assert full.view().parties == before


def test_parties_come_in_as_one_decision_that_can_be_undone(full, moved):
    before = full.view().parties
    assert take(full, planned(full, moved, CAST)) == "2 new, 2 changed"
    witness = party(full, "Odile Vantreese")
    assert (witness.role, witness.state) == ("star witness", ReviewState.EDITED)
    assert {"Odile", "the Captain"} <= set(witness.aliases)
    brandt = party(full, "Oda Brandt")
    assert (brandt.kind, brandt.role, brandt.state) == (
        PartyKind.PERSON,
        "harbor master",
        ReviewState.ACCEPTED,
    )
    assert brandt.aliases == ("O. Brandt",)
    names = [full.document(pin.document).name for pin in full.mentions(brandt.id)]
    assert names == ["Complaint.txt", "Cast.csv", "Cast.csv"]
    assert party(full, "Brandt Lines Inc.").kind is PartyKind.ORGANIZATION
    assert [note.text for note in full.notes()] == ["Was there.", "Knows the berths."]
    assert full.tags_on(witness.ref) == ("key",)
    assert [issue.title for issue in full.issues()] == ["Notice"]
    assert full.check() == ()
    assert full.undo() == "Imported the cast “Cast.csv”: 2 new, 2 changed"
    assert [row.name for row in full.view().parties] == [row.name for row in before]
    assert party(full, "Odile Vantreese").role == "witness"
    full.redo()
    assert party(full, "Oda Brandt").role == "harbor master"


def test_the_same_cast_again_changes_nothing(full, moved):
    take(full, planned(full, moved, CAST))
    assert {state for _, state in told(planned(full, moved, CAST))} == {"same", "left out"}


def test_new_rows_alone_leave_what_stands(full, moved):
    assert take(full, planned(full, moved, CAST), update=False) == "2 new, 0 changed"
    assert party(full, "Odile Vantreese").role == "witness"


def test_a_name_that_two_parties_have_is_not_guessed_at(full, tmp_path):
    path = table(tmp_path, "C.csv", [["Name", "Role"], ["Brandt", "a"], ["Brandt Lines", "b"]])
    take(full, planned(full, path, CAST))
    first, second = (row for row in full.view().parties if row.name.startswith("Brandt"))
    full.edit_party(first.id, name="Brandt Lines")
    path = table(tmp_path, "D.csv", [["Name", "Role"], ["Brandt Lines", "carrier"]])
    (row,) = planned(full, path, CAST).rows
    assert row.state.value == "left out"
    assert "It can be “Brandt Lines”" in row.remarks[0]
    assert second.id != first.id


def test_a_rejected_party_comes_back_only_as_shown(full, tmp_path):
    account = party(full, "@TidewaterPort")
    full.reject([account.ref])
    path = table(tmp_path, "C.csv", [["Name", "Role"], ["@TidewaterPort", "account of the port"]])
    (row,) = planned(full, path, CAST).rows
    assert changes(row) == [
        ("role", "", "account of the port"),
        ("review", "rejected", "accepted"),
    ]
    take(full, planned(full, path, CAST))
    assert party(full, "@TidewaterPort").role == "account of the port"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jane Roe", PartyKind.PERSON),
        ("Roe Lines, Inc.", PartyKind.ORGANIZATION),
        ("Port Commission", PartyKind.AGENCY),
        ("Superior Court of Kings County", PartyKind.COURT),
        ("@roe", PartyKind.ACCOUNT),
    ],
)
def test_a_name_without_a_kind_has_one_by_its_form(name, kind):
    assert kind_by_form(name) is kind
