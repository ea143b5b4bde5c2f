"""Redactions that do not redact: text that a PDF still holds under a box drawn over it.

Whoever covers words with a black rectangle instead of removing them hands them over all the same. The
test is that of freelawproject's x-ray, made stricter: what a box seems to cover counts only if the page
looks the same without it. Each page is looked at in two steps, since nearly none has such a box:

1. The page's drawing list, in order: does anything with an area come after text and over it, or is text
   drawn on a dark box in the box's own colour (a marker pen of Word's, printed to PDF)?
2. Only then the page is drawn twice, with that text and without. Characters whose place does not change
   are hidden. Text that could not be seen in the first place (a scan's, read by a machine) counts where
   a box of one colour lies over it.

Boxes under text, highlights, underlines, table shading and see-through boxes fall out in these steps.
Where the words are also printed above the box, corrected perhaps, nothing is hidden. Marks that say what
is to be redacted, and were never applied, count as boxes. Coordinates are PDF points, origin at the
bottom left of the page as it is stored, unless said otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from importers.page_drawing import (
    PALE,
    Box,
    Cover,
    Drawing,
    DrawnText,
    Grid,
    Handle,
    area,
    colour_of,
    overlap,
    shared,
    words_of,
)
from importers.page_pixels import PagePixels
from importers.pdfium_calls import address
from importers.source_text import Span

__all__ = ["PageView", "Redaction", "find_redactions"]

_SAME_COLOUR = 24
_LARGE_PART = 0.5
"""Of the page; a pale fill of that size is the page's ground, not a redaction."""
_LARGE_PICTURE = 0.25
"""Of the page; a picture of that size is a scan or an exhibit."""
_COVERED = 0.6
"""The part of a character's box that a cover must take up."""
_CHANGED = 0.08
"""The part of a character's pixels that may change without it: edges of its neighbours."""
_INVISIBLE_MODES = (3, 7)
"""PDF's text rendering modes that paint nothing (ISO 32000-1, table 106)."""
_REPEATED = 0.5
"""The part of the smaller of two texts that lies on the other where they are the same words twice."""
_ALIKE = 0.75
"""Share of characters in which corrected words are the words under the correction."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """The text that one box hides, in order, as spans of the page's own text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """What there is to know of an open page.

    ``char`` gives PDFium's index of the character at an offset of ``text``, -1 for none; ``to_page``
    turns a box into left, top, right, bottom from the displayed page's top left corner. ``marks`` are
    the places of redaction marks that were never applied.
    """

    page: Handle
    text_page: Handle
    text: str
    char: Callable[[int], int]
    to_page: Callable[[float, float, float, float], Box]
    drawing: Drawing
    marks: Sequence[Box] = ()


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A text, and what is drawn over it (or under it, in its own colour)."""

    text: DrawnText
    covers: tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class _Char:
    offset: int
    box: Box
    seen: Box
    cover: Cover
    suspect: _Suspect


def find_redactions(view: PageView) -> tuple[Redaction, ...]:
    """Return what boxes hide on a page, one entry for each box, in the order of the text."""
    if not view.text.strip():
        return ()
    drawing = view.drawing
    covers = _covers(drawing, view.page.get_size())
    hidden: dict[int, Cover] = {}
    if covers:
        texts = _placed(drawing.texts)
        suspects = {each.text.at: each for each in _suspects(texts, covers)}
        chars = list(_covered(view, suspects)) if suspects else []
        pictures = [cover for cover in drawing.covers if cover.is_picture]
        unseen = _unseen(view, chars, pictures) if chars else ()
        hidden = {char.offset: char.cover for char in _not_repeated(view, unseen, texts)}
    for order, box in enumerate(view.marks, 1):
        mark = Cover(-order, box)
        for offset, _, place in _places(view):
            if _inside(place, box) >= _COVERED:
                hidden.setdefault(offset, mark)
    return _grouped(view.text, hidden)


def _covers(drawing: Drawing, size: tuple[float, float]) -> list[Cover]:
    """Return what is drawn after the first text, or is dark and drawn before the last."""
    if not drawing.texts:
        return []
    first, last = drawing.texts[0].order, drawing.texts[-1].order
    return [
        cover
        for cover in drawing.covers
        if (cover.order > first or (cover.is_marker and cover.order < last))
        and not _is_ground(cover, size)
    ]


def _placed(texts: Iterable[DrawnText]) -> Grid[DrawnText]:
    grid: Grid[DrawnText] = Grid()
    for text in texts:
        box = text.box
        if box is not None:
            grid.add(text, box)
    return grid


def _suspects(texts: Grid[DrawnText], covers: Iterable[Cover]) -> Iterator[_Suspect]:
    """Yield the texts that something is drawn over, or that are drawn on a dark box in its colour."""
    grid: Grid[Cover] = Grid()
    for cover in covers:
        grid.add(cover, cover.box)
    for text, box in texts:
        over = tuple(
            cover
            for cover, _ in grid.touching(box)
            if (cover.order > text.order and not (cover.is_pale and _is_pale(text)))
            or _is_same_colour(text, cover)
        )
        if over:
            yield _Suspect(text, over)


def _is_ground(cover: Cover, size: tuple[float, float]) -> bool:
    part = area(cover.box) / max(size[0] * size[1], 1.0)
    if cover.is_picture:
        return part > _LARGE_PICTURE
    return part > _LARGE_PART and not cover.is_dark


def _is_pale(text: DrawnText) -> bool:
    """Tell text that could hardly be seen on paper before a pale box came: marks for signing programs."""
    colour = colour_of(text.handle)
    return colour is not None and min(colour[:3]) >= PALE


