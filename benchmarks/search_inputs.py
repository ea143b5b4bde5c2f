"""Whatever is typed, against a small index: nothing raises, takes long or is met with silence.

Run from the project's root: ``python -m benchmarks.search_inputs [INPUTS [SEED]]``; 100,000 without a number.
The times are the process's own, for reading the query and answering it.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search_corpus import papers
from benchmarks.timing import show
from importers.source_text import SourceText, Span
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.writer import IndexDocument, update

__all__ = ["MAKERS", "Figures", "run"]

_SIGNS = (
    "()\"“”'’*?!~§¶@$%&|-+/\\.,:;#[]{}<>^=_\t\n\r\0\x01\x02\x1f\f\u00a0\u2009\u200b\ufeff\ufffe\u00ad"
    "\u0301\u202e\ud800\udfff\U0010ffff"
)
_WORDS = """
AND OR NOT and or not BUT but w/5 pre/3 +2 /s /p w/s w/9999 w/ w/0 w/99999 /n near/3 … .. -- && || %% (( ))
kind: speaker:( date: before: after: page: para: ¶: in: with: with:forms with:synonyms party:" kind:order
speaker:x date:2017 date:2017.. date:<2017 page:1-3 in:quotes title:a:b from:x "" “” 🏛 e\u0301
fraud breach of the court con* *tion c?urt a* * ? damagse~1 damagse~2 a~ x~9 ~~~ injunct! !
W-2 U.S. U.S.C. 42 § 1983 ¶¶ 3:17-cv-01916 $1,250.00 1,2,3 @x O’Brien Smith-Jones ﬁ ß İ 𝔘 ١٢ 法
before after between 2016 March 6, 4/6/2017 note 4The dismissed.4 and/or §§ 38-41 full－width １２
"""
PIECES = (*_SIGNS, *_WORDS.split())


def _unicode(chance: random.Random) -> str:
    """Return any code points at all, lone surrogates among them."""
    top = chance.choice((0x80, 0x250, 0x3000, 0x110000))
    return "".join(chr(chance.randrange(top)) for _ in range(chance.randrange(60)))


def _garbage(chance: random.Random) -> str:
    """Return the signs of the language in any order."""
    between = chance.choice((" ", " ", "", "  "))
    return between.join(chance.choices(PIECES, k=chance.randrange(1, 25)))


def _query(chance: random.Random) -> str:
    """Return what looks like a query, with a piece lost, doubled or put elsewhere."""
    words = ["fraud", "breach", "of", "the", "court", "con*", '"motion to dismiss"', "(a", "b)"]
    signs = ["AND", "OR", "NOT", "w/5", "/s", "not pre/3", "", "%"]
    parts = [
        chance.choice(words if at % 2 == 0 else signs) for at in range(chance.randrange(1, 14))
    ]
    for _ in range(chance.randrange(3)):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(PIECES))
    return " ".join(parts)


def _long(chance: random.Random) -> str:
    """Return something long: one sign, one word or a few pieces again and again."""
    piece = chance.choice(
        (*PIECES, "a* ", "fraud ", "a w/9999 ", "(fraud OR ", "NOT ", "x~2 ", "of the ")
    )
    more = chance.choice((piece, "", " ", chance.choice(PIECES)))
    return (piece + more) * chance.choice((50, 200, 1_000, 2_500, 5_000, 20_000))


def _many(chance: random.Random) -> str:
    """Return hundreds of different words, joined in one way."""
    sign = chance.choice((" ", " OR ", " AND ", " w/5 ", " w/9999 ", "* OR ", "~1 OR ", " /p "))
    letters = "abcdefghijklmnoprstu"
    count = chance.choice((20, 100, 500, 2_000))
    made = ("".join(chance.choices(letters, k=chance.randrange(1, 7))) for _ in range(count))
    return sign.join(made)


def _nested(chance: random.Random) -> str:
    """Return groups in groups, closed or not."""
    depth = chance.choice((10, 59, 60, 61, 200, 5_000))
    inside = chance.choice(
        ("fraud", "a OR b", "speaker:x fraud", "NOT a", "a w/3 b", "", '"the court')
    )
    sign = chance.choice(("", "NOT ", "a ", "the OR ", "the w/9 ", "speaker:x ", "- ", "kind:"))
    return (sign + "(") * depth + inside + ")" * chance.choice((0, depth, depth + 3))


MAKERS: Mapping[str, tuple[int, Callable[[random.Random], str]]] = {
    "any code points": (40, _unicode),
    "signs of the language": (35, _garbage),
    "queries with faults": (20, _query),
    "long": (2, _long),
    "many words": (2, _many),
    "nested": (1, _nested),
}
"""Each kind of input, with its share of a hundred."""


@dataclass(frozen=True)
class Figures:
    """What was asked, each kind's longest own time in milliseconds with its input, and what went wrong."""

    inputs: int
    longest: Mapping[str, tuple[float, str]]
    silent: tuple[str, ...]
    """Inputs with something in them that were met with no hit, no warning and nothing understood."""


def run(inputs: int, seed: int = 1, pages: int = 40) -> Figures:
    """Ask that many inputs; an exception passes on."""
    chance = random.Random(seed)
    texts = {paper.number: paper.text for paper in papers(pages)}
    longest: dict[str, tuple[float, str]] = {}
    silent: list[str] = []
    names = list(MAKERS)
    weights = [share for share, _ in MAKERS.values()]
    with tempfile.TemporaryDirectory() as folder:
        update(
            Home(Path(folder)), [IndexDocument(number, "1", text) for number, text in texts.items()]
        )
        searcher = Searcher(Home(Path(folder)))
        sources = {number: SourceText(text) for number, text in texts.items()}
        for kind in chance.choices(names, weights, k=inputs):
            typed = MAKERS[kind][1](chance)
            is_typing = chance.random() < 0.2
            start = time.process_time()
            query = parse(typed, typing=is_typing)
            found = searcher.search(query, _scope, sources.__getitem__, limit=20)
            taken = (time.process_time() - start) * 1000
            if taken > longest.get(kind, (0.0, ""))[0]:
                longest[kind] = taken, typed
            if typed.strip() and not (is_typing or query.understood or found.warnings):
                silent.append(typed)
        searcher.close()
    return Figures(inputs, longest, tuple(silent))


def _scope(
    name: str, value: str, documents: object
) -> Mapping[int, tuple[Span, ...] | None] | None:
    """Answer some fields: stretches of papers, whole ones, none, or a value that is not known."""
    if name in ("speaker", "in", "page"):
        return {1: (Span(0, 400), Span(900, 2000)), 2: (Span(5, 5),), 3: (Span(10, 10**7),)}
    return {1: None, 2: None} if name == "kind" else {} if name == "date" else None


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]] or [100_000]
    figures = run(*asked)
    show(
        [
            ("inputs", f"{figures.inputs:,}"),
            ("without an answer or a sentence", str(len(figures.silent))),
            *(
                (f"{name}: longest", f"{taken:.1f} ms  {typed[:60]!a} ({len(typed):,})")
                for name, (taken, typed) in figures.longest.items()
            ),
        ]
    )
    for each in figures.silent[:10]:
        print(ascii(each[:80]))
