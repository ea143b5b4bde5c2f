"""Parties of whole papers, all invented; spans always hold the mention's own text."""

from itertools import pairwise

import pytest

from extraction.captions import read_caption
from extraction.findings import DocumentKind, Party, PartyKind, PartySource
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import ImportedDocument, Metadata, MetadataValue
from importers.source_text import Paragraph, SourceText, Span, Zone

ARTICLE = """Printer sues harbor board over lost permit

Lena Marsh
March 3, 2024

Halyard Press Inc on Monday filed a federal lawsuit against the Alder Bay Port Commission
(ABPC), which had taken its landing permit.

"We print what we like," said Nora Quist, who founded Halyard. Mrs. Quist wrote to @ALT_ABPC
and to press@halyard.example.

The company wants its permit back. The Environmental Protection Agency (EPA) and the US Labor
Department had no comment. An anti-Quist leaflet at www.halyard.example was not the company's,
Quist said.

The ABPC says that the American government gave it the right to choose. The government did not answer.
"""


def parties(
    text: str, *, kind: DocumentKind = DocumentKind.ARTICLE, author: str | None = None
) -> tuple[Party, ...]:
    values = ()
    if author:
        at = text.index(author)
        values = (MetadataValue("author", author, "byline", Span(at, at + len(author))),)
    document = ImportedDocument(SourceText(text), "text/plain", "t", Metadata(values))
    found = find_parties(
        document, read(document.source), kind, read_caption(document.source, document.metadata)
    )
    for party in found:
        for mention in party.mentions:
            assert mention.span.of(text) == mention.text
    places = sorted((m.span.start, m.span.end) for p in found for m in p.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]
    return found


def by_name(found: tuple[Party, ...], name: str) -> Party:
    return next(p for p in found if p.name == name)


def surfaces(party: Party) -> set[str]:
    return {" ".join(mention.text.split()) for mention in party.mentions}


@pytest.fixture(scope="module")
def article() -> tuple[Party, ...]:
    return parties(ARTICLE, author="Lena Marsh")


def test_the_company_is_one_party_under_all_its_names(article: tuple[Party, ...]) -> None:
    press = by_name(article, "Halyard Press Inc")
    assert press.kind is PartyKind.ORGANIZATION
    assert press.role == "plaintiff"
    assert {"Halyard Press Inc", "Halyard", "the company"} <= surfaces(press)


def test_the_commission_and_its_acronym(article: tuple[Party, ...]) -> None:
    board = by_name(article, "Alder Bay Port Commission")
    assert (board.kind, board.role) == (PartyKind.AGENCY, "defendant")
    assert surfaces(board) == {"Alder Bay Port Commission", "ABPC"}


def test_listed_agencies_bear_their_full_names(article: tuple[Party, ...]) -> None:
    assert surfaces(by_name(article, "U.S. Environmental Protection Agency")) == {
        "Environmental Protection Agency",
        "EPA",
    }
    assert surfaces(by_name(article, "U.S. Department of Labor")) == {"US Labor Department"}


def test_persons_handles_and_the_government(article: tuple[Party, ...]) -> None:
    quist = by_name(article, "Nora Quist")
    assert quist.kind is PartyKind.PERSON
    assert surfaces(quist) == {"Nora Quist", "Mrs. Quist", "Quist"}
    assert len(quist.mentions) == 3  # the leaflet against her names her not
    assert by_name(article, "@ALT_ABPC").kind is PartyKind.ACCOUNT
    assert "American government" in surfaces(by_name(article, "U.S. government"))


def test_the_byline_is_an_author(article: tuple[Party, ...]) -> None:
    author = by_name(article, "Lena Marsh")
    assert (author.role, author.source) == ("author", PartySource.BYLINE)


