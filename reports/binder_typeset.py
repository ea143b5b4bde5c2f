"""Pages made for a binder: papers without pages set from their text, pictures of pages, the cover."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from casefile.records import DocumentRow, PageImage
from importers.page_jpeg import jpeg_of
from importers.source_text import SourceText, Span
from reports.cites import locator
from reports.pdf_letters import Face, Letters, Line, Look
from reports.report import Origin, clean, day_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["SetPaper", "cover", "picture_page", "set_paper"]

_WIDTH, _HEIGHT, _MARGIN = 612.0, 792.0, 72.0  # letter size in points
_GUTTER = 58.0  # where the numbers of paragraphs stand
_FOOT = 40.0
_BODY, _SMALL = 10.5, 8.0
_LEADING = 1.35
_AFTER = 5.0  # behind a paragraph
_INK, _QUIET = (0.1, 0.12, 0.15), (0.29, 0.33, 0.39)


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A paper's text on pages: the file, and for each span asked for its boxes by 1-based page."""

    content: bytes
    pages: int
    boxes: tuple[dict[int, tuple[tuple[float, float, float, float], ...]], ...]


@dataclass
class _Sheet:
    lines: list[tuple[Line, float, float]] = field(default_factory=list)


def set_paper(row: DocumentRow, source: SourceText, spans: Sequence[Span]) -> SetPaper:
    """Set a paper's exact text on letter pages, each paragraph with the number it is cited by."""
    setting = _Setting(len(spans))
    setting.head(row)
    for span in _stretches(source):
        setting.paragraph(source, span, spans, _number(row, source, span))
    out = io.BytesIO()
    canvas = _canvas(out)
    for at, sheet in enumerate(setting.sheets, 1):
        foot = f"{row.name} · typeset page {at} of {len(setting.sheets)}"
        small = Look(Face.PLAIN, _SMALL, "quiet")
        line = setting.letters.one_line(foot, small, _WIDTH - 2 * _MARGIN)
        _draw(canvas, [*sheet.lines, (line, _MARGIN, _FOOT)])
        canvas.showPage()
    canvas.save()
    boxes = tuple({page: tuple(each) for page, each in found.items()} for found in setting.boxes)
    return SetPaper(out.getvalue(), len(setting.sheets), boxes)


def _stretches(source: SourceText) -> Iterator[Span]:
    """Yield the paragraphs, and what stands between them, so that no word is left out."""
    at = 0
    for paragraph in source.paragraphs:
        if source.text[at : paragraph.span.start].strip():
            yield Span(at, paragraph.span.start)
        yield paragraph.span
        at = max(at, paragraph.span.end)
    if source.text[at:].strip():
        yield Span(at, len(source.text))


def _number(row: DocumentRow, source: SourceText, span: Span) -> str:
    """Return what a paragraph is cited by: "¶ 12", "para. 7"; nothing for one that is not counted."""
    words = span.of(source.text)
    start = span.start + len(words) - len(words.lstrip())
    if start >= span.end or source.zone_at(start).is_furniture:
        return ""
    told = locator(row.pin(Span(start, start + 1), source.locate(Span(start, start + 1))))
    return told if "¶" in told or "para" in told else ""


