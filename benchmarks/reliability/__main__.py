"""Kills, refuses and damages; prints where it hit and what was wrong, as ``docs/reliability.md`` has it.

Run from the project's root, on Linux with a C compiler:
``python -m benchmarks.reliability [KILLS [REFUSALS [DAMAGES [WORKERS]]]] [--only OPERATION] [--seed N]
[--protected]``, the last for kills and refusals in protected cases.
The numbers are for each operation, or kind of file; the last are kills of real worker processes, of the
program, and of both, in all. It ends with status 1 where anything was lost, by half, or untold.
"""

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.reliability import faults

if TYPE_CHECKING:
    from benchmarks.reliability.operations import Operation

__all__ = ["main"]

_AT_A_MOMENT = 6  # of so many kills one comes at a random moment


def _operations(only: str, *, protected: bool) -> "list[Operation]":
    from benchmarks.reliability.operations import OPERATIONS
    from benchmarks.reliability.operations_further import FURTHER
    from benchmarks.reliability.operations_protecting import PROTECTING

    meant = OPERATIONS + FURTHER if protected else OPERATIONS + FURTHER + PROTECTING
    return [each for each in meant if only in each.name]


def _kills(
    folder: Path, only: str, times: int, chance: random.Random, *, protected: bool
) -> list[str]:
    from benchmarks.reliability.kills import Trials, by_moment, by_step

    print("| operation | steps | killed | acknowledged before | where |\n|---|---|---|---|---|")
    amiss: list[str] = []
    total = 0
    for operation in _operations(only, protected=protected):
        trials = Trials(operation, folder / operation.name, protected=protected)
        begun = time.monotonic()
        at_a_moment = by_moment(trials, max(1, times // _AT_A_MOMENT), chance, trials.known.seconds)
        found = by_step(trials, times - times // _AT_A_MOMENT)
        hit = found.hit + at_a_moment.hit
        where = "; ".join(f"{what} {count}" for what, count in hit.most_common())
        print(
            f"| {operation.name} | {found.steps} | {hit.total()} | "
            f"{found.acknowledged + at_a_moment.acknowledged} | {where} |",
            flush=True,
        )
        print(f"{operation.name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
        total += hit.total()
        amiss += [*found.faults, *at_a_moment.faults]
    print(f"\n{total} kills, {len(amiss)} faults\n", flush=True)
    return amiss


def _refusals(folder: Path, only: str, times: int, *, protected: bool) -> list[str]:
    from benchmarks.reliability.kills import Trials
    from benchmarks.reliability.refusals import REASONS, refuse

    print(f"| operation | {' | '.join(REASONS)} | told | went on |\n|{'---|' * (len(REASONS) + 3)}")
    amiss: list[str] = []
    sentences: Counter[str] = Counter()
    total = 0
    for operation in _operations(only, protected=protected):
        place = folder / f"refused {operation.name}"
        found = refuse(Trials(operation, place, protected=protected), times)
        by_reason = Counter(reason for reason, _ in found.outcomes.elements())
        kinds = Counter(kind for _, kind in found.outcomes.elements())
        counts = " | ".join(str(by_reason[reason]) for reason in REASONS)
        print(f"| {operation.name} | {counts} | {kinds['told']} | {kinds['went on']} |", flush=True)
        total += found.made
        amiss += found.faults
        sentences += found.sentences
    print(f"\n{total} refusals, {len(amiss)} faults. What was told:\n")
    for sentence, count in sentences.most_common():
        print(f"- {count} × {sentence}")
    print(flush=True)
    return amiss


def _damages(folder: Path, only: str, times: int, chance: random.Random) -> list[str]:
    from benchmarks.reliability.damages import KINDS, Files

    files = Files(folder / "damaged")
    amiss: list[str] = []
    print(f"| file | {' | '.join(KINDS)} | what became of them |\n|{'---|' * (len(KINDS) + 2)}")
    for name, work in (
        ("case file", files.database),
        ("originals", files.originals),
        ("search index", files.index),
        ("what is kept beside", files.beside),
        ("log of a killed session", files.log),
    ):
        if only not in name:
            continue
        found = work(times, chance)
        kinds = Counter(kind for kind, _ in found.outcomes.elements())
        became = Counter(outcome for _, outcome in found.outcomes.elements())
        counts = " | ".join(str(kinds[kind]) for kind in KINDS)
        told = "; ".join(f"{what} {count}" for what, count in became.most_common())
        print(f"| {name} | {counts} | {told} |", flush=True)
        amiss += found.faults
    files.close()
    print(f"\n{len(amiss)} faults\n", flush=True)
    return amiss


def _worker_kills(
    folder: Path, only: str, times: int, chance: random.Random, *, protected: bool
) -> list[str]:
    from benchmarks.reliability.worker_kills import PHASES, VICTIMS, Found

    amiss: list[str] = []
    print(
        "| under way | steps | killed | papers acknowledged before | who |\n|---|---|---|---|---|"
    )
    for name, make in PHASES.items():
        if only not in name:
            continue
        begun, found = time.monotonic(), Found()
        trials = make(folder / f"workers {name}", protected)
        wanted = max(1, times * 2 // 3 if name == "import" else times - times * 2 // 3)
        for victim in itertools.cycle(VICTIMS):
            if found.hit.total() >= wanted:
                break
            trials.trial(victim, found, chance)
            print(f"{name}: {found.hit.total()} kills, {found.faults}", file=sys.stderr)
        who = "; ".join(f"{each} {count}" for each, count in found.hit.most_common())
        print(
            f"| {name} | {trials.steps} | {found.hit.total()} | {found.acknowledged} | {who} |",
            flush=True,
        )
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
        amiss += found.faults
    print(f"\n{len(amiss)} faults\n", flush=True)
    return amiss


def main(arguments: list[str]) -> int:
    """Do all that, as often as is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability")
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("refusals", type=int, nargs="?", default=24)
    parser.add_argument("damages", type=int, nargs="?", default=200)
    parser.add_argument("workers", type=int, nargs="?", default=64)
    parser.add_argument("--only", default="", metavar="OPERATION")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--protected", action="store_true")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    amiss: list[str] = []
    with tempfile.TemporaryDirectory(prefix="pincite-reliability-") as place:
        folder = Path(place)
        if options.kills:
            amiss += _kills(
                folder, options.only, options.kills, chance, protected=options.protected
            )
        if options.refusals:
            amiss += _refusals(folder, options.only, options.refusals, protected=options.protected)
        if options.damages:
            amiss += _damages(folder, options.only, options.damages, chance)
        if options.workers:
            amiss += _worker_kills(
                folder, options.only, options.workers, chance, protected=options.protected
            )
    for fault in amiss:
        print(fault)
    return 1 if amiss else 0


if __name__ == "__main__":
    if not faults.available():
        sys.exit("It needs Linux and a C compiler.")
    faults.start_again_under()
    sys.exit(main(sys.argv[1:]))
