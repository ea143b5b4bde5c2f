"""Two minutes in the window of a big case while papers are imported: every wish, every step of its thread.

A script does what a person does: opens the case, scrolls every list to its end, narrows, types into every
field letter by letter, opens places, goes through all views, decides and takes back. For each it says how
long it took from the wish until the answer was painted, and the longest step of the window's thread
meanwhile: by the clock, in the thread's own processor time, which other work on the machine does not change,
and for how long it could have run but had no processor. Beside them stands who else kept the process from
running: threads that held Python's lock for the length of one call, by name and line, and collections of
cycles. The case is copied first and the copy changed.

Run from the project's root, with a case of ``benchmarks.big_case``:
``python -m benchmarks.window_session CASE [--seconds 120] [--local FOLDER] [--quiet] [--sampled]``.
``--local`` keeps the search index for the next run, ``--quiet`` imports nothing beside, ``--sampled`` tells
where long steps stand, and makes them longer.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.big_papers import drafts
from benchmarks.held import Collection, Hold
from benchmarks.own_place import as_of_now, temporary_files_in
from benchmarks.timing import show
from benchmarks.watched_window import Step, Ticker, Watched, memory, share, watched_window
from benchmarks.window_script import PARTS, open_case
from benchmarks.wishes import Session, Wish
from casefile.import_records import Progress

__all__ = ["Figures", "run"]

_SEED = 9  # of the papers that come in: other parties, days and words than those of the big case
_FINDINGS = 40  # of each of them
_LONGEST_TEXT = 500_000  # characters
_LONGEST = 12


@dataclass
class _Arrived:
    """When papers were ready, in seconds after they were handed over."""

    begun: float = 0.0
    moments: list[float] = field(default_factory=list)

    def note(self, step: Progress) -> None:
        if step.outcome is not None and step.outcome.status == "imported":
            self.moments.append(time.perf_counter() - self.begun)


@dataclass(frozen=True)
class Figures:
    """All wishes, the longest steps of all, waits in seconds at rest and meanwhile, megabytes."""

    documents: int
    rows: tuple[int, int, int]
    arrived: tuple[float, ...]
    """When each imported paper was ready, in seconds after all were handed over."""
    seconds: float
    wishes: tuple[Wish, ...]
    longest: tuple[Step, ...]
    """The longest by the clock."""
    most_work: tuple[Step, ...]
    """Those with the most work of the window's own thread."""
    undisturbed: float
    """Seconds of the longest step but for the time in which it had no processor."""
    idle: tuple[float, ...]
    waits: tuple[float, ...]
    holds: tuple[Hold, ...]
    collections: tuple[Collection, ...]
    resident: float
    peak: float
    faults: tuple[str, ...] = ()
    """What went wrong in the window."""

    @property
    def unfulfilled(self) -> tuple[str, ...]:
        """The wishes that were not fulfilled in time, once or more."""
        return tuple(wish.name for wish in self.wishes if wish.unfulfilled)