class _Setting:
    """Fills sheets from the top, and notes where the spans that were asked for stand."""

    def __init__(self, spans: int) -> None:
        self.letters = Letters()
        self.sheets = [_Sheet()]
        self.boxes: list[dict[int, list[tuple[float, float, float, float]]]] = [
            {} for _ in range(spans)
        ]
        self._at = _HEIGHT - _MARGIN

    def head(self, row: DocumentRow) -> None:
        """Say what the paper is, and that these pages were made from it."""
        day = f" · {row.date:%B} {row.date.day}, {row.date.year}" if row.date else ""
        kind = row.kind.value.capitalize()
        self._lines([(row.name, Look(Face.BOLD, 13))])
        self._lines([(f"{kind}{day}", Look(Face.PLAIN, 9, "quiet"))])
        told = (
            f"Typeset by Pincite from the exact text of “{row.stored_name}”, which is no PDF. The numbers at "
            "the left are those it is cited by; they are not part of the paper."
        )
        self._lines([(told, Look(Face.PLAIN, 9, "quiet"))])
        self._at -= 12

    def paragraph(self, source: SourceText, span: Span, asked: Sequence[Span], number: str) -> None:
        """Set a stretch of text with its number at the left."""
        inside = [at for at, each in enumerate(asked) if each.overlaps(span)]
        edges = {span.start, span.end}
        for at in inside:
            edges |= {max(asked[at].start, span.start), min(asked[at].end, span.end)}
        cuts = sorted(edges)
        pieces = []
        for start, end in pairwise(cuts):
            held = [at for at in inside if asked[at].start <= start and end <= asked[at].end]
            # A look's link carries which spans its words belong to through the breaking of lines.
            key = ",".join(map(str, held)) or None
            pieces.append((source.text[start:end], Look(Face.READING, _BODY, link=key)))
        self._lines(pieces, number)
        self._at -= _AFTER

    def _lines(self, pieces: Sequence[tuple[str, Look]], number: str = "") -> None:
        left = _MARGIN + (_GUTTER if number or pieces[0][1].face is Face.READING else 0.0)
        width = _WIDTH - _MARGIN - left
        for line in self.letters.broken(pieces, width):
            size = max((piece.look.size for piece in line.pieces), default=_BODY)
            if self._at - size * _LEADING < _MARGIN:
                self.sheets.append(_Sheet())
                self._at = _HEIGHT - _MARGIN
            self._at -= size * _LEADING
            base = self._at + size * 0.3
            shift = width - line.width if line.from_right else 0.0
            sheet = self.sheets[-1]
            if number:
                look = Look(Face.PLAIN, _SMALL, "quiet")
                told = self.letters.one_line(number, look, _GUTTER - 6)
                sheet.lines.append((told, _MARGIN, base))
                number = ""
            sheet.lines.append((line, left + shift, base))
            self._note(line, left + shift, base, size)

    def _note(self, line: Line, left: float, base: float, size: float) -> None:
        top = _HEIGHT - base - size * 0.9
        for piece in line.pieces:
            right = left + piece.width
            for at in (piece.look.link or "").split(","):
                if at:
                    found = self.boxes[int(at)].setdefault(len(self.sheets), [])
                    found.append((left, top, right, top + size * 1.15))
            left = right


def picture_page(image: PageImage, size: tuple[float, float]) -> bytes:
    """Return a file of one page of a size in points that shows a picture and nothing beneath it."""
    from reportlab.lib.utils import ImageReader

    packed = io.BytesIO(jpeg_of(image.width, image.height, image.stride, image.pixels))
    out = io.BytesIO()
    canvas = _canvas(out, size)
    canvas.drawImage(ImageReader(packed), 0, 0, size[0], size[1])
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def cover(title: str, origin: Origin, who: str, told: Sequence[str]) -> bytes:
    """Return the first page: what it is, of which case, made when and by whom, and what goes in."""
    letters = Letters()
    sheet = _Sheet()
    at, width = _HEIGHT - 190.0, _WIDTH - 2 * _MARGIN

    def put(words: str, look: Look, after: float) -> None:
        nonlocal at
        for line in letters.broken([(words, look)], width):
            at -= look.size * _LEADING
            if at > _FOOT + 14:
                sheet.lines.append((line, _MARGIN, at))
        at -= after

    put(origin.case, Look(Face.BOLD, 20), 8)
    put(title, Look(Face.PLAIN, 15), 22)
    put(day_line(origin), Look(Face.PLAIN, 10.5, "quiet"), 2)
    put(f"Put together by {who}", Look(Face.PLAIN, 10.5, "quiet"), 26)
    for words in told:
        put(words, Look(Face.PLAIN, 10.5), 5)
    out = io.BytesIO()
    canvas = _canvas(out)
    canvas.setTitle(clean(title))
    _draw(canvas, sheet.lines)
    canvas.setStrokeColorRGB(*_QUIET)
    canvas.line(_MARGIN, _HEIGHT - 182, _WIDTH - _MARGIN, _HEIGHT - 182)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas(out: io.BytesIO, size: tuple[float, float] = (_WIDTH, _HEIGHT)) -> "Canvas":
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(out, pagesize=size, pageCompression=1, invariant=1)


def _draw(canvas: "Canvas", lines: Sequence[tuple[Line, float, float]]) -> None:
    text = canvas.beginText()
    for line, left, base in lines:
        text.setTextOrigin(left, base)
        for piece in line.pieces:
            text.setFillColorRGB(*(_QUIET if piece.look.colour == "quiet" else _INK))
            text.setFont(piece.font, piece.look.drawn_size)
            text.textOut(piece.text)
    canvas.drawText(text)
