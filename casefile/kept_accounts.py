"""Events held against each other again and again: what changed is held against the rest, and no more.

Which events are one, and which disagree, hangs on how rare words are in the whole case, so that every paper
moves all likenesses a little. Kept are therefore the pairs that are alike, or nearly so; their likeness is
reckoned anew each time, with the weights of the day. What is told is exactly what ``event_groups.propose``
tells of all events. Decision 0060 says why no pair is missed.
"""

import threading
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from casefile.event_accounts import (
    FEWEST,
    HELD_ALONE,
    LONG,
    Account,
    account,
    are_of_one_time,
    days_of,
    likeness_of,
    pairs_of_one_time,
    same_among,
    weights_by,
)
from casefile.event_conflicts import (
    LIKE,
    but_for_the_day,
    conflicts_among,
    is_rare,
    most_of_rare,
    sharing_rare_words,
)
from casefile.event_groups import Proposals
from casefile.event_records import EventRow
from casefile.event_words import name_words, telling
from casefile.kept_events import Accounts, Kept, Owners, Pair, Pairs, no_names
from casefile.letting_go import take_apart
from casefile.paper_events import PaperEvents
from casefile.pieces import sorted_by
from casefile.records import PartyRow
from casefile.turns import in_turns
from extraction.findings import EventKind

__all__ = ["KeptAccounts"]

_DRIFT = 0.02
"""Of its weight a word may lose or gain before the events that have it are held against all others anew."""
_MANY = 5
"""The part of the events, one in so many, from which on all of them are held against each other anew."""
_LARGE = (dict, Owners, Pairs)
_BITS = 40  # of an event's number; its first day stands above them
_NUMBER = (1 << _BITS) - 1


