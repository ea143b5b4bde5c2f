"""Which parties of the case a row of a table names: by names that stand for one of them only."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from casefile.records import PartyRow, ReviewState
from extraction import names
from extraction.findings import PartyKind
from importers.source_text import Span

__all__ = ["Names"]

_WORD = re.compile(r"[\w@][\w.&'’\-]*")
_FEWEST_LETTERS = 4  # of a last name or short form that stands for a party by itself


class Names:
    """The names by which parties are known in any paper, not those that one paper alone gives them."""

    def __init__(self, parties: Iterable[PartyRow]) -> None:
        """Take the parties that were not rejected."""
        whose: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for party in parties:
            if party.state is ReviewState.REJECTED:
                continue
            for name in _telling(party):
                whose[tuple(_words(name))].add(party.id)
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for words, those in whose.items():
            if words and len(those) == 1:
                self._by_first[words[0]].append((words, next(iter(those))))
        for known in self._by_first.values():
            known.sort(key=lambda each: -len(each[0]))

    def places(self, text: str, within: Span) -> Iterator[tuple[Span, int]]:
        """Yield where a stretch of text names a party, the longest name first, and which."""
        found = list(_WORD.finditer(text, within.start, within.end))
        words = [_bare(match.group()) for match in found]
        at = 0
        while at < len(found):
            step = 1
            for name, party in self._by_first.get(words[at], ()):
                if tuple(words[at : at + len(name)]) == name:
                    last = found[at + len(name) - 1]
                    yield (
                        Span(found[at].start(), last.start() + len(words[at + len(name) - 1])),
                        party,
                    )
                    step = len(name)
                    break
            at += step


def _telling(party: PartyRow) -> Iterator[str]:
    """Yield the names of a party that stand for it in any paper."""
    yield party.name
    if party.kind is PartyKind.PERSON:
        surname = names.person_surname(party.name)
        if len(surname) >= _FEWEST_LETTERS and surname[:1].isupper():
            yield surname
        yield from (alias for alias in party.aliases if len(alias.split()) > 1)
        return
    yield names.without_ending(party.name)
    key = names.name_key(party.name)
    for alias in party.aliases:
        bare = alias.removeprefix("the ").removeprefix("The ")
        is_short_form = names.is_acronym(bare) and len(bare) > 2
        if (
            is_short_form
            or alias.startswith("@")
            or (names.name_key(alias) == key and len(alias) >= _FEWEST_LETTERS)
        ):
            yield bare


def _words(name: str) -> list[str]:
    return [_bare(match.group()) for match in _WORD.finditer(name)]


def _bare(word: str) -> str:
    """Return a word without a possessive ending and the stop of a sentence."""
    return re.sub(r"(?:['’]s?|[.\-&])+$", "", word) if len(word) > 2 else word
