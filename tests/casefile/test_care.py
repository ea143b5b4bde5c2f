"""Check, backup, restore, daily copies: whether the case is whole, and what to do where it is not."""

import datetime as dt
import hashlib
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from casefile import backup, check, feeding
from casefile.case import Case
from casefile.errors import (
    CaseDamaged,
    CaseExists,
    CaseFailure,
    CaseInUse,
    NoLocalFolder,
    NotACase,
)
from casefile.workers import WorkerStopped
from index.storage import indexed
from index.writer import IndexDocument
from tests.casefile.helpers import connected, original


def subjects(case):
    return [problem.subject for problem in case.check()]


def writable(path):
    path.chmod(0o600)
    return path


def alter(case, text):
    with case._store.database.write() as connection:
        connection.execute(text)


def test_a_fresh_and_a_full_case_are_clean(case, papers):
    assert case.check() == ()
    list(case.ingest([papers]))
    assert case.check() == ()


def test_changed_and_missing_originals_and_strangers_are_named(full):
    writable(full.original(1)).write_text("forged")
    writable(full.original(2)).unlink()
    (full.folder / "documents" / "Notes.txt").write_text("mine")
    problems = {problem.subject: problem.sentence for problem in full.check()}
    assert "not what was imported" in problems["0001 Complaint.txt"]
    assert "missing" in problems["0002 Ferry fight.txt"]
    assert "not part of the case" in problems["Notes.txt"]
    assert all(sentence.endswith(".") for sentence in problems.values())


@pytest.mark.parametrize("table", ["quote", "date_expression", "mention"])
def test_a_finding_that_stands_elsewhere_is_found(full, table):
    alter(full, f'UPDATE {table} SET "start" = "start" + 1, "end" = "end" + 1 WHERE id = 1')
    assert subjects(full) == ["0001 Complaint.txt"]


def test_the_check_goes_over_no_table_once_per_paper(full):
    """Of 20,000 papers that would be 20,000 times two million rows: hours."""
    asked = []
    with full._store.database.read() as connection:
        connection.set_trace_callback(asked.append)
        assert all(isinstance(step, str) for step in check._findings(connection))
        connection.set_trace_callback(None)
        often = {query for query in asked if " layer = 1" in query}
        plans = {query: connection.execute(f"EXPLAIN QUERY PLAN {query}") for query in often}
        ways = [row["detail"] for plan in plans.values() for row in plan]
    assert len(ways) == 5
    assert all(way.startswith("SEARCH") for way in ways), ways


def test_rows_that_point_to_nothing_are_found(full):
    with closing(connected(full)) as connection:
        connection.execute("UPDATE quote SET speaker = 999 WHERE id = 1")
    assert subjects(full) == ["case.db"]


def test_a_check_makes_up_for_what_the_index_lacks(full):
    home = feeding.home_of(full._store)
    full.workers.forget(home, [1])
    assert full.check() == ()
    assert set(indexed(home)) == {1, 2}


def test_what_the_case_no_longer_holds_goes_out_of_the_index(full):
    home, before = feeding.home_of(full._store), full.search("berth").total
    full.workers.index(home, [IndexDocument(99, "gone", "a berth of another backup")])
    assert full.search("berth").total == before > 0
    assert full.index_wanting
    list(full.keep_index())
    assert 99 not in indexed(home) and not full.index_wanting
    assert full.search("berth").total == before


def test_an_index_that_cannot_be_completed_is_told(full, monkeypatch):
    def broken(folder, documents):
        raise WorkerStopped("it ran out of memory")

    full.workers.forget(feeding.home_of(full._store), [1])
    monkeypatch.setattr(full.workers, "index", broken)
    assert subjects(full) == ["search index"]


def test_forgetting_a_case_leaves_its_folder_whole(full, workers, tmp_path):
    before, kept = full.view(), full._store.local.folder
    assert kept.is_dir()
    with pytest.raises(CaseInUse):
        Case.forget(full.folder, local=tmp_path / "local")
    full.close()
    Case.forget(full.folder, local=tmp_path / "local")
    assert not kept.exists() and not list((tmp_path / "local").iterdir())
    with Case.open(full.folder, workers, local=tmp_path / "local") as again:
        assert again.view() == before and again.search("berth").total > 0


