"""How fast the full-text index is written and asked, beside FTS5, tantivy and stock Whoosh.

The papers are the same for all. Nothing but the project is needed; tantivy takes part where it is installed
(``benchmarks/requirements.in``).
Run from the project's root: ``python -m benchmarks.searching [PAGES ...]``; 2,000 without a number.
"""

import itertools
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from benchmarks.search_corpus import Paper, papers
from benchmarks.search_engines import BATCH, ENGINES, Engine, Question
from benchmarks.timing import show

__all__ = ["Figures", "memory_of_writing", "run"]

_YEARS = (2010, 2014)
_MORE = 9  # papers that are added one by one
_MANY = 50_000  # pages from which on three rounds must do: stock Whoosh takes minutes a round
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
    """Seconds and bytes of writing, and the milliseconds of each kind of question.

    These are the median of the first round, in which nothing has been asked before, and of all rounds the
    median and the 95th of 100. ``one_more`` are the seconds until one more paper of ten pages is found, each
    of several times.
    """

    pages: int
    seconds: float
    size: int
    times: Mapping[str, tuple[float, float, float]]
    one_more: tuple[float, ...]


def run(pages: int, engines: Sequence[Engine] = ENGINES, rounds: int = 5) -> dict[str, Figures]:
    """Return each engine's figures; the engines take turns with every question."""
    made = list(papers(pages))
    by_number = {paper.number: paper for paper in made}
    with tempfile.TemporaryDirectory() as folder:
        writing = {each.name: _written(each, Path(folder) / each.name, made) for each in engines}
        ask = {each.name: each.ask(Path(folder) / each.name, by_number) for each in engines}
        taken: dict[str, dict[str, list[list[float]]]] = {each.name: {} for each in engines}
        for at in range(rounds):
            for question in questions(_rare(made)):
                for each in engines:
                    if each.name == "SQLite FTS5" and question.fts5 is None:
                        continue
                    start = time.perf_counter()
                    ask[each.name](question)
                    seconds = time.perf_counter() - start
                    kind = taken[each.name].setdefault(question.kind, [[] for _ in range(rounds)])
                    kind[at].append(seconds * 1000)
        more = {each.name: _one_more(each, Path(folder) / each.name, by_number) for each in engines}
    return {
        each.name: Figures(
            pages,
            *writing[each.name],
            {kind: _told(times) for kind, times in taken[each.name].items()},
            more[each.name],
        )
        for each in engines
    }


def _written(engine: Engine, folder: Path, made: Sequence[Paper]) -> tuple[float, int]:
    start = time.perf_counter()
    engine.write(folder, made)
    seconds = time.perf_counter() - start
    return seconds, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _one_more(engine: Engine, folder: Path, by_number: Mapping[int, Paper]) -> tuple[float, ...]:
    """Return how long each of some more papers takes to be found; of ours alone."""
    if not engine.name.startswith("ours"):
        return ()
    first = max(by_number) + 1
    added = [
        Paper(number, 2020, tuple(next(papers(1, seed=number)).pages) * 10)
        for number in range(first, first + _MORE)
    ]
    ask = engine.ask(folder, {**by_number, **{paper.number: paper for paper in added}})
    word = Question("", "court", None, None, None)
    ask(word)
    taken = []
    for paper in added:
        start = time.perf_counter()
        engine.write(folder, [paper])
        ask(word)
        taken.append(time.perf_counter() - start)
    return tuple(taken)


def memory_of_writing(pages: int) -> int:
    """Return how many bytes a process needs at most, beyond what it began with, to write papers."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_write_watched, args=(pages, theirs))
    process.start()
    most = int(ours.recv())
    process.join()
    return most


def _write_watched(pages: int, answer: Connection) -> None:
    made = papers(pages)
    process, most, is_done = psutil.Process(), 0, threading.Event()
    batch = list(itertools.islice(made, BATCH))
    before = process.memory_full_info().uss

    def watch() -> None:
        nonlocal most
        while not is_done.wait(0.02):
            most = max(most, process.memory_full_info().uss - before)

    watching = threading.Thread(target=watch)
    watching.start()
    with tempfile.TemporaryDirectory() as folder:
        while batch:
            ENGINES[0].write(Path(folder) / "index", batch)
            batch = list(itertools.islice(made, BATCH))
        is_done.set()
        watching.join()
    answer.send(most)


def _rare(made: Sequence[Paper]) -> str:
    """Return a docket number's last part, which hardly any other paper has."""
    return made[len(made) // 2].pages[0].rsplit("-cv-", 1)[1][:5]


def _told(rounds: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    ordered = sorted(time for each in rounds for time in each)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return statistics.median(rounds[0]), statistics.median(ordered), late


def _rows(figures: Mapping[str, Figures], memory: int) -> list[tuple[str, str]]:
    ours = figures["ours"]
    rows = [
        (f"{ours.pages:,} pages: memory of our writing at most", f"{memory / 1e6:.0f} MB"),
    ]
    for name, each in figures.items():
        if each.one_more:
            more = [seconds * 1000 for seconds in each.one_more]
            told = f"{statistics.median(more):.0f} ms, {max(more):.0f} ms at most"
            rows.append((f"one more paper of ten pages is found after, {name}", told))
        rate = f"{each.pages / each.seconds:,.0f} pages a second, {each.size / 1e6:.1f} MB"
        ratio = f"ours {each.seconds / ours.seconds:.2f}× as fast, {ours.size / each.size:.2f}× the size"
        rows.append((f"writing, {name}", f"{rate} ({ratio})"))
    for kind in ours.times:
        told = [
            f"{name} {first:.1f}/{median:.1f}/{late:.1f}"
            for name, each in figures.items()
            if kind in each.times
            for first, median, late in [each.times[kind]]
        ]
        rows.append((f"{kind}, ms: first round/median/95th", "; ".join(told)))
    for name, each in figures.items():
        if each is ours:
            continue
        ratios = {kind: each.times[kind][1] / ours.times[kind][1] for kind in each.times}
        ahead = sum(ratio > 1 for ratio in ratios.values())
        least = min(ratios, key=ratios.__getitem__)
        told_least = f"least ahead: {least}, {ratios[least]:.2f}×"
        rows.append((f"faster than {name}", f"{ahead} of {len(ratios)} kinds; {told_least}"))
    return rows


if __name__ == "__main__":
    for count in [int(each) for each in sys.argv[1:]] or [2_000]:
        show(_rows(run(count, rounds=5 if count < _MANY else 3), memory_of_writing(count)))