COMPLAINT = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON
NORA J. QUIST,
Plaintiff,
v.
HALYARD PRESS, INC., and ABEL ROWE, in his official
capacity as Harbor Master,
Defendants.
Case No. 3:24-cv-00117
COMPLAINT
Plaintiff Nora J. Quist (“Quist”) alleges:
1. Defendant Halyard Press, Inc. (“Halyard”) is an Oregon corporation. Halyard prints tide tables.
2. Defendant Rowe is the Harbor Master. In Holm v. Berge, 512 F.3d 9 (9th Cir. 2008), it was
held that tables bind. Ms. Quist relied on Mr. Rowe and on the tables of the National Weather
Service.
3. Ms. Ida Holm, a pilot, saw this. Holm told Halyard.
Dated: March 1, 2024
MARSH & OSTROW LLP
/s/ Lena Marsh
Attorneys for Plaintiff
"""


@pytest.fixture(scope="module")
def complaint() -> tuple[Party, ...]:
    return parties(COMPLAINT, kind=DocumentKind.COMPLAINT)


def test_caption_parties_come_first_with_their_sides(complaint: tuple[Party, ...]) -> None:
    assert [(p.name, p.role, p.source) for p in complaint[:3]] == [
        ("Nora J. Quist", "plaintiff", PartySource.CAPTION),
        ("Halyard Press, Inc.", "defendant", PartySource.CAPTION),
        ("Abel Rowe", "defendant", PartySource.CAPTION),
    ]
    assert complaint[2].capacity == "in his official capacity as Harbor Master"
    assert sum(p.source is PartySource.CAPTION for p in complaint) == 3


def test_every_name_of_a_caption_party_is_found(complaint: tuple[Party, ...]) -> None:
    assert surfaces(complaint[0]) == {"NORA J. QUIST", "Nora J. Quist", "Quist", "Ms. Quist"}
    assert surfaces(complaint[1]) == {"HALYARD PRESS, INC.", "Halyard Press, Inc.", "Halyard"}
    assert surfaces(complaint[2]) == {"ABEL ROWE", "Rowe", "Mr. Rowe"}


def test_counsel_witnesses_and_agencies(complaint: tuple[Party, ...]) -> None:
    assert by_name(complaint, "Lena Marsh").role == "counsel for plaintiff"
    assert by_name(complaint, "Marsh & Ostrow LLP").role == "counsel for plaintiff"
    assert by_name(complaint, "National Weather Service").kind is PartyKind.AGENCY
    assert surfaces(by_name(complaint, "Ida Holm")) >= {"Ms. Ida Holm"}


def test_furniture_yields_no_party() -> None:
    body = "Nora Quist sued Halyard Press LLC, said Nora Quist on Monday."
    extra = "Rowe Motors Inc. now hiring! Call the Federal Trade Commission."
    text = f"{body}\n\n{extra}"
    source = SourceText(
        text,
        paragraphs=(
            Paragraph(Span(0, len(body))),
            Paragraph(Span(len(body) + 2, len(text)), zone=Zone.SITE_FURNITURE),
        ),
    )
    document = ImportedDocument(source, "text/plain", "t")
    found = find_parties(document, read(source), DocumentKind.ARTICLE, None)
    assert {p.name for p in found} == {"Nora Quist", "Halyard Press LLC"}


def test_a_shared_surname_names_nobody() -> None:
    found = parties("Nora Quist met Ned Quist. Then Quist left with Nora Quist and Ned Quist.")
    assert surfaces(by_name(found, "Nora Quist")) == {"Nora Quist"}
    assert surfaces(by_name(found, "Ned Quist")) == {"Ned Quist"}


def test_a_heading_gives_no_side() -> None:
    found = parties(
        "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nNORA QUIST, et al.,\nPlaintiffs,\nv.\n"
        "ABEL ROWE, et al.,\nDefendants.\n\nCOMPLAINT\n\n"
        "Defendants Targeted Holmfield Herald in May.\n\n"
        "Whether the claims against Defendants Lena Marsh, Ida Reed, and Tidewater Society fail.\n\n"
        + "Lena Marsh wrote to Holmfield Herald. The Herald is a newspaper. " * 9
        + "Plaintiff Odd Berge, a resident of Salem, did so too. Lena Marsh, Ida Reed and Odd Berge met.\n",
        kind=DocumentKind.COMPLAINT,
    )
    roles = {party.name: party.role for party in found}
    assert roles["Lena Marsh"] == "defendant"
    assert roles["Ida Reed"] == "defendant"
    assert roles["Odd Berge"] == "plaintiff"
    assert not any(role for name, role in roles.items() if "Herald" in name)


def test_counsel_listed_above_an_opinion() -> None:
    found = parties(
        "UNITED STATES COURT OF APPEALS\nFOR THE FIRST CIRCUIT\nNo. 92-2056\nNORA QUIST,\n"
        "Plaintiff, Appellant,\nv.\nHALYARD PRESS, INC.,\nDefendant, Appellee.\n\n"
        "Ida Marsh, with whom Lena Holm was on brief for appellant.\n\n"
        "Abel Berge on brief for appellee.\n\nPer Curiam. Nora Quist filed a complaint.\n",
        kind=DocumentKind.OPINION,
    )
    roles = {party.name: party.role for party in found}
    assert roles["Lena Holm"] == "counsel for appellant"
    assert roles["Abel Berge"] == "counsel for appellee"
    assert roles["Nora Quist"] == "plaintiff-appellant"


def test_nothing_in_nothing_out() -> None:
    assert parties("") == ()
    assert parties("the boat is late and nobody knows why.") == ()


def test_names_are_found_however_long_a_paragraph_is() -> None:
    text = "The boat was late again. " * 1_000 + "Then Nora Quist met Halyard Press LLC."
    assert {p.name for p in parties(text)} == {"Nora Quist", "Halyard Press LLC"}


def test_a_judges_title_gives_the_role_and_a_side_is_no_name() -> None:
    found = parties(
        'Judge Ida Holm heard Nora Quist ("Plaintiff") on Monday. Plaintiff spoke to Ida Holm.'
    )
    assert by_name(found, "Ida Holm").role == "judge"
    assert "Plaintiff" not in surfaces(by_name(found, "Nora Quist"))
