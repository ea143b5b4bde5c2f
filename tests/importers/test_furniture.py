"""Page furniture by its words and its place, on made-up layouts."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.furniture import Furniture, find_furniture
from importers.page_lines import PageLayout, PageLine
from importers.source_text import Span, Zone

Placed = tuple[str, float, float]
"""A line's text, its left edge and its baseline from the top, in points."""


def laid_out(
    pages: Sequence[Sequence[Placed]], *, upright: bool = True
) -> tuple[str, list[PageLayout]]:
    text, layouts = "", []
    for number, page in enumerate(pages, 1):
        lines = []
        for words, left, baseline in page:
            span = Span(len(text), len(text) + len(words))
            right = left + 6.0 * len(words)
            lines.append(PageLine(span, left, right, baseline, 12.0, upright))
            text += words + "\n"
        layouts.append(PageLayout(number, 612.0, 792.0, tuple(lines)))
    return text, layouts


def found(text: str, furniture: Furniture) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for zone in furniture.zones:
        assert zone.zone is Zone.PAGE_FURNITURE
        reasons.setdefault(zone.reason, []).append(zone.span.of(text))
    return reasons


BODY: list[Placed] = [
    ("The ferry left the harbor at noon, as its log says.", 72, 300),
    ("It was late on most days of that summer.", 72, 328),
]


@pytest.mark.parametrize(
    ("stamp", "docket", "filed"),
    [
        (
            "Case 3:26-cv-05561-KLS Document 1 Filed 06/24/26 Page 9 of 12",
            "3:26-cv-05561-KLS",
            "2026-06-24",
        ),
        (
            "Case 1:04-cv-01809-JG-SMG   Document 273   Filed 10/20/2005   Page 2 of 57",
            "1:04-cv-01809-JG-SMG",
            "2005-10-20",
        ),
        (
            "Case 8:26-cv-01261-ABC-KES Document 40 Filed 08/05/26 Page 1 of 4 Page ID #:365",
            "8:26-cv-01261-ABC-KES",
            "2026-08-05",
        ),
        (
            "Case: 20-1507 Document: 00117684624 Page: 1 Date Filed: 12/22/2020 Entry ID: 6390389",
            "20-1507",
            "2020-12-22",
        ),
        ("USCA4 Appeal: 20-1234 Doc: 45 Filed: 03/04/2021 Pg: 1 of 20", "20-1234", "2021-03-04"),
        (
            "Case: 20-55555, 03/04/2021, ID: 12034567, DktEntry: 45-1, Page 1 of 20",
            "20-55555",
            "2021-03-04",
        ),
        (
            "Case 20-1234, Document 45, 03/04/2021, 3045123, Page1 of 20",
            "20-1234",
            "2021-03-04",
        ),
        (
            "USCA Case #20-1234 Document #1234567 Filed: 03/04/2021 Page 1 of 20",
            "20-1234",
            "2021-03-04",
        ),
        (
            "Appellate Case: 20-1234 Document: 010110 Date Filed: 03/04/2021 Page: 1",
            "20-1234",
            "2021-03-04",
        ),
        (
            "Case 20-12345-abc Doc 45 Filed 03/04/98 Entered 03/04/98 12:00:00 Desc Main",
            "20-12345-abc",
            "1998-03-04",
        ),
        ("Filing # 12345678 E-Filed 03/04/2021 05:12:00 PM", None, "2021-03-04"),
        ("FILED: KINGS COUNTY CLERK 03/04/2021 05:12 PM", None, "2021-03-04"),
        ("NYSCEF DOC. NO. 1 RECEIVED NYSCEF: 03/04/2021", None, "2021-03-04"),
        ("Case 3:26-cv-05561 Document 1 Filed 13/41/26 Page 9 of 12", "3:26-cv-05561", None),
    ],
)
def test_stamps_in_the_margin(stamp: str, docket: str | None, filed: str | None):
    text, pages = laid_out([[(stamp, 60, 20), *BODY]])
    furniture = find_furniture(text, pages)
    assert found(text, furniture)["e-filing stamp"] == [stamp]
    values = {value.field: value for value in furniture.metadata}
    assert (values["docket_number"].value if "docket_number" in values else None) == docket
    if filed:
        assert values["filed"].value == filed
        assert values["filed"].origin == "e-filing stamp on page 1"
    for value in furniture.metadata:
        assert value.span is not None
        assert value.span.of(text)


@pytest.mark.parametrize(
    "words",
    [
        "Case 3:26-cv-05561-KLS was filed on 06/24/26 and is at Document 1.",
        "Filed under seal, as Document 40 says.",
    ],
)
def test_the_same_words_in_the_body_are_no_stamp(words: str):
    text, pages = laid_out([[*BODY, (words, 72, 400)]])
    assert find_furniture(text, pages).zones == ()


def test_a_case_name_in_the_margin_is_no_stamp():
    text, pages = laid_out([[("Case law on this point is sparse.", 72, 80), *BODY]])
    assert find_furniture(text, pages).zones == ()


def numbered_page(count: int = 28, first: int = 1) -> list[Placed]:
    numbers = [(str(first + at), 50.0, 80.0 + 24 * at) for at in range(count)]
    return [*numbers, ("UNITED STATES DISTRICT COURT", 200, 128), ("The ferry sank.", 100, 176.5)]


def test_pleading_paper_numbers_its_lines():
    text, pages = laid_out([numbered_page()])
    furniture = find_furniture(text, pages)
    assert len(found(text, furniture)["line number"]) == 28
    assert [(line.number, line.span.of(text)) for line in furniture.lines] == [
        (3, "UNITED STATES DISTRICT COURT"),
        (5, "The ferry sank."),
    ]


