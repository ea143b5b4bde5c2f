"""The texts of ``benchmarks.quoting``: a checkout of PolNeAR where one is named, else a few of our own.

PolNeAR marks attributions with their sources; as the shared scorer does, what stands between marks inside
their contents is taken for gold, what several annotators marked together, and texts in which they left
more than a fifth of the longer marked strings out are left out. The corpus names no licence: it is read
where it lies and nothing of it is kept.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks.timing import SHARED

__all__ = ["Gold", "Item", "is_long", "own", "polnear"]

_SCORER = SHARED / "tools" / "score.py"

# Quotations of a word or two are mostly terms and words kept at a distance.
_FEWEST_WORDS = 4

# Each text with its quotations and the words that name their speakers ("" where it names none).
_OWN: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        '"The roof leaked for a year," Ana Ruiz said. "Nobody came to mend it."',
        (("The roof leaked for a year,", "Ana Ruiz"), ("Nobody came to mend it.", "Ana Ruiz")),
    ),
    (
        "According to the complaint, the roof was “rotten through and through”.",
        (("rotten through and through", "the complaint"),),
    ),
    (
        "Poole, who owns the house, wrote that he ''would mend it in May.''",
        (("would mend it in May.", "Poole"),),
    ),
    (
        "“The tenants paid,” said Dale, “and the roof was never mended.”\n\n"
        "“We shall see each other in court,” she added.",
        (
            ("and the roof was never mended.", "Dale"),
            ("We shall see each other in court,", "she"),
        ),
    ),
    ('The pipe is 12" wide, as the so-called "plan" shows.', ()),
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One quotation without its marks, and where its text names the speaker, if it does."""

    start: int
    end: int
    sources: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A text and its quotations in order."""

    text: str
    gold: tuple[Gold, ...]


def own() -> list[Item]:
    """Return the texts that the program brings along."""
    items = []
    for text, quotations in _OWN:
        gold = []
        for words, who in quotations:
            start = text.index(words)
            named = ((text.index(who), text.index(who) + len(who)),) if who else ()
            gold.append(Gold(start, start + len(words), named))
        items.append(Item(text, tuple(gold)))
    return items


def polnear(folder: Path, split: str) -> list[Item]:
    """Return the texts of one split of a PolNeAR checkout.

    Raises:
        FileNotFoundError: if the corpus or the shared scorer is not there.
    """
    if not (folder / "data" / split).is_dir():
        raise FileNotFoundError(f"no PolNeAR split at {folder / 'data' / split}")
    scorer = _scorer()
    items = []
    for text, _, quotes in scorer.polnear(str(folder), split):
        if scorer.well_annotated(text, quotes):
            gold = [
                Gold(quote["start"], quote["end"], tuple(quote["source"]))
                for quote in quotes
                if len(text[quote["start"] : quote["end"]].split()) >= _FEWEST_WORDS
            ]
            items.append(Item(text, tuple(gold)))
    return items


def is_long(words: str) -> bool:
    """Tell whether a quotation is long enough to be judged."""
    return len(words.split()) >= _FEWEST_WORDS


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_scorer", _SCORER)
    if spec is None or spec.loader is None or not _SCORER.exists():
        raise FileNotFoundError(f"no shared scorer at {_SCORER}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
