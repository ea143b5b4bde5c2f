"""What the rows of a cast of characters would do to the case: which are new, which stand there, what differs.

A row and a party are the same where one of the row's names is one of the party's, as names are compared
across papers; a row whose name several parties have is left out: the attorney alone can say which is meant.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from casefile.records import PartyRow, ReviewState
from casefile.table_events import added, reviewed
from casefile.table_records import Change, Field, PartyWish, RowPlan, RowState
from casefile.table_words import listed, review_of, same_words_key
from extraction import names
from extraction.findings import PartyKind
from importers.source_text import Span
from importers.tables import TableRow

__all__ = ["KnownCast", "kind_by_form", "party_plans"]

_LONGEST_NAME = 200
_KINDS = {
    **{kind.value: kind for kind in PartyKind},
    "people": PartyKind.PERSON,
    "individual": PartyKind.PERSON,
    "witness": PartyKind.PERSON,
    "company": PartyKind.ORGANIZATION,
    "corporation": PartyKind.ORGANIZATION,
    "business": PartyKind.ORGANIZATION,
    "firm": PartyKind.ORGANIZATION,
    "entity": PartyKind.ORGANIZATION,
    "government": PartyKind.AGENCY,
    "government agency": PartyKind.AGENCY,
}
_PROFESSION = re.compile(r"\b(?:agency|department|bureau|commission|administration)\b", re.I)
# "Roe, Jane A.": a person's last name first. What follows the comma is no form of a company.
_LAST_FIRST = re.compile(r"(?P<last>[^,]+), (?P<first>[A-Z][\w'’.\-]*(?: [A-Z][\w'’.\-]*){0,2})")
_NO_FIRST_NAME = re.compile(
    r"(?:Inc|LLC|L\.L\.C|Ltd|Co|Corp|LLP|L\.P|P\.?C|Jr|Sr|Esq|II|III|IV|M\.?D|Ph\.?D)\.?", re.I
)


@dataclass(frozen=True)
class KnownCast:
    """What the case has that rows are held against; notes, tags, titles of issues by a party's number."""

    parties: Sequence[PartyRow]
    notes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    tags: Mapping[int, Sequence[str]] = field(default_factory=dict)
    issues: Mapping[int, Sequence[str]] = field(default_factory=dict)


def party_plans(
    rows: Sequence[TableRow], columns: Mapping[Field, int], known: KnownCast
) -> Iterator[RowPlan]:
    """Yield what each row would do; ``rows`` are those below the headings."""
    index = _Index(known.parties)
    seen: dict[str, int] = {}
    for row in rows:
        wish, remarks = _wish(row, columns)
        if wish is None:
            yield RowPlan(row, RowState.LEFT_OUT, remarks=tuple(remarks))
            continue
        key = names.name_key(wish.name)
        if key in seen:
            remarks.append(f"Row {seen[key]} has the same name.")
            yield RowPlan(row, RowState.LEFT_OUT, wish, remarks=tuple(remarks))
            continue
        seen[key] = row.number
        yield _planned(row, wish, remarks, index, known)


def kind_by_form(name: str) -> PartyKind:
    """Return what a name most likely stands for by its form alone."""
    if name.startswith("@"):
        return PartyKind.ACCOUNT
    if re.search(r"\bCourt\b", name):
        return PartyKind.COURT
    if _PROFESSION.search(name):
        return PartyKind.AGENCY
    return PartyKind.PERSON if names.looks_like_person(name) else PartyKind.ORGANIZATION


def _wish(row: TableRow, columns: Mapping[Field, int]) -> tuple[PartyWish | None, list[str]]:
    told = {each: row.text(column) for each, column in columns.items()}
    printed = " ".join(told.get(Field.NAME, "").split())
    if not any(map(str.isalnum, printed)):
        return None, ["It has no name."]
    if len(printed) > _LONGEST_NAME:
        return None, ["Its name is too long for one."]
    remarks: list[str] = []
    kind = told.get(Field.KIND, "").strip().casefold()
    if kind and kind not in _KINDS:
        remarks.append(f"“{told[Field.KIND].strip()}” is no kind of party that Pincite has.")
    name = _natural(printed)
    aliases = _aliases(told.get(Field.ALIASES, ""), name)
    others = [each for each in aliases if names.name_key(each) != names.name_key(name)]
    return (
        PartyWish(
            name,
            _span(row, columns.get(Field.NAME)),
            _KINDS.get(kind),
            " ".join(told.get(Field.ROLE, "").split()) or None,
            tuple(_placed(row, columns.get(Field.ALIASES), others)),
            listed(told.get(Field.TAGS, "")),
            listed(told.get(Field.ISSUES, ""), commas=False),
            told.get(Field.NOTE, "").strip(),
            review_of(told.get(Field.REVIEW, "")),
        ),
        remarks,
    )


def _aliases(cell: str, name: str) -> tuple[str, ...]:
    """Return the names of a cell; commas inside one name part nothing."""
    parts = [part.strip() for part in cell.split(",")]
    inside = any(_NO_FIRST_NAME.fullmatch(part) or part.startswith(("&", "and ")) for part in parts)
    whole = names.name_key(cell) == names.name_key(name)
    return listed(cell, commas=not (inside or whole))


