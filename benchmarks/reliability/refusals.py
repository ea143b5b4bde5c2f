"""Has the disk of a case refuse, from some step on or once, and looks what is told and what is left.

A disk is full, has become read-only, is gone, or fails. What the program says must be a sentence of its own,
and when the disk takes files again, everything that was acknowledged must be there.
"""

import errno
import os
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from benchmarks.reliability import faults
from benchmarks.reliability.faults import How
from benchmarks.reliability.kills import Trials, forked
from benchmarks.reliability.place import Place, leaks
from casefile.errors import CaseFailure
from importers.document import ImportFailure
from reports.report import ReportFailure

__all__ = ["REASONS", "Refused", "refuse"]

REASONS = {
    "full": errno.ENOSPC,
    "read-only": errno.EROFS,
    "not permitted": errno.EACCES,
    "gone": errno.EIO,
}


@dataclass
class Refused:
    """What an operation's trials came to."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By reason, and whether it was told, or went on."""
    sentences: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def made(self) -> int:
        """How many refusals were made."""
        return self.outcomes.total()


def refuse(trials: Trials, times: int, reasons: Sequence[str] = tuple(REASONS)) -> Refused:
    """Refuse an operation's steps on the case's own disk, evenly spread, for ever and once in turns."""
    found = Refused()
    total = max(1, trials.known.steps)
    for at in range(times):
        reason = reasons[at % len(reasons)]
        step = 1 + int(at * total / times)
        forever = at // len(reasons) % 2 == 0
        place = trials.place()
        ended = trials.folder / "ended"
        work = partial(_work, trials, place, ended.write_text, reason, step, forever)
        status = forked(work, trials.folder / "work.log")
        when = f"{trials.operation.name}, {reason} {'from' if forever else 'at'} step {step}"
        told = ended.read_text(encoding="utf-8") if status == 0 else f"raw: it ended with {status}"
        kind, _, sentence = told.partition(": ")
        found.outcomes[reason, kind] += 1
        if kind == "told":
            found.sentences[sentence] += 1
        if kind == "raw" or leaks(sentence):
            found.faults.append(f"{when}: {told}")
        found.faults += [f"{when}: {each}" for each in trials.look(place)]
    return found


def _work(
    trials: Trials,
    place: Place,
    end: Callable[[str], object],
    reason: str,
    step: int,
    forever: bool,
) -> None:
    trials.operation.program()
    handle = trials.log.begin()

    def ready() -> None:
        faults.arm(
            place.out if trials.operation.hands_out else place.case,
            How.REFUSE,
            step,
            times=None if forever else 1,
            error=REASONS[reason],
            told=handle,
        )

    try:
        trials.run(place, trials.log, ready)
    except (CaseFailure, ImportFailure, ReportFailure) as failure:
        ended = f"told: {failure}"
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-6:]
        at = " < ".join(f"{os.path.basename(each.filename)}:{each.lineno}" for each in where[::-1])  # noqa: PTH119
        ended = f"raw: {type(error).__name__}: {error} ({at})"
    else:
        ended = "went on: "
    faults.disarm()
    end(ended)
