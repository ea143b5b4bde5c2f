"""One report with everything that formats have to bear, invented."""

import datetime as dt

from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import Place, Span
from reports.report import (
    Cell,
    ColumnSort,
    Entry,
    Mark,
    Origin,
    Report,
    ReportColumn,
    Run,
    Section,
)

from . import rows

ORIGIN = Origin("Voss v. Harbor Board", dt.date(2026, 3, 9), "0123456789abcdef" * 2)

_DAYS = (
    ReportColumn("Date", ColumnSort.DAY, 14),
    ReportColumn("What the paper says", ColumnSort.QUOTATION, 46),
    ReportColumn("Remark", ColumnSort.TEXT, 20),
    ReportColumn("Source", ColumnSort.CITE, 12),
    ReportColumn("Review", ColumnSort.REVIEW, 8),
)
_NUMBERS = (
    ReportColumn("Name", ColumnSort.TEXT, 30),
    ReportColumn("Named", ColumnSort.NUMBER, 10),
)


def lost_pin() -> Pin:
    place = Place(None, None, None, None, None, None)
    return Pin(2, "Order", DocumentKind.ORDER, Span(5, 9), place, lost=True)


def odd_report() -> Report:
    """Return a report of three sections: odd rows, numbers, and a note alone."""
    march = dt.date(2026, 3, 1)
    told = (
        (
            Cell("March 7, 2026", day=dt.date(2026, 3, 7)),
            Cell("“The ferry left at 9:15 a.m. — with 212 passengers.”"),
            Cell('=HYPERLINK("x";"y")'),
            Cell("Compl. ¶ 38", pins=(rows.pin(),)),
            Cell("accepted"),
        ),
        (
            Cell("March 2026", day=march, until=dt.date(2026, 3, 31)),
            Cell(
                "new for old words, found",
                (
                    Run("new ", None),
                    Run("for", Mark.CHANGED),
                    Run(" old ", Mark.TOLD),
                    Run("words", Mark.SLIGHT),
                    Run(", ", None),
                    Run("found", Mark.FOUND),
                ),
            ),
            Cell("Петров, Ωmega, José Muñoz, 𝔸, ☒, 漢字, ひらがな"),
            Cell("Compl. ¶ 38; Answer ¶ 12", pins=(rows.pin(), rows.pin("12", "Answer"))),
            Cell("suggested"),
        ),
        (
            Cell("no day"),
            Cell("שלום עולם\nsecond <b>line</b> & 'more'\tend"),
            Cell("@harbor_alt"),
            Cell(""),
            Cell("rejected"),
        ),
        (
            Cell("1899", day=dt.date(1899, 1, 1), until=dt.date(1899, 12, 31)),
            Cell("no\x01 boats\x0b today"),
            Cell("-12.5"),
            Cell("Order (place lost, look it up)", pins=(lost_pin(),)),
            Cell("edited"),
        ),
    )
    counted = (
        (Cell("Ida Voss"), Cell("7×", number=7)),
        (Cell("Harbor Board"), Cell("1,234×", number=1234)),
    )
    return Report(
        "Chronology",
        (
            Section("Events [2026]", _DAYS, told, "Four rows."),
            Section("Events: 2026?", _NUMBERS, counted),
            Section("What is left", (), (), "Nothing & no one.", 2),
        ),
        "12 suggestions not reviewed yet are left out.",
        (
            Entry(
                "event-4@voss",
                dt.date(2026, 3, 7),
                dt.date(2026, 3, 7),
                "Ferry leaves; with, commas",
                "“The ferry left”\\\nCompl. ¶ 38",
            ),
            Entry("event-5@voss", march, dt.date(2026, 3, 31), "Repairs", "March 2026"),
            Entry(
                "deadline-1@voss",
                dt.date(2026, 4, 2),
                dt.date(2026, 4, 2),
                "Answer: Harbor Board",
                "21 days after service",
                is_deadline=True,
            ),
        ),
    )


def one_row(*cells: Cell, sorts: tuple[ColumnSort, ...] = ()) -> Report:
    """Return a report with one row of these cells, columns of text unless told otherwise."""
    sorts = sorts or (ColumnSort.TEXT,) * len(cells)
    columns = tuple(
        ReportColumn(f"Column {at}", sort, 10) for at, sort in enumerate(sorts, start=1)
    )
    return Report("One row", (Section("", columns, (cells,)),))


def long_report(length: int, words: int = 30) -> Report:
    """Return a report of many rows, each with a cite."""
    told = tuple(
        (
            Cell(f"Day {at}", day=dt.date(2020, 1, 1) + dt.timedelta(days=at)),
            Cell(" ".join(f"word{at}" for _ in range(words))),
            Cell("a remark"),
            Cell(f"Compl. ¶ {at}", pins=(rows.pin(str(at)),)),
            Cell("suggested"),
        )
        for at in range(1, length + 1)
    )
    return Report("Long", (Section("", _DAYS, told),))
