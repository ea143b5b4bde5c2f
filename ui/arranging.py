"""The columns as they were arranged last: what is shown again, or nearly so, is not arranged anew.

To arrange 100,000 rows takes a tenth of a second and more. Nearly every question asks for a column that
stands already: the one that was clicked holds still, Esc and Back return to all rows, and a decision
changes one row. Knows no Qt.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casefile.linked_rows import LinkedRows
from casefile.pieces import in_common, in_pieces
from casefile.records import RefType, ReviewState
from ui.column_lines import AnyRow, Arranged, Section, arrange, key_of, letters_of, linked_letters
from ui.column_order import ColumnOrder, Group, Orders, Sort
from ui.narrowing import Columns, Held

__all__ = ["Arranger"]

_KEPT = 3
"""Arrangements of each column that are kept: all rows, what was asked before, what is asked now."""
_FEW = 1_000
"""So many rows that came or went are arranged one by one; where more did, all are."""


@dataclass(frozen=True)
class _Kept:
    rows: Sequence[AnyRow]
    order: ColumnOrder
    arranged: Arranged


class Arranger:
    """Arranges columns, and remembers the last arrangements. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arranging = threading.Lock()
        self._kept: dict[RefType, tuple[_Kept, ...]] = {}

    def forget(self) -> None:
        """Let go of everything, as another case is opened."""
        with self._lock:
            self._kept.clear()

    def columns(
        self, columns: Columns, orders: Orders, same_words: Callable[[], Mapping[int, int]]
    ) -> dict[RefType, Arranged]:
        """Return all three columns, each in its order."""
        rows: dict[RefType, Sequence[AnyRow]] = {
            RefType.PARTY: columns.parties,
            RefType.QUOTE: columns.quotes,
            RefType.DATE: columns.dates,
        }
        with self._arranging:  # whoever asks meanwhile needs much of what is arranged for this one
            return {
                kind: self._column(kind, each, orders.of(kind), same_words).with_keys()
                for kind, each in rows.items()
            }

    def _column(
        self,
        kind: RefType,
        rows: Sequence[AnyRow],
        order: ColumnOrder,
        same_words: Callable[[], Mapping[int, int]],
    ) -> Arranged:
        if not isinstance(rows, Held):
            return self._plain(kind, rows, order, same_words)
        base = self._plain(kind, rows.base, order, same_words)
        places = [base.places.get(key_of(row.ref)) for row in rows.linked.values()]
        if order.sort is Sort.LINK or any(at is None for at in places):
            return arrange(tuple(rows), order, same_words)
        over = {
            at: row for at, row in zip(places, rows.linked.values(), strict=True) if at is not None
        }
        return _laid_over(base, over)

    def _plain(
        self,
        kind: RefType,
        rows: Sequence[AnyRow],
        order: ColumnOrder,
        same_words: Callable[[], Mapping[int, int]],
    ) -> Arranged:
        kept = self._kept.get(kind, ())
        if order.group is Group.WORDS:  # whose words are the same may change while the rows do not
            return arrange(rows, order, same_words)
        for each in kept:
            if each.rows is rows and each.order == order:
                self._keep(kind, each)
                return each.arranged
        made, before = None, _nearest(kept)
        if order.is_usual:
            made = (
                _linked(rows, before) if isinstance(rows, LinkedRows) else self._changed(kept, rows)
            )
        found = _Kept(rows, order, made or arrange(rows, order, same_words, before))
        self._keep(kind, found)
        return found.arranged

    def _changed(self, kept: Iterable[_Kept], rows: Sequence[AnyRow]) -> Arranged | None:
        """Return the arrangement of rows that are nearly those of one that is kept."""
        usual = (each.arranged for each in kept if each.order.is_usual and _is_plain(each))
        return next((made for each in usual if (made := _exchanged(each, rows))), None)

    def _keep(self, kind: RefType, newest: _Kept) -> None:
        with self._lock:
            others = [each for each in self._kept.get(kind, ()) if each is not newest]
            kept = [newest, *others[: _KEPT - 1]]
            if not any(map(_is_plain, kept)):  # to which every answer is loosened
                kept[_KEPT - 1 :] = filter(_is_plain, others)
            self._kept[kind] = tuple(kept)


def _nearest(kept: Iterable[_Kept]) -> Arranged | None:
    """Return the arrangement that knows most rows as they are in the case."""
    plain = (each.arranged for each in kept if _is_plain(each))
    return max(plain, key=lambda each: len(each.rows), default=None)


def _is_plain(kept: _Kept) -> bool:
    """Tell whether rows are those of the case, without what links them."""
    return isinstance(kept.arranged.rows, tuple)


def _linked(rows: LinkedRows[AnyRow], before: Arranged | None) -> Arranged:  # type: ignore[type-var]
    """Arrange rows with their relations beside them, none of which is made for it."""
    plain = arrange(rows.plain, before=before)
    letters = list(map(linked_letters, plain.letters, rows.packed))
    return replace(plain, rows=rows, letters=letters)


def _laid_over(base: Arranged, over: Mapping[int, AnyRow]) -> Arranged:
    """Return an arrangement with other rows of the same findings at some places."""
    if not over:
        return base
    rows, letters = list(base.rows), list(base.letters)
    for at, row in over.items():
        rows[at], letters[at] = row, letters_of(row)
    return replace(base, rows=tuple(rows), letters=letters).with_keys(base)


def _exchanged(before: Arranged, rows: Sequence[AnyRow]) -> Arranged | None:
    """Return the arrangement of rows of which few differ from those of before, wherever, else ``None``.

    Rows that are the very same are not looked at: only whether they are.
    """
    old, letters, keys = before.rows, list[int](), list[int]()
    come, gone = list[AnyRow](), list[AnyRow]()
    if not old or not rows or abs(len(old) - len(rows)) > _FEW:
        return None
    here = there = 0
    while there < len(rows):
        same = in_common(old, rows, here, there)
        letters += before.letters[here : here + same]
        keys += before.keys[here : here + same]
        here, there = here + same, there + same
        if there == len(rows):
            break
        row = rows[there]
        key = key_of(row.ref)
        at = before.places.get(key, 0)
        if at > here and old[at] is row:  # what stood before it is gone
            if at - here > _FEW:
                return None
            gone += old[here:at]
            here = at
        else:
            come.append(row)
            letters.append(letters_of(row))
            keys.append(key)
            there += 1
        if len(gone) + len(come) > _FEW:
            return None
    if len(old) - here > _FEW:
        return None
    gone += old[here:]
    places = before.places
    if keys != before.keys:
        places = {}
        for some in in_pieces(keys):
            places.update(zip(some, range(len(places), len(places) + len(some)), strict=True))
    unreviewed = before.unreviewed + _suggested(come) - _suggested(gone)
    sections = (Section(None, 0, len(rows)),)
    return Arranged(rows, sections, places, letters, unreviewed).with_keys(before)


def _suggested(rows: Iterable[AnyRow]) -> int:
    return sum(row.state is ReviewState.SUGGESTED for row in rows)
