"""A real window whose thread is watched: every step it makes, how long it took, and where it stood meanwhile.

A step is the handling of one event. Beside it stands what a person may notice: a timer of Qt ticks every
5 ms; the time between two ticks, less those 5 ms, is a wait, in which several steps and whatever the
machine did meanwhile add up. A thread of its own notes who holds Python's lock for long; where it is wished
it samples the stack of long steps, which makes them longer by a millisecond or two each time.
"""

import gc
import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.held import Held, calls_of, dumped, queued_seconds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from casefile.workers import Workers
    from ui.jobs import Jobs
    from ui.main_window import MainWindow

__all__ = [
    "Step",
    "Steps",
    "Ticker",
    "Watched",
    "memory",
    "share",
    "stopwatch",
    "watch_steps",
    "watched_window",
]

TICK = 0.005
_SAMPLED_AFTER = 0.02
_SAMPLED_EVERY = 0.004
_APPLICATIONS: list[Any] = []  # Qt's application object must outlive every window


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


@dataclass(frozen=True)
class Step:
    """One step: its seconds by the clock and of the thread's own processor time, and what it was.

    ``during`` is what was being done in the window; ``painting`` how much of its own time went into painting.
    For ``queued`` seconds the thread could have run, but the processors were given to others (Linux only);
    what is neither that nor its own it waited for other threads of the process. ``stacks`` are samples,
    innermost call first.
    """

    seconds: float
    own: float
    what: str
    during: str
    painting: float = 0.0
    queued: float = 0.0
    stacks: tuple[tuple[str, ...], ...] = ()

    def where(self, depth: int = 3) -> str:
        """Return the project's innermost calls that most samples agree on."""
        found = Counter(stack[:depth] for stack in self.stacks if stack)
        return " < ".join(found.most_common(1)[0][0]) if found else ""


@dataclass
class Steps:
    """All steps since ``clear``; ``during`` is noted with each."""

    made: list[Step] = field(default_factory=list)
    all_seconds: list[float] = field(default_factory=list)
    during: str = ""
    begun: float = 0.0
    """When the step that is under way began; 0 between two."""
    sampled: list[tuple[str, ...]] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what was measured."""
        self.made.clear()
        self.all_seconds.clear()

    def longest(self, during: str | None = None) -> Step:
        """Return the longest step by the clock, of all or of what was being done."""
        some = (step for step in self.made if during is None or step.during == during)
        return max(some, key=lambda step: step.seconds, default=Step(0.0, 0.0, "", ""))


def stopwatch() -> list[float]:
    """Make the application object one that times its steps; returns the list that they are noted in."""
    return watch_steps().all_seconds


def watch_steps() -> Steps:
    """Make the application object one that watches its steps; returns where they are noted."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    steps = Steps()
    queued = queued_seconds()

    class Timed(QApplication):
        painted: "tuple[QWidget, Callable[[], object]] | None" = None
        """A widget, and what is to be called whenever it was painted."""
        painting = 0.0
        """Own seconds that painting took in this step."""
        paints = False

        def notify(self, receiver: QObject, event: QEvent) -> bool:
            if steps.begun:  # part of a step that is being timed
                done = self._part(receiver, event)
                if self.painted is not None and receiver is self.painted[0]:
                    self._tell_painted(event)
                return done
            what = f"{event.type().name} to {type(receiver).__name__}"
            self.painting = 0.0
            waited, own = queued(), time.thread_time()
            steps.begun = time.perf_counter()
            try:
                return super().notify(receiver, event)
            finally:
                seconds = time.perf_counter() - steps.begun
                steps.all_seconds.append(seconds)
                stacks, steps.sampled = tuple(steps.sampled), []
                steps.begun = 0.0
                steps.made.append(
                    Step(
                        seconds,
                        time.thread_time() - own,
                        what,
                        steps.during,
                        self.painting,
                        queued() - waited,
                        stacks,
                    )
                )

        def _part(self, receiver: QObject, event: QEvent) -> bool:
            if self.paints or event.type() is not QEvent.Type.Paint:
                return super().notify(receiver, event)
            self.paints, begun = True, time.thread_time()
            try:
                return super().notify(receiver, event)
            finally:
                self.paints = False
                self.painting += time.thread_time() - begun

        def _tell_painted(self, event: QEvent) -> None:
            if self.painted is not None and event.type() is QEvent.Type.Paint:
                self.painted[1]()

    if QApplication.instance() is None:
        _APPLICATIONS.append(Timed(["pincite"]))
    return steps


