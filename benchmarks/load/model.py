"""What must stand in a case: plain dictionaries beside the program, fed by a journal that outlives a process.

A fact has a key, a tuple such as ``("decision", "quote", 12)``, and a value; without one it does not hold.
Notes, issues and tags are named by their words, since their numbers differ between copies of a case.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

__all__ = ["Act", "Changes", "Journal", "Key", "Kind", "Model", "Value", "counted"]

Key = tuple[str | int, ...]
Value = str | int | None
Changes = Mapping[Key, Value]


class Kind(StrEnum):
    """How an act bears on history."""

    ASKED = "asked"
    """Nothing changes."""
    DECIDED = "decided"
    """One entry of history, which can be undone."""
    BACK = "back"
    AGAIN = "again"
    HAPPENED = "happened"
    """It stays whatever is undone: a paper came in."""


@dataclass(frozen=True)
class Act:
    """Something that was asked, decided or brought in; ``times`` counts entries that go or come back."""

    name: str
    kind: Kind = Kind.ASKED
    changes: Changes = field(default_factory=dict)
    times: int = 1

    def to_json(self) -> str:
        """Return it as one line."""
        return json.dumps([self.name, self.kind, list(self.changes.items()), self.times])

    @classmethod
    def from_json(cls, line: str) -> "Act":
        """Return what a line says."""
        name, kind, changes, times = json.loads(line)
        return cls(name, Kind(kind), {tuple(key): value for key, value in changes}, times)


_Undoing = dict[Key, tuple[Value, Value]]


class Model:
    """All that must hold, and what undo and redo would make of it."""

    def __init__(self) -> None:
        self.stands: dict[Key, Value] = {}
        self.done: list[_Undoing] = []
        self.undone: list[_Undoing] = []
        self.unknown = 0
        """How many entries of history were there first: what undoing them would do is not known."""

    def get(self, *key: str | int) -> Value:
        """Return a fact's value, ``None`` where it does not hold."""
        return self.stands.get(key)

    def keys(self, first: str) -> list[Key]:
        """Return the keys of one sort whose facts hold, in a settled order."""
        found = [key for key, value in self.stands.items() if key[0] == first and value is not None]
        return sorted(found, key=str)

    def take(self, act: Act) -> None:
        """Take in what was acknowledged."""
        if act.kind is Kind.HAPPENED:
            self.stands.update(act.changes)
        elif act.kind is Kind.DECIDED:
            self.done.append({key: (self.get(*key), value) for key, value in act.changes.items()})
            self.undone.clear()
            self.stands.update(act.changes)
        for _ in range(act.times):
            if act.kind is Kind.BACK and self.done:
                step = self.done.pop()
                self.undone.append(step)
                self.stands.update({key: before for key, (before, _) in step.items()})
            elif act.kind is Kind.AGAIN and self.undone:
                step = self.undone.pop()
                self.done.append(step)
                self.stands.update({key: after for key, (_, after) in step.items()})

    def after(self, act: Act) -> tuple[int, int]:
        """Return how many entries of history would stand and be undone after an act."""
        done, undone = len(self.done), len(self.undone)
        if act.kind is Kind.DECIDED:
            return done + 1, 0
        if act.kind is Kind.BACK:
            moved = min(act.times, done)
            return done - moved, undone + moved
        if act.kind is Kind.AGAIN:
            moved = min(act.times, undone)
            return done + moved, undone - moved
        return done, undone

    def to_json(self) -> str:
        """Return all of it, for another process."""
        steps = [[list(step.items()) for step in steps] for steps in (self.done, self.undone)]
        return json.dumps([list(self.stands.items()), self.unknown, *steps])

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """Return what ``to_json`` wrote."""
        model = cls()
        stands, model.unknown, done, undone = json.loads(text)
        model.stands = {tuple(key): value for key, value in stands}
        for into, steps in ((model.done, done), (model.undone, undone)):
            into += [{tuple(key): (old, new) for key, (old, new) in step} for step in steps]
        return model

    def begin(self, stands: Mapping[Key, Value], entries: int) -> None:
        """Begin with what stands in a case, and the entries of its history."""
        self.stands = dict(stands)
        self.came_by_themselves(entries)
        self.unknown = entries

    def came_by_themselves(self, entries: int) -> None:
        """Note entries of history that no decision made: a paper brought them along."""
        self.done += [{} for _ in range(entries)]


def counted(case: Path) -> tuple[int, int]:
    """Return how many entries of a case's history stand, and how many are undone."""
    with closing(sqlite3.connect(f"{(case / 'case.db').as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (WHERE state = 'done'), count(*) FILTER (WHERE state = 'undone')"
            " FROM history"
        ).fetchone()
    return int(row[0]), int(row[1])


class Journal:
    """Acts as they begin and as they are acknowledged, on the disk before the next one begins."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def close(self) -> None:
        """Write nothing more."""
        os.close(self._handle)

    def begin(self, act: Act) -> None:
        """Note that an act is under way."""
        self._write("begin", act)

    def done(self, act: Act) -> None:
        """Note that it was acknowledged."""
        self._write("did", act)

    def refused(self, act: Act) -> None:
        """Note that it was refused in words, and changed nothing."""
        self._write("refused", act)

    def _write(self, word: str, act: Act) -> None:
        os.write(self._handle, f"{word} {act.to_json()}\n".encode())
        if act.kind is not Kind.ASKED:
            os.fsync(self._handle)

    @staticmethod
    def read(file: Path) -> tuple[list[Act], Act | None]:
        """Return what was acknowledged, and what was under way when the process died."""
        done: list[Act] = []
        under_way: Act | None = None
        for word, act in _lines(file):
            if word == "begin":
                under_way = act
            else:
                under_way = None
                if word == "did":
                    done.append(act)
        return done, under_way


def _lines(file: Path) -> Iterable[tuple[str, Act]]:
    if not file.exists():
        return
    for line in file.read_bytes().split(b"\n")[:-1]:  # the last one may be half written
        word, _, rest = line.decode().partition(" ")
        yield word, Act.from_json(rest)
