"""A party's card, proposals to merge, who with whom, and what to review first, on made-up papers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casefile import ingest, links, party_card, party_network, proposals
from casefile.errors import NoSuchFinding
from casefile.known_parties import all_parties
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import ReviewFilter
from casefile.snapshot import FoundAppearance
from extraction.findings import PartOf, PartyKind, PartySource
from importers.source_text import Span
from tests.casefile import helpers
from tests.casefile.helpers import paper
from tests.casefile.test_links import large
from tests.counting import steps_of

COMPANY, COMMISSION = "Marrow Ferry Company, Inc.", "Tidewater Port Commission"


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def whys(card):
    return {(each.name, each.why, each.document) for each in card.names}


def test_a_card_tells_why_each_name_is_the_partys(full):
    card = full.party_card(party(full, COMPANY).id)
    assert card.names[0].name == COMPANY
    assert whys(card) == {
        (COMPANY, "in the caption of Compl.", 1),
        ("Marrow", "in Compl.", 1),
        ("Marrow Ferry", f"same name as “{COMPANY}”", 2),
    }
    assert [(each.short_name, each.role, each.joined) for each in card.documents] == [
        ("Compl.", "plaintiff", ""),
        ("Ferry fight goes to…", "plaintiff", f"same name as “{COMPANY}”"),
    ]
    assert [role for role, _ in card.roles] == ["plaintiff"] and card.kinds == (
        PartyKind.ORGANIZATION,
    )


def test_reasons_of_extraction_are_shown(full, workers):
    extract = workers.extract

    def with_reasons(document, context):
        found = extract(document, context)
        first = replace(found.parties[0], reasons=(("Marrow", "defined in ¶ 1"),))
        return replace(found, parties=(first, *found.parties[1:]))

    workers.extract = with_reasons
    ingest.extract_again(full._store, 1)
    assert ("Marrow", "defined in ¶ 1", 1) in whys(full.party_card(party(full, COMPANY).id))


def test_the_attorneys_own_names_are_told(full):
    row, other = party(full, COMPANY), party(full, "@TidewaterPort")
    full.edit_party(row.id, name="Marrow Shipping")
    full.merge_parties(row.id, other.id)
    full.add_mention(row.id, 1, Span(*_at(full, 1, "Nobody")))
    card = full.party_card(row.id)
    assert card.names[0].name == "Marrow Shipping"
    assert {
        ("Marrow Shipping", "named so by you", None),
        ("@TidewaterPort", "merged by you", None),
        ("Nobody", "marked by you", 1),
    } <= whys(card)
    assert card.kinds == (PartyKind.ORGANIZATION, PartyKind.ACCOUNT)
    assert any(mention.added for each in card.documents for mention in each.mentions)


def _at(case, document, text):
    start = case.source(document).text.index(text)
    return start, start + len(text)


def test_a_card_has_quotes_dates_and_neighbours(full):
    card = full.party_card(party(full, "Odile Vantreese").id)
    assert [row.text[:9] for row in card.quotes_by] == ["the berth"]
    assert [row.text for row in card.dates] == ["2026-03-08"]
    card = full.party_card(party(full, COMMISSION).id)
    (company,) = card.neighbours
    assert (company.party.name, company.sentences, company.paragraphs) == (COMPANY, 0, 1)


def test_what_was_rejected_is_on_no_card(full):
    person = party(full, "Odile Vantreese")
    full.reject([row.ref for row in full.party_card(person.id).quotes_by])
    full.reject([party(full, COMPANY).ref])
    assert full.party_card(person.id).quotes_by == ()
    assert full.party_card(party(full, COMMISSION).id).neighbours == ()


def test_counsel_signs_for_a_side(full):
    images = {**full._store.memory.image().documents}
    complaint = images[1]
    signed = FoundAppearance(
        3, "Odile Vantreese", PartyKind.PERSON, "counsel for plaintiff", None,
        PartySource.SIGNATURE, (), (), "",
    )  # fmt: skip
    images[1] = replace(complaint, appearances=(*complaint.appearances[:2], signed))
    with full._store.database.read() as connection:
        image = links.build(images, all_parties(connection))
    by_name = {row.name: row.id for row in image.parties.values()}
    assert by_name["Odile Vantreese"] == 3
    cards = {
        name: party_card.party_card(image, by_name[name], (), ()) for name in (COMPANY, COMMISSION)
    }
    assert [row.name for row in cards[COMPANY].counsel] == ["Odile Vantreese"]
    assert cards[COMMISSION].counsel == ()


def test_a_party_that_is_gone_is_said(full):
    for ask in (full.party_card, full.merge_proposals, lambda gone: full.together(gone, 1)):
        with pytest.raises(NoSuchFinding, match="no longer in the case"):
            ask(999)


# -- proposals


@pytest.fixture
def doubled(full, tmp_path):
    """Two more papers whose names nobody can be sure of."""
    helpers_cast = helpers.CAST
    helpers.CAST = (
        *helpers_cast,
        ("Tidewater Prt Commission", PartyKind.AGENCY, None, ()),
        ("Marrow Ferry Company, LLC", PartyKind.ORGANIZATION, None, ()),
        ("Odile Vantreese Ferries", PartyKind.ORGANIZATION, None, ()),
        ("Odile Vantreese Ferries", PartyKind.AGENCY, None, ()),
    )
    list(
        full.ingest(
            [
                paper(
                    tmp_path,
                    "Memo.txt",
                    "Tidewater Prt Commission met Marrow Ferry Company, LLC.\n",
                ),
                paper(tmp_path, "Note.txt", "Odile Vantreese Ferries sank.\n"),
            ]
        )
    )
    yield full
    helpers.CAST = helpers_cast


def test_proposals_say_why_and_can_be_taken(doubled):
    before = doubled.view(include_rejected=True).parties
    proposed = {(each.keep.name, each.other.name): each for each in doubled.merge_proposals()}
    slip = proposed[COMMISSION, "Tidewater Prt Commission"]
    assert slip.reason == "one letter apart" and slip.retype is None
    doubled.accept_proposal(slip)
    assert doubled.party(slip.other.id).id == slip.keep.id
    assert doubled.history()[0].sentence == f"Merged Tidewater Prt Commission into {COMMISSION}"
    assert (COMMISSION, "Tidewater Prt Commission") not in {
        (each.keep.name, each.other.name) for each in doubled.merge_proposals()
    }
    doubled.undo()
    assert doubled.view(include_rejected=True).parties == before


def test_a_kind_in_doubt_is_settled_first(doubled):
    kinds = next(each for each in doubled.merge_proposals() if each.retype is not None)
    assert (
        kinds.reason == "same name, but one is taken for an agency, the other for an organization"
    )
    doubled.accept_proposal(kinds)
    assert doubled.party(kinds.other.id).kind is kinds.keep.kind
    assert "gave it the kind" in doubled.history()[0].sentence
    doubled.undo()
    assert doubled.party(kinds.other.id).kind is kinds.other.kind


def test_what_is_not_the_same_is_never_proposed_again(doubled):
    first = doubled.merge_proposals()[0]
    doubled.not_the_same(first.other.id, first.keep.id)
    left = {(each.keep.id, each.other.id) for each in doubled.merge_proposals()}
    assert (first.keep.id, first.other.id) not in left
    assert "are not the same" in doubled.history()[0].sentence
    assert doubled.party_card(first.keep.id).proposals == doubled.merge_proposals(first.keep.id)
    doubled.undo()
    assert doubled.merge_proposals()[0] == first


def test_of_one_party_the_likeliest_comes_first(doubled):
    row = party(doubled, COMMISSION)
    mine = doubled.merge_proposals(row.id)
    assert mine and all(row.id in (each.keep.id, each.other.id) for each in mine)
    assert [each.strength for each in mine] == sorted(
        (each.strength for each in mine), reverse=True
    )


@pytest.mark.parametrize(
    ("role", "capacity", "office"),
    [
        ("judge", None, "judge"),
        ("defendant", "in his official capacity as Warden", "in his official capacity as Warden"),
        ("plaintiff-appellant", None, None),
        ("appellee", None, None),
        ("counsel for plaintiff", None, None),
        (None, None, None),
    ],
)
def test_an_office_is_what_one_holds_at_a_time(role, capacity, office):
    row = replace(links.build(*large(papers=1, cast=1)).parties[1], role=role, capacity=capacity)
    assert proposals.office(row) == office


def test_a_rejected_party_is_proposed_to_nobody(doubled):
    first = doubled.merge_proposals()[0]
    doubled.reject([first.other.ref])
    assert first.other.id not in {
        number for each in doubled.merge_proposals() for number in (each.keep.id, each.other.id)
    }


# -- who with whom


def test_the_network_joins_what_stands_together(full):
    network = full.party_network()
    names = {node.party.id: node.party.name for node in network.nodes}
    edges = {frozenset((names[each.one], names[each.other])): each for each in network.edges}
    sides = edges[frozenset((COMPANY, COMMISSION))]
    assert (sides.opposed, sides.documents) == (1, (1,)) and sides.one < sides.other
    assert [node.weight for node in network.nodes] == sorted(
        (node.weight for node in network.nodes), reverse=True
    )
    assert full.party_network(documents=[2]).nodes and len(full.party_network(limit=2).nodes) == 2
    assert full.party_network(limit=2).left_out == 2


def test_evidence_has_a_sentence_and_marks_both_names(full, tmp_path):
    list(
        full.ingest(
            [
                paper(
                    tmp_path,
                    "x.txt",
                    "One.\nHere Marrow Ferry met the Port Commission\non the quay. Two.\n",
                )
            ]
        )
    )
    one, other = party(full, COMPANY), party(full, COMMISSION)
    rows = full.together_in_context(one.id, other.id)
    assert tuple(row.pin for row in rows) == full.together(one.id, other.id)
    row = rows[-1]
    assert row.pin.document == 3
    assert [mark.of(row.snippet) for mark in row.marks] == ["Marrow Ferry", "Port Commission"]
    assert full.together(other.id, one.id) == full.together(one.id, other.id)


def test_a_quote_that_names_another_is_evidence(full, tmp_path):
    text = "Vantreese said “it was\nthe Port Commission alone” at noon.\n"
    list(full.ingest([paper(tmp_path, "q.txt", text)]))
    one, other = party(full, "Odile Vantreese"), party(full, COMMISSION)
    edge = next(
        each for each in full.party_network().edges if {each.one, each.other} == {one.id, other.id}
    )
    assert edge.speaks_of + edge.spoken_of == 1
    assert any(pin.document == 3 for pin in full.together(one.id, other.id))
    assert [row.text for row in full.party_card(other.id).quotes_about] == [
        "it was\nthe Port Commission alone"
    ]


def test_places_are_shown_in_their_sentences(full):
    row = party(full, "Odile Vantreese")
    (found,) = full.in_context(full.mentions(row.id))
    assert (
        found.snippet.startswith("Odile Vantreese said")
        and found.marks[0].of(found.snippet) == row.name
    )


# -- what to review first


def test_the_queue_begins_with_the_caption_and_with_doubts(full):
    queue = refs(full)
    view = full.view()
    assert set(queue) == {row.ref for row in (*view.parties, *view.quotes, *view.dates)}
    assert {queue[0], queue[1]} <= {
        party(full, COMPANY).ref,
        party(full, COMMISSION).ref,
        party(full, "Odile Vantreese").ref,
    }
    assert queue[-1].type is not RefType.PARTY
    assert refs(full, kind=RefType.PARTY)[-1] == party(full, "@TidewaterPort").ref
    assert {ref.type for ref in refs(full, kind=RefType.DATE)} == {RefType.DATE}
    full.accept([queue[0]])
    assert queue[0] not in refs(full)


def refs(case, **asked):
    return [row.ref for row in case.review_queue(ReviewFilter(**asked)).rows]


# -- a large case


def test_cards_and_pictures_grow_with_the_case_and_no_faster():
    """A party on every page, a usual one, the picture of all: twice the papers, twice the work."""
    image, double = (
        links.build(*large(papers=papers, mentions=70, quotes=15, dates=15, cast=300))
        for papers in (100, 200)
    )
    apart: frozenset[tuple[int, int]] = frozenset()
    works: tuple[Callable[[links.Image], object], ...] = (
        lambda of: party_card.party_card(of, 17, proposals.proposals(of, apart, 17), ()),
        lambda of: party_card.party_card(of, 1, (), ()),
        lambda of: party_network.party_network(of, 200),
        lambda of: party_network.evidence(of, 1, 17),
    )
    for work in works:
        work(image), work(double)  # what is made once for all questions is made here
        steps, more = (steps_of(lambda of=of, work=work: work(of)) for of in (image, double))
        assert more < 2.5 * steps
    assert party_card.party_card(image, 1, (), ()).party.state is ReviewState.SUGGESTED
    assert Ref(RefType.PARTY, 1) in {row.ref for row in image.columns[0]}


def test_what_a_party_is_a_part_of_and_the_post_it_holds(full, workers):
    extract = workers.extract

    def with_facts(document, context):
        found = extract(document, context)
        first, second, *rest = found.parties
        first = replace(first, part_of=PartOf(second.name, second.id, "said in ¶ 2"))
        second = replace(second, post="Harbor Master", post_reason="said in ¶ 3")
        return replace(found, parties=(first, second, *rest))

    workers.extract = with_facts
    ingest.extract_again(full._store, 1)
    rows = {row.name: row for row in full.view(include_rejected=True).parties}
    card = full.party_card(rows[COMPANY].id)
    (whole,) = card.part_of
    assert whole.party is not None
    assert (whole.name, whole.why, whole.document) == (whole.party.name, "said in ¶ 2", 1)
    other = full.party_card(whole.party.id)
    assert other.party.post == "Harbor Master"
    assert (other.documents[0].post, other.documents[0].post_reason) == (
        "Harbor Master",
        "said in ¶ 3",
    )
    assert other.part_of == ()
