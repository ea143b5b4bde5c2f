"""The image of the case after a change, made from the one before: only what the change touches is made anew.

A decision on one finding costs what its paper and its own row cost, and copying the tables of the image,
which is quick; nothing that was handed out before changes. The outcome is that of ``links.build``.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from casefile.known_parties import KnownParty
from casefile.links import (
    Image,
    add_quotes,
    add_roots,
    build,
    named_or_speaking,
    party_place,
    party_row,
    roots_of,
    totals,
    without_rejected,
)
from casefile.paper_events import EventsBefore
from casefile.paper_links import PaperLinks
from casefile.records import DateRow, PartyRow, QuoteRow, ReviewState, Totals
from casefile.row_order import date_place
from casefile.snapshot import DocumentImage
from casefile.turns import in_turns

__all__ = ["renewed"]

_Row = TypeVar("_Row", PartyRow, QuoteRow, DateRow)

_MANY_PAPERS = 100  # of so many all quotations are put together anew
_OFTEN = 20  # where more than one row of so many changes, a column is sorted anew
_PAPER = attrgetter("pin.document")


def renewed(
    before: Image, documents: Mapping[int, DocumentImage], known: Mapping[int, KnownParty]
) -> Image:
    """Return the image of these documents; those that are in ``before`` as they are cost nothing.

    ``known`` are all parties, the very ones of ``before`` where none of their own rows changed.
    """
    changed = [
        number for number, each in documents.items() if before.documents.get(number) is not each
    ]
    if not before.documents or not _goes_on(before.documents, documents):
        image = build(documents, known, before.papers)
        image.grouping = before.grouping
        return image
    image = Image(dict(documents), before.roots, known=known)
    image.papers = dict(before.papers)
    for number in changed:
        image.papers[number] = PaperLinks(documents[number])
    moved = _moved(before.known, known)
    if moved:
        _renew_roots(before, image, moved)
    else:
        image.members, image.merged = before.members, before.merged
        image.given_names = before.given_names
    _renew_where(before, image, changed)
    concerned = _renew_parties(before, image, changed, moved)
    _renew_quotes(before, image, changed, moved)
    _renew_dates(before, image, changed)
    _keep_what_stands(before, image, changed, concerned)
    _keep_events(before, image, changed, concerned)
    return image


def _goes_on(before: Mapping[int, DocumentImage], now: Mapping[int, DocumentImage]) -> bool:
    """Tell whether the papers of before are still there, those that came after them in their order."""
    numbers = iter(now)
    return all(number == next(numbers, None) for number in before)


def _moved(before: Mapping[int, KnownParty], now: Mapping[int, KnownParty]) -> set[int]:
    """Return the parties whose own rows changed, came or went."""
    if before is now:
        return set()
    changed = {
        number
        for number, party in now.items()
        if before.get(number) is not party and before.get(number) != party
    }
    return changed | (before.keys() - now.keys())


def _renew_roots(before: Image, image: Image, moved: Collection[int]) -> None:
    """Note which party lives on in which, and what each is called."""
    known, was = image.known, before.known
    come = [number for number in moved if number not in was]
    if len(known) == len(was) + len(come) and all(
        known[number].merged_into == (was[number].merged_into if number in was else None)
        for number in moved
    ):
        image.roots = before.roots | {number: number for number in come}
        image.members = before.members | {number: [number] for number in come}
        image.merged = before.merged
        image.given_names = before.given_names | {number: known[number].name for number in moved}
    else:
        image.roots = roots_of(known)
        add_roots(image)
        image.given_names = {number: party.name for number, party in known.items()}


def _pairs(
    before: Image, image: Image, changed: Iterable[int]
) -> Iterable[tuple[int, PaperLinks | None, PaperLinks]]:
    return ((number, before.papers.get(number), image.papers[number]) for number in changed)


def _renew_where(before: Image, image: Image, changed: Iterable[int]) -> None:
    image.where = dict(before.where)
    for number, old, new in _pairs(before, image, changed):
        there = named_or_speaking(old) if old else set()
        for party in there ^ named_or_speaking(new):
            image.where[party] = _with(image.where.get(party, ()), number, there=party not in there)
            if not image.where[party]:
                del image.where[party]


def _with(numbers: Sequence[int], number: int, *, there: bool) -> list[int]:
    """Return numbers in order with one more, or without it."""
    found = [each for each in numbers if each != number]
    if there:
        insort(found, number)
    return found


def _renew_parties(
    before: Image, image: Image, changed: Collection[int], moved: Collection[int]
) -> set[int]:
    """Make the rows anew of parties that are named or called otherwise; returns these."""
    concerned: set[int] = set()
    for number in moved:
        concerned |= {before.roots.get(number, number), image.roots.get(number, number)}
    for _, old, new in _pairs(before, image, changed):
        for party in {*new.names, *new.mentions, *new.lost} | (
            {*old.names, *old.mentions, *old.lost} if old else set()
        ):
            if old is None or old.naming(party) != new.naming(party):
                concerned |= {before.roots.get(party, party), image.roots.get(party, party)}
    for number in moved:  # those that lived on in a party which was itself merged or taken apart
        concerned |= {image.roots.get(each, each) for each in before.members.get(number, ())}
    image.listed, image.parties = before.listed, before.parties
    if not concerned:
        image.columns, image.live = (before.columns[0], (), ()), (before.live[0], (), ())
        image.totals = before.totals
        return concerned
    image.listed = dict(before.listed)
    image.parties = dict(before.parties)
    for root in sorted(concerned):
        _list(before, image, root, changed)
        row = party_row(image, root) if root in image.known else None
        if row is not None:
            image.parties[root] = row
        else:
            image.parties.pop(root, None)
    gone = [row for at in concerned if (row := before.parties.get(at)) is not None]
    come = [row for at in concerned if (row := image.parties.get(at)) is not None]
    column = _exchanged(before.columns[0], gone, come, party_place)
    image.columns = (column, (), ())
    image.live = (_exchanged_live(before, 0, column, gone, come, party_place), (), ())
    image.totals = _sum(before.totals, totals((come, (), ())), totals((gone, (), ())))
    return concerned


def _list(before: Image, image: Image, root: int, changed: Collection[int]) -> None:
    """Note which papers name or list a party."""
    members = image.members.get(root, ()) if image.roots.get(root) == root else ()
    might = set(changed)
    for member in members:
        might.update(before.listed.get(before.roots.get(member, member), ()))
    papers = image.papers
    found = [
        at
        for at in sorted(might)
        if any(member in papers[at].names or member in papers[at].lost for member in members)
    ]
    if found:
        image.listed[root] = found
    else:
        image.listed.pop(root, None)


def _renew_quotes(
    before: Image, image: Image, changed: Iterable[int], moved: Collection[int]
) -> None:
    """Note the quotes of changed papers, and of those where somebody speaks who is called otherwise."""
    might = {
        member
        for number in moved
        for each in (before, image)
        for member in (number, *each.members.get(each.roots.get(number, number), ()))
    }
    renamed = {
        party
        for party in might & image.where.keys()
        if before.roots.get(party) != image.roots.get(party)
        or _name(before, party) != _name(image, party)
    }
    papers = {at for party in renamed for at in image.where[party]}
    for number, old, new in _pairs(before, image, changed):
        if old is None or old.document.quotes != new.document.quotes:
            papers.add(number)
    image.quotes = dict(before.quotes) if papers else before.quotes
    rows, column = list(before.columns[1]), before.columns[1]
    live, left = list(before.live[1]), before.live[1]
    gone: list[QuoteRow] = []
    come: list[QuoteRow] = []
    if len(papers) > _MANY_PAPERS:
        image.quotes = {}
        come = [
            row
            for each in in_turns(image.documents.values())
            for row in add_quotes(image, each.quotes)
        ]
        gone, column = rows, tuple(come)
        left = without_rejected(column)
    elif papers:
        for number in sorted(papers):
            for quote in before.documents[number].quotes if number in before.documents else ():
                del image.quotes[quote.row.id]
            shown = _add_quotes(before, image, number, renamed)
            gone += _exchange_paper(rows, number, shown)
            come += shown
            _exchange_paper(live, number, [row for row in shown if _is_live(row)])
        column = tuple(rows)
        left = tuple(live) if len(live) < len(rows) else column
    image.columns, image.live = (image.columns[0], column, ()), (image.live[0], left, ())
    image.totals = _sum(image.totals, totals(((), come, ())), totals(((), gone, ())))


def _exchange_paper(
    rows: list[QuoteRow], number: int, shown: Sequence[QuoteRow]
) -> Sequence[QuoteRow]:
    """Put a paper's quotes in the place of those of before, which are returned."""
    start = bisect_left(rows, number, key=_PAPER)
    end = bisect_right(rows, number, key=_PAPER)
    gone = rows[start:end]
    rows[start:end] = shown
    return gone


