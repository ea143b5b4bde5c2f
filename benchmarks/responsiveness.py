"""The longest step on the window's thread while 50 documents are imported.

A step is the handling of one event. Beside it stands what a person may notice: a timer of Qt ticks every
5 ms; the longest time between two ticks, less those 5 ms, is the longest wait, in which several steps and
whatever the machine did meanwhile add up. The same run measures an idle window for comparison.

Run from the project's root: ``python -m benchmarks.responsiveness [COUNT]``.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.timing import SAMPLE, SHARED, show
from benchmarks.watched_window import Ticker, share, stopwatch, watched_window

__all__ = ["Ticker", "papers", "run", "sample_copies", "stopwatch"]


def papers(folder: Path, count: int) -> list[Path]:
    """Return ``count`` different papers: real ones where they lie beside the project, and the sample's.

    Copies differ in one line, so that none is a duplicate.
    """
    real = sorted((SHARED / "documents").glob("*/*")) + sorted((SHARED / "seeds").glob("*"))
    found = [path for path in real if path.suffix in (".pdf", ".docx", ".txt", ".html")]
    return [*found, *sample_copies(folder, count - len(found))][:count]


def sample_copies(folder: Path, count: int) -> list[Path]:
    """Write ``count`` copies of the sample's papers into a folder, each with a line of its own."""
    texts, made = sorted(SAMPLE.glob("*.txt")), []
    for number in range(1, count + 1):
        copy = folder / f"copy {number}.txt"
        text = texts[number % len(texts)].read_text(encoding="utf-8")
        copy.write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
        made.append(copy)
    return made


def run(count: int = 50) -> dict[str, float]:
    """Import ``count`` papers into a case in a real window; return milliseconds and seconds."""
    from casefile.case import Case

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with watched_window(folder) as watched:
            window = watched.window
            Case.create(folder / "Fifty", watched.workers, local=watched.local).close()
            window.desk.open_case(folder / "Fifty.pincite")
            while watched.jobs.busy or window.desk.case is None:
                watched.wait(100)
            ticker = Ticker()
            watched.wait(1500)
            idle = max(ticker.gaps)
            ticker.start()
            watched.steps.clear()
            begun = time.perf_counter()
            window.desk.import_papers(papers(folder, count))
            watched.wait(300)
            while watched.jobs.busy:
                watched.wait(100)
            watched.wait(500)
            gaps = sorted(ticker.gaps)
            return {
                "documents": float(len(window.desk.case.documents()) if window.desk.case else 0),
                "seconds": time.perf_counter() - begun,
                "idle": idle * 1000,
                "longest": gaps[-1] * 1000,
                "step": watched.steps.longest().seconds * 1000,
                "p99": share(gaps, 0.99) * 1000,
            }


if __name__ == "__main__":
    figures = run(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
    show(
        [
            ("documents imported", f"{figures['documents']:.0f} in {figures['seconds']:.0f} s"),
            ("longest step on the window's thread, importing", f"{figures['step']:.0f} ms"),
            ("longest wait of the window, importing", f"{figures['longest']:.0f} ms"),
            ("99 of 100 waits are shorter than", f"{figures['p99']:.1f} ms"),
            ("longest wait of the same window, idle", f"{figures['idle']:.0f} ms"),
            (
                "longest wait, importing to idle",
                f"{figures['longest'] / max(figures['idle'], 0.1):.0f}×",
            ),
        ]
    )
