"""The first rows of the columns, straight from the store: what a large case shows while its image is made.

They are the rows that ``linked.view`` begins with when nothing is asked for, and the same totals. Only the
papers that these rows stand in are read, and those where the attorney said himself who is named.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest

from casefile import snapshot, splits
from casefile.known_parties import KnownParty, all_parties
from casefile.links import party_place, roots_of
from casefile.marked import Marked, marked_anywhere
from casefile.paper_links import PaperLinks
from casefile.questions import LinkedView, Question
from casefile.records import DateRow, DocumentRow, PartyRow, Pin, QuoteRow, ReviewState, Totals
from casefile.row_order import date_place
from casefile.snapshot import FoundDate, FoundQuote
from casefile.splits import Splits
from extraction.findings import QuoteKind
from importers.source_text import Page, Zone

__all__ = ["BY_TIME", "DATES_COUNTED", "FIRST", "QUOTES_COUNTED", "first_rows", "is_large"]

FIRST = 100
"""Rows of a column that are shown at once."""

_LARGE = 200  # documents; quotes are more by ten

_FURNITURE = json.dumps([zone.value for zone in Zone if zone.is_furniture])
_QUOTATIONS = json.dumps([kind.value for kind in QuoteKind if kind.is_quotation])
_WANTED = (ReviewState.ACCEPTED, ReviewState.EDITED)
BY_TIME = """
    CASE WHEN value_given IS NULL THEN ifnull (ifnull (earliest, latest), '9999-99-99')
        ELSE ifnull (ifnull (earliest_given, latest_given), '9999-99-99') END,
    CASE WHEN value_given IS NULL THEN ifnull (latest, '9999-99-99')
        ELSE ifnull (latest_given, '9999-99-99') END,
    document, "start", id
"""
"""The order of time, as the index has it that is made for it."""
QUOTES_COUNTED = """
    SELECT decision, count(*) AS count FROM quote
    WHERE proposed = 1 AND zone NOT IN (SELECT value FROM json_each (:furniture))
        AND kind IN (SELECT value FROM json_each (:quotations))
        OR decision IN ('accepted', 'edited') OR id IN (SELECT value FROM json_each (:marked))
    GROUP BY decision
"""
"""How many quotes the columns have, by decision; answered by an index alone, as are the dates."""
DATES_COUNTED = """
    SELECT decision, count(*) AS count FROM date_expression
    WHERE proposed = 1 AND zone NOT IN (SELECT value FROM json_each (:furniture))
        AND (ifnull (value_given, value) IS NOT NULL OR anchor IS NOT NULL)
        OR decision IN ('accepted', 'edited') OR id IN (SELECT value FROM json_each (:marked))
        OR coalesce (kind_event_given, short_given, standing_given, leaning_given, order_given, group_given)
            IS NOT NULL
    GROUP BY decision
"""
_PROPOSED = """
    SELECT appearance.party, sum(mentions.count) AS count, count(DISTINCT appearance.document) AS papers
    FROM appearance LEFT JOIN (
        SELECT appearance, count(*) AS count FROM mention
        WHERE zone NOT IN (SELECT value FROM json_each (:furniture)) GROUP BY appearance
    ) AS mentions ON mentions.appearance = appearance.id
    WHERE appearance.document NOT IN (SELECT value FROM json_each (:read)) GROUP BY appearance.party
"""
_PROPOSED_OF = """
    SELECT party, sum((
        SELECT count(*) FROM mention WHERE mention.appearance = appearance.id
            AND zone NOT IN (SELECT value FROM json_each (:furniture))
    )) AS count, count(DISTINCT document) AS papers
    FROM appearance WHERE party IN (SELECT value FROM json_each (:parties))
        AND document NOT IN (SELECT value FROM json_each (:read)) GROUP BY party
"""
_NAMES = """
    SELECT party, name, aliases, min(document) AS document FROM appearance
    WHERE party IN (SELECT value FROM json_each (:parties))
        AND document NOT IN (SELECT value FROM json_each (:read))
    GROUP BY party, name, aliases ORDER BY min(document), min(id)
