"""A paper's text as it runs on: heads and feet of pages taken out, and footnotes read apart from the body.

A sentence goes on over a page's end, with a page number and a footnote between its two halves. What is
taken out is blanked, so that every character keeps its place.
"""

import re
from collections.abc import Iterable

from importers.source_text import SourceText, Span, Zone, disjoint

__all__ = ["omits_citations", "paragraphs_at", "streams", "words_at"]

_REMARK_WITHIN = 300  # characters behind the words, the citation of a case among them
_REMARK = re.compile(
    r"[^“\n]{0,3}?[\"”’'][^“\"]*?\((?:[^()]*\bcitations?\b[^()]*\bomitted|cleaned\s+up)[^()]*\)"
)
_FURNITURE = frozenset((Zone.PAGE_FURNITURE,))
_APART = frozenset((Zone.FOOTNOTE, Zone.SITE_FURNITURE, Zone.UNRELATED))


def streams(source: SourceText) -> tuple[str, ...]:
    """Return the running text and, if there is any, the text of footnotes and of what stands around it.

    Each is as long as the paper's text.
    """
    text = source.text
    furniture, apart = _in(source, _FURNITURE), _in(source, _APART)
    running = _blanked(text, disjoint([*furniture, *apart]))
    if not apart:
        return (running,)
    edges = [0, *(edge for span in apart for edge in (span.start, span.end)), len(text)]
    rest = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return running, _blanked(text, disjoint([*furniture, *rest]))


def words_at(source: SourceText, span: Span) -> str:
    """Return a stretch with its lines unwrapped, without heads and feet of pages, nor footnotes between.

    A line that ends in a hyphen keeps its end: whether the hyphen is the word's own cannot be told here.
    """
    taken = set(_FURNITURE)
    if source.zone_at(span.start) not in _APART:
        taken |= _APART
    kept, at = [], span.start
    for hidden in _in(source, taken):
        if hidden.overlaps(span):
            kept.append(source.text[at : max(at, hidden.start)])
            at = max(at, hidden.end)
    kept.append(source.text[at : max(at, span.end)])
    joined = re.sub(r"[\ufffe\u00ad]\s*", "", "".join(kept)).strip()
    return re.sub(r"(?<=[-‐‑])\s*\n\s*|\s+", _unwrapped, joined)


def paragraphs_at(source: SourceText, span: Span) -> str:
    """Return a stretch as ``words_at`` does, a line for each paragraph: what is copied into a brief."""
    begins_apart = source.zone_at(span.start) in _APART
    told: list[str] = []
    at = span.start
    for paragraph in source.paragraphs:
        if not paragraph.span.overlaps(span):
            continue
        start, end = max(paragraph.span.start, span.start), min(paragraph.span.end, span.end)
        if source.text[at:start].strip():
            return words_at(source, span)  # words between two paragraphs
        at = end
        if begins_apart or paragraph.zone not in _APART:
            told.append(words_at(source, Span(start, end)))
    if source.text[at : span.end].strip():
        return words_at(source, span)
    return "\n".join(filter(None, told))


def omits_citations(source: SourceText, span: Span) -> bool:
    """Tell whether a remark behind a quotation says that citations are left out of it.

    "(citations omitted)", "(internal quotation marks and citation omitted)", "(cleaned up)": before the
    next quotation, with at most a citation between.
    """
    return _REMARK.match(source.text, span.end, span.end + _REMARK_WITHIN) is not None


def _unwrapped(gap: re.Match[str]) -> str:
    return "\n" if gap.start() and gap.string[gap.start() - 1] in "-‐‑" else " "


def _in(source: SourceText, zones: Iterable[Zone]) -> list[Span]:
    """Return the stretches of some zones, in order."""
    wanted = frozenset(zones)
    return disjoint(
        [
            *(each.span for each in source.paragraphs if each.zone in wanted),
            *(each.span for each in source.zones if each.zone in wanted),
        ]
    )


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += text[at : span.start], " " * len(span)
        at = span.end
    return "".join([*parts, text[at:]]) if at else text
