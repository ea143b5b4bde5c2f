"""A comparison in words: one sentence of counts, one run of text after the other, and a redline in Word.

What was taken out is struck through, what came in is underlined, and both have a colour: as courts ask of
the copy that goes with an amended pleading, and readable in black and white.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.compared import ComparedParagraph, ComparedSide, Comparison, DifferenceKind, Piece
from casefile.records import VersionRow
from extraction.date_wording import day_words
from reports.cites import locator
from reports.report import ReportFailure, clean
from reports.whole_file import write_whole
from reports.word_parts import add_footer

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = [
    "Run",
    "RunKind",
    "export_redline",
    "lines",
    "paragraph_words",
    "plain_words",
    "runs",
    "summary",
    "version_lines",
]

_REMOVED_RED = (0xA8, 0x32, 0x1F)
_ADDED_GREEN = (0x2C, 0x63, 0x14)
_COUNTED = (
    DifferenceKind.CHANGED,
    DifferenceKind.ADDED,
    DifferenceKind.REMOVED,
    DifferenceKind.MOVED,
    DifferenceKind.RENUMBERED,
)


class RunKind(StrEnum):
    """Whose words a run of text is."""

    BOTH = "both"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a redline."""

    text: str
    kind: RunKind


def summary(comparison: Comparison) -> str:
    """Return the counts in words: "14 paragraphs changed, 3 added, 31 renumbered"."""
    parts: list[str] = []
    for kind in _COUNTED:
        number = comparison.counts[kind]
        if number:
            noun = " paragraph" if number == 1 else " paragraphs"
            parts.append(f"{number:,}{'' if parts else noun} {kind.value}")
    return ", ".join(parts) or "No word differs"


def paragraph_words(row: ComparedParagraph) -> str:
    """Return where a paragraph stands in both papers: "¶ 38 → ¶ 41"."""
    places = [locator(side.pin) for side in (row.first, row.second) if side is not None]
    same = len(places) == 2 and places[0] == places[1]
    return places[0] if same else " → ".join(place for place in places if place)


def runs(row: ComparedParagraph) -> tuple[Run, ...]:
    """Return a paragraph's words as one text: what both have, what was taken out, what came in."""
    if row.first is None or row.second is None:
        side = row.first or row.second
        kind = RunKind.REMOVED if row.second is None else RunKind.ADDED
        return (Run(side.text, kind),) if side else ()
    found = tuple(_runs(row.pieces, row.first, row.second))
    return tuple(run for run in found if run.text)


def plain_words(row: ComparedParagraph) -> str:
    """Return a redline in plain text: "[-shall-]{+may+}", as wdiff writes it."""
    marks = {RunKind.BOTH: "{}", RunKind.REMOVED: "[-{}-]", RunKind.ADDED: "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs(row))


def lines(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison as lines of text: the counts, then every paragraph that differs."""
    yield f"{comparison.first.short_name} → {comparison.second.short_name}: {summary(comparison)}"
    yield f"{comparison.share:.1%} of the words are the same"
    yield from comparison.notices
    for row in comparison.paragraphs:
        if row.kind.is_change:
            yield ""
            yield f"{row.kind.value}: {paragraph_words(row)}"
            yield "  " + " ".join(plain_words(row).split())


def version_lines(groups: Sequence[Sequence[VersionRow]]) -> Iterator[str]:
    """Yield papers of which there are versions, the newest of each first, the older ones set in."""
    for group in groups:
        for at, version in enumerate(group):
            row = version.document
            day = row.filed or row.date
            told = f", {day_words(day)}" if day else ""
            yield f"{'  ' if at else ''}{row.id:4d}  {row.short_name}: {row.name}{told}"


def _runs(pieces: tuple[Piece, ...], first: ComparedSide, second: ComparedSide) -> Iterator[Run]:
    """Yield the second side's whole text, and before what came in what it replaced."""
    at = 0
    for piece in pieces:
        start = piece.second.start if piece.second else at
        yield Run(second.text[at:start], RunKind.BOTH)
        end = piece.second.end if piece.second else at
        if piece.same:
            yield Run(second.text[start:end], RunKind.BOTH)
        else:
            if piece.first:
                gone = piece.first.of(first.text)
                spaced = start == 0 or second.text[start - 1].isspace()
                apart = piece.second is None and not spaced and gone[0].isalnum()
                yield Run(" " * apart + gone, RunKind.REMOVED)
                yield Run(" " * (piece.second is not None and spaced), RunKind.BOTH)
            yield Run(second.text[start:end], RunKind.ADDED)
        at = end
    yield Run(second.text[at:], RunKind.BOTH)


def export_redline(comparison: Comparison, case_name: str, path: Path) -> None:
    """Write a comparison as a Word document; the file appears whole or not at all.

    Raises:
        ReportFailure: if the name does not end in ".docx", or the file cannot be written.
    """
    if path.suffix.lower() != ".docx":
        raise ReportFailure("A comparison is written as .docx: name the file so.")
    write_whole(path, to_word(comparison, case_name, dt.date.today()))


def to_word(comparison: Comparison, case_name: str, day: dt.date) -> bytes:
    """Return the redline as the bytes of a ``.docx`` file, letter size."""
    from docx import Document
    from docx.shared import Inches, Pt

    first, second = comparison.first.short_name, comparison.second.short_name
    title = f"{second} compared with {first}"
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = clean(f"{title}, {case_name}")
    document.core_properties.author = ""
    document.add_heading(clean(title), level=1)
    document.add_paragraph(clean(f"{case_name}, {day:%B} {day.day}, {day.year}"))
    document.add_paragraph(clean(" ".join((f"{summary(comparison)}.", *comparison.notices))))
    _legend(document, first, second)
    for row in comparison.paragraphs:
        _add_paragraph(document, row)
    add_footer(section, f"{case_name} · {title} · {day_words(day)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _legend(document: "WordDocument", first: str, second: str) -> None:
    paragraph = document.add_paragraph()
    _add_run(paragraph, Run(f"In {first} alone", RunKind.REMOVED))
    _add_run(paragraph, Run("; ", RunKind.BOTH))
    _add_run(paragraph, Run(f"in {second} alone", RunKind.ADDED))
    _add_run(paragraph, Run(". Page furniture and layout are left out.", RunKind.BOTH))


def _add_paragraph(document: "WordDocument", row: ComparedParagraph) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    if row.kind is not DifferenceKind.SAME:
        place = paragraph_words(row)
        note = paragraph.add_run(clean(f"[{row.kind.value}{': ' if place else ''}{place}] "))
        note.font.size = Pt(8)
        note.italic = True
    for run in runs(row):
        _add_run(paragraph, run)


def _add_run(paragraph: "object", run: Run) -> None:
    from docx.enum.text import WD_UNDERLINE
    from docx.shared import RGBColor

    made = paragraph.add_run(clean(run.text))  # type: ignore[attr-defined]
    if run.kind is RunKind.REMOVED:
        made.font.strike = True
        made.font.color.rgb = RGBColor(*_REMOVED_RED)
    elif run.kind is RunKind.ADDED:
        made.font.underline = WD_UNDERLINE.DOUBLE
        made.font.color.rgb = RGBColor(*_ADDED_GREEN)
