"""The list of what a mailbox or an archive holds."""

import pytest

from importers.listing import listing
from importers.source_text import Zone


@pytest.mark.parametrize("lines", [["a.pdf"], ["a.pdf", "", "b – c.txt"], ["é" * 300, "x"]])
def test_each_line_is_furniture_of_its_own(lines: list[str]) -> None:
    source = listing(lines, "list of files")
    source.validate()
    assert [p.span.of(source.text) for p in source.paragraphs] == lines
    assert {z.zone for z in source.zones} == {Zone.PAGE_FURNITURE}
    assert source.text == "\n".join(lines) + "\n"
