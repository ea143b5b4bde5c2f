"""A column's rows sorted and put under headings, made ready off the window's thread. Knows no Qt widgets.

What the list needs for every row at once (where a row stands, how many letters it shows) is worked out
here too, so that a list of 100,000 rows costs the window's thread no step for each of them. Sorting goes
in pieces, as one long sort would hold up all threads.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import attrgetter, is_
from typing import Any, TypeVar

from casefile.pieces import in_pieces, sorted_by
from casefile.questions import Constraint, Days
from casefile.records import (
    DateRow,
    PartyRow,
    QuoteRow,
    Ref,
    RefType,
    RelationKind,
    ReviewState,
    Verdict,
)
from casefile.relation_strength import STRENGTH
from casefile.row_order import party_order
from extraction.findings import Basis, Certainty, PartyKind
from ui.column_order import ColumnOrder, Group, Sort
from ui.language import tr
from ui.quote_verdicts import WORST_FIRST

__all__ = [
    "AnyRow", "Arranged", "Heading", "Letters", "Section", "arrange",
    "in_sections", "key_of", "letters_of",
    "linked_letters", "shows_evidence", "unpacked",
]  # fmt: skip

AnyRow = PartyRow | QuoteRow | DateRow
R = TypeVar("R", PartyRow, QuoteRow, DateRow)

_LAST = "\uffff"
_USUAL = ColumnOrder()
_UNKNOWN = 1 << 60
_KINDS = {RefType.PARTY: 0, RefType.QUOTE: 1, RefType.DATE: 2, RefType.DOCUMENT: 3}
_NUMBER, _STATE = attrgetter("id"), attrgetter("state")
_KIND_OF = {PartyRow: 0, QuoteRow: 1, DateRow: 2}
_MOST_WORDS, _MOST_NOTE = 1023, 255
_RELATION = 16  # letters of the words that say how a quote is linked


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over the rows of one group; ``narrows`` is what a click on its mark narrows the view to."""

    key: str
    words: str
    count: int
    narrows: Constraint | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the rows with its heading, if it has one."""

    heading: Heading | None
    start: int
    end: int


@dataclass(frozen=True)
class Arranged:
    """Rows in order, in sections that cover them all.

    ``places`` tells each row's place by ``key_of``; ``letters`` from what its height is counted, see
    ``letters_of``; ``unreviewed`` how many nobody has decided on.
    """

    rows: Sequence[AnyRow] = ()
    sections: tuple[Section, ...] = ()
    places: Mapping[int, int] = field(default_factory=dict)
    letters: Sequence[int] = ()
    unreviewed: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the rows stand without headings."""
        return len(self.sections) == 1 and self.sections[0].heading is None

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the rows in order; the very same list for the same places, not to be changed."""
        return list(self.places)

    def with_keys(self, base: "Arranged | None" = None) -> "Arranged":
        """Have the keys at hand for the window's thread, those of its ``base`` where they are the same."""
        if base is not None and self.places is base.places:
            self.__dict__["keys"] = base.keys
        else:
            _ = self.keys
        return self


@dataclass(frozen=True, slots=True)
class Letters:
    """What a row's height is counted from: letters of words and note, ``shows_evidence``, ``has_badge``."""

    kind: RefType
    words: int
    note: int
    shows_evidence: bool
    has_badge: bool = False


def key_of(ref: Ref) -> int:
    """Return a finding as one number."""
    return ref.id << 2 | _KINDS[ref.type]


def shows_evidence(row: AnyRow) -> bool:
    """Tell whether a row shows the sentence that links it.

    Quotes and dates that are only in the same paper show their own words already.
    """
    relation = row.relation
    if relation is None:
        return False
    return isinstance(row, PartyRow) or relation.kind is not RelationKind.IN_DOCUMENT


def letters_of(row: AnyRow) -> int:
    """Return what a row's height is counted from, packed into a number; ``unpacked`` reads it."""
    if isinstance(row, PartyRow):
        words = note = 0
    elif isinstance(row, QuoteRow):
        words, note = len(row.reading or row.text), _note_letters(row)
    else:
        words, note = len(row.sentence), len(row.pin.short_name) + 8
    return (
        min(words, _MOST_WORDS)
        | min(note, _MOST_NOTE) << 10
        | shows_evidence(row) << 18
        | _KIND_OF[type(row)] << 19
        | (isinstance(row, QuoteRow) and _has_badge(row)) << 21
    )


