"""Rows of a table become events and parties of the case, as one decision that one step takes back.

What has a passage in a paper is pinned there; what has none is pinned to its own row of the table, which is a
paper of the case then. Nothing is ever taken away, and of what stands only what the plan showed is changed.
"""

import re
import secrets
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casefile import history, issues, notes, tags
from casefile.adding import marked
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.findings import Column, Paper, anchored, free_places, insert, paper_of
from casefile.history import Patch, Value
from casefile.import_records import Progress
from casefile.links import Image
from casefile.marks import touch
from casefile.note_records import About, Thing
from casefile.party_decisions import new_party
from casefile.records import Ref, RefType, ReviewState
from casefile.review import patch_of, recorded, typed_value
from casefile.table_names import Names
from casefile.table_records import (
    EventWish,
    Field,
    PartyWish,
    RowPlan,
    RowState,
    TablePlan,
    TableSort,
)
from extraction import names
from extraction.findings import Basis, EventKind, PartyKind
from importers.source_text import Span, disjoint

__all__ = ["apply", "wanted"]

_GROUPS = 2**53
_AT_ONCE = 25  # rows between two steps


def wanted(plan: TablePlan, *, update: bool, without: Collection[int] = ()) -> tuple[RowPlan, ...]:
    """Return the rows of a plan that come in: new ones, and what differs if it is to be updated.

    ``without`` are numbers of rows that the attorney took out.
    """
    states = (RowState.NEW, RowState.CHANGES) if update else (RowState.NEW,)
    return tuple(row for row in plan.rows if row.state in states and row.row.number not in without)


def apply(
    connection: sqlite3.Connection,
    image: Image,
    plan: TablePlan,
    rows: Sequence[RowPlan],
    document: int | None,
) -> Generator[Progress, None, tuple[Patch, ...]]:
    """Take rows of a plan in; ``document`` is the table as a paper of the case, where one of them needs it.

    Yields how many of the rows are in, then which paper is looked through for the names of new parties.

    Raises:
        CaseFailure: if the table was read otherwise when it came into the case.
        NoSuchFinding: if something that a row is about is no longer in the case.
    """
    work = _Work(connection, image, plan.table.path.name, document)
    if document is not None and work.paper(document).source.text != plan.table.source.text:
        raise CaseFailure(
            "The file has changed since it was looked at. Choose it again, and look at its rows anew."
        )
    new = changed = 0
    for at, row in enumerate(rows):
        if at % _AT_ONCE == 0:
            yield Progress(at, len(rows) + 1, f"Row {at + 1:,} of {len(rows):,}")
        if row.state is RowState.NEW:
            work.add(row)
            new += 1
        else:
            work.change(row)
            changed += 1
    for name in work.finish(is_cast=plan.sort is TableSort.CAST):
        yield Progress(len(rows), len(rows) + 1, f"Looking for the names in “{name}”")
    what = "chronology" if plan.sort is TableSort.CHRONOLOGY else "cast"
    told = f"Imported the {what} “{plan.table.path.name}”: {new:,} new, {changed:,} changed"
    return recorded(connection, told, work.patches)


