"""Machine pages as text: offsets, what of the file's own text stays, lines as if the page lay straight."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.machine_lines import turned
from importers.machine_page import MachinePage, MachineWord
from importers.machine_text import is_hard_to_read, pages_to_recognize, read_by_machine
from importers.page_lines import PageLine
from importers.pdf_pages import PageReading
from importers.redactions import Redaction
from importers.source_text import Page, PageSource, PageVerdict, SourceText, Span

EMPTY = PageReading("", 612, 792, (), 1.0)
STAMP = "Case 3:21-cv-00012 Document 4 Filed 05/06/21 Page 1 of 2"
STAMPED = PageReading(STAMP, 612, 792, (PageLine(Span(0, len(STAMP)), 72, 408, 30, 12),), 1.0)


def words(text: str, left: float, top: float, height: float = 12.0) -> tuple[MachineWord, ...]:
    made, at = [], left
    for word in text.split():
        right = at + 6 * len(word)
        made.append(MachineWord(word, (at, top, right, top + height), 0.9))
        at = right + 6
    return tuple(made)


def page(*lines: tuple[MachineWord, ...]) -> MachinePage:
    return MachinePage(1, "engine 1", lines)


def test_words_lie_at_their_spans():
    reading = read_by_machine(
        EMPTY, PageVerdict.SCAN, page(words("The old gate", 72, 100), words("was shut.", 72, 114))
    )
    assert reading.page.text == "The old gate\nwas shut."
    assert [word.span.of(reading.page.text) for word in reading.words] == [
        "The", "old", "gate", "was", "shut.",
    ]  # fmt: skip
    assert [line.span.of(reading.page.text) for line in reading.page.lines] == [
        "The old gate", "was shut.",
    ]  # fmt: skip


def test_a_stamp_stays_as_it_is_and_comes_first():
    machine = page(words("Case 3:2l-cv-00O12 Docurnent 4", 72, 20), words("The old gate", 72, 100))
    reading = read_by_machine(STAMPED, PageVerdict.STAMPED_SCAN, machine)
    assert reading.page.text == f"{STAMP}\nThe old gate"
    assert reading.page.lines[0] == STAMPED.lines[0]
    assert [word.span.of(reading.page.text) for word in reading.words] == ["The", "old", "gate"]


def test_gibberish_is_replaced_whole():
    covered = Redaction((Span(0, 3),))
    garbled = PageReading("7KH ROG", 612, 792, STAMPED.lines, 0.0, (covered, covered))
    reading = read_by_machine(garbled, PageVerdict.GARBLED, page(words("The old", 72, 100)))
    assert reading.page.text == "The old"
    assert len(reading.page.lines) == 1
    assert [redaction.spans for redaction in reading.page.redactions] == [(), ()], "still told of"


def test_nothing_found_leaves_the_stamp():
    reading = read_by_machine(STAMPED, PageVerdict.STAMPED_SCAN, page())
    assert reading.page.text.strip() == STAMP
    assert reading.words == ()


def test_wide_gaps_part_a_line():
    line = (
        *words("12", 40, 100),
        *words("She said nothing.", 80, 100),
        *words("Exhibit A", 420, 100),
    )
    reading = read_by_machine(EMPTY, PageVerdict.SCAN, page(line))
    assert reading.page.text == "12 She said nothing. Exhibit A"
    assert [one.span.of(reading.page.text) for one in reading.page.lines] == [
        "12",
        "She said nothing.",
        "Exhibit A",
    ]


def test_lines_of_one_type_have_one_size():
    heights = [12, 11.2, 13, 12.6, 11.5, 12.2, 8.4, 8.0, 8.8, 8.3]
    lines = [
        words("some words of a line here", 72, 100 + 14 * at, h) for at, h in enumerate(heights)
    ]
    printed = read_by_machine(EMPTY, PageVerdict.SCAN, page(*lines)).page.lines
    sizes = [line.size for line in printed]
    assert len(set(sizes[:5])) == 1
    assert len(set(sizes[7:])) == 1
    assert sizes[-1] < 0.8 * sizes[0], "footnotes are still told apart"


def test_a_skewed_page_is_measured_straight():
    slope = math.tan(math.radians(1.2))

    def fallen(line: tuple[MachineWord, ...]) -> tuple[MachineWord, ...]:
        made = []
        for word in line:
            left, top, right, bottom = word.box
            x, y = (left + right) / 2, (top + bottom) / 2
            box = (left - slope * y, top + slope * x, right - slope * y, bottom + slope * x)
            made.append(MachineWord(word.text, box, word.confidence))
        return tuple(made)

    lines = [
        fallen(words("a line that is long enough to tell by", 72, 100 + 14 * n)) for n in range(40)
    ]
    printed = read_by_machine(EMPTY, PageVerdict.SCAN, page(*lines)).page.lines
    lefts = [line.left for line in printed]
    assert max(lefts) - min(lefts) < 2
    gaps = [b.baseline - a.baseline for a, b in pairwise(printed)]
    assert max(gaps) - min(gaps) < 0.5


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_sideways_is_measured_upright(quarters):
    upright = [words("the first line of all", 72, 100), words("the second line", 72, 114)]
    width, height = (792, 612) if quarters % 2 else (612, 792)
    shown = [
        tuple(
            MachineWord(word.text, turned(word.box, 4 - quarters, width, height), 0.9)
            for word in line
        )
        for line in upright
    ]
    reading = read_by_machine(EMPTY, PageVerdict.SCAN, page(*shown))
    assert (reading.page.width, reading.page.height) == (width, height)
    first, second = reading.page.lines
    assert first.upright
    assert (first.left, second.left) == (72, 72)
    assert second.baseline - first.baseline == pytest.approx(14)
    assert reading.words[0].box == shown[0][0].box, "the words stay where they are shown"


def test_writing_up_the_margin_is_not_upright():
    margin = (
        MachineWord("QUILL", (20, 100, 32, 180), 0.9),
        MachineWord("LLP", (20, 60, 32, 95), 0.9),
    )
    body = [words("some words of a line", 72, 100 + 14 * at) for at in range(5)]
    printed = read_by_machine(EMPTY, PageVerdict.SCAN, page(*body, margin)).page.lines
    assert [line.upright for line in printed] == [True] * 5 + [False]


boxes = st.tuples(st.floats(0, 600), st.floats(0, 780), st.floats(1, 200), st.floats(1, 60))
word_texts = st.text(st.characters(exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=9)
machine_words = st.builds(
    lambda text, box: MachineWord(text, (box[0], box[1], box[0] + box[2], box[1] + box[3]), 0.5),
    word_texts,
    boxes,
)


@settings(max_examples=40)
@given(
    st.lists(st.lists(machine_words, min_size=1, max_size=6).map(tuple), max_size=8), st.booleans()
)
def test_spans_always_hold_their_words(lines, stamped):
    before = STAMPED if stamped else EMPTY
    verdict = PageVerdict.STAMPED_SCAN if stamped else PageVerdict.SCAN
    reading = read_by_machine(before, verdict, page(*lines))
    text = reading.page.text
    kept = [word.text for line in lines for word in line]
    got = [word.span.of(text) for word in reading.words]
    assert got == kept or (stamped and set(got) <= set(kept))
    starts = [word.span.start for word in reading.words]
    assert starts == sorted(starts)
    assert all(0 <= line.span.start < line.span.end <= len(text) for line in reading.page.lines)


def test_pages_to_recognize():
    verdicts = [
        (PageVerdict.TEXT, PageSource.DIGITAL),
        (PageVerdict.SCAN, PageSource.DIGITAL),
        (PageVerdict.STAMPED_SCAN, PageSource.OCR),
        (PageVerdict.STAMPED_SCAN, PageSource.DIGITAL),
        (PageVerdict.GARBLED, PageSource.REPAIRED),
        (PageVerdict.GARBLED, PageSource.DIGITAL),
        (PageVerdict.OCR_LAYER, PageSource.OCR),
        (PageVerdict.BLANK, PageSource.DIGITAL),
    ]
    pages = tuple(
        Page(number, str(number), Span(0, 0), source, verdict)
        for number, (verdict, source) in enumerate(verdicts, 1)
    )
    assert pages_to_recognize(SourceText("", pages)) == (2, 4, 6)


@pytest.mark.parametrize(
    ("engine", "confidence", "hard"),
    [
        ("rapidocr 3.10.0", 0.97, False),
        ("rapidocr 3.10.0", 0.9, True),
        ("tesseract 5.3.0", 0.9, False),
        ("tesseract 5.3.0", 0.6, True),
        ("some other engine", 0.9, True),
    ],
)
def test_each_engine_has_its_own_scale_of_confidence(engine, confidence, hard):
    line = tuple(
        MachineWord(word.text, word.box, confidence) for word in words("The old gate", 72, 100)
    )
    assert is_hard_to_read(MachinePage(1, engine, (line,))) is hard
    assert not is_hard_to_read(MachinePage(1, engine, ()))
