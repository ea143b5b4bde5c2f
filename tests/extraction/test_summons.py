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


FLATTENED = """AO 440 (Rev. 06/12) Summons in a Civil Action
UNITED STATES DISTRICT COURT
for the
__________ District of __________
)
)
Plaintiff(s)
v. Civil Action No.
Defendant(s)
SUMMONS IN A CIVIL ACTION
To: (Defendant’s name and address)
A lawsuit has been filed against you.
you must serve on the plaintiff or plaintiff’s attorney,
whose name and address are:
If you fail to respond, judgment by default will be entered against you.
CLERK OF COURT
Date:
Signature of Clerk or Deputy Clerk
 District of Oregon
Nora B. Quist
25-CV-01234-ABC
Abel F Rowe Jr,Ida Ward Holm, Lena Marsh
Odd Berge,Jane Reed,Jonas
White, Karl Todd
Jane Reed
Harbor Health Service
5600 Pier Lane,
Portland, OR
Tom Law
1003 E Dock Ct
Salem, OR 97301-3201
ISSUED ON 6:24 am, Dec 30, 2025
Case 2:25-cv-01234-ABC Document 46 Filed 12/30/25 Page 1 of 2
\x0cAO 440 (Page 2)
"""


def test_a_form_made_part_of_the_page_is_read_from_its_last_lines() -> None:
    document = ImportedDocument(SourceText(FLATTENED), "application/pdf", "t")
    summons = read_summons(document)
    assert summons is not None
    assert [(p.name, p.role) for p in summons.parties] == [
        ("Nora B. Quist", "plaintiff"),
        ("Abel F Rowe Jr", "defendant"),
        ("Ida Ward Holm", "defendant"),
        ("Lena Marsh", "defendant"),
        ("Odd Berge", "defendant"),
        ("Jane Reed", "defendant"),
        ("Jonas White", "defendant"),
        ("Karl Todd", "defendant"),
        ("Tom Law", "counsel for plaintiff"),
    ]
    assert summons.docket_number == "25-CV-01234-ABC"
    assert summons.court == "United States District Court for the District of Oregon"
    assert read_caption(document.source, document.metadata) is None
    for party in summons.parties:
        assert party.span is not None
        assert " ".join(party.span.of(FLATTENED).split()) == party.name


def test_a_flattened_form_left_blank_says_nothing() -> None:
    blank = FLATTENED[: FLATTENED.index(" District of Oregon")]
    assert read_summons(ImportedDocument(SourceText(blank), "application/pdf", "t")) is None


def test_a_blank_form_says_nothing() -> None:
    assert read_summons(ImportedDocument(SourceText(PRINTED), "text/plain", "t")) is None
