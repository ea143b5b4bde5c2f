"""All papers at hand imported in one run: what became of each, how long reading took, what memory it took.

Run from the project's root: ``python -m benchmarks.papers [--scans] [PATH...]``. Without a path it takes
the folders of real papers beside the project, or else the sample papers. It prints a table in Markdown,
sorted by path; files that came inside others stand behind them, under "archive → file". Seconds are
those of reading alone, from the moment a file is handed to the reader. With ``--scans`` pages without
text are then read by machine, which takes minutes.
"""

import argparse
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from benchmarks.timing import SAMPLE, SHARED, scratch_case
from casefile.case import Case
from casefile.import_records import FileOutcome, Progress, Stage
from casefile.workers import Workers

__all__ = ["Figures", "Paper", "run", "table"]

_LOOK_EVERY: Final = 0.05  # seconds between two looks at the processes' memory
_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Paper:
    """One file: its path, what became of it, and what was read of it."""

    path: str
    outcome: str
    pages: int
    characters: int
    seconds: float
    warnings: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Figures:
    """One run: its papers by path, the seconds of the whole, the most memory of each process in MB."""

    papers: tuple[Paper, ...]
    seconds: float
    memory: dict[str, int]
    problems: tuple[str, ...]


@dataclass
class _Clock:
    """When each file was handed to the reader, how long that took, and how it ended."""

    began: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    outcomes: dict[str, FileOutcome] = field(default_factory=dict)

    def see(self, steps: Iterable[Progress]) -> None:
        """Go through an import."""
        for step in steps:
            now = time.perf_counter()
            if step.path and step.stage is Stage.READING:
                self.began.setdefault(step.path, now)
            ended = step.path if step.stage is Stage.READ else None
            if step.outcome:
                self.outcomes[step.outcome.path] = step.outcome
                ended = step.outcome.path
            if ended in self.began:
                self.seconds.setdefault(ended, now - self.began[ended])


def run(paths: Sequence[Path], *, scans: bool = False) -> Figures:
    """Import ``paths`` into a scratch case and check it."""
    clock = _Clock()
    with scratch_case() as (case, workers), _most_memory(workers) as memory:
        start = time.perf_counter()
        clock.see(case.ingest(paths))
        if scans:
            for _step in case.read_scans():
                pass
        seconds = time.perf_counter() - start
        papers = sorted(_papers(case, clock, paths), key=lambda paper: paper.path)
        problems = tuple(f"{each.subject}: {each.sentence}" for each in case.check())
    return Figures(tuple(papers), seconds, dict(memory), problems)


def _papers(case: Case, clock: _Clock, paths: Sequence[Path]) -> Iterator[Paper]:
    rows = {row.id: row for row in case.documents()}
    for path, outcome in clock.outcomes.items():
        row = rows.get(outcome.document or 0)
        # A duplicate has the row of the paper that was there before.
        known = row if outcome.status != "duplicate" else None
        yield Paper(
            _shortened(path, paths),
            outcome.status,
            known.pages if known else 0,
            known.characters if known else 0,
            clock.seconds.get(path, 0.0),
            tuple(dict.fromkeys(notice.code for notice in known.notices)) if known else (),
            "" if outcome.status in ("imported", "duplicate") else outcome.sentence,
        )


def _shortened(path: str, paths: Sequence[Path]) -> str:
    for folder in paths:
        if path.startswith(f"{folder}/"):
            return f"{folder.name}{path.removeprefix(str(folder))}"
    return Path(path).name


@contextmanager
def _most_memory(workers: Workers) -> Iterator[dict[str, int]]:
    """Look at the resident memory of this process and of its workers until the end; MB by name."""
    most: dict[str, int] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_EVERY):
            running = ((f"worker “{name}”", number) for name, number in workers.processes())
            for name, number in (("main", None), *running):
                try:
                    resident = psutil.Process(number).memory_info().rss // _MEBIBYTE
                except psutil.Error:  # it has just ended
                    continue
                most[name] = max(most.get(name, 0), resident)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def table(figures: Figures) -> str:
    """Return the run as tables in Markdown."""
    rows = [
        "| file | outcome | pages | characters | seconds | warnings |",
        "|---|---|---:|---:|---:|---|",
    ]
    for paper in figures.papers:
        said = paper.sentence or ", ".join(paper.warnings)
        size = f"{paper.pages:,} | {paper.characters:,} | {paper.seconds:.2f}"
        path = paper.path.replace("|", "\\|")
        rows.append(f"| {path} | {paper.outcome} | {size} | {said.replace('|', chr(92) + '|')} |")
    pages, characters = (
        sum(getattr(paper, name) for paper in figures.papers) for name in ("pages", "characters")
    )
    rows.append(
        f"| {len(figures.papers)} files | | {pages:,} | {characters:,} "
        f"| {sum(paper.seconds for paper in figures.papers):.2f} | |"
    )
    rows += ["", f"Whole import, to the last finding: {figures.seconds:.0f} s.", ""]
    rows += ["| process | most memory |", "|---|---:|"]
    rows += [f"| {name} | {most:,} MB |" for name, most in sorted(figures.memory.items())]
    rows += [
        "",
        *(figures.problems or ["The case was checked afterwards: nothing is wrong with it."]),
    ]
    return "\n".join(rows)


def papers_at_hand() -> list[Path]:
    """Return the folders to import."""
    folders = [SHARED / name for name in ("documents", "seeds")]
    return [folder for folder in folders if folder.is_dir()] or [SAMPLE]


def _main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.papers")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--scans", action="store_true")
    chosen = parser.parse_args()
    figures = run(chosen.paths or papers_at_hand(), scans=chosen.scans)
    print(table(figures))
    return int(bool(figures.problems))


if __name__ == "__main__":
    sys.exit(_main())
