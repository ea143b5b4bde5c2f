"""What is linked to what: the linked view's question, answered in memory.

An ``Image`` is built from all documents' findings whenever one of them changed; a question then touches
only what shares a sentence or a paragraph with what was asked about. At 50,000 findings in 1,000 documents
a question takes a few milliseconds.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from casefile.errors import NoSuchFinding
from casefile.records import (
    DateRow,
    LinkedView,
    PartyRow,
    Pin,
    QuoteRow,
    Ref,
    RefType,
    Relation,
    RelationKind,
    ReviewState,
    Totals,
)
from casefile.snapshot import DocumentImage, KnownParty, Units

__all__ = ["Image", "build", "view"]

_Row = TypeVar("_Row")
_Finding = TypeVar("_Finding", PartyRow, QuoteRow, DateRow)

_STRENGTH = {kind: rank for rank, kind in enumerate(RelationKind)}
_UNITS_PER_DOCUMENT = 1 << 24  # keys of sentences and paragraphs: document × this + ordinal
_MOST_UNITS = 60  # of one quote; a longer block quote links by its first ones

_ROLE_ORDER = ("plaintiff", "petitioner", "appellant", "defendant", "respondent", "appellee")


@dataclass
class Image:
    """Everything found in the case, with the ways from one finding to another."""

    documents: dict[int, DocumentImage]
    roots: dict[int, int]
    parties: dict[int, PartyRow] = field(default_factory=dict)
    quotes: dict[int, QuoteRow] = field(default_factory=dict)
    dates: dict[int, DateRow] = field(default_factory=dict)
    mentions: dict[int, list[Pin]] = field(default_factory=dict)
    units: dict[Ref, list[tuple[int, Units]]] = field(default_factory=dict)
    by_sentence: dict[int, list[Ref]] = field(default_factory=dict)
    by_paragraph: dict[int, list[Ref]] = field(default_factory=dict)
    direct: dict[Ref, dict[Ref, Relation]] = field(default_factory=dict)
    """Links that are facts of their own: who speaks, who is mentioned in a quote, same words."""
    columns: tuple[tuple[PartyRow, ...], tuple[QuoteRow, ...], tuple[DateRow, ...]] = ((), (), ())
    """All that is shown, rejected ones too, in the order of the columns."""
    totals: Totals = field(default_factory=lambda: Totals(0, 0, 0, 0))

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


def _found(rows: Mapping[int, _Row], number: int, what: str) -> _Row:
    try:
        return rows[number]
    except KeyError:
        raise NoSuchFinding(f"That {what} is no longer in the case.") from None


def build(images: Mapping[int, DocumentImage], known: Mapping[int, KnownParty]) -> Image:
    """Put the documents' findings together."""
    image = Image(dict(images), {number: _root(number, known) for number in known})
    for document in image.documents.values():
        _add_document(image, document, known)
    _add_parties(image, known)
    for document in image.documents.values():
        _link_inside_quotes(image, document)
    _link_same_words(image)
    image.columns = (
        tuple(sorted(image.parties.values(), key=_party_order)),
        tuple(
            image.quotes[each.row.id]
            for d in image.documents.values()
            for each in d.quotes
            if each.shown
        ),
        tuple(
            sorted(
                (each.row for d in image.documents.values() for each in d.dates if each.shown),
                key=_date_order,
            )
        ),
    )
    image.totals = _totals(image.columns)
    return image


def _root(number: int, known: Mapping[int, KnownParty]) -> int:
    while (into := known[number].merged_into) is not None:
        number = into
    return number


def _add_document(image: Image, document: DocumentImage, known: Mapping[int, KnownParty]) -> None:
    number = document.document.id
    for saying in document.sayings:
        if not saying.furniture:
            party = image.roots[saying.party]
            image.mentions.setdefault(party, []).append(saying.pin)
            _place(image, Ref(RefType.PARTY, party), number, saying.units)
    for quote in document.quotes:
        row = quote.row
        if row.speaker is not None:
            speaker = image.roots.get(row.speaker)
            row = replace(
                row, speaker=speaker, speaker_name=known[speaker].name if speaker else None
            )
        image.quotes[row.id] = row
        if quote.shown:
            _place(image, row.ref, number, quote.units)
            if row.speaker is not None:
                _link(image, row.ref, Ref(RefType.PARTY, row.speaker), RelationKind.SPEAKS)
    for date in document.dates:
        image.dates[date.row.id] = date.row
        if date.shown:
            _place(image, date.row.ref, number, date.units)