def _add_quotes(
    before: Image, image: Image, number: int, renamed: Collection[int]
) -> list[QuoteRow]:
    """Do as ``add_quotes`` does, with the rows of before for quotes that are the same."""
    found = image.documents[number].quotes
    if number not in before.documents or renamed:
        return add_quotes(image, found)
    was = {id(quote) for quote in before.documents[number].quotes}
    for quote in found:
        if id(quote) in was:
            image.quotes[quote.row.id] = before.quotes[quote.row.id]
    add_quotes(image, (quote for quote in found if id(quote) not in was))
    return [image.quotes[quote.row.id] for quote in found if quote.shown]


def _name(image: Image, party: int) -> str | None:
    known = image.known.get(image.roots.get(party, party))
    return known.name if known else None


def _sum(one: Totals, more: Totals, less: Totals | None = None) -> Totals:
    less = less or Totals(0, 0, 0, 0)
    return Totals(
        one.parties + more.parties - less.parties,
        one.quotes + more.quotes - less.quotes,
        one.dates + more.dates - less.dates,
        one.unreviewed + more.unreviewed - less.unreviewed,
    )


def _renew_dates(before: Image, image: Image, changed: Iterable[int]) -> None:
    gone: list[DateRow] = []
    come: list[DateRow] = []
    image.dates, rows = before.dates, before.columns[2]
    for _, old, new in _pairs(before, image, changed):
        if old is not None and old.document.dates == new.document.dates:
            continue
        if image.dates is before.dates:
            image.dates = dict(before.dates)
        for date in old.document.dates if old else ():
            del image.dates[date.row.id]
        image.dates.update((date.row.id, date.row) for date in new.document.dates)
        was = {row.id: row for row in old.dates} if old else {}
        now = {row.id: row for row in new.dates}
        gone += [row for row in was.values() if now.get(row.id) != row]
        come += [row for row in now.values() if was.get(row.id) != row]
    column = _exchanged(rows, gone, come, date_place)
    image.columns = (*image.columns[:2], column)
    image.live = (
        *image.live[:2],
        _exchanged_live(before, 2, column, gone, come, date_place),
    )
    image.totals = _sum(image.totals, totals(((), (), come)), totals(((), (), gone)))


