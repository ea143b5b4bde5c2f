"""A list as a document: what a mailbox or an archive holds, a line for each, marked as furniture."""

from collections.abc import Sequence

from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

__all__ = ["listing"]


def listing(lines: Sequence[str], what: str) -> SourceText:
    """Return the text of a list, each line a paragraph of its own; ``what`` says what it lists.

    It is evidence of what was in the file, but no paper of anybody's.
    """
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return SourceText(
        "\n".join(lines) + "\n",
        (),
        tuple(Paragraph(span, None, Zone.PAGE_FURNITURE) for span in spans),
        tuple(ZoneSpan(span, Zone.PAGE_FURNITURE, what) for span in spans),
    )
