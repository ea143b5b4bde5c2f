"""Which day a quotation was said on: the date that its own sentence gives."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casefile.found_rows import FoundDate, FoundQuote
from casefile.records import DateRow, ReviewState

__all__ = ["with_days"]


def with_days(quotes: Iterable[FoundQuote], dates: Iterable[FoundDate]) -> tuple[FoundQuote, ...]:
    """Give each quote the date of the sentence that it begins in."""
    by_sentence: dict[int, list[DateRow]] = {}
    for date in dates:
        known = date.row.value is not None and date.row.state is not ReviewState.REJECTED
        if date.shown and known and date.units.first_sentence >= 0:
            by_sentence.setdefault(date.units.first_sentence, []).append(date.row)
    return tuple(
        quote if said is quote.row.said else replace(quote, row=replace(quote.row, said=said))
        for quote in quotes
        for said in (_said(quote, by_sentence.get(quote.units.first_sentence, ())),)
    )


def _said(quote: FoundQuote, dates: Sequence[DateRow]) -> DateRow | None:
    """Return the last date before a quote in its sentence, else the first after it.

    What stands between the marks is what was spoken of, not when; and "before March 3" is no day.
    """
    if not dates:
        return None
    span = quote.row.pin.span
    fit = [
        date
        for date in dates
        if date.operator in (None, "around") and not date.pin.span.overlaps(span)
    ]
    before = [date for date in fit if date.pin.span.end <= span.start]
    return before[-1] if before else fit[0] if fit else None