def test_a_case_whose_disk_takes_no_note_any_more_is_forgotten_all_the_same(
    full, tmp_path, monkeypatch
):
    def refuse(path, *_, **__):
        raise OSError(30, "Read-only file system", str(path))

    full.close()
    monkeypatch.setattr(Path, "write_text", refuse)
    Case.forget(full.folder, local=tmp_path / "local")
    assert not list((tmp_path / "local").iterdir())


def test_what_a_broken_backup_left_is_removed_on_opening(full, workers, tmp_path):
    backups = full._store.paths.backups
    (backups / ".backup-x").mkdir()
    (backups / ".backup-x" / "case.db").touch()
    (backups / "case 2026-01-01.db.part").touch()
    full.close()
    Case.open(full.folder, workers, local=tmp_path / "local").close()
    assert [
        path.name for path in backups.iterdir() if "part" in path.name or "x" in path.name
    ] == []


def test_a_backup_restores_the_whole_case(full, workers, tmp_path):
    full.reject([full.view().quotes[0].ref])
    before, documents = full.view(), full.documents()
    full.backup(tmp_path / "case.zip")
    originals = [original(full, row.id) for row in documents]
    Case.restore(tmp_path / "case.zip", tmp_path / "restored" / "Back")
    with Case.open(
        tmp_path / "restored" / "Back.pincite", workers, local=tmp_path / "local2"
    ) as back:
        assert back.view() == before and back.documents() == documents
        assert [original(back, row.id) for row in documents] == originals
        assert back.original(1).stat().st_mode & 0o222 == 0
        assert back.search("berth").total > 0 and back.check() == ()
        assert back.undo() is not None
    assert [path.name for path in (tmp_path / "restored").iterdir()] == ["Back.pincite"]


def test_a_backup_holds_nothing_but_the_case_file_and_the_originals(full, tmp_path):
    full.backup(tmp_path / "case.zip")
    keys = {"case.keys"} if full.is_protected else set()
    named = {f"documents/{full.original(number).name}" for number in (1, 2)}
    assert set(zipfile.ZipFile(tmp_path / "case.zip").namelist()) == {"case.db"} | named | keys
    copy = f"case {dt.datetime.now().astimezone().date().isoformat()}.db"
    left = {path.name for path in full._store.paths.backups.iterdir()}
    assert left == {copy, f"{copy}.sha256"} | keys