class KeptAccounts:
    """All events of a case as they are compared. Thread-safe; one for all images of the case."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: tuple[tuple[Pair, ...], Proposals] | None = None
        self._forget()

    def proposals(
        self,
        papers: Mapping[int, PaperEvents],
        parties: Mapping[int, PartyRow],
        quoted: Iterable[Pair] = (),
    ) -> Proposals:
        """Return which events of the papers look like one, and which look like one and have another day.

        ``parties`` have their names. ``quoted`` are pairs of events whose dates stand in one quotation of two
        papers. The very proposals of before come back where nothing changed that is compared.
        """
        pairs = tuple(quoted)
        with self._lock:
            try:
                if (
                    self._brought_up(papers, parties)
                    or self._told is None
                    or self._told[0] != pairs
                ):
                    self._told = pairs, self._proposed(pairs)
            except BaseException:
                self._forget()  # what was begun is not whole
                raise
            return self._told[1]

    def _forget(self) -> None:
        before = [each for each in vars(self).values() if isinstance(each, _LARGE)]
        self._papers: Mapping[int, PaperEvents] = {}
        self._kept: dict[int, Kept] = {}
        self._names: dict[int, tuple[PartyRow | None, frozenset[str]]] = {}
        self._sentences = Owners()
        self._rests = Owners()  # by hash: some that share one have another sentence
        self._ambiguous = Owners()  # by their figures
        self._counts: Counter[str] = Counter()  # sentences that have a word
        self._places: defaultdict[str, array[int]] = defaultdict(_no_places)
        self._weights: Mapping[str, float] = {}
        self._looked_at: dict[str, float] = {}
        """The weight that each word had when its events were last held against the others."""
        self._alike = Pairs()
        self._rare = Pairs()
        self._crowded: dict[int, tuple[PaperEvents | None, frozenset[Pair]]] = {}
        """Days that several events of a paper have, of papers for which that was asked."""
        self._accounts: dict[int, Account] = {}
        """Those that were in pairs when it was last told which are one."""
        self._told = None
        take_apart(before)

    # -- what changed

    def _brought_up(
        self, papers: Mapping[int, PaperEvents], parties: Mapping[int, PartyRow]
    ) -> bool:
        """Take in what changed; tells whether anything did that is compared."""
        gone, come = self._changed(papers)
        self._papers = papers
        called = self._called_otherwise(come, parties)
        if called:
            for number, kept in self._kept.items():
                if number not in gone and not called.isdisjoint(kept.row.parties):
                    gone[number] = come[number] = kept.row
        if not gone and not come:
            return False
        if self._is_much(len(gone.keys() | come.keys())):
            self._begin()
            return True
        most = most_of_rare(len(self._kept))
        counts: dict[str, int] = {}  # events that had each word
        for number in gone:
            self._take_out(number, counts)
        for number, row in come.items():
            self._put_in(number, row, counts)
        self._weigh()
        again = self._moved(counts)
        if most_of_rare(len(self._kept)) != most or self._is_much(len(again) + len(come)):
            self._begin()
            return True
        self._look(come.keys() | again)
        return True

    def _is_much(self, changed: int) -> bool:
        return changed * _MANY > len(self._kept)

    def _changed(
        self, papers: Mapping[int, PaperEvents]
    ) -> tuple[dict[int, EventRow], dict[int, EventRow]]:
        """Return the events that went and those that came; what changed is among both."""
        before = self._papers
        gone: dict[int, EventRow] = {}
        come: dict[int, EventRow] = {}
        for number, paper in papers.items():
            old = before.get(number)
            if old is not paper:
                gone.update(_dated(old))
                come.update(_dated(paper))
        for number in before.keys() - papers.keys():
            gone.update(_dated(before[number]))
        for number in gone.keys() & come.keys():
            if _compared(gone[number]) == _compared(come[number]):
                self._kept[number].row = come.pop(number)
                del gone[number]
        return gone, come

    def _called_otherwise(
        self, come: Mapping[int, EventRow], parties: Mapping[int, PartyRow]
    ) -> set[int]:
        """Note what parties are called; returns those that were called otherwise before."""
        otherwise: set[int] = set()
        known = self._names
        named = {party for row in come.values() for party in row.parties}
        for party in known.keys() | named:
            row = parties.get(party)
            if party in known and known[party][0] is row:
                continue
            words = name_words((row.name, *row.aliases)) if row is not None else frozenset()
            if party in known and known[party][1] != words:
                otherwise.add(party)
            known[party] = row, words
        return otherwise

    def _words_of_names(self, party: int) -> frozenset[str]:
        return self._names[party][1]

    def _take_out(self, number: int, counts: dict[str, int]) -> None:
        kept = self._kept.pop(number)
        row, at = kept.row, _place(number, kept.row)
        for word in kept.words:
            places = self._places[word]
            counts.setdefault(word, len(places))
            del places[bisect_left(places, at)]
        if self._sentences.remove(row.text, number):
            for word in telling(row.text):
                self._counts[word] -= 1
                if not self._counts[word]:
                    del self._counts[word]
        if (rest := _rest(row)) is not None:
            self._rests.remove(rest, number)
        if row.date.alternatives:
            self._ambiguous.remove(row.date.text, number)
        self._accounts.pop(number, None)
        self._alike.remove(number)
        self._rare.remove(number)

    def _put_in(self, number: int, row: EventRow, counts: dict[str, int]) -> None:
        told = telling(row.text)
        words = told.difference(*map(self._words_of_names, row.parties))
        self._keep(number, row, told, words)
        at = _place(number, row)
        for word in words:
            places = self._places[word]
            counts.setdefault(word, len(places))
            places.insert(bisect_left(places, at), at)

    def _keep(
        self, number: int, row: EventRow, told: frozenset[str], words: frozenset[str]
    ) -> None:
        self._kept[number] = Kept(row, tuple(words))
        if self._sentences.add(row.text, number):
            self._counts.update(told)
        if (rest := _rest(row)) is not None:
            self._rests.add(rest, number)
        if row.date.alternatives:
            self._ambiguous.add(row.date.text, number)

    def _weigh(self) -> None:
        self._weights = weights_by(self._counts, len(self._sentences))

    def _moved(self, counts: Mapping[str, int]) -> set[int]:
        """Return the events of words that weigh otherwise by now, or that are rare only now."""
        weights, known = self._weights, self._looked_at
        moved = {
            word
            for word, weight in weights.items()
            if abs(weight - known.get(word, weight)) > _DRIFT * known.get(word, weight)
        }
        known.update((word, weights[word]) for word in moved)
        known.update((word, weights[word]) for word in weights.keys() - known.keys())
        for word in known.keys() - weights.keys():
            del known[word]
        most = most_of_rare(len(self._kept))
        moved |= {
            word for word, before in counts.items() if before > most >= len(self._places[word])
        }
        return {place & _NUMBER for word in moved for place in self._places[word]}

    # -- all anew

    def _begin(self) -> None:
        """Hold all events against each other."""
        papers, names = self._papers, self._names
        self._forget()
        self._papers, self._names = papers, names
        rows = dict(chain.from_iterable(map(_dated, in_turns(papers.values()))))
        places: defaultdict[str, list[int]] = defaultdict(list)
        words: dict[int, frozenset[str]] = {}
        for number, row in in_turns(rows.items()):
            told = telling(row.text)
            words[number] = own = told.difference(*map(self._words_of_names, row.parties))
            self._keep(number, row, told, own)
            at = _place(number, row)
            for word in own:
                places[word].append(at)
        for word, found in places.items():
            self._places[word] = array("q", sorted(found))
        self._weigh()
        self._looked_at = dict(self._weights)
        accounts = [
            account(row, words[number], self._weights, no_names)
            for number, row in in_turns(rows.items())
        ]
        for one, other in in_turns(pairs_of_one_time(accounts, self._weights, _margin())):
            self._note_alike(one, other)
        for one, other in sharing_rare_words(accounts):
            self._note_rare(one, other)
        done = [rows, places, words, accounts]
        del rows, places, words, accounts
        take_apart(done)

    # -- some against the rest

    def _look(self, numbers: Iterable[int]) -> None:
        """Hold some events against all others."""
        accounts = Accounts(self._kept, self._weights, self._accounts)
        for number in in_turns(numbers):
            one = accounts[number]
            for fellow in self._of_one_time(one):
                other = accounts[fellow]
                if are_of_one_time(one, other):
                    self._note_alike(one, other)
            for fellow in self._sharing_rare_words(one):
                self._note_rare(one, accounts[fellow])

    def _of_one_time(self, one: Account) -> Iterator[int]:
        """Yield the events near an account's days that share enough words with it, or its sentence."""
        is_long = one.last - one.first > LONG
        low = (one.first if is_long else one.first - LONG) << _BITS
        high = (one.first if is_long else one.last) + 1 << _BITS
        shared: Counter[int] = Counter()
        for word in one.words:
            places = self._places[word]
            shared.update(places[bisect_left(places, low) : bisect_left(places, high)])
        alike = {place & _NUMBER for place, count in shared.items() if count >= FEWEST}
        alike.update(self._sentences.several.get(one.row.text, ()))
        alike.discard(one.row.id)
        yield from alike

    def _sharing_rare_words(self, one: Account) -> Iterator[int]:
        most = most_of_rare(len(self._kept))
        shared: Counter[int] = Counter()
        for word in one.words:
            if is_rare(len(self._places[word]), most):
                shared.update(self._places[word])
        for place, count in shared.items():
            if count >= FEWEST and place & _NUMBER != one.row.id:
                yield place & _NUMBER

    def _note_alike(self, one: Account, other: Account) -> None:
        if likeness_of(one, other, self._weights).held >= HELD_ALONE * _margin():
            self._alike.add(one, other)

    def _note_rare(self, one: Account, other: Account) -> None:
        if one.row.pin.document == other.row.pin.document:
            return
        if likeness_of(one, other, self._weights).both >= LIKE * _margin():
            self._rare.add(one, other)

    # -- what is told

    def _proposed(self, quoted: Collection[Pair]) -> Proposals:
        accounts = Accounts(self._kept, self._weights, self._accounts)
        pairs = ((accounts[one], accounts[other]) for one, other in self._alike)
        found = sorted_by(
            list(same_among(pairs, self._is_alone, self._weights)),
            lambda pair: (-pair[0], pair[1]),
        )
        same = tuple(pair for _, pair in found)
        for number in chain.from_iterable(quoted):
            if number in self._kept:
                accounts[number]
        several = (*self._ambiguous.several.values(), *self._rests.several.values())
        others = set(chain.from_iterable(several))
        conflicts = conflicts_among(
            accounts,
            self._rare_pairs(accounts),
            sorted(map(accounts.__getitem__, others), key=_in_papers),
            self._weights,
            same,
            quoted,
        )
        self._accounts = dict(accounts)
        return Proposals(same, tuple(conflicts))

    def _rare_pairs(self, accounts: Accounts) -> Iterator[tuple[Account, Account]]:
        most = most_of_rare(len(self._kept))
        for pair in self._rare:
            one, other = sorted(map(accounts.__getitem__, pair), key=_in_papers)
            shared = one.words & other.words
            if sum(is_rare(len(self._places[word]), most) for word in shared) >= FEWEST:
                yield one, other

    def _is_alone(self, each: Account) -> bool:
        number = each.row.pin.document
        paper, crowded = self._crowded.get(number, (None, frozenset()))
        if paper is not self._papers[number]:
            paper = self._papers[number]
            counts = Counter(days_of(row) for _, row in _dated(paper))
            crowded = frozenset(days for days, count in counts.items() if count > 1)
            self._crowded[number] = paper, crowded
        return (each.first, each.last) not in crowded


