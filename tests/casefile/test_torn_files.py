"""A damaged file of a protected case is readable by SQLite's own tools once the case is plain again."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from casefile import case_key, protecting, torn_files
from casefile.case import Case
from casefile.connecting import connect
from casefile.protection import Cost, Protection
from tests.casefile.helpers import FakeWorkers

SECRET, OTHER = "walnut lantern harbour", "copper meadow violin"
KEY = bytes(range(32))
PAGE = 4096


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_key, "COST", Cost(iterations=1, lanes=1, memory=64))


def encrypted(file: Path, rows: int) -> Path:
    """Write an encrypted file with long and short rows, an index, and pages that were freed."""
    with closing(connect(file, KEY)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("CREATE INDEX of_text ON paper (text)")
        add(connection, range(rows))
        connection.execute("DELETE FROM paper WHERE id % 7 = 0")
    return file


def add(connection: sqlite3.Connection, numbers: range) -> None:
    connection.execute("BEGIN")
    rows = ((number, f"Paper {number} " + "of the harbour " * (number % 900)) for number in numbers)
    connection.executemany("INSERT INTO paper VALUES (?, ?)", rows)
    connection.execute("COMMIT")


def rows_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute("SELECT * FROM paper ORDER BY id")]


def test_a_whole_file_comes_out_as_it_was(tmp_path: Path) -> None:
    file = encrypted(tmp_path / "case.db", 1500)
    with closing(connect(file, KEY)) as connection:
        before = rows_of(connection)
    target = tmp_path / "plain.db"
    assert torn_files.decrypted(file, KEY, target)
    assert target.stat().st_size == file.stat().st_size > 20 * PAGE
    with closing(sqlite3.connect(target)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert rows_of(plain) == before and len(before) > 1000


def test_its_log_counts_as_before(tmp_path: Path) -> None:
    file = encrypted(tmp_path / "case.db", 300)
    for half in (False, True):
        name = "half.db" if half else "all.db"
        with closing(connect(file, KEY)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("DELETE FROM paper WHERE id >= 300")
            before = rows_of(connection)
            add(connection, range(300, 500))
            after = rows_of(connection)
            for ending in ("", "-wal"):
                shutil.copyfile(f"{file}{ending}", tmp_path / f"torn {name}{ending}")
        log = tmp_path / f"torn {name}-wal"
        if half:  # what was committed last is not whole
            log.write_bytes(log.read_bytes()[:-PAGE])
        for ending in ("", "-wal"):
            torn, target = tmp_path / f"torn {name}{ending}", tmp_path / f"{name}{ending}"
            assert torn_files.decrypted(torn, KEY, target)
            assert target.stat().st_size == torn.stat().st_size
        with closing(sqlite3.connect(tmp_path / name)) as plain:
            assert rows_of(plain) == (before if half else after) and before != after
            assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


DAMAGES: dict[str, Callable[[bytearray], object]] = {
    "a bit of the first page": lambda content: content.__setitem__(30, content[30] ^ 1),
    "the salt": lambda content: content.__setitem__(slice(0, 16), bytes(16)),
    "a page of zeros": lambda content: content.__setitem__(slice(5 * PAGE, 6 * PAGE), bytes(PAGE)),
    "a third of the file": lambda content: content.__delitem__(
        slice(len(content) * 2 // 3 + 100, None)
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_of_a_damaged_file_all_that_is_whole_can_be_read(tmp_path: Path, damage: str) -> None:
    file, target = encrypted(tmp_path / "case.db", 900), tmp_path / "plain.db"
    whole = tmp_path / "whole.db"
    assert torn_files.decrypted(file, KEY, whole)
    content = bytearray(file.read_bytes())
    DAMAGES[damage](content)
    file.write_bytes(content)
    assert torn_files.decrypted(file, KEY, target)
    given, before = target.read_bytes(), whole.read_bytes()
    assert len(given) == len(content)
    same = [
        given[at : at + PAGE - 80] == before[at : at + PAGE - 80]
        for at in range(0, len(content) // PAGE * PAGE, PAGE)
    ]
    assert same.count(False) <= 1 and len(same) > 20


@pytest.mark.parametrize("content", [b"noise " * 9999, b"", b"SQLite format 3\0" + bytes(9000)])
def test_what_is_no_encrypted_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    for name in ("torn.db", "torn.db-wal"):
        (tmp_path / name).write_bytes(content)
        assert not torn_files.decrypted(tmp_path / name, KEY, tmp_path / "plain")
    assert not (tmp_path / "plain").exists()


def test_a_file_of_another_key_is_left_as_it_is(tmp_path: Path) -> None:
    file = encrypted(tmp_path / "case.db", 900)
    assert not torn_files.decrypted(file, bytes(32), tmp_path / "plain")
    assert not (tmp_path / "plain").exists()


def test_the_damaged_file_of_a_mended_case_outlives_its_keys(
    papers: Path, tmp_path: Path, workers: FakeWorkers
) -> None:
    """Through another passphrase, another key, and none: what it holds stays within reach."""
    folder, local = tmp_path / "Matter 7.pincite", tmp_path / "local"
    with Case.create(folder, workers, local=local, protection=Protection(SECRET)) as case:
        list(case.ingest([papers]))
        case.keep_daily_copy()
        case.add_note(case.view().quotes[0].ref, "Ask her about the berth.")
    file = folder / "case.db"
    content = bytearray(file.read_bytes())
    content[100] ^= 1  # opens no more
    file.write_bytes(content)
    name = Case.mend(folder, local=local, secret=SECRET).aside.name
    case_key.rewrap(folder, SECRET, Protection(OTHER))
    list(protecting.unprotect(folder, OTHER, local))
    aside = folder / "backups" / name
    told = aside.read_bytes()
    assert b"Ask her about the berth." in told and b"Vantreese" in told
    list(protecting.protect(folder, Protection(SECRET), local))
    assert not aside.exists() and not [
        each
        for each in folder.rglob("*")
        if each.is_file() and b"Vantreese" in each.read_bytes() + each.name.encode()
    ]
    list(protecting.unprotect(folder, SECRET, local))
    assert aside.read_bytes() == told
    with Case.open(folder, workers, local=local) as case:
        assert case.check() == () and len(case.documents()) == 2
