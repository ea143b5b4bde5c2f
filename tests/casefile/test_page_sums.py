"""Not one changed bit of the case file goes unnoticed; what Pincite wrote itself is never called damage."""

import gc
import random
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest

from casefile import database as databases
from casefile.case import Case
from casefile.connecting import connect, trouble
from casefile.database import Database
from casefile.errors import CaseDamaged
from casefile.page_sums import NAME, PageSums

KEY = bytes(range(32))
_IS_PROTECTED = "protected"


@pytest.fixture
def plain(tmp_path):
    Database.create(tmp_path / "case.db").close()
    return tmp_path / "case.db"


@pytest.fixture
def protected(tmp_path):
    (tmp_path / _IS_PROTECTED).touch()
    Database.create(tmp_path / "case.db", KEY).close()
    return tmp_path / "case.db"


@pytest.fixture(params=["plain", "protected"])
def file(request):
    return request.getfixturevalue(request.param)


def key_of(file):
    return KEY if any((folder / _IS_PROTECTED).exists() for folder in file.parents) else None


def opened(file):
    return Database.open(file, before_migration=file.with_name("before.db"), key=key_of(file))


def put(database, *keys, words="some words"):
    with database.write() as connection:
        for key in keys:
            connection.execute("INSERT INTO info (key, value) VALUES (?, ?)", (key, words * 200))


def closed(file, *keys):
    """Write some rows in a session of its own; its file is then looked at once, so that all is known."""
    database = opened(file)
    put(database, *keys)
    assert database.damaged_pages() == ()
    database.close()


def look(file):
    database = opened(file)
    try:
        return database.damaged_pages()
    finally:
        database.close()


def flip(file, at, bit=0):
    content = bytearray(file.read_bytes())
    content[at] ^= 1 << bit
    file.write_bytes(content)


def is_noticed(file):
    """Tell whether damage in the last page is told, or has the case refused."""
    flip(file, file.stat().st_size - 3000)
    try:
        return look(file) != ()
    except CaseDamaged:
        return key_of(file) is not None  # a protected page is not even read


