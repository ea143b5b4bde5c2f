"""Events held against each other again and again are told as when all are held against each other."""

import random
from dataclasses import replace

import pytest

from casefile import kept_accounts as module
from casefile.event_groups import propose
from casefile.event_records import EventRow
from casefile.event_words import name_words
from casefile.kept_accounts import KeptAccounts
from casefile.paper_events import PaperEvents
from casefile.records import PartyRow, ReviewState
from extraction.findings import EventKind, PartyKind
from importers.source_text import Span
from tests.casefile.test_event_groups import event
from tests.counting import counted

WORDS = [
    "terminated", "lease", "pier", "warehouse", "carried", "guards", "burning", "letter", "harbor", "boat",
    "payment", "rent", "board", "elected", "chair", "storm", "damaged", "roof", "union", "strike", "hearing",
    "granted", "motion", "invoice", "receipt", "first", "second", "Osei", "Lund",
]  # fmt: skip
DAYS = (
    "2020-03-05", "2020-03-05", "2020-03-06", "2020-03-15", "2020-03", "2020-04", "2020-03-05/2020-03-06",
    "2020-01-01/2020-12-31", "2020-01-01/2020-04-01", "2020-03-05",
)  # fmt: skip


def somebody(number, *names):
    return PartyRow(
        id=number,
        name=names[0],
        kind=PartyKind.PERSON,
        role=None,
        capacity=None,
        aliases=tuple(names[1:]),
        state=ReviewState.SUGGESTED,
        mentions=1,
        documents=1,
        confidence=0.9,
        first=None,
    )


PARTIES = {1: somebody(1, "Osei"), 2: somebody(2, "Lund"), 3: somebody(3, "Harbor Trust")}


def paper(rows):
    return PaperEvents(tuple(rows), {}, (), None, waiting=False)


