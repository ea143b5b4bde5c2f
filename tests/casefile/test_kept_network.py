"""The picture of parties that is kept through decisions is the one that would be made anew."""

import pytest

from casefile import party_network
from casefile.errors import NoSuchFinding
from casefile.records import ReviewState
from tests.casefile.helpers import paper


def image_of(case):
    return case._store.memory.image()


def agree(case):
    for limit in (2, 3, 200):
        for documents in (None, [2]):
            anew = party_network.party_network(image_of(case), limit, documents)
            assert case.party_network(limit, documents) == anew
    return case.party_network()


@pytest.fixture
def more(full, tmp_path):
    text = (
        "Odile Vantreese met the Port Commission and Marrow Ferry on the quay.\n"
        "Vantreese said “it was the Port Commission alone” at noon.\n"
    )
    list(full.ingest([paper(tmp_path, "more.txt", text)]))
    return full


def test_what_is_kept_through_decisions_is_what_would_be_made_anew(more, tmp_path):
    agree(more)
    view = more.view()
    more.accept([view.parties[0].ref, view.quotes[0].ref])
    agree(more)
    more.reject([view.parties[1].ref])
    agree(more)
    more.undo()
    agree(more)
    more.edit_quote(view.quotes[-1].id, speaker=view.parties[0].id)
    agree(more)
    more.reject([view.quotes[-1].ref])
    agree(more)
    more.merge_parties(view.parties[0].id, view.parties[1].id)
    assert agree(more).edges
    more.undo()
    agree(more)
    list(more.ingest([paper(tmp_path, "last.txt", "Here Marrow Ferry met Odile Vantreese.\n")]))
    agree(more)


def test_an_accepted_party_looks_at_no_paper_again(more, monkeypatch):
    before = more.party_network()
    monkeypatch.setattr(party_network, "_in_one", lambda *_: pytest.fail("looked again"))
    first = before.nodes[0].party
    more.accept([first.ref])
    after = more.party_network()
    assert after.edges == before.edges
    assert after.nodes[0].party.state is ReviewState.ACCEPTED


def test_a_picture_that_nothing_changed_is_the_same_one(more):
    before = more.party_network()
    more.accept([more.view().quotes[0].ref])
    assert more.party_network() is before


def test_surroundings_are_what_the_picture_of_all_has_around_a_party(more):
    every = more.party_network(1000)
    for node in every.nodes:
        party = node.party.id
        around = more.party_surroundings(party)
        assert around.edges == tuple(e for e in every.edges if party in (e.one, e.other))
        near = {party, *(n for e in around.edges for n in (e.one, e.other))}
        assert {each.party.id for each in around.nodes} == near
        assert around.left_out == 0
    with pytest.raises(NoSuchFinding):
        more.party_surroundings(999)


def test_surroundings_in_some_papers(more):
    every = more.party_network(1000, [3])
    party = every.edges[0].one
    around = more.party_surroundings(party, [3])
    assert around.edges == tuple(e for e in every.edges if party in (e.one, e.other))


def test_what_is_made_ready_ahead_is_not_worked_out_again(more, monkeypatch):
    more.make_ready()
    for what in (
        "party_network._in_one",
        "quote_bank._row",
        "usefulness.quote_worth",
        "chronology._told",
    ):
        monkeypatch.setattr(f"casefile.{what}", lambda *_: pytest.fail("worked out again"))
    assert more.party_network().edges and more.quote_bank().rows and more.review_queue().rows
    assert more.chronology().rows
