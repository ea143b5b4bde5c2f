# ruff: noqa: E501
"""Deadlines of summonses and subpoenas, each worked out by hand from the rule and a printed calendar."""

import datetime as dt

import pytest

from extraction.court_states import is_federal, state_of_court
from extraction.process import Addressee, AnswerPeriod, Counting, Process, ProcessKind, Written
from extraction.response_deadlines import Manner, Service, response_deadlines

OREGON = "United States District Court for the District of Oregon"
UNITED_STATES = "the United States, its agency, officer or employee"


def words(text: str) -> Written:
    return Written(text, None)


def period(days: int, who: str | None = None, counting: Counting = Counting.DAYS) -> AnswerPeriod:
    return AnswerPeriod(days, words(f"within {days} days"), who, counting)


def summons(
    *answer: AnswerPeriod, to: str = "Halyard Press LLC", form: str | None = None
) -> Process:
    return Process(ProcessKind.SUMMONS, form, to=(Addressee(words(to)),), answer=answer)


def subpoena(when: str | None) -> Process:
    return Process(
        ProcessKind.PRODUCTION,
        "AO 88B",
        demanded=words("All records."),
        when=words(when) if when else None,
    )


FEDERAL = (period(21), period(60, UNITED_STATES))
NEW_YORK = (period(20), period(30, "if not delivered in person"))
TEXAS = (period(20, None, Counting.MONDAY_AFTER),)

_ANSWERS = [
    # The civil summons of the federal courts.
    (summons(*FEDERAL, form="AO 440"), OREGON, "2017-04-06", Manner.IN_PERSON, None, "2017-04-27"),
    (summons(*FEDERAL, form="AO 440"), OREGON, "2026-06-12", Manner.IN_PERSON, None, "2026-07-06"),
    (summons(*FEDERAL, form="AO 440"), OREGON, "2017-12-03", Manner.IN_PERSON, None, "2017-12-26"),
    (summons(*FEDERAL, form="AO 440"), OREGON, "2024-03-01", Manner.IN_PERSON, 60, "2024-04-30"),
    (summons(*FEDERAL, to="U.S. Customs and Border Protection"), OREGON, "2024-03-01", Manner.IN_PERSON, None, "2024-04-30"),
    (summons(*FEDERAL, to="United States of America"), OREGON, "2024-03-01", Manner.IN_PERSON, None, "2024-04-30"),
    (summons(), OREGON, "2017-04-06", Manner.IN_PERSON, None, "2017-04-27"),
    (summons(*FEDERAL), OREGON, "2017-04-06", Manner.OTHER, None, "2017-04-27"),
    # Waived: from the day the request was sent.
    (summons(*FEDERAL), OREGON, "2024-03-12", Manner.WAIVER, None, "2024-05-13"),
    (summons(*FEDERAL), OREGON, "2023-11-10", Manner.WAIVER, 90, "2024-02-08"),
    # States.
    (summons(period(30)), "Superior Court of California, County of Alameda", "2024-03-04", Manner.IN_PERSON, None, "2024-04-03"),
    (summons(period(30)), "Superior Court of California, County of Alameda", "2024-03-01", Manner.IN_PERSON, None, "2024-04-01"),
    (summons(*NEW_YORK), "Supreme Court of the State of New York", "2024-03-04", Manner.IN_PERSON, None, "2024-03-25"),
    (summons(*NEW_YORK), "Supreme Court of the State of New York", "2024-03-04", Manner.OTHER, None, "2024-04-03"),
    (summons(period(20)), "Circuit Court in and for Miami-Dade County, Florida", "2024-03-12", Manner.IN_PERSON, None, "2024-04-01"),
    (summons(period(30)), "Circuit Court of Cook County, Illinois", "2024-03-12", Manner.IN_PERSON, None, "2024-04-11"),
    # Texas: the Monday after the twenty days; a twentieth day that is a Monday is not it.
    (summons(*TEXAS), "District Court of Travis County, Texas", "2024-03-11", Manner.IN_PERSON, None, "2024-04-01"),
    (summons(*TEXAS), "District Court of Travis County, Texas", "2024-03-12", Manner.IN_PERSON, None, "2024-04-08"),
    (summons(*TEXAS), "District Court of Travis County, Texas", "2024-03-13", Manner.IN_PERSON, None, "2024-04-08"),
    (summons(*TEXAS), "District Court of Travis County, Texas", "2024-05-06", Manner.IN_PERSON, None, "2024-05-27"),
]  # fmt: skip


