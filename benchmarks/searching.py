"""How fast the full-text index is written and asked, beside FTS5, tantivy and stock Whoosh.

The papers are the same for all. Nothing but the project is needed; tantivy takes part where it is installed
(``benchmarks/requirements.in``).
Run from the project's root: ``python -m benchmarks.searching [PAGES ...]``; 2,000 without a number.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.search_corpus import Paper, papers
from benchmarks.search_engines import ENGINES, Engine, Question
from benchmarks.timing import show

__all__ = ["Figures", "run"]

_YEARS = (2010, 2014)
_NEAR_FTS5 = "NEAR(breach damages, 5)"


def _same(kind: str, *words: str) -> list[Question]:
    return [Question(kind, word, word, word, word) for word in words]


def questions(rare: str) -> list[Question]:
    """Return the questions of each kind; ``rare`` is a word that one paper holds."""
    words = ("fraud", "damages", "liability", "venue", "testimony")
    either = " OR ".join(words)
    both, near = "fraud AND damages", '"breach damages"~5'
    return [
        *_same("rare word", rare),
        *_same("common word", "court", "time"),
        Question("two words with AND", both, both, both, "+fraud +damages"),
        *_same("phrase of three common words", '"of the court"', '"in the alternative"'),
        *_same("legal phrase", '"breach of contract"', '"summary judgment is"'),
        *_same("prefix", "injunct*", "contract*"),
        *_same("short prefix", "con*", "int*", "per*"),
        Question("fuzzy", "damagse~1", None, "damagse~1", "damagse~1"),
        Question("within five words", "breach w/5 damages", _NEAR_FTS5, near, near),
        Question("five words with OR", either, either, either, " ".join(words)),
        *(Question("word and years", word, word, word, word, _YEARS) for word in ("court", "time")),
    ]


@dataclass(frozen=True)
class Figures:
    """Seconds and bytes of writing, and each kind of question's median and 95th of 100 milliseconds."""

    pages: int
    seconds: float
    size: int
    times: Mapping[str, tuple[float, float]]
    one_more: float
    """Seconds until one more paper of ten pages is found."""


def run(pages: int, engines: Sequence[Engine] = ENGINES, rounds: int = 5) -> dict[str, Figures]:
    """Return each engine's figures; the engines take turns with every question."""
    made = list(papers(pages))
    by_number = {paper.number: paper for paper in made}
    with tempfile.TemporaryDirectory() as folder:
        writing = {each.name: _written(each, Path(folder) / each.name, made) for each in engines}
        ask = {each.name: each.ask(Path(folder) / each.name, by_number) for each in engines}
        taken: dict[str, dict[str, list[float]]] = {each.name: {} for each in engines}
        for _ in range(rounds):
            for question in questions(_rare(made)):
                for each in engines:
                    if each.name == "SQLite FTS5" and question.fts5 is None:
                        continue
                    start = time.perf_counter()
                    ask[each.name](question)
                    seconds = time.perf_counter() - start
                    taken[each.name].setdefault(question.kind, []).append(seconds * 1000)
        more = {each.name: _one_more(each, Path(folder) / each.name, by_number) for each in engines}
    return {
        each.name: Figures(
            pages,
            *writing[each.name],
            {kind: _median_and_95th(times) for kind, times in taken[each.name].items()},
            more[each.name],
        )
        for each in engines
    }


def _written(engine: Engine, folder: Path, made: Sequence[Paper]) -> tuple[float, int]:
    start = time.perf_counter()
    engine.write(folder, made)
    seconds = time.perf_counter() - start
    return seconds, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _one_more(engine: Engine, folder: Path, by_number: Mapping[int, Paper]) -> float:
    """Return how long one more paper takes to be found; NaN for engines that are only asked here."""
    if engine.name != "ours":
        return float("nan")
    number = max(by_number) + 1
    added = Paper(number, 2020, tuple(next(papers(1, seed=number)).pages) * 10)
    known = {**by_number, number: added}
    ask = engine.ask(folder, known)
    word = Question("", "court", None, None, None)
    ask(word)
    start = time.perf_counter()
    engine.write(folder, [added])
    ask(word)
    return time.perf_counter() - start


def _rare(made: Sequence[Paper]) -> str:
    """Return a docket number's last part, which hardly any other paper has."""
    return made[len(made) // 2].pages[0].rsplit("-cv-", 1)[1][:5]


def _median_and_95th(times: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _rows(figures: Mapping[str, Figures]) -> list[tuple[str, str]]:
    ours = figures["ours"]
    rows = [
        (
            f"{ours.pages:,} pages; one more paper of ten is found after",
            f"{ours.one_more * 1000:.0f} ms",
        )
    ]
    for name, each in figures.items():
        rate = f"{each.pages / each.seconds:,.0f} pages a second, {each.size / 1e6:.1f} MB"
        rows.append((f"writing, {name}", f"{rate} ({ours.seconds / each.seconds:.2f}× ours to it)"))
    for kind in ours.times:
        told = []
        for name, each in figures.items():
            if kind in each.times:
                median, late = each.times[kind]
                told.append(f"{name} {median:.1f}/{late:.1f}")
        rows.append((f"{kind}, ms: median/95th", "; ".join(told)))
    return rows


if __name__ == "__main__":
    for count in [int(each) for each in sys.argv[1:]] or [2_000]:
        show(_rows(run(count)))