def run(
    case: Path,
    seconds: float = 120.0,
    local: Path | None = None,
    *,
    importing: int = 2000,
    hurried: bool = False,
    sampled: bool = False,
) -> Figures:
    """Go through the script over a copy of ``case`` until ``seconds`` have passed, at least once.

    ``importing`` invented papers are handed over to be imported meanwhile. ``hurried`` leaves out the rests
    and most of the scrolling and waits for the papers: it shows that the script is right, and measures
    nothing.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What this computer keeps of a case hangs on its place, too.
        copy = (local or folder) / "Session.pincite"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(case, copy, ignore=shutil.ignore_patterns("case.lock", "case.holder.json"))
        as_of_now(copy)
        # What lies in the folder for temporary files may vanish, so that all of it is copied before the first
        # paper is read; the papers that are brought here shall be papers like others.
        temporary = folder / "temporary"
        temporary.mkdir()
        brought = _papers(folder / "papers", importing)
        with (
            temporary_files_in(temporary),
            watched_window(folder, local, sampled=sampled) as watched,
        ):
            session = Session(watched, hurried=hurried)
            return _go_through(session, copy, seconds, brought)


def _papers(folder: Path, count: int) -> list[Path]:
    """Write papers as a litigation has them, no two alike."""
    folder.mkdir()
    # Two more, since the one of a thousand pages is left out.
    made = drafts(count + 2, _FINDINGS * (count + 2), _SEED) if count else iter(())
    found = []
    for number, draft in enumerate(
        islice((one for one in made if len(one.text) < _LONGEST_TEXT), count), 1
    ):
        path = folder / f"{number:04} {Path(draft.name).stem}.txt"
        path.write_text(draft.text, encoding="utf-8")
        found.append(path)
    return found


def _go_through(session: Session, case: Path, seconds: float, brought: Sequence[Path]) -> Figures:
    watched: Watched = session.watched
    window, ticker = watched.window, Ticker()
    open_case(session, case)
    before = len(window.desk.documents)
    ticker.start()
    watched.wait(50 * session.rest)
    idle = sorted(ticker.gaps)
    ticker.start()
    watched.steps.made[:] = [step for step in watched.steps.made if step.during.startswith("open")]
    watched.held.clear()
    arrived = _Arrived(time.perf_counter())
    window.desk.imports.progressed.connect(arrived.note)
    if brought:
        window.desk.import_papers(brought)
    begun = time.perf_counter()
    for part in _rounds(begun + seconds):
        part(session)
    taken = time.perf_counter() - begun
    if session.hurried:  # few papers, and little time for them so far
        watched.until(lambda: not window.desk.importing, 120)
    waits = sorted(ticker.gaps)
    resident, peak = memory()
    held = watched.held
    holds, collections = tuple(held.holds), tuple(held.collections)
    ready = tuple(arrived.moments)
    window.desk.imports.cancel()
    watched.until(lambda: not window.desk.importing, 20)
    watched.settle()
    totals = [column.list.model().rowCount() for column in window.columns.columns.values()]
    return Figures(
        before,
        (totals[0], totals[1], totals[2]),
        ready,
        taken,
        tuple(session.wishes.values()),
        tuple(sorted(watched.steps.made, key=lambda step: -step.seconds)[:_LONGEST]),
        tuple(sorted(watched.steps.made, key=lambda step: -step.own)[:_LONGEST]),
        max((step.seconds - step.queued for step in watched.steps.made), default=0.0),
        tuple(idle),
        tuple(waits),
        holds,
        collections,
        resident,
        peak,
        tuple(session.faults),
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
        ("seconds of the session", f"{figures.seconds:.0f}"),
        ("papers imported meanwhile; the first, and half of them after", _told_papers(figures)),
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


def _told_step(step: Step) -> str:
    return (
        f"{step.seconds * 1000:6.0f} ms, own {step.own * 1000:4.0f} (paint {step.painting * 1000:4.0f}),"
        f" without a processor {step.queued * 1000:4.0f}: {step.what}, {step.during}"
    ) + (f"\n          {step.where(6)}" if step.stacks else "")


def _told_papers(figures: Figures) -> str:
    if not figures.arrived:
        return "0"
    half = figures.arrived[len(figures.arrived) // 2]
    return f"{len(figures.arrived):,}; {figures.arrived[0]:.1f} and {half:.1f} s"


def _told_holds(holds: Iterable[Hold]) -> Iterator[str]:
    """Yield who held the process up, by thread and line, the longest together first."""
    by_place: dict[tuple[str, str], list[Hold]] = {}
    for hold in holds:
        by_place.setdefault((hold.thread, hold.where), []).append(hold)
    ordered = sorted(by_place.items(), key=lambda item: -sum(one.seconds for one in item[1]))
    for (thread, where), some in ordered[: 2 * _LONGEST]:
        longest = max(some, key=lambda one: one.seconds)
        total = sum(one.seconds for one in some)
        yield (
            f"{len(some):5} ×, together {total * 1000:6.0f}, longest {longest.seconds * 1000:5.0f} ms:"
            f" {thread}, {longest.during}\n          {where}"
        )


def _told_collections(found: Sequence[Collection]) -> Iterator[str]:
    for generation in range(3):
        some = [each for each in found if each.generation == generation]
        if some:
            longest = max(some, key=lambda each: each.seconds)
            yield (
                f"{len(some):5} of generation {generation}, longest {longest.seconds * 1000:.0f} ms"
                f" ({longest.thread}, {longest.during})"
            )


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--local", type=Path)
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--sampled", action="store_true")
    given = parser.parse_args()
    figures = run(
        given.case,
        given.seconds,
        given.local,
        importing=0 if given.quiet else 2000,
        sampled=given.sampled,
    )
    show(_told(figures))
    print(f"longest step but for waits for a processor: {figures.undisturbed * 1000:.0f} ms")
    print("longest steps:")
    print("\n".join(map(_told_step, figures.longest)))
    print("steps with the most work of the window's own thread:")
    print("\n".join(map(_told_step, figures.most_work)))
    print("what kept the process from running for over 20 ms at a time:")
    print("\n".join(_told_holds(figures.holds)) or "  nothing")
    print("collections of cycles:")
    print("\n".join(_told_collections(figures.collections)) or "  none")
    print("faults:", "\n".join(figures.faults) or "none")
    print(f"wishes not fulfilled: {', '.join(figures.unfulfilled) or 'none'}")


if __name__ == "__main__":
    _main()
