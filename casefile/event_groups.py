"""Which events of the chronology are one, told in several papers or twice in one, and which disagree.

Proposals by their words, with the attorney's word over them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from casefile.event_accounts import account, same_events, weights_of
from casefile.event_conflicts import find_conflicts
from casefile.event_records import Conflict, EventRow
from casefile.event_words import telling
from casefile.records import ReviewState

__all__ = ["ALONE", "Proposals", "Story", "propose", "tell_apart"]

ALONE = 0
"""The attorney's word that an event is like no other."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Pairs of events that may be one, the likest first, and pairs that disagree."""

    same: tuple[tuple[int, int], ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Which events are one. ``groups`` names for each that is not alone the lowest number of its group."""

    groups: Mapping[int, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    @property
    def conflicting(self) -> Mapping[int, tuple[int, ...]]:
        """Return for each event those that disagree with it."""
        found: dict[int, list[int]] = {}
        for each in self.conflicts:
            found.setdefault(each.one, []).append(each.other)
            found.setdefault(each.other, []).append(each.one)
        return {number: tuple(sorted(others)) for number, others in found.items()}


# ------------------------------------------------------------------------------- with the attorney's word


def tell_apart(rows: Sequence[EventRow], given: Mapping[int, int], proposals: Proposals) -> Story:
    """Return which events are one, as the attorney joined them and as is proposed for the others.

    ``given`` names for events the number that he gave their group, ``ALONE`` for one that is like no
    other. Rejected events are in no group.
    """
    live = {row.id: row for row in rows if row.state is not ReviewState.REJECTED}
    groups = _Groups(given)
    by_number: dict[int, int] = {}
    joined: defaultdict[int, list[EventRow]] = defaultdict(list)
    for row in live.values():
        number = given.get(row.id)
        if number:
            groups.unite(by_number.setdefault(number, row.id), row.id)
            joined[number].append(row)
    for one, other in proposals.same:
        if one in live and other in live:
            groups.unite(one, other)
    found = [
        each
        for each in proposals.conflicts
        if each.one in live
        and each.other in live
        and ALONE not in (given.get(each.one), given.get(each.other))
        and groups.root(each.one) != groups.root(each.other)
    ]
    said = [
        Conflict(one.id, other.id, "you said that they are one event")
        for events in joined.values()
        for one, other in combinations(events, 2)
        if _apart(one, other)
    ]
    return Story(groups.named(live), (*said, *found))


def _apart(one: EventRow, other: EventRow) -> bool:
    """Tell whether two events have days that cannot both be right."""
    if one.earliest is None or other.earliest is None:
        return False
    last, other_last = one.date.latest or one.earliest, other.date.latest or other.earliest
    return one.earliest > other_last or other.earliest > last


class _Groups:
    """Events united step by step; two groups that the attorney told apart are never united."""

    def __init__(self, given: Mapping[int, int]) -> None:
        self._given = dict(given)
        self._root: dict[int, int] = {}

    def root(self, number: int) -> int:
        """Return what stands for an event's group."""
        while (up := self._root.get(number, number)) != number:
            number = up
        return number

    def unite(self, one: int, other: int) -> bool:
        """Make one group of two events' groups; tells whether they are one now."""
        one, other = sorted((self.root(one), self.root(other)))
        if one == other:
            return True
        mine, theirs = self._given.get(one), self._given.get(other)
        if ALONE in (mine, theirs) or (mine and theirs and mine != theirs):
            return False
        self._root[other] = one
        if theirs:
            self._given[one] = theirs
        return True

    def named(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return for each event of a group of several the group's lowest number."""
        members: dict[int, list[int]] = {}
        for number in numbers:
            members.setdefault(self.root(number), []).append(number)
        return {
            number: min(group) for group in members.values() if len(group) > 1 for number in group
        }


# ------------------------------------------------------------------------------- by words


def propose(
    rows: Sequence[EventRow],
    names_of: Callable[[int], frozenset[str]],
    quoted: Iterable[tuple[int, int]] = (),
) -> Proposals:
    """Return which events look like one, and which look like one and have another day.

    ``names_of`` gives the stems of a party's names. ``quoted`` are pairs of events whose dates stand in one
    quotation of two papers. ``kept_accounts`` tells the same again and again, and is quicker at it.
    """
    dated = [row for row in rows if row.earliest is not None]
    words = {row.text: telling(row.text) for row in dated}
    weights = weights_of(words.values())
    accounts = [account(row, words[row.text], weights, names_of) for row in dated]
    same = sorted(same_events(accounts, weights), key=lambda pair: (-pair[0], pair[1]))
    conflicts = find_conflicts(accounts, weights, {pair for _, pair in same}, quoted)
    return Proposals(tuple(pair for _, pair in same), tuple(conflicts))
