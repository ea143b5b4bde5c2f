"""The places that link rows to a question, held against what the linked view says of these rows."""

import datetime as dt
import random

import pytest

from casefile import linked
from casefile.case import Case
from casefile.evidence import joins
from casefile.questions import Days, Question
from casefile.records import Ref, RefType, RelationKind
from casefile.relation_strength import STRENGTH
from tests.casefile.test_linked import made_case

NEAR = (
    RelationKind.SPEAKS,
    RelationKind.MENTIONED_IN,
    RelationKind.SAME_WORDS,
    RelationKind.SAME_SENTENCE,
    RelationKind.SAME_PARAGRAPH,
)


def asked_one(source, image):
    rows = [row.ref for column in image.columns for row in column]
    if rows and source.random() < 0.85:
        return source.choice(rows)
    return Days(dt.date(2026, 2, 1), dt.date(2026, 2, 28))


@pytest.mark.parametrize("seed", range(60))
def test_every_linked_row_has_a_place_of_its_relation(seed):
    source = random.Random(seed)
    image = made_case(source)
    asked = asked_one(source, image)
    named = frozenset(source.sample(NEAR, source.choice((0, 0, 1, 2))))
    question = Question((asked,), relations=named)
    view = linked.view(image, question)
    for row in (*view.parties, *view.quotes, *view.dates):
        if row.relation is None:
            continue
        ((_, found),) = joins(image, question, (row.ref,))
        places = found.places()
        assert found.count >= 1 and places, (row.ref, row.relation)
        assert found.places(1)[0] == places[0]
        strongest = min(joint.rank for joint in found._found)
        assert strongest == STRENGTH[row.relation.kind]
        for place in places:
            own = [mark for mark in place.marks if mark.own]
            assert [mark.span for mark in own] == [place.pin.span]
            assert sorted(mark.span for mark in place.marks) == [m.span for m in place.marks]
            assert place.pin.document in image.papers


@pytest.mark.parametrize("seed", range(20))
def test_rows_that_are_not_linked_have_no_place(seed):
    source = random.Random(seed)
    image = made_case(source)
    question = Question((asked_one(source, image),))
    view = linked.view(image, question, include_rejected=True)
    shown = {row.ref for row in (*view.parties, *view.quotes, *view.dates)}
    for row in (row for column in image.columns for row in column):
        # Of a stretch of days only the dates in it are shown.
        if row.ref not in shown and not (question.days and row.ref.type is RefType.DATE):
            ((_, found),) = joins(image, question, (row.ref,))
            assert found.count == 0


def test_the_sentence_is_told_with_both_marked(full: Case):
    everything = full.view()
    assert everything.parties and everything.dates
    party = max(everything.parties, key=lambda row: row.mentions)
    question = Question((party.ref,))
    view = full.view(question)
    rows = [row for row in (*view.parties, *view.quotes, *view.dates) if row.relation is not None]
    assert rows
    found = full.evidence(question, [row.ref for row in rows])
    assert set(found) == {row.ref for row in rows}
    for row in rows:
        evidence = found[row.ref]
        assert evidence.text and "\n" not in evidence.text
        own = [mark for mark in evidence.marks if mark.own]
        assert len(own) == 1 and own[0].kind is row.ref.type
        words = own[0].span.of(evidence.text)
        assert words == evidence.pin.span.of(full.source(evidence.pin.document).text)
        assert any(not mark.own and mark.kind is RefType.PARTY for mark in evidence.marks)
        places = full.evidence_places(question, row.ref)
        assert places[0] == evidence.pin
        assert len(places) >= 1


def test_without_a_question_all_places_are_told(full: Case):
    party = max(full.view().parties, key=lambda row: row.mentions)
    assert full.evidence_places(Question(), party.ref) == full.mentions(party.id)
    assert full.evidence_places(Question(), Ref(RefType.QUOTE, 9999)) == ()
    assert full.evidence(Question((party.ref,)), [Ref(RefType.PARTY, 9999)]) == {}


def test_groups_of_the_same_words(full: Case):
    for quote, group in full.same_word_groups().items():
        assert full.quote(quote).id == quote and isinstance(group, int)
