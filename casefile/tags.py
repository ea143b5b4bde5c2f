"""The attorney's tags: one list for the whole case, put on parties, quotes, dates, papers, passages, notes.

Tags that differ in capitals alone are one. The tags of an event are those of its date.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casefile import history
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.history import Patch
from casefile.links import Image
from casefile.marks import Carrier, Places, called, thing, things
from casefile.note_records import About, Tag, Tagged, Thing
from casefile.records import Note
from casefile.review import recorded

__all__ = [
    "carriers",
    "merge",
    "name_of",
    "number_of",
    "of",
    "of_notes",
    "put_on",
    "remove",
    "rename",
    "retag",
    "retagged",
    "rows",
    "set_on",
    "standing_uses",
    "take_off",
    "things_tagged",
    "tidy",
]


def tidy(names: Iterable[str]) -> list[str]:
    """Return tags without blanks at their ends, each once whatever its capitals."""
    known: dict[str, str] = {}
    for name in names:
        words = " ".join(name.split())
        if words:
            known.setdefault(words.casefold(), words)
    return list(known.values())


def put_on(
    connection: sqlite3.Connection, image: Image, on: Sequence[Carrier], name: str
) -> tuple[Patch, ...]:
    """Tag things, as one decision; what has the tag keeps it.

    Raises:
        CaseFailure: if the tag has no letters, or a passage no words.
        NoSuchFinding: if one of the things is no longer in the case.
    """
    return retag(connection, image, on, (_named(name),), ())


def take_off(
    connection: sqlite3.Connection, image: Image, on: Sequence[Carrier], name: str
) -> tuple[Patch, ...]:
    """Take a tag off things, as one decision; what has it not stays as it is.

    Raises:
        NoSuchFinding: if one of the things is no longer in the case.
    """
    return retag(connection, image, on, (), (name,))


def retag(
    connection: sqlite3.Connection,
    image: Image,
    on: Sequence[Carrier],
    put: Iterable[str],
    off: Iterable[str],
) -> tuple[Patch, ...]:
    """Put tags on things and take others off, as one decision.

    Raises:
        CaseFailure: if a tag has no letters, or a passage no words.
        NoSuchFinding: if one of the things is no longer in the case.
    """
    told, patches = retagged(connection, image, on, put, off)
    return recorded(connection, "; ".join(told), patches)


def retagged(
    connection: sqlite3.Connection,
    image: Image,
    on: Sequence[Carrier],
    put: Iterable[str],
    off: Iterable[str],
) -> tuple[list[str], list[Patch]]:
    """Return the sentences and patches of tags that are put on things and of others that are taken off.

    Raises:
        CaseFailure: if a tag has no letters, or a passage no words.
        NoSuchFinding: if one of the things is no longer in the case.
    """
    told: list[str] = []
    patches: list[Patch | None] = []
    later: Counter[Thing] = (
        Counter()
    )  # tags that a thing is to get by patches that are not applied yet
    for name in tidy(put):
        bare, made = _putting(connection, image, on, name, later)
        patches += made
        if bare:
            told.append(f"Tagged {_what(image, bare)}: {_named(name)}")
    for name in tidy(off):
        done, taken = _taking_off(connection, image, on, name)
        patches += taken
        if done:
            known = _name(connection, _known(connection, name) or 0)
            told.append(f"Took the tag {known} off {_what(image, done)}")
    return told, [each for each in patches if each is not None]


def _what(image: Image, on: Sequence[Carrier]) -> str:
    return called(image, on[0]) if len(on) == 1 else f"{len(on)} things"


def _putting(
    connection: sqlite3.Connection,
    image: Image,
    on: Sequence[Carrier],
    name: str,
    later: Counter[Thing],
) -> tuple[list[Carrier], list[Patch | None]]:
    name = _named(name)
    bare = [
        each
        for each in dict.fromkeys(on)
        if name.casefold() not in _folded(of(connection, image, each))
    ]
    if not bare:
        return [], []
    number, patches = _tag(connection, name)
    for each in bare:
        target = thing(connection, image, each)
        later[target] += 1
        patches.append(_added(connection, target, number, later[target]))
    return bare, patches


def _taking_off(
    connection: sqlite3.Connection, image: Image, on: Sequence[Carrier], name: str
) -> tuple[list[Carrier], list[Patch | None]]:
    number = _known(connection, name)
    if number is None:
        return [], []
    patches: list[Patch | None] = []
    done: list[Carrier] = []
    for each in on:
        taken = [_off(connection, one, number) for one in things(connection, image, each)]
        if any(taken):
            done.append(each)
            patches += taken
    return done, patches


def set_on(
    connection: sqlite3.Connection, wanted: Mapping[Thing, Iterable[str]]
) -> tuple[list[Patch | None], dict[Thing, list[Patch]]]:
    """Return the patches by which things have these tags in this order and no others, by thing.

    The patches before them are those of tags that are new to the case.
    """
    named: dict[str, str] = {}
    for names in wanted.values():
        for name in tidy(names):
            named.setdefault(name.casefold(), name)
    made: list[Patch | None] = []
    numbers: dict[str, int] = {}
    for folded, name in named.items():
        numbers[folded], new = _tag(connection, name)
        made += new
    return made, {
        target: _set(connection, target, [numbers[name.casefold()] for name in tidy(names)])
        for target, names in wanted.items()
    }


def _set(connection: sqlite3.Connection, target: Thing, kept: Sequence[int]) -> list[Patch]:
    before = connection.execute(
        "SELECT tag FROM tagged WHERE about = ? AND number = ? AND tagged_given > 0",
        (target.about, target.number),
    ).fetchall()
    patches = [_off(connection, target, row["tag"]) for row in before if row["tag"] not in kept]
    patches += [_placed(connection, target, tag, at) for at, tag in enumerate(kept, 1)]
    return [each for each in patches if each is not None]


def rename(connection: sqlite3.Connection, name: str, new: str) -> tuple[Patch, ...]:
    """Call a tag otherwise; if another tag is called so, the two become one.

    Raises:
        CaseFailure: if the new name has no letters.
        NoSuchFinding: if there is no such tag.
    """
    new = _named(new)
    number = _standing(connection, name)
    other = _known(connection, new)
    if other is not None and other != number:
        if _is_used(connection, other):
            return merge(connection, new, (name,))
        gone = history.patch(connection, "tag", other, {"name_given": None})
    else:
        gone = None
    told = f"Renamed the tag {_name(connection, number)} to {new}"
    patch = history.patch(connection, "tag", number, {"name_given": new})
    return recorded(connection, told, [gone, patch])


def merge(connection: sqlite3.Connection, keep: str, others: Iterable[str]) -> tuple[Patch, ...]:
    """Make other tags one with ``keep``.

    Raises:
        CaseFailure: if one of them is that tag.
        NoSuchFinding: if there is no such tag.
    """
    kept = _standing(connection, keep)
    numbers = {_standing(connection, other): other for other in others}
    if kept in numbers:
        raise CaseFailure("These are one tag already.")
    names = [_name(connection, number) for number in numbers]
    patches: list[Patch | None] = []
    joined: set[Thing] = set()
    for number in numbers:
        for row in _uses(connection, number):
            target = Thing(About(row["about"]), row["number"])
            patches.append(history.patch(connection, "tagged", row["id"], {"tagged_given": 0}))
            if target not in joined and not _carries(connection, target, kept):
                joined.add(target)
                patches.append(_placed(connection, target, kept, row["tagged_given"]))
        patches.append(history.patch(connection, "tag", number, {"name_given": None}))
    told = f"Made the tag {', '.join(names)} one with {_name(connection, kept)}"
    return recorded(connection, told, patches)


def remove(connection: sqlite3.Connection, name: str) -> tuple[Patch, ...]:
    """Take a tag off everything.

    Raises:
        NoSuchFinding: if there is no such tag.
    """
    number = _standing(connection, name)
    patches = [
        history.patch(connection, "tagged", row["id"], {"tagged_given": 0})
        for row in _uses(connection, number)
    ]
    gone = history.patch(connection, "tag", number, {"name_given": None})
    return recorded(connection, f"Removed the tag {_name(connection, number)}", [*patches, gone])


def rows(connection: sqlite3.Connection, image: Image) -> tuple[Tag, ...]:
    """Return the tags that something carries, by name, with how many things do."""
    counts: defaultdict[int, set[Thing]] = defaultdict(set)
    for tag, target in standing_uses(connection, image):
        counts[tag].add(target)
    names = _names(connection)
    found = [Tag(names[tag], len(targets)) for tag, targets in counts.items()]
    return tuple(sorted(found, key=lambda tag: (tag.name.casefold(), tag.name)))


def of(connection: sqlite3.Connection, image: Image, on: Carrier) -> tuple[str, ...]:
    """Return the tags of one thing in the order that they were given; a party's with those merged into it.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    found: dict[str, None] = {}
    for target in things(connection, image, on):
        for row in connection.execute(
            "SELECT name_given FROM tagged JOIN tag ON tag.id = tagged.tag WHERE about = ?"
            " AND number = ? AND tagged_given > 0 AND name_given IS NOT NULL"
            " ORDER BY tagged_given, tagged.id",
            (target.about, target.number),
        ):
            found[row["name_given"]] = None
    return tuple(found)


