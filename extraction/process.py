"""What a court or an agency serves on somebody: summonses, subpoenas, requests to waive service.

Lawyers call such a paper process. Every value is what the paper says, with its place; what the paper
leaves blank is ``None``.
"""

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum

from extraction.docket_numbers import normal_docket_number
from extraction.written_days import first_day
from importers.source_text import Span

__all__ = ["Addressee", "AnswerPeriod", "Attorney", "Counting", "Process", "ProcessKind", "Written"]


class ProcessKind(StrEnum):
    """What a paper that is served demands."""

    SUMMONS = "summons"
    DEPOSITION = "subpoena to testify at a deposition"
    TRIAL = "subpoena to testify at a hearing or trial"
    PRODUCTION = "subpoena to produce documents"
    ADMINISTRATIVE = "administrative summons"
    WAIVER_REQUEST = "request to waive service"
    WAIVER = "waiver of service"

    @property
    def is_subpoena(self) -> bool:
        """Tell whether it is a subpoena of a court."""
        return self in (ProcessKind.DEPOSITION, ProcessKind.TRIAL, ProcessKind.PRODUCTION)


@dataclass(frozen=True, slots=True)
class Written:
    """Words of the paper; ``span`` is ``None`` for a form field that has no place in the text layer."""

    text: str
    span: Span | None

    @property
    def line(self) -> str:
        """The words on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom the paper is directed."""

    name: Written
    address: Written | None = None


@dataclass(frozen=True, slots=True)
class Attorney:
    """The attorney named on the paper, with what it says of how to reach him."""

    name: Written
    firm: Written | None = None
    address: Written | None = None
    telephone: Written | None = None
    email: Written | None = None
    bar_number: Written | None = None


class Counting(StrEnum):
    """How the last day of a period to answer is found."""

    DAYS = "days"
    MONDAY_AFTER = "Monday next after the days"
    """Texas: by 10 a.m. on the Monday next after the days have expired."""


@dataclass(frozen=True, slots=True)
class AnswerPeriod:
    """The time to answer that the paper gives: so many days, and to whom if not to everybody."""

    days: int
    written: Written
    who: str | None = None
    counting: Counting = Counting.DAYS


@dataclass(frozen=True, slots=True)
class Process:
    """What a summons, subpoena or waiver says.

    ``court_name`` is the court in full, put together where a form prints one half of it; ``form`` is the
    form's own name ("AO 440"). ``plaintiffs`` are named by a form that has no caption. ``issuer`` is the
    clerk, official or attorney who issued the paper. ``place`` (in its lines, which a form may part) and
    ``when`` say where and when to appear or to produce, ``demanded`` what to produce.
    """

    kind: ProcessKind
    form: str | None = None
    to: tuple[Addressee, ...] = ()
    court: Written | None = None
    court_name: str | None = None
    docket_number: Written | None = None
    issuer: Written | None = None
    issuer_title: Written | None = None
    issued: Written | None = None
    answer: tuple[AnswerPeriod, ...] = ()
    plaintiffs: tuple[Written, ...] = ()
    attorney: Attorney | None = None
    demanded: Written | None = None
    place: tuple[Written, ...] = ()
    when: Written | None = None
    authority: Written | None = None

    def written(self) -> tuple[Written, ...]:
        """Return all words of the paper that the record rests on."""
        single: tuple[Written | None, ...]
        single = (self.court, self.docket_number, self.issuer, self.issuer_title, self.issued)
        single += (self.demanded, self.when, self.authority)
        if self.attorney is not None:
            single += tuple(getattr(self.attorney, each.name) for each in fields(self.attorney))
        addresses = (each for who in self.to for each in (who.name, who.address))
        periods = (each.written for each in self.answer)
        every = (*single, *addresses, *periods, *self.place, *self.plaintiffs)
        return tuple(each for each in every if each is not None)

    @property
    def docket(self) -> str | None:
        """The docket number as one would type it."""
        return normal_docket_number(self.docket_number.text) if self.docket_number else None

    @property
    def issued_on(self) -> dt.date | None:
        """The day of issue, where it could be read."""
        return first_day(self.issued.line) if self.issued else None

    @property
    def due_on(self) -> dt.date | None:
        """The day to appear or to produce, where it could be read."""
        return first_day(self.when.line) if self.when else None
