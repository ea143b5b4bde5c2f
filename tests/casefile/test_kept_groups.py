"""Groups that are kept while the case changes are those that would be found in it from nothing."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from casefile import kept_groups as module
from casefile.found_rows import DocumentImage, FoundQuote, Units
from casefile.kept_groups import KeptGroups
from casefile.quote_groups import quote_groups
from casefile.records import QuoteRow, ReviewState, SameWords, Verdict
from extraction.findings import Certainty, DocumentKind, QuoteKind
from importers.source_text import Place, Span, Zone
from tests.casefile.rows import document_row
from tests.counting import counted

NOWHERE = Place(None, None, None, None, None, None)
WORDS = [
    "the", "tide", "took", "four", "boats", "from", "their", "rings", "before", "anybody", "at", "the",
    "harbor", "woke",
]  # fmt: skip
LENGTH = 400
KINDS = (DocumentKind.COMPLAINT, DocumentKind.ARTICLE, DocumentKind.OTHER)


class Case:
    """Papers with invented quotations whose words stand in others, changed by chance."""

    def __init__(self, seed, papers=6, most=6):
        self.chance, self._most = random.Random(seed), most
        self.documents: dict[int, DocumentImage] = {}
        self._next = 1
        for _ in range(papers):
            self.come()

    def _span(self):
        start = self.chance.randrange(LENGTH)
        return Span(start, start + self.chance.randrange(4, 60))

    def _row(self, document, number, places=None):
        chance = self.chance
        first = chance.randrange(len(WORDS) - 5)
        text = " ".join(WORDS[first : first + chance.randrange(3, 9)])
        others = [self.documents[at].document for at in self.documents]
        same = [
            SameWords(
                chance.choice(others).pin(self._span(), NOWHERE),
                chance.choice((Verdict.VERBATIM, Verdict.ALTERED, Verdict.SHORTER)),
                1,
                " ".join(WORDS[first : first + 6]),
            )
            for _ in range(chance.choice((0, 1, 2, 3)) if places is None else places)
            if others
        ]
        return QuoteRow(
            id=number,
            text=text,
            reading=text,
            kind=QuoteKind.DIRECT,
            zone=Zone.BODY,
            certainty=Certainty.STATED,
            speaker=None,
            speaker_name=None,
            speaker_words=None,
            date=None,
            evidence="",
            state=ReviewState.SUGGESTED,
            confidence=0.9,
            pin=document.pin(self._span(), NOWHERE),
            same_words=tuple(same),
        )

    def _put(self, number, document, rows):
        ordered = sorted(rows, key=lambda row: row.pin.span)
        quotes = tuple(FoundQuote(row, Units(-1, -1, -1, -1), True) for row in ordered)
        self.documents = {**self.documents, number: DocumentImage(document, (), quotes, (), ())}

    def come(self):
        number = max(self.documents, default=0) + 1
        document = document_row(number, kind=self.chance.choice(KINDS))
        rows = []
        for _ in range(self.chance.randrange(self._most)):
            rows.append(self._row(document, self._next))
            self._next += 1
        self._put(number, document, rows)

    def go(self):
        gone = self.chance.choice(list(self.documents))

        def left(image):
            quotes = (
                replace(
                    each,
                    row=replace(
                        each.row,
                        same_words=tuple(
                            same for same in each.row.same_words if same.pin.document != gone
                        ),
                    ),
                )
                for each in image.quotes
            )
            return replace(image, quotes=tuple(quotes))

        if len(self.documents) > 2:
            kept = {at: image for at, image in self.documents.items() if at != gone}
            self.documents = {at: left(image) for at, image in kept.items()}

    def change(self):
        chance = self.chance
        number = chance.choice([at for at, image in self.documents.items() if image.quotes])
        image = self.documents[number]
        rows = [each.row for each in image.quotes]
        at = chance.randrange(len(rows))
        rows[at] = chance.choice(
            (
                replace(rows[at], state=ReviewState.REJECTED),
                replace(rows[at], state=ReviewState.ACCEPTED),
                replace(rows[at], pin=image.document.pin(self._span(), NOWHERE)),
                self._row(image.document, rows[at].id),
            )
        )
        self._put(number, image.document, rows)

    def call(self):
        number, image = self.chance.choice(list(self.documents.items()))
        day = dt.date(2020, 1, self.chance.randrange(1, 28))
        changed = replace(image.document, kind=self.chance.choice(KINDS), filed=day)
        self.documents = {**self.documents, number: replace(image, document=changed)}

    def go_on(self):
        self.chance.choice((self.come, self.change, self.change, self.change, self.call, self.go))()


def linked(groups):
    return {
        member.quote: {each.quote for each in group.members if each.quote} - {member.quote}
        for group in groups
        for member in group.members
        if member.quote
    }


def told(kept, documents):
    return {
        code // 4: {each // 4 for each in codes} for code, codes in kept.linked(documents).items()
    }


@pytest.mark.parametrize("seed", range(12))
def test_whatever_changes_the_groups_are_as_if_found_from_nothing(seed):
    case, kept = Case(seed, papers=3 + seed % 6, most=3 + seed % 5), KeptGroups()
    found = 0
    for _ in range(60):
        groups = kept.groups(case.documents)
        assert groups == quote_groups(case.documents)
        assert told(kept, case.documents) == linked(groups)
        found += len(groups)
        for _ in range(case.chance.randrange(1, 4)):
            case.go_on()
    assert found > 60


def test_two_states_of_a_case_may_be_asked_for_in_turn():
    case, kept = Case(4), KeptGroups()
    states = []
    for _ in range(8):
        states.append(case.documents)
        case.go_on()
    for documents in (*states, *reversed(states)):
        assert kept.groups(documents) == quote_groups(documents)


def test_what_stands_apart_from_a_change_is_not_looked_at(monkeypatch):
    case, kept = Case(2, papers=40, most=8), KeptGroups()
    groups = kept.groups(case.documents)
    looked = counted(monkeypatch, module, "groups_of")
    compared = counted(monkeypatch, module, "compared")
    case.come()
    case.come()
    kept.groups(case.documents)
    assert 0 < len(looked) < 30 and len(compared) == 2
    lone = document_row(99)
    case._put(99, lone, [case._row(lone, 9999, places=0)])
    before = kept.groups(case.documents)
    assert before is kept.groups(dict(case.documents))
    assert groups != before


def test_what_failed_half_way_is_begun_anew(monkeypatch):
    case, kept = Case(1), KeptGroups()
    kept.groups(case.documents)
    for _ in range(4):
        case.come()

    def fails(*_):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(module, "groups_of", fails)
        with pytest.raises(MemoryError):
            kept.groups(case.documents)
    assert kept.groups(case.documents) == quote_groups(case.documents)
