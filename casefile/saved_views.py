"""Questions of the linked view that the attorney keeps under a name.

They name findings by their numbers, so that a merge, taking it back and a new extraction leave them whole:
what a kept question names, extraction removes no more. Tags are followed when they are called otherwise.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from casefile import history, tags
from casefile.errors import CaseFailure, NoSuchFinding
from casefile.history import Patch
from casefile.links import Image
from casefile.marks import called, things, touch
from casefile.questions import Constraint, Days, Noted, OnIssue, PaperKind, Question, Tagged
from casefile.records import Ref, RefType, RelationKind
from casefile.review import recorded
from extraction.findings import DocumentKind

__all__ = ["SavedView", "remove", "rename", "rows", "save"]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A kept question; ``names`` are the words that its findings and papers had when it was saved.

    One that ``compares`` shows the two that it names side by side.
    """

    id: int
    name: str
    question: Question
    names: tuple[tuple[Constraint, str], ...] = ()
    compares: bool = False


def rows(connection: sqlite3.Connection) -> tuple[SavedView, ...]:
    """Return the saved views by name."""
    called = _names(connection)
    found = [
        _view(connection, row, called[row["id"]])
        for row in connection.execute("SELECT * FROM saved_view WHERE name_given IS NOT NULL")
    ]
    return tuple(sorted(found, key=lambda view: (view.name.casefold(), view.name)))


def _names(connection: sqlite3.Connection) -> dict[int, str]:
    """Return what each view is called: of two attorneys' views of one name the second has a 2 behind it.

    Which is the second is the same in every copy of the case.
    """
    query = "SELECT id, name_given FROM saved_view WHERE name_given IS NOT NULL"
    given = connection.execute(query).fetchall()
    whole = {row["name_given"].casefold() for row in given}
    if len(whole) < len(given):
        given = connection.execute(f"{query} ORDER BY uids, id").fetchall()
    names: dict[int, str] = {}
    taken: set[str] = set()
    for row in given:
        name, number = row["name_given"], 1
        while name.casefold() in taken or (number > 1 and name.casefold() in whole):
            number += 1
            name = f"{row['name_given']} ({number})"
        taken.add(name.casefold())
        names[row["id"]] = name
    return names


def save(
    connection: sqlite3.Connection,
    image: Image,
    name: str,
    question: Question,
    *,
    compares: bool = False,
) -> tuple[tuple[Patch, ...], int]:
    """Keep a question under a name, in the place of another one of that name; returns its number.

    One that ``compares`` names two parties or two papers, which it holds against each other.

    Raises:
        CaseFailure: if the name has neither letter nor figure.
        NoSuchFinding: if the question names a finding that is no longer in the case.
    """
    name = _tidy(name)
    number = _called(connection, name)
    is_new = number is None
    if number is None:
        number = connection.execute("INSERT INTO saved_view DEFAULT VALUES").lastrowid or 0
    for ref in question.findings:
        for thing in things(connection, image, ref)[:1]:
            touch(connection, thing)
    asked = _written(connection, image, question, compares=compares)
    after = {"name_given": name, "question_given": asked}
    if not is_new and name.casefold() != _stored(connection, number).casefold():
        del after["name_given"]  # it is called so only because another has its name
    patch = history.patch(connection, "saved_view", number, after)
    verb = "Saved" if is_new else "Saved anew"
    return recorded(connection, f"{verb} the view {name}", [patch]), number


def rename(connection: sqlite3.Connection, number: int, name: str) -> tuple[Patch, ...]:
    """Call a view otherwise.

    Raises:
        CaseFailure: if the name has neither letter nor figure, or another view has it.
        NoSuchFinding: if there is no such view.
    """
    name, before = _tidy(name), _name(connection, number)
    if _called(connection, name) not in (None, number):
        raise CaseFailure(f"There is a view “{name}” already. Choose another name.")
    patch = history.patch(connection, "saved_view", number, {"name_given": name})
    return recorded(connection, f"Renamed the view {before} to {name}", [patch])


def remove(connection: sqlite3.Connection, number: int) -> tuple[Patch, ...]:
    """Remove a view.

    Raises:
        NoSuchFinding: if there is no such view.
    """
    before = _name(connection, number)
    patch = history.patch(connection, "saved_view", number, {"name_given": None})
    return recorded(connection, f"Removed the view {before}", [patch])


def _tidy(name: str) -> str:
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise CaseFailure("A view needs a name with a letter or a figure. Write a word for it.")
    return name


def _called(connection: sqlite3.Connection, name: str) -> int | None:
    names = _names(connection).items()
    return next((one for one, each in names if each.casefold() == name.casefold()), None)


def _stored(connection: sqlite3.Connection, number: int) -> str:
    row = connection.execute("SELECT name_given FROM saved_view WHERE id = ?", (number,)).fetchone()
    return str(row["name_given"])


def _name(connection: sqlite3.Connection, number: int) -> str:
    name = _names(connection).get(number)
    if name is None:
        raise NoSuchFinding("That view is no longer in the case.")
    return name


# -- as JSON: each constraint is a list that begins with its kind


def _written(
    connection: sqlite3.Connection, image: Image, question: Question, *, compares: bool
) -> str:
    told = {
        "constraints": [_constraint(connection, image, each) for each in question.constraints],
        "either": question.either,
        "relations": sorted(question.relations),
        "unreviewed": question.unreviewed,
        "compared": compares,
    }
    return json.dumps(told, ensure_ascii=False)


def _constraint(connection: sqlite3.Connection, image: Image, each: Constraint) -> list[object]:
    if isinstance(each, Ref):
        return [each.type, each.id, called(image, each)]
    if isinstance(each, Days):
        return ["days", each.earliest.isoformat(), each.latest.isoformat()]
    if isinstance(each, PaperKind):
        return ["kind", each.kind]
    if isinstance(each, Tagged):
        return ["tag", tags.number_of(connection, each.tag), each.tag]
    return ["noted"] if isinstance(each, Noted) else ["issue", each.issue]


def _view(connection: sqlite3.Connection, row: sqlite3.Row, name: str) -> SavedView:
    told: dict[str, Any] = json.loads(row["question_given"])
    read = list(_read(connection, told["constraints"]))
    question = Question(
        tuple(constraint for constraint, _ in read),
        either=told["either"],
        relations=frozenset(map(RelationKind, told["relations"])),
        unreviewed=told["unreviewed"],
    )
    names = tuple((one, words) for one, words in read if words)
    return SavedView(row["id"], name, question, names, compares=bool(told.get("compared")))


def _read(
    connection: sqlite3.Connection, constraints: Iterable[list[Any]]
) -> Iterator[tuple[Constraint, str]]:
    for kind, *rest in constraints:
        if kind == "days":
            yield Days(dt.date.fromisoformat(rest[0]), dt.date.fromisoformat(rest[1])), ""
        elif kind == "kind":
            yield PaperKind(DocumentKind(rest[0])), ""
        elif kind == "tag":
            yield Tagged(tags.name_of(connection, rest[0]) or rest[1]), rest[1]
        elif kind == "issue":
            yield OnIssue(rest[0]), ""
        elif kind == "noted":
            yield Noted(), ""
        else:
            yield Ref(RefType(kind), rest[0]), rest[1]
