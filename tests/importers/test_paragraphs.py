"""Pleaded numbers, captions, headings and signature blocks by their words alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.paragraphs import (
    ends_sentence,
    is_heading,
    is_numbered,
    mark_captions,
    mark_headings,
    mark_signatures,
    number_paragraphs,
)
from importers.source_text import Paragraph, Span, Zone


def split(parts: Sequence[str]) -> tuple[str, tuple[Paragraph, ...]]:
    text, paragraphs = "", []
    for part in parts:
        paragraphs.append(Paragraph(Span(len(text), len(text) + len(part))))
        text += part + "\n\n"
    return text, tuple(paragraphs)


def numbers(parts: Sequence[str], headings: Sequence[int] = ()) -> list[str | None]:
    text, paragraphs = split(parts)
    marked = [
        replace(paragraph, zone=Zone.HEADING) if at in headings else paragraph
        for at, paragraph in enumerate(paragraphs)
    ]
    return [paragraph.number for paragraph in number_paragraphs(text, marked)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["1. One.", "2. Two.", "3. Three."], ["1", "2", "3"]),
        (["1) One.", "2) Two.", "3) Three."], ["1", "2", "3"]),
        (["¶ 1 One.", "¶ 2 Two.", "¶3 Three."], ["1", "2", "3"]),
        (["1.One.", "2. Two.", "3.“Three.”"], ["1", "2", "3"]),
        (["1. One.", "2. Two.", "2a. Between.", "3. Three."], ["1", "2", "2a", "3"]),
        (["1. One.", "2 Two lacks its stop.", "3, Three has a comma."], ["1", "2", "3"]),
        (["1. One.", "2. Two.", "9. A jump.", "3. Three."], ["1", "2", "2", "3"]),
        (["1. One.", "2. Two.", "4. The third is lost.", "5. On."], ["1", "2", "4", "5"]),
        (["1. Alone.", "2. A pair is a list."], [None, None]),
        (["1. One.", "1. Again.", "1. And again."], [None, None, None]),
        (["10 days passed.", "20 more.", "30 at last."], [None, None, None]),
        (["2026 was wet.", "2027 was dry.", "2028 was both."], [None, None, None]),
        (["19. Cut", "20. from a", "21. longer", "22. paper."], ["19", "20", "21", "22"]),
        (["19. Cut", "21. with", "22. gaps", "24. no."], [None, None, None, None]),
        (["15 U.S.C. § 1 says so.", "1. One.", "2. Two.", "3. Three."], [None, "1", "2", "3"]),
    ],
)
def test_only_what_counts_upwards_is_numbered(parts: list[str], expected: list[str | None]):
    assert numbers(parts) == expected


def test_a_list_in_the_prayer_is_not_pleaded():
    parts = [f"{at}. An allegation." for at in range(1, 6)]
    prayer = ["WHEREFORE, plaintiff prays:", "1. For damages.", "2. For costs.", "3. For more."]
    assert numbers([*parts, *prayer]) == ["1", "2", "3", "4", "5", None, None, None, None]


def test_what_stands_between_is_cited_by_the_number_before():
    parts = ["1. He wrote:", "“A long quotation.”", "2. Two.", "THE FACTS", "Loose.", "3. Three."]
    assert numbers(parts, headings=[3]) == ["1", "1", "2", None, None, "3"]


def test_a_second_caption_counts_anew():
    text, paragraphs = split(["CAPTION", "1. One.", "2. Two.", "CAPTION", "1. Uno.", "2. Due."])
    marked = [
        replace(item, zone=Zone.CAPTION) if at in (0, 3) else item
        for at, item in enumerate(paragraphs)
    ]
    found = [paragraph.number for paragraph in number_paragraphs(text, marked)]
    assert found == [None, "1", "2", None, "1", "2"]


@given(
    st.lists(st.sampled_from(["1. a", "2. b", "3. c", "4 d", "7. e", "x", "12a. f"]), max_size=20)
)
def test_numbers_stand_as_printed_and_never_fall(parts: list[str]):
    text, paragraphs = split(parts)
    found = number_paragraphs(text, paragraphs)
    assert [item.span for item in found] == [item.span for item in paragraphs]
    values = [int(item.number.rstrip("a")) for item in found if item.number]
    assert values == sorted(values)


CAPTION = [
    "UNITED STATES DISTRICT COURT",
    "DISTRICT OF NEW HAVEN",
    "ADA PELL,",
    "Plaintiff,",
    "v.",
    "BRAMBLE FERRY COMPANY and PORT COMMISSION,",
    "Defendants.",
    "Case No. 2:26-cv-00123",
    "COMPLAINT",
    "JURY TRIAL DEMANDED",
]
OPENING = "Plaintiff Ada Pell, by her attorneys, alleges as follows:"


def zones(parts: Sequence[str]) -> list[Zone]:
    text, paragraphs = split(parts)
    return [paragraph.zone for paragraph in mark_captions(text, paragraphs)]


@pytest.mark.parametrize(
    "versus", ["v.", "vs.", "versus", "-against-", "- against -", "v. )", "-v-", "  v.   :"]
)
def test_a_caption_runs_from_the_court_to_the_title(versus: str):
    parts = [*CAPTION, OPENING, "1. The ferry sank."]
    parts[4] = versus
    assert zones(parts) == [Zone.CAPTION] * 10 + [Zone.BODY] * 2


def test_counsel_above_the_court_are_no_caption():
    parts = ["Ada Quill (AQ-1)", "14 Harbor Street", *CAPTION, OPENING]
    assert zones(parts) == [Zone.BODY] * 2 + [Zone.CAPTION] * 10 + [Zone.BODY]


@pytest.mark.parametrize(
    "body",
    [
        ["COMES NOW Ada Pell, who says:"],
        ["I. INTRODUCTION", "It sank."],
        ["1. The ferry sank."],
        [
            "On July 13, 2026, the Court heard the motion of the Company and took it under advisement."
        ],
    ],
)
def test_the_body_may_begin_in_many_ways(body: list[str]):
    assert zones([*CAPTION, *body]) == [Zone.CAPTION] * 10 + [Zone.BODY] * len(body)


def test_an_appeal_and_a_matter_have_captions():
    appeal = ["United States Court of Appeals", "for the Ninth Circuit", "No. 26-1", "Ada Pell,"]
    appeal += ["Plaintiff—Appellant,", "versus", "Port Commission,", "Defendant—Appellee."]
    prose = "This case arises from a dispute about the ferry and its landing at the old pier."
    assert zones([*appeal, prose]) == [Zone.CAPTION] * 8 + [Zone.BODY]
    matter = ["SUPERIOR COURT OF NEW HAVEN", "In re Bramble Ferry Litigation", "ORDER"]
    assert zones([*matter, prose]) == [Zone.CAPTION] * 3 + [Zone.BODY]


@pytest.mark.parametrize(
    "court",
    [
        "IN THE SUPERIOR COURT OF THE STATE OF NEW HAVEN",
        "SUPREME COURT OF THE STATE OF NEW YORK",
        "In the General Court of Justice",
        "IN THE DISTRICT COURT OF HARRIS COUNTY, TEXAS",
        "BEFORE THE PUBLIC UTILITIES COMMISSION",
        "AMERICAN ARBITRATION ASSOCIATION",
        "United States Bankruptcy Court",
    ],
)
def test_courts_and_tribunals_of_all_kinds_head_a_caption(court: str):
    parts = [court, "ADA PELL §", "Petitioner, §", "v. § Cause No. 26-1", "PORT COMMISSION §"]
    prose = "Petitioner Ada Pell files this petition and would show the following to the tribunal."
    assert zones([*parts, "ORIGINAL PETITION", prose]) == [Zone.CAPTION] * 6 + [Zone.BODY]


def test_a_heading_about_a_court_is_no_caption():
    parts = ["A. The Supreme Court Precedent", "In Pell v. Ferry the plaintiff lost, as everyone"]
    parts += ["knows, since the court held that the ferry was never late in the sense of the law."]
    assert zones(parts) == [Zone.BODY] * 3


def test_a_paper_without_a_court_may_still_name_its_parties():
    parts = ["Bramble Ferry Company, Defendant.", "AMENDED COMPLAINT", OPENING]
    assert zones(parts) == [Zone.CAPTION, Zone.CAPTION, Zone.BODY]


@pytest.mark.parametrize(
    "parts",
    [
        ["The Supreme Court has recognized two rights that are protected against private action."],
        ["UNITED STATES DISTRICT COURT", "A guide for visitors to the clerk and to the library."],
        ["Dear Ms. Pell,", "the ferry will be late again, as you will have heard from the pilot."],
        [],
    ],
)
def test_no_caption_is_seen_where_there_is_none(parts: list[str]):
    assert zones(parts) == [Zone.BODY] * len(parts)


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("NATURE OF THE ACTION", True),
        ("I. INTRODUCTION", True),
        ("III. Balance of Equities and the Public Interest", True),
        ("Count I", True),
        ("A. The Old Pier", True),
        ("COUNT II\nBreach of Contract", True),
        ("IT IS SO ORDERED.", False),
        ("BRAMBLE FERRY COMPANY,", False),
        ("1. The ferry sank.", False),
        ("A. The ferry sank in the harbor at noon.", False),
        ("1. the ferry", False),
        ("1234", False),
        ("", False),
        ("THE " * 40, False),
    ],
)
def test_headings_by_their_words(words: str, heading: bool):
    assert is_heading(words) is heading
    text, paragraphs = split([words])
    assert (mark_headings(text, paragraphs)[0].zone is Zone.HEADING) is heading


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("It sank.", True),
        ("“It sank.”", True),
        ("as follows:", True),
        ("and (2) costs;", True),
        ("as a partner.3", True),
        ("as a partner.\n12", True),
        ("See Docket No.", False),
        ("under 28 U.S.C.", False),
        ("Bramble Ferry, Inc.", False),
        ("pursuant to §", False),
        ("under Rule 4.1", False),
        ("the ferry", False),
        ("the ferry,", False),
    ],
)
def test_where_sentences_end(words: str, ends: bool):
    assert ends_sentence(words) is ends


@pytest.mark.parametrize(
    ("words", "numbered"),
    [
        ("12. The", True),
        ("12a. The", True),
        ("¶ 12 The", True),
        ("12 The", False),
        ("12.5 m", False),
    ],
)
def test_numbered_lines(words: str, numbered: bool):
    assert is_numbered(words) is numbered


def test_signature_blocks_end_at_the_next_long_text():
    parts = ["The ferry sank.", "It was late.", "Dated: March 4, 2026", "Respectfully submitted,"]
    parts += ["/s/ Ada Quill", "QUILL & PELL LLP", "CERTIFICATE OF SERVICE", "I certify this."]
    text, paragraphs = split(parts)
    found = [paragraph.zone for paragraph in mark_signatures(text, paragraphs)]
    assert found == [Zone.BODY] * 2 + [Zone.SIGNATURE] * 4 + [Zone.BODY] * 2


def test_a_date_line_at_the_top_is_no_signature():
    text, paragraphs = split(["Dated: March 4, 2026", "The ferry sank.", "It was late."])
    assert [paragraph.zone for paragraph in mark_signatures(text, paragraphs)] == [Zone.BODY] * 3
