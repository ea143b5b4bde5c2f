"""The longest step on the window's thread while 50 documents are imported.

A step is the handling of one event. Beside it stands what a person may notice: a timer of Qt ticks every
5 ms; the longest time between two ticks, less those 5 ms, is the longest wait, in which several steps and
whatever the machine did meanwhile add up. The same run measures an idle window for comparison.

Run from the project's root: ``python -m benchmarks.responsiveness [COUNT]``.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.timing import SAMPLE, SHARED, show

TICK = 0.005
_APPLICATIONS: list[object] = []  # Qt's application object must outlive every window


class Ticker:
    """Measures the gaps between ticks of the window's event loop, in seconds."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(TICK * 1000))

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(max(0.0, now - self._last - TICK))
        self._last = now

    def start(self) -> None:
        """Forget what was measured and begin anew."""
        self.gaps.clear()
        self._last = time.perf_counter()


def stopwatch() -> list[float]:
    """Make the application object one that times its steps; returns the list that they are noted in."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    seconds: list[float] = []

    class Timed(QApplication):
        inside = False

        def notify(self, receiver: QObject, event: QEvent) -> bool:
            if self.inside:  # part of a step that is being timed
                return super().notify(receiver, event)
            self.inside = True
            start = time.perf_counter()
            try:
                return super().notify(receiver, event)
            finally:
                seconds.append(time.perf_counter() - start)
                self.inside = False

    if QApplication.instance() is None:
        _APPLICATIONS.append(Timed(["pincite"]))
    return seconds


def papers(folder: Path, count: int) -> list[Path]:
    """Return ``count`` different papers: real ones where they lie beside the project, and the sample's.

    Copies differ in one line, so that none is a duplicate.
    """
    real = sorted((SHARED / "documents").glob("*/*")) + sorted((SHARED / "seeds").glob("*"))
    found = [path for path in real if path.suffix in (".pdf", ".docx", ".txt", ".html")]
    texts = sorted(SAMPLE.glob("*.txt"))
    number = 0
    while len(found) < count:
        number += 1
        copy = folder / f"copy {number}.txt"
        text = texts[number % len(texts)].read_text(encoding="utf-8")
        copy.write_text(f"{text}\n\nCopy {number}.\n", encoding="utf-8")
        found.append(copy)
    return found[:count]


def run(count: int = 50) -> dict[str, float]:
    """Import ``count`` papers into a case in a real window; return milliseconds and seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from casefile.case import Case
    from casefile.workers import Workers
    from ui.app import build_application, build_window
    from ui.desk import CaseDoors
    from ui.jobs import Jobs
    from ui.settings import SettingsFile
    from ui.theme import Theme

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps = stopwatch()
        application = build_application(["pincite"])
        settings = SettingsFile(folder / "settings.json")
        theme = Theme(settings.value.theme)
        theme.apply()
        jobs, workers = Jobs(), Workers()
        doors = CaseDoors(
            lambda path: Case.open(path, workers, local=folder / "local"),
            lambda path, title: Case.create(path, workers, name=title, local=folder / "local"),
        )
        window = build_window(jobs, theme, settings, doors)
        window.resize(1440, 900)
        window.show()

        def wait(milliseconds: int) -> None:
            loop = QEventLoop()
            QTimer.singleShot(milliseconds, loop.quit)
            loop.exec()

        Case.create(folder / "Fifty", workers, local=folder / "local").close()
        window.desk.open_case(folder / "Fifty.pincite")
        while jobs.busy or window.desk.case is None:
            wait(100)
        ticker = Ticker()
        wait(1500)
        idle = max(ticker.gaps)
        ticker.start()
        steps.clear()
        begun = time.perf_counter()
        window.desk.import_papers(papers(folder, count))
        wait(300)
        while jobs.busy:
            wait(100)
        wait(500)
        gaps = sorted(ticker.gaps)
        figures = {
            "documents": float(len(window.desk.case.documents()) if window.desk.case else 0),
            "seconds": time.perf_counter() - begun,
            "idle": idle * 1000,
            "longest": gaps[-1] * 1000,
            "step": max(steps, default=0.0) * 1000,
            "p99": gaps[int(len(gaps) * 0.99)] * 1000,
        }
        jobs.close()
        jobs.join(10)
        if window.desk.case:
            window.desk.case.close()
        workers.close()
        window.close()
        del application
        return figures


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
