"""The stretches of time that a case's dates name: each with how many name it, and the surest of them.

Kept from one image of the case to the next: a decision costs the stretches that its own paper's rows name.
"""

import datetime as dt
import weakref
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casefile.records import DateRow, ReviewState
from casefile.row_order import date_place
from casefile.turns import in_turns

if TYPE_CHECKING:
    from casefile.links import Image
    from casefile.snapshot import DocumentImage, FoundDate

__all__ = ["KeptStretches", "Stretch", "Stretches", "stretches_of", "sureness"]

_Days = tuple[dt.date, dt.date]

_MANY = 200
"""Papers: of more that changed at once, all stretches are counted anew."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that ``count`` dates name, the surest of which is ``row``; both ends are days of it."""

    first: dt.date
    last: dt.date
    row: DateRow
    count: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches in the order of their first days, then of their last; and all dates, by their numbers."""

    stretches: tuple[Stretch, ...] = ()
    dates: Mapping[int, DateRow] = field(default_factory=dict)


class KeptStretches:
    """Keeps the stretches of the case; one that no change touched is the very same object."""

    def __init__(self) -> None:
        self._last: _Kept | None = None

    def stretches(self, image: "Image") -> Stretches:
        """Return the stretches of all dates that were not rejected."""
        last = self._last
        if last is None or last.image() is not image:
            self._last = last = _renewed(image, last)
        return last.told


@dataclass(frozen=True, slots=True)
class _Kept:
    image: "weakref.ref[Image]"
    told: Stretches
    by_days: Mapping[_Days, Stretch]
    documents: "Mapping[int, DocumentImage]"


def _renewed(image: "Image", last: _Kept | None) -> _Kept:
    changed = [] if last is None else list(_changed(image.documents, last.documents))
    if last is None or len(changed) > _MANY:
        by_days = _counted(image.columns[2])
        return _kept(image, by_days, tuple(by_days[days] for days in sorted(by_days)))
    by_days = dict(last.by_days)
    exchanged = _exchanged(changed)
    for days, (gone, come) in in_turns(exchanged.items()):
        found = _renewed_stretch(last.by_days.get(days), gone, come)
        if found is None:
            found = _stretch(days, _naming(image.columns[2], days))
        if found is None:
            by_days.pop(days, None)
        else:
            by_days[days] = found
    if all(by_days.get(days) == last.by_days.get(days) for days in exchanged):
        return _kept(image, last.by_days, last.told.stretches)
    return _kept(image, by_days, tuple(by_days[days] for days in sorted(by_days)))


def _kept(image: "Image", by_days: Mapping[_Days, Stretch], told: tuple[Stretch, ...]) -> _Kept:
    return _Kept(weakref.ref(image), Stretches(told, image.dates), by_days, image.documents)


def _changed(
    now: "Mapping[int, DocumentImage]", before: "Mapping[int, DocumentImage]"
) -> "Iterator[tuple[Sequence[FoundDate], Sequence[FoundDate]]]":
    """Yield the dates before and now of the papers whose dates may be others."""
    for number, document in now.items():
        was = before.get(number)
        if was is None:
            yield (), document.dates
        elif was is not document and was.dates is not document.dates:
            yield was.dates, document.dates
    for number in before.keys() - now.keys():
        yield before[number].dates, ()


def _exchanged(
    changed: "Iterable[tuple[Sequence[FoundDate], Sequence[FoundDate]]]",
) -> Mapping[_Days, tuple[list[DateRow], list[DateRow]]]:
    """Return for the days of dates that came, went or changed the rows that are gone and those that came."""
    found: defaultdict[_Days, tuple[list[DateRow], list[DateRow]]] = defaultdict(lambda: ([], []))
    for old, new in changed:
        was = {each.row.id: each for each in old}
        for each in new:
            before = was.get(each.row.id)
            if before is each or before == each:
                del was[each.row.id]
            elif (days := _days(each)) is not None:
                found[days][1].append(each.row)
        for before in was.values():
            if (days := _days(before)) is not None:
                found[days][0].append(before.row)
    return found


def _days(found: "FoundDate") -> _Days | None:
    """Return the stretch that a date counts for, if any."""
    row = found.row
    if not found.shown or row.state is ReviewState.REJECTED:
        return None
    return None if row.earliest is None or row.latest is None else (row.earliest, row.latest)


def _renewed_stretch(
    before: Stretch | None, gone: Sequence[DateRow], come: Sequence[DateRow]
) -> Stretch | None:
    """Return a stretch with some rows exchanged; ``None`` where all that name it have to be looked at."""
    if before is None or any(row.id == before.row.id for row in gone):
        return None
    best = min((before.row, *come), key=lambda row: (-sureness(row), date_place(row)))
    return Stretch(before.first, before.last, best, before.count - len(gone) + len(come))


def _naming(column: Sequence[DateRow], days: _Days) -> Iterator[DateRow]:
    """Yield the dates of the column, which is in their order, that name a stretch."""
    place = days[0].isoformat(), days[1].isoformat()
    for at in range(bisect_left(column, place, key=_place), len(column)):
        row = column[at]
        if _place(row) != place:
            return
        if row.earliest is not None and row.latest is not None:
            yield row


def _place(row: DateRow) -> tuple[str, str]:
    return date_place(row)[:2]


def _stretch(days: _Days, rows: Iterable[DateRow]) -> Stretch | None:
    """Return the stretch that some rows name, the first of the surest leading; ``None`` for none."""
    count, best, worth = 0, None, -1.0
    for row in rows:
        if row.state is ReviewState.REJECTED:
            continue
        count += 1
        own = sureness(row)
        if own > worth:
            best, worth = row, own
    return None if best is None else Stretch(*days, best, count)


def _counted(rows: Iterable[DateRow]) -> dict[_Days, Stretch]:
    by_days: dict[_Days, list[DateRow]] = {}
    for row in in_turns(rows):
        if row.earliest is not None and row.latest is not None:
            by_days.setdefault((row.earliest, row.latest), []).append(row)
    found = ((days, _stretch(days, naming)) for days, naming in in_turns(by_days.items()))
    return {days: stretch for days, stretch in found if stretch is not None}


def stretches_of(rows: Sequence[DateRow]) -> Stretches:
    """Return the stretches that some rows name, those of a narrowed view."""
    by_days = _counted(rows)
    return Stretches(
        tuple(by_days[days] for days in sorted(by_days)), {row.id: row for row in rows}
    )


def sureness(row: DateRow) -> float:
    """Return how sure a date is: what the attorney accepted, then a single day, then the machine's word."""
    decided = row.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    return 2.0 * decided + 1.0 * (row.earliest == row.latest) + row.confidence
