"""How wide columns are: by their shares of the page, but never so narrow that their usual words break."""

from collections.abc import Sequence

from reports.report import ColumnSort, ReportColumn

__all__ = ["column_widths"]

# Points that the usual words of such a column take: "suggested", "September 30, 2026", "Compl. ¶¶ 138–141".
_LEAST = {
    ColumnSort.REVIEW: 56.0,
    ColumnSort.DAY: 76.0,
    ColumnSort.CITE: 76.0,
    ColumnSort.NUMBER: 48.0,
}
_LEAST_OF_TEXT = 60.0


def column_widths(columns: Sequence[ReportColumn], whole: float) -> list[float]:
    """Return the columns' widths in points, which together are ``whole``.

    What narrow columns are given, the others lack, by their shares; where there are too many columns for
    that, the shares alone decide.
    """
    least = [_LEAST.get(column.sort, _LEAST_OF_TEXT) for column in columns]
    if sum(least) > whole:
        least = [0.0] * len(columns)
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
