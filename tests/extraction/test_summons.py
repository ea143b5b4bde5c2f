"""Summonses: filled form fields, or the printed words of the form."""

import datetime as dt

from extraction.captions import read_caption
from extraction.facts import document_facts
from extraction.findings import DocumentKind
from extraction.summons import read_summons
from importers.document import FormField, ImportedDocument
from importers.source_text import SourceText, Span

PRINTED = (
    "AO 440 Summons in a Civil Action\nUNITED STATES DISTRICT COURT\nfor the\n)\n)\n"
    "Plaintiff(s)\nv. Civil Action No.\nDefendant(s)\n"
    "SUMMONS IN A CIVIL ACTION\nTo: (Defendant’s name and address)\nA lawsuit has been filed against you.\n"
    "the plaintiff or plaintiff’s attorney, whose name and address are:\n"
)
ADDRESS = "Halyard Press LLC\n100 Pier Street\nPortland, Oregon"


def filled() -> ImportedDocument:
    values = [
        ("District", "District of Oregon"),
        ("Plaintiffs", "NORA QUIST and ABEL ROWE"),
        ("Defendants", "HALYARD PRESS LLC, et al."),
        ("Civil Action No", "3:24-cv-00117"),
        ("Defendant name and address", ADDRESS),
        ("Plaintiff attorney", "Lena Marsh\nMarsh & Ostrow LLP\n5 Dock Road"),
        ("Date", "03/13/2026"),
    ]
    text, fields = PRINTED, []
    for name, value in values:
        fields.append(FormField(name, value, 1, Span(len(text), len(text) + len(value))))
        text += value + "\n"
    return ImportedDocument(SourceText(text), "application/pdf", "t", form_fields=tuple(fields))


def test_filled_fields() -> None:
    document = filled()
    summons = read_summons(document)
    assert summons is not None
    assert [(p.name, p.role) for p in summons.parties] == [
        ("Nora Quist", "plaintiff"),
        ("Abel Rowe", "plaintiff"),
        ("Halyard Press LLC", "defendant"),
        ("Lena Marsh", "counsel for plaintiff"),
    ]
    for party in summons.parties:
        assert party.span is not None
        assert party.span.of(document.source.text).casefold() == party.name.casefold()
    assert summons.docket_number == "3:24-cv-00117"
    assert summons.issued == dt.date(2026, 3, 13)
    assert summons.court == "United States District Court for the District of Oregon"
    assert summons.address == "Halyard Press LLC 100 Pier Street Portland, Oregon"


def test_a_blank_form_has_no_caption_and_its_facts_come_from_the_fields() -> None:
    document = filled()
    assert read_caption(document.source, document.metadata) is None
    facts = document_facts(document, DocumentKind.SUMMONS, None)
    assert facts.docket_number == "3:24-cv-00117"
    assert facts.court == "United States District Court for the District of Oregon"


def test_printed_words() -> None:
    text = (
        "Summons in a Civil Action\nTo: Halyard Press LLC, 100 Pier Street\nA lawsuit has "
        "been filed against you.\n"
        "The answer must be served on the plaintiff or plaintiff’s attorney, whose name and "
        "address are: Lena Marsh, 5 Dock Road\n"
        "CLERK OF COURT\nDate: March 13, 2026\n"
    )
    summons = read_summons(ImportedDocument(SourceText(text), "text/plain", "t"))
    assert summons is not None
    assert [(p.name, p.role) for p in summons.parties] == [
        ("Halyard Press LLC", "defendant"),
        ("Lena Marsh", "counsel for plaintiff"),
    ]
    assert summons.issued == dt.date(2026, 3, 13)


def test_a_blank_form_says_nothing() -> None:
    assert read_summons(ImportedDocument(SourceText(PRINTED), "text/plain", "t")) is None
