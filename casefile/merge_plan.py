"""What becomes of two attorneys' words on copies of one case: a pure comparison of two sheets.

What the copies had in common is known exactly: every decision has a name for each time that it was done,
undone or redone, and a copy keeps them. A word that one attorney alone has changed since is taken; where
both did and mean the same, nothing is to be done; where both did and differ, it is a conflict, unless their
words can stand together. So the order in which copies are brought together does not matter, nor does
bringing them together once more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from casefile.exchange_words import Entry, Key, Sheet, Value, Word, inner_keys

__all__ = ["Clash", "MergePlan", "Taken", "changed", "plan", "together"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A word that the receiving copy gets; ``None`` takes its own back."""

    word: Word
    value: Value | None


@dataclass(frozen=True, slots=True)
class Clash:
    """A word that both gave differently."""

    word: Word
    mine: Value | None
    theirs: Value | None
    my_who: str = ""
    my_at: str = ""
    their_who: str = ""
    their_at: str = ""


@dataclass(frozen=True)
class MergePlan:
    """What is to be done to one copy, so that it has the words of the other too."""

    taken: tuple[Taken, ...]
    clashes: tuple[Clash, ...]
    settled: tuple[Word, ...]
    """Words on which this copy had an open conflict that the other has settled."""
    entries: tuple[Entry, ...]
    """The other's decisions that this copy has not seen, as far as they can be taken."""
    waiting: tuple[Word, ...]
    """Words that the other changed about papers, or places in them, that this copy does not have."""

    @cached_property
    def decisions(self) -> int:
        """How many decisions of the other that stand come in."""
        return len({entry.steps[0] for entry in self.entries if len(entry.steps) % 2})


def changed(word: Word, one: Sheet, other: Sheet) -> bool:
    """Tell whether ``one`` changed a word since ``other`` has last seen it.

    Of each decision the steps that both know are what they had in common; a decision that stands, or does
    not stand, as it did then has changed nothing.
    """
    known: dict[str, set[str]] = {}
    for entry in other.by_word.get(word, ()):
        known.setdefault(entry.steps[0], set()).update(entry.steps)
    for entry in one.by_word.get(word, ()):
        seen = known.get(entry.steps[0], set())
        common = sum(step in seen for step in entry.steps)
        if common < len(entry.steps) and (common - len(entry.steps)) % 2:
            return True
    return False


def plan(mine: Sheet, theirs: Sheet, missing: frozenset[Key] = frozenset()) -> MergePlan:
    """Return what bringing ``theirs`` into ``mine`` comes to; both name the same things by the same keys.

    ``missing`` are documents and places that the receiving copy does not have.
    """
    comparison = _Comparison(mine, theirs, missing)
    for word in sorted({*theirs.words, *theirs.by_word}, key=repr):
        comparison.weigh(word)
    comparison.check_circles("party", "part of")
    comparison.check_circles("issue", "place below")
    comparison.check_apart()
    comparison.check_tags()
    comparison.check_taken_away("tagged", "tagged", "name")
    comparison.check_taken_away("evidence", "side", "title")
    return MergePlan(
        tuple(Taken(word, value) for word, value in comparison.taken.items()),
        tuple(comparison.clashes),
        tuple(comparison.settled),
        tuple(_unseen(mine, theirs, frozenset(comparison.waiting))),
        tuple(comparison.waiting),
    )


def _unseen(mine: Sheet, theirs: Sheet, waiting: frozenset[Word]) -> Iterator[Entry]:
    """Yield the other's decisions with steps that this copy has not seen, without what has to wait."""
    for entry in theirs.log:
        words = frozenset(
            word for word in entry.words - waiting if not _has_seen(mine, word, entry)
        )
        if words:
            yield replace(entry, words=words)


def _has_seen(sheet: Sheet, word: Word, entry: Entry) -> bool:
    steps = set(entry.steps)
    return any(
        steps <= set(known.steps)
        for known in sheet.by_word.get(word, ())
        if known.steps[0] == entry.steps[0]
    )


