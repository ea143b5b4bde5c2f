"""What changed between two papers; layout is no change, and every span is exact."""

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from casefile import alignment, difference
from casefile.alignment import equal_blocks, pair_paragraphs
from casefile.compared import ComparedParagraph, Comparison, DifferenceKind
from casefile.errors import NothingToCompare
from casefile.paper_words import paper
from importers.document import ImportContext
from importers.registry import read_file
from importers.source_text import (
    Page,
    PageSource,
    PageVerdict,
    Paragraph,
    SourceText,
    Span,
    Zone,
    ZoneSpan,
)
from tests.casefile.rows import document_row
from tests.counting import steps_of

SAME, CHANGED = DifferenceKind.SAME, DifferenceKind.CHANGED
MOVED, RENUMBERED = DifferenceKind.MOVED, DifferenceKind.RENUMBERED
ADDED, REMOVED = DifferenceKind.ADDED, DifferenceKind.REMOVED


def source(text: str) -> SourceText:
    """One paragraph for each stretch between blank lines; "12. " in front pleads it."""
    found = []
    for match in re.finditer(r"\S(?:.|\n(?!\n))*", text):
        number = re.match(r"(\d+[a-z]?)\. ", match.group())
        found.append(Paragraph(Span(*match.span()), number[1] if number else None))
    return SourceText(text, (), tuple(found))


def compared(first: str | SourceText, second: str | SourceText) -> Comparison:
    one, two = (source(each) if isinstance(each, str) else each for each in (first, second))
    return difference.compare(document_row(1), one, document_row(2), two)


def kinds(comparison: Comparison) -> list[DifferenceKind]:
    return [row.kind for row in comparison.paragraphs]


def marked(row: ComparedParagraph) -> tuple[list[str], list[str]]:
    return (
        [span.of(row.first.text) for span in row.marks(second=False)] if row.first else [],
        [span.of(row.second.text) for span in row.marks(second=True)] if row.second else [],
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The berth was closed.", "The berth\nwas   closed."),
        ("the harbour master wrote", "the har-\nbour master wrote"),
        ("the harbour master wrote", "the har\ufffebour master wrote"),
        ("a well-known pilot", "a well-\nknown pilot"),
        ("the inter-state ferry", "the inter\u00ad\nstate ferry"),
        ("“Closed,” said the pilot’s wife.", '"Closed," said the pilot\'s wife.'),
        ("pages 3–7 — all of them", "pages 3-7 -- all of them"),
        ("Signed ____________", "Signed ____"),
        ("Parties ............ 3", "Parties . . . . . 3"),
        ("He said … nothing", "He said . . . nothing"),
        ("the ﬁnal\u00a0ﬂight", "the final flight"),
        ("paid █████ to", "paid ██ to"),
        ("non‑breaking", "non-breaking"),
    ],
)
def test_layout_is_no_change(first: str, second: str) -> None:
    assert kinds(compared(first, second)) == [SAME]
    assert kinds(compared(second, first)) == [SAME]


@pytest.mark.parametrize(
    ("first", "second", "removed", "added"),
    [
        ("The ferry shall stop.", "The ferry may stop.", ["shall"], ["may"]),
        ("He owes $500 now.", "He owes $5,000 now.", ["500"], ["5,000"]),
        ("the Agreement of May 2", "the agreement of May 2", ["Agreement"], ["agreement"]),
        ("ships, and boats are barred", "ships and boats are barred", [","], []),
        ("he paid 3.50 in all", "he paid 350 in all", ["3.50"], ["350"]),
        ("of A, B and C, D and E", "of A, B and C and E", [", D"], []),
        ("by A, B, C, and A, B, C", "by A, C, and A, C", ["B,", "B,"], []),
        ("the mayor did know of it", "the mayor did not know of it", [], ["not"]),
        ("by A, B, C and D alone", "by A, C and D alone", ["B,"], []),
        ("he will re-sign the lease", "he will resign the lease", ["re-sign"], ["resign"]),
        ("bound by 12 § 3 of it", "bound by 12 § 4 of it", ["3"], ["4"]),
    ],
)
def test_what_a_lawyer_changes_is_told_to_the_word(
    first: str, second: str, removed: list[str], added: list[str]
) -> None:
    (row,) = compared(first, second).paragraphs
    assert row.kind is CHANGED
    assert marked(row) == (removed, added)


