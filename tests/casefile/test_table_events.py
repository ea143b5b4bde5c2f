"""A chronology that comes in from a table: pinned to papers or to its own rows, added or updated, undone."""

import datetime as dt

import pytest

from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.event_records import Leaning, Standing
from casefile.records import Ref, RefType, ReviewState
from casefile.table_records import Field, TableSort
from extraction.findings import EventKind
from importers.source_text import Span
from reports.cites import pin_cite
from tests.casefile.helpers import ARTICLE, COMPLAINT, paper
from tests.casefile.table_helpers import TableWorkers, changes, planned, table, take, told

CHRONOLOGY = TableSort.CHRONOLOGY
HEAD = [
    "Date & Time",
    "Fact Text",
    "Source(s)",
    "Status",
    "Evaluation",
    "Linked Issues",
    "Tags",
    "Notes",
]


@pytest.fixture
def workers():
    workers = TableWorkers()
    yield workers
    workers.close()


@pytest.fixture
def full(tmp_path, workers):
    folder = tmp_path / "papers"
    paper(folder, "Complaint.txt", COMPLAINT)
    paper(folder, "Ferry fight.txt", ARTICLE)
    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as case:
        list(case.ingest([folder]))
        yield case


@pytest.fixture
def moved(tmp_path):
    """A team's chronology from another program."""
    return table(
        tmp_path,
        "Chronology.csv",
        [
            HEAD,
            ["03/07/2026", "Port shuts the berth", "Compl. ¶ 2", "Disputed by: Opposition",
             "Heavily for us", "Notice; Damages", "berth, ferry", "Key"],
            ["02/??/2026", "Marrow Ferry renews its lease", "Lease at 4", "", "", "", "", ""],
            ["sometime in spring", "Vantreese calls the Commission", "", "", "", "", "", "Ask her."],
            ["04/01/2026", "Marrow Ferry stops service", "Compl. ¶ 4", "Undisputed", "", "", "", ""],
            ["", "", "", "", "", "", "", "nothing here"],
        ],
    )  # fmt: skip


def row_of(case, words):
    chronology = case.chronology(include_rejected=True)
    return next(row for row in (*chronology.rows, *chronology.undated) if words in row.words)


def test_each_row_is_told_what_it_would_do_and_nothing_is_changed(full, moved):
    before = full.chronology()
    plan = planned(full, moved, CHRONOLOGY)
    assert told(plan) == [
        (2, "changes"),
        (3, "new"),
        (4, "new"),
        (5, "new"),
        (6, "left out"),
    ]
    assert changes(plan.rows[0]) == [
        ("event", "The Tidewater Port Commission closed the berth on 2026-03-07.", "Port shuts the berth"),
        ("disputed", "open", "disputed"),
        ("leaning", "", "helps"),
        ("tags", "", "berth, ferry"),
        ("issues", "", "Notice, Damages"),
        ("note", "", "Key"),
        ("review", "suggested", "accepted"),
    ]  # fmt: skip
    assert plan.rows[1].remarks == ("“Lease at 4” names no one place in the papers of the case.",)
    assert "could not be read as a date" in plan.rows[2].remarks[0]
    assert plan.rows[4].remarks == ("It has no words for an event.",)
    assert [row.in_table for row in plan.rows] == [False, True, True, False, False]
    assert full.chronology() == before
    assert len(full.documents()) == 2
    assert full.history() == ()


