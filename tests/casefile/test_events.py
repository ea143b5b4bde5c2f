"""What the attorney says of events: kept, undone, and outliving everything that extraction does."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding, NotAValue
from casefile.event_records import Leaning, Standing
from casefile.records import Ref, RefType, ReviewState
from extraction.findings import Basis, DateExpression, DocumentKind, Event, EventKind
from importers.source_text import Span
from tests.casefile.helpers import paper


def words(case):
    return [(row.date.value, row.words) for row in case.chronology().rows]


def event(case, text):
    return next(row for row in case.chronology(include_rejected=True).rows if text in row.text)


DECISIONS = [
    ({"kind": EventKind.FILING}, "kind", EventKind.FILING, "is of the kind filing or publication"),
    ({"short": " TPC closes\n the berth "}, "short", "TPC closes the berth",
     "is told as “TPC closes the berth”"),
    ({"standing": Standing.DISPUTED}, "standing", Standing.DISPUTED, "is disputed"),
    ({"standing": Standing.OPEN}, "standing_given", True, "is open"),
    ({"leaning": Leaning.HURTS}, "leaning", Leaning.HURTS, "hurts"),
    ({"tags": [" notice ", "Notice", "berth  7"]}, "tags", ("notice", "berth 7"),
     "is tagged notice, berth 7"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "field", "value", "sentence"), DECISIONS)
def test_what_is_said_of_an_event_is_kept_and_can_be_undone(full, said, field, value, sentence):
    before = full.chronology()
    row = event(full, "closed the berth")
    full.edit_event([row.id], **said)
    changed = event(full, "closed the berth")
    assert getattr(changed, field) == value
    assert changed.state is ReviewState.SUGGESTED  # a tag is no word on the day
    assert full.history()[0].sentence == f"Mar. 7, 2026 {sentence}"
    assert full.undo() == f"Mar. 7, 2026 {sentence}"
    assert full.chronology() == before
    full.redo()
    assert getattr(event(full, "closed the berth"), field) == value


def test_several_events_are_one_decision(full):
    rows = full.chronology().rows
    assert len(rows) == 3
    full.edit_event([row.id for row in rows], standing=Standing.UNDISPUTED, tags=["berth"])
    assert {(row.standing, row.tags) for row in full.chronology().rows} == {
        (Standing.UNDISPUTED, ("berth",))
    }
    assert [each.sentence for each in full.history()] == [
        "3 events are undisputed and are tagged berth"
    ]
    full.undo()
    assert {(row.standing, row.standing_given) for row in full.chronology().rows} == {
        (Standing.OPEN, False)
    }


def test_several_events_can_get_tags_of_their_own_in_one_decision(full):
    one, other, third = full.chronology().rows
    full.edit_event([one.id], tags=["berth"])
    wanted = {one.id: ["berth", "notice"], other.id: ["notice"]}
    full.edit_event([one.id, other.id], tags=wanted)
    assert [row.tags for row in full.chronology().rows] == [("berth", "notice"), ("notice",), ()]
    assert full.history()[0].sentence == "2 events have other tags"
    full.undo()
    assert [row.tags for row in full.chronology().rows] == [("berth",), (), ()]
    full.edit_event([third.id], tags={})
    full.edit_event([one.id], tags={one.id: []})
    assert [row.tags for row in full.chronology().rows] == [(), (), ()]


def test_what_changes_nothing_is_no_entry(full):
    row = full.chronology().rows[0]
    full.edit_event([row.id])
    full.edit_event([row.id], short=" ", tags=["", " "], leaning=Leaning.NONE)
    full.edit_event([], kind=EventKind.DEADLINE)
    assert full.history() == ()
    with pytest.raises(NoSuchFinding):
        full.edit_event([row.id, 999], kind=EventKind.DEADLINE)
    assert full.history() == ()


def test_words_and_tags_can_be_taken_back(full):
    row = full.chronology().rows[0]
    full.edit_event([row.id], short="Berth closed", tags=["berth"], leaning=Leaning.HELPS)
    full.edit_event([row.id], short="", tags=[], leaning=Leaning.NONE)
    changed = event(full, row.text)
    assert (changed.short, changed.tags, changed.leaning) == (None, (), Leaning.NONE)
    assert changed.words == row.text


def test_the_attorneys_word_outlives_the_program_and_a_new_look(full, workers, tmp_path):
    row = event(full, "closed the berth")
    full.edit_event([row.id], short="Berth closed", kind=EventKind.DEADLINE, tags=["berth"])
    full.set_document(1, date=dt.date(2026, 3, 9))  # looks for everything anew
    folder = full.folder
    full.close()
    with Case.open(folder, workers, local=tmp_path / "local") as again:
        kept = event(again, "closed the berth")
        assert (kept.id, kept.short, kept.kind) == (row.id, "Berth closed", EventKind.DEADLINE)
        assert kept.kind_given and kept.tags == ("berth",)


def test_a_tagged_event_stays_when_extraction_lets_its_date_go(full, workers, monkeypatch):
    row = event(full, "closed the berth")
    full.edit_event([row.id], tags=["berth"])
    found = workers.extract

    def without_dates(document, context):
        return replace(found(document, context), dates=(), events=())

    monkeypatch.setattr(workers, "extract", without_dates)
    full.set_document(1, date=dt.date(2026, 3, 9))
    rows = [each for each in full.chronology().rows if each.pin.document == 1]
    assert [(each.id, each.tags) for each in rows] == [(row.id, ("berth",))]
    full.reject([row.date.ref])
    assert row.id not in {each.id for each in full.chronology().rows}
    assert row.id in {each.id for each in full.chronology(include_rejected=True).rows}


def test_a_date_that_the_attorney_adds_is_an_event(full):
    text = full.source(1).text
    at = text.index("Later that week")
    number = full.add_date(1, Span(at, at + 15), "2026-03-11")
    added = next(row for row in full.chronology().rows if row.id == number)
    assert added.kind is EventKind.EVENT and added.earliest == dt.date(2026, 3, 11)
    assert "we regret" in added.text


# ------------------------------------------------------------------------------- order


@pytest.fixture
def day(case, tmp_path):
    lines = [f"On 2026-05-01 the {word} boat left." for word in ("first", "second", "third")]
    paper(tmp_path / "in", "Log.txt", "Log\n" + "\n".join([*lines, "On 2026-05-02 none left."]))
    list(case.ingest([tmp_path / "in"]))
    return case


def order(case):
    return [row.text.split()[3] for row in case.chronology().rows]


def test_events_of_a_day_can_be_put_in_order(day):
    first, _, third, other = (row.id for row in day.chronology().rows)
    day.move_event(third, first)
    assert order(day) == ["third", "first", "second", "left."]
    day.move_event(third, None)
    assert order(day) == ["first", "second", "third", "left."]
    day.move_event(first, third)
    assert order(day) == ["second", "first", "third", "left."]
    assert (
        day.history()[0].sentence == "Moved “On 2026-05-01 the first boat left.” within May 1, 2026"
    )
    day.undo()
    day.undo()
    assert order(day) == ["third", "first", "second", "left."]
    with pytest.raises(CaseFailure, match="one day"):
        day.move_event(first, other)
    with pytest.raises(NoSuchFinding):
        day.move_event(first, 999)
    assert order(day) == ["third", "first", "second", "left."]


def test_moving_an_event_before_itself_puts_it_last_and_moving_none_is_nothing(day):
    first, *_, third, _ = (row.id for row in day.chronology().rows)
    day.move_event(third, None)
    day.move_event(first, first)
    assert order(day) == ["second", "third", "first", "left."]


# ------------------------------------------------------------------------------- one event


def groups(case):
    return {row.id: row.group for row in case.chronology().rows}


def test_events_are_joined_and_separated(day):
    first, second, third, other = (row.id for row in day.chronology().rows)
    before = groups(day)
    day.separate_events(second)
    assert groups(day)[second] == second
    day.join_events(other, second)
    assert groups(day)[second] == groups(day)[other] == min(second, other)
    day.join_events(first, second, third)
    assert len(set(groups(day).values())) == 1
    with pytest.raises(CaseFailure, match="one event already"):
        day.join_events(first, other)
    day.separate_events(second)
    assert groups(day)[second] == second
    assert groups(day)[first] == groups(day)[other]
    for _ in range(4):
        assert day.undo()
    assert groups(day) == before
    assert day.undo() is None


def test_two_joined_groups_stay_two_after_one_lost_a_member(day):
    first, second, third, other = (row.id for row in day.chronology().rows)
    day.separate_events(third)
    day.separate_events(other)
    day.join_events(first, second)
    day.separate_events(first)
    day.join_events(first, third)
    found = groups(day)
    assert found[first] == found[third] != found[second]


# ------------------------------------------------------------------------------- readings


@pytest.fixture
def ambiguous(case, tmp_path):
    text = "Log\nOn 03/07/2026 a boat left.\nOn 04/05/2026 a boat came.\nOn 2026-05-06 none did.\n"
    paper(tmp_path / "in", "Log.txt", text)
    list(case.ingest([tmp_path / "in"]))
    return case


def values(case):
    return [row.value for row in case.view().dates]


def test_a_reading_applies_to_the_whole_paper_as_one_decision(ambiguous):
    month_first = ["2026-03-07", "2026-04-05", "2026-05-06"]
    day_first = ["2026-05-04", "2026-05-06", "2026-07-03"]
    assert values(ambiguous) == month_first
    row = ambiguous.view().dates[0]
    ambiguous.switch_reading(row.id, whole_document=True)
    assert sorted(values(ambiguous)) == day_first
    assert ambiguous.date(row.id).value == "2026-07-03"
    assert ambiguous.date(row.id).reason == "day first, as chosen"
    assert ambiguous.history()[0].sentence == "Log writes the day first, as in “03/07/2026”"
    assert ambiguous.undo() and values(ambiguous) == month_first
    assert ambiguous.redo() and sorted(values(ambiguous)) == day_first
    ambiguous.switch_reading(row.id, whole_document=True)
    assert values(ambiguous) == month_first


def test_the_reading_that_was_chosen_for_one_date_is_the_one_that_applies(ambiguous):
    row = ambiguous.view().dates[0]
    ambiguous.switch_reading(row.id)
    assert sorted(values(ambiguous)) == ["2026-04-05", "2026-05-06", "2026-07-03"]
    ambiguous.switch_reading(row.id, whole_document=True)
    assert sorted(values(ambiguous)) == ["2026-05-04", "2026-05-06", "2026-07-03"]


def test_an_unambiguous_date_has_no_other_reading(ambiguous):
    with pytest.raises(NotAValue, match="one way only"):
        ambiguous.switch_reading(ambiguous.view().dates[2].id, whole_document=True)


# ------------------------------------------------------------------------------- the paper's own day


def test_a_new_day_of_the_paper_moves_what_is_counted_from_it_and_keeps_decisions(full):
    full.set_document(1, date=dt.date(2026, 3, 9))
    relative = event(full, "Later that week")
    assert relative.earliest == dt.date(2026, 3, 9)
    full.edit_event([relative.id], short="TPC regrets", standing=Standing.ADMITTED)
    full.accept([Ref(RefType.DATE, event(full, "closed the berth").id)])
    full.set_document(1, date=dt.date(2026, 3, 16))
    moved = event(full, "Later that week")
    assert (moved.id, moved.earliest) == (relative.id, dt.date(2026, 3, 16))
    assert (moved.short, moved.standing) == ("TPC regrets", Standing.ADMITTED)
    assert event(full, "closed the berth").state is ReviewState.ACCEPTED
    full.undo()
    assert event(full, "Later that week").earliest == dt.date(2026, 3, 9)


# ------------------------------------------------------------------------------- counted from the suit


@pytest.fixture
def counted(case, workers, tmp_path, monkeypatch):
    """Two complaints and an article whose day is counted from the filing of the suit."""
    found = workers.extract

    def extract(document, context):
        text = document.source.text
        said = found(document, context)
        facts = replace(said.facts, title=text.split("\n")[0])
        day = re.search(r"Filed (\S+)", text)
        if day:
            facts = replace(facts, filed=dt.date.fromisoformat(day[1]))
        at = text.find("Two days after")
        if at < 0:
            return replace(said, facts=facts)
        date = DateExpression(
            Span(at, at + 14), "Two days after", None, None, None, Basis.RELATIVE,
            anchor="the suit was filed", reason="counted from an event whose date is not stated with it",
        )  # fmt: skip
        sentence = Span(at, text.index("\n", at))
        return replace(said, facts=facts, dates=(date,), events=(Event(0, sentence),))

    monkeypatch.setattr(workers, "extract", extract)

    def put(*filed):
        for at, (title, day) in enumerate(filed):
            paper(
                tmp_path / "in", f"Complaint {at}.txt", f"{title}\nFiled {day}\nA boat was lost.\n"
            )
        paper(
            tmp_path / "in", "News.txt", "News\nTwo days after the suit was filed, a boat left.\n"
        )
        list(case.ingest([tmp_path / "in"]))
        return case

    return put


def test_a_day_counted_from_the_suit_is_known_from_the_complaint(counted):
    case = counted(("COMPLAINT", "2026-03-12"), ("AMENDED COMPLAINT", "2026-04-01"))
    case.set_document(2, kind=DocumentKind.COMPLAINT)
    (row,) = (row for row in case.chronology().rows if "boat left" in row.text)
    assert (row.date.value, row.earliest) == ("2026-03-14", dt.date(2026, 3, 14))
    assert row.date.reason == "counted from the filing of the suit, Mar. 12, 2026"
    assert row.date.anchor == "the suit was filed"
    case.edit_date(row.id, value="2026-03-15")
    (row,) = (row for row in case.chronology().rows if "boat left" in row.text)
    assert (row.date.value, row.date.reason) == ("2026-03-15", "said by you")


def test_without_one_filing_day_it_stays_open_with_its_anchor(counted):
    case = counted(("COMPLAINT", "2026-03-12"), ("COMPLAINT", "2026-03-13"))
    (row,) = case.chronology().undated
    assert (row.date.value, row.date.anchor) == (None, "the suit was filed")
