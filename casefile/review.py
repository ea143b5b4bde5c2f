"""The attorney's decisions, each turned into patches and a sentence for history."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from casefile import documents, history, marked, parties
from casefile.errors import NameTaken, NoSuchFinding, NotAValue
from casefile.history import Patch, Value
from casefile.links import Image
from casefile.records import Ref, RefType, ReviewState
from extraction.date_wording import day_words, expression_words, value_words
from extraction.findings import DocumentKind

__all__ = [
    "concerned",
    "decide",
    "edit_date",
    "edit_quotes",
    "label",
    "patch_of",
    "recorded",
    "set_document",
    "settle",
    "shortened",
    "switch_reading",
    "typed_value",
]

_TABLES = {RefType.PARTY: "party", RefType.QUOTE: "quote", RefType.DATE: "date_expression"}
_LONGEST_LABEL = 60


def label(image: Image, ref: Ref) -> str:
    """Return the words for a finding in a chip or a sentence.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    if ref.type is RefType.PARTY:
        return image.party(ref.id).name
    if ref.type is RefType.QUOTE:
        return f"“{shortened(image.quote(ref.id).reading)}”"
    if ref.type is RefType.DATE:
        date = image.date(ref.id)
        return expression_words(shortened(date.text), date.value, date.operator)
    document = image.documents.get(ref.id)
    if document is None:
        raise NoSuchFinding("That document is no longer in the case.")
    return document.document.short_name


def decide(
    connection: sqlite3.Connection, image: Image, refs: Sequence[Ref], state: ReviewState
) -> tuple[Patch, ...]:
    """Accept or reject findings as one decision."""
    patches = [
        patch_of(connection, ref, {"decision": state, "touched": 1})
        for ref in dict.fromkeys(refs)
        if ref.type in _TABLES
    ]
    verb = {ReviewState.ACCEPTED: "Accepted", ReviewState.REJECTED: "Rejected"}[state]
    done = [each for each in patches if each is not None]
    what = label(image, refs[0]) if len(done) == 1 else f"{len(done)} findings"
    return recorded(connection, f"{verb} {what}", patches)


def edit_quotes(
    connection: sqlite3.Connection, image: Image, numbers: Sequence[int], *, speaker: int | None
) -> tuple[Patch, ...]:
    """Correct the speaker, as one decision; ``None`` says that nobody is known to have said it."""
    rows = tuple({row.id: row for row in map(image.quote, numbers)}.values())
    who = image.party(speaker) if speaker is not None else None
    what, is_one = (
        (label(image, rows[0].ref), True) if len(rows) == 1 else (f"{len(rows)} quotes", False)
    )
    if who is not None:
        told = f"{what} {'is' if is_one else 'are'} said by {who.name}"
    else:
        told = f"{what} {'has' if is_one else 'have'} no known speaker"
    after: dict[str, Value] = {
        "speaker_given": who.id if who else 0,
        "decision": ReviewState.EDITED,
        "touched": 1,
    }
    patches = [patch_of(connection, row.ref, after) for row in rows]
    return recorded(connection, told, patches) if rows else ()


def edit_date(
    connection: sqlite3.Connection, image: Image, number: int, value: str
) -> tuple[Patch, ...]:
    """Give a date the EDTF value that the attorney says.

    Raises:
        NotAValue: if it is none.
    """
    row = image.date(number)
    after = _valued(value)
    value = str(after["value_given"])
    if value == row.value:
        return ()
    told = f"Read “{shortened(row.text)}” as {value_words(value) or value}"
    return recorded(connection, told, [patch_of(connection, row.ref, after)])


def switch_reading(
    connection: sqlite3.Connection, image: Image, number: int, *, whole_document: bool = False
) -> tuple[Patch, ...]:
    """Give an ambiguous date its next reading, or its paper the order of day and month.

    The order of a paper becomes that of the reading which was chosen for this date, the other one where
    none was; the paper's findings are then looked for anew, since other dates are counted from these.

    Raises:
        NotAValue: if the date can be read in one way only.
    """
    row = image.date(number)
    own = connection.execute(
        "SELECT value, alternatives, value_given, reason FROM date_expression WHERE id = ?",
        (number,),
    ).fetchone()
    readings = [each for each in (own["value"], *json.loads(own["alternatives"])) if each]
    if len(readings) < 2:
        raise NotAValue(
            f"“{shortened(row.text)}” can be read in one way only. Edit it to give it a day of your own."
        )
    if not whole_document:
        at = readings.index(row.value) if row.value in readings else -1
        return edit_date(connection, image, number, readings[(at + 1) % len(readings)])
    day_first = own["reason"].startswith("day first")
    if own["value_given"] != own["value"]:  # not confirmed as the machine reads it
        day_first = not day_first
    name = image.documents[row.pin.document].document.short_name
    told = f"{name} writes {'the day' if day_first else 'the month'} first, as in “{shortened(row.text)}”"
    after: dict[str, Value] = {"day_first_given": int(day_first)}
    return recorded(
        connection, told, [history.patch(connection, "document", row.pin.document, after)]
    )


def _valued(value: str) -> dict[str, Value]:
    """Return the columns that give a date an EDTF value.

    Raises:
        NotAValue: if it is none.
    """
    value, earliest, latest = typed_value(value)
    return {
        "value_given": value,
        "earliest_given": earliest,
        "latest_given": latest,
        "decision": ReviewState.EDITED,
        "touched": 1,
    }


