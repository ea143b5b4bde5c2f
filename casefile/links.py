"""What is linked to what: the image of the case, put together from all documents' links.

It is put together whenever one of them changed; ``linked`` answers the linked view's questions from it.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from casefile.errors import NoSuchFinding
from casefile.event_records import Chronology, Responses
from casefile.kept_groups import KeptGroups
from casefile.known_parties import KnownParty
from casefile.paper_events import EventsBefore, PaperEvents
from casefile.paper_links import (
    PaperLinks,
    code_of,
)
from casefile.pieces import in_pieces, sorted_by
from casefile.questions import LinkedView, Question
from casefile.quote_records import QuoteGroup
from casefile.records import (
    DateRow,
    PartyRow,
    Pin,
    QuoteRow,
    RefType,
    ReviewState,
    Totals,
)
from casefile.resemblance import Resemblance
from casefile.row_order import date_place, role_rank
from casefile.snapshot import DocumentImage, FoundQuote
from casefile.told_events import Telling, Told

__all__ = [
    "Image",
    "add_quotes",
    "add_roots",
    "build",
    "named_or_speaking",
    "party_place",
    "party_row",
    "roots_of",
    "totals",
    "without_rejected",
]

_Row = TypeVar("_Row")
_Finding = TypeVar("_Finding", PartyRow, QuoteRow, DateRow)
_NUMBER = attrgetter("id")
Columns = tuple[tuple[PartyRow, ...], tuple[QuoteRow, ...], tuple[DateRow, ...]]


@dataclass
class Image:
    """Everything found in the case, with the ways from one finding to another."""

    documents: dict[int, DocumentImage]
    roots: dict[int, int]
    known: Mapping[int, KnownParty] = field(default_factory=dict)
    """Every party's own row, merged ones too."""
    papers: dict[int, PaperLinks] = field(default_factory=dict)
    parties: dict[int, PartyRow] = field(default_factory=dict)
    quotes: dict[int, QuoteRow] = field(default_factory=dict)
    dates: dict[int, DateRow] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    """The parties that live on in each party, itself among them."""
    where: dict[int, list[int]] = field(default_factory=dict)
    """The papers that each party, merged or not, is named or speaks in."""
    listed: dict[int, list[int]] = field(default_factory=dict)
    """The papers that name or list each party, those of parties merged into it too, in their order."""
    merged: dict[int, int] = field(default_factory=dict)
    """The codes of merged parties, each with the code of the party it lives on in."""
    columns: Columns = ((), (), ())
    """All that is shown, rejected ones too, in the order of the columns."""
    live: Columns = ((), (), ())
    """The columns without what was rejected; one from which nothing was is the very same tuple."""
    numbers: "dict[int, array[int]]" = field(default_factory=dict)
    """The numbers of a column's rows, once somebody asked for them; see ``column_numbers``."""
    totals: Totals = field(default_factory=lambda: Totals(0, 0, 0, 0))
    resembling: tuple[Resemblance, ...] | None = None
    """The pairs of parties that may be one, once somebody asked for them; see ``proposals``."""
    grouping: KeptGroups = field(default_factory=KeptGroups)
    """What finds the groups of the same words; taken over from image to image."""
    telling: Telling = field(default_factory=Telling)
    """What the chronology was when it was last asked for; taken over from image to image."""
    told: Told | None = None
    """The chronology of this image and what it rests on, once somebody asked for it."""
    events: dict[int, PaperEvents] = field(default_factory=dict)
    """Each paper's events by themselves, once somebody asked for them; see ``chronology``."""
    events_before: EventsBefore | None = None
    """Those of the image before, until somebody asks for this one's."""
    chronologies: dict[tuple[frozenset[int] | None, bool], Chronology] = field(default_factory=dict)
    """Parts of it that were asked for, by their documents and whether rejected ones are among them."""
    responses: Responses | None = None
    """What answers say to complaints, once somebody asked for it; see ``admissions``."""
    given_names: dict[int, str] = field(default_factory=dict)
    """What each party, merged ones too, is called."""
    answers: dict[tuple[Question, bool], LinkedView] = field(default_factory=dict)
    """What was asked last, and whether with rejected findings; see ``linked``."""

    @cached_property
    def groups(self) -> tuple[QuoteGroup, ...]:
        """The groups of quotations of the same words, found when they are first asked for."""
        return self.grouping.groups(self.documents)

    @cached_property
    def same_words(self) -> Mapping[int, set[int]]:
        """The quotes of each group with two and more, by code: those that have each one's words too."""
        return self.grouping.linked(self.documents)

    def party(self, number: int) -> PartyRow:
        """Return a party, for a merged one the one it lives on in.

        Raises:
            NoSuchFinding: if there is none.
        """
        return _found(self.parties, self.roots.get(number, number), "party")

    def quote(self, number: int) -> QuoteRow:
        """Return a quote.

        Raises:
            NoSuchFinding: if there is none.
        """
        return _found(self.quotes, number, "quote")

    def date(self, number: int) -> DateRow:
        """Return a date.

        Raises:
            NoSuchFinding: if there is none.
        """
        return _found(self.dates, number, "date")

    def mentions(self, party: int) -> Iterator[Pin]:
        """Yield every place that names a party, in the documents' order."""
        members = self.members.get(party, [party])
        for number in sorted({at for member in members for at in self.where.get(member, ())}):
            paper = self.papers[number]
            pins = [pin for member in members for pin in paper.pins.get(member, ())]
            yield from sorted(pins, key=lambda pin: pin.span) if len(members) > 1 else pins


