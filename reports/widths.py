"""How wide the columns of a report's tables are: by what stands in them, so that rows are as low as can be.

Sections with the same columns, such as the months of a chronology, have the same widths, so that their
tables stand below one another as one. Lengths are points, or whatever unit the whole is given in when
nothing but shares decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, sqrt

from reports.cite_quoting import bound
from reports.report import ColumnSort, Report, ReportColumn

__all__ = ["column_widths", "section_widths"]

# Points that the usual words of such a column take: "suggested", "Nov. 20, 2026", "Compl. ¶¶ 138–141".
_LEAST = {
    ColumnSort.REVIEW: 56.0,
    ColumnSort.DAY: 68.0,
    ColumnSort.CITE: 76.0,
    ColumnSort.NUMBER: 30.0,
}
_LEAST_OF_TEXT = 40.0
_PAD = 8.0  # on both sides of a cell's text, with what the estimate of letters may lack
_SIZE = 9.0
_BOLD = 1.1
_LONGEST_WORD = 130.0
"""A word that is wider, such as a fingerprint, is broken rather than given so much room."""
_RARE = 40
"""Of so many rows the one with the longest word may have to break it."""
_OF_SHARE = 0.7
"""The part of its share that a column keeps whatever others need: a few long texts in it are read, too."""
_FOR_WORDS = 0.9
"""The part of a page that the columns' longest words may take; the rest is for long texts."""
_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘|!()[]/ -"), frozenset("mwMW@%—")
_HYPHENED = re.compile(r"[^-]*-+|[^-]+")
_SPACES = re.compile(r"[^\S\u00a0]+")
_MOST_ROWS = 400
"""So many rows, taken evenly, tell how long the texts of a column are."""
_ROUNDS = 8
_MOST_COUNTED, _STEPS, _MOVES = 100, (24.0, 8.0), 10


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column needs, in points: its longest word, its longest text, and the text of each row."""

    least: float
    most: float
    lengths: tuple[float, ...]


def section_widths(report: Report, whole: float, *, footnotes: bool = False) -> list[list[float]]:
    """Return for each section the widths of the columns that its table shows, ``whole`` points together.

    With ``footnotes`` cites have no column where they stand below the page.
    """
    texts: dict[tuple[ReportColumn, ...], list[tuple[str, ...]]] = {}
    columns = []
    for section in report.sections:
        shown = section.shown_columns(footnotes=footnotes)
        key = tuple(section.columns[at] for at in shown)
        columns.append(key)
        rows = texts.setdefault(key, [])
        rows += (tuple(row[at].text for at in shown) for row in section.rows)
    made = {key: column_widths(key, whole, rows) for key, rows in texts.items()}
    return [made[key] for key in columns]


def column_widths(
    columns: Sequence[ReportColumn], whole: float, rows: Sequence[Sequence[str]] = ()
) -> list[float]:
    """Return the widths of columns with these rows of texts, ``whole`` together.

    No column is narrower than its longest words and a part of its share, unless there are too many columns
    for that. Beyond, each has as much as makes the rows lowest, very high ones above all; where all texts
    stand on one line, shares part what is left, and without rows shares alone decide.
    """
    if not columns:
        return []
    needs = _needs(columns, whole, rows[:: max(1, -(-len(rows) // _MOST_ROWS))])
    least = _fitting([need.least for need in needs], whole * _FOR_WORDS)
    if not rows:
        return _by_shares(columns, whole, least)
    needs = [replace(need, least=each) for need, each in zip(needs, least, strict=True)]
    most = [max(need.least, need.most) for need in needs]
    if sum(most) <= whole:
        return _by_shares(columns, whole, most)
    return _lowest(needs, most, whole)


def _needs(
    columns: Sequence[ReportColumn], whole: float, rows: Sequence[Sequence[str]]
) -> list[_Need]:
    shares = sum(column.share for column in columns) or 1
    made = []
    for at, column in enumerate(columns):
        texts = [row[at] for row in rows]
        words = sorted(max(map(_extent, _words(text))) for text in texts if text.strip())
        del words[len(words) - len(words) // _RARE :]
        title = [_BOLD * _extent(word) for word in _words(column.title)]
        widest = min(max((*words[-1:], *title), default=0.0), _LONGEST_WORD) + _PAD
        lengths = tuple(_extent(text) for text in texts)
        lines = [_extent(line) for text in texts for line in text.splitlines()]
        most = max((*lines, _BOLD * _extent(column.title)), default=0.0) + _PAD
        usual = _LEAST.get(column.sort, _LEAST_OF_TEXT)
        if rows:
            usual = min(max(usual, _OF_SHARE * whole * column.share / shares), most)
        made.append(_Need(max(usual, widest), most, lengths))
    return made


def _fitting(least: Sequence[float], whole: float) -> list[float]:
    """Return the least widths, of which the widest are cut to one width where all together are too wide."""
    if sum(least) <= whole:
        return list(least)
    low, high = 0.0, max(least)
    for _ in range(40):
        limit = (low + high) / 2
        if sum(min(each, limit) for each in least) > whole:
            high = limit
        else:
            low = limit
    return [min(each, low) for each in least]


def _words(text: str) -> Iterator[str]:
    """Yield what no line parts: a number stays with its unit, a paragraph sign with the paper's name, too."""
    for part in _SPACES.split(bound(text.replace(" ¶", "\u00a0¶"))):
        yield from _HYPHENED.findall(part)


