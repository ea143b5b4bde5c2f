"""Which quotations of the bank are shown: by speaker, paper, verdict and more, all at once. Knows no Qt."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casefile.pieces import each_of
from casefile.quote_records import BankRow
from casefile.records import DateRow, Verdict
from extraction.findings import Certainty
from reports.cites import pin_cite
from ui import messages
from ui.language import tr

__all__ = [
    "NOBODY",
    "NOT_COMPARED",
    "NOT_VERBATIM",
    "BankFilter",
    "Facet",
    "Prepared",
    "counts",
    "day_of",
    "kept",
    "prepare",
    "speaker_of",
]

NOBODY = 0
"""Stands for the speaker of a quotation that has none."""
NOT_VERBATIM = tr("not verbatim")
"""Stands for every verdict that asks for a look: the words are in another paper, but not just so."""
NOT_COMPARED = tr("not compared")
"""Stands for no verdict."""


class Facet(StrEnum):
    """What a quotation can be chosen by, with one value out of several."""

    SPEAKER = tr("Speaker")
    PAPER = tr("Paper")
    KIND = tr("Kind of paper")
    VERDICT = tr("Verdict")
    NAMED = tr("Party named")
    REVIEW = tr("Review")


@dataclass(frozen=True, slots=True)
class BankFilter:
    """What is asked for. ``chosen`` are facets with a value each; ``days`` a span of days, both included.

    Every word of ``text`` has to stand in the quotation, its speaker's name or its pin cite.
    """

    chosen: tuple[tuple[Facet, object], ...] = ()
    days: tuple[dt.date, dt.date] | None = None
    text: str = ""

    def value(self, facet: Facet) -> object:
        """Return the value that is asked for, ``None`` for any."""
        return dict(self.chosen).get(facet)

    def with_value(self, facet: Facet, value: object) -> "BankFilter":
        """Ask for another value of a facet; ``None`` asks for none."""
        others = tuple(pair for pair in self.chosen if pair[0] is not facet)
        return replace(self, chosen=others if value is None else (*others, (facet, value)))


class Prepared:
    """A row of the bank with what is needed to choose it, worked out when it is first asked for."""

    __slots__ = ("_looked_in", "_values", "row")

    def __init__(self, row: BankRow) -> None:
        self.row = row
        self._looked_in: str | None = None
        self._values: dict[Facet, tuple[object, ...]] | None = None

    def prepare(self) -> None:
        """Work out what the first filter would ask for."""
        _ = self.looked_in, self.values

    @property
    def looked_in(self) -> str:
        """What typed words are looked for in."""
        if self._looked_in is None:
            self._looked_in = _looked_in(self.row)
        return self._looked_in

    @property
    def values(self) -> dict[Facet, tuple[object, ...]]:
        """The row's values of each facet."""
        if self._values is None:
            self._values = _values(self.row)
        return self._values


def prepare(
    rows: Sequence[BankRow], before: Mapping[int, Prepared] | None = None
) -> tuple[Prepared, ...]:
    """Return rows with what they are chosen by; those ``before``, by their quotes, are kept where equal."""
    known = before or {}
    return tuple(
        was if (was := known.get(row.quote.id)) is not None and was.row == row else Prepared(row)
        for row in each_of(rows)
    )


def kept(rows: Sequence[Prepared], asked: BankFilter) -> tuple[Prepared, ...]:
    """Return the rows that everything asked for holds of, in their order."""
    if asked == BankFilter():
        return tuple(rows)
    words = _folded(asked.text).split()
    chosen = asked.chosen
    return tuple(
        row
        for row in each_of(rows)
        if (not chosen or all(value in row.values[facet] for facet, value in chosen))
        and (asked.days is None or _within(row.row, asked.days))
        and all(word in row.looked_in for word in words)
    )


def counts(rows: Sequence[Prepared], asked: BankFilter, facet: Facet) -> Counter[object]:
    """Return how many rows each value of a facet would leave, all else that is asked for kept."""
    found: Counter[object] = Counter()
    for row in each_of(kept(rows, asked.with_value(facet, None))):
        found.update(row.values[facet])
    return found


def speaker_of(row: BankRow) -> int | str:
    """Return the party that says a quotation; its words for the speaker, where they are no party's.

    ``NOBODY`` where none is known.
    """
    quote = row.quote
    if quote.certainty is Certainty.UNATTRIBUTED:
        return NOBODY
    if quote.speaker is not None:
        return quote.speaker
    return " ".join((quote.speaker_name or quote.speaker_words or "").split()) or NOBODY


def day_of(row: BankRow) -> tuple[dt.date, dt.date] | None:
    """Return the days of a quotation: of its own sentence if that gives any, else of its paper."""
    said: DateRow | None = row.quote.said
    if said is not None and said.earliest is not None and said.latest is not None:
        return said.earliest, said.latest
    return (row.quote.date, row.quote.date) if row.quote.date is not None else None


def _within(row: BankRow, days: tuple[dt.date, dt.date]) -> bool:
    own = day_of(row)
    return own is not None and own[0] <= days[1] and own[1] >= days[0]


def _values(row: BankRow) -> dict[Facet, tuple[object, ...]]:
    quote = row.quote
    verdicts: tuple[object, ...] = (row.verdict or NOT_COMPARED,)
    if row.verdict not in (Verdict.VERBATIM, Verdict.NOT_FOUND, None):
        verdicts += (NOT_VERBATIM,)
    return {
        Facet.SPEAKER: (speaker_of(row),),
        Facet.PAPER: (quote.pin.document,),
        Facet.KIND: (quote.pin.kind,),
        Facet.VERDICT: verdicts,
        Facet.NAMED: row.mentioned,
        Facet.REVIEW: (quote.state,),
    }


def _looked_in(row: BankRow) -> str:
    quote = row.quote
    parts = (quote.reading or quote.text, messages.speaker_words(quote), pin_cite(quote.pin))
    return _folded(" ".join(parts))


def _folded(words: str) -> str:
    return " ".join(words.casefold().translate(_PLAIN).split())


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