def _found(rows: Mapping[int, _Row], number: int, what: str) -> _Row:
    try:
        return rows[number]
    except KeyError:
        raise NoSuchFinding(f"That {what} is no longer in the case.") from None


def build(
    images: Mapping[int, DocumentImage],
    known: Mapping[int, KnownParty],
    before: Mapping[int, PaperLinks] | None = None,
) -> Image:
    """Put the documents' findings together; ``before`` are links that may be used again."""
    image = Image(dict(images), roots_of(known), known=known)
    for number, document in images.items():
        paper = (before or {}).get(number)
        if paper is None or paper.document is not document:
            paper = PaperLinks(document)
        image.papers[number] = paper
        for party in named_or_speaking(paper):
            image.where.setdefault(party, []).append(number)
        for party in (*paper.names, *paper.lost):
            papers = image.listed.setdefault(image.roots[party], [])
            if not papers or papers[-1] != number:
                papers.append(number)
    add_roots(image)
    for number in known:
        row = party_row(image, number)
        if row is not None:
            image.parties[number] = row
    dates: list[DateRow] = []
    quotes: list[QuoteRow] = []
    for paper in image.papers.values():
        quotes += add_quotes(image, paper.document.quotes)
        image.dates.update((date.row.id, date.row) for date in paper.document.dates)
        dates += paper.dates
    image.columns = (
        tuple(sorted(image.parties.values(), key=party_place)),
        tuple(quotes),
        tuple(sorted_by(dates, date_place)),
    )
    parties, quoted, dated = image.columns
    image.live = (
        without_rejected(parties),
        without_rejected(quoted),
        without_rejected(dated),
    )
    image.totals = totals(image.columns)
    image.given_names = {number: party.name for number, party in known.items()}
    return image


def roots_of(known: Mapping[int, KnownParty]) -> dict[int, int]:
    """Return for every party the one it lives on in."""
    return {number: _root(number, known) for number in known}


def _root(number: int, known: Mapping[int, KnownParty]) -> int:
    while (into := known[number].merged_into) is not None:
        number = into
    return number


def add_roots(image: Image) -> None:
    """Note which parties live on in which."""
    for number, root in image.roots.items():
        image.members.setdefault(root, []).append(number)
        if number != root:
            image.merged[code_of(RefType.PARTY, number)] = code_of(RefType.PARTY, root)


