"""How long a chronology of 1,000, 3,000 and 10,000 rows takes in every format, and how that grows.

Run by hand: ``python -m benchmarks.reporting [--rows 1000 3000 10000] [--formats .docx .pdf]``. The rows are
made up here, some 280 characters each with one cite; times are the processor's, so that other work on the
machine counts less. Growth is the time per row of the longest report over that of the shortest.
"""

import argparse
import datetime as dt
import random
import sys
import time
import tracemalloc
from collections.abc import Sequence

from casefile.records import Pin
from extraction.findings import DocumentKind
from importers.source_text import Page, Place, Span
from reports.formats import FORMATS, format_of, written
from reports.report import (
    Cell,
    ColumnSort,
    Entry,
    Layout,
    Origin,
    Report,
    ReportColumn,
    Section,
)

__all__ = ["made_up_report", "main"]

_SIZES = (1_000, 3_000, 10_000)
_SENTENCE = (
    "the ferry company told the harbor board that no boat would leave before the inspection was over and "
    "that every ticket sold since the spring had been paid back in full"
)
_COLUMNS = (
    ReportColumn("Date", ColumnSort.DAY, 14),
    ReportColumn("What the paper says", ColumnSort.QUOTATION, 40),
    ReportColumn("Kind", ColumnSort.TEXT, 10),
    ReportColumn("Standing", ColumnSort.TEXT, 12),
    ReportColumn("Source", ColumnSort.CITE, 14),
    ReportColumn("Review", ColumnSort.REVIEW, 10),
)


def made_up_report(length: int) -> Report:
    """Return a chronology of so many rows; the same for the same length."""
    chance = random.Random(length)
    words = _SENTENCE.split()
    rows, entries = [], []
    for at in range(length):
        day = dt.date(1990, 1, 1) + dt.timedelta(days=at)
        sentence = " ".join(chance.choices(words, k=50))
        page = Page(1 + at // 20, str(1 + at // 20), Span(0, 10))
        place = Place(page, page, str(at), str(at), None, None)
        pin = Pin(1, "Compl.", DocumentKind.COMPLAINT, Span(at * 9, at * 9 + 8), place)
        rows.append(
            (
                Cell(f"{day:%B} {day.day}, {day.year}", day=day),
                Cell(sentence),
                Cell("incident"),
                Cell("disputed"),
                Cell(f"Compl. ¶ {at}", pins=(pin,)),
                Cell("accepted"),
            )
        )
        entries.append(Entry(f"event-{at}@benchmark", day, day, sentence[:60], sentence))
    return Report("Chronology", (Section("", _COLUMNS, tuple(rows)),), entries=tuple(entries))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of seconds by format and rows; return 1 where a row costs half as much again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--formats", nargs="+", default=[each.suffix for each in FORMATS])
    parser.add_argument("--footnotes", action="store_true")
    parser.add_argument("--memory", action="store_true", help="tell the peak too; slows everything")
    options = parser.parse_args(arguments)
    origin = Origin("Benchmark", dt.date(2026, 1, 1), "0" * 32)
    layout = Layout(footnotes=options.footnotes)
    print("format  " + "".join(f"{size:>12,}" for size in options.rows) + "    growth        bytes")
    slow = False
    for suffix in options.formats:
        format_of(suffix)
        written(made_up_report(10), origin, layout, suffix)  # loads libraries and fonts
        times = []
        size = 0
        for length in options.rows:
            report = made_up_report(length)
            if options.memory:
                tracemalloc.start()
            begun = time.process_time()
            size = len(written(report, origin, layout, suffix))
            times.append(time.process_time() - begun)
            if options.memory:
                print(
                    f"  {suffix} {length:,} rows: peak {tracemalloc.get_traced_memory()[1] >> 20} MB"
                )
                tracemalloc.stop()
        growth = (times[-1] / options.rows[-1]) / (times[0] / options.rows[0])
        slow = slow or growth > 1.5
        told = "".join(f"{each:>10.2f} s" for each in times)
        print(f"{suffix:<8}{told}{growth:>10.2f}{size:>13,}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
