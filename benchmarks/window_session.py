"""Two minutes in the window of a big case while papers are imported: every wish, every step of its thread.

A script does what a person does: opens the case, scrolls every list to its end, narrows, types into every
field letter by letter, opens places, goes through all views, decides and takes back. For each it says how
long it took from the wish until the answer was painted, and the longest step of the window's thread
meanwhile: by the clock and in the thread's own processor time, which other work on the machine does not
change. The case is copied first and the copy changed.

Run from the project's root, with a case of ``benchmarks.big_case``:
``python -m benchmarks.window_session CASE [--seconds 120] [--local FOLDER] [--quiet]``; ``--local`` keeps the
search index for the next run, ``--quiet`` imports nothing beside.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.responsiveness import sample_copies
from benchmarks.timing import show
from benchmarks.watched_window import Step, Ticker, Watched, memory, share, watched_window
from benchmarks.window_script import PARTS, open_case
from benchmarks.wishes import Session, Wish

__all__ = ["Figures", "run"]


@dataclass(frozen=True)
class Figures:
    """All wishes, the longest steps of all, waits in seconds at rest and meanwhile, megabytes."""

    documents: int
    rows: tuple[int, int, int]
    imported: int
    seconds: float
    wishes: tuple[Wish, ...]
    longest: tuple[Step, ...]
    idle: tuple[float, ...]
    waits: tuple[float, ...]
    resident: float
    peak: float


def run(
    case: Path, seconds: float = 120.0, local: Path | None = None, *, importing: int = 2000
) -> Figures:
    """Go through the script over a copy of ``case`` until ``seconds`` have passed, at least once.

    ``importing`` invented papers are handed over to be imported meanwhile.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What this computer keeps of a case hangs on its place, too.
        copy = (local or folder) / "Session.pincite"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy, ignore=shutil.ignore_patterns("case.lock", "case.holder.json"))
        with watched_window(folder, local) as watched:
            return _go_through(watched, copy, seconds, sample_copies(folder, importing))


def _go_through(watched: Watched, case: Path, seconds: float, brought: Sequence[Path]) -> Figures:
    session = Session(watched)
    window, ticker = watched.window, Ticker()
    open_case(session, case)
    before = len(window.desk.documents)
    ticker.start()
    watched.wait(3000)
    idle = sorted(ticker.gaps)
    ticker.start()
    watched.steps.made[:] = [step for step in watched.steps.made if step.during.startswith("open")]
    if brought:
        window.desk.import_papers(brought)
    begun = time.perf_counter()
    for part in _rounds(begun + seconds):
        part(session)
    taken = time.perf_counter() - begun
    waits = sorted(ticker.gaps)
    resident, peak = memory()
    window.desk.imports.cancel()
    watched.until(lambda: not window.desk.importing, 20)
    watched.settle()
    totals = [column.list.model().rowCount() for column in window.columns.columns.values()]
    return Figures(
        before,
        (totals[0], totals[1], totals[2]),
        len(window.desk.documents) - before,
        taken,
        tuple(session.wishes.values()),
        tuple(sorted(watched.steps.made, key=lambda step: -step.seconds)[:12]),
        tuple(idle),
        tuple(waits),
        resident,
        peak,
    )


def _rounds(end: float) -> Iterator[Callable[[Session], None]]:
    """Yield every part of the script, and again until the time is over."""
    yield from PARTS
    while True:
        for part in PARTS:
            if time.perf_counter() > end:
                return
            yield part


def _told(figures: Figures) -> list[tuple[str, str]]:
    rows = [
        ("papers, parties, quotes, dates", f"{figures.documents:,}; {figures.rows}"),
        (
            "seconds of the session; papers imported meanwhile",
            f"{figures.seconds:.0f}; {figures.imported}",
        ),
    ]
    for wish in figures.wishes:
        longest = wish.longest
        half = statistics.median(wish.waits) * 1000 if wish.waits else float("nan")
        most = max(wish.waits) * 1000 if wish.waits else float("nan")
        own = max(step.own for step in wish.steps) * 1000
        told = (
            f"{half:6.0f} /{most:6.0f} ms; step {longest.seconds * 1000:5.0f} (own {own:4.0f}) ms"
        )
        told += f"; {wish.unfulfilled} never" if wish.unfulfilled else ""
        rows.append((f"{wish.name} (×{len(wish.steps)})", told))
    for name, waits in (("at rest", figures.idle), ("in the session", figures.waits)):
        told = " / ".join(f"{share(waits, part) * 1000:.1f}" for part in (0.5, 0.99, 1.0))
        rows.append((f"waits of the window {name}: half / 99 of 100 / longest", f"{told} ms"))
    rows.append(
        (
            "memory of the window's process, and its peak",
            f"{figures.resident:.0f}; {figures.peak:.0f} MB",
        )
    )
    return rows


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--local", type=Path)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    figures = run(given.case, given.seconds, given.local, importing=0 if given.quiet else 2000)
    show(_told(figures))
    print("longest steps:")
    for step in figures.longest:
        print(
            f"{step.seconds * 1000:6.0f} ms, own {step.own * 1000:4.0f}: {step.what}, {step.during}\n"
            f"          {step.where(6)}"
        )


if __name__ == "__main__":
    _main()
