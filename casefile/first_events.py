"""The first events of the chronology, straight from the store: what is shown while all are compared.

They are rows as their papers tell them alone: which events are one, which disagree and what answers say is
not known yet. Only the papers that these rows stand in are read.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from casefile import snapshot, splits
from casefile.chronology import in_order
from casefile.event_records import Chronology, EventRow
from casefile.first_rows import BY_TIME
from casefile.known_parties import KnownParty, all_parties
from casefile.links import roots_of
from casefile.marked import marked_anywhere
from casefile.paper_events import paper_events
from casefile.records import DocumentRow, PartyRow, ReviewState
from casefile.snapshot import DocumentImage
from extraction.findings import EventKind

__all__ = ["FIRST_EVENTS", "FirstEvents", "Wanted", "first_events"]

FIRST_EVENTS = 60
"""Events that are shown at once: more than a screen holds."""

_EVENTS = """
    SELECT id, document, {day} AS day FROM date_expression
    WHERE decision <> 'rejected'
        AND coalesce (kind_event_given, event_kind, :usual) NOT IN (SELECT value FROM json_each (:hidden))
        AND (
            event_kind IS NOT NULL OR origin = 'given' OR id IN (SELECT value FROM json_each (:tagged))
            OR coalesce (kind_event_given, short_given, standing_given) IS NOT NULL
            OR coalesce (leaning_given, order_given, group_given) IS NOT NULL
        )
        AND (:document IS NULL OR document = :document)
        AND (:party IS NULL OR document IN (SELECT value FROM json_each (:papers)))
        AND {day} <= :latest AND {end} >= :earliest
    ORDER BY {order} LIMIT :count OFFSET :begun
"""
_NAMING = """
    SELECT document FROM appearance WHERE party IN (SELECT value FROM json_each (?1))
    UNION SELECT document FROM mention_given WHERE party_given IN (SELECT value FROM json_each (?1))
    UNION SELECT document FROM party_split WHERE party_given IN (SELECT value FROM json_each (?1))
"""
_DAY, _END = (f"{part} END" for part in BY_TIME.split(" END,")[:2])
_MOST_BATCHES = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for: of kinds that are not ``hidden``, of a party, a paper, some days."""

    hidden: frozenset[EventKind] = frozenset()
    party: int | None = None
    document: int | None = None
    days: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class FirstEvents:
    """The first events and the parties that they name."""

    chronology: Chronology
    parties: tuple[PartyRow, ...]


def first_events(
    connection: sqlite3.Connection,
    papers: Mapping[int, DocumentRow],
    wanted: Wanted,
    count: int = FIRST_EVENTS,
) -> FirstEvents:
    """Return the first events in the order of their days; ``papers`` are all documents by their numbers.

    Where some of a day are left out all of that day are, since only together they have an order.
    """
    return _Case(connection, papers).first(wanted, count)


class _Case:
    """What is known of the case before its papers are read."""

    def __init__(self, connection: sqlite3.Connection, papers: Mapping[int, DocumentRow]) -> None:
        self._connection = connection
        self._papers = papers
        self._known: Mapping[int, KnownParty] = all_parties(connection)
        self._roots = roots_of(self._known)
        self._rules = splits.load(connection)
        self._marked = marked_anywhere(connection)
        self._live = {
            number: root
            for number, root in self._roots.items()
            if self._known[root].state is not ReviewState.REJECTED
        }

    def first(self, wanted: Wanted, count: int) -> FirstEvents:
        found: list[EventRow] = []
        last, names = "", dict[int, set[str]]()
        for dates in self._batches(wanted, count):
            by_paper: dict[int, set[int]] = {}
            for row in dates:
                by_paper.setdefault(row["document"], set()).add(row["id"])
            for number, numbers in by_paper.items():
                paper = self._read(number, numbers)
                for party, name in paper.names:
                    if party in self._live:
                        names.setdefault(self._live[party], set()).add(name)
                told = paper_events(paper, self._live, {}, None).rows
                found += (row for row in told if wanted.party in (None, *row.parties))
            last = dates[-1]["day"] if len(dates) == count else ""
            if not last or len(found) >= count:
                break
        rows = in_order(found)
        if last:
            rows = [
                row for row in rows if row.date.earliest and f"{row.date.earliest}" < last
            ] or rows
        shown = {party for row in rows for party in row.parties}
        parties = tuple(self._party(party, names.get(party, set())) for party in sorted(shown))
        return FirstEvents(Chronology(tuple(rows), (), ()), parties)

    def _batches(self, wanted: Wanted, count: int) -> Iterator[list[sqlite3.Row]]:
        """Yield the dates in the order of their days, batch by batch."""
        first, last = wanted.days or (dt.date.min, dt.date.max)
        told = {
            "hidden": json.dumps(sorted(wanted.hidden)),
            "usual": EventKind.EVENT,
            "tagged": json.dumps(sorted(self._marked.tags)),
            "document": wanted.document,
            "party": wanted.party,
            "papers": self._naming(wanted.party) if wanted.party is not None else "[]",
            "earliest": f"{first}",
            "latest": f"{last}",
            "count": count,
        }
        query = _EVENTS.format(day=_DAY, end=_END, order=BY_TIME)
        for batch in range(_MOST_BATCHES):
            told["begun"] = batch * count
            rows = self._connection.execute(query, told).fetchall()
            if rows:
                yield rows
            if len(rows) < count:
                return

    def _naming(self, party: int) -> str:
        """Return the papers that name a party, as JSON."""
        members = [number for number, root in self._roots.items() if root == party]
        rows = self._connection.execute(_NAMING, (json.dumps(members),))
        return json.dumps([row["document"] for row in rows])

    def _read(self, number: int, dates: Collection[int]) -> DocumentImage:
        """Return a paper with some of its dates and all mentions, without its quotes."""
        row, pages = self._papers[number], snapshot.document_pages(self._connection, (number,))
        _, found = snapshot.some_rows(
            self._connection, row, self._papers, pages, self._marked, self._rules, (), dates
        )
        nothing = DocumentImage(row, (), (), (), ())
        mentions = snapshot.document_image(
            self._connection, row, self._papers, pages, self._marked, self._rules, nothing,
            {("mentions", 0)},
        )  # fmt: skip
        return replace(mentions, dates=found)

    def _party(self, number: int, names: Collection[str]) -> PartyRow:
        party = self._known[number]
        aliases = tuple(sorted(name for name in names if name.casefold() != party.name.casefold()))
        return PartyRow(
            number, party.name, party.kind, party.role, party.capacity, aliases, party.state, 0, 0,
            party.confidence, None, party.added, party.post,
        )  # fmt: skip
