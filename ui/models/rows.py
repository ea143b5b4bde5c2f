"""The model behind each column: rows in sections that can be folded, and each row's evidence."""

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from casefile.evidence_records import RowEvidence
from casefile.records import Ref
from ui.column_lines import AnyRow, Arranged, Heading, arrange, key_of, shows_evidence
from ui.language import tr
from ui.messages import count
from ui.models.roles import OWN_ROLE, ROW_ROLE

__all__ = ["HEADING_LETTERS", "AnyRow", "RowsModel"]

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

_AT_ONCE = 2_048
"""Lines are compared in stretches of as many: one by one, 100,000 of them take 10 ms."""

HEADING_LETTERS = -1
"""What stands for a heading among the numbers that heights are counted from."""


class RowsModel(QAbstractListModel):
    """Rows under headings, if they are grouped. ``words`` says a row, for screen readers and tooltips.

    All rows are known to it at once, yet nothing is made for one before it is asked for: the list counts
    heights by itself. Where rows only came or only went, the others stay.
    """

    def __init__(self, words: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._arranged = Arranged()
        self._starts: list[int] = []
        self._keys: Sequence[int | str] = []
        self._folded: set[str] = set()
        self._held: dict[int | str, AnyRow | Heading] = {}
        self._unlinked: Container[Ref] = frozenset()
        self._said: Mapping[Ref, str] = {}
        self._evidence: dict[int, RowEvidence] = {}
        self._answered: set[int] = set()

    # -- what is shown

    @property
    def arranged(self) -> Arranged:
        """The rows with their sections, folded or not."""
        return self._arranged

    @property
    def rows(self) -> Sequence[AnyRow]:
        """The rows in their order, those in folded sections too."""
        return self._arranged.rows

    def set_rows(self, rows: Sequence[AnyRow], unlinked: Container[Ref] = frozenset()) -> None:
        """Show a few rows as they come."""
        self.show(arrange(tuple(rows)), unlinked)

    def show(self, arranged: Arranged, unlinked: Container[Ref] = frozenset()) -> None:
        """Show other rows; where they are the same findings in the same order, nothing moves."""
        starts, keys = self._laid_out(arranged)
        self._answered.clear()
        before = self._keys
        if keys is before or keys == before:
            self._take(arranged, unlinked, starts, keys)
            self._tell_changed(0, len(keys) - 1)
            return
        same = _same_at_start(before, keys)
        tail = _same_at_end(before, keys, min(len(before), len(keys)) - same)
        # Until Qt was told of what came or went, the lines beside it are as they were.
        for at in (same - 1, len(before) - tail):
            if 0 <= at < len(before) and (line := self.line_at(self.index(at))) is not None:
                self._held[before[at]] = line
        if same + tail == len(keys):
            self.beginRemoveRows(QModelIndex(), same, len(before) - tail - 1)
            self._take(arranged, unlinked, starts, keys)
            self.endRemoveRows()
        elif same + tail == len(before) and before:
            self.beginInsertRows(QModelIndex(), same, len(keys) - tail - 1)
            self._take(arranged, unlinked, starts, keys)
            self.endInsertRows()
        else:
            self._held.clear()
            self.beginResetModel()
            self._take(arranged, unlinked, starts, keys)
            self.endResetModel()
            return
        self._held.clear()
        self._tell_changed(0, len(keys) - 1)

    def _take(
        self,
        arranged: Arranged,
        unlinked: Container[Ref],
        starts: list[int],
        keys: Sequence[int | str],
    ) -> None:
        self._arranged, self._unlinked, self._starts, self._keys = arranged, unlinked, starts, keys

    def _laid_out(self, arranged: Arranged) -> tuple[list[int], Sequence[int | str]]:
        """Return at which line each section starts, and the key of each line."""
        if len(arranged.sections) == 1 and arranged.sections[0].heading is None:
            return [0], arranged.keys
        starts: list[int] = []
        keys: list[int | str] = []
        rows = arranged.keys
        for section in arranged.sections:
            starts.append(len(keys))
            if section.heading is not None:
                keys.append(section.heading.key)
                if section.heading.key in self._folded:
                    continue
            keys += rows[section.start : section.end]
        return starts, keys

    def _tell_changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def visible_letters(self) -> Sequence[int]:
        """Return for each line what its height is counted from: ``letters_of`` its row.

        Of rows without headings these are the very numbers that they were arranged with.
        """
        if self._arranged.is_plain:
            return self._arranged.letters
        letters: list[int] = []
        for section in self._arranged.sections:
            if section.heading is not None:
                letters.append(HEADING_LETTERS)
                if section.heading.key in self._folded:
                    continue
            letters += self._arranged.letters[section.start : section.end]
        return letters

    # -- lines

    def line_at(self, index: Index) -> AnyRow | Heading | None:
        """Return the row or heading behind an index, or ``None`` for an invalid one."""
        at = index.row() if index.isValid() else -1
        if not 0 <= at < len(self._keys):
            return None
        if self._held and self._keys[at] in self._held:
            return self._held[self._keys[at]]
        number = bisect_right(self._starts, at) - 1
        section = self._arranged.sections[number]
        place = at - self._starts[number]
        if section.heading is not None:
            if place == 0:
                return section.heading
            place -= 1
        return self._arranged.rows[section.start + place]

    def row_at(self, index: Index) -> AnyRow | None:
        """Return the row behind an index, or ``None`` for a heading or an invalid one."""
        line = self.line_at(index)
        return None if isinstance(line, Heading) else line

    def row_of(self, ref: Ref) -> AnyRow | None:
        """Return a finding's row, folded away or not; ``None`` if it is not in this column."""
        place = self._arranged.places.get(key_of(ref))
        return None if place is None else self._arranged.rows[place]

    def index_of(self, ref: Ref) -> QModelIndex:
        """Return the index of a finding; an invalid one if it is not in this column, or folded away."""
        place = self._arranged.places.get(key_of(ref))
        if place is None:
            return QModelIndex()
        number = self._section_of(place)
        section = self._arranged.sections[number]
        if section.heading is not None and section.heading.key in self._folded:
            return QModelIndex()
        at = self._starts[number] + place - section.start + (section.heading is not None)
        return self.index(at)

    def _section_of(self, place: int) -> int:
        sections = self._arranged.sections
        return bisect_right(sections, place, key=lambda each: each.start) - 1

    def heading_of(self, index: Index) -> QModelIndex:
        """Return the index of the heading over a line; an invalid one where there is none."""
        if not index.isValid() or not self._starts:
            return QModelIndex()
        number = bisect_right(self._starts, index.row()) - 1
        has_one = self._arranged.sections[number].heading is not None
        return self.index(self._starts[number]) if has_one else QModelIndex()

    def index_of_heading(self, key: str) -> QModelIndex:
        """Return the index of a heading by its key; an invalid one if it is not there."""
        for number, section in enumerate(self._arranged.sections):
            if section.heading is not None and section.heading.key == key:
                return self.index(self._starts[number])
        return QModelIndex()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        sections = self._arranged.sections
        return tuple(each.heading for each in sections if each.heading is not None)

    def beyond(self, at: int, by: int) -> QModelIndex:
        """Return the next row from a line on, ``by`` 1 or -1, over headings; an invalid one at the end."""
        at += by
        while 0 <= at < len(self._keys):
            if isinstance(self._keys[at], int):
                return self.index(at)
            at += by
        return QModelIndex()

    # -- folding

    def is_folded(self, heading: Heading) -> bool:
        """Tell whether a section shows its heading alone."""
        return heading.key in self._folded

    def fold(self, heading: Heading, folded: bool) -> None:
        """Hide or show the rows under a heading."""
        if folded == self.is_folded(heading) or heading.key not in self._keys:
            return
        at = self._keys.index(heading.key)
        if folded:
            self.beginRemoveRows(QModelIndex(), at + 1, at + heading.count)
            self._folded.add(heading.key)
        else:
            self.beginInsertRows(QModelIndex(), at + 1, at + heading.count)
            self._folded.discard(heading.key)
        self._starts, self._keys = self._laid_out(self._arranged)
        (self.endRemoveRows if folded else self.endInsertRows)()
        self._tell_changed(at, at)

    def fold_all(self, folded: bool) -> None:
        """Hide the rows under every heading, or show all."""
        self.beginResetModel()
        self._folded = {each.key for each in self.headings} if folded else set()
        self._starts, self._keys = self._laid_out(self._arranged)
        self.endResetModel()

    def unfold(self, ref: Ref) -> None:
        """Show the rows among which a finding is folded away."""
        place = self._arranged.places.get(key_of(ref))
        if place is not None:
            heading = self._arranged.sections[self._section_of(place)].heading
            if heading is not None:
                self.fold(heading, folded=False)

    # -- what is said of rows

    def set_own_words(self, said: Mapping[Ref, str]) -> None:
        """Take what the attorney said of findings, for their marks and tooltips."""
        if said != self._said:
            self._said = said
            self._tell_changed(0, len(self._keys) - 1)

    def forget_evidence(self) -> None:
        """Forget the rows' evidence: something else is asked."""
        self._evidence.clear()
        self._answered.clear()

    def add_evidence(self, asked: Iterable[Ref], found: Mapping[Ref, RowEvidence]) -> None:
        """Take the evidence of the rows that were asked about; some have none."""
        lines: list[int] = []
        for ref in asked:
            key = key_of(ref)
            self._answered.add(key)
            if ref in found:
                self._evidence[key] = found[ref]
            else:
                self._evidence.pop(key, None)
            index = self.index_of(ref)
            if index.isValid():
                lines.append(index.row())
        if lines:
            self._tell_changed(min(lines), max(lines))

    def evidence_of(self, ref: Ref) -> RowEvidence | None:
        """Return a row's evidence, if it is known."""
        return self._evidence.get(key_of(ref))

    def said_of(self, row: AnyRow) -> tuple[RowEvidence | None, bool, str]:
        """Return a row's evidence, whether it stands back as not linked, and what the attorney said of it."""
        ref = row.ref
        evidence = self._evidence.get(key_of(ref)) if shows_evidence(row) else None
        return evidence, ref in self._unlinked, self._said.get(ref, "")

    def without_evidence(self, first: int, last: int) -> tuple[Ref, ...]:
        """Return the linked rows between two lines, both included, whose evidence nobody asked for yet."""
        rows = (self.row_at(self.index(at)) for at in range(max(first, 0), last + 1))
        return tuple(
            row.ref
            for row in rows
            if row is not None and shows_evidence(row) and key_of(row.ref) not in self._answered
        )

    # -- Qt's questions

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line_at(index)
        if line is None:
            return None
        if role == ROW_ROLE:
            return line
        said = role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if isinstance(line, Heading):
            is_name = role == Qt.ItemDataRole.DisplayRole
            return (line.words if is_name else self._heading_words(line)) if said else None
        if role == OWN_ROLE:
            return self._said.get(line.ref, "")
        return self._row_words(line) if said else None

    def _heading_words(self, heading: Heading) -> str:
        rows = count(heading.count, tr("row"), tr("rows"))
        if self.is_folded(heading):
            return tr("{group}: {rows}, folded", group=heading.words, rows=rows)
        return tr("{group}: {rows}", group=heading.words, rows=rows)

    def _row_words(self, row: AnyRow) -> str:
        evidence = self._evidence.get(key_of(row.ref))
        parts = (self._words(row), evidence.text if evidence else "", self._said.get(row.ref, ""))
        return "\n".join(part for part in parts if part)


def _same_at_end(one: Sequence[int | str], other: Sequence[int | str], most: int) -> int:
    """Return how many lines two lists have in common at their end, ``most`` at the most."""
    at, first, second = 0, len(one), len(other)
    step = _AT_ONCE
    while step:
        while at + step <= most and (
            one[first - at - step : first - at] == other[second - at - step : second - at]
        ):
            at += step
        step //= 2
    return at


def _same_at_start(one: Sequence[int | str], other: Sequence[int | str]) -> int:
    """Return how many lines two lists have in common at their beginning."""
    at, most = 0, min(len(one), len(other))
    while at < most and one[at : at + _AT_ONCE] == other[at : at + _AT_ONCE]:
        at += _AT_ONCE
    while at < most and one[at] == other[at]:
        at += 1
    return min(at, most)
