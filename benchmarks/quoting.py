"""Quotations and who says them: ours beside textacy's ``direct_quotations``, on the same texts.

Both read the same plain texts in turns, each with the same language model, and are judged by what the
shared scorer judges: quotations of four words and more; exact where the span is the gold's, edges of
punctuation aside; near where the two spans have four fifths of what they cover together in common; the
speaker of each one that was found, right where it overlaps a source of the gold.

textacy gives nothing for a text with an odd number of marks; it says so with an error, which counts as no
quotation found. Install it beside the program, in an environment of its own, then run from the project's
root:

    python -m pip install -r benchmarks/requirements.in
    python -m benchmarks.quoting [--polnear FOLDER [--split dev]] [--runs N]

Without a corpus a few sentences of our own are read; without textacy, ours alone.
"""

import argparse
import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.quoting_sets import Gold, Item, is_long, own, polnear
from benchmarks.timing import in_turns, show
from extraction.findings import QuoteKind
from extraction.language import pipeline
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.document import ImportContext
from importers.registry import read_content

__all__ = ["Figures", "Find", "run", "tools"]

# Of intersection over union.
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Find:
    """A quotation that a tool found, without its marks, and where it finds the speaker."""

    start: int
    end: int
    speaker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores from 0 to 1, and speed in characters a second; ``empty`` counts texts that gave an error."""

    precision: float
    recall: float
    exact: float
    near: float
    speakers: float
    both: float
    empty: int
    speed: float = 0.0


Tool = Callable[[str], list[Find] | None]
"""Returns ``None`` where the tool raises an error."""


def tools() -> dict[str, Tool]:
    """Return the tools that can be run here, ours first."""
    found: dict[str, Tool] = {"ours": _ours}
    if importlib.util.find_spec("textacy") is not None:
        found["textacy direct_quotations"] = _textacy()
    return found


def _ours(text: str) -> list[Find]:
    source = read_content(text.encode(), ImportContext("text.txt")).source
    finds = []
    for quote in find_quotes(read(source), ()):
        # the gold holds what stands between marks, and so no blocks
        if quote.kind in (QuoteKind.DIRECT, QuoteKind.PARTIAL) and is_long(quote.text):
            who = quote.speaker.span if quote.speaker else None
            speaker = (who.start, who.end) if who else None
            finds.append(Find(quote.span.start, quote.span.end, speaker))
    return finds


def _textacy() -> Tool:
    extract = importlib.import_module("textacy.extract")

    def found(text: str) -> list[Find] | None:
        finds = []
        try:
            for speaker, _, content in extract.direct_quotations(pipeline()(text)):
                if is_long(content.text):
                    who = (speaker[0].idx, speaker[-1].idx + len(speaker[-1])) if speaker else None
                    finds.append(Find(content.start_char, content.end_char, who))
        except ValueError:
            return None
        return finds

    return found


def run(items: Sequence[Item], runs: int) -> dict[str, Figures]:
    """Return the figures of every tool over the same texts; for the time the tools take turns."""
    named = tools()
    pipeline()  # loading the model is nobody's work
    scores = {name: _scored(items, tool) for name, tool in named.items()}
    works = [lambda tool=tool: [tool(item.text) for item in items] for tool in named.values()]
    seconds = in_turns(runs, *works)
    characters = sum(len(item.text) for item in items)
    return {
        name: replace(scores[name], speed=characters / taken)
        for name, taken in zip(named, seconds, strict=True)
    }


def _scored(items: Sequence[Item], tool: Tool) -> Figures:
    exact = near = said = judged = both = predicted = gold = empty = 0
    for item in items:
        finds = tool(item.text)
        empty += finds is None
        finds = finds or []
        predicted += len(finds)
        gold += len(item.gold)
        used: set[int] = set()
        for each in item.gold:
            at = _best(each, finds, used)
            if at is None:
                continue
            used.add(at)
            find = finds[at]
            exact += _core(item.text, find.start, find.end) == _core(
                item.text, each.start, each.end
            )
            is_near = _overlap(find, each) >= _NEAR
            near += is_near
            if each.sources:
                judged += 1
                said += _is_said(find, each)
                both += is_near and _is_said(find, each)
    total = max(1, predicted + gold)
    return Figures(
        exact / max(1, predicted),
        exact / max(1, gold),
        2 * exact / total,
        2 * near / total,
        said / max(1, judged),
        2 * both / total,
        empty,
    )


def _best(gold: Gold, finds: Sequence[Find], used: set[int]) -> int | None:
    over = [n for n, find in enumerate(finds) if n not in used and _common(find, gold) > 0]
    return max(over, key=lambda n: _common(finds[n], gold), default=None)


def _common(find: Find, gold: Gold) -> int:
    return min(find.end, gold.end) - max(find.start, gold.start)


def _overlap(find: Find, gold: Gold) -> float:
    return _common(find, gold) / (max(find.end, gold.end) - min(find.start, gold.start))


def _is_said(find: Find, gold: Gold) -> bool:
    if find.speaker is None:
        return False
    start, end = find.speaker
    return any(start < last and first < end for first, last in gold.sources)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the marks and stops at its edges."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def main() -> None:
    """Print the figures of every tool, and whether ours is ahead."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--polnear", type=Path, help="a checkout of the corpus")
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    items = polnear(options.polnear, options.split) if options.polnear else own()
    figures = run(items, options.runs)
    show(
        [
            (
                f"{len(items)} texts: {tool}",
                f"exact P {each.precision:.3f} R {each.recall:.3f} F1 {each.exact:.3f}"
                f"  near F1 {each.near:.3f}  speaker {each.speakers:.3f}  both F1 {each.both:.3f}"
                f"  errors {each.empty}  {each.speed:,.0f} characters/s",
            )
            for tool, each in figures.items()
        ]
    )
    ours = figures.pop("ours")
    if not figures:
        print("textacy is not installed here: nothing to compare with.")
    for tool, each in figures.items():
        print(
            f"ahead of {tool} by {ours.exact - each.exact:+.3f} (exact), "
            f"{ours.near - each.near:+.3f} (near), "
            f"{ours.speakers - each.speakers:+.3f} (speaker), "
            f"{ours.speed / each.speed:.1f} times as fast"
        )


if __name__ == "__main__":
    main()
