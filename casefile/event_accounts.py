"""Events as they are compared: by their days, by who is in them, and by the words that tell them.

Rare words weigh more (inverse document frequency over the case's own sentences, after K. Spärck Jones, 1972);
names of parties count apart. Precision goes first. Thresholds are measured, see decision 0025.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, islice
from typing import NamedTuple

from casefile.event_records import EventRow
from casefile.letting_go import take_apart
from casefile.turns import in_turns
from extraction.findings import EventKind

__all__ = [
    "DAYS",
    "DAY_ITSELF",
    "FEWEST",
    "HELD_ALONE",
    "LONG",
    "Account",
    "Likeness",
    "account",
    "are_of_one_time",
    "days_of",
    "in_time",
    "likeness_of",
    "pairs_of_one_time",
    "same_among",
    "same_events",
    "weights_by",
    "weights_of",
]

FEWEST = 2
"""Telling words that two accounts of one event share."""

DAYS = 3
"""How long a day may be, "the weekend", before it is a stretch of time."""

LONG = 100
"""Days from which on a stretch of time holds many things."""

HELD_ALONE = 0.3
"""Of the shorter account the other one holds, where neither paper has another account of that day."""

DAY_ITSELF = (None, "around")
"""Operators of a date that speak of the day; others speak of the time before or after it."""

_AT_ONCE = 2000
"""Sentences whose words are counted in one go; other threads wait for the interpreter meanwhile."""
_FEWEST_HERE = 3  # telling words, within one paper
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?!\s+amend)"
)
_LIKE_HERE = 0.62  # of two accounts of one day within one paper, which tells of many things
_LIKE = 0.6  # in two papers
_LIKE_LOOSE = 0.8  # where one of them is told of a stretch of time
_LIKE_SIDE = 0.75  # of what was before or after the day
_HELD = 0.42  # of the shorter account the other one holds, where each is the other's likest


class Account(NamedTuple):
    """An event as it is compared: its days, who is in it, and what tells it."""

    row: EventRow
    first: int
    last: int
    parties: frozenset[int]
    words: frozenset[str]
    weight: float

    @property
    def exact(self) -> bool:
        """Tell whether it names a day, not a month or a stretch of time."""
        return self.last - self.first < DAYS


def weights_of(sentences: Collection[frozenset[str]]) -> dict[str, float]:
    """Return the weight of every telling word: the rarer among the case's sentences, the more."""
    counts: Counter[str] = Counter()
    each = iter(sentences)
    while some := tuple(islice(each, _AT_ONCE)):
        counts.update(chain.from_iterable(some))
    return weights_by(counts, len(sentences))


def weights_by(counts: Mapping[str, int], sentences: int) -> dict[str, float]:
    """Return the weight of every word, by how many of the case's sentences have it."""
    return {word: math.log((sentences + 1) / count) for word, count in counts.items()}


def days_of(row: EventRow) -> tuple[int, int]:
    """Return the first and the last day of an event as ordinals; 0 where it has none."""
    first = row.date.earliest.toordinal() if row.date.earliest else 0
    return first, row.date.latest.toordinal() if row.date.latest else first


def account(
    row: EventRow,
    words: frozenset[str],
    weights: Mapping[str, float],
    names_of: Callable[[int], frozenset[str]],
) -> Account:
    """Return an event with the telling words of its sentence, less those of the names in it.

    ``names_of`` gives the stems of a party's names.
    """
    parties = row.parties
    if parties:
        words = words.difference(*map(names_of, parties))
    # Added up exactly, so that it does not hang on the order in which a set has its words.
    weight = math.fsum(map(weights.__getitem__, words))
    return Account(row, *days_of(row), frozenset(parties), words, weight)


class Likeness(NamedTuple):
    """How much two accounts share: ``both`` of the two together, ``held`` of the shorter one, 0 to 1."""

    both: float
    held: float


_UNLIKE = Likeness(0.0, 0.0)
_IDENTICAL = Likeness(1.0, 1.0)


def likeness_of(one: Account, other: Account, weights: Mapping[str, float]) -> Likeness:
    """Return how alike two accounts are by their telling words.

    Of one sentence in two versions the same words for a day are the same event, and other ones are not.
    """
    mine, theirs = one.row, other.row
    if mine.text == theirs.text:
        first, second = (" ".join(row.date.text.casefold().split()) for row in (mine, theirs))
        here = mine.pin.document == theirs.pin.document
        if (one.first, one.last) == (other.first, other.last) or (first == second and not here):
            return _IDENTICAL
        if first in mine.text.casefold() and second in mine.text.casefold():
            return _UNLIKE  # one sentence with two days
    shared = one.words & other.words
    if len(shared) < FEWEST:
        return _UNLIKE
    weight = math.fsum(map(weights.__getitem__, shared))
    own, others = max(1.0, one.weight), max(1.0, other.weight)
    return Likeness(weight / math.sqrt(own * others), weight / min(own, others))