def test_a_backup_that_would_not_be_whole_is_refused_and_the_old_one_stays(full, tmp_path):
    target = tmp_path / "case.zip"
    full.backup(target)
    good = target.read_bytes()
    writable(full.original(1)).write_text("forged")
    with pytest.raises(CaseDamaged, match=r"0001 Complaint\.txt"):
        full.backup(target)
    full.original(1).unlink()
    with pytest.raises(CaseDamaged, match=r"0001 Complaint\.txt"):
        full.backup(target)
    assert target.read_bytes() == good
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def repack(source, target, change, first):
    """Copy an archive, each part changed; ``first`` is how the first paper is called in it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change("0001" if first in name else name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (lambda name, content: None if name == "case.db" else content, NotACase),
        (lambda name, content: b"noise" if name == "case.db" else content, NotACase),
        (lambda name, content: None if "0001" in name else content, CaseDamaged),
        (lambda name, content: content + b"x" if "0001" in name else content, CaseDamaged),
    ],
)
def test_a_bad_backup_is_refused_and_nothing_is_left(full, tmp_path, change, failure):
    full.backup(tmp_path / "good.zip")
    bad = repack(tmp_path / "good.zip", tmp_path / "bad.zip", change, full.original(1).name)
    with pytest.raises(failure):
        Case.restore(bad, tmp_path / "out" / "Back.pincite")
    assert list((tmp_path / "out").iterdir()) == []


def test_restoring_over_something_or_from_nothing_is_refused(full, tmp_path):
    full.backup(tmp_path / "good.zip")
    with pytest.raises(CaseExists, match="there already"):
        Case.restore(tmp_path / "good.zip", full.folder)
    (tmp_path / "text.zip").write_text("no archive")
    for missing in ("text.zip", "none.zip"):
        with pytest.raises(NotACase, match="no backup of a case"):
            Case.restore(tmp_path / missing, tmp_path / "x")


def test_a_name_that_leads_out_of_the_folder_is_refused(full, tmp_path):
    full.backup(tmp_path / "good.zip")
    evil = b"evil"
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        archive.extract("case.db", tmp_path)
        keys = [name for name in archive.namelist() if name == "case.keys"]
        kept = {name: archive.read(name) for name in keys}
    with closing(connected(full, tmp_path / "case.db")) as connection:
        connection.execute(
            "UPDATE document SET stored_name = '../evil.txt', sha256 = ? WHERE id = 1",
            (hashlib.sha256(evil).hexdigest(),),
        )
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.write(tmp_path / "case.db", "case.db")
        archive.writestr("documents/../evil.txt", evil)
        for name, content in kept.items():
            archive.writestr(name, content)
    with pytest.raises(CaseDamaged):
        Case.restore(tmp_path / "evil.zip", tmp_path / "out" / "Back")
    assert not list(tmp_path.rglob("evil.txt"))


def test_one_copy_a_day_and_the_newest_fourteen_are_kept(case):
    paths, database = case._store.paths, case._store.database
    first = dt.date(2026, 1, 1)
    for day in range(20):
        backup.daily(paths, first + dt.timedelta(days=day), database)
        backup.daily(paths, first + dt.timedelta(days=day), database)
    (paths.backups / "mine.db").write_text("x")
    names = sorted(path.name for path in paths.backups.iterdir())
    kept = [name for name in names if name.startswith("case 20") and name.endswith(".db")]
    assert "mine.db" in names and len(kept) == 14
    assert [name for name in names if name.endswith(".sha256")] == [
        f"{name}.sha256" for name in kept
    ]


# -- opening


def test_making_a_case_over_something_is_refused(tmp_path, workers):
    (tmp_path / "x.pincite").mkdir()
    (tmp_path / "x.pincite" / "file").touch()
    with pytest.raises(CaseExists, match="there already"):
        Case.create(tmp_path / "x", workers, local=tmp_path / "local")


def test_a_case_gets_its_suffix_and_name(tmp_path, workers):
    (tmp_path / "empty.pincite").mkdir()
    with Case.create(tmp_path / "empty.pincite", workers, local=tmp_path / "local") as case:
        assert case.name == "empty"
    with Case.create(
        tmp_path / "Doe v. Roe", workers, name="Doe", local=tmp_path / "local"
    ) as case:
        assert (case.folder.name, case.name) == ("Doe v. Roe.pincite", "Doe")
        assert sorted(path.name for path in case.folder.iterdir() if "case." not in path.name) == [
            "backups",
            "documents",
        ]


def test_a_folder_that_is_no_case_is_said(tmp_path, workers):
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(NotACase, match="is no Pincite case"):
            Case.open(path, workers, local=tmp_path / "local")


def test_a_second_opener_is_refused_and_a_failed_one_leaves_no_lock(case, workers, tmp_path):
    with pytest.raises(CaseInUse):
        Case.open(case.folder, workers, local=tmp_path / "local")
    case.close()
    database = case.folder / "case.db"
    good = database.read_bytes()
    database.write_bytes(b"noise" * 999)
    for _ in range(2):
        with pytest.raises(CaseFailure):
            Case.open(case.folder, workers, local=tmp_path / "local")
    database.write_bytes(good)
    Case.open(case.folder, workers, local=tmp_path / "local").close()


@pytest.mark.parametrize("case_id", ["../../elsewhere", "", "A" * 32])
def test_a_strangers_case_cannot_choose_where_its_index_lies(case, workers, tmp_path, case_id):
    alter(case, f"UPDATE info SET value = '{case_id}' WHERE key = 'case_id'")
    case.close()
    with pytest.raises(CaseDamaged, match="lost its number"):
        Case.open(case.folder, workers, local=tmp_path / "local")


@pytest.mark.parametrize(
    "name", ["../../secret.txt", "/etc/hosts", "C:secret", "..\\secret", "..", ""]
)
def test_a_strangers_case_cannot_reach_out_of_its_folder(full, tmp_path, name):
    with full._store.database.write() as connection:
        connection.execute(
            "UPDATE document SET stored_name = ?, state = 'received' WHERE id = 1", (name,)
        )
    with pytest.raises(CaseDamaged, match="outside the case"):
        full.original(1)
    with pytest.raises(CaseDamaged, match="outside the case"):
        list(full.resume())
    with pytest.raises(CaseDamaged, match="outside the case"):
        full.backup(tmp_path / "case.zip")


def test_a_moved_and_renamed_case_keeps_everything(full, workers, tmp_path):
    full.accept([full.view().parties[0].ref])
    before, folder = full.view(), full.folder
    full.close()
    moved = folder.rename(tmp_path / "Renamed.pincite")
    with Case.open(moved, workers, local=tmp_path / "local") as case:
        assert case.view() == before and case.unfinished() == 0 and case.check() == ()
        assert Path(case.original(1)).parent.parent == moved


def test_pages_are_drawn_for_pdf_alone(full):
    from casefile.errors import NoPagePicture
    from importers.source_text import Span

    with pytest.raises(NoPagePicture, match="Read its text instead"):
        full.page_image(1, 1, 1.0)
    assert full.page_sizes(1) == ()
    assert full.boxes(1, 1, [Span(0, 5), Span(6, 7)]) == ((), ())


def test_a_case_in_an_impossible_place_is_refused_in_a_sentence(workers, tmp_path, monkeypatch):
    def refuse(*_arguments, **_named):
        raise FileNotFoundError(2, "No such file or directory", "x")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(
        CaseFailure, match=r"could not be made .*\. Choose another place\."
    ) as caught:
        Case.create(tmp_path / "nowhere" / "New", workers, local=tmp_path / "local")
    assert type(caught.value) is CaseFailure


@pytest.mark.parametrize("trouble", ["no folder", "index"])
def test_pincites_own_folder_that_cannot_be_written_is_not_blamed_on_the_case(
    case, workers, tmp_path, trouble
):
    case.close()
    local = tmp_path / "elsewhere"
    if trouble == "no folder":
        local.write_text("a file where the folder should be")
    else:
        local.mkdir()
        (local / case.case_id).write_text("a file where the case's folder should be")
    with pytest.raises(NoLocalFolder, match="its own folder on this computer") as told:
        Case.open(case.folder, workers, local=local)
    assert str(local) in str(told.value)
    assert case.folder.stem not in str(told.value)
    Case.open(case.folder, workers, local=tmp_path / "local").close()


def test_a_refusal_of_pincites_own_folder_is_not_blamed_on_the_case(
    case, workers, tmp_path, monkeypatch
):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    case.close()
    monkeypatch.setattr("casefile.opening.local_paths", refuse)
    with pytest.raises(NoLocalFolder, match="Permission denied"):
        Case.open(case.folder, workers, local=tmp_path / "local")


def test_the_copy_of_the_day_can_be_made_while_the_case_is_worked_with(full, workers, tmp_path):
    folder = full.folder
    full.close()
    for copy in (folder / "backups").glob("*.db*"):
        copy.unlink()
    with Case.open(folder, workers, local=tmp_path / "local", copy=False) as case:
        assert not list((folder / "backups").glob("*.db"))
        case.accept([case.view().quotes[0].ref])
        case.keep_daily_copy()
        case.keep_daily_copy()
    (copy,) = (folder / "backups").glob("*.db")
    with closing(connected(case, copy)) as connection:
        assert connection.execute("SELECT count(*) FROM history").fetchone()[0] == 1


def test_a_case_whose_making_was_broken_off_can_be_made_again(tmp_path, workers):
    folder = tmp_path / "New.pincite"
    (folder / "documents").mkdir(parents=True)
    for left in ("case.db.new", "case.db.new-wal"):
        (folder / left).write_bytes(b"half")
    with pytest.raises(NotACase):
        Case.open(folder, workers, local=tmp_path / "local")
    Case.create(folder, workers, local=tmp_path / "local").close()
    assert not list(folder.glob("case.db.new*"))
    with Case.open(folder, workers, local=tmp_path / "local") as case:
        assert case.check() == ()
    with pytest.raises(CaseExists):
        Case.create(folder, workers, local=tmp_path / "local")
