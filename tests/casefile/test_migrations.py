"""The schema of case files: golden cases open, fresh equals migrated, and a migration can be killed.

Where ``schema.sql`` was changed, ``docs/reliability.md`` says what to do.
"""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from casefile import migrations
from casefile.case import Case
from casefile.database import SCHEMA, Database
from casefile.errors import CaseTooNew
from tests.casefile.golden_case import build, keep, make, shape, versions
from tests.casefile.later_program import be_later, first_step

ROOT = Path(__file__).parents[2]


def version_of(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def shape_of(file):
    with closing(sqlite3.connect(file)) as connection:
        return shape(connection)


def shape_of_schema():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        return shape(connection)


def words_of(file):
    """Return every row of every table."""
    with closing(sqlite3.connect(file)) as connection:
        return [line for line in connection.iterdump() if line.startswith("INSERT")]


@pytest.fixture
def known(monkeypatch):
    """Have what a test makes of the program's schemas forgotten again."""
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT)
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS)


@pytest.fixture
def today(tmp_path):
    """The golden case of today's schema."""
    return build(migrations.CURRENT, tmp_path / "today")


def test_the_golden_case_of_today_has_todays_schema(request, tmp_path, workers):
    if request.config.getoption("update_golden"):
        assert migrations.CURRENT > migrations.RELEASED, "released: write a step instead"
        keep(make(tmp_path / "made", workers), migrations.CURRENT)
    today = build(migrations.CURRENT, tmp_path / "today")
    told = "schema.sql was changed: docs/reliability.md, “When the schema changes”, says what to do"
    assert shape_of(today / "case.db") == shape_of_schema(), told
    assert version_of(today / "case.db") == migrations.CURRENT


def test_every_released_schema_has_its_golden_case_and_its_step():
    assert versions() == list(range(1, migrations.CURRENT + 1))
    assert sorted(migrations.STEPS) == list(range(1, migrations.CURRENT))
    assert migrations.RELEASED <= migrations.CURRENT


@pytest.mark.parametrize("version", versions())
def test_a_golden_case_opens_and_says_what_it_said(version, tmp_path, workers):
    folder = build(version, tmp_path)
    with Case.open(folder, workers, local=tmp_path / "local") as case:
        list(case.resume())
        assert case.check() == () and case.unfinished() == 0
        assert [row.state.value for row in case.documents()] == ["ready"] * 4
        assert case.document(2).short_name == "Fight"
        assert "Marrow" in {party.name for party in case.view().parties}
        assert [row.title for row in case.issues()] == ["Notice"]
        decided = case.history()
        assert len(decided) == 9 and {entry.who for entry in decided} == {"Ida Moss"}
        assert case.search("berth").total == 3
        assert case.undo()
    assert shape_of(folder / "case.db") == shape_of_schema()
    assert version_of(folder / "case.db") == migrations.CURRENT


def test_a_changed_schema_is_noticed(today):
    known = shape_of_schema()
    for change in (
        "ALTER TABLE note ADD COLUMN colour TEXT",
        "DROP INDEX party_merged",
        "CREATE TABLE shelf (id INTEGER)",
    ):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(SCHEMA.read_text(encoding="utf-8"))
            connection.execute(change)
            assert shape(connection) != known
            if "colour" in change:  # a step adds a column where schema.sql may have it anywhere
                text = SCHEMA.read_text(encoding="utf-8")
                fresh = text.replace("CREATE TABLE note (", "CREATE TABLE note (\n colour TEXT,")
                with closing(sqlite3.connect(":memory:")) as other:
                    other.executescript(fresh)
                    assert shape(other) == shape(connection)


def test_steps_run_in_order_in_one_transaction(today):
    calls = []
    steps = {1: lambda connection: calls.append(1), 2: lambda connection: calls.append(2)}
    with closing(sqlite3.connect(today / "case.db", isolation_level=None)) as connection:
        migrations.migrate(connection, 1, steps, 3)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 3
    assert calls == [1, 2]


def test_a_failing_step_leaves_the_case_as_it_was(today):
    def fail(connection):
        raise ValueError("step")

    with closing(sqlite3.connect(today / "case.db", isolation_level=None)) as connection:
        with pytest.raises(ValueError, match="step"):
            migrations.migrate(connection, 1, {1: first_step, 2: fail}, 3)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert shape(connection) == shape_of_schema()


def test_a_case_is_copied_before_it_is_brought_up_to_date(today, tmp_path, workers, known):
    before, words = migrations.CURRENT, words_of(today / "case.db")
    be_later()
    with Case.open(today, workers, local=tmp_path / "local") as case:
        assert case.check() == () and len(case.documents()) == 4
    (copy,) = today.glob("backups/*before update.db")
    assert version_of(copy) == before and words_of(copy) == words
    assert version_of(today / "case.db") == migrations.CURRENT
    with closing(sqlite3.connect(today / "case.db")) as connection:
        assert connection.execute("SELECT count (*) FROM shelf").fetchone()[0] == 4
        assert connection.execute("SELECT DISTINCT colour FROM note").fetchall() == [("plain",)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("at", ["before first", "after first", "before second", "after second"])
def test_a_migration_that_is_killed_is_done_again_from_the_beginning(at, today, workers, known):
    before, words = migrations.CURRENT, words_of(today / "case.db")
    command = [sys.executable, "-m", "tests.casefile.later_program", str(today)]
    killed = subprocess.run([*command, at], cwd=ROOT, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    copy = today / "backups" / "case before update.db"
    for file in (copy, today / "case.db"):
        assert version_of(file) == before and words_of(file) == words
    subprocess.run([*command, "never"], cwd=ROOT, check=True)
    assert version_of(copy) == before and words_of(copy) == words
    assert version_of(today / "case.db") == before + 2
    be_later()
    Database.open(today / "case.db", before_migration=copy).close()


def test_a_case_of_a_later_program_is_refused_and_left_alone(today, tmp_path, workers):
    with closing(sqlite3.connect(today / "case.db")) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    words = words_of(today / "case.db")
    with pytest.raises(CaseTooNew, match=r"later version of Pincite\. Update Pincite"):
        Case.open(today, workers, local=tmp_path / "local")
    assert words_of(today / "case.db") == words and not list(today.glob("backups/*"))
