"""The days by which a summons, subpoena or request to waive service has to be answered.

Proposals to verify, counted from the day of service that the attorney gives: without one nothing is
counted. Days that the paper itself names ("appear on May 6 at 10 a.m.") are told as such.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from extraction.agencies import canonical_agency
from extraction.answer_periods import UNITED_STATES
from extraction.court_states import is_federal, state_of_court
from extraction.date_wording import day_words
from extraction.deadlines import VERIFY, Deadline, deadline_after, deadline_before
from extraction.process import AnswerPeriod, Counting, Process, ProcessKind, Written

__all__ = ["Manner", "Service", "ToAnswer", "response_deadlines"]


class Manner(StrEnum):
    """How a paper came to the one it is for."""

    IN_PERSON = "in person"
    WAIVER = "request to waive service sent"
    OTHER = "by mail or otherwise"


@dataclass(frozen=True, slots=True)
class Service:
    """What the attorney says of service: the day, how, and the days to answer where there is a choice."""

    day: dt.date
    manner: Manner = Manner.IN_PERSON
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """One thing to do, with the last day for it, the rule, and each step of the count in a sentence.

    ``stated`` tells that the paper names the day; else it was counted, and is to be verified.
    """

    act: str
    day: dt.date
    rule: str
    steps: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    time: str | None = None
    written: Written | None = None
    stated: bool = False


# Rules of answering and of counting in state courts whose summonses are known by their form.
_ANSWER_RULES = {
    "CA": "Cal. Civ. Proc. Code § 412.20(a)(3)",
    "NY": "N.Y. C.P.L.R. 320(a), 3012(a)",
    "TX": "Tex. R. Civ. P. 99(b)",
    "FL": "Fla. R. Civ. P. 1.140(a)(1)",
    "IL": "Ill. S. Ct. R. 101(d)",
}
_COUNTING_RULES = {
    "CA": "Cal. Civ. Proc. Code §§ 12, 12a",
    "NY": "N.Y. Gen. Constr. Law §§ 20, 25-a",
    "TX": "Tex. R. Civ. P. 4",
    "FL": "Fla. R. Gen. Prac. & Jud. Admin. 2.514",
    "IL": "5 ILCS 70/1.11",
}
_FEDERAL_CITE = re.compile(r" \(FRCP 6(?:\(\w+\))*\)")
_UNITED_STATES = re.compile(r"(?i)^\W*(?:the\s+)?united\s+states(?:\s+of\s+america)?\W*$")
_ANSWER = "Answer or Rule 12 motion"
_MAILED = "Served by mail or otherwise: service may be complete on another day (FRCP 4(e)(1), state rule)."


def response_deadlines(
    process: Process, service: Service | None, court: str | None
) -> tuple[ToAnswer, ...]:
    """Return what has to be done by when, in order of the days.

    ``court`` is the court's name in full, as the case knows it.
    """
    named = court or process.court_name or ""
    found = list(_stated(process))
    if service is not None:
        if process.kind.is_subpoena:
            found += _objections(process, service, named)
        elif process.kind in (ProcessKind.WAIVER, ProcessKind.WAIVER_REQUEST):
            found += _waived(process, service, named)
        elif process.kind is ProcessKind.SUMMONS:
            found += _answers(process, service, named)
    return tuple(sorted(found, key=lambda each: each.day))


def _stated(process: Process) -> list[ToAnswer]:
    day, when = process.due_on, process.when
    if day is None or when is None:
        return []
    produces = process.kind is ProcessKind.PRODUCTION
    act = "Produce" if produces else "Appear and produce" if process.demanded else "Appear"
    rule = process.authority.line if process.authority else "FRCP 45(a)(1)(A)(iii)"
    time = re.search(r"(?i)\d{1,2}(?::\d\d)?\s*(?:o[’']clock\s*)?[ap]\.?\s?m\b\.?", when.line)
    return [
        ToAnswer(
            act,
            day,
            rule,
            steps=(f"The paper itself names this day: “{when.line}”.",),
            cautions=("Verify: an agreement, an objection or an order may have moved it.",),
            time=time.group() if time else None,
            written=when,
            stated=True,
        )
    ]


def _objections(process: Process, service: Service, court: str) -> list[ToAnswer]:
    """FRCP 45(d)(2)(B): before the earlier of the time for compliance and 14 days after service."""
    if not process.demanded or (court and not is_federal(court)):
        return []
    state = state_of_court(court)
    found = deadline_after(service.day, 14, state)
    due = process.due_on
    steps, day = list(found.steps), found.day
    cautions = list(found.cautions)
    if due is not None and due <= day:
        before = deadline_before(due, 1)
        steps.append(
            f"The time for compliance, {day_words(due)}, comes first: objections are served before it, "
            f"by {day_words(before.day)}."
        )
        day = before.day
        if day < service.day:
            return []
    cautions.append(
        "The rule says “before” the earlier of the two: do not wait for the last day. A motion to quash must "
        "be timely as well (FRCP 45(d)(3)(A))."
    )
    return [ToAnswer("Serve objections", day, "FRCP 45(d)(2)(B)", tuple(steps), tuple(cautions))]


def _waived(process: Process, service: Service, court: str) -> list[ToAnswer]:
    """FRCP 4(d): the request gives 30 days to return the waiver, and 60 days to answer from its sending."""
    state = state_of_court(court)
    found = []
    if process.kind is ProcessKind.WAIVER_REQUEST:
        back = deadline_after(service.day, 30, state)
        longer = "The request may give more; 60 days at least if it went abroad."
        found.append(_as_answer("Return the waiver", back, "FRCP 4(d)(1)(F)", (longer,), None))
    return [*found, _after_waiver(process, service, state)]


def _after_waiver(process: Process, service: Service, state: str | None) -> ToAnswer:
    days = service.days or 60
    abroad = "90 days if the request went abroad (FRCP 4(d)(3))."
    early = "Counted from the day the request was sent, if the waiver is returned in time."
    written = next((each.written for each in process.answer if each.days == days), None)
    cautions = (early,) if days == 90 else (early, abroad)
    found = deadline_after(service.day, days, state)
    return _as_answer(_ANSWER, found, "FRCP 12(a)(1)(A)(ii), 4(d)(3)", cautions, written)


def _answers(process: Process, service: Service, court: str) -> list[ToAnswer]:
    federal = is_federal(court) or process.form == "AO 440"
    state = state_of_court(court)
    if federal and service.manner is Manner.WAIVER:
        return [_after_waiver(process, service, state)]
    period = _period(process, service, federal=federal)
    if period is None:
        return []
    mailed = (_MAILED,) if service.manner is Manner.OTHER else ()
    if period.counting is Counting.MONDAY_AFTER:
        return [_monday_after(period, service, mailed)]
    if federal:
        return [_federal_answer(period, service, state, mailed)]
    found = deadline_after(service.day, period.days, state)
    own = _COUNTING_RULES.get(state or "", "the state’s own rule of counting")
    plain = replace(found, steps=tuple(_FEDERAL_CITE.sub("", step) for step in found.steps))
    own_cautions = (_FEDERAL_CITE.sub("", each) for each in found.cautions if each != VERIFY)
    plain = replace(plain, cautions=tuple(own_cautions))
    cautions = [f"Counted as federal courts count; {own} governs here.", *mailed]
    others = [each for each in process.answer if each is not period]
    cautions += [f"{each.days} days {each.who}." for each in others if each.who]
    if period.who:
        cautions.append(
            "Counted from the day given; the period runs from when service is complete."
        )
    rule = _ANSWER_RULES.get(state or "", "the summons")
    return [_as_answer("Answer", plain, rule, (*cautions, VERIFY), period.written)]


def _period(process: Process, service: Service, *, federal: bool) -> AnswerPeriod | None:
    """Return the period that holds for the one served: as chosen, else by what is summoned and how."""
    periods = process.answer
    if service.days is not None:
        chosen = next((each for each in periods if each.days == service.days), None)
        return chosen or AnswerPeriod(service.days, Written(f"{service.days} days", None))
    if federal:
        wanted = UNITED_STATES if _is_united_states(process) else None
        found = next((each for each in periods if each.who == wanted), None)
        days = 60 if wanted else 21
        return found or AnswerPeriod(days, Written(f"{days} days", None), wanted)
    if service.manner is Manner.OTHER:
        return next((each for each in periods if each.who), next(iter(periods), None))
    return next((each for each in periods if each.who is None), None)


def _is_united_states(process: Process) -> bool:
    """Tell whether all who are summoned are the United States or its agencies."""
    names = [each.name.line for each in process.to]
    return bool(names) and all(
        _UNITED_STATES.match(name) or canonical_agency(name) is not None for name in names
    )


def _federal_answer(
    period: AnswerPeriod,
    service: Service,
    state: str | None,
    mailed: tuple[str, ...],
) -> ToAnswer:
    found = deadline_after(service.day, period.days, state)
    cautions = list(mailed)
    if period.who == UNITED_STATES:
        rule = "FRCP 12(a)(2), (3)"
        cautions.append(
            "60 days run from service on the United States attorney (FRCP 12(a)(2), (3)); 21 days if the "
            "defendant is none of the United States, its agencies, officers or employees."
        )
    else:
        rule = "FRCP 12(a)(1)(A)(i)"
        cautions.append(
            "60 days if the defendant is the United States, its agency, or its officer or employee sued for "
            "what was done on its behalf (FRCP 12(a)(2), (3))."
        )
    return _as_answer(_ANSWER, found, rule, tuple(cautions), period.written)


def _monday_after(period: AnswerPeriod, service: Service, mailed: tuple[str, ...]) -> ToAnswer:
    """Texas: the Monday next after the days have expired, at 10 a.m. (Tex. R. Civ. P. 99(b))."""
    expired = service.day + dt.timedelta(days=period.days)
    monday = expired + dt.timedelta(days=7 - expired.weekday())
    steps = (
        f"{day_words(service.day)} itself is not counted; day {period.days} is {expired:%A}, "
        f"{day_words(expired)} (Tex. R. Civ. P. 4).",
        f"The Monday next after it is {day_words(monday)}; the answer is due by 10:00 a.m. "
        "(Tex. R. Civ. P. 99(b)).",
    )
    checked = deadline_after(monday - dt.timedelta(days=1), 1, "TX")
    cautions = [*mailed]
    if checked.day != monday:
        cautions.append(
            f"{day_words(monday)} is a legal holiday: the answer may be due on {day_words(checked.day)} "
            "(Tex. R. Civ. P. 4). The earlier day is given."
        )
    cautions += [_FEDERAL_CITE.sub("", each) for each in checked.cautions if "TX" in each]
    cautions.append("A justice court’s citation gives 14 days (Tex. R. Civ. P. 502.5).")
    return ToAnswer(
        "Answer",
        monday,
        _ANSWER_RULES["TX"],
        steps,
        (*cautions, VERIFY),
        time="10:00 a.m.",
        written=period.written,
    )


def _as_answer(
    act: str, found: Deadline, rule: str, cautions: tuple[str, ...], written: Written | None
) -> ToAnswer:
    own = tuple(each for each in found.cautions if each not in cautions)
    return ToAnswer(act, found.day, rule, found.steps, (*cautions, *own), written=written)
