import datetime as dt
from dataclasses import replace

import pytest

from casefile import linked, links
from casefile.errors import NoSuchFinding
from casefile.known_parties import KnownParty
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
    Verdict,
)
from casefile.snapshot import DocumentImage, FoundDate, FoundMention, FoundQuote, Units
from extraction.findings import Basis, Certainty, DocumentKind, PartyKind, QuoteKind
from importers.source_text import Place, Span, Zone
from tests.counting import steps_of

DAY = dt.date(2026, 1, 1)
NOWHERE = Place(None, None, None, None, None, None)


def by_name(case):
    return {row.name: row for row in case.view().parties}


def test_with_no_constraints_everything_is_shown(full):
    view = full.view()
    assert {row.name for row in view.parties} == {
        "Marrow Ferry Company, Inc.",
        "Tidewater Port Commission",
        "Odile Vantreese",
        "@TidewaterPort",
    }
    assert len(view.quotes) == 4 and len(view.dates) == 3
    assert (view.totals.parties, view.totals.quotes, view.totals.dates) == (4, 4, 3)
    assert view.totals.unreviewed == 11
    assert all(row.relation is None for row in (*view.parties, *view.quotes, *view.dates))


def test_the_speaker_is_the_strongest_relation(full):
    person = by_name(full)["Odile Vantreese"]
    view = full.view([person.ref])
    spoken = next(row for row in view.quotes if "without any notice" in row.text)
    assert spoken.relation.kind is RelationKind.SPEAKS
    assert next(row for row in view.parties if row.id == person.id).relation is None
    assert "2026-03-08" in {row.text for row in view.dates}


def test_a_sentence_links_more_strongly_than_a_paragraph(full):
    commission = by_name(full)["Tidewater Port Commission"]
    view = full.view([commission.ref])
    kinds = {row.text: row.relation.kind for row in view.dates}
    assert kinds["2026-03-07"] is RelationKind.SAME_SENTENCE
    company = next(row for row in view.parties if row.name.startswith("Marrow"))
    assert company.relation.kind is RelationKind.SAME_PARAGRAPH and company.relation.count == 1


def test_all_constraints_must_hold(full):
    parties = by_name(full)
    both = full.view([parties["Odile Vantreese"].ref, parties["@TidewaterPort"].ref])
    assert both.quotes == () and both.dates == ()
    assert {row.name for row in both.parties} == {"Odile Vantreese", "@TidewaterPort"}


def test_same_words_link_quotes_of_two_papers(full):
    quotes = full.view().quotes
    one, two = (row for row in quotes if row.text.startswith("the berth was closed"))
    assert {same.verdict for same in (*one.same_words, *two.same_words)} == {Verdict.ALTERED}
    assert one.same_words[0].words_changed == 1
    assert one.same_words[0].pin.document == two.pin.document
    assert one.same_words[0].pin.span == two.pin.span
    linked = {row.id: row.relation for row in full.view([one.ref]).quotes}
    assert linked[two.id].kind is RelationKind.SAME_WORDS


def test_a_document_lists_what_is_in_it(full):
    view = full.view([Ref(RefType.DOCUMENT, 2)])
    assert {row.name for row in view.parties} == {"Marrow Ferry Company, Inc.", "@TidewaterPort"}
    assert all(row.relation.kind is RelationKind.IN_DOCUMENT for row in view.parties)
    assert len(view.quotes) == 2 and len(view.dates) == 1


def test_a_rejected_finding_is_hidden_but_can_be_asked_for(full):
    quote = full.view().quotes[0]
    full.reject([quote.ref])
    assert quote.id not in {row.id for row in full.view().quotes}
    assert quote.id in {row.id for row in full.view(include_rejected=True).quotes}
    assert full.view().totals.quotes == 3


def test_a_merged_party_answers_for_both(full):
    parties = by_name(full)
    keep, other = parties["Tidewater Port Commission"], parties["@TidewaterPort"]
    full.merge_parties(keep.id, other.id)
    row = full.party(other.id)
    assert row.id == keep.id and row.mentions == keep.mentions + other.mentions
    assert "@TidewaterPort" in row.aliases
    assert full.view([other.ref]).quotes == full.view([keep.ref]).quotes
    assert len(full.mentions(other.id)) == row.mentions


def test_dates_come_in_the_order_of_time(full):
    days = [row.earliest for row in full.view().dates]
    assert days == sorted(days)


def test_what_is_gone_is_said(full):
    for ask in (full.party, full.quote, full.date):
        with pytest.raises(NoSuchFinding, match="no longer in the case"):
            ask(999)
    with pytest.raises(NoSuchFinding):
        full.document(999)
    with pytest.raises(NoSuchFinding):
        full.source(999)
    assert full.view([Ref(RefType.PARTY, 999)]).quotes == ()
    assert full.view([Ref(RefType.DOCUMENT, 999)]).quotes == ()


