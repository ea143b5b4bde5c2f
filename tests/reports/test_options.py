"""What a report leaves out: each option alone, and what is said of it."""

import datetime as dt

import pytest

from casefile.records import ReviewState
from extraction.findings import DocumentKind
from reports.arranging import left_out
from reports.options import EVERYTHING, Facts, Narrowed, ReportOptions, narrow

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def facts(number: int = 1, **more: object) -> Facts:
    values: dict[str, object] = {
        "id": number,
        "words": "The Ferry left the berth. Compl. ¶ 38",
        "state": ReviewState.SUGGESTED,
        "documents": frozenset({1}),
        "kind": DocumentKind.COMPLAINT,
        "parties": frozenset({4, 5}),
        "tags": frozenset({"hot"}),
        "days": (dt.date(2026, 3, 7), dt.date(2026, 3, 7)),
        "has_days": True,
    }
    return Facts(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "is_kept"),
    [
        (EVERYTHING, True),
        (ReportOptions(only=frozenset({1})), True),
        (ReportOptions(only=frozenset({2})), False),
        (ReportOptions(only=frozenset()), False),
        (ReportOptions(documents=frozenset({1, 9})), True),
        (ReportOptions(documents=frozenset({9})), False),
        (ReportOptions(parties=frozenset({5, 9})), True),
        (ReportOptions(parties=frozenset({9})), False),
        (ReportOptions(kinds=frozenset({DocumentKind.COMPLAINT})), True),
        (ReportOptions(kinds=frozenset({DocumentKind.ARTICLE})), False),
        (ReportOptions(tags=frozenset({"hot", "cold"})), True),
        (ReportOptions(tags=frozenset({"cold"})), False),
        (ReportOptions(days=MARCH), True),
        (ReportOptions(days=(dt.date(2026, 3, 7), dt.date(2026, 3, 7))), True),
        (ReportOptions(days=(dt.date(2026, 3, 8), dt.date.max)), False),
        (ReportOptions(text="BERTH ferry"), True),
        (ReportOptions(text="berth ¶"), True),
        (ReportOptions(text="berth zebra"), False),
        (ReportOptions(text="   "), True),
        (ReportOptions(accepted_only=True), False),
        (ReportOptions(documents=frozenset({1}), parties=frozenset({9})), False),
    ],
)
def test_each_option_alone(options: ReportOptions, is_kept: bool) -> None:
    assert bool(narrow([facts()], options).kept) is is_kept


@pytest.mark.parametrize(
    "options",
    [
        ReportOptions(documents=frozenset({9})),
        ReportOptions(parties=frozenset({9})),
        ReportOptions(kinds=frozenset({DocumentKind.ARTICLE})),
        ReportOptions(tags=frozenset({"cold"})),
        ReportOptions(days=MARCH),
        ReportOptions(accepted_only=True),
    ],
)
def test_a_fact_that_a_report_does_not_know_of_hides_no_row(options: ReportOptions) -> None:
    assert narrow([Facts(1, "words")], options).kept


def test_a_row_without_a_day_is_left_out_where_days_are_asked_for() -> None:
    assert not narrow([facts(days=None)], ReportOptions(days=MARCH)).kept


def test_a_span_that_begins_before_and_ends_after_is_kept() -> None:
    long = facts(days=(dt.date(2025, 1, 1), dt.date(2027, 1, 1)))
    assert narrow([long], ReportOptions(days=MARCH)).kept


@pytest.mark.parametrize("state", [ReviewState.ACCEPTED, ReviewState.EDITED])
def test_what_was_corrected_counts_as_accepted(state: ReviewState) -> None:
    assert narrow([facts(state=state)], ReportOptions(accepted_only=True)).kept


def test_suggestions_are_counted_among_what_the_filters_keep_alone() -> None:
    rows = [facts(1), facts(2, documents=frozenset({2})), facts(3, state=ReviewState.ACCEPTED)]
    narrowed = narrow(rows, ReportOptions(documents=frozenset({1}), accepted_only=True))
    assert narrowed == Narrowed(frozenset({3}), filtered=1, unreviewed=1)
    assert left_out(narrowed, "date was", "dates were") == (
        "1 date was left out by what was chosen.",
        "1 suggestion not reviewed yet is left out.",
    )
    assert left_out(Narrowed(frozenset(), 2, 1200), "date was", "dates were") == (
        "2 dates were left out by what was chosen.",
        "1,200 suggestions not reviewed yet are left out.",
    )
    assert left_out(Narrowed(frozenset()), "date was", "dates were") == ()
