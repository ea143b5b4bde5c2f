"""Events that look like one and have different days: for the attorney to look at, with the reason in words.

A false conflict costs more trust than a missed one. Four things make one: the same telling words in two
papers, the same sentence but for its day, as in versions of a paper, the same quotation read as two days,
and the same figures ("03/07/2026") read in two ways.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from casefile.event_accounts import DAY_ITSELF, DAYS, FEWEST, Account, likeness_of
from casefile.event_records import Conflict, EventRow
from casefile.event_words import telling
from casefile.letting_go import take_apart
from casefile.turns import in_turns
from extraction.date_wording import value_words
from extraction.findings import EventKind

__all__ = [
    "LIKE",
    "but_for_the_day",
    "conflicts_among",
    "find_conflicts",
    "is_rare",
    "most_of_rare",
    "sharing_rare_words",
]

LIKE = 0.62
"""How alike two accounts of two days must be to be one event with two days."""

_FEWEST = 4  # telling words that both have
_COMMON = 0.02  # share of the case's accounts from which on a word is no rare one
_COMMON_LEAST, _COMMON_MOST = 4, 40  # accounts, whatever the size of the case
_AT_ONCE = 2000  # accounts whose words are counted in one go
_FAR = 400  # days between two accounts of one event: farther apart is no slip

_LEAD = re.compile(r"^\s*\d{1,4}[a-z]?\.\s+")

_Scored = tuple[float, Account, Account]


def find_conflicts(
    accounts: Sequence[Account],
    weights: Mapping[str, float],
    same: set[tuple[int, int]],
    quoted: Iterable[tuple[int, int]],
) -> list[Conflict]:
    """Return the pairs of two papers that tell one event and name two days for it, by ``conflicts_among``."""
    by_id = {each.row.id: each for each in accounts}
    pairs = sharing_rare_words(accounts)
    return conflicts_among(by_id, pairs, accounts, weights, same, quoted)


def conflicts_among(
    by_id: Mapping[int, Account],
    pairs: Iterable[tuple[Account, Account]],
    others: Sequence[Account],
    weights: Mapping[str, float],
    same: Iterable[tuple[int, int]],
    quoted: Iterable[tuple[int, int]],
) -> list[Conflict]:
    """Return which of some accounts tell one event in two papers and name two days for it.

    ``pairs`` share rare words. ``others`` are those of which some may be read in several ways, or have the
    same sentence but for its day, in the order of the papers. ``same`` are the pairs that tell one event on
    one day: an account that has its fellow in the other paper disagrees with nothing else there. ``quoted``
    are pairs whose dates stand in one quotation.
    """
    known = [(one, other) for one, other in same if one in by_id and other in by_id]
    paired = {(one, by_id[other].row.pin.document) for one, other in known}
    paired |= {(other, by_id[one].row.pin.document) for one, other in known}
    found: dict[tuple[int, int], str] = {}
    for one, other in quoted:
        if one in by_id and other in by_id and not _near(by_id[one], by_id[other]):
            found[min(one, other), max(one, other)] = "the same quotation in both papers"
    for mine, theirs in _misread(others):
        found.setdefault(_ids(mine, theirs), _two_readings(mine, theirs))
    for mine, theirs in _but_for_the_day(others):
        found.setdefault(_ids(mine, theirs), "the same sentence but for the day")
    for mine, theirs in _by_words(pairs, weights, paired):
        found.setdefault(_ids(mine, theirs), _reason(mine, theirs, weights))
    return [Conflict(*pair, reason) for pair, reason in sorted(found.items())]


def _ids(one: Account, other: Account) -> tuple[int, int]:
    return min(one.row.id, other.row.id), max(one.row.id, other.row.id)


# ------------------------------------------------------------------------------- by words


def _by_words(
    pairs: Iterable[tuple[Account, Account]],
    weights: Mapping[str, float],
    paired: set[tuple[int, int]],
) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs that share their telling words; what recurs on several days is left alone."""
    found: list[_Scored] = []
    days: defaultdict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    best: dict[tuple[int, int], float] = {}
    for one, other in pairs:
        likeness = likeness_of(one, other, weights).both
        if likeness < LIKE:
            continue
        for mine, theirs in ((one, other), (other, one)):
            place = mine.row.id, theirs.row.pin.document
            days[place].add((theirs.first, theirs.last))
            best[place] = max(best.get(place, 0.0), likeness)
        if _may_conflict(one, other):
            found.append((likeness, one, other))
    for likeness, one, other in found:
        places = (
            (one.row.id, other.row.pin.document),
            (other.row.id, one.row.pin.document),
        )
        if all(
            place not in paired and len(days[place]) == 1 and likeness >= best[place]
            for place in places
        ):
            yield one, other


def most_of_rare(accounts: int) -> int:
    """Return how many of so many accounts may have a word that is called rare."""
    return min(_COMMON_MOST, max(_COMMON_LEAST, int(_COMMON * accounts)))


