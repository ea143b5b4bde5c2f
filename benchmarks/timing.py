"""What the benchmarks share: repeated timing in turns, a scratch case, and the papers to use."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from casefile.case import Case
from casefile.workers import Workers

__all__ = ["SAMPLE", "SHARED", "in_turns", "scratch_case", "show"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "resources" / "sample" / "papers"


def in_turns(runs: int, *works: Callable[[], object]) -> list[float]:
    """Return each work's median seconds; the works take turns, so that a noisy moment hits all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for taken, work in zip(seconds, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


@contextmanager
def scratch_case() -> Iterator[tuple[Case, Workers]]:
    """Make a case in a temporary folder with its workers; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        workers = Workers()
        case = Case.create(Path(folder) / "Benchmark", workers, local=Path(folder) / "local")
        try:
            yield case, workers
        finally:
            case.close()
            workers.close()


def show(rows: Sequence[tuple[str, str]]) -> None:
    """Print one figure a line."""
    for name, figure in rows:
        print(f"{name:72s} {figure}")
