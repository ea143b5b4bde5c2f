"""Quotes as findings: spans of the source, zones, reading text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.findings import Certainty, DocumentKind, Mention, Party, PartyKind, PartySource
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Page, Paragraph, SourceText, Span, Zone, ZoneSpan


def test_a_quote_over_a_page_break_keeps_its_exact_text():
    text = 'Ruiz said: "The roof\nof the shop\n- 4 -\nleaked." Poole left.'
    furniture = Span(text.index("- 4 -"), text.index("leaked"))
    source = SourceText(
        text,
        (Page(1, "1", Span(0, furniture.start)), Page(2, "2", Span(furniture.start, len(text)))),
        (Paragraph(Span(0, len(text))),),
        (ZoneSpan(furniture, Zone.PAGE_FURNITURE, "page number"),),
    )
    (quote,) = find_quotes(read(source), ())
    assert quote.text == "The roof\nof the shop\n- 4 -\nleaked."
    assert quote.reading == "The roof of the shop leaked."
    assert quote.span.of(text) == quote.text


def test_quotes_in_another_story_carry_its_zone():
    text = 'Ruiz said: "It leaked."\n\nStars shine, "brightly tonight," Dale said.'
    source = SourceText(
        text, (), (Paragraph(Span(0, 23)), Paragraph(Span(25, len(text)), zone=Zone.UNRELATED))
    )
    assert [quote.zone for quote in find_quotes(read(source), ())] == [Zone.BODY, Zone.UNRELATED]


def test_speaker_cue_and_party():
    text = 'Ana Ruiz left. "It leaked," she said.'
    ruiz = Party(
        "p1",
        "Ana Ruiz",
        PartyKind.PERSON,
        None,
        PartySource.BODY,
        mentions=(Mention(Span(0, 8), "Ana Ruiz"),),
    )
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    (quote,) = find_quotes(read(source), (ruiz,))
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert quote.cue is not None
    assert (quote.speaker.span.of(text), quote.speaker.party) == ("she", "p1")
    assert quote.cue.of(text) == "said"
    assert quote.certainty is Certainty.STATED
    assert "Ana Ruiz" in quote.evidence


def test_a_paper_speaks_for_its_author_by_inference_only():
    text = "Land Agency moved. The letter of Land Agency says “mend the roof at once”."
    mentions = tuple(Mention(Span(at, at + 11), "Land Agency") for at in (0, 33))
    agency = Party("p1", "Land Agency", PartyKind.AGENCY, None, PartySource.BODY, mentions=mentions)
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    (quote,) = find_quotes(read(source), (agency,))
    assert quote.speaker is not None
    assert (quote.speaker.party, quote.certainty) == ("p1", Certainty.INFERRED)


def test_we_in_an_opinion_is_its_court():
    text = "We call this “the long way round”."
    court = Party("p1", "High Court of Elm", PartyKind.COURT, None, PartySource.CAPTION)
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    for kind, party in ((DocumentKind.OPINION, "p1"), (DocumentKind.COMPLAINT, None)):
        (quote,) = find_quotes(read(source), (court,), kind)
        assert quote.speaker is not None
        assert quote.speaker.party == party


def test_nested_quotations_are_no_findings_of_their_own():
    text = "“He said, ‘Pay me now,’ and left,” Ruiz wrote."
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    assert [q.text for q in find_quotes(read(source), ())] == ["He said, ‘Pay me now,’ and left,"]


def test_stretches_of_an_interrupted_quotation_know_each_other():
    text = '"The roof," Ruiz said, "has leaked since May." "Since May," Poole said. "Not before."'
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    first, second, *others = find_quotes(read(source), ())
    assert first.parts == second.parts == (first.span, second.span)
    assert all(quote.parts == () for quote in others)


def test_a_paper_without_quotations_needs_no_parse():
    assert find_quotes(read(SourceText("")), ()) == ()


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        " ",
        "\n",
        "\n\n",
        "Ana Ruiz",
        " said",
        ",",
        ".",
        " she ",
        "$3 ",
        "¶ 4. ",
        "\u00ad",
        "é",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_span_of_a_quote_holds_its_text(text):
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),) if text.strip() else ())
    for quote in find_quotes(read(source), ()):
        assert quote.span.of(text) == quote.text
        spans = [quote.cue, quote.speaker.span if quote.speaker else None]
        assert all(span.end <= len(text) and len(span) for span in spans if span)
