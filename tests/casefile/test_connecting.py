"""Rows of both libraries come some hundred at a time, all of them and in their order."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casefile import turns as turns_module
from casefile.connecting import connect
from casefile.turns import Turns

MANY = 450


@pytest.fixture(params=[None, bytes(range(32))], ids=["plain", "protected"])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path / "case.db", request.param)) as made:
        made.execute("CREATE TABLE number (value INTEGER PRIMARY KEY)")
        made.executemany("INSERT INTO number VALUES (?)", ((each,) for each in range(MANY)))
        yield made


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 400, MANY])
def test_every_row_comes_once_and_by_its_name(connection: sqlite3.Connection, count: int) -> None:
    query = "SELECT value FROM number WHERE value < ? ORDER BY value"
    assert [row["value"] for row in connection.execute(query, (count,))] == list(range(count))
    assert [row["value"] for row in connection.execute(query, (count,)).fetchall()] == list(
        range(count)
    )
    found = connection.cursor()
    found.row_factory = None
    assert list(found.execute(query, (count,))) == [(each,) for each in range(count)]


def test_one_row_is_asked_for_as_ever(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT value FROM number ORDER BY value")
    assert (next(found)["value"], found.fetchone()["value"]) == (0, 1)
    assert [row["value"] for row in found.fetchmany(2)] == [2, 3]
    assert next(iter(found))["value"] == 4


def test_a_thread_that_goes_behind_another_rests_between_two_fetches(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, rests, seen = Turns(), [], 0
    turns.take()
    monkeypatch.setattr(turns, "wait", lambda: rests.append(seen))
    monkeypatch.setattr(turns_module._kept, "turns", turns, raising=False)
    for _row in connection.execute("SELECT value FROM number ORDER BY value"):
        seen += 1
    assert (rests, seen) == ([0, 200, 400], MANY)
