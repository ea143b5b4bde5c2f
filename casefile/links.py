"""What is linked to what: the image of the case, put together from all documents' links.

It is put together whenever one of them changed; ``linked`` answers the linked view's questions from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import TypeVar

from casefile.errors import NoSuchFinding
from casefile.event_groups import Proposals
from casefile.event_records import Chronology, ResponseRow
from casefile.known_parties import KnownParty
from casefile.paper_links import (
    PaperLinks,
    code_of,
    paper_links,
)
from casefile.quote_groups import quote_groups
from casefile.quote_records import QuoteBank, QuoteGroup
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
from casefile.snapshot import DocumentImage

__all__ = ["Image", "build", "party_order"]

_Row = TypeVar("_Row")

_ROLE_ORDER = ("plaintiff", "petitioner", "appellant", "defendant", "respondent", "appellee")


@dataclass
class Image:
    """Everything found in the case, with the ways from one finding to another."""

    documents: dict[int, DocumentImage]
    roots: dict[int, int]
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
    columns: tuple[tuple[PartyRow, ...], tuple[QuoteRow, ...], tuple[DateRow, ...]] = ((), (), ())
    """All that is shown, rejected ones too, in the order of the columns."""
    totals: Totals = field(default_factory=lambda: Totals(0, 0, 0, 0))
    resembling: tuple[Resemblance, ...] | None = None
    """The pairs of parties that may be one, once somebody asked for them; see ``proposals``."""
    proposals: Proposals | None = None
    """Which events look like one; taken over from image to image, see ``event_groups``."""
    chronology: Chronology | None = None
    """All events, rejected ones too, once somebody asked for them; see ``chronology``."""
    chronologies: dict[tuple[frozenset[int] | None, bool], Chronology] = field(default_factory=dict)
    """Parts of it that were asked for, by their documents and whether rejected ones are among them."""
    responses: Mapping[int, Mapping[str, tuple[ResponseRow, ...]]] | None = None
    """What answers say to complaints, once somebody asked for it; see ``admissions``."""
    given_names: dict[int, str] = field(default_factory=dict)
    """What each party, merged ones too, is called."""
    bank: QuoteBank | None = None
    """The quote bank, once somebody asked for it; see ``quote_bank``."""

    @cached_property
    def groups(self) -> tuple[QuoteGroup, ...]:
        """The groups of quotations of the same words, found when they are first asked for."""
        return quote_groups(self.documents)

    @cached_property
    def same_words(self) -> dict[int, set[int]]:
        """The quotes of each group with two and more, by code: those that have each one's words too."""
        linked: dict[int, set[int]] = {}
        for group in self.groups:
            codes = {
                code_of(RefType.QUOTE, member.quote)
                for member in group.members
                if member.quote is not None
            }
            for code in codes:
                linked[code] = codes - {code}
        return linked

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
        for paper in self.papers.values():
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
    image = Image(dict(images), {number: _root(number, known) for number in known})
    for number, document in images.items():
        paper = (before or {}).get(number)
        if paper is None or paper.document is not document:
            paper = paper_links(document)
        image.papers[number] = paper
        for party in {*paper.pins, *_speakers(document)}:
            image.where.setdefault(party, []).append(number)
    for number, root in image.roots.items():
        image.members.setdefault(root, []).append(number)
        if number != root:
            image.merged[code_of(RefType.PARTY, number)] = code_of(RefType.PARTY, root)
    _add_parties(image, known)
    _add_rows(image, known)
    image.totals = _totals(image.columns)
    image.listed = _listed(image)
    image.given_names = {number: party.name for number, party in known.items()}
    return image


def _listed(image: Image) -> dict[int, list[int]]:
    listed: dict[int, dict[int, None]] = {}
    for number, paper in image.papers.items():
        lost = (mention.party for mention in paper.document.lost)
        for party in (*paper.names, *lost):
            listed.setdefault(image.roots[party], {})[number] = None
    return {party: list(numbers) for party, numbers in listed.items()}


def _root(number: int, known: Mapping[int, KnownParty]) -> int:
    while (into := known[number].merged_into) is not None:
        number = into
    return number


def _speakers(document: DocumentImage) -> set[int]:
    return {quote.row.speaker for quote in document.quotes if quote.row.speaker is not None}


def _add_parties(image: Image, known: Mapping[int, KnownParty]) -> None:
    names: dict[int, dict[str, str]] = {}
    papers: dict[int, set[int]] = {}
    for number, paper in image.papers.items():
        for named, spellings in paper.names.items():
            root = image.roots[named]
            papers.setdefault(root, set()).add(number)
            known_names = names.setdefault(root, {})
            for key, name in spellings.items():
                known_names.setdefault(key, name)
    for number, party in known.items():
        wanted = party.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
        if party.merged_into is not None or not (number in names or wanted):
            continue
        count, first = _named(image, number)
        image.parties[number] = PartyRow(
            id=number,
            name=party.name,
            kind=party.kind,
            role=party.role,
            capacity=party.capacity,
            post=party.post,
            aliases=tuple(
                name for key, name in names.get(number, {}).items() if key != party.name.casefold()
            ),
            state=party.state,
            mentions=count,
            documents=len(papers.get(number, ())),
            confidence=party.confidence,
            first=first,
            added=party.added,
        )


def _named(image: Image, party: int) -> tuple[int, Pin | None]:
    """Return how often a party is named, and where first."""
    count, first = 0, None
    for member in image.members[party]:
        for number in image.where.get(member, ()):
            pins = image.papers[number].pins.get(member)
            if pins:
                count += len(pins)
                if first is None or (number, pins[0].span) < (first.document, first.span):
                    first = pins[0]
    return count, first


def _add_rows(image: Image, known: Mapping[int, KnownParty]) -> None:
    quotes: list[QuoteRow] = []
    dates: list[tuple[tuple[str, str, int, int], DateRow]] = []
    for paper in image.papers.values():
        for quote in paper.document.quotes:
            row = quote.row
            if row.speaker is not None:
                speaker = image.roots.get(row.speaker)
                name = known[speaker].name if speaker is not None else None
                row = replace(row, speaker=speaker, speaker_name=name)
            image.quotes[row.id] = row
            if quote.shown:
                quotes.append(row)
        for date in paper.document.dates:
            image.dates[date.row.id] = date.row
        dates += paper.dates
    image.columns = (
        tuple(sorted(image.parties.values(), key=party_order)),
        tuple(quotes),
        tuple(row for _, row in sorted(dates, key=itemgetter(0))),
    )


def _totals(columns: Sequence[Sequence[PartyRow | QuoteRow | DateRow]]) -> Totals:
    parties, quotes, dates = (
        sum(row.state is not ReviewState.REJECTED for row in column) for column in columns
    )
    unreviewed = sum(row.state is ReviewState.SUGGESTED for column in columns for row in column)
    return Totals(parties, quotes, dates, unreviewed)


def party_order(row: PartyRow) -> tuple[int, int, str]:
    """Return what sorts the parties of the case: sides by their roles, then who is named most."""
    role = row.role or ""
    rank = next((at for at, word in enumerate(_ROLE_ORDER) if word in role), len(_ROLE_ORDER))
    return (rank if role else len(_ROLE_ORDER) + 1, -row.mentions, row.name)
