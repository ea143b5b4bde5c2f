"""What the tables of dates share: the day they count from, and one way to ask."""

import datetime as dt

from extraction.dates import find_dates
from extraction.findings import DateExpression
from extraction.reading import read
from importers.source_text import SourceText

DAY = dt.date(2017, 4, 7)  # a Friday
STORY = "On May 2, 2016, the ferry sank. "
"""Before a sentence it makes a story that has reached May 2, 2016, a Monday."""
REACHED = ("May 2, 2016", "2016-05-02")


def dates_in(
    text: str, day: dt.date | None, *, narrative: bool = False
) -> tuple[DateExpression, ...]:
    """Return the dates of a text that was written on ``day``."""
    return find_dates(read(SourceText(text)), document_date=day, narrative=narrative)


def values_in(
    text: str, day: dt.date | None, *, narrative: bool = False
) -> list[tuple[str, str | None]]:
    """Return the words and the value of each date."""
    return [(date.text, date.value) for date in dates_in(text, day, narrative=narrative)]
