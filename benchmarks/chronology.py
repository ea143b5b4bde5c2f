"""How fast the chronology of a case opens: first, again, and after a decision, beside the linked view.

Run from the project's root: ``python -m benchmarks.chronology [FOLDER]``; the pleadings beside the project
without one, the sample case where they are absent.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import SAMPLE, SHARED, show
from casefile.case import Case
from casefile.workers import Workers

__all__ = ["Figures", "run"]


@dataclass(frozen=True)
class Figures:
    """Seconds, each the best of the runs.

    ``linked`` is the linked view's first answer after opening, which reads all findings; ``first`` the
    chronology's after that, ``again`` its second, ``decided`` its next after an event was tagged, the
    decision itself and the reading of the changed paper included.
    """

    events: int
    undated: int
    groups: int
    conflicts: int
    linked: float
    first: float
    again: float
    decided: float


def run(papers: Path, rounds: int = 3) -> Figures:
    """Import ``papers`` into a scratch case, and open it ``rounds`` times."""
    with tempfile.TemporaryDirectory() as folder:
        target, local = Path(folder) / "Benchmark.pincite", Path(folder) / "local"
        workers = Workers()
        try:
            with Case.create(target, workers, local=local) as case:
                list(case.ingest([papers]))
            return min(
                (_opened(target, local, workers) for _ in range(rounds)),
                key=lambda each: each.linked + each.first,
            )
        finally:
            workers.close()


def _opened(target: Path, local: Path, workers: Workers) -> Figures:
    with Case.open(target, workers, local=local) as case:
        linked = _seconds(case.view)
        first = _seconds(case.chronology)
        again = _seconds(case.chronology)
        story = case.chronology()
        start = time.perf_counter()
        if story.rows:
            case.edit_event([story.rows[0].id], tags=["measured"])
            case.chronology()
        decided = time.perf_counter() - start
        if story.rows:
            case.undo()
        sizes: dict[int, int] = {}
        for row in story.rows:
            sizes[row.group] = sizes.get(row.group, 0) + 1
        return Figures(
            len(story.rows),
            len(story.undated),
            sum(size > 1 for size in sizes.values()),
            len(story.conflicts),
            linked,
            first,
            again,
            decided,
        )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    pleadings = SHARED / "documents" / "pleadings"
    papers = Path(sys.argv[1]) if len(sys.argv) > 1 else pleadings
    figures = run(papers if papers.is_dir() else SAMPLE)
    show(
        (
            ("events with a day", str(figures.events)),
            ("events without one", str(figures.undated)),
            ("groups of one event", str(figures.groups)),
            ("conflicts", str(figures.conflicts)),
            ("linked view, first", f"{figures.linked * 1000:.0f} ms"),
            ("chronology, first", f"{figures.first * 1000:.0f} ms"),
            ("chronology, again", f"{figures.again * 1000:.3f} ms"),
            ("chronology after a decision", f"{figures.decided * 1000:.0f} ms"),
            ("first chronology / linked view", f"{figures.first / figures.linked:.2f}"),
        )
    )


if __name__ == "__main__":
    main()