class _Comparison:
    """Two sheets, compared word by word."""

    def __init__(self, mine: Sheet, theirs: Sheet, missing: frozenset[Key]) -> None:
        self._mine = mine
        self._theirs = theirs
        self._missing = missing
        self._papers = {key[1] for key in missing if key[0] == "document"}
        self._their_open: dict[Word, list[Value | None]] = {}
        for each in theirs.open:
            self._their_open.setdefault(each.word, []).append(each.theirs)
        self._my_open = {each.word for each in mine.open}
        self.taken: dict[Word, Value | None] = {}
        self.clashes: list[Clash] = []
        self.settled: list[Word] = []
        self.waiting: list[Word] = []

    def weigh(self, word: Word) -> None:
        """Take a word, note a conflict about it, or leave it."""
        mine, theirs = self._mine.words.get(word), self._theirs.words.get(word)
        if not changed(word, self._theirs, self._mine):
            silent = word not in self._theirs.by_word and word not in self._mine.by_word
            if silent and mine is None and not self._waits(word, theirs):  # said on importing
                self.taken[word] = theirs
            return
        if self._waits(word, theirs):
            self.waiting.append(word)
            return
        self._weigh_change(word, mine, theirs)

    def _weigh_change(self, word: Word, mine: Value | None, theirs: Value | None) -> None:
        others = self._their_open.get(word, [])
        both, final = changed(word, self._mine, self._theirs), mine
        if mine != theirs and mine in others:  # the other attorney knows it, and has yet to choose
            self._clash(word, mine, theirs)
        elif mine != theirs:
            together = self._together(word, mine, theirs) if both else theirs
            if both and together is None:
                self._clash(word, mine, theirs)
            elif together != mine:
                self.taken[word] = final = together
        if word in self._my_open and not both and not others:
            self.settled.append(word)
        for other in others:
            if other not in (final, theirs):
                self._clash(word, final, other)

    def _together(self, word: Word, mine: Value | None, theirs: Value | None) -> Value | None:
        if word[1] == "same event" and mine is not None and theirs is not None:
            alike = (
                mine[0] and theirs[0] and _group(self._mine, mine) == _group(self._theirs, theirs)
            )
            return min(mine, theirs, key=repr) if alike else None
        return together(word, mine, theirs)

    def _waits(self, word: Word, value: Value | None) -> bool:
        named = [word[0], *(part for part in value or () if isinstance(part, tuple))]
        return any(
            each in self._missing or any(part in self._papers for part in each)
            for key in named
            for each in inner_keys(key)
        )

    def _clash(self, word: Word, mine: Value | None, theirs: Value | None) -> None:
        my_who, my_at = _last(self._mine.by_word.get(word, ()))
        their_who, their_at = _last(self._theirs.by_word.get(word, ()))
        self.clashes.append(Clash(word, mine, theirs, my_who, my_at, their_who, their_at))

    def _final(self, table: str, name: str) -> dict[Key, Value]:
        """Return one word of all things of a table, as it will be."""
        return {
            word[0]: value
            for word, value in {**self._mine.words, **self.taken}.items()
            if word[0][0] == table and word[1] == name and value is not None
        }

    def _refuse(self, word: Word) -> None:
        """Make a conflict of a word that was to be taken."""
        theirs = self.taken.pop(word)
        self._clash(word, self._mine.words.get(word), theirs)

    def check_circles(self, table: str, name: str) -> None:
        """Refuse what would make things part of themselves: each attorney put one into the other."""
        for word in [each for each in self.taken if each[0][0] == table and each[1] == name]:
            above = self._final(table, name)
            at, seen = word[0], {word[0]}
            while at in above and isinstance(above[at][0], tuple):
                at = above[at][0]  # type: ignore[assignment]
                if at in seen:
                    self._refuse(word)
                    break
                seen.add(at)

    def check_apart(self) -> None:
        """Refuse that parties are one which the other attorney keeps apart, and the reverse."""
        mine, theirs = _one_though_apart(self._mine.words), _one_though_apart(self._theirs.words)
        for pair in _one_though_apart({**self._mine.words, **self.taken}) - mine - theirs:
            said = (pair, "apart")
            if said in self.taken:
                self._refuse(said)
                continue
            for word in [each for each in self.taken if each[1] == "part of"]:
                left = {each: value for each, value in self.taken.items() if each != word}
                if pair not in _one_though_apart({**self._mine.words, **left}):
                    self._refuse(word)
                    break

    def check_tags(self) -> None:
        """Refuse a tag's new name that another tag has."""
        for word in [each for each in self.taken if each[0][0] == "tag" and each[1] == "name"]:
            value = self.taken[word]
            others = self._final("tag", "name")
            others.pop(word[0], None)
            names = {str(each[0]).casefold() for each in others.values()}
            if value is not None and str(value[0]).casefold() in names:
                self._refuse(word)

    def check_taken_away(self, table: str, name: str, title: str) -> None:
        """Refuse that a tag or an issue goes which the other attorney has put to use meanwhile."""
        for key in self._final(table, name):
            whole = key[1]
            if not isinstance(whole, tuple):
                continue
            word, used = (whole, title), (key, name)
            if word in self.taken and self.taken[word] is None:
                if changed(used, self._mine, self._theirs):
                    self._refuse(word)
            elif used in self.taken and word not in self._mine.words and word not in self.taken:
                theirs = self._theirs.words.get(word)
                if theirs is not None and word not in {each.word for each in self.clashes}:
                    self._clash(word, None, theirs)


def together(word: Word, mine: Value | None, theirs: Value | None) -> Value | None:
    """Return a word in which both attorneys' stand, ``None`` where there is none.

    What one accepted and the other corrected is a correction; capitals make no other tag.
    """
    if mine is None or theirs is None:
        return None
    if word[1] == "decision":
        both = {str(mine[0]), str(theirs[0])}
        return ("edited",) if both == {"accepted", "edited"} else None
    if word[0][0] == "tag" and str(mine[0]).casefold() == str(theirs[0]).casefold():
        return (min(str(mine[0]), str(theirs[0])),)
    return None


def _group(sheet: Sheet, value: Value) -> set[Key]:
    """Return the events that an attorney said are one."""
    return {
        word[0] for word, held in sheet.words.items() if word[1] == "same event" and held == value
    }


def _one_though_apart(words: Mapping[Word, Value | None]) -> set[Key]:
    """Return the pairs of parties kept apart that are one all the same."""
    into = {
        word[0]: value[0]
        for word, value in words.items()
        if word[1] == "part of" and value is not None
    }

    def root(key: object) -> object:
        seen = set()
        while isinstance(key, tuple) and key in into and key not in seen:
            seen.add(key)
            key = into[key]
        return key

    return {
        word[0]
        for word, value in words.items()
        if word[1] == "apart" and value is not None and root(word[0][1]) == root(word[0][2])
    }


def _last(entries: Iterable[Entry]) -> tuple[str, str]:
    """Return who changed a word last, and when."""
    latest = max(entries, key=lambda entry: entry.at, default=None)
    return ("", "") if latest is None else (latest.who, latest.at)
