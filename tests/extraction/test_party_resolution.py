"""One party per being: names joined with a reason, and names that must stay apart."""

import pytest

from extraction.captions import read_caption
from extraction.findings import DocumentKind, Party, PartyKind
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import ImportContext
from importers.registry import read_content

CAPTION = """UNITED STATES DISTRICT COURT
DISTRICT OF MAINE

ABEL STRAND and IDA HOLM,
Plaintiffs,
v.
HALYARD PRESS, INC., NORA VANTERPOOL, and ALDER COUNTY,
Defendants.

Case No. 1:24-cv-00012

COMPLAINT

"""


def parties(body: str, kind: DocumentKind = DocumentKind.COMPLAINT) -> dict[str, Party]:
    text = CAPTION + body if kind is DocumentKind.COMPLAINT else body
    document = read_content(text.encode(), ImportContext("paper.txt"))
    assert document.source.text == text
    caption = read_caption(document.source, document.metadata)
    found = find_parties(document, read(document.source), kind, caption)
    for party in found:
        assert all(mention.span.of(text) == mention.text for mention in party.mentions)
        assert set(party.aliases) <= dict(party.reasons).keys(), "an alias without a reason"
    return {party.name: party for party in found}


def surfaces(party: Party) -> set[str]:
    return {" ".join(mention.text.split()) for mention in party.mentions}


def test_reasons_say_what_the_paper_says() -> None:
    found = parties(
        "Defendant Halyard Press, Inc. (“Halyard”) is a Maine corporation. Halyard d/b/a Tidewater Books "
        "sells books. Ms. Vanterpool runs Halyard. STRAND told her so."
    )
    reasons = dict(found["Halyard Press, Inc."].reasons)
    assert reasons["Halyard"].startswith("defined ")
    assert reasons["Tidewater Books"].startswith("joined by “d/b/a”")
    assert "last name" in dict(found["Nora Vanterpool"].reasons)["Ms. Vanterpool"]
    assert "last name" in dict(found["Abel Strand"].reasons)["STRAND"]


def test_two_companies_stay_two() -> None:
    found = parties(
        "Halyard Press, Inc. owns subsidiaries including Halyard Corporation, Inc. (together with the "
        "parent company “Halyard”), and others. Halyard sells books."
    )
    assert "Halyard" in surfaces(found["Halyard Press, Inc."])
    assert "Halyard" not in surfaces(found["Halyard Corporation, Inc."])


def test_a_body_is_not_the_person_whose_name_it_bears() -> None:
    found = parties(
        "Ida Holm met Otto Fenn. Otto Fenn owned the Otto Fenn Gallery in Bath. The Otto Fenn Gallery closed."
    )
    assert found["Otto Fenn Gallery"].kind is PartyKind.ORGANIZATION
    assert "Otto Fenn Gallery" not in surfaces(found["Otto Fenn"])


def test_bare_surnames_after_a_side_are_persons() -> None:
    found = parties(
        "Only Defendants Marsh, Tom Pell (aka “Mole”) and Rowe came. Plaintiff Vanterpol was late."
    )
    for name in ("Marsh", "Tom Pell", "Rowe"):
        assert (found[name].kind, found[name].role) == (PartyKind.PERSON, "defendant")


def test_a_surname_a_letter_off_is_shown_as_such() -> None:
    found = parties("Defendants Vanterpol and Halyard fled. Defendants Vanterpol and Strand ate.")
    assert (
        dict(found["Nora Vanterpool"].reasons)["Vanterpol"]
        == "a letter apart from the last name of a party"
    )


def test_governments_as_places_are_no_mentions() -> None:
    found = parties(
        "Strand lives in the United States. He sued the United States. A citizen of the State of Ohio "
        "entered the United States. The United States paid him. The Alder County Courthouse is old."
    )
    assert len(found["United States"].mentions) == 2
    assert not any("Ohio" in name for name in found)
    assert "Alder County" not in surfaces(found["Alder County"])


def test_statutes_and_papers_are_no_parties() -> None:
    found = parties(
        "This arises under the Harbor Safety Act of 1998 (“HSA”). The HSA forbids it. The HSA is law."
    )
    assert not any("HSA" in name or "HSA" in party.aliases for name, party in found.items())


def test_witnesses_counsel_and_judges() -> None:
    found = parties(
        "I, Mona Reed, declare under penalty of perjury that I saw it. See the Deposition of Ivo Brandt. "
        "The Honorable Lena Lund, Senator, wrote.\n\n"
        "Philip Quill, Esq.\nMoss, Fern & Reed\n12 Bay Street\nBath, Maine\n\n"
        "Sara Vale, District Judge."
    )
    assert found["Mona Reed"].role == found["Ivo Brandt"].role == "witness"
    assert found["Philip Quill"].role == "counsel"
    assert found["Moss, Fern & Reed"].kind is PartyKind.ORGANIZATION
    assert found["Sara Vale"].role == "judge"
    assert "Lena Lund" not in found or found["Lena Lund"].role != "judge"


@pytest.mark.parametrize("line", ["To", "Cc"])
def test_addressees_of_a_message(line: str) -> None:
    found = parties(
        f"From: Nora Quist <nq@halyard.example>\n{line}: Holm, Ida R. <ih@halyard.example>; "
        "Abel Rowe <ar@halyard.example>, press@halyard.example\nSubject: Boats\n\nHello.\n",
        DocumentKind.EMAIL,
    )
    assert {name for name, party in found.items() if party.role == "recipient"} == {
        "Ida R. Holm",
        "Abel Rowe",
    }


def test_one_court_under_two_names() -> None:
    found = parties("Venue lies in the U.S. District Court for the District of Maine.")
    courts = [party for party in found.values() if party.kind is PartyKind.COURT]
    assert len(courts) == 1
    assert len(courts[0].mentions) == 2


def test_a_higher_court_is_an_authority_and_no_party() -> None:
    found = parties("The Ninth Circuit holds so. Ninth Circuit cases agree.")
    assert not any("Ninth" in name for name in found)
