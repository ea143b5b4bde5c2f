import errno
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest

from casefile import migrations
from casefile.connecting import connect, trouble
from casefile.database import Database, copy_database, explained
from casefile.errors import (
    CaseDamaged,
    CaseDiskFull,
    CaseFailure,
    CaseInUse,
    CaseReadOnly,
    CaseTooNew,
    CaseUnreachable,
    NotACase,
)


@pytest.fixture(params=[None, bytes(range(32))], ids=["plain", "protected"])
def key(request):
    return request.param


@pytest.fixture
def database(tmp_path, key):
    database = Database.create(tmp_path / "case.db", key)
    yield database
    database.close()


def opened(tmp_path, key=None):
    before = tmp_path / "backups" / "before.db"
    return Database.open(tmp_path / "case.db", before_migration=before, key=key)


def pragma(path, text, key=None):
    connection = connect(path, key)
    connection.execute(text)
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


def test_a_newer_case_is_refused_in_one_sentence(tmp_path, database, key):
    database.close()
    pragma(tmp_path / "case.db", f"PRAGMA user_version = {migrations.CURRENT + 1}", key)
    with pytest.raises(CaseTooNew, match=r"later version of Pincite\. Update Pincite to open it\."):
        opened(tmp_path, key)


def test_another_programs_database_is_no_case(tmp_path, key):
    pragma(tmp_path / "case.db", "CREATE TABLE t (a)", key)
    with pytest.raises(NotACase, match="another program"):
        opened(tmp_path, key)
    with pytest.raises(NotACase):
        Database.open(tmp_path / "none.db", before_migration=tmp_path / "x.db")


def test_a_file_of_noise_is_damaged(tmp_path, key):
    (tmp_path / "case.db").write_bytes(b"noise" * 1000)
    with pytest.raises(CaseDamaged, match="Restore the newest copy"):
        opened(tmp_path, key)


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
        pytest.raises(trouble(), match="never changed"),
        database.write() as connection,
    ):
        connection.execute("UPDATE layer SET text = X'62'")


def test_a_copy_of_an_open_case_is_whole(tmp_path, database, key):
    with database.write() as connection:
        put(connection, "a")
    copy_database(tmp_path / "case.db", tmp_path / "copies" / "one.db", key)
    copy = connect(tmp_path / "copies" / "one.db", key)
    assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert [row["key"] for row in copy.execute("SELECT key FROM info")] == ["a"]
    copy.close()
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["one.db"]


def test_a_protected_case_file_tells_nothing_and_opens_with_its_key_alone(tmp_path):
    key = bytes(range(32))
    database = Database.create(tmp_path / "case.db", key)
    with database.write() as connection:
        put(connection, "a", "Ottilie Brankovan " * 500)
    files = {file.suffix: file.read_bytes() for file in tmp_path.iterdir()}
    assert {".db", ".db-wal"} <= files.keys() and len(files[".db-wal"]) > 9000
    database.close()
    files["closed"] = (tmp_path / "case.db").read_bytes()
    for content in files.values():
        assert b"Brankovan" not in content and b"CREATE TABLE" not in content
    for wrong in (None, bytes(32)):
        with pytest.raises(CaseDamaged):
            opened(tmp_path, wrong)
    again = opened(tmp_path, key)
    assert keys(again) >= {"a"}
    again.close()


def test_a_damaged_page_of_a_protected_file_spoils_no_question_about_others(tmp_path):
    key = bytes(range(32))
    Database.create(tmp_path / "case.db", key).close()
    database = opened(tmp_path, key)
    with database.write() as connection:
        connection.execute("CREATE TABLE one (a)")
        connection.execute("CREATE TABLE other (a)")
        connection.execute("INSERT INTO one VALUES (randomblob (9000))")
        connection.execute("INSERT INTO other VALUES ('unharmed')")
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'one'")
        page = root.fetchone()[0]
    assert database.damaged_pages() == ()
    database.close()
    content = bytearray((tmp_path / "case.db").read_bytes())
    content[page * 4096 - 1000] ^= 1
    (tmp_path / "case.db").write_bytes(content)
    database = Database(tmp_path / "case.db", key)
    with pytest.raises(CaseDamaged), database.read() as connection:
        connection.execute("SELECT a FROM one").fetchall()
    with database.read() as connection:
        assert connection.execute("SELECT a FROM other").fetchone()["a"] == "unharmed"
    database.close()


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
        (_Sqlite("SQLITE_IOERR_WRITE"), CaseUnreachable),
        (OSError(5, "Input/output error"), CaseUnreachable),
        (sqlite3.OperationalError("Could not decode to UTF-8 column"), CaseDamaged),
        (_Sqlite("SQLITE_BUSY"), CaseInUse),
        (OSError(errno.ENOLCK, "No locks available"), CaseInUse),
        (_Sqlite("SQLITE_CONSTRAINT_UNIQUE"), type(None)),
        (sqlite3.ProgrammingError("ours"), type(None)),
    ],
)
def test_errors_of_the_disk_become_sentences_and_bugs_do_not(tmp_path, error, kind):
    assert type(explained(error, tmp_path)) is kind


@pytest.mark.parametrize(
    ("refused", "kind"),
    [("full", CaseDiskFull), ("read-only", CaseReadOnly), ("failing", CaseUnreachable)],
)
def test_a_copying_that_the_disk_refuses_becomes_a_sentence(database, key, tmp_path, refused, kind):
    connect(tmp_path / "copy.db", key).close()
    with database.write() as connection:
        connection.execute("CREATE TABLE long AS SELECT zeroblob(4000000) AS content")
    with (
        closing(connect(database.file, key)) as source,
        closing(connect(tmp_path / "copy.db", key, read_only=refused == "read-only")) as copy,
        largest_file(1_000_000 if refused == "failing" else None),
    ):
        if refused == "full":
            copy.execute("PRAGMA max_page_count = 10")
        with pytest.raises(trouble()) as failure:
            source.backup(copy)
    assert type(explained(failure.value, tmp_path)) is kind


@contextmanager
def largest_file(size):
    """Have this process write no larger files meanwhile, as a disk that gives out."""
    resource = pytest.importorskip("resource") if size else None
    before = resource.getrlimit(resource.RLIMIT_FSIZE) if size else None
    if size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        if size:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
