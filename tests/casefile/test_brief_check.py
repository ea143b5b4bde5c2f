import pytest

from casefile.brief_check import _cite
from importers.source_text import Page, Paragraph, SourceText, Span, Zone

TEXT = "Page head\nShe sold the pier.\nHe denied it."
HEAD, FIRST, SECOND = Span(0, 9), Span(10, 28), Span(29, 42)


def source(numbers=(None, None), pages=()):
    return SourceText(
        TEXT,
        pages,
        (
            Paragraph(HEAD, None, Zone.PAGE_FURNITURE),
            Paragraph(FIRST, numbers[0]),
            Paragraph(SECOND, numbers[1]),
        ),
    )


PAGES = (Page(1, "iv", Span(0, len(TEXT))),)


@pytest.mark.parametrize(
    ("paper", "cite"),
    [
        (source(("11", "12"), PAGES), "p. iv, ¶ 12"),
        (source(pages=PAGES), "p. iv"),
        (source(("11", "12")), "¶ 12"),
        (
            source(),
            "paragraph 2",
        ),  # counted as in pin cites: page heads are none of the paper's own
        (SourceText(TEXT), ""),
    ],
)
def test_a_place_in_a_paper_outside_the_case(paper, cite):
    assert _cite(paper, SECOND) == cite
