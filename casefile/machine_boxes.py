"""Where words that a machine read stand on their page: boxes of words and parts of words, joined to lines.

Pure functions. An engine tells the box of a word; a part of one is given its share of the width, since
an engine does not tell where letters stand.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from casefile.records import Box
from importers.machine_page import PlacedWord, Rectangle
from importers.source_text import Span

__all__ = ["boxes_of"]

_WIDEST_GAP = 1.6
"""Heights of a word between two of one stretch; words farther apart stand in two columns."""
_MARKS = frozenset(".,;:!|'‘’\"“”()[]")
_MARK = 0.5
"""Width of a mark in letters: names mostly stand before one."""
_SHARED = 0.5  # of the lower word's height that two words of one line have in common


def boxes_of(
    text: str, words: Sequence[PlacedWord], spans: Sequence[Span | None]
) -> tuple[tuple[Box, ...], ...]:
    """Return for each span its rectangles, one a printed line; ``words`` are those of one page, in order."""
    turned = _is_turned(text, words)
    ends = [word.span.end for word in words]
    return tuple(tuple(_boxes(text, words, ends, turned, span)) if span else () for span in spans)


def _boxes(
    text: str, words: Sequence[PlacedWord], ends: Sequence[int], turned: bool, wanted: Span
) -> Iterator[Box]:
    found: list[tuple[Span, Rectangle]] = []
    for word in islice(words, bisect_right(ends, wanted.start), None):
        if word.span.start >= wanted.end:
            break
        box = word.box if turned else _part(text, word, wanted)
        if found and _same_line(text, found[-1], (word.span, box)):
            before = found[-1][1]
            found[-1] = word.span, _around(before, box)
        else:
            found.append((word.span, box))
    return (Box(*box) for _, box in found)


def _part(text: str, word: PlacedWord, span: Span) -> Rectangle:
    left, top, right, bottom = word.box
    widths = [_MARK if character in _MARKS else 1.0 for character in word.span.of(text)]
    step = (right - left) / sum(widths)
    before = sum(widths[: max(0, span.start - word.span.start)])
    after = sum(widths[span.end - word.span.start :] if span.end < word.span.end else ())
    return left + before * step, top, right - after * step, bottom


def _same_line(text: str, one: tuple[Span, Rectangle], two: tuple[Span, Rectangle]) -> bool:
    """Tell whether two stretches stand beside each other, upright or sideways."""
    if "\n" in text[one[0].end : two[0].start]:
        return False
    return _beside(one[1], two[1]) or _beside(_sideways(one[1]), _sideways(two[1]))


def _beside(one: Rectangle, two: Rectangle) -> bool:
    (left, top, right, bottom), (to_left, to_top, to_right, to_bottom) = one, two
    height = min(bottom - top, to_bottom - to_top)
    gap = max(to_left - right, left - to_right)
    shared = min(bottom, to_bottom) - max(top, to_top)
    return shared >= _SHARED * height and gap <= _WIDEST_GAP * height


def _sideways(box: Rectangle) -> Rectangle:
    left, top, right, bottom = box
    return top, left, bottom, right


def _around(one: Rectangle, two: Rectangle) -> Rectangle:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _is_turned(text: str, words: Sequence[PlacedWord]) -> bool:
    """Tell whether the page lies on its side or head: there a part of a word cannot be told."""
    steps = list(_steps(text, words))
    return sum(steps) * 2 < len(steps)


def _steps(text: str, words: Sequence[PlacedWord]) -> Iterator[bool]:
    """Yield for each word that follows another on its line whether it stands to the right of it."""
    for one, two in pairwise(words):
        if "\n" not in text[one.span.end : two.span.start]:
            level = (one.box[1] + one.box[3]) / 2
            yield two.box[0] >= one.box[0] and two.box[1] < level < two.box[3]
