"""Which document a citation means."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile.cited_papers import cited_document, cited_paper
from extraction.findings import DocumentKind as Kind
from tests.casefile.helpers import paper
from tests.casefile.rows import document_row as document

CASE = "3:17-cv-00072-NKM"

PAPERS = (
    document(1, short_name="Compl.", kind=Kind.COMPLAINT, docket_number=CASE, docket_entry="1"),
    document(
        2, short_name="Second Am. Compl.", kind=Kind.COMPLAINT, title="Second Amended Complaint",
        docket_number="17-CV-72", docket_entry="40",
    ),
    document(3, short_name="Answer", kind=Kind.ANSWER, docket_number=CASE, docket_entry="44"),
    document(4, short_name="Mot.", kind=Kind.MOTION, docket_number=CASE, docket_entry="12"),
    document(5, short_name="Ex. A", kind=Kind.EXHIBIT, name="Ex A.pdf", docket_entry="1-1", parent=1),
    document(6, short_name="Ex. A 2", kind=Kind.EXHIBIT, name="Exhibit A.pdf", docket_entry="12-1", parent=4),
    document(7, short_name="Ex. 14", kind=Kind.EXHIBIT, name="exh. 14.pdf"),
    document(8, short_name="Vale Decl.", kind=Kind.OTHER, title="Declaration of Ana Vale"),
    document(
        9, short_name="Dale, Roofs", kind=Kind.ARTICLE, title="Roofs of the Old County", author="Jo Dale",
        date=dt.date(2003, 5, 2),
    ),
    document(
        10, short_name="Compl. 2", kind=Kind.COMPLAINT, title="Complaint of Barbara Stout",
        docket_number="2:16-cv-00009",
    ),
    document(11, short_name="Harbor notes", kind=Kind.ARTICLE, title="Harbor", author="Ed Orr"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("Compl. ¶ 4", 1),
        ("Complaint at 12", 1),
        ("Second Amended Complaint ¶¶ 4-5", 2),
        ("Second Am. Compl. ¶ 4", 2),
        ("SAC ¶ 4", 2),
        ("Am. Compl. ¶ 4", 2),
        ("First Amended Complaint ¶ 4", None),
        ("Pls.’ Compl. ¶ 4", 1),
        ("Answer ¶ 9", 3),
        ("Defs.’ Answer ¶ 9", 3),
        ("Orr Answer ¶ 9", None),
        ("Stout Compl. ¶ 2", None),
        ("Dkt. 12 at 4", 4),
        ("ECF No. 12", 4),
        ("ECF No. 12-1 at 2", 6),
        ("Doc. 44 ¶ 7", 3),
        ("Dkt. 99", None),
        ("Dkt. 12, 44", None),
        ("ECF Nos. 12 & 44", None),
        ("Exhibit 14", 7),
        ("Ex. 14 ¶ 3", 7),
        ("Ex. B at 3", None),
        ("Vale Decl. ¶ 4", 8),
        ("Orr Decl. ¶ 4", None),
        ("Jo Dale, Roofs of the Old County, May 2003, p. 2", 9),
        ("Ed Orr, Harbor, May 2003, p. 2", None),
        ("Order at 3", None),
        ("¶ 12", None),
        ("Hill v. Dale, 410 U.S. 12, 14 (1999)", None),
        ("In re Answer, 3 F.3d 9", None),
        ("47 U.S.C. § 251", None),
        ("Rule 12(b)(6)", None),
        ("", None),
    ],
)
def test_what_a_motion_of_the_case_cites(citation, expected):
    citing = document(99, kind=Kind.ORDER, docket_number=CASE)
    assert cited_document(citation, citing, PAPERS) == expected


def test_a_paper_does_not_cite_itself():
    assert cited_document("Compl. ¶ 4", PAPERS[0], PAPERS) is None


def test_a_paper_without_a_number_is_of_the_case_only_where_it_has_no_other_of_its_kind():
    citing = document(99, kind=Kind.MOTION, docket_number=CASE)
    stray = document(50, short_name="Am. Compl.", kind=Kind.COMPLAINT, title="Amended Complaint")
    own = document(51, short_name="Compl.", kind=Kind.COMPLAINT, docket_number=CASE)
    assert cited_document("Amended Complaint ¶ 4", citing, (stray,)) == 50
    assert cited_document("Amended Complaint ¶ 4", citing, (stray, own)) is None


def test_no_paper_cites_a_later_one():
    citing = document(99, kind=Kind.MOTION, docket_number=CASE, filed=dt.date(2018, 1, 26))
    later = document(50, kind=Kind.COMPLAINT, short_name="Am. Compl.", filed=dt.date(2019, 9, 17))
    assert cited_document("Am. Compl. ¶ 4", citing, (later,)) is None
    assert (
        cited_document(
            "Am. Compl. ¶ 4",
            citing,
            (
                document(
                    50, kind=Kind.COMPLAINT, short_name="Am. Compl.", filed=dt.date(2018, 1, 26)
                ),
            ),
        )
        == 50
    )


def test_exhibits_go_with_the_paper_that_they_came_with():
    assert cited_document("Ex. A at 2", PAPERS[0], PAPERS) == 5
    assert cited_document("Ex. A at 2", PAPERS[3], PAPERS) == 6
    assert cited_document("Ex. A at 2", PAPERS[2], PAPERS) is None


def test_another_case_has_another_docket():
    citing = document(98, kind=Kind.ORDER, docket_number="2:16-cv-00009")
    assert cited_document("Compl. ¶ 4", citing, PAPERS) == 10
    assert cited_document("Dkt. 12", citing, PAPERS) is None


def test_two_articles_of_one_title_are_told_apart_by_author_and_year():
    papers = [
        document(1, kind=Kind.ARTICLE, title="Roofs of the Town", author="Jo Dale", date=dt.date(2003, 5, 2)),
        document(2, kind=Kind.ARTICLE, title="Roofs of the Town", author="Jo Dale", date=dt.date(2004, 5, 2)),
        document(3, kind=Kind.ARTICLE, title="Roofs of the Town", author="Ed Orr"),
    ]  # fmt: skip
    assert cited_document("Ed Orr, Roofs of the Town, p. 2", None, papers) == 3
    assert cited_document("Jo Dale, Roofs of the Town, May 2004, p. 2", None, papers) == 2
    assert cited_document("Jo Dale, Roofs of the Town, p. 2", None, papers) is None


def test_a_quotations_citation_with_what_id_repeats(case, tmp_path):
    list(
        case.ingest([paper(tmp_path, "Story.txt", "Odile Vantreese wrote “the permit is gone”.\n")])
    )
    (row,) = case.view().quotes
    assert cited_paper(row, PAPERS) is None
    cited = replace(row, cited_at=row.pin, cited_words="Id. at 4", cited_authority="Compl. ¶ 3")
    found = cited_paper(cited, (*PAPERS[1:], replace(PAPERS[0], id=77)))
    assert found is not None
    assert (found.text, found.document, found.pin) == ("Id. at 4 (Compl. ¶ 3)", 77, row.pin)
