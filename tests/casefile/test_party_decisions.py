"""Merging, splitting and marking parties: what holds after each, and after any sequence of them."""

import tempfile
from collections import Counter
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import ingest
from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding, NotAValue
from casefile.records import Ref, RefType, ReviewState
from casefile.review_records import ReviewFilter
from extraction.findings import Certainty, PartyKind
from importers.source_text import Span
from tests.casefile.helpers import ARTICLE, COMPLAINT, FakeWorkers, paper

COMPANY, COMMISSION = "Marrow Ferry Company, Inc.", "Tidewater Port Commission"
ANSWER = """Answer of the Port Commission to Marrow Ferry.
Vantreese never spoke for the Port Commission. Marrow paid nobody on 2026-03-09.
The Quay Watch stood by, and Vantreese said “the Quay Watch saw it all” to Marrow Ferry.
"""


@pytest.fixture
def three(case, papers):
    paper(papers, "Reply.txt", ANSWER)
    list(case.ingest([papers]))
    return case


def party(case, name):
    return next(row for row in case.view(include_rejected=True).parties if row.name == name)


def number_of(case, name):
    return next(row.id for row in case.documents() if row.name == name)


def words(case, number):
    """What stands where a party is named, paper by paper."""
    return [
        (pin.document, " ".join(pin.span.of(case.source(pin.document).text).split()))
        for pin in case.mentions(number)
    ]


def place(case, document, text, nth=0):
    source, at = case.source(document).text, -1
    for _ in range(nth + 1):
        at = source.index(text, at + 1)
    return Span(at, at + len(text))


def shown(case):
    """All that the columns show, with the papers' own numbers left aside."""
    view = case.view(include_rejected=True)
    return (
        {(row.name, row.kind, row.role, frozenset(row.aliases), row.state, row.mentions, row.documents)
         for row in view.parties},
        {(row.text, row.speaker_name, row.state) for row in view.quotes},
        {(row.text, row.value, row.state) for row in view.dates},
    )  # fmt: skip


# -- several at once


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": PartyKind.OTHER}, "Changed the kind of 3 parties to other"),
        ({"role": " intervenor "}, "Gave 3 parties the role intervenor"),
        ({"role": ""}, "Took the role from 3 parties"),
        ({"kind": PartyKind.PERSON, "role": "witness"},
         "Changed the kind of 2 parties to person; Gave 2 parties the role witness"),
        ({"kind": PartyKind.AGENCY}, "Changed the kind of 2 parties to agency"),
    ],
)  # fmt: skip
def test_several_are_corrected_in_one_step(three, changes, sentence):
    rows = [party(three, name) for name in (COMPANY, COMMISSION, "Odile Vantreese")]
    before = shown(three)
    three.edit_parties([row.id for row in rows], **changes)
    assert [change.sentence for change in three.history()] == [sentence]
    after = shown(three)
    assert after != before
    assert three.undo() == sentence and shown(three) == before
    assert three.undo() is None
    assert three.redo() == sentence and shown(three) == after


def test_a_correction_that_changes_one_or_none_says_so(three):
    company, commission = party(three, COMPANY), party(three, COMMISSION)
    three.edit_parties([company.id, commission.id], kind=company.kind)
    assert three.history()[0].sentence == f"Changed the kind of {COMMISSION} to {company.kind}"
    three.edit_parties([company.id, commission.id], kind=company.kind)
    three.edit_parties([], role="witness")
    assert len(three.history()) == 1
    with pytest.raises(NoSuchFinding):
        three.edit_parties([company.id, 4711], role="witness")
    assert len(three.history()) == 1


# -- splitting


