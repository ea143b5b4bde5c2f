"""Stamps and page numbers of papers that were saved as text."""

import pytest

from importers.source_text import Span, Zone
from importers.text_furniture import page_furniture

STAMPS = [
    (
        "Case 2:26-cv-00077-ABC   Document 1   Filed 03/12/26   Page 1 of 7    PageID #: 1",
        "2026-03-12",
    ),
    ("Case: 26-1507 Document: 00117 Page: 1 Date Filed: 01/02/2026 Entry ID: 63", "2026-01-02"),
    ("Case 2:26-cv-00077 ECF No. 3 filed 12/31/25", "2025-12-31"),
]


@pytest.mark.parametrize(("line", "filed"), STAMPS)
def test_stamps(line, filed):
    text = f"{line}\n\nThe board never asked.\n{line}\n"
    zones, values = page_furniture(text, [])
    assert [zone.span.of(text) for zone in zones] == [line, line]
    assert {zone.zone for zone in zones} == {Zone.PAGE_FURNITURE}
    found = {value.field: value for value in values}
    assert found["filed"].value == filed
    assert found["docket_number"].span.of(text) == found["docket_number"].value
    assert found["filed"].span.of(text) in line


NO_STAMPS = [
    "In Case 2:26-cv-00077, Document 1 was filed on 03/12/26, as everybody knows by now.",
    "Case 2:26-cv-00077",
    "The case was filed 03/12/26",
]


@pytest.mark.parametrize("line", NO_STAMPS)
def test_sentences_are_no_stamps(line):
    assert page_furniture(line, []) == ((), ())


def test_stamp_with_an_impossible_day_gives_the_docket_only():
    _, values = page_furniture("Case 2:26-cv-00077 Document 1 Filed 13/45/26 Page 1 of 2", [])
    assert [value.field for value in values] == ["docket_number"]


def test_page_numbers_stand_first_or_last():
    text = "12\nIn 2026 there were\n7\nboats.\nPage 3 of 9"
    zones, _ = page_furniture(text, [Span(0, len(text))])
    assert [zone.span.of(text) for zone in zones] == ["12", "Page 3 of 9"]