"""
_FIRST_MENTION = """
    SELECT mention.document, mention."start", mention."end", mention.place FROM appearance
    JOIN mention ON mention.appearance = appearance.id
    WHERE appearance.party = :party AND mention.zone NOT IN (SELECT value FROM json_each (:furniture))
        AND appearance.document NOT IN (SELECT value FROM json_each (:read))
    ORDER BY appearance.document, mention."start", mention."end" LIMIT 1
"""
_GIVEN = """
    SELECT document FROM mention_given WHERE party_given IS NOT NULL
    UNION SELECT document FROM appearance
    WHERE party IN (SELECT party FROM party_split WHERE party_given IS NOT NULL)
"""


def is_large(connection: sqlite3.Connection) -> bool:
    """Tell whether to read all of a case takes a time that a person notices."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM document) >= ? OR (SELECT count(*) FROM quote) >= ?",
        (_LARGE, _LARGE * 10),
    ).fetchone()
    return bool(row[0])


def first_rows(
    connection: sqlite3.Connection,
    papers: Mapping[int, DocumentRow],
    count: int = FIRST,
    known: Mapping[int, KnownParty] | None = None,
) -> LinkedView:
    """Return the first rows of each column, rejected ones left out, and the totals of the case.

    ``papers`` are all documents by their numbers, ``known`` all parties, where they have been read.
    """
    case = _Case(connection, papers, all_parties(connection) if known is None else known)
    quotes, dates = case.quotes(count), case.dates(count)
    parties, number, unreviewed = case.parties(count)
    counts: list[int] = []
    for query, numbers in (
        (QUOTES_COUNTED, case.marked.quotes),
        (DATES_COUNTED, case.marked.dates),
    ):
        told = {"furniture": _FURNITURE, "quotations": _QUOTATIONS, "marked": _among(numbers)}
        found = {row["decision"]: row["count"] for row in connection.execute(query, told)}
        unreviewed += found.get(ReviewState.SUGGESTED, 0)
        counts.append(sum(found.values()) - found.get(ReviewState.REJECTED, 0))
    totals = Totals(number, counts[0], counts[1], unreviewed)
    return LinkedView(Question(), parties, quotes, dates, totals)


def party_rows(
    connection: sqlite3.Connection,
    papers: Mapping[int, DocumentRow],
    known: Mapping[int, KnownParty],
    numbers: Collection[int],
) -> dict[int, PartyRow]:
    """Return the rows of some parties, none of them merged into another, as the whole case has them.

    ``known`` are all parties.
    """
    return _Case(connection, papers, known).rows_of(numbers)


@dataclass
class _Named:
    """How the papers name one party, without those that it lives on in."""

    mentions: int = 0
    papers: set[int] = field(default_factory=set)
    more_papers: int = 0
    """Papers that were counted without being told apart."""