def test_a_paper_is_taken_out_of_a_party_and_back(three):
    before, row, reply = shown(three), party(three, COMPANY), number_of(three, "Reply.txt")
    new = three.split_party(row.id, documents=[reply])
    assert new != row.id
    assert {document for document, _ in words(three, new)} == {reply}
    assert reply not in {document for document, _ in words(three, row.id)}
    assert three.party(new).state is three.party(row.id).state is ReviewState.EDITED
    assert three.history()[0].sentence == f"Split Marrow Ferry from {COMPANY}"
    after = shown(three)
    assert three.undo() and shown(three) == before
    assert three.redo() and shown(three) == after


def test_a_name_is_taken_out_of_all_papers_and_of_later_ones(three, tmp_path):
    row = party(three, COMPANY)
    new = three.split_party(row.id, names=["Marrow"])
    assert {said for _, said in words(three, new)} == {"Marrow"}
    assert "Marrow" not in {said for _, said in words(three, row.id)}
    before = len(words(three, new))
    list(three.ingest([paper(tmp_path, "Later.txt", "Marrow Ferry went on. Marrow did not.\n")]))
    assert len(words(three, new)) == before + 1
    assert (number_of(three, "Later.txt"), "Marrow Ferry") in words(three, row.id)


def test_a_name_in_one_paper_goes_to_a_party_that_is_there(three):
    row, other = party(three, COMPANY), party(three, "@TidewaterPort")
    reply = number_of(three, "Reply.txt")
    assert three.split_party(row.id, documents=[reply], names=["marrow"], to=other.id) == other.id
    assert (reply, "Marrow") in words(three, other.id)
    assert (reply, "Marrow Ferry") in words(three, row.id)
    assert three.history()[0].sentence == f"Moved names from {COMPANY} to @TidewaterPort"


def test_a_split_holds_when_findings_are_looked_for_anew(three):
    reply = number_of(three, "Reply.txt")
    new = three.split_party(party(three, COMPANY).id, documents=[reply])
    rest = three.split_party(party(three, "Odile Vantreese").id, names=["Vantreese"])
    after, mine = shown(three), words(three, new)
    for document in three.documents():
        list(three.read_again(document.id))
        ingest.extract_again(three._store, document.id)
    assert shown(three) == after and words(three, new) == mine
    assert {said for _, said in words(three, rest)} == {"Vantreese"}
    assert three.undo() and three.undo()
    assert party(three, COMPANY).documents == 3


def test_a_quotes_speaker_goes_with_the_name(three):
    row, reply = party(three, "Odile Vantreese"), number_of(three, "Reply.txt")
    new = three.split_party(row.id, documents=[reply])
    quote = next(each for each in three.view().quotes if "saw it all" in each.text)
    assert quote.speaker == new
    assert quote in [
        replace(each, relation=None) for each in three.view([Ref(RefType.PARTY, new)]).quotes
    ]


def test_what_was_merged_is_taken_out_as_itself(three):
    row, other = party(three, COMPANY), party(three, "@TidewaterPort")
    three.edit_party(other.id, name="The Port’s account")
    before = shown(three)
    three.merge_parties(row.id, other.id)
    article = number_of(three, "Ferry fight.txt")
    assert three.split_party(row.id, documents=[article], names=["@TidewaterPort"]) == other.id
    assert three.history()[0].sentence == f"Took The Port’s account out of {COMPANY}"
    kept = {(name, mentions) for name, _, _, _, _, mentions, _ in before[0]}
    assert kept == {(name, mentions) for name, _, _, _, _, mentions, _ in shown(three)[0]}
    assert three.merge_proposals(row.id) == ()


def test_a_part_that_was_split_can_be_split_and_given_back(three):
    row, reply = party(three, COMPANY), number_of(three, "Reply.txt")
    everything = Counter(words(three, row.id))
    first = three.split_party(row.id, documents=[reply])
    second = three.split_party(first, names=["Marrow"])
    assert Counter(words(three, first)) + Counter(words(three, second)) == Counter(
        each for each in everything.elements() if each[0] == reply
    )
    three.merge_parties(row.id, first, second)
    assert Counter(words(three, row.id)) == everything
    assert three.history()[0].sentence == f"Merged 2 parties into {COMPANY}"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"documents": [1, 2, 3]}, "Nothing would be left"),
        ({"names": ["Nobody at all"]}, "Nothing of"),
        ({"documents": [99]}, "Nothing of"),
        ({"names": ["Marrow"], "to": 1}, "is .* already"),
    ],
)
def test_a_split_that_makes_no_sense_is_told(three, chosen, said):
    before = shown(three)
    assert party(three, COMPANY).id == 1
    with pytest.raises(CaseFailure, match=said):
        three.split_party(1, **chosen)
    assert shown(three) == before and three.history() == ()


