"""What ``kept_accounts`` keeps of the events of a case: the words of each, pairs of them, who shares what."""

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from casefile.event_accounts import Account, account, in_time
from casefile.event_records import EventRow

__all__ = ["Accounts", "Kept", "Owners", "Pair", "Pairs", "no_names"]

Pair = tuple[int, int]


@dataclass(slots=True)
class Kept:
    """An event that is held against others, with the words that tell it, less those of the names in it."""

    row: EventRow
    words: tuple[str, ...]


class Owners:
    """Who has a thing: nearly all things have one owner, and are kept with its number alone."""

    def __init__(self) -> None:
        self._first: dict[Hashable, int] = {}
        self.several: dict[Hashable, list[int]] = {}

    def __len__(self) -> int:
        return len(self._first) + len(self.several)

    def add(self, thing: Hashable, owner: int) -> bool:
        """Note an owner; tells whether it is the first one."""
        if thing in self.several:
            self.several[thing].append(owner)
        elif thing in self._first:
            self.several[thing] = [self._first.pop(thing), owner]
        else:
            self._first[thing] = owner
            return True
        return False

    def remove(self, thing: Hashable, owner: int) -> bool:
        """Forget an owner; tells whether it was the last one."""
        owners = self.several.get(thing)
        if owners is None:
            del self._first[thing]
            return True
        owners.remove(owner)
        if len(owners) == 1:
            self._first[thing] = self.several.pop(thing)[0]
        return False


class Pairs:
    """Pairs of events, the earlier one first, each found from both."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, None] = {}
        self._fellows: dict[int, set[int]] = {}

    def add(self, one: Account, other: Account) -> None:
        """Note a pair."""
        if in_time(other) < in_time(one):
            one, other = other, one
        earlier, later = one.row.id, other.row.id
        self._pairs[earlier, later] = None
        self._fellows.setdefault(earlier, set()).add(later)
        self._fellows.setdefault(later, set()).add(earlier)

    def remove(self, one: int) -> None:
        """Forget the pairs of an event."""
        for other in self._fellows.pop(one, ()):
            self._pairs.pop((one, other), None)
            self._pairs.pop((other, one), None)
            theirs = self._fellows[other]
            theirs.remove(one)
            if not theirs:
                del self._fellows[other]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._pairs)


class Accounts(dict[int, Account]):
    """Accounts made when they are asked for, with the weights of the day, of parts of those of before."""

    def __init__(
        self, kept: Mapping[int, Kept], weights: Mapping[str, float], before: Mapping[int, Account]
    ) -> None:
        self._kept, self._weights, self._before = kept, weights, before

    def __missing__(self, number: int) -> Account:
        kept, known = self._kept[number], self._before.get(number)
        if known is None or known.row is not kept.row:
            made = account(kept.row, frozenset(kept.words), self._weights, no_names)
        else:
            weight = math.fsum(map(self._weights.__getitem__, known.words))
            made = Account(known.row, known.first, known.last, known.parties, known.words, weight)
        self[number] = made
        return made


def no_names(_: int) -> frozenset[str]:
    """Return the stems of a party's names: none, where they were taken out of the words before."""
    return frozenset()
