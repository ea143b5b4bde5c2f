"""One colleague at work on an open case: acts through the one door, each in the journal and in the model.

Colleagues who work on copies of a case keep to papers and parties of their own (``share``), so that what they
say does not contradict when the copies come together: what must stand then is all of it.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.load.model import Act, Journal, Key, Kind, Model
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.records import Ref, RefType
from importers.source_text import Span

__all__ = ["Colleague", "Rows", "Taken"]

_SAMPLE = 1500  # findings of each sort that are worked on in one sitting


@dataclass
class Taken:
    """Seconds of this process’s processor time by kind of act, and how many were refused in words."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True)
class Rows:
    """Findings that a colleague comes across, by their numbers, with the paper of each."""

    parties: Sequence[int]
    names: Sequence[str]
    quotes: Sequence[tuple[int, int]]
    dates: Sequence[tuple[int, int]]
    papers: Sequence[int]

    @classmethod
    def of(cls, case: Case, chance: random.Random, share: Collection[int]) -> "Rows":
        """Choose some of a case; ``share`` are the rests of papers' and parties' numbers divided by three."""

        def some(found: list) -> list:  # type: ignore[type-arg]
            return chance.sample(found, min(len(found), _SAMPLE))

        view = case.view()  # one's own findings were accepted when they were added
        parties = [row for row in view.parties if row.id % 3 in share and not row.added]
        quotes = [row for row in view.quotes if row.pin.document % 3 in share and not row.added]
        dates = [row for row in view.dates if row.pin.document % 3 in share and not row.added]
        cast = some([(row.id, row.name) for row in parties])
        return cls(
            [number for number, _ in cast],
            [name for _, name in cast],
            some([(row.id, row.pin.document) for row in quotes]),
            some([(row.id, row.pin.document) for row in dates]),
            some([r.id for r in case.documents() if r.id % 3 in share and r.characters > 200]),
        )


class Colleague:
    """Works on a case; what was acknowledged is in the model."""

    def __init__(
        self,
        case: Case,
        model: Model,
        journal: Journal,
        chance: random.Random,
        name: str,
        share: Collection[int] = (0, 1, 2),
    ) -> None:
        self.case, self.model, self.journal, self.any = case, model, journal, chance
        self.name, self.share, self.taken = name, share, Taken()
        self.rows = Rows.of(case, chance, share)
        self._serial = 0

    def do(self, act: Act, work: Callable[[], object]) -> bool:
        """Do something; tell whether it was not refused."""
        self.journal.begin(act)
        begun = time.process_time()
        try:
            work()
        except CaseFailure:
            self.journal.refused(act)
            self.taken.refused[act.name] += 1
            return False
        self.taken.seconds[act.name].append(time.process_time() - begun)
        self.journal.done(act)
        self.model.take(act)
        return True

    def ask(self, name: str, work: Callable[[], object]) -> None:
        """Ask the case something."""
        self.do(Act(name), work)

    def decide(
        self, name: str, changes: dict[Key, str | int | None], work: Callable[[], object]
    ) -> None:
        """Decide something that changes facts."""
        self.do(Act(name, Kind.DECIDED, changes), work)

    # -- what chance gives

    def new(self, what: str) -> str:
        """Return words that nobody has used before."""
        self._serial += 1
        return f"{what} {self._serial} of {self.name}"

    def decision(self, ref: Ref) -> object:
        """Return what was decided on a finding."""
        return self.model.get("decision", ref.type.value, ref.id)

    def party(self) -> int | None:
        """Return a party that was not merged into another one."""
        for number in self.any.choices(self.rows.parties, k=20) if self.rows.parties else ():
            if self.model.get("merged", number) is None:
                return number
        return None

    def finding(self) -> Ref:
        """Return a quotation or a date."""
        if self.any.random() < 0.5:
            return Ref(RefType.QUOTE, self.any.choice(self.rows.quotes)[0])
        return Ref(RefType.DATE, self.any.choice(self.rows.dates)[0])

    def findings(self, most: int) -> Iterator[Ref]:
        """Yield some findings, none twice."""
        yield from dict.fromkeys(self.finding() for _ in range(self.any.randint(1, most)))

    def words_of(self, paper: int, count: int) -> Span:
        """Return the span of so many words in a row of a paper, at its letters."""
        text = self.case.source(paper).text
        words = text.split()
        at = self.any.randrange(max(1, len(words) - count))
        start = 0
        for word in words[:at]:
            start = text.index(word, start) + len(word)
        start = text.index(words[at], start)
        end = start
        for word in words[at : at + count]:
            end = text.index(word, end) + len(word)
        return Span(start, end)
