"""A sitting at a case: opened, worked on for a number of acts, closed; alone a process that may be killed.

``python -m benchmarks.load.sitting ORDER`` is how the driver starts one of a colleague; ORDER is a file.
"""

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.load.colleague import Colleague
from benchmarks.load.decisions import AGREED, ALONE
from benchmarks.load.model import Act, Journal, Kind, Model
from benchmarks.load.questions import ASKED
from casefile.case import Case
from casefile.import_records import Progress
from casefile.workers import Workers

__all__ = ["Order", "bring_in", "some_workers", "work"]

_Weighted = Sequence[tuple[Callable[[Colleague], None], int]]
_ASKED_SHARE = 0.5


@dataclass(frozen=True)
class Order:
    """What one process is to do. Paths are written as text, since it is handed over in a file."""

    case: str
    local: str
    journal: str
    model: str
    name: str
    seed: int
    share: tuple[int, ...]
    acts: int
    papers: str = ""
    is_simple: bool = False
    """Papers are read by the tests' own simple readers, in the process itself."""

    def write(self, file: Path) -> None:
        """Write it to a file."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Order":
        """Return what a file says."""
        told = json.loads(file.read_text(encoding="utf-8"))
        return cls(**{**told, "share": tuple(told["share"])})


def some_workers(*, is_simple: bool) -> Workers:
    """Return the processes that read papers, or the tests' simple readers."""
    if is_simple:
        from tests.casefile.helpers import FakeWorkers

        return FakeWorkers()
    return Workers()


def work(who: Colleague, acts: int, decisions: _Weighted) -> None:
    """Do so many things, as chance has it."""
    for _ in range(acts):
        kinds = ASKED if who.any.random() < _ASKED_SHARE else decisions
        (kind,) = who.any.choices([each for each, _ in kinds], [often for _, often in kinds])
        kind(who)


def bring_in(
    steps: Iterable[Progress], model: Model, journal: Journal, name: str = "import"
) -> list[str]:
    """Take the steps of an import; returns the sentences of what could not come in."""
    failed = []
    journal.begin(Act(name, Kind.HAPPENED))
    for step in steps:
        outcome = step.outcome
        if outcome is not None and outcome.status == "imported":
            act = Act(name, Kind.HAPPENED, {("paper", Path(outcome.path).name): 1})
            journal.done(act)
            model.take(act)
        elif outcome is not None and outcome.status not in ("duplicate", "unpacked"):
            failed.append(f"{outcome.path}: {outcome.sentence}")
    return failed


def _sit(order: Order) -> None:
    model = Model.from_json(Path(order.model).read_text(encoding="utf-8"))
    journal, workers = Journal(Path(order.journal)), some_workers(is_simple=order.is_simple)
    with Case.open(Path(order.case), workers, local=Path(order.local)) as case:
        if order.acts:
            chance = random.Random(order.seed)
            case.be_called(order.name)
            who = Colleague(case, model, journal, chance, order.name, order.share)
            work(who, order.acts, ALONE if 0 in order.share else AGREED)
        if order.papers:
            bring_in(case.ingest([Path(order.papers)]), model, journal)
    workers.close()
    journal.close()


if __name__ == "__main__":
    _sit(Order.read(Path(sys.argv[1])))
