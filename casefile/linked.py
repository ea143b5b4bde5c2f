"""What is linked to what the linked view asks about, answered from the image of the case.

A question touches only the papers that hold what was asked about. At 50,000 findings in 1,000 documents a
usual question takes a few milliseconds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from casefile.links import Image, party_order
from casefile.paper_links import STRENGTH, TYPES, Linked, PaperLinks, code_of, packed, unpacked
from casefile.records import (
    DateRow,
    LinkedView,
    PartyRow,
    QuoteRow,
    Ref,
    RefType,
    Relation,
    RelationKind,
    ReviewState,
)

__all__ = ["near", "view"]

_Finding = TypeVar("_Finding", PartyRow, QuoteRow, DateRow)

_KINDS = tuple(RelationKind)


def view(image: Image, constraints: Sequence[Ref], *, include_rejected: bool = False) -> LinkedView:
    """Return what is linked to all of ``constraints``, each with its strongest relation."""
    asked = [
        code_of(ref.type, image.roots.get(ref.id, ref.id) if ref.type is RefType.PARTY else ref.id)
        for ref in constraints
    ]
    links = [_linked(image, code) for code in asked]
    parties, quotes, dates = image.columns
    parties = _column(parties, RefType.PARTY, asked, links, include_rejected)
    if asked:
        parties = tuple(sorted(parties, key=_linked_order))
    return LinkedView(
        tuple(constraints),
        parties,
        _column(quotes, RefType.QUOTE, asked, links, include_rejected),
        _column(dates, RefType.DATE, asked, links, include_rejected),
        image.totals,
    )


def _linked(image: Image, code: int) -> dict[int, int]:
    """Return everything linked to one finding or document, each with its strongest relation."""
    number, place = divmod(code, len(TYPES))
    kind = TYPES[place]
    if kind is RefType.DOCUMENT:
        return _in_document(image, number)
    total = near(image, kind, number)
    for other in image.same_words.get(code, ()):
        total.add_direct(other, packed(RelationKind.SAME_WORDS, 1))
    return total.strongest()


def near(image: Image, kind: RefType, number: int) -> Linked:
    """Return how often a finding shares sentences and paragraphs with others, and its direct links."""
    total = Linked()
    for paper, own in _holding(image, kind, number):
        found = paper.linked(own)
        total.paragraphs.update(found.paragraphs)
        total.sentences.update(found.sentences)
        for other, relation in found.direct.items():
            total.add_direct(other, relation)
    if image.merged:
        _unite(image, total)
    return total


def _holding(image: Image, kind: RefType, number: int) -> Iterator[tuple[PaperLinks, int]]:
    """Yield the papers that hold a finding, with its code there."""
    if kind is RefType.PARTY:
        for member in image.members.get(number, ()):
            for document in image.where.get(member, ()):
                yield image.papers[document], code_of(kind, member)
        return
    rows: Mapping[int, QuoteRow | DateRow] = image.quotes if kind is RefType.QUOTE else image.dates
    row = rows.get(number)
    if row is not None:
        yield image.papers[row.pin.document], code_of(kind, number)


def _unite(image: Image, total: Linked) -> None:
    """Let merged parties count as the one they live on in."""
    for counts in (total.paragraphs, total.sentences):
        for code in counts.keys() & image.merged.keys():
            counts[image.merged[code]] += counts.pop(code)
    for code in total.direct.keys() & image.merged.keys():
        total.add_direct(image.merged[code], total.direct.pop(code))


def _in_document(image: Image, number: int) -> dict[int, int]:
    paper = image.papers.get(number)
    if paper is None:
        return {}
    total = Linked(paper.contents())
    _unite(image, total)
    return {
        code: packed(RelationKind.IN_DOCUMENT, count) for code, count in total.paragraphs.items()
    }


def _column(
    rows: tuple[_Finding, ...],
    kind: RefType,
    asked: Sequence[int],
    links: Sequence[Mapping[int, int]],
    include_rejected: bool,
) -> tuple[_Finding, ...]:
    if asked:
        return tuple(_narrowed(rows, kind, asked, links, include_rejected))
    if include_rejected:
        return rows
    return tuple(row for row in rows if row.state is not ReviewState.REJECTED)


def _narrowed(
    rows: Iterable[_Finding],
    kind: RefType,
    asked: Sequence[int],
    links: Sequence[Mapping[int, int]],
    include_rejected: bool,
) -> Iterator[_Finding]:
    """Yield the rows linked to all that was asked for, and what was asked for itself."""
    step, offset = len(TYPES), code_of(kind, 0)
    wanted = set(links[0]).intersection(*links[1:])
    for row in rows:
        code = row.id * step + offset
        if code in asked:
            yield row
        elif code in wanted and (include_rejected or row.state is not ReviewState.REJECTED):
            yield _with_relation(row, min(each[code] for each in links))


def _with_relation(row: _Finding, relation: int) -> _Finding:
    """Return a row with its relation: ``dataclasses.replace``, but three times as quick."""
    kind: Any = type(row)
    return kind(*_values_of(kind)(row), _relation(relation))  # type: ignore[no-any-return]


@cache
def _relation(relation: int) -> Relation:
    rank, count = unpacked(relation)
    return Relation(_KINDS[rank], count)


@cache
def _values_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what reads all fields of a row but its last one, the relation."""
    return attrgetter(*(each.name for each in fields(kind)[:-1]))


def _linked_order(row: PartyRow) -> tuple[int, int, tuple[int, int, str]]:
    relation = row.relation
    if relation is None:
        return (-1, 0, party_order(row))
    return (STRENGTH[relation.kind], -relation.count, party_order(row))
