"""The words of the reports: a date with its doubt, who says a quotation and when, how words compare.

A suggestion is never mistaken for a checked fact, and nothing is told with more certainty than the text has.
"""

from casefile.records import DateRow, Pin, QuoteRow, ReviewState, SameWords, Verdict
from extraction.date_wording import day_words, expression_words, value_words
from extraction.findings import Basis, Certainty, DocumentKind

__all__ = [
    "SECONDARY",
    "date_words",
    "how_read",
    "quote_day",
    "sentence_words",
    "speaker_words",
    "verdict_words",
]

SECONDARY = (DocumentKind.ARTICLE, DocumentKind.EMAIL)
"""Papers that are cited after pleadings and exhibits."""


def date_words(row: DateRow) -> str:
    """Return a date's value for a reader, every reading of an ambiguous one included."""
    words = expression_words(row.text, row.value, row.operator)
    if row.basis is Basis.AMBIGUOUS and row.alternatives and row.state is not ReviewState.EDITED:
        words += f" (or {', '.join(value_words(each) or each for each in row.alternatives)}?)"
    return words


def sentence_words(text: str, pin: Pin) -> str:
    """Return a sentence without its paragraph's number, which the cite beside it has."""
    number = pin.place.first_paragraph
    return text.removeprefix(f"{number}. ") if number else text


def quote_day(row: QuoteRow) -> str:
    """Return the day that a quote's own sentence gives; else its paper's day, told as such."""
    if row.said is not None:
        return date_words(row.said)
    return f"paper of {day_words(row.date)}" if row.date else ""


def how_read(row: DateRow) -> str:
    """Return the paper's words for a date, and what they were counted from or why they are uncertain."""
    words = " ".join(row.text.split())
    if row.basis is Basis.RELATIVE and row.anchor:
        return f"“{words}”, counted from {value_words(row.anchor) or row.anchor}"
    if row.basis is Basis.AMBIGUOUS:
        return f"“{words}”, ambiguous" + (f": {row.reason}" if row.reason else "")
    return f"“{words}”"


def speaker_words(row: QuoteRow) -> str:
    """Return a quote's speaker with how he is known; where the text does not say who, neither does this.

    One whom the paper names by words alone, who is no party of the case, stands in quotation marks.
    """
    name = row.speaker_name or (f"“{row.speaker_words}”" if row.speaker_words else "")
    if not name or row.certainty is Certainty.UNATTRIBUTED:
        return "unattributed"
    return f"{name} ({row.certainty.value})"


def verdict_words(best: SameWords | None) -> str:
    """Return a comparison's outcome in words."""
    if best is None:
        return Verdict.NOT_FOUND.value
    if best.verdict is Verdict.ALTERED and best.words_changed:
        one = best.words_changed == 1
        return f"{best.verdict.value}: {best.words_changed} {'word differs' if one else 'words differ'}"
    return best.verdict.value
