"""The dates in stretches of days, and what is linked to any one of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

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
    return tuple(
        row
        for row in image.columns[2]
        if (papers is None or row.pin.document in papers)
        and (include_rejected or row.state is not ReviewState.REJECTED)
        and _touches(row, stretches)
    )


def _touches(row: DateRow, stretches: Sequence[Days]) -> bool:
    first, last = row.earliest or row.latest, row.latest or row.earliest
    return (
        first is not None
        and last is not None
        and any(first <= days.latest and last >= days.earliest for days in stretches)
    )


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
