"""Which column of a table says what, by the headings of the programs that people come from."""

import pytest

from casefile.table_columns import guess_of, guessed, headings, letter_of, sort_of
from casefile.table_records import TableSort
from importers.sniff import XLSX
from importers.source_text import Paragraph, SourceText, Span
from importers.tables import sheets_of

CHRONOLOGY, CAST = TableSort

KNOWN = [
    # CaseMap's facts, and TimeMap's
    (
        "Date & Time|Fact Text|Source(s)|Key|Status +|Linked Issues|Evaluation by Counsel",
        CHRONOLOGY,
        {"date": 0, "event": 1, "source": 2, "disputed": 4, "issues": 5},
    ),
    ("Date|Time|Text|Description", CHRONOLOGY, {"date": 0, "time": 1, "event": 2, "note": 3}),
    # our own reports
    (
        "Date: first day|Date|What the papers say|Kind|Disputed?|Other accounts|Source|Review",
        CHRONOLOGY,
        {"date": 1, "event": 2, "kind": 3, "disputed": 4, "source": 6, "review": 7},
    ),
    (
        "Name|Role|Kind|Office, part of|Also called|Speaks in|Named|First named|Review",
        CAST,
        {"name": 0, "role": 1, "kind": 2, "aliases": 4, "review": 8},
    ),
    # CaseMap's persons
    (
        "Full Name|Short Name|Role In Case|Type|Description|Linked Issues",
        CAST,
        {"name": 0, "aliases": 1, "role": 2, "kind": 3, "note": 4, "issues": 5},
    ),
    # what people make for themselves
    ("START DATE|End_Date|Event|Cite|Comments", CHRONOLOGY,
     {"date": 0, "until": 1, "event": 2, "source": 3, "note": 4}),
    ("Witness|A.K.A.|Notes", CAST, {"name": 0, "aliases": 1, "note": 2}),
]  # fmt: skip


def sheet(*rows):
    """Return the sheet of a workbook with these rows, cells parted by bars."""
    lines = [row.replace("|", "\t") for row in rows]
    text = "".join(f"{line}\n" for line in lines)
    paragraphs, at = [], 0
    for number, line in enumerate(lines, 1):
        if line:
            paragraphs.append(Paragraph(Span(at, at + len(line)), str(number)))
        at += len(line) + 1
    return sheets_of(SourceText(text, (), tuple(paragraphs)), XLSX)[0]


@pytest.mark.parametrize(("heads", "sort", "columns"), KNOWN)
def test_columns_are_told_by_their_headings(heads, sort, columns):
    found = guess_of(sheet("The case of Marrow", "", heads, "1|2|3|4"))
    assert found.sort is sort
    guess = found.columns[sort]
    assert guess.heading == 1  # of the rows that hold anything
    assert {field.value: at for field, at in guess.fields.items()} == columns


def test_days_and_long_words_tell_columns_without_headings():
    bare = sheet("A-1|3/7/2026|The berth was closed by the port", "A-2|May 2026|It opens again")
    guess = guessed(bare, CHRONOLOGY)
    assert (guess.heading, {each.value: at for each, at in guess.fields.items()}) == (
        None,
        {"date": 1, "event": 2},
    )
    assert sort_of(bare) is CHRONOLOGY
    assert headings(bare, None) == ("A", "B", "C")


def test_a_row_of_words_above_the_days_is_a_heading():
    guess = guessed(sheet("Bates|Happened|Told", "7|3/7/2026|The berth was closed"), CHRONOLOGY)
    assert (guess.heading, {each.value: at for each, at in guess.fields.items()}) == (
        0,
        {"date": 1, "event": 2},
    )


def test_names_alone_are_a_cast():
    assert sort_of(sheet("Oda Brandt|harbor master", "Ines Valdar|editor")) is CAST


def test_columns_have_a_spreadsheets_letters():
    assert [letter_of(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