def _no_places() -> "array[int]":
    return array("q")


def _margin() -> float:
    """Return how much less alike than needed two events may be that are kept.

    A word's weight was within the drift of the one noted when they were held against each other, and is now.
    A likeness divides weights by weights.
    """
    return ((1 - _DRIFT) / (1 + _DRIFT)) ** 2


def _dated(paper: PaperEvents | None) -> Iterator[tuple[int, EventRow]]:
    return (
        (row.id, row)
        for row in (paper.rows if paper is not None else ())
        if row.earliest is not None
    )


def _rest(row: EventRow) -> int | None:
    """Return what stands for an event's sentence but for its day, where it is held against others by it."""
    rest = but_for_the_day(row) if row.kind is not EventKind.AUTHORITY else ""
    return hash(rest) if rest else None


def _place(number: int, row: EventRow) -> int:
    return days_of(row)[0] << _BITS | number


def _in_papers(each: Account) -> tuple[object, ...]:
    """Return what sorts accounts by their papers and places."""
    pin = each.row.pin
    return pin.document, pin.span, each.row.id


def _compared(row: EventRow) -> tuple[object, ...]:
    """Return what of an event is compared with others."""
    date = row.date
    days = (date.value, date.earliest, date.latest, date.operator, date.alternatives, date.text)
    return (row.kind, row.text, row.parties, date.pin.document, *days)