def is_rare(count: int, most: int) -> bool:
    """Tell whether a word that so many accounts have is rare, and not one account's alone."""
    return 1 < count <= most


def sharing_rare_words(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs of two papers that share two rare words at least."""
    most = most_of_rare(len(accounts))
    counts: Counter[str] = Counter()
    for at in range(0, len(accounts), _AT_ONCE):
        words = (account.words for account in accounts[at : at + _AT_ONCE])
        counts.update(chain.from_iterable(words))
    rare = {word for word, count in counts.items() if is_rare(count, most)}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for at, account in enumerate(accounts):
        for word in account.words & rare:
            by_word[word].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for places in by_word.values():
        shared.update(combinations(places, 2))
    for (one, other), count in shared.items():
        if count >= FEWEST and _of_two_papers(accounts[one], accounts[other]):
            yield accounts[one], accounts[other]
    done = [counts, rare, by_word, shared]
    del counts, rare, by_word, shared
    take_apart(done)


def _of_two_papers(one: Account, other: Account) -> bool:
    return one.row.pin.document != other.row.pin.document


def _may_conflict(one: Account, other: Account) -> bool:
    """Tell whether two like accounts name days that cannot both be right."""
    if EventKind.AUTHORITY in (one.row.kind, other.row.kind):
        return False
    if len(one.words & other.words) < _FEWEST:
        return False
    if one.row.date.operator not in DAY_ITSELF or other.row.date.operator not in DAY_ITSELF:
        return False
    if _near(one, other) or abs(one.first - other.first) > _FAR:
        return False
    return bool(one.parties & other.parties) or not (one.parties and other.parties)


def _near(one: Account, other: Account) -> bool:
    """Tell whether the days overlap, "on or about" taken to be a few days long."""
    slack = DAYS if "around" in (one.row.date.operator, other.row.date.operator) else 0
    return one.first <= other.last + slack and other.first <= one.last + slack


def _reason(one: Account, other: Account, weights: Mapping[str, float]) -> str:
    """Return why two accounts look like one: the words that both have, the rarest first."""
    if one.row.text == other.row.text:
        return "the same sentence in both papers"
    shared = sorted(one.words & other.words, key=lambda word: (-weights[word], word))
    return "both tell of " + ", ".join(f"“{_spelled(one.row.text, word)}”" for word in shared[:4])


def _spelled(sentence: str, wanted: str) -> str:
    """Return how a sentence spells a stem."""
    found = next((word for word in sentence.split() if telling(word) == {wanted}), wanted)
    return found.strip(".,;:()[]“”\"'’")


# ------------------------------------------------------------------------------- by the sentence


def _but_for_the_day(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs of two papers whose sentences differ in the words of the day alone.

    A sentence that a paper has twice, with two days, is left alone.
    """
    by_rest: defaultdict[str, dict[int, list[Account]]] = defaultdict(dict)
    for account in in_turns(accounts):
        rest = but_for_the_day(account.row)
        if rest and account.row.kind is not EventKind.AUTHORITY:
            by_rest[rest].setdefault(account.row.date.pin.document, []).append(account)
    for rest, papers in by_rest.items():
        if len(papers) < 2 or len(rest.split()) <= _FEWEST:
            continue
        alone = [found[0] for found in papers.values() if len(found) == 1]
        for one, other in combinations(alone, 2):
            sides = one.row.date.operator, other.row.date.operator
            overlap = one.first <= other.last and other.first <= one.last
            if not overlap and (sides[0] == sides[1] or set(sides) <= set(DAY_ITSELF)):
                yield one, other


def but_for_the_day(row: EventRow) -> str:
    """Return an event's sentence without its number and without the words of its day, "" if it has none."""
    words = " ".join(row.date.text.split()).casefold()
    sentence = row.text.casefold()
    if sentence[:1].isdigit() or sentence[:1].isspace():
        sentence = _LEAD.sub("", sentence, count=1)
    before, found, after = sentence.partition(words)
    return f"{before}…{after}" if found else ""


# ------------------------------------------------------------------------------- by figures


def _misread(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield the pairs of two papers that have the same figures for a day, read in two ways.

    They share a telling word, so that they are likely to speak of the same thing.
    """
    by_text: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.row.date.alternatives:
            by_text[account.row.date.text].append(account)
    for alike in by_text.values():
        for one, other in combinations(alike, 2):
            mine, theirs = one.row.date, other.row.date
            two_ways = mine.value != theirs.value and mine.value in theirs.alternatives
            if two_ways and _of_two_papers(one, other) and one.words & other.words:
                yield one, other


def _two_readings(one: Account, other: Account) -> str:
    readings = [
        value_words(each.row.date.value or "") or each.row.date.value for each in (one, other)
    ]
    return f"“{one.row.date.text}” is read as {readings[0]} in one paper and as {readings[1]} in the other"
