"""One suggestion with what helps to decide on it, and the suggestions that are like it."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from casefile import context, party_card, party_decisions, proposals, usefulness, ways
from casefile.errors import NoSuchFinding
from casefile.links import Image
from casefile.paper_links import TYPES, code_of
from casefile.party_network import Evidence
from casefile.records import (
    DateRow,
    PartyRow,
    QuoteRow,
    Ref,
    RefType,
    RelationKind,
    ReviewState,
)
from casefile.relation_strength import STRENGTH, unpacked
from casefile.review_records import Alike, AlikeBy, Finding, ReviewItem
from extraction.findings import PartySource
from importers.source_text import SourceText

__all__ = ["alike", "finding", "review_item"]

_MOST_LINKED = 8


def finding(image: Image, ref: Ref) -> Finding:
    """Return a party, quote or date.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    if ref.type is RefType.PARTY:
        return image.party(ref.id)
    if ref.type is RefType.QUOTE:
        return image.quote(ref.id)
    if ref.type is RefType.DATE:
        return image.date(ref.id)
    raise NoSuchFinding("Only parties, quotes and dates are reviewed.")


def review_item(
    connection: sqlite3.Connection,
    image: Image,
    source: Callable[[int], SourceText],
    ref: Ref,
) -> ReviewItem:
    """Return one finding with its evidence.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    row = finding(image, ref)
    doubts = usefulness.doubts(image, row)
    if isinstance(row, PartyRow):
        apart = proposals.kept_apart(connection)
        renamed = party_decisions.renamed(connection)
        likely = proposals.proposals(image, apart, row.id)
        card = party_card.party_card(image, row.id, likely, renamed)
        return ReviewItem(row, doubts, None, card, ())
    (hit,) = context.in_context(connection, source, [Evidence(row.pin, (row.pin.span,))])
    near = tuple(_near(image, row))
    return ReviewItem(row, doubts, hit, None, near, tuple(_decided_before(image, row)))


def _near(image: Image, row: QuoteRow | DateRow) -> Iterator[Finding]:
    """Yield what a finding is linked to: in its sentence, else in its paragraph; the nearest first."""
    own = code_of(row.ref.type, row.id)
    found = ways.near(image, row.ref.type, row.id).strongest()
    close = STRENGTH[RelationKind.SAME_SENTENCE]
    ordered = sorted(found, key=lambda code: (found[code], code))
    nearest = [code for code in ordered if unpacked(found[code])[0] <= close and code != own]
    for code in (nearest or [code for code in ordered if code != own])[:_MOST_LINKED]:
        number, place = divmod(code, len(TYPES))
        try:
            other = finding(image, Ref(TYPES[place], number))
        except NoSuchFinding:
            continue
        if other.state is not ReviewState.REJECTED:
            yield other


def _decided_before(image: Image, row: QuoteRow | DateRow) -> Iterator[Finding]:
    """Yield what the attorney decided on the same words in other papers."""
    same = _same_quotes(image, row) if isinstance(row, QuoteRow) else _same_dates(image, row)
    yield from (other for other in same if other.state is not ReviewState.SUGGESTED)


def _same_quotes(image: Image, row: QuoteRow) -> Iterator[QuoteRow]:
    """Yield the quotes of the same words at the places where a quote's words stand, rejected ones too."""
    words = _folded(row.reading or row.text)
    for same in row.same_words:
        paper = image.documents.get(same.pin.document)
        for each in paper.quotes if paper is not None else ():
            other = each.row
            is_there = other.id != row.id and other.pin.span.overlaps(same.pin.span)
            if is_there and _folded(other.reading or other.text) == words:
                yield image.quotes.get(other.id, other)


def _same_dates(image: Image, row: DateRow) -> Iterator[DateRow]:
    """Yield the same words in the same sentence of papers that share this one's words."""
    paper = image.documents[row.pin.document].document
    sentence = _folded(row.sentence)
    for like in paper.alike:
        other = image.documents.get(like.document)
        for each in other.dates if other is not None else ():
            if each.row.text == row.text and _folded(each.row.sentence) == sentence:
                yield each.row


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


# -- what is like one finding


def alike(image: Image, ref: Ref) -> tuple[Alike, ...]:
    """Return the suggestions that may be decided on together with one, by what they have in common.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    row = finding(image, ref)
    groups: Iterable[tuple[AlikeBy, Iterable[Finding]]]
    if isinstance(row, PartyRow):
        groups = _like_party(image, row)
    elif isinstance(row, QuoteRow):
        groups = _like_quote(image, row)
    else:
        groups = _like_date(image, row)
    found: list[Alike] = []
    for by, others in groups:
        refs = tuple(
            other.ref
            for other in others
            if other.state is ReviewState.SUGGESTED and other.id != row.id
        )
        if refs and all(set(refs) != set(each.refs[1:]) for each in found):
            found.append(Alike(by, (row.ref, *refs)))
    return tuple(found)


def _like_party(image: Image, row: PartyRow) -> Iterator[tuple[AlikeBy, Iterable[Finding]]]:
    parties = image.columns[0]
    if row.role:
        same = (other for other in parties if (other.role, other.kind) == (row.role, row.kind))
        yield AlikeBy.ROLE, same
        return
    listed = {
        image.roots[each.party]
        for document in image.documents.values()
        for each in document.appearances
        if each.source is not PartySource.BODY
    }
    if row.id not in listed:
        yield (
            AlikeBy.PASSING,
            (
                other
                for other in parties
                if other.kind is row.kind and not other.role and other.id not in listed
            ),
        )


def _like_quote(image: Image, row: QuoteRow) -> Iterator[tuple[AlikeBy, Iterable[Finding]]]:
    yield AlikeBy.WORDS, _same_quotes(image, row)
    own = (row.speaker, row.certainty)
    if row.speaker is not None:
        same = (other for other in image.columns[1] if (other.speaker, other.certainty) == own)
        yield AlikeBy.SPEAKER, same


def _like_date(image: Image, row: DateRow) -> Iterator[tuple[AlikeBy, Iterable[Finding]]]:
    basis, form = row.basis, _form(row.text)
    same = [
        other
        for other in image.columns[2]
        if other.state is ReviewState.SUGGESTED
        and other.basis is basis
        and _form(other.text) == form
    ]
    yield AlikeBy.FORM_IN_PAPER, (each for each in same if each.pin.document == row.pin.document)
    yield AlikeBy.FORM, same


_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b\.?", re.IGNORECASE
)
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def _form(text: str) -> str:
    """Return how a date is written, whichever day it names: "Mon 9, 9999", "99/99/9999"."""
    words = _DAY.sub("Day", _MONTH.sub("Mon", " ".join(text.split())))
    return re.sub(r"\d+", lambda match: "9" * min(4, max(len(match.group()), 2)), words)
