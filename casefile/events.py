"""What the attorney decides about events: their kind, words, standing and place, and which are one."""

import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from casefile.chronology import same_day
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.event_groups import ALONE
from casefile.event_records import Chronology, EventRow, Leaning, Standing
from casefile.history import Patch, Value
from casefile.links import Image
from casefile.marks import touch
from casefile.note_records import About, Thing
from casefile.records import DateRow, ReviewState
from casefile.review import label, patch_of, recorded, shortened
from casefile.tags import set_on, tidy
from extraction.findings import EventKind

__all__ = ["edit", "join", "move", "separate"]

_GROUPS = 2**53

_HELP = {
    Leaning.HELPS: ("helps", "help"),
    Leaning.HURTS: ("hurts", "hurt"),
    Leaning.NONE: ("neither helps nor hurts", "neither help nor hurt"),
}


def edit(
    connection: sqlite3.Connection,
    image: Image,
    numbers: Iterable[int],
    *,
    kind: EventKind | None,
    short: str | None,
    standing: Standing | None,
    leaning: Leaning | None,
    tags: Sequence[str] | Mapping[int, Sequence[str]] | None,
) -> tuple[Patch, ...]:
    """Say something of events, as one decision; ``None`` leaves a field as it is.

    Empty ``short`` gives back the paper's words, empty ``tags`` takes the tags away; ``tags`` may be another
    for each event, by its number.

    Raises:
        NoSuchFinding: if one of them is no longer in the case.
    """
    after: dict[str, Value] = {}
    told: list[tuple[str, str]] = []  # of one event, of several
    if kind is not None:
        after["kind_event_given"] = str(kind)
        told.append((f"is of the kind {kind}",) * 2)
    if short is not None:
        words = " ".join(short.split())
        after["short_given"] = words or None
        tells = f"told as “{shortened(words)}”" if words else "told in the paper’s words"
        told.append((f"is {tells}", f"are {tells}"))
    if standing is not None:
        after["standing_given"] = str(standing)
        told.append((f"is {standing}", f"are {standing}"))
    if leaning is not None:
        after["leaning_given"] = str(leaning) or None
        told.append(_HELP[leaning])
    told += _tags_told(tags)
    if not told:
        return ()
    rows = [image.date(number) for number in dict.fromkeys(numbers)]
    patches, tagging = set_on(connection, _wanted_tags(rows, tags))
    changed: list[DateRow] = []
    for row in rows:
        own = [*_patches(connection, row, after), *tagging.get(Thing(About.DATE, row.id), ())]
        if own:
            changed.append(row)
            patches += own
            touch(connection, Thing(About.DATE, row.id))
    if not changed:
        return ()
    if len(changed) == 1:
        sentence = f"{label(image, changed[0].ref)} {' and '.join(one for one, _ in told)}"
    else:
        sentence = f"{len(changed)} events {' and '.join(several for _, several in told)}"
    return recorded(connection, sentence, patches)


def _tags_told(
    tags: Sequence[str] | Mapping[int, Sequence[str]] | None,
) -> list[tuple[str, str]]:
    if isinstance(tags, Mapping):
        return [("has other tags", "have other tags")] if tags else []
    if tags is None:
        return []
    kept = tidy(tags)
    tagged = f"tagged {', '.join(kept)}" if kept else "no longer tagged"
    return [(f"is {tagged}", f"are {tagged}")]


def _patches(
    connection: sqlite3.Connection, row: DateRow, after: Mapping[str, Value]
) -> Sequence[Patch]:
    patch = patch_of(connection, row.ref, {**after, "touched": 1}) if after else None
    return () if patch is None else (patch,)


def _wanted_tags(
    rows: Sequence[DateRow], tags: Sequence[str] | Mapping[int, Sequence[str]] | None
) -> dict[Thing, Sequence[str]]:
    """Return the tags that each date is to have; without those whose tags stay as they are."""
    if tags is None:
        return {}
    own = tags if isinstance(tags, Mapping) else {row.id: tags for row in rows}
    return {Thing(About.DATE, row.id): own[row.id] for row in rows if row.id in own}


def move(
    connection: sqlite3.Connection,
    image: Image,
    chronology: Chronology,
    number: int,
    before: int | None,
) -> tuple[Patch, ...]:
    """Put an event before another one of its day, or after all others of it.

    Raises:
        CaseFailure: if the two are not of one day.
        NoSuchFinding: if one of them is not in the chronology.
    """
    row = _row(chronology, number)
    if row.earliest is None or (before is not None and not same_day(row, _row(chronology, before))):
        raise CaseFailure(
            "Only events of one day can be put in another order. To move this one to another day,"
            " edit its date."
        )
    day = [
        each.id
        for each in chronology.rows
        if same_day(row, each) and each.id != number and each.state is not ReviewState.REJECTED
    ]
    day.insert(len(day) if before in (None, number) else day.index(before), number)
    patches = [
        patch_of(connection, image.date(each).ref, {"order_given": at, "touched": 1})
        for at, each in enumerate(day, 1)
    ]
    sentence = f"Moved “{shortened(row.words)}” within {label(image, row.date.ref)}"
    return recorded(connection, sentence, patches)


def join(
    connection: sqlite3.Connection,
    image: Image,
    chronology: Chronology,
    keep: int,
    others: Iterable[int],
) -> tuple[Patch, ...]:
    """Say that events are one, each with all that it was one with before.

    Raises:
        CaseFailure: if they are one already.
        NoSuchFinding: if one of them is not in the chronology.
    """
    groups = {_row(chronology, number).group for number in (keep, *others)}
    if len(groups) < 2:
        raise CaseFailure("These are one event already.")
    rows = [row for row in (*chronology.rows, *chronology.undated) if row.group in groups]
    number = secrets.randbelow(_GROUPS) + 1  # another one in every copy of the case
    return _grouped(
        connection,
        {row.id: number for row in rows},
        f"“{shortened(_row(chronology, keep).words)}” is one event with {len(rows) - 1} more",
        image,
    )


def separate(
    connection: sqlite3.Connection, image: Image, chronology: Chronology, number: int
) -> tuple[Patch, ...]:
    """Say that an event is like no other of the case: it is in no group, and in conflict with none.

    Raises:
        NoSuchFinding: if it is not in the chronology.
    """
    row = _row(chronology, number)
    return _grouped(
        connection,
        {number: ALONE},
        f"“{shortened(row.words)}” is an event of its own",
        image,
    )


def _grouped(
    connection: sqlite3.Connection, groups: Mapping[int, int], sentence: str, image: Image
) -> tuple[Patch, ...]:
    patches = [
        patch_of(connection, image.date(number).ref, {"group_given": group, "touched": 1})
        for number, group in groups.items()
    ]
    return recorded(connection, sentence, patches)


def _row(chronology: Chronology, number: int) -> EventRow:
    for row in (*chronology.rows, *chronology.undated):
        if row.id == number:
            return row
    raise NoSuchFinding("That event is no longer in the chronology.")
