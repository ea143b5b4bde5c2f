"""What a paper is, with the reason."""

from pathlib import Path

import pytest

from extraction.findings import DocumentKind
from extraction.kinds import recognise_kind
from importers.document import ImportContext, ImportedDocument, Metadata, MetadataValue
from importers.registry import read_file
from importers.source_text import SourceText

HEADING = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nNORA QUIST,\nPlaintiff,\nv.\n"
    "HALYARD PRESS LLC,\nDefendant.\nCase No. 3:24-cv-00117\n"
)


def kind(
    text: str, media_type: str = "text/plain", metadata: Metadata | None = None
) -> DocumentKind:
    found, reason = recognise_kind(
        ImportedDocument(SourceText(text), media_type, "t", metadata or Metadata())
    )
    assert reason
    return found


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("COMPLAINT", DocumentKind.COMPLAINT),
        ("SECOND AMENDED COMPLAINT AND JURY DEMAND", DocumentKind.COMPLAINT),
        ("PLAINTIFF'S ORIGINAL PETITION", DocumentKind.COMPLAINT),
        ("ANSWER TO COMPLAINT", DocumentKind.ANSWER),
        ("ANSWER AND AFFIRMATIVE DEFENSES", DocumentKind.ANSWER),
        ("NOTICE OF MOTION AND MOTION TO DISMISS COMPLAINT", DocumentKind.MOTION),
        ("MEMORANDUM IN SUPPORT OF MOTION TO DISMISS", DocumentKind.MOTION),
        ("BRIEF IN OPPOSITION", DocumentKind.MOTION),
        ("REPLY IN SUPPORT OF MOTION", DocumentKind.MOTION),
        ("ORDER GRANTING MOTION TO DISMISS", DocumentKind.ORDER),
        ("MEMORANDUM AND ORDER", DocumentKind.ORDER),
        ("FINAL JUDGMENT", DocumentKind.ORDER),
        ("MEMORANDUM OPINION AND ORDER", DocumentKind.OPINION),
        ("OPINION", DocumentKind.OPINION),
        ("SUMMONS IN A CIVIL ACTION", DocumentKind.SUMMONS),
        ("DECLARATION OF ABEL ROWE", DocumentKind.OTHER),
    ],
)
def test_title_decides(title: str, expected: DocumentKind) -> None:
    assert kind(f"{HEADING}{title}\n1. Something is said in this paper.\n") is expected


def test_untitled_court_papers_are_told_by_their_formulas() -> None:
    assert kind(
        HEADING + "Plaintiff Nora Quist, by her attorney, alleges as follows:\n1. She lives here."
    ) is (DocumentKind.COMPLAINT)
    assert kind(HEADING + "It is hereby ORDERED that the case is closed.") is DocumentKind.ORDER
    assert (
        kind(HEADING + "Before Holm, Marsh and Berge, Circuit Judges.\nWe affirm.")
        is DocumentKind.OPINION
    )


def test_mail_article_exhibit_and_others() -> None:
    assert kind("From: a@b.example\nTo: c@d.example\nSubject: Boats\n\nHello") is DocumentKind.EMAIL
    assert kind("Exhibit A\nHALYARD PRESS LLC\nTerms of sale") is DocumentKind.EXHIBIT
    assert kind("<p>", "text/html") is DocumentKind.ARTICLE
    byline = Metadata((MetadataValue("author", "Nora Quist", "byline"),))
    assert (
        kind("Ferry stays\n\nNora Quist\n\nThe ferry stays.", metadata=byline)
        is DocumentKind.ARTICLE
    )
    assert kind("shopping list\nmilk\nrope") is DocumentKind.OTHER
    assert kind("") is DocumentKind.OTHER


def test_an_article_about_a_case_is_no_court_paper() -> None:
    text = (
        "Printer sues harbor board over lost permit\n\n"
        + "The printer said on Monday that the board had taken her permit without a hearing, "
        "and that she would ask the court to give it back. "
        * 3
        + "\n\n“It is a matter of principle,” said Nora Quist, who filed the complaint in "
        "federal court in Portland, according to the clerk of the court.\n\n"
        + "The board did not answer questions, but a spokesman said that the order of the "
        "commission would stand until a judge said otherwise.\n"
    )
    assert kind(text) is DocumentKind.ARTICLE


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pleadings/deutsch-interpleader-complaint.pdf", DocumentKind.COMPLAINT),
        ("pleadings/sines-answer.pdf", DocumentKind.ANSWER),
        ("pleadings/sines-motion-brief.pdf", DocumentKind.MOTION),
        ("pleadings/ang-order.pdf", DocumentKind.ORDER),
        ("pleadings/naacp-alamance-opinion.pdf", DocumentKind.OPINION),
        ("courts/ca1-opinion.pdf", DocumentKind.OPINION),
        ("courts/cacd-order.pdf", DocumentKind.ORDER),
        ("courts/missouri-opinion.pdf", DocumentKind.OPINION),
    ],
)
def test_real_papers(shared: Path, path: str, expected: DocumentKind) -> None:
    file = shared / "documents" / path
    assert recognise_kind(read_file(file, ImportContext(file.name)))[0] is expected
