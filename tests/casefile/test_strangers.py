"""A case folder from a stranger: to open, search and change it runs nothing and writes nowhere else."""

import pickle
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest

from casefile.case import Case
from casefile.errors import CaseDamaged, CaseFailure
from index.storage import LOCK

pytestmark = pytest.mark.plain(
    "its case file is altered by hand; of a protected one the same is looked at"
)


@pytest.fixture
def folder(full):
    """Return the folder of a case with two papers, closed."""
    full.close()
    return full.folder


def opened(folder, workers, tmp_path):
    return Case.open(folder, workers, local=tmp_path / "local of the victim")


def alter(folder, *statements):
    with closing(sqlite3.connect(folder / "case.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON history BEGIN DELETE FROM note; END",
        "CREATE TRIGGER evil AFTER UPDATE ON info BEGIN DELETE FROM history; END",
        "CREATE VIEW extra AS SELECT load_extension ('/tmp/evil.so')",
        "CREATE VIRTUAL TABLE evil USING fts5 (words)",
        "CREATE TEMP TRIGGER mine AFTER INSERT ON note BEGIN DELETE FROM note; END",
    ],
)
def test_what_acts_by_itself_is_refused(folder, workers, tmp_path, statement):
    alter(folder, statement)
    if "TEMP" in statement:  # lives in its own connection alone
        opened(folder, workers, tmp_path).close()
        return
    with pytest.raises(CaseDamaged, match="Do not trust this case"):
        opened(folder, workers, tmp_path)


def test_a_trigger_of_ours_that_was_changed_is_refused(folder, workers, tmp_path):
    alter(
        folder,
        "DROP TRIGGER document_update_lists",
        "CREATE TRIGGER document_update_lists AFTER UPDATE ON document BEGIN DELETE FROM note; END",
    )
    with pytest.raises(CaseDamaged, match="document_update_lists"):
        opened(folder, workers, tmp_path)


def test_a_view_in_a_tables_place_is_refused(folder, workers, tmp_path):
    alter(folder, "DROP TABLE saved_view", "CREATE VIEW saved_view AS SELECT 1 AS id")
    with pytest.raises(CaseDamaged, match="saved_view"):
        opened(folder, workers, tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE note (id INTEGER PRIMARY KEY,"
        " x AS (load_extension (1)))' WHERE name = 'note'",
        "UPDATE sqlite_schema SET sql = 'noise' WHERE name = 'document'",
        "UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'quote'",
        "DELETE FROM sqlite_schema WHERE name = 'document'",
    ],
)
def test_a_schema_that_was_written_by_hand_ends_in_a_sentence(folder, workers, tmp_path, statement):
    alter(folder, "PRAGMA writable_schema = ON", statement)
    with suppress(CaseFailure), opened(folder, workers, tmp_path) as case:
        assert case.check() != ()


@pytest.mark.parametrize("version", [0, -1, 2**31 - 1])
def test_a_version_that_never_was_ends_in_a_sentence(folder, workers, tmp_path, version):
    alter(folder, f"PRAGMA user_version = {version}")
    with pytest.raises(CaseFailure, match=r"version"):
        opened(folder, workers, tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "case.holder.json",
        "case.lock",
        "case.last",
        "case.sums",
        "case.sums.new",
        "case.db-wal",
        "case.db",
        "documents/0001 Complaint.txt",
        "documents/.incoming-x",
        "backups/case 2026-01-01.db.part",
    ],
)
def test_a_link_is_never_followed(folder, workers, tmp_path, name):
    """The lock alone would empty what it leads to, the note of who has it open would write over it."""
    secret = tmp_path / "secret"
    secret.write_text("the victim's own file")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(secret)
    with pytest.raises(CaseFailure):
        opened(folder, workers, tmp_path)
    with pytest.raises(CaseFailure):
        Case.mend(folder, local=tmp_path / "local")
    assert secret.read_text() == "the victim's own file"


@pytest.mark.parametrize("name", ["documents", "backups"])
def test_a_folder_that_leads_elsewhere_is_refused(folder, workers, tmp_path, name):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(folder / name, elsewhere)
    (folder / name).symlink_to(elsewhere, target_is_directory=True)
    before = sorted(elsewhere.iterdir())
    with pytest.raises(CaseDamaged, match="leads out of the case"):
        opened(folder, workers, tmp_path)
    assert sorted(elsewhere.iterdir()) == before


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return open, (str(self.mark), "w")


def test_an_index_that_came_along_is_never_opened(full, workers, tmp_path):
    """A real index of the case, whose table of contents would run code, lies where one might look for it."""
    mark = tmp_path / "ran"
    own = full._store.local.index
    full.close()
    for place in (full.folder / "index", full.folder / "cache" / "index"):
        shutil.copytree(own, place, ignore=shutil.ignore_patterns(LOCK))
        for file in place.iterdir():
            if "toc" in file.name:
                file.write_bytes(pickle.dumps(Evil(mark)))
    with opened(full.folder, workers, tmp_path) as case:
        list(case.keep_index())
        assert case.search("berth").total > 0
        assert case.check() == ()
    assert not mark.exists()


def test_huge_values_cost_no_more_than_their_size(folder, workers, tmp_path):
    with closing(sqlite3.connect(folder / "case.db")) as connection:
        connection.execute("UPDATE info SET value = ? WHERE key = 'name'", ("x" * 5_000_000,))
        connection.execute("UPDATE document SET title = ? WHERE id = 1", ("y" * 5_000_000,))
        connection.execute("UPDATE history SET sentence = ?", ("z" * 5_000_000,))
        connection.commit()
    with opened(folder, workers, tmp_path) as case:
        assert len(case.documents()) == 2 and len(case.view().quotes) > 0
        case.accept([case.view().quotes[0].ref])