LAND = "12. The commission sold the land to a company that its own chairman had founded."
BOAT = "13. The night boat was then moved to the outer pier without a word to its crew."
MAIL = "14. On March 2 the clerk wrote to counsel that no hearing would be held at all."


def test_a_sentence_of_other_words_is_replaced_whole() -> None:
    """The "the" and "of" that two sentences share by chance are no agreement."""
    (row,) = compared(
        f"{LAND} The captain of the ship left the port of Tern in great haste.",
        f"{LAND} Nobody knew the name of a witness when counsel asked for one.",
    ).paragraphs
    assert len(row.marks(second=False)) == 1
    assert row.pieces[0].same


def test_a_new_paragraph_renumbers_what_follows_and_changes_nothing() -> None:
    new = "13. Nobody had been asked."
    comparison = compared(
        f"{LAND}\n\n{BOAT}\n\n{MAIL}",
        f"{LAND}\n\n{new}\n\n{BOAT.replace('13', '14')}\n\n{MAIL.replace('14', '15')}",
    )
    assert kinds(comparison) == [SAME, ADDED, RENUMBERED, RENUMBERED]
    row = comparison.paragraphs[2]
    assert row.first and row.second
    assert (row.first.number, row.second.number) == ("13", "14")
    assert all(piece.same for piece in row.pieces)
    assert comparison.counts[RENUMBERED] == 2


def test_a_paragraph_that_stands_elsewhere_is_moved() -> None:
    tail = "15. It rained."
    comparison = compared(
        f"{LAND}\n\n{BOAT}\n\n{MAIL}\n\n{tail}", f"{BOAT}\n\n{MAIL}\n\n{tail}\n\n{LAND}"
    )
    assert kinds(comparison) == [SAME, SAME, SAME, MOVED]
    assert marked(comparison.paragraphs[3]) == ([], [])


def test_a_removed_paragraph_stands_at_its_place() -> None:
    comparison = compared(f"{LAND}\n\n{BOAT}\n\n{MAIL}", f"{LAND}\n\n{MAIL}")
    assert kinds(comparison) == [SAME, REMOVED, SAME]
    assert comparison.paragraphs[1].second is None


def test_a_paragraph_split_in_two_keeps_its_words() -> None:
    whole = f"{LAND} Its price was never made known to the council. {BOAT[4:]}"
    head, tail = whole.split(" Its price")
    comparison = compared(f"{whole}\n\n{MAIL}", f"{head}\n\nIts price{tail}\n\n{MAIL}")
    assert kinds(comparison) == [SAME, SAME]
    assert kinds(compared(f"{head}\n\nIts price{tail}\n\n{MAIL}", f"{whole}\n\n{MAIL}")) == [
        SAME,
        SAME,
    ]
    second = comparison.paragraphs[0].second
    assert second and second.text == f"{head}\nIts price{tail}"


def test_headings_of_few_words_are_paired_with_their_like() -> None:
    comparison = compared(f"FIRST CAUSE OF ACTION\n\n{LAND}", f"SECOND CAUSE OF ACTION\n\n{LAND}")
    assert kinds(comparison) == [CHANGED, SAME]
    assert marked(comparison.paragraphs[0]) == (["FIRST"], ["SECOND"])