@lru_cache(maxsize=65_536)
def linked_letters(letters: int, packed: int) -> int:
    """Return what ``letters_of`` a row gives with a relation, packed; from what it gives without one."""
    if packed < 0:
        return letters
    said = unpacked(letters)
    in_document = packed >> 32 == STRENGTH[RelationKind.IN_DOCUMENT]
    shows = said.kind is RefType.PARTY or not in_document
    note = min(said.note + _RELATION, _MOST_NOTE) if said.kind is RefType.QUOTE else said.note
    kept = said.has_badge << 21 | _KINDS[said.kind] << 19 | said.words
    return kept | note << 10 | shows << 18


def unpacked(letters: int) -> Letters:
    """Read what ``letters_of`` packed."""
    kind = tuple(_KINDS)[letters >> 19 & 3]
    words, note = letters & _MOST_WORDS, letters >> 10 & _MOST_NOTE
    return Letters(kind, words, note, bool(letters >> 18 & 1), bool(letters >> 21))


def _has_badge(row: QuoteRow) -> bool:
    """Tell whether a quote was compared with another paper than its own."""
    return any(same.pin.document != row.pin.document for same in row.same_words)


def _note_letters(row: QuoteRow) -> int:
    """Return about how many letters a quote's note has, without putting it together."""
    speaker = len(row.speaker_name or row.speaker_words or "unattributed")
    letters = speaker + len(row.pin.short_name) + 10
    letters += 11 if row.certainty is Certainty.INFERRED else 0
    letters += 15 if row.said is not None else 27 if row.date is not None else 0
    letters += _RELATION if row.relation is not None else 0
    altered = any(same.verdict is Verdict.ALTERED and same.words_changed for same in row.same_words)
    return letters + (40 if altered else 0)


def arrange(
    rows: Sequence[AnyRow],
    order: ColumnOrder = _USUAL,
    same_words: Callable[[], Mapping[int, int]] = dict,
    before: Arranged | None = None,
) -> Arranged:
    """Return the rows of one column in an order.

    ``same_words`` is asked for the group of each quote that shares its words with others. What an arrangement
    ``before`` knows of rows that are the very same is taken over.
    """
    ordered: Sequence[Any] = rows
    if order.sort is not Sort.USUAL:
        # Turned twice, so that rows that are equal in it keep their usual order.
        ordered = sorted_by(rows[::-1] if order.turned else rows, _KEYS[order.sort])
    if order.turned:
        ordered = ordered[::-1]
    return _arranged(*_grouped(ordered, order.group, same_words), before or Arranged())


def in_sections(sections: Iterable[tuple[str, str, Sequence[AnyRow]]]) -> Arranged:
    """Return rows under given headings, each with its key and words; headings without rows are left out."""
    rows: list[AnyRow] = []
    made: list[Section] = []
    for key, words, each in sections:
        if each:
            heading = Heading(key, words, len(each))
            made.append(Section(heading, len(rows), len(rows) + len(each)))
            rows += each
    return _arranged(rows, tuple(made), Arranged())


def _arranged(rows: Sequence[AnyRow], sections: tuple[Section, ...], before: Arranged) -> Arranged:
    kinds, known, was_at = _KIND_OF, before.letters, before.places.get
    was = before.rows
    places: dict[int, int] = {}
    letters: list[int] = []
    unreviewed = 0
    for some in in_pieces(rows):
        keys = [
            number << 2 | kind
            for number, kind in zip(
                map(_NUMBER, some), map(kinds.__getitem__, map(type, some)), strict=True
            )
        ]
        places.update(zip(keys, range(len(letters), len(letters) + len(keys)), strict=True))
        at = [*map(was_at, keys)]
        stood = [place for place in at if place is not None]
        if len(stood) == len(at) and all(map(is_, some, map(was.__getitem__, stood))):
            letters += map(known.__getitem__, stood)
        else:
            letters += [
                known[place] if place is not None and was[place] is row else letters_of(row)
                for row, place in zip(some, at, strict=True)
            ]
        unreviewed += [*map(_STATE, some)].count(ReviewState.SUGGESTED)
    return Arranged(rows, sections, places, letters, unreviewed)


# -- what rows are sorted by