def named_or_speaking(paper: PaperLinks) -> set[int]:
    """Return the parties, as attached, that a paper names outside furniture or has speak."""
    speakers = (quote.row.speaker for quote in paper.document.quotes)
    return {*paper.mentions, *(speaker for speaker in speakers if speaker is not None)}


def party_row(image: Image, number: int) -> PartyRow | None:
    """Return the row of a party; ``None`` for a merged one, and where nothing speaks for showing it."""
    party = image.known[number]
    names: dict[str, str] = {}
    papers = 0
    members = image.members.get(number, ())
    for at in image.listed.get(number, ()):
        named = image.papers[at].names
        here = [each for each in members if each in named]
        if len(here) > 1:
            here = [each for each in named if each in members]
        for each in here:
            for key, name in named[each].items():
                names.setdefault(key, name)
        papers += bool(here)
    wanted = party.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
    if party.merged_into is not None or not (papers or wanted):
        return None
    count, first = _named(image, number)
    own = party.name.casefold()
    return PartyRow(
        id=number,
        name=party.name,
        kind=party.kind,
        role=party.role,
        capacity=party.capacity,
        post=party.post,
        aliases=tuple(name for key, name in names.items() if key != own),
        state=party.state,
        mentions=count,
        documents=papers,
        confidence=party.confidence,
        first=first,
        added=party.added,
    )


def _named(image: Image, party: int) -> tuple[int, Pin | None]:
    """Return how often a party is named, and where first."""
    count, first = 0, None
    for member in image.members[party]:
        for number in image.where.get(member, ()):
            mentions = image.papers[number].mentions.get(member)
            if mentions:
                count += len(mentions)
                pin = mentions[0].pin
                if first is None or (number, pin.span) < (first.document, first.span):
                    first = pin
    return count, first


def add_quotes(image: Image, found: Iterable[FoundQuote]) -> list[QuoteRow]:
    """Note quotes, each with the name of who says it; returns those that are shown."""
    shown: list[QuoteRow] = []
    roots, known = image.roots, image.known
    for quote in found:
        row = quote.row
        if row.speaker is not None:
            speaker = roots.get(row.speaker)
            name = known[speaker].name if speaker is not None else None
            row = replace(row, speaker=speaker, speaker_name=name)
        image.quotes[row.id] = row
        if quote.shown:
            shown.append(row)
    return shown


def column_numbers(image: Image, at: int) -> "array[int]":
    """Return the numbers of one column's rows, in its order.

    Side by side: the rows themselves lie all over the memory, so that to look at 100,000 of them takes
    longer than to hold all their numbers against a set.
    """
    known = image.numbers.get(at)
    if known is None:
        known = array("q")
        for some in in_pieces(image.columns[at]):
            known.extend(map(_NUMBER, some))
        image.numbers[at] = known
    return known


def without_rejected(column: tuple[_Finding, ...]) -> tuple[_Finding, ...]:
    """Return the rows that were not rejected; the column itself where none was."""
    kept: list[_Finding] = []
    for some in in_pieces(column):
        kept += [row for row in some if row.state is not ReviewState.REJECTED]
    return tuple(kept) if len(kept) < len(column) else column


def totals(columns: Sequence[Sequence[PartyRow | QuoteRow | DateRow]]) -> Totals:
    """Count what stands in the columns."""
    parties, quotes, dates = (
        sum(row.state is not ReviewState.REJECTED for row in column) for column in columns
    )
    unreviewed = sum(row.state is ReviewState.SUGGESTED for column in columns for row in column)
    return Totals(parties, quotes, dates, unreviewed)


def party_place(
    row: PartyRow | KnownParty, mentions: int | None = None
) -> tuple[tuple[int, int, str], int]:
    """Return what sorts the column of parties, with a row's own or with given mentions; no two are equal."""
    if mentions is None:
        mentions = row.mentions if isinstance(row, PartyRow) else 0
    return (role_rank(row.role), -mentions, row.name), row.id