def test_rows_come_in_as_one_decision_that_can_be_undone(full, moved):
    before = full.chronology()
    assert take(full, planned(full, moved, CHRONOLOGY)) == "3 new, 1 changed"
    sentence = "Imported the chronology “Chronology.csv”: 3 new, 1 changed"
    assert [each.sentence for each in full.history()] == [sentence]

    berth = row_of(full, "Port shuts the berth")
    assert (berth.standing, berth.leaning, berth.tags) == (
        Standing.DISPUTED,
        Leaning.HELPS,
        ("berth", "ferry"),
    )
    assert berth.state is ReviewState.ACCEPTED
    stops = row_of(full, "stops service")
    assert pin_cite(stops.pin) == "Compl. ¶ 4"
    assert stops.earliest == dt.date(2026, 4, 1)
    assert stops.date.reason == "imported from “Chronology.csv”, row 5"
    lease = row_of(full, "renews its lease")
    assert (lease.date.value, pin_cite(lease.pin)) == ("2026-02", "Chronology row 3")
    assert lease.date.text == "02/??/2026"
    assert lease.text == "Marrow Ferry renews its lease"
    assert [full.party(each).name for each in lease.parties] == ["Marrow Ferry Company, Inc."]
    calls = row_of(full, "Vantreese calls")
    assert (calls.earliest, calls.date.text) == (None, "sometime in spring")
    assert [note.text for note in full.notes()] == [
        "Key",
        "Source as given: Lease at 4",
        "Ask her.",
    ]
    outline = {issue.title: [each.ref for each in issue.evidence] for issue in full.issues()}
    assert outline == {"Notice": [berth.date.ref], "Damages": [berth.date.ref]}
    assert full.check() == ()

    assert full.undo() == sentence
    assert full.chronology() == before
    assert full.notes() == () and full.issues() == ()
    full.redo()
    assert row_of(full, "renews its lease").date.value == "2026-02"


def test_only_new_rows_come_in_without_an_update_and_rows_can_be_left_out(full, moved):
    plan = planned(full, moved, CHRONOLOGY)
    assert take(full, plan, update=False, without=[3]) == "2 new, 0 changed"
    assert row_of(full, "closed the berth").short is None
    assert not any("lease" in row.words for row in full.chronology().rows)


def test_a_table_whose_rows_all_stand_in_papers_stays_outside_the_case(full, tmp_path):
    path = table(
        tmp_path,
        "C.csv",
        [["Date", "Event", "Source"], ["2026-04-01", "Service ends", "Compl. ¶ 4"]],
    )
    take(full, planned(full, path, CHRONOLOGY))
    assert [row.name for row in full.documents()] == ["Complaint.txt", "Ferry fight.txt"]
    assert pin_cite(row_of(full, "Service ends").pin) == "Compl. ¶ 4"


def test_the_same_table_again_changes_nothing(full, moved):
    take(full, planned(full, moved, CHRONOLOGY))
    again = planned(full, moved, CHRONOLOGY)
    assert {state for _, state in told(again)} == {"same", "left out"}
    assert take(full, again) == "0 new, 0 changed"
    assert len(full.history()) == 1


def test_a_new_version_of_the_table_updates_what_it_brought(full, moved, tmp_path):
    take(full, planned(full, moved, CHRONOLOGY))
    folder = tmp_path / "later"
    folder.mkdir()
    later = table(
        folder,
        "Chronology.csv",
        [
            HEAD,
            ["02/11/2026", "Marrow Ferry renews its lease", "Compl. ¶ 1", "", "", "", "lease", ""],
            ["04/01/2026", "Marrow Ferry stops service for good", "Compl. ¶ 4", "", "", "", "", ""],
        ],
    )
    plan = planned(full, later, CHRONOLOGY)
    assert [changes(row) for row in plan.rows] == [
        [("date", "Feb. 2026", "Feb. 11, 2026"), ("tags", "", "lease")],
        [("event", "Marrow Ferry stops service", "Marrow Ferry stops service for good")],
    ]
    count = len(full.chronology().rows)
    take(full, plan)
    assert len(full.chronology().rows) == count
    lease = row_of(full, "renews its lease")
    assert (lease.earliest, lease.state) == (dt.date(2026, 2, 11), ReviewState.EDITED)
    assert lease.tags == ("lease",)


def test_what_a_person_decided_is_shown_before_it_is_changed(full, tmp_path):
    berth = row_of(full, "closed the berth")
    full.edit_event([berth.id], short="Berth closed", standing=Standing.UNDISPUTED, tags=["mine"])
    full.reject([berth.date.ref])
    path = table(
        tmp_path,
        "C.csv",
        [
            ["Date", "Event", "Source", "Disputed?", "Tags"],
            ["3/7/2026", "Berth closed", "Compl. ¶ 2", "disputed", "theirs"],
        ],
    )
    (row,) = planned(full, path, CHRONOLOGY).rows
    assert changes(row) == [
        ("disputed", "undisputed", "disputed"),
        ("tags", "mine", "mine, theirs"),
        ("review", "rejected", "accepted"),
    ]