def _link(row: AnyRow) -> int:
    relation = row.relation
    return -1 if relation is None else (STRENGTH[relation.kind] << 32) - relation.count


def _first(row: PartyRow) -> int:
    return _UNKNOWN if row.first is None else row.first.document << 40 | row.first.span.start


def _paper(row: QuoteRow | DateRow) -> int:
    return row.pin.document << 40 | row.pin.span.start


def _quote_day(row: QuoteRow) -> str:
    day = (row.said.earliest or row.said.latest if row.said is not None else None) or row.date
    return day.isoformat() if day is not None else _LAST


def _speaker(row: QuoteRow) -> str:
    known = row.certainty is not Certainty.UNATTRIBUTED
    name = row.speaker_name or row.speaker_words
    return name.casefold() if name and known else _LAST


def _verdict(row: QuoteRow) -> int:
    """Return the place of a quote's verdict, what differs first; places in its own paper prove nothing."""
    found = {same.verdict for same in row.same_words if same.pin.document != row.pin.document}
    if Verdict.ALTERED in found:
        return 0
    best = min(found, key=_BEST_FIRST.index) if found else None
    return WORST_FIRST.index(best)


_BEST_FIRST = tuple(Verdict)


def _certainty(row: DateRow) -> int:
    """Return how sure a date is, what is in doubt first."""
    if row.basis is Basis.AMBIGUOUS and row.state is not ReviewState.EDITED:
        return 0
    if row.value is None:
        return 1
    if row.basis is Basis.RELATIVE:
        return 2
    return 4 if row.earliest == row.latest else 3


_KEYS: Mapping[Sort, Callable[[Any], Any]] = {
    Sort.LINK: _link,
    Sort.ROLE: lambda row: party_order(row)[0],
    Sort.MENTIONS: lambda row: -row.mentions,
    Sort.NAME: lambda row: row.name.casefold(),
    Sort.KIND: lambda row: tuple(PartyKind).index(row.kind),
    Sort.FIRST: _first,
    Sort.PAPER: _paper,
    Sort.SPEAKER: _speaker,
    Sort.DAY: _quote_day,
    Sort.VERDICT: _verdict,
    Sort.LENGTH: lambda row: -len(row.text),
    Sort.CERTAINTY: _certainty,
}


# -- what rows are grouped by


@dataclass(frozen=True, slots=True)
class _Place:
    """A group that rows belong to; groups stand in the order of ``rank``."""

    rank: tuple[int, ...]
    key: str
    words: str
    narrows: Constraint | None = None


def _grouped(
    rows: Sequence[Any], group: Group, same_words: Callable[[], Mapping[int, int]]
) -> tuple[Sequence[Any], tuple[Section, ...]]:
    if group is Group.NONE:
        return rows, ((Section(None, 0, len(rows)),) if rows else ())
    place_of = _words_places(rows, same_words()) if group is Group.WORDS else _PLACES[group]
    known: dict[str, _Place] = {}
    found: dict[str, list[Any]] = {}
    for row in rows:
        place = place_of(row)
        known.setdefault(place.key, place)
        found.setdefault(place.key, []).append(row)
    rank = _by_size(found) if group is Group.SPEAKER else lambda key: known[key].rank
    ordered: list[Any] = []
    sections: list[Section] = []
    for key in sorted(found, key=rank):
        place, start = known[key], len(ordered)
        ordered += found[key]
        heading = Heading(key, place.words, len(found[key]), place.narrows)
        sections.append(Section(heading, start, len(ordered)))
    return ordered, tuple(sections)


def _by_size(found: Mapping[str, Sequence[Any]]) -> Callable[[str], tuple[bool, int]]:
    """Return what puts the speaker of most first, and what nobody is known to have said last."""
    return lambda key: (key == "nobody", -len(found[key]))


_SUING = ("plaintiff", "petitioner", "claimant", "relator", "movant", "appellant", "complainant")
_SUED = ("defendant", "respondent", "appellee", "garnishee")
_COURT = ("judge", "magistrate", "justice", "clerk")
_COUNSEL = ("counsel", "attorney")


