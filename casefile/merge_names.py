"""Under which names two copies of a case know the same thing: parties, tags and issues of both, places.

Parties, tags and issues that were there when the case was copied have names in common. What both copies got
since is paired here by what it is: parties by the papers that list them, tags and issues by their words.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casefile import anchors, layers
from casefile.anchors import Anchor
from casefile.exchange_words import ANCHORED, Key, Sheet, Subject, renamed
from casefile.moving import Way
from casefile.splits import folded
from importers.source_text import SourceText, Span

__all__ = ["Places", "missing", "pairing"]


def pairing(mine: Sheet, theirs: Sheet) -> Callable[[Key], Key]:
    """Return what gives every party, note, tag and issue of either sheet the name that both go by.

    It is the same whichever of the two is called mine.
    """
    names: dict[Key, Key] = {}

    def rename(key: Key) -> Key:
        return names.get(key, key)

    def views(
        one: Iterable[Subject], other: Iterable[Subject]
    ) -> Iterator[tuple[Subject, Subject]]:
        """Pair views of one name that ask the same; where they do not, both are kept."""
        yield from _same_words(one, other, lambda view: _whole_view(view, rename))

    for table, alike in (
        ("party", _parties),
        ("tag", _tags),
        ("issue", _issues),
        ("note", _none),
        ("saved_view", views),  # last: what they name has its name by then
    ):
        one = [each for each in mine.subjects.values() if each.table == table]
        other = [each for each in theirs.subjects.values() if each.table == table]
        for first, second in _pairs(one, other, alike):
            uids = {*_uids(first), *_uids(second)}
            for uid in uids:
                names[table, uid] = (table, min(uids))
        for each in (*one, *other):
            for uid in _uids(each):
                names.setdefault((table, uid), (table, min(_uids(each))))

    return rename


_Alike = Callable[[Iterable[Subject], Iterable[Subject]], Iterator[tuple[Subject, Subject]]]


def _pairs(
    one: list[Subject], other: list[Subject], alike: _Alike
) -> Iterator[tuple[Subject, Subject]]:
    """Yield what is one thing: by their names first, then by what they are, each once."""
    by_uid = {uid: each for each in other for uid in _uids(each)}
    left, found = [], set()
    for each in one:
        twin = next((by_uid[uid] for uid in _uids(each) if uid in by_uid), None)
        if twin is None:
            left.append(each)
        else:
            found.add(twin.key)
            yield each, twin
    yield from alike(left, [each for each in other if each.key not in found])


def _uids(subject: Subject) -> tuple[str, ...]:
    found = subject.body["uids"]
    return tuple(map(str, found)) if isinstance(found, tuple) else ()


def _parties(one: Iterable[Subject], other: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Pair parties that the same papers list, then those that were added or split off under one name."""
    one, other = list(one), list(other)
    by_place: dict[object, list[Subject]] = {}
    for each in other:
        for place in _listed(each):
            by_place.setdefault(place, []).append(each)
    shared = Counter(
        (first.key, second.key)
        for first in one
        for place in _listed(first)
        for second in by_place.get(place, ())
    )
    best_first = sorted(shared, key=lambda pair: (-shared[pair], sorted(map(repr, pair))))
    mine, theirs = {each.key: each for each in one}, {each.key: each for each in other}
    for first_key, second_key in best_first:
        if first_key in mine and second_key in theirs:
            yield mine.pop(first_key), theirs.pop(second_key)
    waiting: dict[tuple[str, ...], list[Subject]] = {}
    for each in sorted(theirs.values(), key=_said_of_first):
        if not _listed(each):
            waiting.setdefault(_called(each), []).append(each)
    for each in sorted(mine.values(), key=_said_of_first):
        twins = [] if _listed(each) else waiting.get(_called(each), [])
        if twins:
            yield each, twins.pop(0)


def _listed(party: Subject) -> frozenset[object]:
    found = party.body.get("appearances")
    return frozenset(found) if isinstance(found, tuple) else frozenset()


def _called(party: Subject) -> tuple[str, ...]:
    words = party.body.get("words") or party.body["name"]
    return folded(str(words)), str(party.body["origin"])


def _said_of_first(party: Subject) -> tuple[bool, str]:
    """Order parties as every copy does; those that were split off and taken back come last."""
    return not party.words, repr(party.key)


