"""Decisions survive: extraction again, a new reader, words that moved, words that are gone."""

import pytest

from casefile import documents, findings, moving
from casefile.records import Ref, RefType, ReviewState
from extraction.findings import Certainty, DocumentFacts, Findings, Quote, QuoteKind
from extraction.options import ExtractionContext
from importers.source_text import Span
from tests.casefile.helpers import COMPLAINT, extracted, imported


def read_again(case, document, text, *, found=None, reader="fake 2"):
    """Store a new text layer for a document, with what is found in it."""
    read = imported(text, reader=reader)
    with case._store.database.write() as connection:
        layer = documents.set_layer(connection, document, read)
        findings.store(connection, document, layer, found or extracted(read, ExtractionContext()))
    case._store.memory.changed({document})


def unsound(case):
    """What ``check`` finds wrong with the findings; the index was not fed here."""
    return [problem for problem in case.check() if problem.subject != "search index"]


def quote_with(case, words, **options):
    return next(row for row in case.view(**options).quotes if words in row.text)


def test_a_decision_survives_extraction_again(full):
    quote = quote_with(full, "without any notice")
    full.accept([quote.ref])
    full.reject([full.view().dates[0].ref])
    before = full.view(include_rejected=True)
    read_again(full, 1, COMPLAINT, reader="fake 1")
    after = full.view(include_rejected=True)
    assert [(row.id, row.state) for row in after.quotes] == [
        (row.id, row.state) for row in before.quotes
    ]
    assert [(row.id, row.state) for row in after.dates] == [
        (row.id, row.state) for row in before.dates
    ]
    assert full.quote(quote.id).state is ReviewState.ACCEPTED


def test_a_decision_moves_with_its_words_into_a_new_text(full):
    quote = quote_with(full, "without any notice")
    full.edit_quote(quote.id, speaker=None)
    read_again(full, 1, "Page 1 of 2\n" + COMPLAINT)
    moved = full.quote(quote.id)
    assert moved.state is ReviewState.EDITED and moved.speaker is None
    assert moved.pin.span.start == quote.pin.span.start + len("Page 1 of 2\n")
    assert moved.pin.place.first_paragraph == "4"
    assert unsound(full) == []


def test_a_decided_quote_that_is_no_longer_proposed_is_kept_in_its_place(full):
    quote = quote_with(full, "without any notice")
    other = quote_with(full, "regret the closing")
    full.accept([quote.ref])
    read_again(full, 1, "Page 1 of 2\n" + COMPLAINT, found=Findings(DocumentFacts()))
    kept = full.quote(quote.id)
    assert kept.pin.span.start == quote.pin.span.start + len("Page 1 of 2\n") and not kept.pin.lost
    assert kept in full.view().quotes
    assert other.id not in {row.id for row in full.view().quotes}
    assert unsound(full) == []


def test_words_that_are_gone_are_shown_as_lost(full):
    quote = quote_with(full, "without any notice")
    full.accept([quote.ref])
    read_again(full, 1, "Nothing of the kind.\n")
    kept = full.quote(quote.id)
    assert kept.pin.lost and kept.text == quote.text
    assert kept.ref not in {each.ref for each in full.highlights(1)}
    read_again(full, 1, COMPLAINT, reader="fake 3")
    back = full.quote(quote.id)
    assert not back.pin.lost and back.state is ReviewState.ACCEPTED
    assert unsound(full) == []


def test_a_rejected_finding_stays_rejected_when_found_again(full):
    quote = quote_with(full, "without any notice")
    full.reject([quote.ref])
    read_again(full, 1, "Page 1 of 2\n" + COMPLAINT)
    assert full.quote(quote.id).state is ReviewState.REJECTED
    assert quote.text not in {row.text for row in full.view().quotes}


def test_an_undone_decision_can_be_redone_after_extraction_again(full):
    quote = quote_with(full, "without any notice")
    full.accept([quote.ref])
    full.undo()
    read_again(full, 1, COMPLAINT, found=Findings(DocumentFacts()), reader="fake 1")
    assert full.redo() is not None
    assert full.quote(quote.id).state is ReviewState.ACCEPTED


