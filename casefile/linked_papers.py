"""The papers that hold what the linked view asks for, and the passages that narrow it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping

from casefile.carried import Carried
from casefile.links import Image
from casefile.questions import Mark, Question
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType
from importers.source_text import Span

__all__ = ["marked_papers", "papers_of", "passages_hold"]


def papers_of(
    image: Image,
    question: Question,
    among: Collection[int] | None,
    dated: Collection[int] | None,
    marks: Mapping[Mark, Carried],
) -> dict[int, int]:
    """Return the papers that hold what is asked for, none counted yet.

    ``among`` are those of its kinds, ``dated`` those with a date in its stretches of days.
    """
    holding = [holding_papers(image, ref) for ref in question.refs]
    sets: list[frozenset[int]] = [] if among is None else [frozenset(among)]
    if holding and question.either:
        sets.append(frozenset().union(*holding))
    else:
        sets += holding
    if dated is not None:
        sets.append(frozenset(dated))
    for mark in question.marks:
        carried = marks.get(mark, Carried())
        held = [holding_papers(image, ref) for ref in carried.refs]
        passages = frozenset(pin.document for pin in carried.passages)
        sets.append(passages.union(*held))
    if not sets:
        return {}
    return dict.fromkeys(sorted(frozenset.intersection(*sets)), 0)


def holding_papers(image: Image, ref: Ref) -> frozenset[int]:
    """Return the papers that name a party, or that a finding stands in; a document is its own."""
    if ref.type is RefType.PARTY:
        return frozenset(image.listed.get(image.roots.get(ref.id, ref.id), ()))
    if ref.type is RefType.DOCUMENT:
        return frozenset({ref.id} & image.documents.keys())
    rows: Mapping[int, QuoteRow | DateRow] = (
        image.quotes if ref.type is RefType.QUOTE else image.dates
    )
    row = rows.get(ref.id)
    return frozenset() if row is None else frozenset({row.pin.document})


def marked_papers(carried: Carried) -> frozenset[int]:
    """Return the papers that are marked as a whole."""
    return frozenset(ref.id for ref in carried.refs if ref.type is RefType.DOCUMENT)


def passages_hold(
    image: Image, carried: Carried
) -> Callable[[PartyRow | QuoteRow | DateRow], bool]:
    """Return what tells whether a row stands in, or a party is named in, one of the marked passages."""
    spans: dict[int, list[Span]] = {}
    for pin in carried.passages:
        spans.setdefault(pin.document, []).append(pin.span)

    def in_one(row: PartyRow | QuoteRow | DateRow) -> bool:
        if not spans:
            return False
        if not isinstance(row, PartyRow):
            return any(row.pin.span.overlaps(span) for span in spans.get(row.pin.document, ()))
        return any(
            _names(image, member, number, span)
            for number, marked in spans.items()
            for span in marked
            for member in image.members.get(row.id, ())
        )

    return in_one


def _names(image: Image, member: int, number: int, span: Span) -> bool:
    paper = image.papers.get(number)
    pins = paper.pins.get(member, []) if paper is not None else []
    at = bisect_left(pins, span.start, key=lambda pin: pin.span.end)
    return any(pin.span.overlaps(span) for pin in pins[at : at + 2])
