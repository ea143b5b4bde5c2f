"""The facts of a whole paper: what outranks what."""

import datetime as dt

from extraction.captions import read_caption
from extraction.facts import document_facts
from extraction.findings import DocumentKind
from importers.document import ImportedDocument, Metadata, MetadataValue
from importers.source_text import SourceText

CAPTION = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nNORA QUIST,\nPlaintiff,\nv.\nHALYARD PRESS LLC,\n"
    "Defendant.\nCase No. 3:24-cv-00117\nCOMPLAINT\nPlaintiff demands a trial by jury.\n"
)


def document(text: str, *values: tuple[str, str, str]) -> ImportedDocument:
    metadata = Metadata(tuple(MetadataValue(*value) for value in values))
    return ImportedDocument(SourceText(text), "text/plain", "t", metadata)


def test_a_caption_outranks_the_properties_of_the_file() -> None:
    paper = document(
        CAPTION,
        ("title", "Microsoft Word - draft.doc", "PDF properties"),
        ("author", "scanner", "PDF properties"),
        ("filed", "2024-03-01", "e-filing stamp on page 1"),
    )
    caption = read_caption(paper.source, paper.metadata)
    facts = document_facts(
        paper,
        DocumentKind.COMPLAINT,
        caption,
        kind_reason="its title",
        date=dt.date(2024, 3, 1),
        date_reason="filed",
    )
    assert (facts.title, facts.author, facts.published) == ("COMPLAINT", None, None)
    assert (facts.docket_number, facts.filed) == ("3:24-cv-00117", dt.date(2024, 3, 1))
    assert facts.court == "United States District Court District of Oregon"
    assert facts.jury_demand
    assert (facts.kind_reason, facts.date, facts.date_reason) == (
        "its title",
        dt.date(2024, 3, 1),
        "filed",
    )


def test_an_article_has_author_and_day_and_no_title_of_a_program() -> None:
    paper = document(
        "Ferry stays\n\nThe ferry stays.",
        ("title", "Untitled", "PDF properties"),
        ("title", "Ferry stays", "headline"),
        ("author", "Nora Quist", "byline"),
        ("published", "2024-03-03", "dateline"),
    )
    facts = document_facts(paper, DocumentKind.ARTICLE, None)
    assert (facts.title, facts.author, facts.published) == (
        "Ferry stays",
        "Nora Quist",
        dt.date(2024, 3, 3),
    )
    assert (facts.court, facts.docket_number, facts.docket_numbers, facts.filed) == (
        None,
        None,
        (),
        None,
    )