class _Case:
    """What is known of the case before its papers are read."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        papers: Mapping[int, DocumentRow],
        known: Mapping[int, KnownParty],
    ) -> None:
        self._connection = connection
        self._rows = papers
        self._known = known
        self._roots = roots_of(self._known)
        self._rules: Splits = splits.load(connection)
        self._pages: dict[int, tuple[Page, ...]] = {}
        self.marked: Marked = marked_anywhere(connection)

    # -- quotes and dates

    def quotes(self, count: int) -> tuple[QuoteRow, ...]:
        """Return the first quotes, paper by paper."""
        query = (
            "SELECT id, document, first_sentence FROM quote WHERE decision <> 'rejected'"
            ' ORDER BY document, "start", "end" LIMIT ? OFFSET ?'
        )
        found: list[QuoteRow] = []
        for rows in self._batches(query, count):
            by_paper: dict[int, list[sqlite3.Row]] = {}
            for row in rows:
                by_paper.setdefault(row["document"], []).append(row)
            for number, some in by_paper.items():
                sentences = {row["first_sentence"] for row in some}
                beside = [
                    row["id"]
                    for row in self._connection.execute(
                        "SELECT id, first_sentence FROM date_expression WHERE document = ?",
                        (number,),
                    )
                    if row["first_sentence"] in sentences
                ]
                quotes, _ = self._read(number, [row["id"] for row in some], beside)
                found += [self._told(quote.row) for quote in quotes if quote.shown]
            if len(found) >= count:
                break
        return tuple(found[:count])

    def dates(self, count: int) -> tuple[DateRow, ...]:
        """Return the first dates in the order of time."""
        query = (
            "SELECT id, document FROM date_expression WHERE decision <> 'rejected'"  # noqa: S608 - our words
            f" ORDER BY {BY_TIME} LIMIT ? OFFSET ?"
        )
        found: list[DateRow] = []
        for rows in self._batches(query, count):
            by_paper: dict[int, list[int]] = {}
            for row in rows:
                by_paper.setdefault(row["document"], []).append(row["id"])
            for number, some in by_paper.items():
                _, dates = self._read(number, (), some)
                found += [date.row for date in dates if date.shown]
            if len(found) >= count:
                break
        return tuple(sorted(found, key=date_place)[:count])

    def _batches(self, query: str, count: int) -> Iterator[Sequence[sqlite3.Row]]:
        begun = 0
        while rows := self._connection.execute(query, (count, begun)).fetchall():
            yield rows
            begun += count

    def _read(
        self, number: int, quotes: Collection[int], dates: Collection[int]
    ) -> tuple[tuple[FoundQuote, ...], tuple[FoundDate, ...]]:
        self._ready((number,))
        if quotes:
            others = self._connection.execute(
                "SELECT DISTINCT document FROM same_words"
                " WHERE quote IN (SELECT value FROM json_each (?))",
                (_among(quotes),),
            )
            self._ready(row["document"] for row in others.fetchall())
        return snapshot.some_rows(
            self._connection, self._rows[number], self._rows, self._pages, self.marked, self._rules,
            quotes, dates,
        )  # fmt: skip

    def _ready(self, numbers: Iterable[int]) -> None:
        """Have the pages of some papers at hand."""
        wanted = [number for number in numbers if number not in self._pages]
        self._pages |= snapshot.document_pages(self._connection, wanted)

    def _told(self, row: QuoteRow) -> QuoteRow:
        if row.speaker is None:
            return row
        speaker = self._roots.get(row.speaker)
        name = self._known[speaker].name if speaker is not None else None
        return replace(row, speaker=speaker, speaker_name=name)

    # -- parties

    def parties(self, count: int) -> tuple[tuple[PartyRow, ...], int, int]:
        """Return the first parties, how many there are, and how many of them nobody has reviewed."""
        read = self._read_by_hand()
        told = {"furniture": _FURNITURE, "read": _among(read)}
        named = self._named(self._connection.execute(_PROPOSED, told), read)
        shown = [
            party
            for party in self._known.values()
            if party.merged_into is None
            and (self._is_named(named, party.id) or party.state in _WANTED)
        ]
        live = [party for party in shown if party.state is not ReviewState.REJECTED]
        nobody = _Named()
        first = nsmallest(
            count,
            live,
            key=lambda party: party_place(party, named.get(party.id, nobody).mentions),
        )
        rows = [self._row(party, named.get(party.id, nobody)) for party in first]
        unreviewed = sum(party.state is ReviewState.SUGGESTED for party in shown)
        return tuple(self._whole(rows, read)), len(live), unreviewed

    def rows_of(self, numbers: Collection[int]) -> dict[int, PartyRow]:
        """Return the rows of some parties by their numbers."""
        wanted, read = set(numbers), self._read_by_hand()
        members = [number for number, root in self._roots.items() if root in wanted]
        told = {"furniture": _FURNITURE, "read": _among(read), "parties": _among(members)}
        named = self._named(self._connection.execute(_PROPOSED_OF, told), read)
        rows = [self._row(self._known[each], named.get(each, _Named())) for each in sorted(wanted)]
        return {row.id: row for row in self._whole(rows, read)}

    def _named(
        self, proposed: Iterable[sqlite3.Row], read: Mapping[int, PaperLinks]
    ) -> dict[int, _Named]:
        """Return how parties are named: as extraction counted, and in the papers that were read."""
        named: dict[int, _Named] = {}
        for row in proposed:
            each = named.setdefault(self._roots[row["party"]], _Named())
            each.mentions += row["count"] or 0
            each.more_papers += row["papers"]
        for number, paper in read.items():
            for party, mentions in paper.mentions.items():
                named.setdefault(self._roots[party], _Named()).mentions += len(mentions)
            for party in paper.names:
                named.setdefault(self._roots[party], _Named()).papers.add(number)
        return named

    def _is_named(self, named: Mapping[int, _Named], party: int) -> bool:
        return party in named and bool(named[party].papers or named[party].more_papers)

    def _read_by_hand(self) -> dict[int, PaperLinks]:
        """Return the papers, whole, in which the attorney said who is named."""
        numbers = [row["document"] for row in self._connection.execute(_GIVEN)]
        self._ready(numbers)
        return {
            number: PaperLinks(
                snapshot.document_image(
                    self._connection, self._rows[number], self._rows, self._pages, self.marked, self._rules
                )
            )
            for number in sorted(numbers)
        }  # fmt: skip

    def _row(self, party: KnownParty, named: _Named) -> PartyRow:
        return PartyRow(
            party.id, party.name, party.kind, party.role, party.capacity, (), party.state, named.mentions,
            named.more_papers + len(named.papers), party.confidence, None, party.added, party.post,
        )  # fmt: skip

    def _whole(
        self, rows: Sequence[PartyRow], read: Mapping[int, PaperLinks]
    ) -> Iterator[PartyRow]:
        """Yield the rows with the names and the first place of each."""
        wanted = {row.id for row in rows}
        members: dict[int, list[int]] = {}
        for number, root in self._roots.items():
            if root in wanted:
                members.setdefault(root, []).append(number)
        of = {member: root for root, numbers in members.items() for member in numbers}
        names: dict[int, list[tuple[int, str]]] = {}
        told = {"parties": _among(of), "read": _among(read)}
        for row in self._connection.execute(_NAMES, told):
            spelled = [row["name"], *json.loads(row["aliases"])]
            names.setdefault(of[row["party"]], []).extend(
                (row["document"], name) for name in spelled
            )
        for number, paper in read.items():
            for member in paper.names.keys() & of.keys():
                names.setdefault(of[member], []).extend(
                    (number, name) for name in paper.names[member].values()
                )
        for row in rows:
            several = len(members[row.id]) > 1
            papers = self._papers(members[row.id], read) if several else row.documents
            first = self._first(members[row.id], read)
            aliases = _aliases(row.name, sorted(names.get(row.id, ()), key=lambda pair: pair[0]))
            yield replace(row, aliases=aliases, documents=papers, first=first)

    def _papers(self, members: Collection[int], read: Mapping[int, PaperLinks]) -> int:
        """Count the papers that name one of several parties, each once."""
        rows = self._connection.execute(
            "SELECT DISTINCT document FROM appearance WHERE party IN (SELECT value FROM json_each (?))",
            (_among(members),),
        )
        there = {row["document"] for row in rows} - read.keys()
        named = {
            number for number, paper in read.items() if not paper.names.keys().isdisjoint(members)
        }
        return len(there | named)

    def _first(self, members: Collection[int], read: Mapping[int, PaperLinks]) -> Pin | None:
        pins = [
            paper.mentions[member][0].pin
            for paper in read.values()
            for member in members
            if member in paper.mentions
        ]
        for member in members:
            told = {"party": member, "furniture": _FURNITURE, "read": _among(read)}
            row = self._connection.execute(_FIRST_MENTION, told).fetchone()
            if row is not None:
                self._ready((row["document"],))
                pins.append(snapshot.stored_pin(self._rows[row["document"]], row, self._pages))
        return min(pins, key=lambda pin: (pin.document, pin.span), default=None)


def _aliases(own: str, names: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for _, name in names:
        found.setdefault(" ".join(name.split()).casefold(), name)
    found.pop(own.casefold(), None)
    return tuple(found.values())


def _among(numbers: Iterable[int]) -> str:
    return json.dumps(sorted(numbers))
