"""Two parties, or two papers, held against each other: what only one has, and what both share."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casefile import linked, party_network
from casefile.links import Image
from casefile.paper_links import code_of
from casefile.party_network import Evidence
from casefile.questions import Question
from casefile.records import DateRow, PartyRow, QuoteRow, Ref, RefType, ReviewState
from casefile.review import label

__all__ = ["Share", "SideBySide", "side_by_side"]


@dataclass(frozen=True, slots=True)
class Share:
    """Rows that are linked to one of the two, or to both."""

    parties: tuple[PartyRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    dates: tuple[DateRow, ...] = ()

    @property
    def count(self) -> int:
        """How many rows they are."""
        return len(self.parties) + len(self.quotes) + len(self.dates)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two things of one kind. ``names`` are their words; ``only`` what each alone has.

    Quotes of the same words, and dates of the same day, are shared also where each of the two has its own:
    both rows are in ``both`` then, one after the other. Of two parties ``about`` tells the quotes that each
    says of the other, which are not among the quotes of ``both``, and ``meetings`` the places that join them.
    """

    refs: tuple[Ref, Ref]
    names: tuple[str, str]
    only: tuple[Share, Share]
    both: Share
    about: tuple[tuple[QuoteRow, ...], tuple[QuoteRow, ...]] = ((), ())
    meetings: tuple[Evidence, ...] = ()


def side_by_side(image: Image, one: Ref, other: Ref) -> SideBySide:
    """Hold two parties or two documents against each other; rejected findings are left out.

    Raises:
        NoSuchFinding: if one of them is no longer in the case.
    """
    refs = (_living(image, one), _living(image, other))
    names = (label(image, refs[0]), label(image, refs[1]))
    views = [linked.view(image, Question((ref,))) for ref in refs]
    groups = _groups(image)
    parties = _shared(_without(views[0].parties, refs), _without(views[1].parties, refs), _number)
    quotes = _shared(views[0].quotes, views[1].quotes, lambda row: groups.get(row.id, -row.id))
    dates = _shared(views[0].dates, views[1].dates, _day)
    about: tuple[tuple[QuoteRow, ...], tuple[QuoteRow, ...]] = ((), ())
    meetings: tuple[Evidence, ...] = ()
    if one.type is RefType.PARTY:
        about = (_about(image, *refs), _about(image, *reversed(refs)))
        meetings = party_network.evidence(image, refs[0].id, refs[1].id)
    told = {row.id for each in about for row in each}
    return SideBySide(
        refs,
        names,
        (
            Share(parties[0], _except(quotes[0], told), dates[0]),
            Share(parties[2], _except(quotes[2], told), dates[2]),
        ),
        Share(parties[1], _except(quotes[1], told), dates[1]),
        about,
        meetings,
    )


def _living(image: Image, ref: Ref) -> Ref:
    """Return what is held against something, for a merged party the one it lives on in."""
    return image.party(ref.id).ref if ref.type is RefType.PARTY else ref


def _groups(image: Image) -> dict[int, int]:
    """Return the group of the same words that each quote is in."""
    return {
        member.quote: group.id
        for group in image.groups
        for member in group.members
        if member.quote is not None
    }


def _number(row: PartyRow) -> Hashable:
    return row.id


def _day(row: DateRow) -> Hashable:
    """Return what makes two dates the same day; one without a value is only the same as itself."""
    return row.value if row.value is not None else row.id


def _without(rows: Iterable[PartyRow], refs: Sequence[Ref]) -> list[PartyRow]:
    return [row for row in rows if row.ref not in refs]


def _except(rows: Iterable[QuoteRow], told: set[int]) -> tuple[QuoteRow, ...]:
    return tuple(row for row in rows if row.id not in told)


def _shared(
    one: Sequence[Any], other: Sequence[Any], key: Callable[[Any], Hashable]
) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Return the rows of the one alone, of both, of the other alone, in the order that they come in."""
    theirs: dict[Hashable, list[Any]] = {}
    for row in other:
        theirs.setdefault(key(row), []).append(row)
    mine = {key(row) for row in one}
    both: dict[int, Any] = {}
    for row in one:
        if key(row) in theirs:
            both[row.id] = row
            for same in theirs[key(row)]:
                both.setdefault(same.id, same)
    return (
        tuple(row for row in one if key(row) not in theirs),
        tuple(both.values()),
        tuple(row for row in other if key(row) not in mine),
    )


def _about(image: Image, who: Ref, whom: Ref) -> tuple[QuoteRow, ...]:
    """Return the quotes in which one party names the other, in the papers' order."""
    named = {code_of(RefType.PARTY, member) for member in image.members.get(whom.id, ())}
    found: list[QuoteRow] = []
    for number in sorted({*image.listed.get(who.id, ())} & {*image.listed.get(whom.id, ())}):
        paper = image.papers[number]
        for quote in paper.document.quotes:
            speaker = quote.row.speaker
            if not quote.shown or speaker is None or image.roots.get(speaker) != who.id:
                continue
            linked_to = paper.direct.get(code_of(RefType.QUOTE, quote.row.id))
            row = image.quotes[quote.row.id]
            spoken = linked_to is not None and not named.isdisjoint(linked_to.direct)
            if spoken and row.state is not ReviewState.REJECTED:
                found.append(row)
    return tuple(found)
