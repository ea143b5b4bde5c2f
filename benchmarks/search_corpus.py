"""Papers to search: invented words that fall off as in any language (Zipf), with what only lawyers write.

Deterministic for a seed. A page has some 400 words, a paper 1 to 40 pages; the vocabulary grows with the
number of pages (Heaps), and half of it occurs once.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Paper", "papers"]

WORDS_PER_PAGE = 400
_COMMON = (
    "the of and to in a that for is on by with as was be this at court not or from which an are has it his"
    " plaintiff defendant motion order section state may evidence claim law time other under did any"
)
_LEGAL = (
    "breach contract damages injunction fraud negligence retaliation summons complaint deposition hearing"
    " privilege discovery summary judgment liability settlement testimony witness jurisdiction venue"
)
# What short prefixes are asked for.
_BEGINNINGS = "con int per pro re de in ex sub trans un dis pre com im ad ab en mis over"
_MIDDLES = (
    "tra ven dic ject port scrib mit duc form ser ten tract vers pos quer cur pel spec sol lat"
)
_ENDINGS = "tion ment ing ed er ous al ive ity ance able ness ful ism ate ize ly ant ory ure"


@dataclass(frozen=True)
class Paper:
    """One paper: its pages, and the year it is dated."""

    number: int
    year: int
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the whole text, a form feed between pages."""
        return "\f".join(self.pages)


def papers(pages: int, seed: int = 7) -> Iterator[Paper]:
    """Yield papers until they have so many pages."""
    chance = random.Random(seed)
    words, weights = _vocabulary(pages, chance)
    left, number = pages, 0
    while left:
        length = min(left, max(1, min(40, round(chance.lognormvariate(1.5, 0.9)))))
        left -= length
        number += 1
        year = 2005 + chance.randrange(20)
        yield Paper(number, year, tuple(_page(chance, words, weights, year) for _ in range(length)))


def _vocabulary(pages: int, chance: random.Random) -> tuple[list[str], list[float]]:
    size = int(1_500 * (pages * WORDS_PER_PAGE / 10_000) ** 0.55)
    made = dict.fromkeys(f"{_COMMON} {_LEGAL}".split())
    beginnings, middles, endings = _BEGINNINGS.split(), _MIDDLES.split(), _ENDINGS.split()
    while len(made) < size:
        middle = "".join(chance.choices(middles, k=chance.choice((1, 1, 2, 2, 3))))
        made[f"{chance.choice(beginnings)}{middle}{chance.choice(endings)}"] = None
        if chance.random() < 0.2:  # names
            made[f"{chance.choice(middles)}{chance.choice(middles)}{len(made) % 97}"] = None
    words = list(made)
    return words, list(itertools.accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(len(words))))


def _page(chance: random.Random, words: list[str], weights: list[float], year: int) -> str:
    drawn = chance.choices(words, cum_weights=weights, k=WORDS_PER_PAGE)
    for at in range(0, WORDS_PER_PAGE - 4, 97):
        drawn[at : at + 3] = chance.choice(_PHRASES).split()
    drawn[-1] = f"Doc. {chance.randrange(400)}"
    drawn[-2] = f"{chance.randrange(1, 9)}:{year % 100:02d}-cv-{chance.randrange(99999):05d}"
    drawn[-3] = f"§ {chance.randrange(1, 2000)}"
    drawn[-4] = f"${chance.randrange(1, 900)},{chance.randrange(1000):03d}.00"
    lines, sentence = [], []
    for at, word in enumerate(drawn):
        sentence.append(word if sentence else word[0].upper() + word[1:])
        if at % 19 == 18 or at == len(drawn) - 1:
            lines.append(" ".join(sentence) + ".")
            sentence = []
    return "\n\n".join(" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4))


_PHRASES = (
    "breach of contract",
    "of the court",
    "motion to dismiss",
    "matter of law",
    "cause of action",
    "in the alternative",
    "as set forth",
    "summary judgment is",
)