@dataclass
class _Work:
    """One decision under way."""

    connection: sqlite3.Connection
    image: Image
    file: str
    document: int | None
    patches: list[Patch | None] = field(default_factory=list)
    _papers: dict[int, Paper] = field(default_factory=dict)
    _tags: dict[Thing, tuple[str, ...]] = field(default_factory=dict)
    _issues: dict[Thing, tuple[str, ...]] = field(default_factory=dict)
    _named: list[tuple[int, str]] = field(default_factory=list)
    _taken: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    """The places of dates in each paper."""
    _undone: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)
    """Dates that were added once and taken back, by their places in each paper."""
    _given: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """The places of names that somebody marked in each paper, in order."""
    _told: list[Span] = field(default_factory=list)
    """The rows of the table that events are pinned to."""

    def paper(self, number: int) -> Paper:
        """Return a document's text for placing spans, read once."""
        if number not in self._papers:
            found = paper_of(self.connection, number)
            if found is None:
                raise NoSuchFinding("That document is no longer in the case, or was not read.")
            self._papers[number] = found
        return self._papers[number]

    def add(self, row: RowPlan) -> None:
        """Make what a row tells of anew."""
        if isinstance(row.wish, EventWish):
            self._add_event(row, row.wish)
        elif isinstance(row.wish, PartyWish):
            self._add_party(row.wish)

    def change(self, row: RowPlan) -> None:
        """Change what a row says otherwise, and nothing else."""
        if row.target is None:
            return
        after = dict(_columns(row))
        if isinstance(row.wish, EventWish):
            event = self.image.date(row.target)
            thing = Thing(About.DATE, event.id)
            ref = event.ref
            own = self._tags_of(thing)
        elif isinstance(row.wish, PartyWish):
            party = self.image.party(row.target)
            thing = Thing(About.PARTY, party.id)
            ref, own = party.ref, self._tags_of(thing)
            self._add_aliases(party.id, row.wish, (party.name, *party.aliases))
        else:
            return
        if after:
            decided = self.connection.execute(
                f"SELECT decision FROM {'party' if ref.type is RefType.PARTY else 'date_expression'}"  # noqa: S608
                " WHERE id = ?",
                (ref.id,),
            ).fetchone()
            if decided is not None and decided["decision"] == ReviewState.SUGGESTED:
                after.setdefault("decision", ReviewState.ACCEPTED)
            self.patches.append(patch_of(self.connection, ref, {**after, "touched": 1}))
        fields = {each.field for each in row.changes}
        self._say(
            thing,
            (*own, *row.wish.tags) if Field.TAGS in fields else (),
            row.wish.issues if Field.ISSUES in fields else (),
            row.wish.note if Field.NOTE in fields else "",
        )

    def finish(self, *, is_cast: bool) -> Iterator[str]:
        """Put tags and issues on what was made, and names of parties where they stand.

        Yields the name of each paper before it is looked through.
        """
        made, tagging = tags.set_on(self.connection, self._tags)
        for thing in tagging:
            touch(self.connection, thing)
        self.patches += [*made, *(patch for each in tagging.values() for patch in each)]
        self.patches += issues.linked_by_title(self.connection, self._issues)
        if is_cast:
            yield from self._name_elsewhere()
        elif self.document is not None:
            self._name_in_rows(self.document)

    # -- events

    def _add_event(self, row: RowPlan, wish: EventWish) -> None:
        places = [place.pin for place in wish.sources.places if place.pin] if wish.value else []
        at = [(pin.document, pin.span) for pin in places]
        if not at:
            if self.document is None:
                raise CaseFailure("The table is not in the case. Choose the file again.")
            at = [(self.document, wish.at)]
            self._told.append(row.row.span)
        group = secrets.randbelow(_GROUPS) + 1 if len(at) > 1 else None
        after: dict[str, Value] = {
            "kind_event_given": str(wish.kind or EventKind.EVENT),
            "short_given": wish.words,
            "standing_given": str(wish.standing) if wish.standing else None,
            "leaning_given": str(wish.leaning) if wish.leaning else None,
            "group_given": group,
            "decision": wish.review or ReviewState.ACCEPTED,
            "touched": 1,
            **_valued(wish.value),
        }
        numbers = [self._date(document, span, row) for document, span in at]
        self.patches += [
            patch_of(self.connection, Ref(RefType.DATE, number), after) for number in numbers
        ]
        self._say(Thing(About.DATE, numbers[0]), wish.tags, wish.issues, wish.note)

    def _date(self, document: int, span: Span, row: RowPlan) -> int:
        """Write a date of the attorney's own at a span, which nothing shows before it is accepted."""
        paper = self.paper(document)
        span = self._free(paper, span)
        undone = self._undone.get(document, {}).pop((span.start, span.end), None)
        if undone is not None:
            return undone
        at = paper.sentence_at(span.start)
        sentence = paper.words_of(paper.sentences[at] if at >= 0 else span)
        if document == self.document and isinstance(row.wish, EventWish):
            sentence = row.wish.words  # not the row's other cells, and what parts them
        own: dict[str, Column] = {
            **anchored(paper, span, paper.source.zone_at(span.start), 1.0),
            "document": document,
            "proposed": 0,
            "touched": 1,
            "origin": "given",
            "basis": Basis.STATED,
            "alternatives": "[]",
            "reason": f"imported from “{self.file}”, row {row.row.number}",
            "sentence": sentence,
        }
        return insert(self.connection, "date_expression", own)

    def _free(self, paper: Paper, span: Span) -> Span:
        """Return a span at which no date of the case stands: copies of a case know dates by their spans.

        It is the whole span, else the longest stretch of its words that is free. A date of which every word
        was taken back is used again.
        """
        taken = self._taken.get(paper.document)
        if taken is None:
            found = self.connection.execute(
                "SELECT id, \"start\", \"end\", origin = 'given' AND decision = 'suggested'"
                " AND value_given IS NULL AND kind_event_given IS NULL AS undone"
                " FROM date_expression WHERE document = ? AND layer = ?",
                (paper.document, paper.layer),
            ).fetchall()
            places = {(row["start"], row["end"]): row["id"] for row in found if row["undone"]}
            taken = {(row["start"], row["end"]) for row in found if not row["undone"]}
            self._undone[paper.document] = {
                place: number for place, number in places.items() if place not in taken
            }
            self._taken[paper.document] = taken
        for place in _stretches(paper.source.text, span):
            if place not in taken:
                taken.add(place)
                return Span(*place)
        raise CaseFailure(
            "Too many events stand at one place of a paper. Give them sources of their own."
        )

    def _name_in_rows(self, document: int) -> None:
        """Note which parties of the case the rows name, so that their events are linked with them."""
        known = Names(self.image.parties.values())
        paper = self.paper(document)
        for row in self._told:
            for span, party in known.places(paper.source.text, row):
                self._mark(paper, span, party)

    # -- parties

    def _add_party(self, wish: PartyWish) -> None:
        kind = wish.kind or PartyKind.OTHER
        party = new_party(self.connection, wish.name, kind, wish.role, words=wish.name)
        after: dict[str, Value] = {"decision": wish.review or ReviewState.ACCEPTED}
        if after["decision"] == ReviewState.SUGGESTED:
            after["decision"] = ReviewState.ACCEPTED
        self.patches.append(history.patch(self.connection, "party", party, after))
        self._mark_in_table(wish.at, party)
        self._named.append((party, wish.name))
        self._add_aliases(party, wish, (wish.name,))
        self._say(Thing(About.PARTY, party), wish.tags, wish.issues, wish.note)

    def _add_aliases(self, party: int, wish: PartyWish, known: Iterable[str]) -> None:
        keys = {names.name_key(each) for each in known}
        for alias, span in wish.aliases:
            if names.name_key(alias) not in keys:
                self._mark_in_table(span, party)
                self._named.append((party, alias))

    def _mark_in_table(self, span: Span, party: int) -> None:
        if self.document is None:
            raise CaseFailure("The table is not in the case. Choose the file again.")
        self._told.append(span)
        self._mark(self.paper(self.document), span, party)

    def _name_elsewhere(self) -> Iterator[str]:
        """Note the names of new parties, longer ones first, wherever their words name nobody yet."""
        wanted = sorted(self._named, key=lambda each: -len(each[1]))
        keys = [max(words.split(), key=len).encode() for _, words in wanted]
        for row in (
            self.connection.execute(
                "SELECT document.id, document.name, layer.text FROM document"
                " JOIN layer ON layer.id = document.layer ORDER BY document.id"
            ).fetchall()
            if wanted
            else ()
        ):
            here = [each for each, key in zip(wanted, keys, strict=True) if key in row["text"]]
            if here:
                yield row["name"]
                self._name_in(self.paper(row["id"]), here)

    def _name_in(self, paper: Paper, wanted: Iterable[tuple[int, str]]) -> None:
        found = self.image.documents.get(paper.document)
        taken = [mention.pin.span for mention in found.mentions] if found else []
        if paper.document == self.document:
            taken += self._told
        for party, words in wanted:
            for span in list(free_places(paper, words, disjoint(taken))):
                taken.append(span)
                self._mark(paper, span, party)

    # -- both

    def _mark(self, paper: Paper, span: Span, party: int) -> None:
        """Note that a span names a party; the places of a paper are looked up once, not for each span."""
        given = self._given.get(paper.document)
        if given is None:
            found = self.connection.execute(
                'SELECT "start", "end" FROM mention_given WHERE document = ? AND layer = ?',
                (paper.document, paper.layer),
            )
            given = self._given[paper.document] = sorted(
                (row["start"], row["end"]) for row in found
            )
        at = bisect_left(given, (span.start, span.end))
        near = [Span(*place) for place in given[max(0, at - 1) : at + 1]]
        if any(place.overlaps(span) for place in near):
            self.patches += marked(self.connection, paper, span, party)
            return
        given.insert(at, (span.start, span.end))
        columns = anchored(paper, span, paper.source.zone_at(span.start), 1.0)
        own: dict[str, Column] = {"document": paper.document, "proposed": 0}
        number = insert(self.connection, "mention_given", {**columns, **own})
        patch = history.patch(self.connection, "mention_given", number, {"party_given": party})
        self.patches.append(patch)

    def _say(
        self, thing: Thing, own_tags: tuple[str, ...], titles: tuple[str, ...], note: str
    ) -> None:
        if own_tags:
            self._tags[thing] = own_tags
        if titles:
            self._issues[thing] = titles
        if note.strip():
            self.patches.append(notes.noted(self.connection, thing, note))

    def _tags_of(self, thing: Thing) -> tuple[str, ...]:
        return tuple(
            row["name_given"]
            for row in self.connection.execute(
                "SELECT name_given FROM tagged JOIN tag ON tag.id = tagged.tag WHERE about = ? AND number = ?"
                " AND tagged_given > 0 AND name_given IS NOT NULL ORDER BY tagged_given, tagged.id",
                (thing.about, thing.number),
            )
        )