def test_a_later_paper_joins_what_was_split_off_by_its_name(three, tmp_path):
    new = three.split_party(party(three, COMPANY).id, names=["Marrow"])
    list(three.ingest([paper(tmp_path, "Later.txt", "Marrow went on.\n")]))
    assert (number_of(three, "Later.txt"), "Marrow") in words(three, new)


# -- the attorney's own findings


def test_a_party_is_added_with_every_place_of_its_words(three):
    before, reply = shown(three), number_of(three, "Reply.txt")
    new = three.add_party(
        reply, place(three, reply, "Quay Watch"), PartyKind.ORGANIZATION, "Witness"
    )
    row = three.party(new)
    assert (row.name, row.kind, row.role, row.mentions) == (
        "Quay Watch", PartyKind.ORGANIZATION, "Witness", 2)  # fmt: skip
    assert row.added and row.state is ReviewState.ACCEPTED
    assert three.history()[0].sentence == "Added Quay Watch (2 places)"
    assert any(mark.ref == row.ref for mark in three.highlights(reply))
    assert three.undo() and shown(three) == before
    assert three.redo() and three.party(new) == row


def test_a_later_paper_names_what_was_added_by_its_words(three, tmp_path):
    reply = number_of(three, "Reply.txt")
    new = three.add_party(reply, place(three, reply, "Quay Watch"), PartyKind.ORGANIZATION)
    list(
        three.ingest(
            [paper(tmp_path, "Later.txt", "Nobody saw the Quay\nWatch, or Quay Watchers.\n")]
        )
    )
    later = number_of(three, "Later.txt")
    assert words(three, new)[2:] == [(later, "Quay Watch")]
    card = three.party_card(new).documents[-1]
    assert (card.document, card.joined) == (later, "the words you marked elsewhere")
    assert not card.mentions[0].added
    ingest.extract_again(three._store, later)
    assert len(words(three, new)) == 3
    three.remove_mention(later, card.mentions[0].pin.span)
    assert len(words(three, new)) == 2
    three.undo()
    assert three.undo() == "Added Quay Watch (2 places)"
    assert "Quay Watch" not in {row.name for row in three.view().parties}
    three.redo()
    assert len(words(three, new)) == 3


def test_what_was_added_outlives_a_new_reading(three, workers):
    reply = number_of(three, "Reply.txt")
    new = three.add_party(reply, place(three, reply, "Quay Watch"), PartyKind.ORGANIZATION)
    quote = three.add_quote(reply, place(three, reply, "paid nobody"), speaker=new)
    date = three.add_date(reply, place(three, reply, "stood by"), "2026-03")
    read = workers.read

    def with_a_new_first_line(path, context, key=None):
        document = read(path, context, key)
        from tests.casefile.helpers import imported

        return imported(
            "A line that was not read before.\n" + document.source.text, reader="plain 2"
        )

    workers.read, workers.reader = with_a_new_first_line, "plain 2"
    list(three.read_again(reply))
    assert words(three, new) == [(reply, "Quay Watch")] * 2
    assert three.quote(quote).pin.span == place(three, reply, "paid nobody")
    assert three.quote(quote).added and three.quote(quote).speaker == new
    assert three.date(date).added and three.date(date).value == "2026-03"
    assert three.check() == ()
    for _ in range(3):
        three.undo()
    assert not any(
        row.added for row in (*three.view().parties, *three.view().quotes, *three.view().dates)
    )


