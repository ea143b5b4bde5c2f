"""The quote bank: every quotation verbatim, who said it and when, where it stands and how it compares."""

import datetime as dt
from collections.abc import Mapping, Sequence

from casefile.quote_records import BankRow
from casefile.records import QuoteRow
from extraction.date_wording import day_words
from extraction.findings import Certainty
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.cites import pin_cite
from reports.content import quote_day, speaker_words, verdict_words
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.own_words import OwnWords
from reports.report import Cell, ColumnSort, Report

__all__ = ["COLUMNS", "GROUPINGS", "ORDERS", "quotation", "quote_bank", "quote_lines"]

COLUMNS = (
    Column("quote", "Quotation", ColumnSort.QUOTATION, 47),
    Column("speaker", "Speaker", ColumnSort.TEXT, 19),
    Column("day", "Day", ColumnSort.DAY, 12),
    Column("source", "Source", ColumnSort.CITE, 14),
    Column("named", "Names", ColumnSort.TEXT, 15, usual=False),
    Column("why", "Why this speaker", ColumnSort.TEXT, 17, usual=False),
    Column("verdict", "Compared", ColumnSort.TEXT, 12, usual=False),
    Column("compared", "Held against", ColumnSort.CITE, 13, usual=False),
    Column("cites", "It cites", ColumnSort.TEXT, 13, usual=False),
    Column("tags", "Tags", ColumnSort.TEXT, 9, usual=False),
    Column("notes", "Notes", ColumnSort.TEXT, 18, usual=False),
    Column("review", "Review", ColumnSort.REVIEW, 10),
)
GROUPINGS = ("speaker", "paper", "day", "kind", "verdict")
ORDERS = ("day", "speaker")


def quote_bank(
    rows: Sequence[BankRow],
    options: ReportOptions = EVERYTHING,
    names: Mapping[int, str] | None = None,
    own: OwnWords | None = None,
) -> Report:
    """Return the quotations in the order of the papers; ``names`` are those of the parties.

    Raises:
        ReportFailure: for a column, grouping or order that there is not.
    """
    own = own or OwnWords()
    narrowed = narrow([_facts(row, own) for row in rows], options)
    kept = [row for row in rows if row.quote.id in narrowed.kept]
    lines = quote_lines(kept, names or {}, own)
    if options.grouping == "day":
        lines.sort(key=lambda line: line.orders["day"])
    elif options.grouping == "speaker":
        lines.sort(key=lambda line: line.orders["speaker"])
    return Report(
        options.title or "Quote bank",
        arranged(COLUMNS, lines, options),
        noted(*left_out(narrowed, "quotation was", "quotations were")),
    )


def quote_lines(rows: Sequence[BankRow], names: Mapping[int, str], own: OwnWords) -> list[Line]:
    """Return quotations as lines, in their order."""
    return [_line(row, names, own) for row in rows]


def quotation(row: QuoteRow) -> Cell:
    """Return a quotation's words in quotation marks, its lines unwrapped."""
    return Cell(f"“{row.reading or row.text}”")


def _line(row: BankRow, names: Mapping[int, str], own: OwnWords) -> Line:
    quote, best = row.quote, row.source
    day = quote.said.earliest if quote.said is not None else quote.date
    speaker = _speaker(quote)
    verdict = verdict_words(best) if best else (row.verdict.value if row.verdict else "")
    return Line(
        {
            "quote": quotation(quote),
            "speaker": cells.words(speaker_words(quote)),
            "day": cells.day_cell(quote_day(quote), day),
            "source": cells.cited([quote.pin]),
            "named": cells.words("; ".join(names[each] for each in row.mentioned if each in names)),
            "why": cells.words(quote.evidence),
            "verdict": cells.words(verdict),
            "compared": cells.cited([best.pin if best else None]),
            "cites": cells.words(quote.cited_words or ""),
            "tags": cells.words(", ".join(own.tags.get(quote.ref, ()))),
            "notes": cells.words("; ".join(own.notes.get(quote.ref, ()))),
            "review": cells.review(quote.state),
        },
        {
            "speaker": speaker or "Unattributed",
            "paper": quote.pin.short_name,
            "day": day_words(day) if day else "Without a day",
            "kind": quote.pin.kind.value.capitalize(),
            "verdict": (row.verdict.value if row.verdict else "not compared").capitalize(),
        },
        {
            "day": (day or dt.date.max, quote.pin.document, quote.pin.span.start),
            "speaker": (not speaker, quote.speaker is None, speaker.casefold()),
        },
    )


def _speaker(quote: QuoteRow) -> str:
    """Return who says a quotation, "" where the text does not say."""
    if quote.certainty is Certainty.UNATTRIBUTED:
        return ""
    return " ".join((quote.speaker_name or quote.speaker_words or "").split())


def _facts(row: BankRow, own: OwnWords) -> Facts:
    quote = row.quote
    first = last = quote.date
    if quote.said is not None and quote.said.earliest is not None:
        first, last = quote.said.earliest, quote.said.latest
    parties = {*row.mentioned, *(() if quote.speaker is None else (quote.speaker,))}
    return Facts(
        quote.id,
        " ".join((quote.reading or quote.text, speaker_words(quote), pin_cite(quote.pin))),
        quote.state,
        frozenset({quote.pin.document}),
        quote.pin.kind,
        frozenset(parties),
        frozenset(own.tags.get(quote.ref, ())),
        days=(first, last) if first and last else None,
        has_days=True,
    )