def test_a_renamed_and_merged_party_survives(full):
    parties = {row.name: row for row in full.view().parties}
    company, person = parties["Marrow Ferry Company, Inc."], parties["Odile Vantreese"]
    full.edit_party(company.id, name="Marrow", role="claimant")
    full.merge_parties(company.id, person.id)
    read_again(full, 1, "Page 1 of 2\n" + COMPLAINT)
    row = full.party(person.id)
    assert (row.id, row.name, row.role) == (company.id, "Marrow", "claimant")
    assert "Odile Vantreese" in row.aliases
    assert person.id not in {each.id for each in full.view().parties}


def test_misplaced_findings_are_refused_whole(full):
    wrong = Quote(Span(0, 5), "never", QuoteKind.DIRECT, Certainty.STATED)
    before = full.view()
    with pytest.raises(findings.Misplaced):
        read_again(full, 1, COMPLAINT, found=Findings(DocumentFacts(), quotes=(wrong,)))
    past = Quote(Span(0, 10**6), "x", QuoteKind.DIRECT)
    with pytest.raises(findings.Misplaced):
        read_again(full, 1, COMPLAINT, found=Findings(DocumentFacts(), quotes=(past,)))
    full._store.memory.changed({1})
    assert full.view() == before


def test_every_pin_says_where_it_stands(full):
    quote = quote_with(full, "without any notice")
    assert quote.pin.place.first_paragraph == "3"
    assert full.source(1).paragraphs[2].span.contains(quote.pin.span)
    assert quote.pin.span.of(full.source(1).text) == quote.text
    assert quote.speaker_words == "Odile Vantreese" and quote.speaker_name == "Odile Vantreese"


def cited_quote(text, *, authority=None):
    """One quotation of ``text`` whose citation is the last parenthesis."""
    span = Span(text.index("“") + 1, text.index("”"))
    citation = Span(text.rindex("(") + 1, text.rindex(")"))
    return Quote(
        span,
        span.of(text),
        QuoteKind.DIRECT,
        citation=citation,
        authority=authority and Span(*authority),
    )


def test_a_quotations_citation_is_kept_with_its_place(full):
    text = "COMPLAINT\nThe berth “was shut without any notice to us” (Ex. C at 3)\nSo he wrote.\n"
    found = Findings(
        DocumentFacts(docket_entry="12-1"), quotes=(cited_quote(text, authority=(0, 9)),)
    )
    read_again(full, 1, text, found=found)
    quote = quote_with(full, "shut without any notice")
    assert (quote.cited_words, quote.cited_authority) == ("Ex. C at 3", "COMPLAINT")
    assert (
        quote.cited_at.span.of(text) == "Ex. C at 3" and quote.cited_at.place.first_paragraph == "2"
    )
    assert full.document(1).docket_entry == "12-1"


def test_a_quotations_citation_moves_with_it(full):
    text = "COMPLAINT\nThe berth “was shut without any notice to us” (Ex. C at 3)\nSo he wrote.\n"
    read_again(full, 1, text, found=Findings(DocumentFacts(), quotes=(cited_quote(text),)))
    full.accept([quote_with(full, "shut without any notice").ref])
    longer = f"Page 1 of 2\n{text}"
    with full._store.database.write() as connection:
        old = connection.execute("SELECT layer FROM document WHERE id = 1").fetchone()["layer"]
        new = documents.set_layer(connection, 1, imported(longer, reader="fake 3"))
        moving.follow(connection, 1, old, new)
    full._store.memory.changed({1})
    quote = quote_with(full, "shut without any notice")
    assert (
        quote.cited_at.span.of(longer) == "Ex. C at 3"
        and quote.cited_at.place.first_paragraph == "3"
    )
    read_again(full, 1, longer, found=Findings(DocumentFacts()), reader="fake 3")
    quote = quote_with(full, "shut without any notice")
    assert quote.cited_at is None  # no longer proposed: nothing says where it stands now


def test_a_date_shows_the_sentence_it_stands_in(full):
    dates = {row.text: row for row in full.view([Ref(RefType.DOCUMENT, 1)]).dates}
    assert (
        dates["2026-03-07"].sentence
        == "The Tidewater Port Commission closed the berth on 2026-03-07."
    )
