"""Rows of the chronology in words: day, standing with its source, kind, accounts of another day.

Knows no Qt.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.event_records import EventRow, Leaning, Response, ResponseRow, Standing
from casefile.records import DocumentRow, ReviewState
from extraction.date_wording import day_words, value_words
from extraction.findings import Basis, EventKind
from reports.cites import bare_cite
from ui import messages
from ui.enum_words import enum_word
from ui.language import tr

__all__ = [
    "KIND_NAMES",
    "Measure",
    "badge_words",
    "basis_words",
    "conflict_words",
    "counted",
    "day_title",
    "event_sentence",
    "leaning_words",
    "measure",
    "paper_words",
    "response_words",
    "spoken",
    "standing_source",
]

KIND_NAMES = {
    EventKind.EVENT: tr("Events"),
    EventKind.FILING: tr("Filings"),
    EventKind.DEADLINE: tr("Deadlines"),
    EventKind.AUTHORITY: tr("Cited authority"),
}


_LONGEST_TEXT = 28
# Letters, about: a day; what was counted from a day; how a day is doubtful; a cite beside the paper's name
# and its number; what an answer says.
_DAY, _ANCHOR, _DOUBT, _AROUND_CITE, _SOURCE = 14, 17, 22, 6, 28


def day_title(row: EventRow) -> str:
    """Return an event's day as its row begins: with its operator, never more exact than the paper."""
    return messages.date_title(row.date)


def basis_words(row: EventRow) -> tuple[str, bool]:
    """Return how the day is known, and whether it is in doubt; "" where the paper says it plainly.

    What was counted is shown with what it was counted from: "“the next day” ← Mar. 2, 2026".
    """
    date = row.date
    words, doubtful = messages.basis_words(date)
    if date.basis is Basis.RELATIVE and date.state is not ReviewState.EDITED:
        anchor = (value_words(date.anchor) or date.anchor) if date.anchor else tr("day not known")
        if date.value is None:
            return f"← {anchor}", True
        return ("" if _names_its_day(row) else f"“{_shortened(date.text)}” ← {anchor}"), False
    # "June 2014" says by itself how exact it is.
    return (words if doubtful or words == "corrected" else ""), doubtful


def _names_its_day(row: EventRow) -> bool:
    """Tell whether only the year was counted: "August 12", or the "12" of "August 11 and 12"."""
    day = row.earliest
    if day is None or day != row.date.latest:
        return False
    words = re.findall(r"[a-z]+|\d+", row.date.text.casefold())
    rest = [word for word in words if word not in (str(day.day), "st", "nd", "rd", "th")]
    months = {f"{day:%B}".casefold(), f"{day:%b}".casefold(), "sept"}
    return str(day.day) in words and all(word in months for word in rest)


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rstrip()}…"


def paper_words(paper: DocumentRow) -> str:
    """Return a paper's name with its own day, which its relative dates are counted from."""
    name = paper.short_name or paper.name
    return f"{name} · {day_words(paper.date)}" if paper.date else name


def event_sentence(row: EventRow) -> str:
    """Return the words that stand for the event: the attorney's own, else its sentence.

    The number of its paragraph stands in the pin cite beside it.
    """
    if row.short:
        return row.short
    number = row.pin.place.first_paragraph
    return row.text.removeprefix(f"{number}. ") if number else row.text


def standing_source(row: EventRow) -> str:
    """Return what answers say to the event's paragraph: "← Answer ¶ 12"; "" where none does.

    The word "admitted" or "disputed" stands before it, so that it is said again only where it differs.
    """
    if not row.responses:
        return ""
    first = row.responses[0]
    more = (
        tr(" and {responses} more", responses=len(row.responses) - 1)
        if len(row.responses) > 1
        else ""
    )
    plain = (row.standing, first.response) == (Standing.ADMITTED, Response.ADMITTED)
    said = "" if plain else tr("{value} in ", value=enum_word(first.response))
    return f"← {said}{bare_cite(first.answer)}{more}"