def same_events(
    accounts: Sequence[Account], weights: Mapping[str, float]
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield the pairs that tell one event, with their likeness, by ``same_among``."""
    on_day = Counter((each.row.pin.document, each.first, each.last) for each in accounts)

    def is_alone(each: Account) -> bool:
        return on_day[each.row.pin.document, each.first, each.last] == 1

    yield from same_among(pairs_of_one_time(accounts, weights), is_alone, weights)


def same_among(
    pairs: Iterable[tuple[Account, Account]],
    is_alone: Callable[[Account], bool],
    weights: Mapping[str, float],
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield those of the pairs of one time that tell one event, with their likeness.

    Within a paper the likeness must be plain. In two papers it is enough that one account holds a good
    part of the other and that neither is likelier told by another sentence there. ``is_alone`` tells whether
    a paper has no other account of the same days.
    """
    likest: dict[tuple[int, int], tuple[float, int]] = {}
    loose: list[tuple[float, EventRow, EventRow]] = []
    for one, other in in_turns(pairs):
        likeness = likeness_of(one, other, weights)
        if likeness.held < HELD_ALONE or not _may_be_one(one, other, likeness):
            continue
        if likeness.held < _HELD and not (is_alone(one) and is_alone(other)):
            continue
        mine, theirs = one.row, other.row
        here = mine.pin.document == theirs.pin.document
        if likeness.both >= (_LIKE_HERE if here else _LIKE):
            yield likeness.both, (mine.id, theirs.id)
        if not here:
            if likeness.both < _LIKE:
                loose.append((likeness.both, mine, theirs))
            for each, its_like in ((mine, theirs), (theirs, mine)):
                place = each.id, its_like.pin.document
                likest[place] = max(likest.get(place, (0.0, 0)), (likeness.both, -its_like.id))
    for both, mine, theirs in loose:
        if (
            likest[mine.id, theirs.pin.document][1] == -theirs.id
            and likest[theirs.id, mine.pin.document][1] == -mine.id
        ):
            yield both, (mine.id, theirs.id)
    done = [likest, loose]
    del likest, loose
    take_apart(done)


def _may_be_one(one: Account, other: Account, likeness: Likeness) -> bool:
    """Tell whether nothing but the words could keep two accounts of one time apart."""
    if likeness is _IDENTICAL:
        return True
    mine, theirs = one.row, other.row
    if mine.kind is not theirs.kind and EventKind.AUTHORITY in (mine.kind, theirs.kind):
        return False
    one_time = (one.first, one.last) == (other.first, other.last)
    if not one_time and not (one.exact and other.exact) and likeness.both < _LIKE_LOOSE:
        return False  # something in June, and something on June 3
    here = mine.pin.document == theirs.pin.document
    of_the_day = mine.date.operator in DAY_ITSELF and theirs.date.operator in DAY_ITSELF
    if not of_the_day:  # the time before or after a day holds more than one thing
        return (
            mine.date.operator == theirs.date.operator and likeness.both >= _LIKE_SIDE and not here
        )
    if here and len(one.words & other.words) < _FEWEST_HERE:
        return False
    first, second = _ordinals(mine.text), _ordinals(theirs.text)
    if first and second and not first & second:
        return False  # the first boat, and the second one
    apart = bool(one.parties and other.parties) and not one.parties & other.parties
    return not apart or (likeness.both >= _LIKE and not here)


@lru_cache(maxsize=40_000)  # asked again whenever something changed
def _ordinals(sentence: str) -> frozenset[str]:
    return frozenset(_ORDINAL.findall(sentence.casefold()))


def are_of_one_time(one: Account, other: Account) -> bool:
    """Tell whether two accounts are compared by their days: of long stretches only those of the same days."""
    if (one.first, one.last) == (other.first, other.last):
        return True
    if max(one.last - one.first, other.last - other.first) > LONG:
        return False
    return one.first <= other.last and other.first <= one.last


def pairs_of_one_time(
    accounts: Sequence[Account], weights: Mapping[str, float], margin: float = 1.0
) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs whose days overlap and that share enough words, or their sentence; the earlier first.

    Of long stretches of time only those of the same days are compared; of a month and a day in it only pairs
    that share one of the words by which they would have to be very much alike: every month holds a thirtieth
    of the case. With a ``margin`` below 1.0 that much less alike is enough.
    """
    days = _by_time(each for each in accounts if each.exact)
    yield from _sharing(days, lambda each: range(each.first, each.last + 1))
    stretches = _by_time(each for each in accounts if not each.exact)
    yield from _sharing(stretches, lambda each: ((each.first, each.last),))
    yield from _of_stretches(days, stretches, partial(_deciding, weights, _LIKE_LOOSE * margin))


def _sharing(
    ordered: Sequence[Account], times: Callable[[Account], Iterable[Hashable]]
) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs of one time that share words or their sentence, the earlier of both first.

    ``times`` gives all that an account covers; two meet at the first of the later one. Who shares a word is
    looked up by it: most accounts of a day share none.
    """
    repeated = _repeated(ordered)
    of_time: defaultdict[Hashable, defaultdict[str, list[int]]] = defaultdict(_no_places)
    for at, one in enumerate(in_turns(ordered)):
        covered = tuple(times(one))
        places = of_time[covered[0]]
        sentence = _SENTENCE + one.row.text if one.row.text in repeated else ""
        known = [places[word] for word in one.words if word in places]
        before = list(chain.from_iterable(known))
        alike = set(before)
        if len(alike) < len(before):
            shared = Counter(before)
            alike = {other for other in alike if shared[other] >= FEWEST}
        else:
            alike = set()
        if sentence:
            alike.update(places.get(sentence, ()))
        for other in sorted(alike):
            yield ordered[other], one
        for time in covered:
            places = of_time[time]
            for word in one.words:
                places[word].append(at)
            if sentence:
                places[sentence].append(at)
    done = [repeated, of_time]
    del repeated, of_time
    take_apart(done)


def _repeated(accounts: Iterable[Account]) -> set[str]:
    """Return the sentences that more than one account has."""
    once: set[str] = set()
    twice: set[str] = set()
    for each in in_turns(accounts):
        (twice if each.row.text in once else once).add(each.row.text)
    return twice


_SENTENCE = "\0"  # before a sentence, so that it is no word


def _no_places() -> defaultdict[str, list[int]]:
    return defaultdict(list)


def _of_stretches(
    days: Sequence[Account],
    stretches: Sequence[Account],
    deciding: Callable[[Account], Iterable[str]],
) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs of a stretch of time and another time in it that may be as alike as these must be."""
    short = [each for each in stretches if each.last - each.first <= LONG]
    repeated = _repeated(chain(days, short))
    for ordered, reach in ((days, DAYS), (short, LONG)):
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(ordered):
            for word in each.words:
                places[word].append(at)
            if each.row.text in repeated:
                places[_SENTENCE + each.row.text].append(at)
        starts = [each.first for each in ordered]
        for one in in_turns(short):
            begun = bisect_left(starts, one.first - reach)
            end = bisect_right(starts, one.last)
            among = [places.get(_SENTENCE + one.row.text, ())]
            among += [places.get(word, ()) for word in deciding(one)]
            found = {
                other
                for known in among
                for other in known[bisect_left(known, begun) : bisect_left(known, end)]
            }
            for other in map(ordered.__getitem__, sorted(found)):
                if _meets(one, other):
                    yield (one, other) if in_time(one) < in_time(other) else (other, one)
        done = [places, starts]
        del places, starts
        take_apart(done)


def _meets(one: Account, other: Account) -> bool:
    """Tell whether two times overlap without being the same; two stretches meet once."""
    if other.last < one.first or other.first > one.last:
        return False
    if (one.first, one.last) == (other.first, other.last):
        return False
    return other.exact or in_time(one) < in_time(other)


def _deciding(weights: Mapping[str, float], likeness: float, one: Account) -> Iterator[str]:
    """Yield the rarest words of an account, one of which all share that are as like as that.

    They share at least the square of the likeness of the account's weight.
    """
    left = max(1.0, one.weight) * (1 - likeness**2)
    for word in sorted(one.words, key=lambda word: (-weights[word], word)):
        yield word
        left -= weights[word]
        if left < 0:
            return


def _by_time(accounts: Iterable[Account]) -> list[Account]:
    """Put accounts in order of time, day by day, so that no thread waits for it."""
    by_day: defaultdict[int, list[Account]] = defaultdict(list)
    for each in in_turns(accounts):
        by_day[each.first].append(each)
    return [each for day in in_turns(sorted(by_day)) for each in sorted(by_day[day], key=in_time)]


def in_time(each: Account) -> tuple[int, int]:
    """Return what sorts accounts in time; the earlier of a pair comes first."""
    return each.first, each.row.id
