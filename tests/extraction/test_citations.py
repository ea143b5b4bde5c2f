"""Citations: what is found, how far it goes, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.citations import find_citations
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan


def found(text):
    reading = read(text if isinstance(text, SourceText) else SourceText(text))
    citations = find_citations(reading)
    for citation in citations:
        assert citation.span.of(reading.source.text) == citation.text
    return [(citation.text, citation.kind.value) for citation in citations]


@pytest.mark.parametrize(
    ("text", "cited", "kind"),
    [
        ("under 19 U.S.C. § 1509, he", "19 U.S.C. § 1509", "statute"),
        ("under 19 U.S.C. § 1509(a)(1) he", "19 U.S.C. § 1509(a)(1)", "statute"),
        ("42 U.S.C. §§ 1983, 1985 and 1988.", "42 U.S.C. §§ 1983, 1985 and 1988", "statute"),
        ("15 U.S.C. § 1 et seq.", "15 U.S.C. § 1 et seq.", "statute"),
        ("45 C.F.R. § 164.502 (2016)", "45 C.F.R. § 164.502 (2016)", "statute"),
        ("82 Fed. Reg. 1234 (Jan. 5, 2017)", "82 Fed. Reg. 1234 (Jan. 5, 2017)", "statute"),
        ("Section 1509 of Title 19 says", "Section 1509 of Title 19", "statute"),
        ("Title 19, U.S.C., Section 1509", "Title 19, U.S.C., Section 1509", "statute"),
        ("liable under Section 1983.", "Section 1983", "statute"),
        ("liable under § 1983.", "§ 1983", "statute"),
        ("U.S. Const. amend. XIV, § 1", "U.S. Const. amend. XIV, § 1", "statute"),
        ("by the Harbor Safety Act of 1996.", "Harbor Safety Act of 1996", "statute"),
        ("Cal. Civ. Code § 1798.82", "Cal. Civ. Code § 1798.82", "statute"),
        ("Osei v. Lund, 550 U.S. 544, 570 (2007).", "550 U.S. 544, 570 (2007)", "case"),
        ("2017 WL 1234 (N.D. Cal. Apr. 6, 2017).", "2017 WL 1234 (N.D. Cal. Apr. 6, 2017)", "case"),
        ("459 F. Supp. 3d 273, 283-88 (D. Me. 2020)", "459 F. Supp. 3d 273, 283-88 (D. Me. 2020)", "case"),
        ("Lund, 550 U.S. at 555.", "550 U.S. at 555", "case"),
        ("Fed. R. Civ. P. 12(b)(6)", "Fed. R. Civ. P. 12(b)(6)", "rule"),
        ("Federal Rule of Civil Procedure 4(m)", "Federal Rule of Civil Procedure 4(m)", "rule"),
        ("Fed. R. Evid. 403", "Fed. R. Evid. 403", "rule"),
        ("Civil Local Rule 7-9", "Civil Local Rule 7-9", "rule"),
        ("under Rule 12(b)(6),", "Rule 12(b)(6)", "rule"),
        ("Rules 8 and 9(b) demand", "Rules 8 and 9(b)", "rule"),
        ("3:17-cv-01916-JSC", "3:17-cv-01916-JSC", "docket"),
        ("Case No. 17-1916 was", "Case No. 17-1916", "docket"),
        ("16 Civ. 4567 (ABC)", "16 Civ. 4567 (ABC)", "docket"),
        ("Index No. 650123/2015", "Index No. 650123/2015", "docket"),
        ("Nos. 20-1507, 20-1508", "Nos. 20-1507, 20-1508", "docket"),
        ("see ECF No. 12 at 3", "ECF No. 12 at 3", "record"),
        ("Dkt. 45-1 ¶ 7", "Dkt. 45-1 ¶ 7", "record"),
        ("Compl. ¶ 12", "Compl. ¶ 12", "record"),
        ("First Am. Compl. ¶¶ 3-5", "First Am. Compl. ¶¶ 3-5", "record"),
        ("Ex. A at 3", "Ex. A at 3", "record"),
        ("Smith Dep. 14:3-9", "Smith Dep. 14:3-9", "record"),
        ("Osei Decl. ¶ 4", "Osei Decl. ¶ 4", "record"),
        ("¶¶ 12–15", "¶¶ 12–15", "record"),
    ],
)  # fmt: skip
def test_found_whole(text, cited, kind):
    assert found(text) == [(cited, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "He paid $550 and left.",
        "Section 2 below explains.",
        "the rule of law",
        "Exhibit at the museum",
        "the Act of kindness",
        "Chapter 12 was long.",
        "Title of the paper",
        "He has ID 44.",
    ],
)
def test_what_is_none(text):
    assert found(text) == []


def test_several_in_order():
    text = "19 U.S.C. § 1509; Osei v. Lund, 550 U.S. 544 (2007); Fed. R. Civ. P. 8; ECF No. 3."
    assert [kind for _, kind in found(text)] == ["statute", "case", "rule", "record"]


def test_over_a_line_end_and_a_page_break():
    text = "under 19 U.S.C.\n12\n§ 1509 he"
    source = SourceText(
        text,
        paragraphs=(Paragraph(Span(0, len(text))),),
        zones=(ZoneSpan(Span(16, 18), Zone.PAGE_FURNITURE, "page number"),),
    )
    assert found(source)[0] == ("19 U.S.C.\n12\n§ 1509", "statute")


PARTS = st.sampled_from(
    [
        "19",
        "U.S.C.",
        "§",
        "§§",
        "1509",
        "(a)",
        "550",
        "U.S.",
        "544",
        "(2007)",
        "Id.",
        "at",
        "ECF",
        "No.",
        "Rule",
        "12(b)",
        "¶",
        "Ex.",
        "A",
        ",",
        "and",
        "\n",
        "Compl.",
        "3:17-cv-00001",
        "Act of 1996",
        "v.",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=20))
def test_every_citation_is_at_its_span(parts):
    found(" ".join(parts))