def _is_same_colour(text: DrawnText, cover: Cover) -> bool:
    if not cover.is_marker or cover.colour is None:
        return False
    colour = colour_of(text.handle)
    return colour is not None and all(
        abs(own - under) <= _SAME_COLOUR
        for own, under in zip(colour[:3], cover.colour, strict=True)
    )


def _places(view: PageView) -> Iterator[tuple[int, int, Box]]:
    """Yield offset, PDFium's index and box of every visible character."""
    from pypdfium2 import PdfiumError

    for offset, letter in enumerate(view.text):
        index = -1 if letter.isspace() else view.char(offset)
        if index < 0:
            continue
        try:
            yield offset, index, view.text_page.get_charbox(index)
        except PdfiumError:  # a generated character has no place
            continue


def _covered(view: PageView, suspects: Mapping[int | None, _Suspect]) -> Iterator[_Char]:
    from pypdfium2 import raw

    for offset, index, box in _places(view):
        suspect = suspects.get(address(raw.FPDFText_GetTextObject(view.text_page, index)))
        if suspect is None:
            continue
        cover = _cover_of(box, suspect.covers)
        if cover is not None:
            whole = _inside(box, cover.box) >= _COVERED
            yield _Char(offset, box, shared(box, cover.box) if whole else box, cover, suspect)


def _cover_of(box: Box, covers: Iterable[Cover]) -> Cover | None:
    """Return what covers a character: one thing alone, or the first of several strokes of a pen.

    A picture is blamed last, since few pictures are redactions.
    """
    part, first, picture = 0.0, None, None
    for cover in covers:
        share = _inside(box, cover.box)
        if cover.is_picture:
            picture = picture or (cover if share >= _COVERED else None)
            continue
        if share >= _COVERED:
            return cover
        if share > 0:
            part, first = part + share, first or cover
    return first if part >= _COVERED else picture


def _unseen(view: PageView, chars: Sequence[_Char], pictures: Sequence[Cover]) -> Iterator[_Char]:
    """Yield the characters without which the page looks the same."""
    from pypdfium2 import raw

    handles = {char.suspect.text.at: char.suspect.text.handle for char in chars}
    with_text = PagePixels(view.page, view.to_page)
    for handle in handles.values():
        raw.FPDFPageObj_SetIsActive(handle, False)
    without = PagePixels(view.page, view.to_page)
    for handle in handles.values():
        raw.FPDFPageObj_SetIsActive(handle, True)
    plain: dict[int, bool] = {}
    for char in chars:
        if with_text.changed(without, char.seen) > _CHANGED:
            continue
        order = char.cover.order
        if char.cover.is_picture and order not in plain:
            plain[order] = with_text.is_plain(char.cover.box)
        if char.cover.is_picture and not plain[order]:
            continue
        if _was_invisible(char, pictures) and not with_text.is_plain(char.seen):
            continue
        yield char


def _was_invisible(char: _Char, pictures: Iterable[Cover]) -> bool:
    """Tell whether the character could not be seen before its cover came: under a scan, or unpainted."""
    from pypdfium2 import raw

    text = char.suspect.text
    if raw.FPDFTextObj_GetTextRenderMode(text.handle) in _INVISIBLE_MODES:
        return True
    return any(
        picture.order > text.order
        and picture is not char.cover
        and _inside(char.box, picture.box) >= _COVERED
        for picture in pictures
    )


def _not_repeated(
    view: PageView, chars: Iterable[_Char], texts: Grid[DrawnText]
) -> Iterator[_Char]:
    """Leave out words that are printed once more above their box, as after a correction."""
    by_cover: dict[int, list[_Char]] = defaultdict(list)
    for char in chars:
        by_cover[char.cover.order].append(char)
    hidden = {char.suspect.text.order for own in by_cover.values() for char in own}
    for cover, own in by_cover.items():
        place = _around(char.box for char in own)
        above = "".join(
            words_of(text, view.text_page)
            for text, box in texts.touching(place)
            if text.order > cover and text.order not in hidden and _lies_on(box, place)
        )
        words = "".join(view.text[char.offset] for char in own)
        if not above or not _say_the_same(words, "".join(above.split())):
            yield from own


def _say_the_same(words: str, above: str) -> bool:
    return words in above or SequenceMatcher(None, words, above).ratio() >= _ALIKE


def _around(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _lies_on(text: Box, box: Box) -> bool:
    return overlap(text, box) >= _REPEATED * min(area(text), area(box))


def _grouped(text: str, hidden: Mapping[int, Cover]) -> tuple[Redaction, ...]:
    """Join the hidden characters of each box into spans, over the blanks between them."""
    spans: dict[int, list[Span]] = {}
    before: tuple[int, int] | None = None
    for offset in sorted(hidden):
        own = spans.setdefault(hidden[offset].order, [])
        goes_on = before is not None and before[0] == hidden[offset].order
        if goes_on and before is not None and not text[before[1] : offset].strip():
            own[-1] = Span(own[-1].start, offset + 1)
        else:
            own.append(Span(offset, offset + 1))
        before = hidden[offset].order, offset + 1
    return tuple(
        Redaction(tuple(own))
        for own in sorted(spans.values())
        if any(char.isalnum() for span in own for char in span.of(text))
    )


def _inside(box: Box, cover: Box) -> float:
    """Return the part of a character's box that a cover takes up; strokes without breadth get some."""
    grown = box[0] - 0.05, box[1] - 0.05, box[2] + 0.05, box[3] + 0.05
    return overlap(grown, cover) / area(grown)