def _place(image: Image, ref: Ref, document: int, units: Units) -> None:
    image.units.setdefault(ref, []).append((document, units))
    for key in _keys(document, units.first_sentence, units.last_sentence):
        image.by_sentence.setdefault(key, []).append(ref)
    for key in _keys(document, units.first_paragraph, units.last_paragraph):
        image.by_paragraph.setdefault(key, []).append(ref)


def _keys(document: int, first: int, last: int) -> Iterable[int]:
    if first < 0:
        return ()
    base = document * _UNITS_PER_DOCUMENT
    return range(base + first, base + min(max(first, last), first + _MOST_UNITS) + 1)


def _link(image: Image, one: Ref, other: Ref, kind: RelationKind) -> None:
    """Note a direct link both ways; the stronger of two holds, the same one twice counts twice."""
    for a, b in ((one, other), (other, one)):
        links = image.direct.setdefault(a, {})
        before = links.get(b)
        if before is None or _STRENGTH[kind] < _STRENGTH[before.kind]:
            links[b] = Relation(kind, 1)
        elif before.kind is kind:
            links[b] = Relation(kind, before.count + 1)


def _add_parties(image: Image, known: Mapping[int, KnownParty]) -> None:
    names: dict[int, dict[str, str]] = {}
    papers: dict[int, set[int]] = {}
    for document in image.documents.values():
        for shown, name in document.names:
            root = image.roots[shown]
            names.setdefault(root, {}).setdefault(" ".join(name.split()).casefold(), name)
            papers.setdefault(root, set()).add(document.document.id)
    for number, party in known.items():
        wanted = party.state in (ReviewState.ACCEPTED, ReviewState.EDITED)
        if party.merged_into is not None or not (number in names or wanted):
            continue
        pins = image.mentions.get(number, [])
        own = names.get(number, {})
        aliases = [name for key, name in own.items() if key != party.name.casefold()]
        image.parties[number] = PartyRow(
            id=number,
            name=party.name,
            kind=party.kind,
            role=party.role,
            capacity=party.capacity,
            aliases=tuple(aliases),
            state=party.state,
            mentions=len(pins),
            documents=len(papers.get(number, ())),
            confidence=party.confidence,
            first=pins[0] if pins else None,
        )


def _link_inside_quotes(image: Image, document: DocumentImage) -> None:
    """Link each quote with the parties mentioned in its words."""
    sayings = [saying for saying in document.sayings if not saying.furniture]
    starts = [saying.pin.span.start for saying in sayings]
    for quote in document.quotes:
        if not quote.shown:
            continue
        span = quote.row.pin.span
        for at in range(bisect_left(starts, span.start), len(starts)):
            if starts[at] >= span.end:
                break
            if sayings[at].pin.span.end <= span.end:
                party = Ref(RefType.PARTY, image.roots[sayings[at].party])
                _link(image, quote.row.ref, party, RelationKind.MENTIONED_IN)


def _link_same_words(image: Image) -> None:
    """Link quotes whose words the other paper also prints as a quote."""
    shown = {
        number: [each.row for each in document.quotes if each.shown]
        for number, document in image.documents.items()
    }
    starts = {number: [row.pin.span.start for row in rows] for number, rows in shown.items()}
    pairs: set[tuple[Ref, Ref]] = set()
    for rows in shown.values():
        for row in rows:
            for same in row.same_words:
                place = same.pin.span
                others = shown.get(same.pin.document, ())
                at = max(0, bisect_left(starts.get(same.pin.document, ()), place.start) - 3)
                for other in others[at : at + 8]:
                    if other.id != row.id and other.pin.span.overlaps(place):
                        pairs.add((min(row.ref, other.ref), max(row.ref, other.ref)))
    for one, two in pairs:
        _link(image, one, two, RelationKind.SAME_WORDS)


def view(image: Image, constraints: Sequence[Ref], *, include_rejected: bool = False) -> LinkedView:
    """Return what is linked to all of ``constraints``, each with its strongest relation."""
    asked = tuple(
        Ref(ref.type, image.roots.get(ref.id, ref.id)) if ref.type is RefType.PARTY else ref
        for ref in constraints
    )
    links = [_linked(image, ref) for ref in asked]
    all_parties, all_quotes, all_dates = image.columns
    parties = _column(all_parties, asked, links, include_rejected)
    if asked:
        parties = tuple(sorted(parties, key=_linked_order))
    return LinkedView(
        tuple(constraints),
        parties,
        _column(all_quotes, asked, links, include_rejected),
        _column(all_dates, asked, links, include_rejected),
        image.totals,
    )


