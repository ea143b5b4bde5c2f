"""The other forms of an English word, and words that mean the same, for searches that ask for them.

Inflection only: "injunctions" is a form of "injunction", "injunctive" is not, since a lawyer who looks for
the one does not want the other. The rules make more candidates than the language has; the index's own
words say which of them there are.
"""

from collections.abc import Iterator
from functools import cache

import resources

__all__ = ["forms", "synonyms"]

_VOWELS = frozenset("aeiou")
_SHORTEST = 3  # letters of a word that takes regular endings: "us" is no "used"
# What takes -es for its plural or third person.
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_NO_PLURAL = ("ss", "us", "is")


def forms(word: str) -> frozenset[str]:
    """Return what may be forms of a folded word, the word itself among them."""
    found = {word}
    for base in _bases(word):
        found.add(base)
        found.update(_inflected(base))
    return frozenset(found)


def synonyms(word: str) -> frozenset[str]:
    """Return the dictionary forms of words that mean the same as ``word`` in some sense of it."""
    known = _synonym_sets()
    return frozenset(other for base in _bases(word) for other in known.get(base, ()))


@cache
def _synonym_sets() -> dict[str, frozenset[str]]:
    sets: dict[str, frozenset[str]] = {}
    for line in resources.words("synonyms"):
        alike = frozenset(line.split())
        for word in alike:
            sets[word] = sets.get(word, frozenset()) | alike
    return sets


@cache
def _irregular() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the dictionary forms of each irregular form, and the forms of each dictionary form."""
    bases: dict[str, frozenset[str]] = {}
    inflected: dict[str, frozenset[str]] = {}
    for line in resources.words("irregular_forms"):
        base, *others = line.split()
        inflected[base] = frozenset(others)
        for other in others:
            bases[other] = bases.get(other, frozenset()) | {base}
    return bases, inflected


def _bases(word: str) -> frozenset[str]:
    """Return the words that ``word`` may be a form of, itself among them."""
    irregular = _irregular()[0].get(word, frozenset())
    if not word.isalpha():
        return frozenset((word,))
    regular = (base for base in _stripped(word) if len(base) >= _SHORTEST)
    return frozenset((word, *irregular, *regular))


def _stripped(word: str) -> Iterator[str]:
    rest = word.removesuffix("s")
    if rest != word and len(rest) >= _SHORTEST - 1 and not word.endswith(_NO_PLURAL):
        yield rest
        if rest.endswith("ie"):
            yield rest[:-2] + "y"
        if rest.endswith("e") and rest[:-1].endswith(_HISSING):
            yield rest[:-1]
    for ending, replaced in (("ed", "ied"), ("ing", "ying")):
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < 2:
            continue
        yield rest
        yield rest + "e"
        if word.endswith(replaced):  # tried, lied; trying, lying
            yield word.removesuffix(replaced) + "y"
            yield word.removesuffix(replaced) + "ie"
        if rest[-1] == rest[-2] and rest[-1] not in _VOWELS:
            yield rest[:-1]


def _inflected(base: str) -> Iterator[str]:
    irregular = _irregular()[1].get(base)
    yield from irregular or ()
    if len(base) < _SHORTEST or not base.isalpha():
        return
    ends_in_y = base[-1] == "y" and base[-2] not in _VOWELS
    yield base[:-1] + "ies" if ends_in_y else base + "s"
    if base.endswith(_HISSING):
        yield base + "es"
    yield from _with_ing(base)
    if irregular is None:
        yield from _with_ed(base, ends_in_y=ends_in_y)


def _with_ing(base: str) -> Iterator[str]:
    if base.endswith("ie"):
        yield base[:-2] + "ying"
    elif base.endswith("e"):
        yield base[:-1] + "ing"
        if base.endswith(("ee", "ye", "oe")):
            yield base + "ing"
    else:
        yield from (stem + "ing" for stem in _doubled(base))


def _with_ed(base: str, *, ends_in_y: bool) -> Iterator[str]:
    if base.endswith("e"):
        yield base + "d"
    elif ends_in_y:
        yield base[:-1] + "ied"
    else:
        yield from (stem + "ed" for stem in _doubled(base))


def _doubled(base: str) -> tuple[str, ...]:
    """Return what stands before -ed and -ing: "plann", but "refer" and "referr", since stress decides."""
    ends_shut = base[-1] not in _VOWELS and base[-1] not in "wxy"
    after_consonant = base[-3] not in _VOWELS or base[-4:-2] == "qu"
    if not (ends_shut and base[-2] in _VOWELS and after_consonant):
        return (base,)
    is_short = not any(letter in _VOWELS for letter in base[:-2].replace("qu", "q"))
    return (base + base[-1],) if is_short else (base, base + base[-1])
