"""Who is who: every party with its role, office, names and counsel, and where it is named and speaks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.party_records import CastRow
from casefile.records import PartyRow, QuoteRow
from extraction.findings import Certainty
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.options import EVERYTHING, Facts, ReportOptions, narrow
from reports.own_words import OwnWords
from reports.report import ColumnSort, Report

__all__ = ["COLUMNS", "GROUPINGS", "ORDERS", "Person", "lines", "persons", "whos_who"]

COLUMNS = (
    Column("name", "Name", ColumnSort.TEXT, 24),
    Column("role", "Role", ColumnSort.TEXT, 14),
    Column("kind", "Kind", ColumnSort.TEXT, 11),
    Column("office", "Office, part of", ColumnSort.TEXT, 18, spare=True),
    Column("aliases", "Also called", ColumnSort.TEXT, 20, spare=True),
    Column("counsel", "Counsel", ColumnSort.TEXT, 16, usual=False),
    Column("speaks", "Speaks in", ColumnSort.TEXT, 14, spare=True),
    Column("named", "Named", ColumnSort.NUMBER, 8),
    Column("papers", "Papers", ColumnSort.NUMBER, 8, usual=False),
    Column("first", "First named", ColumnSort.CITE, 12),
    Column("tags", "Tags", ColumnSort.TEXT, 9, usual=False),
    Column("notes", "Notes", ColumnSort.TEXT, 18, usual=False),
    Column("review", "Review", ColumnSort.REVIEW, 10),
)
GROUPINGS = ("role", "kind")
ORDERS = ("name", "named")


@dataclass(frozen=True, slots=True)
class Person:
    """A party of the cast, its quotations counted by the paper's short name, the attorney's own words."""

    cast: CastRow
    speaks: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def row(self) -> PartyRow:
        """Return the party."""
        return self.cast.party


def persons(
    cast: Iterable[CastRow], quotes: Iterable[QuoteRow], own: OwnWords | None = None
) -> list[Person]:
    """Return the cast with what quotations and the attorney's own words say of each."""
    own = own or OwnWords()
    speaks: dict[int, Counter[str]] = {}
    for quote in quotes:
        if quote.speaker is not None and quote.certainty is not Certainty.UNATTRIBUTED:
            speaks.setdefault(quote.speaker, Counter())[quote.pin.short_name] += 1
    return [
        Person(
            each,
            tuple(speaks.get(each.party.id, Counter()).items()),
            own.tags.get(each.party.ref, ()),
            own.notes.get(each.party.ref, ()),
        )
        for each in cast
    ]


def whos_who(everybody: Sequence[Person], options: ReportOptions = EVERYTHING) -> Report:
    """Return who is who: parties with a role first, then by how often they are named.

    Raises:
        ReportFailure: for a column, grouping or order that there is not.
    """
    narrowed = narrow([_facts(person) for person in everybody], options)
    kept = [person for person in everybody if person.row.id in narrowed.kept]
    return Report(
        options.title or "Who’s who",
        arranged(COLUMNS, lines(kept), options),
        noted(*left_out(narrowed, "party was", "parties were")),
    )


def lines(people: Iterable[Person]) -> list[Line]:
    """Return parties as lines: those with a role first, then by how often they are named."""
    ordered = sorted(
        people,
        key=lambda each: (each.row.role is None, -each.row.mentions, each.row.name.casefold()),
    )
    return [_line(person) for person in ordered]


def _line(person: Person) -> Line:
    row = person.row
    return Line(
        {
            "name": cells.words(f"{row.name}, {row.capacity}" if row.capacity else row.name),
            "role": cells.words(row.role or ""),
            "kind": cells.words(row.kind.value),
            "office": cells.words(
                "; ".join(each for each in (row.post, *person.cast.part_of) if each)
            ),
            "aliases": cells.words("; ".join(row.aliases)),
            "counsel": cells.words("; ".join(each.name for each in person.cast.counsel)),
            "speaks": cells.words("; ".join(f"{name} {count}×" for name, count in person.speaks)),
            "named": cells.number(row.mentions, "×"),
            "papers": cells.number(row.documents),
            "first": cells.cited([person.cast.first]),
            "tags": cells.words(", ".join(person.tags)),
            "notes": cells.words("; ".join(person.notes)),
            "review": cells.review(row.state),
        },
        {
            "role": (row.role[:1].upper() + row.role[1:]) if row.role else "No role",
            "kind": row.kind.value.capitalize(),
        },
        {"name": row.name.casefold(), "named": -row.mentions},
    )


def _facts(person: Person) -> Facts:
    row = person.row
    return Facts(
        row.id,
        " ".join((row.name, *row.aliases, row.role or "", row.post or "", *person.cast.part_of)),
        row.state,
        frozenset(person.cast.documents),
        parties=frozenset({row.id}),
        tags=frozenset(person.tags),
    )
