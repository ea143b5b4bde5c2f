"""What papers are called in cites before the attorney names them otherwise."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import replace

import pytest

from casefile.cite_form import CitedBy, CiteStyle
from casefile.naming import named as find
from casefile.records import DocumentRow, DocumentState
from casefile.short_names import Namer, named, proposed
from casefile.title_words import court_paper
from extraction.findings import DocumentKind
from tests.casefile.rows import document_row

DAY = dt.date(2026, 3, 4)


def row(number: int = 1, kind: DocumentKind = DocumentKind.ORDER, **facts: object) -> DocumentRow:
    facts = {"short_name": "", "name": "scan.pdf", "date": DAY, **facts}
    return document_row(number, kind=kind, **facts)


@pytest.mark.parametrize(
    ("kind", "title", "name", "author", "day", "called"),
    [
        (DocumentKind.COMPLAINT, None, "scan 12.pdf", None, DAY, "Compl."),
        (DocumentKind.COMPLAINT, "First Amended Complaint", "a.pdf", None, DAY, "First Am. Compl."),
        (DocumentKind.COMPLAINT, "SECOND AMENDED COMPLAINT", "a", None, DAY, "Second Am. Compl."),
        (DocumentKind.COMPLAINT, "Amended Complaint", "a.pdf", None, DAY, "Am. Compl."),
        (DocumentKind.COMPLAINT, "A MOTION OF SORTS", "a.pdf", None, DAY, "Compl."),
        (DocumentKind.ANSWER, "Answer to the Amended Complaint", "a.pdf", None, DAY, "Answer"),
        (DocumentKind.ORDER, "ORDER ON MOTION TO DISMISS", "a.pdf", None, DAY, "Order"),
        (DocumentKind.OPINION, "MEMORANDUM OPINION AND ORDER", "a.pdf", None, DAY, "Op."),
        (DocumentKind.MOTION, None, "scan.pdf", None, DAY, "Mot."),
        (DocumentKind.MOTION, "MOTION TO COMPEL", "a.pdf", None, DAY, "Mot. Compel"),
        (DocumentKind.OTHER, "Notes", "Deposition of Ida Voss.pdf", None, DAY, "Voss Dep."),
        (DocumentKind.EXHIBIT, None, "Exhibit C.pdf", None, DAY, "Ex. C"),
        (DocumentKind.EXHIBIT, None, "Ex. C-1.pdf", None, DAY, "Ex. C-1"),
        (DocumentKind.EXHIBIT, None, "exhibit_12-a Letter.pdf", None, DAY, "Ex. 12-A"),
        (DocumentKind.EXHIBIT, None, "Ex. A - 2 letters.pdf", None, DAY, "Ex. A"),
        (DocumentKind.EXHIBIT, None, "Exhibit 3-2017-04-07.pdf", None, DAY, "Ex. 3"),
        (DocumentKind.EXHIBIT, None, "Exhibit 3-4-17.pdf", None, DAY, "Ex. 3"),
        (DocumentKind.EXHIBIT, None, "Exhibit 2 to Exhibit C.pdf", None, DAY, "Ex. 2 to Ex. C"),
        (DocumentKind.EXHIBIT, None, "photo.jpg", None, DAY, "photo"),
        (
            DocumentKind.ARTICLE,
            "The tide turns",
            "a.txt",
            "Mara Quill",
            DAY,
            "Quill, The tide turns, Mar. 4, 2026",
        ),
        (
            DocumentKind.ARTICLE,
            "Night ferry tied up as harbor board weighs its rule",
            "a.txt",
            None,
            None,
            "Night ferry tied up as…",
        ),
        (DocumentKind.ARTICLE, None, "clipping.html", "Ida Voss, Staff", None, "Voss, clipping"),
        (DocumentKind.EMAIL, "Re: berth", "m.eml", None, DAY, "E-mail"),
        (DocumentKind.EMAIL, "", "m.eml", "Ida Voss", DAY, "E-mail from Ida Voss, Mar. 4, 2026"),
        (DocumentKind.OTHER, None, "Notes of a call.txt", None, DAY, "Notes of a call"),
        (DocumentKind.OTHER, "19113662701", "Second thoughts.pdf", None, DAY, "Second thoughts"),
        (DocumentKind.OTHER, r"Y:\TS\CIVIL~1\FORMS.wpd", "forms.pdf", None, DAY, "forms"),
        (
            DocumentKind.OTHER,
            "Microsoft Word - Letter to Dale.docx",
            "x.pdf",
            None,
            DAY,
            "Letter to Dale",
        ),
    ],
)
def test_a_lone_paper(
    kind: DocumentKind,
    title: str | None,
    name: str,
    author: str | None,
    day: dt.date | None,
    called: str,
) -> None:
    assert proposed(row(kind=kind, title=title, name=name, author=author, date=day)) == called


def test_a_message_names_whom_it_was_sent_to() -> None:
    mail = row(kind=DocumentKind.EMAIL, author="Ida Voss", addressees=("Lea Quill",))
    assert proposed(mail) == "E-mail from Ida Voss to Lea Quill, Mar. 4, 2026"
    both = replace(mail, addressees=("Lea Quill", "Jon Dale"))
    assert proposed(both) == "E-mail from Ida Voss to Lea Quill et al., Mar. 4, 2026"


@pytest.mark.parametrize(
    ("title", "bluebook", "plain"),
    [
        ("COMPLAINT FOR DAMAGES", "Compl.", "Complaint"),
        ("COMPLAINT-IN-INTERPLEADER", "Compl.", "Complaint"),
        (
            "CONSOLIDATED AMENDED CLASS ACTION COMPLAINT",
            "Consol. Am. Compl.",
            "Consolidated Amended Complaint",
        ),
        ("THIRD-PARTY COMPLAINT", "Third-Party Compl.", "Third-Party Complaint"),
        ("DEFENDANT PORT CO.’S MOTION TO DISMISS", "Def.’s Mot. Dismiss", None),
        (
            "Plaintiffs' Opposition to Defendants' Motion for Summary Judgment",
            "Pls.’ Opp’n Mot. Summ. J.",
            "Plaintiffs’ Opposition to Motion for Summary Judgment",
        ),
        ("DECLARATION OF JANE Q. DOE IN SUPPORT", "Doe Decl.", "Declaration of Jane Q. Doe"),
        ("AFFIDAVIT OF DR. ROB MCDONALD, JR.", "McDonald Aff.", "Affidavit of Rob McDonald"),
        ("Videotaped Deposition of Ida Voss, Vol. II", "Voss Dep.", "Deposition of Ida Voss"),
        ("Voss Dep.", "Voss Dep.", "Deposition of Voss"),
        ("Transcript of Motion Hearing", "Hr’g Tr.", "Hearing Transcript"),
        ("Notice of Deposition of Ida Voss", "Notice Dep.", None),
        ("Answer and Counterclaims", "Answer", "Answer"),
        ("MEMORANDUM OPINION", None, None),
        ("Minutes of a talk", None, None),
        ("", None, None),
    ],
)
def test_titles_of_court_papers(title: str, bluebook: str | None, plain: str | None) -> None:
    called = court_paper(title)
    assert (called and called.bluebook) == bluebook
    if plain is not None:
        assert called is not None and called.plain == plain


def names(rows: Iterable[DocumentRow], style: CiteStyle = CiteStyle.BLUEBOOK) -> list[str]:
    return [each.cite.name or each.short_name for each in named(tuple(rows), style)]


def test_papers_of_one_name_have_their_day_and_those_of_one_day_a_number() -> None:
    later = dt.date(2026, 4, 1)
    assert names([row(1), row(2, date=later)]) == ["Order, Mar. 4, 2026", "Order, Apr. 1, 2026"]
    assert names([row(1), row(2)]) == ["Order, Mar. 4, 2026", "Order 2, Mar. 4, 2026"]
    assert names([row(1, date=None), row(2, date=None)]) == ["Order", "Order 2"]
    assert names([row(1), row(2, date=None)]) == ["Order, Mar. 4, 2026", "Order"]
    complaints = [
        row(1, DocumentKind.COMPLAINT),
        row(2, DocumentKind.COMPLAINT, title="Amended Complaint"),
    ]
    assert names(complaints) == ["Compl.", "Am. Compl."]


def test_a_given_name_stays_and_proposals_give_way() -> None:
    rows = [row(1), row(2, short_name="Order"), row(3, DocumentKind.MOTION, short_name="Br.")]
    for style in CiteStyle:
        assert names(rows, style) == ["Order, Mar. 4, 2026", "Order", "Br."]
    again = [row(1, date=None), row(2, short_name="order"), row(3, short_name="Order")]
    assert names(again) == ["Order 3", "order", "Order 2"]


def test_an_exhibit_is_named_behind_its_paper() -> None:
    complaint = row(1, DocumentKind.COMPLAINT, docket_number="1:26-cv-9", docket_entry="12")
    exhibit = row(2, DocumentKind.EXHIBIT, name="Ex. C.pdf", parent=1)
    stamped = row(
        3, DocumentKind.EXHIBIT, name="Exhibit D", docket_number="1:26-cv-9", docket_entry="12-2"
    )
    alone = row(4, DocumentKind.EXHIBIT, name="Exhibit C")
    rows = [complaint, exhibit, stamped, alone]
    assert names(rows) == ["Compl.", "Compl. Ex. C", "Compl. Ex. D", "Ex. C"]
    assert names(rows, CiteStyle.PLAIN)[1:] == [
        "Complaint Exhibit C",
        "Complaint Exhibit D",
        "Exhibit C",
    ]
    mail = row(1, DocumentKind.EMAIL, author="Ida Voss")
    assert names([mail, exhibit])[1] == "Ex. C"


def test_docket_numbers_name_papers_where_they_name_one() -> None:
    rows = [
        row(1, docket_entry="12"),
        row(2, DocumentKind.MOTION, docket_entry="9"),
        row(3, DocumentKind.COMPLAINT, docket_entry="9"),
        row(4, DocumentKind.ANSWER),
    ]
    assert names(rows, CiteStyle.DOCKET) == ["ECF No. 12", "Mot.", "Compl.", "Answer"]
    assert named(rows, CiteStyle.DOCKET)[0].short_name == "Order"
    given = row(5, DocumentKind.OTHER, short_name="ECF No. 12")
    assert names([*rows, given], CiteStyle.DOCKET)[0] == "Order"


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("Declaration of Ida Voss.pdf", CitedBy.PARAGRAPH),
        ("Deposition of Ida Voss.pdf", CitedBy.TRANSCRIPT),
        ("Letter.pdf", None),
    ],
)
def test_what_a_paper_is_cited_by(name: str, by: CitedBy | None) -> None:
    (only,) = named([row(kind=DocumentKind.OTHER, name=name)], CiteStyle.BLUEBOOK)
    assert only.cite.by is by


def test_plain_names_are_short_names_too_and_bluebooks_still_cites() -> None:
    rows = [row(1, DocumentKind.COMPLAINT), row(2, short_name="Ruling")]
    complaint, order = named(rows, CiteStyle.PLAIN)
    assert (complaint.short_name, complaint.cite.also) == ("Complaint", "Compl.")
    assert (order.short_name, order.cite.also) == ("Ruling", "")
    assert find([complaint, order], "compl.") is find([complaint, order], "Complaint") is complaint


@pytest.mark.parametrize("seed", range(6))
def test_papers_named_again_are_called_as_if_for_the_first_time(seed: int) -> None:
    chance, namer = random.Random(seed), Namer()
    choices: dict[str, list[object]] = {
        "kind": list(DocumentKind),
        "title": [None, "ORDER ON MOTION TO DISMISS", "Notes", "Amended Complaint"],
        "name": ["Exhibit C.pdf", "scan.pdf", "Deposition of Ida Voss.pdf"],
        "author": [None, "Ida Voss", "Mara Quill"],
        "addressees": [(), ("Lea Quill",), ("Lea Quill", "Ida Voss")],
        "date": [None, DAY, dt.date(2026, 3, 5)],
        "short_name": ["", "Order", "Compl."],
        "parent": [None, 1, 2],
        "docket_number": [None, "1:26-cv-1"],
        "docket_entry": [None, "12", "12-1"],
        "media_type": ["text/plain", "text/csv"],
        "state": [DocumentState.RECEIVED, DocumentState.READY],
        "failure": [None, "It is locked."],
        "pages": [1, 2],
        "court": [None, "D. Me."],
    }
    papers = [row(number) for number in range(1, 6)]
    for _ in range(150):
        style = chance.choice(list(CiteStyle)) if chance.random() < 0.1 else CiteStyle.BLUEBOOK
        assert namer.named(papers, style) == named(papers, style)
        at, what = chance.randrange(len(papers)), chance.choice(list(choices))
        papers[at] = replace(papers[at], **{what: chance.choice(choices[what])})
        if chance.random() < 0.05:
            papers.append(row(len(papers) + 1))