def test_two_events_in_one_paragraph_have_places_of_their_own(full, tmp_path):
    path = table(
        tmp_path,
        "C.csv",
        [
            ["Date", "Event", "Source"],
            ["2026-04-01", "Service ends", "Compl. ¶ 4"],
            ["2026-04-02", "Staff is sent home", "Compl. ¶ 4"],
            ["2026-04-02", "Staff is paid off", "Compl. ¶ 4"],
        ],
    )
    take(full, planned(full, path, CHRONOLOGY))
    rows = [row_of(full, words) for words in ("Service ends", "sent home", "paid off")]
    assert [pin_cite(row.pin) for row in rows] == ["Compl. ¶ 4"] * 3
    assert len({row.pin.span for row in rows}) == 3
    assert full.check() == ()


def test_an_event_with_two_sources_is_one(full, tmp_path):
    path = table(
        tmp_path,
        "C.csv",
        [["Date", "Event", "Source"], ["2026-04-01", "Service ends", "Compl. ¶ 4; Compl. ¶ 1"]],
    )
    take(full, planned(full, path, CHRONOLOGY))
    rows = [row for row in full.chronology().rows if row.words == "Service ends"]
    assert sorted(pin_cite(row.pin) for row in rows) == ["Compl. ¶ 1", "Compl. ¶ 4"]
    assert len({row.group for row in rows}) == 1


def test_a_row_cited_to_a_whole_paper_is_not_pinned_by_a_guess(full, tmp_path):
    path = table(
        tmp_path,
        "C.csv",
        [
            ["Date", "Event", "Source"],
            ["2026-05-01", "The suit is filed", "Compl."],
            ["2026-05-02", "Both meet", "Compl. ¶ 99"],
        ],
    )
    plan = planned(full, path, CHRONOLOGY)
    take(full, plan)
    assert plan.rows[0].remarks == ("“Compl.” names a whole paper, and no place in it.",)
    assert pin_cite(row_of(full, "suit is filed").pin) == "C row 2"
    assert [note.text for note in full.notes()] == [
        "Source as given: Compl.",
        "Source as given: Compl. ¶ 99",
    ]


@pytest.mark.parametrize(
    ("rows", "order", "value"),
    [
        ([["13/04/2026", "One"], ["05/04/2026", "Two"]], None, "2026-04-05"),
        ([["04/13/2026", "One"], ["05/04/2026", "Two"]], None, "2026-05-04"),
        ([["05/04/2026", "Two"]], None, "2026-05-04"),
        ([["05/04/2026", "Two"]], True, "2026-04-05"),
    ],
)
def test_days_in_figures_are_read_in_the_order_of_the_sheet(full, tmp_path, rows, order, value):
    path = table(tmp_path, "C.csv", [["Date", "Event"], *rows])
    plan = planned(full, path, CHRONOLOGY, day_before_month=order)
    assert plan.rows[-1].wish.value == value


def test_a_sheet_that_leaves_the_order_of_days_open_says_so(full, tmp_path):
    head = ["Date", "Event"]
    rows = [["3/3/2026", "One"], ["March 9, 2026", "Two"]]
    assert not planned(full, table(tmp_path, "A.csv", [head, *rows]), CHRONOLOGY).order_open
    rows += [["5/4/2026", "Three"]]
    assert planned(full, table(tmp_path, "B.csv", [head, *rows]), CHRONOLOGY).order_open
    rows += [["5/14/2026", "Four"]]
    assert not planned(full, table(tmp_path, "C.csv", [head, *rows]), CHRONOLOGY).order_open


def test_what_was_taken_back_comes_in_again_at_its_place(full, moved):
    take(full, planned(full, moved, CHRONOLOGY))
    before = [(row.words, row.pin) for row in full.chronology().rows]
    full.undo()
    take(full, planned(full, moved, CHRONOLOGY))
    assert [(row.words, row.pin) for row in full.chronology().rows] == before


