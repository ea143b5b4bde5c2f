"""Two copies of a big case, decided on by two attorneys, come together: what that takes.

``python -m benchmarks.merging CASE [--decisions 2000]`` copies a case that ``big_case`` made twice, takes
different decisions on each copy (a third of them on the same findings, so that some contradict), and times
the preview, the longest wait between two steps of progress, and bringing one into the other. Seconds are the
processor's, so that what the machine does beside it is left out. Nothing is left behind.
"""

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.timing import show
from casefile.case import Case
from casefile.records import Ref

__all__ = ["decide", "measure"]

_MEGABYTE = 1024


def decide(case: Case, count: int, seed: str) -> None:
    """Take so many decisions: accept, reject, rename, name a speaker, tag, note, set a date."""
    chooser = random.Random(seed)
    shared = random.Random("both")
    view = case.view()
    rows: list[Ref] = [row.ref for each in (view.quotes, view.dates) for row in each]
    both = shared.sample(rows, count // 3)
    own = chooser.sample(rows, count)
    kinds: tuple[Callable[[Ref], object], ...] = (
        lambda ref: case.accept([ref]),
        lambda ref: case.reject([ref]),
        lambda ref: case.tag([ref], chooser.choice(("Notice", "Berth", "Ask at trial"))),
        lambda ref: case.add_note(ref, f"Seen by {seed}: {chooser.random()}"),
        lambda _: case.edit_party(
            chooser.choice(view.parties).id, role=chooser.choice(("witness", ""))
        ),
    )
    for at, ref in enumerate((both + own)[:count]):
        chooser.choice(kinds[:2] if at < len(both) else kinds)(ref)


def measure(folder: Path, count: int) -> dict[str, float]:
    """Return seconds, megabytes and numbers of bringing two copies of a case together."""
    from casefile.workers import Workers

    workers = Workers()
    place = Path(tempfile.mkdtemp(prefix="pincite-merging-", dir=folder.parent))
    taken: dict[str, float] = {}
    try:
        for name in ("one", "other"):
            shutil.copytree(folder, place / f"{name}.pincite")
            with (
                Case.open(place / f"{name}.pincite", workers, local=place / name) as case,
                _timed(taken, f"{count} decisions, {name}"),
            ):
                decide(case, count, name)
        with Case.open(place / "one.pincite", workers, local=place / "one") as case:
            case.view()
            _bring_in(case, place / "other.pincite", taken)
    finally:
        workers.close()
        shutil.rmtree(place)
    return taken


def _bring_in(case: Case, other: Path, taken: dict[str, float]) -> None:
    before = _memory()
    with _timed(taken, "preview"):
        preview = case.preview_merge(other)
    with _timed(taken, "preview, next"):
        case.preview_merge(other)
    taken["memory that the preview takes at most, MB"] = max(0, _memory() - before)
    taken["decisions coming"] = len(preview.decisions)
    taken["conflicts"] = len(preview.conflicts)
    before = _memory()
    with _timed(taken, "bringing in"):
        taken["longest without a step"] = _longest(case.merge(other))
    taken["memory that bringing in takes on top, MB"] = max(0, _memory() - before)
    with _timed(taken, "the first view after it"):
        case.view()
    with _timed(taken, "list of conflicts"):
        rows = case.conflicts()
    with _timed(taken, "settling one"):
        case.settle_conflict(rows[0].id, theirs=True)
    with _timed(taken, "taking it all back"):
        case.undo()
        case.undo()


def _longest(steps: Iterator[object]) -> float:
    longest, last = 0.0, time.process_time()
    for _ in steps:
        now = time.process_time()
        longest, last = max(longest, now - last), now
    return max(longest, time.process_time() - last)


def _memory() -> float:
    """Return the most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


@contextmanager
def _timed(taken: dict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    taken[name] = time.process_time() - start


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--decisions", type=int, default=2000)
    options = parser.parse_args()
    taken = measure(options.case, options.decisions)
    show([(name, f"{value:,.2f}") for name, value in taken.items()])


if __name__ == "__main__":
    main()
