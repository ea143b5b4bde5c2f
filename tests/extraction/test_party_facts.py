"""The office a person holds and the whole that a body is a part of, from the words beside the name."""

import pytest

from extraction.captions import read_caption
from extraction.findings import DocumentKind, Party
from extraction.parties import find_parties
from extraction.reading import read
from importers.document import ImportedDocument
from importers.source_text import SourceText


def parties(text: str) -> dict[str, Party]:
    document = ImportedDocument(SourceText(text), "text/plain", "t")
    caption = read_caption(document.source, document.metadata)
    found = find_parties(document, read(document.source), DocumentKind.ARTICLE, caption)
    return {party.name: party for party in found}


POSTS = [
    ("Nora Quist, the company's chief financial officer, signed it.", "company's chief financial officer"),
    ("Nora Quist, Secretary of Homeland Security, signed it.", "Secretary of Homeland Security"),
    ("It was signed by Nora Quist, president of Halyard Press.", "president of Halyard Press"),
    ("Nora Quist, a Special Agent in Charge, signed it.", "Special Agent in Charge"),
    ("Nora Quist, then the mayor of Alder Bay, signed it.", "then the mayor of Alder Bay"),
    ("Nora Quist, its former general counsel, signed it.", "its former general counsel"),
    ("Nora Quist, executive director of the Alder Bay Yacht Club, came.",
     "executive director of the Alder Bay Yacht Club"),
    ("Governor Nora Quist signed it.", "Governor"),
    ("Special Agent Nora Quist signed it.", "Special Agent"),
    ("Ms. Nora Quist signed it.", None),
    ("Nora Quist, a resident of Maine, signed it.", None),
    ("Nora Quist, the mayor, and Ida Holm signed it.", None),
    ("Nora Quist, who met the governor, signed it.", None),
    ("Nora Quist, however, wrote to the director.", None),
    ("Nora Quist, 45, signed it.", None),
    ("Nora Quist, her agents, and her heirs are enjoined.", None),
    ("Ida Holm, Nora Quist, Attorney General Lena Marsh, and others came.", None),
    ("Mr. Nora Quist knew. LIEUTENANT QUIST signed it for Ida Holm.", "Lieutenant"),
    ("Nora Quist, head of Defendant Halyard Press, signed it.", "head of Halyard Press"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_the_post_of_a_person(text: str, post: str | None) -> None:
    found = parties(f"Harbor news\n\n{text}\n")["Nora Quist"]
    assert found.post == post
    assert bool(found.post_reason) is (post is not None)


EPA = "U.S. Environmental Protection Agency"
DHS = "U.S. Department of Homeland Security"
CBP = "U.S. Customs and Border Protection"
WHOLES = [
    (f"{CBP}, a component of the Department of Homeland Security, wrote.", CBP, DHS, "said"),
    ("The CBP and the FBI met in May.", CBP, DHS, "listed"),
    ("Harbor Bank Corp. is a wholly owned subsidiary of Harbor Holdings, Inc. today.",
     "Harbor Bank Corp.", "Harbor Holdings, Inc.", "said"),
    ("Harbor Holdings, Inc., the parent company of Harbor Bank Corp., paid.",
     "Harbor Bank Corp.", "Harbor Holdings, Inc.", "said"),
    ("Harbor Bank Corp.’s parent company, Harbor Holdings, Inc., paid.",
     "Harbor Bank Corp.", "Harbor Holdings, Inc.", "said"),
    ("Harbor Bank Corp. (“Harbor Bank”) is a division of Harbor Holdings, Inc. today.",
     "Harbor Bank Corp.", "Harbor Holdings, Inc.", "said"),
    ("Harbor Bank Corp. sued Harbor Holdings, Inc. in May.", "Harbor Bank Corp.", None, ""),
    ("The Environmental Protection Agency, an agency of the United States, wrote.", EPA, None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "whole", "why"), WHOLES)
def test_what_a_body_is_a_part_of(text: str, part: str, whole: str | None, why: str) -> None:
    found = parties(f"Harbor news\n\n{text}\n")
    said = found[part].part_of
    assert (said.name if said else None) == whole
    if said is not None:
        assert why in said.reason
        assert said.party == (found[said.name].id if said.name in found else None)
        assert found.get(said.name) is None or found[said.name].part_of is None