def test_ranges_times_and_kinds_are_read(full, tmp_path):
    path = table(
        tmp_path,
        "C.csv",
        [
            ["Start Date", "End Date", "Time", "Event", "Type"],
            ["3/1/2026", "3/4/2026", "", "Berth is dredged", "Event"],
            ["3/9/2026", "", "2:30 PM", "Notice is posted", "Filing or publication"],
            ["3/9/2026", "3/1/2026", "", "Crew is heard", "Meeting"],
        ],
    )
    plan = planned(full, path, CHRONOLOGY)
    assert [(row.wish.value, row.wish.kind) for row in plan.rows] == [
        ("2026-03-01/2026-03-04", EventKind.EVENT),
        ("2026-03-09T14:30", EventKind.FILING),
        ("2026-03-09", None),
    ]
    assert plan.rows[2].remarks == (
        "The range to “3/1/2026” ends before it begins.",
        "“Meeting” is no kind of event that Pincite has.",
    )


def test_columns_can_be_matched_by_hand(full, tmp_path):
    path = table(tmp_path, "C.csv", [["a", "b"], ["The berth reopens", "June 2026"]])
    plan = planned(full, path, CHRONOLOGY, columns={Field.WORDS: 0, Field.DATE: 1}, heading=0)
    assert [(row.wish.words, row.wish.value) for row in plan.rows] == [
        ("The berth reopens", "2026-06")
    ]


def test_a_file_that_changed_since_it_was_looked_at_is_refused(full, tmp_path):
    head = ["Date", "Event"]
    path = table(tmp_path, "C.csv", [head, ["2026-06-01", "The berth reopens"]])
    plan = planned(full, path, CHRONOLOGY)
    table(tmp_path, "C.csv", [head, ["2026-06-02", "The berth stays closed"]])
    with pytest.raises(CaseFailure, match="has changed since"):
        take(full, plan)
    assert full.history() == ()


def test_a_paper_that_is_no_table_is_refused(full, tmp_path):
    with pytest.raises(CaseFailure, match="is no table"):
        full.read_table(paper(tmp_path, "Letter.txt", "Dear all"))


def test_nothing_is_proposed_of_a_table(full, moved):
    list(full.ingest([moved]))
    assert full.documents()[-1].kind_reason == "it is a table"
    assert not [row for row in full.chronology().rows if row.pin.document == 3]
    text = full.source(3).text
    assert full.source(3).paragraphs[1].span.of(text).startswith('"03/07/2026"')
    assert Ref(RefType.DOCUMENT, 3) == full.documents()[-1].ref
    assert full.source(3).locate(Span(0, 5)).first_paragraph == "1"


def test_what_a_table_brought_comes_to_a_colleagues_copy(full, moved, workers, tmp_path):
    theirs = tmp_path / "Theirs.pincite"
    full.backup(tmp_path / "copy.zip")
    Case.restore(tmp_path / "copy.zip", theirs)
    take(full, planned(full, moved, CHRONOLOGY))
    with Case.open(theirs, workers, local=tmp_path / "their local") as copy:
        list(copy.merge(full.folder))
        assert words_of(copy) == words_of(full)
        assert copy.check() == ()


def words_of(case):
    chronology = case.chronology()
    return [
        (row.words, row.date.value, pin_cite(row.pin), sorted(row.tags), row.standing)
        for row in (*chronology.rows, *chronology.undated)
    ]


def test_given_up_between_two_steps_no_row_is_in(full, tmp_path):
    days = [("2026-05-" + f"{day:02}", f"Day {day}") for day in range(1, 31)]
    path = table(tmp_path, "Days.csv", [("Date", "What happened"), *days])
    plan = planned(full, path, TableSort.CHRONOLOGY)
    before = len(full.chronology().rows)
    for wanted in ("Row 1 of 30", "Row 26 of 30"):
        given_up = full.take_table(plan, update=True)
        assert any(step.message == wanted for step in given_up)
        given_up.close()
        assert len(full.chronology().rows) == before
        assert full.history() == ()
    assert take(full, plan) == "30 new, 0 changed"
    assert len(full.chronology().rows) == before + 30
