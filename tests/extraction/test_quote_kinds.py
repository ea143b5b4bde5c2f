"""Quotations, titles, terms and scare quotes."""

import pytest

from extraction.findings import QuoteKind
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone

DIRECT, PARTIAL, SCARE = QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.SCARE
TITLE, TERM = QuoteKind.TITLE, QuoteKind.TERM


def kinds(text: str) -> list[QuoteKind]:
    source = SourceText(text, (), (Paragraph(Span(0, len(text))),))
    return [quote.kind for quote in find_quotes(read(source), ())]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Ruiz said: "The roof leaked."', DIRECT),
        ('"The roof leaked," Ruiz said.', DIRECT),
        ('"[T]he roof leaked," Ruiz said.', DIRECT),
        ('Ruiz said the roof was "old and full of holes".', PARTIAL),
        ('Ruiz said she was "glad".', PARTIAL),
        ('the so-called "reform" of the board', SCARE),
        ('a number of "helpers" came', SCARE),
        ('Orchard Pipe, Inc. ("Orchard") sells pipe.', TERM),
        ('Orchard Pipe, Inc. (the "Company") sells pipe.', TERM),
        ("Ana Ruiz and Jo Dale (collectively, “Tenants”) sue.", TERM),
        ('(hereinafter, the "Lease")', TERM),
        ('Orchard Pipe ("Orchard" or the "Company") sells pipe.', TERM),
        ('The term "premises" means the shop.', TERM),
        ('The lease uses the terms "as is" and "old roof" twice.', TERM),
        ('Poole used the words "old goat" twice.', SCARE),
        ('"Premises" shall mean the shop and the yard.', TERM),
        ('the fund, also known as "Elm Street", closed', TERM),
        ('Her book, "The Long Winter," sold well.', TITLE),
        ('He spoke on "Morning With Poole" about it.', TITLE),
        ("Ruiz said so on Radio Five's “Morning Roof Talk” in May.", TITLE),
        ('The article "Who Owns the Roof?" appeared in May.', TITLE),
        ('In an episode of "The Roof Menders," Ruiz said she would sue.', TITLE),
        ('Ruiz wrote, "I Will Not Sign This."', DIRECT),
        ('A firm has set up a site, a website called "Roofs Of Elm Street," for it.', TITLE),
        ('"Tales of the Roof," a series that began in May, is back.', TITLE),
    ],
)
def test_kind_of_one_stretch(text, kind):
    assert kinds(text)[0] is kind


def test_a_whole_sentence_is_no_title():
    text = '"Here he comes," Ruiz said, waving. "The Landlord. Big Poole."'
    assert kinds(text) == [DIRECT, DIRECT]


def test_words_listed_as_words_are_terms():
    text = 'Ruiz said the names "oatmilk," "rice milk," and "nut milk" tell what they are.'
    assert kinds(text) == [TERM, TERM, TERM]


def test_what_is_nobodys_words_has_no_speaker():
    text = 'Ruiz said so in her book, "The Long Winter," and left.'
    (quote,) = find_quotes(read(SourceText(text, (), (Paragraph(Span(0, len(text))),))), ())
    assert not quote.kind.is_quotation
    assert quote.speaker is None
    assert quote.cue is None


def test_blocks():
    text = "The lease says:\n\nTenant shall pay."
    source = SourceText(
        text, (), (Paragraph(Span(0, 15)), Paragraph(Span(17, len(text)), zone=Zone.BLOCK_QUOTE))
    )
    assert [q.kind for q in find_quotes(read(source), ())] == [QuoteKind.BLOCK]
