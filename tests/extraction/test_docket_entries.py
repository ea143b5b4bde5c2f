"""The docket entry that a court's stamp gives a paper."""

import pytest

from extraction.docket_entries import docket_entry
from importers.source_text import SourceText, Span, Zone, ZoneSpan


def stamped(*lines: str) -> SourceText:
    text, zones, at = "", [], 0
    for line in lines:
        zones.append(ZoneSpan(Span(at, at + len(line)), Zone.PAGE_FURNITURE, "stamp"))
        text += f"{line}\nThe roof fell.\n"
        at = len(text)
    return SourceText(text, (), (), tuple(zones))


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Case 3:16-cv-05561-KLS Document 1 Filed 06/24/16 Page 1 of 12", "1"),
        ("Case 3:16-cv-05561-KLS Document 12-3 Filed 06/24/16 Page 1 of 12", "12-3"),
        ("Case 3:16-cv-05561-KLS ECF No. 7 filed 06/24/16 PageID.12 Page 1 of 2", "7"),
        ("USCA4 Appeal: 20-1234 Doc: 45 Filed: 03/04/2021 Pg: 1 of 9", "45"),
        ("Dale et al v. Orchard Pipe Company et al Doc. 38", "38"),
        ("Case: 21-50498 Document: 00516242060 Page: 9 Date Filed: 03/16/2022", None),
        ("Page 12", None),
    ],
)
def test_a_stamp(line, entry):
    assert docket_entry(stamped(line)) == entry


def test_most_stamps_win_and_the_body_has_no_say():
    one = "Case 3:16-cv-05561 Document 9 Filed 06/24/16 Page 1 of 3"
    other = "Case 3:16-cv-05561 Document 4 Filed 06/20/16 Page 1 of 3"
    assert docket_entry(stamped(other, one, one)) == "9"
    assert docket_entry(SourceText(one)) is None
