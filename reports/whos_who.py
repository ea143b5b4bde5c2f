"""Who is who: every party with its role, office, names and counsel, and where it is named and speaks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.party_records import PartyCard
from casefile.records import PartyRow, Pin, QuoteRow
from extraction.findings import Certainty
from reports import cells
from reports.arranging import Column, Line, arranged, left_out, noted
from reports.content import SECONDARY
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
    """A party with what stands beyond its row: bodies that it is a part of, counsel, and its quotations.

    ``speaks`` counts the quotations by the short name of the paper; ``documents`` are the papers that name
    it, ``None`` where nobody asked. ``first`` is where it is first named, in a pleading or exhibit if one
    names it, since one cites those before articles and mails.
    """

    row: PartyRow
    part_of: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    speaks: tuple[tuple[str, int], ...] = ()
    documents: frozenset[int] | None = None
    first: Pin | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def persons(
    rows: Iterable[PartyRow],
    quotes: Iterable[QuoteRow],
    cards: Mapping[int, PartyCard],
    own: OwnWords | None = None,
) -> list[Person]:
    """Return parties with what their cards and quotations say; a party without a card lacks that."""
    own = own or OwnWords()
    speaks: dict[int, Counter[str]] = {}
    for quote in quotes:
        if quote.speaker is not None and quote.certainty is not Certainty.UNATTRIBUTED:
            speaks.setdefault(quote.speaker, Counter())[quote.pin.short_name] += 1
    made = []
    for row in rows:
        card = cards.get(row.id)
        made.append(
            Person(
                row,
                tuple(each.name for each in card.part_of) if card else (),
                tuple(each.name for each in card.counsel) if card else (),
                tuple(speaks.get(row.id, Counter()).items()),
                frozenset(each.document for each in card.documents) if card else None,
                _first(row, card),
                own.tags.get(row.ref, ()),
                own.notes.get(row.ref, ()),
            )
        )
    return made


def _first(row: PartyRow, card: PartyCard | None) -> Pin | None:
    pins = (paper.mentions[0].pin for paper in card.documents if paper.mentions) if card else ()
    return next((pin for pin in pins if pin.kind not in SECONDARY), row.first)


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
            "office": cells.words("; ".join(each for each in (row.post, *person.part_of) if each)),
            "aliases": cells.words("; ".join(row.aliases)),
            "counsel": cells.words("; ".join(person.counsel)),
            "speaks": cells.words("; ".join(f"{name} {count}×" for name, count in person.speaks)),
            "named": cells.number(row.mentions, "×"),
            "papers": cells.number(row.documents),
            "first": cells.cited([person.first]),
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
        " ".join((row.name, *row.aliases, row.role or "", row.post or "", *person.part_of)),
        row.state,
        person.documents,
        parties=frozenset({row.id}),
        tags=frozenset(person.tags),
    )
