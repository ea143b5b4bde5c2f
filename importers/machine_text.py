"""Pages read by a machine, as text: what the reader puts in the text layer, with the place of each word.

A machine's measures waver where a printer's do not: letters of one type come out a little higher or
lower, and a sheet lies askew on the glass. Lines are therefore measured as if the sheet lay straight,
and type sizes that are nearly the same count as the same. The words' own boxes stay as they were read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from importers.machine_lines import (
    Piece,
    is_sideways,
    slope_of,
    turn_of,
    turned,
    usual_height,
)
from importers.machine_page import MachinePage, MachineWord, PlacedWord, Rectangle
from importers.page_lines import PageLine
from importers.page_verdict import is_poorly_read
from importers.pdf_pages import PageReading
from importers.redactions import Redaction
from importers.source_text import PageSource, PageVerdict, SourceText, Span

__all__ = [
    "UNREADABLE",
    "MachineReading",
    "is_hard_to_read",
    "pages_to_recognize",
    "read_by_machine",
]

UNREADABLE = (PageVerdict.SCAN, PageVerdict.STAMPED_SCAN, PageVerdict.GARBLED)
"""Verdicts on pages whose own text layer is worth nothing."""

# Of a word's box, the part that lies under the line on which letters stand.
_DESCENT = 0.22
# Gaps wider than this many heights part a line as a caption's columns are parted.
_WIDE_GAP, _GAP_AFTER_NUMBER = 1.6, 0.7
# Heights within these factors may be those of one type, and are one type if their neighbours' are too.
_WAVERS, _ONE_SIZE = 1.3, 1.15
# Least mean confidence of a page by the engine's name. Sound scans had .97 and more, and .88 to .96; a page
# of which 9 % and 20 % of the words were missing had .967 and .69, one that missed 44 % .89 and .56.
_SOUND = {"rapidocr": 0.95, "tesseract": 0.75}
_LINE_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class MachineReading:
    """A page with the words that a machine read on it, and where they stand, by the page's own offsets."""

    page: PageReading
    words: tuple[PlacedWord, ...]


def is_hard_to_read(page: MachinePage) -> bool:
    """Tell by the mean confidence of a page's words that many of them are wrong."""
    words = [word for line in page.lines for word in line]
    least = _SOUND.get(page.engine.partition(" ")[0], _SOUND["rapidocr"])
    return bool(words) and sum(word.confidence for word in words) / len(words) < least


def pages_to_recognize(source: SourceText) -> tuple[int, ...]:
    """Return the 1-based pages that hold no words of their own and that nothing has read or repaired yet.

    Scans whose words somebody else's machine read badly are among them.
    """
    return tuple(
        page.number
        for page in source.pages
        if (page.verdict in UNREADABLE and page.source is PageSource.DIGITAL)
        or (page.verdict is PageVerdict.OCR_LAYER and is_poorly_read(page.span.of(source.text)))
    )


def read_by_machine(
    page: PageReading, verdict: PageVerdict, machine_page: MachinePage
) -> MachineReading:
    """Return an unreadable page with the words of its picture.

    A scan's own text, such as the stamp of a court, stays as it is and comes first, so that its places
    are the file's own; the machine's words for it are left out. Gibberish is replaced whole, and so is
    what another machine read. Words under a black box are not in the picture and so cannot come back;
    those in a place that was only marked for redaction are covered, as in the file's own text.
    """
    replaced = verdict in (PageVerdict.GARBLED, PageVerdict.OCR_LAYER)
    keeps = not replaced and bool(page.text.strip())
    lines = machine_page.lines
    own = f"{page.text.rstrip()}\n" if keeps else ""
    if keeps:
        lines = tuple(
            kept
            for line in lines
            if (kept := tuple(word for word in line if not _stands_on(word, page.lines)))
        )
    text, words = _text(lines, len(own))
    placed = tuple(
        PlacedWord(span, word.box, word.confidence) for row in words for span, word in row
    )
    turn = turn_of(lines)
    printed = tuple(_printed(_turned(words, turn, page.width, page.height)))
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    redactions = page.redactions
    if not keeps:  # nothing of the file's own text is left that a box could cover
        redactions = tuple(Redaction(()) for _ in redactions)
    redactions = (*redactions, *_marked(placed, page.marks))
    return MachineReading(
        replace(
            page,
            text=own + text,
            width=width,
            height=height,
            lines=(*(page.lines if keeps else ()), *printed),
            redactions=redactions,
        ),
        placed,
    )


