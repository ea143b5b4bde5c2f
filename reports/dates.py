"""Every date of the case as it was read, one by one: what the chronology is made of."""

import datetime as dt
from collections.abc import Sequence

from casefile.records import DateRow
from reports import cells
from reports.arranging import Column, Line, arranged
from reports.content import how_read
from reports.options import EVERYTHING
from reports.report import ColumnSort, Report

__all__ = ["COLUMNS", "dates"]

COLUMNS = (
    Column("date", "Date", ColumnSort.DAY, 16),
    Column("sentence", "What the paper says", ColumnSort.TEXT, 46),
    Column("read", "How the date was read", ColumnSort.TEXT, 18),
    Column("source", "Source", ColumnSort.CITE, 14),
    Column("review", "Review", ColumnSort.REVIEW, 10),
)


def dates(rows: Sequence[DateRow]) -> Report:
    """Return the dates that name calendar time, in order of their earliest day."""
    dated = [row for row in rows if row.earliest and row.latest]
    dated.sort(key=lambda row: (row.earliest or dt.date.max, row.latest or dt.date.max, row.id))
    lines = [
        Line(
            {
                "date": cells.date_cell(row),
                "sentence": cells.words(row.sentence),
                "read": cells.words(how_read(row)),
                "source": cells.cited([row.pin]),
                "review": cells.review(row.state),
            }
        )
        for row in dated
    ]
    return Report("Dates", arranged(COLUMNS, lines, EVERYTHING), _left_out(len(rows) - len(dated)))


def _left_out(number: int) -> str:
    if not number:
        return ""
    expressions = "expression" if number == 1 else "expressions"
    return f"{number} {expressions} without a calendar date left out."
