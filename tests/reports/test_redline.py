"""A comparison in words and as a redline in Word."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from docx import Document

from casefile import difference
from casefile.compared import Comparison
from casefile.records import VersionRow
from importers.source_text import Paragraph, SourceText, Span
from reports import redline
from reports.export import ReportFailure
from reports.redline import RunKind
from tests.casefile.rows import document_row

DAY = dt.date(2026, 4, 1)


def compared(first: str, second: str) -> Comparison:
    def source(text: str) -> SourceText:
        return SourceText(
            text,
            (),
            tuple(
                Paragraph(Span(*match.span()), match[1])
                for match in re.finditer(r"(?:(\d+)\. )?.+", text)
            ),
        )

    rows = document_row(1, short_name="Compl."), document_row(2, short_name="Am. Compl.")
    return difference.compare(rows[0], source(first), rows[1], source(second))


LAND = "The commission sold the land to a company of its own chairman."
BOAT = "The night boat was moved to the outer pier."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("He shall stop at once.", "He may stop at once.", "He [-shall-] {+may+} stop at once."),
        ("He did not stop at all.", "He did stop at all.", "He did[- not-] stop at all."),
        ("He did stop at all.", "He did not stop at all.", "He did {+not+} stop at all."),
        ("No. (JA) of the list", "No. (SMG) of the list", "No. ([-JA-]{+SMG+}) of the list"),
        ("ships, and boats and men", "ships and boats and men", "ships[-,-] and boats and men"),
        (
            "Old words of a man here",
            "New words of a man here",
            "[-Old-] {+New+} words of a man here",
        ),
        (BOAT, BOAT, BOAT),
    ],
)
def test_a_redline_reads_like_one_text(first: str, second: str, expected: str) -> None:
    (row,) = compared(first, second).paragraphs
    assert redline.plain_words(row) == expected


def test_a_paragraph_of_one_paper_alone() -> None:
    rows = compared(LAND, BOAT).paragraphs
    assert [redline.plain_words(row) for row in rows] == ["[-" + LAND + "-]", "{+" + BOAT + "+}"]


def test_a_redline_without_what_went_out_is_the_second_paper() -> None:
    first, second = f"1. {LAND} It rained all day.", f"1. {LAND} All day long, it snowed."
    (row,) = compared(first, second).paragraphs
    kept = "".join(run.text for run in redline.runs(row) if run.kind is not RunKind.REMOVED)
    assert " ".join(kept.split()) == second


def test_counts_in_words() -> None:
    comparison = compared(f"1. {LAND}\n2. {BOAT}", f"1. It rained.\n2. {LAND}\n3. {BOAT}")
    assert redline.summary(comparison) == "1 paragraph added, 2 renumbered"
    assert redline.summary(compared(LAND, LAND)) == "No word differs"
    assert redline.paragraph_words(comparison.paragraphs[2]) == "¶ 2 → ¶ 3"
    shown = "\n".join(redline.lines(comparison))
    assert "Compl. → Am. Compl.: 1 paragraph added" in shown
    assert BOAT not in shown


def test_word_file_strikes_and_underlines() -> None:
    comparison = compared(f"1. {LAND}\n2. He shall stop.", f"1. {LAND}\n2. He may stop.\x02")
    made = Document(io.BytesIO(redline.to_word(comparison, "Marrow v. Tidewater", DAY)))
    runs = [run for paragraph in made.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["In Compl. alone", "shall"]
    assert [run.text for run in runs if run.font.underline] == ["in Am. Compl. alone", "may"]
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Am. Compl. compared with Compl." in text
    assert "1 paragraph changed." in text
    assert "[changed: ¶ 2] 2. He shall may stop." in text
    assert LAND in text


def test_only_word_is_written(tmp_path: Path) -> None:
    comparison = compared(LAND, BOAT)
    with pytest.raises(ReportFailure, match=r"\.docx"):
        redline.export_redline(comparison, "x", tmp_path / "redline.pdf")
    redline.export_redline(comparison, "x", tmp_path / "redline.docx")
    assert (tmp_path / "redline.docx").stat().st_size > 1000
    assert len(list(tmp_path.iterdir())) == 1


def test_versions_newest_first() -> None:
    new, old = (
        document_row(2, short_name="Am. Compl.", filed=DAY),
        document_row(1, short_name="Compl."),
    )
    assert list(redline.version_lines(((VersionRow(new, 0.9), VersionRow(old, None)),))) == [
        "   2  Am. Compl.: Paper 2.pdf, Apr. 1, 2026",
        "     1  Compl.: Paper 1.pdf",
    ]