def _marked(words: Sequence[PlacedWord], marks: Sequence[Rectangle]) -> Iterator[Redaction]:
    """Yield what stands in places that somebody marked for redaction: the picture still shows it."""
    left_over = list(words)
    for left, top, right, bottom in marks:
        inside = [
            word
            for word in left_over
            if left <= (word.box[0] + word.box[2]) / 2 <= right
            and top <= (word.box[1] + word.box[3]) / 2 <= bottom
        ]
        left_over = [word for word in left_over if word not in inside]
        if inside:
            yield Redaction(tuple(word.span for word in inside))


def _stands_on(word: MachineWord, lines: Sequence[PageLine]) -> bool:
    """Tell whether a word's middle lies on one of the lines that the file itself holds."""
    left, top, right, bottom = word.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(
        line.left - 2 <= x <= line.right + 2
        and line.baseline - line.size <= y <= line.baseline + 0.35 * line.size
        for line in lines
        if line.upright
    )


_Row = list[tuple[Span, MachineWord]]


def _text(lines: Sequence[Sequence[MachineWord]], start: int) -> tuple[str, list[_Row]]:
    """Return the text of lines of words, and their words with their spans, counted from ``start``."""
    parts: list[str] = []
    rows: list[_Row] = []
    at = start
    for line in lines:
        row: _Row = []
        for word in line:
            row.append((Span(at, at + len(word.text)), word))
            at += len(word.text) + 1  # the blank or the line's end
        parts.append(" ".join(word.text for word in line))
        rows.append(row)
    return "\n".join(parts), rows


def _turned(rows: Sequence[_Row], turn: int, width: float, height: float) -> list[_Row]:
    """Return rows with their boxes where they lie once the page is turned so that it can be read."""
    return [
        [(span, replace(word, box=turned(word.box, turn, width, height))) for span, word in row]
        for row in rows
    ]


def _printed(rows: Sequence[_Row]) -> Iterator[PageLine]:
    """Yield the printed lines of rows of words, measured as if the page lay straight."""
    parts = [part for row in rows for part in _parted(row)]
    pieces = [Piece(tuple(word for _, word in part)) for part in parts]
    if not pieces:
        return
    usual = usual_height(pieces)
    sizes = _sizes(pieces, usual)
    slope = slope_of([piece for piece in pieces if not is_sideways(piece, usual)])
    for part, piece, size in zip(parts, pieces, sizes, strict=True):
        span = Span(part[0][0].start, part[-1][0].end)
        left, _, right, bottom = piece.box
        if is_sideways(piece, usual):
            yield PageLine(span, left, right, bottom, right - left, upright=False)
            continue
        x, y = piece.middle
        shift = slope * y
        yield PageLine(
            span, left + shift, right + shift, y - slope * x + (0.5 - _DESCENT) * size, size
        )


def _sizes(pieces: Sequence[Piece], usual: float) -> list[float]:
    """Return the type size of each piece.

    One line's height wavers by an eighth, as it has long letters or not; that of its neighbours with it
    does not. What is nearly the usual size is that.
    """
    sizes: list[float] = []
    for at, piece in enumerate(pieces):
        around = pieces[max(0, at - 2) : at + 3]
        alike = [other.height for other in around if _is_near(other.height, piece.height, _WAVERS)]
        size = median(alike)
        if _is_near(size, usual, _ONE_SIZE):
            size = usual
        elif sizes and _is_near(size, sizes[-1], _ONE_SIZE):
            size = sizes[-1]
        sizes.append(max(size, 0.1))
    return sizes


def _is_near(one: float, other: float, factor: float) -> bool:
    return other / factor < one < other * factor


def _parted(row: _Row) -> Iterator[_Row]:
    """Yield a row's parts between wide gaps, and a line number apart from its line."""
    part: _Row = []
    for at, (span, word) in enumerate(row):
        if part:
            before = part[-1][1]
            height = min(before.box[3] - before.box[1], word.box[3] - word.box[1])
            numbered = at == 1 and bool(_LINE_NUMBER.fullmatch(before.text))
            widest = _GAP_AFTER_NUMBER if numbered else _WIDE_GAP
            if word.box[0] - before.box[2] > widest * height:
                yield part
                part = []
        part.append((span, word))
    if part:
        yield part
