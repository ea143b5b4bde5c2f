"""Words selected over page ends of real papers: cited from page to page, copied without page heads."""

import pytest

from casefile.running_text import paragraphs_at
from importers.document import ImportContext
from importers.registry import read_file
from importers.source_text import SourceText, Span, Zone
from reports.cites import locator
from tests.ui.fake_case import document

AROUND = 300


@pytest.mark.parametrize(
    "name", ["ang-order.pdf", "twombly-complaint.pdf", "iqbal-first-amended-complaint.pdf"]
)
def test_a_passage_over_a_page_break_has_both_pages_and_no_page_heads(shared, name):
    path = shared / "documents" / "pleadings" / name
    source = read_file(path, ImportContext(name)).source
    assert len(source.pages) > 2
    seen, heads = 0, 0
    for before, after in zip(source.pages, source.pages[1:], strict=False):
        span = Span(max(before.span.start, before.span.end - AROUND), after.span.start + AROUND)
        if after.span.end < span.end:
            continue
        pin = document(4).pin(span, source.locate(span))
        assert (pin.place.first_page, pin.place.last_page) == (before, after)
        assert "–" in locator(pin), "a cite from one page to the other"
        copied = " ".join(paragraphs_at(source, span).split())
        assert not [words for words in printed(source, span) if words in copied]
        seen, heads = seen + 1, heads + len(printed(source, span))
    assert seen > 1
    assert heads or "iqbal" not in name, "each page of that file is stamped"


def printed(source: SourceText, span: Span) -> list[str]:
    """Return the page heads and stamps within a span that are long enough to be told from its words."""
    stretches = [marked.span for marked in source.zones if marked.zone is Zone.PAGE_FURNITURE] + [
        each.span for each in source.paragraphs if each.zone is Zone.PAGE_FURNITURE
    ]
    words = [" ".join(each.of(source.text).split()) for each in stretches if span.contains(each)]
    return [each for each in words if len(each) > 15]
