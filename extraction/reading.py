"""The copy of a text layer that extractors read: one passage per paragraph, lines unwrapped.

Page furniture is lifted out of the paragraph it interrupts and stands as passages of its own after
it, so that a sentence that runs over a page break is whole and a page number is no part of it.
"""

import re
from dataclasses import dataclass

from extraction.hyphens import Hyphens
from importers.offset_map import MappedText, MappedTextBuilder
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan

__all__ = ["Passage", "Reading", "read"]

PASSAGE_BREAK = "\n\n"

_HYPHENS = ("\ufffe", "\u00ad", "-")

_VISIBLE = re.compile(r"[^\s\ufffe\u00ad]")

# A line end inside a paragraph: after a hyphen (a plain one, a soft one, or PDFium's mark U+FFFE) the
# word goes on; any other run of white space around a line feed is one space.
_LINE_END = re.compile(
    r"[\ufffe\u00ad][ \t]*\r?\n?[ \t]*|(?<=\w)-[ \t]*\r?\n[ \t]*(?=\w)"
    r"|[ \t\u00a0]*(?:\r?\n|\f)[ \t\u00a0]*(?:(?:\r?\n|\f)[ \t]*)*"
)
_OPEN_HYPHEN = re.compile(r"(?:[\ufffe\u00ad]|\w-)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or one stretch of furniture; ``span`` counts the copy's characters."""

    span: Span
    zone: Zone
    number: str | None = None


@dataclass(frozen=True)
class Reading:
    """A text layer's reading copy with its passages in order."""

    source: SourceText
    mapped: MappedText
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The whole copy; passages are parted by blank lines."""
        return self.mapped.text

    def to_source(self, start: int, end: int) -> Span:
        """Return the source span of the copy's ``[start, end)``; both ends should lie in one passage."""
        return self.mapped.to_source(start, end)


def read(source: SourceText) -> Reading:
    """Make the reading copy of a text layer."""
    builder = MappedTextBuilder(source.text)
    hyphens = Hyphens(source.text)
    passages: list[Passage] = []
    paragraphs = source.paragraphs or (
        (Paragraph(Span(0, len(source.text))),) if source.text.strip() else ()
    )
    marked = list(source.zones)
    at = 0
    for paragraph in paragraphs:
        at = _emit_furniture(builder, hyphens, passages, marked, at, paragraph.span.start)
        first = at
        while at < len(marked) and marked[at].span.start < paragraph.span.end:
            at += 1
        inside = marked[first:at]
        # A stretch that began before this paragraph may reach into it.
        holes = [zone.span for zone in marked[max(first - 1, 0) : at]]
        _emit_paragraph(builder, hyphens, passages, paragraph, holes)
        for zone in inside:
            _emit(builder, hyphens, passages, [zone.span], zone.zone, None)
    _emit_furniture(builder, hyphens, passages, marked, at, len(source.text) + 1)
    return Reading(source, builder.build(), tuple(passages))


def _emit_furniture(
    builder: MappedTextBuilder,
    hyphens: Hyphens,
    passages: list[Passage],
    marked: list[ZoneSpan],
    at: int,
    before: int,
) -> int:
    while at < len(marked) and marked[at].span.start < before:
        _emit(builder, hyphens, passages, [marked[at].span], marked[at].zone, None)
        at += 1
    return at


def _emit_paragraph(
    builder: MappedTextBuilder,
    hyphens: Hyphens,
    passages: list[Passage],
    paragraph: Paragraph,
    holes: list[Span],
) -> None:
    runs: list[Span] = []
    start = paragraph.span.start
    for hole in holes:
        if hole.start > start:
            runs.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < paragraph.span.end:
        runs.append(Span(start, paragraph.span.end))
    _emit(builder, hyphens, passages, runs, paragraph.zone, paragraph.number)


def _emit(
    builder: MappedTextBuilder,
    hyphens: Hyphens,
    passages: list[Passage],
    runs: list[Span],
    zone: Zone,
    number: str | None,
) -> None:
    text = builder.original
    runs = [run for run in runs if _VISIBLE.search(text, run.start, run.end)]
    if not runs:
        return
    if passages:
        builder.replace(runs[0].start, runs[0].start, PASSAGE_BREAK)
    begin = len(builder)
    for at, run in enumerate(runs):
        trimmed = _trimmed(text, run, left=at > 0, right=at < len(runs) - 1)
        if at > 0 and not _OPEN_HYPHEN.search(runs[at - 1].of(text).rstrip()):
            builder.replace(run.start, run.start, " ")
        following = runs[at + 1].start if at + 1 < len(runs) else run.end
        _copy_unwrapped(builder, hyphens, trimmed, following)
    passages.append(Passage(Span(begin, len(builder)), zone, number))


def _trimmed(text: str, run: Span, *, left: bool, right: bool) -> Span:
    start, end = run.start, run.end
    while left and start < end and text[start].isspace():
        start += 1
    while right and end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _copy_unwrapped(
    builder: MappedTextBuilder, hyphens: Hyphens, run: Span, following: int
) -> None:
    """Copy a run; a word that its end breaks goes on at ``following``, behind the furniture."""
    text = builder.original
    start = run.start
    for match in _LINE_END.finditer(text, run.start, run.end):
        builder.keep(start, match.start())
        joins = match.group()[0] in _HYPHENS
        end = following if match.end() == run.end else match.end()
        instead = hyphens.instead(match.start(), end) if joins else " "
        builder.replace(match.start(), match.end(), instead)
        start = match.end()
    builder.keep(start, run.end)
