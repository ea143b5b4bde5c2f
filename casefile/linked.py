"""What is linked to what the linked view asks about, answered from the image of the case.

A question touches only the papers that hold what was asked about. At 50,000 findings in 1,000 documents a
usual question takes a few milliseconds. By which relations a finding is linked is told in ``ways``.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, compress, repeat
from operator import attrgetter
from typing import Any, TypeVar

from casefile.carried import Carried
from casefile.linked_days import dates_in, near_days
from casefile.linked_papers import marked_papers, papers_of, passages_hold
from casefile.linked_rows import ASKED, LinkedRows
from casefile.links import Image, column_numbers, party_place
from casefile.paper_links import TYPES, code_of
from casefile.pieces import in_pieces
from casefile.questions import (
    USUAL_RELATIONS,
    Constraint,
    LinkedView,
    Mark,
    Question,
    as_question,
)
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState
from casefile.records import RelationKind as Kind
from casefile.row_order import date_place, party_order
from casefile.ways import Ways, strongest, ways_in_paper, ways_of

__all__ = ["relation_counts", "view"]

_Finding = TypeVar("_Finding", PartyRow, QuoteRow, DateRow)
_AnyRow = PartyRow | QuoteRow | DateRow
_Marks = Mapping[Mark, Carried]

_COLUMNS = (RefType.PARTY, RefType.QUOTE, RefType.DATE)
_NUMBER, _PAPER = attrgetter("id"), attrgetter("pin.document")
_KEPT = 6
"""Answers that are kept: Back, Esc and the column that holds still ask again for what was asked before."""
_FEW = 8
"""Of one row among so many it is quicker to look each one up."""


def view(
    image: Image,
    asked: Question | Sequence[Constraint],
    *,
    include_rejected: bool = False,
    carried: _Marks | None = None,
) -> LinkedView:
    """Answer a question; ``carried`` tells what carries the tags and is evidence on the issues it names."""
    question = as_question(asked)
    if question.is_everything:
        shown = image.columns if include_rejected else image.live
        return LinkedView(question, *shown, image.totals)
    if question.marks:  # what carries them may change while the image stays
        return _view(image, question, include_rejected, carried or {})
    asked_for, answers = (question, include_rejected), image.answers
    known = answers.pop(asked_for, None) or _view(image, question, include_rejected, {})
    answers[asked_for] = known
    for old in list(answers)[:-_KEPT]:
        answers.pop(old, None)
    return known


def _view(image: Image, question: Question, include_rejected: bool, carried: _Marks) -> LinkedView:
    search = _Search(image, question, include_rejected, carried)
    relations = search.relations(question.relations)
    parties = search.rows(image.columns[0], RefType.PARTY, relations)
    if isinstance(parties, LinkedRows):
        parties = parties.sorted_by_link(party_order)
    quotes = search.rows(image.columns[1], RefType.QUOTE, relations)
    dates = search.rows(image.columns[2], RefType.DATE, relations)
    papers = papers_of(image, question, search.papers, search.dated, search.marks)
    for rows in (_plain(quotes), _plain(dates)):
        for some in in_pieces(rows):
            for document, number in Counter(map(_PAPER, some)).items():
                papers[document] = papers.get(document, 0) + number
    return LinkedView(
        question, parties, quotes, dates, image.totals, papers, _lost(image, question, search.marks)
    )


def relation_counts(
    image: Image,
    asked: Question | Sequence[Constraint],
    *,
    include_rejected: bool = False,
    carried: _Marks | None = None,
) -> Mapping[Kind, int]:
    """Return how many rows each relation alone would leave, what is asked for itself left out.

    Only relations that leave any, the strongest first; nothing where nothing is asked for that rows could
    be linked to.
    """
    question = as_question(asked)
    search = _Search(image, question, include_rejected, carried or {}, every_relation=True)
    counts: dict[Kind, int] = {}
    if not (question.findings or question.days):
        return counts
    for kind in Kind:
        relations = search.relations(frozenset({kind})) or {}
        parties, quotes, dates = image.columns
        number = (
            len(search.linked(parties, RefType.PARTY, relations))
            + len(search.linked(quotes, RefType.QUOTE, relations))
            + len(search.linked(dates, RefType.DATE, relations))
        )
        if number:
            counts[kind] = number
    return counts


class _Search:
    """One question, asked of the image once; its rows can be picked for several sets of relations."""

    def __init__(
        self,
        image: Image,
        question: Question,
        include_rejected: bool,
        marks: _Marks,
        *,
        every_relation: bool = False,
    ) -> None:
        self._image = image
        self._question = question
        self._include_rejected = include_rejected
        self.marks = marks
        refs = [_standing(image, ref) for ref in question.refs]
        self.asked_refs = frozenset(refs)
        self._asked = {code_of(ref.type, ref.id) for ref in refs}
        self.papers = _papers_of_kinds(image, question)
        also_beside = every_relation or Kind.IN_DOCUMENT in question.relations
        within = self._within()
        self._documents = [
            ways_in_paper(image, ref.id, self.papers)
            for ref in refs
            if ref.type is RefType.DOCUMENT
        ]
        self._findings = [
            ways_of(image, ref.type, ref.id, within, also_beside=also_beside)
            for ref in refs
            if ref.type is not RefType.DOCUMENT
        ]
        self._dates: frozenset[int] | None = None
        self.dated: frozenset[int] | None = None
        self._days: Ways = {}
        if question.days:
            found = dates_in(image, question.days, within, include_rejected)
            self.dated = frozenset(row.pin.document for row in found)
            self._dates = frozenset(code_of(RefType.DATE, row.id) for row in found)
            self._days = near_days(image, found, also_beside=also_beside)
        self._holding = [
            (carried.refs, marked_papers(carried), passages_hold(image, carried))
            for mark in question.marks
            for carried in (marks.get(mark, Carried()),)
        ]

    def _within(self) -> Collection[int] | None:
        """Return the papers in which findings count as linked; ``None`` for all."""
        question, papers = self._question, self.papers
        if question.either or not question.documents or not question.findings:
            return papers
        return frozenset(question.documents) & (
            self._image.papers.keys() if papers is None else frozenset(papers)
        )

    def relations(self, wanted: frozenset[Kind]) -> dict[int, int] | None:
        """Return the rows linked by one of these relations, with the strongest; ``None`` for all rows."""
        allowed = wanted or USUAL_RELATIONS
        findings = [strongest(ways, allowed) for ways in self._findings]
        papers = [strongest(ways, {Kind.IN_DOCUMENT}) for ways in self._documents]
        links = [*findings, *papers]
        days = strongest(self._days, wanted or USUAL_RELATIONS if not findings else USUAL_RELATIONS)
        if not links:
            return None if self._dates is None else self._in_days(days, None)
        joined: dict[int, int] = {}
        if len(links) == 1:
            joined = links[0]
        elif self._question.either:
            for each in sorted(links, key=len, reverse=True):
                for code, relation in each.items():
                    if relation < joined.get(code, relation + 1):
                        joined[code] = relation
        else:
            least = min(links, key=len)
            others = [each for each in links if each is not least]
            joined = {
                code: min([relation, *(each[code] for each in others)])
                for code, relation in least.items()
                if all(code in each for each in others)
            }
        return joined if self._dates is None else self._in_days(days, joined)

    def _in_days(self, days: Mapping[int, int], links: Mapping[int, int] | None) -> dict[int, int]:
        """Keep the dates in the stretches of days, and what else is linked to one of them."""
        dates, place = self._dates or frozenset(), TYPES.index(RefType.DATE)
        if links is None:
            return {code: relation for code, relation in days.items() if code % len(TYPES) != place}
        return {
            code: relation
            for code, relation in links.items()
            if (code in dates if code % len(TYPES) == place else code in days)
        }

    def rows(
        self, rows: tuple[_Finding, ...], kind: RefType, relations: Mapping[int, int] | None
    ) -> Sequence[_Finding]:
        """Return the rows of a column that the question leaves, and what was asked for itself."""
        step, offset = len(TYPES), code_of(kind, 0)
        if relations is None:
            return tuple(self._passing(rows, kind))
        if self._is_free(kind):
            return tuple(self.linked(rows, kind, relations))
        asked = {code // step for code in self._asked if code % step == offset}
        found = self.linked(rows, kind, relations)
        if asked and kind is RefType.PARTY:  # put in order by its relations later
            found = list(chain(_picked(self._image, rows, kind, asked), found))
        elif asked:
            found = _picked(self._image, rows, kind, asked.union(map(_NUMBER, found)))
        packed: list[int] = []
        for some in in_pieces(found):
            codes = [number * step + offset for number in map(_NUMBER, some)]
            packed += map(relations.get, codes, repeat(ASKED))
        if asked:
            packed = [
                ASKED if row.id in asked else relation
                for row, relation in zip(found, packed, strict=True)
            ]
        return LinkedRows(found, packed)

    def linked(
        self, rows: tuple[_Finding, ...], kind: RefType, relations: Mapping[int, int]
    ) -> Sequence[_Finding]:
        """Return the rows of a column that are linked by one of these relations, the asked ones left out."""
        step, offset = len(TYPES), code_of(kind, 0)
        codes: Collection[int] = self._dates or () if self._is_free(kind) else relations.keys()
        wanted = {
            code // step for code in codes if code % step == offset and code not in self._asked
        }
        return self._passing(_picked(self._image, rows, kind, wanted), kind)

    def _is_free(self, kind: RefType) -> bool:
        """Tell whether these are the dates of a stretch of days, linked to nothing else."""
        return kind is RefType.DATE and not (self._findings or self._documents)

    def _passing(self, rows: Sequence[_Finding], kind: RefType) -> Sequence[_Finding]:
        """Return the rows of a column that pass whatever is asked of each alone."""
        image, papers, at = self._image, self.papers, _COLUMNS.index(kind)
        if self._question.unreviewed:
            rows = [row for row in rows if row.state is ReviewState.SUGGESTED]
        elif not self._include_rejected and image.live[at] is not image.columns[at]:
            rows = [row for row in rows if row.state is not ReviewState.REJECTED]
        if papers is not None:
            rows = [row for row in rows if not papers.isdisjoint(_papers(image, row))]
        for refs, documents, in_passage in self._holding:
            rows = [
                row
                for row in rows
                if row.ref in refs
                or not documents.isdisjoint(_papers(image, row))
                or in_passage(row)
            ]
        return rows


def _picked(
    image: Image, rows: tuple[_Finding, ...], kind: RefType, wanted: Collection[int]
) -> Sequence[_Finding]:
    """Return the rows of these numbers in the order of their column, without going over all for a few."""
    if len(wanted) * _FEW > len(rows):
        picked: list[_Finding] = []
        numbers = column_numbers(image, _COLUMNS.index(kind))
        for some, of in zip(in_pieces(rows), in_pieces(numbers), strict=True):
            picked += compress(some, map(wanted.__contains__, of))
        return picked
    found: list[Any]
    if kind is RefType.PARTY:
        found = [image.parties[number] for number in wanted if number in image.parties]
        return sorted(found, key=party_place)
    if kind is RefType.DATE:
        papers = {image.dates[number].pin.document for number in wanted if number in image.dates}
        dates = (date for paper in papers for date in image.documents[paper].dates)
        found = [date.row for date in dates if date.row.id in wanted and date.shown]
        return sorted(found, key=date_place)
    papers = {image.quotes[number].pin.document for number in wanted if number in image.quotes}
    quotes = (quote for paper in sorted(papers) for quote in image.documents[paper].quotes)
    found = [
        image.quotes[quote.row.id] for quote in quotes if quote.row.id in wanted and quote.shown
    ]
    return found


def _papers(image: Image, row: _AnyRow) -> Collection[int]:
    return image.listed.get(row.id, ()) if isinstance(row, PartyRow) else (row.pin.document,)


def _standing(image: Image, ref: Ref) -> Ref:
    """Return what a finding lives on in."""
    if ref.type is not RefType.PARTY:
        return ref
    return Ref(RefType.PARTY, image.roots.get(ref.id, ref.id))


def _papers_of_kinds(image: Image, question: Question) -> frozenset[int] | None:
    if not question.kinds:
        return None
    return frozenset(
        number for number, each in image.documents.items() if each.document.kind in question.kinds
    )


def _lost(image: Image, question: Question, marks: _Marks) -> tuple[Constraint, ...]:
    return tuple(
        each
        for each in question.constraints
        if (isinstance(each, Ref) and not _is_there(image, each))
        or (isinstance(each, Mark) and each not in marks)
    )


def _is_there(image: Image, ref: Ref) -> bool:
    rows: Mapping[RefType, Collection[int]] = {
        RefType.PARTY: image.parties,
        RefType.QUOTE: image.quotes,
        RefType.DATE: image.dates,
        RefType.DOCUMENT: image.documents,
    }
    return _standing(image, ref).id in rows[ref.type]


def _plain(rows: Sequence[_Finding]) -> Sequence[_Finding]:
    return rows.plain if isinstance(rows, LinkedRows) else rows
