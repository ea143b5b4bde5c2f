"""Pronouns: whom they stand for, and where they are better left alone."""

import re

import pytest

from extraction.captions import read_caption
from extraction.findings import DocumentKind, Party
from extraction.parties import find_parties
from extraction.party_pronouns import sex_of
from extraction.reading import read
from importers.document import ImportedDocument
from importers.source_text import Paragraph, SourceText, Span


def parties(text: str) -> tuple[Party, ...]:
    """Return the parties of a text whose paragraphs are parted by blank lines."""
    spans = (Span(m.start(), m.end()) for m in re.finditer(r".+", text))
    source = SourceText(text, paragraphs=tuple(Paragraph(span) for span in spans))
    document = ImportedDocument(source, "text/plain", "t")
    caption = read_caption(document.source, document.metadata)
    return find_parties(document, read(document.source), DocumentKind.ARTICLE, caption)


def pronouns(text: str) -> list[tuple[str, str]]:
    """Return (pronoun, name) of all pronouns that were given to a party, in order."""
    found = [
        (mention.span.start, mention.text, party.name)
        for party in parties(f"Harbor news\n\n{text}\n")
        for mention in party.mentions
        if mention.pronoun
    ]
    return [(word, name) for _, word, name in sorted(found)]


Q, H = "Nora Quist", "Abel Holm"
CASES = [
    (
        "Mrs. Nora Quist left. She came back, and her dog with her.",
        [("She", Q), ("her", Q), ("her", Q)],
    ),
    (
        "Mr. Abel Holm said that he would sell his boat himself.",
        [("he", H), ("his", H), ("himself", H)],
    ),
    (
        "Mrs. Nora Quist met Mr. Abel Holm. She sold him her boat.",
        [("She", Q), ("him", H), ("her", Q)],
    ),
    # whoever else may be meant
    ("Mr. Abel Holm met Mr. Odd Berge. He sold the boat.", []),
    ("Mr. Abel Holm spoke to an officer, and he wrote it down.", []),
    ("Another man agreed with Mr. Abel Holm that he would drive.", []),
    ("Mr. Abel Holm’s father bought it when he was young.", []),
    ("Mr. Abel Holm came, and the captain said he was late.", []),
    ("In her letter, Mrs. Nora Quist asked for more.", []),
    ("Mrs. Nora Quist paid. In her letter, Ida Marsh asked for more.", []),
    ("Each party shall pay his or her own costs, Mr. Abel Holm wrote.", []),
    ("Mr. Abel Holm said that every owner knows what he or she owes.", []),
    ("“Mr. Abel Holm is behind this,” the note said. He added a threat.", []),
    ("Mr. Abel Holm wrote: “She said that he should go.”", []),
    ("Mr. Abel Holm came. It rained. It snowed. He left.", []),
    ("Mr. Abel Holm heard that Brant claims he was fired.", []),
    ("Mr. Abel Holm paid. She did not.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_whom_a_pronoun_stands_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert pronouns(text) == expected


def test_one_of_unknown_sex_is_called_one_way_only() -> None:
    text = "\n\n".join(["Wiley Quist came. She left."] * 5 + ["Wiley Quist paid. He owed it."])
    assert {word for word, _ in pronouns(text)} == {"She"}


def test_a_pronoun_is_a_mention_and_no_name() -> None:
    (quist,) = [
        p
        for p in parties("Harbor news\n\nMrs. Nora Quist left. She came back.\n")
        if "Quist" in p.name
    ]
    assert "She" in {m.text for m in quist.mentions}
    assert "She" not in {name for name, _ in quist.reasons}


@pytest.mark.parametrize(
    ("forms", "mentions", "sex"),
    [
        (["Nora Quist"], [], "f"),
        (["ABEL HOLM"], [], None),
        (["JAMES HOLM"], [], "m"),
        (["Wiley Quist"], ["Ms. Quist"], "f"),
        (["Wiley Quist"], ["Mr. Quist"], "m"),
        (["Quist"], ["Quist"], None),
    ],
)
def test_the_sex_that_a_name_or_a_title_tells(
    forms: list[str], mentions: list[str], sex: str | None
) -> None:
    assert sex_of(forms, mentions) == sex


COMPANIES = """Harbor news

Halyard Press, Inc. prints leaflets. Last year the company bought a ferry.

Tidewater Ferry Corp. runs boats. The company has nine people, and the firm wants more.

Halyard Press, Inc. and Tidewater Ferry Corp. met. The company said nothing.

Halyard Press, Inc. spoke to another company. The company said nothing.
"""


def test_the_company_is_the_one_that_its_paragraph_names() -> None:
    found = {
        party.name: [m.text for m in party.mentions if m.text.split()[-1] in ("company", "firm")]
        for party in parties(COMPANIES)
    }
    assert found["Halyard Press, Inc."] == ["the company"]
    assert found["Tidewater Ferry Corp."] == ["company", "the firm"]


def test_the_agency_is_the_one_that_its_paragraph_names() -> None:
    text = (
        "Harbor news\n\nThe Environmental Protection Agency wrote. A week later the agency paid.\n\n"
        "The Internal Revenue Service wrote. A week later the agency paid, though the bureau did not.\n\n"
        "The Internal Revenue Service and the Environmental Protection Agency met. The agency paid.\n"
    )
    found = {p.name: [m.text for m in p.mentions if m.text.islower()] for p in parties(text)}
    assert found["U.S. Environmental Protection Agency"] == ["the agency"]
    assert "the agency" in found["Internal Revenue Service"]