def of_notes(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Return the tags of every note that has any."""
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(
        "SELECT number, name_given FROM tagged JOIN tag ON tag.id = tagged.tag WHERE about = 'note'"
        " AND tagged_given > 0 AND name_given IS NOT NULL ORDER BY number, tagged_given, tagged.id"
    ):
        found[row["number"]] = (*found.get(row["number"], ()), row["name_given"])
    return found


def things_tagged(connection: sqlite3.Connection, image: Image, name: str) -> tuple[Thing, ...]:
    """Return what carries a tag, in the order in which it got it; merged parties as one."""
    wanted = _known(connection, name)
    found = (target for tag, target in standing_uses(connection, image) if tag == wanted)
    return tuple(dict.fromkeys(found))


def carriers(
    connection: sqlite3.Connection, image: Image, name: str, notes: Iterable[Note]
) -> tuple[Tagged, ...]:
    """Return what carries a tag, in the order in which it got it; ``notes`` are those of the case.

    Raises:
        NoSuchFinding: if there is no such tag.
    """
    _standing(connection, name)
    places = Places(connection, image)
    by_number = {note.id: note for note in notes}
    found: list[Tagged] = []
    for target in things_tagged(connection, image, name):
        if target.about is About.NOTE:
            note = by_number.get(target.number)
            found += [Tagged(note.ref, note.pin, note, note.text)] if note else []
        elif (place := places.of(target)) is not None:
            found.append(Tagged(*place, None, places.words(target)))
    return tuple(found)


def standing_uses(connection: sqlite3.Connection, image: Image) -> list[tuple[int, Thing]]:
    """Return each use of a tag by something that is still there."""
    notes = {
        row["id"] for row in connection.execute("SELECT id FROM note WHERE words_given IS NOT NULL")
    }
    places = Places(connection, image)
    found: list[tuple[int, Thing]] = []
    for row in connection.execute(
        "SELECT tag, about, number FROM tagged JOIN tag ON tag.id = tagged.tag"
        " WHERE tagged_given > 0 AND name_given IS NOT NULL ORDER BY tagged.id"
    ).fetchall():
        target = Thing(About(row["about"]), row["number"])
        if target.about is About.PARTY:
            target = Thing(About.PARTY, image.roots.get(target.number, target.number))
        is_there = (
            target.number in notes if target.about is About.NOTE else places.of(target) is not None
        )
        if is_there:
            found.append((row["tag"], target))
    return found


def number_of(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the number by which a tag is known however it is called later; ``None`` if there is none."""
    return _known(connection, name)


def name_of(connection: sqlite3.Connection, number: int | None) -> str | None:
    """Return what the tag of a number is called; ``None`` if there is none."""
    return None if number is None else _names(connection).get(number)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise CaseFailure("A tag needs a letter or a figure. Write a word for it.")
    return name


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _names(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("SELECT id, name_given FROM tag WHERE name_given IS NOT NULL")
    return {row["id"]: row["name_given"] for row in rows}


def _name(connection: sqlite3.Connection, number: int) -> str:
    return _names(connection)[number]


def _known(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the tag of a name, whatever its capitals, whether anything carries it or not."""
    wanted = " ".join(name.split()).casefold()
    return next(
        (number for number, each in _names(connection).items() if each.casefold() == wanted), None
    )


def _standing(connection: sqlite3.Connection, name: str) -> int:
    number = _known(connection, name)
    if number is None or not _is_used(connection, number):
        raise NoSuchFinding(f"There is no tag “{name}” in the case.")
    return number


def _is_used(connection: sqlite3.Connection, number: int) -> bool:
    return bool(_uses(connection, number))


def _uses(connection: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT * FROM tagged WHERE tag = ? AND tagged_given > 0 ORDER BY id", (number,)
    ).fetchall()


def _tag(connection: sqlite3.Connection, name: str) -> tuple[int, list[Patch | None]]:
    """Return the tag of a name, made or spelled anew if nothing carries one of that name, and its patch."""
    number = _known(connection, name)
    if number is not None and _is_used(connection, number):
        return number, []
    if number is None:
        made = connection.execute("INSERT INTO tag (name_given) VALUES (NULL)").lastrowid
        number = int(made or 0)
    return number, [history.patch(connection, "tag", number, {"name_given": name})]


def _row(connection: sqlite3.Connection, target: Thing, tag: int) -> int:
    key = (target.about, target.number, tag)
    connection.execute("INSERT OR IGNORE INTO tagged (about, number, tag) VALUES (?, ?, ?)", key)
    row = connection.execute(
        "SELECT id FROM tagged WHERE about = ? AND number = ? AND tag = ?", key
    ).fetchone()
    return int(row["id"])


def _placed(connection: sqlite3.Connection, target: Thing, tag: int, at: int) -> Patch | None:
    return history.patch(connection, "tagged", _row(connection, target, tag), {"tagged_given": at})


def _added(connection: sqlite3.Connection, target: Thing, tag: int, after: int) -> Patch | None:
    """Return the patch by which a thing gets a tag, at the place ``after`` behind its last one."""
    last = connection.execute(
        "SELECT ifnull (max (tagged_given), 0) AS last FROM tagged WHERE about = ? AND number = ?",
        (target.about, target.number),
    ).fetchone()["last"]
    return _placed(connection, target, tag, last + after)


def _off(connection: sqlite3.Connection, target: Thing, tag: int) -> Patch | None:
    row = connection.execute(
        "SELECT id FROM tagged WHERE about = ? AND number = ? AND tag = ?",
        (target.about, target.number, tag),
    ).fetchone()
    return row and history.patch(connection, "tagged", row["id"], {"tagged_given": 0})


def _carries(connection: sqlite3.Connection, target: Thing, tag: int) -> bool:
    row = connection.execute(
        "SELECT tagged_given FROM tagged WHERE about = ? AND number = ? AND tag = ?",
        (target.about, target.number, tag),
    ).fetchone()
    return row is not None and row["tagged_given"] > 0