def test_a_mark_whose_words_are_gone_is_shown_as_lost(three, workers):
    reply = number_of(three, "Reply.txt")
    new = three.add_party(reply, place(three, reply, "Quay Watch"), PartyKind.ORGANIZATION)
    read = workers.read

    def without_it(path, context, key=None):
        from tests.casefile.helpers import imported

        text = read(path, context, key).source.text.replace("Quay Watch", "Pier Guard")
        return imported(text, reader="plain 2")

    workers.read, workers.reader = without_it, "plain 2"
    list(three.read_again(reply))
    (paper_of_it,) = three.party_card(new).documents
    assert [mention.pin.lost for mention in paper_of_it.mentions] == [True, True]
    assert three.party(new).mentions == 0 and three.check() == ()


def test_a_later_paper_joins_the_party_that_was_added(three, tmp_path):
    reply = number_of(three, "Reply.txt")
    new = three.add_party(
        reply, place(three, reply, "Quay Watch"), PartyKind.AGENCY, name="Port Commission of Quays"
    )
    three.edit_party(new, name="TPC")
    list(three.ingest([paper(tmp_path, "Memo.txt", "TPC closed it.\n")]))
    assert (number_of(three, "Memo.txt"), "TPC") in words(three, new)


def test_a_mark_wins_over_what_extraction_says(three):
    row, other = party(three, COMPANY), party(three, "Odile Vantreese")
    reply = number_of(three, "Reply.txt")
    span = place(three, reply, "Marrow paid")
    three.add_mention(other.id, reply, Span(span.start, span.start + 6))
    assert (reply, "Marrow") in words(three, other.id)
    assert (reply, "Marrow") not in words(three, row.id)
    ingest.extract_again(three._store, reply)
    assert (reply, "Marrow") in words(three, other.id)
    three.remove_mention(reply, Span(span.start, span.start + 6))
    assert (reply, "Marrow") not in [*words(three, row.id), *words(three, other.id)]
    assert three.history()[0].sentence == "“Marrow” names no party"
    three.undo()
    three.undo()
    assert (reply, "Marrow") in words(three, row.id)


def test_a_mark_over_another_takes_its_place(three):
    reply = number_of(three, "Reply.txt")
    short = three.add_party(reply, place(three, reply, "Quay"), PartyKind.PERSON)
    row = party(three, COMPANY)
    three.add_mention(row.id, reply, place(three, reply, "The Quay Watch"))
    assert words(three, short) == [(reply, "Quay")]
    assert (reply, "The Quay Watch") in words(three, row.id)


def test_a_selection_that_is_no_name_is_told(three):
    text = three.source(1).text
    for span, said in (
        (Span(0, 0), "No words"),
        (place(three, 1, "\n"), "No words"),
        (place(three, 1, ".\n"), "No words"),
        (Span(0, 260), "too long"),
        (Span(len(text) - 3, len(text) + 9), "No words"),
    ):
        with pytest.raises(CaseFailure, match=said):
            three.add_party(1, span, PartyKind.PERSON)
    with pytest.raises(NoSuchFinding):
        three.add_party(99, Span(0, 5), PartyKind.PERSON)
    with pytest.raises(NotAValue):
        three.add_date(1, Span(0, 5), "soon")
    assert three.history() == ()


def test_a_quote_that_is_there_is_not_made_twice(three):
    there = next(row for row in three.view().quotes if "regret" in row.text)
    assert three.add_quote(1, there.pin.span) == there.id
    row = three.quote(there.id)
    assert row.state is ReviewState.ACCEPTED and not row.added
    assert row.certainty is Certainty.STATED


# -- any sequence

_STEPS = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=14
)


