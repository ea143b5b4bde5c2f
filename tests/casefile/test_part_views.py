"""Before a large case has been read, what concerns a few papers is told from these, as from the whole."""

import random

import pytest

from casefile import part_views
from casefile.questions import PaperKind, Question
from casefile.records import Ref, RefType
from extraction.findings import DocumentKind
from tests.casefile.test_renewing import decided


@pytest.fixture
def begun(full, monkeypatch):
    """A case that counts as large, and was not read yet."""
    monkeypatch.setattr("casefile.first_rows._LARGE", 2)
    unread(full)
    return full


def unread(case):
    memory = case._store.memory
    memory.__init__(memory._database)


def refs_of(case):
    view = case.view()
    rows = (*view.parties, *view.quotes, *view.dates)
    papers = [Ref(RefType.DOCUMENT, row.id) for row in case.documents()]
    return [*(row.ref for row in rows), *papers, Ref(RefType.PARTY, 9_999)]


def questions(refs, chance):
    for ref in refs:
        yield Question((ref,))
    for _ in range(30):
        some = tuple(chance.sample(refs, 2))
        yield Question(some, either=chance.random() < 0.5, unreviewed=chance.random() < 0.2)


def assert_the_same(case, asked):
    unread(case)
    told = {each: case.first_view(each) for each in asked}
    assert not case._store.memory.stands
    for each, view in told.items():
        if view is not None:
            assert view == case.view(each), each
    return [view for view in told.values() if view is not None]


def test_what_is_told_early_is_what_is_told_later(begun):
    chance = random.Random(1)
    asked = list(questions(refs_of(begun), chance))
    assert len(assert_the_same(begun, asked)) > len(asked) / 2


@pytest.mark.parametrize("seed", range(20, 23))
def test_whatever_was_decided(begun, seed):
    chance = random.Random(seed)
    for _ in decided(begun, chance, 12):
        assert_the_same(begun, list(questions(refs_of(begun), chance))[::3])


def test_evidence_places_and_marks_are_told_early_too(begun):
    view = begun.view()
    party = view.parties[0]
    question = Question((party.ref,))
    rows = [row.ref for row in (*begun.view(question).quotes, *begun.view(question).dates)]
    document = begun.documents()[0].id
    begun.tag([view.quotes[0].ref, view.parties[0].ref, view.dates[-1].ref], "Hot")
    begun.add_note(view.quotes[1].ref, "Compare it with the logbook.")

    def asked():
        return (
            begun.evidence(question, rows),
            [begun.evidence_places(question, ref) for ref in rows],
            begun.mentions(party.id),
            begun.highlights(document),
            begun.constraint_names([party.ref]),
            [begun.own_words(row.id) for row in begun.documents()],
        )

    whole = asked()
    unread(begun)
    assert asked() == whole
    assert not begun._store.memory.stands
    assert whole[0] and whole[2] and whole[3] and whole[4]


def test_only_the_papers_concerned_are_read(begun, monkeypatch):
    read = []
    image = part_views.snapshot.document_image
    monkeypatch.setattr(
        part_views.snapshot,
        "document_image",
        lambda connection, paper, *a: read.append(paper.id) or image(connection, paper, *a),
    )
    paper = begun.documents()[1]
    begun.first_view(Question((Ref(RefType.DOCUMENT, paper.id),)))
    begun.highlights(paper.id)
    assert read == [paper.id]


def test_what_concerns_many_papers_or_words_that_others_have_waits_for_the_whole(
    begun, monkeypatch
):
    party = Ref(RefType.PARTY, begun.view().parties[0].id)
    repeated = next(row for row in begun.view().quotes if row.same_words)
    unread(begun)
    assert begun.first_view(Question((repeated.ref,))) is None
    kinds = (party, PaperKind(DocumentKind.COMPLAINT))
    assert begun.first_view(Question(kinds)) is None
    assert begun.first_view(Question((party,))) is not None


def test_of_what_concerns_many_papers_the_first_are_told_of(begun, monkeypatch):
    several = [row for row in begun.view().parties if row.documents > 1]
    party = max(several, key=lambda row: row.mentions)
    question = Question((party.ref,))
    whole = begun.view(question)
    first = min(whole.papers)
    unread(begun)
    monkeypatch.setattr("casefile.part_views.MOST", 1)
    monkeypatch.setattr("casefile.part_views.FIRST_OF_MORE", 1)
    told = begun.first_view(question)
    assert told.has_more and not whole.has_more
    assert [*told.quotes] == [row for row in whole.quotes if row.pin.document == first]
    assert {row.ref for row in told.dates} <= {row.ref for row in whole.dates}
    assert told.totals == whole.totals
    rows = (*told.parties, *told.quotes, *told.dates)
    row = next(row for row in rows if row.relation is not None)
    assert begun.evidence(question, [row.ref])
    assert begun.constraint_names([party.ref]) == {party.ref: party.name}
    assert not begun._store.memory.stands
    assert len(begun.mentions(party.id)) == party.mentions  # it waits for all of them
    assert begun._store.memory.stands


def test_after_a_change_it_is_told_anew(begun):
    row = begun.view().quotes[0]
    paper = Question((Ref(RefType.DOCUMENT, row.pin.document),))
    unread(begun)
    assert begun.first_view(paper).quotes[0].pin.short_name == row.pin.short_name
    begun.set_document(row.pin.document, short_name="Ferry Compl.")
    assert not begun._store.memory.stands
    assert begun.first_view(paper).quotes[0].pin.short_name == "Ferry Compl."