def _natural(name: str) -> str:
    """Return a person's name with the first name first."""
    found = _LAST_FIRST.fullmatch(name)
    if found is None or any(map(_NO_FIRST_NAME.fullmatch, found["first"].split())):
        return name
    turned = f"{found['first']} {found['last']}"
    return turned if names.looks_like_person(turned) and len(found["last"].split()) <= 2 else name


def _span(row: TableRow, column: int | None) -> Span:
    cell = row.cells[column] if column is not None and column < len(row.cells) else None
    return cell.span if cell is not None and cell.span is not None else row.span


def _placed(
    row: TableRow, column: int | None, aliases: Sequence[str]
) -> Iterator[tuple[str, Span]]:
    """Yield other names with their places in their cell."""
    span = _span(row, column)
    text = row.text(column)
    for alias in aliases:
        at = text.find(alias)
        if at >= 0 and len(text) == len(span):
            yield alias, Span(span.start + at, span.start + at + len(alias))


class _Index:
    """The parties of the case by every name they go by."""

    def __init__(self, parties: Sequence[PartyRow]) -> None:
        self._names: defaultdict[str, dict[int, PartyRow]] = defaultdict(dict)
        self._aliases: defaultdict[str, dict[int, PartyRow]] = defaultdict(dict)
        for row in parties:
            told = f"{row.name}, {row.capacity}" if row.capacity else row.name
            for name in (row.name, told):
                self._names[names.name_key(name)][row.id] = row
            for alias in row.aliases:
                self._aliases[names.name_key(alias)][row.id] = row

    def find(self, wish: PartyWish) -> list[PartyRow]:
        """Return the parties that a row can be about: by its name first, then by another one's."""
        key = names.name_key(wish.name)
        for known in (self._names.get(key), self._aliases.get(key)):
            if known:
                return self._of_kind(wish, list(known.values()))
        by_alias = {
            number: row
            for alias, _ in wish.aliases
            for number, row in self._names.get(names.name_key(alias), {}).items()
        }
        return self._of_kind(wish, list(by_alias.values()))

    @staticmethod
    def _of_kind(wish: PartyWish, found: list[PartyRow]) -> list[PartyRow]:
        """Of several take those of the kind that the row says, and rejected ones only where no other is."""
        for fits in (
            lambda row: row.state is not ReviewState.REJECTED,
            lambda row: wish.kind is None or row.kind is wish.kind,
            lambda row: row.name.casefold() == wish.name.casefold(),
        ):
            left = [row for row in found if fits(row)]
            found = left if len(found) > 1 and left else found
        return found


def _planned(
    row: TableRow, wish: PartyWish, remarks: list[str], index: _Index, known: KnownCast
) -> RowPlan:
    found = index.find(wish)
    if len(found) > 1:
        named = " and ".join(f"“{each.name}” ({each.kind.value})" for each in found[:3])
        remarks.append(f"It can be {named}. Merge or rename them, then import it again.")
        return RowPlan(row, RowState.LEFT_OUT, wish, remarks=tuple(remarks))
    if not found:
        if wish.review is ReviewState.REJECTED:
            remarks.append("It was rejected.")
            return RowPlan(row, RowState.LEFT_OUT, wish, remarks=tuple(remarks))
        if wish.kind is None:
            wish = replace(wish, kind=kind_by_form(wish.name))
        return RowPlan(row, RowState.NEW, wish, remarks=tuple(remarks))
    party = found[0]
    if names.name_key(party.name) != names.name_key(wish.name):
        told = f"{party.name}, {party.capacity}" if party.capacity else party.name
        if names.name_key(told) != names.name_key(wish.name):
            remarks.append(f"The case knows it as “{party.name}”.")
    changes = tuple(_changes(wish, party, known))
    state = RowState.CHANGES if changes else RowState.SAME
    return RowPlan(row, state, wish, party.id, changes, tuple(remarks))


def _changes(wish: PartyWish, party: PartyRow, known: KnownCast) -> Iterator[Change]:
    if wish.role is not None and wish.role.casefold() != (party.role or "").casefold():
        yield Change(Field.ROLE, party.role or "", wish.role)
    if wish.kind is not None and wish.kind is not party.kind:
        yield Change(Field.KIND, party.kind.value, wish.kind.value)
    keys = {names.name_key(each) for each in (party.name, *party.aliases)}
    new = [alias for alias, _ in wish.aliases if names.name_key(alias) not in keys]
    if new:
        yield Change(Field.ALIASES, "; ".join(party.aliases), "; ".join((*party.aliases, *new)))
    yield from added(Field.TAGS, known.tags.get(party.id, ()), wish.tags)
    yield from added(Field.ISSUES, known.issues.get(party.id, ()), wish.issues)
    notes = known.notes.get(party.id, ())
    told = {same_words_key(each) for each in notes} | {same_words_key("; ".join(notes))}
    if wish.note and same_words_key(wish.note) not in told:
        yield Change(Field.NOTE, "", wish.note)
    yield from reviewed(party.state, wish.review)
