"""Labels are counted as Word counts them: formats, levels, restarts, overrides, styles."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from importers.word_numbering import Numbering, in_letters, in_words, roman

NS = nsdecls("w")


def level(at: int, kind: str, text: str, *, start: int = 1, extra: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{kind}'/>{extra}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def numbering(
    levels: str, nums: str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
) -> Numbering:
    root = parse_xml(
        f"<w:numbering {NS}><w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>{nums}</w:numbering>"
    )
    return Numbering.of(root, None)


def paragraph(at: int = 0, num: str = "1"):
    return parse_xml(
        f"<w:p {NS}><w:pPr><w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{num}'/></w:numPr></w:pPr></w:p>"
    )


def labels(counter: Numbering, *places: int | tuple[int, str]) -> list[str | None]:
    asked = [paragraph(*(place if isinstance(place, tuple) else (place,))) for place in places]
    found = [counter.label(each) for each in asked]
    return [label.text if label else None for label in found]


FORMATS = [
    ("decimal", ["1.", "2."]),
    ("decimalZero", ["01.", "02."]),
    ("upperRoman", ["I.", "II."]),
    ("lowerLetter", ["a.", "b."]),
    ("ordinal", ["1st.", "2nd."]),
    ("cardinalText", ["One.", "Two."]),
    ("ordinalText", ["First.", "Second."]),
    ("none", [".", "."]),
    ("someFutureFormat", ["1.", "2."]),
]


@pytest.mark.parametrize(("kind", "expected"), FORMATS)
def test_formats(kind, expected):
    assert labels(numbering(level(0, kind, "%1.")), 0, 0) == expected


def test_bullets():
    assert labels(numbering(level(0, "bullet", "\uf0b7")), 0) == ["•"]


def test_levels_count_within_each_other_and_restart():
    scheme = level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%1.%2)")
    assert labels(numbering(scheme), 0, 1, 1, 0, 1) == ["I.", "I.a)", "I.b)", "II.", "II.a)"]


def test_skipped_levels_are_counted_from_their_start():
    scheme = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2", start=17)
    assert labels(numbering(scheme), 1, 1) == ["1.17", "1.18"]


def test_legal_style_numbers_are_decimal():
    scheme = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", extra="<w:isLgl/>")
    assert labels(numbering(scheme), 0, 1) == ["I.", "1.1"]


def test_start_override_counts_anew_and_the_plain_instance_goes_on():
    nums = (
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
    )
    counter = numbering(level(0, "decimal", "%1."), nums)
    assert labels(counter, (0, "1"), (0, "2"), (0, "2"), (0, "1")) == ["1.", "5.", "6.", "7."]


def test_no_label_for_number_zero_unknown_instances_and_plain_paragraphs():
    counter = numbering(level(0, "decimal", "%1."))
    assert labels(counter, (0, "0"), (0, "99")) == [None, None]
    assert counter.label(parse_xml(f"<w:p {NS}/>")) is None
    assert Numbering.of(None, None).label(paragraph()) is None


def test_numbers_through_styles():
    styles = parse_xml(
        f"<w:styles {NS}><w:style w:type='paragraph' w:styleId='Child'><w:basedOn w:val='Parent'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Parent'>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>"
    )
    root = parse_xml(
        f"<w:numbering {NS}><w:abstractNum w:abstractNumId='0'>{level(0, 'decimal', '%1.')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    counter = Numbering.of(root, styles)
    styled = parse_xml(f"<w:p {NS}><w:pPr><w:pStyle w:val='Child'/></w:pPr></w:p>")
    assert [counter.label(styled).text for _ in range(2)] == ["1.", "2."]


def test_suffix():
    counter = numbering(level(0, "decimal", "%1.", extra="<w:suff w:val='space'/>"))
    assert counter.label(paragraph()).suffix == " "


def test_written_numbers():
    assert [roman(n) for n in (4, 9, 14, 40, 1994)] == ["IV", "IX", "XIV", "XL", "MCMXCIV"]
    assert [in_letters(n) for n in (1, 26, 27, 52, 53, 0)] == ["A", "Z", "AA", "ZZ", "AAA", ""]
    assert [in_words(n) for n in (0, 13, 20, 42, 100)] == [
        "Zero",
        "Thirteen",
        "Twenty",
        "Forty-two",
        "100",
    ]
