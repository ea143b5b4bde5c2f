"""A week on a large case: ``python -m benchmarks.load CASE FOLDER [--days 5 --acts 150 --papers 40]``.

CASE is one of ``benchmarks.big_case``, as of ``--documents 20000 --findings 800000 --pages 75000``; it is
copied to FOLDER, which is to be on the same disk. Ends with status 1 where anything is not as it must be.
"""

import argparse
import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.load.week import Figures, Plan, live


def _tell(figures: Figures) -> None:
    print(
        "\nday  ready  evening  closed  workers  handles  threads  papers  history  case  log  index  left"
    )
    for each in figures.samples:
        print(
            f"{each.day:3} {each.ready:6.0f} {each.evening:8.0f} {each.closed:7.0f} {each.workers:8.0f}"
            f" {each.handles:8} {each.threads:8} {each.papers:7,} {each.history:8,} {each.case:5.0f}"
            f" {each.log:4.0f} {each.index:6.0f} {each.temporary:5}"
        )
    print("\nmilliseconds of the process’s own work, half took less, by day (how often)")
    for name in dict.fromkeys(name for day in figures.days for name in day.seconds):
        days = [_half(day.seconds.get(name, ())) for day in figures.days]
        times = sum(len(day.seconds.get(name, ())) for day in figures.days)
        longest = max(max(day.seconds.get(name, [0.0])) for day in figures.days) * 1000
        print(
            f"{name:32}"
            + "".join(f"{each:>9}" for each in days)
            + f"  longest {longest:,.0f} ({times})"
        )
    refused = sum(sum(day.refused.values()) for day in figures.days)
    print(f"\n{figures.acts:,} acts, {refused} refused in words, {len(figures.kills)} kills")
    for told in figures.kills:
        print(f"  {told}")
    for fault in figures.faults:
        print(f"FAULT {fault}")
    print(f"{len(figures.faults)} faults")


def _half(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1000:,.0f}" if seconds else "-"


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=Plan.days)
    parser.add_argument("--acts", type=int, default=Plan.acts)
    parser.add_argument("--papers", type=int, default=Plan.papers)
    parser.add_argument("--colleague", type=int, default=Plan.colleague)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--checks", type=int, default=Plan.checks)
    parser.add_argument(
        "--simple", action="store_true", help="papers are read by the tests’ simple readers"
    )
    asked = parser.parse_args()
    plan = Plan(
        asked.days,
        asked.acts,
        asked.papers,
        asked.colleague,
        seed=asked.seed,
        is_simple=asked.simple,
        checks=asked.checks,
    )
    figures = live(asked.case, asked.folder, plan, partial(print, flush=True))
    _tell(figures)
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
