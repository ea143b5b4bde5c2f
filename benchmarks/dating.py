"""Dates in running text: our grammar beside three libraries, on the same texts in the same run.

Each tool gets a text and the day it was written on. A find counts as right where it overlaps an expression
of the gold; its value, where it means the same days. Where a library gives one moment, a moment inside
the right days counts as right; where it gives several readings, any of them.

Install the libraries beside the program, in an environment of their own, then run from the project's root:

    python -m pip install -r benchmarks/requirements.in
    python -m benchmarks.dating [SET...] [--runs N]

What is not installed is left out.
"""

import argparse
import datetime as dt
import importlib
import importlib.util
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.dating_sets import Days, Gold, Item, sets
from benchmarks.timing import in_turns, show
from extraction import date_values as values
from extraction.dates import find_dates
from extraction.reading import read
from importers.source_text import SourceText

__all__ = ["Figures", "Find", "run", "tools"]


@dataclass(frozen=True, slots=True)
class Find:
    """What a tool found; ``days`` is ``None`` for no calendar time.

    ``ends`` are those of a range, ``others`` the other readings that the tool leaves to its caller.
    """

    start: int
    end: int
    days: Days | None
    ends: tuple[Days, ...] = ()
    others: tuple[Days, ...] = ()
    is_moment: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores from 0 to 1 and speed in characters a second."""

    precision: float
    recall: float
    f1: float
    value_f1: float
    speed: float


Tool = Callable[[str, dt.date], list[Find]]


def tools() -> dict[str, Tool]:
    """Return the tools that can be run here, ours first."""
    found: dict[str, Tool] = {"ours": _ours}
    for name, module, make in (
        ("dateparser search_dates", "dateparser", _dateparser),
        ("datefinder", "datefinder", _datefinder),
        ("recognizers-text-date-time", "recognizers_date_time", _recognizers),
    ):
        if importlib.util.find_spec(module) is not None:
            found[name] = make()
    return found


def _ours(text: str, day: dt.date) -> list[Find]:
    found = []
    for date in find_dates(read(SourceText(text)), document_date=day):
        days = (date.earliest, date.latest) if date.earliest and date.latest else None
        ends = [values.bounds(end) for end in (date.value or "").split("/")]
        of_range = tuple(end for end in ends if end) if len(ends) > 1 else ()
        found.append(Find(date.span.start, date.span.end, days, of_range))
    return found


def _moment(start: int, end: int, at: dt.datetime) -> Find:
    return Find(start, end, (at.date(), at.date()), is_moment=True)


def _dateparser() -> Tool:
    search = importlib.import_module("dateparser.search").search_dates

    def found(text: str, day: dt.date) -> list[Find]:
        base = dt.datetime.combine(day, dt.time())
        finds, at = [], 0
        rows = search(text, languages=["en"], settings={"RELATIVE_BASE": base}) or ()
        for words, moment in rows:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                finds.append(_moment(start, at, moment))
        return finds

    return found


def _datefinder() -> Tool:
    search = importlib.import_module("datefinder").find_dates

    def found(text: str, day: dt.date) -> list[Find]:
        base = dt.datetime.combine(day, dt.time())
        return [
            _moment(start, end, moment)
            for moment, (start, end) in search(text, index=True, base_date=base)
        ]

    return found


def _recognizers() -> Tool:
    module = importlib.import_module("recognizers_date_time")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = module.DateTimeRecognizer("en-us").get_datetime_model()

    def found(text: str, day: dt.date) -> list[Find]:
        finds = []
        for row in model.parse(text, dt.datetime.combine(day, dt.time())):
            resolved = (row.resolution or {}).get("values") or [{}]
            readings = [days for each in resolved if (days := _resolved(each))]
            days = readings[-1] if readings else None
            finds.append(Find(row.start, row.end + 1, days, others=tuple(readings)))
        return finds

    return found


def _resolved(value: dict[str, str]) -> Days | None:
    """Return the days of a resolution; ends are exclusive there."""
    first, end = value.get("value") or value.get("start", ""), value.get("end", "")
    try:
        begin = dt.date.fromisoformat(first[:10])
        last = dt.date.fromisoformat(end[:10]) - dt.timedelta(1) if end else begin
    except ValueError:
        return None
    return begin, max(begin, last)


def run(items: Sequence[Item], runs: int) -> dict[str, Figures]:
    """Return the figures of every tool over the same texts; for the time the tools take turns."""
    named = tools()
    scores = {name: _scored(items, tool) for name, tool in named.items()}
    works = [
        lambda tool=tool: [tool(item.text, item.day) for item in items] for tool in named.values()
    ]
    seconds = in_turns(runs, *works)
    characters = sum(len(item.text) for item in items)
    return {
        name: replace(scores[name], speed=characters / taken)
        for name, taken in zip(named, seconds, strict=True)
    }


def _scored(items: Sequence[Item], tool: Tool) -> Figures:
    near = right = predicted = gold = 0
    for item in items:
        finds = tool(item.text, item.day)
        dated = [each for each in item.gold if each.ways]
        vague = [each for each in item.gold if not each.ways]
        gold += len(dated)
        used: set[int] = set()
        for each in dated:
            at = _nearest(each, finds, used)
            if at is not None:
                predicted += at in used
                used.add(at)
                near += 1
                right += _is_right(each, finds[at])
        predicted += len(used) + sum(
            find.days is not None and not any(_overlaps(find, each) for each in vague)
            for at, find in enumerate(finds)
            if at not in used
        )
    precision, recall = near / max(predicted, 1), near / max(gold, 1)
    return Figures(
        precision,
        recall,
        2 * near / max(predicted + gold, 1),
        2 * right / max(predicted + gold, 1),
        0.0,
    )


def _nearest(gold: Gold, finds: Sequence[Find], used: set[int]) -> int | None:
    """Return the find that lies best over the gold; a range may serve both of its ends."""
    over = [
        at
        for at, find in enumerate(finds)
        if _overlaps(find, gold) and (at not in used or find.ends)
    ]
    return min(
        over,
        key=lambda at: abs(finds[at].start - gold.start) + abs(finds[at].end - gold.end),
        default=None,
    )


def _overlaps(find: Find, gold: Gold) -> bool:
    return find.start < gold.end and gold.start < find.end


def _is_right(gold: Gold, find: Find) -> bool:
    if not gold.ways.isdisjoint((find.days, *find.others)):
        return True
    if find.is_moment and find.days:
        return any(first <= find.days[0] <= last for first, last in gold.ways)
    return (find.start, find.end) != (gold.start, gold.end) and any(
        end in gold.ways for end in find.ends
    )


def main() -> None:
    """Print the figures of every set and tool, and whether ours is ahead."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for name, items in sets().items():
        if options.sets and name not in options.sets:
            continue
        figures = run(items, options.runs)
        rows = [
            (
                f"{name}: {tool}",
                f"P {each.precision:.3f}  R {each.recall:.3f}  F1 {each.f1:.3f}  value F1 {each.value_f1:.3f}"
                f"  {each.speed:,.0f} characters/s",
            )
            for tool, each in figures.items()
        ]
        show(rows)
        ours = figures.pop("ours")
        best = max((each.f1 for each in figures.values()), default=0.0)
        near = [each.speed for each in figures.values() if each.f1 >= ours.f1 - 0.2]
        print(f"{name}: ahead in F1 by {ours.f1 - best:+.3f}", end="")
        print(
            f"; {ours.speed / max(near):.1f} times as fast as the fastest within .2" if near else ""
        )


if __name__ == "__main__":
    main()
