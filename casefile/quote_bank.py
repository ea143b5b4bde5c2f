"""The quote bank: every quotation of the case with what the other papers make of its words."""

import weakref
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from casefile import same_words
from casefile.cited_papers import cited_paper
from casefile.links import Image
from casefile.quote_groups import paper_rank
from casefile.quote_records import BankRow, QuoteBank
from casefile.records import (
    DocumentRow,
    QuoteRow,
    ReviewState,
    SameWords,
    Verdict,
)
from casefile.snapshot import DocumentImage

__all__ = ["KeptBank", "best_places", "first_rows", "quote_bank"]


class KeptBank:
    """Keeps the rows of each paper from one bank to the next: a decision costs its own paper."""

    def __init__(self) -> None:
        self._last: _Bank | None = None

    def bank(self, image: Image) -> QuoteBank:
        """Return the quote bank of the case as it stands; the one before, where nothing of it changed."""
        last = self._last
        if last is None or last.image() is not image:
            self._last = last = _renewed(image, last)
        return last.bank


@dataclass(frozen=True, slots=True)
class _Bank:
    """A bank with what its rows were made from."""

    image: "weakref.ref[Image]"
    bank: QuoteBank
    rows: Mapping[int, tuple[BankRow, ...]]
    """The rows of each paper."""
    documents: Mapping[int, DocumentImage]
    called: Mapping[int, tuple[int, str, bool]]
    group_of: Mapping[int, int]


def _renewed(image: Image, last: _Bank | None) -> _Bank:
    groups = image.groups
    if last is not None and groups is last.bank.groups:
        group_of = last.group_of
    else:
        group_of = {
            member.quote: group.id
            for group in groups
            for member in group.members
            if member.quote is not None
        }
    called = _called(image)
    papers = {number: each.document for number, each in image.documents.items()}
    old = papers.keys() if last is None else _changed(image, last, papers, called, group_of)
    rows = {
        number: last.rows[number]
        if last is not None and number not in old
        else _paper_rows(image, document, papers, group_of)
        for number, document in image.documents.items()
    }
    whole = last.bank if last is not None else QuoteBank((), ())
    if last is None or old or rows.keys() != last.rows.keys() or groups is not whole.groups:
        whole = QuoteBank(tuple(chain.from_iterable(rows.values())), groups)
    return _Bank(weakref.ref(image), whole, rows, image.documents, called, group_of)


def _called(image: Image) -> dict[int, tuple[int, str, bool]]:
    """Return what the bank says of each party: which it lives on in, that one's name, whether it is shown."""
    known, parties = image.known, image.parties
    return {
        number: (root, known[root].name, root in parties) for number, root in image.roots.items()
    }


def _changed(
    image: Image,
    last: _Bank,
    papers: Mapping[int, DocumentRow],
    called: Mapping[int, tuple[int, str, bool]],
    group_of: Mapping[int, int],
) -> set[int]:
    """Return the papers whose rows have to be made anew."""
    changed = {
        number
        for number, document in image.documents.items()
        if (was := last.documents.get(number)) is not document
        and (was is None or was.quotes != document.quotes or was.mentions != document.mentions)
    }
    if called != last.called:
        for number, told in called.items():
            if last.called.get(number) != told:
                changed.update(image.where.get(number, ()))
    if group_of is not last.group_of:
        for quote in group_of.keys() | last.group_of.keys():
            if group_of.get(quote) != last.group_of.get(quote) and quote in image.quotes:
                changed.add(image.quotes[quote].pin.document)
    renamed = {
        number
        for number in papers.keys() | last.documents.keys()
        if number not in papers
        or number not in last.documents
        or papers[number] != last.documents[number].document
    }
    if (
        renamed
    ):  # what they are decides what a citation means, and which of several places is the best
        changed.update(
            row.pin.document
            for row in image.columns[1]
            if row.cited_at is not None
            or row.pin.document in renamed
            or any(same.pin.document in renamed for same in row.same_words)
        )
    return changed


def quote_bank(image: Image) -> QuoteBank:
    """Put the quote bank together; rejected quotations are left out."""
    return _renewed(image, None).bank


def first_rows(quotes: Iterable[QuoteRow], papers: Mapping[int, DocumentRow]) -> QuoteBank:
    """Return some rows before the whole case has been read: without groups and the parties that they name."""
    return QuoteBank(tuple(_row(row, papers, (), None) for row in quotes), ())


def _paper_rows(
    image: Image,
    document: DocumentImage,
    papers: Mapping[int, DocumentRow],
    group_of: Mapping[int, int],
) -> tuple[BankRow, ...]:
    mentioned = dict(_mentioned(image, document))
    return tuple(
        _row(row, papers, mentioned.get(row.id, ()), group_of.get(row.id))
        for each in document.quotes
        if each.shown and (row := image.quotes[each.row.id]).state is not ReviewState.REJECTED
    )


def _row(
    row: QuoteRow, papers: Mapping[int, DocumentRow], mentioned: tuple[int, ...], group: int | None
) -> BankRow:
    cited = cited_paper(row, papers.values())
    if not same_words.is_compared(row.reading or row.text):
        return BankRow(row, None, None, mentioned, cited=cited)
    places = best_places(row.same_words, papers, row.pin.document)
    meant = [place for place in places if cited and place.pin.document == cited.document]
    source = next(iter(meant or places), None)
    verdict = source.verdict if source else Verdict.NOT_FOUND
    return BankRow(row, verdict, source, mentioned, group, cited)


def best_places(
    places: Iterable[SameWords], papers: Mapping[int, DocumentRow], own: int | None = None
) -> tuple[SameWords, ...]:
    """Return the places that a quotation may be held against, best first.

    Of several as good the first is that in a primary paper, then in the earliest. Its ``own`` paper, and
    versions and copies of that, repeat the words and prove nothing: they are left out.
    """
    repeats = set()
    if own is not None:
        alike = papers[own].alike
        repeats = {own, *(each.document for each in alike if each.likeness.is_version)}
    found = [same for same in places if same.pin.document not in repeats]
    if len(found) < 2:
        return tuple(found)
    return tuple(sorted(found, key=lambda same: _order(same, papers)))


def _order(same: SameWords, papers: Mapping[int, DocumentRow]) -> tuple[object, ...]:
    """Return what sorts places: all of the words unchanged, or changed as the quotation says, come first.

    Where the words differ, that they differ from a complaint tells more than that an article has a part.
    """
    pin = same.pin
    paper = paper_rank(papers[pin.document])
    altered, *standing = same_words.standing(same.verdict, same.words_changed)
    first = (paper[0], *standing) if altered else tuple(standing)
    return altered, first, paper, pin.document, pin.span.start


def _mentioned(image: Image, document: DocumentImage) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each quotation of a paper that names parties, with these."""
    mentions = [each for each in document.mentions if not each.furniture]
    starts = [each.pin.span.start for each in mentions]
    for quote in document.quotes:
        span = quote.row.pin.span
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if inside:
            yield quote.row.id, _parties(image, (each.party for each in inside))


def _parties(image: Image, numbers: Iterable[int]) -> tuple[int, ...]:
    roots: Sequence[int] = [image.roots[number] for number in numbers]
    return tuple(number for number in dict.fromkeys(roots) if number in image.parties)