@contextmanager
def _looking(steps: Steps, held: Held, *, sampled: bool) -> Iterator[None]:
    """Note who keeps the window's thread from running; sample that, if wished, while it makes a long step."""
    thread, over = threading.get_ident(), threading.Event()

    def watch() -> None:
        with tempfile.TemporaryFile(buffering=0) as file:
            while not over.wait(_SAMPLED_EVERY):
                held.during = steps.during
                held.look(_SAMPLED_EVERY, file)
                begun = steps.begun
                if sampled and begun and time.perf_counter() - begun > _SAMPLED_AFTER:
                    calls = calls_of(dumped(file), thread)
                    if steps.begun == begun:
                        steps.sampled.append(calls)

    watcher = threading.Thread(target=watch, daemon=True)
    with held.collecting():
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()


@dataclass(frozen=True)
class Watched:
    """A window with what is needed to drive it."""

    window: "MainWindow"
    jobs: "Jobs"
    workers: "Workers"
    steps: Steps
    held: Held
    application: "QApplication"
    local: Path

    def wait(self, milliseconds: float) -> None:
        """Let the window go on for a while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(milliseconds), loop.quit)
        loop.exec()

    def settle(self, seconds: float = 20.0) -> None:
        """Let the window go on until no job but the reading of scans is under way, or for so long."""
        desk = self.window.desk
        self.wait(100)
        self.until(lambda: not self.jobs.busy or (desk.scans.busy and not desk.index.busy), seconds)

    def until(self, done: Callable[[], bool], seconds: float = 60.0) -> bool:
        """Let the window go on until something holds; tell whether it came to that in time."""
        end = time.perf_counter() + seconds
        while not done():
            if time.perf_counter() > end:
                return False
            self.wait(5)
        return True

    def painted_after(
        self, wish: Callable[[], object], done: Callable[[], bool], painted: "QWidget", limit: float
    ) -> float | None:
        """Return the seconds from a wish until ``painted`` was painted with ``done`` true, or ``None``.

        Painted means whole: no row waits for the next turn of the event loop.
        """
        moments: list[float] = []
        turn = self.window.theme.turn

        def look() -> None:
            if not moments and done() and not turn.left_rows:
                moments.append(time.perf_counter())

        begun = time.perf_counter()
        if hasattr(self.application, "painted"):
            self.application.painted = (painted, look)
        wish()
        end = begun + limit
        while not moments and time.perf_counter() < end:
            self.wait(2)
            if not moments and done():  # filled, and perhaps painted before it was watched
                painted.update()
                self.wait(2)
                look()
        if hasattr(self.application, "painted"):
            self.application.painted = None
        return moments[0] - begun if moments else None


@contextmanager
def watched_window(
    folder: Path, local: Path | None = None, *, sampled: bool = False
) -> Iterator[Watched]:
    """Show the program's window, its settings in ``folder``, without a case; close it all at the end.

    ``sampled`` has it noted where long steps stand.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps = watch_steps()
    from casefile.case import Case
    from casefile.workers import Workers
    from ui.app import build_application, build_window
    from ui.case_doors import CaseDoors
    from ui.collecting import take_over
    from ui.jobs import Jobs
    from ui.settings import SettingsFile
    from ui.theme import Theme

    was_collecting = gc.isenabled()
    take_over()
    application = build_application(["pincite"])
    settings = SettingsFile(folder / "settings.json")
    theme = Theme(settings.value.theme)
    theme.apply()
    jobs, workers = Jobs(), Workers()
    kept = local or folder / "local"
    doors = CaseDoors(
        lambda path: Case.open(path, workers, local=kept),
        lambda path, title: Case.create(path, workers, name=title, local=kept),
    )
    window = build_window(jobs, theme, settings, doors)
    window.resize(1440, 900)
    window.show()
    try:
        held = Held()
        with _looking(steps, held, sampled=sampled):
            yield Watched(window, jobs, workers, steps, held, application, kept)
    finally:
        jobs.close()
        jobs.join(10)
        if window.desk.case:
            window.desk.case.close()
        workers.close()
        window.close()
        if was_collecting:
            gc.enable()


def memory() -> tuple[float, float]:
    """Return this process's memory now and at its peak, in MB; zeros where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0, 0.0
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    return tuple(float(told[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def share(ordered: Sequence[float], part: float) -> float:
    """Return the value that ``part`` of the values are not above."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
