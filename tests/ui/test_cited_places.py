"""Which place of a paper a short cite means."""

from types import SimpleNamespace

import pytest

from importers.source_text import Paragraph, SourceText, Span
from reports.cite_offers import Offer
from tests.casefile.rows import document_row
from ui.cited_places import _first

LINES = ("1. The quay was shut.", "Nobody was told.", "2. The ferry lay still.")
TEXT = "\n\n".join(LINES)


def source(*numbers):
    starts = [TEXT.index(line) for line in LINES]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, LINES, strict=True)]
    return SourceText(TEXT, (), tuple(map(Paragraph, spans, numbers)))


@pytest.mark.parametrize(
    ("numbers", "place", "words"),
    [
        (("1", None, "2"), "¶ 2", "The ferry lay still."),
        (("1", None, "2"), "¶ 3", None),  # its third paragraph has a number of its own
        ((None, None, None), "¶ 2", "Nobody was told."),
        ((None, None, None), "par. 3", "The ferry lay still."),
        ((None, None, None), "¶ 9", None),
        (("1", None, "2"), "2", "The ferry lay still."),
        (("1", None, "2"), "at 4:17", None),
    ],
)
def test_numbered_paragraphs_are_not_counted(numbers, place, words):
    case = SimpleNamespace(source=lambda _number: source(*numbers))
    found = _first(case, Offer(document_row(1), place))
    assert (found and found.words) == words
