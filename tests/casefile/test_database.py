import sqlite3
import threading

import pytest

from casefile import migrations
from casefile.database import Database, copy_database, explained
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseFailure,
    CaseReadOnly,
    CaseTooNew,
    NotACase,
)


@pytest.fixture
def database(tmp_path):
    database = Database.create(tmp_path / "case.db")
    yield database
    database.close()


def opened(tmp_path):
    return Database.open(tmp_path / "case.db", before_migration=tmp_path / "backups" / "before.db")


def pragma(path, text):
    connection = sqlite3.connect(path)
    connection.execute(text)
    connection.commit()
    connection.close()


def put(connection, key, value="x"):
    connection.execute("INSERT INTO info (key, value) VALUES (?, ?)", (key, value))


def keys(database):
    with database.read() as connection:
        return {row["key"] for row in connection.execute("SELECT key FROM info")}


def test_a_fresh_case_has_the_current_version_and_durable_settings(database):
    with database.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == migrations.CURRENT
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_failed_write_leaves_nothing_and_keeps_the_error(database):
    with pytest.raises(KeyError, match="mine"), database.write() as connection:
        {}[put(connection, "a") or "mine"]
    assert keys(database) == set()
    with database.write() as connection:
        put(connection, "b")
    assert keys(database) == {"b"}


def test_a_reader_sees_one_moment(database):
    with database.read() as connection:
        before = connection.execute("SELECT COUNT(*) FROM info").fetchone()[0]
        with database.write() as other:
            put(other, "a")
        assert connection.execute("SELECT COUNT(*) FROM info").fetchone()[0] == before == 0
    assert keys(database) == {"a"}


def test_a_reader_cannot_write(database):
    with database.read() as connection:
        put(connection, "a")
    assert keys(database) == set()


def test_many_threads_write_and_read(database):
    errors = []

    def work(name):
        try:
            for at in range(10):
                with database.write() as connection:
                    put(connection, f"{name}{at}")
                keys(database)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(keys(database)) == 40


def test_a_closed_case_says_so(database):
    database.close()
    with pytest.raises(CaseFailure, match="closed"), database.read():
        pass


def test_a_newer_case_is_refused_in_one_sentence(tmp_path, database):
    database.close()
    pragma(tmp_path / "case.db", f"PRAGMA user_version = {migrations.CURRENT + 1}")
    with pytest.raises(CaseTooNew, match=r"later version of Pincite\. Update Pincite to open it\."):
        opened(tmp_path)


def test_another_programs_database_is_no_case(tmp_path):
    pragma(tmp_path / "case.db", "CREATE TABLE t (a)")
    with pytest.raises(NotACase, match="another program"):
        opened(tmp_path)
    with pytest.raises(NotACase):
        Database.open(tmp_path / "none.db", before_migration=tmp_path / "x.db")


def test_a_file_of_noise_is_damaged(tmp_path):
    (tmp_path / "case.db").write_bytes(b"noise" * 1000)
    with pytest.raises(CaseDamaged, match="Restore the newest copy"):
        opened(tmp_path)


def test_migrations_run_in_order_each_with_its_record(tmp_path, database):
    calls = []
    steps = {1: lambda connection: calls.append(1), 2: lambda connection: calls.append(2)}
    with database._borrowed() as connection:
        migrations.migrate(connection, 1, steps, 3)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 3
    assert calls == [1, 2]


def test_a_failing_migration_leaves_the_version_before_it(tmp_path, database):
    def fail(connection):
        put(connection, "half")
        raise ValueError("step")

    with database._borrowed() as connection:
        with pytest.raises(ValueError, match="step"):
            migrations.migrate(connection, 1, {1: lambda c: put(c, "one"), 2: fail}, 3)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
    assert keys(database) == {"one"}


def test_the_case_is_copied_before_a_migration(tmp_path, database, monkeypatch):
    with database.write() as connection:
        put(connection, "kept")
    database.close()
    monkeypatch.setattr(migrations, "CURRENT", 2)
    monkeypatch.setattr(
        migrations, "migrate", lambda connection, version: put(connection, "migrated")
    )
    opened(tmp_path).close()
    copy = sqlite3.connect(tmp_path / "backups" / "before.db")
    assert copy.execute("SELECT key FROM info").fetchall() == [("kept",)]
    copy.close()


def test_every_version_has_its_step():
    assert sorted(migrations.STEPS) == list(range(1, migrations.CURRENT))


def test_a_layer_is_never_changed(database):
    with database.write() as connection:
        connection.execute(
            "INSERT INTO document (name, stored_name, original_path, sha256, bytes, added, state)"
            " VALUES ('a', 'a', 'a', 'a', 1, '2026-01-01', 'received')"
        )
        connection.execute(
            "INSERT INTO layer (document, reader, made, key, text, pages, structure, about, notices,"
            " page_count, characters, machine_read, repaired, scans, words)"
            " VALUES (1, 'r', 'm', 'k', X'61', '[]', '[]', '[]', '[]', 0, 1, 0, 0, '[]', X'')"
        )
    with (
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
        database.write() as connection,
    ):
        connection.execute("UPDATE layer SET text = X'62'")


def test_a_copy_of_an_open_case_is_whole(tmp_path, database):
    with database.write() as connection:
        put(connection, "a")
    copy_database(tmp_path / "case.db", tmp_path / "copies" / "one.db")
    copy = sqlite3.connect(tmp_path / "copies" / "one.db")
    assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert copy.execute("SELECT key FROM info").fetchall() == [("a",)]
    copy.close()
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["one.db"]


class _Sqlite(sqlite3.OperationalError):
    def __init__(self, name):
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(28, "No space left on device"), CaseDiskFull),
        (_Sqlite("SQLITE_FULL"), CaseDiskFull),
        (PermissionError(13, "Permission denied"), CaseReadOnly),
        (OSError(30, "Read-only file system"), CaseReadOnly),
        (_Sqlite("SQLITE_READONLY_DBMOVED"), CaseReadOnly),
        (_Sqlite("SQLITE_CANTOPEN"), CaseReadOnly),
        (_Sqlite("SQLITE_CORRUPT"), CaseDamaged),
        (_Sqlite("SQLITE_IOERR_SHORT_READ"), CaseDamaged),
        (_Sqlite("SQLITE_CONSTRAINT_UNIQUE"), type(None)),
        (sqlite3.ProgrammingError("ours"), type(None)),
    ],
)
def test_errors_of_the_disk_become_sentences_and_bugs_do_not(tmp_path, error, kind):
    assert type(explained(error, tmp_path)) is kind
