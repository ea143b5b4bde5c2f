"""Kills a process that works on a case, step by step or at some moment, and looks at what it left.

After each death another process opens the case, as the next start of the program does, and looks: does it
open by itself, is everything there that was acknowledged, does what was begun go on and end, is the case
clean.
"""

import json
import os
import pickle
import random
import shutil
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.reliability import faults
from benchmarks.reliability.faults import How
from benchmarks.reliability.operations import Operation, opened, prepared
from benchmarks.reliability.place import (
    Log,
    Place,
    Said,
    decided,
    left_behind,
    lies_plain,
    said,
    told,
)
from tests.casefile.helpers import FakeWorkers

__all__ = ["Found", "Trials", "by_moment", "by_step", "forked"]


@dataclass
class Found:
    """What an operation's trials came to."""

    steps: int = 0
    """How many steps the undisturbed operation takes."""
    hit: Counter[str] = field(default_factory=Counter)
    """At which kind of step, on which kind of file, the process ended."""
    acknowledged: int = 0
    ended: int = 0
    """Trials in which the work had ended before."""
    faults: list[str] = field(default_factory=list)

    @property
    def killed(self) -> int:
        """How many processes were killed."""
        return self.hit.total()


@dataclass
class _Undisturbed:
    """What the case said at the beginning and after each acknowledged step."""

    states: list[Said]
    steps: int
    seconds: float
    """How long it takes."""
    answers: int


class Trials:
    """Trials of one operation, all in one folder."""

    def __init__(self, operation: Operation, folder: Path, *, protected: bool = False) -> None:
        """Prepare them; ``protected`` is whether the case is."""
        self.operation = operation
        self._protected = protected
        self.folder = folder
        folder.mkdir(parents=True)
        self._log = Log(folder / "log")
        self._said = folder / "said"
        self._template = folder / "template"
        _must(forked(self._prepare, folder / "prepare.log"), folder / "prepare.log")
        self.known = self._undisturbed()

    def place(self) -> Place:
        """Return the folder of the next trial, as the operation begins in it."""
        return Place(self._template).copy_to(self.folder / "trial")

    def dying(self, how: How, step: int) -> tuple[Place, int]:
        """Run the operation until it dies at a step; returns its folder and how its process ended."""
        place = self.place()
        armed = partial(faults.arm, place.folder, how, step)
        return place, forked(partial(self._work, place, armed), self.folder / "work.log")

    def dying_at(self, seconds: float) -> tuple[Place, int]:
        """Run the operation and kill it so many seconds after it began in earnest."""
        place = self.place()

        def watch(process: int) -> None:
            while not (self.folder / "ready").exists() and _is_running(process):
                time.sleep(0.001)
            time.sleep(seconds)
            os.kill(process, signal.SIGKILL)

        (self.folder / "ready").unlink(missing_ok=True)
        return place, forked(partial(self._work, place, None), self.folder / "work.log", watch)

    @property
    def log(self) -> Log:
        """What the last trial acknowledged."""
        return self._log

    def trouble(self) -> str:
        """Return what the last trial's process wrote when it failed, its last line alone."""
        lines = (self.folder / "work.log").read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"

    def look(self, place: Place) -> list[str]:
        """Return what is wrong with what a trial left."""
        answer = self.folder / "look.log"
        status = forked(partial(self._look, place), answer)
        if status != 0:
            return [f"the process that looked ended with {status}: {answer.read_text()[-2000:]}"]
        return list(json.loads((self.folder / "amiss").read_text()))

    # -- in processes of their own

    def _prepare(self) -> None:
        prepared(self.operation, self._template, protected=self._protected)

    def _undisturbed(self) -> _Undisturbed:
        place, note = self.place(), self.folder / "work.log"
        _must(forked(partial(self._watched, place), note), note)
        with self._said.open("rb") as source:
            states, steps, seconds = pickle.load(source)
        found = self.look_whole(place)
        return _Undisturbed(states, steps, seconds, found)

    def look_whole(self, place: Place) -> int:
        """Return how many hits the undisturbed case has, after it was opened again."""
        note = self.folder / "look.log"

        def count() -> None:
            self.operation.program()
            workers = FakeWorkers()
            with opened(place, workers) as case:
                list(case.keep_index())
                (self.folder / "count").write_text(str(case.search("berth").total))
            workers.close()

        _must(forked(count, note), note)
        return int((self.folder / "count").read_text())

    def _watched(self, place: Place) -> None:
        """Run the operation and keep what the case says after each acknowledgement."""
        states: list[Said] = []

        def look() -> None:
            states.append(said(place.case / "case.db"))

        class Watched(Log):
            def note(self, words: str) -> None:
                super().note(words)
                look()

        self.operation.program()
        log = Watched(self._log.file)
        log.begin()

        begun: list[float] = []

        def ready() -> None:
            look()
            begun.append(time.monotonic())
            faults.arm(place.folder, How.COUNT)

        self.run(place, log, ready)
        seconds = time.monotonic() - begun[0]
        steps = faults.seen()
        faults.disarm()
        states.append(said(place.case / "case.db"))
        with self._said.open("wb") as target:
            pickle.dump((states, steps, seconds), target)

    def _work(self, place: Place, arm: Callable[..., None] | None) -> None:
        self.operation.program()
        handle = self._log.begin()

        def ready() -> None:
            if arm is not None:
                arm(told=handle)
            else:
                (self.folder / "ready").touch()

        self.run(place, self._log, ready)

    def run(self, place: Place, log: Log, ready: Callable[[], None]) -> None:
        """Run the operation in this process."""
        workers = FakeWorkers()
        try:
            self.operation.run(place, workers, log, ready)
        finally:
            workers.close()

    def _look(self, place: Place) -> None:
        self.operation.program()
        workers = FakeWorkers()
        try:
            amiss = list(self._amiss(place, workers))
        except Exception as error:
            amiss = [f"{type(error).__name__}: {error}", *traceback.format_exc().splitlines()[-8:]]
        workers.close()
        (self.folder / "amiss").write_text(json.dumps(amiss))

    def _amiss(self, place: Place, workers: FakeWorkers) -> Iterator[str]:
        acknowledged = self._log.acknowledged()
        if self._protected:
            yield from lies_plain(place)
        with opened(place, workers) as case:
            yield from left_behind(place)
            yield from self.operation.amiss(place, case, acknowledged)
            expected = [self.known.states[-1]]
            if self.operation.states:
                expected = self.known.states[len(acknowledged) : len(acknowledged) + 2]
                now = decided(said(place.case / "case.db"))
                if all(now != decided(each) for each in expected):
                    yield f"decisions {len(acknowledged)}: {told(decided(expected[0]), now)}"
            self.operation.again(place, case)
            list(case.keep_index())
            yield from self._unlike(place, expected)
            yield from (f"{problem.subject}: {problem.sentence}" for problem in case.check())
            if self.operation.name == "import" and case.search("berth").total != self.known.answers:
                yield "a search finds something else"
            if case.unfinished():
                yield "something is unfinished"
        yield from left_behind(place)
        if self._protected:
            yield from lies_plain(place)

    def _unlike(self, place: Place, expected: list[Said]) -> Iterator[str]:
        now = said(place.case / "case.db")
        differences = [told(each, now) for each in expected]
        if all(differences):
            yield f"the case says something else: {min(differences, key=len)}"