def _exchanged(
    column: tuple[_Row, ...],
    gone: Sequence[_Row],
    come: Sequence[_Row],
    place: Callable[[_Row], Any],
) -> tuple[_Row, ...]:
    """Return a sorted column with some rows taken out and others put in."""
    if not gone and not come:
        return column
    if (len(gone) + len(come)) * _OFTEN > len(column):
        out = {row.id for row in gone}
        rows = [row for row in in_turns(column) if row.id not in out]
        return tuple(sorted(rows + list(come), key=place))
    # Where each goes or comes, before what stands there: no two rows have one place.
    steps: list[tuple[int, int, _Row | None]] = [
        (bisect_left(column, place(row), key=place), 1, None) for row in in_turns(gone)
    ]
    steps += [
        (bisect_left(column, place(row), key=place), 0, row)
        for row in in_turns(sorted(come, key=place))
    ]
    rows, start = [], 0
    for at, _, row in sorted(steps, key=itemgetter(0, 1)):
        rows += column[start:at]
        start = at
        if row is None:
            start += 1
        else:
            rows.append(row)
    return tuple(rows) + column[start:]


def _exchanged_live(
    before: Image,
    kind: int,
    column: tuple[_Row, ...],
    gone: Sequence[_Row],
    come: Sequence[_Row],
    place: Callable[[_Row], Any],
) -> tuple[_Row, ...]:
    """Return a column without what was rejected; the column itself where nothing was."""
    was: Any = before.live[kind]
    if was is before.columns[kind] and all(map(_is_live, come)):
        return column
    live: tuple[_Row, ...] = _exchanged(
        was, [row for row in gone if _is_live(row)], [row for row in come if _is_live(row)], place
    )
    return live if len(live) < len(column) else column


def _is_live(row: PartyRow | QuoteRow | DateRow) -> bool:
    return row.state is not ReviewState.REJECTED


def _keep_what_stands(
    before: Image, image: Image, changed: Collection[int], concerned: Collection[int]
) -> None:
    """Take over what was worked out from the whole case, where nothing changed that it rests on."""
    image.telling, image.grouping = before.telling, before.grouping
    image.numbers = {
        at: known
        for at, known in tuple(before.numbers.items())
        if before.columns[at] is image.columns[at]
    }
    pairs = list(_pairs(before, image, changed))
    same_captions = all(
        old and old.document.appearances == new.document.appearances for _, old, new in pairs
    )
    if same_captions and all(
        _likened(before.parties.get(at)) == _likened(image.parties.get(at)) for at in concerned
    ):
        image.resembling = before.resembling


def _keep_events(
    before: Image, image: Image, changed: Collection[int], concerned: Collection[int]
) -> None:
    """Have the events of papers taken over that did not change and name nobody who did."""
    old = set(changed)
    for each in (before, image):
        for root in concerned:
            for member in each.members.get(root, ()):
                old.update(each.where.get(member, ()))
    waiting = before.events_before
    if before.events or waiting is None:
        image.events_before = EventsBefore(before.events, frozenset(old))
    else:
        image.events_before = replace(waiting, changed=waiting.changed | old)


def _likened(row: PartyRow | None) -> tuple[object, ...] | None:
    """Return what parties are compared by with others that may be the same; and what puts them in order."""
    if row is None or row.state is ReviewState.REJECTED:
        return None
    return row.name, row.kind, row.role, row.capacity, row.aliases, row.mentions