def _side(row: PartyRow) -> _Place:
    role = (row.role or "").casefold()
    first = role.split("-")[0]
    if any(word in role for word in _COUNSEL):
        return _Place((2,), "counsel", tr("Counsel"))
    if row.kind is PartyKind.COURT or any(word in role for word in _COURT):
        return _Place((3,), "court", tr("Court"))
    if any(word in first for word in _SUING):
        return _Place((0,), "suing", tr("Suing"))
    if any(word in first for word in _SUED):
        return _Place((1,), "sued", tr("Sued"))
    return _Place((4,), "others", tr("Others with a role")) if role else _no_role()


def _no_role() -> _Place:
    return _Place((5,), "none", tr("No role known"))


def _party_kind(row: PartyRow) -> _Place:
    words = {
        PartyKind.PERSON: tr("Persons"),
        PartyKind.ORGANIZATION: tr("Organizations"),
        PartyKind.AGENCY: tr("Agencies"),
        PartyKind.COURT: tr("Courts"),
        PartyKind.ACCOUNT: tr("Accounts"),
        PartyKind.OTHER: tr("Others"),
    }
    return _Place((tuple(PartyKind).index(row.kind),), row.kind.value, words[row.kind])


def _who(row: QuoteRow) -> _Place:
    if row.certainty is Certainty.UNATTRIBUTED or not (row.speaker_name or row.speaker_words):
        return _Place((), "nobody", tr("Nobody known"))
    if row.speaker is None:
        return _Place((), f"w{(row.speaker_words or '').casefold()}", row.speaker_words or "")
    name = row.speaker_name or row.speaker_words or ""
    return _Place((), f"p{row.speaker}", name, Ref(RefType.PARTY, row.speaker))


def _in_paper(row: QuoteRow | DateRow) -> _Place:
    number = row.pin.document
    return _Place((number,), f"d{number}", row.pin.short_name, Ref(RefType.DOCUMENT, number))


def _month(row: DateRow) -> _Place:
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None or last is None:
        return _no_day()
    if (first.year, first.month) != (last.year, last.month):
        return _year(row)
    days = Days(first.replace(day=1), _end_of_month(first))
    return _Place((first.year, first.month), f"{first:%Y-%m}", f"{first:%B} {first.year}", days)


def _year(row: DateRow) -> _Place:
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None or last is None:
        return _no_day()
    if first.year != last.year:
        words = tr("{first} to {last}", first=first.year, last=last.year)
        days = Days(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31))
        return _Place((first.year, 13, last.year), f"{first.year}/{last.year}", words, days)
    days = Days(dt.date(first.year, 1, 1), dt.date(first.year, 12, 31))
    return _Place((first.year, 0), str(first.year), str(first.year), days)


def _no_day() -> _Place:
    return _Place((10_000,), "none", tr("No day known"))


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _date_kind(row: DateRow) -> _Place:
    if row.is_deadline:
        return _Place((0,), "deadline", tr("Deadlines"))
    if row.basis is Basis.AMBIGUOUS and row.state is not ReviewState.EDITED:
        return _Place((1,), "doubt", tr("In doubt"))
    if row.value is None:
        return _Place((5,), "none", tr("No day known"))
    if row.basis is Basis.RELATIVE:
        return _Place((3,), "relative", tr("Counted from another day"))
    if row.earliest == row.latest:
        return _Place((2,), "day", tr("Days"))
    return _Place((4,), "period", tr("Months, years, periods"))


def _words_places(
    rows: Iterable[QuoteRow], groups: Mapping[int, int]
) -> Callable[[QuoteRow], _Place]:
    """Return the group of each quote whose words another row of the column has, too."""
    members: dict[int, list[QuoteRow]] = {}
    for row in rows:
        if row.id in groups:
            members.setdefault(groups[row.id], []).append(row)
    known = {
        group: _Place((0, at), f"g{group}", f"“{_start(each[0])}”")
        for at, (group, each) in enumerate(members.items())
        if len(each) > 1
    }
    alone = _Place((1,), "alone", tr("In one place only"))
    return lambda row: known.get(groups.get(row.id, -1), alone)


def _start(row: QuoteRow) -> str:
    words = " ".join((row.reading or row.text)[:90].split())
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"


_PLACES: Mapping[Group, Callable[[Any], _Place]] = {
    Group.SIDE: _side,
    Group.SPEAKER: _who,
    Group.PAPER: _in_paper,
    Group.MONTH: _month,
    Group.YEAR: _year,
    Group.KIND: lambda row: _party_kind(row) if isinstance(row, PartyRow) else _date_kind(row),
}