def set_document(
    connection: sqlite3.Connection,
    number: int,
    *,
    kind: DocumentKind | None,
    short_name: str | None,
    date: dt.date | None,
) -> tuple[Patch, ...]:
    """Correct what a document is, what it is called in cites, or the day its relative dates count from.

    Raises:
        NameTaken: if another paper was given that short name.
    """
    row = documents.row(connection, number)
    after: dict[str, Value] = {}
    told: list[str] = []
    if kind is not None:
        after["kind_given"] = str(kind)
        told.append(f"“{row.name}” is: {kind}")
    if short_name is not None and short_name.strip() and short_name.strip() != row.short_name:
        _check_free(connection, number, short_name.strip())
        after["short_name_given"] = short_name.strip()
        told.append(f"“{row.name}” is cited as {short_name.strip()}")
    if date is not None and date != row.date:
        after["date_given"] = date.isoformat()
        told.append(f"“{row.name}” is of {day_words(date)}")
    if not after:
        return ()
    return recorded(
        connection, "; ".join(told), [history.patch(connection, "document", number, after)]
    )


def _check_free(connection: sqlite3.Connection, number: int, name: str) -> None:
    """Refuse a short name that another paper was given; one that was merely proposed gives way."""
    for row in connection.execute(
        "SELECT name, short_name_given FROM document WHERE id <> ? AND short_name_given IS NOT NULL",
        (number,),
    ):
        if row["short_name_given"].casefold() == name.casefold():
            raise NameTaken(
                f"“{row['name']}” is cited as “{name}” already. Give this paper another short name, "
                "so that a cite names one of them."
            )


def concerned(
    connection: sqlite3.Connection, patches: Iterable[Patch]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the documents whose rows patches changed, and those whose findings must be looked for anew."""
    changed: set[int] = set()
    to_extract: set[int] = set()
    for each in patches:
        if each.table == "document":
            changed.add(each.id)
            asked_anew = each.after.keys() & {"kind_given", "date_given", "day_first_given"}
            if asked_anew and documents.row(connection, each.id).characters:
                to_extract.add(each.id)
        elif each.table == "party_split":
            changed |= _split_in(connection, each.id)
        elif each.table == "party":
            changed |= _named_by_words(connection, each.id)
        elif each.table in marked.QUIET:
            changed |= marked.concerned(connection, each)
        elif each.table not in ("party_apart", "conflict"):
            row = connection.execute(
                f"SELECT document FROM {each.table} WHERE id = ?",  # noqa: S608 - history checked the name
                (each.id,),
            ).fetchone()
            if row is not None:
                changed.add(row["document"])
    return frozenset(changed), frozenset(to_extract)


def _named_by_words(connection: sqlite3.Connection, party: int) -> set[int]:
    """Return the documents that name a party because the attorney added it in another one."""
    rows = connection.execute(
        "SELECT DISTINCT document FROM mention_given WHERE party_given = ? AND proposed = 1",
        (party,),
    )
    return {row["document"] for row in rows}


def _split_in(connection: sqlite3.Connection, rule: int) -> set[int]:
    """Return the documents that a split of a party concerns."""
    return {
        row["document"]
        for row in connection.execute(
            "SELECT appearance.document FROM party_split JOIN appearance"
            " ON appearance.party = party_split.party"
            " WHERE party_split.id = ? AND appearance.document"
            " = ifnull (party_split.document, appearance.document)",
            (rule,),
        )
    }


def settle(connection: sqlite3.Connection, patches: Iterable[Patch]) -> None:
    """Note what follows from a decision, or from taking it back: papers to look through, names, roles."""
    patches = tuple(patches)
    for document in concerned(connection, patches)[1]:  # should the program end before it is done
        documents.to_find_anew(connection, document)
    moved: set[Value] = set()
    for each in patches:
        if each.table == "party_split":
            row = connection.execute(
                "SELECT party FROM party_split WHERE id = ?", (each.id,)
            ).fetchone()
            moved |= {row["party"], each.before["party_given"], each.after["party_given"]}
    for party in moved:
        if isinstance(party, int):
            parties.refresh(connection, party)


def patch_of(connection: sqlite3.Connection, ref: Ref, after: Mapping[str, Value]) -> Patch | None:
    """Return the patch of a finding, ``None`` where nothing would change.

    Raises:
        NoSuchFinding: if it is no longer in the case.
    """
    try:
        return history.patch(connection, _TABLES[ref.type], ref.id, after)
    except LookupError:
        raise NoSuchFinding(f"That {ref.type} is no longer in the case.") from None


def recorded(
    connection: sqlite3.Connection,
    sentence: str,
    patches: Sequence[Patch | None],
    *,
    by_itself: bool = False,
) -> tuple[Patch, ...]:
    """Apply a decision's patches and keep it in history under its sentence; returns what changed.

    One that came ``by_itself`` leaves what was undone before to be redone.
    """
    changed = tuple(each for each in patches if each is not None)
    if changed:
        history.record(connection, sentence, changed, by_itself=by_itself)
    return changed


def typed_value(text: str) -> tuple[str, str | None, str | None]:
    """Return what was typed as a tidy EDTF value, with its earliest and latest day in ISO 8601.

    Raises:
        NotAValue: if it is no such value.
    """
    from extraction.date_values import bounds, parse_value

    try:
        value = parse_value(text)
    except ValueError as wrong:
        raise NotAValue(str(wrong)) from None
    found = bounds(value.removesuffix("/..").removeprefix("../"))  # of an open span, its one end
    if found is None:
        return value, None, None
    return value, found[0].isoformat(), found[1].isoformat()


def shortened(text: str) -> str:
    """Return words for a sentence: on one line, at most 60 characters."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_LABEL:
        return text
    return text[: _LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"