def test_a_bit_within_a_word_is_noticed_though_sqlite_sees_nothing(plain):
    closed(plain, "a", "b")
    at = plain.read_bytes().index(b"some words") + 3
    flip(plain, at)
    with closing(sqlite3.connect(plain)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert look(plain) == (at // 4096 + 1,)
    assert look(plain) == (at // 4096 + 1,)  # looking does not make it good


def test_every_bit_and_every_cut_is_noticed_or_the_file_is_refused(file):
    closed(file, *"abcdefgh")
    good, chance, sums = file.read_bytes(), random.Random(3), file.with_name(NAME)
    known = sums.read_bytes()
    for _ in range(60):
        file.write_bytes(good)
        sums.write_bytes(known)
        if chance.random() < 0.2:
            file.write_bytes(good[: chance.randrange(len(good))])
        else:
            flip(file, chance.randrange(len(good)), chance.randrange(8))
        with suppress(databases.CaseFailure):
            assert look(file)
        file.with_name("case.db-wal").unlink(missing_ok=True)
        file.with_name("case.db-shm").unlink(missing_ok=True)


def test_pages_of_the_session_before_are_known_while_somebody_reads(file):
    database = opened(file)
    put(database, *"abcdefgh")
    database.close()
    flip(file, file.stat().st_size - 3000)
    with suppress(CaseDamaged):  # a protected page is not even read
        database = opened(file)
        with database.read() as connection:
            connection.execute("SELECT count (*) FROM info").fetchone()
            assert database.damaged_pages() != ()
        database.close()


def test_sessions_of_writing_are_no_damage(file, monkeypatch):
    monkeypatch.setattr(databases, "_LOG_PAGES", 5)
    chance = random.Random(5)
    for session in range(6):
        database = opened(file)
        for at in range(chance.randrange(12)):
            put(database, *(f"{session} {at} {each}" for each in range(chance.randrange(1, 6))))
            if chance.random() < 0.3:
                with database.write() as connection:
                    connection.execute("DELETE FROM info WHERE key LIKE ?", (f"%{at}",))
            if chance.random() < 0.3:
                assert database.damaged_pages() == ()
        database.close()
        assert not file.with_name("case.db-wal").exists()
    assert look(file) == ()


def test_a_page_is_looked_at_while_somebody_reads_an_older_state(file, monkeypatch):
    monkeypatch.setattr(databases, "_LOG_PAGES", 3)
    database = opened(file)
    put(database, "a")
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM info").fetchone()[0]
        for at in range(20):
            put(database, f"b{at}")
        assert database.damaged_pages() == ()
    assert database.damaged_pages() == ()
    database.close()
    assert look(file) == ()


def test_a_session_that_was_killed_is_no_damage_and_its_pages_are_known(
    file, monkeypatch, tmp_path
):
    monkeypatch.setattr(databases, "_LOG_PAGES", 5)
    database = opened(file)
    for at in range(30):
        put(database, f"{at}")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("case.db", "case.db-wal", "case.db-shm", NAME):
        shutil.copy(file.with_name(name), killed / name)
    database.close()
    (killed / "case.db-shm").unlink()
    assert look(killed / "case.db") == ()
    assert is_noticed(killed / "case.db")


def test_damage_is_noticed_though_pincite_writes_on_the_page_before_anybody_looks(plain):
    closed(plain, "a", "b")
    flip(plain, plain.read_bytes().index(b"some words") + 3)
    database = opened(plain)
    put(database, *(f"c{at}" for at in range(20)))
    with database.write() as connection:
        connection.execute("UPDATE info SET value = value || 'more'")
    database.close()
    assert look(plain) != ()
    assert look(plain) != ()


def test_an_older_copy_that_was_put_back_is_no_damage(plain):
    closed(plain, "a")
    old = plain.read_bytes()
    closed(plain, "b")
    plain.write_bytes(old)
    assert look(plain) == ()
    at = old.index(b"some words")
    flip(plain, at)
    assert look(plain) == (at // 4096 + 1,)


def test_another_program_that_writes_is_told(file):
    closed(file, "a")
    with closing(connect(file, key_of(file))) as connection:
        connection.execute("UPDATE info SET value = 'forged' WHERE key = 'a'")
    assert look(file) != ()


def test_a_seal_that_was_changed_does_not_pass_for_an_older_copy(plain):
    closed(plain, "a")
    at = plain.read_bytes().index(PageSums.read(plain.with_name(NAME)).stamps[0].encode())
    flip(plain, at, 1)
    assert 0 in look(plain)


def test_a_case_that_is_closed_while_a_reader_has_the_only_connection_is_no_damage(file):
    closed(file, "one")
    database = opened(file)
    put(database, "two")
    reading = database.read()
    reading.__enter__()
    database.close()  # nothing is left in the pool
    reading.__exit__(None, None, None)  # SQLite copies what is left of the log
    assert look(file) == ()


def test_a_program_that_ends_without_closing_its_case_is_no_damage(file):
    closed(file, "a", "b")
    database = opened(file)
    put(database, *"cdefgh")
    del database
    gc.collect()
    assert look(file) == ()


@pytest.mark.parametrize("damage", ["missing", "garbled"])
def test_sums_that_are_lost_are_made_anew(file, damage):
    closed(file, "a")
    sums = file.with_name(NAME)
    if damage == "missing":
        sums.unlink()
    else:
        flip(sums, 40)
    assert look(file) == ()
    assert is_noticed(file)


def test_a_write_that_meets_a_damaged_page_of_a_protected_file_is_told_as_damage(protected):
    """SQLCipher calls the file read-only then."""
    closed(protected, *"abcdefg")
    good, told = protected.read_bytes(), []
    for page in range(1, 9):
        flip(protected, len(good) - page * 4096 + 1000)
        try:
            database = opened(protected)
            with closing(database):
                put(database, "new")
        except databases.CaseFailure as failure:
            told.append(type(failure))
        for left in protected.parent.glob("case.*"):
            left.unlink()
        protected.write_bytes(good)
    assert len(told) > 1 and set(told) == {CaseDamaged}


def test_sums_that_cannot_be_written_cost_no_work(file, monkeypatch):
    def refuse(_):
        raise OSError(28, "No space left on device")

    database = opened(file)
    with monkeypatch.context() as broken:
        broken.setattr(databases, "_LOG_PAGES", 2)
        broken.setattr(PageSums, "write", refuse)
        for at in range(9):
            put(database, f"{at}")
    put(database, "last")
    database.close()
    database = opened(file)
    with database.read() as connection:
        found = connection.execute(
            "SELECT count(*) FROM info WHERE length (key) < 4 OR key = 'last'"
        )
        assert found.fetchone()[0] == 10
    assert database.damaged_pages() == ()
    database.close()


def test_sums_that_cannot_be_written_on_closing_call_nothing_damage(file, monkeypatch):
    def refuse(_):
        raise OSError(13, "Permission denied")

    closed(file, "a")
    database = opened(file)
    put(database, "b")
    with monkeypatch.context() as broken:
        broken.setattr(PageSums, "write", refuse)
        database.close()
    assert look(file) == ()


def test_what_a_broken_writing_of_sums_left_goes_on_opening(file):
    closed(file, "a")
    left = file.with_name(f"{NAME}.new")
    left.write_bytes(b"half")
    opened(file).close()
    assert not left.exists() and look(file) == ()


@pytest.mark.plain(
    "no word stands in a protected file, and no page of it is read with a changed bit"
)
def test_the_check_names_a_changed_page(full, workers, tmp_path):
    full.accept([full.view().quotes[0].ref])
    full.add_note(full.view().quotes[0].ref, "Ask her about the berth.")
    assert full.check() == ()
    full.close()
    file = full.folder / "case.db"
    flip(file, file.read_bytes().index(b"Ask her about") + 2)
    with Case.open(full.folder, workers, local=tmp_path / "local") as case:
        (problem,) = case.check()
    assert problem.subject == "case.db" and "changed without Pincite" in problem.sentence


def test_a_page_that_was_half_copied_by_a_killed_session_is_no_damage(file, tmp_path):
    database = opened(file)
    put(database, "a")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("case.db", "case.db-wal"):
        shutil.copy(file.with_name(name), killed / name)
    before = file.read_bytes()
    database.damaged_pages()  # the sums tell of the log's pages, and they are copied
    after = file.read_bytes()
    shutil.copy(file.with_name(NAME), killed / NAME)
    shutil.copy(file.with_name("case.db-wal"), killed / "case.db-wal")
    database.close()
    torn = bytearray(before.ljust(len(after), b"\0"))
    for page in range(0, len(after), 4096):
        torn[page : page + 2048] = after[page : page + 2048]
    (killed / "case.db").write_bytes(torn)
    again = opened(killed / "case.db")
    put(again, "b")
    assert again.damaged_pages() == ()
    again.close()
    assert look(killed / "case.db") == ()


def failing(database):
    """Write something, and have it fail as where the disk refuses."""
    with database.write() as connection:
        connection.execute("INSERT INTO info (key, value) VALUES ('lost', '')")
        connection.execute("SELECT value FROM a_table_that_is_not_there")


@pytest.mark.parametrize("is_reopened", [True, False])
def test_after_an_error_of_the_disk_nothing_is_called_damaged(file, monkeypatch, is_reopened):
    """The connection that met it is let go of; were it the last, SQLite would copy the log unseen."""
    database = opened(file)
    for number in range(3):
        put(database, f"before {number}")
        with monkeypatch.context() as refusing:
            if not is_reopened:

                def refuse(*_given, **_more):
                    raise sqlite3.OperationalError("unable to open database file")

                refusing.setattr(databases, "_connect", refuse)
            with pytest.raises(trouble()):
                failing(database)
        put(database, f"after {number}")
        assert number == 0 or database.damaged_pages() == ()
    database.close()
    assert look(file) == ()
    with closing(connect(file, key_of(file))) as connection:
        told = {row[0] for row in connection.execute("SELECT key FROM info")}
    kept = {f"{when} {number}" for number in range(3) for when in ("before", "after")}
    assert told == {*kept, "seal", "seal again", "acknowledged"}