def test_numbered_text_is_never_a_running_head():
    pages = [[*numbered_page(), ("Q. Did you see it?", 100, 80)] for _ in range(4)]
    text, layouts = laid_out(pages)
    assert "running head" not in found(text, find_furniture(text, layouts))


def test_transcripts_with_25_lines_too():
    text, pages = laid_out([numbered_page(25)])
    assert len(find_furniture(text, pages).zones) == 25


@pytest.mark.parametrize(
    "column",
    [
        [(str(at), 50.0, 80.0 + 24 * at) for at in (1, 2, 3, 4, 5)],
        [(str(at * at % 90), 50.0, 80.0 + 24 * at) for at in range(1, 29)],
        [(str(at), 50.0, 80.0 + 3 * at * at) for at in range(1, 16)],
        [(str(at), 300.0, 80.0 + 24 * at) for at in range(1, 29)],
    ],
    ids=["too few", "not counting", "not evenly spaced", "not at the edge"],
)
def test_other_columns_of_numbers_are_no_line_numbers(column: list[Placed]):
    text, pages = laid_out([[*column, *BODY]])
    furniture = find_furniture(text, pages)
    assert "line number" not in found(text, furniture)
    assert furniture.lines == ()


def test_running_heads_and_feet_come_back_page_after_page():
    pages = [
        [
            ("PELL V. BRAMBLE FERRY", 200, 50),
            *BODY,
            (f"COMPLAINT - {at}", 72, 740),
            ("14 HARBOR STREET, SUITE 4", 400, 750),
        ]
        for at in range(1, 8)
    ]
    text, layouts = laid_out(pages)
    reasons = found(text, find_furniture(text, layouts))
    assert reasons["running head"] == ["PELL V. BRAMBLE FERRY"] * 7
    assert reasons["running foot"][:2] == ["COMPLAINT - 1", "14 HARBOR STREET, SUITE 4"]
    assert len(reasons["running foot"]) == 14


def test_like_sentences_here_and_there_are_no_running_lines():
    pages = [
        [(f"Answer to ¶ {at} of many.", 72, 740 if at % 4 else 300), (f"word {at * 'x'}", 72, 90)]
        for at in range(1, 30)
        if at % 3
    ]
    pages = [[*page, (f"{n * 'y'} differs.", 72, 100)] for n, page in enumerate(pages, 1)]
    sparse = [
        [("Denied, with strict proof demanded.", 72, 740)] if n in (2, 9, 15, 24) else page
        for n, page in enumerate(pages)
    ]
    text, layouts = laid_out(sparse)
    assert "Denied, with strict proof demanded." not in {
        words for group in found(text, find_furniture(text, layouts)).values() for words in group
    }


@pytest.mark.parametrize(
    "printed",
    [
        ["1", "2", "3"],
        ["- 1 -", "- 2 -", "- 3 -"],
        ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"],
        ["iv", "v", "vi"],
        ["17", "18", "19"],
    ],
)
def test_page_numbers_count_with_the_pages(printed: list[str]):
    text, layouts = laid_out([[*BODY, (number, 300, 750)] for number in printed])
    assert found(text, find_furniture(text, layouts)) == {"page number": printed}


def test_numbers_that_do_not_count_with_the_pages_stay():
    text, layouts = laid_out([[*BODY, (number, 500, 750)] for number in ("40", "7", "91", "3")])
    assert found(text, find_furniture(text, layouts)) == {}


def test_the_clerks_stamp_is_a_block_in_the_corner():
    block: list[Placed] = [
        ("Court of Appeals", 420, 110),
        ("FILED", 450, 128),
        ("March 16, 2026", 430, 146),
        ("A. Quill, Clerk", 430, 166),
    ]
    text, layouts = laid_out([[*BODY, *block]])
    furniture = find_furniture(text, layouts)
    assert found(text, furniture) == {"clerk's stamp": [words for words, _, _ in block]}
    (filed,) = furniture.metadata
    assert (filed.field, filed.value) == ("filed", "2026-03-16")
    assert filed.span.of(text) == "March 16, 2026"


def test_text_up_the_margin_is_furniture_unless_the_page_is_turned():
    text, pages = laid_out([BODY])
    (side,) = laid_out([[("United States District Court", 20, 400)]], upright=False)[1][0].lines
    moved = PageLine(Span(len(text), len(text) + 28), 20, 30, 400, 10, upright=False)
    text += side.span.of("United States District Court")
    page = PageLayout(1, 612, 792, (*pages[0].lines, moved))
    assert found(text, find_furniture(text, [page])) == {
        "margin text": ["United States District Court"]
    }
    turned = laid_out([[("Every line runs up.", 20, 400), ("Up.", 40, 400)]], upright=False)
    assert find_furniture(*turned).zones == ()


WORDS = st.sampled_from(
    [
        "1",
        "2",
        "17",
        "Page 3 of 9",
        "FILED",
        "Case 1:20-cv-00001 Document 2 Filed 01/02/20 Page 1",
        "The ferry.",
        "HEAD",
        "March 3, 2020",
        "iv",
        "- 4 -",
        "Dockets.Justia.com",
    ]
)
PLACED = st.tuples(WORDS, st.floats(0, 600), st.floats(0, 792))


@given(st.lists(st.lists(PLACED, max_size=12), max_size=6))
def test_marks_are_in_order_and_do_not_overlap(pages: list[list[Placed]]):
    text, layouts = laid_out(pages)
    furniture = find_furniture(text, layouts)
    for before, after in zip(furniture.zones, furniture.zones[1:], strict=False):
        assert before.span.end <= after.span.start
    assert {line.span for line in furniture.lines}.isdisjoint(z.span for z in furniture.zones)
    assert all(span.end <= len(text) for span in (zone.span for zone in furniture.zones))