class Case:
    """Papers with invented events, changed by chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.papers: dict[int, PaperEvents] = {}
        self.parties = dict(PARTIES)
        self.sentences: list[str] = []
        self._next = 1
        for _ in range(6):
            self.come()

    def _sentence(self):
        if self.sentences and self.chance.random() < 0.3:
            told = self.chance.choice(self.sentences)
            if self.chance.random() < 0.5:
                return told
            words = told.rstrip(".").split()
            words[self.chance.randrange(len(words))] = self.chance.choice(WORDS)
        else:
            words = self.chance.choices(WORDS, k=self.chance.randrange(2, 9))
        if self.chance.random() < 0.4:
            words += ["on", "5", "March"]
        self.sentences.append(" ".join(words) + ".")
        return self.sentences[-1]

    def _event(self, number, document):
        chance = self.chance
        changes = {}
        if chance.random() < 0.2:
            changes["operator"] = chance.choice(("before", "around"))
        if chance.random() < 0.1:
            changes["alternatives"] = tuple(chance.sample(("2020-03-05", "2020-05-03"), 1))
        if chance.random() < 0.1:
            changes["kind"] = EventKind.AUTHORITY
        changes["day"] = chance.choice(("03/05/2020", "5 March", "2020"))
        return event(number, self._sentence(), chance.choice(DAYS), document, **changes)

    def come(self):
        number = max(self.papers, default=0) + 1
        count = self.chance.randrange(1, 7)
        self.papers = {
            **self.papers,
            number: paper(self._event(self._next + at, number) for at in range(count)),
        }
        self._next += count

    def go(self):
        if self.papers:
            number = self.chance.choice(list(self.papers))
            self.papers = {at: each for at, each in self.papers.items() if at != number}

    def change(self):
        if not self.papers:
            return
        number = self.chance.choice(list(self.papers))
        rows = list(self.papers[number].rows)
        at = self.chance.randrange(len(rows))
        rows[at] = self.chance.choice(
            (
                self._event(rows[at].id, number),
                replace(rows[at], tags=("lease",)),
                replace(rows[at], date=replace(rows[at].date, earliest=None, latest=None)),
            )
        )
        self.papers = {**self.papers, number: paper(rows)}

    def rename(self):
        number = self.chance.choice(list(self.parties))
        names = self.chance.sample(WORDS, self.chance.randrange(1, 3))
        self.parties = {**self.parties, number: somebody(number, *names)}

    def go_on(self):
        self.chance.choice((self.come, self.change, self.change, self.rename, self.go))()

    def quoted(self):
        ids = [row.id for each in self.papers.values() for row in each.rows]
        return tuple(tuple(self.chance.sample(ids, 2)) for _ in range(len(ids) > 8))

    def anew(self, quoted):
        rows: list[EventRow] = [row for each in self.papers.values() for row in each.rows]

        def names(party):
            row = self.parties[party]
            return name_words((row.name, *row.aliases))

        return propose(rows, names, quoted)


@pytest.mark.parametrize("drift", [0.0, 0.02, 0.5])
@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_it_is_as_if_all_were_held_against_each_other(monkeypatch, seed, drift):
    monkeypatch.setattr(module, "_MANY", 0)  # never all anew
    monkeypatch.setattr(module, "_DRIFT", drift)
    case, kept = Case(seed), KeptAccounts()
    found = 0
    for _ in range(60):
        quoted = case.quoted()
        told = kept.proposals(case.papers, case.parties, quoted)
        assert told == case.anew(quoted)
        found += len(told.same) + len(told.conflicts)
        for _ in range(case.chance.randrange(1, 4)):
            case.go_on()
    assert found > 60


@pytest.mark.parametrize("seed", range(2))
def test_where_much_changed_all_are_held_against_each_other(seed):
    case, kept = Case(seed), KeptAccounts()
    for _ in range(25):
        assert kept.proposals(case.papers, case.parties) == case.anew(())
        case.go_on()


def test_two_states_of_a_case_may_be_asked_for_in_turn(monkeypatch):
    monkeypatch.setattr(module, "_MANY", 0)
    case, kept = Case(3), KeptAccounts()
    states = []
    for _ in range(8):
        states.append((case.papers, case.parties, case.anew(())))
        case.go_on()
    for papers, parties, told in (*states, *reversed(states)):
        assert kept.proposals(papers, parties) == told


def test_only_what_changed_is_looked_at(monkeypatch):
    case, kept = Case(5), KeptAccounts()
    for _ in range(20):
        case.come()
    first = kept.proposals(case.papers, case.parties)
    alike = counted(monkeypatch, module, "telling")
    number, known = next(iter(case.papers.items()))
    row = known.rows[0]
    tagged = (replace(row, tags=("lease",)), *known.rows[1:])
    assert kept.proposals({**case.papers, number: paper(tagged)}, case.parties) is first
    renamed = {**case.parties, 1: replace(case.parties[1], mentions=99)}
    assert kept.proposals(case.papers, renamed) is first
    assert not alike
    moved = event(row.id, row.text, "2019-03-06", number)
    again = {**case.papers, number: paper((moved, *known.rows[1:]))}
    assert kept.proposals(again, case.parties) is not first
    assert len(alike) <= 2


def test_what_failed_half_way_is_begun_anew(monkeypatch):
    case, kept = Case(1), KeptAccounts()
    kept.proposals(case.papers, case.parties)
    case.come()

    def fails(*_):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(module, "same_among", fails)
        with pytest.raises(MemoryError):
            kept.proposals(case.papers, case.parties)
    assert kept.proposals(case.papers, case.parties) == case.anew(())


def test_words_of_no_length_are_told_apart_from_no_sentence():
    rows = [event(1, "On 5 March.", "2020-03-05", day="5 March"), event(2, "", "2020-03-05", 2)]
    papers = {1: paper(rows[:1]), 2: paper(rows[1:])}
    moved = replace(rows[0], date=replace(rows[0].date, pin=replace(rows[0].pin, span=Span(7, 8))))
    kept = KeptAccounts()
    for now in (papers, {**papers, 1: paper([moved])}, {}):
        every = [row for each in now.values() for row in each.rows]
        assert kept.proposals(now, PARTIES) == propose(every, lambda _: frozenset())
