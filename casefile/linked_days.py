"""The dates in stretches of days, and what is linked to any one of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from casefile.links import Image
from casefile.paper_links import Linked, code_of
from casefile.questions import Days
from casefile.records import DateRow, RefType, ReviewState
from casefile.records import RelationKind as Kind
from casefile.ways import Ways, unite

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
    """Return what stands in a sentence or paragraph with one of the dates, and how many of these it does.

    ``also_beside`` takes in what only stands in the same paper; it counts these papers.
    """
    by_paper: dict[int, list[int]] = {}
    for row in dates:
        by_paper.setdefault(row.pin.document, []).append(code_of(RefType.DATE, row.id))
    near, beside = Linked(), Linked()
    for number, codes in by_paper.items():
        paper = image.papers[number]
        paragraphs = _every(paper.paragraphs, codes)
        sentences = _every(paper.sentences, codes)
        near.paragraphs.update(chain.from_iterable(map(paper.by_paragraph.__getitem__, paragraphs)))
        near.sentences.update(chain.from_iterable(map(paper.by_sentence.__getitem__, sentences)))
        if also_beside:
            inside = Linked(Counter(dict.fromkeys(paper.contents(), 1)))
            unite(image, inside)
            beside.paragraphs.update(inside.paragraphs.keys())
    unite(image, near)
    ways = {Kind.SAME_PARAGRAPH: near.paragraphs, Kind.SAME_SENTENCE: near.sentences}
    return {**ways, Kind.IN_DOCUMENT: beside.paragraphs} if also_beside else ways


def _every(units: dict[int, set[int]], codes: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for code in codes:
        found |= units.get(code, set())
    return found
