"""The program with its real worker processes: imports, reads scans, and has processes killed on the way.

Run as ``python -m benchmarks.reliability.real_program TASK FOLDER [STROKE]`` in a trial's folder: ``work``
imports the papers, or reads the scans of a case that has some; ``whole`` goes on after a death as the next
start of the program and the attorney would, and looks at what there is. FOLDER/log says what was
acknowledged, FOLDER/answer what a task found out.
"""

import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.reliability.place import Log, Place, leaks, left_behind, secret_of
from casefile.case import Case
from casefile.import_records import Progress
from casefile.records import DocumentState
from casefile.workers import WorkerProcess, Workers

__all__ = ["VICTIMS", "WORD", "Stroke"]

VICTIMS = ("worker", "program", "both")

WORD = "berth"
"""What is searched for in the end."""

_NOT_THERE = (None, DocumentState.RECEIVED, DocumentState.FAILED)
_PATIENCE = 2.0  # seconds in which a worker comes to work
_TRIES = 2  # a machine that is very busy, or was stopped, may cost a page its time


@dataclass(frozen=True)
class Stroke:
    """Who is killed when: workers, the program or all, so long after each of the steps of these numbers."""

    victim: str
    steps: tuple[int, ...]
    seconds: float

    def to_json(self) -> str:
        """Return it as the program takes it."""
        return json.dumps(asdict(self))


class _Striking:
    """Counts the steps of the work, and strikes at those that are meant."""

    def __init__(self, workers: Workers, log: Log, stroke: Stroke | None) -> None:
        self._workers = workers
        self._log = log
        self._stroke = stroke
        self._phase = ""
        self.steps = 0

    def drain(self, phase: str, steps: Iterator[Progress]) -> None:
        """Take work to its end; what is told to be ready is written down."""
        self._phase = phase
        before = None
        for step in steps:
            told = (step.message, step.path, step.stage, step.document, step.outcome)
            if told != before:  # else it is a heartbeat
                self._step()
            before = told
            outcome = step.outcome
            sentence = outcome.sentence if outcome is not None else step.message
            if leaks(sentence):
                raise RuntimeError(f"the text of an exception in “{sentence}”")
            if self._phase and outcome is not None and outcome.status in ("imported", "read"):
                self._log.note(f"{'doubtful' if outcome.doubtful else 'ready'} {outcome.document}")

    def _step(self) -> None:
        self.steps += 1
        if self._stroke is not None and self.steps in self._stroke.steps:
            threading.Thread(target=self._strike, args=(self._stroke,), daemon=True).start()

    def _strike(self, stroke: Stroke) -> None:
        time.sleep(stroke.seconds)
        until = time.monotonic() + _PATIENCE
        while not (busy := self._at_work()) and time.monotonic() < until:
            time.sleep(0.002)
        if stroke.victim == "worker":
            if busy:
                name, number = busy[self.steps % len(busy)]
                self._log.strike(f"worker: {name}")
                os.kill(number, signal.SIGKILL)
            return
        self._log.strike(f"{stroke.victim}: {self._phase}")
        if stroke.victim == "both":
            for _, number in self._workers.processes():
                os.kill(number, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)

    def _at_work(self) -> list[tuple[str, int]]:
        """Return the kinds of work that are under way, each with the number of its process."""
        return [
            (each.name, number)
            for each in _processes(self._workers)
            if each._lock.locked() and (number := each.number) is not None  # noqa: SLF001
        ]


def _processes(workers: Workers) -> Iterator[WorkerProcess]:
    for value in vars(workers).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, WorkerProcess):
                yield each


def _opened(place: Place, workers: Workers) -> Case:
    return Case.open(place.case, workers, local=place.local, secret=secret_of(place.case))


def _work(place: Place, workers: Workers, log: Log, stroke: Stroke | None) -> dict[str, object]:
    striking = _Striking(workers, log, stroke)
    with _opened(place, workers) as case:
        phase = "reading scans" if case.pages_to_read() else "import"
        striking.drain(phase, case.resume())
        if phase == "import":
            striking.drain(phase, case.ingest([place.papers]))
        else:
            striking.drain(phase, case.read_scans())
        list(case.keep_index())
        return {"steps": striking.steps, "hits": case.search(WORD).total}


def _whole(place: Place, workers: Workers, log: Log) -> dict[str, object]:
    acknowledged = log.acknowledged()
    going_on = _Striking(workers, log, None)
    amiss: list[str] = []
    with _opened(place, workers) as case:
        amiss += left_behind(place)
        states = {f"ready {row.id}": row.state for row in case.documents()}
        for each in acknowledged:
            # One whose pages a machine has read since may be under way again.
            if each.startswith("ready") and states.get(each) in _NOT_THERE:
                amiss.append(f"paper told to be {each}: it is {states.get(each)}")
        going_on.drain("", case.resume())
        going_on.drain("", case.ingest([place.papers]))
        for _ in range(_TRIES):
            for row in case.documents():
                if row.failure is not None:  # its worker was killed: the attorney has it read again
                    going_on.drain("", case.read_again(row.id))
            going_on.drain("", case.read_scans(retry=True))
        list(case.keep_index())
        amiss += [f"{problem.subject}: {problem.sentence}" for problem in case.check()]
        for row in case.documents():
            unread = [each.sentence for each in row.notices if each.code == "unread-pages"]
            amiss += [f"{row.name}: {each}" for each in (row.failure, *unread) if each]
        if case.unfinished() or case.pages_to_read():
            amiss.append("something is unfinished")
        hits = case.search(WORD).total
    amiss += left_behind(place)
    return {"amiss": amiss, "hits": hits}


def main(task: str, folder: Path, stroke: Stroke | None) -> None:
    """Do a task in a trial's folder and write down what it found out."""
    place, log = Place(folder), Log(folder / "log")
    workers = Workers()
    try:
        if task == "work":
            log.begin(again=True)
            answer = _work(place, workers, log, stroke)
        else:
            answer = _whole(place, workers, log)
    except Exception as error:
        traceback.print_exc()
        answer = {"amiss": [f"{type(error).__name__}: {error}"]}
    finally:
        workers.close()
    (folder / "answer").write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        Stroke(**json.loads(sys.argv[3])) if len(sys.argv) > 3 else None,
    )
