"""The dates in stretches of days, and what is linked to any one of them."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from casefile.links import Image
from casefile.paper_links import Linked, code_of
from casefile.questions import Days
from casefile.records import DateRow, RefType, ReviewState
from casefile.records import RelationKind as Kind
from casefile.ways import Ways, add_shared, contents

__all__ = ["dates_in", "near_days"]


def dates_in(
    image: Image,
    stretches: Sequence[Days],
    papers: Collection[int] | None = None,
    include_rejected: bool = False,
) -> tuple[DateRow, ...]:
    """Return the dates of some papers, or of all, that share a day with one of the stretches."""
    found: dict[int, DateRow] = {}
    for days in stretches:
        # The column is in the order of time, dates without a day at its end.
        end = bisect_right(image.columns[2], days.latest, key=_first_day)
        first = days.earliest
        found.update(
            (row.id, row)
            for row in islice(image.columns[2], end)
            if (row.latest or row.earliest or first) >= first
        )
    return tuple(
        row
        for row in found.values()
        if (papers is None or row.pin.document in papers)
        and (include_rejected or row.state is not ReviewState.REJECTED)
    )


def _first_day(row: DateRow) -> dt.date:
    return row.earliest or row.latest or dt.date.max


def near_days(image: Image, dates: Iterable[DateRow], *, also_beside: bool = False) -> Ways:
    """Return what shares a sentence or paragraph with one of the dates, and how many of these it does.

    ``also_beside`` takes in what only stands in the same paper; it counts these papers.
    """
    by_paper: dict[int, list[int]] = {}
    for row in dates:
        by_paper.setdefault(row.pin.document, []).append(code_of(RefType.DATE, row.id))
    near, beside = Linked(), Counter[int]()
    for number, codes in by_paper.items():
        add_shared(image, image.papers[number], codes, near)
        if also_beside:
            beside.update(contents(image, number))
    ways = {Kind.SAME_PARAGRAPH: near.paragraphs, Kind.SAME_SENTENCE: near.sentences}
    return {**ways, Kind.IN_DOCUMENT: beside} if also_beside else ways
