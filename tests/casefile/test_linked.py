"""The linked view's questions, held against going through every pair of a small made-up case."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import linked, links
from casefile.carried import Carried
from casefile.known_parties import KnownParty
from casefile.questions import (
    USUAL_RELATIONS,
    Days,
    Noted,
    OnIssue,
    PaperKind,
    Question,
    Tagged,
    as_question,
)
from casefile.records import (
    DateRow,
    DocumentRow,
    DocumentState,
    Pin,
    QuoteRow,
    Ref,
    RefType,
    RelationKind,
    ReviewState,
)
from casefile.snapshot import DocumentImage, FoundDate, FoundMention, FoundQuote, Units
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind, QuoteKind
from importers.source_text import Place, Span, Zone
from tests.casefile.test_links import large

NOWHERE = Place(None, None, None, None, None, None)
KINDS = (DocumentKind.COMPLAINT, DocumentKind.ORDER, DocumentKind.EMAIL)
STATES = (ReviewState.SUGGESTED, ReviewState.SUGGESTED, ReviewState.ACCEPTED, ReviewState.REJECTED)
SENTENCES, WIDTH = 6, 100  # of each paper; two sentences make a paragraph
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def made_case(random):
    """Make three papers with mentions, quotes and dates anywhere, and five parties, one perhaps merged."""
    known = {
        number: KnownParty(
            number,
            f"Party {number}",
            PartyKind.PERSON,
            None,
            None,
            0.5,
            random.choice(STATES),
            None,
        )
        for number in range(1, 6)
    }
    if random.random() < 0.6:
        known[5] = replace(known[5], merged_into=random.choice((1, 2)))
    images = {}
    for number in range(1, 4):
        row = DocumentRow(
            number, f"{number}.pdf", f"Ex. {number}", "", "", str(number), "", random.choice(KINDS),
            "", False, DocumentState.READY, None, 1, 600, None, None, None, None, None, None, "", False,
        )  # fmt: skip

        def pin(start, end, row=row):
            return Pin(row.id, row.short_name, row.kind, Span(start, end), NOWHERE)

        def units(start, end):
            first, last = start // WIDTH, (end - 1) // WIDTH
            return Units(first, last, first // 2, last // 2)

        mentions = []
        for start in sorted(
            random.sample(range(0, SENTENCES * WIDTH - 5, 7), random.randint(0, 8))
        ):
            party, furniture = random.randint(1, 5), random.random() < 0.1
            mentions.append(
                FoundMention(party, pin(start, start + 5), furniture, units(start, start + 5))
            )
        quotes = []
        for at in range(random.randint(0, 4)):
            start = random.randrange(0, SENTENCES * WIDTH - 120)
            end = start + random.randint(10, 120)
            speaker = random.choice((None, 1, 2, 3, 4, 5))
            quote = QuoteRow(
                number * 10 + at, "words", "words", QuoteKind.DIRECT, Zone.BODY, Certainty.STATED,
                speaker, None, None, None, "", random.choice(STATES), 0.5, pin(start, end),
            )  # fmt: skip
            quotes.append(FoundQuote(quote, units(start, end), random.random() < 0.9))
        dates = []
        for at in range(random.randint(0, 4)):
            start = random.randrange(0, SENTENCES * WIDTH - 8)
            day = dt.date(2026, random.randint(1, 4), random.randint(1, 28))
            earliest, latest = random.choice(
                ((day, day), (day, day), YEAR, (None, None), (None, day))
            )
            date = DateRow(
                number * 10 + at, "day", None, earliest, latest, Basis.STATED, None, (), None, "",
                Zone.BODY, "", random.choice(STATES), 0.5, pin(start, start + 8),
            )  # fmt: skip
            dates.append(FoundDate(date, units(start, start + 8), random.random() < 0.9))
        names = tuple((mention.party, known[mention.party].name) for mention in mentions)
        images[number] = DocumentImage(
            row, tuple(mentions), tuple(quotes), tuple(dates), tuple(dict.fromkeys(names))
        )
    return links.build(images, known)


def made_question(random):
    """Ask for anything, things that are not there among it."""
    constraints = []
    for _ in range(random.randint(0, 4)):
        kind = random.choice(("ref", "ref", "ref", "days", "kind", "mark"))
        if kind == "ref":
            type_ = random.choice(tuple(RefType))
            small = type_ in (RefType.PARTY, RefType.DOCUMENT)
            number = random.randint(1, 5 if type_ is RefType.PARTY else 3)
            constraints.append(Ref(type_, number if small else number * 10 + random.randint(0, 2)))
        elif kind == "days":
            first = dt.date(2026, random.randint(1, 4), 1)
            constraints.append(Days(first, first + dt.timedelta(30)))
        elif kind == "kind":
            constraints.append(PaperKind(random.choice(KINDS)))
        else:
            constraints.append(random.choice((Tagged("key"), OnIssue(1), Noted(), Tagged("gone"))))
    relations = frozenset(random.sample(tuple(RelationKind), random.choice((0, 0, 1, 2))))
    return Question(
        tuple(dict.fromkeys(constraints)),
        either=random.random() < 0.4,
        relations=relations,
        unreviewed=random.random() < 0.2,
    )


def made_marks(random):
    refs = [Ref(RefType.PARTY, 1), Ref(RefType.DOCUMENT, 2), Ref(RefType.QUOTE, 10)]
    passage = Pin(1, "Ex. 1", KINDS[0], Span(50, 180), NOWHERE)
    return {
        mark: Carried(
            frozenset(random.sample(refs, random.randint(0, 2))),
            (passage,) if random.random() < 0.5 else (),
        )
        for mark in (Tagged("key"), OnIssue(1), Noted())
    }


class Oracle:
    """Answers by looking at every pair of places."""

    def __init__(self, image, question, marks, include_rejected):
        self.image, self.question, self.marks = image, question, marks
        self.include_rejected = include_rejected
        self.kinds = None
        if question.kinds:
            self.kinds = {
                number
                for number, each in image.documents.items()
                if each.document.kind in question.kinds
            }
        self.refs = [self.standing(ref) for ref in question.refs]
        self.within = set(image.documents) if self.kinds is None else set(self.kinds)
        if question.documents and question.findings and not question.either:
            self.within &= set(question.documents)

    def standing(self, ref):
        return (
            Ref(ref.type, self.image.roots.get(ref.id, ref.id))
            if ref.type is RefType.PARTY
            else ref
        )

    def places(self, ref):
        """Return where something stands: paper, span, sentences, paragraphs."""
        found = []
        for number, paper in self.image.documents.items():
            if ref.type is RefType.PARTY:
                some = [
                    (mention.pin.span, mention.units)
                    for mention in paper.mentions
                    if not mention.furniture and self.image.roots[mention.party] == ref.id
                ]
            else:
                rows = paper.quotes if ref.type is RefType.QUOTE else paper.dates
                some = [
                    (each.row.pin.span, each.units)
                    for each in rows
                    if each.row.id == ref.id and each.shown
                ]
            for span, units in some:
                found.append(
                    (
                        number,
                        span,
                        set(range(units.first_sentence, units.last_sentence + 1)),
                        set(range(units.first_paragraph, units.last_paragraph + 1)),
                    )
                )
        return found

    def shared(self, one, others, place):
        """Return how many sentences (2) or paragraphs (3) something shares with one of several."""
        own = {
            (at[0], unit) for at in self.places(one) for unit in at[place] if at[0] in self.within
        }
        theirs = {(at[0], unit) for ref in others for at in self.places(ref) for unit in at[place]}
        return len(own & theirs)

    def speaks(self, one, other):
        quote, party = (one, other) if one.type is RefType.QUOTE else (other, one)
        if (quote.type, party.type) != (RefType.QUOTE, RefType.PARTY):
            return 0, 0
        row = self.image.quotes.get(quote.id)
        at = self.places(quote)
        if row is None or not at or at[0][0] not in self.within:
            return 0, 0
        named = sum(
            number == at[0][0] and at[0][1].start <= span.start and span.end <= at[0][1].end
            for number, span, _, _ in self.places(party)
        )
        return int(row.speaker == party.id), named

    def papers_with(self, ref):
        if ref.type is RefType.PARTY:
            return {
                number
                for number, paper in self.image.documents.items()
                if any(self.image.roots[party] == ref.id for party, _ in paper.names)
                or any(
                    quote.row.speaker is not None and self.image.roots[quote.row.speaker] == ref.id
                    for quote in paper.quotes
                )
            }
        rows = {RefType.QUOTE: self.image.quotes, RefType.DATE: self.image.dates}[ref.type]
        return {rows[ref.id].pin.document} if ref.id in rows else set()

    def named_papers(self, ref):
        """Return the papers that name a party, or hold a finding."""
        if ref.type is not RefType.PARTY:
            return self.papers_with(ref)
        return {
            number
            for number, paper in self.image.documents.items()
            if any(self.image.roots[party] == ref.id for party, _ in paper.names)
        }

    def relation(self, row, ref, allowed):
        """Return the strongest relation of a row to one thing with its count, ``None`` for none."""
        if ref.type is RefType.DOCUMENT:
            held = ref.id in self.named_papers(row) and (self.kinds is None or ref.id in self.kinds)
            count = sum(at[0] == ref.id for at in self.places(row)) or 1
            return (RelationKind.IN_DOCUMENT, count) if held else None
        spoken, named = self.speaks(row, ref)
        same_words = row.type is ref.type is RefType.QUOTE and any(
            {row.id, ref.id} <= {member.quote for member in group.members} and row != ref
            for group in self.image.groups
        )
        counts = {
            RelationKind.SPEAKS: spoken,
            RelationKind.MENTIONED_IN: named,
            RelationKind.SAME_WORDS: int(same_words and bool(self.papers_with(row) & self.within)),
            RelationKind.SAME_SENTENCE: self.shared(row, [ref], 2),
            RelationKind.SAME_PARAGRAPH: self.shared(row, [ref], 3),
            RelationKind.IN_DOCUMENT: len(
                self.papers_with(ref) & self.named_papers(row) & self.within
            ),
        }
        return next(((kind, n) for kind, n in counts.items() if n and kind in allowed), None)

    def in_days(self, row):
        first, last = row.earliest or row.latest, row.latest or row.earliest
        return first is not None and any(
            first <= days.latest and last >= days.earliest for days in self.question.days
        )

    def near_days(self, ref, allowed):
        dates = [
            date.row.ref
            for number, paper in self.image.documents.items()
            if number in self.within
            for date in paper.dates
            if date.shown and self.in_days(date.row)
            and (self.include_rejected or date.row.state is not ReviewState.REJECTED)
        ]  # fmt: skip
        papers = {number for date in dates for number in self.papers_with(date)}
        counts = {
            RelationKind.SAME_SENTENCE: self.shared(ref, dates, 2),
            RelationKind.SAME_PARAGRAPH: self.shared(ref, dates, 3),
            RelationKind.IN_DOCUMENT: len(papers & self.named_papers(ref)),
        }
        return next(((kind, n) for kind, n in counts.items() if n and kind in allowed), None)

    def passes(self, row):
        question = self.question
        if row.state is ReviewState.REJECTED and not self.include_rejected:
            return False
        if question.unreviewed and row.state is not ReviewState.SUGGESTED:
            return False
        papers = self.named_papers(row.ref)
        if self.kinds is not None and not papers & self.kinds:
            return False
        for mark in question.marks:
            carried = self.marks.get(mark, Carried())
            whole = {ref.id for ref in carried.refs if ref.type is RefType.DOCUMENT}
            inside = any(
                at[0] == pin.document and at[1].overlaps(pin.span)
                for pin in carried.passages
                for at in self.places(row.ref)
            )
            if row.ref not in carried.refs and not whole & papers and not inside:
                return False
        return True

    def answer(self, row):
        """Return whether a row is in the answer, and its relation."""
        question = self.question
        if row.ref in self.refs:
            return True, None
        if not self.passes(row):
            return False, None
        allowed = question.relations or USUAL_RELATIONS
        relation = None
        if self.refs:
            found = [self.relation(row.ref, ref, allowed) for ref in self.refs]
            if not (any(found) if question.either else all(found)):
                return False, None
            order = list(RelationKind)
            relation = min(
                (each for each in found if each), key=lambda one: (order.index(one[0]), -one[1])
            )
        if question.days:
            if isinstance(row, DateRow):
                at = row.pin.document in self.within
                return at and self.in_days(row), relation
            near = self.near_days(row.ref, USUAL_RELATIONS if question.findings else allowed)
            if near is None:
                return False, None
            relation = relation or near
        return True, relation


def rows_of(image):
    return [row for column in image.columns for row in column]


def told(row):
    return (row.relation.kind, row.relation.count) if row.relation else None


def answered(view):
    return {row.ref: told(row) for row in (*view.parties, *view.quotes, *view.dates)}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.booleans())
def test_every_answer_is_what_going_through_all_pairs_gives(random, include_rejected):
    image, question, marks = made_case(random), made_question(random), made_marks(random)
    view = linked.view(image, question, include_rejected=include_rejected, carried=marks)
    oracle = Oracle(image, question, marks, include_rejected)
    expected = {row.ref: oracle.answer(row) for row in rows_of(image)}
    assert answered(view) == {ref: relation for ref, (is_in, relation) in expected.items() if is_in}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_each_relation_is_counted_as_if_it_alone_were_asked_for(random):
    image, question, marks = made_case(random), made_question(random), made_marks(random)
    counts = linked.relation_counts(image, question, carried=marks)
    refs = {links_root(image, ref) for ref in question.refs}
    for kind in RelationKind:
        alone = linked.view(image, replace(question, relations=frozenset({kind})), carried=marks)
        rows = answered(alone).keys() - refs
        if question.findings or question.days:
            assert counts.get(kind, 0) == len(rows), kind
        else:
            assert counts == {}


def links_root(image, ref):
    return Ref(ref.type, image.roots.get(ref.id, ref.id)) if ref.type is RefType.PARTY else ref


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_papers_count_the_rows_that_stand_in_them(random):
    image, question, marks = made_case(random), made_question(random), made_marks(random)
    view = linked.view(image, question, carried=marks)
    if question.is_everything:
        assert view.papers is None
        return
    rows = Counter(row.pin.document for row in (*view.quotes, *view.dates))
    assert {number: count for number, count in view.papers.items() if count} == rows


# -- through the door


def named(case, name):
    return next(row for row in case.view().parties if row.name == name)


def test_a_bare_list_of_constraints_asks_for_all_of_them():
    ref = Ref(RefType.PARTY, 1)
    assert as_question([ref]) == Question((ref,))


def test_a_tag_narrows_to_what_carries_it_and_what_stands_in_a_tagged_paper(full):
    quote, date = full.view().quotes[0], full.view().dates[-1]
    full.tag([quote.ref], "Hot")
    view = full.view([Tagged("hot")])
    assert [row.id for row in view.quotes] == [quote.id]
    assert (view.parties, view.dates, view.lost) == ((), (), ())
    full.tag([Ref(RefType.DOCUMENT, date.pin.document)], "Hot")
    assert {row.pin.document for row in full.view([Tagged("Hot")]).dates} == {date.pin.document}


def test_a_tagged_passage_narrows_to_what_stands_in_it(full):
    quote = full.view().quotes[0]
    full.tag([quote.pin], "Passage")
    view = full.view([Tagged("Passage")])
    assert quote.id in {row.id for row in view.quotes}
    assert all(row.pin.span.overlaps(quote.pin.span) for row in (*view.quotes, *view.dates))


def test_a_tag_on_a_note_says_nothing_of_what_the_note_is_on(full):
    quote = full.view().quotes[0]
    full.add_note(quote.ref, "Ask her.")
    full.tag(full.notes(), "Open")
    assert full.view([Tagged("Open")]).quotes == ()


def test_a_note_narrows_to_what_it_is_on(full):
    assert full.view([Noted()]).quotes == ()
    assert full.view([Noted()]).lost == ()
    quote, other = full.view().quotes[:2]
    full.add_note(quote.ref, "Ask her.")
    view = full.view([Noted()])
    assert [row.id for row in view.quotes] == [quote.id]
    assert set(view.papers) == {quote.pin.document}
    full.add_note(Ref(RefType.DOCUMENT, other.pin.document), "Read again.")
    narrowed = full.view([Noted()])
    assert other.id in {row.id for row in narrowed.quotes}
    full.undo()
    full.undo()
    assert full.view([Noted()]).quotes == ()


def test_an_issue_narrows_to_the_evidence_on_it_and_below_it(full):
    above = full.add_issue("Notice")
    below = full.add_issue("Received", parent=above)
    quote = full.view().quotes[0]
    full.link_evidence(below, [quote.ref])
    for issue in (above, below):
        assert [row.id for row in full.view([OnIssue(issue)]).quotes] == [quote.id]
    assert full.constraint_names([OnIssue(above), quote.ref])[OnIssue(above)] == "Notice"
    full.undo()
    assert full.view([OnIssue(above)]).quotes == ()


@pytest.mark.parametrize(
    "gone", [Ref(RefType.PARTY, 999), Ref(RefType.QUOTE, 999), Ref(RefType.DOCUMENT, 999),
             Tagged("never"), OnIssue(999)],
)  # fmt: skip
def test_what_is_gone_is_told_and_has_no_words(full, gone):
    view = full.view([gone])
    assert view.lost == (gone,)
    assert (view.parties, view.quotes, view.dates) == ((), (), ())
    assert full.constraint_names([gone]).get(gone) in (None, "never")


def test_either_of_two_goes_on_where_one_is_gone(full):
    port = named(full, "Tidewater Port Commission").ref
    asked = Question((port, Ref(RefType.PARTY, 999)), either=True)
    assert full.view(asked).quotes == full.view([port]).quotes


def test_a_merged_party_is_asked_for_as_the_one_it_lives_on_in(full):
    keep, other = named(full, "Tidewater Port Commission"), named(full, "@TidewaterPort")
    full.merge_parties(keep.id, other.id)
    view = full.view([other.ref])
    assert view.lost == () and view.quotes == full.view([keep.ref]).quotes
    assert keep.id in {row.id for row in view.parties}


def test_everything_stands_in_all_papers(full):
    assert full.view().papers is None
    assert set(full.view([PaperKind(DocumentKind.COMPLAINT)]).papers) == {1}
    assert full.view(Question(unreviewed=True)).papers is not None


def test_what_was_asked_before_is_not_worked_out_again(monkeypatch):
    image = made_case(Random(7))
    ref = Ref(RefType.PARTY, 1)
    first = linked.view(image, [ref])
    rejected = linked.view(image, [ref], include_rejected=True)
    monkeypatch.setattr(linked, "_Search", lambda *_: pytest.fail("worked out again"))
    assert linked.view(image, [ref]) is first
    assert linked.view(image, Question((ref,))) is first
    assert linked.view(image, [ref], include_rejected=True) is rejected


def test_rows_are_picked_from_a_column_without_a_look_at_all_of_them(monkeypatch):
    image = links.build(*large(papers=40, cast=9))
    one, other = (Ref(RefType.PARTY, number) for number in (1, 2))
    linked.view(image, [one])
    looked_at = []

    def number_of(row):
        looked_at.append(row)
        return row.id

    monkeypatch.setattr(links, "_NUMBER", number_of)
    monkeypatch.setattr(linked, "_NUMBER", number_of)
    found = linked.view(image, [other])
    assert 8 * len(found.dates) > len(image.columns[2]) > len(found.dates)
    assert {type(row) for row in looked_at} >= {type(row) for row in found.dates}
    assert len(looked_at) <= sum(map(len, (found.parties, found.quotes, found.dates)))


def test_few_answers_are_kept_and_none_that_hangs_on_marks():
    image = made_case(Random(7))
    for number in range(1, 6):
        for unreviewed in (False, True):
            linked.view(image, Question((Ref(RefType.PARTY, number),), unreviewed=unreviewed))
    assert len(image.answers) == linked._KEPT
    asked = Question((Tagged("key"),))
    some, none = (
        linked.view(image, asked, carried={Tagged("key"): each})
        for each in (Carried(frozenset({Ref(RefType.PARTY, 1)})), Carried())
    )
    assert some is not none
    assert all(not question.marks for question, _ in image.answers)