def test_boilerplate_that_returns_is_paired_in_order() -> None:
    again = "Plaintiff repeats every allegation made above as if set forth in full again."
    first = "\n\n".join(itertools.chain(*((f"Count {at}", again) for at in range(30))))
    second = "\n\n".join(itertools.chain(*((f"Count {at}", again) for at in range(30) if at != 7)))
    assert compared(first, second).counts == {SAME: 58, REMOVED: 2}


def test_furniture_in_the_middle_of_a_sentence_is_not_compared() -> None:
    text = "The harbour was closed to all\nCase 1:26-cv-01 Page 7\nboats that night."
    start = text.index("Case")
    stamped = SourceText(
        text,
        (),
        (Paragraph(Span(0, len(text))),),
        (ZoneSpan(Span(start, start + 22), Zone.PAGE_FURNITURE, "stamp"),),
    )
    comparison = compared("The harbour was closed to all boats that night.", stamped)
    assert kinds(comparison) == [SAME]
    assert comparison.share == 1.0


def test_covered_words_stay_covered() -> None:
    text = "The informant was Peter Quill of Tern."
    start = text.index("Peter")
    covered = SourceText(
        text, (), (Paragraph(Span(0, len(text))),), redactions=(Span(start, start + 11),)
    )
    (row,) = compared(covered, text).paragraphs
    assert row.first and "Quill" not in row.first.text
    assert marked(row)[1] == ["Peter Quill"]


@pytest.mark.parametrize(("first", "second"), [("", LAND), (LAND, " \n"), ("", "")])
def test_a_paper_without_a_word_is_not_compared(first: str, second: str) -> None:
    """Everything in the other one would seem to be new."""
    with pytest.raises(NothingToCompare, match="no readable text to compare"):
        compared(first, second)


def test_papers_that_share_nothing() -> None:
    comparison = compared(LAND, "Nothing else.")
    assert kinds(comparison) == [REMOVED, ADDED]
    assert comparison.share == 0.0


def test_pages_that_nothing_has_read_are_told() -> None:
    """What stands on them would seem to be gone."""
    text = f"{LAND}\f\f"
    scan, read = PageVerdict.SCAN, PageSource.OCR

    def pages(*origins: PageSource) -> SourceText:
        ends = [0, len(LAND) + 1, len(text)]
        made = [Page(1, "1", Span(0, ends[1]))]
        made += [
            Page(at, str(at), Span(ends[1] if at == 2 else ends[2], ends[2]), origin, scan)
            for at, origin in enumerate(origins, 2)
        ]
        return SourceText(text, tuple(made), (Paragraph(Span(0, len(LAND)), "12"),))

    unread = pages(PageSource.DIGITAL, PageSource.DIGITAL)
    assert compared(unread, pages(read)).notices == (
        "Pages 2 and 3 of Paper 1 have no readable text and could not be compared: have them read by "
        "machine, or look at them.",
    )
    assert (
        compared(LAND, pages(PageSource.DIGITAL)).notices[0].startswith("Page 2 of Paper 2 has no")
    )


WORDS = st.lists(
    st.sampled_from(["a", "b", "c", "d", "e,", "f-g", "“h”", "12", "the", "of", "boats"]),
    min_size=1,
    max_size=9,
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=8).map("\n\n".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_lead_from_the_first_paper_to_the_second(first: str, second: str) -> None:
    one, two = source(first), source(second)
    comparison = compared(one, two)
    kept: dict[bool, list[str]] = {False: [], True: []}
    for row in comparison.paragraphs:
        for piece in row.pieces:
            ours = words(row.first.text if row.first else "", piece.first)
            theirs = words(row.second.text if row.second else "", piece.second)
            assert ours == words(one.text, piece.first_place)
            assert theirs == words(two.text, piece.second_place)
            assert (ours == theirs) or not piece.same
            kept[True] += theirs
            if row.kind is not MOVED:
                kept[False] += ours
    assert kept[True] == list(paper(two).all_keys())
    if MOVED not in comparison.counts:
        assert kept[False] == list(paper(one).all_keys())


def words(text: str, span: Span | None) -> list[str]:
    return paper(source(span.of(text).replace("\n\n", "\n"))).all_keys() if span else []


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=7), st.lists(WORDS, max_size=7))
def test_every_paragraph_of_both_papers_is_told_once(
    first: list[list[str]], second: list[list[str]]
) -> None:
    rows = pair_paragraphs(first, second)
    assert sorted(at for row in rows for at in row.first) == list(range(len(first)))
    assert [at for row in rows for at in row.second] == list(range(len(second)))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from("abcdef"), max_size=60),
    st.lists(st.sampled_from("abcdef"), max_size=60),
)
def test_blocks_are_equal_and_in_order(first: list[str], second: list[str]) -> None:
    one = two = 0
    for block in equal_blocks(first, second):
        assert block.first >= one and block.second >= two and block.length
        one, two = block.first + block.length, block.second + block.length
        assert first[block.first : one] == second[block.second : two]