def response_words(response: ResponseRow) -> str:
    """Return one answer to a paragraph: "admitted in Answer ¶ 12: “Admitted.”"."""
    return tr(
        "{value} in {bare_cite}: {reason}",
        value=enum_word(response.response),
        bare_cite=bare_cite(response.answer),
        reason=response.reason,
    )


def leaning_words(leaning: Leaning) -> str:
    """Return the badge of whom an event helps; "" for none."""
    return {Leaning.HELPS: tr("+ helps"), Leaning.HURTS: tr("− hurts")}.get(leaning, "")


def conflict_words(others: Sequence[EventRow]) -> str:
    """Return the day that another paper gives: "≠ Apr. 7, 2017 in Ex. A at 3"; "" without conflict."""
    if not others:
        return ""
    first = others[0]
    more = (
        tr(", and {others}", others=messages.count(len(others) - 1, tr("other account")))
        if len(others) > 1
        else ""
    )
    return tr(
        "≠ {day_title} in {bare_cite}{more}",
        day_title=day_title(first),
        bare_cite=bare_cite(first.pin),
        more=more,
    )


def badge_words(row: EventRow) -> tuple[str, ...]:
    """Return the words that stand in boxes after an event's cite: standing, leaning, tags."""
    told = row.standing is not Standing.OPEN or row.standing_given
    standing = (enum_word(row.standing),) if told else ()
    leaning = (leaning_words(row.leaning),) if row.leaning is not Leaning.NONE else ()
    return (*standing, *leaning, *row.tags)


class Measure(NamedTuple):
    """How many letters the parts of an event's row have; from these its height is reckoned.

    ``badges`` are the boxes after the cite, ``boxed`` the letters in them.
    """

    title: int
    basis: int
    words: int
    note: int
    badges: int
    boxed: int


def measure(row: EventRow) -> Measure:
    """Return how many letters the parts of an event's row have."""
    basis, _ = basis_words(row)
    badges = badge_words(row)
    return Measure(
        len(day_title(row)),
        len(basis),
        len(event_sentence(row)),
        len(messages.marked_cite(row.pin)) + len(standing_source(row)),
        len(badges),
        sum(map(len, badges)),
    )


def counted(row: EventRow) -> Measure:
    """Return about how many letters the parts of an event's row have, without putting them into words."""
    date, number = row.date, row.pin.place.first_paragraph
    is_counted = date.basis is Basis.RELATIVE and date.state is not ReviewState.EDITED
    basis = len(date.text) + _ANCHOR if is_counted else _DOUBT if date.alternatives else 0
    is_plain = row.standing is Standing.OPEN and not (row.standing_given or row.leaning or row.tags)
    badges = () if is_plain else badge_words(row)
    cite = len(row.pin.short_name) + _AROUND_CITE + (len(number) if number else 3)
    return Measure(
        _DAY,
        basis,
        len(row.words),
        cite + (_SOURCE if row.responses else 0),
        len(badges),
        sum(map(len, badges)),
    )


def spoken(row: EventRow, others: Sequence[EventRow], papers: int) -> str:
    """Return all that a row shows, for a tooltip and a screen reader; one fact a line."""
    day, _ = basis_words(row)
    parts = [
        " · ".join(filter(None, (day_title(row), day))),
        event_sentence(row),
        " · ".join(
            filter(None, (messages.marked_cite(row.pin), enum_word(row.kind), enum_word(row.state)))
        ),
    ]
    if row.short:
        parts.append(tr("In the paper: {text}", text=row.text))
    if papers > 1:
        parts.append(tr("Told in {papers}", papers=messages.count(papers, tr("paper"))))
    if row.standing is not Standing.OPEN or row.standing_given:
        word = tr("by you") if row.standing_given else "proposed"
        parts.append(tr("Standing: {value} ({word})", value=enum_word(row.standing), word=word))
    parts += [response_words(response) for response in row.responses]
    parts += [conflict_words([other]) for other in others]
    if row.date.reason:
        parts.append(tr("The day: {reason}", reason=row.date.reason))
    parts += [tr("It {value}", value=enum_word(row.leaning))] if row.leaning else []
    parts += [tr("Tags: {tags}", tags=", ".join(row.tags))] if row.tags else []
    return "\n".join(parts)