@pytest.mark.parametrize(("process", "court", "served", "manner", "days", "expected"), _ANSWERS)
def test_the_day_to_answer(process, court, served, manner, days, expected):
    service = Service(dt.date.fromisoformat(served), manner, days)
    (found,) = response_deadlines(process, service, court)
    assert found.day.isoformat() == expected
    assert not found.stated
    assert found.steps
    assert any(caution.startswith("Verify:") for caution in found.cautions)


@pytest.mark.parametrize(
    ("when", "served", "expected"),
    [
        ("May 6, 2026, 10:00 a.m.", "2026-04-06", "2026-04-20"),
        ("May 6, 2026, 10:00 a.m.", "2026-04-27", "2026-05-05"),  # the time to comply comes first
        ("May 4, 2026, 10:00 a.m.", "2026-04-27", "2026-05-01"),  # a Monday: back to Friday
        (None, "2026-04-06", "2026-04-20"),
    ],
)
def test_objections_to_a_subpoena(when, served, expected):
    found = response_deadlines(subpoena(when), Service(dt.date.fromisoformat(served)), OREGON)
    objections = next(each for each in found if each.act == "Serve objections")
    assert objections.day.isoformat() == expected
    assert objections.rule == "FRCP 45(d)(2)(B)"
    assert [each.stated for each in found if each is not objections] == [True] * bool(when)


def test_a_subpoena_of_a_state_court_has_no_federal_deadline():
    found = response_deadlines(
        subpoena(None), Service(dt.date(2026, 4, 6)), "Superior Court of California"
    )
    assert found == ()


@pytest.mark.parametrize(
    "process", [summons(*FEDERAL, form="AO 440"), summons(*TEXAS), subpoena(None)]
)
def test_without_a_day_of_service_nothing_is_counted(process):
    assert response_deadlines(process, None, OREGON) == ()


def test_a_day_that_the_paper_names_is_told_as_such():
    (found,) = response_deadlines(subpoena("May 6, 2026, 10:00 a.m."), None, OREGON)
    assert (found.act, found.day, found.time) == ("Produce", dt.date(2026, 5, 6), "10:00 a.m.")
    assert found.stated


def test_a_request_to_waive_service_has_two_days():
    process = Process(ProcessKind.WAIVER_REQUEST, "AO 398", answer=(period(60),))
    back, answer = response_deadlines(process, Service(dt.date(2024, 3, 12), Manner.WAIVER), OREGON)
    assert (back.act, back.day) == ("Return the waiver", dt.date(2024, 4, 11))
    assert (answer.day, answer.rule) == (dt.date(2024, 5, 13), "FRCP 12(a)(1)(A)(ii), 4(d)(3)")


def test_a_holiday_on_the_monday_of_texas_is_told():
    (found,) = response_deadlines(summons(*TEXAS), Service(dt.date(2024, 5, 6)), "Texas")
    assert found.time == "10:00 a.m."
    assert any("May 28, 2024" in each for each in found.cautions)


def test_state_courts_are_not_counted_by_federal_rules_in_words():
    (found,) = response_deadlines(
        summons(period(30)), Service(dt.date(2024, 3, 4)), "Superior Court of California"
    )
    assert not any("FRCP" in step for step in found.steps)
    assert found.rule == "Cal. Civ. Proc. Code § 412.20(a)(3)"
    assert any("§§ 12, 12a" in each for each in found.cautions)


def test_the_longer_time_of_the_united_states_is_told_to_everybody_else():
    (found,) = response_deadlines(summons(*FEDERAL), Service(dt.date(2017, 4, 6)), OREGON)
    assert found.rule == "FRCP 12(a)(1)(A)(i)"
    assert any("60 days" in each for each in found.cautions)


@pytest.mark.parametrize(
    ("court", "state", "federal"),
    [
        (OREGON, "OR", True),
        ("United States District Court for the Western District of Virginia", "VA", True),
        ("United States District Court for the Northern District of West Virginia", "WV", True),
        ("United States District Court for the District of Columbia", "DC", True),
        ("U.S. Bankruptcy Court, District of Kansas", "KS", True),
        ("United States District Court, Eastern District of Arkansas", "AR", True),
        ("Circuit Court of Washington County, Oregon", "OR", False),
        ("SUPREME COURT OF THE STATE OF NEW YORK COUNTY OF KINGS", "NY", False),
        ("District Court of the Virgin Islands", "VI", False),
        ("Municipal Court", None, False),
    ],
)
def test_the_state_of_a_court(court, state, federal):
    assert state_of_court(court) == state
    assert is_federal(court) is federal
