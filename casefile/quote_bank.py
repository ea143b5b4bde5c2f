"""The quote bank: every quotation of the case with what the other papers make of its words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from casefile import same_words
from casefile.cited_papers import cited_paper
from casefile.links import Image
from casefile.quote_groups import paper_rank
from casefile.quote_records import BankRow, QuoteBank
from casefile.records import DocumentRow, QuoteRow, ReviewState, SameWords, Verdict

__all__ = ["bank", "best_places", "quote_bank"]


def quote_bank(image: Image) -> QuoteBank:
    """Return the quote bank of the case as it stands, made when it is first asked for."""
    if image.bank is None:
        image.bank = bank(image)
    return image.bank


def bank(image: Image) -> QuoteBank:
    """Put the quote bank together; rejected quotations are left out."""
    groups = image.groups
    group_of = {
        member.quote: group.id
        for group in groups
        for member in group.members
        if member.quote is not None
    }
    papers = {number: each.document for number, each in image.documents.items()}
    mentioned = dict(_mentioned(image))
    rows = [
        _row(row, papers, mentioned.get(row.id, ()), group_of.get(row.id))
        for row in image.columns[1]
        if row.state is not ReviewState.REJECTED
    ]
    return QuoteBank(tuple(rows), groups)


def _row(
    row: QuoteRow, papers: Mapping[int, DocumentRow], mentioned: tuple[int, ...], group: int | None
) -> BankRow:
    if not same_words.is_compared(row.reading or row.text):
        return BankRow(row, None, None, mentioned, cited=cited_paper(row, papers.values()))
    cited = cited_paper(row, papers.values())
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


def _mentioned(image: Image) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each quotation that names parties, with these."""
    for document in image.documents.values():
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
