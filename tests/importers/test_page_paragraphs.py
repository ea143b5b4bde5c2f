"""Where a PDF's paragraphs begin, told from made papers with every usual layout."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document import ImportContext
from importers.furniture import find_furniture
from importers.page_lines import PageLayout, PageLine
from importers.page_paragraphs import page_paragraphs
from importers.pdf import PdfImporter
from importers.source_text import SourceText, Span, Zone

FULL = "The ferry left the harbor at noon and reached the far shore well after dark that"
REST = "day, as the log of the pilot says."
SHORT = "Nobody was told."


@pytest.fixture
def source(drawn) -> Callable[..., SourceText]:
    """Return a reader of made papers: a page is a list of (text, left, baseline from top, size)."""

    def make(*pages: Sequence[tuple[str, float, float, float]]) -> SourceText:
        def drawing(page):
            def draw(canvas):
                for words, left, baseline, size in page:
                    canvas.setFont("Times-Roman", size)
                    if left < 0:
                        canvas.drawCentredString(306, 792 - baseline, words)
                    else:
                        canvas.drawString(left, 792 - baseline, words)

            return draw

        content = drawn(*map(drawing, pages))
        document = PdfImporter().read(content, ImportContext("paper.pdf"))
        document.source.validate()
        return document.source

    return make


def told(source: SourceText) -> list[tuple[str, str | None, str]]:
    return [
        (item.zone.value, item.number, " ".join(item.span.of(source.text).split()))
        for item in source.paragraphs
    ]


def stacked(lines, top=100, pitch=28, size=12):
    """Place (text, left) pairs under each other; a left edge of -1 means centred."""
    return [(words, left, top + at * pitch, size) for at, (words, left) in enumerate(lines)]


def test_a_double_spaced_complaint_breaks_at_indents_only(source):
    lines = [("NATURE OF THE ACTION", -1)]
    for number in (1, 2, 3):
        lines += [(f"{number}. {FULL}", 108), (f"{FULL} same", 72), (REST, 72)]
    found = told(source(stacked(lines)))
    assert [(zone, number) for zone, number, _ in found] == [
        ("heading", None),
        ("body", "1"),
        ("body", "2"),
        ("body", "3"),
    ]
    assert found[1][2] == f"1. {FULL} {FULL} same {REST}"


def test_single_spaced_paragraphs_part_at_gaps(source):
    page, at = [], 100
    for number in (1, 2, 3):
        for words in (f"{number}. {FULL}", f"{FULL} same", REST):
            page.append((words, 72, at, 12))
            at += 14
        at += 12
    assert [number for _, number, _ in told(source(page))] == ["1", "2", "3"]


def test_paragraphs_part_where_the_next_word_had_room(source):
    lines = [(FULL, 72), (SHORT, 72), (f"Later {FULL}", 72), (f"{FULL} again", 72), (REST, 72)]
    found = [words for _, _, words in told(source(stacked(lines)))]
    assert found == [f"{FULL} {SHORT}", f"Later {FULL} {FULL} again {REST}"]


def test_a_paragraph_runs_over_a_page_break_and_its_furniture(source):
    stamp = "Case 2:26-cv-00123-ABC Document 1 Filed 03/04/26 Page {} of 2"
    first = [*stacked([(f"1. {FULL}", 108), (f"{FULL} same", 72)], top=600), ("1", 300, 760, 12)]
    second = [*stacked([(f"{FULL} later", 72), (REST, 72), (f"2. {FULL}", 108), (REST, 72)])]
    second += [("3. Then it sank.", 108, 400, 12), ("2", 300, 760, 12)]
    made = source([*first, (stamp.format(1), 72, 20, 10)], [*second, (stamp.format(2), 72, 20, 10)])
    numbered = [item for item in made.paragraphs if item.number]
    assert [item.number for item in numbered] == ["1", "2", "3"]
    place = made.locate(numbered[0].span)
    assert (place.first_page.number, place.last_page.number) == (1, 2)
    inside = [zone.reason for zone in made.zones if numbered[0].span.contains(zone.span)]
    assert inside == ["page number", "e-filing stamp"]


def test_a_full_page_that_ends_a_sentence_lets_the_next_begin(source):
    first = stacked([(FULL, 72), (f"{FULL} sank.", 72), (SHORT, 72)], top=600)
    second = stacked([("Another matter began in the " + FULL[:40], 108), (FULL, 72), (REST, 72)])
    assert len(source(first, second).paragraphs) == 2


def test_block_quotes_stand_in_from_both_edges(source):
    quote = FULL[:60].strip()
    page = stacked([(f"1. {FULL}", 108), ("day. He wrote:", 72)])
    page += stacked([(quote, 144), (quote, 144), (quote, 144)], top=160, pitch=14)
    page += stacked([(f"2. {FULL}", 108), (REST, 72), (f"3. {FULL}", 108), (REST, 72)], top=216)
    found = told(source(page))
    assert [(zone, number) for zone, number, _ in found] == [
        ("body", "1"),
        ("block quote", "1"),
        ("body", "2"),
        ("body", "3"),
    ]
    assert found[1][2] == f"{quote} {quote} {quote}"


def test_footnotes_are_small_type_at_the_foot(source):
    body = stacked([(FULL, 108), (FULL, 72), (FULL, 72), (FULL, 72)], top=500)
    notes = [
        ("1 The pier is the old one,", 72, 700, 9),
        ("as everybody knows.", 72, 711, 9),
        ("2 Id.", 72, 722, 9),
    ]
    second = stacked([(FULL, 72), (REST, 72)])
    made = source([*body, *notes], second)
    (paragraph,) = made.paragraphs
    assert paragraph.span.end == len(made.text)
    marked = [zone.span.of(made.text) for zone in made.zones if zone.zone is Zone.FOOTNOTE]
    assert marked == ["1 The pier is the old one,\nas everybody knows.", "2 Id."]


def test_a_footnote_after_a_finished_paragraph_is_a_paragraph(source):
    page = [*stacked([(FULL, 108), (FULL, 72), (REST, 72)]), ("* See the log.", 72, 700, 9)]
    assert told(source(page))[-1] == ("footnote", None, "* See the log.")


def test_a_stamp_between_the_lines_of_a_footnote_is_not_part_of_it(source):
    body = stacked([(FULL, 108), (FULL, 72), (FULL, 72), (FULL, 72)], top=500)
    stamp = "Case 2:26-cv-00123-ABC Document 1 Filed 03/04/26 Page 1 of 2"
    notes = [("1 The pier is the old", 72, 700, 9), (stamp, 72, 780, 9), ("one.", 72, 711, 9)]
    made = source([*body, *notes], stacked([(FULL, 72), (REST, 72)]))
    marked = [(zone.zone, zone.span.of(made.text).strip()) for zone in made.zones]
    assert marked == [
        (Zone.FOOTNOTE, "1 The pier is the old"),
        (Zone.PAGE_FURNITURE, stamp),
        (Zone.FOOTNOTE, "one."),
    ]


def test_small_type_higher_up_is_no_footnote(source):
    page = [("1 Quill Street, New Haven", 72, 80, 9), *stacked([(FULL, 72)] * 6 + [(REST, 72)])]
    assert "footnote" not in {zone for zone, _, _ in told(source(page))}


def test_hanging_list_entries_stay_whole(source):
    lines = [("a.  Awarding damages for the loss of the ferry and of the time that it took to", 72)]
    lines += [("raise it;", 100), ("b.  Awarding costs.", 72)]
    found = [words for _, _, words in told(source(stacked(lines, pitch=14)))]
    assert len(found) == 2
    assert found[0].endswith("to raise it;")


def test_a_two_column_caption_keeps_its_blocks(source):
    page = [
        ("UNITED STATES DISTRICT COURT", -1, 80, 12),
        ("DISTRICT OF NEW HAVEN", -1, 94, 12),
        ("ADA PELL, a person of the", 72, 140, 12),
        ("town of New Haven,", 72, 154, 12),
        ("Plaintiff,", 120, 182, 12),
        ("v.", 90, 210, 12),
        ("BRAMBLE FERRY COMPANY,", 72, 238, 12),
        ("Defendant.", 120, 266, 12),
        ("Case No. 2:26-cv-00123", 330, 160, 12),
        ("COMPLAINT", 330, 200, 12),
        *stacked([("Plaintiff Ada Pell, by her attorneys, alleges:", 108)], top=320),
        *stacked([(f"{at}. {SHORT}", 108) for at in (1, 2, 3)], top=350),
    ]
    found = told(source(page))
    assert [zone for zone, _, _ in found] == ["caption"] * 9 + ["body"] * 4
    assert found[2][2] == "ADA PELL, a person of the town of New Haven,"
    assert [number for _, number, _ in found[-3:]] == ["1", "2", "3"]


def test_a_transcript_parts_at_its_turns(source):
    said = ["Q. Did you see the ferry leave the harbor, sir?", "A. I did. It left at noon."]
    said += ["MR. QUILL: Objection to form.", f"THE WITNESS: {FULL[:70].strip()}"]
    page = []
    for at in range(25):
        left = 100 if at % 5 == 4 else 136
        words = (
            "dark, or so I was told by one or two of the passengers."
            if at % 5 == 4
            else said[at % 5]
        )
        page += [(f"{at + 1:2d}", 60, 92 + 24 * at, 12), (words, left, 92 + 24 * at, 12)]
    made = source(page)
    assert len(made.lines) == 25
    found = [words for _, _, words in told(made)]
    assert len(found) == 20
    assert found[3].endswith("the passengers.")
    assert made.locate(made.paragraphs[3].span).last_line == 5


WORDS = st.sampled_from(
    [
        *(FULL, REST, SHORT, f"1. {FULL}", "2. Two.", "v.", "UNITED STATES DISTRICT COURT"),
        *("1", "COUNT I", "Plaintiff,", "* See the log.", "/s/ Ada Quill", "Q. Why?", " "),
        *("ORDER", "a. b", "Case 1:20-cv-00001 Document 2 Filed 01/02/20 Page 1 of 9"),
    ]
)
LINES = st.lists(
    st.tuples(
        WORDS, st.sampled_from([72, 108, 144, 320]), st.integers(0, 790), st.sampled_from([9, 12])
    ),
    max_size=14,
)


@given(st.lists(LINES, max_size=4), st.booleans())
def test_no_word_is_left_out_wherever_it_stands(pages, sorted_down):
    text, layouts = "", []
    for number, page in enumerate(pages, 1):
        lines = []
        for words, left, baseline, size in sorted(page, key=lambda line: line[2] * sorted_down):
            span = Span(len(text), len(text) + len(words))
            if words.strip():
                right = left + 0.45 * size * len(words)
                lines.append(PageLine(span, left, right, baseline, size))
            text += words + "\n"
        layouts.append(PageLayout(number, 612.0, 792.0, tuple(lines)))
    furniture = find_furniture(text, layouts)
    paragraphs, notes = page_paragraphs(text, layouts, furniture.zones)
    zones = tuple(sorted([*furniture.zones, *notes], key=lambda zone: zone.span))
    source = SourceText(text, (), paragraphs, zones, furniture.lines)
    source.validate()
    covered = {
        at
        for span in [*(item.span for item in paragraphs), *(zone.span for zone in zones)]
        for at in range(span.start, span.end)
    }
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)


def column(words: str, count: int, left: float) -> list[tuple[str, float, float, float]]:
    return stacked([(f"{words} line {at} of it", left) for at in range(count)], pitch=14)


def test_a_paragraph_goes_on_in_the_next_column(source):
    page = column("The left one is a full", 24, 72) + column("And the right one", 1, 320)
    page += column("the right one is as full", 24, 320)[1:]
    made = source(page)
    (paragraph,) = made.paragraphs
    assert len(paragraph.span) > len(made.text) - 2


def test_columns_part_at_their_own_indents(source):
    page = column("The left one is a full", 24, 72)
    right = column("the right one is as full", 24, 320)
    right[12] = ("Then another one began, ind", 338, right[12][2], 12)
    found = told(source(page + right))
    assert len(found) == 2
    assert found[1][2].startswith("Then another")
