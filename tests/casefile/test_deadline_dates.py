"""The column of dates tells deadlines: what extraction found, and what the attorney says of an event."""

from extraction.findings import EventKind


def dates(case):
    return {row.text: row.is_deadline for row in case.view().dates}


def test_a_date_is_a_deadline_when_its_event_is_one_and_undo_takes_it_back(full):
    assert not any(dates(full).values())
    row = next(row for row in full.view().dates if row.text == "2026-03-08")
    full.edit_event([row.id], kind=EventKind.DEADLINE)
    assert [text for text, told in dates(full).items() if told] == ["2026-03-08"]
    assert full.date(row.id).is_deadline
    full.undo()
    assert not any(dates(full).values())
