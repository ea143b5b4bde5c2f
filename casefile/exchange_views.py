"""Saved views on their way between copies of a case: what they name goes under keys that both copies know.

In its row a view is JSON that names findings by their numbers (``saved_views``); here it is a value of
tuples, each finding, paper, tag and issue under its key. What is named and is gone goes with its words alone.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from casefile.exchange_words import Key
from casefile.records import RefType, RelationKind
from extraction.findings import DocumentKind

__all__ = ["check", "keys_in", "named_in", "told", "written"]

_TABLES = {
    RefType.PARTY.value: "party",
    RefType.QUOTE.value: "quote",
    RefType.DATE.value: "date_expression",
    RefType.DOCUMENT.value: "document",
    "tag": "tag",
    "issue": "issue",
}
_MOST = 10_000  # constraints
_LONGEST = 1_000_000  # characters of a name

_NAMES = "names"
"""How a constraint begins that names something; its own kind there would make it look like a key."""

Told = tuple[object, ...]
"""A question: all or either, unreviewed, whether it is a comparison, relations, constraints."""


def told(held: str, key: Callable[[str, int], Key | None]) -> Told:
    """Return a saved question with what it names under keys; ``key`` is given a table and a number."""
    found: dict[str, Any] = json.loads(held)
    constraints = tuple(_told(each, key) for each in found["constraints"])
    return (
        bool(found["either"]),
        bool(found["unreviewed"]),
        bool(found.get("compared", False)),
        tuple(sorted(found["relations"])),
        constraints,
    )


def _told(constraint: list[Any], key: Callable[[str, int], Key | None]) -> Told:
    kind, *rest = constraint
    table = _TABLES.get(kind)
    if table is None:
        return (kind, *rest)
    name = str(rest[1]) if len(rest) > 1 else ""
    return (_NAMES, kind, key(table, int(rest[0] or 0)), name)


def written(value: Told, number: Callable[[Key], int | None]) -> str:
    """Return the JSON that a row of the receiving copy holds; 0 stands for what it does not have."""
    either, unreviewed, compared, relations, constraints = value
    found = {
        "constraints": [_written(each, number) for each in _tuples(constraints)],
        "either": either,
        "relations": list(_parts(relations)),
        "unreviewed": unreviewed,
        "compared": compared,
    }
    return json.dumps(found, ensure_ascii=False)


def _written(constraint: Told, number: Callable[[Key], int | None]) -> list[object]:
    if constraint[0] != _NAMES:
        return list(constraint)
    _, kind, key, name = constraint
    held = (number(key) or 0) if isinstance(key, tuple) else 0
    return [kind, held] if kind == "issue" else [kind, held, name]


def keys_in(value: Told) -> Iterator[Key]:
    """Yield the keys of what a question names."""
    for each in _tuples(value[4]):
        if each[0] == _NAMES and isinstance(each[2], tuple):
            yield each[2]


def named_in(value: Told, called: Callable[[Key], str]) -> tuple[str, ...]:
    """Return what a question asks for in words; ``called`` names things."""
    words = []
    for first, *rest in _tuples(value[4]):
        if first == _NAMES:
            _, key, name = rest
            own = called(key) if isinstance(key, tuple) else "something that is gone"
            words.append(str(name) or own)
        else:
            words.append("–".join(map(str, rest)) or "with a note")
    if value[1]:
        words.append("unreviewed only")
    return tuple(words)


def check(part: object, key: Callable[[object], None]) -> None:
    """Look at a question of a stranger's; ``key`` looks at a key.

    Raises:
        ValueError: if it is not what Pincite writes.
    """
    if not isinstance(part, tuple) or len(part) != 5:
        raise ValueError("no question")
    *flags, relations, constraints = part
    if not all(isinstance(each, bool) for each in flags):
        raise ValueError("no question")
    for each in _parts(relations):
        RelationKind(str(each))
    found = _tuples(constraints)
    if len(found) > _MOST:
        raise ValueError("too many constraints")
    for each in found:
        _check(each, key)


def _check(constraint: Told, key: Callable[[object], None]) -> None:
    first, *rest = constraint
    if first in ("days", "kind") and not all(isinstance(each, str) for each in rest):
        raise ValueError("no words")
    if first == "days" and len(rest) == 2:
        for day in rest:
            dt.date.fromisoformat(str(day))
    elif first == "kind" and len(rest) == 1:
        DocumentKind(str(rest[0]))
    elif first == "noted" and not rest:
        return
    elif first == _NAMES and len(rest) == 3:
        _check_named(*rest, key=key)
    else:
        raise ValueError("no constraint")


def _check_named(
    kind: object, named: object, words: object, *, key: Callable[[object], None]
) -> None:
    if not isinstance(kind, str) or kind not in _TABLES:
        raise ValueError("no kind")
    if named is not None:
        key(named)
        if not isinstance(named, tuple) or named[0] != _TABLES[kind]:
            raise ValueError("no key of this kind")
    if not isinstance(words, str) or len(words) > _LONGEST or "\0" in words:
        raise ValueError("no words")
    words.encode("utf-8")


def _parts(part: object) -> tuple[object, ...]:
    if isinstance(part, tuple):
        return part
    raise ValueError("no list")


def _tuples(part: object) -> tuple[Told, ...]:
    found = _parts(part)
    if not all(isinstance(each, tuple) and each for each in found):
        raise ValueError("no list of constraints")
    return found  # type: ignore[return-value]
