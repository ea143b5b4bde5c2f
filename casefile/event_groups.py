"""Which events of the chronology are one, told in several papers or twice in one, and which disagree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casefile.event_records import Conflict, EventRow

__all__ = ["ALONE", "Story", "tell_apart"]

ALONE = 0
"""The attorney's word that an event is like no other."""


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


def tell_apart(rows: Sequence[EventRow], given: Mapping[int, int]) -> Story:
    """Return which events are one: those that the attorney joined.

    ``given`` names for events the number that he gave their group, ``ALONE`` for one that is like no other.
    """
    groups = _Groups(given)
    by_number: dict[int, int] = {}
    for row in rows:
        number = given.get(row.id)
        if number:
            groups.unite(by_number.setdefault(number, row.id), row.id)
    return Story(groups.named(row.id for row in rows))


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