def by_step(trials: Trials, kills: int) -> Found:
    """Kill an operation at its steps, evenly spread; each write once before and once in the middle of it."""
    total = trials.known.steps
    found = Found(steps=total)
    ways = [
        (step, how) for step in range(1, total + 1) for how in (How.KILL_BEFORE, How.KILL_HALFWAY)
    ]
    stride = max(1.0, len(ways) / kills)
    for at in range(min(kills, len(ways))):
        step, how = ways[int(at * stride)]
        place, status = trials.dying(how, step)
        _note(trials, place, status, found, f"{trials.operation.name}, step {step} ({how.name})")
    return found


def by_moment(trials: Trials, kills: int, chance: random.Random, longest: float) -> Found:
    """Kill an operation after a random part of the seconds that it takes."""
    found = Found(steps=trials.known.steps)
    for _ in range(kills):
        seconds = chance.uniform(0, longest)
        place, status = trials.dying_at(seconds)
        _note(
            trials, place, status, found, f"{trials.operation.name}, after {1000 * seconds:.0f} ms"
        )
    return found


def _note(trials: Trials, place: Place, status: int, found: Found, when: str) -> None:
    if status == -signal.SIGKILL:
        found.hit[_kind(trials.log.step())] += 1
    elif status == 0:
        found.ended += 1
    else:
        found.faults.append(f"{when}: {trials.trouble()}")
    found.acknowledged += len(trials.log.acknowledged())
    found.faults += [f"{when}: {each}" for each in trials.look(place)]
    shutil.rmtree(place.folder, ignore_errors=True)


_PARTS = (
    ("case.db", "case file"),
    ("/index/", "search index"),
    ("/documents/", "originals"),
    ("/backups/", "copies"),
    ("/out/", "files handed out"),
    ("/local/", "this computer's folder"),
)


def _kind(step: str) -> str:
    """Return what kind of step, on what: "write, case file"."""
    if not step:
        return "any moment"
    head, _, path = step.partition(" /")
    where = next((name for part, name in _PARTS if part in f"/{path}"), "case folder")
    return f"{head}, {where}"


def _must(status: int, note: Path) -> None:
    if status != 0:
        raise RuntimeError(f"the undisturbed operation failed: {note.read_text()}")


def _is_running(process: int) -> bool:
    found = os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return found is None


def forked(work: Callable[[], None], note: Path, watch: Callable[[int], None] | None = None) -> int:
    """Do some work in a process of its own; returns its exit status, or its signal as a negative number."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            note.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(status)
    if watch is not None:
        watch(process)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
