"""A made-up card of a party that everything names."""

from dataclasses import replace
from pathlib import Path

from casefile.party_records import CardMention, InDocument
from extraction.findings import PartySource
from importers.source_text import Span
from tests.ui.fake_case import FakeCase, pin


def crowded(papers, mentions):
    """Return the card of a party with that many mentions in each of that many papers."""
    case = FakeCase(Path("x.pincite"))
    card = case.party_card(1)
    first = pin(1)
    documents = tuple(
        InDocument(
            number, f"Ex. {number}", "Port Commission", card.party.kind, "defendant", None,
            PartySource.BODY, "same name",
            tuple(
                CardMention(replace(first, document=number, span=Span(40 * at, 40 * at + 4)), "Port")
                for at in range(mentions)
            ),
        )
        for number in range(papers)
    )  # fmt: skip
    return replace(card, documents=documents, quotes_by=card.quotes_by * 300)