def _tags(one: Iterable[Subject], other: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    yield from _same_words(one, other, lambda each: each.words.get("name"))


def _issues(one: Iterable[Subject], other: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    yield from _same_words(one, other, lambda each: each.words.get("title"))


def _whole_view(view: Subject, rename: Callable[[Key], Key]) -> tuple[object, ...] | None:
    said = view.words.get("view")
    return None if said is None else (repr(renamed(said, rename)),)


def _none(one: Iterable[Subject], other: Iterable[Subject]) -> Iterator[tuple[Subject, Subject]]:
    """Yield nothing: two notes are two, even of the same words."""
    yield from ()


def _same_words(
    one: Iterable[Subject],
    other: Iterable[Subject],
    words: Callable[[Subject], tuple[object, ...] | None],
) -> Iterator[tuple[Subject, Subject]]:
    waiting: dict[str, list[Subject]] = {}
    for each in sorted(other, key=lambda each: repr(each.key)):
        said = words(each)
        if said is not None:
            waiting.setdefault(str(said[0]).casefold(), []).append(each)
    for each in sorted(one, key=lambda each: repr(each.key)):
        said = words(each)
        twins = waiting.get(str(said[0]).casefold(), []) if said is not None else []
        if twins:
            yield each, twins.pop(0)


@dataclass
class Places:
    """Where places of other text layers stand in the current ones of the receiving copy."""

    connection: sqlite3.Connection
    anchors: Mapping[Key, Anchor] = field(default_factory=dict)
    """What is known of the words at places."""
    lost: set[Key] = field(default_factory=set)
    """Places whose words were not found again."""
    _known: dict[Key, Key] = field(default_factory=dict)
    _texts: dict[int, SourceText] = field(default_factory=dict)
    _ways: dict[tuple[int, int], Way] = field(default_factory=dict)

    def rename(self, key: Key) -> Key:
        """Return the key of a place in the current text layer of its paper; any other key as it is."""
        if not key or key[0] not in ANCHORED:
            return key
        if key not in self._known:
            self._known[key] = self._placed(key)
        return self._known[key]

    def _placed(self, key: Key) -> Key:
        table, sha256, layer, start, end = key
        row = self.connection.execute(
            "SELECT document.id, document.layer, layer.key FROM document"
            " JOIN layer ON layer.id = document.layer WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        if row is None:
            return key
        anchor = self.anchors.get(key)
        if row["key"] == layer:
            if anchor is not None and not self._holds(row["layer"], anchor):
                self.lost.add(key)
            return key
        old = self.connection.execute(
            "SELECT id FROM layer WHERE document = ? AND key = ?", (row["id"], layer)
        ).fetchone()
        if old is not None and self._stayed(str(table), row["id"], old["id"], key):
            return key
        place: Span | None = None
        if old is not None:
            span = Span(int(str(start)), int(str(end)))
            place = self._way(old["id"], row["layer"]).place_span(span)
        elif anchor is not None:
            place = anchors.place(anchor, self._text(row["layer"]).text)
        if place is None:
            self.lost.add(key)
            return key
        return (table, sha256, row["key"], place.start, place.end)

    def _holds(self, layer: int, anchor: Anchor) -> bool:
        return anchor.span.of(self._text(layer).text) == anchor.text

    def _stayed(self, table: str, document: int, layer: int, key: Key) -> bool:
        """Tell whether this copy has the row in an older layer, its words being lost in the current one."""
        return (
            self.connection.execute(
                f"SELECT 1 FROM {table}"  # noqa: S608 - our own names
                ' WHERE document = ? AND layer = ? AND "start" = ? AND "end" = ?',
                (document, layer, key[3], key[4]),
            ).fetchone()
            is not None
        )

    def _text(self, layer: int) -> SourceText:
        if layer not in self._texts:
            self._texts[layer] = layers.source(self.connection, layer)
        return self._texts[layer]

    def _way(self, old: int, new: int) -> Way:
        if (old, new) not in self._ways:
            self._ways[old, new] = Way(self._text(old), self._text(new))
        return self._ways[old, new]


_HANGS_ON = {"note": "about", "issue": "passage"}
"""What rows of a table cannot be made without, beside what names them."""


def missing(mine: Sheet, theirs: Sheet, lost: Iterable[Key]) -> frozenset[Key]:
    """Return what the receiving copy does not have: papers, places, and what is of such papers alone.

    That are parties that no other paper lists, notes on what stands in them, issues drafted from them.
    """
    gone: set[Key] = {("document", each) for each in theirs.papers if each not in mine.papers}
    gone.update(lost)
    for subject in theirs.subjects.values():
        if subject.table == "party" and subject.key not in mine.subjects:
            listed = {each[0] for each in _listed(subject) if isinstance(each, tuple)}
            if listed and not listed & mine.layers.keys():
                gone.add(subject.key)
        elif subject.table in ANCHORED and subject.key[1] not in mine.layers:
            gone.add(subject.key)
    for subject in theirs.subjects.values():
        hangs_on = subject.body.get(_HANGS_ON.get(subject.table, ""))
        if subject.key not in mine.subjects and isinstance(hangs_on, tuple) and hangs_on in gone:
            gone.add(subject.key)
    return frozenset(gone)
