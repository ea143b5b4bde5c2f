"""The papers of a case under headings, and those of them that typed words name. Knows no Qt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casefile.questions import PaperKind
from casefile.records import DocumentRow
from extraction.date_wording import day_words
from extraction.findings import DocumentKind
from ui.messages import KIND_HEADINGS

__all__ = ["Group", "PaperList", "grouped", "list_papers", "paper_name"]

_HEADINGS = {kind: heading for heading, kinds in KIND_HEADINGS for kind in kinds}


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its documents."""

    heading: str
    rows: tuple[DocumentRow, ...]

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """What narrows the view to the group's papers."""
        kinds = (row.kind for row in self.rows if _HEADINGS[row.kind] == self.heading)
        return tuple(map(PaperKind, dict.fromkeys(kinds)))


@dataclass(frozen=True)
class PaperList:
    """Papers as they are listed: ``places`` is group and row of each, ``names`` those of all of the case."""

    groups: tuple[Group, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def is_attached(self, row: DocumentRow) -> bool:
        """Tell whether a paper is listed with the one that it was attached to."""
        over = self.places.get(row.parent) if row.parent is not None else None
        return over is not None and over[0] == self.places[row.id][0]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(group.heading for group in self.groups)


def list_papers(rows: Sequence[DocumentRow], words: str = "") -> PaperList:
    """Return the papers that every typed word names; of thousands it takes some hundredths of a second."""
    typed = words.casefold().split()
    shown = [row for row in rows if not typed or _is_named(row, typed)]
    groups = grouped(shown)
    return PaperList(
        groups,
        {row.id: paper_name(row) for row in rows},
        {
            row.id: (number, place)
            for number, group in enumerate(groups)
            for place, row in enumerate(group.rows)
        },
    )


def grouped(rows: Sequence[DocumentRow]) -> tuple[Group, ...]:
    """Sort documents under the headings of their kinds, by date and then by name; no empty headings.

    What was attached to a paper follows it, unless it is of a kind under another heading.
    """
    shown = {row.id: row for row in rows}
    first: dict[str, list[DocumentRow]] = {}
    attached: dict[int, list[DocumentRow]] = {}
    for row in sorted(rows, key=_place):
        over = shown.get(row.parent) if row.parent is not None else None
        if over is not None and _goes_with(row, over):
            attached.setdefault(over.id, []).append(row)
        else:
            first.setdefault(_HEADINGS[row.kind], []).append(row)
    return tuple(
        Group(heading, tuple(_with_attached(first[heading], attached)))
        for heading, _ in KIND_HEADINGS
        if heading in first
    )


def _place(row: DocumentRow) -> tuple[bool, str, str, int]:
    day = row.date.isoformat() if row.date else ""
    return row.date is None, day, row.short_name.casefold(), row.id


def _goes_with(row: DocumentRow, over: DocumentRow) -> bool:
    return row.kind is DocumentKind.OTHER or _HEADINGS[row.kind] == _HEADINGS[over.kind]


def _with_attached(
    rows: Iterable[DocumentRow], attached: Mapping[int, Sequence[DocumentRow]]
) -> Iterator[DocumentRow]:
    for row in rows:
        yield row
        yield from _with_attached(attached.get(row.id, ()), attached)


def paper_name(row: DocumentRow) -> str:
    """Return what a paper is called."""
    return row.short_name or row.name


def _is_named(row: DocumentRow, typed: Sequence[str]) -> bool:
    """Tell whether each typed word stands in a paper's names, kind, author, docket number or day."""
    parts = (row.short_name, row.name, row.title, row.author, row.kind.value, row.docket_number)
    told = " ".join(part for part in parts if part).casefold()
    if all(word in told for word in typed):
        return True
    day = f"{day_words(row.date)} {row.date.isoformat()}".casefold() if row.date else ""
    return all(word in told or word in day for word in typed)