def _column(
    rows: tuple[_Finding, ...],
    asked: Sequence[Ref],
    links: Sequence[Mapping[Ref, Relation]],
    include_rejected: bool,
) -> tuple[_Finding, ...]:
    if not include_rejected:
        rows = tuple(row for row in rows if row.state is not ReviewState.REJECTED)
    return tuple(_narrowed(rows, asked, links)) if asked else rows


def _totals(columns: Sequence[Sequence[PartyRow | QuoteRow | DateRow]]) -> Totals:
    parties, quotes, dates = (
        sum(row.state is not ReviewState.REJECTED for row in column) for column in columns
    )
    unreviewed = sum(row.state is ReviewState.SUGGESTED for column in columns for row in column)
    return Totals(parties, quotes, dates, unreviewed)


def _narrowed(
    column: Iterable[_Finding], asked: Sequence[Ref], links: Sequence[Mapping[Ref, Relation]]
) -> Iterator[_Finding]:
    first, *rest = links
    for row in column:
        ref = row.ref
        if ref in asked:
            yield row
            continue
        best = first.get(ref)
        if best is None:
            continue
        for other in rest:
            relation = other.get(ref)
            if relation is None:
                break
            best = min(best, relation, key=lambda each: (_STRENGTH[each.kind], -each.count))
        else:
            yield replace(row, relation=best)


def _linked(image: Image, ref: Ref) -> dict[Ref, Relation]:
    """Return everything linked to one finding or document, each with its strongest relation."""
    if ref.type is RefType.DOCUMENT:
        return _in_document(image, ref.id)
    result: dict[Ref, Relation] = {}
    sentences: set[int] = set()
    paragraphs: set[int] = set()
    for document, units in image.units.get(ref, ()):
        sentences.update(_keys(document, units.first_sentence, units.last_sentence))
        paragraphs.update(_keys(document, units.first_paragraph, units.last_paragraph))
    for index, keys, kind in (
        (image.by_paragraph, paragraphs, RelationKind.SAME_PARAGRAPH),
        (image.by_sentence, sentences, RelationKind.SAME_SENTENCE),
    ):
        counts: dict[Ref, int] = {}
        for key in keys:
            for other in set(index.get(key, ())):
                counts[other] = counts.get(other, 0) + 1
        result.update((other, Relation(kind, count)) for other, count in counts.items())
    result.update(image.direct.get(ref, {}))
    return result


def _in_document(image: Image, number: int) -> dict[Ref, Relation]:
    document = image.documents.get(number)
    if document is None:
        return {}
    counts: dict[Ref, int] = {}
    for party, _ in document.names:
        counts.setdefault(Ref(RefType.PARTY, image.roots[party]), 0)
    for saying in document.sayings:
        if not saying.furniture:
            ref = Ref(RefType.PARTY, image.roots[saying.party])
            counts[ref] = counts.get(ref, 0) + 1
    counts.update((quote.row.ref, 1) for quote in document.quotes)
    counts.update((date.row.ref, 1) for date in document.dates)
    return {ref: Relation(RelationKind.IN_DOCUMENT, max(1, count)) for ref, count in counts.items()}


def _party_order(row: PartyRow) -> tuple[int, int, str]:
    role = row.role or ""
    rank = next((at for at, word in enumerate(_ROLE_ORDER) if word in role), len(_ROLE_ORDER))
    return (rank if role else len(_ROLE_ORDER) + 1, -row.mentions, row.name)


def _linked_order(row: PartyRow) -> tuple[int, int, tuple[int, int, str]]:
    relation = row.relation
    if relation is None:
        return (-1, 0, _party_order(row))
    return (_STRENGTH[relation.kind], -relation.count, _party_order(row))


def _date_order(row: DateRow) -> tuple[str, str, int, int]:
    unknown = "9999-99-99"
    return (
        row.earliest.isoformat()
        if row.earliest
        else row.latest.isoformat()
        if row.latest
        else unknown,
        row.latest.isoformat() if row.latest else unknown,
        row.pin.document,
        row.pin.span.start,
    )
