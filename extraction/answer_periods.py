"""The time to answer that a summons gives, as it is printed: "within 21 days after service"."""

import re

from extraction.process import AnswerPeriod, Counting, Written
from importers.source_text import Span

__all__ = ["OUTSIDE", "UNITED_STATES", "find_answer_periods"]

UNITED_STATES = "the United States, its agency, officer or employee"
OUTSIDE = "if sent outside the United States"

_WORDS = {
    "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "twenty-one": 21, "twenty-eight": 28,
    "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = rf"(?P<days>\d{{1,3}}|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
_PERIOD = re.compile(
    rf"(?is)(?P<lead>\bwithin|\bhave|\bor|\bexpiration\s+of|\bafter)\s+{_NUMBER}(?:\s*\(\d{{1,3}}\))?\s*"
    r"(?:full\s+|calendar\s+)?days\b(?=(?P<tail>.{0,190}))"
)
_FROM_SERVICE = re.compile(
    r"(?is)^\W*(?:\w+\W+){0,6}?(?:service|served|serves|receiv\w+|summons|sent|date\s+shown)\b"
)
_MONDAY = re.compile(r"(?is)monday\s+next\s+(?:following|after)\s+the\s+$")
# Who has the longer time, by the words after the days, up to the next period.
_WHO: tuple[tuple[str, re.Pattern[str]], ...] = (
    (UNITED_STATES, re.compile(r"(?is)^\s*if\s+you\s+are\s+the\s+united\s+states")),
    (OUTSIDE, re.compile(r"(?is)^[^.]{0,40}outside\s+(?:the|any|of)\b[^.]{0,40}united\s+states")),
    (
        "if not delivered in person",
        re.compile(r"(?is)^[^;.]{0,60}(?:not\s+personally\s+(?:delivered|served)|complete)\b"),
    ),
)


def find_answer_periods(text: str) -> tuple[AnswerPeriod, ...]:
    """Return the periods in the order in which the paper gives them, each once."""
    found: dict[tuple[int, str | None], AnswerPeriod] = {}
    for match in _PERIOD.finditer(_with_breaks(text)):
        tail = re.split(r"(?i)\bor\s+(?:within\s+)?\d", match["tail"])[0]
        who = next((who for who, pattern in _WHO if pattern.search(tail)), None)
        lead = match["lead"].casefold()
        if lead in ("or", "after") and who is None:
            continue
        if who is None and not _FROM_SERVICE.search(tail):
            continue
        monday = lead.startswith("exp") and _MONDAY.search(text[: match.start()])
        days = match["days"].casefold()
        number = int(days) if days.isdigit() else _WORDS[days]
        if not 1 <= number <= 180:
            continue
        start, end = match.start("lead"), match.start("tail")
        if lead in ("or", "have", "after"):
            start = match.start("days")
        period = AnswerPeriod(
            number,
            Written(text[start:end], Span(start, end)),
            who,
            Counting.MONDAY_AFTER if monday else Counting.DAYS,
        )
        found.setdefault((number, who), period)
    return tuple(found.values())


def _with_breaks(text: str) -> str:
    """Return the text with dashes as commas, so that a period ends where the sentence turns."""
    return re.sub(r"[—–]", ",", text)
