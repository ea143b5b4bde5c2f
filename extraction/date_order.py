"""Whether 07/04/2017 is April 7 or July 4 in this paper: the evidence, in order of weight.

The question is settled once per document, so that all its numeric dates are read alike; both readings
are kept either way.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.date_patterns import Hit
from resources import words

__all__ = ["DayOrder", "day_order"]

_AMERICAN = re.compile(
    r"\bu\.?s\.?c\.|\bf\. ?(?:2d|3d|supp)|\bunited states district court\b|\bfed\. r\.|\bno\. "
    r"\d{1,2}:\d\d-cv|\bcounty of\b|\bplaintiffs?\b"
)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """The chosen order and why, in the user's words."""

    day_first: bool
    reason: str


def day_order(
    folded: str, hits: Sequence[Hit], document_date: dt.date | None, given: bool | None = None
) -> DayOrder:
    """Choose the order of day and month for a paper's numeric dates."""
    if given is not None:
        return DayOrder(given, "day first, as chosen" if given else "month first, as chosen")
    flat = [part for hit in hits for part in (*_leaves(hit),)]
    numeric = [hit for hit in flat if hit.rule in ("numeric", "numeric_short")]
    if not numeric:
        return DayOrder(False, "month first, as American papers write")
    day_votes = sum(int(hit.said("a")) > 12 for hit in numeric)
    month_votes = sum(int(hit.said("b")) > 12 for hit in numeric)
    if day_votes != month_votes:
        return _chosen(
            day_votes > month_votes, "another numeric date of this paper can only be read so"
        )
    day_style = sum(hit.rule in ("day_month", "day_mon_year") and _has_year(hit) for hit in flat)
    month_style = sum(hit.rule == "month_day" and _has_year(hit) for hit in flat)
    if day_style != month_style and not (day_style and month_style > 3 * day_style):
        return _chosen(
            day_style > month_style, "this paper's written-out dates stand in that order"
        )
    british = set(re.findall(r"[a-z]+", folded)) & set(words("british_spellings"))
    if british and not _AMERICAN.search(folded):
        return _chosen(True, f"this paper spells as the British do ({min(british)})")
    if _AMERICAN.search(folded):
        return _chosen(False, "this paper comes from an American court")
    return _by_nearness(numeric, document_date)


def _by_nearness(numeric: Sequence[Hit], document_date: dt.date | None) -> DayOrder:
    """Choose the order that brings the numeric dates closer to the document's date."""
    if document_date is None:
        return DayOrder(False, "month first, as American papers write; nothing here decides it")
    distance = {True: 0, False: 0}
    for hit in numeric:
        year = int(hit.said("y") or document_date.year)
        year += 0 if year > 99 else 2000
        a, b = int(hit.said("a")), int(hit.said("b"))
        for day_first, month, day in ((True, b, a), (False, a, b)):
            if month <= 12:
                at = dt.date(year, month, min(day, 28))
                distance[day_first] += abs((at - document_date).days)
    if distance[True] * 4 < distance[False]:
        return _chosen(True, "so it lies closer to the document's date")
    return DayOrder(False, "month first, as American papers write; nothing here decides it")


def _chosen(day_first: bool, why: str) -> DayOrder:
    return DayOrder(day_first, f"{'day' if day_first else 'month'} first: {why}")


def _has_year(hit: Hit) -> bool:
    return bool(hit.said("y"))


def _leaves(hit: Hit) -> list[Hit]:
    return [leaf for part in hit.parts for leaf in _leaves(part)] if hit.parts else [hit]