def _step(case: Case, folder: Path, what: int, a: int, b: int) -> None:
    rows = case.view(include_rejected=True).parties
    documents = case.documents()
    one, other = rows[a % len(rows)], rows[b % len(rows)]
    document = documents[b % len(documents)].id
    text = case.source(document).text
    spans = [mark.span for mark in case.highlights(document)] or [Span(0, 5)]
    proposals = case.merge_proposals()
    names = sorted({one.name, *one.aliases})
    steps = [
        lambda: case.merge_parties(one.id, other.id),
        lambda: case.split_party(one.id, documents=[document]),
        lambda: case.split_party(one.id, names=[names[b % len(names)]]),
        lambda: case.split_party(
            one.id, names=names[: 1 + b % 2], documents=[document], to=other.id
        ),
        lambda: case.not_the_same(one.id, other.id),
        lambda: case.reject([one.ref]),
        lambda: case.accept([one.ref, other.ref]),
        lambda: case.edit_party(one.id, name=f"Name {b}", kind=list(PartyKind)[b % 6]),
        lambda: case.edit_parties([one.id, other.id], kind=list(PartyKind)[b % 6], role="witness"),
        lambda: case.add_party(document, Span(a, min(a + 7, len(text))), PartyKind.PERSON),
        lambda: case.add_mention(one.id, document, spans[a % len(spans)]),
        lambda: case.remove_mention(document, spans[a % len(spans)]),
        case.undo,
        case.redo,
        lambda: ingest.extract_again(case._store, document),
        lambda: proposals and case.accept_proposal(proposals[a % len(proposals)]),
    ]
    with suppress(CaseFailure):  # what makes no sense is told, and changes nothing
        steps[what]()


def _holds(case: Case) -> None:
    """Every mention is in exactly one live party, and every view says the same."""
    image = case._store.memory.image()
    rows = case.view(include_rejected=True).parties
    assert len({row.id for row in rows}) == len(rows)
    places = Counter((pin.document, pin.span) for row in rows for pin in case.mentions(row.id))
    stored = Counter(
        (number, mention.pin.span)
        for number, document in image.documents.items()
        for mention in document.mentions
    )
    assert places == stored and set(places.values()) <= {1}
    for row in rows:
        card = case.party_card(row.id)
        live = [m for paper_of in card.documents for m in paper_of.mentions if not m.pin.lost]
        assert card.party == row and len(live) == row.mentions == len(case.mentions(row.id))
        assert row.id in {each.id for each in case.view([row.ref], include_rejected=True).parties}
        assert all(quote.speaker == row.id for quote in card.quotes_by)
    live_ids = {row.id for row in rows}
    assert {row.speaker for row in case.view().quotes} <= {None, *live_ids}
    network = case.party_network()
    assert {node.party.id for node in network.nodes} <= live_ids
    for edge in network.edges:
        assert len(case.together(edge.one, edge.other)) >= min(1, edge.sentences)
    for proposal in case.merge_proposals():
        assert proposal.keep.id in live_ids and proposal.other.id in live_ids
    queue = case.review_queue(ReviewFilter(kind=RefType.PARTY))
    assert {row.ref for row in queue.rows} == {
        row.ref for row in rows if row.state is ReviewState.SUGGESTED
    }


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(_STEPS)
def test_any_sequence_keeps_every_mention_in_one_party(steps):
    with tempfile.TemporaryDirectory() as folder, closing(FakeWorkers()) as workers:
        root = Path(folder)
        for name, text in (("a.txt", COMPLAINT), ("b.txt", ARTICLE), ("c.txt", ANSWER)):
            paper(root / "papers", name, text)
        with Case.create(root / "case", workers, local=root / "local") as case:
            list(case.ingest([root / "papers"]))
            before = shown(case)
            for what, a, b in steps:
                _step(case, root, what, a, b)
                _holds(case)
            after = shown(case)
            for document in case.documents():
                ingest.extract_again(case._store, document.id)
            assert shown(case) == after
            taken = 0
            while case.undo() is not None:
                taken += 1
                _holds(case)
            assert shown(case) == before
            for _ in range(taken):
                case.redo()
            assert shown(case) == after
            assert case.check() == ()
