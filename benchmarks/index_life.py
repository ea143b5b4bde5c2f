"""A big case's search index: written in the background, asked meanwhile, opened again, given one more paper.

The papers are stored without an import. Measured is what the case does: the round trip to the worker process
is in every figure. Memory is what the process that writes takes more than after its first small paper.

Run from the project's root: ``python -m benchmarks.index_life [PAGES]``; 10,000 without a number.
"""

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.indexing_window import store_papers
from benchmarks.search_corpus import Paper, papers
from benchmarks.timing import show
from casefile.case import Case
from casefile.workers import Workers

__all__ = ["Figures", "run"]

_LOOK = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True)
class Figures:
    """Seconds and bytes."""

    pages: int
    papers: int
    written: float
    """Until the whole index was written in the background."""
    first_answer: float
    """From the begin of the writing until a search had its first hits."""
    meanwhile: Sequence[float]
    """What each search took that was asked while the index was written."""
    memory: int
    """What the writing process took more, at its height."""
    looked_over: float
    """To find after opening that nothing is to be done, the newest generation opened too."""
    first_search: float
    one_more: Sequence[float]
    """From the moment a paper of ten pages is stored until a search has found it, several times."""


def run(pages: int = 10_000, more: int = 5) -> Figures:
    """Measure a case of so many pages, and then ``more`` papers that come in one by one."""
    with tempfile.TemporaryDirectory() as name:
        folder, local = Path(name) / "Big", Path(name) / "local"
        workers = Workers()
        try:
            with Case.create(folder, workers, local=local) as case:
                _store_paper(case, 1)
                list(case.keep_index())
                case.search("court")
                store_papers(case, papers(pages))
                with _memory_of(workers, "index") as memory:
                    written, first_answer, meanwhile = _write(case)
                held = len(case.documents())
            with Case.open(folder.with_suffix(".pincite"), workers, local=local) as case:
                case.view()
                start = time.perf_counter()
                if any(step.total for step in case.keep_index()):  # tidying counts nothing
                    raise RuntimeError("the index was not whole")
                looked_over = time.perf_counter() - start
                start = time.perf_counter()
                case.search("breach w/5 contract")
                first_search = time.perf_counter() - start
                one_more = [_one_more(case, number) for number in range(2, 2 + more)]
        finally:
            workers.close()
    return Figures(
        pages,
        held,
        written,
        first_answer,
        meanwhile,
        max(memory) - memory[0],
        looked_over,
        first_search,
        one_more,
    )


def _write(case: Case) -> tuple[float, float, list[float]]:
    """Write the index and ask meanwhile, now and then, from another thread."""
    over, taken, hits = threading.Event(), [], []
    start = time.perf_counter()

    def ask() -> None:
        while not over.wait(0.5):
            begun = time.perf_counter()
            found = case.search("breach w/5 contract")
            taken.append(time.perf_counter() - begun)
            if found.total and not hits:
                hits.append(time.perf_counter() - start)

    asking = threading.Thread(target=ask)
    asking.start()
    list(case.keep_index())
    seconds = time.perf_counter() - start
    over.set()
    asking.join()
    return seconds, hits[0] if hits else seconds, taken


def _store_paper(case: Case, number: int) -> None:
    pages = tuple(page for paper in papers(10, seed=1_000 + number) for page in paper.pages)
    store_papers(case, [Paper(1_000_000 + number, 2020, pages)])


def _one_more(case: Case, number: int) -> float:
    """Store a paper and search for a word that it has, too; return the seconds until it is found."""
    before = len(case.search("court").documents)
    _store_paper(case, number)
    case.view()  # the window has asked for the case's rows by then
    start = time.perf_counter()
    found = case.search("court")
    seconds = time.perf_counter() - start
    if found.warnings or len(found.documents) <= before:
        raise RuntimeError(f"it was not found: {found.warnings}")
    return seconds


@contextmanager
def _memory_of(workers: Workers, name: str) -> Iterator[list[int]]:
    """Note a worker process's own memory, in bytes, again and again; files that are mapped do not count."""
    import psutil

    process = psutil.Process(dict(workers.processes())[name])

    def own() -> int:
        about = process.memory_info()
        return int(about.rss - getattr(about, "shared", 0))

    noted, over = [own()], threading.Event()

    def look() -> None:
        while not over.wait(_LOOK):
            noted.append(own())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield noted
    finally:
        over.set()
        looking.join()


if __name__ == "__main__":
    figures = run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    asked = sorted(figures.meanwhile)
    show(
        [
            (
                "index written in the background",
                f"{figures.pages:,} pages, {figures.papers:,} papers, in {figures.written:.1f} s",
            ),
            ("first hits after", f"{figures.first_answer:.1f} s"),
            (
                "searches asked meanwhile: half / longest",
                f"{len(asked)}: {statistics.median(asked) * 1000:.0f} / {asked[-1] * 1000:.0f} ms",
            ),
            ("memory added to the process that writes", f"{figures.memory / 1e6:.0f} MB"),
            ("whole index looked over after opening", f"{figures.looked_over * 1000:.0f} ms"),
            ("first search after that", f"{figures.first_search * 1000:.0f} ms"),
            (
                "one more paper of ten pages is found after: half / longest",
                f"{statistics.median(figures.one_more) * 1000:.0f} / "
                f"{max(figures.one_more) * 1000:.0f} ms",
            ),
        ]
    )