@cache
def _letter(character: str) -> float:
    """Return how wide a character is about, in the size of the letters."""
    if character in _NARROW:
        return 0.3
    if character in _WIDE:
        return 0.86
    return 0.68 if character.isupper() or ord(character) > 0x2E80 else 0.54


def _extent(text: str) -> float:
    return _SIZE * sum(map(_letter, text))


def _lowest(needs: Sequence[_Need], most: Sequence[float], whole: float) -> list[float]:
    """Return the widths at which the rows take the least height.

    A text of length a in a width w takes a/w lines. The sum of these is least where each width grows with
    the square root of its column's texts; what counts is only the highest cell of each row, so the texts
    are weighed by how near they come to that, round by round.
    """
    widths = _within([1.0] * len(needs), needs, most, whole)
    rows = list(zip(*(need.lengths for need in needs), strict=True))
    for _ in range(_ROUNDS):
        weighed = [0.0] * len(needs)
        for row in rows:
            lines = [
                length / max(width - _PAD, 1.0) for length, width in zip(row, widths, strict=True)
            ]
            highest = max(lines)
            if highest > 1.0:  # a row of one line is as low as it can be
                for at, length in enumerate(row):
                    weighed[at] += length * (lines[at] / highest) ** 3 * highest
        aim = _within([sqrt(each) for each in weighed], needs, most, whole)
        widths = [(old + new) / 2 for old, new in zip(widths, aim, strict=True)]
    return _bettered(widths, needs, rows)


def _bettered(
    widths: list[float], needs: Sequence[_Need], rows: Sequence[tuple[float, ...]]
) -> list[float]:
    """Return widths after moves from column to column that save lines, counted as whole ones."""
    rows = rows[:: max(1, -(-len(rows) // _MOST_COUNTED))]
    for step in _STEPS:
        for _ in range(_MOVES):
            wider, narrower, same = (
                [_lines_of(rows, at, width + more) for at, width in enumerate(widths)]
                for more in (step, -step, 0.0)
            )
            best, move = _height(same), None
            for to in range(len(widths)):
                for away, need in enumerate(needs):
                    if to == away or widths[away] - step < need.least:
                        continue
                    tried = list(same)
                    tried[to], tried[away] = wider[to], narrower[away]
                    height = _height(tried)
                    if height < best:
                        best, move = height, (to, away)
            if move is None:
                break
            to, away = move
            widths[to] += step
            widths[away] -= step
    return widths


def _lines_of(rows: Sequence[tuple[float, ...]], at: int, width: float) -> list[int]:
    room = max(width - _PAD, 1.0)
    return [ceil(row[at] / room) for row in rows]


def _height(columns: Sequence[Sequence[int]]) -> int:
    """Return how many lines all rows take, each as many as its highest cell; high rows count for more."""
    highest = map(max, *columns) if len(columns) > 1 else columns[0]
    return sum(each * each for each in highest)


def _within(
    wanted: Sequence[float], needs: Sequence[_Need], most: Sequence[float], whole: float
) -> list[float]:
    """Return widths in proportion to what is wanted, each between its least and its most."""
    low, high = 0.0, whole / max(min((each for each in wanted if each > 0), default=1.0), 1e-6)
    widths = [need.least for need in needs]
    for _ in range(40):
        scale = (low + high) / 2
        widths = [
            min(max(scale * each, need.least), limit)
            for each, need, limit in zip(wanted, needs, most, strict=True)
        ]
        if sum(widths) > whole:
            high = scale
        else:
            low = scale
    lacking = (whole - sum(widths)) / len(widths)
    return [width + lacking for width in widths]


def _by_shares(
    columns: Sequence[ReportColumn], whole: float, least: Sequence[float]
) -> list[float]:
    """Return widths by the columns' shares, none below its least: the others lack what that takes."""
    given: dict[int, float] = {}
    while True:
        free = [at for at in range(len(columns)) if at not in given]
        rest = whole - sum(given.values())
        shares = sum(columns[at].share for at in free) or 1
        widths = {at: rest * columns[at].share / shares for at in free}
        narrow = {at: least[at] for at, width in widths.items() if width < least[at] - 1e-9}
        if not narrow:
            return [(given | widths)[at] for at in range(len(columns))]
        given |= narrow