def test_long_rows_of_words_are_cut_at_what_both_have_once() -> None:
    first = [f"w{at % 997}x{at}" for at in range(60_000)]
    second = [*first[:20_000], "new", *first[20_500:]]
    blocks = equal_blocks(first, second)
    assert [(block.first, block.second, block.length) for block in blocks] == [
        (0, 0, 20_000),
        (20_500, 20_001, 39_500),
    ]


@pytest.mark.parametrize("changed", [0, 50])
def test_the_work_of_aligning_grows_with_the_words(changed: int) -> None:
    def steps(length: int) -> int:
        first = [f"w{at % 997}x{at}" for at in range(length)]
        second = [
            f"new {word}" if changed and not at % changed else word for at, word in enumerate(first)
        ]
        second[length // 3 : length // 3 + 500] = ["new"]
        return steps_of(lambda: equal_blocks(first, second))

    shorter, longer = steps(6_000), steps(12_000)  # the double, not four times as much
    assert longer < 2.3 * shorter


def test_words_are_aligned_in_small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is aligned without anchors costs the product of both lengths: it must never be two long rows."""
    tables: list[int] = []

    def opcodes(one: list[str], two: list[str], /) -> object:
        tables.append(len(one) * len(two))
        return real(one, two)

    real = Indel.opcodes
    monkeypatch.setattr(Indel, "opcodes", opcodes)
    first = [f"w{at % 997}x{at}" for at in range(60_000)]
    second = [f"new {word}" if at % 50 == 0 else word for at, word in enumerate(first)]
    equal_blocks(first, second)
    assert len(tables) >= 1_000
    assert sum(tables) < 20 * len(first)


def test_two_amended_complaints_paragraph_by_paragraph(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        read_file(path, ImportContext(path.name)).source
        for path in sorted(
            (shared / "documents" / "pleadings").glob("iqbal-*-amended-complaint.pdf")
        )
    )
    pairs: list[int] = []

    def similarity(one: Sequence[str], two: Sequence[str]) -> float:
        pairs.append(len(one) * len(two))
        return real(one, two)

    real = alignment._similarity
    monkeypatch.setattr(alignment, "_similarity", similarity)
    comparison = compared(first, second)
    # Of more than 80,000 pairs only those of one gap, or that share rare words, are read word by word.
    assert 0 < len(pairs) < 2 * len(comparison.paragraphs)
    assert comparison.counts[SAME] > 280
    assert comparison.counts[REMOVED] == 0
    assert comparison.counts[CHANGED] <= 24
    changed = {
        row.second.number: marked(row)
        for row in comparison.paragraphs
        if row.kind is CHANGED and row.second and row.second.number
    }
    assert changed["173"] == (["ZENK,"], [])
    assert changed["253"] == (["1"], ["2"])
    added = [row.second.number for row in comparison.paragraphs if row.kind is ADDED and row.second]
    assert [number for number in added if number] == [str(at) for at in range(271, 285)]