def test_highlights_are_sorted_and_stand_in_the_text(full):
    marks = full.highlights(1)
    text = full.source(1).text
    assert [mark.span for mark in marks] == sorted(mark.span for mark in marks)
    assert {mark.ref.type for mark in marks} == {RefType.PARTY, RefType.QUOTE, RefType.DATE}
    assert all(mark.label and mark.span.of(text).strip() for mark in marks)
    assert full.highlights(99) == ()


# -- a large case, made in memory


def row_of(number):
    return DocumentRow(
        number, f"{number}.pdf", f"Ex. {number}", "", "", str(number), "", DocumentKind.EXHIBIT, "", False,
        DocumentState.READY, None, 10, 25_000, None, None, None, None, None, None, "", False,
    )  # fmt: skip


def large(papers=1000, mentions=30, quotes=10, dates=10, cast=400):
    known = {
        at: KnownParty(
            at, f"Party {at}", PartyKind.PERSON, None, None, 0.5, ReviewState.SUGGESTED, None
        )
        for at in range(1, cast + 1)
    }
    images = {}
    for number in range(1, papers + 1):
        row = row_of(number)

        def pin(at, row=row, number=number):
            return Pin(number, row.short_name, row.kind, Span(at * 100, at * 100 + 20), NOWHERE)

        found_mentions = tuple(
            FoundMention(
                1 if at % 3 == 0 else (number + at * 7) % cast + 1,
                pin(at),
                False,
                Units(at, at, at // 3, at // 3),
            )
            for at in range(mentions)
        )
        found_quotes = tuple(
            FoundQuote(
                QuoteRow(number * 100 + at, "words", "words", QuoteKind.DIRECT, Zone.BODY,
                         Certainty.STATED, (number + at) % cast + 1, None, None, None, "",
                         ReviewState.SUGGESTED, 0.5, pin(at * 3)),
                Units(at * 3, at * 3, at, at), True)
            for at in range(quotes)
        )  # fmt: skip
        found_dates = tuple(
            FoundDate(
                DateRow(number * 100 + at, "day", "2026-01-01", DAY, DAY, Basis.STATED, None, (), None,
                        "", Zone.BODY, "", ReviewState.SUGGESTED, 0.5, pin(at * 3 + 1)),
                Units(at * 3 + 1, at * 3 + 1, at, at), True)
            for at in range(dates)
        )  # fmt: skip
        names = tuple((mention.party, known[mention.party].name) for mention in found_mentions)
        images[number] = DocumentImage(row, found_mentions, found_quotes, found_dates, names)
    return images, known


def test_a_question_costs_no_more_than_the_findings_it_goes_through():
    """No question holds every finding against every other: in the double of a case it takes the double."""
    usual, everywhere = Ref(RefType.PARTY, 17), Ref(RefType.PARTY, 1)
    questions = (
        (),
        (usual,),
        (usual, everywhere),
        (everywhere,),
        (Ref(RefType.DOCUMENT, 5),),
    )
    image, double = (links.build(*large(papers=number, cast=200)) for number in (200, 400))
    for asked in questions:
        linked.view(image, asked), linked.view(double, asked)  # each paper's links are made once
        steps, more = (
            steps_of(lambda of=of, asked=asked: linked.view(of, asked)) for of in (image, double)
        )
        papers = [
            len(double.where[ref.id]) / len(image.where[ref.id])
            for ref in asked
            if ref.type is RefType.PARTY
        ]  # a party that few papers name may be named in more than the double
        assert more < 1.15 * max(2, *papers, 0) * steps, asked
        assert steps < 100 * sum(map(len, image.columns)), asked


def test_a_finding_of_a_large_case_is_asked_for_at_the_price_of_its_papers():
    """What one paper has is not looked for in the others: only the answer grows with the case."""
    image = links.build(*large())
    assert sum(map(len, image.columns[1:])) == 20_000
    rows = sum(map(len, image.columns))
    linked.view(image, (Ref(RefType.PARTY, 17),))  # each paper's links are made once
    assert steps_of(lambda: linked.view(image, (Ref(RefType.DOCUMENT, 5),))) < 6 * rows
    assert steps_of(lambda: linked.view(image, (Ref(RefType.PARTY, 17),))) < 20 * rows


def test_links_run_both_ways():
    image = links.build(*large(papers=5, cast=9))
    for kind, column in zip(
        (RefType.PARTY, RefType.QUOTE, RefType.DATE), image.columns, strict=True
    ):
        for row in column[:6]:
            for other in linked.view(image, (row.ref,)).quotes[:5]:
                back = linked.view(image, (other.ref,))
                rows = {
                    RefType.PARTY: back.parties,
                    RefType.QUOTE: back.quotes,
                    RefType.DATE: back.dates,
                }[kind]
                assert row.ref in {each.ref for each in rows}


def test_a_rejected_party_does_not_hide_its_quotes():
    images, known = large(papers=3, cast=9)
    known[2] = replace(known[2], state=ReviewState.REJECTED)
    view = linked.view(links.build(images, known), ())
    assert 2 not in {row.id for row in view.parties}
    assert any(row.speaker == 2 for row in view.quotes)