def _stretches(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield a span without blanks at its ends, then its stretches of words, the first ones first."""
    words = [match.span() for match in re.finditer(r"\S+", text[span.start : span.end])]
    for first in range(len(words)):
        for last in range(len(words) - 1, first - 1, -1):
            yield span.start + words[first][0], span.start + words[last][1]


def _columns(row: RowPlan) -> Iterator[tuple[str, Value]]:
    """Yield the columns of a finding that a row changes."""
    changed = {each.field: each for each in row.changes}
    wish = row.wish
    if isinstance(wish, EventWish):
        if Field.DATE in changed:
            yield from _valued(wish.value).items()
            yield "decision", ReviewState.EDITED
        for each, column, value in (
            (Field.WORDS, "short_given", wish.words),
            (Field.KIND, "kind_event_given", wish.kind),
            (Field.STANDING, "standing_given", wish.standing),
            (Field.LEANING, "leaning_given", wish.leaning),
        ):
            if each in changed:
                yield column, str(value)
    elif isinstance(wish, PartyWish):
        if Field.ROLE in changed:
            yield "role_given", wish.role
        if Field.KIND in changed:
            yield "kind_given", str(wish.kind)
        if {Field.ROLE, Field.KIND} & changed.keys():
            yield "decision", ReviewState.EDITED
    if Field.REVIEW in changed and not (
        Field.DATE in changed or {Field.ROLE, Field.KIND} & changed.keys()
    ):
        yield "decision", changed[Field.REVIEW].after


def _valued(value: str | None) -> Mapping[str, Value]:
    if value is None:
        return {}
    value, earliest, latest = typed_value(value)
    return {"value_given": value, "earliest_given": earliest, "latest_given": latest}
